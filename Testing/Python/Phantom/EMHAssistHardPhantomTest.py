"""Tests of the harder cases of the phantom: against closed forms, published values and what was asked for."""

import math
import unittest
from dataclasses import replace

import numpy as np

from EMHAssistLib.Phantom import Movement, Variant, syntheticCase, variantCase
from EMHAssistLib.Phantom.HardAnatomy import FIRST_LEVEL, RIM, HardAnatomy, fatShare
from EMHAssistLib.Phantom.LesionTissues import LESIONS, MARROWS
from EMHAssistLib.Phantom.PhantomRegions import makeRegions
from EMHAssistLib.Phantom.PhantomTissues import TISSUES, Label
from EMHAssistLib.Phantom.Protocols import PROTOCOLS
from EMHAssistLib.Phantom.ScanGrid import ScanGrid
from EMHAssistLib.Phantom.SignalEquations import spoiledGradientEcho
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, nearestLevel, toRas, toSpine
from EMHAssistLib.Phantom.Variant import FAT_SUPPRESSION, GRADIENT_ECHO, REGIONS_BOX
from EMHAssistLib.Phantom.VariantCase import Patient, tissueSignals, truthOf
from EMHAssistLib.Phantom.ZeroFilling import noisyMagnitude, zeroFilled

PROTOCOL = {protocol.role: protocol for protocol in PROTOCOLS}
HARD = Variant(box=REGIONS_BOX)
# Without what is random, and without streaks: what regions hold is then known.
PLAIN = replace(HARD, levelSpread=0.0, fattyMuscle=False, protocols=tuple(replace(one, noiseSigma=1e-3)
                                                                         for one in PROTOCOLS))


def seriesOf(case, role):
    return next(series for series in case.series if series.role == role)


def spinEchoByHand(tissue, role):
    """Spin echo and inversion recovery, written out once more."""
    protocol = PROTOCOL[role]
    t1 = tissue.t1.value
    if role == "T1post":
        t1 = 1.0 / (1.0 / t1 + 4.97e-3 * tissue.concentration.value)
    t2 = (tissue.echoTrainT2 or tissue.t2).value
    relaxed = 1.0 - math.exp(-protocol.repetitionTime / t1)
    if role == "STIR":
        inversion = 382.0 * math.log(2.0 / (1.0 + math.exp(-protocol.repetitionTime / 382.0)))
        relaxed = 1.0 - 2.0 * math.exp(-inversion / t1) + math.exp(-protocol.repetitionTime / t1)
    return tissue.protonDensity.value * relaxed * math.exp(-protocol.echoTime / t2)


def meanOf(series, region):
    """Mean of the voxels whose center lies in an ellipsoid."""
    middle = np.linalg.inv(series.ijkToRas) @ np.append(region.center, 1.0)
    reach = region.radii.max() / np.linalg.norm(series.ijkToRas[:3, :3], axis=0) + 1.0
    axes = [np.arange(max(0, int(low)), min(count, int(high) + 1)) for low, high, count in
            zip(middle[:3] - reach, middle[:3] + reach, series.array.shape[::-1])]
    indices = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    points = indices @ series.ijkToRas[:3, :3].T + series.ijkToRas[:3, 3]
    inside = np.sum(((points - region.center) @ region.axes / region.radii) ** 2, axis=1) < 1.0
    return series.array[tuple(indices[inside, ::-1].T)].astype(float).mean()


def only(variant, *roles):
    """The variant with the series of some roles alone."""
    return replace(variant, protocols=tuple(one for one in variant.protocols if one.role in roles))


class KindPhantomTest(unittest.TestCase):

    def testTheKindCaseIsAsItWas(self):
        """Sums of the arrays as first published: other noise would change them by ten times the tolerance."""
        sums = {"T1": 348732924, "T2": 380315489, "STIR": 54576032, "T1post": 365203630}
        for series in syntheticCase().series:
            self.assertLess(abs(int(series.array.sum(dtype=int)) / sums[series.role] - 1.0), 3e-6, series.role)


