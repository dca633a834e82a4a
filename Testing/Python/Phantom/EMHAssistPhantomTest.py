"""Tests of the synthetic case against analytic values, published values and its own known truth.

What is measured in the images is measured here voxel by voxel with plain Python loops, apart from the library.
"""

import csv
import math
import unittest
from functools import cache
from unittest import mock

import numpy as np

from EMHAssistCases.Paths import EVIDENCE, needs
from EMHAssistLib.Phantom import SyntheticCase, syntheticCase
from EMHAssistLib.Phantom.PhantomTissues import TISSUE_NAMES, TISSUES, Label
from EMHAssistLib.Phantom.SignalEquations import contrastEnhancedT1, inversionRecovery, nullingInversionTime, spinEcho
from EMHAssistLib.Phantom.SpinalCanal import LESION_CENTER
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, nearestLevel, toRas, toSpine

PUBLISHED = EVIDENCE / "quantitative.csv"


def setUpModule():
    """Make the case once, and once more without heterogeneity, so that means are exact up to noise."""
    global CASE, SMOOTH_CASE
    CASE, SMOOTH_CASE = _cases()


@cache
def _cases():
    """Where tests run in parallel, the module may be set up several times in a process."""
    with mock.patch.dict(SyntheticCase.HETEROGENEITY, clear=True):
        smooth = syntheticCase()
    return syntheticCase(), smooth


