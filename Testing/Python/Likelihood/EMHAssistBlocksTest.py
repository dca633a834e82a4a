"""Findings that repeat each other: factors by hand, properties that hold, calibration in simulated patients."""

import itertools
import re
import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, randomFindings, shippedData, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel
from EMHAssistLib.Likelihood.Blocks import findingFactors, strength
from EMHAssistLib.Likelihood.Model import Block
from EMHAssistLib.Likelihood.Schema import readModel


def block(dependence, temper=1.0):
    return Block("block", "Block", temper, dependence, "test")


def factors(blocks, strengths, temper=1.0):
    strengths = np.array(strengths, dtype=float)
    return findingFactors(blocks, strengths, temper, np.ones(len(strengths), dtype=bool))


class FactorTest(unittest.TestCase):

    def testAloneAtFullTemper(self):
        for dependence in (0.0, 0.3, 0.999, 1.0):
            self.assertEqual(factors([block(dependence, 0.7)], [2.5], 0.5).tolist(), [0.5 * 0.7])

    def testEqualFindings(self):
        """m of them count like m ** (1 - dependence)."""
        for dependence, count in itertools.product((0.0, 0.25, 0.6, 1 - 1e-12, 1.0), (2, 3, 7)):
            got = factors([each := block(dependence)] + [each] * (count - 1), [1.7] * count)
            np.testing.assert_allclose(got, np.full(count, count ** -dependence), rtol=1e-9)

    def testUnequalFindingsByHand(self):
        """Dependence 1/2 is the Euclidean norm: 3 and 4 count like 5 of 7."""
        each = block(0.5, 0.8)
        np.testing.assert_allclose(factors([each, each], [3, 4]), [0.8 * 5 / 7] * 2, rtol=1e-12)

    def testExtremesOfDependence(self):
        none, full = block(0.0, 0.9), block(1.0, 0.9)
        self.assertEqual(factors([none] * 3, [1, 2, 4]).tolist(), [0.9] * 3)
        # Together they count like the strongest.
        np.testing.assert_allclose(factors([full] * 3, [1, 2, 4]), [0.9 * 4 / 7] * 3, rtol=1e-12)

    def testDependenceCloseToOneIsContinuous(self):
        strengths = [1, 2, 2, 4]
        close = factors([each := block(np.nextafter(1, 0))] * 4, strengths)
        np.testing.assert_allclose(close, factors([block(1.0)][:1] * 4, strengths), rtol=1e-12)
        self.assertTrue(np.isfinite(close).all(), each)

    def testBlocksDoNotTouchEachOther(self):
        one, two = block(0.5), block(0.7, 0.3)
        both = factors([one, two, one, two], [3, 1, 4, 1])
        self.assertEqual(both[[0, 2]].tolist(), factors([one, one], [3, 4]).tolist())
        self.assertEqual(both[[1, 3]].tolist(), factors([two, two], [1, 1]).tolist())

    def testWhatSaysNothingChangesNothing(self):
        each = block(0.5)
        self.assertEqual(factors([each] * 3, [3, 0, 4])[[0, 2]].tolist(), factors([each] * 2, [3, 4]).tolist())
        self.assertEqual(factors([each] * 2, [0, 0]).tolist(), [1.0, 1.0])

    def testOneMoreNeverWeakens(self):
        """The evidence of a block, the factor times the sum of strengths, grows with each finding and each strength."""
        generator = np.random.default_rng(3)
        for _ in range(300):
            each = block(generator.choice([0, 1, generator.random()]))
            strengths = generator.exponential(size=generator.integers(1, 7))
            before = factors([each] * len(strengths), strengths) @ strengths
            more = np.append(strengths, generator.exponential())
            stronger = strengths * (1 + generator.random(len(strengths)))
            self.assertGreaterEqual(factors([each] * len(more), more) @ more, before * (1 - 1e-12))
            self.assertGreaterEqual(factors([each] * len(stronger), stronger) @ stronger, before * (1 - 1e-12))
            # Neither more than their sum nor less than the strongest.
            self.assertTrue(strengths.max() * (1 - 1e-12) <= before <= strengths.sum() * (1 + 1e-12))

    def testOrderDoesNotMatter(self):
        generator = np.random.default_rng(4)
        strengths = generator.exponential(size=6)
        each = block(0.4)
        reference = factors([each] * 6, strengths)
        for _ in range(20):
            order = generator.permutation(6)
            np.testing.assert_allclose(factors([each] * 6, strengths[order]), reference[order], rtol=1e-14)

    def testManySelectionsAreThatManySingleOnes(self):
        generator = np.random.default_rng(5)
        blocks = [(first := block(0.5)), block(0.9, 0.4), first, first]
        strengths = generator.exponential(size=4)
        present = np.array(list(itertools.product([False, True], repeat=4)))
        got = findingFactors(blocks, strengths, 0.7, present)
        for row, chosen in zip(got, present):
            self.assertEqual(row[~chosen].tolist(), [0.0] * (~chosen).sum())
            members = np.flatnonzero(chosen)
            np.testing.assert_allclose(
                row[chosen], factors([blocks[index] for index in members], strengths[members], 0.7), rtol=1e-14)

    def testStrength(self):
        self.assertEqual(strength(np.array([[-1.0, 2.0, 0.5], [3.0, 3.0, 3.0]])).tolist(), [3.0, 0.0])