class LesionTissuesTest(unittest.TestCase):

    def testTruthIsThatOfTheSignalEquations(self):
        for name, lesion in LESIONS.items():
            for marrow, tissue in MARROWS.items():
                truth = truthOf(replace(HARD, lesion=name, marrow=marrow))
                for role in PROTOCOL:
                    if (name, role) == ("lipomatosis", "STIR"):
                        self.assertLess(truth[role]["emh"], 1e-6)
                        continue
                    expected = abs(spinEchoByHand(lesion.tissue, role) / spinEchoByHand(tissue, role))
                    self.assertAlmostEqual(truth[role]["emh"] / truth[role]["marrow"] / expected, 1.0, places=9)

    def testRatiosThatRadiologistsDescribe(self):
        """T1, T2 and STIR against red marrow; red against adult marrow 0.81, 1.28 and 1.98 (de Bazelaire 2004)."""
        wanted = {"metastasis": (0.59, 1.22, 1.52), "lymphoma": (0.67, 1.01, 1.26), "abscess": (0.56, 1.85, 2.14),
                  "hematoma_subacute": (1.58, 2.03, 0.37), "hematoma_acute": (0.58, 0.15, 0.37),
                  "schwannoma": (0.70, 1.95, 2.06), "emh_active": (1.0, 1.0, 1.0)}
        for name, ratios in wanted.items():
            truth = truthOf(replace(HARD, lesion=name))
            for role, ratio in zip(("T1", "T2", "STIR"), ratios):
                self.assertAlmostEqual(truth[role]["emh"] / truth[role]["marrow"], ratio, delta=0.07, msg=name)
        truth = truthOf(replace(HARD, marrow="adult"))
        for role, ratio in (("T1", 0.81), ("T2", 1.28), ("STIR", 1.98)):
            self.assertAlmostEqual(truth[role]["emh"] / truth[role]["marrow"], ratio, delta=0.005, msg=role)

    def testEveryValueHasSourceAndProvenance(self):
        tissues = [lesion.tissue for lesion in LESIONS.values()] + list(MARROWS.values())
        for tissue in tissues + [lesion.rim for lesion in LESIONS.values() if lesion.rim]:
            for value in vars(tissue).values():
                if value is not None and not isinstance(value, str):
                    self.assertIn(value.provenance, ("abstract", "background", "assumed"), tissue.name)
                    self.assertGreater(len(value.source), 3, tissue.name)
        self.assertEqual({name for name, lesion in LESIONS.items() if lesion.isEmh},
                         {"emh_active", "emh_fatty", "emh_iron"})

    def testUnknownTissue(self):
        with self.assertRaises(ValueError):
            Variant(lesion="nothing")

    def testFatSuppressionTakesFatAndSomeOfMarrow(self):
        suppressed = replace(PROTOCOL["T1post"], **FAT_SUPPRESSION)
        tissues = {"fat": TISSUES[Label.Fat], "muscle": TISSUES[Label.Muscle], **MARROWS}
        change = {name: suppressed.signal(tissue) / PROTOCOL["T1post"].signal(tissue)
                  for name, tissue in tissues.items()}
        self.assertAlmostEqual(change["fat"], 0.3, places=9)
        self.assertEqual(change["muscle"], 1.0)
        self.assertTrue(0.6 < change["adult"] < change["red"] < 0.9)

    def testGradientEchoMakesMarrowDark(self):
        # Short TR and the Ernst angle: sqrt((1 - E1) / (1 + E1)), the well known maximum.
        e1 = math.exp(-11.0 / 900.0)
        self.assertAlmostEqual(spoiledGradientEcho(1.0, 900.0, 1e9, 11.0, 0.0, math.degrees(math.acos(e1))),
                               math.sqrt((1.0 - e1) / (1.0 + e1)), places=9)
        echo = replace(PROTOCOL["T1"], **GRADIENT_ECHO)
        marrow, muscle, disc = (echo.signal(TISSUES[label]) for label in (Label.Marrow, Label.Muscle, Label.Disc))
        self.assertLess(marrow, min(muscle, disc))


