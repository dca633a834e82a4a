"""Tests that nothing that was asked for vanishes: it is measured, it is a row with its reason, or it is an error."""

import random
import unittest
from dataclasses import replace

import numpy as np

from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case, Region, Series, SourceId
from EMHAssistLib.Guidance import missingSteps, steps
from EMHAssistLib.Input.Account import Asked, notCompared, notMeasured
from EMHAssistLib.Measurement import Box, Image


def region(name, center, problem=""):
    shape = None if problem else Box(np.array([[2, 0, 0, center], [0, 2, 0, 5], [0, 0, 2, 5], [0, 0, 0, 1.0]]))
    role = "marrow" if name.startswith("marrow") else "other_lesion"
    return Region(name, role, name, shape, problem, source=SourceId(name))


def series(label, values, problem=""):
    image = None if problem else Image(np.full((10, 10, 20), values, dtype=np.float32), np.eye(4))
    return Series(label, label, label, image, problem, source=label)


# Each with what is said of it, "" for what is measured.
REGIONS = ((region("mass", 5), ""), (region("marrow", 14), ""), (region("far", 500), "outside"),
           (region("empty", 5, "the segment is empty"), "the segment is empty"),
           (region("later", 5, "it is not placed yet"), "it is not placed yet"))
SERIES = ((series("T1", 3.0), ""), (series("T2", 4.0), ""), (series("STIR", 0.0, "3 values per voxel"), "3 values"))


class AccountTest(unittest.TestCase):
    def analyzed(self, regions, allSeries):
        return analyze(Case(tuple(allSeries), tuple(regions), {}, "uniform"), None)

    def testEveryThingAskedForIsMeasuredOrNamed(self):
        """Of random subsets of good and bad regions and series."""
        choose = random.Random(4)
        for _ in range(40):
            regions = choose.sample(REGIONS, choose.randint(1, len(REGIONS)))
            allSeries = choose.sample(SERIES, choose.randint(1, len(SERIES)))
            result = self.analyzed([one for one, _ in regions], [one for one, _ in allSeries])
            asked = [*(Asked(one.label, (SourceId(one.source),), True) for one, _ in allSeries),
                     *(Asked(one.name, (one.source,), False) for one, _ in regions)]
            lines = notMeasured(asked, result)
            usable = any(not reason for _, reason in allSeries)
            for text, reason in (*((one.label, reason) for one, reason in allSeries),
                                 *((one.name, reason) for one, reason in regions)):
                own = [line for line in lines if line.startswith(f"{text}: ")]
                isLost = reason and not (reason == "outside" and not usable)
                self.assertEqual(bool(own), bool(isLost), (text, lines))
                self.assertTrue(all(reason in line for line in own))
            # Whatever became of them, there is a row for each pair.
            self.assertEqual(len(result.measurements), len(regions) * len(allSeries))
            # And what is left out of the result is an error.
            lost = choose.choice(result.case.regions)
            others = tuple(one for one in result.case.regions if one is not lost)
            with self.assertRaisesRegex(ValueError, f"{lost.name}: the region is not in the result"):
                notMeasured(asked, replace(result, case=replace(result.case, regions=others)))
            gone = choose.choice(result.case.series)
            with self.assertRaisesRegex(ValueError, f"{gone.label}: the series is not in the result"):
                notMeasured(asked, replace(result, case=replace(result.case, series=tuple(
                    one for one in result.case.series if one is not gone))))

    def testWhereNeitherCanBeMeasured(self):
        """The region is named for its own reason, the series for its own."""
        lines = notMeasured([Asked("STIR", (SourceId("STIR"),), True), Asked("empty", (SourceId("empty"),), False)],
                            self.analyzed([REGIONS[3][0]], [SERIES[2][0]]))
        self.assertEqual(lines, ["STIR: not measured: 3 values per voxel",
                                 "empty: empty not measured: the segment is empty"])

    def testTheCheckListNamesThem(self):
        """What cannot be measured is not yet there, and neither is a ratio; the line goes to it."""
        later = REGIONS[4][0]
        unplaced = replace(later, name="marrow", key="marrow later", role="marrow")
        cord = replace(REGIONS[1][0], name="cord", key="cord", role="cord")
        for regions, missing in (([later, unplaced], 2), ([later, REGIONS[1][0]], 1), ([REGIONS[0][0], unplaced], 1),
                                 ([REGIONS[0][0], unplaced, cord], 0), ([REGIONS[0][0], REGIONS[1][0]], 0)):
            result = self.analyzed(regions, [SERIES[0][0]])
            self.assertEqual(len(missingSteps(result)), missing)
            self.assertEqual({step.region for step in steps(result) if step.region is not None},
                             {region for region in regions if region.problem})

    def testNothingRead(self):
        result = self.analyzed([REGIONS[0][0]], [SERIES[0][0]])
        with self.assertRaisesRegex(ValueError, "mass: nothing was read"):
            notMeasured([Asked("mass", (), False)], result)
        with self.assertRaisesRegex(ValueError, "mass: a series lacks the region"):
            notMeasured([Asked("mass", (SourceId("mass"),), False)], replace(result, measurements=()))

    def testWhatIsNotCompared(self):
        twice = [series("T1", 3.0), replace(series("T1", 3.0), label="T1 (2)", key="second")]
        values = np.random.default_rng(1).normal(100, 5, (10, 10, 20)).astype(np.float32)
        twice = [replace(one, image=Image(values, np.eye(4))) for one in twice]
        [line] = notCompared(self.analyzed([REGIONS[0][0]], twice))
        self.assertRegex(line, r"^T1 \(2\): not compared: it holds the same voxels as T1")
        self.assertEqual(notCompared(self.analyzed([REGIONS[0][0]], twice[:1])), [])


if __name__ == "__main__":
    unittest.main()