class BlockEvidenceTest(unittest.TestCase):

    TABLE = [[4, 1], [1, 4]]  # a likelihood ratio of 5/2 either way

    def logit(self, dependence, findings, temper=1.0):
        model = tinyModel(dict.fromkeys(("f", "g", "h", "i"), self.TABLE), (0.5, 0.5),
                          blocks=dict.fromkeys(("f", "g", "h", "i"), ("only", temper, dependence)))
        p = evaluate(model, findings, "test").target.probability
        return np.log(p / (1 - p))

    def testEqualFindingsInAPosterior(self):
        for dependence, temper in ((0.0, 1.0), (0.5, 0.8), (1.0, 0.6)):
            got = self.logit(dependence, {"f": "l0", "g": "l0", "h": "l0", "i": "l0"}, temper)
            self.assertAlmostEqual(got, temper * 4 ** (1 - dependence) * np.log(5 / 2), places=6)

    def testOppositeFindingsCancel(self):
        self.assertAlmostEqual(self.logit(0.5, {"f": "l0", "g": "l1"}), 0, places=8)

    def testNeutralFindingChangesNothing(self):
        """Bitwise, everything but its own line."""
        tables = {"f": self.TABLE, "g": self.TABLE, "neutral": [[3, 3], [3, 3]]}
        model = tinyModel(tables, (0.3, 0.7), blocks=dict.fromkeys(tables, ("only", 0.8, 0.5)))
        findings = {"f": "l0", "g": "l0"}
        with_, without = (evaluate(model, each, "test") for each in ({**findings, "neutral": "l0"}, findings))
        self.assertEqual(with_.target.probability, without.target.probability)
        self.assertEqual(with_.contributions[:2], without.contributions)
        self.assertEqual(with_.contributions[2].decibans, 0)

    def testModelWithoutDependenceIsNaiveBayes(self):
        """The shipped model with every block untempered, independent and uncapped: products of means, written out."""
        data = shippedData()
        for each in data["blocks"]:
            each.update(temper=1, dependence=0)
        data["parameters"]["likelihood_ratio_cap"]["value"] = 1e9
        data["parameters"]["temper"]["value"] = 1
        data.pop("contradictions")
        for each in data["features"]:
            each.pop("follows", None)
        model = readModel(data)
        generator = np.random.default_rng(6)
        pseudo = model.parameters.pseudoPatients
        for _ in range(20):
            findings = randomFindings(model, generator)
            joint = {}
            for form in model.forms:
                siblings = sum(each.patients for each in model.forms if each.classId == form.classId)
                weight = model.basePrior("uniform").priors[form.classId] * form.patients / siblings
                for featureId, finding in findings.items():
                    feature = model.feature(featureId)
                    counts = np.sum([entry.counts for entry in feature.evidence[form.id]], axis=0)
                    mean = (counts + pseudo / len(counts)) / (counts.sum() + pseudo)
                    levels = finding.answerWeights or {finding.answer: 1}
                    weight *= sum(levels[level] * p for level, p in zip(feature.answerIds(), mean) if level in levels)
                joint[form.classId] = joint.get(form.classId, 0) + weight
            for item in evaluate(model, findings, "uniform").classes:
                self.assertAlmostEqual(item.probability, joint[item.id] / sum(joint.values()), delta=ROUNDING)

    def testTemperOfTheModelMultipliesThatOfTheBlocks(self):
        """And of the user: 0.8 of the block, 0.9 of the model, 0.5 of the user."""
        table = {"f": self.TABLE}
        model = tinyModel(table, (0.5, 0.5), blocks={"f": ("only", 0.8, 0.0)}, temper=0.9)
        for user in (1.0, 0.5):
            p = evaluate(model, {"f": "l0"}, "test", Assumptions(temper=user)).target.probability
            self.assertAlmostEqual(np.log(p / (1 - p)), 0.8 * 0.9 * user * np.log(5 / 2), places=7)

    def testBlocksOfTheShippedModel(self):
        """Findings of equal strength count like 1.7, 2.8, 2 and so on, as the reasons in the file say."""
        told = {"two": 2, "four": 4}
        found = 0
        for each in loadModel().blocks:
            for words in re.finditer(r"(two|four) [^.:]*? count like ([0-9.]*[0-9])", each.reason):
                found += 1
                self.assertAlmostEqual(told[words[1]] ** (1 - each.dependence), float(words[2]), delta=0.06,
                                       msg=each.id)
        self.assertGreater(found, 3)


