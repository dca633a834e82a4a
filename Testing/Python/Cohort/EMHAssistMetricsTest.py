"""Measures of discrimination and calibration against scipy, closed forms and arithmetic by hand."""

import math
import unittest

import numpy as np

from EMHAssistLib.Cohort.Bootstrap import Estimate, estimate, withoutVariation
from EMHAssistLib.Cohort.Measures import estimates, measuresOf
from EMHAssistLib.Cohort.Metrics import (
    auc,
    calibrationSlope,
    confidentError,
    reliability,
    topCredit,
    weightedMean,
    wilsonInterval,
)


def once(measure, scores, isTarget):
    """Return a measure with every case counted once."""
    return measure(np.asarray(scores, float), np.asarray(isTarget, bool), np.ones((1, len(scores))))[0]


class AucTest(unittest.TestCase):
    def testByHand(self):
        self.assertEqual(once(auc, [0.9, 0.8, 0.3, 0.2], [1, 0, 1, 0]), 0.75)
        self.assertEqual(once(auc, [0.5, 0.5, 0.5], [1, 0, 0]), 0.5)
        self.assertEqual(once(auc, [1, 2, 3], [0, 0, 1]), 1)
        self.assertTrue(math.isnan(once(auc, [1, 2], [1, 1])))
        self.assertTrue(math.isnan(once(auc, [1, 2], [0, 0])))

    def testAgainstMannWhitney(self):
        from scipy.stats import mannwhitneyu

        random = np.random.default_rng(1)
        for _ in range(20):
            isTarget = random.random(60) < 0.4
            scores = np.round(random.normal(isTarget, 1), 1)  # with ties
            expected = mannwhitneyu(scores[isTarget], scores[~isTarget]).statistic / isTarget.sum() / (~isTarget).sum()
            self.assertAlmostEqual(once(auc, scores, isTarget), expected, 12)

    def testTwoNormalDistributions(self):
        # The area is Phi(d / sqrt 2).
        random = np.random.default_rng(2)
        isTarget = np.arange(200_000) % 2 == 0
        self.assertAlmostEqual(once(auc, random.normal(1.5 * isTarget, 1), isTarget), 0.8556, 2)

    def testWeightsAreRepeatedCases(self):
        random = np.random.default_rng(3)
        scores, isTarget = np.round(random.normal(size=30), 1), random.random(30) < 0.5
        weights = random.integers(0, 4, (5, 30)).astype(float)
        for row, value in zip(weights, auc(scores, isTarget, weights)):
            repeated = np.repeat(np.arange(30), row.astype(int))
            self.assertAlmostEqual(value, once(auc, scores[repeated], isTarget[repeated]), 12)


class ShareTest(unittest.TestCase):
    PROBABILITIES = np.array([[0.5, 0.3, 0.1, 0.1], [0.25, 0.25, 0.25, 0.25], [0.95, 0.05, 0, 0], [0.05, 0.95, 0, 0]])
    TRUTH = np.array([1, 0, 1, 1])

    def testTopCredit(self):
        self.assertEqual(topCredit(self.PROBABILITIES, self.TRUTH, 1).tolist(), [0, 0.25, 0, 1])
        self.assertEqual(topCredit(self.PROBABILITIES, self.TRUTH, 3).tolist(), [1, 0.75, 1, 1])
        self.assertEqual(topCredit(self.PROBABILITIES, np.array([2, 3, 2, 3]), 3).tolist(), [0.5, 0.75, 0.5, 0.5])

    def testConfidentError(self):
        self.assertEqual(confidentError(self.PROBABILITIES, self.TRUTH).tolist(), [0, 0, 1, 0])
        self.assertEqual(confidentError(np.array([[0.9, 0.1]]), np.array([1])).tolist(), [1])
        self.assertEqual(confidentError(np.array([[0.899999999, 0.1]]), np.array([1])).tolist(), [0])

    def testWeightedMean(self):
        weights = np.array([[1.0, 1, 1, 1], [0, 2, 1, 1], [1, 1, 0, 0]])
        means = weightedMean(np.array([1.0, 2, 3, 4]), np.array([False, False, True, True]), weights)
        np.testing.assert_array_equal(means, [3.5, 3.5, np.nan])


