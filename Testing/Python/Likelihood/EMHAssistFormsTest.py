"""Diagnoses that are mixtures of forms: the posterior by hand, the interval against a simulation of its own."""

import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, normalized, probabilities, shippedData, tinyModel
from EMHAssistLib.Likelihood import evaluate, loadModel
from EMHAssistLib.Likelihood.Inference import counted

# The target has a common and a rare form that look different; the other diagnosis has one.
FORMS = [("common", "a", 3, ""), ("rare", "a", 1, ""), ("b", "b", 1, "")]
TABLES = {"first": [[8, 0], [1, 7], [3, 5]], "second": [[6, 2], [0, 8], [4, 4]]}


class MixtureTest(unittest.TestCase):

    def testPosteriorByHand(self):
        """With a pseudo-patient a level the means are tenths; a form is a product, a diagnosis the sum of its forms."""
        model = tinyModel(TABLES, (0.4, 0.6), FORMS)
        differential = evaluate(model, {"first": "l1", "second": "l1"}, "test")
        common, rare = 0.4 * 3 / 4 * (1 / 10) * (3 / 10), 0.4 * 1 / 4 * (8 / 10) * (9 / 10)
        for classId, value in normalized({"a": common + rare, "b": 0.6 * (6 / 10) * (5 / 10)}).items():
            self.assertAlmostEqual(probabilities(differential)[classId][0], value, delta=ROUNDING)
        shares = {form.id: form.share for form in differential.target.forms}
        for formId, value in normalized({"common": common, "rare": rare}).items():
            self.assertAlmostEqual(shares[formId], value, delta=ROUNDING)
        self.assertEqual([form.id for form in differential.target.forms], ["rare", "common"])

    def testFindingsOfOneFormSupportEachOther(self):
        """What a mixture is for: both findings of the rare form together say more than the product of their odds."""
        model = tinyModel(TABLES, (0.4, 0.6), FORMS)

        def odds(findings):
            p = evaluate(model, findings, "test").target.probability
            return p / (1 - p) / (0.4 / 0.6)

        together = odds({"first": "l1", "second": "l1"})
        self.assertGreater(together, 1.5 * odds({"first": "l1"}) * odds({"second": "l1"}))

    def testEqualFormsAreOneForm(self):
        """Plain naive Bayes, probability and interval, whatever the shares of forms that use one table."""
        tables = {"first": [[8, 0], None, None, [3, 5]], "second": [[6, 2], None, None, [4, 4]]}
        forms = [("x", "a", 3, ""), ("y", "a", 1, "x"), ("z", "a", 0.5, "y"), ("b", "b", 1, "")]
        mixture = tinyModel(tables, (0.4, 0.6), forms, draws=20000)
        plain = tinyModel({name: [rows[0], rows[3]] for name, rows in tables.items()}, (0.4, 0.6), draws=20000)
        for findings in ({"first": "l0"}, {"first": "l1", "second": "l0"}):
            mixed, single = (evaluate(model, findings, "test") for model in (mixture, plain))
            np.testing.assert_allclose(*(list(probabilities(each).values()) for each in (mixed, single)),
                                       atol=2 * ROUNDING)
            shares = {form.id: form.share for form in mixed.target.forms}
            for formId, value in (("x", 6 / 9), ("y", 2 / 9), ("z", 1 / 9)):
                self.assertAlmostEqual(shares[formId], value, delta=ROUNDING)

    def testFormsThatShareATableShareItsDraws(self):
        """Two forms that each draw an equal table of their own average out; two that share one do not."""
        forms = [("x", "a", 1e6, ""), ("y", "a", 1e6, ""), ("b", "b", 1, "")]
        inheriting = [("x", "a", 1e6, ""), ("y", "a", 1e6, "x"), ("b", "b", 1, "")]
        certain = [5e8, 5e8]
        own = tinyModel({"first": [[7, 3], [7, 3], certain]}, (0.5, 0.5), forms, draws=20000)
        shared = tinyModel({"first": [[7, 3], None, certain]}, (0.5, 0.5), inheriting, draws=20000)
        single = tinyModel({"first": [[7, 3], certain]}, (0.5, 0.5), draws=20000)
        targets = [evaluate(model, {"first": "l0"}, "test").target for model in (own, shared, single)]
        self.assertAlmostEqual(targets[0].probability, targets[1].probability, delta=ROUNDING)
        widths = [target.high - target.low for target in targets]
        self.assertAlmostEqual(widths[1], widths[2], delta=2 * ROUNDING)
        x = np.random.default_rng(8).beta(8, 4, (2, 400000)).mean(axis=0)
        self.assertAlmostEqual(widths[0], np.ptp(np.quantile(x / (x + 0.5), (0.025, 0.975))), delta=0.005)
        self.assertLess(widths[0], 0.75 * widths[1])

    def testOwnTableInsteadOfTheInheritedOne(self):
        forms = [("x", "a", 1, ""), ("y", "a", 1, "x"), ("b", "b", 1, "")]
        model = tinyModel({"first": [[8, 0], [0, 8], [4, 4]], "second": [[6, 2], None, [4, 4]]}, (0.5, 0.5), forms)
        target = evaluate(model, {"first": "l1", "second": "l0"}, "test").target
        joint = {"x": 1 / 10 * 7 / 10, "y": 9 / 10 * 7 / 10}
        for formId, value in normalized(joint).items():
            self.assertAlmostEqual({form.id: form.share for form in target.forms}[formId], value, delta=ROUNDING)

    def testIntervalAgainstASimulation(self):
        """Tables and shares drawn by another generator, the mixture written out; with cap and temper."""
        cap, temper, prior = 3.0, 0.7, (0.4, 0.6)
        model = tinyModel(TABLES, prior, FORMS, {name: (name, temper, 0.0) for name in TABLES}, cap, draws=20000)
        target = evaluate(model, {"first": "l1", "second": "l1"}, "test").target

        generator = np.random.default_rng(5)
        draws = 400000
        share = generator.beta(3, 1, draws)
        logForm = np.log([share * prior[0], (1 - share) * prior[0], np.full(draws, prior[1])])
        for rows in TABLES.values():
            likelihood = np.array([generator.beta(row[1] + 1, row[0] + 1, draws) for row in rows])
            logForm += temper * np.log(np.maximum(likelihood, likelihood.max(axis=0) / cap))
        form = np.exp(logForm)
        posterior = (form[0] + form[1]) / form.sum(axis=0)
        for got, expected in zip((target.low, target.high), np.quantile(posterior, (0.025, 0.975))):
            self.assertAlmostEqual(got, expected, delta=0.006)

    def testDoubtAboutSharesWidensTheInterval(self):
        widths = []
        for scale in (1, 1000):
            forms = [(formId, classId, scale * patients, parent) for formId, classId, patients, parent in FORMS]
            tables = {"first": [[8e6, 0], [1e6, 7e6], [3e6, 5e6]]}
            target = evaluate(tinyModel(tables, (0.4, 0.6), forms), {"first": "l1"}, "test").target
            widths.append(target.high - target.low)
        self.assertGreater(widths[0], 5 * widths[1])

    def testFewPatientsOfAForm(self):
        """The least a model file may hold: shares that are all or nothing, and still finite."""
        forms = [("x", "a", 0.1, ""), ("y", "a", 0.1, ""), ("b", "b", 0.1, "")]
        target = evaluate(tinyModel(TABLES, (0.4, 0.6), forms), {"first": "l1"}, "test").target
        joint = {"a": 0.4 * (1 / 2 * 1 / 10 + 1 / 2 * 8 / 10), "b": 0.6 * 6 / 10}
        self.assertAlmostEqual(target.probability, normalized(joint)["a"], delta=ROUNDING)
        self.assertLess(target.low, target.probability)
        self.assertLess(target.probability, target.high)


