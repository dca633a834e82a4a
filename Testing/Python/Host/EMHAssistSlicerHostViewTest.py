"""SlicerHost: the layout, what the views draw, and files written and read again.

Outside Slicer only: it tests the stand-ins, not the module.
"""

import os
import unittest

import numpy as np
import qt
import slicer
import vtk
import vtk.util.numpy_support

from EMHAssistCases.HostProbeCase import HOST, HostCase, addCube  # first: it brings those below


class ViewTest(HostCase):
    """Layout and drawing."""

    def tearDown(self):
        slicer.app.layoutManager().setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)

    def pixels(self, view):
        view.forceRender()
        toImage = vtk.vtkWindowToImageFilter()
        toImage.SetInput(view.renderWindow())
        toImage.Update()
        return vtk.util.numpy_support.vtk_to_numpy(toImage.GetOutput().GetPointData().GetScalars()).astype(int)

    def testFourUp(self):
        manager = slicer.app.layoutManager()
        # Views of layouts that other tests have shown stay.
        self.assertLessEqual({"Red", "Yellow", "Green"}, set(manager.sliceViewNames()))
        orientations = {name: manager.sliceWidget(name).mrmlSliceNode().GetOrientation()
                        for name in ("Red", "Yellow", "Green")}
        self.assertEqual(orientations, {"Red": "Axial", "Yellow": "Sagittal", "Green": "Coronal"})
        self.assertEqual((manager.threeDViewCount, manager.threeDWidget(0).mrmlViewNode().GetID()),
                         (1, "vtkMRMLViewNode1"))
        self.assertIsNone(manager.sliceWidget("Purple"))

    def testLayoutChanged(self):
        manager = slicer.app.layoutManager()
        received = []
        manager.connect("layoutChanged(int)", received.append)
        manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView)
        self.assertFalse(manager.sliceWidget("Green").visible)
        manager.layout = slicer.vtkMRMLLayoutNode.SlicerLayoutDual3DView
        manager.disconnect("layoutChanged(int)", received.append)
        self.assertEqual(received, [6, 15])
        self.assertEqual(manager.threeDViewCount, 2)
        manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        self.assertTrue(manager.sliceWidget("Green").visible)
        self.assertEqual(manager.layoutLogic().GetLayoutNode().GetViewArrangement(), manager.layout)

    def testVolumeAndRoiAreDrawn(self):
        views = [slicer.app.layoutManager().sliceWidget("Red").sliceView(),
                 slicer.app.layoutManager().threeDWidget(0).threeDView()]
        addCube()
        gray = self.pixels(views[0])
        self.assertGreater(np.count_nonzero(gray.max(axis=1) > 200), 1000)
        self.assertEqual(np.count_nonzero(np.ptp(gray, axis=1) > 10), 0)
        before = [np.count_nonzero(np.ptp(self.pixels(view)[:, :2], axis=1) > 100) for view in views]
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(40, 40, 40)
        roi.GetDisplayNode().SetSelectedColor(1, 0, 0)
        after = [np.count_nonzero(np.ptp(self.pixels(view)[:, :2], axis=1) > 100) for view in views]
        for index in range(2):
            self.assertGreater(after[index], before[index] + 200)

    def testRenderPaused(self):
        view = slicer.app.layoutManager().sliceWidget("Red").sliceView()
        with slicer.util.RenderBlocker():
            self.assertTrue(view.renderPaused())
        self.assertFalse(view.renderPaused())

    def testViewsSurviveSceneClose(self):
        events = []
        tags = [slicer.mrmlScene.AddObserver(event, lambda caller, name, event=event: events.append(event))
                for event in (slicer.mrmlScene.StartCloseEvent, slicer.mrmlScene.EndCloseEvent)]
        addCube()
        nodes = [slicer.util.getNode(name) for name in ("vtkMRMLSliceNodeRed", "vtkMRMLSelectionNodeSingleton",
                                                        "vtkMRMLInteractionNodeSingleton")]
        slicer.mrmlScene.Clear()
        for tag in tags:
            slicer.mrmlScene.RemoveObserver(tag)
        self.assertEqual(events, [slicer.mrmlScene.StartCloseEvent, slicer.mrmlScene.EndCloseEvent])
        for node in nodes:
            self.assertIs(slicer.mrmlScene.GetNodeByID(node.GetID()), node)
        self.assertEqual(self.pixels(slicer.app.layoutManager().sliceWidget("Red").sliceView()).max(), 0)
        addCube()
        self.assertEqual(self.pixels(slicer.app.layoutManager().sliceWidget("Red").sliceView()).max(), 255)

    def testScreenshot(self):
        addCube()
        path = os.path.join(self.folder, "picture.png")
        HOST.screenshot(path, panelWidth=300)
        picture = qt.QImage(path)
        self.assertEqual((picture.width(), picture.height()), (1700, 1000))
        bars = {picture.pixelColor(x, y).name() for x, y in ((900, 5), (500, 508), (1300, 508))}
        self.assertEqual(bars, {"#f34a33", "#6eb04b", "#edd54c"})
        self.assertGreater(max(picture.pixelColor(x, 250).red() for x in range(310, 990)), 200)
        self.assertEqual([name for name in os.listdir(self.folder) if name.endswith(".png")], ["picture.png"])


