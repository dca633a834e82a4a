"""The table of regions, the details of the selected one and the actions on it."""

import unittest

import qt
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistLib.Panel.Regions.RegionTable import LOCKED, VISIBLE
from EMHAssistLib.Scene.Regions import RegionSource


class TableTest(ModuleCase):
    """Drives the widgets."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.ui = self.widget.ui
        self.table = self.ui.regionTable
        self.table.clearSelection()

    def texts(self, column=0):
        return [self.table.item(row, column).text() for row in range(self.table.rowCount)]

    def select(self, row):
        self.table.setCurrentCell(row, 0)

    def act(self, text):
        (action,) = [action for action in self.table.actions() if action.text == text]
        self.assertTrue(action.enabled)
        action.trigger()
        slicer.app.processEvents()

    def choose(self, box, data):
        index = box.findData(data)
        box.setCurrentIndex(index)
        box.activated.emit(index)
        slicer.app.processEvents()

    def testRowsFollowTheScene(self):
        self.assertEqual((self.texts(), self.texts(1)), (["mass", "body"], ["Epidural", "Marrow"]))
        self.lesion.SetName("other")
        RegionSource(self.lesion).setLevel("T5")
        slicer.app.processEvents()
        self.assertEqual((self.texts(), self.texts(2)), (["other", "body"], ["T5", ""]))
        RegionSource(self.marrow).setRole("")
        slicer.app.processEvents()
        self.assertEqual(self.texts(), ["other"])

    def testWhatCannotBeMeasuredSaysWhy(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "<b>later</b>")
        RegionSource(node).setRole("marrow")
        slicer.app.processEvents()
        self.assertEqual(self.texts(), ["mass", "body", "<b>later</b>"])
        self.assertEqual(self.texts(1), ["Epidural", "Marrow", "! Marrow"])
        for column in (0, 1):
            tips = [self.table.item(row, column).toolTip() for row in range(3)]
            self.assertEqual(["not placed" in tip for tip in tips], [False, False, True])
            self.assertNotIn("<b>", tips[2])
        node.SetSize(10, 10, 10)
        node.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        self.assertEqual(self.texts(1), ["Epidural", "Marrow", "Marrow"])
        self.assertNotIn("not placed", self.table.item(2, 0).toolTip())

    def testCellsStayWhenNothingChanges(self):
        items = [self.table.item(row, 0) for row in range(2)]
        self.select(0)
        self.lesion.SetCenter(-9, 0, 0)
        slicer.app.processEvents()
        self.marrow.SetName("bone")
        slicer.app.processEvents()
        self.assertEqual([self.table.item(row, 0) for row in range(2)], items)
        self.assertEqual(self.table.currentRow(), 0)

    def testEyeAndPadlockAreThoseOfSlicer(self):
        """In both states, and back by a click."""
        def image(icon):
            self.assertFalse(icon.isNull())
            return icon.pixmap(21, 21).toImage()

        states = {VISIBLE: ("SlicerVisible", "SlicerInvisible"), LOCKED: ("SlicerUnlock", "SlicerLock")}
        for column, names in states.items():
            for name in (*names, names[0]):
                with self.subTest(name):
                    expected = image(qt.QIcon(f":/Icons/Small/{name}.png"))
                    self.assertEqual(image(self.table.item(0, column).icon()), expected)
                self.table.cellClicked.emit(0, column)
                slicer.app.processEvents()

    def testRename(self):
        for name in ("L1 <b>bold</b>", "quo\"te's", "\u00e4 \U0001f600"):
            self.table.item(0, 0).setText(name)
            slicer.app.processEvents()
            self.assertEqual(self.lesion.GetName(), name)
            self.assertEqual(self.texts()[0], name)
            self.assertEqual(self.ui.regionProblemLabel.text, "")
        for name, why in (("50 %s", "percent"), ("", "needs a name"), ("a\nb", "one line")):
            self.table.item(0, 0).setText(name)
            slicer.app.processEvents()
            self.assertEqual(self.texts()[0], "\u00e4 \U0001f600")
            self.assertIn(why, self.ui.regionProblemLabel.text)

    def testEyeAndLock(self):
        for column, state, first in ((3, lambda: bool(self.lesion.GetDisplayNode().GetVisibility()), True),
                                     (4, lambda: bool(self.lesion.GetLocked()), False)):
            self.lesion.CreateDefaultDisplayNodes()
            before = self.table.item(0, column).toolTip()
            self.assertEqual(state(), first)
            self.table.cellClicked.emit(0, column)
            slicer.app.processEvents()
            self.assertNotEqual(state(), first)
            self.assertNotEqual(self.table.item(0, column).toolTip(), before)
            self.table.cellClicked.emit(0, column)
            self.assertEqual(state(), first)

    def testClickingARowJumps(self):
        self.lesion.SetCenter(-7, 3, 5)
        self.table.cellClicked.emit(0, 0)
        node = slicer.mrmlScene.GetNodeByID("vtkMRMLSliceNodeRed")
        self.assertAlmostEqual(node.GetSliceOffset(), 5, places=4)

    def testDetailsOfTheSelectedRegion(self):
        self.assertFalse(self.ui.regionDetailsWidget.visible)
        self.select(0)
        self.assertTrue(self.ui.regionDetailsWidget.visible)
        self.assertIn("T1: mean 119.9, SD", self.ui.regionStatisticsLabel.text)
        self.ui.regionSizeBox1.setValue(6.5)
        self.assertEqual(self.lesion.GetSize(), (10, 6.5, 10))
        self.choose(self.ui.regionShapeBox, "Box")
        self.choose(self.ui.regionRoleBox, "other_lesion")
        box = self.ui.regionLevelBox
        box.setCurrentIndex(box.findText("L2"))
        box.activated.emit(box.currentIndex)
        source = RegionSource(self.lesion)
        self.assertEqual((source.shape, source.role, source.level), ("Box", "other_lesion", "L2"))
        self.lesion.SetSize(3, 4, 5)
        slicer.app.processEvents()
        self.assertEqual([box.value for box in (self.ui.regionSizeBox0, self.ui.regionSizeBox1,
                                                self.ui.regionSizeBox2)], [3, 4, 5])
        self.assertFalse(self.ui.regionThicknessBox.visible)

    def testDetailsOfARegionThatIsGone(self):
        self.select(0)
        slicer.mrmlScene.RemoveNode(self.lesion)
        # Before the panel has heard of it.
        self.ui.regionSizeBox0.setValue(4)
        slicer.app.processEvents()
        self.assertEqual(self.texts(), ["body"])

    def testActions(self):
        self.select(0)
        self.act("Duplicate")
        self.assertEqual(self.texts(), ["mass", "body", "mass_1"])
        self.assertEqual(self.table.currentRow(), 2, "the copy is selected")
        self.act("Delete")
        self.assertEqual(self.texts(), ["mass", "body"])
        self.ui.undoButton.click()
        slicer.app.processEvents()
        self.assertEqual(self.texts(), ["mass", "body", "mass_1"])
        self.act("Delete")
        RegionSource(self.marrow).setRole("muscle")
        self.select(0)
        self.act("Other side")
        self.assertEqual(self.texts()[-1], "mass right")
        self.assertIn("middle of the image", self.ui.regionProblemLabel.text)

    def testActionsAreOffWithoutASelection(self):
        off = [action.text for action in self.table.actions() if not action.enabled]
        self.assertEqual(off, ["Jump", "Other side", "Duplicate", "Rename", "Delete", "Shown in the views",
                               "Locked"])

    def testSeveralSelected(self):
        self.table.selectAll()
        self.assertFalse(self.ui.regionDetailsWidget.visible)
        self.act("Locked")
        self.assertTrue(self.lesion.GetLocked() and self.marrow.GetLocked())
        self.act("Delete")
        self.assertEqual(self.texts(), [])
        self.ui.undoButton.click()
        self.ui.undoButton.click()
        slicer.app.processEvents()
        self.assertEqual(sorted(self.texts()), ["body", "mass"])

    def testHundredRegions(self):
        for number in range(100):
            self.logic.addRegion(f"region {number}", "marrow", (10, 3 * (number % 10), 3 * (number // 10)), (1, 1, 1))
        slicer.app.processEvents()
        self.assertEqual(self.table.rowCount, 102)
        # A widget in each row would take longer to make than a drag step may last.
        self.assertTrue(all(self.table.cellWidget(row, column) is None for row in range(102) for column in range(5)))
        items = [self.table.item(row, 0) for row in range(102)]
        self.lesion.SetCenter(-9, 0, 0)
        slicer.app.processEvents()
        self.assertEqual([self.table.item(row, 0) for row in range(102)], items)

    def testClosingTheScene(self):
        self.select(0)
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertEqual(self.table.rowCount, 0)
        self.assertFalse(self.ui.regionDetailsWidget.visible)

    def testEverythingHasAnAccessibleName(self):
        for widget in (self.ui.placeShapeBox, self.ui.placeSizeBox, self.table, self.ui.regionRoleBox,
                       self.ui.regionShapeBox, self.ui.regionLevelBox, self.ui.regionSizeBox0,
                       self.ui.regionThicknessBox, self.ui.erosionBox):
            self.assertTrue(widget.accessibleName)
        for column in (3, 4):
            self.assertIn("mass", self.table.item(0, column).toolTip())


if __name__ == "__main__":
    unittest.main()