def ricianMean(signal, sigma):
    """Mean of the magnitude of signal plus complex Gaussian noise, by Gauss-Hermite quadrature."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(60)
    weights = weights / weights.sum()
    magnitudes = np.hypot(signal + sigma * nodes[:, None], sigma * nodes[None, :])
    return float(weights @ magnitudes @ weights)


def voxelsInEllipsoid(series, region):
    """Values and RAS positions of the voxels whose center lies in the region, found one by one."""
    matrix = series.ijkToRas
    reach = np.abs(region.axes) @ region.radii
    corners = np.array([np.append(region.center + np.array((a, b, c)) * reach, 1.0)
                        for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    indices = corners @ np.linalg.inv(matrix).T
    ranges = [range(max(0, math.floor(indices[:, axis].min())),
                    min(series.array.shape[2 - axis], math.ceil(indices[:, axis].max()) + 1)) for axis in range(3)]
    values, positions = [], []
    for k in ranges[2]:
        for j in ranges[1]:
            for i in ranges[0]:
                ras = [m[0] * i + m[1] * j + m[2] * k + m[3] for m in matrix[:3].tolist()]
                offset = [value - center for value, center in zip(ras, region.center.tolist())]
                total = 0.0
                for axis, radius in zip(region.axes.T.tolist(), region.radii.tolist()):
                    total += (sum(a * b for a, b in zip(offset, axis)) / radius) ** 2
                if total <= 1.0:
                    values.append(int(series.array[k, j, i]))
                    positions.append(ras)
    return np.array(values, dtype=float), np.array(positions)


def seriesOf(case, role):
    return next(series for series in case.series if series.role == role)


def midlineTissues(s, step=0.05):
    """Tissues along the midline from back to front of the canal at height s, with their positions p in mm."""
    p = np.arange(-32.0, -8.0, step)
    points = np.array([toRas(0.0, value, s) for value in p])
    return p, CASE.tissueAt(points)


class PhantomSignalEquationsTest(unittest.TestCase):

    def testSpinEchoLimits(self):
        self.assertAlmostEqual(spinEcho(80.0, 500.0, 50.0, 1e9, 0.0), 80.0, places=9)
        self.assertAlmostEqual(spinEcho(80.0, 500.0, 50.0, 1e9, 1e6), 0.0, places=9)
        # Strong saturation: proportional to TR / T1.
        self.assertAlmostEqual(spinEcho(1.0, 1e6, 50.0, 1.0, 0.0) / 1e-6, 1.0, places=5)

    def testHandComputed(self):
        self.assertAlmostEqual(spinEcho(100.0, 600.0, 50.0, 600.0, 50.0), 23.2544158, places=6)  # 100 (1-1/e)/e
        # 100 (1 - 2 exp(-0.5) + exp(-2)) exp(-1)
        self.assertAlmostEqual(inversionRecovery(100.0, 1000.0, 100.0, 2000.0, 100.0, 500.0), -2.8593834, places=5)
        self.assertAlmostEqual(contrastEnhancedT1(1000.0, 5.0, 1.0), 1000.0 / 6.0, places=9)
        self.assertEqual(contrastEnhancedT1(777.0, 5.0, 0.0), 777.0)

    def testInversionRecoveryLimits(self):
        # Without waiting the magnetization is inverted, after a long wait it is that of the spin echo.
        self.assertAlmostEqual(inversionRecovery(1.0, 500.0, 50.0, 1e9, 0.0, 0.0), -1.0, places=12)
        self.assertAlmostEqual(inversionRecovery(1.0, 500.0, 50.0, 1e9, 20.0, 1e8),
                               spinEcho(1.0, 500.0, 50.0, 1e9, 20.0), places=12)

    def testNullingInversionTime(self):
        self.assertAlmostEqual(nullingInversionTime(382.0, 1e9), 382.0 * math.log(2.0), places=9)
        inversionTime = nullingInversionTime(382.0, 1500.0)
        self.assertAlmostEqual(inversionRecovery(100.0, 382.0, 68.0, 1500.0, 50.0, inversionTime), 0.0, places=10)

    def testPublishedRatioOfRedMarrowToMuscle(self):
        """SE 600/10 at equal proton density gives 1.22 to 1.23; Park and Huh measured 1.227."""
        marrow, muscle = TISSUES[Label.Marrow], TISSUES[Label.Muscle]
        ratio = (spinEcho(1.0, marrow.t1.value, marrow.t2.value, 600.0, 10.0)
                 / spinEcho(1.0, muscle.t1.value, muscle.t2.value, 600.0, 10.0))
        self.assertAlmostEqual(ratio, 1.227, delta=0.006)

    def testRejectsImpossibleTimes(self):
        for arguments in ((1.0, 0.0, 50.0, 600.0, 10.0), (1.0, 500.0, -1.0, 600.0, 10.0),
                          (1.0, 500.0, 50.0, 0.0, 10.0), (1.0, 500.0, 50.0, 600.0, -1.0)):
            with self.assertRaises(ValueError):
                spinEcho(*arguments)
        with self.assertRaises(ValueError):
            inversionRecovery(1.0, 500.0, 50.0, 600.0, 10.0, -1.0)
        with self.assertRaises(ValueError):
            contrastEnhancedT1(500.0, 5.0, -0.1)


class PhantomTissuesTest(unittest.TestCase):

    def testEveryValueHasSourceAndProvenance(self):
        self.assertEqual([label.value for label in Label], list(range(len(TISSUES))))
        self.assertEqual([label.name.lower() for label in Label], [name.lower() for name in TISSUE_NAMES])
        for tissue in TISSUES:
            for value in (tissue.t1, tissue.t2, tissue.protonDensity, tissue.concentration, tissue.echoTrainT2):
                if value is not None:
                    self.assertIn(value.provenance, ("abstract", "background", "assumed"), tissue.name)
                    self.assertGreater(len(value.source), 5, tissue.name)

    def testNothingOfEmhIsClaimedAsPublished(self):
        emh = TISSUES[Label.Emh]
        for value in (emh.t1, emh.t2, emh.protonDensity, emh.concentration):
            self.assertEqual(value.provenance, "assumed")

    @needs(PUBLISHED)
    def testPublishedValuesStandInTheEvidenceTable(self):
        groups = {"fat": "subcutaneous fat", "muscle": "paravertebral muscle", "marrow": "red marrow deposition",
                  "disc": "normal disc", "innerAnnulus": "intermediate disc", "outerAnnulus": "desiccated disc",
                  "csf": "CSF", "vein": "blood", "cord": "cervical cord white matter",
                  ("marrow", "PD"): "vertebral body", ("cord", "PD"): "spinal cord"}
        with open(PUBLISHED, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["field"] in ("3T", "unstated")]
        table = {(row["group"], row["quantity"], float(row["value"])): row["provenance"] for row in rows
                 if row["quantity"] in ("T1", "T2", "PD")}
        checked = 0
        for tissue in TISSUES:
            for quantity, value in (("T1", tissue.t1), ("T2", tissue.t2), ("PD", tissue.protonDensity)):
                if value.provenance != "assumed" and tissue.name in groups:
                    group = groups.get((tissue.name, quantity), groups[tissue.name])
                    self.assertEqual(table.get((group, quantity, value.value)), value.provenance,
                                     (tissue.name, quantity))
                    checked += 1
        self.assertGreaterEqual(checked, 20)


class PhantomAnatomyTest(unittest.TestCase):

    def tissueNameAt(self, x, p, s):
        return CASE.tissueNames[CASE.tissueAt(toRas(x, p, s)[None, :])[0]]

    def testSpineCoordinatesAreInvertible(self):
        generator = np.random.default_rng(1)
        for x, p, s in generator.uniform((-40.0, -90.0, -120.0), (40.0, 80.0, 120.0), (50, 3)):
            again = toSpine(*[np.array([value]) for value in toRas(x, p, s)])
            np.testing.assert_allclose(np.concatenate(again), (x, p, s), atol=1e-9)

    def testLevelsFollowEachOther(self):
        self.assertEqual(levelPosition(6), 0.0)
        for level in range(1, 13):
            found, height = nearestLevel(np.array([levelPosition(level) + 3.0]))
            self.assertEqual(found[0], level)
            self.assertAlmostEqual(float(height[0]), 3.0, places=4)

    def testLandmarks(self):
        for level in range(2, 11):
            self.assertEqual(self.tissueNameAt(0.0, 5.0, levelPosition(level)), "marrow", level)
            self.assertEqual(self.tissueNameAt(0.0, 2.0, levelPosition(level + 0.5)), "disc", level)
        self.assertEqual(self.tissueNameAt(0.0, -19.0, levelPosition(9)), "cord")
        self.assertEqual(self.tissueNameAt(-20.5, 25.0, levelPosition(7)), "flowVoid")  # aorta, on the left
        self.assertEqual(self.tissueNameAt(45.0, 20.0, 0.0), "lung")
        self.assertEqual(self.tissueNameAt(0.0, -95.0, 0.0), "air")

    def testEpiduralLesionIsPosteriorAtT5T6AndAsThickAsInTheSeedCase(self):
        p, tissues = midlineTissues(LESION_CENTER)
        lesion, cord = p[tissues == Label.Emh], p[tissues == Label.Cord]
        self.assertAlmostEqual(lesion.max() - lesion.min(), 6.5, delta=0.5)
        self.assertLess(lesion.max(), cord.min())
        self.assertFalse(np.any(midlineTissues(levelPosition(9))[1] == Label.Emh))

    def testLesionPushesTheCordForwardsAndFlattensIt(self):
        p, here = midlineTissues(LESION_CENTER)
        _, below = midlineTissues(levelPosition(9.5))
        shift = p[here == Label.Cord].mean() - p[below == Label.Cord].mean()
        self.assertGreater(shift, 1.5)
        self.assertLess(np.sum(here == Label.Cord), np.sum(below == Label.Cord))
        self.assertLess(np.sum(here == Label.Csf), 0.4 * np.sum(below == Label.Csf))

    def testParavertebralMassesAreBilateralAndTwoToThreeCentimetersWide(self):
        for side in (-1.0, 1.0):
            x = side * np.arange(12.0, 60.0, 0.2)
            widths = []
            for s in np.arange(levelPosition(8.0), levelPosition(5.3), 4.0):
                for p in (-6.0, -3.0, 0.0):
                    points = np.array([toRas(value, p, s) for value in x])
                    widths.append(0.2 * np.sum(CASE.tissueAt(points) == Label.Emh))
            self.assertGreater(max(widths), 18.0)
            self.assertLess(max(widths), 32.0)
            self.assertGreater(min(widths), 3.0)

    def testTissueAtRefusesOtherShapes(self):
        with self.assertRaises(ValueError):
            CASE.tissueAt(np.zeros(3))
        self.assertEqual(CASE.tissueAt(np.zeros((0, 3))).shape, (0,))

    def testRegionsLieWhollyInTheirTissue(self):
        generator = np.random.default_rng(2)
        directions = generator.standard_normal((30000, 3))
        directions /= np.linalg.norm(directions, axis=1)[:, None]
        directions[::3] *= generator.uniform(0.0, 1.0, (10000, 1)) ** (1.0 / 3.0)
        for region in CASE.regions:
            np.testing.assert_allclose(region.axes.T @ region.axes, np.eye(3), atol=1e-12)
            points = region.center + (directions * region.radii) @ region.axes.T
            found = {CASE.tissueNames[label] for label in np.unique(CASE.tissueAt(points))}
            self.assertEqual(found, {region.tissue}, region.name)


class PhantomImagesTest(unittest.TestCase):

    def testSeriesAreAsPromised(self):
        self.assertEqual([series.role for series in CASE.series], ["T1", "T2", "STIR", "T1post"])
        grids = set()
        for series in CASE.series:
            self.assertEqual(series.array.dtype, np.int16)
            self.assertTrue(series.array.flags["C_CONTIGUOUS"])
            self.assertEqual(series.ijkToRas.dtype, np.float64)
            self.assertGreater(np.linalg.det(series.ijkToRas[:3, :3]), 0.0)  # right-handed, as DICOM gives
            directions = series.ijkToRas[:3, :3] / np.linalg.norm(series.ijkToRas[:3, :3], axis=0)
            np.testing.assert_allclose(directions.T @ directions, np.eye(3), atol=1e-12)
            for key in ("RepetitionTime", "EchoTime", "MagneticFieldStrength"):
                self.assertGreater(series.acquisition[key], 0.0)
            self.assertEqual("InversionTime" in series.acquisition, series.role == "STIR")
            self.assertTrue(series.name.startswith("Synthetic "))
            self.assertTrue(series.description)
            grids.add(tuple(np.round(series.ijkToRas, 3).ravel()) + series.array.shape)
        self.assertEqual(len(grids), 4)
        t2 = seriesOf(CASE, "T2").ijkToRas[:3, :3]
        self.assertGreater(np.sum(np.abs(t2) > 1e-3), 3, "one series is oblique")

    def testSagittalSeriesShowT2ToT10(self):
        for role in ("T1", "T2", "STIR"):
            series = seriesOf(CASE, role)
            for level in (2, 10):
                ijk = np.linalg.inv(series.ijkToRas) @ np.append(toRas(0.0, 0.0, levelPosition(level)), 1.0)
                self.assertTrue(np.all(ijk[:3] > 5.0) and np.all(ijk[:3] < np.array(series.array.shape[::-1]) - 5))

    def testRegionMeansEqualTruthTimesCoilField(self):
        """Without heterogeneity, within noise; half a percent is left for the point spread from neighboring tissue."""
        for region in SMOOTH_CASE.regions:
            for series in SMOOTH_CASE.series:
                if (region.tissue, series.role) == ("disc", "T1post"):
                    continue  # the disc is as thin as the transverse slices
                values, positions = voxelsInEllipsoid(series, region)
                self.assertGreater(len(values), 9, (region.name, series.role))
                signals = SMOOTH_CASE.truth[series.role][region.tissue] * SMOOTH_CASE.coilSensitivity(positions)
                expected = ricianMean(signals.mean(), series.noiseSigma)
                standardError = series.noiseSigma / math.sqrt(len(values))
                self.assertLess(abs(values.mean() - expected), 4.0 * standardError + 0.005 * expected,
                                (region.name, series.role, values.mean(), expected))

    def testTextureLeavesRegionMeansWithinAFewPercent(self):
        for region in CASE.regions:
            for series in CASE.series:
                values, _positions = voxelsInEllipsoid(series, region)
                smooth, _ = voxelsInEllipsoid(seriesOf(SMOOTH_CASE, series.role), region)
                self.assertLess(abs(values.mean() - smooth.mean()), 0.04 * smooth.mean() + 0.5,
                                (region.name, series.role))

    def testAirFollowsTheRayleighDistribution(self):
        """Gudbjartsson and Patz 1995: mean = sigma sqrt(pi/2), mean / SD = 1.913, median = sigma sqrt(2 ln 2)."""
        for series in CASE.series:
            indices = np.indices(series.array.shape)[::-1].reshape(3, -1).T
            points = indices @ series.ijkToRas[:3, :3].T + series.ijkToRas[:3, 3]
            behind = points[:, 1] < -90.0
            self.assertTrue(np.all(CASE.tissueAt(points[behind]) == Label.Air))
            air = series.array.reshape(-1)[behind].astype(float)
            self.assertGreater(len(air), 20000, series.role)
            self.assertAlmostEqual(air.mean() / air.std(ddof=1), 1.913, delta=0.02)
            self.assertAlmostEqual(air.mean() / series.noiseSigma, math.sqrt(math.pi / 2.0), delta=0.015)
            below = np.mean(air + 0.5 * (np.random.default_rng(3).uniform(-1, 1, air.shape))
                            < series.noiseSigma * math.sqrt(2.0 * math.log(2.0)))
            self.assertAlmostEqual(below, 0.5, delta=0.015)

    def testNoiseWithinTissueIsGaussianWhereSignalIsHigh(self):
        region = next(region for region in SMOOTH_CASE.regions if region.name == "Paravertebral left T6")
        for series in SMOOTH_CASE.series:
            values, positions = voxelsInEllipsoid(series, region)
            residual = values / SMOOTH_CASE.coilSensitivity(positions)
            scale = np.mean(1.0 / SMOOTH_CASE.coilSensitivity(positions))
            self.assertAlmostEqual(residual.std(ddof=1) / (scale * series.noiseSigma), 1.0, delta=0.15)

    def testSeriesAgreeInWorldSpace(self):
        """The same points, wherever they fall in each grid, show the tissue that the anatomy has there."""
        generator = np.random.default_rng(4)
        points = generator.uniform((-36.0, -80.0, -60.0), (36.0, 15.0, 45.0), (40000, 3))
        shifts = np.array([(a, b, c) for a in (-3.4, 0.0, 3.4) for b in (-2.2, 0.0, 2.2) for c in (-3.4, 0.0, 3.4)])
        labels = CASE.tissueAt(points)
        deep = np.all([CASE.tissueAt(points + shift) == labels for shift in shifts], axis=0)
        for label in (Label.Marrow, Label.Muscle, Label.Emh, Label.Fat):
            chosen = points[deep & (labels == label)]
            self.assertGreater(len(chosen), 30, label.name)
            for series in CASE.series:
                truth = CASE.truth[series.role][CASE.tissueNames[label]]
                if truth < 5.0 * series.noiseSigma:
                    continue
                ijk = np.rint((np.column_stack([chosen, np.ones(len(chosen))])
                               @ np.linalg.inv(series.ijkToRas).T)[:, :3]).astype(int)
                values = series.array[ijk[:, 2], ijk[:, 1], ijk[:, 0]] / CASE.coilSensitivity(chosen)
                self.assertAlmostEqual(np.median(values) / truth, 1.0, delta=0.05, msg=(label.name, series.role))

    def testVoxelCentersLieAtWholeIndices(self):
        """The anatomy sampled within the voxels explains the image best where ijkToRas puts them, not half beside."""
        offsets = np.stack(np.meshgrid(*[(np.arange(4) - 1.5) / 4] * 3, indexing="ij"), axis=-1).reshape(-1, 3)
        for series in SMOOTH_CASE.series:
            center = np.linalg.inv(series.ijkToRas) @ np.append(toRas(0.0, -15.0, 0.0), 1.0)
            i, j, k = np.rint(center[:3]).astype(int)
            ijk = np.stack(np.meshgrid(np.arange(i - 20, i + 20), np.arange(j - 20, j + 20), np.arange(k - 1, k + 2),
                                       indexing="ij"), axis=-1).reshape(-1, 3)
            signals = np.array([SMOOTH_CASE.truth[series.role][name] for name in SMOOTH_CASE.tissueNames])
            image = series.array[ijk[:, 2], ijk[:, 1], ijk[:, 0]]
            residual = {}
            for shift in [(0.0, 0.0, 0.0)] + [tuple(row) for row in np.vstack([np.eye(3), -np.eye(3)]) * 0.5]:
                inside = (ijk[:, None, :] + offsets + shift).reshape(-1, 3)
                points = inside @ series.ijkToRas[:3, :3].T + series.ijkToRas[:3, 3]
                expected = signals[SMOOTH_CASE.tissueAt(points)].reshape(len(ijk), -1).mean(axis=1)
                expected *= SMOOTH_CASE.coilSensitivity(ijk @ series.ijkToRas[:3, :3].T + series.ijkToRas[:3, 3])
                residual[shift] = float(np.sqrt(np.mean((image - expected) ** 2)))
            best = residual.pop((0.0, 0.0, 0.0))
            self.assertLess(best, 0.85 * min(residual.values()), (series.role, best, residual))

    def testContrastIsThatOfTheSequences(self):
        t1, t2, stir, post = (CASE.truth[role] for role in ("T1", "T2", "STIR", "T1post"))
        self.assertEqual(sorted(("fat", "marrow", "muscle", "csf"), key=t1.get), ["csf", "muscle", "marrow", "fat"])
        self.assertGreater(t1["marrow"], t1["disc"])
        self.assertTrue(t1["csf"] < t1["cord"] < t1["marrow"])
        self.assertTrue(t2["corticalBone"] < t2["muscle"] < t2["cord"] < t2["disc"] < t2["csf"])
        self.assertLess(stir["fat"], 1e-6)
        self.assertEqual(max(stir, key=stir.get), "csf")
        self.assertTrue(1.1 < post["emh"] / t1["emh"] < 1.5, "minimal to mild enhancement")
        self.assertEqual(post["csf"], t1["csf"])

    def testCoilFallsOffWithDepthAndIsOneInTheCanal(self):
        depths = CASE.coilSensitivity(np.array([[0.0, y, 0.0] for y in range(-80, 80, 10)]))
        self.assertTrue(np.all(np.diff(depths) < 0.0) and np.all(depths > 0.0))
        self.assertEqual(depths.dtype, np.float64)
        self.assertAlmostEqual(float(CASE.coilSensitivity(np.array([[0.0, -21.0, 0.0]]))[0]), 1.0, places=12)


class PhantomGenerationTest(unittest.TestCase):

    def testSameSeedSameBitsOtherSeedOtherNoise(self):
        again, other = syntheticCase(seed=20261120), syntheticCase(seed=1)
        for first, second, third in zip(CASE.series, again.series, other.series):
            self.assertEqual(first.array.tobytes(), second.array.tobytes())
            self.assertNotEqual(first.array.tobytes(), third.array.tobytes())
            np.testing.assert_array_equal(first.ijkToRas, third.ijkToRas)
        self.assertEqual(CASE.truth, other.truth)

    def testProgressRisesToOneAndMayCancel(self):
        class Cancelled(Exception):
            pass

        reports = []

        def cancelLate(fraction, text):
            reports.append((fraction, text))
            if fraction > 0.3:
                raise Cancelled

        with self.assertRaises(Cancelled):
            syntheticCase(progress=cancelLate)
        fractions = [fraction for fraction, _ in reports]
        self.assertEqual(fractions, sorted(fractions))
        self.assertEqual(fractions[0], 0.0)
        self.assertTrue(all(text for _, text in reports))

        fractions = []
        with mock.patch.object(SyntheticCase.Scanner, "scan", return_value=None):
            syntheticCase(progress=lambda fraction, text: fractions.append(fraction))
        self.assertEqual(fractions[-1], 1.0)
        self.assertEqual(len(fractions), 6)


if __name__ == "__main__":
    unittest.main()
