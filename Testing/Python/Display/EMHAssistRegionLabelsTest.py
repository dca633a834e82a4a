"""Labels beside the regions: the right value in the right view, apart from each other, readable, and cheap."""

import unittest

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.SceneCase import addRoi
from EMHAssistCases.ViewCase import ViewCase, renderersOf
from EMHAssistLib.Display.LabelLayout import placeLabels
from EMHAssistLib.Display.Views import topRenderer
from EMHAssistLib.Measurement import Box, Ellipsoid, Mask, Prism
from EMHAssistLib.Roles import REGION_ROLES
from EMHAssistLib.Scene.Regions import RegionSource


class ValueTest(ViewCase):
    """Which text is where."""

    def testEachViewShowsTheValueOnItsSeries(self):
        array = slicer.util.arrayFromVolume(self.volumes[1])
        array[:, :, 20:] *= 1.5
        slicer.util.arrayFromVolumeModified(self.volumes[1])
        self.manager.sliceWidget("Green").mrmlSliceCompositeNode().SetBackgroundVolumeID(self.volumes[1].GetID())
        slicer.app.processEvents()
        for view, volume, value in (("Red", "T1", 1.2), ("Green", "T2", 1.8)):
            ((name, text),) = self.labels(view)
            self.assertEqual(name, "mass")
            series, number, sign, *_ = text.split()
            self.assertEqual(series, volume)
            self.assertAlmostEqual(float(number), value, delta=0.02)
            self.assertIn(sign, ("(=)", "(+)", "(?)"))
        composite = self.manager.sliceWidget("Red").mrmlSliceCompositeNode()
        composite.SetForegroundVolumeID(self.volumes[1].GetID())
        composite.SetForegroundOpacity(0.8)
        self.assertTrue(self.labels()[0][1].startswith("T2 1.8"))
        composite.SetForegroundOpacity(0.2)
        self.assertTrue(self.labels()[0][1].startswith("T1 1.2"))
        composite.SetForegroundVolumeID(None)

    def testOnlyRegionsInTheSliceAreLabeled(self):
        node = self.manager.sliceWidget("Red").mrmlSliceNode()
        for offset, count in ((4.9, 1), (5.1, 0), (-4.9, 1), (-5.1, 0), (0, 1)):
            node.JumpSlice(0, 0, offset)
            self.assertEqual(len(self.labels()), count, offset)
        self.assertEqual(len(self.labels("3D")), 1)
        self.lesion.GetDisplayNode().SetVisibility(False)
        self.assertEqual((self.labels(), self.labels("3D")), ([], []))

    def testLabelFollowsDragAndValue(self):
        (before,), text = self.rectangles(), self.labels()[0][1]
        self.lesion.SetCenter(10, 5, 0)
        slicer.app.processEvents()
        (after,) = self.rectangles()
        self.assertGreater(np.abs(after[:2] - before[:2]).max(), 10)
        self.assertNotEqual(self.labels()[0][1], text)
        self.assertIn("T1 1.00", self.labels()[0][1])

    def testReferencesHaveNamesWhenAskedFor(self):
        self.assertEqual([label[0] for label in self.labels()], ["mass"])
        self.logic.showReferenceNames(True)
        self.assertEqual([label[0] for label in self.labels()], ["body", "mass"])
        self.assertEqual([label[0] for label in self.labels("3D")], ["mass"])
        self.logic.showReferenceNames(False)
        self.assertEqual([label[0] for label in self.labels()], ["mass"])
        self.logic.showValues(False)
        self.assertEqual(self.labels(), [])

    def testNameIsWrittenOnceAndTheUsersLabelIsLeftAlone(self):
        own = addRoi((0, 12, 0), (6, 6, 6), "other_lesion", name="theirs")
        display = own.GetDisplayNode()
        display.SetPropertiesLabelVisibility(True)

        def look():
            return display.GetPropertiesLabelVisibility(), display.GetTextScale(), display.GetGlyphScale()

        before = look()
        slicer.app.processEvents()
        self.assertEqual([len(label) for label in self.labels() if "mass" not in label], [1])
        self.assertEqual(look(), before)
        display.SetPropertiesLabelVisibility(False)
        self.assertIn("theirs", [label[0] for label in self.labels()])
        ours = self.logic.addRegion("ours", "cord", (0, 0, 0), (3, 3, 3))
        self.assertFalse(ours.GetDisplayNode().GetPropertiesLabelVisibility())

    def testSegmentsAreLabeled(self):
        labels = np.zeros((40, 40, 40), np.uint8)
        labels[15:25, 30:36, 25:35] = 1
        labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        labelNode.CopyOrientation(self.volumes[0])
        slicer.util.updateVolumeFromArray(labelNode, labels)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        node.CreateDefaultDisplayNodes()
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
        (segmentId,) = node.GetSegmentation().GetSegmentIDs()
        RegionSource(node, segmentId).setRole("other_lesion")
        node.GetSegmentation().GetSegment(segmentId).SetName("drawn")
        slicer.app.processEvents()
        self.assertIn("drawn", [label[0] for label in self.labels()])
        node.GetDisplayNode().SetSegmentVisibility(segmentId, False)
        self.assertNotIn("drawn", [label[0] for label in self.labels()])
        node.GetDisplayNode().SetSegmentVisibility(segmentId, True)
        node.GetSegmentation().RemoveSegment(segmentId)
        self.labels()

    def testNamesWithOddCharacters(self):
        for name in ("a/b: <c> & \u00e4\u4e2d", "$x^2$ and $", "line\nbreak", "x" * 300, "|", "\U0001f642"):
            self.lesion.SetName(name)
            slicer.app.processEvents()
            self.assertEqual(len(self.labels()), 1, name)
            self.assertLess(self.rectangles()[0, 3], 60)

    def testSavedSceneHasNoCopyOfTheLabels(self):
        """What is drawn is made of nodes and parameters: nothing of it is a node of its own."""
        before = slicer.mrmlScene.GetNumberOfNodes()
        self.labels()
        self.logic.showReferenceNames(True)
        self.labels()
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), before)


