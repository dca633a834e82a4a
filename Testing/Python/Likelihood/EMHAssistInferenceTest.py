"""Bayes' theorem on the likelihood model, against arithmetic by hand, scipy's Beta and properties that must hold."""

import copy
import itertools
import math
import unittest

import numpy as np
from scipy import stats

from EMHAssistCases.LikelihoodCase import (
    ABSCESS_CASE,
    ROUNDING,
    THALASSEMIA_CASE,
    keepFeatures,
    normalized,
    probabilities,
    randomCases,
    shippedData,
    tinyModel,
)
from EMHAssistLib.Likelihood import Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.LogLikelihoods import forget
from EMHAssistLib.Likelihood.Schema import readModel


class BayesTest(unittest.TestCase):

    # Levels l0, l1 of two features in three classes; with pseudo-count 1 the means are sevenths and fifths.
    TABLES = {"first": [[4, 1], [1, 4], [2, 3]], "second": [[0, 3], [2, 1], [3, 0]]}

    def testPosteriorByHand(self):
        model = tinyModel(self.TABLES, (0.2, 0.3, 0.5))
        result = probabilities(evaluate(model, {"first": "l0", "second": "l1"}, "test"))
        joint = {"a": 0.2 * 5 / 7 * 4 / 5, "b": 0.3 * 2 / 7 * 2 / 5, "c": 0.5 * 3 / 7 * 1 / 5}
        for classId, value in normalized(joint).items():
            self.assertAlmostEqual(result[classId][0], value, delta=ROUNDING)

    def testPosteriorByHandUnderACustomPrior(self):
        model = tinyModel(self.TABLES, (0.2, 0.3, 0.5))
        differential = evaluate(model, {"first": "l1"}, {"a": 0.7, "b": 0.2, "c": 0.1})
        joint = {"a": 0.7 * 2 / 7, "b": 0.2 * 5 / 7, "c": 0.1 * 4 / 7}
        for classId, value in normalized(joint).items():
            self.assertAlmostEqual(probabilities(differential)[classId][0], value, delta=ROUNDING)
        self.assertAlmostEqual(differential.priorDecibans, 10 * math.log10(0.7 / 0.3), delta=ROUNDING)

    def testTemperByHand(self):
        model = tinyModel(self.TABLES, (0.2, 0.3, 0.5), blocks=dict.fromkeys(self.TABLES, ("only", 0.5, 0.0)))
        result = probabilities(evaluate(model, {"first": "l0"}, "test"))
        joint = {"a": 0.2 * math.sqrt(5 / 7), "b": 0.3 * math.sqrt(2 / 7), "c": 0.5 * math.sqrt(3 / 7)}
        for classId, value in normalized(joint).items():
            self.assertAlmostEqual(result[classId][0], value, delta=ROUNDING)

    def testSeveralSourcesArePooled(self):
        model = tinyModel({"first": [[3, 5], [1, 1]]}, (0.5, 0.5))
        evidence = model.feature("first").evidence
        both = evidence["a"] + tinyModel({"first": [[2, 0], [1, 1]]}, (0.5, 0.5)).feature("first").evidence["a"]
        evidence["a"] = both
        # (3 + 2 + 1) / (8 + 2 + 2) against (1 + 1) / (2 + 2)
        self.assertAlmostEqual(evaluate(model, {"first": "l0"}, "test").target.probability, 0.5, delta=ROUNDING)

    def testIntervalAgainstBetaDistribution(self):
        """With the other class all but known (p = 1/2), P = x / (x + 1/2) is monotone in x ~ Beta(8, 4)."""
        model = tinyModel({"first": [[7, 3], [5e8, 5e8]]}, (0.5, 0.5), draws=20000)
        target = evaluate(model, {"first": "l0"}, "test").target
        for got, quantile in ((target.low, 0.025), (target.high, 0.975)):
            x = stats.beta(8, 4).ppf(quantile)
            self.assertAlmostEqual(got, x / (x + 0.5), delta=0.005)
        mean = 8 / 12
        self.assertAlmostEqual(target.probability, mean / (mean + 0.5), delta=1e-8)

    def testIntervalOfThreeLevelsAgainstItsMarginal(self):
        """One level of a Dirichlet(3, 6, 4) is Beta(3, 10)."""
        model = tinyModel({"first": [[2, 5, 3], [1e8, 1e8, 1e8]]}, (0.5, 0.5), pseudoPatients=3.0, draws=20000)
        target = evaluate(model, {"first": "l0"}, "test").target
        for got, quantile in ((target.low, 0.025), (target.high, 0.975)):
            x = stats.beta(3, 10).ppf(quantile)
            self.assertAlmostEqual(got, x / (x + 1 / 3), delta=0.005)

    def testFeaturesAreDrawnIndependently(self):
        """Two equal features: the interval follows the product of two independent Beta(8, 4), not a square."""
        table = [[7, 3], [5e8, 5e8]]
        model = tinyModel({"first": table, "second": table}, (0.5, 0.5), draws=20000)
        target = evaluate(model, {"first": "l0", "second": "l0"}, "test").target
        x, y = stats.beta(8, 4).rvs((2, 400000), random_state=3)
        for got, expected in zip((target.low, target.high), np.quantile(x * y / (x * y + 0.25), (0.025, 0.975))):
            self.assertAlmostEqual(got, expected, delta=0.005)

    def testIntervalAlwaysHoldsTheProbability(self):
        """The product of two Beta(0.01, 1.09) has the mean 8e-5, far above its own 97.5 % quantile of about 1e-11."""
        table = [[0] * 9 + [1], [1e8] * 10]
        model = tinyModel({"first": table, "second": table}, (0.5, 0.5), pseudoPatients=0.1)
        target = evaluate(model, {"first": "l0", "second": "l0"}, "test").target
        mean = (0.01 / 1.1) ** 2
        self.assertAlmostEqual(target.probability, mean / (mean + 0.01), delta=1e-9)
        self.assertEqual(target.high, target.probability)

    def testIntervalNarrowsWithMorePatients(self):
        widths = []
        for patients in (1, 10, 100, 1000):
            table = {"first": [[3 * patients, patients], [patients, 3 * patients]]}
            target = evaluate(tinyModel(table, (0.5, 0.5)), {"first": "l0"}, "test").target
            widths.append(target.high - target.low)
        self.assertEqual(widths, sorted(widths, reverse=True))
        self.assertLess(widths[-1], 0.05)

    def testCapBindsEveryPairOfClasses(self):
        """Overwhelming evidence moves the odds by exactly the cap, tempered."""
        table = {"first": [[1e6, 0], [0, 1e6]]}
        for temper in (1.0, 0.7):
            model = tinyModel(table, (0.5, 0.5), blocks={"first": ("only", temper, 0.0)}, cap=10)
            for level, exponent in (("l0", 1), ("l1", -1)):
                p, low, high = probabilities(evaluate(model, {"first": level}, "test"))["a"]
                for value in (p, low, high):
                    self.assertAlmostEqual(math.log10(value / (1 - value)), exponent * temper, places=7)

    def testCapHoldsInTheShippedModel(self):
        model = loadModel()
        for feature in model.features:
            for level in feature.answerIds():
                values = [p for p, _, _ in probabilities(evaluate(model, {feature.id: level}, "uniform")).values()]
                temper = min(model.parameters.temper * feature.block.temper, 1)
                self.assertLessEqual(max(values) / min(values), 10**temper * (1 + 1e-7))

    def testUncertainFindingByHand(self):
        model = tinyModel(self.TABLES, (0.2, 0.3, 0.5))
        finding = Finding("first", "l0", "measured", answerWeights={"l0": 0.75, "l1": 0.25})
        result = probabilities(evaluate(model, {"first": finding}, "test"))
        joint = {"a": 0.2 * (0.75 * 5 + 0.25 * 2), "b": 0.3 * (0.75 * 2 + 0.25 * 5), "c": 0.5 * (0.75 * 3 + 0.25 * 4)}
        for classId, value in normalized(joint).items():
            self.assertAlmostEqual(result[classId][0], value, delta=ROUNDING)

    def testUncertainFindingAtItsLimits(self):
        model = tinyModel(self.TABLES, (0.2, 0.3, 0.5))
        certain = Finding("first", "l0", "measured", answerWeights={"l0": 1.0})
        self.assertEqual(probabilities(evaluate(model, {"first": certain}, "test")),
                         probabilities(evaluate(model, {"first": "l0"}, "test")))
        undetermined = Finding("first", "l0", "measured", answerWeights={"l0": 0.5, "l1": 0.5})
        self.assertEqual(evaluate(model, {"first": undetermined}, "test"), evaluate(model, {}, "test"))


