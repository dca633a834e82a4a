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
from EMHAssistLib.Display.Translation import translated
from EMHAssistLib.Likelihood import MEASURED, Finding, evaluate
from EMHAssistLib.Panel.Readout.ContributionChart import ContributionChart
from EMHAssistLib.Panel.Readout.DifferentialChart import DifferentialChart
from EMHAssistLib.Panel.Widgets.Chart import Canvas, Colors
from EMHAssistLib.Report.Deciders import deciders
from EMHAssistLib.Report.DifferentialText import countsText

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
        """Patients with EMH and with all else, by hand from the model file; forms that share a table are one."""
        self.loadCase()
        self.enter(**FINDINGS)
        model, counts = self.logic.model, []
        for entry in self.logic.result.differential.contributions:
            feature = model.feature(entry.finding.feature)
            place = feature.answerIds().index(entry.finding.answer)
            found = {True: [0, 0], False: [0, 0]}
            for form in model.forms:
                for evidence in feature.evidence[form.id] if feature.origins[form.id] == form.id else ():
                    if evidence.provenance != "elicited":
                        found[form.classId == "emh"][0] += evidence.counts[place]
                        found[form.classId == "emh"][1] += evidence.n
            [line] = [line for line in self.charts()["Weight of the findings"].splitlines()
                      if line.startswith(f"{entry.title}: ")]
            self.assertNotIn("patients", line)
            for (count, n), name in zip((found[True], found[False]), ("EMH", "others")):
                if n and not entry.note:
                    counts.append(name)
                    [shown] = re.findall(rf"{name} (<1|\d+) of (\d+)", line)
                    if shown[0] == "<1":
                        self.assertTrue(0 < count < 1)
                    else:
                        self.assertLessEqual(abs(float(shown[0]) - count), 0.5)
                    self.assertLessEqual(abs(float(shown[1]) - n), 0.5)
        self.assertGreater(len(counts), 2)

    def testTitlesAndNotesAreThereInFull(self):
        differential = evaluate(self.logic.model, {"cancer_history": "present", "margins": "ill_defined"}, "uniform")
        first, second = differential.contributions
        long = "Present (by MR of liver or heart, or by biopsy)"
        entries = (dataclasses.replace(first, title="Iron (liver)", answer="Present"),
                   dataclasses.replace(second, title="Iron", answer=long))
        chart = ContributionChart("test", None)
        for width in (NARROW, 3 * NARROW):
            chart.resize(width, 100)
            chart.showAnswer(dataclasses.replace(differential, contributions=entries))
            written = " ".join(text for text, _fits in self.written(chart, width))
            self.assertIn("Iron (liver): Present", written)
            self.assertIn(f"Iron: {long}", written)
            self.assertIn(countsText(first, translated), written)
            self.assertTrue(all(fits for _text, fits in self.written(chart, width)))

    def written(self, chart, width):
        """Return what a drawing writes when it is so wide, from top to bottom, and whether it fits."""
        drawn = []

        def write(canvas, text, left, top, room, isBold=False, **look):
            drawn.append((top, left, text, canvas.widthOf(text, isBold) <= room + canvas.widthOf("", isBold)))
            self.assertLessEqual(top + canvas.lineHeight, chart.height + 1)

        with mock.patch.object(Canvas, "write", write):
            chart.resize(width, chart.height)
            chart.grab()
        return [(text, fits) for _top, _left, text, fits in drawn]

    def testNothingIsCutInANarrowPanel(self):
        self.loadCase()
        self.logic.setClinicalSetting("known_hemolysis+known_cancer")
        self.enter(splenomegaly="present", cord_compression="grade_3", **FINDINGS)
        wait(lambda: self.parts()["Result under other assumptions"].enabled)
        for name in ("Picture, setting and together", "Differential", "Weight of the findings",
                     "Result under other assumptions"):
            for width in (NARROW - MARGINS, 600):
                with self.subTest(name, width=width):
                    texts = self.written(self.parts()[name], width)
                    self.assertTrue(texts)
                    self.assertEqual([text for text, fits in texts if not fits], [])

    def testLeadingFormsAreNamed(self):
        self.loadCase()
        self.enter(**FINDINGS)
        lines = self.charts()["Differential"].splitlines()
        written = " ".join(text for text, _fits in self.written(self.parts()["Differential"], 600))
        for entry in self.logic.result.differential.classes:
            [line] = [line for line in lines if line.startswith(entry.title)]
            if len(entry.forms) > 1:
                form = entry.forms[0].title
                self.assertIn(f"{entry.title}: {form[0].lower()}{form[1:]}", line)
                self.assertIn(f"{entry.title}: {form[0].lower()}{form[1:]}", written)

    def testWhatDoesNotCountSaysWhy(self):
        self.loadCase()
        self.logic.setClinicalSetting("known_hemolysis")
        self.enter(splenomegaly="present", cord_compression="grade_1c", t1_marrow="similar", t1_soft_tissue="similar",
                   marrow_like="present")
        lines = self.charts()["Weight of the findings"].splitlines()
        for title, reason in (("Splenomegaly", "Part of the setting: chronic hemolysis"),
                              ("Epidural compression of the cord", "Raises the alarm"),
                              ("T1 against cord or muscle", "Follows from T1 against vertebral marrow"),
                              ("T1 against vertebral marrow", "follows from signal like marrow")):
            with self.subTest(title):
                [line] = [line for line in lines if line.startswith(title)]
                self.assertIn(reason.lower(), line.lower())

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
        text = self.text()
        self.assertRegex(text, r"^EMH \w+ \(research use only\)")
        # No number without the others.
        places = [text.index(part) for part in ("Picture: ", "Setting: 1 %", "Together: ")]
        self.assertEqual(places, sorted(places))

    def testRareSettingAndWhatIsUnusualAreSaid(self):
        """EMH in a patient with cancer: the number is small because of the setting, and the readout says so."""
        self.loadCase()
        self.logic.setClinicalSetting("known_cancer+none_known")
        self.enter(paravertebral_mass="bilateral", marrow_like="present", epidural_position="posterior",
                   margins="well_defined", bone_destruction="absent")
        differential = self.logic.result.differential
        self.assertLess(differential.target.probability, 0.1)
        self.assertEqual(differential.picture.leaning, "favors")
        for part in ("EMH possible", "are in this setting; the picture fits EMH", "Unusual for"):
            self.assertIn(part, self.text())
        self.assertIn("rare in this setting; the picture fits EMH",
                      self.widget.panel.header.bar.accessibleDescription)

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
        decisive = [each.examination for each in deciders(self.logic.result) if each.examination.isDecisive]
        self.assertTrue(decisive)
        # The most informative first, decisive ones last, each with burden and risk in its tool tip.
        titles = [entry.examination.title for entry in deciders(self.logic.result)]
        places = [text.index(f"<b>{title}</b>") for title in titles]
        self.assertEqual(places, sorted(places))
        for entry in deciders(self.logic.result):
            label = self.label(f"<b>{entry.examination.title}</b>")
            plain = qt.QTextDocument()
            plain.setHtml(label.toolTip)
            self.assertIn(entry.examination.risk, plain.toPlainText())
            self.assertIn(entry.examination.burden, plain.toPlainText())
            self.assertEqual("decides by itself" in label.text, entry.examination.isDecisive)


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
        self.assertIn(line.feature.examination.title, line.box.toolTip)
        index = line.box.findData("not_assessed")
        line.box.setCurrentIndex(index)
        line.box.activated.emit(index)
        self.assertEqual(self.logic.enteredFindings(), {"t1_marrow": "not_assessed"})
        self.form.refresh(self.logic.enteredFindings(), {"t1_marrow": measured})
        self.assertIn("left out", line.box.currentText)
        self.assertIn("measured: About equal (83 %)", line.remark.text)
        self.form.refresh({"t1_marrow": "lower"}, {"t1_marrow": measured})
        self.assertEqual(line.box.currentText, "Darker")
        self.assertIn("entered, \u25c6 measured: About equal (83 %)", line.remark.text)
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
        self.assertNotIn("entered", self.line("enhancement").label.toolTip)
        self.widget.ui.settingBox.activated.emit(1)
        slicer.app.processEvents()
        self.assertIsNotNone(self.logic.result.differential)
        self.assertEqual(self.widget.ui.settingBox.currentText, self.logic.model.basePriors[1].title)

    def testChoosingInTheFormEntersTheFinding(self):
        self.loadCase()
        line = self.line("cord_compression")
        index = line.box.findData("present")
        line.box.setCurrentIndex(index)
        line.box.activated.emit(index)
        slicer.app.processEvents()
        self.assertEqual(self.logic.enteredFindings(), {"cord_compression": "present"})
        self.assertIn("\u26a0", line.label.text)
        self.assertEqual("\u270e entered, raises alarms, weighs nothing", line.remark.text)
        self.assertIn("urgent", line.label.toolTip)
        self.assertIn("urgent", self.text())


if __name__ == "__main__":
    unittest.main()
