"""What each finding adds to the odds, against the likelihood ratio, small steps and the total."""

import math
import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, randomCases, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel
from EMHAssistLib.Likelihood.Attribution import attributeDecibans, decibans


class AttributionTest(unittest.TestCase):

    def testTwoClassesGiveTheLogLikelihoodRatio(self):
        model = tinyModel({"first": [[4, 1], [1, 4]], "second": [[0, 3], [2, 1]]}, (0.2, 0.8))
        differential = evaluate(model, {"first": "l0", "second": "l1"}, "test")
        expected = [10 * math.log10(5 / 2), 10 * math.log10(4 / 2)]
        np.testing.assert_allclose([item.decibans for item in differential.contributions], expected, atol=ROUNDING)

    def testAgainstAddingThemInSmallSteps(self):
        """Feed every finding in 4000 thin slices in turn and book each change of the log odds to its finding."""
        generator = np.random.default_rng(7)
        for isTarget in ([False, False, True, False, False], [True, False, True, True, False]):
            isTarget = np.array(isTarget)
            logPrior = np.log(generator.dirichlet(np.ones(5)))
            evidence = generator.normal(size=(4, 5))
            steps = 4000
            booked, weights = np.zeros(4), logPrior.copy()

            def logOdds():
                return np.log(np.exp(weights[isTarget]).sum()) - np.log(np.exp(weights[~isTarget]).sum())

            for _ in range(steps):
                for finding in range(4):
                    before = logOdds()
                    weights += evidence[finding] / steps
                    booked[finding] += logOdds() - before
            np.testing.assert_allclose(
                attributeDecibans(logPrior, evidence, isTarget), booked * 10 / math.log(10), atol=2e-3)

    def testAddsUpHoweverStrong(self):
        """Up to thousands of nats, where the shares of the forms change abruptly on the way."""
        generator = np.random.default_rng(8)
        for scale in (0.01, 1, 30, 1000):
            logPrior = np.log(generator.dirichlet(np.ones(7)))
            evidence = scale * generator.normal(size=(5, 7))
            isTarget = np.arange(7) < 3
            change = decibans(logPrior + evidence.sum(axis=0), isTarget) - decibans(logPrior, isTarget)
            self.assertAlmostEqual(attributeDecibans(logPrior, evidence, isTarget).sum(), change,
                                   delta=1e-10 * max(1, abs(change)) + 1e-9)

    def testAddsUpInRandomCases(self):
        """Mixtures, blocks, uncertain findings; also where the user weighs as strongly as can be."""
        model = loadModel()
        for assumptions in (Assumptions(), Assumptions(cap=1e9, temper=2.0), Assumptions(prior=1e-6, temper=0.1)):
            for findings, setting in randomCases(model, 30, seed=9):
                differential = evaluate(model, findings, setting, assumptions)
                total = differential.priorDecibans + sum(item.decibans for item in differential.contributions)
                self.assertAlmostEqual(total, differential.totalDecibans, delta=(len(findings) + 2) * ROUNDING)

    def testOrderOfFindingsDoesNotMatter(self):
        generator = np.random.default_rng(10)
        logPrior, evidence = np.log(generator.dirichlet(np.ones(6))), generator.normal(size=(5, 6))
        isTarget, order = np.arange(6) < 2, generator.permutation(5)
        np.testing.assert_allclose(attributeDecibans(logPrior, evidence[order], isTarget),
                                   attributeDecibans(logPrior, evidence, isTarget)[order], atol=1e-12)

    def testNoFindings(self):
        self.assertEqual(attributeDecibans(np.log([0.5, 0.5]), np.zeros((0, 2)), np.array([True, False])).shape, (0,))

    def testNeutralFindingContributesNothing(self):
        model = tinyModel({"first": [[4, 1], [1, 4], [2, 3]], "second": [[3, 3], [3, 3], [3, 3]]}, (0.2, 0.3, 0.5))
        differential = evaluate(model, {"first": "l0", "second": "l1"}, "test")
        self.assertAlmostEqual(differential.contributions[1].decibans, 0)


if __name__ == "__main__":
    unittest.main()