class MissingAndOrderTest(unittest.TestCase):

    def setUp(self):
        self.model = loadModel()

    def testMissingContributesExactlyNothing(self):
        """Bitwise: not assessed is the same as absent, and the same as a model that never knew the question."""
        data = shippedData()
        findings = {"margins": "well_defined", "epidural_position": "posterior", "enhancement": "marked"}
        reference = evaluate(self.model, findings, "uniform")
        self.assertEqual(evaluate(self.model, {**findings, "splenomegaly": None}, "uniform"), reference)
        keepFeatures(data, set(findings))
        self.assertEqual(evaluate(readModel(data), findings, "uniform"), reference)

    def testOrderOfFindingsDoesNotMatter(self):
        for setting in ("unselected_mass", "uniform"):
            reference = evaluate(self.model, THALASSEMIA_CASE, setting)
            for order in itertools.islice(itertools.permutations(THALASSEMIA_CASE), 0, 5040, 503):
                shuffled = {featureId: THALASSEMIA_CASE[featureId] for featureId in order}
                self.assertEqual(evaluate(self.model, shuffled, setting), reference)

    def testSameInputSameBits(self):
        reference = evaluate(self.model, THALASSEMIA_CASE, "uniform")
        forget()
        self.assertEqual(evaluate(loadModel(), THALASSEMIA_CASE, "uniform"), reference)

    def testNoFindingsGiveThePrior(self):
        differential = evaluate(self.model, {}, "unselected_mass")
        self.assertEqual(differential.verdict, "insufficient")
        self.assertEqual(differential.contributions, ())
        for classId, values in probabilities(differential).items():
            prior = self.model.basePrior("unselected_mass").priors[classId]
            for value in values:
                self.assertAlmostEqual(value, prior, delta=ROUNDING)

    def testWhatTheSettingHoldsIsNotCountedTwice(self):
        findings = {"paravertebral_mass": "bilateral", "enhancement": "marked", "margins": "well_defined"}
        reference = evaluate(self.model, findings, "known_hemolysis")
        for extra in ({"hematologic_disorder": "hemolytic"}, {"splenomegaly": "present"}, {"splenomegaly": "absent"}):
            differential = evaluate(self.model, {**findings, **extra}, "known_hemolysis")
            self.assertEqual(probabilities(differential), probabilities(reference))
            self.assertEqual(differential.verdict, reference.verdict)
            noted = [item for item in differential.contributions if item.note]
            self.assertEqual([(item.finding.feature, item.decibans) for item in noted], [(*extra, 0.0)])


