"""The section of the series: what it says of each volume, and what a click does."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addVolume
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Display.WindowLevel import displayRange, setWindowLevel
from EMHAssistLib.Measurement.VolumeGeometry import volumeGeometry
from EMHAssistLib.Scene import Volumes

SAGITTAL = np.array([[0, 0, 3.0, -30], [-1, 0, 0, 50], [0, -1, 0, 60], [0, 0, 0, 1]])


def addSeries(name, **metadata):
    """Add a sagittal volume of 120 x 110 x 20 voxels without a role."""
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", name)
    node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(SAGITTAL))
    array = np.random.default_rng(1).normal(100, 9, (20, 110, 120)).astype(np.float32)
    array[0, 0, 0] = len(slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode"))  # no two hold the same voxels
    slicer.util.updateVolumeFromArray(node, array)
    Volumes.setMetadata(node, metadata)
    return node


class SeriesPanelTest(ModuleCase):
    """The table and the button."""

    def setUp(self):
        super().setUp()
        self.table = self.widget.ui.seriesTable

    def tearDown(self):
        self.logic.restoreLayout()
        super().tearDown()

    def texts(self):
        """Return name, line below and its tool tip of each series, as shown."""
        slicer.app.processEvents()
        return [(self.table.item(row, 0).text(), self.table.item(row + 1, 0).text(),
                 self.table.item(row + 1, 0).toolTip()) for row in range(0, self.table.rowCount, 2)]

    def testReasonAndGeometryCanBeRead(self):
        addSeries("a", Modality="MR", SeriesDescription="sag t1 tse")
        ((name, line, toolTip),) = self.texts()
        self.assertEqual(name, "a")
        self.assertEqual(line, "sagittal 1 x 1 x 3 mm\nSeriesDescription 'sag t1 tse'")
        for part in ("guessed from SeriesDescription", "matrix 120 x 110 x 20", "field of view 120 x 110 x 60 mm"):
            self.assertIn(part, toolTip)
        self.assertEqual(self.table.columnSpan(1, 0), 2)

    def testChosenRoleIsSaidToBeChosen(self):
        node = addSeries("a")
        self.assertIn("nothing in the name", self.texts()[0][1])
        box = self.table.cellWidget(0, 1)
        index = box.findData("STIR")
        box.setCurrentIndex(index)
        box.activated.emit(index)
        self.assertEqual(Volumes.role(node), "STIR")
        self.assertIn("chosen by the user", self.texts()[0][1])

    def testWarnings(self):
        common = {"FrameOfReferenceUID": "1.2.3", "AcquisitionDate": "20200101", "AcquisitionTime": "080000"}
        addSeries("T1", **common)
        addSeries("T2", **common)
        addSeries("STIR", **{**common, "FrameOfReferenceUID": "1.2.4"})
        addSeries("ADC", **{**common, "AcquisitionTime": "203000"})
        addVolume(np.ones((4, 4, 4), np.int16), np.diag([-1, -1, 1, 1]), "InPhase", "InPhase")
        slicer.util.updateVolumeFromArray(slicer.mrmlScene.AddNewNodeByClass("vtkMRMLVectorVolumeNode", "color"),
                                          np.zeros((3, 4, 5, 3), np.uint8))
        slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "empty")
        lines = {name: line for name, line, _toolTip in self.texts()}
        self.assertNotIn("!", lines["T1"] + lines["T2"])
        for name, warning in (("STIR", "! not compared: other frame of reference"),
                              ("ADC", "! doubtful: acquired at another time"),
                              ("InPhase", "! no geometry"), ("color", "! the volume has 3 values per voxel"),
                              ("empty", "! the volume has no voxels")):
            with self.subTest(name):
                self.assertIn(warning, lines[name])

    def testWhatCannotBeComparedStandsWithTheSeriesAndItsReasonInTheToolTip(self):
        for name, role, metadata in (
                ("before", "T1", {"ScanningSequence": "SE", "ScanOptions": "PFP"}),
                ("after", "T1post", {"ScanningSequence": "SE", "ScanOptions": "FS", "ReceiveCoilName": "Spine"}),
                ("wrong", "STIR", {"SeriesDescription": "t1_tse_sag"})):
            Volumes.setRole(addSeries(name, **metadata), role)
        texts = {name: (line.split("\n"), toolTip) for name, line, toolTip in self.texts()}
        self.assertEqual(texts["before"][0][0], "sagittal 1 x 1 x 3 mm")
        self.assertEqual(texts["after"][0][0], "! not compared with T1: fat suppression")
        self.assertIn("fat is suppressed on T1post and not on T1", texts["after"][1])
        self.assertIn("fat is suppressed on T1post and not on T1", texts["before"][1])
        self.assertEqual(texts["wrong"][0][0], "! not compared: header speaks for another role")

    def testOfManyStatementsTheRestIsInTheToolTip(self):
        common = {"ScanningSequence": "SE", "ScanOptions": "PFP", "MagneticFieldStrength": "1.5", "FlipAngle": "90"}
        other = {"ScanningSequence": "GR", "ScanOptions": "FS", "MagneticFieldStrength": "3", "FlipAngle": "30"}
        for role, metadata in (("T1", common), ("T1post", other)):
            Volumes.setRole(addSeries(role, **metadata), role)
        lines, toolTip = self.texts()[1][1].split("\n"), self.texts()[1][2]
        self.assertEqual([line.startswith("!") for line in lines], [True, True, True, False, False])
        self.assertEqual(lines[2], "! 2 more, see the tool tip")
        for part in ("fat is suppressed", "gradient echo", "at 1.5 and 3 T", "flip angle 90 and 30"):
            self.assertIn(part, toolTip)

    def testObliqueSlicesAreSaidToBe(self):
        angle = np.radians(20)
        turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])
        for axes, plane in ((SAGITTAL[:3, :3], "sagittal"), (np.diag([-1.0, -1, 4]), "axial")):
            grid = volumeGeometry((5, 6, 7), np.block([[turn @ axes, np.ones((3, 1))], [np.zeros((1, 3)), 1]]))
            self.assertEqual(grid.plane, plane)
            self.assertAlmostEqual(grid.obliqueness, 20 if plane == "sagittal" else 0)
        with self.assertRaisesRegex(ValueError, "flat"):
            volumeGeometry((5, 6, 7), np.zeros((4, 4)))

    def testNothingIsTouchedWhenNothingHasChanged(self):
        addSeries("T1")
        self.texts()
        item = self.table.item(0, 0)
        self.logic.update()
        self.assertIs(self.table.item(0, 0), item)

    def testOddNames(self):
        names = ["<b>T1</b> & \"T2\"", "50 %s %1 {x}", "T1 " + 300 * "long ", "\U0001f9b4 T2 \u00e4", ""]
        for name in names:
            addSeries(name).SetName(name)
        self.assertEqual([name for name, _line, _toolTip in self.texts()], names)
        for row in range(0, self.table.rowCount, 2):
            self.table.cellClicked.emit(row, 0)
        if slicer.app.layoutManager() is not None:
            for node in slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode"):
                Volumes.setRole(node, "T1")
            self.widget.ui.allSeriesButton.click()
            slicer.app.processEvents()
            self.assertTrue(self.logic.showsAllSeries)

    def testVolumesRemovedOrEmptyAreOnlyRefused(self):
        node, empty = addSeries("T1"), slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "empty")
        self.texts()
        self.logic.getParameterNode().autoUpdate = False
        slicer.mrmlScene.RemoveNode(node)
        for row in range(self.table.rowCount):
            self.table.cellClicked.emit(row, 0)
        with self.assertRaisesRegex(ValueError, "no longer in the scene"):
            self.logic.showSeries(node)
        with self.assertRaisesRegex(ValueError, "no voxels"):
            self.logic.showSeries(empty)

    def testButtonTellsWhetherTheSeriesAreShown(self):
        manager = layoutManager()
        button = self.widget.ui.allSeriesButton
        slicer.app.processEvents()
        self.assertFalse(button.enabled)
        addSeries("T1")
        addSeries("T2")
        slicer.app.processEvents()
        self.assertTrue(button.enabled)
        button.click()
        self.assertTrue(self.logic.showsAllSeries and button.checked)
        button.click()
        self.assertFalse(self.logic.showsAllSeries or button.checked)
        button.click()
        manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        slicer.app.processEvents()
        self.assertFalse(button.checked)

    def testLeavingTheModuleForGoodPutsTheLayoutBack(self):
        layoutManager()
        layout = slicer.app.layoutManager().layout
        addSeries("T1")
        slicer.app.processEvents()
        self.logic.showAllSeries()
        slicer.util.reloadScriptedModule("EMHAssist")
        self.widget = slicer.util.getModuleWidget("EMHAssist")
        self.logic = self.widget.logic
        self.widget.enter()
        slicer.app.processEvents()
        self.assertEqual(slicer.app.layoutManager().layout, layout)
        self.assertFalse(self.logic.showsAllSeries)


class ShownTest(ModuleCase):
    """One series in the views of the user."""

    def setUp(self):
        super().setUp()
        self.manager = layoutManager()
        self.volumes = [addSeries(name) for name in ("T1", "T2")]
        slicer.util.setSliceViewerLayers(background=self.volumes[0], fit=True)

    def sliceNodes(self):
        return [self.manager.sliceWidget(name).mrmlSliceNode() for name in self.manager.sliceViewNames()]

    def testSlicesAreKeptWhereTheyMeetTheVolume(self):
        self.sliceNodes()[0].JumpSlice(6, 7, 8)
        self.sliceNodes()[0].SetFieldOfView(40, 30, 1)
        before = [(slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()).tolist(), node.GetFieldOfView())
                  for node in self.sliceNodes()]
        self.logic.showSeries(self.volumes[1])
        self.assertEqual([(slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()).tolist(), node.GetFieldOfView())
                          for node in self.sliceNodes()], before)
        for name in self.manager.sliceViewNames():
            self.assertEqual(self.manager.sliceWidget(name).mrmlSliceCompositeNode().GetBackgroundVolumeID(),
                             self.volumes[1].GetID())

    def testSlicesBesideTheVolumeAreMovedToIt(self):
        far = SAGITTAL.copy()
        far[:3, 3] += 500
        self.volumes[1].SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(far))
        self.logic.showSeries(self.volumes[1])
        bounds = [0.0] * 6
        self.volumes[1].GetRASBounds(bounds)
        for node in self.sliceNodes():
            for axis in range(3):
                self.assertTrue(bounds[2 * axis] <= node.GetSliceToRAS().GetElement(axis, 3) <= bounds[2 * axis + 1])


class WindowLevelTest(ModuleCase):
    """Brightness and contrast."""

    def range(self, node):
        display = node.GetDisplayNode()
        return display.GetWindowLevelMin(), display.GetWindowLevelMax()

    def testMagneticResonanceIsShownWithoutItsBrightestVoxels(self):
        random = np.random.default_rng(0)
        array = np.abs(random.normal(0, 5, (40, 40, 40)))
        array[10:30, 10:30, 10:30] = random.normal(300, 20, (20, 20, 20))
        array[10, 10, 10:20] = 10000
        low, high = displayRange(array, "T1")
        self.assertTrue(0 <= low < 5)
        self.assertTrue(320 < high < 400)

    def testScalesOfTheirOwn(self):
        array = np.linspace(-1000, 3000, 1000).reshape(10, 10, 10)
        self.assertEqual(displayRange(array, "CT"), (-160, 240))
        self.assertEqual(displayRange(np.abs(array), "ADC"), (0, 2000))
        low, high = displayRange(np.abs(array) * 1e-6, "ADC")
        self.assertTrue(low < high < 3e-3)

    def testNothingToSeeIsNoError(self):
        for array in (np.full((3, 3, 3), 7.0), np.full((3, 3, 3), np.nan), np.zeros((0, 3, 3))):
            low, high = displayRange(array, "T1")
            self.assertLess(low, high)

    def testWhatTheUserHasSetIsKept(self):
        node = addSeries("T1")
        self.assertTrue(setWindowLevel(node, "T1"))
        own = self.range(node)
        self.assertTrue(setWindowLevel(node, "CT"))
        self.assertEqual(self.range(node), (-160, 240))
        self.assertNotEqual(own, (-160, 240))
        node.GetDisplayNode().SetWindowLevelMinMax(5, 50)
        self.assertFalse(setWindowLevel(node, "T1"))
        self.assertEqual(self.range(node), (5, 50))


if __name__ == "__main__":
    unittest.main()
