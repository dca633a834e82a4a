"""The 3D scene: what is seen where lesions are, how large surfaces are, and that all is given back."""

import tempfile
from pathlib import Path

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.SceneCase import addRoi, addTransform, reopenScene
from EMHAssistCases.SegmentationCase import addSegmentation, sources
from EMHAssistCases.ViewCase import ViewCase, renderersOf
from EMHAssistLib.Display.SceneLabels import SceneLabels
from EMHAssistLib.Measurement import Mask, Prism
from EMHAssistLib.Roles import regionRole
from EMHAssistLib.Scene.Curves import setSlabThickness
from EMHAssistLib.Scene.Regions import RegionSource


def volumeOf(surface):
    """Return mm3 inside a surface, by VTK; negative where its triangles face inward."""
    transform, moved = vtk.vtkTransform(), vtk.vtkTransformPolyDataFilter()
    transform.SetMatrix(slicer.util.vtkMatrixFromArray(surface.toWorld))
    moved.SetTransform(transform)
    moved.SetInputData(surface.data)
    moved.Update()
    data = moved.GetOutput()
    points = vtk_to_numpy(data.GetPoints().GetData())
    a, b, c = points[vtk_to_numpy(data.GetPolys().GetConnectivityArray()).reshape(-1, 3).T].astype(float)
    return np.einsum("ij,ij->", a, np.cross(b, c)) / 6


def pixels(window):
    """Return what a window shows, (height, width, 3) from 0 to 1."""
    toImage = vtk.vtkWindowToImageFilter()
    toImage.SetInput(window)
    toImage.Update()
    width, height, _ = toImage.GetOutput().GetDimensions()
    return vtk_to_numpy(toImage.GetOutput().GetPointData().GetScalars()).reshape(height, width, -1)[:, :, :3] / 255


def isHue(found, color):
    """Tell which colors, 0 to 1, have the hue of another one, however bright."""
    found, color = np.asarray(found, dtype=float), np.array(color)
    cosine = (found @ color) / np.maximum(np.linalg.norm(found, axis=-1) * np.linalg.norm(color), 1e-9)
    return (cosine > 0.99) & (found.max(axis=-1) > 0.25)


