"""Lesion against reference: by hand, by symmetry, every reason for no number."""

import itertools
import math
import unittest

import numpy as np

from EMHAssistLib import Measurement as library
from EMHAssistLib.Measurement import (
    Ellipsoid,
    Image,
    Margins,
    Measurement,
    measure,
    notMeasured,
    regionSignal,
    relationProbabilities,
    tissueSignal,
)
from EMHAssistLib.Measurement.BetweenRegions import assumedSpread, drift
from EMHAssistLib.Roles import SEQUENCE_ROLES

NORMAL = 1.959963984540054
# Student's t for 16 and 24 degrees of freedom, as any table has it.
STUDENT_16, STUDENT_24 = 2.119905, 2.063899
# The scale of the scaled inverse chi-squared distribution of 6 degrees of freedom whose root mean square is 8.
SCALE = 8 * math.sqrt(4 / 6)


def measured(mean, error=0.0, degreesOfFreedom=1e12):
    """Return a measurement of which only the mean and its standard error are known, and from how many voxels."""
    sd = error * math.sqrt(degreesOfFreedom)
    return Measurement({"n": 100, "n_effective": 100, "mean": mean, "sd": sd, "se": error, "se_cautious": error})


def compare(lesion, references, difference=False):
    """Compare measurements: a lesion with the regions of a reference tissue."""
    return library.compare(regionSignal(lesion), tissueSignal(references, difference), difference)


def compareRegions(one, other):
    """Compare two measurements of single regions, which stand for nothing but themselves."""
    return library.compare(regionSignal(one), regionSignal(other))


