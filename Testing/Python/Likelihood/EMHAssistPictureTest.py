"""The picture, what the findings in the images say by themselves: by hand, against a simulation, and by its rules."""

import dataclasses
import math
import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, randomCases, randomFindings, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel
from EMHAssistLib.Likelihood.Inference import MOST_UNUSUAL, UNUSUAL_RATIO
from EMHAssistLib.Likelihood.Picture import LARGEST_FACTOR, Leaning

MODEL = loadModel()
HOSTS = {feature.id for feature in MODEL.features if feature.kind == "host"}
# With a pseudo-patient a level: 9, 4, 6 of 12 and 3, 8, 6; and 2, 7, 4 of 10.
TABLES = {"image": [[8, 2], [3, 7], [5, 5]], "host": [[1, 7], [6, 2], [3, 5]]}
PRIOR = (0.1, 0.2, 0.7)


def tiny(**others):
    return tinyModel(TABLES, PRIOR, hosts=("host",), **others)


class FactorTest(unittest.TestCase):

    def testByHand(self):
        picture = evaluate(tiny(), {"image": "l0"}, "test").picture
        self.assertAlmostEqual(picture.average.value, 9 / ((4 + 6) / 2), delta=ROUNDING)
        self.assertAlmostEqual(picture.strongest.value, 9 / 6, delta=ROUNDING)
        self.assertEqual((picture.rival, picture.rivalTitle, picture.findings), ("c", "C", 1))

    def testNeitherPriorNorPatient(self):
        """Bitwise the same, whatever else is known."""
        reference = evaluate(tiny(), {"image": "l1"}, "test").picture
        for findings, setting, assumptions in (
                ({"host": "l0"}, "test", Assumptions()), ({}, "test", Assumptions(prior=0.9)),
                ({"host": "l1"}, {"a": 0.8, "b": 0.1, "c": 0.1}, Assumptions())):
            self.assertEqual(evaluate(tiny(), {"image": "l1", **findings}, setting, assumptions).picture, reference)

    def testNothingSeenSaysNothing(self):
        for findings in ({}, {"host": "l0"}):
            picture = evaluate(tiny(), findings, "test").picture
            self.assertEqual((picture.findings, picture.leaning), (0, Leaning.UNKNOWN))
            for factor in (picture.average, picture.strongest):
                self.assertEqual(dataclasses.astuple(factor), (1, 1, 1))

    def testIntervalAgainstASimulation(self):
        """Tables drawn by another generator; the average alternative is taken anew in each."""
        picture = evaluate(tiny(draws=20000), {"image": "l0"}, "test").picture
        generator = np.random.default_rng(3)
        a, b, c = (generator.beta(x + 1, y + 1, 400000) for x, y in TABLES["image"])
        for factor, values in ((picture.average, a / ((b + c) / 2)), (picture.strongest, a / c)):
            for got, expected in zip((factor.low, factor.high), np.quantile(values, (0.025, 0.975))):
                self.assertAlmostEqual(math.log(got), math.log(expected), delta=0.02)

    def testEqualPriorsAndImagesAloneAreThePosterior(self):
        """All diagnoses being equally frequent, the odds of the target are those over the average of the seven others,
        divided by seven."""
        generator = np.random.default_rng(4)
        for _ in range(30):
            findings = {key: value for key, value in randomFindings(MODEL, generator).items() if key not in HOSTS}
            differential = evaluate(MODEL, findings, "uniform")
            p = differential.target
            for probability, factor in ((p.probability, differential.picture.average.value),
                                        (p.low, differential.picture.average.low),
                                        (p.high, differential.picture.average.high)):
                if 1e-4 < probability < 1 - 1e-4:
                    # An end lies between two draws, at other places on the two scales.
                    self.assertAlmostEqual(math.log(probability / (1 - probability) * 7), math.log(factor), delta=2e-3)

    def testTheRivalIsTheBestOfTheOthers(self):
        for findings, setting in randomCases(MODEL, 40, seed=8):
            picture = evaluate(MODEL, findings, setting).picture
            images = {key: value for key, value in findings.items() if key not in HOSTS}
            # Contradictions and what follows may hang on the patient.
            alone = evaluate(MODEL, images, "uniform")
            if alone.picture != picture:
                continue
            others = [item for item in alone.classes if item.id != "emh"]
            if others[0].probability - others[1].probability > 1e-6:
                self.assertEqual(picture.rival, others[0].id)

    def testHoldsItsValueAndStaysANumber(self):
        """However strong the findings, a factor is above 0 and can be written."""
        tables = {f"f{index}": [[1e9, 0], [0, 1e9], [0, 1e9]] for index in range(40)}
        own = tinyModel(tables, PRIOR, pseudoPatients=0.1)
        for level, expected in (("l0", LARGEST_FACTOR), ("l1", 1 / LARGEST_FACTOR)):
            picture = evaluate(own, dict.fromkeys(tables, level), "test").picture
            self.assertEqual(picture.average.value, expected)
        for findings, setting in randomCases(MODEL, 60, seed=9):
            picture = evaluate(MODEL, findings, setting).picture
            for factor in (picture.average, picture.strongest):
                self.assertTrue(0 < factor.low <= factor.value <= factor.high <= LARGEST_FACTOR)
            self.assertLessEqual(picture.strongest.value, picture.average.value * (1 + 1e-6))


