"""Statistics of regions against published values, SimpleITK, hand arithmetic and a simulated process."""

import json
import math
import unittest
import warnings

import numpy as np

from EMHAssistCases.Paths import DATA, needs
from EMHAssistLib.Input.ImageFile import readImageFile
from EMHAssistLib.Measurement import STATISTICS, Ellipsoid, Image, Mask, Statistics, measure

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


def describe(values, voxelVolume, weights=None):
    """Return the statistics of values on one series, as if they were independent."""
    values = np.asarray(values, dtype=np.float64)
    weights = np.ones(len(values)) if weights is None else np.asarray(weights, dtype=np.float64)
    voxels = Statistics.WeightedVoxels(values[None], weights, np.array([len(values)]), voxelVolume)
    return Statistics.describe(voxels)[0]


class StatisticsCase(unittest.TestCase):

    def assertClose(self, value, expected, label="", relative=RELATIVE):
        self.assertTrue(math.isclose(value, expected, rel_tol=relative), f"{label}: {value} instead of {expected}")


@unittest.skipIf(sitk is None, "SimpleITK is not installed")
@needs(DATA)
class PublishedStatisticsTest(StatisticsCase):

    @classmethod
    def setUpClass(cls):
        with open(DATA.joinpath("reference_values.json"), encoding="utf-8") as stream:
            cls.published = json.load(stream)

    def read(self, *path):
        return sitk.ReadImage(DATA.joinpath(*path))

    def testPyradiomics(self):
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
            self.assertEqual((measurement.statistics["coverage"], measurement.problem), (1, ""))

    def testPyradiomicsCaseIsLeftHanded(self):
        matrix = geometry(self.read("pyradiomics_baseline", "brain1_image.nrrd"))
        self.assertLess(np.linalg.det(matrix[:3, :3]), 0)

    def testIbsiDigitalPhantom(self):
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

    def testSpinalCordToolboxFractionalWeights(self):
        """White matter of slices 1 and 2 by 30 fractional tract masks, on a map with infinite voxels around it."""
        published = self.published["sct_mtr_white_matter_weighted"]["values"]
        folder = ("sct_testing_data", "mt")
        image = self.read(*folder, "mtr.nii.gz")
        values = readImageFile(DATA.joinpath(*folder, "mtr.nii.gz")).array
        self.assertTrue(np.isneginf(values).any())
        tracts = [sitk.GetArrayFromImage(self.read(*folder, "label", "atlas", f"PAM50_atlas_{number:02d}.nii.gz"))
                  for number in range(30)]
        weights = np.clip(np.sum(tracts, axis=0, dtype=np.float64), 0, 1)
        weights[[0, 3, 4]] = 0
        statistics = measure(Image(values, geometry(image)), Mask(geometry(image), weights)).statistics
        self.assertAlmostEqual(statistics["n"], published["size_vox"], delta=0.001)
        self.assertAlmostEqual(statistics["mean"], published["WA"], delta=0.001)
        # Published with the sum of the weights below; ours takes the degrees of freedom off.
        total = weights.sum()
        degrees = total - (weights ** 2).sum() / total
        self.assertAlmostEqual(statistics["sd"] * math.sqrt(degrees / total), published["STD"], delta=0.001)


@unittest.skipIf(sitk is None, "SimpleITK is not installed")
class StatisticsAgainstSimpleItkTest(StatisticsCase):

    def testRandomMasks(self):
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
                for name, value in expected.items():
                    self.assertClose(own[name], value, f"trial {trial} label {label} {name}")
                self.assertClose(own["sd"], intensity.GetStandardDeviation(label), f"trial {trial} {label} sd")


