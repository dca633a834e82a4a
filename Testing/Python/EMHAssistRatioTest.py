"""Lesion against reference: by hand, by symmetry, every reason for no number, how often intervals hold the truth."""

import itertools
import math
import unittest

import numpy as np

from EMHAssistLib import Measurement as library
from EMHAssistLib.Measurement import (Ellipsoid, Image, Margins, Measurement, measure, notMeasured,
                                      regionSignal, tissueSignal)
from EMHAssistLib.Measurement.Uncertainty import student975
from EMHAssistLib.Roles import SEQUENCE_ROLES


def measured(mean, error=0.0):
    """Return a measurement of which only the mean and its standard error are known."""
    return Measurement({"n": 100, "n_effective": 100, "mean": mean, "se": error})


def compare(lesion, references, difference=False):
    """Compare measurements: a lesion with the regions of a reference tissue."""
    return library.compare(regionSignal(lesion), tissueSignal(references), difference)


class EMHAssistRatioTest(unittest.TestCase):

    def assertNumbers(self, comparison, value, low, high):
        self.assertEqual(comparison.problem, "")
        np.testing.assert_allclose((comparison.value, comparison.low, comparison.high), (value, low, high), rtol=1e-5)

    def test_ByHand(self):
        # Relative standard errors 3 % and 4 % make 5 %; exp(1.959964 * 0.05) = 1.10296.
        factor = math.exp(1.959963984540054 * 0.05)
        self.assertNumbers(compare(measured(200, 6), [measured(100, 4)]), 2, 2 / factor, 2 * factor)
        self.assertAlmostEqual(factor, 1.10296, places=5)
        self.assertNumbers(compare(measured(90), [measured(120)]), 0.75, 0.75, 0.75)

    def test_DifferenceByHand(self):
        comparison = compare(measured(40, 3), [measured(-60, 4)], difference=True)
        self.assertEqual((comparison.quantity, comparison.relation), ("difference", ""))
        self.assertNumbers(comparison, 100, 100 - 1.959963984540054 * 5, 100 + 1.959963984540054 * 5)

    def test_OnlyCtIsComparedByDifference(self):
        self.assertEqual([role.name for role in SEQUENCE_ROLES if role.quantitative], ["CT"])

    def test_SeveralReferencesWithTheirSpread(self):
        """Means 90, 100, 110: mean 100, SD 10, standard error 10 / sqrt(3), far above what noise says."""
        spread = 10 / math.sqrt(3)
        factor = math.exp(4.302652729911275 * spread / 100)  # Student's t of 2 degrees of freedom
        references = [measured(90, 1), measured(110, 1), measured(100, 1)]
        self.assertNumbers(compare(measured(80), references), 0.8, 0.8 / factor, 0.8 * factor)

    def test_StudentQuantile(self):
        try:
            from scipy.stats import t
        except ImportError:
            self.skipTest("scipy is not there to compare with")
        for degreesOfFreedom in range(1, 200):
            self.assertAlmostEqual(student975(degreesOfFreedom), t.ppf(0.975, degreesOfFreedom), delta=0.001)

    def test_SpreadBetweenLevelsIsCovered(self):
        """2 to 5 reference regions whose true levels differ by 10 %, as vertebrae do, against a lesion of ratio 1."""
        random = np.random.default_rng(11)
        for count in (2, 3, 5):
            covered = 0
            for _ in range(2000):
                references = [measured(100 * random.lognormal(0, 0.1), 0.5) for _ in range(count)]
                comparison = compare(measured(100, 0.5), references)
                covered += comparison.low <= 1 <= comparison.high
            self.assertTrue(0.92 < covered / 2000 < 0.98, (count, covered / 2000))

    def test_SeveralReferencesThatAgree(self):
        """No spread: what is left is noise, sqrt(6^2 + 8^2) / 2 = 5."""
        factor = math.exp(1.959963984540054 * 0.05)
        self.assertNumbers(compare(measured(100), [measured(100, 6), measured(100, 8)]), 1, 1 / factor, factor)

    def test_ReferencesCountAlikeWhateverTheirSize(self):
        large = Measurement({"n": 10 ** 6, "n_effective": 10 ** 6, "mean": 100.0, "se": 0.0})
        self.assertAlmostEqual(compare(measured(150), [large, measured(200)]).value, 1)

    def test_ReferencesWithoutVoxelsAreLeftOut(self):
        references = [notMeasured("the region lies outside the image"), measured(100, 5), notMeasured("flat")]
        self.assertEqual(compare(measured(80, 2), references), compare(measured(80, 2), [measured(100, 5)]))

    def test_GainChangesNothing(self):
        expected = compare(measured(70, 4), [measured(100, 5), measured(120, 5)])
        for gain in (1e-30, 0.01, 3, 4096, 1e30, 1e250):
            comparison = compare(measured(70 * gain, 4 * gain), [measured(100 * gain, 5 * gain),
                                                                 measured(120 * gain, 5 * gain)])
            self.assertNumbers(comparison, expected.value, expected.low, expected.high)

    def test_GainOfTheImageChangesNothing(self):
        image = Image(np.random.default_rng(1).gamma(30.0, 4.0, size=(20, 20, 40)), np.eye(4))
        loud = Image(image.array * 37.5, np.eye(4))
        expected = compare(measure(image, ball(10)), [measure(image, ball(30))])
        comparison = compare(measure(loud, ball(10)), [measure(loud, ball(30))])
        self.assertNumbers(comparison, expected.value, expected.low, expected.high)

    def test_LesionAndReferenceSwapped(self):
        for mean, error in ((30, 2), (100, 7), (400, 1)):
            one, other = measured(mean, error), measured(100, 8)
            there, back = compare(one, [other]), compare(other, [one])
            self.assertNumbers(back, 1 / there.value, 1 / there.high, 1 / there.low)


