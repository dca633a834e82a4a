"""The temper chosen by cross-validation: its parts by hand, and truths of which the best temper is known."""

import dataclasses
import unittest

import numpy as np

from EMHAssistCases.CohortModels import drawCases, truthOf, wideModel
from EMHAssistCases.CommandCase import CommandCase
from EMHAssistCases.Paths import VIGNETTES, needs
from EMHAssistLib.Cohort import LOSSES, chooseTemper
from EMHAssistLib.Cohort.Temper import (
    OF_CLASSES,
    OF_TARGET,
    caseLosses,
    caseWeights,
    nearestToOne,
)
from EMHAssistLib.Likelihood import evaluate
from EMHAssistLib.Likelihood.Assumptions import Assumptions

# Coarser than those of the program, which take three times as long.
TEMPERS = tuple(round(0.3 + 0.1 * step, 1) for step in range(18))


def repeatedCases(count, seed):
    """Return cases and a model of six findings of which three repeat the others: all is counted twice."""
    truth = truthOf(seed, strength=2.0)
    truth[3:] = truth[:3]
    cases = []
    for one in drawCases(truth, count, seed + 1):
        findings = dict(one.findings)
        for index in range(3):
            finding = findings[f"feature_{index}"]
            findings[f"feature_{index + 3}"] = dataclasses.replace(finding, feature=f"feature_{index + 3}")
        cases.append(dataclasses.replace(one, findings=findings))
    return wideModel(truth, n=10_000.0), cases


class PartsTest(unittest.TestCase):
    def testWeightsByHand(self):
        """Three cases of the first class, one of the second, none of the third."""
        weights = caseWeights(np.array([0, 0, 0, 1]), np.array([0.2, 0.3, 0.5]))
        np.testing.assert_allclose(weights, np.array([0.2 / 3, 0.2 / 3, 0.2 / 3, 0.3]) * 4 / 0.5)
        self.assertAlmostEqual(weights.mean(), 1, 12)

    def testLossesByHand(self):
        p = np.array([[[0.5, 0.3, 0.2]], [[0.1, 0.6, 0.3]]])
        losses = caseLosses(np.log(p), np.array([0, 2]), 0)
        np.testing.assert_allclose(losses[OF_TARGET][:, 0], [-np.log(0.5), -np.log(0.9)])
        np.testing.assert_allclose(losses[OF_CLASSES][:, 0], [-np.log(0.5), -np.log(0.3)])

    def testNearestToOneWithinOneError(self):
        """Differences from the smallest loss: means 0.5, 0.1, 0; of four cases, standard errors by hand."""
        tempers = (1.0, 1.5, 2.0)
        losses = np.array([[0.5, 0.4, 0.0], [0.5, -0.2, 0.0], [0.5, 0.3, 0.0], [0.5, -0.1, 0.0]])
        # sqrt(sum of squared deviations) / n = sqrt(0.09 + 0.09 + 0.04 + 0.04) / 4 = 0.127, more than 0.1.
        self.assertEqual(tempers[nearestToOne(losses, np.ones(4), tempers)], 1.5)
        # The same mean with less scatter is out of reach.
        losses[:, 1] = [0.1, 0.1, 0.12, 0.08]
        self.assertEqual(tempers[nearestToOne(losses, np.ones(4), tempers)], 2.0)
        # A case that weighs nothing changes nothing.
        more = np.vstack((losses, [[0.0, -9.0, 9.0]]))
        self.assertEqual(tempers[nearestToOne(more, np.array([1.0, 1, 1, 1, 0]), tempers)], 2.0)

    def testTwiceAsLargeIsAsFarAsHalf(self):
        self.assertEqual(nearestToOne(np.zeros((4, 3)), np.ones(4), (0.4, 1.6, 3.0)), 1)


