"""Likeness over several sequences, enhancement, chemical shift and ADC: by hand, by properties, by simulation."""

import dataclasses
import math
import unittest
from unittest import mock

import numpy as np

from EMHAssistCases.SlabCase import PLACES, makeCase, makeRegion, makeSeries
from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Options
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Comparison, Image, Margins, chemicalShift, concordance, enhancement
from EMHAssistLib.Measurement.Flags import RELATIVE_FLAGS
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.ResultTables import concordanceTable

SPIN_ECHO = Acquisition(SequenceFamily.SPIN_ECHO)
MODEL = loadModel()


def ratio(value, margin):
    """Return a ratio with this margin on the log scale."""
    low, high = value * math.exp(-margin), value * math.exp(margin)
    return Comparison("ratio", value, low, high, Margins().relation(low, high))


def of(ratios):
    return concordance([str(number) for number in range(len(ratios))], ratios)


class ConcordanceTest(unittest.TestCase):

    def testByHand(self):
        """Without noise: the root mean square of log 2, log 1/2 and log 1."""
        found = of([ratio(2, 0), ratio(0.5, 0), ratio(1, 0)])
        self.assertAlmostEqual(found.rms, math.log(2) * math.sqrt(2 / 3))
        self.assertAlmostEqual(found.low, found.rms)
        self.assertAlmostEqual(found.high, found.rms)

    def testChanceIsTakenOff(self):
        """Four ratios of 1.1 with standard errors of 0.05: log(1.1)^2 - 0.05^2 is left; of 1.02 nothing is."""
        margin = 1.959963984540054 * 0.05
        self.assertAlmostEqual(of([ratio(1.1, margin)] * 4).rms, math.sqrt(math.log(1.1) ** 2 - 0.05 ** 2))
        self.assertEqual(of([ratio(1.02, margin)] * 4).rms, 0)

    def testRelationOverSequences(self):
        similar, higher, wide = ratio(1.02, 0.05), ratio(2, 0.05), ratio(1.1, 0.4)
        self.assertEqual(of([similar, similar]).relation, "similar")
        self.assertEqual(of([similar, wide]).relation, "undetermined")
        self.assertEqual(of([similar, wide, higher]).relation, "different")
        self.assertEqual(of([]).relation, "")

    def testOneSequenceIsItsOwnInterval(self):
        """One ratio far from 1: the ends of the interval of the log ratio, as normal theory has them."""
        found = of([ratio(2, 0.2)])
        self.assertAlmostEqual(found.low, math.log(2) - 0.2, delta=0.01)
        self.assertAlmostEqual(found.high, math.log(2) + 0.2, delta=0.01)

    def testAgainstTheNoncentralChiSquare(self):
        """With equal errors the interval is that of a noncentral chi-square, which scipy inverts exactly."""
        try:
            from scipy.optimize import brentq
            from scipy.stats import ncx2
        except ImportError:
            self.skipTest("scipy is not there to compare with")
        error = 0.1
        for logs in ([0.3, -0.2, 0.25, 0.1], [0.5, 0.4], [0.12, -0.25, 0.2, 0.0, 0.31]):
            found = of([ratio(math.exp(value), 1.959964 * error) for value in logs])
            seen = sum(value ** 2 for value in logs) / error ** 2
            for end, probability in ((found.low, 0.975), (found.high, 0.025)):
                true = brentq(lambda center: ncx2.cdf(seen, len(logs), center) - probability, 1e-9, 1000)
                self.assertAlmostEqual(end, error * math.sqrt(true / len(logs)), delta=0.01)

    def testCoverage(self):
        """The interval holds the true root mean square about as often as it says, with unequal errors."""
        random = np.random.default_rng(5)
        errors = np.array([0.03, 0.08, 0.05, 0.12])
        for scale in (0.0, 0.1, 0.3):
            held = 0
            for _ in range(2000):
                truth = scale * np.array([1.0, -0.7, 0.3, 0.9])
                logs = random.normal(truth, errors)
                found = of([ratio(math.exp(value), 1.959964 * error) for value, error in zip(logs, errors)])
                held += found.low <= math.sqrt((truth ** 2).mean()) <= found.high
            # At a true difference of zero only the upper end can fail.
            self.assertGreater(held / 2000, 0.925, scale)
            self.assertLess(held / 2000, 0.985 if scale else 1.01, scale)

    def testCoverageWhenErrorsGoTogether(self):
        """Four fifths of the variance of the reference are the same on all sequences, as marrow makes it, with either
        sign; where all differ alike, where they differ with the error, and where they do not differ."""
        random = np.random.default_rng(6)
        shared, own = 0.10, 0.03
        for truth in (np.zeros(4), np.array([0.3, 0.3, 0.3, 0.3]), np.array([0.2, -0.1, 0.1, 0.3])):
            held, alone = 0, 0
            for _ in range(2000):
                errors = shared * (math.sqrt(0.8) * random.standard_normal()
                                   + math.sqrt(0.2) * random.standard_normal(4)) + own * random.standard_normal(4)
                ratios = [ratio(math.exp(value), 1.959964 * math.hypot(shared, own)) for value in truth + errors]
                found = of([dataclasses.replace(one, shared=shared) for one in ratios])
                true = math.sqrt((truth ** 2).mean())
                held += found.low <= true <= found.high
                found = of(ratios)
                alone += found.low <= true <= found.high
            self.assertGreater(held / 2000, 0.93)
            self.assertLess(held / 2000, 0.99 if truth.any() else 1.01)
            self.assertLess(alone, held)

    def testNotMeasurableOnesAreLeftOut(self):
        self.assertEqual(of([ratio(1.1, 0.1), Comparison("ratio", problem="no voxels")]).sequences, ("0",))

    def testUnknownErrorGivesNoInterval(self):
        found = of([Comparison("ratio", 2.0, relation="undetermined")])
        self.assertAlmostEqual(found.rms, math.log(2))
        self.assertTrue(math.isnan(found.low))