class EMHAssistNotMeasurableTest(unittest.TestCase):

    def assertProblem(self, comparison, *parts):
        for part in parts:
            self.assertIn(part, comparison.problem)
        self.assertFalse(comparison.measurable)
        self.assertEqual(comparison.relation, "")
        for number in (comparison.value, comparison.low, comparison.high):
            self.assertTrue(math.isnan(number))

    def test_RegionsWithoutVoxels(self):
        empty = notMeasured("the region lies outside the image")
        for difference in (False, True):
            self.assertProblem(compare(empty, [measured(1)], difference), "lesion", "outside the image")
            self.assertProblem(compare(measured(1), [empty, empty], difference), "reference", "outside the image")
            self.assertProblem(compare(measured(1), [], difference), "reference", "no region")

    def test_ReasonsAreNamedOnce(self):
        problem = compare(measured(1), [notMeasured("b"), notMeasured("a"), notMeasured("b")]).problem
        self.assertEqual(problem, "reference: a; b")

    def test_SignalNotAboveZero(self):
        for mean in (0.0, -5.0, -0.0, math.nan, math.inf):
            self.assertProblem(compare(measured(100), [measured(mean)]), "reference signal is not above zero")
            self.assertProblem(compare(measured(mean), [measured(100)]), "lesion signal is not above zero")
        self.assertProblem(compare(measured(1), [measured(5), measured(-5)]), "reference signal is not above zero")

    def test_SignalThatCannotBeToldFromZero(self):
        self.assertProblem(compare(measured(100), [measured(5, 4)]), "reference signal cannot be told from zero",
                           "mean 5", "standard error 4")
        self.assertProblem(compare(measured(5, 4), [measured(100)]), "lesion signal cannot be told from zero")
        self.assertTrue(compare(measured(100), [measured(5, 2.5)]).measurable)

    def test_DenominatorNearZero(self):
        self.assertProblem(compare(measured(4097), [measured(1)]), "reference signal is near zero")
        self.assertTrue(compare(measured(4095), [measured(1)]).measurable)

    def test_DifferenceNeedsNoSignal(self):
        self.assertEqual(compare(measured(-5), [measured(0)], difference=True).value, -5)

    def test_WithoutStandardErrorThereIsNoInterval(self):
        for lesionError, referenceError in ((math.nan, 1), (1, math.nan)):
            for difference in (False, True):
                comparison = compare(measured(80, lesionError), [measured(100, referenceError)], difference)
                self.assertTrue(comparison.measurable and math.isfinite(comparison.value))
                self.assertTrue(math.isnan(comparison.low) and math.isnan(comparison.high))
                self.assertEqual(comparison.relation, "" if difference else "undetermined")

    def test_NeverRaises(self):
        numbers = (0.0, -1.0, 5e-324, 1e-300, 1.0, 1e200, 1.7e308, math.inf, -math.inf, math.nan)
        some = [measured(mean, error) for mean, error in itertools.product(numbers, numbers)
                if not error < 0]
        for lesion, reference in itertools.product(some, some):
            for references in ([reference], [reference, measured(1e200, 1e200)], [reference, reference, lesion]):
                for difference in (False, True):
                    comparison = compare(lesion, references, difference)
                    self.assertIn(comparison.relation, ("", "similar", "lower", "higher", "undetermined"))
                    if comparison.quantity == "ratio" and comparison.measurable:
                        self.assertLessEqual(comparison.value, 4096)


