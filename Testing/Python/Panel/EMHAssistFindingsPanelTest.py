"""The check list of findings: where an answer comes from, back to it, search, jump, clear and restore."""

import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistLib.Report.Deciders import deciders, mostInformative
from EMHAssistLib.Report.DifferentialText import percent

NARROW = 320 - 30  # pixels, without margins and scroll bar


class FindingsCase(ModuleCase):
    """The form on the small case, whose lesion is about as bright as marrow."""

    def setUp(self):
        super().setUp()
        self.ui = self.widget.ui
        self.section = self.widget.panel.sections["FindingsSection"]
        self.form = self.section.form
        self.ui.findingsSection.collapsed = False

    def tearDown(self):
        self.ui.findingsSearchEdit.clear()
        self.ui.openFindingsCheckBox.checked = False
        self.form.fold.button.checked = False
        super().tearDown()

    def shown(self):
        """Return the ids of the features whose lines are not hidden."""
        return {feature.id for feature in self.logic.model.features
                if not self.form.line(feature.id).widget.isHidden()}

    def answer(self, feature, level):
        """Answer as the user does."""
        box = self.form.line(feature).box
        index = box.findData(level)
        box.setCurrentIndex(index)
        box.activated.emit(index)
        slicer.app.processEvents()


class AnswerTest(FindingsCase):
    """Measured, entered, left out."""

    def testNothingIsAssessedByDefault(self):
        for feature in self.logic.model.features:
            self.assertEqual(self.form.line(feature.id).box.currentText, "not assessed")

    def testMeasuredOnesAreMarkedAndCanBeOverriddenAndTakenBack(self):
        self.loadCase()
        measured = set(self.logic.result.measured)
        self.assertTrue(measured)
        for feature in self.logic.model.features:
            self.assertEqual(self.form.line(feature.id).box.currentText.startswith("\u25c6 measured: "),
                             feature.id in measured)
        feature = sorted(measured)[0]
        line = self.form.line(feature)
        before = self.logic.result.differential.target.probability
        self.assertTrue(line.back.isHidden())
        levels = self.logic.model.feature(feature).answerIds()
        other = next(level for level in levels if level != self.logic.result.measured[feature].answer)
        self.answer(feature, other)
        self.assertEqual(self.logic.result.findings[feature].answer, other)
        self.assertIn("\u270e entered, \u25c6 measured", line.remark.text)
        self.assertFalse(line.back.isHidden())
        line.back.click()
        slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {})
        self.assertEqual(self.logic.result.differential.target.probability, before)
        self.assertTrue(line.back.isHidden())

    def testToolTipDefinesTheSignWithItsSource(self):
        for feature in self.logic.model.features:
            tip = self.form.line(feature.id).box.toolTip
            if not feature.evidence:
                self.assertIn("says nothing about the diagnosis", tip)
                continue
            ownEntries = [entry for form in self.logic.model.forms if form.classId == self.logic.model.target
                          for entry in feature.evidence[form.id]]
            best = min(entry.grade for entry in ownEntries)
            with self.subTest(feature.id):
                self.assertIn(f"(grade {best}: ", tip)
                plain = qt.QTextDocument()
                plain.setHtml(tip)
                self.assertIn(next(entry.source.citation for entry in ownEntries if entry.grade == best),
                              plain.toPlainText())
                self.assertIn(feature.description, plain.toPlainText())

    def testLongAnswerIsThereInFullInANarrowPanel(self):
        line = self.form.line("hematologic_disorder")
        self.answer("hematologic_disorder", "hemolytic")
        title = self.logic.model.feature("hematologic_disorder").answer("hemolytic").title

        def labels():
            return [label.text for label in line.widget.findChildren(qt.QLabel) if not label.isHidden()]

        line.widget.resize(NARROW, 100)
        line._fit()
        self.assertIn(title, labels())
        line.widget.resize(2000, 100)
        line._fit()
        self.assertNotIn(title, labels())

    def testFormFitsANarrowPanel(self):
        self.loadCase()
        self.logic.getParameterNode().parameterNode.SetParameter("Finding.a_feature_that_is_gone", "present")
        slicer.app.processEvents()
        self.assertLess(self.ui.findingsSection.layout().totalMinimumSize().width(), NARROW)