class IndexTest(unittest.TestCase):

    def testEnhancementByHand(self):
        """Lesion 100 to 300, reference 50 to 75, gain doubled between the series: (300/75) / (100/50) - 1 = 100 %."""
        found = enhancement(ratio(100 / 50, 0.03), ratio(2 * 300 / (2 * 75), 0.04))
        self.assertAlmostEqual(found.value, 1.0)
        self.assertAlmostEqual(found.low, 2 * math.exp(-0.05) - 1)
        self.assertAlmostEqual(found.high, 2 * math.exp(0.05) - 1)

    def testEnhancementNeedsBoth(self):
        missing = Comparison("ratio", problem="the region lies outside the image")
        self.assertIn("after contrast", enhancement(ratio(1, 0.1), missing).problem)
        self.assertIn("before contrast", enhancement(missing, ratio(1, 0.1)).problem)

    def testChemicalShiftIsTheRatioOfTheSameRegion(self):
        found = chemicalShift(ratio(0.6, 0.1))
        self.assertEqual((found.quantity, found.value, found.relation), ("chemical_shift", 0.6, ""))


class FurtherNumbersTest(unittest.TestCase):
    """The same through the whole analysis."""

    def series(self, role, **levels):
        return makeSeries(role, {name.replace("_", " "): level for name, level in levels.items()}, noise=2)

    def analyze(self, *series, regions=("lesion", "lesion 2", "marrow"), **options):
        return analyze(dataclasses.replace(makeCase(series, regions), options=Options(**options)), MODEL)

    def indices(self, *series, regions=("lesion", "marrow", "cord"), **options):
        return {(row.index, row.reference): row for row in self.analyze(*series, regions=regions, **options).indices}

    def testLesionsLikeMarrowAndLikeOneAnother(self):
        result = self.analyze(self.series("T1", lesion=100, lesion_2=150, marrow=100, marrow_2=100),
                              self.series("T2", lesion=80, lesion_2=120, marrow=80, marrow_2=80),
                              regions=("lesion", "lesion 2", "marrow", "marrow 2"))
        rows = {(row.lesion.name, row.other): row.concordance for row in result.concordances}
        self.assertEqual(rows["lesion", "marrow"].relation, "similar")
        self.assertEqual(rows["lesion 2", "marrow"].relation, "different")
        self.assertAlmostEqual(rows["lesion 2", "marrow"].rms, math.log(1.5), delta=0.02)
        self.assertAlmostEqual(rows["lesion", "lesion 2"].rms, math.log(1.5), delta=0.02)

    def testNoDragWaitsForNumbersThatOnlyFilesHold(self):
        """Relations to marrow, which the panel shows, are there without what finds the interval."""
        levels = {"lesion": 100, "lesion_2": 150, "marrow": 100}
        with mock.patch("EMHAssistLib.Measurement.Concordance._trueSum", side_effect=AssertionError):
            result = self.analyze(self.series("T1", **levels), self.series("T2", **levels))
            shown = result.relationsToMarrow
        self.assertEqual([one.relation for one in shown], [row.concordance.relation for row in result.concordances
                                                           if row.other == "marrow"])
        self.assertEqual([one.sequences for one in shown], [("T1", "T2")] * 2)
        self.assertEqual(len(result.concordances), 3)
        self.assertTrue(all(math.isfinite(row.concordance.high) for row in result.concordances))

    def testFilesTellSequencesApartAndHoldTissuesAndCorrection(self):
        muscle = makeRegion("cord", role="muscle")
        levels = {"lesion": 100, "marrow": 100, "marrow 2": 100, "cord": 50}
        first, second = (makeSeries("T1", levels, noise=2, seed=seed, label=label)
                         for seed, label in ((1, "T1"), (2, "T1 (2)")))
        first = dataclasses.replace(first, corrected=first.image)
        result = self.analyze(first, second, regions=("lesion", "marrow", "marrow 2", muscle))
        row, = concordanceTable(result).rows
        self.assertEqual(row[2:5], ("T1; T1 (2)", "similar; similar", "similar"))
        data = readout(result, MODEL)
        self.assertEqual(data["ratios"][0]["coil_corrected"]["relation"], "similar")
        self.assertEqual([(row["sequence"], row["relation"]) for row in data["tissues"]],
                         [("T1", "higher"), ("T1 (2)", "higher")])

    def testContrastAndMapsAreNoPartOfConcordance(self):
        levels = {"lesion": 100, "lesion_2": 100, "marrow": 100}
        result = self.analyze(*(self.series(role, **levels) for role in ("T1", "T1post", "ADC", "CT")))
        self.assertEqual({row.concordance.sequences for row in result.concordances}, {("T1",)})

    def testGainBetweenSeriesDoesNotEnhance(self):
        before = self.series("T1", lesion=100, marrow=80, cord=50)
        after = self.series("T1post", lesion=300, marrow=240, cord=150)
        for row in self.indices(before, after).values():
            self.assertAlmostEqual(row.comparison.value, 0, delta=0.02)
            self.assertLessEqual(row.comparison.low, 0.0)

    def testCoilCorrectedOnOneSeriesAloneDoesNotEnhance(self):
        before = self.series("T1", lesion=120, marrow=100)
        field = np.where(np.arange(50) < 10, 1.2, 1.0)
        before = dataclasses.replace(before, corrected=Image(before.image.array / field, np.eye(4)))
        row = self.indices(before, self.series("T1post", lesion=120, marrow=100))["enhancement", "marrow"]
        self.assertAlmostEqual(row.comparison.value, 0, delta=0.02)

    def testReferenceThatEnhancesIsNamed(self):
        before = self.series("T1", lesion=100, marrow=80, cord=50)
        after = self.series("T1post", lesion=200, marrow=120, cord=50)
        rows = self.indices(before, after)
        self.assertAlmostEqual(rows["enhancement", "cord"].comparison.value, 1.0, delta=0.05)
        self.assertAlmostEqual(rows["enhancement", "marrow"].comparison.value, 2 / 1.5 - 1, delta=0.05)
        self.assertRegex(rows["enhancement", "marrow"].note, r"marrow itself enhances: \d+% against cord")
        self.assertEqual(rows["enhancement", "cord"].note, "")

    def testSpreadBetweenRegionsCancelsInEnhancement(self):
        """The same regions on both series: marrow that enhances by a fifth is seen, however much levels may differ."""
        before = self.series("T1", lesion=100, marrow=80, marrow_2=120, cord=50)
        after = self.series("T1post", lesion=150, marrow=96, marrow_2=144, cord=50)
        rows = self.indices(before, after, regions=("lesion", "marrow", "marrow 2", "cord"))
        row = rows["enhancement", "marrow"]
        self.assertIn("marrow itself enhances: 20% against cord", row.note)
        self.assertLess(row.comparison.high - row.comparison.low, 0.1)

    def testChemicalShiftIsSuppressedByIron(self):
        series = (self.series("InPhase", lesion=100, marrow=100, cord=60),
                  self.series("OpposedPhase", lesion=70, marrow=60, cord=60))
        shown = self.indices(*series)["chemical_shift", ""].comparison
        self.assertAlmostEqual(shown.value, 0.7, delta=0.01)
        hidden = self.indices(*series, ironMarked=True)["chemical_shift", ""].comparison
        self.assertFalse(hidden.measurable)
        self.assertIn("iron is known", hidden.problem)

    def testDarkMarrowSuppressesItToo(self):
        muscle = makeRegion("cord", role="muscle")
        series = (self.series("T1", lesion=50, marrow=50, cord=100), self.series("InPhase", lesion=50, marrow=50,
                                                                                 cord=100),
                  self.series("OpposedPhase", lesion=60, marrow=60, cord=100))
        result = self.analyze(*series, regions=("lesion", "marrow", muscle))
        index, = (row for row in result.indices if row.index == "chemical_shift")
        self.assertIn("marrow is darker than muscle on T1, as with iron", index.comparison.problem)
        self.assertTrue(any("arrow is darker than muscle" in warning for warning in result.warnings))
        self.assertEqual([row.comparison.relation for row in result.tissues], ["lower", "lower", "undetermined"])

    def testFattyMarrowIsNoIron(self):
        """Marrow of the old: bright on T1, dark with fat suppressed, and half as bright when fat is opposed."""
        muscle = makeRegion("cord", role="muscle")
        series = [self.series(role, lesion=90, marrow=marrow, cord=100)
                  for role, marrow in (("T1", 160), ("STIR", 50), ("InPhase", 130), ("OpposedPhase", 65))]
        result = self.analyze(*series, regions=("lesion", "marrow", muscle))
        index, = (row for row in result.indices if row.index == "chemical_shift")
        self.assertTrue(index.comparison.measurable, index.comparison.problem)
        self.assertEqual(result.warnings, ())

    def testMarrowDarkenedByTheCoilIsNoIron(self):
        """Muscle 60 mm nearer to the coil may be brighter for that alone; at the depth of the marrow it may not."""
        for levels, behind, isIron in (((100, 200), 0, True), ((100, 200), 60, False), ((25, 200), 60, True)):
            values = np.random.default_rng(1).normal(0, 2, (10, 80, 50))
            for name, level in zip(("lesion", "marrow", "cord"), (100, *levels)):
                values[:, :, PLACES[name] - 5:PLACES[name] + 5] += level
            muscle = makeRegion("cord", center=(PLACES["cord"] - 0.5, 4.5 + behind, 4.5), role="muscle")
            t1 = dataclasses.replace(self.series("T1", lesion=100), image=Image(values, np.eye(4)))
            result = self.analyze(t1, regions=("lesion", "marrow", muscle))
            self.assertEqual([row.comparison.relation for row in result.tissues],
                             ["lower" if isIron else "undetermined"])
            self.assertEqual(any("darker than muscle" in warning for warning in result.warnings), isIron)

    def testAdcIsAbsolute(self):
        row = self.indices(self.series("ADC", lesion=900, marrow=400, cord=800))["adc", ""]
        self.assertAlmostEqual(row.comparison.value, 900, delta=1)
        self.assertEqual(row.units, "10-6.mm2/s")

    def testStatedSpreadReachesTheInterval(self):
        series = self.series("STIR", lesion=110, marrow=100)
        assumed, = self.analyze(series, regions=("lesion", "marrow")).comparisons
        stated, = self.analyze(series, regions=("lesion", "marrow"), spread=0.2).comparisons
        self.assertEqual((assumed.spread, stated.spread), (0.10, 0.2))
        self.assertAlmostEqual(stated.comparison.logMargin / assumed.comparison.logMargin, 2, delta=0.1)
        for spread in (0, 1, -0.1):
            with self.assertRaises(ValueError):
                Options(spread=spread)

    def testDistanceAlongTheSpineWidensTheIntervalForMarrowHere(self):
        """Marrow 96 mm, four thoracic levels, above the lesion: 4 x 1.4 % as SD on T2."""
        t2 = self.series("T2", lesion=100, marrow=100)
        taller = np.concatenate([t2.image.array, np.random.default_rng(2).normal(100, 2, (100, 10, 50))])
        t2 = dataclasses.replace(t2, image=Image(taller, np.eye(4)))
        margins = []
        for region in ("marrow", makeRegion("marrow", center=(PLACES["marrow"] - 0.5, 4.5, 4.5 + 96))):
            row, = self.analyze(t2, regions=("lesion", region)).comparisons
            margins.append((row.comparison.logMargin, row.comparison.claimedLogMargin))
        (near, nearHere), (far, farHere) = margins
        self.assertAlmostEqual(near, far, delta=0.01)
        self.assertAlmostEqual(math.sqrt(farHere ** 2 - nearHere ** 2), 1.96 * 0.056, delta=0.02)

    def testAdjustableMargins(self):
        series = self.series("T1", lesion=110, marrow=100)
        relation = {high: self.analyze(series, regions=("lesion", "marrow"), margins=Margins(1 / high, high)
                                       ).comparisons[0].comparison.relation for high in (1.02, 1.6)}
        self.assertEqual(relation[1.6], "similar")
        self.assertNotEqual(relation[1.02], "similar")


