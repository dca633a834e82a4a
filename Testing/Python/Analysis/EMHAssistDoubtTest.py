"""Every reason for doubt has a consequence for what is claimed, down to the findings."""

import dataclasses
import math
import unittest
from pathlib import Path

import numpy as np

import EMHAssistLib
from EMHAssistCases.SlabCase import PLACES, makeCase, makeRegion, makeSeries
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.Doubt import CONSEQUENCES, SERIES_FLAGS, deviationOf, refusalOf
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import FLAG_TEXTS, Flag, Image

MODEL = loadModel()
DOCS = Path(EMHAssistLib.__file__).parents[1] / "Resources" / "Docs" / "Computation.md"


class ConsequenceTest(unittest.TestCase):

    def testEachFlagHasOneAndTheDocumentSaysIt(self):
        self.assertEqual(set(CONSEQUENCES), set(FLAG_TEXTS))
        table = DOCS.read_text(encoding="utf-8").partition("| flag |")[2].partition("\n\n")[0]
        rows = [line.split("|") for line in table.splitlines() if line.startswith("| `")]
        told = {name.strip(" `"): cells[3].strip() for cells in rows if len(cells) == 5
                for name in cells[1].split(",")}
        for name in FLAG_TEXTS:
            self.assertIn(name, told)
            widens = any(CONSEQUENCES[name].deviation(value) for value in (0.3, 2.0, 30.0))
            refuses = any(CONSEQUENCES[name].refuses(value) for value in (0.01, 0.3, 0.9, 2.0, 30.0, 1e4))
            self.assertEqual("wider" in told[name], widens, name)
            self.assertEqual("nothing is claimed" in told[name], refuses, name)
            self.assertTrue(widens or refuses or "interval" in told[name] or "held" in told[name], name)

    def testFlagsAddInSquares(self):
        flags = Flag("depth", 30.0), Flag("heterogeneous", 0.4)
        self.assertAlmostEqual(deviationOf(flags), math.hypot(0.15, 0.2))
        self.assertEqual(deviationOf(()), 0)
        self.assertEqual(deviationOf([Flag("references_disagree", 0.3), Flag("few_voxels", 2.0)]), 0)

    def testMixtureOfTwoTissuesIsHeld(self):
        """Of a region with a share p of a tissue that is brighter by a factor, SD over mean and error of the mean are
        known: the SD that is added is that error for a fifth, and half of it or more for up to a half."""
        for share, factor in ((0.1, 3.0), (0.2, 3.0), (0.35, 3.0), (0.5, 3.0), (0.2, 5.0)):
            mean = 1 - share + share * factor
            cv = math.sqrt(share * (1 - share)) * (factor - 1) / mean
            error = share * (factor - 1) / mean
            self.assertLess(error, 2 * deviationOf([Flag("heterogeneous", cv)]) + 1e-9, (share, factor))

    def testRefusals(self):
        for name, fine, refused in (("partly_outside", 0.6, 0.4), ("not_finite", 0.4, 0.6), ("touches", 0.3, 0.6)):
            self.assertEqual(refusalOf([Flag(name, fine)]), "")
            self.assertIn(name, refusalOf([Flag(name, refused)]))
        # SeriesChecks says it of the series.
        self.assertEqual([refusalOf([Flag(name, 1e6)]) for name in SERIES_FLAGS], ["", ""])


class FlaggedCaseTest(unittest.TestCase):
    """Flags of regions reach comparisons and findings."""

    def rows(self, *series, regions=("lesion", "marrow")):
        return {row.series.label: row for row in analyze(makeCase(series, regions), MODEL).comparisons}

    def series(self, role, noise=5.0, **changes):
        levels = {"lesion": 100, "marrow": 100, "marrow 2": 100}
        return dataclasses.replace(makeSeries(role, levels, noise=noise), **changes)

    def testALesionOfTwoTissuesIsWider(self):
        t2 = self.series("T2")
        values = t2.image.array.copy()
        values[:, 5:, :10] *= 2.5
        mixed = dataclasses.replace(t2, key=("mixed",), image=Image(values, np.eye(4)))
        self.assertEqual(self.rows(t2)["T2"].comparison.doubt, 0)
        row = self.rows(mixed)["T2"]
        cv = 75 / 175  # 100 and 250, one half each
        self.assertAlmostEqual(row.comparison.doubt, 0.5 * cv, delta=0.02)

    def testOneOfTwoReferencesCountsHalf(self):
        t2 = self.series("T2")
        values = t2.image.array.copy()
        values[:, 5:, PLACES["marrow"] - 5:PLACES["marrow"] + 5] *= 4
        mixed = dataclasses.replace(t2, key=("mixed",), image=Image(values, np.eye(4)))
        one, two = (self.rows(mixed, regions=regions)["T2"].comparison.doubt for regions in
                    (("lesion", "marrow"), ("lesion", "marrow", "marrow 2")))
        self.assertGreater(one, 0.1)
        self.assertAlmostEqual(two, one / 2)

    def testALesionMostlyInItsReferenceIsRefused(self):
        """The same voxels twice look alike whatever they are."""
        inside = makeRegion("marrow", center=(PLACES["lesion"] + 1.5, 4.5, 4.5))
        series = [self.series(role) for role in ("T1", "T2")]
        result = analyze(makeCase(series, ["lesion", inside]), MODEL)
        self.assertTrue(all("touches" in row.refused for row in result.comparisons))
        self.assertEqual({"t1_marrow", "t2_marrow", "marrow_like"} & set(result.measured), set())

    def testTwoOutlinesOfOneLesionAreNot(self):
        again = makeRegion("lesion 2", center=(PLACES["lesion"] - 0.5, 4.5, 4.5))
        result = analyze(makeCase([self.series("T1"), self.series("T2")], ["lesion", again, "marrow"]), MODEL)
        self.assertEqual({row.refused for row in result.comparisons}, {""})
        flags = {flag.name for row in result.measurements for flag in row.flags}
        self.assertEqual(flags & {"shares", "touches"}, {"shares"})

    def testRoundingRaisesNoFlag(self):
        """Boxes that share a face, and a box that ends with the image."""
        beside = makeRegion("marrow", center=(PLACES["lesion"] - 0.5 + 8 + 1e-12, 4.5, 4.5))
        atTheEdge = makeRegion("lesion", center=(3.5 - 1e-9, 4.5, 4.5))
        for regions in (["lesion", beside], [atTheEdge, "marrow"]):
            result = analyze(makeCase([self.series("T1")], regions), MODEL)
            names = {flag.name for row in result.measurements for flag in row.flags}
            self.assertEqual(names & {"touches", "shares", "partly_outside"}, set())

    def testAnotherFrameAndAnotherYearTakeTheFindingsAway(self):
        for change, isThere in (({}, True), ({"acquired": 24.0 * 400}, False), ({"frameOfReference": "9.9"}, False),
                                ({"acquired": 24.0 * 10}, True)):
            series = [self.series("T1", acquired=0.0), self.series("STIR", acquired=0.0),
                      self.series("T2", **{"acquired": 0.0, **change})]
            rows = {row.series.role: row for row in analyze(makeCase(series, ("lesion", "marrow")), MODEL).comparisons}
            self.assertEqual(rows["T2"].refused == "", isThere, change)
            self.assertEqual(rows["T1"].refused, "")
        self.assertGreater(rows["T2"].comparison.doubt, 0.15)


if __name__ == "__main__":
    unittest.main()
