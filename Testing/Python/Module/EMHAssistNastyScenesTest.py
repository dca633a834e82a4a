"""Whatever is done to the scene, no exception reaches the Python console, and the panel says what is missing."""

import tempfile
import time
import unittest

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addRoi, addVolume, reopenScene
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.RegionEdits import regionCenter
from EMHAssistLib.Scene.Regions import RegionSource

_LONGEST_WAIT = 60  # seconds


class NastyScenesCase(ModuleCase):
    """What the panel says of a scene."""

    def said(self):
        """Return all that the panel says of the case."""
        slicer.app.processEvents()
        self.widget.panel.caseBar.showNotices()  # shown a moment after the last change
        ui = self.widget.ui
        return "\n".join((ui.readoutBrowser.toPlainText(), ui.caseNoticeLabel.text))

    def addSegmentation(self, name="bone"):
        """Add a segmentation with one segment around the marrow, with the role of marrow."""
        labels = np.zeros((40, 40, 40), np.uint8)
        labels[15:25, 15:25, 5:15] = 1
        label = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        label.CopyOrientation(self.volumes[0])
        slicer.util.updateVolumeFromArray(label, labels)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(label, node)
        slicer.mrmlScene.RemoveNode(label)
        (segmentId,) = node.GetSegmentation().GetSegmentIDs()
        RegionSource(node, segmentId).setRole("marrow")
        slicer.app.processEvents()
        return node, segmentId

    @staticmethod
    def addSegment(representation, content):
        """Add a segmentation with one segment "odd" of marrow, which is what is given and nothing else."""
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        node.GetSegmentation().SetSourceRepresentationName(representation)
        segment = slicer.vtkSegment()
        segment.SetName("odd")
        segment.AddRepresentation(representation, content)
        node.GetSegmentation().AddSegment(segment, "odd")
        source = RegionSource(node, "odd")
        source.setRole("marrow")
        slicer.app.processEvents()
        return source


