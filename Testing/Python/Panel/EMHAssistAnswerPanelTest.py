"""The answer in the panel: drawn as it was computed, readable, with its doubt, off the path of a drag."""

import dataclasses
import re
import unittest
from unittest import mock

import ctk
import qt
import slicer

from EMHAssistCases.AnswerCase import FINDINGS, AnswerCase
from EMHAssistCases.Contrast import contrast
from EMHAssistCases.ModuleCase import wait
from EMHAssistLib.Likelihood import MEASURED, Finding, evaluate
from EMHAssistLib.Panel.Readout.ContributionChart import ContributionChart
from EMHAssistLib.Panel.Readout.DifferentialChart import DifferentialChart
from EMHAssistLib.Panel.Widgets.Chart import Canvas, Colors

NARROW, MARGINS = 320, 40  # pixels
class DrawnTest(AnswerCase):
    """The drawings hold what was computed."""

    def testWeightsAddUp(self):
        self.loadCase()
        self.enter(**FINDINGS)
        lines = self.charts()["Weight of the findings"].splitlines()
        decibans = [float(re.search(r": ([-+][\d.]+) dB$", line).group(1)) for line in lines]
        self.assertGreaterEqual(len(decibans), 2 + len(FINDINGS))
        self.assertAlmostEqual(sum(decibans[:-1]), decibans[-1], delta=0.05 * len(decibans))
        weights = [abs(value) for value in decibans[1:-1]]
        self.assertEqual(weights, sorted(weights, reverse=True))
        # The odds are those of the headline's probability.
        odds = 10 ** (self.logic.result.differential.totalDecibans / 10)
        self.assertAlmostEqual(odds / (1 + odds), self.logic.result.differential.target.probability, places=6)

    def testWhatStandsBehindAFindingIsSaid(self):
        self.loadCase()
        self.enter(**FINDINGS)
        for entry in self.logic.result.differential.contributions:
            published = sum(evidence.n for form, entries in
                            self.logic.model.feature(entry.finding.feature).evidence.items()
                            for evidence in entries if evidence.provenance in ("counted", "computed")
                            and self.logic.model.feature(entry.finding.feature).origins[form] == form)
            [line] = [line for line in self.charts()["Weight of the findings"].splitlines()
                      if line.startswith(f"{entry.title}: ")]
            self.assertIn(f"{published:g} patient" if published else "judgment only", line)

    def testTitleInBracketsKeepsItsAnswer(self):
        """Brackets are cut off the answer alone, and only where there is no room for them."""
        differential = evaluate(self.logic.model, {"cancer_history": "present", "margins": "ill_defined"}, "uniform")
        first, second = differential.contributions
        entries = (dataclasses.replace(first, title="Iron (liver)", answer="Present"),
                   dataclasses.replace(second, title="Iron", answer="Present (by MR of liver or heart, or by biopsy)"))
        chart, drawn = ContributionChart("test", None), []
        chart.showAnswer(dataclasses.replace(differential, contributions=entries))
        with mock.patch.object(Canvas, "write", lambda canvas, text, *place, **look: drawn.append(text)):
            for width in (NARROW, 3 * NARROW):
                chart.resize(width, chart.height)
                chart.grab()
        self.assertEqual(drawn.count("Iron (liver): Present"), 2)
        self.assertEqual([text for text in drawn if text.startswith("Iron: ")],
                         ["Iron: Present", "Iron: Present (by MR of liver or heart, or by biopsy)"])

    def testBarIsAsLongAsTheProbability(self):
        lengths = {}
        for name, findings in (("less", {}), ("more", {"internal_fat": "present", "bone_expansion": "present"})):
            differential = evaluate(self.logic.model, findings, "uniform")
            lengths[name] = self.barLength(differential), differential.target.probability
        (less, first), (more, second) = lengths.values()
        self.assertGreater(second, 2 * first)
        self.assertAlmostEqual(more / less, second / first, delta=0.05 * second / first)

    def testWhatReadsLikeZeroHasNoBar(self):
        heights = {}
        for setting in ("uniform", "known_cancer"):
            differential = evaluate(self.logic.model, {"cancer_history": "present", "bone_destruction": "present",
                                                       "internal_fat": "absent", "margins": "ill_defined"}, setting)
            chart = DifferentialChart("test")
            chart.showAnswer(differential)
            heights[sum(entry.high < 0.01 for entry in differential.classes)] = chart.height / chart.lineHeight()
        (few, high), (many, low) = sorted(heights.items())
        self.assertAlmostEqual(high - low, many - few)

    def barLength(self, differential):
        """Return the most pixels in a row that have the color of the target."""
        chart = DifferentialChart("test")
        palette = qt.QPalette(chart.palette)
        palette.setColor(qt.QPalette.Window, qt.QColor("#ffffff"))
        chart.setPalette(palette)
        chart.showAnswer(differential)
        chart.resize(600, chart.height)
        image = chart.grab().toImage()
        color = Colors(chart).favor.name()
        # A whisker hides a part of some rows, but not of those above and below its line.
        return max(sum(qt.QColor(image.pixel(x, y)).name() == color for x in range(image.width()))
                   for y in range(image.height()))

    def testFormsOfEmhAreShares(self):
        self.loadCase()
        self.enter(**FINDINGS)
        [text] = [label.text for label in self.widget.ui.answerWidget.findChildren(qt.QLabel)
                  if label.text.startswith("If extramedullary")]
        self.assertAlmostEqual(sum(map(int, re.findall(r"(\d+)\s%", text))), 100, delta=2)

    def testColorsAreReadableOnLightAndDarkGround(self):
        for ground, text in (("#ffffff", "#000000"), ("#f0f0f0", "#000000"), ("#323232", "#ffffff"),
                             ("#1e1e1e", "#eeeeee")):
            with self.subTest(ground):
                widget = qt.QWidget()
                palette = qt.QPalette(widget.palette)
                palette.setColor(qt.QPalette.Window, qt.QColor(ground))
                palette.setColor(qt.QPalette.WindowText, qt.QColor(text))
                widget.setPalette(palette)
                colors = Colors(widget)
                # WCAG 2.1: 4.5 for text, 3 for graphics.
                self.assertGreater(contrast(colors.quiet, qt.QColor(ground)), 4.5)
                self.assertGreater(contrast(colors.favor, qt.QColor(ground)), 3)
                self.assertGreater(contrast(colors.against, qt.QColor(ground)), 3)

    def testPanelFitsANarrowDock(self):
        self.loadCase()
        self.enter(cord_compression="present", **FINDINGS)
        self.widget.ui.findingsSection.collapsed = False
        for section in (self.widget.ui.readoutSection, self.widget.ui.findingsSection):
            self.assertLess(section.layout().totalMinimumSize().width(), NARROW - MARGINS)


