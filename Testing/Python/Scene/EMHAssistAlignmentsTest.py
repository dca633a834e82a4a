"""What was found of the displacement of a series is kept with it, and a transform aligns it and goes again."""

from dataclasses import replace
from unittest import mock

import numpy as np
import slicer

from EMHAssistCases.SceneCase import SceneCase, addRoi, addTransform, addVolume, reopenScene
from EMHAssistLib.Case import Displacement
from EMHAssistLib.Displacement import motionMatrix
from EMHAssistLib.Scene import AlignmentChecks, Volumes
from EMHAssistLib.Scene.AlignmentChecks import computeChecks, planChecks, storeChecks
from EMHAssistLib.Scene.Alignments import align, isAligned, undoAlignment
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.StoredDisplacements import isDisplacementOutdated

FOUND = Displacement("T1", (0.5, 3.0, -1.0), (1.0, -2.0, 3.0), 0.4, 0.5, "", (5.0, -4.0, 2.0), 3.6)


def toWorld(node):
    """Return the (4, 4) matrix from the voxels of a volume to the world."""
    (found,) = [one for one in Volumes.series(slicer.mrmlScene) if one.source == node.GetID()]
    return found.image.ijkToWorld


class AlignmentCase(SceneCase):
    """T1 and T2 of a few voxels, and a lesion; what would be measured is given."""

    def setUp(self):
        super().setUp()
        voxels = np.random.default_rng(2).integers(0, 900, (8, 9, 10)).astype(np.int16)
        toRas = np.diag([-1.0, -1.0, 3.0, 1.0])
        toRas[:3, 3] = 5, 4, -10
        self.still = addVolume(voxels, toRas, "still", "T1")
        self.moved = addVolume(voxels[::-1].copy(), toRas, "moved", "T2")
        self.lesion = addRoi((0, 0, 0), (4, 4, 6), "epidural_lesion")

    def check(self, found=FOUND):
        """Store what was found, as the check of a scene does."""
        checks = planChecks(slicer.mrmlScene, RegionReader().regions(slicer.mrmlScene))
        with mock.patch.object(AlignmentChecks, "displacementOf", return_value=found):
            return storeChecks(slicer.mrmlScene, checks, computeChecks(checks))

    def displacement(self, label="T2"):
        """Return what is known of a series."""
        (found,) = [one for one in Volumes.series(slicer.mrmlScene) if one.label == label]
        return found.displacement


class StoredDisplacementTest(AlignmentCase):
    """It counts as long as nothing has changed, and with the scene."""

    def testNobodyHasLooked(self):
        self.assertIsNone(self.displacement())
        self.assertFalse(isDisplacementOutdated(self.moved, {}))

    def testStored(self):
        self.assertEqual(self.check(), [self.moved])
        self.assertEqual(self.displacement(), FOUND)
        self.assertIsNone(self.displacement("T1"))
        before, after = Volumes.SeriesReader(), []
        after = [before.series(slicer.mrmlScene) for _time in range(2)]
        self.assertTrue(all(one is other for one, other in zip(*after)))

    def testWhatCannotBeToldIsKept(self):
        self.check(Displacement("T1", problem="there is too little structure"))
        found = self.displacement()
        self.assertEqual(found.problem, "there is too little structure")
        self.assertTrue(np.isnan(found.distance))

    def testTheLabelFollowsTheRole(self):
        self.check()
        Volumes.setRole(self.still, "STIR")
        self.assertEqual(self.displacement().onto, "STIR")
        Volumes.setRole(self.still, "")
        self.assertIsNone(self.displacement())

    def testOutdated(self):
        labels = {self.still.GetID(): "T1", self.moved.GetID(): "T2"}
        stretch = np.diag([1, 1, 1.1, 1])
        for node in (self.moved, self.still):
            for change in (lambda node: node.SetOrigin(*np.add(node.GetOrigin(), 0.1)),
                           lambda node: node.SetAndObserveTransformNodeID(addTransform(stretch).GetID()),
                           lambda node: slicer.util.updateVolumeFromArray(node, slicer.util.arrayFromVolume(node) + 1)):
                self.check()
                self.assertFalse(isDisplacementOutdated(self.moved, labels))
                change(node)
                self.assertIsNone(self.displacement())
                self.assertTrue(isDisplacementOutdated(self.moved, labels))

    def testWhatAnotherVersionHasWritten(self):
        self.check()
        for text in ("", "{}", "[1]", "nonsense", '{"key": [[1], [2]]}', '{"key": null, "onto": "T1"}'):
            self.moved.SetAttribute("EMHAssist.Displacement", text)
            self.assertIsNone(self.displacement())

    def testSavedWithTheScene(self):
        self.check()
        align(slicer.mrmlScene, self.moved, self.displacement())
        before, place = self.displacement(), toWorld(self.moved)
        reopenScene()
        self.assertEqual(self.displacement(), before)
        moved = slicer.util.getNode("moved")
        self.assertTrue(isAligned(moved))
        np.testing.assert_allclose(toWorld(moved), place, atol=1e-4)
        undoAlignment(slicer.mrmlScene, moved)
        self.assertEqual(self.displacement(), FOUND)


