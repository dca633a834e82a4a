"""What is said of a series whose anatomy lies elsewhere, and what it does to what is claimed."""

import unittest
from dataclasses import replace
from math import nan

import numpy as np

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.SeriesChecks.Displaced import TOPIC, displacedStatement
from EMHAssistLib.Case import Case, Displacement, Region, Series
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Measurement import Box, Image

FOUND = Displacement("T1", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 0.4, 0.4, "", (0.0, 0.0, 0.0), 0.0)


def box(x, y=0.0, z=0.0):
    """Return a cube of 8 mm."""
    toWorld = np.diag([4.0, 4.0, 4.0, 1.0])
    toWorld[:3, 3] = x, y, z
    return Box(toWorld)


def series(label="T2", displacement=None, voxel=1.0):
    """Return a series of a lesion of 120 on one side and marrow of 100 on the other, a cube of 40 mm."""
    voxels = np.random.default_rng(int(label[1])).normal(100, 2, (40, 40, 40))
    voxels[:, :, :20] += 20
    toWorld = np.diag([voxel, voxel, 1.0, 1.0])
    toWorld[:3, 3] = -20 * voxel, -20 * voxel, -20
    return Series(label, label, label, Image(voxels, toWorld), displacement=displacement)


def said(displacement, voxel=1.0, lesion=None):
    """Return the statement about a series."""
    return displacedStatement(series(displacement=displacement, voxel=voxel), (lesion or box(0),))


def shifted(distance, error=0.4):
    """Return a displacement to the front."""
    return replace(FOUND, shift=(0.0, distance, 0.0), error=error, largest=distance)


class DisplacedStatementTest(unittest.TestCase):
    """Consequences of how far it is, and how certain that is."""

    def testNobodyHasLooked(self):
        self.assertIsNone(said(None))

    def testInPlace(self):
        statement = said(shifted(0.3))
        self.assertEqual((statement.topic, statement.series), ("displacement", ("T2",)))
        self.assertEqual((statement.consequence, statement.deviation), (Consequence.FINE, 0))
        self.assertEqual(statement.reason, "the anatomy lies 0.3 mm (+- 0.4) from where T1 shows it")

    def testCertainlyElsewhere(self):
        for distance, error in ((3.0, 0.4), (4.0, 1.9), (2.5, 0.4)):
            statement = said(shifted(distance, error))
            self.assertEqual(statement.consequence, Consequence.REFUSED)
            self.assertIn(f"{distance:.1f} mm", statement.reason)
            self.assertIn("align it", statement.reason)

    def testPerhapsElsewhere(self):
        statement = said(shifted(3.0, 1.2))
        self.assertEqual(statement.consequence, Consequence.DOUBTFUL)
        # On the synthetic case, 3 mm made 1.61 of 1.16.
        self.assertAlmostEqual(statement.deviation, np.log(1.61 / 1.16), delta=0.02)

    def testTurned(self):
        statement = said(replace(FOUND, turn=(0.0, 3.0, 0.0), largest=1.8))
        self.assertEqual(statement.consequence, Consequence.DOUBTFUL)
        self.assertIn("turned by 3.0 degrees", statement.reason)
        self.assertEqual(said(replace(FOUND, turn=(0.0, 1.3, 0.0), largest=0.8)).consequence, Consequence.FINE)

    def testLargeVoxelsForgiveMore(self):
        self.assertEqual(said(shifted(2.8), voxel=5.0).consequence, Consequence.DOUBTFUL)
        self.assertEqual(said(shifted(2.3), voxel=5.0).consequence, Consequence.FINE)

    def testCannotBeTold(self):
        statement = said(Displacement("T1", problem="there are too few slices around the lesions"))
        self.assertEqual(statement.consequence, Consequence.FINE)
        self.assertIn("cannot be told: there are too few slices", statement.reason)
        self.assertNotIn(str(nan), statement.reason)

    def testAligned(self):
        statement = said(replace(FOUND, madeUp=3.1))
        self.assertEqual(statement.consequence, Consequence.FINE)
        self.assertIn("aligned with T1: moved by 3.1 mm, certain to 0.4 mm", statement.reason)

    def testLesionsThatWerePlacedSince(self):
        self.assertIn("check it again", said(shifted(4.0), lesion=box(0, 0, 45)).reason)


class DisplacedCaseTest(unittest.TestCase):
    """Nothing is claimed from a series that is certainly displaced, and less from one that may be."""

    def rows(self, displacement):
        regions = (Region("mass", "epidural_lesion", "mass", box(-10)), Region("body", "marrow", "body", box(10)))
        result = analyze(Case((series("T1"), series("T2", displacement)), regions, {}, "uniform"), None)
        return {row.series.label: row for row in result.comparisons}

    def testRefused(self):
        plain, moved = self.rows(None), self.rows(shifted(3.0))
        self.assertTrue(plain["T2"].comparison.measurable)
        self.assertFalse(moved["T2"].comparison.measurable)
        self.assertEqual(moved["T1"].comparison.value, plain["T1"].comparison.value)
        self.assertIn("from where T1 shows it", moved["T2"].refused)
        self.assertNotIn("from where", moved["T1"].refused)

    def testDoubtful(self):
        plain, moved = self.rows(None), self.rows(shifted(3.0, 1.5))
        self.assertNotIn("from where", moved["T2"].refused)
        self.assertGreater(moved["T2"].comparison.doubt, plain["T2"].comparison.doubt + 0.1)
        self.assertEqual(moved["T1"].comparison.doubt, plain["T1"].comparison.doubt)


class TopicTest(unittest.TestCase):
    """Others find the statement by its topic."""

    def testTopic(self):
        self.assertEqual(TOPIC, "displacement")
