"""Handles of regions: there while the mouse is over a region or it is selected, gone otherwise; dragging works."""

import unittest

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.SceneCase import addRoi, reopenScene
from EMHAssistCases.ViewCase import ViewCase
from EMHAssistLib.Display.Views import topRenderer
from EMHAssistLib.Scene.RegionLook import look


class HoverCase(ViewCase):
    """A region of ours, one of the user, and the mouse."""

    def setUp(self):
        super().setUp()
        self.view().forceRender()
        self.hideWindow()
        self.logic.showCaseBox(False)
        self.logic.showValues(False)
        self.ours = self.logic.addRegion("ours", "cord", (0, 12, 0), (4, 3, 3))
        self.display = self.ours.GetDisplayNode()
        self.settle()

    def settle(self):
        """Deal with what has changed; what is new is selected at first, since the user has just placed it."""
        slicer.app.processEvents()
        self.widget.ui.regionTable.clearSelection()
        slicer.app.processEvents()

    def pixel(self, point, name="Red"):
        """Return where a place in RAS is in a view."""
        node = self.manager.sliceWidget(name).mrmlSliceNode()
        toView = np.linalg.inv(slicer.util.arrayFromVTKMatrix(node.GetXYToRAS()))
        return (toView @ np.append(point, 1))[:2]

    def mouse(self, *events, name="Red"):
        """Let the mouse do something: (event, (x, y))."""
        interactor = self.view(name).renderWindow().GetInteractor()
        for event, position in events:
            interactor.SetEventInformation(*map(round, position))
            interactor.InvokeEvent(event)
            slicer.app.processEvents()

    def moveTo(self, *point):
        self.mouse(("MouseMoveEvent", self.pixel(point)))

    def drag(self, start, end):
        """Drag with the left button between two places in RAS."""
        steps = [self.pixel(np.array(start) + part * np.subtract(end, start)) for part in (0, 0.25, 0.5, 0.75, 1)]
        self.mouse(("MouseMoveEvent", steps[0]), ("LeftButtonPressEvent", steps[0]),
                   *(("MouseMoveEvent", step) for step in steps[1:]), ("LeftButtonReleaseEvent", steps[-1]))

    def covered(self):
        """Return how many pixels the region changes, beside its outline."""
        pictures = []
        for isVisible in (True, False):
            self.display.SetVisibility(isVisible)
            slicer.app.processEvents()
            self.view().forceRender()
            picture = vtk.vtkWindowToImageFilter()
            picture.SetInput(self.view().renderWindow())
            picture.Update()
            pictures.append(vtk_to_numpy(picture.GetOutput().GetPointData().GetScalars()).astype(int))
        self.display.SetVisibility(True)
        slicer.app.processEvents()
        return int((np.abs(pictures[0] - pictures[1]).max(axis=1) > 40).sum())