class WordsTest(AnswerCase):
    """What is said beside the drawings."""

    def testResearchUseStandsBesideTheNumber(self):
        self.loadCase()
        self.enter(**FINDINGS)
        self.assertRegex(self.text(), r"^EMH \w+: [^\n]*% \([^\n]*%\) \(research use only\)")

    def testWhatCannotWaitComesFirst(self):
        self.loadCase()
        self.enter(cord_compression="present", infection_signs="present", **FINDINGS)
        text = self.text()
        places = [text.index(part) for part in ("EMH ", "Signs of infection", "Compression of the cord",
                                                "Not excluded: Infection", "Research use only")]
        self.assertEqual(places, sorted(places))
        self.assertRegex(text, r"Not excluded: Infection \(pyogenic or tuberculous\) \d+ % \(up to \d+ %\)")

    def testContradictionIsNamedAndNoNumberIsGiven(self):
        self.loadCase()
        self.enter(epidural="absent", epidural_position="posterior", margins="well_defined", enhancement="rim")
        self.assertIn("insufficient evidence (research use only)", self.text())
        self.assertIn("Contradiction:", self.text())

    def testModelCardIsInThePanel(self):
        text = self.widget.ui.modelCardBrowser.toPlainText()
        for part in ("Not a medical device", "Intended use", "publication bias"):
            self.assertIn(part, text)


class DoubtTest(AnswerCase):
    """What takes longer waits until nothing moves."""

    def later(self):
        return [child for child in self.widget.ui.answerWidget.findChildren(qt.QWidget)
                if child.accessibleName.startswith("Result under")]

    def testADragDoesNotComputeIt(self):
        self.loadCase()
        self.enter(**FINDINGS)
        self.assertFalse({"sensitivity", "nextFindings"} & set(vars(self.logic.result)))
        self.assertFalse(any(widget.enabled for widget in self.later()))
        wait(lambda: all(widget.enabled for widget in self.later()))
        self.assertTrue(all(widget.enabled for widget in self.later()))
        self.assertIn("sensitivity", vars(self.logic.result))

    def testItIsShownWhenNothingMoves(self):
        self.loadCase()
        self.enter(**FINDINGS)
        wait(lambda: all(widget.enabled for widget in self.later()))
        charts = self.charts()
        without = charts["Result under other assumptions"]
        self.assertRegex(without, r"Cap 2 to 100: ")
        # Leaving a finding out is the same as not having entered it.
        less = {feature: level for feature, level in FINDINGS.items() if feature != "enhancement"}
        for _feature, finding in self.logic.result.findings.items():
            if finding.source == MEASURED:
                less[finding.feature] = finding
        expected = evaluate(self.logic.model, less, self.logic.clinicalSetting()).target.probability
        [line] = [line for line in without.splitlines() if line.startswith("Without Enhancement")]
        self.assertEqual(line.split(": ")[-1], "<1 %" if expected < 0.01 else f"{100 * expected:.0f} %")
        self.assertEqual(len(charts["Result under other priors"].splitlines()), 10)
        text = " ".join(label.text for label in self.widget.ui.answerWidget.findChildren(qt.QLabel))
        self.assertIn(self.logic.result.nextFindings[0].examination, text)