class DescribeTest(StatisticsCase):

    def testByHand(self):
        statistics = describe(np.array([4, 1, 3, 2], dtype=np.int16), 1.5)
        expected = {"n": 4, "n_effective": 4, "volume_mm3": 6, "mean": 2.5, "sd": math.sqrt(5 / 3),
                    "se": math.sqrt(5 / 12), "se_cautious": math.sqrt(5 / 12),
                    "cv": math.sqrt(5 / 3) / 2.5, "median": 2.5, "mad": 1, "p10": 1.3,
                    "p25": 1.75, "p75": 3.25, "p90": 3.7, "min": 1, "max": 4, "core_mean": 2.5, "coverage": 1,
                    "not_finite": 0}
        self.assertEqual(tuple(statistics), tuple(expected))
        self.assertEqual(tuple(statistics), tuple(statistic.name for statistic in STATISTICS))
        for name, value in expected.items():
            self.assertClose(statistics[name], value, name, 1e-15)

    def testWeightsByHand(self):
        """Three voxels, of which the last lies inside by half: 10, 20 and 40 weigh 2 + 2 + 1 in halves."""
        statistics = describe([10, 20, 40], 2.0, [1, 1, 0.5])
        self.assertClose(statistics["n"], 2.5)
        self.assertClose(statistics["volume_mm3"], 5)
        self.assertClose(statistics["mean"], 20)
        # 100 + 0 + 200 over 2.5 - 2.25 / 2.5
        self.assertClose(statistics["sd"], math.sqrt(300 / 1.6))
        # The middles of the weights stand at 0.5, 1.5 and 2.25, which is 0, 4/7 and 1 of the way.
        self.assertClose(statistics["median"], 10 + 10 * 0.5 / (4 / 7))
        self.assertClose(statistics["p90"], 20 + 20 * (0.9 - 4 / 7) / (3 / 7))

    def testEqualWeightsWeighNothing(self):
        values = np.random.default_rng(8).normal(100, 20, size=101)
        whole, half = describe(values, 1.0), describe(values, 1.0, np.full(101, 0.5))
        for name in ("mean", "median", "mad", "p10", "p90", "min", "max"):
            self.assertClose(half[name], whole[name], name, 1e-12)
        self.assertClose(half["volume_mm3"], whole["volume_mm3"] / 2)

    def testMedianAbsoluteDeviation(self):
        values = np.random.default_rng(9).gamma(3.0, 20.0, size=200)
        self.assertClose(describe(values, 1.0)["mad"], np.median(np.abs(values - np.median(values))))

    def testOneVoxelHasNoSpread(self):
        statistics = describe(np.array([7.0]), 2.0)
        for name, value in statistics.items():
            if name in ("sd", "se", "se_cautious", "cv"):
                self.assertTrue(math.isnan(value), name)
            elif name not in ("n", "n_effective", "volume_mm3", "mad", "coverage", "not_finite"):
                self.assertEqual(value, 7, name)

    def testNoVoxels(self):
        statistics = Statistics.describeNothing()
        self.assertEqual(tuple(statistics), tuple(statistic.name for statistic in STATISTICS))
        self.assertEqual([statistics[name] for name in ("n", "n_effective", "volume_mm3")], [0, 0, 0])
        self.assertTrue(all(math.isnan(statistics[name]) for name in ("mean", "sd", "median", "p10", "min", "max")))

    def testSpreadOnALargeOffset(self):
        """The sum of squares minus the square of the sum would lose every digit here."""
        statistics = describe(1e9 + np.array([1.0, 2.0, 3.0, 4.0]), 1.0)
        self.assertClose(statistics["sd"], math.sqrt(5 / 3))

    def testIntegersDoNotOverflow(self):
        for kind, largest in ((np.uint8, 255), (np.int16, 32767), (np.uint16, 65535), (np.int32, 2 ** 31 - 1)):
            statistics = describe(np.full(1000, largest, dtype=kind), 1.0)
            self.assertEqual((statistics["mean"], statistics["sd"]), (largest, 0))

    def testSinglePrecisionIsSummedInDouble(self):
        values = np.full(10 ** 6, 0.1, dtype=np.float32)
        self.assertClose(describe(values, 1.0)["mean"], float(np.float32(0.1)), relative=1e-14)


