"""Ellipsoids in the slice views: the points that are drawn lie on the ellipsoid and in the slice, whatever changes."""

import time
import unittest

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.SceneCase import addRoi, addTransform, addVolume
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Display.ShapeOutlines import ShapeOutlines
from EMHAssistLib.Display.Views import topRenderer
from EMHAssistLib.Roles import regionRole
from EMHAssistLib.Scene.RegionReader import roiShape
from EMHAssistLib.Scene.Regions import RegionSource


def rotation(angle, *axis):
    """Return the (4, 4) rotation by degrees about an axis."""
    transform = vtk.vtkTransform()
    transform.RotateWXYZ(angle, *axis)
    return slicer.util.arrayFromVTKMatrix(transform.GetMatrix())


class OutlinesTest(unittest.TestCase):
    """An ellipsoid of 30, 20 and 24 mm in the slices through the origin."""

    def setUp(self):
        self.manager = layoutManager()
        slicer.mrmlScene.Clear()
        self.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        ijkToRas = np.diag([2.0, 2.0, 2.0, 1.0])
        ijkToRas[:3, 3] = -60
        slicer.util.setSliceViewerLayers(background=addVolume(np.zeros((60, 60, 60), np.int16), ijkToRas), fit=True)
        for name in self.manager.sliceViewNames():
            self.widget(name).mrmlSliceNode().SetOrientationToDefault()
            self.widget(name).mrmlSliceNode().JumpSlice(0, 0, 0)
        self.roi = addRoi((0, 0, 0), (30, 20, 24))
        self.outlines = ShapeOutlines(slicer.mrmlScene, self.manager)
        self.outlines.show()

    def tearDown(self):
        self.outlines.remove()
        self.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        slicer.mrmlScene.Clear()

    def setLayout(self, layout):
        self.manager.setLayout(layout)
        slicer.app.processEvents()

    def wait(self, seconds):
        """Let the application draw, which it does some time after it is told to."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            slicer.app.processEvents()

    def widget(self, name):
        return self.manager.sliceWidget(name)

    def props(self):
        """Return everything that is drawn in the slice views."""
        found = set()
        for name in self.manager.sliceViewNames():
            renderers = self.widget(name).sliceView().renderWindow().GetRenderers()
            for index in range(renderers.GetNumberOfItems()):
                found |= set(renderers.GetItemAsObject(index).GetViewProps())
        return found

    def drawn(self, name="Red"):
        """Draw a view and return points (N, P, 3) in RAS and the colors (N, 4) of the outlines in it."""
        self.widget(name).sliceView().forceRender()
        renderer = topRenderer(self.widget(name).sliceView().renderWindow())
        # The module itself may be drawing, too, but has begun before.
        edge, actor = [prop for prop in renderer.GetViewProps()
                       if prop.IsA("vtkActor2D") and not prop.IsA("vtkTextActor")][-2:]
        self.assertIs(edge.GetMapper().GetInput(), actor.GetMapper().GetInput())
        lines = actor.GetMapper().GetInput()
        if not lines.GetNumberOfCells():
            return np.empty((0, 0, 3)), np.empty((0, 4))
        points = vtk_to_numpy(lines.GetPoints().GetData())
        toRas = slicer.util.arrayFromVTKMatrix(self.widget(name).mrmlSliceNode().GetXYToRAS())
        ras = np.column_stack([points, np.ones(len(points))]) @ toRas.T
        colors = vtk_to_numpy(lines.GetCellData().GetScalars())
        return ras[:, :3].reshape(lines.GetNumberOfCells(), -1, 3), colors / 255

    def checkOnEllipsoid(self, name="Red"):
        """Check that the only outline of a view lies on the ellipsoid and in the slice."""
        (points,), _ = self.drawn(name)
        shape = roiShape(RegionSource(self.roi))
        onSphere = points @ shape.fromWorld[:3, :3].T + shape.fromWorld[:3, 3]
        np.testing.assert_allclose(np.linalg.norm(onSphere, axis=1), 1, atol=1e-4)
        toRas = slicer.util.arrayFromVTKMatrix(self.widget(name).mrmlSliceNode().GetSliceToRAS())
        np.testing.assert_allclose((points - toRas[:3, 3]) @ toRas[:3, 2], 0, atol=1e-4)
        return points

    def testSizeInEveryView(self):
        for name, extent in (("Red", (30, 20, 0)), ("Green", (30, 0, 24)), ("Yellow", (0, 20, 24))):
            with self.subTest(name):
                points = self.checkOnEllipsoid(name)
                np.testing.assert_allclose(np.ptp(points, axis=0), extent, atol=0.02)

    def testFollowsWhateverMovesTheEllipsoid(self):
        transform, above = addTransform(np.eye(4)), addTransform(np.eye(4))
        transform.SetAndObserveTransformNodeID(above.GetID())
        shear = np.array([[1.5, 0.4, 0.0, 2], [0.0, 0.8, 0.3, -3], [0.2, 0.0, 1.1, 1], [0, 0, 0, 1]])
        changes = {
            "center": lambda: self.roi.SetCenter(3, -4, 5),
            "size": lambda: self.roi.SetSize(40, 12, 30),
            "rotation": lambda: self.roi.SetAndObserveObjectToNodeMatrix(
                slicer.util.vtkMatrixFromArray(rotation(40, 1, 2, 3))),
            "control point": lambda: self.roi.SetNthControlPointPosition(0, 1, 2, 3),
            "parent": lambda: self.roi.SetAndObserveTransformNodeID(transform.GetID()),
            "transform": lambda: transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(shear)),
            "transform above": lambda: above.SetMatrixTransformToParent(
                slicer.util.vtkMatrixFromArray(rotation(20, 0, 1, 1))),
        }
        before = self.drawn()[0]
        for name, change in changes.items():
            with self.subTest(name):
                change()
                self.checkOnEllipsoid()
                after = self.drawn()[0]
                self.assertEqual(np.allclose(before, after), name == "parent")
                before = after

    def testFollowsTheSlice(self):
        node = self.widget("Red").mrmlSliceNode()

        def tilt():
            node.GetSliceToRAS().DeepCopy(slicer.util.vtkMatrixFromArray(
                slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()) @ rotation(30, 1, 0.3, 0)))
            node.UpdateMatrices()

        view = [node.GetFieldOfView(), node.GetXYZOrigin()]
        for name, change in {"offset": lambda: node.SetSliceOffset(7), "tilt": tilt,
                             "zoom": lambda: node.SetFieldOfView(40, 30, view[0][2]),
                             "pan": lambda: node.SetXYZOrigin(4, -3, 0)}.items():
            with self.subTest(name):
                change()
                self.checkOnEllipsoid()
        node.SetFieldOfView(*view[0])
        node.SetXYZOrigin(*view[1])
        node.SetOrientationToAxial()
        node.SetSliceOffset(12.5)
        self.assertEqual(len(self.drawn()[0]), 0)

    def testDrawnWithoutBeingAsked(self):
        """A change has the view drawn, and the outline is right then."""
        window = self.widget("Red").sliceView().renderWindow()
        drawings = []
        tag = window.AddObserver(vtk.vtkCommand.EndEvent, lambda caller, event: drawings.append(1))
        try:
            for name, change in {"center": lambda: self.roi.SetCenter(1, 2, 3),
                                 "shape": lambda: RegionSource(self.roi).setShape("Box"),
                                 "slice": lambda: self.widget("Red").mrmlSliceNode().SetSliceOffset(3)}.items():
                with self.subTest(name):
                    self.wait(0.2)
                    drawings.clear()
                    change()
                    for _turn in range(50):
                        self.wait(0.1)
                        if drawings:
                            break
                    self.assertTrue(drawings)
        finally:
            window.RemoveObserver(tag)

    def testColorAndVisibilityAreThoseOfTheRoi(self):
        display = self.roi.GetDisplayNode()
        np.testing.assert_allclose(self.drawn()[1], [(*regionRole("marrow").color, 1)], atol=0.003)
        RegionSource(self.roi).setRole("cord")
        display.SetOpacity(0.5)
        np.testing.assert_allclose(self.drawn()[1], [(*regionRole("cord").color, 0.5)], atol=0.003)
        display.SetColor(0, 1, 0)
        self.roi.SetNthControlPointSelected(0, False)
        np.testing.assert_allclose(self.drawn()[1], [(0, 1, 0, 0.5)], atol=0.003)
        for hide, unhide in ((display.VisibilityOff, display.VisibilityOn),
                             (display.Visibility2DOff, display.Visibility2DOn),
                             (lambda: display.AddViewNodeID(self.widget("Green").mrmlSliceNode().GetID()),
                              display.RemoveAllViewNodeIDs)):
            hide()
            self.assertEqual(len(self.drawn()[0]), 0)
            unhide()
            self.assertEqual(len(self.drawn()[0]), 1)

    def testOnlyWhatIsMeasuredAsAnEllipsoidIsDrawn(self):
        boxes = [addRoi((0, 0, 0), (50, 50, 50), shape="Box"),
                 slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "not placed")]
        RegionSource(boxes[1]).setShape("Ellipsoid")
        flat = addRoi((0, 0, 0), (50, 0, 50))
        self.checkOnEllipsoid()
        RegionSource(boxes[0]).setShape("Ellipsoid")
        flat.SetSize(5, 5, 5)
        self.assertEqual(len(self.drawn()[0]), 3)
        slicer.mrmlScene.RemoveNode(boxes[0])
        slicer.mrmlScene.RemoveNode(flat)
        self.checkOnEllipsoid()
        RegionSource(self.roi).setShape("Box")
        self.assertEqual(len(self.drawn()[0]), 0)

    def testPixels(self):
        """Within two pixels of the outline, and nowhere else, the picture has its color."""
        display = self.roi.GetDisplayNode()
        display.SetOutlineOpacity(0)
        display.SetFillOpacity(0)
        display.SetHandlesInteractive(False)  # drawn over the outline, to be seen while the box is dragged
        display.SetPropertiesLabelVisibility(False)
        self.roi.SetNthControlPointVisibility(0, False)
        (points,), _ = self.drawn()
        toImage = vtk.vtkWindowToImageFilter()
        toImage.SetInput(self.widget("Red").sliceView().renderWindow())
        toImage.Update()
        width, height, _ = toImage.GetOutput().GetDimensions()
        pixels = vtk_to_numpy(toImage.GetOutput().GetPointData().GetScalars()).reshape(height, width, -1)
        color = np.rint(255 * np.array(regionRole("marrow").color))
        found = np.argwhere((np.abs(pixels[:, :, :3] - color) < 20).all(axis=2))[:, ::-1]
        toRas = slicer.util.arrayFromVTKMatrix(self.widget("Red").mrmlSliceNode().GetXYToRAS())
        xy = (np.column_stack([points, np.ones(len(points))]) @ np.linalg.inv(toRas).T)[:, :2]
        steps = np.linspace(0, 1, 20)[:, np.newaxis, np.newaxis]
        path = (xy + steps * (np.roll(xy, -1, axis=0) - xy)).reshape(-1, 2)
        distances = np.linalg.norm(found[:, np.newaxis] - path, axis=2)
        self.assertLess(distances.min(axis=1).max(), 2.5)
        self.assertLess(distances.min(axis=0).max(), 2.5)

    def testLayoutsAndSceneClose(self):
        self.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutThreeOverThreeView)
        self.outlines.show()
        self.assertGreaterEqual(len(self.manager.sliceViewNames()), 4)
        for name in self.manager.sliceViewNames():
            self.assertIn(len(self.drawn(name)[0]), (0, 1))
        self.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutFourUpView)
        self.checkOnEllipsoid()
        slicer.mrmlScene.Clear()
        self.assertEqual(len(self.drawn()[0]), 0)

    def testNothingIsLeftBehind(self):
        self.outlines.remove()
        props = self.props()
        for _cycle in range(100):
            self.outlines.show()
            self.outlines.show()
            self.outlines.remove()
        self.assertEqual(self.props(), props)


if __name__ == "__main__":
    unittest.main()
