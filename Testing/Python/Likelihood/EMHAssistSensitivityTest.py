"""How far the answer hangs on prior, cap, temper and single findings: against evaluating each change anew."""

import math
import unittest

from EMHAssistCases.LikelihoodCase import ROUNDING, THALASSEMIA_CASE, normalized, randomCases, tinyModel
from EMHAssistLib.Likelihood import Assumptions, evaluate, loadModel, overPriors, sensitivity
from EMHAssistLib.Likelihood.Assumptions import SMALLEST_PRIOR
from EMHAssistLib.Likelihood.Sensitivity import CAPS, PRIORS, TEMPERS

MODEL = loadModel()


def probability(findings, setting, assumptions=Assumptions()):
    return evaluate(MODEL, findings, setting, assumptions).target.probability


class SensitivityTest(unittest.TestCase):

    def testAgainstEvaluate(self):
        for base in (Assumptions(), Assumptions(prior=0.4, cap=20.0, temper=0.7)):
            for findings, setting in randomCases(MODEL, 15, seed=3):
                found = sensitivity(MODEL, findings, setting, base)
                self.assertEqual(tuple(point.value for point in found.caps), CAPS)
                self.assertEqual(tuple(point.value for point in found.tempers), TEMPERS)
                for point in found.caps:
                    expected = probability(findings, setting, Assumptions(base.prior, point.value, base.temper))
                    self.assertAlmostEqual(point.probability, expected, delta=2 * ROUNDING)
                for point in found.tempers:
                    expected = probability(findings, setting, Assumptions(base.prior, base.cap, point.value))
                    self.assertAlmostEqual(point.probability, expected, delta=2 * ROUNDING)

    def testOmissionsAgainstEvaluate(self):
        for findings, setting in randomCases(MODEL, 15, seed=4):
            omissions = {item.feature: item for item in sensitivity(MODEL, findings, setting).omissions}
            self.assertEqual(list(omissions), [feature.id for feature in MODEL.features if feature.id in findings
                                               and feature.id in omissions])
            contradictory = evaluate(MODEL, findings, setting).contradictions
            if contradictory:
                continue
            # What follows from another finding, or weighs nothing, changes nothing.
            self.assertLessEqual(set(omissions), set(findings))
            for featureId, item in omissions.items():
                rest = {key: value for key, value in findings.items() if key != featureId}
                self.assertAlmostEqual(item.probability, probability(rest, setting), delta=2 * ROUNDING)
                self.assertEqual(item.title, MODEL.feature(featureId).title)

    def testOmissionBringsBackWhatFollows(self):
        """And takes away the condition that the finding states."""
        findings = {"t1_marrow": "similar", "marrow_like": "present", "cancer_history": "present"}
        omissions = {item.feature: item.probability for item in sensitivity(MODEL, findings, "").omissions}
        self.assertEqual(list(omissions), ["cancer_history", "marrow_like"])
        for feature, without in omissions.items():
            rest = {key: value for key, value in findings.items() if key != feature}
            self.assertAlmostEqual(without, probability(rest, ""), delta=2 * ROUNDING)
        self.assertNotIn("cancer_history", [item.feature for item in
                                            sensitivity(MODEL, findings, "known_cancer").omissions])

    def testWhatIsNotUsedIsNotOmitted(self):
        findings = {"splenomegaly": "present", "transfusion": "present", "margins": "well_defined"}
        omissions = sensitivity(MODEL, findings, "known_hemolysis").omissions
        self.assertEqual([item.feature for item in omissions], ["margins"])
        findings = {"anemia": "absent", "transfusion": "present", "margins": "well_defined"}
        self.assertEqual([item.feature for item in sensitivity(MODEL, findings, "uniform").omissions], ["margins"])

    def testNoFindings(self):
        found = sensitivity(MODEL, {}, "uniform")
        self.assertEqual(found.omissions, ())
        self.assertEqual({point.probability for point in (*found.caps, *found.tempers)}, {0.125})


class OverPriorsTest(unittest.TestCase):

    def testAgainstEvaluate(self):
        """Probability and interval as if the case had been evaluated with that prior from the start."""
        for findings, setting in randomCases(MODEL, 12, seed=5):
            points = overPriors(evaluate(MODEL, findings, setting))
            self.assertEqual(tuple(point.prior for point in points), PRIORS)
            for point in points:
                target = evaluate(MODEL, findings, setting, Assumptions(prior=point.prior)).target
                self.assertAlmostEqual(point.probability, target.probability, delta=1e-8)
                # An end lies between two draws, which is not the same place on the scale of the odds.
                self.assertAlmostEqual(point.low, target.low, delta=2e-4)
                self.assertAlmostEqual(point.high, target.high, delta=2e-4)

    def testByHand(self):
        model = tinyModel({"f": [[4, 1], [1, 4]]}, (0.2, 0.8))
        for point in overPriors(evaluate(model, {"f": "l0"}, "test")):
            expected = normalized({"a": point.prior * 5 / 7, "b": (1 - point.prior) * 2 / 7})["a"]
            self.assertAlmostEqual(point.probability, expected, delta=1e-8)

    def testTheSettingsOwnPriorIsAmongThem(self):
        findings = {key: value for key, value in THALASSEMIA_CASE.items() if key != "hematologic_disorder"}
        differential = evaluate(MODEL, findings, "unselected_mass")
        point, = (point for point in overPriors(differential)
                  if point.prior == MODEL.basePrior("unselected_mass").priors["emh"])
        self.assertAlmostEqual(point.probability, differential.target.probability, delta=2 * ROUNDING)
        self.assertAlmostEqual(point.high, differential.target.high, delta=2 * ROUNDING)

    def testRisesWithThePrior(self):
        points = overPriors(evaluate(MODEL, THALASSEMIA_CASE, "uniform"))
        for values in zip(*((point.low, point.probability, point.high) for point in points)):
            self.assertEqual(list(values), sorted(values))

    def testFromAPriorThatLeavesNoDoubt(self):
        """The probability does not stick at 0 or 1, where it was rounded to; the interval holds it."""
        reference = overPriors(evaluate(MODEL, THALASSEMIA_CASE, "uniform"))
        for prior in (SMALLEST_PRIOR, 1 - SMALLEST_PRIOR):
            points = overPriors(evaluate(MODEL, THALASSEMIA_CASE, "uniform", Assumptions(prior=prior)))
            for point, expected in zip(points, reference):
                self.assertAlmostEqual(point.probability, expected.probability, delta=1e-6)
                self.assertTrue(0 <= point.low <= point.probability <= point.high <= 1)


