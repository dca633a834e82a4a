"""The guide to regions: what is still missing, what could be better, and a click that begins it."""

import unittest

import numpy as np
import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addBendingTransform, addRoi, addVolume
from EMHAssistLib.Guidance import DONE, IMPROVE, MISSING, OPTIONAL, missingSteps, steps
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Naming.VertebralLevels import PITCH
from EMHAssistLib.Panel.Regions.LevelBox import LevelBox
from EMHAssistLib.Panel.Regions.RegionPictogram import RegionPictogram, numberedRoles
from EMHAssistLib.Roles import REGION_ROLES
from EMHAssistLib.Scene.Regions import RegionSource


class SpineCase(ModuleCase):
    """A spine of noise along S, so that only what is placed where makes a difference."""

    def addSeries(self, *roles):
        random = np.random.default_rng(3)
        ijkToRas = np.diag([-2.0, -2.0, 2.0, 1.0])
        ijkToRas[:3, 3] = 40, 40, -150
        for role in roles:
            addVolume(random.normal(100, 5, (150, 40, 40)).astype(np.float32), ijkToRas, role, role)

    def addMarrow(self, *heights, level=()):
        nodes = [addRoi((0, 20, height), (12, 12, 12), "marrow", name=f"body {height}") for height in heights]
        for node, name in zip(nodes, level):
            RegionSource(node).setLevel(name)
        return nodes

    def update(self):
        result = self.logic.update()
        self.assertIsNotNone(result, self.logic.problem)
        return result


