"""Displacement of series: known ones come out, what cannot be told is refused, and the same bits come again."""

import unittest

import numpy as np
from scipy.spatial.transform import Rotation

from EMHAssistCases.MovedSeries import LESION, fixedSeries, lesion, movedSeries, rotationAbout
from EMHAssistCases.Paths import DATA, needs
from EMHAssistLib.Displacement import displacementOf, motionMatrix
from EMHAssistLib.Displacement.RigidMotion import inverse
from EMHAssistLib.Input.NiftiFile import readNifti
from EMHAssistLib.Measurement import Ellipsoid, Image

CORD = DATA / "sct_testing_data"


def measured(moving, fixed=None, **options):
    """Return the displacement of a series from the one that stays, around the lesion."""
    return displacementOf(fixed or fixedSeries(), moving, [lesion()], **options)


def image(name):
    """Return an image of the cervical spine."""
    voxels = readNifti(CORD / f"{name}.nii.gz")
    return Image(voxels.array, voxels.ijkToRas)


def cordMiddles(mask):
    """Return where the middle of the cord lies, R and A in mm, by whole mm of height."""
    k, j, i = np.nonzero(mask.array)
    points = np.stack([i, j, k], axis=1) @ mask.ijkToWorld[:3, :3].T + mask.ijkToWorld[:3, 3]
    heights = np.rint(points[:, 2])
    return {height: points[heights == height, :2].mean(axis=0) for height in np.unique(heights)}


class KnownDisplacementTest(unittest.TestCase):
    """Anatomy that was moved by known amounts before it was scanned."""

    def testNoMovementIsNone(self):
        found = measured(movedSeries(), onto="T1")
        self.assertEqual((found.onto, found.problem), ("T1", ""))
        self.assertLess(found.distance, 0.3)
        self.assertLess(found.angle, 0.7)
        self.assertLess(found.error, 0.8)
        np.testing.assert_allclose(found.middle, LESION, atol=1e-3)

    def testShifts(self):
        for shift in ((3, 0, 0), (0, -3, 0), (-2, 2, 3)):
            with self.subTest(shift=shift):
                found = measured(movedSeries(shift))
                self.assertEqual(found.problem, "")
                np.testing.assert_allclose(found.shift, shift, atol=0.4)
                self.assertLess(np.linalg.norm(np.subtract(found.shift, shift)), found.error)

    def testTurns(self):
        for axis in range(3):
            with self.subTest(axis=axis):
                found = measured(movedSeries(turn=rotationAbout(axis, 3.0)))
                np.testing.assert_allclose(found.turn, 3.0 * np.eye(3)[axis], atol=0.8)
                np.testing.assert_allclose(found.shift, 0, atol=0.4)

    def testAnotherPlane(self):
        found = measured(movedSeries((0, 3, -2), plane="axial"))
        np.testing.assert_allclose(found.shift, (0, 3, -2), atol=0.5)

    def testTheMatrixMovesWhatStaysOntoWhatMoved(self):
        turn = rotationAbout(2, 3.0)
        found = measured(movedSeries((1, 3, 0), turn))
        matrix = motionMatrix(np.concatenate([found.shift, np.radians(found.turn)]), np.array(found.middle))
        place = LESION + [5.0, 5.0, 10.0]
        np.testing.assert_allclose(matrix[:3, :3] @ place + matrix[:3, 3], turn @ (place - LESION) + LESION + [1, 3, 0],
                                   atol=0.5)

    def testTheCornersOfTheLesionsMoveFarthest(self):
        found = measured(movedSeries(turn=rotationAbout(0, 4.0)))
        # About the axis to the right, a corner is this far from it.
        self.assertAlmostEqual(found.largest, np.hypot(3, 8) * np.radians(4.0), delta=0.4)


class RigidMotionTest(unittest.TestCase):
    """Against rotations of another library."""

    MOTION, MIDDLE = np.array([3.0, -2.0, 5.0, 0.4, -0.3, 0.7]), np.array([10.0, 20.0, -30.0])

    def testMatrix(self):
        point, turn = np.array([1.0, 2.0, 3.0]), Rotation.from_rotvec(self.MOTION[3:])
        matrix = motionMatrix(self.MOTION, self.MIDDLE)
        np.testing.assert_allclose(matrix[:3, :3] @ point + matrix[:3, 3],
                                   turn.apply(point - self.MIDDLE) + self.MIDDLE + self.MOTION[:3])

    def testInverse(self):
        both = motionMatrix(inverse(self.MOTION), self.MIDDLE) @ motionMatrix(self.MOTION, self.MIDDLE)
        np.testing.assert_allclose(both, np.eye(4), atol=1e-12)


