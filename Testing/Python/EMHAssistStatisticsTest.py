"""Statistics of regions against published values, SimpleITK, hand arithmetic and a simulated process."""

import json
import math
import os
import unittest
import warnings

import numpy as np

from EMHAssistLib.Measurement import STATISTICS, Image, Mask, describe, measure
from EMHAssistLib.Measurement.Statistics import effectiveNumber

PROJECT_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA_FOLDER = os.path.join(os.path.dirname(PROJECT_FOLDER), "shared", "data")
RELATIVE = 1e-6

try:
    import SimpleITK as sitk
except ImportError:
    sitk = None


def geometry(itkImage):
    """Return the (4, 4) index to RAS matrix of a SimpleITK image, which counts in LPS."""
    matrix = np.eye(4)
    matrix[:3, :3] = np.reshape(itkImage.GetDirection(), (3, 3)) @ np.diag(itkImage.GetSpacing())
    matrix[:3, 3] = itkImage.GetOrigin()
    return np.diag([-1.0, -1.0, 1.0, 1.0]) @ matrix


def measureItk(itkImage, itkLabels, label):
    image = Image(sitk.GetArrayViewFromImage(itkImage), geometry(itkImage))
    return measure(image, Mask(geometry(itkLabels), sitk.GetArrayViewFromImage(itkLabels) == label))


def percentile(values, percent):
    """Return the percentile of type 7 of Hyndman and Fan, spelled out."""
    ordered = sorted(float(value) for value in values)
    position = (len(ordered) - 1) * percent / 100
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def randomOblique(generator):
    """Return a random (3, 3) rotation, left-handed every other time."""
    direction, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    return direction


class StatisticsTest(unittest.TestCase):

    def assertClose(self, value, expected, label="", relative=RELATIVE):
        self.assertTrue(math.isclose(value, expected, rel_tol=relative), f"{label}: {value} instead of {expected}")


@unittest.skipIf(sitk is None, "SimpleITK is not installed")
@unittest.skipUnless(os.path.isdir(DATA_FOLDER), "the folder shared/data stands not beside the project")
class EMHAssistPublishedStatisticsTest(StatisticsTest):

    @classmethod
    def setUpClass(cls):
        with open(os.path.join(DATA_FOLDER, "reference_values.json"), encoding="utf-8") as stream:
            cls.published = json.load(stream)

    def read(self, *path):
        return sitk.ReadImage(os.path.join(DATA_FOLDER, *path))

    def test_Pyradiomics(self):
        names = {"Mean": "mean", "Median": "median", "Minimum": "min", "Maximum": "max", "10Percentile": "p10",
                 "90Percentile": "p90", "voxel_count": "n", "VoxelVolume_mm3": "volume_mm3"}
        for case, values in self.published["pyradiomics"]["cases"].items():
            image = self.read("pyradiomics_baseline", f"{case}_image.nrrd")
            measurement = measureItk(image, self.read("pyradiomics_baseline", f"{case}_label.nrrd"), 1)
            for published, name in names.items():
                self.assertClose(measurement.statistics[name], values[published], f"{case} {name}")
            # pyradiomics divides the variance by N, 3D Slicer and this project by N - 1.
            count = values["voxel_count"]
            self.assertClose(measurement.statistics["sd"], math.sqrt(values["Variance"] * count / (count - 1)),
                             f"{case} sd")
            self.assertEqual((measurement.coverage, measurement.flags, measurement.problem), (1, (), ""))

    def test_PyradiomicsCaseIsLeftHanded(self):
        matrix = geometry(self.read("pyradiomics_baseline", "brain1_image.nrrd"))
        self.assertLess(np.linalg.det(matrix[:3, :3]), 0)

    def test_IbsiDigitalPhantom(self):
        values = {name: value for name, (value, _) in self.published["ibsi_digital_phantom"]["values"].items()}
        image = self.read("ibsi_digital_phantom", "nifti", "image", "phantom.nii.gz")
        statistics = measureItk(image, self.read("ibsi_digital_phantom", "nifti", "mask", "mask.nii.gz"), 1).statistics
        self.assertEqual(statistics["n"], 74)
        for name, published in {"median": "stat_median", "p10": "stat_p10", "p90": "stat_p90", "min": "stat_min",
                                "max": "stat_max"}.items():
            self.assertEqual(statistics[name], values[published], name)
        # Published with three digits.
        self.assertEqual(float(f"{statistics['mean']:.3g}"), values["stat_mean"])
        self.assertEqual(float(f"{statistics['sd'] ** 2 * 73 / 74:.3g}"), values["stat_var"])
        self.assertNotEqual(float(f"{statistics['sd'] ** 2:.3g}"), values["stat_var"])


