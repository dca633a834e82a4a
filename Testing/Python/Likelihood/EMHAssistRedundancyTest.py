"""What follows from other findings is not counted twice: by hand, in chains and rings, and in every answer."""

import itertools
import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, normalized, probabilities, tinyModel
from EMHAssistLib.Likelihood import Finding, evaluate, loadModel, sensitivity
from EMHAssistLib.Likelihood.Finding import readFindings
from EMHAssistLib.Likelihood.LikelihoodRatios import classRatios, factorOf
from EMHAssistLib.Likelihood.Redundancy import unsettledShares
from EMHAssistLib.Likelihood.WeighedFindings import NOTE_FOLLOWS, weigh

TABLES = {name: [[8, 2], [3, 7]] for name in ("first", "second", "third")}
PRIOR = (0.4, 0.6)
# With a pseudo-patient a level: 9 of 12 and 4 of 12, 3 of 12 and 8 of 12.
RATIO = {"l0": 9 / 4, "l1": 3 / 8}


def model(follows, **others):
    return tinyModel(TABLES, PRIOR, follows=follows, **others)


def odds(differential):
    p = differential.target.probability
    return p / (1 - p) / (PRIOR[0] / PRIOR[1])


def measured(featureId, weight):
    """Return a finding that is so sure of l0."""
    return Finding(featureId, "l0" if weight >= 0.5 else "l1", "measured",
                   answerWeights={"l0": weight, "l1": 1 - weight})


class ByHandTest(unittest.TestCase):

    def testWhatFollowsWhollyDoesNotCount(self):
        """Bitwise, but for its own line."""
        own = model({"second": {"first": {"l0": 1.0}}})
        both, alone = (evaluate(own, findings, "test") for findings in (
            {"first": "l0", "second": "l0"}, {"first": "l0"}))
        self.assertEqual(probabilities(both), probabilities(alone))
        self.assertEqual(both.picture, alone.picture)
        self.assertEqual([item.note for item in both.contributions], ["", NOTE_FOLLOWS])
        self.assertEqual(both.contributions[1].decibans, 0)

    def testOnlyFromTheAnswersThatAreNamed(self):
        own = model({"second": {"first": {"l0": 1.0}}})
        self.assertAlmostEqual(odds(evaluate(own, {"first": "l1", "second": "l0"}, "test")),
                               RATIO["l1"] * RATIO["l0"], delta=1e-7)

    def testAPartCountsByItsLogarithm(self):
        own = model({"second": {"first": {"l0": 0.3}}})
        self.assertAlmostEqual(odds(evaluate(own, {"first": "l0", "second": "l0"}, "test")),
                               RATIO["l0"] * RATIO["l0"] ** 0.7, delta=1e-7)

    def testAnUncertainAnswerSettlesAsMuchAsItIsSure(self):
        own = model({"second": {"first": {"l0": 0.5}}})
        likelihood = [(0.8 * 9 + 0.2 * 3) / 12, (0.8 * 4 + 0.2 * 8) / 12]
        self.assertAlmostEqual(odds(evaluate(own, {"first": measured("first", 0.8), "second": "l0"}, "test")),
                               likelihood[0] / likelihood[1] * RATIO["l0"] ** (1 - 0.5 * 0.8), delta=1e-7)

    def testSeveralLeaveTheProductOfWhatEachLeaves(self):
        own = model({"third": {"first": {"l0": 0.5}, "second": {"l0": 0.4}}})
        got = odds(evaluate(own, {"first": "l0", "second": "l0", "third": "l1"}, "test"))
        self.assertAlmostEqual(got, RATIO["l0"] ** 2 * RATIO["l1"] ** (0.5 * 0.6), delta=1e-7)

    def testAChain(self):
        """The third follows from the second, which follows from the first: what was said once is said."""
        own = model({"second": {"first": {"l0": 1.0}}, "third": {"second": {"l0": 1.0}}})
        got = evaluate(own, {"first": "l0", "second": "l0", "third": "l0"}, "test")
        self.assertAlmostEqual(odds(got), RATIO["l0"], delta=1e-7)

    def testARing(self):
        """Two that follow from each other: the first of them counts, and what follows from both does not."""
        own = model({"first": {"second": {"l0": 1.0}}, "second": {"first": {"l0": 1.0}},
                     "third": {"second": {"l0": 1.0}}})
        for names in itertools.permutations(TABLES):
            got = evaluate(own, dict.fromkeys(names, "l0"), "test")
            self.assertAlmostEqual(odds(got), RATIO["l0"], delta=1e-7)
            self.assertEqual([item.note for item in got.contributions], ["", NOTE_FOLLOWS, NOTE_FOLLOWS])

    def testWhatHangsOnARingIsNotPartOfIt(self):
        """In the order of the model it stands before both."""
        own = model({"first": {"second": {"l0": 1.0}}, "second": {"third": {"l0": 1.0}},
                     "third": {"second": {"l0": 1.0}}})
        got = evaluate(own, dict.fromkeys(TABLES, "l0"), "test")
        self.assertEqual([item.note for item in got.contributions], [NOTE_FOLLOWS, "", NOTE_FOLLOWS])

    def testFromWhatTheSettingStates(self):
        """It is part of the prior, so that what follows from it is, too."""
        own = model({"second": {"first": {"l0": 1.0}}}, conditions={"known": ((3, 1), {"first": "l0"})})
        for findings in ({"second": "l0"}, {"first": "l0", "second": "l0"}):
            got = evaluate(own, findings, "known")
            self.assertAlmostEqual(odds(got), 3, delta=1e-7)
            self.assertEqual(got.contributions[-1].note, NOTE_FOLLOWS)

    def testNeverMoreThanAll(self):
        own = model({"second": {"first": {"l0": 1.0, "l1": 1.0}}})
        self.assertEqual(unsettledShares(readFindings(own, {"first": measured("first", 0.7), "second": "l0"})).tolist(),
                         [1.0, 0.0])