class RatioTest(unittest.TestCase):

    def assertNumbers(self, comparison, value, low, high):
        self.assertEqual(comparison.problem, "")
        np.testing.assert_allclose((comparison.value, comparison.low, comparison.high), (value, low, high), rtol=5e-5)

    def testRegionsByHand(self):
        # Relative standard errors 3 % and 4 % make 5 %; exp(1.959964 * 0.05) = 1.10296.
        factor = math.exp(NORMAL * 0.05)
        self.assertNumbers(compareRegions(measured(200, 6), measured(100, 4)), 2, 2 / factor, 2 * factor)
        self.assertAlmostEqual(factor, 1.10296, places=5)
        self.assertNumbers(compareRegions(measured(90), measured(120)), 0.75, 0.75, 0.75)

    def testOneReferenceByHand(self):
        """A single region says s % of itself, and s % with 6 degrees of freedom are assumed about its like: together
        s sqrt(2) % with (2 s^2)^2 / (s^4 / 6) = 24 degrees of freedom."""
        factor = math.exp(math.hypot(NORMAL * 0.03, STUDENT_24 * SCALE / 100 * math.sqrt(2)))
        self.assertNumbers(compare(measured(200, 6), [measured(100, SCALE)]), 2, 2 / factor, 2 * factor)

    def testDifferenceByHand(self):
        """The same with 14 HU, whatever the mean."""
        scale = 14 * math.sqrt(4 / 6)
        margin = math.hypot(NORMAL * 3, STUDENT_24 * scale * math.sqrt(2))
        for mean in (-60, 0, 700):
            comparison = compare(measured(40, 3), [measured(mean, scale)], difference=True)
            self.assertEqual((comparison.quantity, comparison.relation), ("difference", ""))
            self.assertNumbers(comparison, 40 - mean, 40 - mean - margin, 40 - mean + margin)

    def testFewVoxelsMakeStudentsInterval(self):
        comparison = compareRegions(measured(100, 5, 16), measured(100))
        self.assertAlmostEqual(comparison.logMargin, STUDENT_16 * 0.05, places=4)

    def testOnlyCtIsComparedByDifference(self):
        self.assertEqual([role.name for role in SEQUENCE_ROLES if role.quantitative], ["CT", "CTpost"])

    def testSeveralReferencesByHand(self):
        """Means 90, 100, 110: their variance 100 with 2 degrees of freedom, and 42.67 + 3^2 = 51.67 with 6, make
        (6 * 51.67 + 2 * 100) / 8 = 63.75 a region; by Satterthwaite 63.75^2 / (32^2 / 6 + 25^2 / 2) = 8.411 degrees."""
        try:
            from scipy.stats import t
        except ImportError:
            self.skipTest("scipy is not there to compare with")
        comparison = compare(measured(80), [measured(90, 3), measured(110, 3), measured(100, 3)])
        self.assertAlmostEqual(comparison.value, 0.8)
        self.assertAlmostEqual(comparison.logMargin, t.ppf(0.975, 8.411) * math.sqrt(63.75 / 3) / 100, delta=1e-3)

    def testMoreReferencesKnowBetter(self):
        margins = [compare(measured(80), [measured(100, 1)] * count).logMargin for count in range(1, 8)]
        self.assertEqual(margins, sorted(margins, reverse=True))
        self.assertAlmostEqual(margins[0], 2.4469 * math.hypot(SCALE / 100, 0.01), delta=0.005)

    def testReferencesThatDisagreeAreFlagged(self):
        flags = tissueSignal([measured(80), measured(120)]).flags
        self.assertEqual([flag.name for flag in flags], ["references_disagree"])
        self.assertAlmostEqual(flags[0].value, math.sqrt(800) / 100)
        self.assertEqual(tissueSignal([measured(95), measured(105)]).flags, ())

    def testTheErrorIsThatOfTheRegionsAlone(self):
        self.assertAlmostEqual(tissueSignal([measured(90, 3), measured(110, 4)]).error, 2.5)

    def testPatientsAsAssumedAreCovered(self):
        """1 to 4 reference regions, in patients who differ in how much their regions differ."""
        random = np.random.default_rng(11)
        for count in (1, 2, 3, 4):
            covered = 0
            for _ in range(4000):
                spread = SCALE / 100 * math.sqrt(6 / random.chisquare(6))
                references = [measured(100 * random.lognormal(0, spread), 0.5) for _ in range(count)]
                comparison = compare(measured(100, 0.5), references)
                covered += comparison.low <= 1 <= comparison.high
            self.assertAlmostEqual(covered / 4000, 0.95, delta=0.015, msg=f"{count} references")

    def testOnePlaceOfTheTissueByHand(self):
        """Means 92, 100, 108 without noise: (6 * 42.67 + 2 * 64) / 8 = 48 a region, with 48^2 / (32^2 / 6 + 16^2 / 2)
        = 7.714 degrees of freedom; a place differs from the mean of three by sqrt(1 + 1/3) of it, and 2 % of drift add
        in squares."""
        try:
            from scipy.stats import t
        except ImportError:
            self.skipTest("scipy is not there to compare with")
        marrow = tissueSignal([measured(92), measured(100), measured(108)])
        place = t.ppf(0.975, 7.714) * math.sqrt(48 * (1 + 1 / 3)) / 100
        for away in (0.0, 0.02):
            comparison = library.compare(regionSignal(measured(110, 3)), marrow, drift=away)
            self.assertAlmostEqual(math.log(comparison.hereHigh / 1.1),
                                   math.hypot(place, NORMAL * away, NORMAL * 3 / 110), places=4)
            self.assertAlmostEqual(comparison.hereLow * comparison.hereHigh, 1.1 ** 2)
            self.assertLess(comparison.high, comparison.hereHigh)
            self.assertEqual(comparison.claimed, (comparison.hereLow, comparison.hereHigh))
        withoutPlace = library.compare(regionSignal(measured(110, 3)), marrow)
        self.assertTrue(math.isnan(withoutPlace.hereLow))
        self.assertEqual(withoutPlace.claimed, (withoutPlace.low, withoutPlace.high))

    def testRelationRestsOnThePlace(self):
        """0.92 to the mean of two references that agree is similar, but not for a place among such marrow."""
        marrow = tissueSignal([measured(100)] * 2)
        self.assertEqual(library.compare(regionSignal(measured(92)), marrow).relation, "similar")
        here = library.compare(regionSignal(measured(92)), marrow, drift=0.0)
        self.assertEqual(here.relation, "undetermined")
        self.assertLess(relationProbabilities(here, Margins())[1],
                        relationProbabilities(library.compare(regionSignal(measured(92)), marrow), Margins())[1])

    def testSimilarIsInReachOfThreeReferences(self):
        """That differ as much as is assumed of T1 and T2."""
        for values in ((92, 100, 108), (90, 97, 103, 110), (90, 95, 100, 105, 110)):
            marrow = tissueSignal([measured(value, 1) for value in values])
            self.assertEqual(library.compare(regionSignal(measured(100, 1)), marrow, drift=0.01).relation, "similar")

    def testPlacesOfMarrowAreCovered(self):
        """A lesion that is marrow at a place of its own, in patients whose SD between places scatters around 8 %, two
        levels away from the references on a gradient of 1.4 % a level."""
        random = np.random.default_rng(12)
        for count in (1, 3, 5):
            covered, away = 0, drift("T2", "marrow", 2.0)
            for _ in range(4000):
                spread = 0.08 * math.exp(0.3 * random.standard_normal() - 0.09)
                places = 100 * np.exp(spread * random.standard_normal(count + 1))
                marrow = tissueSignal([measured(place, 0.5) for place in places[1:]])
                comparison = library.compare(regionSignal(measured(places[0] * 1.028, 0.5)), marrow, drift=away)
                covered += comparison.hereLow <= 1 <= comparison.hereHigh
            self.assertAlmostEqual(covered / 4000, 0.95, delta=0.02, msg=f"{count} references")

    def testSpreadsBySequence(self):
        self.assertEqual([assumedSpread(role, "marrow") for role in ("T1", "T2", "STIR")], [0.08, 0.08, 0.10])
        self.assertEqual(assumedSpread("STIR", "muscle"), 0.08)
        self.assertEqual(assumedSpread("STIR", "marrow", stated=0.15), 0.15)
        self.assertTrue(math.isnan(drift("T1", "muscle", 3)))
        self.assertAlmostEqual(drift("STIR", "marrow", -3), 0.063)
        wide, narrow = (tissueSignal([measured(100)], spread=spread).margin for spread in (0.16, 0.08))
        self.assertAlmostEqual(wide / narrow, 2)

    def testReferencesCountAlikeWhateverTheirSize(self):
        large = measured(100.0, 1e-6)
        self.assertAlmostEqual(compare(measured(150), [large, measured(200)]).value, 1)

    def testReferencesWithoutVoxelsAreLeftOut(self):
        references = [notMeasured("the region lies outside the image"), measured(100, 5), notMeasured("flat")]
        self.assertEqual(compare(measured(80, 2), references), compare(measured(80, 2), [measured(100, 5)]))

    def testGainChangesNothing(self):
        expected = compare(measured(70, 4), [measured(100, 5), measured(120, 5)])
        for gain in (1e-30, 0.01, 3, 4096, 1e30, 1e250):
            comparison = compare(measured(70 * gain, 4 * gain), [measured(100 * gain, 5 * gain),
                                                                 measured(120 * gain, 5 * gain)])
            self.assertNumbers(comparison, expected.value, expected.low, expected.high)

    def testGainOfTheImageChangesNothing(self):
        image = Image(np.random.default_rng(1).gamma(30.0, 4.0, size=(20, 20, 40)), np.eye(4))
        loud = Image(image.array * 37.5, np.eye(4))
        expected = compare(measure(image, ball(10)), [measure(image, ball(30))])
        comparison = compare(measure(loud, ball(10)), [measure(loud, ball(30))])
        self.assertNumbers(comparison, expected.value, expected.low, expected.high)

    def testLesionAndReferenceSwapped(self):
        for mean, error in ((30, 2), (100, 7), (400, 1)):
            one, other = measured(mean, error), measured(100, 8)
            there, back = compareRegions(one, other), compareRegions(other, one)
            self.assertNumbers(back, 1 / there.value, 1 / there.high, 1 / there.low)


