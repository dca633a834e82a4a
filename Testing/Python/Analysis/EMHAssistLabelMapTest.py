"""A map of labels that was given as an image."""

import dataclasses
import unittest

import numpy as np

from EMHAssistLib.Analysis.SeriesChecks.LabelMap import holdLabels
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case, Series
from EMHAssistLib.Measurement import Image

RANDOM = np.random.default_rng(3)


def labelMap(labels, dtype=np.uint8):
    """Return blocks of these labels in a background of zeros, (10, 40, 40)."""
    array = np.zeros((10, 40, 40), dtype)
    for number, label in enumerate(labels):
        row, column = divmod(number, 5)
        array[2:8, 8 * row + 1:8 * row + 7, 8 * column + 1:8 * column + 7] = label
    return array


def statements(array, role="T1"):
    series = Series(role, role, ("key",), Image(array, np.eye(4)))
    return list(holdLabels(Case((series,), (), {}, ""), None, Cache()))


class LabelMapTest(unittest.TestCase):

    def testLabelsAreRefused(self):
        for labels in ((1,), (255,), (1, 2, 3, 4, 5), (10, 20, 30, 50), range(1, 25), range(200, 225)):
            for dtype in (np.uint8, np.int16, np.float32, np.float64):
                with self.subTest(labels=labels, dtype=dtype):
                    (one,) = statements(labelMap(labels, dtype))
                    self.assertEqual((one.topic, one.series, str(one.consequence)), ("content", ("T1",), "refused"))
                    self.assertIn(f"0 and {len(labels)} other whole number", one.reason)
                    self.assertIn(f"up to {max(labels)}", one.reason)
        self.assertTrue(statements(labelMap((1,), bool)))
        self.assertTrue(statements(labelMap((1, 2)), "CT"))

    def testImagesAreNot(self):
        noisy = RANDOM.normal(100, 20, (10, 40, 40)).clip(0, 255)
        masked = np.where(labelMap(range(1, 9)) > 0, noisy, 0)
        for array in (noisy, noisy.astype(np.uint8), masked.astype(np.uint8), masked.astype(np.int16),
                      labelMap((1, 2)) + 0.5, labelMap((1, 300), np.int16), -labelMap((1, 2), np.int16),
                      labelMap((1, 2), np.int16) - 1024, np.zeros((4, 4, 4)), np.full((4, 4, 4), 7),
                      np.where(labelMap((1, 2)) > 0, np.nan, 1.0)):
            self.assertEqual(statements(array), [])

    def testTissuesOfAPhantomWithoutNoiseAreNone(self):
        self.assertEqual(statements(labelMap((60, 150), np.float64)), [])

    def testLookedAtOnceAnImage(self):
        series = Series("T1", "T1", ("key",), Image(labelMap((1, 2)), np.eye(4)))
        cache = Cache()
        first, again = (list(holdLabels(Case((dataclasses.replace(series),), (), {}, ""), None, cache))
                        for _ in range(2))
        self.assertIs(first[0], again[0])


if __name__ == "__main__":
    unittest.main()
