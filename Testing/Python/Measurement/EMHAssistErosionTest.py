"""Eroded masks: distances in mm against all pairs of voxels."""

import unittest

import numpy as np

from EMHAssistLib.Measurement import Mask
from EMHAssistLib.Measurement.Erosion import depth, eroded, possibleErosion


class ErosionTest(unittest.TestCase):
    """Distances in mm against all pairs of voxels, on grids of long voxels."""

    def setUp(self):
        self.random = np.random.default_rng(31)

    def testDepthIsTheDistanceToTheNearestVoxelOutside(self):
        for spacing in ((1, 1, 1), (0.4, 0.5, 4.0), (3.0, 0.7, 0.9)):
            array = self.random.random((7, 8, 9)) < 0.9
            toWorld = np.diag([*spacing, 1.0])
            padded = np.argwhere(~np.pad(array, 1))[:, ::-1] - 1
            inside = np.argwhere(array)[:, ::-1]
            distances = np.linalg.norm((inside[:, None] - padded[None]) * spacing, axis=2).min(axis=1)
            depths = depth(Mask(toWorld, array))
            np.testing.assert_allclose(depths[array], distances, rtol=1e-5)
            self.assertEqual(depths[~array].max(), 0)

    def testGridMayBeRotated(self):
        array = self.random.random((7, 8, 9)) < 0.9
        turned = np.array([[0, 0.3, -2.0, 5], [0.4, 0, 0, 6], [0, 0.4, 1.5, 7], [0, 0, 0, 1.0]])
        np.testing.assert_allclose(depth(Mask(turned, array)), depth(Mask(np.diag([0.4, 0.5, 2.5, 1]), array)))

    def testErodedBlock(self):
        array = np.zeros((10, 30, 30), dtype=bool)
        array[1:8, 5:25, 5:25] = True
        rest = eroded(Mask(np.diag([0.5, 0.5, 4.0, 1.0]), array), 2.0).array
        expected = np.zeros_like(array)
        expected[1:8, 9:21, 9:21] = True
        np.testing.assert_array_equal(rest, expected)

    def testNothingRemains(self):
        array = np.ones((4, 4, 4), dtype=bool)
        with self.assertRaisesRegex(ValueError, "after erosion by 3 mm; erode it less"):
            eroded(Mask(np.eye(4), array), 3)

    def testPossibleMarginLeavesTwentyVoxels(self):
        for _case in range(20):
            array = np.zeros((12, 14, 16), dtype=bool)
            k, j, i = self.random.integers(1, 12, 3)
            array[:k, :j, :i] = True
            mask = Mask(np.diag([0.7, 0.8, 1.5, 1.0]), array)
            erosion = possibleErosion(mask, 2.0)
            self.assertLessEqual(erosion, 2.0)
            if erosion > 0:
                self.assertGreaterEqual(eroded(mask, erosion).array.sum(), 20)
            if erosion < 2.0:
                self.assertLess((depth(mask) > erosion + 1.5).sum(), 20, "a voxel more would not do")


if __name__ == "__main__":
    unittest.main()