class FindingsFormTest(AnswerCase):
    """The form of findings."""

    def setUp(self):
        super().setUp()
        self.form = self.widget.panel.sections["FindingsSection"].form

    def line(self, feature):
        return self.form.line(feature)

    def testEveryFeatureHasALineUnderItsKind(self):
        form, features = self.widget.ui.findingsForm, [feature.id for feature in self.logic.model.features]
        self.assertEqual([self.line(feature).feature.id for feature in features], features)
        self.assertEqual(len(form.findChildren(qt.QComboBox)), len(features))
        titles = [group.title for group in form.findChildren(ctk.ctkCollapsibleGroupBox)]
        self.assertEqual([title.split(":")[0] for title in titles], ["Patient", "Morphology", "Signal"])

    def testMeasuredFindingShowsItsDoubtAndCanBeLeftOut(self):
        measured = Finding("t1_marrow", "similar", MEASURED, "T1 ratio 0.98 <x>",
                           {"similar": 0.83, "lower": 0.17, "higher": 0.0})
        line = self.line("t1_marrow")
        self.form.refresh({}, {"t1_marrow": measured})
        self.assertEqual(line.box.currentText, "\u25c6 measured: About equal (83 %)")
        self.assertIn("T1 ratio 0.98 &lt;x&gt;", line.box.toolTip)
        self.assertIn(line.feature.examination, line.box.toolTip)
        index = line.box.findData("not_assessed")
        line.box.setCurrentIndex(index)
        line.box.activated.emit(index)
        self.assertEqual(self.logic.enteredFindings(), {"t1_marrow": "not_assessed"})
        self.form.refresh(self.logic.enteredFindings(), {"t1_marrow": measured})
        self.assertIn("left out", line.box.currentText)
        self.assertIn("measured: About equal (83 %)", line.label.text)
        self.form.refresh({"t1_marrow": "lower"}, {"t1_marrow": measured})
        self.assertEqual(line.box.currentText, "Darker")
        self.assertIn("entered, \u25c6 measured: About equal (83 %)", line.label.text)
        self.form.refresh({}, {})
        self.assertEqual((line.box.currentText, line.box.findData("not_assessed")), ("not assessed", -1))

    def testSceneOfAnOlderModel(self):
        self.loadCase()
        node = self.logic.getParameterNode()
        node.parameterNode.SetParameter("Finding.enhancement", "solid")
        node.parameterNode.SetParameter("Finding.gone", "present")
        node.setting = "gone"
        slicer.app.processEvents()
        for text in ("enhancement = solid", "gone = present", "no result; see the warnings", "'gone'"):
            self.assertIn(text, self.text())
        self.assertTrue(self.logic.result.comparisons)
        self.assertEqual(self.widget.ui.settingBox.currentText, "")
        # What does not count is not shown as entered.
        self.assertNotIn("entered", self.line("enhancement").label.text)
        self.widget.ui.settingBox.activated.emit(1)
        slicer.app.processEvents()
        self.assertIsNotNone(self.logic.result.differential)
        self.assertEqual(self.widget.ui.settingBox.currentText, self.logic.model.clinicalSettings[1].title)

    def testChoosingInTheFormEntersTheFinding(self):
        self.loadCase()
        line = self.line("cord_compression")
        index = line.box.findData("present")
        line.box.setCurrentIndex(index)
        line.box.activated.emit(index)
        slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {"cord_compression": "present"})
        self.assertIn("\u26a0 (\u270e entered)", line.label.text)
        self.assertIn("urgent", line.label.toolTip)
        self.assertIn("urgent", self.text())


if __name__ == "__main__":
    unittest.main()
