"""Probabilities of lower, similar and higher: against numerical integration, simulation and the verdict by interval."""

import itertools
import math
import unittest

import numpy as np

from EMHAssistLib.Measurement import Comparison, Margins, MeanSignal, compare, probabilities, relationProbabilities
from EMHAssistLib.Measurement.Uncertainty import NORMAL_975

MARGINS = Margins()
LOW, HIGH = math.log(MARGINS.low), math.log(MARGINS.high)


def ratio(value, deviation):
    """Return a ratio whose log has this standard deviation."""
    margin = NORMAL_975 * deviation
    low, high = value * math.exp(-margin), value * math.exp(margin)
    return Comparison("ratio", value, low, high, MARGINS.relation(low, high))


class ProbabilitiesTest(unittest.TestCase):

    def assertWeights(self, found, expected, delta=1e-9):
        self.assertEqual(len(found), 3)
        for one, other in zip(found, expected):
            self.assertAlmostEqual(one, other, delta=delta)

    def testEqualsIntegrationOfThePosterior(self):
        from scipy import integrate, stats

        for value, deviation, (low, high) in itertools.product(
                (-1.0, -0.3, -0.1, 0.0, 0.2, 0.25, 0.9), (0.02, 0.1, 0.4, 2.0), ((LOW, HIGH), (-0.5, 0.1))):
            width, error = high - low, stats.norm(value, deviation)

            def integrated(density, start, end):
                near = np.clip([value - 8 * deviation, value, value + 8 * deviation], start, end)
                bounds = sorted({start, end, *near.tolist()})
                return sum(integrate.quad(lambda true: density(true) * error.pdf(true), *part, epsabs=1e-14)[0]
                           for part in itertools.pairwise(bounds))

            masses = np.array([integrated(lambda true: math.exp(-(low - true) / width) / width, low - 60, low),
                               integrated(lambda true: 1 / width, low, high),
                               integrated(lambda true: math.exp(-(true - high) / width) / width, high, high + 60)])
            with self.subTest(value=value, deviation=deviation, low=low):
                self.assertWeights(probabilities(value, deviation, low, high), masses / masses.sum(), 1e-7)

    def testEqualsSimulationByBayes(self):
        """Among many true ratios, each relation equally frequent, those measured alike have the relations it says."""
        generator = np.random.default_rng(4)
        relation = generator.integers(0, 3, 1_000_000)
        beyond = generator.exponential(HIGH - LOW, relation.size)
        true = np.choose(relation, [LOW - beyond, generator.uniform(LOW, HIGH, relation.size), HIGH + beyond])
        deviation = 0.15
        seen = true + generator.normal(0, deviation, true.size)
        for value in (-0.5, -0.2, 0.0, 0.1, 0.3, 0.6):
            alike = relation[abs(seen - value) < 0.01]
            shares = np.bincount(alike, minlength=3) / len(alike)
            self.assertWeights(probabilities(value, deviation, LOW, HIGH), shares, 5 * 0.5 / math.sqrt(len(alike)))

    def testNearOneLimitItIsTheFlatPosterior(self):
        """Where the error is small beside the width, the prior is flat as far as the error reaches."""
        for z in (-3, -1, 0, 1, 2.5):
            tail = math.erfc(z / math.sqrt(2)) / 2
            self.assertWeights(probabilities(HIGH + z * 1e-4, 1e-4, LOW, HIGH), (0, tail, 1 - tail), 1e-3)

    def testCertainValues(self):
        for value, expected in ((LOW - 1e-9, (1, 0, 0)), (LOW, (0, 1, 0)), (0, (0, 1, 0)), (HIGH, (0, 1, 0)),
                                (HIGH + 1e-9, (0, 0, 1))):
            self.assertEqual(probabilities(value, 0.0, LOW, HIGH), expected)
            if value not in (LOW, HIGH):
                self.assertWeights(probabilities(value, 1e-12, LOW, HIGH), expected)

    def testAWorthlessValueSaysNothing(self):
        for value, deviation in ((0.0, 1e3), (0.4, 1e4), (-2.0, 1e6), (0.1, 1e9)):
            self.assertWeights(probabilities(value, deviation, LOW, HIGH), (1 / 3,) * 3, 1e-3)

    def testExtremesStayFiniteAndAddUp(self):
        for value, deviation, width in itertools.product((-700.0, -8.0, 0.0, 8.0, 700.0), (1e-9, 1e-3, 1.0, 1e3, 1e9),
                                                         (1e-6, 0.4, 10.0)):
            found = probabilities(value, deviation, -width / 2, width / 2)
            self.assertAlmostEqual(sum(found), 1, delta=1e-12)
            self.assertTrue(all(0 <= one <= 1 for one in found), (value, deviation, width, found))

    def testNoStepWhereErfcRunsOut(self):
        """30 standard deviations out another formula takes over: the probabilities go on evenly."""
        found = np.array([probabilities(0.0, deviation, -0.5, 0.5) for deviation in np.linspace(29, 31, 41)])
        self.assertLess(abs(np.diff(found, 2, axis=0)).max(), 1e-6)

    def testMirrorImage(self):
        for value, deviation in itertools.product((0.05, 0.3, 2.0), (0.05, 0.5, 5.0)):
            self.assertWeights(probabilities(value, deviation, LOW, HIGH),
                               probabilities(-value, deviation, -HIGH, -LOW)[::-1], 1e-12)

    def testMirrorImageToTheLastDigitsFarOut(self):
        """Ten standard deviations away the middle is as good as excluded, on either side by as much."""
        for value in (0.6, 0.9, 1.2):
            above, below = probabilities(value, 0.1, -0.2, 0.2), probabilities(-value, 0.1, -0.2, 0.2)
            self.assertGreater(above[1], 0)
            self.assertAlmostEqual(below[1] / above[1], 1, 9)

    def testHigherRatiosAreMorePlausiblyHigher(self):
        for deviation in (0.05, 0.3, 1.0):
            found = np.array([probabilities(value, deviation, LOW, HIGH) for value in np.linspace(-2, 2, 81)])
            self.assertTrue((np.diff(found[:, 0]) <= 1e-15).all())
            self.assertTrue((np.diff(found[:, 2]) >= -1e-15).all())