class LevelsTest(unittest.TestCase):

    def testSpreadBetweenLevels(self):
        for role in ("T1", "STIR"):
            factors = np.array([Patient(seed, 0.08).levelFactors(role) for seed in range(1500)])
            self.assertAlmostEqual(np.log(factors).std(), 0.08, delta=0.001)
            self.assertAlmostEqual(np.log(factors).mean(), 0.0, delta=0.002)
        one, other, post = (np.log([Patient(seed, 0.08).levelFactors(role) for seed in range(1500)]).ravel()
                            for role in ("T1", "T2", "T1post"))
        self.assertAlmostEqual(np.corrcoef(one, other)[0, 1], 0.5, delta=0.03)
        np.testing.assert_array_equal(one, post)

    def testGradientOfFat(self):
        """A level lower holds 1.37 points more fat: STIR, which shows the water alone, falls by 1.37 / 63.2 of it."""
        signals = tissueSignals(replace(HARD, marrow="adult"), PROTOCOL["STIR"])[FIRST_LEVEL:]
        np.testing.assert_allclose(np.diff(signals) / signals[6], -1.37 / 63.2, atol=1e-9)
        for role in ("T1", "T2"):
            signals = tissueSignals(replace(HARD, marrow="adult"), PROTOCOL[role])[FIRST_LEVEL:]
            self.assertTrue(np.all(np.diff(signals) > 0.0), role)
            self.assertAlmostEqual((signals[7] / signals[6] - 1.0), 0.01, delta=0.005)

    def testBothStandInTheImages(self):
        spread, plain = (variantCase(only(replace(PLAIN, levelSpread=value), "T1"), seed=5) for value in (0.08, 0.0))
        factors = Patient(5, 0.08).levelFactors("T1")
        for region in plain.regions:
            if region.role == "marrow":
                level = int(region.name.rpartition("T")[2])
                ratio = meanOf(seriesOf(spread, "T1"), region) / meanOf(seriesOf(plain, "T1"), region)
                self.assertAlmostEqual(ratio, factors[level], delta=0.004)


class RegionsTest(unittest.TestCase):

    def testRegionsHoldTheTruthTimesTheCoil(self):
        """Seen through coil, zero-filling and rounding; heterogeneity leaves a few percent."""
        case = variantCase(only(replace(PLAIN, lesion="schwannoma", marrow="adult", fatGradient=0.0), "T1", "STIR"), 3)
        for region in case.regions:
            for series in case.series:
                if region.role not in ("marrow", "paravertebral_lesion", "muscle"):
                    continue
                expected = case.truth[series.role][region.tissue] * case.coilSensitivity(region.center[None])[0]
                self.assertAlmostEqual(meanOf(series, region) / expected, 1.0, delta=0.04,
                                       msg=(region.name, series.role))

    def testRimLiesAroundTheCenterOfMasses(self):
        region = next(region for region in makeRegions() if region.role == "paravertebral_lesion")
        labels = HardAnatomy().labelsAt(region.center + np.arange(0.0, 25.0, 0.1)[:, None] * region.axes[:, 1])
        self.assertEqual(labels[0], Label.Emh)
        thickness = 0.1 * np.sum(labels == RIM)
        self.assertTrue(1.2 < thickness < 3.0, thickness)
        self.assertTrue(np.all(np.diff(np.flatnonzero(labels == Label.Emh)) == 1))

    def testFatInMuscleGrowsBackwardsAndDownwards(self):
        generator = np.random.default_rng(8)

        def share(p, level):
            s = levelPosition(level)
            points = np.array([toRas(x, back, height) for x, back, height in generator.uniform(
                (14.0, p - 5.0, s - 12.0), (34.0, p + 5.0, s + 12.0), (6000, 3))])
            kind = HardAnatomy(fattyMuscle=False).labelsAt(points) == Label.Muscle
            return np.mean(HardAnatomy().labelsAt(points)[kind] == Label.Fat), fatShare(p, s)

        front, back, low = share(-36.0, 5.0), share(-52.0, 5.0), share(-52.0, 8.5)
        self.assertTrue(front[0] < back[0] < low[0])
        for found, wanted in (front, back, low):
            self.assertAlmostEqual(found / wanted, 1.0, delta=0.5)


