"""The series side by side: what the views show, and that the user gets back exactly what he had."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addVolume
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Display.SeriesLayout import layoutDescription
from EMHAssistLib.Scene import Volumes


def allNodes():
    """Return the IDs of all nodes of the scene."""
    return {slicer.mrmlScene.GetNthNode(index).GetID() for index in range(slicer.mrmlScene.GetNumberOfNodes())}


class SeriesLayoutTest(ModuleCase):
    """Sagittal T1, T2 and STIR, and an axial ADC map."""

    def setUp(self):
        super().setUp()
        self.manager = layoutManager()
        self.layoutNode = self.manager.layoutLogic().GetLayoutNode()
        self.manager.setLayout(self.layoutNode.SlicerLayoutFourUpView)
        sagittal = np.array([[0, 0, 3.0, -30], [-1, 0, 0, 50], [0, -1, 0, 60], [0, 0, 0, 1]])
        axial = np.array([[-2, 0, 0, 40.0], [0, -2, 0, 40], [0, 0, 4, -50], [0, 0, 0, 1]])
        random = np.random.default_rng(2)
        self.volumes = [addVolume(random.normal(100, 9, (20, 120, 100)).astype(np.float32), sagittal, role, role)
                        for role in ("T1", "T2", "STIR")]
        self.volumes.append(addVolume(random.normal(900, 9, (25, 40, 40)).astype(np.float32), axial, "ADC", "ADC"))
        for node in self.volumes:
            node.CreateDefaultDisplayNodes()
        slicer.util.setSliceViewerLayers(background=self.volumes[0], fit=True)
        slicer.app.processEvents()

    def tearDown(self):
        self.logic.restoreLayout()
        super().tearDown()

    def ownWidgets(self):
        names = sorted(name for name in self.manager.sliceViewNames() if name.startswith("EMHAssist"))
        return [self.manager.sliceWidget(name) for name in names]

    def userState(self):
        """Return all that belongs to the user: layout, and what each view shows, where, and how it is linked."""
        state = [self.manager.layout, self.layoutNode.GetSaveWithScene(),
                 self.layoutNode.GetNumberOfMaximizedViewNodes()]
        for name in ("Red", "Green", "Yellow"):
            node = self.manager.sliceWidget(name).mrmlSliceNode()
            composite = self.manager.sliceWidget(name).mrmlSliceCompositeNode()
            state.append((name, node.GetOrientation(), node.GetViewGroup(), node.GetLayoutLabel(),
                          slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()).tolist(),
                          np.round(node.GetFieldOfView(), 6).tolist(), node.GetDimensions(),
                          composite.GetBackgroundVolumeID(), composite.GetForegroundVolumeID(),
                          composite.GetLabelVolumeID(), composite.GetLinkedControl(), composite.GetHotLinkedControl()))
        return state

    def testEachSeriesHasAViewWithItsRole(self):
        self.logic.showAllSeries()
        self.assertTrue(self.logic.showsAllSeries)
        widgets = self.ownWidgets()
        self.assertEqual([widget.mrmlSliceNode().GetLayoutLabel() for widget in widgets], ["T1", "T2", "STIR", "ADC"])
        self.assertEqual([widget.mrmlSliceCompositeNode().GetBackgroundVolumeID() for widget in widgets],
                         [node.GetID() for node in self.volumes])
        for widget in widgets:
            self.assertEqual(widget.mrmlSliceNode().GetOrientation(), "Sagittal")
            self.assertTrue(widget.mrmlSliceCompositeNode().GetLinkedControl())

    def testAllShowTheSameSliceAtTheSameScale(self):
        self.manager.sliceWidget("Yellow").mrmlSliceNode().JumpSliceByOffsetting(9, 0, 0)
        self.logic.showAllSeries()
        nodes = [widget.mrmlSliceNode() for widget in self.ownWidgets()]
        for node in nodes:
            np.testing.assert_allclose(slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()),
                                       slicer.util.arrayFromVTKMatrix(nodes[0].GetSliceToRAS()))
            self.assertAlmostEqual(node.GetFieldOfView()[0] / node.GetDimensions()[0],
                                   nodes[0].GetFieldOfView()[0] / nodes[0].GetDimensions()[0])
            # Where the user was looking, and all of the image.
            self.assertAlmostEqual(node.GetSliceToRAS().GetElement(0, 3), 9)
            self.assertGreaterEqual(round(node.GetFieldOfView()[0], 6), 100)
            # A row may be a pixel lower than the first.
            self.assertGreater(node.GetFieldOfView()[1] * (1 + 2 / node.GetDimensions()[1]), 120)

    def testShowsTheImageWhereTheUserLooksPastIt(self):
        self.manager.sliceWidget("Yellow").mrmlSliceNode().JumpSliceByOffsetting(500, 0, 0)
        self.logic.showAllSeries()
        for widget in self.ownWidgets():
            self.assertLess(abs(widget.mrmlSliceNode().GetSliceToRAS().GetElement(0, 3)), 32)

    def testScrollingOneScrollsAllAndNoViewOfTheUser(self):
        before = self.userState()[3:]
        self.logic.showAllSeries()
        nodes = [widget.mrmlSliceNode() for widget in self.ownWidgets()]
        logic = self.ownWidgets()[1].sliceLogic()
        logic.StartSliceNodeInteraction(nodes[1].SliceToRASFlag)
        nodes[1].JumpSliceByOffsetting(-12, 0, 0)
        logic.EndSliceNodeInteraction()
        for node in nodes:
            self.assertAlmostEqual(node.GetSliceToRAS().GetElement(0, 3), -12)
        self.assertEqual(self.userState()[3:], before)

    def testEverythingComesBack(self):
        composite = self.manager.sliceWidget("Green").mrmlSliceCompositeNode()
        composite.SetForegroundVolumeID(self.volumes[1].GetID())
        composite.SetLinkedControl(True)
        self.manager.sliceWidget("Red").mrmlSliceNode().SetOrientation("Coronal")
        self.manager.setLayout(self.layoutNode.SlicerLayoutConventionalView)
        slicer.app.processEvents()
        state, nodes = self.userState(), allNodes()
        for _cycle in range(3):
            self.logic.showAllSeries()
            self.logic.restoreLayout()
            slicer.app.processEvents()
            self.assertEqual(self.userState(), state)
            self.assertEqual(allNodes(), nodes)
            self.assertEqual(self.ownWidgets(), [])
        self.logic.restoreLayout()
        self.assertEqual(self.userState(), state)

    def testEnlargedViewComesBack(self):
        red = self.manager.sliceWidget("Red").mrmlSliceNode()
        self.layoutNode.AddMaximizedViewNode(red)
        self.logic.showAllSeries()
        self.assertEqual(self.layoutNode.GetNumberOfMaximizedViewNodes(), 0)
        self.layoutNode.AddMaximizedViewNode(self.ownWidgets()[0].mrmlSliceNode())
        self.assertTrue(self.logic.showsAllSeries)
        self.logic.restoreLayout()
        self.assertEqual(self.layoutNode.GetNumberOfMaximizedViewNodes(), 1)
        self.assertEqual(self.layoutNode.GetMaximizedViewNode(0).GetID(), red.GetID())
        self.layoutNode.RemoveAllMaximizedViewNodes()

    def testAnotherLayoutEndsIt(self):
        nodes = allNodes()
        self.logic.showAllSeries()
        self.manager.setLayout(self.layoutNode.SlicerLayoutOneUpRedSliceView)
        slicer.app.processEvents()
        self.assertFalse(self.logic.showsAllSeries)
        self.assertEqual(self.manager.layout, self.layoutNode.SlicerLayoutOneUpRedSliceView)
        self.assertEqual((allNodes(), self.ownWidgets()), (nodes, []))
        self.assertTrue(self.layoutNode.GetSaveWithScene())

    def testClosingTheSceneEndsIt(self):
        layout = self.manager.layout
        self.logic.showAllSeries()
        slicer.mrmlScene.Clear()
        slicer.app.processEvents()
        self.assertFalse(self.logic.showsAllSeries)
        self.assertEqual((self.manager.layout, self.ownWidgets()), (layout, []))
        self.assertFalse([name for name in allNodes() if "EMHAssistSeries" in name])
        self.setUpNext()

    def setUpNext(self):
        """The next case can be shown as the first one was."""
        addVolume(np.ones((5, 5, 5), np.int16), np.eye(4), name="next", role="T1")
        self.logic.showAllSeries()
        self.assertEqual(len(self.ownWidgets()), 1)

    def testSavedSceneHoldsNothingOfIt(self):
        self.logic.showAllSeries()
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "scene.mrml")
            slicer.mrmlScene.SetURL(path)
            slicer.mrmlScene.Commit(path)
            text = Path(path).read_text(encoding="utf-8")
        slicer.mrmlScene.SetURL("")
        self.assertIn("vtkMRMLSliceNodeRed", text)
        self.assertNotIn("EMHAssistSeries", text)
        self.assertNotIn("currentViewArrangement", text)
        self.assertTrue(self.logic.showsAllSeries)

    def testSceneWithAnotherLayoutEndsIt(self):
        self.logic.showAllSeries()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "scene.mrml"
            path.write_text('<MRML version="Slicer5"><Layout id="vtkMRMLLayoutNodevtkMRMLLayoutNode" name="Layout" '
                            'singletonTag="vtkMRMLLayoutNode" currentViewArrangement="2"></Layout></MRML>')
            slicer.mrmlScene.SetURL(str(path))
            slicer.mrmlScene.Import()
            slicer.mrmlScene.SetURL("")
        for _turn in range(3):
            slicer.app.processEvents()
        self.assertFalse(self.logic.showsAllSeries)
        self.assertEqual(self.ownWidgets(), [])
        self.assertEqual(self.manager.layout, self.layoutNode.SlicerLayoutConventionalView)

    def testFollowsTheCase(self):
        self.logic.showAllSeries()
        self.ownWidgets()[0].mrmlSliceNode().JumpSliceByOffsetting(6, 0, 0)
        slicer.mrmlScene.RemoveNode(self.volumes[1])
        self.logic.setSequenceRole(self.volumes[2], "T1post")
        for _turn in range(3):
            slicer.app.processEvents()
        widgets = self.ownWidgets()
        self.assertEqual([widget.mrmlSliceNode().GetLayoutLabel() for widget in widgets], ["T1", "T1post", "ADC"])
        for widget in widgets:
            self.assertAlmostEqual(widget.mrmlSliceNode().GetSliceToRAS().GetElement(0, 3), 6)
        for node in slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode"):
            slicer.mrmlScene.RemoveNode(node)
        for _turn in range(3):
            slicer.app.processEvents()
        self.assertFalse(self.logic.showsAllSeries)
        self.assertEqual(self.ownWidgets(), [])

    def testSecondLogicPutsBackToo(self):
        other = type(self.logic)()
        other.showAllSeries()
        self.assertTrue(self.logic.showsAllSeries)
        self.logic.restoreLayout()
        self.assertFalse(other.showsAllSeries)
        other.cleanup()

    def testNothingToShowSaysWhatToDo(self):
        for node in self.volumes:
            Volumes.setRole(node, "")
        with self.assertRaisesRegex(ValueError, "role"):
            self.logic.showAllSeries()
        self.assertEqual(self.ownWidgets(), [])

    def testReadoutAndOutlinesAreInTheViews(self):
        self.logic.addRegion("mass", "epidural_lesion", (0, 0, 0), (9, 9, 9))
        self.logic.addRegion("body", "marrow", (0, 30, 0), (9, 9, 9))
        slicer.app.processEvents()
        self.logic.showAllSeries()
        slicer.app.processEvents()
        for widget in self.ownWidgets():
            renderers = widget.sliceView().renderWindow().GetRenderers()
            props = [prop for index in range(renderers.GetNumberOfItems())
                     for prop in renderers.GetItemAsObject(index).GetViewProps()]
            texts = [prop.GetInput() for prop in props if prop.IsA("vtkTextActor") and prop.GetInput()]
            self.assertTrue([text for text in texts if "research use only" in " ".join(text.split())], texts)
            widget.sliceView().forceRender()
            # Slicer's own props draw no two lines of one color each.
            drawn = [prop.GetMapper().GetInput() for prop in props
                     if prop.IsA("vtkActor2D") and prop.GetMapper() and prop.GetMapper().IsA("vtkPolyDataMapper2D")]
            self.assertTrue([data for data in drawn if data and data.GetNumberOfLines() == 2
                             and data.GetNumberOfPoints() > 50 and data.GetCellData().GetScalars()])

    def testRowsAreOfLikeLength(self):
        for count, rows in ((1, [1]), (4, [4]), (5, [3, 2]), (7, [4, 3]), (8, [4, 4]), (9, [3, 3, 3]), (10, [4, 4, 2])):
            with self.subTest(count):
                text = layoutDescription([f"view{number}" for number in range(count)])
                self.assertEqual([row.count("<view ") for row in text.split('type="horizontal"')[1:]], rows)
        narrow = layoutDescription(["a", "b", "c", "d", "e"], longestRow=2)
        self.assertEqual([row.count("<view ") for row in narrow.split('type="horizontal"')[1:]], [2, 2, 1])


if __name__ == "__main__":
    unittest.main()
