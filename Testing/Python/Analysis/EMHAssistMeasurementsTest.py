"""What is measured again when one region of many moves, and which regions share tissue."""

import unittest

import numpy as np

from EMHAssistLib.Analysis.Measurements import measureAll
from EMHAssistLib.Analysis.Overlap import Fitted, touching
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Measurement import Box, Ellipsoid, Image, Mask


def ball(center, radius=3.0, kind=Ellipsoid):
    matrix = np.diag([radius] * 3 + [1.0])
    matrix[:3, 3] = center
    return kind(matrix)


def region(name, shape, role="marrow"):
    return Region(name, role, (name, id(shape)), shape)


def series(name, seed):
    return Series(name, name, (name,), Image(np.random.default_rng(seed).normal(100, 20, (30, 30, 30)), np.eye(4)))


class MovedRegionTest(unittest.TestCase):

    def setUp(self):
        self.series = (series("T1", 1), series("T2", 2))
        self.regions = [region("A", ball((6, 6, 6))), region("B", ball((15, 15, 15))), region("C", ball((24, 24, 24)))]
        self.cache = Cache()

    def measured(self, regions=None, allSeries=None):
        case = Case(allSeries or self.series, tuple(regions or self.regions), {}, "uniform")
        rows = measureAll(case, self.cache, None)
        self.cache.sweep()
        return rows

    def testRowsOfTheOthersAreTheSameObjects(self):
        before = self.measured()
        moved = [self.regions[0], region("B", ball((15, 15, 16))), self.regions[2]]
        after = self.measured(moved)
        self.assertEqual([one is other for one, other in zip(before, after)], [True] * 2 + [False] * 2 + [True] * 2)
        self.assertNotEqual(before[2].measurement.statistics["mean"], after[2].measurement.statistics["mean"])

    def testWhatTouchesAMovedRegionIsFlaggedWithoutBeingMeasuredAgain(self):
        before = self.measured()
        after = self.measured([self.regions[0], region("B", ball((7, 6, 6))), self.regions[2]])
        self.assertEqual([flag.name for flag in after[0].flags if flag.name == "shares"], ["shares"])
        self.assertIs(after[0].measurement, before[0].measurement)
        self.assertEqual([row.flags for row in self.measured()], [row.flags for row in before])

    def testChangedSeriesIsMeasuredAgain(self):
        before = self.measured()
        after = self.measured(allSeries=(self.series[0], series("T2", 3)))
        self.assertEqual(before[0].measurement.statistics, after[0].measurement.statistics)
        self.assertNotEqual(before[1].measurement.statistics, after[1].measurement.statistics)
        self.assertIs(after[1].series.image.array, after[3].series.image.array)

    def testProblemsAreRows(self):
        broken = Region("D", "marrow", ("D",), None, "it is flat")
        rows = self.measured([*self.regions, broken])
        self.assertEqual([row.measurement.problem for row in rows[6:]], ["it is flat"] * 2)


class OverlapTest(unittest.TestCase):

    def testAllPairsAreFound(self):
        """Many regions at random, against each pair by itself."""
        generator = np.random.default_rng(5)
        regions = [region(str(number), ball(generator.uniform(0, 30, 3), generator.uniform(1, 5)),
                          generator.choice(["marrow", "disc"])) for number in range(60)]
        found = touching(regions, Cache())
        for one in regions:
            expected = {}
            for other in regions:
                if other is not one:
                    name = "shares" if other.role == one.role else "touches"
                    share = Fitted(one.shape).share(other.shape)
                    if share > 1e-3:
                        expected[name] = max(share, expected.get(name, 0))
            self.assertEqual({flag.name: flag.value for flag in found[one.key]}, expected)
            self.assertEqual([flag.name for flag in found[one.key]], sorted(expected))

    def testSharesByGeometry(self):
        """A box in half of another, a ball in a larger one, and a ball and the box around it."""
        box = ball((0, 0, 0), 2.0, Box)
        self.assertAlmostEqual(Fitted(box).share(ball((2, 0, 0), 2.0, Box)), 0.5, places=12)
        self.assertAlmostEqual(Fitted(ball((0, 0, 0), 2.0)).share(ball((0.5, 0, 0), 4.0)), 1, places=6)
        self.assertAlmostEqual(Fitted(box).share(ball((0, 0, 0), 2.0)), np.pi / 6, delta=0.005)
        self.assertAlmostEqual(Fitted(ball((0, 0, 0), 2.0)).share(box), 1, places=6)
        self.assertEqual(Fitted(box).share(ball((4, 0, 0), 2.0, Box)), 0)

    def testEmptyMaskSharesNothing(self):
        empty = Mask(np.eye(4), np.zeros((3, 3, 3), dtype=bool))
        self.assertEqual(Fitted(ball((1, 1, 1))).share(empty), 0)
        self.assertEqual(Fitted(empty).share(ball((1, 1, 1))), 0)

    def testNoRegionAndOne(self):
        self.assertEqual(touching([], Cache()), {})
        self.assertEqual(list(touching([region("A", ball((0, 0, 0)))], Cache()).values()), [()])


if __name__ == "__main__":
    unittest.main()