class HoverTest(HoverCase):
    """When handles are there."""

    def testThereWhileTheMouseIsOverTheRegion(self):
        self.assertFalse(self.display.GetHandlesInteractive())
        atRest = self.covered()
        for inside, outside in (((0, 12, 0), (0, 0, 0)), ((3.9, 9.1, 0), (12, 12, 0)), ((-4, 12, 0), (-4, -9, 0))):
            self.moveTo(*inside)
            self.assertTrue(self.display.GetHandlesInteractive())
            self.moveTo(*outside)
            self.assertFalse(self.display.GetHandlesInteractive())
        self.moveTo(0, 12, 0)
        self.assertGreater(self.covered(), 1.5 * atRest)
        # The last place that is known of a mouse which has left may be that of the region.
        self.mouse(("LeaveEvent", self.pixel((0, 12, 0))))
        self.assertFalse(self.display.GetHandlesInteractive())

    def testNotOfAnotherRegionWhileTheButtonIsHeld(self):
        other = self.logic.addRegion("other", "cord", (0, -12, 0), (3, 3, 3)).GetDisplayNode()
        self.settle()
        here, there = self.pixel((0, 12, 0)), self.pixel((0, -12, 0))
        self.mouse(("MouseMoveEvent", here), ("LeftButtonPressEvent", here), ("MouseMoveEvent", there))
        self.assertEqual((self.display.GetHandlesInteractive(), other.GetHandlesInteractive()), (1, 0))
        self.mouse(("LeftButtonReleaseEvent", there), ("MouseMoveEvent", there))
        self.assertEqual((self.display.GetHandlesInteractive(), other.GetHandlesInteractive()), (0, 1))

    def testNotInASliceThatMissesIt(self):
        self.manager.sliceWidget("Red").mrmlSliceNode().JumpSlice(0, 0, 15)
        self.moveTo(0, 12, 15)
        self.assertFalse(self.display.GetHandlesInteractive())

    def testTheSmallerOfTwo(self):
        inner = self.logic.addRegion("inner", "cord", (0, 12, 0), (1, 1, 1)).GetDisplayNode()
        self.settle()
        self.moveTo(0, 12, 0)
        self.assertEqual((inner.GetHandlesInteractive(), self.display.GetHandlesInteractive()), (1, 0))

    def testWhatIsPlacedHasItsHandlesAtFirst(self):
        new = self.logic.addRegion("new", "cord", (0, -12, 0), (3, 3, 3)).GetDisplayNode()
        slicer.app.processEvents()
        self.assertTrue(new.GetHandlesInteractive())
        self.assertFalse(self.display.GetHandlesInteractive())

    def testThereWhileSelected(self):
        self.logic.showHandles(self.logic.region("ours"))
        self.moveTo(0, -9, 0)
        self.assertTrue(self.display.GetHandlesInteractive())
        self.logic.showHandles(None)
        self.assertFalse(self.display.GetHandlesInteractive())

    def testSelectedInTheTable(self):
        table = self.widget.ui.regionTable
        row = next(row for row in range(table.rowCount) for column in range(table.columnCount)
                   if table.item(row, column) is not None and table.item(row, column).text() == "ours")
        table.selectRow(row)
        slicer.app.processEvents()
        self.assertTrue(self.display.GetHandlesInteractive())
        table.clearSelection()
        slicer.app.processEvents()
        self.assertFalse(self.display.GetHandlesInteractive())

    def testRegionsOfOthersAreLeftAlone(self):
        own = addRoi((0, -12, 0), (6, 6, 6), "other_lesion").GetDisplayNode()
        before = look(own)
        slicer.app.processEvents()
        for point in ((0, -12, 0), (0, 0, 0)):
            self.moveTo(*point)
            self.assertEqual(look(own), before)

    def testStyleOfTheUserStays(self):
        self.display.SetHandlesInteractive(True)  # as the Markups module does
        for point in ((0, 12, 0), (0, 0, 0), (0, 12, 0), (0, 0, 0)):
            self.moveTo(*point)
        self.assertTrue(self.display.GetHandlesInteractive())
        self.assertEqual(self.display.GetGlyphScale(), 1.5)

    def testAnotherShapeHasItsBox(self):
        for shape, opacity in (("Box", 1), ("Ellipsoid", 0.3)):
            self.logic.setRegionShape(self.logic.region("ours"), shape)
            self.moveTo(0, 0, 0)
            self.assertFalse(self.display.GetHandlesInteractive())
            self.moveTo(0, 12, 0)
            self.assertAlmostEqual(self.display.GetOutlineOpacity(), opacity)

    def testACopyAndASavedSceneKnowTheLook(self):
        copy = self.logic.duplicateRegion(self.logic.region("ours")).node.GetDisplayNode()
        self.settle()
        self.assertFalse(copy.GetHandlesInteractive())
        reopenScene()
        self.settle()
        (display,) = [node.GetDisplayNode() for node in slicer.util.getNodesByClass("vtkMRMLMarkupsROINode")
                      if node.GetName() == "ours"]
        self.moveTo(0, 0, 0)
        self.assertFalse(display.GetHandlesInteractive())
        self.logic.keepInViews(False)
        self.widget.exit()
        # In another module they look as Slicer draws them.
        self.assertEqual(look(display), (True, 0.3, 1.5))
        self.widget.enter()
        self.assertFalse(display.GetHandlesInteractive())


class DragTest(HoverCase):
    """Slicer's own interaction, with the mouse."""

    def testByItsCenter(self):
        self.drag((0, 12, 0), (5, 8, 0))
        np.testing.assert_allclose(self.ours.GetCenter(), (5, 8, 0), atol=0.5)

    def testSlicerFindsItsEdgeAtRest(self):
        self.moveTo(0, 0, 0)
        self.assertEqual(self.display.GetActiveComponentType(), slicer.vtkMRMLMarkupsDisplayNode.ComponentNone)
        self.moveTo(4, 12, 0)
        self.assertNotEqual(self.display.GetActiveComponentType(), slicer.vtkMRMLMarkupsDisplayNode.ComponentNone)

    def testNothingIsLeftBehind(self):
        interactor = self.view().renderWindow().GetInteractor()
        renderer = topRenderer(self.view().renderWindow())
        self.logic.keepInViews(False)
        self.widget.exit()
        self.assertEqual(look(self.display), (True, 0.3, 1.5))
        count = renderer.GetViewProps().GetNumberOfItems()
        for _turn in range(3):
            self.widget.enter()
            self.moveTo(0, 12, 0)
            self.widget.exit()
        self.moveTo(0, 0, 0)
        self.moveTo(0, 12, 0)
        self.assertEqual(look(self.display), (True, 0.3, 1.5))
        self.assertEqual(renderer.GetViewProps().GetNumberOfItems(), count)
        self.assertTrue(interactor.HasObserver("MouseMoveEvent"))
        self.widget.enter()


if __name__ == "__main__":
    unittest.main()