class MeasureTest(StatisticsCase):

    def whole(self, values):
        return measure(Image(values, np.eye(4)), Mask(np.eye(4), np.ones(values.shape, dtype=bool)))

    def flags(self, measurement):
        return {flag.name: flag.value for flag in measurement.flags}

    def testNoiseIsToldFromSignal(self):
        """Magnitude of complex noise is flagged, and with signal of three times its SD, which it makes 5 % too high;
        with six times it is not, nor is a gradient that varies as much as noise."""
        random = np.random.default_rng(17)
        real, imaginary = random.normal(0, 20, (2, 10, 10, 10))
        flags = self.flags(self.whole(np.hypot(real, imaginary)))
        self.assertAlmostEqual(flags["noise_floor"], np.sqrt(np.pi / (4 - np.pi)), delta=0.15)
        self.assertIn("noise_floor", self.flags(self.whole(np.hypot(real + 60, imaginary))))
        self.assertNotIn("noise_floor", self.flags(self.whole(np.hypot(real + 120, imaginary))))
        gradient = np.broadcast_to(np.linspace(40.0, 160.0, 10), (10, 10, 10))
        self.assertNotIn("noise_floor", self.flags(self.whole(gradient + imaginary / 10)))

    def testNotFiniteVoxelsAreLeftOutAndCounted(self):
        values = np.arange(100, 160, dtype=np.float64).reshape(3, 4, 5)
        values[0, 0, :3] = np.nan, np.inf, -np.inf
        measurement = self.whole(values)
        self.assertAlmostEqual(self.flags(measurement)["not_finite"], 3 / 60)
        self.assertAlmostEqual(measurement.statistics["not_finite"], 3 / 60)
        self.assertEqual((measurement.statistics["n"], measurement.statistics["volume_mm3"]), (57, 57))
        self.assertClose(measurement.statistics["mean"], sum(range(103, 160)) / 57)
        self.assertTrue(math.isfinite(measurement.statistics["se"]))

    def testNothingFinite(self):
        measurement = self.whole(np.full((3, 3, 3), np.nan))
        self.assertEqual(measurement.problem, "no voxel of the region holds a value: all are NaN, infinite or padding")
        self.assertEqual(measurement.statistics["n"], 0)
        self.assertTrue(math.isnan(measurement.statistics["se"]))

    def testFewVoxels(self):
        random = np.random.default_rng(5)
        few, many = (self.flags(self.whole(random.normal(100, 5, size=size))) for size in ((2, 3, 3), (8, 8, 8)))
        self.assertLessEqual(few["few_voxels"], 18)
        self.assertEqual(many, {})

    def testVoxelsPartlyInsideAreWholeMeasurements(self):
        """Voxels that all weigh a third give the mean the same error as whole ones, and so raise the same flags."""
        random = np.random.default_rng(11)
        for deviation in np.linspace(2, 12, 40):
            image = Image(random.normal(100, deviation, size=(5, 5, 5)), np.eye(4))
            whole, third = (measure(image, Mask(np.eye(4), np.full((5, 5, 5), weight))) for weight in (1.0, 1 / 3))
            self.assertClose(third.statistics["n"], whole.statistics["n"] / 3)
            self.assertClose(third.statistics["n_effective"], whole.statistics["n_effective"])
            self.assertEqual([flag.name for flag in third.flags], [flag.name for flag in whole.flags], deviation)

    def testSaturation(self):
        """Clipped at a tenth of the voxels; rounding to whole numbers alone is no saturation."""
        values = np.random.default_rng(6).normal(1000, 30, size=(10, 10, 10)).round()
        self.assertEqual(self.flags(self.whole(values)), {})
        limit = np.sort(values.ravel())[-100]
        clipped = self.flags(self.whole(np.minimum(values, limit)))
        self.assertAlmostEqual(clipped["saturated"], (values >= limit).mean())

    def testOtherTissueAtTheRim(self):
        """A core of 100 in a shell of 200: the mean without the rim is that of the core."""
        values = np.random.default_rng(7).normal(200, 5, size=(12, 12, 12))
        values[1:-1, 1:-1, 1:-1] -= 100
        measurement = self.whole(values)
        self.assertAlmostEqual(measurement.statistics["core_mean"], 100, delta=1)
        self.assertAlmostEqual(self.flags(measurement)["rim"], 2, delta=0.05)
        values[...] = np.random.default_rng(7).normal(200, 20, size=values.shape)
        self.assertNotIn("rim", self.flags(self.whole(values)))

    def testCoreLiesInTheMiddle(self):
        """Of a ramp along any axis, the mean without the rim is that of the center: no side loses more than another."""
        placement = np.diag([6.0, 6.0, 6.0, 1.0])
        placement[:3, 3] = 10
        for ramp in np.indices((21, 21, 21), dtype=np.float64):
            statistics = measure(Image(ramp, np.eye(4)), Ellipsoid(placement)).statistics
            self.assertAlmostEqual(statistics["core_mean"], 10, places=9)
            self.assertLess(statistics["max"] - statistics["min"], 13)

    def testHeterogeneous(self):
        values = np.random.default_rng(8).normal(100, 5, size=(10, 10, 10))
        values[::2] *= 2.4
        self.assertAlmostEqual(self.flags(self.whole(values))["heterogeneous"], 0.7 / 1.7, delta=0.02)

    def testOneVoxelHasNoStandardError(self):
        measurement = self.whole(np.ones((1, 1, 1)))
        self.assertEqual((measurement.problem, measurement.statistics["mean"]), ("", 1))
        self.assertTrue(math.isnan(measurement.statistics["se"]))

    def testHugeValuesAreNoException(self):
        for largest in (1e38, 1e150, 1e300, 1.7e308):
            values = largest * np.random.default_rng(1).uniform(-1, 1, size=(4, 5, 6))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                measurement = self.whole(values)
            self.assertEqual(measurement.statistics["max"], values.max())

    def testStandardErrorOfIndependentVoxels(self):
        """The means of many regions of pure noise spread as their standard errors say."""
        generator = np.random.default_rng(3)
        measurements = [self.whole(generator.normal(100, 15, size=(8, 8, 8))) for _ in range(300)]
        spread = np.std([measurement.statistics["mean"] for measurement in measurements], ddof=1)
        self.assertClose(np.mean([measurement.statistics["se"] for measurement in measurements]), spread, relative=0.15)