class ShippedFormsTest(unittest.TestCase):

    def testFormsOfEachDiagnosis(self):
        model = loadModel()
        forms = {diagnosis.id: [form.id for form in model.forms if form.classId == diagnosis.id]
                 for diagnosis in model.classes}
        self.assertEqual(forms["emh"], ["emh_active", "emh_fatty", "emh_iron"])
        self.assertEqual(forms["infection"], ["pyogenic", "tuberculous"])
        self.assertEqual(forms["hematoma"], ["hematoma"])

    def testFatWithoutEnhancementIsTheFattyForm(self):
        target = evaluate(loadModel(), {"internal_fat": "present", "enhancement": "none"}, "known_hemolysis").target
        self.assertEqual(target.forms[0].id, "emh_fatty")

    def testPatientsOfASharedTableCountOnce(self):
        """Against the file: entries stand in it once, with the form that they were made for."""
        model = loadModel()
        classOf = {form["id"]: form["class"] for form in shippedData()["forms"]}
        for feature in shippedData()["features"]:
            for level in feature["levels"]:
                expected = {True: [0.0, 0.0], False: [0.0, 0.0]}
                for formId, entries in feature["evidence"].items():
                    for entry in entries:
                        if entry["provenance"] != "elicited":
                            of = expected[classOf[formId] == "emh"]
                            of[0] += entry["counts"][level["id"]]
                            of[1] += entry["n"]
                got = counted(model, model.feature(feature["id"]), level["id"])
                for each, of in zip(got, (expected[True], expected[False])):
                    self.assertAlmostEqual(each.count, of[0], places=9)
                    self.assertAlmostEqual(each.n, of[1], places=9)


if __name__ == "__main__":
    unittest.main()