class LeaningTest(unittest.TestCase):

    def testByTheInterval(self):
        picture = evaluate(tiny(), {"image": "l0"}, "test").picture
        for (low, high), leaning in (((1.1, 3.0), Leaning.FAVORS), ((0.2, 0.9), Leaning.AGAINST),
                                     ((0.9, 1.1), Leaning.OPEN), ((1.0, 3.0), Leaning.OPEN),
                                     ((0.5, 1.0), Leaning.OPEN)):
            average = dataclasses.replace(picture.average, low=low, high=high)
            self.assertEqual(dataclasses.replace(picture, average=average).leaning, leaning)
            self.assertEqual(dataclasses.replace(picture, average=average, findings=0).leaning, Leaning.UNKNOWN)


class UnusualTest(unittest.TestCase):

    def testByHand(self):
        """b leads; the image is given by 4 of 12 with it and 9 of 12 with the target."""
        own = tinyModel({**TABLES, "more": [[8, 0], [0, 8], [4, 4]]}, (0.01, 0.98, 0.01), hosts=("host",))
        differential = evaluate(own, {"image": "l0", "host": "l1", "more": "l0"}, "test")
        self.assertEqual(differential.classes[0].id, "b")
        got = [(item.feature, item.probability, item.ofTarget) for item in differential.unusual]
        self.assertEqual([item[0] for item in got], ["more", "host", "image"])
        for (_feature, ofLeading, ofTarget), expected in zip(got, ((0.1, 0.9), (0.3, 0.8), (4 / 12, 9 / 12))):
            self.assertAlmostEqual(ofLeading, expected[0], delta=ROUNDING)
            self.assertAlmostEqual(ofTarget, expected[1], delta=ROUNDING)

    def testNothingIsUnusualForTheTargetItself(self):
        own = tinyModel(TABLES, (0.98, 0.01, 0.01), hosts=("host",))
        self.assertEqual(evaluate(own, {"image": "l1"}, "test").unusual, ())

    def testTheStrangestFirstAndNotTooMany(self):
        seen = 0
        for findings, setting in randomCases(MODEL, 80, seed=10):
            unusual = evaluate(MODEL, findings, setting).unusual
            ratios = [item.ofTarget / item.probability for item in unusual]
            self.assertEqual(ratios, sorted(ratios, reverse=True))
            self.assertTrue(all(ratio >= UNUSUAL_RATIO * (1 - 1e-6) for ratio in ratios))
            self.assertLessEqual(len(unusual), MOST_UNUSUAL)
            seen = max(seen, len(unusual))
        self.assertGreater(seen, 2)


if __name__ == "__main__":
    unittest.main()