class ZeroFillingTest(unittest.TestCase):

    def testAcquiredPixelsStayAndWavesAreInterpolated(self):
        for count in (16, 15):
            place = np.arange(count)
            wave = np.exp(2j * np.pi * 3 * place / count)
            filled = zeroFilled(np.tile(wave, (1, count, 1)), 2)
            self.assertEqual(filled.shape, (1, 2 * count, 2 * count))
            np.testing.assert_allclose(filled[0, ::2, ::2], np.tile(wave, (count, 1)), atol=1e-12)
            np.testing.assert_allclose(filled[0, 0], np.exp(2j * np.pi * 3 * np.arange(2 * count) / (2 * count)),
                                       atol=1e-12)

    def testNoiseHoldsNoFrequencyThatWasNotAcquired(self):
        """Far above the noise, that of the magnitude is that of one channel: white up to the acquired limit."""
        image = noisyMagnitude(np.full((40, 64, 64), 20000.0, np.float32), 300.0, 2, np.random.default_rng(9))
        noise = image - 20000.0
        self.assertAlmostEqual(noise.std(), 300.0, delta=4.0)
        power = (np.abs(np.fft.fft(noise, axis=2)) ** 2).mean(axis=(0, 1)) / 128
        self.assertLess(power[34:95].max(), 0.01 * power[1:30].mean())
        np.testing.assert_allclose(power[1:31] / power[1:31].mean(), 1.0, atol=0.15)
        neighbors = np.corrcoef(noise[:, :, :-1].ravel(), noise[:, :, 1:].ravel())[0, 1]
        self.assertAlmostEqual(neighbors, 2.0 / math.pi, delta=0.02)  # sinc(1/2)
        # Fully acquired: white.
        white = noisyMagnitude(np.full((20, 64, 64), 20000.0, np.float32), 300.0, 1, np.random.default_rng(9))
        self.assertAlmostEqual(np.corrcoef(white[:, :, :-1].ravel() - 20000.0, white[:, :, 1:].ravel() - 20000.0)[0, 1],
                               0.0, delta=0.02)

    def testGridOfStoredPixels(self):
        grid = PROTOCOL["T2"].grid
        stored = grid.zeroFilled(2)
        np.testing.assert_allclose(stored.ijkToRas() @ (20, 30, 4, 1), grid.ijkToRas() @ (10, 15, 4, 1), atol=1e-9)

    def testCroppedGrid(self):
        grid = PROTOCOL["T2"].grid
        cropped = grid.cropped(*REGIONS_BOX)
        first = np.linalg.inv(grid.ijkToRas()) @ cropped.ijkToRas()[:, 3]
        np.testing.assert_allclose(first, np.rint(first), atol=1e-9)
        with self.assertRaises(ValueError):
            ScanGrid((4, 4, 4), (1, 1, 1), grid.directions, (0, 0, 0)).cropped((50, 50, 50), (60, 60, 60))


class MovementTest(unittest.TestCase):

    def testShiftAndTurn(self):
        movement = Movement((1.0, 2.0, 3.0), (0.0, 0.0, 90.0))
        points = np.random.default_rng(10).normal(0.0, 50.0, (20, 3))
        np.testing.assert_allclose(movement.origin(movement.moved(points)), points, atol=1e-9)
        pivot = toRas(0.0, 0.0, levelPosition(5.5))
        moved = movement.moved(pivot[None] + (10.0, 0.0, 0.0))[0]
        np.testing.assert_allclose(moved, pivot + (1.0, 12.0, 3.0), atol=1e-9)

    def testMovedImageIsTheImageOfTheMovedAnatomy(self):
        """Shifted by whole voxels, the noiseless image is the same one shifted, apart from coil and edge sampling."""
        grid = PROTOCOL["STIR"].grid.withPixels(1.4)
        shift = 3 * grid.spacing[1]  # towards the feet
        variant = only(replace(PLAIN, interpolation=1), "STIR")
        [one], [other] = (variantCase(each).series for each in (
            variant, variant.withMovement("STIR", Movement((0.0, 0.0, -shift)))))
        spacing = one.ijkToRas[2, 1]
        rows = round(-shift / spacing)
        first, second = one.array[:, 20:-20].astype(float), other.array[:, 20 + rows:-20 + rows].astype(float)
        self.assertGreater(np.corrcoef(first.ravel(), second.ravel())[0, 1], 0.99)
        self.assertLess(np.corrcoef(first.ravel(), other.array[:, 20:-20].ravel())[0, 1], 0.96)


class PatientsTest(unittest.TestCase):

    def testSameSeedSameBitsWhateverElseIsAcquired(self):
        hard = only(HARD, "T1", "STIR")
        first = variantCase(hard, seed=4)
        again = variantCase(hard.withProtocol("T1", **GRADIENT_ECHO), seed=4)
        other = variantCase(hard, seed=5)
        for one, two, three in zip(first.series, again.series, other.series):
            self.assertEqual(np.array_equal(one.array, two.array), one.role != "T1")
            self.assertFalse(np.array_equal(one.array, three.array))
        self.assertEqual(seriesOf(again, "T1").acquisition["ScanningSequence"], "GR")

    def testLevelsAreThoseOfTheSpine(self):
        generator = np.random.default_rng(11)
        points = generator.uniform((-10.0, -5.0, -70.0), (10.0, 10.0, 60.0), (3000, 3))
        labels = HardAnatomy().labelsAt(points)
        marrow = labels >= FIRST_LEVEL
        self.assertGreater(marrow.sum(), 1000)
        levels = nearestLevel(toSpine(*points[marrow].T)[2])[0]
        self.assertGreater(np.mean(labels[marrow] - FIRST_LEVEL == levels), 0.999)


if __name__ == "__main__":
    unittest.main()