@needs(CORD)
class CervicalSpineTest(unittest.TestCase):
    """T1 and T2 of one neck on different grids. Where its cord lies was drawn by hand on each."""

    def setUp(self):
        self.t1, self.t2 = (image(name) for name in ("t1/t1w", "t2/t2"))
        self.lesion = Ellipsoid(np.array([[5.0, 0, 0, -4], [0, 5, 0, -15], [0, 0, 10, 10], [0, 0, 0, 1]]))

    def testCord(self):
        found = displacementOf(self.t1, self.t2, [self.lesion])
        matrix = motionMatrix(np.concatenate([found.shift, np.radians(found.turn)]), np.array(found.middle))
        still, moved = (cordMiddles(image(name)) for name in ("t1/t1w_seg-manual", "t2/t2_seg-manual"))
        shared = sorted(set(still) & set(moved))
        self.assertGreater(len(shared), 40)
        off = [(matrix[:3, :3] @ [*still[z], z] + matrix[:3, 3])[:2] - moved[z] for z in shared]
        # Voxels are 1 mm, and cord and CSF do not meet at the same place on T1 and T2.
        np.testing.assert_allclose(np.mean(off, axis=0), 0, atol=0.7)

    def testMovedByHand(self):
        before = displacementOf(self.t1, self.t2, [self.lesion])
        for shift in ((0, 3, 0), (3, 0, 0), (0, 0, -4)):
            toWorld = self.t2.ijkToWorld.copy()
            toWorld[:3, 3] += shift
            after = displacementOf(self.t1, Image(self.t2.array, toWorld), [self.lesion])
            np.testing.assert_allclose(np.subtract(after.shift, before.shift), shift, atol=after.error)
            self.assertLess(after.error, 1.0)


class RefusalTest(unittest.TestCase):
    """What cannot be told is said to be so, never a number."""

    def assertRefused(self, found, reason):
        self.assertIn(reason, found.problem)
        self.assertTrue(np.isnan(found.distance) and np.isnan(found.angle))

    def testNoise(self):
        still = fixedSeries()
        noise = np.random.default_rng(3).normal(100, 20, still.array.shape)
        self.assertRefused(measured(Image(noise, still.ijkToWorld)), "no structure in common")

    def testUniform(self):
        still = fixedSeries()
        self.assertRefused(measured(Image(np.full(still.array.shape, 7), still.ijkToWorld)), "no structure in common")

    def testARodSlidesAlongItself(self):
        still = fixedSeries()
        k, _j, i = np.indices(still.array.shape)
        # Along the spine nothing changes.
        rod = 100.0 + 200 * (np.hypot(i - 32, 3 * (k - 10)) < 15) + 100 * (np.hypot(i - 20, 3 * (k - 12)) < 8)
        images = [Image(rod + np.random.default_rng(seed).normal(0, 10, rod.shape), still.ijkToWorld)
                  for seed in (1, 2)]
        found = displacementOf(*images, [lesion()])
        self.assertTrue(found.problem, found)

    def testThickSlices(self):
        still = fixedSeries()
        thick = Image(still.array[::4], still.ijkToWorld @ np.diag([1, 1, 4, 1]))
        self.assertRefused(measured(thick), "slices 12 mm apart")

    def testFewSlices(self):
        still = fixedSeries()
        toWorld = still.ijkToWorld.copy()
        toWorld[:3, 3] += 9 * toWorld[:3, 2]
        self.assertRefused(measured(Image(still.array[9:12], toWorld)), "too few slices")

    def testElsewhere(self):
        far = Ellipsoid(np.array([[4.0, 0, 0, 300], [0, 4, 0, 0], [0, 0, 4, 0], [0, 0, 0, 1]]))
        self.assertRefused(displacementOf(fixedSeries(), movedSeries(), [far]), "outside")
        self.assertRefused(displacementOf(fixedSeries(), movedSeries(), []), "no lesion")


class ComputationTest(unittest.TestCase):
    """It can be repeated, followed and canceled."""

    def testSameBits(self):
        moving = movedSeries((0, 3, 0))
        self.assertEqual(measured(moving), measured(Image(moving.array.copy(), moving.ijkToWorld)))

    def testVoxelsThatAreNotFinite(self):
        moving = movedSeries((0, 3, 0))
        moving.array[:3], moving.array[:, :5] = np.nan, -np.inf
        np.testing.assert_allclose(measured(moving).shift, (0, 3, 0), atol=0.4)

    def testProgressAndCancel(self):
        fractions = []
        measured(movedSeries(), progress=fractions.append)
        self.assertEqual((fractions[0], fractions[-1]), (0.0, 1.0))
        self.assertEqual(fractions, sorted(fractions))

        def cancel(fraction):
            if fraction > 0.2:
                raise InterruptedError

        with self.assertRaises(InterruptedError):
            measured(movedSeries(), progress=cancel)