@unittest.skipIf(sitk is None, "SimpleITK is not installed")
class EMHAssistStatisticsAgainstSimpleItkTest(StatisticsTest):

    def test_RandomMasks(self):
        generator = np.random.default_rng(20240501)
        types = (np.uint8, np.int16, np.uint16, np.int32, np.float32, np.float64)
        for trial in range(24):
            shape = generator.integers(3, 14, size=3)
            values = (generator.gamma(2.0, 40.0, size=shape)).astype(types[trial % len(types)])
            labels = generator.integers(0, 4, size=shape).astype(np.uint8)
            image, mask = sitk.GetImageFromArray(values), sitk.GetImageFromArray(labels)
            image.SetSpacing(generator.uniform(0.3, 6.0, size=3).tolist())
            image.SetDirection(randomOblique(generator).ravel().tolist())
            image.SetOrigin(generator.uniform(-200, 200, size=3).tolist())
            mask.CopyInformation(image)
            simple, intensity = sitk.LabelStatisticsImageFilter(), sitk.LabelIntensityStatisticsImageFilter()
            simple.Execute(image, mask)
            intensity.Execute(mask, image)
            for label in (1, 2, 3):
                own = measureItk(image, mask, label).statistics
                inside = values[labels == label]
                expected = {"n": simple.GetCount(label), "volume_mm3": intensity.GetPhysicalSize(label),
                            "mean": simple.GetMean(label), "sd": simple.GetSigma(label),
                            "min": simple.GetMinimum(label), "max": intensity.GetMaximum(label),
                            "median": percentile(inside, 50), "p10": percentile(inside, 10),
                            "p90": percentile(inside, 90)}
                self.assertEqual(set(own), set(expected))
                for name, value in expected.items():
                    self.assertClose(own[name], value, f"trial {trial} label {label} {name}")
                self.assertClose(own["sd"], intensity.GetStandardDeviation(label), f"trial {trial} {label} sd")


class EMHAssistDescribeTest(StatisticsTest):

    def test_ByHand(self):
        statistics = describe(np.array([4, 1, 3, 2], dtype=np.int16), 1.5)
        expected = {"n": 4, "volume_mm3": 6, "mean": 2.5, "sd": math.sqrt(5 / 3), "median": 2.5, "p10": 1.3, "p90": 3.7,
                    "min": 1, "max": 4}
        self.assertEqual(tuple(statistics), tuple(expected))
        self.assertEqual(tuple(statistics), tuple(statistic.name for statistic in STATISTICS))
        for name, value in expected.items():
            self.assertClose(statistics[name], value, name, 1e-15)

    def test_OneVoxelHasNoSpread(self):
        statistics = describe(np.array([7.0]), 2.0)
        self.assertTrue(math.isnan(statistics.pop("sd")))
        self.assertEqual(list(statistics.values()), [1, 2, 7, 7, 7, 7, 7, 7])

    def test_NoVoxels(self):
        statistics = describe(np.empty(0), 2.0)
        self.assertEqual((statistics["n"], statistics["volume_mm3"]), (0, 0))
        self.assertTrue(all(math.isnan(statistics[name]) for name in ("mean", "sd", "median", "p10", "p90", "min",
                                                                      "max")))

    def test_SpreadOnALargeOffset(self):
        """The sum of squares minus the square of the sum would lose every digit here."""
        statistics = describe(1e9 + np.array([1.0, 2.0, 3.0, 4.0]), 1.0)
        self.assertClose(statistics["sd"], math.sqrt(5 / 3))

    def test_IntegersDoNotOverflow(self):
        for kind, largest in ((np.uint8, 255), (np.int16, 32767), (np.uint16, 65535), (np.int32, 2 ** 31 - 1)):
            statistics = describe(np.full(1000, largest, dtype=kind), 1.0)
            self.assertEqual((statistics["mean"], statistics["sd"]), (largest, 0))

    def test_SinglePrecisionIsSummedInDouble(self):
        values = np.full(10 ** 6, 0.1, dtype=np.float32)
        self.assertClose(describe(values, 1.0)["mean"], float(np.float32(0.1)), relative=1e-14)


