"""The baseline that sees what is stated and no value: its regression against scipy, and cases of a known truth."""

import dataclasses
import math
import unittest

import numpy as np

from EMHAssistCases.CohortModels import case, smallModel
from EMHAssistLib.Cohort import ALL, IMAGING_ONLY, missingnessAuc
from EMHAssistLib.Cohort.Metrics import auc
from EMHAssistLib.Cohort.Missingness import outOfFoldScores, ridgeLogistic, statedFindings
from EMHAssistLib.Likelihood import Finding, loadModel


def aucOf(scores, isTarget):
    return auc(scores, isTarget, np.ones((1, len(scores))))[0]


class RidgeTest(unittest.TestCase):
    def testAgainstScipy(self):
        from scipy.optimize import minimize

        random = np.random.default_rng(1)
        for size, columns, penalty in ((40, 3, 1.0), (90, 25, 1.0), (60, 5, 0.01), (30, 4, 20.0)):
            x = random.normal(size=(size, columns))
            isTarget = random.random(size) < 1 / (1 + np.exp(-2 * x[:, 0] - 0.5))

            def loss(beta):
                linear = beta[0] + x @ beta[1:]
                return np.logaddexp(0, linear).sum() - (isTarget * linear).sum() + penalty / 2 * (beta[1:] ** 2).sum()

            expected = minimize(loss, np.zeros(columns + 1), method="BFGS", options={"gtol": 1e-8}).x
            intercept, slopes = ridgeLogistic(x, isTarget, penalty)
            with self.subTest(size=size, penalty=penalty):
                np.testing.assert_allclose([intercept, *slopes], expected, atol=1e-4)

    def testByHand(self):
        """One column of -1 and 1, half of the cases each, 3 of 4 right: n (3/4 - p) = penalty b, p = logistic(b)."""
        x = np.array([1.0] * 4 + [-1.0] * 4)[:, np.newaxis]
        isTarget = np.array([1, 1, 1, 0, 0, 0, 0, 1], dtype=bool)
        intercept, [slope] = ridgeLogistic(x, isTarget, 2.0)
        self.assertAlmostEqual(intercept, 0, 9)
        self.assertAlmostEqual(8 * (0.75 - 1 / (1 + math.exp(-slope))), 2 * slope, 9)

    def testSeparatedGroupsStayFinite(self):
        x = np.repeat([[1.0], [-1.0]], 50, axis=0)
        intercept, slopes = ridgeLogistic(x, x[:, 0] > 0, 1e-3)
        self.assertTrue(np.isfinite([intercept, *slopes]).all())
        self.assertGreater(slopes[0], 3)


class OutOfFoldTest(unittest.TestCase):
    def testNothingLeaks(self):
        """Twenty columns of chance: fitted to all cases they seem to tell the groups, out of fold they do not."""
        random = np.random.default_rng(2)
        found, seeming = [], []
        for _ in range(8):
            columns, isTarget = (random.random((60, 20)) < 0.5).astype(float), random.permutation(60) < 25
            found.append(aucOf(outOfFoldScores(columns, isTarget), isTarget))
            intercept, slopes = ridgeLogistic(columns, isTarget, 1.0)
            seeming.append(aucOf(intercept + columns @ slopes, isTarget))
        self.assertAlmostEqual(np.mean(found), 0.5, delta=0.08)
        self.assertGreater(np.mean(seeming), 0.8)

    def testWhatTellsTheGroupsIsFound(self):
        """A column stated of 80 % of targets and 20 % of others, by itself an AUC of 0.8."""
        random = np.random.default_rng(3)
        isTarget = np.arange(1000) % 2 == 0
        columns = np.stack((random.random(1000) < np.where(isTarget, 0.8, 0.2), np.ones(1000)), axis=1).astype(float)
        self.assertAlmostEqual(aucOf(outOfFoldScores(columns, isTarget, 1), isTarget), 0.8, delta=0.03)

    def testColumnsThatNeverVary(self):
        isTarget = np.arange(20) < 8
        scores = outOfFoldScores(np.ones((20, 3)), isTarget)
        # Nothing is known but how many targets the other folds have.
        self.assertLess(np.ptp(scores), 0.5)


class CasesTest(unittest.TestCase):
    def testValuesDoNotMatter(self):
        model = smallModel()
        random = np.random.default_rng(4)
        cases = [case(str(number), ("emh_active", "other")[number % 2], **{
            name: str(random.choice(levels))
            for name, levels in (("fat", ("yes", "no")), ("margins", ("sharp", "blurred")))
            if random.random() < (0.7 if number % 2 else 0.3)}) for number in range(60)]
        found = missingnessAuc(model, cases, ALL)
        others = [dataclasses.replace(one, findings={
            name: Finding(name, model.feature(name).answerIds()[0]) for name in one.findings}) for one in cases]
        self.assertEqual(missingnessAuc(model, others, ALL), found)
        self.assertEqual(missingnessAuc(model, cases[::-1], ALL), found)
        self.assertTrue(found.low <= found.value <= found.high)
        self.assertGreater(found.value, 0.6)

    def testImagingOnlySeesNoHost(self):
        model = loadModel()
        one = case("a", "emh_active", anemia="present", epidural="present")
        ids = [feature.id for feature in model.features]
        for condition, stated in ((ALL, {"anemia", "epidural"}), (IMAGING_ONLY, {"epidural"})):
            row = statedFindings(model, [one], condition)[0]
            self.assertEqual({name for name, value in zip(ids, row) if value}, stated)

    def testTooFewCases(self):
        cases = [case(str(number), "emh_active" if number < 4 else "other") for number in range(12)]
        self.assertTrue(math.isnan(missingnessAuc(smallModel(), cases, ALL).value))


if __name__ == "__main__":
    unittest.main()