class PictureTest(ViewCase):
    """What a screenshot holds."""

    def pixels(self, name="Red"):
        self.view(name).forceRender()
        toImage = vtk.vtkWindowToImageFilter()
        toImage.SetInput(self.view(name).renderWindow())
        toImage.Update()
        width, height, _ = toImage.GetOutput().GetDimensions()
        return vtk_to_numpy(toImage.GetOutput().GetPointData().GetScalars()).reshape(height, width, -1)[:, :, :3]

    def testScreenshotHoldsTheLabelReadableOverBlackAndWhite(self):
        for level in (0, 255):
            slicer.util.arrayFromVolume(self.volumes[0])[:] = 100
            slicer.util.arrayFromVolumeModified(self.volumes[0])
            display = self.volumes[0].GetDisplayNode()
            display.AutoWindowLevelOff()
            display.SetWindowLevel(10, -1000 if level else 1000)
            slicer.app.processEvents()
            ((x, y, width, height),) = self.rectangles().astype(int)
            pixels = self.pixels()[y:y + height, x:x + width].astype(float).mean(axis=2)
            self.assertGreater(pixels.max(), 240)  # letters
            ground = np.median(pixels) / 255
            luminance = ground / 12.92 if ground <= 0.03928 else ((ground + 0.055) / 1.055) ** 2.4
            self.assertGreaterEqual(1.05 / (luminance + 0.05), 4.5, level)  # WCAG 2.2, 1.4.3

    def testFrameHasTheColorOfTheRole(self):
        (actor,) = self.texts()
        role = next(role for role in REGION_ROLES if role.name == "epidural_lesion")
        np.testing.assert_allclose(actor.GetTextProperty().GetFrameColor(), role.color, atol=0.01)
        ((x, y, width, height),) = self.rectangles().astype(int)
        pixels = self.pixels()[y - 3:y + height + 3, x - 3:x + width + 3].astype(float)
        near = (np.abs(pixels - 255 * np.array(role.color)) < 30).all(axis=2)
        self.assertGreater(near.sum(), width)

    def testScreenCaptureHoldsLabelAndBox(self):
        if not hasattr(slicer.modules, "screencapture"):
            self.skipTest("the ScreenCapture module is not there")
        import os
        import tempfile

        import ScreenCapture

        captured = []
        with tempfile.TemporaryDirectory() as folder:
            for show in (True, False):
                self.logic.showValues(show)
                self.logic.showCaseBox(show)
                slicer.app.processEvents()
                path = os.path.join(folder, f"{show}.png")
                ScreenCapture.ScreenCaptureLogic().captureImageFromView(self.view(), path)
                reader = vtk.vtkPNGReader()
                reader.SetFileName(path)
                reader.Update()
                captured.append(vtk_to_numpy(reader.GetOutput().GetPointData().GetScalars()).copy())
        self.assertGreater((captured[0] != captured[1]).any(axis=-1).sum(), 500)