class EMHAssistRelationTest(unittest.TestCase):

    def relation(self, low, high):
        return Margins().relation(low, high)

    def test_MarginsAreReciprocal(self):
        self.assertEqual(Margins().low * Margins().high, 1)

    def test_MarginsThatCannotBe(self):
        for low, high in ((0, 1.25), (-1, 1.25), (1, 1.25), (0.8, 1), (0.8, math.inf), (math.nan, 1.25), (1.25, 0.8)):
            with self.assertRaises(ValueError):
                Margins(low, high)

    def test_Edges(self):
        belowLow, aboveHigh = math.nextafter(0.80, 0), math.nextafter(1.25, 9)
        self.assertEqual(self.relation(0.80, 1.25), "similar")
        self.assertEqual(self.relation(belowLow, 1.0), "undetermined")
        self.assertEqual(self.relation(1.0, aboveHigh), "undetermined")
        self.assertEqual(self.relation(0.5, 0.80), "undetermined")
        self.assertEqual(self.relation(0.5, belowLow), "lower")
        self.assertEqual(self.relation(1.25, 3.0), "undetermined")
        self.assertEqual(self.relation(aboveHigh, 3.0), "higher")
        self.assertEqual(self.relation(0.5, 3.0), "undetermined")

    def test_SwappedRelation(self):
        swapped = {"similar": "similar", "lower": "higher", "higher": "lower", "undetermined": "undetermined"}
        generator = np.random.default_rng(4)
        seen = set()
        for _ in range(300):
            one = measured(generator.uniform(50, 200), generator.uniform(0.5, 12))
            other = measured(generator.uniform(50, 200), generator.uniform(0.5, 12))
            relation = compare(one, [other]).relation
            self.assertEqual(compare(other, [one]).relation, swapped[relation])
            seen.add(relation)
        self.assertEqual(seen, set(swapped))


def ball(center, radius=5.0):
    placement = np.diag([radius, radius, radius, 1.0])
    placement[:3, 3] = center, 9.5, 9.5
    return Ellipsoid(placement)


def correlatedNoise(generator, transfer, axes=(0, 1, 2)):
    """Return (20, 20, 40) noise of unit variance, filtered along the axes by a transfer function of cycles a voxel."""
    noise = generator.normal(size=(20, 20, 40))
    for axis in axes:
        shape = [-1 if other == axis else 1 for other in range(3)]
        weights = transfer(np.abs(np.fft.fftfreq(noise.shape[axis]))).reshape(shape)
        noise = np.fft.ifft(np.fft.fft(noise, axis=axis) * weights / np.sqrt(np.mean(weights ** 2)), axis=axis).real
    return noise


class EMHAssistIntervalCoverageTest(unittest.TestCase):
    """How often the 95 % interval holds the true ratio, 2: a later issue sharpens it.

    With 400 cases the fraction itself is known to about 2 % (two standard errors).
    """

    CASES = 400

    def coverage(self, transfer, axes=(0, 1, 2), radius=5.0):
        """Return the fraction of the cases whose interval holds the truth, and the mean of high over low."""
        generator = np.random.default_rng(2024)
        truth = np.where(np.arange(40) < 20, 200.0, 100.0)
        held, widths = 0, []
        for _ in range(self.CASES):
            image = Image(truth + 20 * correlatedNoise(generator, transfer, axes), np.eye(4))
            comparison = compare(measure(image, ball(9.5, radius)), [measure(image, ball(29.5, radius))])
            held += comparison.low <= 2 <= comparison.high
            widths.append(comparison.high / comparison.low)
        return held / self.CASES, np.mean(widths)

    def check(self, fraction, most=0.99):
        self.assertGreaterEqual(fraction, 0.88)
        self.assertLessEqual(fraction, most)

    def excess(self, width, equivalent):
        """Return how much wider the mean interval is than by hand: relative errors 0.1 and 0.2 / sqrt(equivalent)."""
        return (width - 1) / (math.exp(2 * 1.96 * math.hypot(0.1, 0.2) / math.sqrt(equivalent)) - 1)

    def test_IndependentNoise(self):
        fraction, width = self.coverage(np.ones_like)
        self.check(fraction)
        voxels = measure(Image(np.ones((20, 20, 40)), np.eye(4)), ball(9.5)).statistics["n"]
        self.assertAlmostEqual(self.excess(width, voxels), 1, delta=0.15)

    def test_SmallRegion(self):
        self.check(self.coverage(np.ones_like, radius=2.5)[0])

    def test_SmoothedNoise(self):
        """Gaussian smoothing with an SD of 0.7 and 1 voxel; regions of a few correlation lengths."""
        for sigma in (0.7, 1.0):
            fraction, _ = self.coverage(lambda frequency: np.exp(-2 * (math.pi * sigma * frequency) ** 2))
            self.check(fraction)

    def test_ZeroFilledImage(self):
        """What scanners do to most images: twice the matrix in the plane, of the same data."""
        fraction, width = self.coverage(lambda frequency: (frequency < 0.25).astype(float), axes=(1, 2))
        # Correlation below zero, which this noise has, is not counted: the interval is a little too wide.
        self.check(fraction, most=0.998)
        voxels = measure(Image(np.ones((20, 20, 40)), np.eye(4)), ball(9.5)).statistics["n"]
        self.assertAlmostEqual(self.excess(width, voxels * 9 / 20 * 19 / 40), 1.15, delta=0.15)


if __name__ == "__main__":
    unittest.main()
