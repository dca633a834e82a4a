"""What the user does with regions: rename, hide, lock, size, copy, delete and bring back, jump."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.SceneCase import addBendingTransform, addRoi, addTransform
from EMHAssistLib.Scene.Nodes import nodesByClass
from EMHAssistLib.Scene.RegionCopies import otherSideName
from EMHAssistLib.Scene.RegionReader import roiShape
from EMHAssistLib.Scene.Regions import RegionSource

# Turned by 30 degrees about S and shifted.
TURN = np.array([[np.cos(0.5), -np.sin(0.5), 0, 5], [np.sin(0.5), np.cos(0.5), 0, -7], [0, 0, 1, 3], [0, 0, 0, 1.0]])


def nodeCount():
    """Return how many nodes the scene holds."""
    return slicer.mrmlScene.GetNumberOfNodes()


def world(node):
    """Return center, and half axes as columns, of a ROI node in world space."""
    matrix = slicer.util.arrayFromVTKMatrix(node.GetObjectToWorldMatrix())
    return matrix[:3, 3], matrix[:3, :3] @ np.diag(node.GetSize()) / 2


def covariance(halfAxes):
    """Return what tells an ellipsoid whatever its axes are called."""
    return halfAxes @ halfAxes.T


class ActionsCase(ModuleCase):
    """Has the small case, a curve and a segment."""

    def setUp(self):
        super().setUp()
        self.loadCase()
        self.curve = self.logic.addCurve("curve left", "muscle", [(5, 0, 0), (9, 0, 0), (9, 4, 0), (5, 4, 0)], 3.0)
        self.segmentation = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        self.segmentation.CreateDefaultDisplayNodes()
        self.segmentation.SetReferenceImageGeometryParameterFromVolumeNode(self.volumes[0])
        array = np.zeros((40, 40, 40), np.uint8)
        array[10:14, 20:24, 30:34] = 1
        self.segmentId = self.segmentation.GetSegmentation().AddEmptySegment("cord", "cord")
        slicer.util.updateSegmentBinaryLabelmapFromArray(array, self.segmentation, self.segmentId, self.volumes[0])
        self.segment = RegionSource(self.segmentation, self.segmentId)
        self.segment.setRole("cord")
        self.region = RegionSource(self.lesion)
        slicer.app.processEvents()

    def ratio(self, sequence="T1"):
        (row,) = [row for row in self.logic.result.comparisons if row.series.label == sequence
                  and row.reference == "marrow"]
        return row.comparison


class EditTest(ActionsCase):
    """Name, lock, visibility, size."""

    def testRename(self):
        for source in (self.region, RegionSource(self.curve), self.segment):
            for name in ("L1 <b>bold</b>", "quo\"te's", "\u00e4 \u8111 \U0001f600", " a/b\\c "):
                self.logic.renameRegion(source, name)
                self.assertEqual(source.name, name)
                slicer.app.processEvents()
                self.assertIsNotNone(self.logic.result)

    def testRefusedNamesSayWhyAndChangeNothing(self):
        for name, why in (("", "needs a name"), ("  ", "needs a name"), ("50 %s", "percent"), ("a\nb", "one line")):
            for source in (self.region, self.segment):
                before = source.name
                with self.assertRaisesRegex(ValueError, why):
                    self.logic.renameRegion(source, name)
                self.assertEqual(source.name, before)

    def testLock(self):
        self.logic.lockRegion(self.region)
        self.assertTrue(self.lesion.GetLocked())
        self.logic.lockRegion(self.region, False)
        self.assertFalse(self.lesion.GetLocked())
        with self.assertRaisesRegex(ValueError, "segment"):
            self.logic.lockRegion(self.segment)

    def testHidingDoesNotChangeTheResult(self):
        before = self.ratio().value
        for source in (self.region, RegionSource(self.curve), self.segment):
            self.logic.showRegion(source, False)
        slicer.app.processEvents()
        self.assertFalse(self.lesion.GetDisplayNode().GetVisibility())
        self.assertFalse(self.curve.GetDisplayNode().GetVisibility())
        display = self.segmentation.GetDisplayNode()
        self.assertFalse(display.GetSegmentVisibility(self.segmentId))
        self.assertTrue(display.GetVisibility(), "other segments stay")
        self.assertEqual(self.ratio().value, before)
        self.logic.showRegion(self.segment)
        self.logic.showRegion(self.region)
        self.assertTrue(display.GetSegmentVisibility(self.segmentId))
        self.assertTrue(self.lesion.GetDisplayNode().GetVisibility())

    def testSize(self):
        center = np.array(self.lesion.GetCenter())
        self.logic.setRegionSize(self.region, (4, 5, 6))
        np.testing.assert_allclose(self.lesion.GetSize(), (4, 5, 6))
        np.testing.assert_allclose(self.lesion.GetCenter(), center)
        for size in ((0, 1, 1), (1, -1, 1), (1, 1, float("nan")), (1, float("inf"), 1)):
            with self.assertRaisesRegex(ValueError, "above zero"):
                self.logic.setRegionSize(self.region, size)
        np.testing.assert_allclose(self.lesion.GetSize(), (4, 5, 6))
        with self.assertRaisesRegex(ValueError, "Only ellipsoids and boxes"):
            self.logic.setRegionSize(RegionSource(self.curve), (1, 1, 1))

    def testWhatIsGoneIsRefusedInWords(self):
        slicer.mrmlScene.RemoveNode(self.lesion)
        self.segmentation.GetSegmentation().RemoveSegment(self.segmentId)
        for source in (self.region, self.segment):
            for action in (lambda: self.logic.renameRegion(source, "x"), lambda: self.logic.lockRegion(source),
                           lambda: self.logic.showRegion(source), lambda: self.logic.setRegionSize(source, (1, 1, 1)),
                           lambda: self.logic.duplicateRegion(source), lambda: self.logic.copyToOtherSide(source),
                           lambda: self.logic.deleteRegion(source), lambda: self.logic.jumpTo(source),
                           lambda: self.logic.setLevel(source, "T5"), lambda: self.logic.setRegionRole(source, "fat"),
                           lambda: self.logic.setRegionShape(source, "Box")):
                with self.assertRaisesRegex(ValueError, "no longer in the scene"):
                    action()


class CopyTest(ActionsCase):
    """Duplicates and mirror images."""

    def testDuplicateLiesBesideItsOriginalAndKeepsAllElse(self):
        self.logic.setLevel(self.region, "T5")
        self.region.setShape("Box")
        self.lesion.SetLocked(True)
        copy = self.logic.duplicateRegion(self.region)
        self.assertEqual((copy.role, copy.shape, copy.level), ("epidural_lesion", "Box", "T5"))
        self.assertFalse(copy.node.GetLocked())
        self.assertNotEqual(copy.name, self.region.name)
        np.testing.assert_allclose(copy.node.GetSize(), self.lesion.GetSize())
        np.testing.assert_allclose(np.subtract(copy.node.GetCenterWorld(), self.lesion.GetCenterWorld()), (0, 0, -10))
        self.assertIsNot(copy.node.GetDisplayNode(), self.lesion.GetDisplayNode())
        self.assertEqual(copy.node.GetDisplayNode().GetSelectedColor(), self.lesion.GetDisplayNode().GetSelectedColor())
        curve = self.logic.duplicateRegion(RegionSource(self.curve))
        self.assertEqual(curve.node.GetNumberOfControlPoints(), 4)
        slicer.app.processEvents()
        self.assertEqual(len(self.logic.result.case.regions), 6)

    def testACopyIsMeasuredWhereItStays(self):
        """Slicer moves the center of a copy by some nanometers, to single precision of world space, at the next event.
        """
        transform = addTransform(TURN @ np.diag([1.1, 0.9, 1.3, 1]))
        self.lesion.SetAndObserveTransformNodeID(transform.GetID())
        slicer.app.processEvents()
        copy = self.logic.duplicateRegion(RegionSource(self.lesion))
        center, before = np.array(copy.node.GetCenter()), roiShape(copy).toWorld
        transform.Modified()
        slicer.app.processEvents()
        self.assertGreater(np.abs(copy.node.GetCenter() - center).max(), 0, "this test needs a center that moves")
        np.testing.assert_array_equal(roiShape(copy).toWorld, before)

    def testDuplicateUnderATransform(self):
        self.lesion.SetAndObserveTransformNodeID(addTransform(TURN).GetID())
        copy = self.logic.duplicateRegion(self.region)
        np.testing.assert_allclose(np.subtract(copy.node.GetCenterWorld(), self.lesion.GetCenterWorld())[:2], (0, 0),
                                   atol=1e-9)
        np.testing.assert_allclose(covariance(world(copy.node)[1]), covariance(world(self.lesion)[1]), atol=1e-9)

    def testOtherSideOfTheAxisThroughTheMarrow(self):
        # Vertebral bodies on a line that leans to the right: x = 2 + 0.1 z. The region mirrored is none of them.
        slicer.mrmlScene.RemoveNode(self.marrow)
        self.logic.showRegion(self.region)
        for z in (-60, -30, 0, 30, 60):
            addRoi((2 + 0.1 * z, 20, z), (4, 4, 4), "marrow")
        addRoi((2, 5, 0), (3, 3, 80), "disc")
        self.segment.setRole("")
        muscle = addRoi((-20, -30, 30), (6, 10, 14), "muscle", name="Muscle left T5")
        muscle.SetAndObserveObjectToNodeMatrix(slicer.util.vtkMatrixFromArray(
            np.block([[TURN[:3, :3], np.array([[-20], [-30], [30]])], [np.zeros((1, 3)), np.ones((1, 1))]])))
        copy, description = self.logic.copyToOtherSide(RegionSource(muscle))
        self.assertIn("through 6 points of vertebral bodies", description)
        self.assertEqual((copy.name, copy.role), ("Muscle right T5", "muscle"))
        # Mirrored across the plane through that line with the normal at right angles to it, in the coronal plane.
        normal = np.array([1, 0, -0.1]) / np.hypot(1, 0.1)
        away = (np.array([-20, -30, 30]) - (5, 0, 30)) @ normal
        center, halfAxes = world(copy.node)
        np.testing.assert_allclose(center, np.array([-20, -30, 30]) - 2 * away * normal, atol=0.5)
        mirror = np.eye(3) - 2 * np.outer(normal, normal)
        np.testing.assert_allclose(covariance(halfAxes), mirror @ covariance(world(muscle)[1]) @ mirror, atol=1.0)
        self.assertGreater(np.linalg.det(halfAxes), 0)
        back, _ = self.logic.copyToOtherSide(copy)
        np.testing.assert_allclose(world(back.node)[0], world(muscle)[0], atol=0.5)
        self.assertNotEqual(back.name, "Muscle left T5", "that one exists")

    def testMiddleOfTheImageWhereNoSpineIsKnown(self):
        slicer.mrmlScene.RemoveNode(self.marrow)
        slicer.mrmlScene.RemoveNode(self.segmentation)
        copy, description = self.logic.copyToOtherSide(self.region)
        self.assertIn("middle of the image T1", description)
        # The voxels reach from -20 to 20 mm, less half a voxel to the right.
        np.testing.assert_allclose(world(copy.node)[0], (11, 0, 0), atol=1e-6)
        self.assertEqual(copy.name, "mass right")
        for volume in self.volumes:
            slicer.mrmlScene.RemoveNode(volume)
        with self.assertRaisesRegex(ValueError, "where the midline is"):
            self.logic.copyToOtherSide(copy)

    def testSeriesOfTheCaseTellsTheMiddleRatherThanAnotherImage(self):
        slicer.mrmlScene.RemoveNode(self.marrow)
        slicer.mrmlScene.RemoveNode(self.segmentation)
        self.logic.setSequenceRole(self.volumes[0], "")
        self.assertIn("middle of the image T2", self.logic.copyToOtherSide(self.region)[1])

    def testCopyIsRightHanded(self):
        copy, _ = self.logic.copyToOtherSide(self.region)
        self.assertAlmostEqual(
            np.linalg.det(slicer.util.arrayFromVTKMatrix(copy.node.GetObjectToNodeMatrix())), 1.0)

    def testCurveAcross(self):
        slicer.mrmlScene.RemoveNode(self.segmentation)
        self.marrow.SetCenter(0, 0, 0)
        copy, _ = self.logic.copyToOtherSide(RegionSource(self.curve))
        self.assertEqual(copy.name, "curve right")
        np.testing.assert_allclose(slicer.util.arrayFromMarkupsControlPoints(copy.node),
                                   slicer.util.arrayFromMarkupsControlPoints(self.curve) * (-1, 1, 1), atol=1e-6)

    def testWhatCannotBeCopiedSaysWhy(self):
        count = nodeCount()
        with self.assertRaisesRegex(ValueError, "segment"):
            self.logic.duplicateRegion(self.segment)
        with self.assertRaisesRegex(ValueError, "segment"):
            self.logic.copyToOtherSide(self.segment)
        self.assertEqual(nodeCount(), count)
        slicer.mrmlScene.RemoveNode(self.segmentation)
        self.marrow.SetCenter(-10.2, 0, 0)
        count = nodeCount()
        with self.assertRaisesRegex(ValueError, "midline"):
            self.logic.copyToOtherSide(self.region)
        self.assertEqual(nodeCount(), count)
        self.lesion.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        with self.assertRaisesRegex(ValueError, "not linear"):
            self.logic.duplicateRegion(self.region)

    def testNamesOfTheOtherSide(self):
        for name, side, expected in (("Muscle left", "right", "Muscle right"), ("RIGHT psoas", "left", "LEFT psoas"),
                                     ("Left and right", "left", "Right and left"), ("leftover", "right",
                                                                                    "leftover right")):
            self.assertEqual(otherSideName(name, side), expected)


class RemovalTest(ActionsCase):
    """What is deleted comes back as it was."""

    def testRestoredAsItWas(self):
        transform = addTransform(TURN)
        other = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScriptedModuleNode")
        other.SetNodeReferenceID("region", self.lesion.GetID())
        self.lesion.SetAndObserveTransformNodeID(transform.GetID())
        self.lesion.GetDisplayNode().SetOpacity(0.37)
        self.logic.setLevel(self.region, "T5")
        slicer.app.processEvents()
        before = self.ratio().problem, *world(self.lesion), self.region.role, self.region.shape, self.region.level
        count = nodeCount()
        measurements = self.lesion.GetNumberOfMeasurements()
        self.logic.deleteRegion(self.region)
        slicer.app.processEvents()
        self.assertNotIn("mass", [region.name for region in self.logic.result.case.regions])
        self.assertLess(nodeCount(), count)
        # Others take what has become free.
        addRoi((0, 0, 0), (1, 1, 1), "", name="other").CreateDefaultDisplayNodes()
        count += nodeCount() - (count - 2)
        self.assertEqual(self.logic.undoTitle, "Delete mass")
        self.assertEqual(self.logic.undo(), "")
        restored = self.region
        slicer.app.processEvents()
        self.assertEqual(nodeCount(), count)
        self.assertEqual(restored.name, "mass")
        after = self.ratio().problem, *world(restored.node), restored.role, restored.shape, restored.level
        for one, two in zip(before, after):
            np.testing.assert_array_equal(one, two)
        self.assertAlmostEqual(restored.node.GetDisplayNode().GetOpacity(), 0.37)
        self.assertIs(restored.node.GetDisplayNode().GetDisplayableNode(), restored.node)
        self.assertIs(restored.node.GetParentTransformNode(), transform)
        self.assertIs(other.GetNodeReference("region"), restored.node)
        self.assertEqual(restored.node.GetNumberOfMeasurements(), measurements)
        displays = nodesByClass(slicer.mrmlScene, "vtkMRMLMarkupsROIDisplayNode")
        self.assertEqual(len(displays), len(nodesByClass(slicer.mrmlScene, "vtkMRMLMarkupsROINode")))

    def testSeveralLevelsLastFirst(self):
        for source in (self.region, RegionSource(self.marrow), RegionSource(self.curve)):
            self.logic.deleteRegion(source)
        for name in ("curve left", "body", "mass"):
            self.assertEqual(self.logic.undoTitle, f"Delete {name}")
            self.logic.undo()
            self.assertEqual(self.logic.region(name).name, name)
        self.assertEqual(self.curve.GetNumberOfControlPoints(), 4)
        slicer.app.processEvents()
        self.assertAlmostEqual(self.ratio().value, 1.2, delta=0.01)
        self.assertNotIn("Delete", self.logic.undoTitle)

    def testSegmentsOnlyLeaveTheCase(self):
        self.segment.setLevel("T8")
        self.logic.deleteRegion(self.segment)
        self.assertEqual(self.segment.role, "")
        self.assertIsNotNone(self.segmentation.GetSegmentation().GetSegment(self.segmentId))
        with self.assertRaisesRegex(ValueError, "not in the case"):
            self.logic.deleteRegion(self.segment)
        self.logic.undo()
        self.assertEqual((self.segment.role, self.segment.level), ("cord", "T8"))

    def testWhatIsGoneMeanwhileIsPassedOver(self):
        self.logic.deleteRegion(self.region)
        self.logic.deleteRegion(self.segment)
        slicer.mrmlScene.RemoveNode(self.segmentation)
        with self.assertRaisesRegex(ValueError, "no longer in the scene"):
            self.logic.undo()
        self.logic.undo()
        self.assertIsNotNone(self.logic.region("mass"))

    def testTransformThatIsGoneMeanwhileIsNotReferredTo(self):
        transform = addTransform(TURN)
        self.lesion.SetAndObserveTransformNodeID(transform.GetID())
        self.logic.deleteRegion(self.region)
        slicer.mrmlScene.RemoveNode(transform)
        self.logic.undo()
        self.assertIsNone(self.lesion.GetTransformNodeID())

    def testClosingTheSceneForgets(self):
        self.logic.deleteRegion(self.region)
        slicer.mrmlScene.Clear()
        self.assertEqual(self.logic.undoTitle, "")

    def testManyTimes(self):
        count = nodeCount()
        for _ in range(20):
            self.logic.deleteRegion(self.region)
            self.logic.undo()
        self.assertEqual(nodeCount(), count)


class JumpTest(ActionsCase):
    """All slice views go to the region."""

    def testSlicesGoThroughTheCenter(self):
        nodes = nodesByClass(slicer.mrmlScene, "vtkMRMLSliceNode")
        for source, center in ((self.region, (-10, 0, 0)), (RegionSource(self.curve), (7, 2, 0)),
                               (self.segment, (20 - 31.5, 20 - 21.5, -20 + 11.5))):
            self.logic.jumpTo(source)
            for node in nodes:
                matrix = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())
                inSlice = np.linalg.inv(matrix) @ np.append(center, 1)
                self.assertAlmostEqual(inSlice[2], 0, delta=0.6)

    def testWhatIsInSightDoesNotMoveAndWhatIsNotIsCentered(self):
        nodes = nodesByClass(slicer.mrmlScene, "vtkMRMLSliceNode")
        for node in nodes:
            node.SetFieldOfView(100, 100, 1)
            node.JumpSliceByCentering(0, 0, 0)
        self.logic.jumpTo(self.region)
        for node in nodes:
            matrix = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())
            normal = matrix[:3, 2]
            np.testing.assert_allclose(matrix[:3, 3], (np.array([-10, 0, 0]) @ normal) * normal, atol=1e-6)
        self.lesion.SetCenter(-90, 70, 55)
        self.logic.jumpTo(self.region)
        for node in nodes:
            np.testing.assert_allclose(slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS())[:3, 3], (-90, 70, 55),
                                       atol=1e-6)

    def testNotPlacedYet(self):
        node = self.logic.placeRegion("cord")
        with self.assertRaisesRegex(ValueError, "not been placed"):
            self.logic.jumpTo(RegionSource(node))
        self.logic.cancelPlacing()


if __name__ == "__main__":
    unittest.main()
