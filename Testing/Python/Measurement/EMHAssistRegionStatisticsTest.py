"""Statistics of many regions on many series against those of one region at a time."""

import unittest

import numpy as np

from EMHAssistLib.Measurement import STATISTICS, Box, Ellipsoid, Image, Mask, measureTogether, regionStatistics
from EMHAssistLib.Measurement.RegionVoxels import RegionVoxels

NAMES = tuple(statistic.name for statistic in STATISTICS)


def placed(kind, center, *radii):
    matrix = np.diag([*radii, 1.0])
    matrix[:3, 3] = center
    return kind(matrix)


class RegionStatisticsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        generator = np.random.default_rng(11)
        toWorld = np.diag([1.0, 1.5, 2.0, 1.0])
        noise = generator.normal(100, 20, (20, 30, 40))
        holes = np.where(generator.random(noise.shape) < 0.05, np.nan, noise)
        empty = np.full(noise.shape, np.nan)
        cls.images = [Image(array, toWorld) for array in (noise.astype(np.int16), holes, empty, noise)]
        cls.shapes = [placed(Ellipsoid, (20, 20, 20), 9, 8, 7), placed(Box, (3, 20, 20), 6, 4, 3),
                      Mask(np.diag([2.0, 2.0, 2.0, 1.0]), generator.random((4, 9, 9)) < 0.5),
                      placed(Ellipsoid, (500, 20, 20), 3, 3, 3), placed(Box, (20, 20, 20), 1e-9, 3, 3)]

    def testTheSameAsOneRegionAtATime(self):
        found = regionStatistics(self.images, self.shapes)
        self.assertEqual(tuple(found), NAMES)
        for row, shape in enumerate(self.shapes):
            for column, measurement in enumerate(measureTogether(self.images, shape)):
                for name in NAMES:
                    np.testing.assert_array_equal(found[name][row, column], measurement.statistics[name],
                                                  f"{name} of region {row} on series {column}")

    def testOnlyWhatIsAskedForIsComputed(self):
        original = RegionVoxels.autocorrelation
        try:
            RegionVoxels.autocorrelation = property(lambda voxels: self.fail("computed the autocorrelation"))
            found = regionStatistics(self.images, self.shapes, ("median", "mean"))
        finally:
            RegionVoxels.autocorrelation = original
        self.assertEqual(list(found), ["median", "mean"])
        self.assertEqual(found["mean"].shape, (5, 4))
        self.assertTrue(np.isnan(found["mean"][3:]).all())
        self.assertTrue(np.isnan(found["mean"][:, 2]).all())

    def testUnknownNameIsRefused(self):
        with self.assertRaisesRegex(ValueError, "no statistic 'average'"):
            regionStatistics(self.images, self.shapes, ("average",))

    def testNoRegions(self):
        self.assertEqual(regionStatistics(self.images, [], ("mean",))["mean"].shape, (0, 4))


if __name__ == "__main__":
    unittest.main()
