"""The setting in the panel: several things known of the patient are ticked, and what follows is in sight."""

import unittest
from unittest import mock

import qt
import slicer

from EMHAssistCases.AnswerCase import FINDINGS, AnswerCase
from EMHAssistLib.Panel.Widgets.WrappedCheckBox import WrappedCheckBox

NARROW = 320 - 60  # pixels, without margins


class SettingCase(AnswerCase):
    """The panel with findings of the images entered."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.enter(**FINDINGS)
        self.ui, self.view = self.widget.ui, self.widget.panel.sections["ReadoutSection"]._setting

    def box(self, condition):
        return self.view._boxes[condition]

    def tick(self, *conditions):
        for condition in conditions:
            self.box(condition).box.click()
            slicer.app.processEvents()

    def ticked(self):
        return [name for name, box in self.view._boxes.items() if box.box.checked]

    def line(self, feature):
        return self.widget.panel.sections["FindingsSection"].form.line(feature)


class TickTest(SettingCase):
    """What the user ticks."""

    def testEveryConditionHasABox(self):
        titles = [box.accessibleName for box in self.ui.conditionsWidget.findChildren(qt.QCheckBox)]
        self.assertEqual(titles, [condition.title for condition in self.logic.model.conditions])
        self.assertEqual([self.ui.settingBox.itemData(index) for index in range(self.ui.settingBox.count)],
                         [prior.id for prior in self.logic.model.basePriors])

    def testSeveralAreTickedAndTheStepsAreSaid(self):
        self.tick("known_hemolysis", "known_cancer")
        self.assertEqual(self.logic.conditions(), ("known_hemolysis", "known_cancer"))
        steps = self.logic.result.differential.setting.steps
        self.assertEqual(len(steps), 3)
        text = self.ui.settingStepsLabel.text.replace("\u00a0", " ")
        for step, part in zip(steps, text.split(" \u2192 ")):
            self.assertEqual(part, f"{step.title}: {100 * step.prior:.2g} %")
        self.assertIn(f"{100 * steps[-1].prior:.2g} %", self.ui.priorPercentBox.specialValueText)
        self.assertIn("Setting: ", self.text())
        self.tick("known_hemolysis", "known_cancer")
        self.assertEqual((self.logic.conditions(), self.ticked()), ((), []))

    def testOverrideAndReset(self):
        self.tick("known_hemolysis")
        expected = self.ui.priorPercentBox.specialValueText
        self.ui.priorPercentBox.value = 30
        slicer.app.processEvents()
        self.assertIn("set by the user: 30", self.ui.settingStepsLabel.text)
        self.assertAlmostEqual(self.logic.result.differential.setting.priors["emh"], 0.3)
        self.ui.priorResetButton.click()
        slicer.app.processEvents()
        self.assertNotIn("set by the user", self.ui.settingStepsLabel.text)
        self.assertEqual(self.ui.priorPercentBox.specialValueText, expected)

    def testWhatATickedConditionStatesShowsInTheForm(self):
        line = self.line("hematologic_disorder")
        self.assertEqual(line.box.currentText, "not assessed")
        self.tick("known_hemolysis")
        title = self.logic.model.feature("hematologic_disorder").answer("hemolytic").title
        self.assertIn(f"part of the setting: {title}", line.box.currentText)
        self.assertTrue(line.isAssessed)
        # What the setting holds already is not swallowed unseen.
        self.enter(splenomegaly="present")
        self.assertIn("part of the setting", self.line("splenomegaly").remark.text)
        self.assertIn("Part of the setting: chronic hemolysis", self.line("splenomegaly").box.toolTip)
        self.tick("known_hemolysis")
        self.assertEqual(line.box.currentText, "not assessed")
        self.assertNotIn("part of the setting", self.line("splenomegaly").remark.text)

    def testConditionThatAFindingStatesIsTickedByIt(self):
        self.enter(cancer_history="present")
        box = self.box("known_cancer")
        self.assertTrue(box.box.checked)
        self.assertFalse(box.box.enabled)
        self.assertIn("by a finding", box.label.text)
        feature = self.logic.model.feature("cancer_history")
        self.assertIn(f"{feature.title}: {feature.answer('present').title}", box.label.toolTip)
        self.assertEqual(self.logic.conditions(), ())
        # Counted once: ticked beside it, nothing changes.
        before = self.logic.result.differential.target
        self.logic.setCondition("known_cancer", True)
        slicer.app.processEvents()
        self.assertEqual(self.logic.result.differential.target, before)
        self.assertTrue(box.box.enabled)
        self.logic.setCondition("known_cancer", False)
        self.logic.clearFinding("cancer_history")
        slicer.app.processEvents()
        self.assertTrue(box.box.enabled)
        self.assertEqual(self.ticked(), [])

    def testTheOppositeCannotBeTicked(self):
        self.tick("known_hemolysis")
        box = self.box("none_known")
        self.assertFalse(box.box.enabled)
        self.assertIn("Chronic hemolysis", box.label.toolTip)
        self.tick("known_hemolysis")
        self.assertTrue(box.box.enabled)

    def testEqualPriorsTakeNone(self):
        self.tick("known_hemolysis")
        self.ui.settingBox.setCurrentIndex(1)
        self.ui.settingBox.activated.emit(1)
        slicer.app.processEvents()
        self.assertEqual(self.logic.clinicalSetting(), "uniform")
        self.assertFalse(any(box.box.enabled for box in self.view._boxes.values()))
        self.assertIn("as findings", self.box("known_cancer").label.toolTip)
        # What was ticked is a finding now.
        self.assertIn("\u270e", self.line("hematologic_disorder").label.text)
        self.assertIn("entered", self.line("hematologic_disorder").label.toolTip)

    def testSceneWithAnUnknownSettingSaysSo(self):
        self.logic.getParameterNode().setting = "known_hemolysis+mars"
        slicer.app.processEvents()
        self.assertIn("'mars'", self.text())
        self.assertEqual((self.ui.settingBox.currentText, self.ticked()), ("", []))
        self.assertTrue(self.ui.settingStepsLabel.isHidden())
        self.tick("known_cancer")
        self.assertEqual(self.logic.conditions(), ("known_cancer",))
        self.assertIsNotNone(self.logic.result.differential)

    def testBoxesShowWhatWasTickedWhilePaused(self):
        self.ui.autoUpdateCheckBox.checked = False
        self.addCleanup(setattr, self.ui.autoUpdateCheckBox, "checked", True)
        self.tick("known_hemolysis")
        self.assertEqual(self.ticked(), ["known_hemolysis"])
        self.assertIn("Chronic hemolysis", self.ui.settingStepsLabel.text)

    def testADragTouchesNoBox(self):
        self.tick("known_hemolysis")
        with mock.patch.object(WrappedCheckBox, "show", side_effect=AssertionError("touched")):
            self.lesion.SetCenter(-9, 0, 0)
            slicer.app.processEvents()
            self.widget.panel.refresh()


class LookTest(SettingCase):
    """Readable and reachable."""

    def testItFitsANarrowPanel(self):
        self.tick("known_myeloproliferative", "known_cancer", "marrow_failure")
        self.assertLess(self.ui.settingGroupBox.layout().totalMinimumSize().width(), NARROW)

    def testAClickOnTheTextTicksTheBox(self):
        box = self.box("known_cancer")
        place = qt.QPointF(60, 5)
        for kind in (qt.QEvent.MouseButtonPress, qt.QEvent.MouseButtonRelease):
            slicer.app.sendEvent(box.widget, qt.QMouseEvent(kind, place, place, qt.Qt.LeftButton, qt.Qt.LeftButton,
                                                            qt.Qt.NoModifier))
        slicer.app.processEvents()
        self.assertEqual(self.logic.conditions(), ("known_cancer",))

    def testKeyboardAndScreenReadersReachEachBox(self):
        for box in self.view._boxes.values():
            self.assertTrue(box.box.focusPolicy & qt.Qt.TabFocus)
            self.assertTrue(box.box.accessibleName)


if __name__ == "__main__":
    unittest.main()