class AssumptionsTest(unittest.TestCase):

    def testDefaults(self):
        self.assertEqual(evaluate(MODEL, THALASSEMIA_CASE, "uniform", Assumptions()),
                         evaluate(MODEL, THALASSEMIA_CASE, "uniform"))

    def testPriorOfTheTarget(self):
        """The others keep their proportions."""
        shipped = MODEL.basePrior("unselected_mass").priors
        differential = evaluate(MODEL, {}, "unselected_mass", Assumptions(prior=0.3))
        for item in differential.classes:
            expected = 0.3 if item.id == "emh" else shipped[item.id] * 0.7 / (1 - shipped["emh"])
            self.assertAlmostEqual(item.probability, expected, delta=ROUNDING)
        self.assertAlmostEqual(differential.priorDecibans, 10 * math.log10(0.3 / 0.7), delta=ROUNDING)
        self.assertTrue(differential.setting.isOverridden)
        self.assertIn("prior of the target set by the user", differential.setting.title)

    def testPriorOverACustomPrior(self):
        custom = {**dict.fromkeys(MODEL.classIds(), 0.1), "emh": 0.3}
        same = evaluate(MODEL, {}, custom, Assumptions(prior=0.3))
        for item in same.classes:
            self.assertAlmostEqual(item.probability, custom[item.id], delta=ROUNDING)

    def testPriorsAtTheLimit(self):
        """Next to nothing left for the others, and yet nothing but numbers."""
        smallest = {**dict.fromkeys(MODEL.classIds(), SMALLEST_PRIOR), "emh": 1 - 7 * SMALLEST_PRIOR}
        for assumptions in (Assumptions(), Assumptions(prior=SMALLEST_PRIOR), Assumptions(prior=1 - SMALLEST_PRIOR)):
            differential = evaluate(MODEL, THALASSEMIA_CASE, smallest, assumptions)
            self.assertAlmostEqual(sum(item.probability for item in differential.classes), 1, delta=8 * ROUNDING)
            self.assertTrue(math.isfinite(differential.totalDecibans))

    def testCapOfOneLetsNothingThrough(self):
        differential = evaluate(MODEL, THALASSEMIA_CASE, "uniform", Assumptions(cap=1.0))
        for item in differential.classes:
            self.assertAlmostEqual(item.probability, 0.125, delta=ROUNDING)

    def testTemperOfZeroToo(self):
        differential = evaluate(MODEL, THALASSEMIA_CASE, "uniform", Assumptions(temper=0.0))
        self.assertEqual({item.decibans for item in differential.contributions}, {0.0})

    def testTemperScalesEveryBlock(self):
        """With two forms alone the log odds are proportional to it."""
        model = tinyModel({"f": [[4, 1], [1, 4]], "g": [[3, 1], [1, 2]]}, (0.5, 0.5),
                          blocks={"f": ("one", 0.8, 0.0), "g": ("two", 0.3, 0.0)})
        total = {temper: evaluate(model, {"f": "l0", "g": "l0"}, "test", Assumptions(temper=temper)).totalDecibans
                 for temper in (0.5, 1.0, 1.25, 2.0)}
        self.assertAlmostEqual(total[0.5], total[1.0] / 2, delta=2 * ROUNDING)
        self.assertAlmostEqual(total[1.25], total[1.0] * 1.25, delta=3 * ROUNDING)
        # No finding counts more than its own table says: the first one as it stands, the second one 0.6 times.
        self.assertAlmostEqual(total[2.0], 10 * math.log10(5 / 2) + 6 * math.log10((4 / 6) / (2 / 5)), delta=ROUNDING)

    def testRefusals(self):
        for field, values in (("prior", (0, 1, -0.1, 1.5, 1e-12)), ("cap", (0, 0.99, -10, 2e9)),
                              ("temper", (-0.1, 2.1))):
            for value in (*values, math.nan, math.inf, -math.inf):
                with self.subTest(field, value=value), self.assertRaisesRegex(ValueError, f"[Tt]he {field}"):
                    Assumptions(**{field: value})


if __name__ == "__main__":
    unittest.main()
