"""Where a plane cuts ellipsoids: the points lie on both, and the area is that of the formula."""

import unittest

import numpy as np

from EMHAssistLib.Measurement import ellipsesInPlane


def affine(random, scale=5.0):
    """Return a (4, 4) matrix with rotation, anisotropic scaling, shear and a shift."""
    matrix = np.eye(4)
    matrix[:3, :3] = random.normal(0, scale, (3, 3))
    matrix[:3, 3] = random.normal(0, scale / 4, 3)
    return matrix


class EllipseTest(unittest.TestCase):
    """Ellipses of a plane and ellipsoids."""

    def setUp(self):
        self.random = np.random.default_rng(11)

    def testPointsLieOnTheEllipsoidAndInThePlane(self):
        toPlane = np.stack([affine(self.random) for _ in range(200)])
        outlines = ellipsesInPlane(toPlane)
        self.assertEqual(outlines.shape, (200, 128, 2))
        hit = np.isfinite(outlines).all(axis=(1, 2))
        self.assertGreater(hit.sum(), 50)
        for matrix, outline in zip(toPlane[hit], outlines[hit]):
            inPlane = np.column_stack([outline, np.zeros(len(outline)), np.ones(len(outline))])
            onSphere = np.linalg.solve(matrix, inPlane.T)[:3]
            np.testing.assert_allclose(np.linalg.norm(onSphere, axis=0), 1, atol=1e-9)

    def testPlaneThatMissesIsNotANumber(self):
        """Missed by the support function of the ellipsoid: its half extent along z is the length of its z row."""
        toPlane = np.stack([affine(self.random) for _ in range(500)])
        misses = np.abs(toPlane[:, 2, 3]) > np.linalg.norm(toPlane[:, 2, :3], axis=1)
        self.assertTrue(0 < misses.sum() < 500)
        np.testing.assert_array_equal(np.isnan(ellipsesInPlane(toPlane)).any(axis=(1, 2)), misses)

    def testSphereIsCutInACircle(self):
        matrix = np.diag([10.0, 10.0, 10.0, 1.0])
        matrix[:3, 3] = 3, -4, 6
        (outline,) = ellipsesInPlane(matrix[np.newaxis])
        np.testing.assert_allclose(np.hypot(*(outline - [3, -4]).T), 8)  # 6-8-10

    def testAreaIsThatOfTheCentralSection(self):
        """Area of a section through the center: pi times the volume ratio over the half extent along the normal."""
        matrix = affine(self.random)
        matrix[2, 3] = 0
        (outline,) = ellipsesInPlane(matrix[np.newaxis], 4000)
        x, y = outline.T
        area = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
        expected = np.pi * abs(np.linalg.det(matrix[:3, :3])) / np.linalg.norm(matrix[2, :3])
        self.assertAlmostEqual(area / expected, 1, places=5)

    def testPointsGoAroundOnce(self):
        (outline,) = ellipsesInPlane(np.diag([3.0, 2.0, 1.0, 1.0])[np.newaxis])
        turns = np.unwrap(np.arctan2(outline[:, 1] / 2, outline[:, 0] / 3))
        np.testing.assert_allclose(np.abs(np.diff(turns)), 2 * np.pi / 128)

    def testNoEllipsoids(self):
        self.assertEqual(ellipsesInPlane(np.empty((0, 4, 4))).shape, (0, 128, 2))


if __name__ == "__main__":
    unittest.main()
