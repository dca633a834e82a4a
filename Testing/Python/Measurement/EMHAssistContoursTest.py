"""Tests of contours in a slice as fractions of pixels: against areas by geometry and the masks that were traced."""

import unittest
from math import pi

import numpy as np

from EMHAssistLib.Measurement.Contours import fillSlice


def rectangle(left, top, right, bottom):
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], dtype=float)


def fill(*contours, **options):
    return fillSlice([np.asarray(contour, dtype=float) for contour in contours], (-2, -2), (26, 24), **options)


OUTER, INNER = rectangle(0.5, 0.5, 10.5, 10.5), rectangle(3.5, 3.5, 6.5, 6.5)


class ContoursTest(unittest.TestCase):
    def testAreaIsExact(self):
        random = np.random.default_rng(3)
        for count in (3, 5, 40):
            angles = np.sort(random.uniform(0, 2 * pi, count))
            polygon = 8.3 * np.column_stack([np.cos(angles), np.sin(angles)]) + [9.1, 8.7]
            x, y = polygon.T
            area = abs((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2
            self.assertAlmostEqual(fill(polygon).weights.sum(), area, delta=2e-3 * area + 0.02)
        np.testing.assert_allclose(fill(rectangle(1.25, 2.5, 3.5, 4.25)).weights[5, 3:6], [0.25, 1, 1])

    def testBordersOfPixels(self):
        """Whole pixels, also where the file has rounded."""
        expected = np.zeros((24, 26))
        expected[3:13, 3:13] = 1
        for shift in (0, 1e-5):
            np.testing.assert_array_equal(fill(OUTER + shift).weights, expected)

    def testHolesUnionAndCopies(self):
        """Nested is a hole, overlapping is united, the same one counts once."""
        island, beside = rectangle(4.5, 4.5, 5.5, 5.5), rectangle(6.5, 0.5, 14.5, 10.5)
        keyhole = np.concatenate([OUTER, OUTER[:1], INNER[:1], INNER[::-1]])
        rotated = np.roll(OUTER[::-1], 2, axis=0)
        dense = np.insert(OUTER, 1, [5.5, 0.5], axis=0)
        for contours, area, repeated, holes in (
                ((OUTER, INNER), 91, 0, 1), ((OUTER, INNER, island), 92, 0, 1), ((keyhole,), 91, 0, 0),
                ((OUTER, beside), 140, 0, 0), ((OUTER, OUTER), 100, 1, 0), ((OUTER, rotated), 100, 1, 0),
                ((OUTER, dense, OUTER), 100, 2, 0), ((OUTER, INNER, INNER), 91, 1, 1),
                ((np.repeat(OUTER, 2, axis=0),), 100, 0, 0), ((np.tile(OUTER, (2, 1)),), 100, 1, 0),
                ((np.concatenate([OUTER, OUTER[:1]]),), 100, 0, 0),
                ((OUTER, beside, rectangle(7.5, 2.5, 9.5, 4.5)), 136, 0, 1)):
            filled = fill(*contours)
            self.assertAlmostEqual(filled.weights.sum(), area, places=6)
            self.assertEqual((filled.repeated, filled.holes), (repeated, holes))

    def testExclusive(self):
        beside = rectangle(6.5, 0.5, 14.5, 10.5)
        self.assertAlmostEqual(fill(OUTER, beside, isExclusive=True).weights.sum(), 100 + 80 - 2 * 40, places=6)
        self.assertAlmostEqual(fill(OUTER, INNER, isExclusive=True).weights.sum(), 91, places=6)
        self.assertEqual(fill(OUTER, OUTER, isExclusive=True).repeated, 1)

    def testTracedThroughCenters(self):
        """The pixels on a contour belong to it: blocks, holes, lines and single pixels."""
        block, hole = rectangle(2, 2, 7, 7), rectangle(3, 3, 6, 6)
        for contours, count in (((block,), 36), ((block, hole), 36 - 4), ((rectangle(2, 2, 3, 7),), 12),
                                ((block, rectangle(12, 2, 12, 7)), 42), ((block, [[15, 3]]), 37),
                                (([[4, 2], [6, 4], [4, 6], [2, 4]],), 13), ((block + 0.01, block), 36)):
            filled = fill(*contours)
            self.assertTrue(filled.isThroughCenters)
            self.assertEqual(filled.weights.sum(), count)
            self.assertEqual(set(np.unique(filled.weights)), {0.0, 1.0})
        self.assertEqual(fill(block, arePixels=False).weights.sum(), 25)

    def testTracedBetweenCenters(self):
        """Marching squares around a block of 6 x 6 pixels cut its corners; the pixels are whole."""
        low, high = 1.5, 7.5
        contour = [[2, low], [7, low], [high, 2], [high, 7], [7, high], [2, high], [low, 7], [low, 2]]
        self.assertEqual(fill(contour).weights.sum(), 36)
        self.assertAlmostEqual(fill(contour, arePixels=False).weights.sum(), 35.5, places=6)

    def testWhatIsSaid(self):
        crossing = np.array([[1.2, 1.2], [9.2, 9.2], [9.2, 1.2], [1.2, 9.2]])
        filled = fill(crossing)
        self.assertEqual(filled.crossing, 1)
        self.assertAlmostEqual(filled.weights.sum(), 32, delta=0.05)
        self.assertEqual(fill(OUTER, [[12.2, 1.1], [13.3, 2.2]]).flat, 1)


if __name__ == "__main__":
    unittest.main()