class EMHAssistMeasureTest(StatisticsTest):

    def whole(self, values):
        return measure(Image(values, np.eye(4)), Mask(np.eye(4), np.ones(values.shape, dtype=bool)))

    def flags(self, measurement):
        return {flag.name: flag.value for flag in measurement.flags}

    def test_NoiseIsToldFromSignal(self):
        """Magnitude of complex noise is flagged; with signal of three times its SD it is not."""
        random = np.random.default_rng(17)
        real, imaginary = random.normal(0, 20, (2, 10, 10, 10))
        flags = self.flags(self.whole(np.hypot(real, imaginary)))
        self.assertAlmostEqual(flags["varies_like_noise"], np.sqrt(np.pi / (4 - np.pi)), delta=0.15)
        self.assertNotIn("varies_like_noise", self.flags(self.whole(np.hypot(real + 60, imaginary))))

    def test_NotFiniteVoxelsAreLeftOutAndCounted(self):
        values = np.arange(100, 160, dtype=np.float64).reshape(3, 4, 5)
        values[0, 0, :3] = np.nan, np.inf, -np.inf
        measurement = self.whole(values)
        self.assertEqual(self.flags(measurement), {"not_finite": 3})
        self.assertEqual((measurement.statistics["n"], measurement.statistics["volume_mm3"]), (57, 57))
        self.assertClose(measurement.statistics["mean"], sum(range(103, 160)) / 57)
        self.assertTrue(math.isfinite(measurement.standardError))

    def test_NothingFinite(self):
        measurement = self.whole(np.full((3, 3, 3), np.nan))
        self.assertEqual(measurement.problem, "all voxels of the region are NaN or infinite")
        self.assertEqual(measurement.statistics["n"], 0)
        self.assertTrue(math.isnan(measurement.standardError))

    def test_FewVoxels(self):
        self.assertEqual(self.flags(self.whole(np.ones((1, 1, 19)))), {"few_voxels": 19})
        self.assertEqual(self.flags(self.whole(np.ones((1, 1, 20)))), {})

    def test_OneVoxelHasNoStandardError(self):
        measurement = self.whole(np.ones((1, 1, 1)))
        self.assertEqual((measurement.problem, measurement.statistics["mean"]), ("", 1))
        self.assertTrue(math.isnan(measurement.standardError))

    def test_HugeValuesAreNoException(self):
        for largest in (1e38, 1e150, 1e300, 1.7e308):
            values = largest * np.random.default_rng(1).uniform(-1, 1, size=(4, 5, 6))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                measurement = self.whole(values)
            self.assertEqual(measurement.statistics["max"], values.max())

    def test_StandardErrorOfIndependentVoxels(self):
        """The means of many regions of pure noise spread as their standard errors say."""
        generator = np.random.default_rng(3)
        measurements = [self.whole(generator.normal(100, 15, size=(8, 8, 8))) for _ in range(300)]
        spread = np.std([measurement.statistics["mean"] for measurement in measurements], ddof=1)
        self.assertClose(np.mean([measurement.standardError for measurement in measurements]), spread, relative=0.15)


class EMHAssistEffectiveNumberTest(unittest.TestCase):

    def setUp(self):
        self.generator = np.random.default_rng(11)
        self.inside = np.ones((16, 18, 20), dtype=bool)

    def test_IndependentVoxels(self):
        mean = np.mean([effectiveNumber(self.generator.normal(size=self.inside.shape), self.inside)
                        for _ in range(20)]) / self.inside.sum()
        self.assertGreater(mean, 0.85)
        self.assertLessEqual(mean, 1)

    def test_VoxelsReplicatedByInterpolation(self):
        """Each voxel written twice along two axes is worth a quarter."""
        values = self.generator.normal(size=(32, 32, 32)).repeat(2, axis=1).repeat(2, axis=2)
        inside = np.ones(values.shape, dtype=bool)
        self.assertAlmostEqual(effectiveNumber(values, inside) / values.size, 0.25, delta=0.04)

    def test_AutoregressiveProcess(self):
        """n (1 - r) / (1 + r), Bayley and Hammersley 1946, for a first-order process along one axis."""
        for correlation in (0.3, 0.6, 0.8):
            noise = self.generator.normal(size=(12, 12, 400))
            values = np.empty_like(noise)
            values[..., 0] = noise[..., 0]
            for step in range(1, noise.shape[2]):
                values[..., step] = (correlation * values[..., step - 1]
                                     + math.sqrt(1 - correlation ** 2) * noise[..., step])
            expected = (1 - correlation) / (1 + correlation)
            measured = effectiveNumber(values, np.ones(values.shape, dtype=bool)) / values.size
            self.assertAlmostEqual(measured / expected, 1, delta=0.12, msg=f"correlation {correlation}")

    def test_DoesNotDependOnGainOffsetOrOrderOfAxes(self):
        values = self.generator.normal(size=self.inside.shape).cumsum(axis=0).cumsum(axis=2)
        inside = self.generator.random(self.inside.shape) < 0.8
        expected = effectiveNumber(values, inside)
        self.assertLess(expected, inside.sum() / 4)
        for changed in (values * -3.7, values * 1e200, values * 1e-200, values + 1000):
            self.assertAlmostEqual(effectiveNumber(changed, inside) / expected, 1, places=6)
        for axes in ((2, 0, 1), (1, 2, 0), (0, 2, 1)):
            self.assertAlmostEqual(effectiveNumber(values.transpose(axes), inside.transpose(axes)) / expected, 1,
                                   places=9)

    def test_VoxelsOutsideDoNotCount(self):
        values = self.generator.normal(size=self.inside.shape)
        self.inside[:, :5] = False
        expected = effectiveNumber(values, self.inside)
        for other in (np.nan, np.inf, 1e9):
            self.assertEqual(effectiveNumber(np.where(self.inside, values, other), self.inside), expected)

    def test_Bounds(self):
        trend = np.broadcast_to(np.arange(20.0), self.inside.shape)
        self.assertEqual(effectiveNumber(np.full(self.inside.shape, 3.0), self.inside), self.inside.sum())
        self.assertEqual(effectiveNumber(trend, ~self.inside), 0)
        self.assertGreaterEqual(effectiveNumber(trend, self.inside), 1)
        self.assertLess(effectiveNumber(trend, self.inside), 20)


if __name__ == "__main__":
    unittest.main()