class Scene3DTest(ViewCase):
    """The small case: a lesion on the right, marrow on the left, the sagittal slice between them."""

    def setUp(self):
        super().setUp()
        self.logic.showCaseBox(False)
        self.threeD = self.view("3D")
        slicer.app.processEvents()
        self.hideWindow()

    def renderer(self):
        return renderersOf(self.threeD)[0]

    def surfaces(self):
        return dict(zip((region.name for region in self.scene3D().content.regions), self.scene3D().surfaces))

    def scene3D(self):
        return self.logic._drawings.scene3D

    def toPixels(self, point):
        """Return where VTK draws a place, x and y."""
        renderer = self.renderer()
        renderer.SetWorldPoint(*point, 1.0)
        renderer.WorldToDisplay()
        return np.array(renderer.GetDisplayPoint()[:2])

    def seen(self, point):
        """Draw, and return the color at a place."""
        self.threeD.forceRender()
        x, y = self.toPixels(point).round().astype(int)
        return pixels(self.threeD.renderWindow())[y, x]

    def userState(self):
        """Return all that the user has set of 3D views and of what Slicer shows in them."""
        node, camera = self.threeD.mrmlViewNode(), self.threeD.cameraNode()
        displays = [one.GetDisplayNode() for one in slicer.util.getNodesByClass("vtkMRMLMarkupsNode")]
        return (node.GetBoxVisible(), node.GetAxisLabelsVisible(), node.GetBackgroundColor(),
                node.GetBackgroundColor2(), camera.GetPosition(), camera.GetFocalPoint(), camera.GetViewUp(),
                tuple((one.GetVisibility(), one.GetVisibility2D(), one.GetVisibility3D()) for one in displays),
                tuple(self.manager.sliceWidget(name).mrmlSliceNode().GetSliceVisible() for name in
                      self.manager.sliceViewNames()),
                tuple(tuple(one.GetAttributeNames()) for one in (node, *displays)))

    def testALesionIsSeenWhereItIsAndFollows(self):
        color = regionRole("epidural_lesion").color
        self.assertTrue(isHue(self.seen((-10, 0, 0)), color))
        self.assertFalse(isHue(self.seen((-10, 0, 9)), color))
        self.lesion.SetCenter(-10, 0, 9)
        slicer.app.processEvents()
        self.assertTrue(isHue(self.seen((-10, 0, 9)), color))
        transform = addTransform(np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, -18], [0, 0, 0, 1.0]]))
        self.lesion.SetAndObserveTransformNodeID(transform.GetID())
        slicer.app.processEvents()
        self.assertTrue(isHue(self.seen((-10, 0, -9)), color))
        # Its silhouette has the size of the ellipsoid.
        image = pixels(self.threeD.renderWindow())
        height = np.ptp(np.argwhere(isHue(image, color))[:, 0])
        expected = np.ptp([self.toPixels((-10, 0, z))[1] for z in (-14, -4)])
        self.assertAlmostEqual(height / expected, 1, delta=0.15)
        # Seen from the other side of the slice, it shines through.
        self.marrow.GetDisplayNode().VisibilityOff()  # between camera and lesion
        camera = self.threeD.cameraNode()
        camera.SetPosition(300, 30, 20)
        camera.ResetClippingRange()
        through = self.seen((-10, 0, -9))
        beside = self.seen((-10, 0, 3))
        self.assertGreater(through[0] - through[2], beside[0] - beside[2] + 0.1)
        self.assertGreater(beside.mean(), 0.15)  # the slice is there
        self.lesion.GetDisplayNode().VisibilityOff()
        self.assertFalse(isHue(self.seen((-10, 0, -9)), color))

    def testOffGivesAllBack(self):
        self.logic.setScene3D(False)
        slicer.app.processEvents()
        node = self.threeD.mrmlViewNode()
        node.SetAxisLabelsVisible(False)
        self.manager.sliceWidget("Green").mrmlSliceNode().SetSliceVisible(True)
        self.marrow.GetDisplayNode().Visibility3DOff()
        self.threeD.cameraNode().SetPosition(10, 400, 50)
        before, props = self.userState(), self.renderer().GetViewProps().GetNumberOfItems()
        self.widget.ui.showScene3DCheckBox.checked = True
        slicer.app.processEvents()
        during = self.userState()
        self.assertFalse(node.GetBoxVisible() or self.lesion.GetDisplayNode().GetVisibility3D())
        self.assertTrue(self.lesion.GetDisplayNode().GetVisibility2D())
        self.assertNotEqual(during, before)
        self.assertGreater(self.renderer().GetViewProps().GetNumberOfItems(), props)
        self.widget.ui.showScene3DCheckBox.checked = False
        slicer.app.processEvents()
        self.assertEqual(self.userState(), before)
        # In and out of the module as well.
        self.logic.setScene3D(True)
        self.logic.keepInViews(False)
        slicer.app.processEvents()
        during = self.userState()
        self.widget.exit()
        self.assertEqual(self.userState(), before)
        self.widget.enter()
        slicer.app.processEvents()
        self.assertEqual(self.userState(), during)
        self.logic.setScene3D(False)
        slicer.app.processEvents()
        self.assertEqual(self.renderer().GetViewProps().GetNumberOfItems(), props)

    def testWhatTheUserChangesMeanwhileStays(self):
        node, camera = self.threeD.mrmlViewNode(), self.threeD.cameraNode()
        node.SetBackgroundColor(1, 1, 1)
        node.SetBoxVisible(True)
        camera.SetPosition(200, 100, 0)
        addRoi((-10, 12, 0), (6, 6, 6), "epidural_lesion", name="another")
        slicer.app.processEvents()
        self.assertEqual(camera.GetPosition(), (200, 100, 0))
        self.logic.setScene3D(False)
        slicer.app.processEvents()
        self.assertEqual((node.GetBackgroundColor(), bool(node.GetBoxVisible())), ((1, 1, 1), True))
        self.assertEqual(camera.GetPosition(), (200, 100, 0))

    def testLooksAtTheLesionsOnceAndWhenAsked(self):
        camera = self.threeD.cameraNode()
        np.testing.assert_allclose(camera.GetFocalPoint(), (-10, 0, 0), atol=1e-6)
        direction = np.array(camera.GetPosition()) - camera.GetFocalPoint()
        self.assertTrue((np.abs(direction) > 0.1 * np.linalg.norm(direction)).all())  # oblique
        camera.SetPosition(300, 10, 20)
        self.logic.setScene3D(False)
        self.logic.setScene3D(True)
        slicer.app.processEvents()
        self.assertEqual(camera.GetPosition(), (300, 10, 20))
        self.lesion.SetCenter(-10, 5, 0)
        slicer.app.processEvents()
        self.widget.ui.centerScene3DButton.click()
        np.testing.assert_allclose(camera.GetFocalPoint(), (-10, 5, 0), atol=1e-6)
        self.logic.setScene3D(False)
        slicer.app.processEvents()
        with self.assertRaisesRegex(ValueError, "3D scene"):
            self.logic.centerScene3D()

    def testRegionsThatComeBackAreAsTheUserHadThem(self):
        """After they were deleted, or saved while the scene was shown."""
        display = self.lesion.GetDisplayNode()
        self.assertFalse(display.GetVisibility3D())
        self.logic.deleteRegion(self.logic.region("mass"))
        slicer.app.processEvents()
        self.logic.undo()
        slicer.app.processEvents()
        self.assertFalse(display.GetVisibility3D())
        for isOnWhenOpened in (True, False):
            self.logic.setScene3D(True)
            slicer.app.processEvents()
            if not isOnWhenOpened:
                # As a version that has no such switch would leave it.
                self.logic.setScene3D(True)
                with self.logic.quietly():
                    self.logic.getParameterNode().showScene3D = False
            reopenScene()
            slicer.app.processEvents()
            self.assertEqual(self.scene3D().isShown, isOnWhenOpened)
            self.logic.setScene3D(False)
            slicer.app.processEvents()
            displays = [node.GetDisplayNode() for node in slicer.util.getNodesByClass("vtkMRMLMarkupsROINode")]
            self.assertTrue(all(display.GetVisibility3D() for display in displays))
            self.assertTrue(self.threeD.mrmlViewNode().GetBoxVisible())
            self.assertFalse([name for node in (*displays, self.threeD.mrmlViewNode())
                              for name in node.GetAttributeNames() if ".Lent." in name])

    def testSegmentsAndOutlines(self):
        """Surfaces enclose what is measured, under a transform that mirrors as well."""
        k, j, i = np.indices((30, 40, 40))
        labels = (((k - 15) / 10) ** 2 + ((j - 20) / 14) ** 2 + ((i - 18) / 12) ** 2 < 1).astype(np.uint8)
        node = addSegmentation(labels, np.diag([-1.0, -1.0, 1.5, 1.0]), ["segment"])
        (source,) = sources(node).values()
        source.setRole("paravertebral_lesion")
        curve = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsClosedCurveNode", "outline")
        curve.SetCurveTypeToLinear()
        for point in ((0, 0, 0), (0, 10, 0), (0, 10, 6), (0, 4, 6), (0, 4, 12), (0, 0, 12)):
            curve.AddControlPoint(*point)
        RegionSource(curve).setRole("muscle")
        setSlabThickness(curve, 4.0)
        slicer.app.processEvents()
        shapes = {region.name: region.shape for region in self.logic.result.case.regions}
        kinds = {type(shape) for shape in shapes.values()}
        self.assertLessEqual({Mask, Prism}, kinds)
        surfaces, before = self.surfaces(), None
        for _turn in range(2):
            for region in self.scene3D().content.regions:
                with self.subTest(region.name):
                    self.assertAlmostEqual(volumeOf(surfaces[region.name]) / region.shape.volume, 1, delta=0.02)
            before = before or surfaces
            mirror = addTransform(np.diag([-1.0, 1.2, 1.0, 1.0]))
            for one in (node, curve, self.lesion):
                one.SetAndObserveTransformNodeID(mirror.GetID())
            slicer.app.processEvents()
            surfaces = self.surfaces()
        self.assertIs(surfaces["body"].data, before["mass"].data)  # of all ellipsoids
        self.assertFalse(node.GetDisplayNode().GetSegmentVisibility3D(source.segmentId))
        mass = surfaces[source.name].data
        self.lesion.SetCenter(-9, 0, 0)
        slicer.app.processEvents()
        self.assertIs(self.surfaces()[source.name].data, mass)
        self.logic.setScene3D(False)
        slicer.app.processEvents()
        self.assertTrue(node.GetDisplayNode().GetSegmentVisibility3D(source.segmentId))

    def testLabelsStandApartAndOffTheLesions(self):
        for number in range(5):
            addRoi((-10, -12 + 5 * number, 12 - 4 * number), (5, 5, 5), "epidural_lesion", name=f"lesion {number}")
        slicer.app.processEvents()
        self.logic.centerScene3D()
        boxes = self.rectangles("3D")
        self.assertEqual(len(boxes), 6)
        lower, upper = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
        covers = ((lower[:, None] < upper) & (lower < upper[:, None])).all(axis=2)
        self.assertEqual(covers.sum(), 6)
        for region in self.logic.result.case.regions:
            if regionRole(region.role).isLesion:
                place = self.toPixels(region.shape.bounds.mean(axis=0))
                self.assertFalse(((lower < place) & (place < upper)).all(axis=1).any())

    def testNamesOfLevelsMakeWay(self):
        texts = []
        labels = SceneLabels(texts.extend)
        # Orthographic: 200 x 200 pixels from -1 to 1 mm. All levels would be written in the same place.
        levels = [(f"T{number}", np.array((0.0, height, 0.0)), np.array((0.5, 0.0, 0.0)))
                  for number, height in ((5, 0.4), (6, 0.0), (7, -0.4))]
        taken = (60.0, 130.0, 80.0, 20.0)  # on both sides of T5
        labels.show([], levels, np.eye(4), (200, 200), 72, [taken], isLight=False, isLightBehindLevels=False)
        shown = [text for text in texts if text.IsA("vtkTextActor") and text.GetVisibility()]
        renderer = vtk.vtkRenderer()
        window = vtk.vtkRenderWindow()
        window.SetOffScreenRendering(True)
        window.AddRenderer(renderer)
        window.SetSize(200, 200)
        boxes = []
        for text in shown:
            size = [0.0, 0.0]
            text.GetSize(renderer, size)
            boxes.append((*text.GetPosition(), *size))
        boxes = np.array([*boxes, taken])
        self.assertEqual(len(boxes), 4)
        lower, upper = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
        covers = ((lower[:, None] < upper) & (lower < upper[:, None])).all(axis=2)
        self.assertEqual(covers.sum(), 4)

    def testOnlyTheActiveCaseAndPicture(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "picture.png")
            self.logic.writeScene3D(path, 400, 300, 72)
            reader = vtk.vtkPNGReader()
            reader.SetFileName(path)
            reader.Update()
            image = vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars()).reshape(300, 400, -1)
            self.assertTrue((image[-1, -1, :3] == 255).all())
            self.assertGreater(isHue(image[:, :, :3] / 255, regionRole("epidural_lesion").color).sum(), 500)
            with self.assertRaises(OSError):
                self.logic.writeScene3D(str(Path(folder) / "none" / "picture.png"), 40, 30, 72)
        with self.assertRaises(ValueError):
            self.logic.writeScene3D("picture.png", 0, 30)
        self.logic.newCase("second")
        slicer.app.processEvents()
        self.assertFalse(self.scene3D().isShown)
        self.assertTrue(self.lesion.GetDisplayNode().GetVisibility3D())