class OrderTest(FindingsCase):
    """What is asked first, and what is folded away."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.section.showNext()
        slicer.app.processEvents()

    def top(self, feature):
        """Return how far below the top of the form a line stands."""
        return self.form.line(feature).widget.mapTo(self.ui.findingsForm, qt.QPoint(0, 0)).y()

    def testWhatTellsMostStandsFirstWithWhatItWouldChange(self):
        entries = mostInformative(self.logic.result)
        first = [entry.feature for entry in entries]
        others = self.shown() - set(first)
        self.assertTrue(others)
        self.assertEqual(sorted((*first, *others), key=self.top)[:len(first)], first)
        # What the line says an answer would make of it is what the answer then does.
        outcomes = sorted(entries[0].outcomes, key=lambda outcome: outcome[1])
        line = self.form.line(first[0])
        for answer, probability in (outcomes[0], outcomes[-1]):
            self.assertIn(percent(probability), line.outlook.text)
            self.logic.setFinding(first[0], answer)
            slicer.app.processEvents()
            self.assertAlmostEqual(self.logic.result.differential.target.probability, probability, places=6)

    def testALineStaysUnderTheHandThatAnswersIt(self):
        first = mostInformative(self.logic.result)[0].feature
        line = self.form.line(first)
        line.box.setFocus()
        place = self.top(first)
        self.answer(first, line.feature.answers[0].id)
        self.section.showNext()
        slicer.app.processEvents()
        self.assertIs(line.box.window().focusWidget(), line.box)
        self.assertEqual(self.top(first), place)
        # When the hand has left, it goes where it belongs.
        self.form.line(mostInformative(self.logic.result)[0].feature).box.setFocus()
        self.section.showNext()
        slicer.app.processEvents()
        self.assertGreater(self.top(first), max(self.top(entry.feature)
                                                for entry in mostInformative(self.logic.result)))
        self.assertEqual(line.outlook.text, "")

    def testWhatIsNotAssessedIsFoldedUnderALineThatCountsIt(self):
        features = {feature.id for feature in self.logic.model.features}
        measured = set(self.logic.result.measured)
        self.assertEqual(self.shown(), measured | {entry.feature for entry in mostInformative(self.logic.result)})
        self.assertIn(str(len(features - measured)), self.form.fold.button.text)
        self.form.fold.button.click()
        self.assertEqual(self.shown(), features)
        self.form.fold.button.click()
        self.assertLess(len(self.shown()), len(features))

    def testQuestionAndAnswerStandSideBySideWhereTheyFit(self):
        line = self.form.line("margins")
        for width, isBeside in ((NARROW, True), (60, False)):
            line.widget.resize(width, 200)
            line._fit()
            slicer.app.processEvents()
            line.widget.layout().activate()
            self.assertEqual(line.box.geometry.top() < line.label.geometry.bottom(), isBeside, width)


class FindTest(FindingsCase):
    """Search, filter and jump."""

    def testSearchFindsQuestionsAndAnswers(self):
        self.ui.findingsSearchEdit.setText("thalassemia")
        self.assertIn("hematologic_disorder", self.shown())
        self.assertNotIn("margins", self.shown())
        self.ui.findingsSearchEdit.setText("no such thing at all")
        self.assertEqual(self.shown(), set())
        self.ui.findingsSearchEdit.clear()
        self.form.fold.button.click()
        self.assertEqual(len(self.shown()), len(self.logic.model.features))

    def testFilterOfWhatIsNotAssessed(self):
        self.loadCase()
        measured = set(self.logic.result.measured)
        self.ui.openFindingsCheckBox.checked = True
        everything = {feature.id for feature in self.logic.model.features}
        self.assertEqual(self.shown(), everything - measured)
        # What has just been answered does not vanish under the hand, what is open again comes back.
        self.answer("margins", "well_defined")
        self.assertIn("margins", self.shown())
        slicer.mrmlScene.RemoveNode(self.lesion)
        slicer.app.processEvents()
        self.assertEqual(self.shown(), everything)

    def testJumpFromWhatToLookAtNext(self):
        self.loadCase()
        self.ui.findingsSection.collapsed = True
        self.ui.openFindingsCheckBox.checked = True
        feature = deciders(self.logic.result)[0].findings[0].feature

        def labels():
            return [label for label in self.ui.answerWidget.findChildren(qt.QLabel)
                    if f"href='{feature}'" in label.text]

        wait(labels)
        [label] = labels()
        label.linkActivated.emit(feature)
        slicer.app.processEvents()
        self.assertFalse(self.ui.findingsSection.collapsed)
        self.assertFalse(self.ui.openFindingsCheckBox.checked)
        box = self.form.line(feature).box
        self.assertIs(box.window().focusWidget(), box)


    def testNobodyIsLedToAFindingOfTheSceneBefore(self):
        self.section.goTo("diffuse_low_marrow")
        self.assertIn("diffuse_low_marrow", self.shown())
        self.ui.findingsSearchEdit.setFocus()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertNotIn("diffuse_low_marrow", self.shown())


class ClearTest(FindingsCase):
    """Taking findings back."""

    def testClearAndRestore(self):
        self.loadCase()
        findings = {"margins": "well_defined", "enhancement": "rim", "gone": "present"}
        node = self.logic.getParameterNode().parameterNode
        for feature, level in findings.items():
            node.SetParameter(f"Finding.{feature}", level)
        slicer.app.processEvents()
        self.assertTrue(self.ui.clearFindingsButton.enabled)
        self.assertTrue(self.ui.restoreFindingsButton.isHidden())
        self.ui.clearFindingsButton.click()
        slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {})
        self.assertEqual(self.logic.clearedFindings(), findings)
        self.assertFalse(self.ui.clearFindingsButton.enabled)
        # What has been entered since stays.
        self.answer("enhancement", "none")
        self.ui.restoreFindingsButton.click()
        slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {**findings, "enhancement": "none"})
        self.assertEqual(self.logic.clearedFindings(), {})
        self.assertTrue(self.ui.restoreFindingsButton.isHidden())

    def testClearingTwiceKeepsTheLast(self):
        self.logic.setFinding("margins", "well_defined")
        self.logic.clearFindings()
        self.logic.clearFindings()
        self.assertEqual(self.logic.clearedFindings(), {"margins": "well_defined"})
        self.logic.setFinding("enhancement", "rim")
        self.logic.clearFindings()
        self.assertEqual(self.logic.clearedFindings(), {"enhancement": "rim"})

    def testClearingIsOneChange(self):
        self.loadCase()
        for feature, level in {"margins": "well_defined", "enhancement": "rim", "epidural": "present"}.items():
            self.logic.setFinding(feature, level)
        slicer.app.processEvents()
        counts = []
        node = self.logic.getParameterNode().parameterNode
        tag = node.AddObserver("ModifiedEvent", lambda caller, event: counts.append(1))
        self.logic.clearFindings()
        node.RemoveObserver(tag)
        self.assertEqual(len(counts), 1)

    def testFindingThatTheModelDoesNotHaveCanBeRemoved(self):
        node = self.logic.getParameterNode().parameterNode
        node.SetParameter("Finding.gone", "<b>present</b>")
        node.SetParameter("Finding.enhancement", "solid")
        slicer.app.processEvents()
        [box] = [box for box in self.ui.findingsForm.findChildren(qt.QGroupBox) if box.title == "Not in this model"]
        self.assertFalse(box.isHidden())
        texts = [label.text for label in box.findChildren(qt.QLabel) if not label.parentWidget().isHidden()]
        self.assertEqual(sorted(texts), ["enhancement = solid", "gone = <b>present</b>"])
        for _finding in range(2):
            button = next(button for button in box.findChildren(qt.QPushButton)
                          if not button.parentWidget().isHidden())
            button.click()
            slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {})
        self.assertTrue(box.isHidden())

    def testItWorksWhilePaused(self):
        self.loadCase()
        self.logic.getParameterNode().autoUpdate = False
        feature = sorted(self.logic.result.measured)[0]
        self.answer(feature, "not_assessed")
        self.assertFalse(self.form.line(feature).back.isHidden())
        self.ui.clearFindingsButton.click()
        self.assertIn("measured", self.form.line(feature).box.currentText)


if __name__ == "__main__":
    unittest.main()