class RelationProbabilitiesTest(unittest.TestCase):

    def testAgreesWithTheVerdictByInterval(self):
        relations = {"lower": 0, "similar": 1, "higher": 2}
        count = dict.fromkeys(relations, 0)
        for value, deviation in itertools.product(np.exp(np.linspace(-1.2, 1.2, 121)), (0.01, 0.05, 0.1, 0.15)):
            one = ratio(float(value), deviation)
            if one.relation in relations:
                count[one.relation] += 1
                self.assertGreaterEqual(relationProbabilities(one, MARGINS)[relations[one.relation]], 0.95)
        self.assertGreater(min(count.values()), 30)

    def testSimilarIsSureHoweverWideTheMargins(self):
        for margins in (Margins(0.9, 1.1), Margins(0.5, 2.0), Margins(0.2, 1.05)):
            for share, place in itertools.product((0.2, 0.6, 1.0), (-1.0, 0.0, 0.5)):
                middle = (math.log(margins.low) + math.log(margins.high)) / 2
                half = (math.log(margins.high) - math.log(margins.low)) / 2
                center, deviation = middle + place * half * (1 - share), share * half * (1 - 1e-9) / NORMAL_975
                found = relationProbabilities(ratio(math.exp(center), deviation), margins)
                self.assertGreaterEqual(found[1], 0.95)

    def testBiasMakesLessCertain(self):
        sure, doubtful, blind = (relationProbabilities(ratio(1.0, 0.05), MARGINS, bias) for bias in (0, 0.2, 1e4))
        self.assertGreater(sure[1], doubtful[1])
        self.assertGreater(doubtful[1], blind[1])
        for one, other in zip(relationProbabilities(ratio(1.1, 0.03), MARGINS, 0.04),
                              relationProbabilities(ratio(1.1, 0.05), MARGINS)):
            self.assertAlmostEqual(one, other, delta=1e-12)

    def testNothingWithoutARatioAndItsInterval(self):
        one = compare(MeanSignal(10, 1, 2, 1), MeanSignal(10, 1, math.nan, 1))
        self.assertTrue(one.measurable)
        for comparison in (one, Comparison("ratio", problem="none"), Comparison("difference", 10, 5, 15)):
            self.assertIsNone(relationProbabilities(comparison, MARGINS))


if __name__ == "__main__":
    unittest.main()
