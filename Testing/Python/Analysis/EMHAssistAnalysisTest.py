"""The whole computation on small cases whose answers are known: ratios, caching, warnings."""

import dataclasses
import gc
import itertools
import unittest
import weakref
from unittest import mock

from EMHAssistCases.SlabCase import PLACES, makeCase, makeRegion, makeSeries
from EMHAssistLib.Analysis import Measurements, analyze
from EMHAssistLib.Cache import Cache
from EMHAssistLib.Case import Region, Series
from EMHAssistLib.Guidance import steps
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Report.Readout import headline

MODEL = loadModel()
def comparisons(result):
    return {(row.lesion.name, row.reference, row.series.label): row.comparison for row in result.comparisons}


class TwoSeriesCase(unittest.TestCase):

    def setUp(self):
        self.t1 = makeSeries("T1", {"lesion": 95, "lesion 2": 60, "marrow": 90, "marrow 2": 110, "cord": 50})
        self.t2 = makeSeries("T2", {"lesion": 300, "lesion 2": 310, "marrow": 300, "marrow 2": 300, "cord": 100})


class AnalyzeTest(TwoSeriesCase):

    def testKnownRatios(self):
        result = analyze(makeCase([self.t1, self.t2], PLACES), MODEL)
        values = {key: comparison.value for key, comparison in comparisons(result).items()}
        self.assertEqual(values, {
            ("lesion", "marrow", "T1"): 0.95, ("lesion", "cord", "T1"): 1.9,
            ("lesion", "marrow", "T2"): 1.0, ("lesion", "cord", "T2"): 3.0,
            ("lesion 2", "marrow", "T1"): 0.6, ("lesion 2", "cord", "T1"): 1.2,
            ("lesion 2", "marrow", "T2"): 310 / 300, ("lesion 2", "cord", "T2"): 3.1})
        for row in result.measurements:
            self.assertEqual(row.measurement.statistics["n"], 8 ** 3)
        self.assertEqual([(row.region.name, row.series.label) for row in result.measurements],
                         list(itertools.product(PLACES, ("T1", "T2"))))

    def testIntervalHoldsTheTruth(self):
        series = [makeSeries("T1", {"lesion": 120, "marrow": 100}, noise=10, seed=seed, label=f"T1 ({seed})")
                  for seed in range(100)]
        held = [comparison.low <= 1.2 <= comparison.high
                for comparison in comparisons(analyze(makeCase(series), MODEL)).values()]
        self.assertEqual(len(held), 100)
        self.assertGreaterEqual(sum(held), 88)

    def testCtIsADifference(self):
        computed = makeSeries("CT", {"lesion": 60, "marrow": 150})
        result = analyze(makeCase([computed]), MODEL)
        row, = result.comparisons
        self.assertEqual((row.comparison.quantity, row.comparison.value), ("difference", -90))
        self.assertIn("difference in HU", row.note)
        self.assertEqual(list(result.findings), ["epidural"])

    def testNoteNamesTheReferences(self):
        outside = makeRegion("marrow 2", center=(900.0, 0.0, 0.0))
        row, = analyze(makeCase([self.t1], ["lesion", "marrow", outside]), MODEL).comparisons
        self.assertEqual(row.comparison.value, 95 / 90)
        self.assertEqual(row.note, "reference: marrow; one reference region: its variation from place to place is "
                                   "assumed; 1 reference region(s) left out: nothing measured there")
        row, = analyze(makeCase([self.t1], ["lesion", outside]), MODEL).comparisons
        self.assertEqual(row.note, "not measurable: reference: the region lies outside the image")

    def testNoteCountsRegionsOfOneName(self):
        twin = dataclasses.replace(makeRegion("marrow"), key=("twin",))
        row, = analyze(makeCase([self.t1], ["lesion", "marrow", twin]), MODEL).comparisons
        self.assertEqual(row.note, "reference: marrow + marrow")

    def testSameBitsEveryTime(self):
        noisy = [makeSeries(role, {"lesion": 100, "marrow": 100, "cord": 40}, noise=20) for role in ("T1", "T2", "CT")]
        case = makeCase(noisy, ["lesion", "marrow", "cord"], {"margins": "well_defined"})
        first, second = (analyze(case, MODEL) for _ in range(2))
        self.assertEqual(repr(first.differential), repr(second.differential))
        self.assertEqual([repr(comparison) for comparison in comparisons(first).values()],
                         [repr(comparison) for comparison in comparisons(second).values()])

    def testNothingToCompare(self):
        for case in (makeCase([]), makeCase([self.t1], []), makeCase([self.t1], ["lesion"]),
                     makeCase([self.t1], ["marrow"])):
            result = analyze(case, MODEL)
            self.assertEqual((result.comparisons, result.warnings), ((), ()))
            self.assertLessEqual(set(result.findings), {"epidural"})

    def testUnknownNamesAreRefusedBeforeMeasuring(self):
        good = makeRegion("lesion")
        for case, message in ((makeCase([dataclasses.replace(self.t1, role="T3")]), "sequence role 'T3'"),
                              (makeCase([self.t1], [good, dataclasses.replace(good, role="bone")]), "role 'bone'")):
            with (mock.patch.object(Measurements, "measureTogether") as measure,
                  self.assertRaisesRegex(ValueError, message)):
                analyze(case, MODEL)
            measure.assert_not_called()

    def testWhatSaysThatItsRoleIsUnknownIsARowAndTakesNothingElseAway(self):
        series = dataclasses.replace(self.t2, label="T3", role="T3", image=None, problem="role T3 is unknown")
        region = dataclasses.replace(makeRegion("cord"), key="bone", role="bone", shape=None,
                                     problem="role bone is unknown")
        usual = analyze(makeCase([self.t1, self.t2], PLACES), MODEL)
        for place in (0, 2):
            allSeries, regions = [self.t1, self.t2], [makeRegion(name) for name in PLACES]
            allSeries.insert(place, series)
            regions.insert(place, region)
            case = makeCase(allSeries, regions)
            result = analyze(case, MODEL)
            self.assertIs(result.case, case)
            self.assertEqual({key: repr(one) for key, one in comparisons(result).items()},
                             {key: repr(one) for key, one in comparisons(usual).items()})
            self.assertEqual(repr(result.differential), repr(usual.differential))
            problems = {(row.region.role, row.series.role): row.measurement.problem for row in result.measurements}
            self.assertEqual(len(result.measurements), 3 * len(regions))
            self.assertEqual(problems["bone", "T1"], "role bone is unknown")
            self.assertEqual(problems["marrow", "T3"], "role T3 is unknown")
            self.assertEqual(set(result.warnings) - set(usual.warnings),
                             {"T3: role T3 is unknown.", f"{region.name}: role bone is unknown."})
            self.assertEqual([step.state for step in steps(result)][1:], [step.state for step in steps(usual)][1:])

    def testFindingsTheModelDoesNotKnowAreLeftOutWithAWarning(self):
        expected = analyze(makeCase([self.t1], findings={"margins": "well_defined"}), MODEL)
        result = analyze(makeCase([self.t1], findings={"margins": "well_defined", "color_of_eyes": "blue",
                                                       "internal_fat": "perhaps"}), MODEL)
        self.assertEqual(result.differential, expected.differential)
        self.assertEqual(len(result.warnings), 2)
        self.assertIn("color_of_eyes = blue", result.warnings[0])
        self.assertIn("internal_fat = perhaps", result.warnings[1])

    def testUnknownSettingKeepsTheMeasurements(self):
        result = analyze(makeCase([self.t1], setting="nowhere"), MODEL)
        self.assertIsNone(result.differential)
        self.assertEqual(result.comparisons[0].comparison.value, 95 / 90)
        self.assertEqual(len(result.warnings), 1)
        self.assertIn("no result", headline(result))
        self.assertEqual((result.nextFindings, result.sensitivity), ((), None))

    def testContradictionIsNamedAndKeepsTheMeasurements(self):
        result = analyze(makeCase([self.t1], findings={"cancer_history": "absent"}, setting="known_cancer"), MODEL)
        self.assertEqual(result.comparisons[0].comparison.value, 95 / 90)
        self.assertEqual(result.differential.verdict, "insufficient")
        text, = result.differential.contradictions
        self.assertRegex(text, "Known cancer: No.*contradicts the setting")
        self.assertIn("insufficient", headline(result))