class MeasuresTest(unittest.TestCase):
    """P(target) by its very limits, of three targets and five others."""

    OF_TARGET = np.array([0.1, 0.10001, 0.95, 0.9, 0.89999, 0.2, 0.05, 0.95])
    TRUTH = np.array([0, 0, 0, 1, 1, 1, 1, 1])

    def estimates(self, ofTarget):
        probabilities = np.stack((ofTarget, 1 - ofTarget), axis=1)
        logOdds = np.log(ofTarget / (1 - ofTarget))
        return estimates(measuresOf(probabilities, logOdds, self.TRUTH, 0), self.TRUTH == 0)

    def testConfidentCallsAreOfTheirOwnGroup(self):
        found = self.estimates(self.OF_TARGET)
        self.assertAlmostEqual(found["emh_dismissed"].value, 1 / 3, 12)
        self.assertAlmostEqual(found["mimics_called_emh"].value, 2 / 5, 12)
        self.assertAlmostEqual(found["confident_errors"].value, 3 / 8, 12)
        self.assertAlmostEqual(found["brier"].value, np.mean((self.OF_TARGET - (self.TRUTH == 0)) ** 2), 12)

    def testExactIntervalsAreThoseOfTheGroup(self):
        """None of 3, none of 5 and none of 8: 1 - 0.025 ** (1 / n)."""
        found = self.estimates(np.full(8, 0.5))
        for name, count in (("emh_dismissed", 3), ("mimics_called_emh", 5), ("confident_errors", 8)):
            with self.subTest(name):
                self.assertEqual((found[name].value, found[name].low), (0, 0))
                self.assertAlmostEqual(found[name].high, 1 - 0.025 ** (1 / count), 12)


class CalibrationSlopeTest(unittest.TestCase):
    def testAgainstScipy(self):
        from scipy.optimize import minimize

        random = np.random.default_rng(4)
        for size, spread in ((40, 1), (100, 5), (2000, 2), (100, 30)):
            logOdds = random.normal(1, spread, size)
            isTarget = random.random(size) < 1 / (1 + np.exp(-0.7 * logOdds - 0.3))
            isTarget[np.argmin(logOdds)], isTarget[np.argmax(logOdds)] = True, False  # so that they overlap
            weights = random.integers(0, 3, size).astype(float)
            weights[[np.argmin(logOdds), np.argmax(logOdds)]] = 1

            def deviance(beta):
                linear = beta[0] + beta[1] * logOdds
                return (weights * (np.logaddexp(0, linear) - isTarget * linear)).sum()

            expected = minimize(deviance, [0, 0.1], method="Nelder-Mead",
                                options={"xatol": 1e-10, "fatol": 1e-13, "maxiter": 5000}).x[1]
            with self.subTest(size=size, spread=spread):
                self.assertAlmostEqual(calibrationSlope(logOdds, isTarget, weights[np.newaxis])[0], expected, 5)

    def testByHand(self):
        # Two values of the log odds: the slope joins the observed log odds, here log 3 and -log 3, over 2 apart.
        logOdds, isTarget = np.array([1.0] * 4 + [-1.0] * 4), np.array([1, 1, 1, 0, 1, 0, 0, 0], bool)
        self.assertAlmostEqual(calibrationSlope(logOdds, isTarget, np.ones((1, 8)))[0], math.log(3), 9)

    def testTruthHasSlopeOneAndOverconfidenceLess(self):
        random = np.random.default_rng(5)
        logOdds = random.normal(0, 2, 100_000)
        isTarget = random.random(logOdds.size) < 1 / (1 + np.exp(-logOdds))
        self.assertAlmostEqual(once(calibrationSlope, logOdds, isTarget), 1, 1)
        self.assertAlmostEqual(once(calibrationSlope, 2 * logOdds, isTarget), 0.5, 1)

    def testSeparation(self):
        self.assertEqual(once(calibrationSlope, [1, 2, 3, 4], [0, 0, 1, 1]), math.inf)
        self.assertEqual(once(calibrationSlope, [1, 2, 2, 4], [0, 0, 1, 1]), math.inf)
        self.assertEqual(once(calibrationSlope, [1, 2, 3, 4], [1, 1, 0, 0]), -math.inf)
        self.assertTrue(math.isnan(once(calibrationSlope, [2, 2, 2], [1, 1, 0])))
        self.assertTrue(math.isnan(once(calibrationSlope, [1, 2, 3], [1, 1, 1])))

    def testNearlySeparated(self):
        # One pair the wrong way round among many far apart: steep, but finite.
        logOdds = np.concatenate((np.linspace(-9, -1, 500), [0.001, 0.0], np.linspace(1, 9, 500)))
        isTarget = np.concatenate((np.zeros(501), np.ones(501))).astype(bool)
        slope = once(calibrationSlope, logOdds, isTarget)
        self.assertTrue(1 < slope < 1e6, slope)

    def testHugeLogOdds(self):
        isTarget = np.array([False, True, False, True])
        self.assertAlmostEqual(once(calibrationSlope, [-4e5, -1e5, 1e5, 4e5], isTarget) * 1e5,
                               once(calibrationSlope, [-4, -1, 1, 4], isTarget), 9)