class NothingChangedTest(ViewCase):
    """Neither drawn nor computed when nothing has changed."""

    def ourProps(self):
        """Return the modification times of all that we draw."""
        return [(prop.GetMTime(), prop.GetTextProperty().GetMTime()) for name in ("Red", "Green", "Yellow", "3D")
                for renderer in renderersOf(self.view(name)) for prop in renderer.GetViewProps()
                if prop.IsA("vtkTextActor") and ("EMHAssist" in (prop.GetInput() or "")
                                                 or prop.GetTextProperty().GetFrame())]

    def testUpdateWithoutAChangeTouchesAndDrawsNothing(self):
        for name in ("Red", "Green", "Yellow", "3D"):
            self.view(name).forceRender()
        for _turn in range(20):
            slicer.app.processEvents()
        drawings = []
        windows = [self.view(name).renderWindow() for name in ("Red", "Green", "Yellow", "3D")]
        tags = [window.AddObserver(vtk.vtkCommand.StartEvent, lambda caller, event: drawings.append(1))
                for window in windows]
        try:
            before = self.ourProps()
            self.assertTrue(before)
            for _turn in range(5):
                self.logic.update()
                slicer.app.processEvents()
            self.assertEqual(drawings, [])
            for name in ("Red", "3D"):
                self.view(name).forceRender()
            self.assertEqual(self.ourProps(), before)
        finally:
            for window, tag in zip(windows, tags):
                window.RemoveObserver(tag)

    def testDisplaySwitchesComputeNothing(self):
        result = self.logic.result
        for switch in (lambda: self.logic.showValues(False), lambda: self.logic.showValues(True),
                       lambda: self.logic.showReferenceNames(True), lambda: self.logic.showCaseBox(False),
                       lambda: self.logic.showCaseBox(True), lambda: self.logic.setBoxPosition("lowerLeft"),
                       lambda: self.logic.setBoxSize("large"), lambda: self.logic.setBoxContent("full"),
                       lambda: self.logic.keepInViews(False), lambda: self.logic.keepInViews(True)):
            switch()
            slicer.app.processEvents()
            self.assertTrue(self.logic.result is result)

    def testPauseAndResume(self):
        self.logic.pause()
        slicer.app.processEvents()
        result = self.logic.result
        self.lesion.SetCenter(10, 0, 0)
        slicer.app.processEvents()
        self.assertTrue(self.logic.result is result)
        self.logic.resume()
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.0, delta=0.01)


