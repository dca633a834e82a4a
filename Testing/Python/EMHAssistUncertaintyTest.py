"""How many independent voxels a region is worth, against processes whose answer is known."""

import math
import unittest

import numpy as np

from EMHAssistLib.Measurement.Uncertainty import effectiveNumbers


def effectiveNumber(values, inside):
    """Return the effective number of a region on one series."""
    return effectiveNumbers(np.where(inside, values, 0.0)[None], inside.astype(np.float64))[0]


class EMHAssistEffectiveNumberTest(unittest.TestCase):

    def setUp(self):
        self.generator = np.random.default_rng(11)
        self.inside = np.ones((16, 18, 20), dtype=bool)

    def test_IndependentVoxels(self):
        mean = np.mean([effectiveNumber(self.generator.normal(size=self.inside.shape), self.inside)
                        for _ in range(20)]) / self.inside.sum()
        self.assertGreater(mean, 0.85)
        self.assertLessEqual(mean, 1)

    def test_VoxelsReplicatedByInterpolation(self):
        """Each voxel written twice along two axes is worth a quarter."""
        values = self.generator.normal(size=(32, 32, 32)).repeat(2, axis=1).repeat(2, axis=2)
        inside = np.ones(values.shape, dtype=bool)
        self.assertAlmostEqual(effectiveNumber(values, inside) / values.size, 0.25, delta=0.04)

    def test_AutoregressiveProcess(self):
        """n (1 - r) / (1 + r), Bayley and Hammersley 1946, for a first-order process along one axis."""
        for correlation in (0.3, 0.6, 0.8):
            noise = self.generator.normal(size=(12, 12, 400))
            values = np.empty_like(noise)
            values[..., 0] = noise[..., 0]
            for step in range(1, noise.shape[2]):
                values[..., step] = (correlation * values[..., step - 1]
                                     + math.sqrt(1 - correlation ** 2) * noise[..., step])
            expected = (1 - correlation) / (1 + correlation)
            measured = effectiveNumber(values, np.ones(values.shape, dtype=bool)) / values.size
            self.assertAlmostEqual(measured / expected, 1, delta=0.12, msg=f"correlation {correlation}")

    def test_DoesNotDependOnGainOffsetOrOrderOfAxes(self):
        values = self.generator.normal(size=self.inside.shape).cumsum(axis=0).cumsum(axis=2)
        inside = self.generator.random(self.inside.shape) < 0.8
        expected = effectiveNumber(values, inside)
        self.assertLess(expected, inside.sum() / 4)
        for changed in (values * -3.7, values * 1e200, values * 1e-200, values + 1000):
            self.assertAlmostEqual(effectiveNumber(changed, inside) / expected, 1, places=6)
        for axes in ((2, 0, 1), (1, 2, 0), (0, 2, 1)):
            self.assertAlmostEqual(effectiveNumber(values.transpose(axes), inside.transpose(axes)) / expected, 1,
                                   places=9)

    def test_VoxelsOutsideDoNotCount(self):
        values = self.generator.normal(size=self.inside.shape)
        self.inside[:, :5] = False
        expected = effectiveNumber(values, self.inside)
        for other in (np.nan, np.inf, 1e9):
            self.assertEqual(effectiveNumber(np.where(self.inside, values, other), self.inside), expected)

    def test_Bounds(self):
        trend = np.broadcast_to(np.arange(20.0), self.inside.shape)
        self.assertEqual(effectiveNumber(np.full(self.inside.shape, 3.0), self.inside), self.inside.sum())
        self.assertEqual(effectiveNumber(trend, ~self.inside), 0)
        self.assertGreaterEqual(effectiveNumber(trend, self.inside), 1)
        self.assertLess(effectiveNumber(trend, self.inside), 20)


if __name__ == "__main__":
    unittest.main()
