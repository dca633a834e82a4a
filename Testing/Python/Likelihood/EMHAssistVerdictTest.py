"""The verdict by its rules, two known cases, and what is named whatever the verdict."""

import unittest

from EMHAssistCases.LikelihoodCase import ABSCESS_CASE, THALASSEMIA_CASE, randomCases
from EMHAssistLib.Likelihood import Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.Differential import REASON_TOO_FEW, RankedClass, decideVerdict


class VerdictTest(unittest.TestCase):

    def verdict(self, probability, low, high, findingCount=5, contradictory=False):
        target = RankedClass("emh", "EMH", probability, low, high)
        return decideVerdict(loadModel().parameters, target, findingCount, contradictory)[0]

    def testRules(self):
        self.assertEqual(self.verdict(0.9, 0.6, 0.99), "likely")
        self.assertEqual(self.verdict(0.9, 0.45, 0.99), "possible")
        self.assertEqual(self.verdict(0.7, 0.6, 0.9), "possible")
        self.assertEqual(self.verdict(0.02, 0.01, 0.09), "unlikely")
        self.assertEqual(self.verdict(0.02, 0.01, 0.15), "possible")
        self.assertEqual(self.verdict(0.5, 0.1, 0.75), "insufficient")
        self.assertEqual(self.verdict(0.9, 0.6, 0.99, findingCount=2), "insufficient")
        self.assertEqual(self.verdict(0.9, 0.6, 0.99, contradictory=True), "insufficient")

    def testEdgesBelongToTheFirmerVerdict(self):
        self.assertEqual(self.verdict(0.8, 0.5, 0.9), "likely")
        self.assertEqual(self.verdict(0.05, 0.0, 0.1), "unlikely")
        self.assertEqual(self.verdict(0.5, 0.25, 0.75), "possible")
        self.assertEqual(self.verdict(0.5, 0.375, 0.625, findingCount=3), "possible")

    def testEveryVerdictHasItsReason(self):
        parameters = loadModel().parameters
        reasons = {decideVerdict(parameters, RankedClass("emh", "EMH", *values), count, contradictory)[1]
                   for values, count, contradictory in (
                       ((0.9, 0.6, 0.99), 5, False), ((0.9, 0.6, 0.99), 2, False), ((0.9, 0.6, 0.99), 5, True),
                       ((0.5, 0.1, 0.9), 5, False), ((0.02, 0.01, 0.03), 5, False), ((0.5, 0.4, 0.6), 5, False))}
        self.assertEqual(len(reasons), 6)

    def testFindingsThatAreLeftOutDoNotCount(self):
        """Three answers of which the setting holds two are one finding."""
        findings = {"anemia": "present", "splenomegaly": "present", "margins": "well_defined"}
        self.assertEqual(evaluate(loadModel(), findings, "known_hemolysis").reason, REASON_TOO_FEW)


class KnownCaseTest(unittest.TestCase):

    def testThalassemiaCase(self):
        """Seed case 1."""
        differential = evaluate(loadModel(), THALASSEMIA_CASE, "known_hemolysis")
        self.assertEqual(differential.classes[0].id, "emh")
        self.assertIn(differential.verdict, ("likely", "possible"))
        decibans = {item.finding.feature: item.decibans for item in differential.contributions}
        self.assertEqual(max(decibans, key=decibans.get), "paravertebral_mass")

    def testAbscessCase(self):
        for setting in ("unselected_mass", "uniform"):
            differential = evaluate(loadModel(), ABSCESS_CASE, setting)
            self.assertEqual(differential.classes[0].id, "infection", setting)
            self.assertEqual(differential.verdict, "unlikely", setting)
            self.assertEqual(differential.alternatives[0].id, "infection", setting)

    def testAbscessCaseWhereTheSettingHoldsTheFever(self):
        findings = {**ABSCESS_CASE, "epidural_position": "anterior"}
        differential = evaluate(loadModel(), findings, "fever_or_sepsis")
        self.assertEqual(differential.classes[0].id, "infection")
        self.assertEqual(differential.verdict, "unlikely")

    def testHematomaIsNamed(self):
        findings = {"bleeding_risk": "present", "enhancement": "none", "epidural_position": "posterior"}
        differential = evaluate(loadModel(), findings, "uniform")
        self.assertEqual(differential.classes[0].id, "hematoma")
        self.assertIn("hematoma", [item.id for item in differential.alternatives])


class SafetyTest(unittest.TestCase):
    """What must be said whatever the differential."""

    def setUp(self):
        self.model = loadModel()

    def testDangerousDiagnosesAreNamedUnlessDismissed(self):
        dangerous = {diagnosis.id for diagnosis in self.model.classes if diagnosis.dangerous}
        self.assertEqual(dangerous, {"infection", "hematoma"})
        seen = set()
        for findings, setting in randomCases(self.model, 150, seed=11):
            differential = evaluate(self.model, findings, setting)
            named = [item.id for item in differential.classes
                     if item.id in dangerous and item.high >= self.model.parameters.alternativeHigh]
            self.assertEqual([item.id for item in differential.alternatives], named)
            seen.add((differential.verdict, len(named)))
        self.assertGreater(len(seen), 4)

    def testEveryAlertIsGiven(self):
        alerts = {(feature.id, level.id): level.alert for feature in self.model.features for level in feature.answers
                  if level.alert}
        self.assertIn("cord_compression", {featureId for featureId, _level in alerts})
        for (featureId, level), alert in alerts.items():
            for finding in (level, Finding(featureId, level, "measured")):
                self.assertEqual(evaluate(self.model, {featureId: finding}, "uniform").alerts, (alert,))

    def testNoAlertWithoutReason(self):
        findings = {feature.id: next(level.id for level in feature.answers if not level.alert)
                    for feature in self.model.features}
        self.assertEqual(evaluate(self.model, findings, "uniform").alerts, ())

    def testAlertsOfFindingsThatAreNotCounted(self):
        """Fever which the setting holds is said all the same, entered, not entered or denied."""
        held = evaluate(self.model, {"infection_signs": "present"}, "fever_or_sepsis")
        self.assertEqual(held.contributions[0].decibans, 0)
        self.assertEqual(len(held.alerts), 1)
        for findings in ({}, {"infection_signs": "absent"}):
            self.assertEqual(evaluate(self.model, findings, "fever_or_sepsis").alerts, held.alerts)

    def testAlertsInTheOrderOfTheModel(self):
        findings = {"cord_compression": "present", "infection_signs": "present"}
        texts = evaluate(self.model, findings, "uniform").alerts
        self.assertEqual(texts, evaluate(self.model, dict(reversed(findings.items())), "uniform").alerts)
        self.assertEqual(len(texts), 2)
        self.assertIn("infection", texts[0])


if __name__ == "__main__":
    unittest.main()
