"""The clinical setting by script: where the prior starts, and what is known of the patient."""

import tempfile
import unittest
from pathlib import Path

import slicer

from EMHAssistCases.ModuleCase import ModuleCase

FINDINGS = {"margins": "well_defined", "enhancement": "mild", "internal_fat": "absent"}


class SettingActionsTest(ModuleCase):
    """Base prior and conditions."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        for feature, answer in FINDINGS.items():
            self.logic.setFinding(feature, answer)
        self.node = self.logic.getParameterNode()

    def prior(self):
        differential = self.logic.update().differential
        return differential.setting.priors["emh"] if differential else None

    def testNothingSetIsTheFirstBasePriorAlone(self):
        self.assertEqual((self.node.setting, self.logic.basePrior(), self.logic.conditions()),
                         ("", self.logic.model.basePriors[0].id, ()))

    def testConditionsCombineAndAreWrittenAsOneText(self):
        self.logic.setCondition("known_cancer", True)
        self.logic.setCondition("known_hemolysis", True)
        # In the order of the model, whichever came first.
        self.assertEqual(self.node.setting, "unselected_mass+known_hemolysis+known_cancer")
        self.assertEqual(self.logic.conditions(), ("known_hemolysis", "known_cancer"))
        together = self.prior()
        # By hand: odds of all diagnoses times the weights of both.
        model = self.logic.model
        weights = {key: value * model.condition("known_hemolysis").weights[key]
                   * model.condition("known_cancer").weights[key] for key, value in model.basePriors[0].priors.items()}
        self.assertAlmostEqual(together, weights["emh"] / sum(weights.values()), places=9)
        self.logic.setCondition("known_hemolysis", False)
        self.assertEqual(self.logic.conditions(), ("known_cancer",))
        self.assertLess(self.prior(), together)
        self.logic.setConditions([])
        self.assertEqual((self.logic.conditions(), self.prior()), ((), model.basePriors[0].priors["emh"]))

    def testTickingTwiceIsTickingOnce(self):
        self.logic.setCondition("known_cancer", True)
        before = self.prior()
        self.logic.setCondition("known_cancer", True)
        self.logic.setConditions(["known_cancer", "known_cancer"])
        self.assertEqual((self.logic.conditions(), self.prior()), (("known_cancer",), before))

    def testSceneOfTheFirstModelReadsTheSame(self):
        self.node.setting = "known_hemolysis"
        old = self.prior()
        self.assertEqual((self.logic.basePrior(), self.logic.conditions()), ("unselected_mass", ("known_hemolysis",)))
        self.logic.setClinicalSetting("")
        self.logic.setCondition("known_hemolysis", True)
        self.assertEqual(self.prior(), old)

    def testEqualPriorsTakeNoConditionsAndLoseNothing(self):
        self.logic.setConditions(["known_hemolysis", "known_cancer"])
        self.logic.setFinding("cancer_history", "absent")
        self.logic.setFinding("infection_signs", "absent")
        self.logic.setBasePrior("uniform")
        self.assertEqual((self.node.setting, self.logic.conditions()), ("uniform", ()))
        self.assertEqual(self.prior(), 1 / len(self.logic.model.classes))
        # What was known of the patient is a finding now; what was entered stays.
        entered = self.logic.enteredFindings()
        self.assertEqual([entered[feature] for feature in ("hematologic_disorder", "cancer_history",
                                                           "infection_signs")], ["hemolytic", "absent", "absent"])
        for refused in (lambda: self.logic.setCondition("known_cancer", True),
                        lambda: self.logic.setConditions(["known_cancer"])):
            with self.assertRaisesRegex(ValueError, "enter them as findings"):
                refused()
        # Such a finding states the condition where it is taken again.
        self.logic.clearFinding("cancer_history")
        self.logic.setBasePrior("unselected_mass")
        self.assertEqual([step.id for step in self.logic.update().differential.setting.steps if step.isStated],
                         ["known_hemolysis"])

    def testOfTwoBloodDisordersEqualPriorsTakeTheOneThatCounts(self):
        self.logic.setConditions(["known_hemolysis", "known_myeloproliferative"])
        [ignored] = [step.id for step in self.logic.update().differential.setting.steps if not step.counts]
        self.assertEqual(ignored, "known_myeloproliferative")
        self.logic.setBasePrior("uniform")
        self.assertEqual(self.logic.enteredFindings()["hematologic_disorder"], "hemolytic")

    def testConditionsThatDenyEachOtherAreRefused(self):
        self.logic.setCondition("known_hemolysis", True)
        with self.assertRaisesRegex(ValueError, "deny each other"):
            self.logic.setCondition("none_known", True)
        self.assertEqual(self.logic.conditions(), ("known_hemolysis",))

    def testFindingThatDeniesAConditionIsAContradiction(self):
        self.logic.setCondition("known_hemolysis", True)
        self.logic.setFinding("hematologic_disorder", "none")
        differential = self.logic.update().differential
        self.assertEqual(differential.verdict, "insufficient")
        self.assertIn("contradicts the setting", differential.contradictions[0])

    def testUnknownSettingOfASceneIsNamedAndCanBeLeft(self):
        for setting in ("mars", "known_hemolysis+mars", "uniform+known_cancer"):
            self.node.setting = setting
            with self.subTest(setting):
                self.assertIsNone(self.logic.update().differential)
                self.assertEqual((self.logic.basePrior(), self.logic.conditions()), ("", ()))
                self.assertTrue(any("mars" in text or "takes no conditions" in text
                                    for text in self.logic.result.warnings))
                self.logic.setCondition("known_cancer", True)
                self.assertEqual(self.node.setting, "known_cancer")
                self.assertIsNotNone(self.logic.update().differential)

    def testItIsSavedWithTheScene(self):
        self.logic.setConditions(["known_myeloproliferative", "bleeding_risk"])
        self.logic.setPrior(20)
        before = self.logic.update().differential
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "case.mrb")
            self.assertTrue(slicer.util.saveScene(path))
            slicer.mrmlScene.Clear()
            self.assertEqual(self.logic.conditions(), ())
            slicer.util.loadScene(path)
            self.assertEqual(self.logic.conditions(), ("known_myeloproliferative", "bleeding_risk"))
            self.assertEqual(self.logic.update().differential, before)


if __name__ == "__main__":
    unittest.main()
