"""Where a plane cuts ellipsoids: the points lie on both, and the area is that of the formula."""

import unittest

import numpy as np

from EMHAssistLib.Measurement import ellipsesInPlane, prismOfOutline


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


class PrismTest(unittest.TestCase):
    """The region inside an outline."""

    def setUp(self):
        self.random = np.random.default_rng(12)
        self.axes = np.linalg.qr(self.random.normal(size=(3, 3)))[0]
        self.center = np.array([20.0, -30.0, 40.0])

    def outline(self, polygon, noise=0.0):
        """Return points of a polygon in a tilted plane, off it by up to some mm."""
        inPlane = np.column_stack([polygon, noise * self.random.uniform(-1, 1, len(polygon))])
        return inPlane @ self.axes.T + self.center

    def testPolygonAndSlabAreWhereThePointsAre(self):
        points = self.outline(self.random.uniform(-9, 9, (30, 2)))
        prism = prismOfOutline(points, 5.0)
        flat = np.column_stack([prism.polygon, np.zeros(30), np.ones(30)])
        np.testing.assert_allclose((flat @ prism.toWorld.T)[:, :3], points, atol=1e-9)
        half = prism.toWorld[:3, 2]
        self.assertAlmostEqual(np.linalg.norm(half), 2.5)
        np.testing.assert_allclose(np.abs(half / 2.5 @ self.axes), [0, 0, 1], atol=1e-9)
        np.testing.assert_allclose(prism.toWorld[:3, :2].T @ prism.toWorld[:3, :2], np.eye(2), atol=1e-12)

    def testOutlineNearItsPlane(self):
        polygon = self.random.uniform(-20, 20, (40, 2))
        half = prismOfOutline(self.outline(polygon, noise=0.5), 4.0).toWorld[:3, 2]
        self.assertGreater(abs(half / 2 @ self.axes[:, 2]), np.cos(np.radians(2)))

    def testRefusals(self):
        polygon = self.random.uniform(-20, 20, (40, 2))
        with self.assertRaisesRegex(ValueError, "more than half its thickness of 1 mm"):
            prismOfOutline(self.outline(polygon, noise=2), 1.0)
        with self.assertRaisesRegex(ValueError, "at least three"):
            prismOfOutline(self.outline(polygon[:2]), 1.0)
        with self.assertRaisesRegex(ValueError, "on a line"):
            prismOfOutline(self.outline(polygon * [1, 0]), 1.0)
        with self.assertRaisesRegex(ValueError, "on a line"):
            prismOfOutline(np.tile(self.center, (5, 1)), 1.0)


if __name__ == "__main__":
    unittest.main()