class RemovalTest(NastyScenesCase):
    """What is in use goes away."""

    def testEmptySceneSaysWhatIsMissing(self):
        text = self.said()
        for word in ("series", "lesion", "reference"):
            self.assertIn(word, text)
        for action in (self.logic.update, self.logic.refreshViews, self.logic.start, self.logic.caseNotices):
            action()
        for refused in (self.logic.planBiasFieldCorrection, self.logic.useSegmentsAsReferences):
            with self.assertRaises(ValueError):
                refused()

    def testSeriesRemovedWhileInUse(self):
        self.loadCase()
        for node in self.volumes:
            slicer.mrmlScene.RemoveNode(node)
            slicer.app.processEvents()
        self.assertIn("series", self.said())
        self.assertEqual(self.widget.ui.seriesTable.rowCount, 0)

    def testRegionDeletedInADrag(self):
        self.loadCase()
        for step in range(10):
            self.lesion.SetCenter(-10 + step, 0, 0)
            if step % 2:
                slicer.app.processEvents()
        self.lesion.SetCenter(-5, 0, 0)
        slicer.mrmlScene.RemoveNode(self.lesion)
        self.lesion.SetCenter(-4, 0, 0)  # the mouse is still down
        self.assertIn("lesion", self.said())

    def testEverythingDeletedInOneBatch(self):
        self.loadCase()
        self.addSegmentation()
        scene = slicer.mrmlScene
        scene.StartState(scene.BatchProcessState)
        for node in (self.lesion, self.marrow, *self.volumes, *slicer.util.getNodesByClass("vtkMRMLTableNode"),
                     *slicer.util.getNodesByClass("vtkMRMLSegmentationNode"), self.logic.activeCase()):
            scene.RemoveNode(node)
        scene.EndState(scene.BatchProcessState)
        self.assertIn("series", self.said())

    def testLayoutChangesBeforeAnythingIsComputedAgain(self):
        """The result still knows what is gone: in the middle of a batch, just after it, and while results are paused.
        """
        layouts = slicer.app.layoutManager()
        for isPaused in (False, True):
            with self.subTest(isPaused=isPaused):
                slicer.mrmlScene.Clear()
                slicer.app.processEvents()
                self.loadCase()
                node, _segmentId = self.addSegmentation()
                if isPaused:
                    self.logic.pause()
                scene = slicer.mrmlScene
                scene.StartState(scene.BatchProcessState)
                for number, one in enumerate((self.volumes[0], node, self.lesion, self.volumes[1], self.marrow)):
                    scene.RemoveNode(one)
                    layouts.setLayout((3, 4)[number % 2])
                    self.widget.onLayoutChanged(0)
                scene.EndState(scene.BatchProcessState)
                self.widget.onLayoutChanged(0)
                for name in ("allSeriesButton", "alignButton", "flickerButton", "nextLesionButton"):
                    slicer.util.findChild(self.widget.panel.widget, name).click()
                self.said()
                self.assertEqual(self.widget.ui.seriesTable.rowCount, 0)

    def testVoxelsOfACorrectedSeriesGo(self):
        self.loadCase()
        corrected = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "corrected")
        corrected.SetAttribute("EMHAssist.CoilCorrectedFrom", "2-00000000")
        self.volumes[0].SetNodeReferenceID("EMHAssist.CoilCorrected", corrected.GetID())
        self.said()
        self.volumes[0].SetAndObserveImageData(None)
        self.widget.onLayoutChanged(0)
        self.assertIn("no voxels", self.said())

    def testCenterOfASegmentThatHasNoVoxels(self):
        """Beside one that has: Slicer would convert it."""
        self.loadCase()
        node, segmentId = self.addSegmentation()
        sphere = vtk.vtkSphereSource()
        sphere.SetCenter(-10, 1, 2)
        sphere.Update()
        for content in (vtk.vtkPolyData(), sphere.GetOutput(), None):
            segment = slicer.vtkSegment()
            segment.SetName("surface")
            self.assertTrue(node.GetSegmentation().AddSegment(segment, "surface"))
            segment.RemoveAllRepresentations()
            if content is not None:
                segment.AddRepresentation("Closed surface", content)
            source = RegionSource(node, "surface")
            if content is sphere.GetOutput():
                np.testing.assert_allclose(regionCenter(source), (-10, 1, 2), atol=0.05)
            else:
                with self.assertRaisesRegex(ValueError, "empty"):
                    regionCenter(source)
            node.GetSegmentation().RemoveSegment("surface")
        np.testing.assert_allclose(regionCenter(RegionSource(node, segmentId)), (10.5, 0.5, -0.5), atol=1)

    def testRegionsThatHaveNoFinitePlace(self):
        """The views are not turned to nowhere; what is measured says why it is not."""
        self.loadCase()
        sphere = vtk.vtkSphereSource()
        sphere.Update()
        for values in ((np.nan, slice(None)), (np.inf, 3)):
            surface = vtk.vtkPolyData()
            surface.DeepCopy(sphere.GetOutput())
            vtk_to_numpy(surface.GetPoints().GetData())[values[1]] = values[0]
            surface.GetPoints().Modified()
            source = self.addSegment("Closed surface", surface)
            with self.assertRaisesRegex(ValueError, "no finite place"):
                self.logic.jumpTo(source)
            self.assertIn("odd", self.said())
            slicer.mrmlScene.RemoveNode(source.node)
        self.lesion.SetCenter(np.nan, 0, 0)
        with self.assertRaisesRegex(ValueError, "no finite place"):
            self.logic.jumpTo(RegionSource(self.lesion))

    def testLabelmapOfSeveralValuesInEachVoxel(self):
        self.loadCase()
        image = slicer.vtkOrientedImageData()
        image.SetDimensions(4, 4, 4)
        image.AllocateScalars(vtk.VTK_UNSIGNED_CHAR, 3)
        image.GetPointData().GetScalars().Fill(1)
        self.addSegment("Binary labelmap", image)
        (problem,) = [region.problem for region in self.logic.result.case.regions if region.name == "odd"]
        self.assertIn("3 values in each voxel", problem)

    def testTablesDeletedByTheUser(self):
        self.loadCase()
        for name in ("measurementTable", "ratioTable", "differentialTable"):
            slicer.mrmlScene.RemoveNode(self.logic.activeCase().GetNodeReference(name))
        self.lesion.SetCenter(-9, 0, 0)
        slicer.app.processEvents()
        self.assertIsNotNone(self.logic.getParameterNode().ratioTable)

    def testSceneClosedDuringCoilCorrection(self):
        self.loadCase()
        self.widget.ui.biasFieldButton.clicked.emit()
        correction = self.widget.panel.sections["SeriesSection"].biasCorrection
        self.assertTrue(correction.isRunning)
        slicer.mrmlScene.Clear()
        end = time.monotonic() + _LONGEST_WAIT
        while correction.isRunning and time.monotonic() < end:
            slicer.app.processEvents()
        self.assertFalse(correction.isRunning)
        self.assertEqual(slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode"), [])

    def testCaseSwitchedDuringCoilCorrection(self):
        self.loadCase()
        self.widget.ui.biasFieldButton.clicked.emit()
        correction = self.widget.panel.sections["SeriesSection"].biasCorrection
        self.logic.newCase()
        end = time.monotonic() + _LONGEST_WAIT
        while correction.isRunning and time.monotonic() < end:
            slicer.app.processEvents()
        self.assertFalse(correction.isRunning)
        self.assertEqual(self.widget.ui.seriesTable.rowCount, 0)

    def testSegmentationEmptied(self):
        self.loadCase()
        node, segmentId = self.addSegmentation()
        segmentation = node.GetSegmentation()
        segmentation.GetSegment(segmentId).RemoveAllRepresentations()
        self.assertIn("segment", self.said())
        segmentation.RemoveAllSegments()
        self.said()
        node.SetAndObserveSegmentation(None)
        self.said()
        self.logic.update()

    def testClosingInTheMiddleOfPlacing(self):
        self.loadCase()
        self.logic.placeRegion("cord")
        slicer.mrmlScene.Clear()
        self.said()
        self.logic.placeRegion("cord")
        self.logic.newCase()
        self.said()


class OddNodesTest(NastyScenesCase):
    """Nodes as other modules, scripts and files leave them."""

    def testOddNames(self):
        self.loadCase()
        names = ("", " ", "a/b\\c", "<b>bold</b> & \"quoted\"", "\u00e4\u00df \u4e2d\u6587 \U0001f600", "x" * 2000,
                 "line\nbreak", "%", "%s %n %d", "{name}", "${HOME}")
        for name in names:
            with self.subTest(name[:20]):
                self.volumes[0].SetName(name)
                # Slicer itself takes the name of markups for a format and may crash.
                self.lesion.SetName(name.replace("%", ""))
                self.said()
                self.assertEqual(self.widget.ui.seriesTable.item(0, 0).text(), name)
        with tempfile.TemporaryDirectory() as folder:
            self.logic.exportResult(folder)
        self.volumes[0].SetName(None)
        self.lesion.SetName(None)
        self.said()
        case = self.logic.newCase("<i>x</i> & %s {name}")
        self.said()
        self.assertEqual(self.widget.ui.caseBox.currentText, case.GetName())

    def testVolumesWithoutVoxels(self):
        self.loadCase()
        empty = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "no image")
        Volumes.setRole(empty, "STIR")
        self.assertIn("no voxels", self.said())
        flat = addVolume(np.zeros((1, 1, 1), np.float32), name="one voxel", role="ADC")
        flat.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(np.diag([0.0, 0.0, 0.0, 1.0])))
        self.said()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.volumes[0].SetAndObserveImageData(None)
        self.assertIn("no voxels", self.said())
        image = slicer.vtkOrientedImageData()
        self.volumes[0].SetAndObserveImageData(image)
        self.said()

    def testVectorVolume(self):
        self.loadCase()
        color = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLVectorVolumeNode", "color")
        slicer.util.updateVolumeFromArray(color, np.zeros((3, 4, 5, 3), np.uint8))
        Volumes.setRole(color, "T1")
        self.assertIn("3 values per voxel", self.said())

    def testNodesWithoutDisplayNodes(self):
        self.loadCase()
        for node in (self.lesion, self.marrow):
            while node.GetDisplayNode() is not None:
                slicer.mrmlScene.RemoveNode(node.GetDisplayNode())
        self.lesion.SetCenter(-9, 0, 0)
        self.said()
        RegionSource(self.lesion).setRole("paravertebral_lesion")
        RegionSource(self.lesion).setShape("Box")
        self.said()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)

    def testSequenceProxies(self):
        self.loadCase()
        browser = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode")
        if browser is None:
            self.skipTest("the Sequences module is not here")
        sequence = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSequenceNode", "lesion over time")
        for index in range(3):
            self.lesion.SetCenter(-10 + index, 0, 0)
            sequence.SetDataNodeAtValue(self.lesion, str(index))
        browser.SetAndObserveMasterSequenceNodeID(sequence.GetID())
        browser.AddProxyNode(self.lesion, sequence, False)
        for index in range(3):
            browser.SetSelectedItemNumber(index)
            self.said()
        self.assertEqual(RegionSource(self.lesion).role, "epidural_lesion")
        slicer.mrmlScene.RemoveNode(browser)
        slicer.mrmlScene.RemoveNode(sequence)
        self.said()

    def testHundredRegions(self):
        self.loadCase()
        for index in range(100):
            place = (-16 + 3 * (index % 5), -6 + 3 * (index // 5 % 5), 8 + 3 * (index // 25))
            addRoi(place, (3, 3, 3), "epidural_lesion", name=f"mass {index}")
        self.said()
        self.assertEqual(self.widget.ui.regionTable.rowCount, 102)
        self.assertEqual(len({row.lesion.key for row in self.logic.result.comparisons}), 101)
        self.lesion.SetCenter(-9, 0, 0)
        self.said()

    def testHundredOfThemWithoutARoleOrAPlace(self):
        self.loadCase()
        for _index in range(100):
            slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode")
        self.said()
        self.assertEqual(len(self.logic.result.case.regions), 2)

    def testRegionsThatAreNoPlaces(self):
        self.loadCase()
        for size in ((0, 0, 0), (np.nan, 1, 1), (np.inf, 1, 1), (1e30, 1e30, 1e30), (1e-30, 1e-30, 1e-30)):
            with self.subTest(size):
                self.lesion.SetSize(*size)
                self.said()
        self.lesion.SetSize(10, 10, 10)
        for center in ((np.nan, 0, 0), (np.inf, 0, 0), (1e30, 0, 0)):
            with self.subTest(center):
                self.lesion.SetCenter(*center)
                self.said()
        self.lesion.SetCenter(-10, 0, 0)
        self.said()

    def testAttributesThatNobodyWouldWrite(self):
        self.loadCase()
        for name in ("RegionRole", "Shape", "Level", "SlabThickness", "Case", "CaseKey", "SequenceRole"):
            for value in ("", "%s <b>", "nan", "9" * 400):
                with self.subTest(f"{name} {value[:9]}"):
                    nodes = self.lesion, self.volumes[0]
                    before = [node.GetAttribute(f"EMHAssist.{name}") for node in nodes]
                    for node in nodes:
                        node.SetAttribute(f"EMHAssist.{name}", value)
                    self.said()
                    for node, text in zip(nodes, before):
                        node.SetAttribute(f"EMHAssist.{name}", text)
        self.said()


class ParameterTest(NastyScenesCase):
    """The parameter node, edited by hand."""

    def load(self, changes):
        """Save the small case, with parameters in the file changed by hand, and load it."""
        self.loadCase()
        case = self.logic.activeCase()
        self.widget.onSceneStartClose(None, None)
        for name, value in changes.items():
            case.SetParameter(name, value)
        reopenScene()
        slicer.app.processEvents()

    def testValuesThatCannotBe(self):
        bad = {"priorPercent": "150", "likelihoodRatioCap": "-3", "temper": "hot", "similarLow": "nan",
               "autoUpdate": "perhaps", "showValues": ""}
        self.load(bad)
        node = self.logic.getParameterNode()
        for name, text in bad.items():
            self.assertEqual(getattr(node, name), node.default(name).value)
            self.assertIn(f"'{text}' is not a valid value of {name}", self.said())
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        # Once the user has chosen, there is nothing to say any more.
        node.temper = 0.5
        self.assertNotIn("value of temper", self.said())

    def testValuesThatAScriptWritesMeanwhile(self):
        """Nothing in the console, which ModuleCase watches."""
        self.loadCase()
        node = self.logic.getParameterNode()
        for name, text in (("temper", "x"), ("priorPercent", "200"), ("likelihoodRatioCap", "nan"),
                           ("nearestReference", "perhaps"), ("similarLow", "")):
            self.logic.activeCase().SetParameter(name, text)
            slicer.app.processEvents()
            self.assertEqual(getattr(node, name), node.default(name).value)
            self.assertIn(f"'{text}' is not a valid value of {name}", self.said())
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)

    def testMarginsTheWrongWayRound(self):
        self.load({"similarLow": "1.2", "similarHigh": "0.8"})
        self.assertIsNone(self.logic.result)
        self.assertIn("margin", self.said())

    def testSettingAndReferenceThatThereAreNot(self):
        self.load({"setting": "mars", "reference": "moon"})
        self.assertIn("mars", self.said())
        self.assertEqual(self.widget.ui.regionTable.rowCount, 2)

    def testReferenceToANodeOfAnotherClass(self):
        self.loadCase()
        case = self.logic.activeCase()
        self.widget.onSceneStartClose(None, None)
        case.SetNodeReferenceID("ratioTable", self.lesion.GetID())
        self.widget.initializeParameterNode()
        self.said()
        self.assertTrue(self.logic.getParameterNode().ratioTable.IsA("vtkMRMLTableNode"))
        self.assertTrue(slicer.mrmlScene.IsNodePresent(self.lesion))

    def testParameterNodeDeletedInUse(self):
        self.loadCase()
        for _time in range(3):
            slicer.mrmlScene.RemoveNode(self.logic.activeCase())
            self.widget.ui.showValuesCheckBox.toggle()
            self.said()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertEqual(len(self.logic.cases()), 1)

    def testCopiedParameterNode(self):
        self.loadCase()
        self.logic.setFinding("margins", "well_defined")
        copy = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScriptedModuleNode")
        copy.Copy(self.logic.activeCase())
        self.said()
        self.assertEqual(len(self.logic.cases()), 2)
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.logic.activateCase(copy)
        self.assertEqual(self.logic.result.case.regions, ())
        self.logic.removeCase(copy)
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)


if __name__ == "__main__":
    unittest.main()