class CrowdTest(ViewCase):
    """Many regions, and views without room."""

    def testLabelsOfManyLesionsStayApartAndInTheView(self):
        self.logic.showCaseBox(False)  # a view may be small
        for index in range(4):
            self.logic.addRegion(f"lesion {index}", "other_lesion", (index - 4, index % 3, 0), (4, 4, 4))
        slicer.app.processEvents()
        rectangles = self.rectangles()
        self.assertEqual(len(rectangles), 5)
        width, height = self.view().renderWindow().GetSize()
        self.assertTrue((rectangles[:, :2] >= 0).all())
        self.assertTrue((rectangles[:, :2] + rectangles[:, 2:] <= (width + 1, height + 1)).all())
        for first in range(len(rectangles)):
            for second in range(first):
                a, b = rectangles[first], rectangles[second]
                apart = (a[:2] >= b[:2] + b[2:] - 1) | (b[:2] >= a[:2] + a[2:] - 1)
                self.assertTrue(apart.any(), (a, b))

    def testLabelsOfOthersStayWhileOneIsDragged(self):
        """Unless it is dragged under them."""
        self.logic.showCaseBox(False)
        for index in range(3):
            self.logic.addRegion(f"lesion {index}", "other_lesion", (index - 4, index, 0), (4, 4, 4))
        slicer.app.processEvents()

        def places():
            return {actor.GetInput().split("\n")[0].strip(): tuple(rectangle)
                    for actor, rectangle in zip(self.texts(), self.rectangles())}

        first = before = places()
        stayed = 0
        for step in range(5):
            self.lesion.SetCenter(-10 + 3 * step, 2 * step, 0)
            slicer.app.processEvents()
            after, mass = places(), self.bounds(self.lesion)
            for name, (x, y, width, height) in before.items():
                isUnder = (mass[0] < (x + width, y + height)).all() and (mass[1] > (x, y)).all()
                if name != "mass" and not isUnder:
                    self.assertEqual(after[name][:2], (x, y), (step, name))
                    stayed += 1
            before = after
        self.assertNotEqual(after["mass"], first["mass"])
        self.assertGreater(stayed, 5)

    def testNoLabelIsOverALesion(self):
        """Nor over another label, or the box; nor over a reference where there is room."""
        self.logic.setBoxView("Red")
        for index, place in enumerate(((-6, 0, 0), (-2, 2, 0), (4, -8, 0), (-14, 8, 0))):
            self.logic.addRegion(f"lesion {index}", "other_lesion", place, (2 + index % 2, 3, 3))
        slicer.app.processEvents()
        nodes = slicer.util.getNodesByClass("vtkMRMLMarkupsROINode")
        camera = self.manager.threeDWidget(0).threeDView()
        camera.resetFocalPoint()
        camera.resetCamera()
        for view in ("Red", "3D"):
            rectangles = self.rectangles(view)
            self.assertGreaterEqual(len(rectangles), 3)
            self.assertTrue(any(actor.GetInput().startswith(" mass") for actor in self.texts(view)))
            inWay = [self.bounds(node, view) for node in nodes if view != "3D" or node is not self.marrow]
            inWay += [np.array([(x, y), (x + width, y + height)]) for x, y, width, height in rectangles]
            for index, (x, y, width, height) in enumerate(rectangles):
                for number, (low, high) in enumerate(inWay):
                    if number - (len(inWay) - len(rectangles)) != index:
                        common = np.minimum(high, (x + width, y + height)) - np.maximum(low, (x, y))
                        self.assertLessEqual(common.min(), 1, (view, index, number))

    def bounds(self, node, view="Red"):
        """Return the lower and the upper corner of an ellipsoid in a view, as Slicer and VTK map points."""
        sphere = np.random.default_rng(0).normal(size=(2000, 3))
        sphere *= np.array(node.GetSize()) / 2 / np.linalg.norm(sphere, axis=1)[:, np.newaxis]
        points = sphere + node.GetCenter()
        if view != "3D":
            toView = np.linalg.inv(slicer.util.arrayFromVTKMatrix(
                self.manager.sliceWidget(view).mrmlSliceNode().GetXYToRAS()))
            inView = (np.column_stack([points, np.ones(len(points))]) @ toView.T)[:, :2]
        else:
            renderer, inView = renderersOf(self.view("3D"))[0], []
            for point in points[::10]:
                renderer.SetWorldPoint(*point, 1.0)
                renderer.WorldToDisplay()
                inView.append(renderer.GetDisplayPoint()[:2])
        return np.min(inView, axis=0), np.max(inView, axis=0)

    def testLeadersJoinLabelsWithTheirRegions(self):
        """From the edge of the label to the edge of the region, not into it."""
        self.logic.showCaseBox(False)
        self.lesion.SetSize(2, 8, 8)
        slicer.app.processEvents()
        ((x, y, _width, height),) = self.rectangles()
        low, high = self.bounds(self.lesion)
        lines = [prop.GetMapper().GetInput() for prop in topRenderer(self.view().renderWindow()).GetViewProps()
                 if prop.IsA("vtkActor2D") and not prop.IsA("vtkTextActor") and prop.GetMapper()
                 and prop.GetMapper().GetInput() and prop.GetMapper().GetInput().GetNumberOfPoints() == 2]
        ends = {tuple(np.round(vtk_to_numpy(line.GetPoints().GetData())[:, :2].ravel())) for line in lines}
        (line,) = ends
        np.testing.assert_allclose(line[:2], (high[0], (low[1] + high[1]) / 2), atol=1.5)
        np.testing.assert_allclose(line[2], x, atol=1.5)
        self.assertTrue(y <= line[3] <= y + height)

    def testAHundredRegions(self):
        self.manager.setLayout(slicer.vtkMRMLLayoutNode.SlicerLayoutOneUpRedSliceView)  # each costs 2 MB a view
        for index in range(100):
            # Beside each other: the fraction that two share would take longer than all the rest.
            right, anterior = 4 * (index % 10) - 18, 4 * (index // 10) - 18
            addRoi((right, anterior, 0), (4, 4, 4), "other_lesion", name=f"lesion {index}")
        slicer.app.processEvents()
        self.assertEqual(len(self.labels()), 101)

    def testViewsThatAreClosedOrHaveNoSize(self):
        layouts = slicer.vtkMRMLLayoutNode
        for layout in (layouts.SlicerLayoutOneUp3DView, layouts.SlicerLayoutOneUpRedSliceView,
                       layouts.SlicerLayoutThreeOverThreeView, layouts.SlicerLayoutFourUpView):
            self.manager.setLayout(layout)
            self.lesion.SetCenter(-9, 0, 0.01 * layout)
            slicer.app.processEvents()
            self.assertIn("T1", self.labels()[0][1])
        window = self.view("Yellow").renderWindow()
        size = window.GetSize()
        for small in ((1, 1), (300, 1), (1, 300)):
            window.SetSize(*small)
            window.Render()
        window.SetSize(*size)


class LayoutTest(unittest.TestCase):
    """Places of labels, by their definition."""

    def testBesideAndInside(self):
        sizes = np.array([[40, 10.0]])
        for anchor, expected in (([[90, 50], [110, 60]], (118, 50)), ([[50, 50], [70, 60]], (2, 50)),
                                 ([[150, 50], [190, 60]], (102, 50)),
                                 ([[50, -30], [70, -10]], (7, 0)), ([[-50, 50], [300, 60]], (105, 32))):
            corner = placeLabels(np.array([anchor], dtype=float), sizes, (200, 100))[0]
            self.assertEqual(tuple(corner), expected)

    def testNearestFreePlace(self):
        # Beside it lies a rectangle from y = 40 to 60; at 57 the way up is the shorter one, at 43 the way down.
        for center, expected in ((57, 63), (43, 27)):
            anchor = np.array([[[90, center - 5], [110, center + 5]]], dtype=float)
            corner = placeLabels(anchor, np.array([[40, 10.0]]), (200, 100), [(0, 40, 90, 20), (110, 40, 60, 20)])[0]
            self.assertEqual(tuple(corner), (118, expected))

    def testRandomCrowdsStayApartWhileThereIsRoom(self):
        random = np.random.default_rng(3)
        for count in (0, 1, 2, 15):
            lower = random.uniform(0, 300, (count, 2))
            anchors = np.stack([lower, lower + 20], axis=1)
            sizes = np.tile([60.0, 15.0], (count, 1))
            corners = placeLabels(anchors, sizes, (500, 400), [(0, 350, 500, 50)])
            self.assertTrue(((corners >= 0) & (corners + sizes <= (500, 350))).all())
            for first in range(count):
                for second in range(first):
                    self.assertTrue((np.abs(corners[first] - corners[second]) >= (60, 15)).any())

    def testMoreLabelsThanRoom(self):
        anchors = np.tile([[[10.0, 10.0], [20.0, 20.0]]], (50, 1, 1))
        corners = placeLabels(anchors, np.tile([60.0, 15.0], (50, 1)), (30, 40))
        self.assertTrue(np.isfinite(corners).all())

    def testBoundsOfShapesAgreeWithTheirPoints(self):
        random = np.random.default_rng(4)
        toWorld, view = np.eye(4), np.eye(4)
        toWorld[:3], view[:3] = random.normal(size=(3, 4)), random.normal(size=(3, 4))
        sphere = random.normal(size=(200000, 3))
        sphere /= np.linalg.norm(sphere, axis=1)[:, None]
        cube = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)])
        polygon = np.array([[0, 0], [3, 1], [1, 4.0]])
        caps = np.array([[x, y, z] for x, y in polygon for z in (-1, 1)])
        filled = np.zeros((5, 6, 7), bool)
        filled[1:3, 2:4, 3:6] = True
        for shape, points, tolerance in ((Ellipsoid(toWorld), sphere, 0.01), (Box(toWorld), cube, 1e-9),
                                         (Prism(toWorld, polygon), caps, 1e-9),
                                         (Mask(toWorld, filled), cube * (1.5, 1, 1) + (4, 2.5, 1.5), 1e-9)):
            mapped = np.column_stack([points, np.ones(len(points))]) @ (view @ toWorld).T
            np.testing.assert_allclose(shape.boundsIn(view), [mapped[:, :3].min(axis=0), mapped[:, :3].max(axis=0)],
                                       atol=tolerance)


if __name__ == "__main__":
    unittest.main()