class PlanTest(AlignmentCase):
    """Which series is compared with which."""

    def onto(self, **options):
        return [(check.label, check.onto)
                for check in planChecks(slicer.mrmlScene, RegionReader().regions(slicer.mrmlScene), **options)]

    def testTheFirstT1WhereNobodyKnows(self):
        Volumes.setRole(self.still, "STIR")
        Volumes.setRole(self.moved, "T1")
        self.assertEqual(self.onto(), [("STIR", "T1")])

    def testTheSeriesThatTheLesionWasPlacedOn(self):
        self.lesion.SetNthControlPointAssociatedNodeID(0, self.moved.GetID())
        self.assertEqual(self.onto(), [("T1", "T2")])

    def testTheSeriesThatTheUserChooses(self):
        self.assertEqual(self.onto(onto=self.moved.GetID()), [("T1", "T2")])
        with self.assertRaisesRegex(ValueError, "not a series"):
            self.onto(onto=self.lesion.GetID())

    def testNothingToCheck(self):
        slicer.mrmlScene.RemoveNode(self.lesion)
        with self.assertRaisesRegex(ValueError, "needs a region on a lesion"):
            self.onto()
        Volumes.setRole(self.moved, "")
        with self.assertRaisesRegex(ValueError, "needs two series"):
            self.onto()


class AlignTest(AlignmentCase):
    """The transform undoes the displacement, below those that are there already, and leaves nothing behind."""

    def checkPlaces(self, before):
        """Check that what lay displaced lies where it was displaced from."""
        displaced = motionMatrix(np.concatenate([FOUND.shift, np.radians(FOUND.turn)]), np.array(FOUND.middle))
        np.testing.assert_allclose(displaced @ toWorld(self.moved), before, atol=1e-6)

    def testAlign(self):
        self.check()
        before, voxels = toWorld(self.moved), slicer.util.arrayFromVolume(self.moved).copy()
        transform = align(slicer.mrmlScene, self.moved, self.displacement())
        self.checkPlaces(before)
        np.testing.assert_array_equal(slicer.util.arrayFromVolume(self.moved), voxels)
        self.assertIn("moved", transform.GetName())
        found = self.displacement()
        self.assertEqual((found.distance, found.angle, found.error), (0, 0, FOUND.error))
        self.assertAlmostEqual(found.madeUp, FOUND.distance)

    def testUndo(self):
        self.check()
        before, count = toWorld(self.moved), slicer.mrmlScene.GetNumberOfNodes()
        align(slicer.mrmlScene, self.moved, self.displacement())
        undoAlignment(slicer.mrmlScene, self.moved)
        np.testing.assert_array_equal(toWorld(self.moved), before)
        self.assertEqual(slicer.mrmlScene.GetNumberOfNodes(), count)
        self.assertEqual(self.displacement(), FOUND)
        self.assertFalse(isAligned(self.moved))

    def testUnderAnotherTransform(self):
        matrix = motionMatrix(np.array([5, -3, 2, 0.3, -0.2, 0.5]), np.zeros(3))
        above = addTransform(matrix)
        for node in (self.moved, self.still):
            node.SetAndObserveTransformNodeID(above.GetID())
        self.check()
        before, still = toWorld(self.moved), toWorld(self.still)
        align(slicer.mrmlScene, self.moved, self.displacement())
        self.checkPlaces(before)
        np.testing.assert_array_equal(toWorld(self.still), still)
        undoAlignment(slicer.mrmlScene, self.moved)
        self.assertEqual(self.moved.GetTransformNodeID(), above.GetID())

    def testWhatCannotBeAligned(self):
        with self.assertRaisesRegex(ValueError, "not aligned: thick slices"):
            align(slicer.mrmlScene, self.moved, Displacement("T1", problem="thick slices"))
        with self.assertRaisesRegex(ValueError, "is not aligned"):
            undoAlignment(slicer.mrmlScene, self.moved)
        self.check()
        align(slicer.mrmlScene, self.moved, self.displacement())
        with self.assertRaisesRegex(ValueError, "aligned already"):
            align(slicer.mrmlScene, self.moved, replace(FOUND, shift=(0, 1, 0)))