class SliversTest(unittest.TestCase):
    """Voxels that weigh next to nothing are neither the lowest nor the highest."""

    def testReorientedGrids(self):
        array = np.zeros((9, 8, 7), dtype=bool)
        array[2:6, 3:7, 1:5] = True
        values = np.where(array, np.arange(array.size).reshape(array.shape) % 7 + 100.0, 5000.0)
        matrix = np.array([[0.7, 0, 0, 3], [0, 0.9, 0, -2], [0, 0, 2.5, 1], [0, 0, 0, 1]])
        shifted, angle = matrix.copy(), 1e-5
        shifted[:3, 3] += 1e-4
        turned = matrix.copy()
        turned[:2, :2] = [[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]] @ matrix[:2, :2]
        for order in ((0, 1, 2), (2, 0, 1), (1, 0, 2)):
            for axis in range(3):
                flipped = np.flip(values.transpose(order), axis)
                own = np.eye(4)[:, [*(2 - np.array(order)[::-1]), 3]]
                own = matrix @ own
                own[:3, 3] += own[:3, 2 - axis] * (flipped.shape[axis] - 1)
                own[:3, 2 - axis] *= -1
                for shape in (Mask(matrix, array), Mask(shifted, array), Mask(turned, array)):
                    measured = measure(Image(flipped, own), shape).statistics
                    self.assertEqual((measured["min"], measured["max"]), (101, 104))


if __name__ == "__main__":
    unittest.main()
