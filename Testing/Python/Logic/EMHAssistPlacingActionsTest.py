"""Placing regions with the mouse: one click in a slice view, and nothing left behind when it does not come."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addBendingTransform, addTransform, addVolume
from EMHAssistCases.ViewCase import layoutManager
from EMHAssistLib.Roles import REGION_ROLES, regionRole
from EMHAssistLib.Scene.Nodes import markupsRegions
from EMHAssistLib.Scene.Regions import RegionSource

# Sagittal slices, 4.4 mm apart, that are tilted by 0.3 rad about S: I to the back, J down, K to the right and left.
SPACING = np.array([0.8, 0.8, 4.4])
TILT = np.array([[np.cos(0.3), -np.sin(0.3), 0], [np.sin(0.3), np.cos(0.3), 0], [0, 0, 1]])
DIRECTIONS = TILT @ np.array([[0, 0, -1], [-1, 0, 0], [0, -1, 0.0]])
TURN = np.array([[1, 0, 0, 4], [0, np.cos(0.4), -np.sin(0.4), -3], [0, np.sin(0.4), np.cos(0.4), 2], [0, 0, 0, 1.0]])


class PlacingCase(ModuleCase):
    """Has an oblique sagittal volume in all slice views."""

    def setUp(self):
        super().setUp()
        self.manager = layoutManager()
        self.addCleanup(self.logic.cancelPlacing)
        self.volume = addVolume(np.full((16, 200, 160), 100, np.float32), self.ijkToRas(), "sag t2", "T2")
        slicer.util.setSliceViewerLayers(background=self.volume, fit=True)
        slicer.app.processEvents()
        self.interaction = slicer.app.applicationLogic().GetInteractionNode()

    def ijkToRas(self):
        matrix = np.eye(4)
        matrix[:3, :3] = DIRECTIONS @ np.diag(SPACING)
        matrix[:3, 3] = -matrix[:3, :3] @ (80, 100, 7.5)
        return matrix

    def mouse(self, view, x, y, press=True):
        """Move the mouse to a place in a slice view, and click there; return that place in RAS mm."""
        sliceView = self.manager.sliceWidget(view).sliceView()
        interactor = sliceView.interactor()
        interactor.SetEventInformation(x, y)
        interactor.MouseMoveEvent()
        slicer.app.processEvents()
        if press:
            interactor.LeftButtonPressEvent()
            interactor.LeftButtonReleaseEvent()
        slicer.app.processEvents()
        return np.array(sliceView.mrmlSliceNode().GetXYToRAS().MultiplyPoint((x, y, 0, 1))[:3])

    def middle(self, view):
        sliceView = self.manager.sliceWidget(view).sliceView()
        return sliceView.width // 2 + 15, sliceView.height // 2 - 12

    def assertIdle(self, count):
        """Assert that nothing is being placed and nothing half-placed is in the scene."""
        slicer.app.processEvents()
        self.assertEqual(self.logic.placingRole, "")
        self.assertEqual(self.interaction.GetCurrentInteractionMode(), self.interaction.ViewTransform)
        self.assertEqual(len(markupsRegions(slicer.mrmlScene)), count)
        self.assertFalse(any(button.checked for button in self.buttons()))

    def buttons(self):
        layout = self.widget.ui.placeButtonsWidget.layout()
        return [layout.itemAt(index).widget() for index in range(layout.count())]

    def assertPlaced(self, node, center, size, directions=DIRECTIONS):
        matrix = slicer.util.arrayFromVTKMatrix(node.GetObjectToWorldMatrix())
        np.testing.assert_allclose(matrix[:3, 3], center, atol=1e-4)
        np.testing.assert_allclose(np.abs(matrix[:3, :3].T @ directions), np.eye(3), atol=1e-6)
        np.testing.assert_allclose(node.GetSize(), size)
        self.assertEqual((node.GetNumberOfControlPoints(), node.GetNumberOfDefinedControlPoints()), (1, 1))


class ClickTest(PlacingCase):
    """One click places a region."""

    def testInEveryView(self):
        count = 0
        for view in ("Red", "Green", "Yellow"):
            for shape in ("Ellipsoid", "Box"):
                with self.subTest(view=view, shape=shape):
                    node = self.logic.placeRegion("marrow", shape)
                    self.assertEqual(self.logic.placingRole, "marrow")
                    x, y = self.middle(view)
                    self.mouse(view, x + 20, y, press=False)
                    center = self.mouse(view, x, y)
                    count += 1
                    self.assertIdle(count)
                    self.assertPlaced(node, center, (10, 10, 10))
                    self.assertEqual((RegionSource(node).role, RegionSource(node).shape), ("marrow", shape))
                    # Another click, and moving the mouse, places nothing more.
                    self.mouse(view, x - 30, y)
                    self.assertIdle(count)
                    self.assertPlaced(node, center, (10, 10, 10))

    def testNoThinnerThanASlice(self):
        node = self.logic.placeRegion("csf")
        center = self.mouse("Yellow", *self.middle("Yellow"))
        self.assertPlaced(node, center, (4, 4, 4.4))

    def testSizeOfThePanelAndOfTheCall(self):
        node = self.logic.placeRegion("fat", size=23)
        self.assertPlaced(node, self.mouse("Red", *self.middle("Red")), (23, 23, 23))
        self.logic.placeRegion("muscle")
        self.logic.setPlaceSize("muscle", 7)
        self.mouse("Red", *self.middle("Red"))
        np.testing.assert_allclose(markupsRegions(slicer.mrmlScene)[-1].GetSize(), (7, 7, 7))
        self.assertEqual(self.logic.placeSize("muscle"), 7)
        self.assertEqual(self.logic.placeSize("cord"), regionRole("cord").size)
        for size in (0, -1, float("nan"), float("inf")):
            with self.assertRaisesRegex(ValueError, "above zero"):
                self.logic.setPlaceSize("muscle", size)
            with self.assertRaisesRegex(ValueError, "above zero"):
                self.logic.placeRegion("muscle", size=size)
        self.assertEqual(self.logic.placeSize("muscle"), 7)
        self.assertIdle(2)

    def testVolumeUnderATransform(self):
        self.volume.SetAndObserveTransformNodeID(addTransform(TURN).GetID())
        slicer.app.processEvents()
        node = self.logic.placeRegion("marrow")
        self.assertPlaced(node, self.mouse("Red", *self.middle("Red")), (10, 10, 10), TURN[:3, :3] @ DIRECTIONS)

    def testAsTheViewIsTurnedWhereNoImageTells(self):
        for change in (lambda: self.volume.SetAndObserveTransformNodeID(addBendingTransform().GetID()),
                       lambda: slicer.util.setSliceViewerLayers(background=None)):
            change()
            slicer.app.processEvents()
            node = self.logic.placeRegion("marrow")
            center = self.mouse("Red", *self.middle("Red"))
            self.assertPlaced(node, center, (10, 10, 10), np.eye(3))

    def testPlacedRegionIsMeasuredAndSelected(self):
        self.logic.placeRegion("marrow")
        self.mouse("Red", *self.middle("Red"))
        slicer.app.processEvents()
        (region,) = self.logic.result.case.regions
        self.assertEqual(region.problem, "")
        table = self.widget.ui.regionTable
        self.assertEqual([table.item(row, 0).text() for row in range(table.rowCount)], ["Marrow"])
        self.assertEqual(table.currentRow(), 0)
        self.assertEqual(self.widget.ui.regionSizeBox0.value, 10)

    def testCurve(self):
        node = self.logic.placeRegion("muscle", "Curve")
        x, y = self.middle("Yellow")
        for dx, dy in ((0, 0), (30, 0), (30, 30), (0, 30)):
            self.mouse("Yellow", x + dx, y + dy)
        self.assertEqual(self.logic.placingRole, "muscle")
        self.interaction.SwitchToViewTransformMode()
        self.assertIdle(1)
        self.assertEqual((node.GetNumberOfControlPoints(), node.GetNumberOfDefinedControlPoints()), (4, 4))

    def testSeveral(self):
        self.logic.getParameterNode().placeSeveral = True
        self.addCleanup(setattr, self.logic.getParameterNode(), "placeSeveral", False)
        self.logic.placeRegion("fat", "Box", 6)
        x, y = self.middle("Red")
        for step in range(3):
            self.mouse("Red", x + 25 * step, y)
            slicer.app.processEvents()
        self.assertEqual(self.logic.placingRole, "fat")
        self.logic.cancelPlacing()
        self.assertIdle(3)
        self.assertEqual({RegionSource(node).shape for node in markupsRegions(slicer.mrmlScene)}, {"Box"})


class EndTest(PlacingCase):
    """However placing ends, nothing half-placed stays."""

    def start(self, shape="Ellipsoid"):
        node = self.logic.placeRegion("cord", shape)
        x, y = self.middle("Red")
        self.mouse("Red", x, y, press=False)
        return node

    def testCancel(self):
        for shape in ("Ellipsoid", "Box", "Curve"):
            before = slicer.mrmlScene.GetNumberOfNodes()
            self.start(shape)
            self.logic.cancelPlacing()
            self.assertIdle(0)
            self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), before)
        self.logic.cancelPlacing()
        self.mouse("Red", *self.middle("Red"))
        self.assertIdle(0)

    def testAnotherModeAnotherModuleAnotherNode(self):
        self.start()
        self.interaction.SwitchToViewTransformMode()
        self.assertIdle(0)
        self.start()
        self.widget.exit()
        self.assertIdle(0)
        self.start()
        other = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode")
        selection = slicer.app.applicationLogic().GetSelectionNode()
        selection.SetReferenceActivePlaceNodeClassName("vtkMRMLMarkupsFiducialNode")
        selection.SetActivePlaceNodeID(other.GetID())
        self.assertEqual(self.logic.placingRole, "")
        self.assertEqual(self.interaction.GetCurrentInteractionMode(), self.interaction.Place)
        self.interaction.SwitchToViewTransformMode()
        self.assertIdle(0)

    def testTooFewPointsOfACurve(self):
        self.start("Curve")
        x, y = self.middle("Red")
        self.mouse("Red", x, y)
        self.mouse("Red", x + 20, y)
        self.interaction.SwitchToViewTransformMode()
        self.assertIdle(0)

    def testCancelledCurveIsGoneHoweverManyPointsItHas(self):
        self.logic.getParameterNode().placeSeveral = True
        self.start("Curve")
        x, y = self.middle("Red")
        for shift in ((0, 0), (20, 0), (20, 20)):
            self.mouse("Red", x + shift[0], y + shift[1])
        self.logic.cancelPlacing()
        self.assertIdle(0)

    def testNodeRemovedAndSceneClosed(self):
        slicer.mrmlScene.RemoveNode(self.start())
        self.assertIdle(0)
        self.start("Curve")
        slicer.mrmlScene.Clear()
        self.assertIdle(0)

    def testRemovedBesideOthersThatStayAsTheyAre(self):
        curve = self.logic.addCurve("other", "muscle", [(5, 0, 0), (9, 0, 0), (9, 4, 0)], 3.0)
        self.logic.addRegion("another", "cord", (0, 0, 0), (4, 4, 4))
        for shape in ("Ellipsoid", "Curve"):
            slicer.mrmlScene.RemoveNode(self.start(shape))
            self.assertIdle(2)
            self.mouse("Red", *self.middle("Red"))
            self.assertIdle(2)
            self.assertEqual(curve.GetNumberOfControlPoints(), 3)

    def testRegionDeletedDuringADrag(self):
        node = self.logic.placeRegion("cord", size=20)
        x, y = self.middle("Red")
        self.mouse("Red", x, y)
        interactor = self.manager.sliceWidget("Red").sliceView().interactor()
        interactor.SetEventInformation(x, y)
        interactor.MouseMoveEvent()
        interactor.LeftButtonPressEvent()
        interactor.SetEventInformation(x + 5, y)
        interactor.MouseMoveEvent()
        self.logic.deleteRegion(RegionSource(node))
        interactor.SetEventInformation(x + 9, y)
        interactor.MouseMoveEvent()
        interactor.LeftButtonReleaseEvent()
        self.assertIdle(0)
        self.logic.undo()
        self.assertIdle(1)

    def testRefusedRequestsGoOnWithWhatWasBegun(self):
        self.start()
        for arguments in (("liver",), ("cord", "Cone"), ("cord", "Box", -1)):
            with self.assertRaises(ValueError):
                self.logic.placeRegion(*arguments)
        self.assertEqual(self.logic.placingRole, "cord")
        self.logic.cancelPlacing()
        self.assertIdle(0)


class BarTest(PlacingCase):
    """The buttons of the panel."""

    def testOneForEachRoleWithAccessibleName(self):
        self.assertEqual([button.text for button in self.buttons()], [role.title for role in REGION_ROLES])
        for button in self.buttons():
            self.assertIn(button.text, button.accessibleName)
            self.assertFalse(button.icon.isNull())

    def testStaysDownWhilePlacing(self):
        (button,) = [button for button in self.buttons() if button.text == "Marrow"]
        button.click()
        self.assertTrue(button.checked)
        self.assertIn("Marrow", self.widget.ui.placeHintLabel.text)
        self.mouse("Red", *self.middle("Red"))
        self.assertIdle(1)
        self.assertEqual(self.widget.ui.placeHintLabel.text, "")

    def testAgainCancelsAndAnotherTakesOver(self):
        marrow, cord = [button for button in self.buttons() if button.text in ("Marrow", "Spinal cord")]
        marrow.click()
        cord.click()
        self.assertEqual((self.logic.placingRole, marrow.checked, cord.checked), ("cord", False, True))
        self.assertEqual(self.widget.ui.placeSizeBox.value, regionRole("cord").size)
        self.assertEqual(len(markupsRegions(slicer.mrmlScene)), 1)
        cord.click()
        self.assertIdle(0)

    def testSizeAndShapeAreKept(self):
        ui = self.widget.ui
        (button,) = [button for button in self.buttons() if button.text == "Muscle"]
        button.click()
        ui.placeSizeBox.setValue(13.5)
        index = ui.placeShapeBox.findData("Box")
        ui.placeShapeBox.setCurrentIndex(index)
        ui.placeShapeBox.activated.emit(index)
        self.addCleanup(setattr, self.logic.getParameterNode(), "placeShape", "Ellipsoid")
        self.mouse("Red", *self.middle("Red"))
        (node,) = markupsRegions(slicer.mrmlScene)
        self.assertEqual((node.GetSize(), RegionSource(node).shape), ((13.5,) * 3, "Box"))
        self.assertEqual(self.logic.getParameterNode().parameterNode.GetParameter("PlaceSize.muscle"), "13.5")
        self.assertEqual(self.logic.getParameterNode().placeRole, "muscle")


if __name__ == "__main__":
    unittest.main()