class PropertyTest(unittest.TestCase):

    def testRandomCases(self):
        model = loadModel()
        for findings, setting in randomCases(model, 150):
            differential = evaluate(model, findings, setting)
            values = [value for item in differential.classes for value in (item.probability, item.low, item.high)]
            values += [item.decibans for item in differential.contributions]
            values += [differential.priorDecibans, differential.totalDecibans]
            self.assertTrue(np.isfinite(values).all())
            self.assertAlmostEqual(sum(item.probability for item in differential.classes), 1, delta=8 * ROUNDING)
            for item in differential.classes:
                self.assertTrue(0 <= item.low <= item.probability <= item.high <= 1)
            ranks = [item.probability for item in differential.classes]
            self.assertEqual(ranks, sorted(ranks, reverse=True))
            self.assertEqual(len(differential.contributions), len(findings))
            p = differential.target.probability
            total = differential.priorDecibans + sum(item.decibans for item in differential.contributions)
            self.assertAlmostEqual(total, differential.totalDecibans, delta=(len(findings) + 2) * ROUNDING)
            self.assertAlmostEqual(total, 10 * math.log10(p / (1 - p)), delta=5 * ROUNDING / (p * (1 - p)) + 1e-7)

    def testExtremePriorAndTablesStayFinite(self):
        model = tinyModel({f"f{i}": [[1e9, 0], [0, 1e9]] for i in range(40)}, (1e-9, 1 - 1e-9), pseudoPatients=0.1)
        for level in ("l0", "l1"):
            differential = evaluate(model, {f"f{i}": level for i in range(40)}, "test")
            target = differential.target
            self.assertTrue(np.isfinite([target.low, target.probability, target.high]).all())
            self.assertTrue(np.isfinite([item.decibans for item in differential.contributions]).all())