class GuideTest(SpineCase):
    """What the guide says of a case."""

    def states(self):
        """Return name to state of the check list."""
        return {step.name: step.state for step in steps(self.update())}

    def line(self, name):
        """Return a line of the check list as text."""
        (step,) = [step for step in steps(self.update()) if step.name == name]
        return "; ".join(text.format(**step.values) for text in (step.status, step.action) if text)

    def testEmptyScene(self):
        self.assertEqual(self.states(), {"series": MISSING, "lesion": MISSING, "marrow": MISSING, "cord": IMPROVE,
                                         "muscle": IMPROVE})
        self.assertEqual(len(missingSteps(self.logic.result)), 3)

    def testOneSequenceIsNotEnough(self):
        self.addSeries("T1")
        self.assertEqual(self.line("series"), "T1; add a second native sequence, such as STIR")
        self.addSeries("CT")
        self.assertEqual(self.states()["series"], IMPROVE)
        self.addSeries("STIR")
        self.assertEqual(self.states()["series"], DONE)

    def testSeriesThatCannotBeMeasuredIsNotPassedOver(self):
        self.addSeries("T1", "STIR", "T2")
        self.assertEqual(self.states()["series"], DONE)
        bent = slicer.util.getNode("STIR")
        bent.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        self.assertEqual(self.states()["series"], IMPROVE)
        self.assertEqual(self.line("series"), "T1, T2; not measured: STIR; see the warnings in the readout")

    def testMarrowCountsVertebrae(self):
        self.addSeries("T1", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        self.assertEqual(self.line("marrow"), "none of 3 vertebrae; place 3 in vertebrae next to the lesion")
        self.addMarrow(0)
        self.assertEqual(self.line("marrow"), "1 of 3 vertebrae (body 0); place 2 more next to the lesion")
        # Nor is one that has no place yet among those that are there.
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "later")
        RegionSource(node).setRole("marrow")
        self.assertEqual(self.line("marrow"), "1 of 3 vertebrae (body 0); place 2 more next to the lesion")
        slicer.mrmlScene.RemoveNode(node)
        # A second region in the same vertebra is no second vertebra.
        second = addRoi((8, 20, 3), (10, 12, 12), "marrow", name="same body")
        self.assertIn("1 of 3 vertebrae", self.line("marrow"))
        slicer.mrmlScene.RemoveNode(second)
        self.addMarrow(24, -24)
        self.assertEqual(self.states()["marrow"], DONE)
        self.assertRegex(self.line("marrow"), r"3 vertebrae .*; effective sample size at least \d+")

    def testOneRegionOfManyVertebraeCountsByItsLength(self):
        self.addSeries("T1", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        addRoi((0, 20, 0), (16, 16, 80), "marrow", name="column")
        self.assertIn("3 vertebrae", self.line("marrow"))

    def testMarrowFarFromALesionIsTold(self):
        self.addSeries("T1", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="near")
        self.addMarrow(0, 24, -24)
        self.assertEqual(self.states()["marrow"], DONE)
        addRoi((0, -10, 120), (10, 10, 14), "epidural_lesion", name="far")
        self.assertEqual(self.line("marrow").split(", ")[-1], "none within 2 levels of 'far'; place one next to it")
        self.addMarrow(96)
        self.assertEqual(self.states()["marrow"], DONE)

    def testTwoRegionsApartInOneNamedVertebraAreOne(self):
        self.addSeries("T1", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        for height in (-10, 10):
            RegionSource(addRoi((0, 20, height), (12, 12, 6), "marrow", name=f"part {height}")).setLevel("T6")
        self.assertIn("1 of 3 vertebrae", self.line("marrow"))

    def testHalfAVertebraFartherIsStillTheLevel(self):
        self.addSeries("T1", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        # Two vertebrae of the thoracic spine are 2 x PITCH mm; the lesion reaches 7 mm.
        self.addMarrow(*(7 + factor * PITCH["T"] for factor in (2.3, 3.3, 4.3)))
        self.assertNotIn("none within", self.line("marrow"))

    def testDoubtOnAMinorityOfSeriesIsNotOfTheRegion(self):
        self.addSeries("T1", "T2", "STIR")
        addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        cord = addRoi((0, -10, 40), (10, 10, 20), "cord", name="cord")
        self.assertEqual(self.states()["cord"], DONE)
        # On one of three series its upper half is another tissue.
        volume = slicer.util.getNode("T2")
        slicer.util.arrayFromVolume(volume)[95:] += 300
        slicer.util.arrayFromVolumeModified(volume)
        flagged = [row for row in self.update().measurements if row.region.name == cord.GetName() and row.flags]
        self.assertEqual([row.series.role for row in flagged], ["T2"])
        self.assertEqual(self.states()["cord"], DONE)

    def testLevelsAreNamedWhereTheyAreKnown(self):
        self.addSeries("T1", "STIR")
        self.addMarrow(0, level=["T6"])
        self.assertIn("(T6)", self.line("marrow"))

    def testOneOfCordAndMuscleIsWanted(self):
        self.addSeries("T1", "STIR")
        self.assertEqual([self.states()[role] for role in ("cord", "muscle")], [IMPROVE, IMPROVE])
        addRoi((20, -10, 0), (12, 12, 30), "muscle", name="muscle")
        self.assertEqual([self.states()[role] for role in ("cord", "muscle")], [OPTIONAL, DONE])

    def testBadlyPlacedRegionsAreNamed(self):
        self.addSeries("T1", "STIR")
        small = addRoi((0, -10, 0), (4, 4, 4), "cord", name="tiny")
        self.assertIn("'tiny'; is too small", self.line("cord"))
        small.SetSize(12, 12, 40)
        self.assertEqual(self.states()["cord"], DONE)
        small.SetCenter(200, 0, 0)
        self.assertIn("lies outside", self.line("cord"))
        small.SetSize(0, 0, 0)
        self.assertIn("flat", self.line("cord"))

    def testEveryRoleHasAPlaceAndANumber(self):
        self.assertEqual([role.name for role in REGION_ROLES if not role.place], [])
        self.assertLessEqual({"marrow", "cord", "muscle", "epidural_lesion"}, {role for _n, role in numberedRoles()})


class PanelTest(SpineCase):
    """The guide in the panel."""

    def labels(self):
        layout = self.widget.ui.guideWidget.layout()
        items = [layout.itemAt(number).widget() for number in range(layout.count())]
        return [item for item in items if isinstance(item, qt.QLabel) and item.isVisibleTo(self.widget.parent)]

    def testLinesFollowTheCase(self):
        slicer.app.processEvents()
        self.assertEqual(len(self.labels()), 5)
        self.assertTrue(all(label.accessibleName.startswith(("Missing", "Could be better"))
                            for label in self.labels()))
        self.addSeries("T1", "T2")
        slicer.app.processEvents()
        self.widget.panel.sections["RegionsSection"].guide.showSteps()
        self.assertEqual(self.labels()[0].accessibleName, "Done: Series: T1, T2")

    def testClickStartsPlacingThatRole(self):
        self.addSeries("T1", "T2")
        slicer.app.processEvents()
        label = self.labels()[2]
        self.assertIn("<a href", label.text)
        label.linkActivated.emit("#")
        nodes = [node for node in slicer.util.getNodesByClass("vtkMRMLMarkupsROINode")
                 if RegionSource(node).role == "marrow"]
        self.assertEqual(len(nodes), 1)
        self.assertEqual(self.logic.placingRole, "marrow")
        self.assertFalse(self.widget.ui.regionProblemLabel.isVisibleTo(self.widget.parent))
        self.logic.cancelPlacing()

    def testClickGoesToTheRegionThatIsSpokenOf(self):
        self.addSeries("T1", "T2")
        cord = addRoi((6, -8, 24), (2, 2, 2), "cord", name="tiny")
        slicer.app.processEvents()
        self.assertIn("tiny", self.labels()[3].text)
        if slicer.app.layoutManager() is not None:
            self.labels()[3].linkActivated.emit("#")
            node = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
            self.assertAlmostEqual(node.GetSliceToRAS().GetElement(2, 3), 24, places=3)
        # Removed a moment ago: the click does nothing.
        slicer.mrmlScene.RemoveNode(cord)
        self.labels()[3].linkActivated.emit("#")
        self.assertFalse(self.widget.ui.regionProblemLabel.isVisibleTo(self.widget.parent))

    def testNamesAreShownAsTheyAre(self):
        self.addSeries("T1", "T2")
        addRoi((0, 0, 0), (2, 2, 2), "cord", name="<b>&odd")
        slicer.app.processEvents()
        self.assertIn("&lt;b&gt;&amp;odd", self.labels()[3].text)

    def testPictogramSaysInWordsWhatItDraws(self):
        pictogram = RegionPictogram()
        pictogram.describe()
        self.assertEqual(len(pictogram.accessibleDescription.splitlines()), len(numberedRoles()))
        pictogram.resize(280, pictogram.height)
        image = pictogram.grab().toImage()
        colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        for _number, name in numberedRoles():
            color = next(role.color for role in REGION_ROLES if role.name == name)
            self.assertIn(qt.QColor.fromRgbF(*color).name(), colors, name)


class LevelTest(SpineCase):
    """Levels that are typed, chosen and measured."""

    def setUp(self):
        super().setUp()
        self.box = qt.QComboBox()
        self.named = []

    def name(self, text):
        self.named.append(parseLevel(text).text())
        self.levelBox.refresh(self.named[-1], "")

    def type(self, text):
        self.box.setEditText(text)
        self.box.lineEdit().editingFinished.emit()

    def testLevelsAndSpans(self):
        for text, level in (("t5", "T5"), (" T5 - t7", "T5 to T7"), ("L1 to T12", "T12 to L1"), ("T5-T5", "T5"),
                            ("", ""), ("S5", "S5"), ("c7-T2", "C7 to T2")):
            self.assertEqual(parseLevel(text).text(), level)
            self.assertEqual(parseLevel(level).text(), level)
        for text in ("T14", "T5-", "-", "T5-T6-T7", "to", "Th5", "T5 T6"):
            with self.assertRaises(ValueError):
                parseLevel(text)

    def testTypedAndChosen(self):
        self.levelBox = LevelBox(self.box, self.name)
        self.type("t5")
        self.assertEqual((self.named, self.box.currentText), (["T5"], "T5"))
        self.type("T5")
        self.assertEqual(self.named, ["T5"])
        self.type("t7-t6")
        self.assertEqual((self.named[-1], self.box.currentText), ("T6 to T7", "T6 to T7"))
        self.box.setCurrentIndex(self.box.findText("L2"))
        self.box.activated.emit(self.box.currentIndex)
        self.assertEqual(self.named[-1], "L2")
        self.type("")
        self.assertEqual(self.named[-1], "")

    def testRefusedTextIsTakenBack(self):
        levelBox = LevelBox(self.box, self.named.append)
        levelBox.refresh("T5", "")
        self.type("T77")
        self.assertEqual((self.named, self.box.currentText), (["T77"], "T5"))

    def testMeasuredLevelIsSuggestedFaintly(self):
        LevelBox(self.box, self.name).refresh("", "T8")
        self.assertEqual((self.box.currentText, self.box.lineEdit().placeholderText), ("", "T8 (measured)"))
        self.assertEqual(self.named, [])

    def testSpanOfMarrowIsNoLandmark(self):
        self.addSeries("T1")
        node, = self.addMarrow(0, level=["T5-T7"])
        self.assertEqual(RegionSource(node).level, "T5 to T7")
        lesion = addRoi((0, -10, 0), (10, 10, 14), "epidural_lesion", name="mass")
        self.assertEqual(self.update().geometry.lesions[0].level.text(), "")
        RegionSource(lesion).setLevel("C7-T2")
        self.assertEqual(self.update().geometry.lesions[0].level.text(), "C7 to T2")


if __name__ == "__main__":
    unittest.main()