class NotMeasurableTest(unittest.TestCase):

    def assertProblem(self, comparison, *parts):
        for part in parts:
            self.assertIn(part, comparison.problem)
        self.assertFalse(comparison.measurable)
        self.assertEqual(comparison.relation, "")
        for number in (comparison.value, comparison.low, comparison.high):
            self.assertTrue(math.isnan(number))

    def testRegionsWithoutVoxels(self):
        empty = notMeasured("the region lies outside the image")
        for difference in (False, True):
            self.assertProblem(compare(empty, [measured(1)], difference), "lesion", "outside the image")
            self.assertProblem(compare(measured(1), [empty, empty], difference), "reference", "outside the image")
            self.assertProblem(compare(measured(1), [], difference), "reference", "no region")

    def testReasonsAreNamedOnce(self):
        problem = compare(measured(1), [notMeasured("b"), notMeasured("a"), notMeasured("b")]).problem
        self.assertEqual(problem, "reference: a; b")

    def testSignalNotAboveZero(self):
        for mean in (0.0, -5.0, -0.0, math.nan, math.inf):
            self.assertProblem(compare(measured(100), [measured(mean)]), "reference signal is not above zero")
            self.assertProblem(compare(measured(mean), [measured(100)]), "lesion signal is not above zero")
        self.assertProblem(compare(measured(1), [measured(5), measured(-5)]), "reference signal is not above zero")

    def testSignalThatCannotBeToldFromZero(self):
        self.assertProblem(compare(measured(100), [measured(5, 4)]),
                           "reference signal cannot be distinguished from zero", "mean 5", "standard error 4")
        self.assertProblem(compare(measured(5, 4), [measured(100)]), "lesion signal cannot be distinguished from zero")
        self.assertTrue(compare(measured(100), [measured(5, 2.5)]).measurable)

    def testDenominatorNearZero(self):
        self.assertProblem(compare(measured(4097), [measured(1)]), "reference signal is near zero")
        self.assertTrue(compare(measured(4095), [measured(1)]).measurable)

    def testDifferenceNeedsNoSignal(self):
        self.assertEqual(compare(measured(-5), [measured(0)], difference=True).value, -5)

    def testWithoutStandardErrorThereIsNoInterval(self):
        for lesionError, referenceError in ((math.nan, 1), (1, math.nan)):
            for difference in (False, True):
                comparison = compare(measured(80, lesionError), [measured(100, referenceError)], difference)
                self.assertTrue(comparison.measurable and math.isfinite(comparison.value))
                self.assertTrue(math.isnan(comparison.low) and math.isnan(comparison.high))
                self.assertEqual(comparison.relation, "" if difference else "undetermined")

    def testNeverRaises(self):
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