class ReliabilityTest(unittest.TestCase):
    def testBins(self):
        bins = reliability(np.array([0.0, 0.05, 0.1, 0.95, 1.0]), np.array([False, True, True, True, True]))
        self.assertEqual([(one.cases, one.targets) for one in bins], [(2, 1), (1, 1), (0, 0), (0, 0), (0, 0), (2, 2)])
        self.assertAlmostEqual(bins[0].predicted, 0.025, 12)
        self.assertEqual(bins[0].observed, 0.5)
        self.assertTrue(math.isnan(bins[2].observed) and math.isnan(bins[2].observedLow))

    def testWilsonAgainstPublishedIntervals(self):
        """Newcombe 1998, Stat Med 17:857, table I, method 3."""
        for count, total, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
                                        (1, 29, 0.0061, 0.1718)):
            np.testing.assert_allclose(wilsonInterval(count, total), (low, high), atol=0.00005)
            np.testing.assert_allclose(wilsonInterval(total - count, total), (1 - high, 1 - low), atol=0.00005)
        self.assertTrue(all(map(math.isnan, wilsonInterval(0, 0))))

    def testWilsonAgainstScipy(self):
        from scipy.stats import binomtest

        for count, total in ((0, 5), (1, 10), (7, 9), (5, 5), (50, 200)):
            expected = binomtest(count, total).proportion_ci(method="wilson")
            np.testing.assert_allclose(wilsonInterval(count, total), (expected.low, expected.high), atol=1e-12)


class BootstrapTest(unittest.TestCase):
    def mean(self, values):
        return {"mean": lambda weights: weightedMean(values, np.ones(len(values), bool), weights)}

    def testSameBits(self):
        isTarget = np.arange(20) % 3 == 0
        values = np.random.default_rng(6).random(20)
        self.assertEqual(estimate(self.mean(values), isTarget), estimate(self.mean(values), isTarget))

    def testGroupsKeepTheirSize(self):
        isTarget = np.arange(50) < 7
        one = estimate(self.mean(isTarget.astype(float)), isTarget)["mean"]
        for value in (one.value, one.low, one.high):
            self.assertAlmostEqual(value, 0.14, 12)

    def testSpreadOfAMean(self):
        # The bootstrap of a mean is normal with SD s / sqrt n.
        values = np.random.default_rng(7).normal(size=400)
        one = estimate(self.mean(values), np.zeros(400, bool))["mean"]
        self.assertAlmostEqual((one.high - one.low) / (2 * 1.96 * values.std() / 20), 1, 1)

    def testIntervalHoldsTheValue(self):
        """Nearly every replicate has fewer different cases than there are."""
        one = estimate({"different": lambda weights: (weights > 0).sum(axis=1).astype(float)}, np.arange(40) < 20)
        self.assertEqual((one["different"].value, one["different"].high), (40, 40))
        self.assertLess(one["different"].low, 30)

    def testPartsGiveTheSameAsTheWhole(self):
        from unittest import mock

        values, isTarget = np.random.default_rng(8).random(30), np.arange(30) % 2 == 0
        whole = estimate(self.mean(values), isTarget)
        with mock.patch("EMHAssistLib.Cohort.Bootstrap._CELLS", 100):
            parts = estimate(self.mean(values), isTarget)
        np.testing.assert_allclose([parts["mean"].low, parts["mean"].high], [whole["mean"].low, whole["mean"].high])

    def testCoverageOfTheAuc(self):
        # Area 0.7602 of two normal distributions 1 apart; 40 targets and 56 others as in the vignettes.
        random = np.random.default_rng(9)
        isTarget = np.arange(96) < 40
        held = 0
        for _ in range(200):
            scores = random.normal(isTarget, 1)
            one = estimate({"auc": lambda weights: auc(scores, isTarget, weights)}, isTarget, 300)["auc"]
            held += one.low <= 0.7602 <= one.high
        self.assertTrue(0.90 <= held / 200 <= 0.99, held)

    def testInfiniteReplicates(self):
        logOdds, isTarget = np.array([-2.0, -1, 0.1, 0, 1, 2]), np.array([0, 0, 0, 1, 1, 1], bool)
        one = estimate({"slope": lambda weights: calibrationSlope(logOdds, isTarget, weights)}, isTarget)["slope"]
        self.assertTrue(math.isfinite(one.value) and math.isfinite(one.low))
        self.assertEqual(one.high, math.inf)

    def testExactWhereNothingVaries(self):
        from scipy.stats import binomtest

        for count, value in ((0, 0.0), (96, 1.0)):
            exact = binomtest(count, 96).proportion_ci(method="exact")
            one = withoutVariation(Estimate(value, value, value), 96)
            np.testing.assert_allclose((one.low, one.high), (exact.low, exact.high), atol=1e-12)
        varied = Estimate(0.0, 0.0, 0.1)
        self.assertIs(withoutVariation(varied, 96), varied)


if __name__ == "__main__":
    unittest.main()