class ChoiceTest(unittest.TestCase):
    def testWhatIsCountedTwiceIsHalved(self):
        model, cases = repeatedCases(600, 31)
        choice = chooseTemper(model, cases, repeats=2, tempers=TEMPERS)
        for name in LOSSES:
            with self.subTest(name):
                self.assertAlmostEqual(choice.curves[name].best, 0.5, delta=0.1)
                self.assertLess(choice.curves[name].chosen, 0.75)
                self.assertGreater(choice.curves[name].gain, 2 * choice.curves[name].gainError)

    def testWhatIsRightStays(self):
        truth = truthOf(41, strength=2.0)
        choice = chooseTemper(wideModel(truth, n=10_000.0), drawCases(truth, 600, 42), repeats=2, tempers=TEMPERS)
        for name in LOSSES:
            with self.subTest(name):
                self.assertAlmostEqual(choice.curves[name].best, 1, delta=0.2)
                self.assertAlmostEqual(choice.curves[name].chosen, 1, delta=0.1)
                self.assertAlmostEqual(choice.curves[name].gain, 0, delta=0.01)

    def testTheMixOfCasesDoesNotMatter(self):
        """Were cases judged as they come, most of them EMH, they would ask for another temper than 0.5."""
        model, drawn = repeatedCases(1500, 31)
        cases = [one for index, one in enumerate(drawn) if one.classId == "emh" or index % 10 == 0]
        choice = chooseTemper(model, cases, repeats=1, tempers=TEMPERS)
        self.assertAlmostEqual(choice.curves[OF_TARGET].best, 0.5, delta=0.1)

    def testLossesAreThoseOfTheDifferential(self):
        """At each temper, of the probabilities that a user would see."""
        truth = truthOf(51)
        model, cases = wideModel(truth), drawCases(truth, 24, 52)
        tempers = (0.5, 1.0, 1.5)
        found = chooseTemper(model, cases, repeats=1, tempers=tempers).curves[OF_CLASSES]
        for temper, point in zip(tempers, found.points):
            answers = [evaluate(model, one.findings, "uniform", Assumptions(temper=temper)) for one in cases]
            # Eight cases of each class, so that all weigh the same.
            expected = -np.mean([np.log(answer.probabilities()[one.classId]) for one, answer in zip(cases, answers)])
            self.assertAlmostEqual(point.loss, expected, 6)

    def testTemperOfTheModelIsReplaced(self):
        truth = truthOf(51)
        model, cases = wideModel(truth), drawCases(truth, 30, 52)
        other = dataclasses.replace(model, parameters=dataclasses.replace(model.parameters, temper=0.6))
        one, two = (chooseTemper(each, cases, repeats=1, tempers=TEMPERS) for each in (model, other))
        self.assertEqual((one.present, two.present, one.chosen), (1, 0.6, two.chosen))
        np.testing.assert_allclose([point.loss for point in one.curves[OF_CLASSES].points],
                                   [point.loss for point in two.curves[OF_CLASSES].points], rtol=1e-9)

    def testOrderDoesNotMatter(self):
        model, cases = repeatedCases(60, 61)
        self.assertEqual(chooseTemper(model, cases, repeats=2, tempers=TEMPERS).curves,
                         chooseTemper(model, cases[::-1], repeats=2, tempers=TEMPERS).curves)

    def testChoicesAreSharesOfTheFolds(self):
        model, cases = repeatedCases(60, 61)
        for curve in chooseTemper(model, cases, repeats=2, tempers=TEMPERS).curves.values():
            self.assertAlmostEqual(sum(curve.choices.values()), 1, 12)
            self.assertLessEqual(set(curve.choices), set(TEMPERS))

    def testBadInput(self):
        model, cases = repeatedCases(30, 61)
        with self.assertRaisesRegex(ValueError, "Unknown setting 'monday'"):
            chooseTemper(model, cases, "monday")
        with self.assertRaisesRegex(ValueError, "must contain 1"):
            chooseTemper(model, cases, tempers=(0.5, 2.0))
        with self.assertRaisesRegex(ValueError, "Only 4 cases of 'emh'"):
            chooseTemper(model, [one for one in cases if one.classId != "emh"]
                         + [one for one in cases if one.classId == "emh"][:4])


@needs(VIGNETTES)
class CommandTest(CommandCase):
    COMMAND = ("evaluate",)

    def testCurveAndChoiceArePrinted(self):
        status, output, errors = self.run_(VIGNETTES, "--choose-temper")
        self.assertEqual((status, errors), (0, ""))
        for words in ("Choice: temper", "above the smallest", *LOSSES.values(), "Research use only"):
            self.assertIn(words, output)
        self.assertEqual(self.run_(VIGNETTES, "--choose-temper")[1], output)

    def testItWritesNothing(self):
        status, output, errors = self.run_(VIGNETTES, "--choose-temper", "--out", self.out)
        self.assertEqual((status, output), (2, ""))
        self.assertIn("leave --out away", errors)
        self.assertFalse(self.out.exists())


if __name__ == "__main__":
    unittest.main()
