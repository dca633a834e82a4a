"""The header of the panel: the answer at a glance, always in sight, also in a narrow panel, and said when paused."""

import re
import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Panel.Statements import Statement, drawStatement, factorPlace
from EMHAssistLib.Panel.Widgets.Chart import Canvas

FINDINGS = {"epidural": "present", "margins": "well_defined", "enhancement": "rim", "internal_fat": "absent"}
NARROW = 320 - 20  # pixels, without margins


class HeaderCase(ModuleCase):
    """The header on the small case."""

    def setUp(self):
        super().setUp()
        self.ui, self.bar = self.widget.ui, self.widget.panel.header.bar

    def enter(self, **findings):
        for feature, level in findings.items():
            self.logic.setFinding(feature, level)
        slicer.app.processEvents()

    def written(self, width, scale=1.0):
        """Return what is written in the bar when it is so wide, as (text, whether all of it fits)."""
        texts = []
        original = Canvas.write

        def write(canvas, text, left, top, room, isBold=False, **style):
            texts.append((text, canvas.widthOf(text, isBold) <= room + canvas.widthOf("", isBold)))
            original(canvas, text, left, top, room, isBold=isBold, **style)

        font = qt.QFont(self.bar.font)
        scaled = qt.QFont(font)
        scaled.setPointSizeF(scale * font.pointSizeF())
        Canvas.write = write
        try:
            self.bar.setFont(scaled)
            self.bar.resize(width, self.bar.height)
            self.bar.grab()
        finally:
            Canvas.write = original
            self.bar.setFont(font)
        return texts