class DependenceSimulationTest(unittest.TestCase):
    """Patients whose findings depend on something hidden, such as the size of the lesion.

    Four findings of a block are each present in 70 % with one diagnosis and in 30 % with the other, but within a
    diagnosis mostly all together: in large lesions and not in small ones. The tables are exact, so all that can go
    wrong is the dependence. The calibration slope (Cox 1958, Biometrika 45:562-5) is that of a logistic regression of
    the truth on the logit of the probability: 1 is right, less is overconfident.
    """

    PATIENTS = 6000
    NAMES = ("f", "g", "h", "i")
    PRESENT = {"a": (0.95, 0.45), "b": (0.55, 0.05)}  # in large and in small lesions, half of each

    def setUp(self):
        generator = np.random.default_rng(20261120)
        self.isTarget = generator.random(self.PATIENTS) < 0.5
        large = (generator.random(self.PATIENTS) < 0.5)
        probability = np.where(self.isTarget, np.where(large, *self.PRESENT["a"]), np.where(large, *self.PRESENT["b"]))
        self.patients = generator.random((self.PATIENTS, len(self.NAMES))) < probability[:, np.newaxis]

    def logits(self, dependence, assumptions=Assumptions()):
        table = [[7e8, 3e8], [3e8, 7e8]]
        model = tinyModel(dict.fromkeys(self.NAMES, table), (0.5, 0.5),
                          blocks=dict.fromkeys(self.NAMES, ("only", 1.0, dependence)), draws=100)
        known = {}
        for pattern in itertools.product((True, False), repeat=len(self.NAMES)):
            findings = {name: "l0" if present else "l1" for name, present in zip(self.NAMES, pattern)}
            p = evaluate(model, findings, "test", assumptions).target.probability
            known[pattern] = np.log(p / (1 - p))
        return np.array([known[tuple(patient)] for patient in self.patients.tolist()])

    def exactLogits(self):
        likelihood = {}
        for classId, each in self.PRESENT.items():
            byLesion = [np.where(self.patients, p, 1 - p).prod(axis=1) for p in each]
            likelihood[classId] = np.mean(byLesion, axis=0)
        return np.log(likelihood["a"] / likelihood["b"])

    def slope(self, logits):
        """Return the slope of the logistic regression of the truth on the logits, by Newton's method."""
        design = np.column_stack([np.ones(self.PATIENTS), logits])
        beta = np.zeros(2)
        for _ in range(30):
            p = 1 / (1 + np.exp(-design @ beta))
            beta += np.linalg.solve((design * (p * (1 - p))[:, np.newaxis]).T @ design, design.T @ (self.isTarget - p))
        return beta[1]

    def brier(self, logits):
        return np.mean((1 / (1 + np.exp(-logits)) - self.isTarget) ** 2)

    def testDependenceMendsTheCalibration(self):
        exact, naive, handled = self.exactLogits(), self.logits(0.0), self.logits(0.5)
        self.assertAlmostEqual(self.slope(exact), 1, delta=0.1)
        self.assertLess(self.slope(naive), 0.65)
        self.assertLess(abs(self.slope(handled) - 1), 0.5 * abs(self.slope(naive) - 1))
        self.assertLess(self.brier(handled), self.brier(naive))
        self.assertGreater(self.brier(handled), self.brier(exact) - 1e-3)

    def testNotByTemperAlone(self):
        """A temper that mends the four findings spoils the one: alone, a finding needs none."""
        alone = np.where(self.patients[:, 0], 1, -1) * np.log(7 / 3)
        self.assertAlmostEqual(self.slope(alone), 1, delta=0.1)
        model = tinyModel({"f": [[7e8, 3e8], [3e8, 7e8]]}, (0.5, 0.5), blocks={"f": ("only", 1.0, 0.5)}, draws=100)
        p = evaluate(model, {"f": "l0"}, "test").target.probability
        self.assertAlmostEqual(np.log(p / (1 - p)), np.log(7 / 3), places=7)


if __name__ == "__main__":
    unittest.main()