class CaseFlagsTest(unittest.TestCase):

    def flags(self, regions, *series):
        return {row.region.name: {flag.name: flag.value for flag in row.flags}
                for row in analyze(makeCase(series, regions), MODEL).measurements}

    def testTouchingRegions(self):
        """A box that reaches a quarter of its length into another one."""
        t1 = makeSeries("T1", {"lesion": 100}, noise=5)
        near = makeRegion("marrow", center=(PLACES["lesion"] - 0.5 + 6, 4.5, 4.5))
        flags = self.flags(["lesion", near], t1)
        self.assertAlmostEqual(flags["lesion"]["touches"], 0.25, delta=0.01)
        self.assertAlmostEqual(flags["marrow"]["touches"], 0.25, delta=0.01)
        self.assertNotIn("touches", self.flags(["lesion", "marrow"], t1)["lesion"])

    def testNoiseOfCtIsNoLackOfSignal(self):
        """30 and 20 HU with a noise of 20 HU are good values, and two discs as far apart do not disagree."""
        regions = ["lesion", "marrow", "marrow 2"]
        levels = {"lesion": 30, "marrow": 30, "marrow 2": 20}
        ct, t1 = (makeSeries(role, levels, noise=20) for role in ("CT", "T1"))
        self.assertEqual(set().union(*self.flags(regions, ct).values()) & set(RELATIVE_FLAGS), set())
        self.assertIn("noise_floor", self.flags(regions, t1)["marrow"])
        (onCt,), (onT1,) = (analyze(makeCase([series], regions), MODEL).comparisons for series in (ct, t1))
        self.assertEqual([flag.name for flag in onCt.flags], [])
        self.assertEqual([flag.name for flag in onT1.flags], ["references_disagree"])

    def testSeriesOfAnotherTimeAndFrame(self):
        t1 = makeSeries("T1", {"lesion": 100}, noise=5)
        later = dataclasses.replace(makeSeries("T2", {"lesion": 100}, noise=5), acquired=105.0)
        result = analyze(makeCase([dataclasses.replace(t1, acquired=81.0), later], ["lesion"]), MODEL)
        flags = {row.series.label: {flag.name: flag.value for flag in row.flags} for row in result.measurements}
        self.assertEqual(flags["T2"]["acquired_apart"], 24)
        self.assertNotIn("acquired_apart", flags["T1"])
        self.assertIn("T2: doubtful: acquired 24 hours apart", result.warnings[0])

    def testDepthOfTheCoilUnlessCorrected(self):
        t1 = makeSeries("T1", {"lesion": 100, "marrow": 100}, noise=5)
        behind = makeRegion("marrow", center=(24.5, 4.5 + 50, 4.5))
        values = np.random.default_rng(1).normal(100, 5, (10, 80, 50))
        t1 = dataclasses.replace(t1, image=Image(values, np.eye(4)), acquisition=SPIN_ECHO)
        row, = analyze(makeCase([t1], ["lesion", behind]), MODEL).comparisons
        self.assertEqual({flag.name: flag.value for flag in row.flags}, {"depth": 50})
        row, = analyze(makeCase([dataclasses.replace(t1, role="ADC")], ["lesion", behind]), MODEL).comparisons
        self.assertEqual(row.flags, ())
        gain = np.where(np.arange(80) > 40, 1.5, 1.0)[None, :, None]
        corrected = dataclasses.replace(t1, key=("corrected",), corrected=Image(values * gain, np.eye(4)))
        row, = analyze(makeCase([corrected], ["lesion", behind]), MODEL).comparisons
        self.assertEqual([flag.name for flag in row.flags], ["coil"])
        self.assertAlmostEqual(row.flags[0].value, 1 / 1.5, delta=0.01)
        # What was acquired counts, and what the correction changes is in doubt, instead of the depth.
        self.assertAlmostEqual(row.comparison.value, 1, delta=0.01)
        self.assertAlmostEqual(row.corrected.value, 1 / 1.5, delta=0.01)
        self.assertAlmostEqual(row.comparison.doubt, np.log(1.5), delta=0.01)
        little = dataclasses.replace(t1, key=("little",), corrected=Image(values * gain ** 0.1, np.eye(4)))
        row, = analyze(makeCase([little], ["lesion", behind]), MODEL).comparisons
        self.assertEqual(row.flags, ())
        self.assertAlmostEqual(row.comparison.doubt, 0.1 * np.log(1.5), delta=0.01)

    def testReferencesThatPartAfterCorrectionAreFlagged(self):
        t1 = makeSeries("T1", {"lesion": 100, "marrow": 100, "marrow 2": 100}, noise=1)
        field = np.ones(t1.image.array.shape)
        where = makeRegion("marrow 2").shape.bounds.mean(axis=0)
        field[..., int(where[0]) - 5:int(where[0]) + 6] = 2
        t1 = dataclasses.replace(t1, corrected=Image(t1.image.array * field, np.eye(4)))
        row, = analyze(makeCase([t1], ["lesion", "marrow", "marrow 2"]), MODEL).comparisons
        self.assertIn("references_disagree", [flag.name for flag in row.flags])

    def testMarrowAgainstMuscleIsDoubtfulByTheCoil(self):
        t1 = makeSeries("T1", {"lesion": 100, "marrow": 100}, noise=5)
        values = np.random.default_rng(1).normal(100, 5, (10, 80, 50))
        t1 = dataclasses.replace(t1, image=Image(values, np.eye(4)), acquisition=SPIN_ECHO)
        marrow = makeRegion("marrow", center=(24.5, 60, 4.5))
        muscle = makeRegion("muscle", (24.5, 15, 4.5), "muscle")
        row, = analyze(makeCase([t1], [marrow, muscle]), MODEL).tissues
        self.assertAlmostEqual(row.comparison.doubt, 0.005 * 45)
        gain = np.where(np.arange(80) > 40, 1.1, 1.0)[None, :, None]
        t1 = dataclasses.replace(t1, key=("corrected",), corrected=Image(values * gain, np.eye(4)))
        row, = analyze(makeCase([t1], [marrow, muscle]), MODEL).tissues
        self.assertAlmostEqual(row.comparison.doubt, np.log(1.1), delta=0.005)

    def testRegionThatCannotBeUsedBesideACorrectedSeries(self):
        t1 = makeSeries("T1", {"lesion": 100, "lesion 2": 50, "marrow": 100}, noise=1)
        t1 = dataclasses.replace(t1, corrected=t1.image)
        flat = [dataclasses.replace(makeRegion(name), shape=None, problem="the ROI is flat")
                for name in ("lesion 2", "marrow 2")]
        result = analyze(makeCase([t1], ["lesion", "marrow", *flat]), MODEL)
        rows = {row.lesion.name: row for row in result.comparisons}
        self.assertAlmostEqual(rows["lesion"].corrected.value, 1, delta=0.01)
        self.assertIn("the ROI is flat", rows["lesion 2"].comparison.problem)

    def testNearestReferenceAlone(self):
        t1 = makeSeries("T1", {"lesion": 100, "marrow": 100, "marrow 2": 50}, noise=1)
        far = makeRegion("marrow 2", center=(34.5, 4.5, 4.5 + 60))
        taller = np.concatenate([t1.image.array, np.full((60, 10, 50), 50.0)])
        t1 = dataclasses.replace(t1, image=Image(taller, np.eye(4)))
        case = makeCase([t1], ["lesion", "marrow", far])
        both, = analyze(case, MODEL).comparisons
        nearest, = analyze(dataclasses.replace(case, options=Options(nearestReference=True)), MODEL).comparisons
        self.assertAlmostEqual(both.comparison.value, 100 / 75, delta=0.01)
        self.assertIn("references_disagree", [flag.name for flag in both.flags])
        self.assertAlmostEqual(nearest.comparison.value, 1, delta=0.01)
        self.assertIn("nearest level only", nearest.note)


if __name__ == "__main__":
    unittest.main()
