"""Next most informative findings, against every answer tried out and against mutual information."""

import unittest
from dataclasses import replace

import numpy as np

from EMHAssistCases.LikelihoodCase import randomFindings, shippedData, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel, nextExaminations, nextFindings
from EMHAssistLib.Likelihood.Model import Contradiction
from EMHAssistLib.Likelihood.Schema import readModel
from EMHAssistLib.Likelihood.WeighedFindings import NOTE_FOLLOWS


def withoutContradictions():
    """Return the shipped model without its rules: an answer tried out is never left out."""
    data = shippedData()
    data.pop("contradictions")
    return readModel(data)


def weighing(model):
    """Return the ids of the features that say something of the diagnosis."""
    return {feature.id for feature in model.features if feature.evidence}


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


def targetDivergence(after, before):
    """Return the same of the target against all the rest."""
    p, q = after.target.probability, before.target.probability
    return sum(x * np.log2(x / y) for x, y in ((p, q), (1 - p, 1 - q)) if x > 0)


class NextFindingTest(unittest.TestCase):

    def testAgainstEveryAnswerTriedOut(self):
        """Also where an answer states a condition of the patient, makes a known finding redundant or follows from one:
        whatever the answer changes, it is as if it had been entered."""
        model = withoutContradictions()
        generator = np.random.default_rng(1)
        following = stating = 0
        for assumptions in (Assumptions(), Assumptions(prior=0.3, cap=50, temper=0.6)):
            for setting in ("uniform", "", "known_cancer", "none_known"):
                findings = randomFindings(model, generator)
                if setting == "none_known":
                    findings.pop("hematologic_disorder", None)
                before = evaluate(model, findings, setting, assumptions)
                got = {item.feature: item for item in nextFindings(model, findings, setting, assumptions)}
                for feature in model.features:
                    if not feature.evidence or feature.id in findings or feature.id in before.setting.given:
                        self.assertNotIn(feature.id, got)
                        continue
                    tried = [evaluate(model, {**findings, feature.id: level}, setting, assumptions)
                             for level in feature.answerIds()]
                    if any(item.finding.feature == feature.id and item.note == NOTE_FOLLOWS
                           for each in tried for item in each.contributions):
                        following += 1
                        self.assertNotIn(feature.id, got)
                        continue
                    stating += any(len(each.setting.steps) > len(before.setting.steps) for each in tried)
                    expected = levelProbabilities(model, feature, before)
                    self.assertAlmostEqual(got[feature.id].bits,
                                           expected @ [divergence(each, before) for each in tried], delta=1e-6)
                    self.assertAlmostEqual(got[feature.id].targetBits,
                                           expected @ [targetDivergence(each, before) for each in tried], delta=1e-6)
        self.assertGreater(min(following, stating), 3)

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
        condition = model.condition("known_hemolysis")
        asked = {item.feature for item in nextFindings(model, {"margins": "well_defined"}, condition.id)}
        self.assertEqual(asked, weighing(model) - {"margins", *condition.states, *condition.implies})
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
        """Nothing epidural has no position in the canal; what is like marrow throughout is so on T1, and then is to
        muscle what marrow is to it."""
        model = loadModel()
        for findings, settled in (({"epidural": "absent"}, {"epidural_position"}),
                                  ({"marrow_like": "present"},
                                   {"t1_marrow", "t2_marrow", "t1_soft_tissue", "t2_soft_tissue"}),
                                  ({"marrow_like": "absent"}, set())):
            asked = {item.feature for item in nextFindings(model, findings, "uniform")}
            with self.subTest(findings):
                self.assertEqual(weighing(model) - asked - set(findings), settled)

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


class NextExaminationTest(unittest.TestCase):

    def testEachFindingOnceWithWhatYieldsIt(self):
        model = loadModel()
        asked = nextFindings(model, {"margins": "well_defined"}, "")
        examinations = nextExaminations(model, asked)
        self.assertEqual(sorted(item.feature for each in examinations for item in each.findings),
                         sorted(item.feature for item in asked))
        for each in examinations:
            self.assertEqual({item.examination for item in each.findings} | {each.examination}, {each.examination})
            self.assertEqual(each.bits, max((item.bits for item in each.findings), default=0.0))
            self.assertEqual(each.targetBits, max((item.targetBits for item in each.findings), default=0.0))
            self.assertTrue(each.findings or each.examination.isDecisive)

    def testTheMostInformativeFirstAndThenWhatDecides(self):
        model = loadModel()
        examinations = nextExaminations(model, nextFindings(model, {}, ""))
        bits = [each.bits for each in examinations if each.findings]
        self.assertEqual(bits, sorted(bits, reverse=True))
        self.assertEqual([each.examination.id for each in examinations if not each.findings], ["biopsy"])
        self.assertFalse(examinations[-1].findings)

    def testWhereAllIsKnownABiopsyIsLeft(self):
        model = loadModel()
        self.assertEqual([each.examination.id for each in nextExaminations(model, ())], ["biopsy"])


if __name__ == "__main__":
    unittest.main()
