"""The verdict by its rules, two known cases, and what is named whatever the verdict."""

import unittest

from EMHAssistCases.LikelihoodCase import ABSCESS_CASE, THALASSEMIA_CASE, randomCases
from EMHAssistLib.Likelihood import Assumptions, Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.Differential import (
    RARE_REASONS,
    REASON_HIGH_AGAINST,
    REASON_LOW_PATIENT,
    REASON_RARE_FITS,
    REASON_RARE_OPEN,
    REASON_RARE_UNSEEN,
    REASON_TOO_FEW,
    REASON_UNLIKELY,
    RankedClass,
    decideVerdict,
)
from EMHAssistLib.Likelihood.Picture import Leaning


class VerdictTest(unittest.TestCase):

    def decide(self, probability, low, high, leaning=Leaning.OPEN, findingCount=5, contradictory=False):
        target = RankedClass("emh", "EMH", probability, low, high)
        return decideVerdict(loadModel().parameters, target, leaning, findingCount, contradictory)

    def verdict(self, *numbers, **options):
        return self.decide(*numbers, **options)[0]

    def testRules(self):
        self.assertEqual(self.verdict(0.9, 0.6, 0.99), "likely")
        self.assertEqual(self.verdict(0.9, 0.45, 0.99), "possible")
        self.assertEqual(self.verdict(0.7, 0.6, 0.9), "possible")
        self.assertEqual(self.verdict(0.02, 0.01, 0.09, Leaning.AGAINST), "unlikely")
        self.assertEqual(self.verdict(0.02, 0.01, 0.15, Leaning.AGAINST), "possible")
        self.assertEqual(self.verdict(0.5, 0.1, 0.75), "insufficient")
        self.assertEqual(self.verdict(0.9, 0.6, 0.99, findingCount=2), "insufficient")
        self.assertEqual(self.verdict(0.9, 0.6, 0.99, contradictory=True), "insufficient")

    def testImagesAndPatientHaveToAgree(self):
        """A low number is "unlikely" only where the images speak against EMH, and a high one "likely" only where they
        do not."""
        for leaning, low, high in ((Leaning.FAVORS, ("possible", REASON_RARE_FITS), "likely"),
                                   (Leaning.OPEN, ("possible", REASON_RARE_OPEN), "likely"),
                                   (Leaning.UNKNOWN, ("possible", REASON_RARE_UNSEEN), "likely"),
                                   (Leaning.AGAINST, ("unlikely", REASON_UNLIKELY), "possible")):
            self.assertEqual(self.decide(0.02, 0.01, 0.03, leaning), low)
            self.assertEqual(self.verdict(0.9, 0.8, 0.95, leaning), high)
        self.assertEqual(self.decide(0.9, 0.8, 0.95, Leaning.AGAINST)[1], REASON_HIGH_AGAINST)

    def testRareIsSaidOfWhatIsRare(self):
        """Not with all diagnoses equally likely beforehand, whatever the patient makes of the number."""
        findings = {"neurofibromatosis": "present", "hematologic_disorder": "none", "foraminal_extension": "present",
                    "level": "thoracic"}
        even = evaluate(loadModel(), findings, "uniform")
        self.assertLess(even.target.high, 0.1)
        self.assertEqual((even.verdict, even.reason), ("possible", REASON_LOW_PATIENT))
        self.assertNotIn(evaluate(loadModel(), findings | {"margins": "well_defined"}, "uniform").reason, RARE_REASONS)
        self.assertIn(evaluate(loadModel(), {"margins": "well_defined", "level": "thoracic", "extent": "medium"},
                               "known_cancer").reason, RARE_REASONS)

    def testEdgesBelongToTheFirmerVerdict(self):
        self.assertEqual(self.verdict(0.8, 0.5, 0.9), "likely")
        self.assertEqual(self.verdict(0.05, 0.0, 0.1, Leaning.AGAINST), "unlikely")
        self.assertEqual(self.verdict(0.5, 0.25, 0.75), "possible")
        self.assertEqual(self.verdict(0.5, 0.375, 0.625, findingCount=3), "possible")

    def testEveryRuleHasItsReason(self):
        low, high = (0.02, 0.01, 0.03), (0.9, 0.6, 0.99)
        reasons = {self.decide(*numbers, **options)[1] for numbers, options in (
            (high, {}), (high, {"findingCount": 2}), (high, {"contradictory": True}), ((0.5, 0.1, 0.9), {}),
            ((0.5, 0.4, 0.6), {}), (high, {"leaning": Leaning.AGAINST}),
            *((low, {"leaning": leaning}) for leaning in (Leaning.AGAINST, Leaning.OPEN, Leaning.FAVORS)))}
        self.assertEqual(len(reasons), 9)

    def testNeverUnlikelyWhereTheImagesFavorIt(self):
        """Nor where they are open; whatever the prior."""
        model, seen = loadModel(), set()
        for findings, setting in randomCases(model, 200, seed=21):
            for prior in (None, 0.001, 0.3):
                differential = evaluate(model, findings, setting, Assumptions(prior=prior))
                if differential.picture.average.high >= 1:
                    self.assertNotEqual(differential.verdict, "unlikely")
                if differential.picture.average.high < 1:
                    self.assertNotEqual(differential.verdict, "likely")
                seen.add((str(differential.verdict), str(differential.picture.leaning)))
        self.assertLessEqual({("unlikely", "against"), ("possible", "favors"), ("likely", "favors")}, seen)

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
        self.assertEqual(set(sorted(decibans, key=decibans.get)[-2:]), {"paravertebral_mass", "marrow_like"})
        self.assertEqual(differential.picture.leaning, "favors")

    def testLungCancerCase(self):
        """Seed case 2: EMH in a patient with lung cancer. Like marrow on all sequences, it is among the first two."""
        seen = {"epidural": "present", "epidural_position": "posterior", "paravertebral_mass": "unilateral",
                "level": "thoracic", "number": "multiple", "extent": "long", "margins": "well_defined",
                "enhancement": "marked"}
        like = {"marrow_like": "present", "t1_marrow": "similar", "t2_marrow": "similar"}
        for measured in ({}, like):
            differential = evaluate(loadModel(), {**seen, **measured}, "known_cancer")
            self.assertEqual(differential.picture.leaning, "favors")
            self.assertNotEqual(differential.verdict, "unlikely")
        self.assertIn("emh", [item.id for item in differential.classes[:2]])

    def testAbscessCase(self):
        findings = {**ABSCESS_CASE, "epidural_position": "anterior"}
        for setting in ("unselected_mass", "uniform"):
            differential = evaluate(loadModel(), findings, setting)
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
