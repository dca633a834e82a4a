"""Garbage into every constructor and function of Measurement's geometry: only the documented error comes out.

As many cases as the environment variable EMHASSIST_FUZZ_CASES says, 10,000 by default; a million take eight minutes.
"""

import os
import unittest
import warnings

import numpy as np

from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mask, Prism, sample

CASES = int(os.environ.get("EMHASSIST_FUZZ_CASES", "10000"))

NUMBERS = (0.0, -0.0, 1.0, -1.0, 0.5, 3.0, 1e-3, 1e-9, 1e-30, 1e-160, 5e-324, 1e3, 1e9, 1e30, 1e160, 1.7e308, np.nan,
           np.inf, -np.inf)
DTYPES = (bool, np.int8, np.uint16, np.int64, np.float16, np.float32, np.float64, complex, object, "U3", "M8[s]")
NOT_ARRAYS = (None, "a", 3, [], [[1, 2], [3]], {}, (1, 2, 3), [["x", "y"]], b"", object())


class Garbage:
    """Makes random input, mostly almost right: what is wholly wrong is refused at the door and tests little."""

    def __init__(self, seed):
        self.generator = np.random.default_rng(seed)

    def oneOf(self, things):
        return things[self.generator.integers(len(things))]

    def chance(self, probability):
        return self.generator.random() < probability

    def matrix(self):
        if self.chance(0.03):
            return self.oneOf(NOT_ARRAYS)
        matrix = np.eye(4)
        matrix[:3] = self.generator.normal(size=(3, 4)) * 10.0 ** self.generator.integers(-2, 2)
        if self.chance(0.5):
            matrix[:3, :3] = np.diag(10.0 ** self.generator.uniform(-2, 1, size=3))[self.generator.permutation(3)]
        if self.chance(0.2):
            matrix[:3] *= self.oneOf(NUMBERS)
        if self.chance(0.2):
            matrix[:3, self.generator.integers(4)] *= self.oneOf(NUMBERS)
        if self.chance(0.1):
            matrix[self.generator.integers(4), self.generator.integers(4)] = self.oneOf(NUMBERS)
        if self.chance(0.03):
            matrix = matrix[:self.generator.integers(5), :self.generator.integers(5)]
        if self.chance(0.03):
            matrix = matrix.astype(self.oneOf((np.float32, complex, object, "U3")))
        return matrix

    def array(self):
        if self.chance(0.03):
            return self.oneOf(NOT_ARRAYS)
        size = self.generator.integers(0 if self.chance(0.1) else 1, 12, size=self.oneOf((3, 3, 3, 3, 3, 3, 0, 2, 4)))
        array = self.generator.random(size)
        if self.chance(0.4):
            return array < self.generator.random()
        if self.chance(0.1):
            array.flat[:1] = self.oneOf(NUMBERS)
        return array.astype(self.oneOf(DTYPES)) if self.chance(0.2) else array

    def polygon(self):
        if self.chance(0.05):
            return self.oneOf(NOT_ARRAYS)
        polygon = self.generator.normal(size=(self.generator.integers(0 if self.chance(0.1) else 3, 12), 2))
        if self.chance(0.4):
            polygon = polygon.round()
        if self.chance(0.2):
            polygon *= self.oneOf(NUMBERS)
        if self.chance(0.2):
            polygon[:, self.generator.integers(2)] *= self.oneOf(NUMBERS)
        if self.chance(0.2) and len(polygon):
            polygon[self.generator.integers(len(polygon)), self.generator.integers(2)] = self.oneOf(NUMBERS)
        return polygon

    def image(self):
        array = self.array()
        if self.chance(0.7):
            array = np.broadcast_to(np.int16(0), self.generator.integers(1, 40, size=3))
        return Image(array, self.matrix())

    def shape(self):
        kind = self.generator.integers(4)
        if kind == 0:
            return Box(self.matrix())
        if kind == 1:
            return Ellipsoid(self.matrix())
        return Prism(self.matrix(), self.polygon()) if kind == 2 else Mask(self.matrix(), self.array())


class FuzzTest(unittest.TestCase):

    def testGarbageRaisesOnlyValueError(self):
        image = Image(np.zeros((7, 20, 21), dtype=np.int16), np.diag([0.4, -0.4, 4.0, 1.0]))
        measured = 0
        with warnings.catch_warnings():
            # Garbage may overflow on its way to being refused.
            warnings.simplefilter("ignore", RuntimeWarning)
            for seed in range(CASES):
                garbage = Garbage(seed)
                try:
                    image = garbage.image() if garbage.chance(0.3) else image
                    shape = garbage.shape()
                    samples = sample(image, shape)
                except ValueError as error:
                    self.assertTrue(str(error))
                    continue
                except Exception as error:
                    raise AssertionError(f"case {seed}: {error!r}") from error
                self.check(image, samples, f"case {seed}")
                measured += samples.weights.size > 0
        self.assertGreater(measured, CASES // 20)

    def check(self, image, samples, case):
        self.assertEqual(samples.weights.dtype, np.float64, case)
        self.assertEqual(samples.block(image.array).shape, samples.weights.shape, case)
        self.assertTrue(((samples.weights >= 0) & (samples.weights <= 1)).all(), case)
        self.assertTrue(0 <= samples.insideFraction <= 1, case)


if __name__ == "__main__":
    unittest.main()
