"""Next most informative findings, against every answer tried out and against mutual information."""

import unittest
from dataclasses import replace

import numpy as np

from EMHAssistCases.LikelihoodCase import randomFindings, shippedData, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel, nextFindings
from EMHAssistLib.Likelihood.Model import Contradiction
from EMHAssistLib.Likelihood.Schema import readModel


def withoutContradictions():
    """Return the shipped model without its rules: an answer tried out is never left out."""
    data = shippedData()
    data.pop("contradictions")
    return readModel(data)


def levelProbabilities(model, feature, differential):
    """Return how probable the differential makes each answer: means of the tables by hand, over all forms."""
    pseudo = model.parameters.pseudoPatients
    total = np.zeros(len(feature.answers))
    for item in differential.classes:
        for form in item.forms:
            counts = np.sum([entry.counts for entry in feature.evidence[form.id]], axis=0)
            total += item.probability * form.share * (counts + pseudo / len(counts)) / (counts.sum() + pseudo)
    return total


def divergence(after, before):
    """Return the Kullback-Leibler divergence of one differential from another, bits."""
    now = {item.id: item.probability for item in before.classes}
    return sum(item.probability * np.log2(item.probability / now[item.id]) for item in after.classes
               if item.probability > 0)


class NextFindingTest(unittest.TestCase):

    def testAgainstEveryAnswerTriedOut(self):
        model = withoutContradictions()
        generator = np.random.default_rng(1)
        for assumptions in (Assumptions(), Assumptions(prior=0.3, cap=50, temper=0.6)):
            for _ in range(4):
                findings = randomFindings(model, generator)
                before = evaluate(model, findings, "uniform", assumptions)
                got = {item.feature: item.bits for item in nextFindings(model, findings, "uniform", assumptions)}
                self.assertEqual(set(got), {feature.id for feature in model.features} - set(findings))
                for featureId, bits in got.items():
                    feature = model.feature(featureId)
                    gains = [divergence(evaluate(model, {**findings, featureId: level}, "uniform", assumptions), before)
                             for level in feature.answerIds()]
                    self.assertAlmostEqual(bits, levelProbabilities(model, feature, before) @ gains, delta=1e-6)

    def testMutualInformation(self):
        """Untempered, uncapped, one form each: what an answer tells of the diagnosis, I = H(D) - H(D | answer)."""
        tables = {"first": [[8, 1, 0], [2, 3, 3], [0, 4, 4]], "second": [[5, 1], [4, 4], [1, 9]],
                  "known": [[3, 3], [7, 1], [2, 2]]}
        model = tinyModel(tables, (0.2, 0.3, 0.5), pseudoPatients=6.0)
        mean = {name: (np.array(rows) + 6 / len(rows[0])) / (np.sum(rows, axis=1, keepdims=True) + 6)
                for name, rows in tables.items()}
        prior = np.array([0.2, 0.3, 0.5]) * mean["known"][:, 1]
        prior /= prior.sum()

        def entropy(p):
            return -(p * np.log2(p)).sum()

        got = {item.feature: item.bits for item in nextFindings(model, {"known": "l1"}, "test")}
        self.assertEqual(set(got), {"first", "second"})
        for name, bits in got.items():
            joint = prior[:, np.newaxis] * mean[name]
            self.assertAlmostEqual(bits, entropy(prior) + entropy(joint.sum(axis=0)) - entropy(joint), delta=1e-8)

    def testRankedWithTheirExaminations(self):
        model = loadModel()
        found = nextFindings(model, {}, "unselected_mass")
        self.assertEqual([item.bits for item in found], sorted((item.bits for item in found), reverse=True))
        self.assertGreater(found[0].bits, 0.05)
        for item in found:
            feature = model.feature(item.feature)
            self.assertEqual((item.title, item.examination), (feature.title, feature.examination))
            self.assertTrue(np.isfinite(item.bits) and 0 <= item.bits <= np.log2(len(model.classes)))

    def testWhatIsKnownIsNotAskedAgain(self):
        model = loadModel()
        asked = {item.feature for item in nextFindings(model, {"margins": "well_defined"}, "known_hemolysis")}
        self.assertEqual(asked, {feature.id for feature in model.features}
                         - {"margins"} - set(model.clinicalSetting("known_hemolysis").given))
        everything = {feature.id: feature.answerIds()[0] for feature in model.features}
        self.assertEqual(nextFindings(model, everything, "uniform"), ())

    def testWhatContradictsIsNotAskedAgain(self):
        """It was answered; to settle the contradiction is another matter than to look at something new."""
        asked = {item.feature for item in
                 nextFindings(loadModel(), {"transfusion": "present", "anemia": "absent"}, "uniform")}
        self.assertTrue(asked.isdisjoint({"transfusion", "anemia"}))

    def testWhatContradictsSettlesNothing(self):
        asked = {item.feature for item in nextFindings(loadModel(), {"marrow_like": "present", "t1_marrow": "lower"},
                                                       "uniform")}
        self.assertIn("t2_marrow", asked)

    def testWhatAnotherFindingSettlesIsNotAsked(self):
        """Nothing epidural has no position in the canal; what is like marrow throughout is so on T1."""
        model = loadModel()
        for findings, settled in (({"epidural": "absent"}, {"epidural_position"}),
                                  ({"marrow_like": "present"}, {"t1_marrow", "t2_marrow"}),
                                  ({"marrow_like": "absent"}, set())):
            asked = {item.feature for item in nextFindings(model, findings, "uniform")}
            with self.subTest(findings):
                self.assertEqual({feature.id for feature in model.features} - asked - set(findings),
                                 settled)

    def testAnswersThatContradictAreNotExpected(self):
        """Of three answers one is ruled out: the gain is the mean over the two others, as one reckons it by hand."""
        model = tinyModel({"known": [[5, 5], [5, 5]], "open": [[6, 3, 1], [1, 3, 6]]}, (0.5, 0.5))
        model = replace(model, contradictions=(Contradiction({"known": ("l0",), "open": ("l2",)}, "test"),))
        tables = np.array([[6, 3, 1], [1, 3, 6]]) + 2 / 3
        tables /= tables.sum(axis=1, keepdims=True)
        expected = {}
        for known, possible in (("l0", [0, 1]), ("l1", [0, 1, 2])):
            probability, gain = tables.mean(axis=0)[possible], []
            for answer in possible:
                after = tables[:, answer] / tables[:, answer].sum()
                gain.append((after * np.log2(after / 0.5)).sum())
            expected[known] = probability @ gain / probability.sum()
        for known, bits in expected.items():
            item, = nextFindings(model, {"known": known}, "test")
            self.assertAlmostEqual(item.bits, bits, delta=1e-8)
        self.assertNotAlmostEqual(expected["l0"], expected["l1"], places=3)

    def testUninformativeQuestion(self):
        model = tinyModel({"f": [[5, 5], [5, 5]], "g": [[8, 0], [0, 8]]}, (0.5, 0.5))
        first, second = nextFindings(model, {}, "test")
        self.assertEqual((first.feature, second.feature, second.bits), ("g", "f", 0.0))

    def testRepeatedFindingTellsLessNext(self):
        """Within a block of dependence 1 an equal finding adds nothing to what is known."""
        tables = {"f": [[8, 0], [0, 8]], "g": [[8, 0], [0, 8]]}
        bits = []
        for dependence in (0.0, 0.5, 1.0):
            model = tinyModel(tables, (0.5, 0.5), blocks=dict.fromkeys(tables, ("only", 1.0, dependence)))
            item, = nextFindings(model, {"f": "l0"}, "test")
            evaluated = evaluate(model, {"f": "l0", "g": "l0"}, "test").target.probability
            bits.append((item.bits, evaluated))
        self.assertGreater(bits[0][1], bits[1][1])
        self.assertAlmostEqual(bits[2][1], evaluate(model, {"f": "l0"}, "test").target.probability, places=9)

    def testNearCertaintyNothingIsLeftToLearn(self):
        tables = {f"f{index}": [[1e8, 0], [0, 1e8]] for index in range(20)}
        model = tinyModel(tables, (1e-9, 1 - 1e-9))
        findings = {f"f{index}": "l1" for index in range(19)}
        item, = nextFindings(model, findings, "test")
        self.assertTrue(0 <= item.bits < 1e-6)


if __name__ == "__main__":
    unittest.main()