class BadFindingTest(unittest.TestCase):

    def setUp(self):
        self.model = loadModel()

    def assertRefused(self, findings, setting, pattern):
        with self.assertRaisesRegex(ValueError, pattern):
            evaluate(self.model, findings, setting)

    def testUnknownNamesListWhatIsAllowed(self):
        self.assertRefused({"smell": "present"}, "uniform", "'smell'.*margins")
        self.assertRefused({"margins": "blurred"}, "uniform", "'blurred'.*well_defined, ill_defined")
        self.assertRefused({}, "monday", "'monday'.*unselected_mass.*uniform")

    def testSource(self):
        with self.assertRaisesRegex(ValueError, "'dreamt'.*measured, entered"):
            Finding("margins", "well_defined", "dreamt")

    def testWrongKindOfFinding(self):
        self.assertRefused({"margins": 1}, "uniform", "'margins' must be a Finding")
        self.assertRefused({"margins": Finding("splenomegaly", "present")}, "uniform", "'splenomegaly' was given")

    def testWeights(self):
        for levels, pattern in (
            ({"well_defined": float("nan")}, "weight nan"),
            ({"well_defined": -0.5, "ill_defined": 1.5}, "weight -0.5"),
            ({"well_defined": "all"}, "weight 'all'"),
            ({"well_defined": 0.6}, "add up to 0.6"),
            ({"blurred": 1.0}, "'blurred'.*allowed"),
            ({"well_defined": 0.2, "ill_defined": 0.8}, "'well_defined' is not the most plausible"),
        ):
            finding = Finding("margins", "well_defined", "measured", answerWeights=levels)
            self.assertRefused({"margins": finding}, "uniform", pattern)

    def testCustomPrior(self):
        uniform = dict(self.model.basePrior("uniform").priors)
        self.assertRefused({}, {**uniform, "emh": 0.5}, "Prior: the priors add up to 1.375")
        self.assertRefused({}, {**uniform, "emh": float("nan")}, "Prior class 'emh': prior nan is not finite")
        self.assertRefused({}, {**uniform, "emh": -0.1}, "Prior class 'emh': prior -0.1 is negative")
        self.assertRefused({}, {**uniform, "gout": 0.1}, "Prior: class 'gout' is unknown")
        self.assertRefused({}, {"emh": 1.0}, "Prior: class 'metastasis' is missing")
        self.assertRefused({}, None, "Prior: must be an object")

    def testInputIsLeftAlone(self):
        findings = copy.deepcopy(ABSCESS_CASE)
        evaluate(self.model, findings, "uniform")
        self.assertEqual(findings, ABSCESS_CASE)


if __name__ == "__main__":
    unittest.main()
