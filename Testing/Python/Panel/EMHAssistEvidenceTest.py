"""The evidence behind a finding, and the prior: numbers against the model file, and the ways to them in the panel."""

import json
import unittest
from pathlib import Path

import numpy as np
import qt
import slicer

from EMHAssistCases.AnswerCase import FINDINGS, AnswerCase
from EMHAssistCases.ModuleCase import ModuleCase, wait
from EMHAssistLib.Likelihood import defaultModelPath, evaluate


class EvidenceOfTest(ModuleCase):
    """What the logic returns."""

    def setUp(self):
        super().setUp()
        self.file = json.loads(Path(defaultModelPath()).read_text(encoding="utf-8"))
        for feature, level in FINDINGS.items():
            self.logic.setFinding(feature, level)
        self.logic.update()

    def testEntriesAreThoseOfTheModelFile(self):
        sources = {source["id"]: source for source in self.file["sources"]}
        for feature in self.file["features"]:
            evidence = self.logic.evidenceOf(feature["id"])
            expected = sorted((entry["n"], entry["provenance"], entry["grade"], sources[entry["source"]]["citation"],
                               tuple(sorted(entry["counts"].values())))
                              for entries in feature["evidence"].values() for entry in entries)
            found = sorted((entry.n, entry.provenance, entry.grade, entry.citation,
                            tuple(sorted(entry.counts.values()))) for entry in evidence.entries)
            with self.subTest(feature["id"]):
                self.assertEqual(found, expected)

    def testSourcesAreLinkedByDoi(self):
        entries = self.logic.evidenceOf("margins").entries
        self.assertIn("https://doi.org/10.1007/s11547-016-0638-1", {entry.link for entry in entries})
        for entry in entries:
            self.assertRegex(entry.link, r"^(https?://.+)?$")
            self.assertEqual(entry.link == "", "Judgment" in entry.citation or "Pool of single" in entry.citation)

    def testSharesAndRatiosByHand(self):
        # By hand from the file: a Dirichlet mean for each form, forms by their patients.
        feature = next(feature for feature in self.file["features"] if feature["id"] == "enhancement")
        levels = [level["id"] for level in feature["levels"]]
        pseudo = self.file["parameters"]["pseudo_patients"]["value"]
        totals, patients = {}, {}
        formById = {form["id"]: form for form in self.file["forms"]}
        for form in self.file["forms"]:
            owner = form
            while owner["id"] not in feature["evidence"]:
                owner = formById[owner["inherits"]]
            counts = np.sum([[entry["counts"][level] for level in levels]
                             for entry in feature["evidence"][owner["id"]]], axis=0) + pseudo / len(levels)
            share = counts[levels.index("rim")] / counts.sum()
            totals[form["class"]] = totals.get(form["class"], 0) + form["patients"] * share
            patients[form["class"]] = patients.get(form["class"], 0) + form["patients"]
        expected = {key: totals[key] / patients[key] for key in totals}
        for ratio in self.logic.evidenceOf("enhancement").ratios:
            with self.subTest(ratio.id):
                self.assertAlmostEqual(ratio.probability, expected[ratio.id], places=8)
                self.assertAlmostEqual(ratio.ratio, expected["emh"] / expected[ratio.id], places=7)
                self.assertLessEqual(ratio.ratioLow, ratio.ratio)
                self.assertLessEqual(ratio.ratio, ratio.ratioHigh)
                self.assertLessEqual(ratio.low, ratio.probability)
                self.assertLessEqual(ratio.probability, ratio.high)

    def testCountedRatioIsThatOfTheAnswerItself(self):
        # A case of this one finding: the odds of two diagnoses change by the ratio as it counts.
        self.logic.clearFindings()
        self.logic.setFinding("enhancement", "rim")
        self.logic.update()
        evidence = self.logic.evidenceOf("enhancement")
        without = evaluate(self.logic.model, {}, self.logic.clinicalSetting()).probabilities()
        present = self.logic.result.differential.probabilities()
        for ratio in evidence.ratios:
            change = present["emh"] / present[ratio.id] / (without["emh"] / without[ratio.id])
            self.assertAlmostEqual(ratio.counted / change, 1, places=5)
        self.assertEqual((evidence.sharing, evidence.share), (1, 1.0))
        self.logic.setCap(2)
        self.logic.update()
        for ratio in self.logic.evidenceOf("enhancement").ratios:
            self.assertTrue(0.5 <= ratio.counted <= 2)

    def testWithoutTemperNothingCounts(self):
        self.logic.setTemper(0)
        self.logic.update()
        self.assertEqual({ratio.counted for ratio in self.logic.evidenceOf("margins").ratios}, {1.0})

    def testFindingsOfABlockShareTheirWeight(self):
        evidence = self.logic.evidenceOf("epidural")
        self.assertGreater(evidence.sharing, 1)
        self.assertLess(evidence.share, 1)
        [contribution] = [entry for entry in self.logic.result.differential.contributions
                          if entry.finding.feature == "epidural"]
        self.assertEqual(evidence.decibans, contribution.decibans)

    def testNotAssessedHasCountsAlone(self):
        evidence = self.logic.evidenceOf("diffusion")
        self.assertEqual((evidence.answer, evidence.ratios, evidence.decibans), ("", (), 0.0))
        self.assertTrue(evidence.entries)

    def testLeftOutFindingSaysWhy(self):
        self.logic.setFinding("epidural", "absent")
        self.logic.update()
        evidence = self.logic.evidenceOf("epidural")
        self.assertIn("contradicts", evidence.note)
        self.assertEqual({ratio.counted for ratio in evidence.ratios}, {1.0})

    def testUnknownFeatureAndNoAnswer(self):
        with self.assertRaisesRegex(ValueError, "color_of_eyes"):
            self.logic.evidenceOf("color_of_eyes")
        self.logic.getParameterNode().setting = "gone"
        self.logic.update()
        self.assertEqual(self.logic.evidenceOf("epidural").ratios, ())