class OtherAnswersTest(unittest.TestCase):

    OWN = model({"second": {"first": {"l0": 1.0}}, "third": {"first": {"l0": 0.25}}})
    FINDINGS = {"first": "l0", "second": "l0", "third": "l0"}

    def testWithoutTheSourceTheOthersCountAgain(self):
        omissions = {item.feature: item.probability for item in sensitivity(self.OWN, self.FINDINGS, "test").omissions}
        self.assertEqual(list(omissions), ["first", "third"])
        for featureId, got in omissions.items():
            rest = {key: value for key, value in self.FINDINGS.items() if key != featureId}
            self.assertAlmostEqual(got, evaluate(self.OWN, rest, "test").target.probability, delta=2 * ROUNDING)
        joint = {"a": 0.4 * (9 / 12) ** 2, "b": 0.6 * (4 / 12) ** 2}
        self.assertAlmostEqual(omissions["first"], normalized(joint)["a"], delta=ROUNDING)

    def testDecibansAddUp(self):
        differential = evaluate(self.OWN, self.FINDINGS, "test")
        values = [item.decibans for item in differential.contributions]
        for got, times in zip(values, (1, 0, 0.75)):
            self.assertAlmostEqual(got, times * 10 * np.log10(RATIO["l0"]), delta=1e-7)
        self.assertAlmostEqual(differential.priorDecibans + sum(values), differential.totalDecibans, delta=1e-8)

    def testTheRatioThatCountsIsThatOfThePart(self):
        weighed = weigh(self.OWN, self.FINDINGS, "test")
        for item, times in zip(weighed.assessed, (1, 0, 0.75)):
            self.assertAlmostEqual(factorOf(weighed, item), times, delta=1e-9)
            other = classRatios(weighed, item)[1]
            self.assertAlmostEqual(other.ratio, RATIO["l0"], delta=1e-8)
            self.assertAlmostEqual(other.counted, RATIO["l0"] ** times, delta=1e-8)

    def testTheIntervalKnowsIt(self):
        """Half of a finding moves the odds of every drawn table by its square root."""
        table = {"first": [[5e8, 5e8], [5e8, 5e8]], "second": [[7, 3], [5e8, 5e8]]}
        half, whole = (tinyModel(table, (0.5, 0.5), follows={"second": {"first": {"l0": share}}}, draws=500)
                       for share in (0.5, 0.0))
        ends = [(target.low, target.high) for target in (
            evaluate(own, {"first": "l0", "second": "l0"}, "test").target for own in (half, whole))]
        for one, other in zip(*ends):
            self.assertAlmostEqual(np.log(one / (1 - one)), np.log(other / (1 - other)) / 2, delta=1e-4)


class ShippedModelTest(unittest.TestCase):

    def testLikeMarrowThroughoutSaysItOfEachSequence(self):
        """The same with and without the single sequences, and with what they are to muscle."""
        own = loadModel()
        alone = evaluate(own, {"marrow_like": "present", "margins": "well_defined"}, "uniform")
        every = evaluate(own, {"marrow_like": "present", "margins": "well_defined", "t1_marrow": "similar",
                               "t2_marrow": "similar", "t1_soft_tissue": "higher", "t2_soft_tissue": "similar"},
                         "uniform")
        self.assertEqual(probabilities(every), probabilities(alone))
        self.assertEqual(sum(item.note == NOTE_FOLLOWS for item in every.contributions), 4)


if __name__ == "__main__":
    unittest.main()