class AnswerTest(HeaderCase):
    """What the header says."""

    def testResearchUseIsAlwaysInSight(self):
        states = {"empty": lambda: None, "measured": self.loadCase, "answered": lambda: self.enter(**FINDINGS),
                  "urgent": lambda: self.enter(cord_compression="present", infection_signs="present"),
                  "no setting": lambda: setattr(self.logic.getParameterNode(), "setting", "gone"),
                  "no result": lambda: setattr(self.logic.getParameterNode(), "similarLow", 2.0),
                  "closed": slicer.mrmlScene.Clear}
        for name, reach in states.items():
            reach()
            slicer.app.processEvents()
            for width, scale in ((600, 1), (NARROW, 1), (NARROW, 1.5)):
                with self.subTest(name, width=width, scale=scale):
                    texts = self.written(width, scale)
                    self.assertTrue(all(fits for _text, fits in texts), texts)
                    self.assertEqual(sum(text.startswith("Research use only") for text, _fits in texts), 1)
            self.assertIn("Research use only", self.bar.accessibleDescription)
        self.assertFalse(self.bar.isHidden())

    def testItIsOutsideOfWhatScrolls(self):
        parent = self.bar.parentWidget()
        while parent is not None:
            self.assertFalse(parent.inherits("QScrollArea") and parent.name == "sectionsArea")
            parent = parent.parentWidget()

    def testPictureSettingAndTogetherBesideTheVerdict(self):
        """Never one number alone: each with its name, the result and the picture with their intervals."""
        self.loadCase()
        self.logic.setPrior(30)
        self.enter(**FINDINGS)
        differential = self.logic.result.differential
        target, average = differential.target, differential.picture.average
        for width, scale in ((600, 1), (NARROW, 1), (NARROW, 1.5)):
            texts = [text for text, _fits in self.written(width, scale)]
            with self.subTest(width=width, scale=scale):
                self.assertTrue(all(fits for _text, fits in self.written(width, scale)), texts)
                self.assertIn(differential.verdict, texts[0])
                picture, setting, together = (texts[texts.index(name) + 1]
                                              for name in ("Picture", "Setting", "Together"))
                # Wide, it says "against EMH 2.5x"; narrow, the factor itself.
                self.assertTrue({f"{value:.2g}" for value in (average.value, 1 / average.value)} & set(
                    re.findall(r"[\d.]+", picture)), picture)
                self.assertEqual(len(re.findall(r"[\d.]+", picture)), 3)
                self.assertEqual(setting, "30 %")
                self.assertIn(f"{100 * target.probability:.0f} %", together)
                self.assertIn(f"{100 * target.high:.0f} %)", together)

    def testPictureIsDrawnOnAScaleOfLogarithms(self):
        self.assertEqual([factorPlace(times) for times in (1 / 900, 1 / 30, 1, 30, 900)], [0, 0, 0.5, 1, 1])
        self.assertAlmostEqual(factorPlace(30 ** 0.5), 0.75)
        self.assertAlmostEqual(factorPlace(3) + factorPlace(1 / 3), 1)

    def testBarOfThePictureEndsWhereItsFactorLies(self):
        drawn = []

        class Recorder:
            favor, against, text, quiet = "favor", "against", "text", "quiet"

            def bar(self, left, top, right, bottom, color):
                drawn.append((left, right, color))

            def __getattr__(self, name):
                return lambda *arguments: None

        for times, end, color in ((30 ** 0.5, 75, "favor"), (30 ** -0.5, 25, "against")):
            drawStatement(Recorder(), Statement("", (), (times, times / 2, times * 2), isFactor=True), 0, 0, 100, 10)
            left, right, shown = drawn.pop()
            self.assertEqual((left, shown), (50, color))
            self.assertAlmostEqual(right, end)

    def testInsufficientEvidenceHasNoNumberOfTheResult(self):
        self.enter(epidural="present")
        for width in (600, NARROW):
            texts = [text for text, _fits in self.written(width)]
            self.assertIn("nsufficient", texts[0])
            self.assertIn("2 more findings", texts[0])
            # What there is stays: the prior, and how far the images point.
            self.assertEqual([texts[texts.index(name) + 1] for name in ("Setting", "Together")], ["1 %", "?"])
        self.enter(margins="well_defined")
        self.assertIn("1 more finding", self.bar.accessibleDescription)
        self.assertNotIn("1 more findings", self.bar.accessibleDescription)

    def testContradictionIsNamed(self):
        self.enter(epidural="absent", epidural_position="posterior", margins="well_defined", enhancement="rim")
        self.assertIn("findings contradict each other", self.bar.accessibleDescription)
        self.assertTrue(all(fits for _text, fits in self.written(NARROW, 1.5)))

    def testWhatCannotWaitAndWarningsAreCounted(self):
        self.loadCase()
        self.enter(cord_compression="present", infection_signs="present", **FINDINGS)
        alerts = self.logic.result.differential.alerts
        self.assertEqual(len(alerts), 2)
        self.assertIn(f"\u26a0 {len(alerts)} urgent", " ".join(text for text, _fits in self.written(600)))
        self.logic.getParameterNode().parameterNode.SetParameter("Finding.gone", "present")
        slicer.app.processEvents()
        warnings = len(self.logic.result.warnings)
        self.assertIn(f"{warnings} warning", " ".join(text for text, _fits in self.written(600)))
        for alert in alerts:
            self.assertIn(alert, self.bar.accessibleDescription)

    def testItIsCompact(self):
        self.loadCase()
        self.enter(cord_compression="present", **FINDINGS)
        self.assertLessEqual(self.ui.headerWidget.sizeHint.height(), 150)

    def testClickAndEnterLeadToTheReadout(self):
        self.loadCase()
        place = qt.QPointF(5, 5)
        for event in (qt.QMouseEvent(qt.QEvent.MouseButtonPress, place, place, qt.Qt.LeftButton, qt.Qt.LeftButton,
                                     qt.Qt.NoModifier),
                      qt.QKeyEvent(qt.QEvent.KeyPress, qt.Qt.Key_Return, qt.Qt.NoModifier)):
            self.ui.readoutSection.collapsed = True
            slicer.app.sendEvent(self.bar, event)
            self.assertFalse(self.ui.readoutSection.collapsed)
        self.assertEqual(self.bar.focusPolicy, qt.Qt.StrongFocus)


class PauseTest(HeaderCase):
    """Live or paused."""

    def testPausedSaysThatItMayBeOutdated(self):
        self.loadCase()
        self.assertTrue(self.ui.pausedLabel.isHidden())
        self.ui.autoUpdateCheckBox.checked = False
        slicer.app.processEvents()
        self.assertFalse(self.logic.getParameterNode().autoUpdate)
        self.assertFalse(self.ui.pausedLabel.isHidden())
        self.assertIn("outdated", self.ui.pausedLabel.text)

    def testParameterShowsInTheHeader(self):
        self.logic.getParameterNode().autoUpdate = False
        slicer.app.processEvents()
        self.assertFalse(self.ui.pausedLabel.isHidden())
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertTrue(self.ui.pausedLabel.isHidden())

    def testUpdateButtonComputesWhilePaused(self):
        self.loadCase()
        self.ui.autoUpdateCheckBox.checked = False
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        before = self.logic.result
        self.ui.updateButton.click()
        self.assertIsNot(self.logic.result, before)
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)


if __name__ == "__main__":
    unittest.main()