class CacheTest(TwoSeriesCase):

    def measuredPairs(self, case, cache):
        """Return how many pairs of region and series analyze() measured, and its result."""
        with mock.patch.object(Measurements, "measureTogether", wraps=Measurements.measureTogether) as measure:
            result = analyze(case, MODEL, cache)
        return sum(len(call.args[0]) for call in measure.call_args_list), result

    def testEachPairIsMeasuredOnce(self):
        cache, case = Cache(), makeCase([self.t1, self.t2], PLACES)
        count, first = self.measuredPairs(case, cache)
        self.assertEqual(count, 10)
        count, second = self.measuredPairs(case, cache)
        self.assertEqual(count, 0)
        for one, other in zip(first.measurements, second.measurements):
            self.assertIs(one.measurement, other.measurement)

    def testMovingOneRegionMeasuresThatRegion(self):
        cache = Cache()
        self.measuredPairs(makeCase([self.t1, self.t2], PLACES), cache)
        moved = [makeRegion(name) for name in PLACES if name != "cord"] + [makeRegion("cord", center=(40.0, 4.5, 4.5))]
        count, result = self.measuredPairs(makeCase([self.t1, self.t2], moved), cache)
        self.assertEqual(count, 2)
        uncached = analyze(makeCase([self.t1, self.t2], moved), MODEL)
        self.assertEqual(comparisons(result), comparisons(uncached))

    def testWhatHasLeftTheCaseLeavesTheCache(self):
        cache = Cache()
        self.measuredPairs(makeCase([self.t1, self.t2], PLACES), cache)
        self.measuredPairs(makeCase([self.t1]), cache)
        self.assertEqual(self.measuredPairs(makeCase([self.t1, self.t2], PLACES), cache)[0], 10)

    def testNothingKeepsWhatHasLeftTheCaseAlive(self):
        cache, images = Cache(), []
        for role in ("T1", "T2"):
            series = makeSeries(role, {"lesion": 95, "marrow": 90, "marrow 2": 100})
            images.append(weakref.ref(series.image))
            analyze(makeCase([series], PLACES), MODEL, cache)
            del series
            gc.collect()
        self.assertEqual([image() is None for image in images], [True, False])

    def testEqualArgumentsAreComputedOnce(self):
        cache, add = Cache(), mock.Mock(side_effect=lambda *numbers: sum(numbers))
        self.assertEqual([cache.call(add, 1, 2), cache.call(add, 1, 2), cache.call(add, 2, 1), cache.call(add)],
                         [3, 3, 3, 0])
        self.assertEqual(add.call_count, 3)
        cache.sweep()
        cache.call(add, 1, 2)
        cache.sweep()
        cache.call(add, 1, 2)
        self.assertEqual(add.call_count, 3)
        cache.call(add, 2, 1)
        self.assertEqual(add.call_count, 4)
        with self.assertRaises(TypeError):
            cache.call(add, [1])

    def testFailureIsNotRemembered(self):
        cache, fail = Cache(), mock.Mock(side_effect=[ValueError, 1])
        with self.assertRaises(ValueError):
            cache.call(fail)
        self.assertEqual(cache.call(fail), 1)

    def testRegionWithoutVoxelsIsNotMeasuredAgain(self):
        cache, outside = Cache(), makeRegion("lesion", center=(900.0, 0.0, 0.0))
        self.assertEqual(self.measuredPairs(makeCase([self.t1], [outside]), cache)[0], 1)
        self.assertEqual(self.measuredPairs(makeCase([self.t1], [outside]), cache)[0], 0)

    def testCancelKeepsTheCache(self):
        cache = Cache()
        self.measuredPairs(makeCase([self.t1]), cache)

        def cancel(fraction):
            if fraction > 0.3:
                raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            analyze(makeCase([self.t1, self.t2], PLACES), MODEL, cache, cancel)
        self.assertEqual(self.measuredPairs(makeCase([self.t1]), cache)[0], 0)

    def testProgress(self):
        fractions = []
        analyze(makeCase([self.t1, self.t2], PLACES), MODEL, progress=fractions.append)
        self.assertEqual((len(fractions), fractions[-1]), (len(PLACES) + 1, 1))
        self.assertEqual(fractions, sorted(fractions))
        self.assertTrue(fractions[0] >= 0 and fractions[-1] <= 1)