class RelationTest(unittest.TestCase):

    def relation(self, low, high):
        return Margins().relation(low, high)

    def testMarginsAreReciprocal(self):
        self.assertEqual(Margins().low * Margins().high, 1)

    def testMarginsThatCannotBe(self):
        for low, high in ((0, 1.25), (-1, 1.25), (1, 1.25), (0.8, 1), (0.8, math.inf), (math.nan, 1.25), (1.25, 0.8)):
            with self.assertRaises(ValueError):
                Margins(low, high)

    def testEdges(self):
        belowLow, aboveHigh = math.nextafter(0.80, 0), math.nextafter(1.25, 9)
        self.assertEqual(self.relation(0.80, 1.25), "similar")
        self.assertEqual(self.relation(belowLow, 1.0), "undetermined")
        self.assertEqual(self.relation(1.0, aboveHigh), "undetermined")
        self.assertEqual(self.relation(0.5, 0.80), "undetermined")
        self.assertEqual(self.relation(0.5, belowLow), "lower")
        self.assertEqual(self.relation(1.25, 3.0), "undetermined")
        self.assertEqual(self.relation(aboveHigh, 3.0), "higher")
        self.assertEqual(self.relation(0.5, 3.0), "undetermined")

    def testSwappedRelation(self):
        swapped = {"similar": "similar", "lower": "higher", "higher": "lower", "undetermined": "undetermined"}
        generator = np.random.default_rng(4)
        seen = set()
        for _ in range(300):
            one = measured(generator.uniform(50, 200), generator.uniform(0.5, 12))
            other = measured(generator.uniform(50, 200), generator.uniform(0.5, 12))
            relation = compareRegions(one, other).relation
            self.assertEqual(compareRegions(other, one).relation, swapped[relation])
            seen.add(relation)
        self.assertEqual(seen, set(swapped))


class DoubtTest(unittest.TestCase):
    """What the intervals do not know of widens what is claimed, and with it the relation."""

    MARGINS = Margins()

    def doubted(self, doubt, *numbers, **others):
        relation = self.MARGINS.relation(*numbers[1:])
        return library.doubted(library.Comparison("ratio", *numbers, relation=relation, **others), doubt, self.MARGINS)

    def testItJoinsTheErrorInSquares(self):
        plain = library.Comparison("ratio", 1.5, 1.5 / 1.1, 1.5 * 1.1, relation="higher")
        found = self.doubted(0.1, 1.5, 1.5 / 1.1, 1.5 * 1.1)
        margin = math.hypot(math.log(1.1), NORMAL * 0.1)
        np.testing.assert_allclose(found.claimed, (1.5 * math.exp(-margin), 1.5 * math.exp(margin)))
        self.assertEqual((found.low, found.high, plain.relation, found.relation),
                         (plain.low, plain.high, "higher", "undetermined"))

    def testOfMarrowHereFromItsOwnInterval(self):
        found = self.doubted(0.05, 1.0, 0.95, 1 / 0.95, hereLow=0.85, hereHigh=1 / 0.85)
        margin = math.hypot(math.log(0.85), NORMAL * 0.05)
        np.testing.assert_allclose(found.claimed, (math.exp(-margin), math.exp(margin)))

    def testOfABound(self):
        above, below = self.doubted(0.5, math.nan, 2.0, math.inf), self.doubted(0.5, math.nan, 0.0, 0.5)
        self.assertEqual(above.claimed, (2.0 * math.exp(-NORMAL * 0.5), math.inf))
        self.assertEqual(below.claimed, (0.0, 0.5 * math.exp(NORMAL * 0.5)))
        self.assertEqual((above.relation, below.relation), ("undetermined", "undetermined"))

    def testHoweverLargeItIsThereIsAnAnswer(self):
        for numbers in ((1.5, 1.4, 1.6), (math.nan, 2.0, math.inf), (math.nan, 0.0, 0.5)):
            self.assertEqual(self.doubted(1e6, *numbers).relation, "undetermined")

    def testNoneAndADifference(self):
        self.assertEqual(self.doubted(0.0, 1.5, 1.4, 1.6).claimed, (1.4, 1.6))
        difference = library.Comparison("difference", 20.0, 10.0, 30.0)
        self.assertEqual(library.doubted(difference, 0.5, self.MARGINS), difference)


def ball(center, radius=5.0):
    placement = np.diag([radius, radius, radius, 1.0])
    placement[:3, 3] = center, 9.5, 9.5
    return Ellipsoid(placement)


if __name__ == "__main__":
    unittest.main()
