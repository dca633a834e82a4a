"""Surfaces of shapes: they lie on the shape, face outward and enclose its volume."""

import unittest

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Prism
from EMHAssistLib.Measurement.LevelScale import LevelScale
from EMHAssistLib.Measurement.Spine import fitSpine
from EMHAssistLib.Measurement.Surface import surfaceOf


class SurfaceTest(unittest.TestCase):
    """Each surface against the volume by geometry, and its triangles against the outside."""

    def testEllipsoid(self):
        surface = surfaceOf(Ellipsoid(np.diag([3.0, 2.0, 7.0, 1.0])))
        np.testing.assert_allclose(np.linalg.norm(surface.points, axis=1), 1)
        self.assertAlmostEqual(surface.volume, 4 / 3 * np.pi, delta=0.02)

    def testBox(self):
        surface = surfaceOf(Box(np.eye(4)))
        self.assertAlmostEqual(surface.volume, 8)
        np.testing.assert_array_equal(np.abs(surface.points), 1)

    def testConcaveOutlines(self):
        angles = np.linspace(0, 2 * np.pi, 90, endpoint=False)
        star = np.column_stack([np.cos(angles), np.sin(angles)]) * (10 + 4 * np.cos(5 * angles))[:, np.newaxis]
        x, y = star.T
        area = abs((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2
        for name, outline in {"counterclockwise": star, "clockwise": star[::-1]}.items():
            with self.subTest(name):
                self.assertAlmostEqual(surfaceOf(Prism(np.eye(4), outline)).volume, 2 * area, places=6)

    def testManyPointsAreThinned(self):
        angles = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
        surface = surfaceOf(Prism(np.eye(4), 20 * np.column_stack([np.cos(angles), np.sin(angles)])))
        self.assertLess(len(surface.triangles), 3000)
        self.assertAlmostEqual(surface.volume / (2 * np.pi * 400), 1, delta=0.001)

    def testTheTwiceEnclosedPartOfAnOutlineIsOutside(self):
        bow = np.array([[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]])
        surface = surfaceOf(Prism(np.eye(4), bow))
        top = surface.points[surface.triangles][(surface.points[surface.triangles][:, :, 2] == 1).all(axis=1)]
        a, b, c = np.moveaxis(top, 1, 0)
        self.assertAlmostEqual(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2, 8)


class CourseTest(unittest.TestCase):
    """Places along the spine, there and back."""

    def setUp(self):
        heights = np.arange(-150.0, 151.0, 25.0)
        self.bodies = np.column_stack([3 * np.sin(heights / 90), 12 * np.cos(heights / 80), heights])
        self.spine = fitSpine(self.bodies, np.empty((0, 3)))

    def testPlacesAlongTheCurve(self):
        along = np.linspace(-200, 200, 41)
        back = self.spine.coordinates(self.spine.points(along))
        np.testing.assert_allclose(back, np.column_stack([0 * along, 0 * along, along]), atol=0.05)
        places = self.spine.points(np.linspace(-50, 50, 201))
        np.testing.assert_allclose(np.linalg.norm(np.diff(places, axis=0), axis=1), 0.5, rtol=0.02)

    def testLevelsBetweenNamedVertebrae(self):
        places = LevelScale({"T4": 60.0, "T7": 0.0, "T8": -21.0}).places()
        self.assertEqual(places, {"T4": 60.0, "T5": 40.0, "T6": 20.0, "T7": 0.0, "T8": -21.0})
        self.assertEqual(LevelScale({}).places(), {})


if __name__ == "__main__":
    unittest.main()