class WarningsTest(TwoSeriesCase):

    def warnings(self, *series, regions=("lesion", "marrow")):
        return analyze(makeCase(series, regions), MODEL).warnings

    def testFramesOfReference(self):
        elsewhere = dataclasses.replace(self.t2, frameOfReference="1.2.4")
        unknown = dataclasses.replace(self.t2, frameOfReference="")
        self.assertEqual(self.warnings(self.t1, self.t2), ())
        self.assertEqual(self.warnings(self.t1, unknown), ())
        warning, = self.warnings(self.t1, elsewhere)
        for part in ("T1", "T2", "different frames of reference"):
            self.assertIn(part, warning)

    def testUnusableSeriesAndRegionsAreNamedAndTheRestIsMeasured(self):
        broken = Series("STIR", "STIR", ("STIR",), None, problem="the volume has 3 values per voxel")
        flat = Region("flat ROI", "cord", ("flat",), None, problem="the ROI is flat")
        case = makeCase([self.t1, broken], ["lesion", "marrow", flat])
        result = analyze(case, MODEL)
        self.assertEqual(result.warnings, ("STIR: the volume has 3 values per voxel.", "flat ROI: the ROI is flat."))
        found = comparisons(result)
        self.assertEqual(found["lesion", "marrow", "T1"].value, 95 / 90)
        self.assertIn("3 values per voxel", found["lesion", "marrow", "STIR"].problem)
        self.assertIn("the ROI is flat", found["lesion", "cord", "T1"].problem)


if __name__ == "__main__":
    unittest.main()
