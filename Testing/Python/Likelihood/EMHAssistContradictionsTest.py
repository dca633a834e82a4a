"""Findings that contradict each other or the setting are named and left out; everything else stays as it was."""

import unittest
from dataclasses import replace

import numpy as np

from EMHAssistCases.LikelihoodCase import probabilities, randomFindings
from EMHAssistLib.Likelihood import Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.ClinicalSetting import clinicalSetting
from EMHAssistLib.Likelihood.Finding import CERTAIN
from EMHAssistLib.Likelihood.Model import Contradiction
from EMHAssistLib.Likelihood.WeighedFindings import NOTE_CONTRADICTION

MODEL = loadModel()


def measured(featureId, level, weight):
    """Return a measured finding that is so sure of a level, the rest divided over the others."""
    others = [other for other in MODEL.feature(featureId).answerIds() if other != level]
    levels = {level: weight, **{other: (1 - weight) / len(others) for other in others}}
    return Finding(featureId, max(levels, key=levels.get), "measured", answerWeights=levels)


class ContradictionTest(unittest.TestCase):

    def assertLeftOut(self, findings, setting, featureIds):
        """Assert that exactly these are left out and that all else is bitwise as if they were missing."""
        differential = evaluate(MODEL, findings, setting)
        remaining = {key: value for key, value in findings.items() if key not in featureIds}
        reference = evaluate(MODEL, remaining, setting)
        left = {item.finding.feature: item for item in differential.contributions if item.note == NOTE_CONTRADICTION}
        self.assertEqual(set(left), set(featureIds))
        self.assertEqual({item.decibans for item in left.values()}, {0.0})
        self.assertEqual([item for item in differential.contributions if item.finding.feature not in left],
                         list(reference.contributions))
        self.assertEqual(differential.classes, reference.classes)
        self.assertEqual(differential.totalDecibans, reference.totalDecibans)
        self.assertEqual(differential.alternatives, reference.alternatives)
        self.assertEqual(differential.verdict, "insufficient")
        self.assertIn("contradict", differential.reason)
        return differential

    def testEveryRuleOfTheModel(self):
        self.assertGreaterEqual(len(MODEL.contradictions), 5)
        generator = np.random.default_rng(1)
        for rule in MODEL.contradictions:
            others = {featureId: finding for featureId, finding in randomFindings(MODEL, generator).items()
                      if all(featureId not in each.answers for each in MODEL.contradictions)}
            for levels in zip(*(levels * 4 for levels in rule.answers.values())):
                findings = {**others, **dict(zip(rule.answers, levels))}
                differential = self.assertLeftOut(findings, "uniform", rule.answers)
                text, = differential.contradictions
                self.assertTrue(text.endswith(rule.reason))
                for featureId, level in zip(rule.answers, levels):
                    feature = MODEL.feature(featureId)
                    self.assertIn(f"\"{feature.title}: {feature.answer(level).title}\" (entered)", text)

    def testHalfARuleIsNoContradiction(self):
        for rule in MODEL.contradictions:
            for featureId, levels in rule.answers.items():
                for level in levels:
                    self.assertEqual(evaluate(MODEL, {featureId: level}, "uniform").contradictions, ())

    def testLevelsTheRuleDoesNotName(self):
        findings = {"epidural": "present", "epidural_position": "posterior", "paravertebral_mass": "none",
                    "transfusion": "absent", "anemia": "absent", "marrow_like": "present", "t1_marrow": "similar"}
        self.assertEqual(evaluate(MODEL, findings, "uniform").contradictions, ())

    def testTwoRulesAtOnce(self):
        """Both are named, and all that takes part in either is left out once."""
        findings = {"epidural": "absent", "epidural_position": "posterior", "paravertebral_mass": "none",
                    "margins": "well_defined"}
        differential = self.assertLeftOut(findings, "uniform", ("epidural", "epidural_position", "paravertebral_mass"))
        self.assertEqual(len(differential.contradictions), 2)

    def testFindingAgainstTheSetting(self):
        """One that says not found where the setting says found, or the other way round; another kind of the same is an
        answer beside it."""
        others = {"margins": "well_defined", "number": "multiple", "level": "thoracic"}
        tried = 0
        for condition in MODEL.conditions:
            for featureId, stated in condition.states.items():
                feature = MODEL.feature(featureId)
                for answer in feature.answers:
                    findings = {**others, featureId: answer.id}
                    if answer.isAbsence == feature.answer(stated).isAbsence:
                        self.assertEqual(evaluate(MODEL, findings, condition.id).contradictions, ())
                        continue
                    tried += 1
                    text, = self.assertLeftOut(findings, condition.id, (featureId,)).contradictions
                    states = feature.answer(stated).title
                    self.assertIn(f'the setting "{condition.title}", which states "{states}"', text)
        self.assertGreaterEqual(tried, 9)

    def testWhatAConditionImpliesCannotBeDenied(self):
        for condition in MODEL.conditions:
            for featureId in condition.implies:
                for answerId in MODEL.feature(featureId).answerIds():
                    self.assertEqual(evaluate(MODEL, {featureId: answerId}, condition.id).contradictions, ())

    def testDoubtfulFindingsStateNoCondition(self):
        """What contradicts another finding is left out of the prior, too."""
        rule = Contradiction({"cancer_history": ("present",), "margins": ("well_defined",)}, "Made up.")
        model = replace(MODEL, contradictions=(rule,))
        for margins, prior in (("well_defined", MODEL.basePriors[0].priors), ("ill_defined", None)):
            setting = evaluate(model, {"cancer_history": "present", "margins": margins}, "").setting
            self.assertEqual(len(setting.steps), 1 if prior else 2)
            if prior:
                self.assertEqual(setting.priors, prior)

    def testWithoutContradictionsThereWouldBeAVerdict(self):
        findings = {"margins": "well_defined", "number": "multiple", "level": "thoracic"}
        self.assertNotEqual(evaluate(MODEL, findings, "known_hemolysis").verdict, "insufficient")

    def testMeasuredOnesTakePartWhenTheyAreSure(self):
        for weight, contradicts in ((1.0, True), (CERTAIN + 0.001, True), (CERTAIN - 0.001, False), (0.5, False)):
            findings = {"transfusion": "present", "anemia": measured("anemia", "absent", weight)}
            found = evaluate(MODEL, findings, "uniform").contradictions
            self.assertEqual(bool(found), contradicts, weight)
            findings = {"infection_signs": measured("infection_signs", "absent", weight)}
            self.assertEqual(bool(evaluate(MODEL, findings, "fever_or_sepsis").contradictions), contradicts, weight)

    def testLevelsOfARuleAreTakenTogether(self):
        """Not sure whether lower or higher, but sure that it differs: that is the rule."""
        levels = {"lower": 0.5, "similar": 0.02, "higher": 0.48}
        measured = Finding("t1_marrow", "lower", "measured", answerWeights=levels)
        findings = {"marrow_like": "present", "t1_marrow": measured}
        text, = evaluate(MODEL, findings, "uniform").contradictions
        self.assertIn("(measured)", text)

    def testCustomPriorHoldsNoFinding(self):
        priors = clinicalSetting(MODEL, "known_cancer").priors
        self.assertEqual(evaluate(MODEL, {"cancer_history": "absent"}, priors).contradictions, ())


class UnaffectedTest(unittest.TestCase):

    def testContradictionsDoNotChangeTheNumbersOfOthers(self):
        """Random cases with a contradiction planted on top: classes as if the planted ones were missing."""
        generator = np.random.default_rng(2)
        planted = {"transfusion": "present", "anemia": "absent"}
        for _ in range(20):
            findings = {key: value for key, value in randomFindings(MODEL, generator).items()
                        if all(key not in rule.answers for rule in MODEL.contradictions)}
            self.assertEqual(probabilities(evaluate(MODEL, {**findings, **planted}, "uniform")),
                             probabilities(evaluate(MODEL, findings, "uniform")))


if __name__ == "__main__":
    unittest.main()
