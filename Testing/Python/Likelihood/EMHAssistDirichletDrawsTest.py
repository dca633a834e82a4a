"""Draws from Dirichlet distributions: quantiles against scipy's Beta, means and covariances by their formulas."""

import unittest

import numpy as np
from numpy.random import RandomState
from scipy import special

from EMHAssistLib.Likelihood.DirichletDraws import answerProbability, betaLogits, brokenSticks

# From a share of the fewest pseudo-patients over the most answers to the largest count of a model file.
PARAMETERS = (0.1 / 16, 0.05, 0.5, 2 / 3, 1.0, 1.5, 3.0, 20.0, 100.0, 1e3, 1e6, 1e9)


def draw(alpha, draws=4000, seed=1):
    """Return all answers, shape (distributions, answers, draws)."""
    sticks = brokenSticks(np.array(alpha, dtype=float), draws, RandomState(seed))
    return np.stack([answerProbability(sticks, one) for one in np.eye(len(alpha[0]))], axis=1)


class BetaTest(unittest.TestCase):

    def testQuantilesAgainstScipy(self):
        """How much of the distribution lies below each, in whichever tail that can be told more exactly."""
        levels = (np.arange(500) + 0.5) / 500
        for a in PARAMETERS:
            logits = betaLogits(np.full(len(PARAMETERS), a), np.array(PARAMETERS), 500)
            for b, row in zip(PARAMETERS, logits):
                self.assertTrue(np.isfinite(row).all() and (np.diff(row) > 0).all())
                representable = np.abs(row) < 650
                low = special.betainc(a, b, special.expit(row))
                high = 1 - special.betainc(b, a, special.expit(-row))
                error = np.where(row < 0, low, high) - levels
                self.assertLess(np.abs(error[representable]).max(initial=0), 1e-3 if min(a, b) < 1e6 else 4e-3, (a, b))

    def testMirrored(self):
        one = betaLogits(np.array([2.5, 0.3]), np.array([7.0, 40.0]), 99)
        other = betaLogits(np.array([7.0, 40.0]), np.array([2.5, 0.3]), 99)
        np.testing.assert_allclose(one, -other[:, ::-1], rtol=1e-9, atol=1e-9)

    def testWhatIsBesideItChangesNothing(self):
        alone = betaLogits(np.array([2.5]), np.array([7.0]), 500)
        beside = betaLogits(np.array([0.1, 2.5, 1e6]), np.array([3.0, 7.0, 2.0]), 500)
        np.testing.assert_allclose(alone[0], beside[1], rtol=1e-10)


class DirichletTest(unittest.TestCase):

    def testMeansAndCovariances(self):
        """Mean a_i / A, covariance (a_i [i = j] - a_i a_j / A) / A / (A + 1)."""
        for alpha in ([3.0, 1.5], [0.7, 4.7, 12.0], [5.0, 0.5, 2.5, 1.0]):
            sample = draw([alpha], 20000)[0]
            np.testing.assert_allclose(sample.sum(axis=0), 1, rtol=1e-12)
            a, total = np.array(alpha), sum(alpha)
            np.testing.assert_allclose(sample.mean(axis=1), a / total, atol=2e-3)
            np.testing.assert_allclose(np.cov(sample), (np.diag(a) - np.outer(a, a) / total) / total / (total + 1),
                                       atol=1.5e-3)

    def testTheFirstAnswerIsExact(self):
        """Latin hypercube: its quantiles are those of the Beta distribution with few draws already."""
        sample = np.sort(draw([[3.0, 6.0, 4.0]], 200)[0, 0])
        np.testing.assert_allclose(sample, special.betaincinv(3, 10, (np.arange(200) + 0.5) / 200), rtol=5e-3)

    def testDistributionsAreIndependent(self):
        sample = draw([[4.0, 4.0]] * 40, 2000)[:, 0]
        correlation = np.corrcoef(sample) - np.eye(40)
        # Of 780 pairs with a standard deviation of 1 / sqrt(2000) none lies beyond 4.5.
        self.assertLess(np.abs(correlation).max(), 4.5 / np.sqrt(2000))
        self.assertAlmostEqual(correlation[np.triu_indices(40, 1)].std(), 1 / np.sqrt(2000), delta=0.002)

    def testMeanOverAnswers(self):
        """Of an uncertain finding: the answers by their weights, draw by draw."""
        sticks = brokenSticks(np.array([[3.0, 6.0, 4.0], [1.0, 1.0, 30.0]]), 300, RandomState(2))
        each = [answerProbability(sticks, one) for one in np.eye(3)]
        mixed = answerProbability(sticks, (0.2, 0.0, 0.8))
        np.testing.assert_allclose(mixed, 0.2 * each[0] + 0.8 * each[2], rtol=1e-12)

    def testNeverNothing(self):
        for alpha in ([1e9, 0.05], [0.006] * 16, [1e9] * 3):
            sample = draw([alpha], 1000)
            self.assertTrue((sample > 0).all() and np.isfinite(sample).all())


if __name__ == "__main__":
    unittest.main()
