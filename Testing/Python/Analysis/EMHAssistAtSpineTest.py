"""Where no lesion lies at the spine there are ratios and no likelihood: in panel, views, files and terminal."""

import json
import unittest

import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SpineCase import bodies, case, region
from EMHAssistLib.Analysis.Geometry import lesionGeometry
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Report.Readout import lesionLines
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.ResultTables import differentialTable
from EMHAssistLib.Report.Terminal import readoutText
from EMHAssistLib.Report.ViewText import fullBoxText, shortBoxText


def isAtSpine(*regions, **given):
    return lesionGeometry(case(*regions, **given)).isAtSpine


class WhereItLiesTest(unittest.TestCase):
    """Which cases show the spine, and how far from it a lesion may be."""

    MASS = region("Mass", "other_lesion", (50, 0, 0), (20, 20, 20))

    def testTheUserSaysSo(self):
        self.assertFalse(isAtSpine(self.MASS))
        for role in ("epidural_lesion", "paravertebral_lesion"):
            self.assertTrue(isAtSpine(self.MASS, region("Other", role, (300, 0, 0))), role)
        self.assertTrue(isAtSpine(region("Mass", "other_lesion", (50, 0, 0), level="T5")))

    def testWhatShowsASpine(self):
        """Not marrow of no level, which may be a femur's, nor what is found anywhere."""
        for role in ("marrow", "muscle", "fat", "csf"):
            self.assertFalse(isAtSpine(self.MASS, region("Place", role, (0, 0, 0))), role)
        for role in ("cord", "disc"):
            self.assertTrue(isAtSpine(self.MASS, region("Place", role, (0, 0, 0))), role)
        self.assertTrue(isAtSpine(self.MASS, region("Body", "marrow", (0, 0, 0), level="T6")))
        self.assertTrue(isAtSpine(self.MASS, vertebrae=bodies()))

    def testHowFarIsTooFar(self):
        """60 mm from the bodies to its near side, 100 mm above or below what is known of them."""
        disc = region("Disc", "disc", (0, 0, 0), (5, 5, 2))
        for place, expected in (((69, 0, 0), True), ((71, 0, 0), False), ((0, -71, 0), False),
                                ((0, 0, 111), True), ((0, 0, 113), False), ((0, 0, -111), True), ((0, 0, -113), False)):
            with self.subTest(place):
                self.assertEqual(isAtSpine(region("Mass", "other_lesion", place, (10, 10, 10)), disc), expected)

    def testWithoutLesionsNothingIsElsewhere(self):
        self.assertFalse(lesionGeometry(case(region("Body", "marrow", (0, 0, 0)))).isElsewhere)


class LimbTest(ModuleCase):
    """A mass with marrow of no level, in the panel: what the thigh of a patient looks like."""

    FINDINGS = {"splenomegaly": "present", "margins": "well_defined", "internal_fat": "absent"}

    def setUp(self):
        super().setUp()
        self.hideWindow()
        self.loadCase()
        for feature, answer in self.FINDINGS.items():
            self.logic.setFinding(feature, answer)
        self.logic.setRegionRole(self.logic.region("mass"), "other_lesion")
        slicer.app.processEvents()

    def said(self):
        """Return all that panel, views, terminal and files say of the answer."""
        result, ui = self.logic.result, self.widget.ui
        content = readout(result, loadModel())
        box = [*shortBoxText(result, "marrow").lines, *fullBoxText(result, "marrow").lines]
        return {"header": self.widget.panel.header.bar.accessibleDescription, "box": "\n".join(box),
                "readout": ui.readoutBrowser.toPlainText(), "terminal": readoutText(result),
                "file": content["headline"] + content["reason"]}, content

    def testSizesAreNotThoseAlongASpine(self):
        [line] = lesionLines(self.logic.result)
        self.assertEqual(line, "mass: 0.5 ml sampled")

    def testRatiosAndNoLikelihood(self):
        texts, content = self.said()
        for place, text in texts.items():
            with self.subTest(place):
                self.assertRegex(text, "(?i)(no lesion at|made for) the spine")
                self.assertIn("ratios only", text)
                self.assertNotRegex(text, "(?i)likely|favors|beforehand|Together|[0-9] %")
        self.assertTrue(self.widget.ui.answerWidget.isHidden())
        self.assertEqual(content["verdict"], "insufficient")
        self.assertNotIn("probability", json.dumps(content))
        self.assertEqual(differentialTable(self.logic.result).rows, ())
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)

    def testSayingThatItIsTheSpineBringsTheAnswer(self):
        """As the text says: a role, a level, or a disc."""
        mass = self.logic.region("mass")
        for name, say, undo in (
                ("role", lambda: self.logic.setRegionRole(mass, "paravertebral_lesion"),
                 lambda: self.logic.setRegionRole(mass, "other_lesion")),
                ("level", lambda: self.logic.setLevel(mass, "T9"), lambda: self.logic.setLevel(mass, "")),
                ("marrow's level", lambda: self.logic.setLevel(self.logic.region("body"), "T9"),
                 lambda: self.logic.setLevel(self.logic.region("body"), "")),
                ("disc", lambda: self.logic.addRegion("Disc", "disc", (10, 0, 15), (3, 3, 2)),
                 lambda: self.logic.deleteRegion(self.logic.region("Disc")))):
            with self.subTest(name):
                say()
                self.assertIsNotNone(self.logic.update().differential)
                self.assertIn("Together", self.widget.panel.header.bar.accessibleDescription)
                undo()
                self.assertIsNone(self.logic.update().differential)
                self.assertIn("spine", self.widget.panel.header.bar.accessibleDescription)