class FileTest(HostCase):
    """Files written and read again."""

    def testRoiRoundTrip(self):
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(7, 3.5, 18)
        roi.SetCenter(1, -2, 3)
        roi.SetAttribute("Probe.Role", "marrow")
        path = os.path.join(self.folder, "roi.mrb")
        self.assertTrue(slicer.util.saveScene(path))
        slicer.mrmlScene.Clear()
        slicer.util.loadScene(path)
        loaded = slicer.util.getNode("roi")
        center = [0.0] * 3
        loaded.GetCenter(center)
        self.assertEqual((loaded.GetSize(), center, loaded.GetAttribute("Probe.Role")),
                         ((7, 3.5, 18), [1, -2, 3], "marrow"))

    def testNodes(self):
        volume = addCube()
        expected = slicer.util.arrayFromVolume(volume).copy()
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "roi")
        roi.SetSize(7, 3.5, 18)
        segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "segmentation")
        segmentation.CreateDefaultDisplayNodes()
        segment = segmentation.GetSegmentation().AddEmptySegment("cube")
        slicer.util.updateSegmentBinaryLabelmapFromArray((expected > 0).astype(np.uint8), segmentation, segment, volume)
        table = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLTableNode", "table")
        slicer.util.updateTableFromArray(table, np.array([1.0, 2.0]), ["a"])
        names = {volume: "v.nrrd", roi: "r.mrk.json", segmentation: "s.seg.nrrd", table: "t.tsv"}
        for node, name in names.items():
            self.assertTrue(slicer.util.saveNode(node, os.path.join(self.folder, name)))
        slicer.mrmlScene.Clear()
        loaded = slicer.util.loadVolume(os.path.join(self.folder, "v.nrrd"))
        np.testing.assert_array_equal(slicer.util.arrayFromVolume(loaded), expected)
        self.assertEqual(slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode().GetBackgroundVolumeID(),
                         loaded.GetID())
        self.assertEqual(slicer.util.loadMarkups(os.path.join(self.folder, "r.mrk.json")).GetSize(), (7, 3.5, 18))
        loadedSegmentation = slicer.util.loadSegmentation(os.path.join(self.folder, "s.seg.nrrd"))
        self.assertEqual(slicer.util.arrayFromSegmentBinaryLabelmap(loadedSegmentation, "cube", loaded).sum(), 1000)
        self.assertEqual(slicer.util.loadTable(os.path.join(self.folder, "t.tsv")).GetNumberOfRows(), 2)

    def testMissingFileRaises(self):
        with self.assertRaisesRegex(RuntimeError, "missing.nrrd"):
            slicer.util.loadVolume("/missing.nrrd")
        with self.assertRaisesRegex(RuntimeError, "cannot read"):
            slicer.util.loadSequence("/missing.seq.nrrd")

    def testModuleLogics(self):
        for name in ("markups", "segmentations", "tables", "volumes", "subjecthierarchy", "transforms"):
            self.assertIs(getattr(slicer.modules, name).logic().GetMRMLScene(), slicer.mrmlScene)


if __name__ == "__main__":
    unittest.main()