class PanelTest(AnswerCase):
    """The ways to it in the panel."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.enter(**FINDINGS)
        parts = self.parts()
        self.chart, self.priors = parts["Weight of the findings"], parts["Result under other priors"]
        self.chooser, self.browser = parts["Finding whose evidence is shown"], parts["Evidence behind the finding"]

    def tearDown(self):
        self.choose("")
        super().tearDown()

    def choose(self, feature):
        self.chooser.setCurrentIndex(self.chooser.findData(feature))

    def press(self, widget, key):
        slicer.app.sendEvent(widget, qt.QKeyEvent(qt.QEvent.KeyPress, key, qt.Qt.NoModifier))

    def mouse(self, widget, kind, x, y):
        place = qt.QPointF(x, y)
        slicer.app.sendEvent(widget, qt.QMouseEvent(kind, place, place, qt.Qt.LeftButton, qt.Qt.LeftButton,
                                                    qt.Qt.NoModifier))

    def shownText(self):
        return self.browser.toPlainText().replace("\u00a0", " ")

    def testClickOnABarShowsItsEvidence(self):
        self.assertTrue(self.browser.isHidden())
        for feature, top, bottom in self.chart.rows():
            self.mouse(self.chart, qt.QEvent.MouseButtonPress, 30, (top + bottom) / 2)
            evidence = self.logic.evidenceOf(feature)
            with self.subTest(feature):
                self.assertTrue(self.shownText().startswith(f"{evidence.title}: {evidence.answer}"))
                for entry in evidence.entries:
                    self.assertIn(f"{entry.counts[evidence.answer]:g} of {entry.n:g}", self.shownText())
                    self.assertIn(entry.citation, self.shownText())
        self.assertFalse(self.browser.isHidden())

    def testPriorAndSumAreNoFindings(self):
        for y in (self.chart.lineHeight() + 2, self.chart.height - 2):
            self.mouse(self.chart, qt.QEvent.MouseButtonPress, 30, y)
            self.assertTrue(self.browser.isHidden())

    def testKeyboardReachesEveryBar(self):
        self.assertEqual(self.chart.focusPolicy, qt.Qt.StrongFocus)
        features = [row[0] for row in self.chart.rows()]
        reached = []
        self.press(self.chart, qt.Qt.Key_Home)
        for _feature in features:
            self.press(self.chart, qt.Qt.Key_Return)
            reached.append(self.chooser.itemData(self.chooser.currentIndex))
            self.press(self.chart, qt.Qt.Key_Down)
        self.assertEqual(reached, features)

    def testChooserHasEveryFeature(self):
        listed = [self.chooser.itemData(index) for index in range(self.chooser.count)]
        self.assertEqual(listed, ["", *(feature.id for feature in self.logic.model.features)])
        self.choose("diffusion")
        self.assertIn("not assessed", self.shownText())

    def testEvidenceFollowsTheAnswerWhenNothingMoves(self):
        self.choose("enhancement")
        self.enter(enhancement="none")
        wait(lambda: self.shownText().startswith("Enhancement after contrast: None"))
        self.assertTrue(self.shownText().startswith("Enhancement after contrast: None"))

    def testLinkLeadsToTheForm(self):
        self.widget.ui.findingsSection.collapsed = True
        self.choose("enhancement")
        self.browser.anchorClicked.emit(qt.QUrl("form"))
        self.assertFalse(self.widget.ui.findingsSection.collapsed)

    def testDraggingInTheChartSetsThePrior(self):
        chart = self.priors
        wait(lambda: chart.enabled)
        chart.resize(400, chart.height)
        node = self.logic.getParameterNode()
        left, right = chart.axisEnds()
        for share, expected in ((0.0, 0.1), (1.0, 90.0)):
            x = left + share * (right - left)
            self.mouse(chart, qt.QEvent.MouseButtonPress, x, 40)
            slicer.app.processEvents()
            self.assertTrue(chart.enabled, "a disabled widget would lose the drag")
            self.assertAlmostEqual(node.priorPercent, expected, places=6)
            self.assertAlmostEqual(self.widget.ui.priorPercentBox.value, expected, places=6)
            self.mouse(chart, qt.QEvent.MouseMove, (left + right) / 2, 40)
            slicer.app.processEvents()
            self.assertTrue(0.1 < node.priorPercent < 90)
            self.mouse(chart, qt.QEvent.MouseButtonRelease, (left + right) / 2, 40)
        # Outside of the axis it stays at its end.
        self.mouse(chart, qt.QEvent.MouseButtonPress, 10000, 40)
        self.mouse(chart, qt.QEvent.MouseButtonRelease, 10000, 40)
        self.assertAlmostEqual(node.priorPercent, 90, places=6)
        self.widget.ui.priorResetButton.click()
        self.assertEqual(node.priorPercent, 0)

    def testPriorOfTheSettingIsSaid(self):
        prior = self.logic.model.basePriors[0].priors["emh"]
        self.assertIn(f"{100 * prior:g} %", self.widget.ui.priorPercentBox.specialValueText)

    def testInsufficientEvidenceIsDrawnInGray(self):
        remark = self.label("Shown in gray")
        self.assertTrue(remark.isHidden())
        slicer.mrmlScene.RemoveNode(self.lesion)
        self.logic.clearFindings()
        slicer.app.processEvents()
        self.assertFalse(remark.isHidden())
        self.assertIn("little more than the prior", remark.text)
        image = self.parts()["Differential"].grab().toImage()
        hues = {qt.QColor(image.pixel(x, y)).saturation() for x in range(0, image.width(), 3)
                for y in range(image.height())}
        self.assertLess(max(hues), 60)


class SettingsTest(ModuleCase):
    """Prior, setting, cap and temper by script."""

    def testTheyReachTheAnswer(self):
        for feature, level in FINDINGS.items():
            self.logic.setFinding(feature, level)
        self.logic.setClinicalSetting("uniform")
        self.logic.setPrior(30)
        self.logic.setCap(5)
        self.logic.setTemper(0.5)
        weighed = self.logic.update().weighed
        self.assertEqual((weighed.clinicalSetting.id, weighed.cap, weighed.temper), ("uniform", 5, 0.5))
        self.assertAlmostEqual(weighed.clinicalSetting.priors["emh"], 0.3)
        for reset, value in ((self.logic.setPrior, None), (self.logic.setCap, None), (self.logic.setTemper, 1),
                             (self.logic.setClinicalSetting, "")):
            reset(value)
        weighed = self.logic.update().weighed
        self.assertEqual((weighed.clinicalSetting.id, weighed.cap, weighed.temper),
                         (self.logic.model.basePriors[0].id, self.logic.model.parameters.likelihoodRatioCap, 1))

    def testWhatCannotBeIsRefused(self):
        before = self.logic.assumptions()
        for refuse, value in ((self.logic.setPrior, 0), (self.logic.setPrior, 100), (self.logic.setPrior, -1),
                              (self.logic.setPrior, float("nan")), (self.logic.setCap, 0.5),
                              (self.logic.setCap, 1e4), (self.logic.setTemper, -0.1), (self.logic.setTemper, 3),
                              (self.logic.setClinicalSetting, "gone"),
                              (lambda level: self.logic.setFinding("margins", level), "gone")):
            with self.subTest(value=value), self.assertRaises(ValueError):
                refuse(value)
        self.assertEqual(self.logic.assumptions(), before)


# Collected where they are defined.
del AnswerCase

if __name__ == "__main__":
    unittest.main()
