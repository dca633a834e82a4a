"""Findings from measurements: signal, enhancement and marrow in the words of the model, with their doubt."""

import itertools
import math
import unittest

from EMHAssistLib.Analysis.Doubt import deviationOf
from EMHAssistLib.Analysis.Findings import countingFindings
from EMHAssistLib.Analysis.Findings.DarkMarrow import darkMarrowFinding
from EMHAssistLib.Analysis.Findings.Enhancement import enhancementFinding
from EMHAssistLib.Analysis.Findings.MarrowState import marrowQuestions
from EMHAssistLib.Analysis.Findings.RelativeSignal import relativeSignalFindings
from EMHAssistLib.Case import NOT_ASSESSED, MarrowState, Options, Region, Series
from EMHAssistLib.Likelihood import Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.Contradictions import CERTAIN
from EMHAssistLib.Likelihood.Finding import readFindings
from EMHAssistLib.Measurement import (
    Comparison,
    Flag,
    Margins,
    Measurement,
    doubted,
    probabilities,
    relationProbabilities,
)
from EMHAssistLib.Phantom.Variant import Variant
from EMHAssistLib.Phantom.VariantCase import truthOf
from EMHAssistLib.Result import CONSENSUS, ComparisonRow, IndexRow, MeasurementRow, TissueRow

MODEL = loadModel()
MARGINS = Margins()
LEVELS = ("lower", "similar", "higher")


def series(role, label=None):
    return Series(label or role, role, (label or role,), None)


def lesion(name="lesion", role="epidural_lesion"):
    return Region(name, role, (name,), None)


def comparison(value, factor=1.1, quantity="ratio"):
    """Return a ratio with an interval of this factor to both sides; not measurable for None."""
    if value is None:
        return Comparison(quantity, problem="outside")
    return Comparison(quantity, value, value / factor, value * factor, MARGINS.relation(value / factor, value * factor))


def row(value, role="T1", reference="marrow", name="lesion", factor=1.1, depth=0.0, label=None):
    flags = (Flag("depth", depth),) if depth else ()
    doubtful = doubted(comparison(value, factor), deviationOf(flags), MARGINS)
    return ComparisonRow(lesion(name), reference, series(role, label), doubtful, "", flags=flags)


def likeness(*rows, iron=False, hasIron=None, marrow=MarrowState.RED):
    """Return feature to finding, each accepted by the model."""
    options = Options(ironMarked=iron, marrowState=marrow)
    found = {one.feature: one
             for one in relativeSignalFindings(rows, options, iron if hasIron is None else hasIron) if one}
    readFindings(MODEL, found)
    return found


def decibans(findings):
    """Return how far these findings move the odds of EMH."""
    answer = evaluate(MODEL, findings, "uniform")
    return answer.totalDecibans - answer.priorDecibans


class RelationFindingsTest(unittest.TestCase):

    def testWeightsAreTheProbabilitiesOfTheRatio(self):
        for feature, role, reference in (("t1_marrow", "T1", "marrow"), ("t2_marrow", "T2", "marrow"),
                                         ("t1_soft_tissue", "T1", "muscle"), ("t2_soft_tissue", "T2", "cord")):
            for value, factor in itertools.product((0.5, 0.78, 0.9, 1.0, 1.3, 3.0), (1.02, 1.1, 1.4)):
                finding = likeness(row(value, role, reference, factor=factor))[feature]
                expected = relationProbabilities(comparison(value, factor), MARGINS)
                for level, probability in zip(LEVELS, expected):
                    self.assertAlmostEqual(finding.weights[level], probability, delta=0.0101)
                self.assertEqual(finding.answer, LEVELS[expected.index(max(expected))])
                self.assertEqual(finding.source, "measured")

    def testDetailSaysWhatItRestsOn(self):
        finding = likeness(row(0.97, factor=1.2, name="Epidural T5/6"))["t1_marrow"]
        self.assertEqual(finding.detail, "T1: Epidural T5/6 0.97 (0.81 to 1.16) against marrow")
        found = likeness(row(1.6, "T2", "cord", depth=30), *(row(1.6, "T2", "cord", str(one)) for one in range(6)))
        self.assertIn("bias field not corrected", found["t2_soft_tissue"].detail)
        self.assertIn("2 and 3 more against cord", found["t2_soft_tissue"].detail.replace(" 1.60 (1.45 to 1.76)", ""))

    def testSeveralLesionsGiveATypicalOne(self):
        values = (1.0, 1.2, 1.5)
        found = likeness(*(row(value, name=str(value)) for value in values))["t1_marrow"]
        each = [relationProbabilities(comparison(value), MARGINS) for value in values]
        for index, level in enumerate(LEVELS):
            self.assertAlmostEqual(found.weights[level], sum(one[index] for one in each) / 3, delta=0.0101)
        self.assertIn("the lesions differ", found.detail)
        self.assertNotIn("differ", likeness(row(1.0), row(1.02, name="other"))["t1_marrow"].detail)

    def testReferencesInTheirOrder(self):
        for expected, rows in (
                ("muscle", [row(1.5, "T1", "cord"), row(1.5, "T1", "muscle")]),
                ("cord", [row(1.5, "T1", "cord"), row(None, "T1", "muscle")]),
                # The coil, not corrected, makes muscle doubtful.
                ("cord", [row(1.5, "T1", "cord"), row(1.5, "T1", "muscle", depth=40)]),
                ("cord", [row(1.5, "T1", "cord"), row(1.5, "T1", "cord", "other"), row(1.5, "T1", "muscle")])):
            self.assertTrue(likeness(*rows)["t1_soft_tissue"].detail.endswith("against " + expected), expected)
        both = [row(1.5, "T2", "muscle"), row(1.5, "T2", "cord")]
        self.assertTrue(likeness(*both)["t2_soft_tissue"].detail.endswith("against cord"))

    def testStirIsReadFirst(self):
        """A lymphoma of the phantom: similar on T2, and higher with fat suppressed."""
        stir, t2 = row(1.45, "STIR"), row(1.01, "T2")
        for rows in ((stir,), (stir, t2), (stir, row(None, "T2"))):
            self.assertEqual(likeness(*rows)["t2_marrow"].answer, "higher")
        self.assertIn("; similar on T2, where fat", likeness(stir, t2)["t2_marrow"].detail)
        self.assertNotIn("on T2", likeness(stir, row(1.45, "T2"))["t2_marrow"].detail)
        cord = likeness(row(1.45, "STIR", "cord"), row(1.01, "T2", "cord"))["t2_soft_tissue"]
        self.assertEqual(cord.answer, "higher")

    def testStirThatTellsNothingLeavesTheWordToT2(self):
        found = likeness(row(1.2, "STIR", "cord", factor=2.9), row(1.0, "T2", "cord"))["t2_soft_tissue"]
        self.assertEqual((found.answer, found.detail[:3]), ("similar", "T2:"))

    def testDarkOnStirAloneIsNoShortT2(self):
        """STIR takes what has the T1 of fat, methemoglobin too: blood of some days, T2 2.03 and STIR 0.37."""
        found = likeness(row(0.37, "STIR"), row(2.03, "T2"))["t2_marrow"]
        self.assertEqual(found.answer, "higher")
        self.assertIn("lower on STIR", found.detail)
        self.assertEqual(likeness(row(0.37, "STIR"), row(0.7, "T2"))["t2_marrow"].answer, "lower")

    def testFarDarkerThanMarrowIsNoHematopoiesisWithoutIron(self):
        """Acute hematoma: T2 at 15 % of marrow is entered for iron alone, and still is not like marrow."""
        rows = [row(0.9, "T1"), row(0.15, "T2"), row(0.37, "STIR"), row(0.2, "T2", "cord")]
        found = likeness(*rows)
        self.assertEqual(set(found), {"marrow_like"}, "nor is T1 held against marrow")
        self.assertEqual(found["marrow_like"].answer, "absent")
        self.assertLess(decibans(found), 0)
        self.assertEqual(likeness(row(0.58, "T1"), *rows[1:])["marrow_like"].answer, "absent")
        self.assertIn("t1_soft_tissue", likeness(row(1.0, "T1", "cord"), *rows))
        iron = likeness(*rows, hasIron=True)
        self.assertEqual((iron["t2_marrow"].answer, iron["t2_soft_tissue"].answer), ("lower", "lower"))
        self.assertGreater(decibans(iron), decibans(found))
        # Another lesion tells of itself.
        both = likeness(*rows, row(1.0, "T2", name="other"))["t2_marrow"]
        self.assertEqual((both.answer, "other" in both.detail, "lesion" in both.detail), ("similar", True, False))

    def testOtherSeriesTellNothing(self):
        for role in ("T1post", "ADC", "CT", "InPhase"):
            self.assertEqual(set(likeness(row(0.3, role, "muscle"))), set())
        self.assertEqual(likeness(row(1.0, reference="fat"), row(1.0, reference="csf")), {})
        difference = ComparisonRow(lesion(), "marrow", series("T1"), comparison(1.0, quantity="difference"), "")
        self.assertEqual(likeness(difference), {})

    def testTheCoilMakesAnotherDepthLessCertain(self):
        weights = [likeness(row(1.0, factor=1.05, depth=depth))["t1_marrow"].weights["similar"]
                   for depth in (0, 25, 40, 60)]
        self.assertEqual(weights, sorted(weights, reverse=True))
        self.assertGreater(weights[0], 0.99)
        self.assertLess(weights[-1], 0.8)

    def testAWorthlessRatioSaysNothing(self):
        rows = [row(1.0, role, reference, factor=1e6) for role, reference in itertools.product(
            ("T1", "T2"), ("marrow", "muscle", "cord"))]
        self.assertEqual(likeness(*rows), {})
        for factor, limit in ((8.0, 1.0), (30.0, 0.5)):
            rows = [row(1.0, role, reference, factor=factor) for role, reference in itertools.product(
                ("T1", "T2"), ("marrow", "cord"))]
            self.assertLess(abs(decibans(likeness(*rows))), limit)

    def testDoubtWeakensMonotonically(self):
        for value in (1.0, 0.4, 2.5):
            found = [likeness(row(value, factor=factor)).get("t1_marrow") for factor in (1.05, 1.3, 1.8, 3.0, 8.0)]
            weights = [one.weights[one.answer] if one else 1 / 3 for one in found]
            self.assertEqual(weights, sorted(weights, reverse=True))
            sure, doubtful = (abs(decibans({"t1_marrow": one}) if one else 0.0) for one in (found[0], found[-1]))
            # Brighter speaks for the fatty form, and similar, which the doubt lets in, for the active one.
            self.assertLess(doubtful, (0.5 if value <= 1 else 0.75) * sure)

    def testWeightsAreWholePercentAndAddUp(self):
        for value, factor in itertools.product((0.6, 0.79, 0.93, 1.11, 1.31), (1.01, 1.07, 1.23, 1.9)):
            for finding in likeness(row(value, factor=factor), row(value, "T2", factor=factor)).values():
                self.assertAlmostEqual(sum(finding.weights.values()), 1, delta=1e-12)
                for weight in finding.weights.values():
                    self.assertAlmostEqual(100 * weight, round(100 * weight), delta=1e-9)

    def testIronTakesMarrowOut(self):
        rows = [row(1.0, role, reference) for role, reference in itertools.product(
            ("T1", "T2"), ("marrow", "muscle"))]
        self.assertEqual(set(likeness(*rows)),
                         {"t1_marrow", "t2_marrow", "marrow_like", "t1_soft_tissue", "t2_soft_tissue"})
        self.assertEqual(set(likeness(*rows, iron=True)), {"t1_soft_tissue", "t2_soft_tissue"})


class MarrowStateTest(unittest.TestCase):
    """Red marrow beside the fatty marrow of an adult: T1 0.81, T2 1.28, STIR 1.98 by the equations of the phantom."""

    RED = row(0.81), row(1.28, "T2"), row(1.98, "STIR")

    def testItIsTheTruthOfThePhantom(self):
        truth = truthOf(Variant("emh_active", "adult"))
        for one in self.RED:
            signals = truth[one.series.role]
            self.assertAlmostEqual(signals["emh"] / signals["marrow"], one.comparison.value, delta=0.02)

    def testNotCountedUntilTheMarrowIsKnown(self):
        known = likeness(*self.RED)
        self.assertEqual((known["marrow_like"].answer, known["t2_marrow"].answer), ("absent", "higher"))
        for state in (MarrowState.UNKNOWN, MarrowState.FATTY):
            found = likeness(*self.RED, row(1.3, "T2", "cord"), marrow=state)
            self.assertEqual(set(found), {"t2_soft_tissue"})

    def testTheQuestion(self):
        question, = marrowQuestions(Options(), self.RED)
        self.assertTrue(question.startswith("Is the marrow red or fatty? "))
        self.assertIn("(lesion: T1 0.81, T2 1.28, STIR 1.98)", question)
        told, = marrowQuestions(Options(marrowState=MarrowState.FATTY), self.RED)
        self.assertIn("does not count", told)
        self.assertEqual(marrowQuestions(Options(marrowState=MarrowState.RED), self.RED), [])

    def testMarrowThatIsSaidToBeRedAndIsFatty(self):
        def told(value, state=MarrowState.RED, lesions=self.RED):
            tissue = TissueRow("marrow", "disc", series("T1"), comparison(value))
            return marrowQuestions(Options(marrowState=state), lesions, [tissue])

        warning, = told(1.65)
        self.assertIn("as bright as fatty marrow (T1 1.65 (1.50 to 1.81) against disc)", warning)
        self.assertEqual(told(1.34), [])
        self.assertEqual(told(1.65, lesions=[row(1.0), row(1.0, "T2")]), [], "like the marrow, whatever it is")
        self.assertTrue(told(1.65, MarrowState.UNKNOWN)[0].startswith("Is the marrow"))

    def testHalfAsFattyMarrowAndACoilBelongToIt(self):
        half = [row(one.comparison.value ** 0.5, one.series.role) for one in self.RED]
        coil = [row(1.15 * one.comparison.value, one.series.role, depth=30) for one in self.RED]
        for rows in (half, coil, self.RED[1:]):
            self.assertEqual(len(marrowQuestions(Options(), rows)), 1)

    def testOtherTissuesCount(self):
        """Marrow itself, and the mimics of the phantom against red marrow."""
        for values in ((1.0, 1.05, 1.1), (0.59, 1.22, 1.52), (0.67, 1.01, 1.30), (0.56, 1.85, 2.14), (1.9, 2.3, 0.01),
                       (1.58, 2.03, 0.37), (0.58, 0.15, 0.37), (0.70, 1.95, 2.06)):
            rows = [row(value, role) for value, role in zip(values, ("T1", "T2", "STIR"))]
            self.assertEqual(marrowQuestions(Options(), rows), [], values)
        self.assertEqual(marrowQuestions(Options(), [row(0.81)]), [])

    def testOneOfTwoLesions(self):
        """It alone is left out, and what is left out is not alike."""
        found = likeness(*self.RED, row(1.0, name="other"), row(1.0, "T2", name="other"), marrow=MarrowState.UNKNOWN)
        self.assertEqual(found["t2_marrow"].answer, "similar")
        self.assertNotIn("lesion", found["t2_marrow"].detail)
        self.assertNotIn("marrow_like", found)


class MarrowLikeTest(unittest.TestCase):

    def testNotPresentUnlessEveryRelationIsSimilar(self):
        """A metastasis under a region 3 mm beside it: T1 0.75 (0.39 to 1.43)."""
        similar = row(1.0, "T2"), row(1.0, "STIR")
        for doubtful in (row(0.75, factor=1.9), row(0.79, factor=1.05), row(1.0, factor=3.5),
                         row(1.3, "STIR", factor=1.6)):
            found = self.finding(doubtful, *similar)
            self.assertLessEqual(found.weights["present"] if found else 0.5, 0.5)

    def finding(self, *rows):
        return likeness(*rows).get("marrow_like")

    def testPresentWhenSimilarOnTwoSequences(self):
        finding = self.finding(row(0.98), row(1.04, "T2"))
        self.assertEqual((finding.answer, finding.source), ("present", "measured"))
        self.assertGreater(finding.weights["present"], 0.95)
        self.assertEqual(finding.detail, "least similar to marrow among T1, T2: lesion 1.04 (0.95 to 1.14) on T2")

    def testOneThatDiffersSettlesIt(self):
        """As plausible as the smallest of the probabilities, were likeness as frequent as unlikeness."""
        for value in (1.35, 1.4, 2.0):
            rows = [row(0.98), row(1.0, "T2"), row(1.02, "STIR"), row(1.0, name="other"),
                    row(value, "T2", name="other")]
            similar = relationProbabilities(comparison(value), MARGINS)[1]
            odds = 2 * similar / (1 - similar)
            finding = self.finding(*rows)
            self.assertAlmostEqual(finding.weights["present"], odds / (1 + odds), delta=0.0051)
            self.assertIn("other", finding.detail)

    def testAnyMayBeTheOneThatDiffers(self):
        """The odds of unlikeness are the mean of those of the ratios: one in doubt among three takes a third."""
        for doubtful in (1.3, 1.5, 1.9):
            rows = [row(1.0, factor=doubtful), row(1.0, "T2", factor=1.02), row(1.0, "STIR", factor=1.02)]
            similar = relationProbabilities(comparison(1.0, doubtful), MARGINS)[1]
            unlike = (1 - similar) / 2 / similar / 3
            self.assertAlmostEqual(self.finding(*rows).weights["present"], 1 / (1 + unlike), delta=0.0051)
        # All in doubt are as one.
        alone, all_ = (self.finding(*(row(1.0, role, factor=1.6) for role in roles)).weights["present"]
                       for roles in (("T1", "T2"), ("T1", "T2", "STIR")))
        self.assertEqual(alone, all_)

    def testOneSequenceAloneIsNoPattern(self):
        self.assertIsNone(self.finding(row(0.98)))
        self.assertIsNone(self.finding(row(0.98), row(1.01, label="T1 (2)")))
        self.assertEqual(self.finding(row(1.8)).answer, "absent")

    def testWhatIsNotMeasuredIsNotAlike(self):
        alike = row(0.98), row(1.04, "T2")
        for missing in (row(None, "STIR"), row(None, name="lesion 2"), row(1.0, "STIR", factor=math.nan)):
            self.assertIsNone(self.finding(*alike, missing))
            self.assertEqual(self.finding(*alike, row(1.8, name="third"), missing).answer, "absent")

    def testOnlyNativeSignalAgainstMarrowCounts(self):
        alike = row(0.98), row(1.04, "T2")
        for other in (row(3.0, "T1post"), row(3.0, "ADC"), row(3.0, "T2", "muscle")):
            self.assertEqual(self.finding(*alike, other).answer, "present")
        self.assertIsNone(self.finding(row(1.0, reference="cord"), row(1.0, "T2", "cord")))
        self.assertEqual(self.finding(*alike, row(3.0, "OpposedPhase")).answer, "absent")

    def testNeverContradictsTheRelationsItRestsOn(self):
        """No ratios make marrow_like certain and a relation to marrow certainly lower or higher."""
        for one, other, factor in itertools.product((0.7, 0.85, 1.0, 1.2), (0.75, 1.0, 1.25), (1.01, 1.1, 1.3)):
            found = likeness(row(one, factor=factor), row(other, "T2", factor=factor), row(1.0, name="second"),
                             row(other, "T2", name="second", factor=1.02))
            self.assertEqual(evaluate(MODEL, found, "uniform").contradictions, ())
            if "marrow_like" in found and found["marrow_like"].weights["present"] >= CERTAIN:
                for feature in ("t1_marrow", "t2_marrow"):
                    self.assertGreater(found[feature].weights["similar"], 0.89)

    def testItSpeaksForEmh(self):
        self.assertGreater(decibans(likeness(row(1.0), row(1.0, "T2"))), 0)
        self.assertLess(decibans({"marrow_like": self.finding(row(2.0), row(2.0, "T2"))}), 0)


class DarkMarrowTest(unittest.TestCase):

    def finding(self, *tissues, regions=2):
        measured = [MeasurementRow(Region(str(number), "marrow", (number,), None), tissue.series,
                                   Measurement({}, ()), None, ())
                    for tissue in tissues for number in range(regions)]
        found = darkMarrowFinding(tissues, measured, MARGINS)
        readFindings(MODEL, {"diffuse_low_marrow": found})
        return found

    def tissue(self, value, reference="disc", role="T1", doubt=0.0):
        return TissueRow("marrow", reference, series(role), doubted(comparison(value), doubt, MARGINS))

    def testDarkerThanDisc(self):
        for value, level in ((0.5, "present"), (1.7, "absent"), (2.5, "absent")):
            finding = self.finding(self.tissue(value))
            self.assertEqual(finding.answer, level)
            self.assertGreater(finding.weights[level], 0.95)
        self.assertIn("marrow of 2 regions 0.50 (0.45 to 0.55) against disc", self.finding(self.tissue(0.5)).detail)

    def testRedMarrowLeavesItOpen(self):
        """Brighter than disc, and darker than the fatty marrow of adults: 1.34 and 1.65 by the phantom."""
        truth = {marrow: truthOf(Variant("emh_active", marrow))["T1"] for marrow in ("red", "adult", "iron")}
        for reference, red, adult, iron in (("disc", 1.34, 1.65, 0.79), ("muscle", 1.40, 1.72, 0.83)):
            for marrow, ratio in (("red", red), ("adult", adult), ("iron", iron)):
                self.assertAlmostEqual(truth[marrow]["marrow"] / truth[marrow][reference], ratio, delta=0.006)
            self.assertIsNone(self.finding(self.tissue(red, reference)))
            self.assertEqual(self.finding(self.tissue(adult, reference)).answer, "absent")
        for value in (0.86, 1.0, 1.2, 1.4):
            self.assertIsNone(self.finding(self.tissue(value)), value)
        # As probably red as dark.
        self.assertIsNone(self.finding(self.tissue(0.85, doubt=0.2)))

    def testOneVertebraIsNotThroughout(self):
        self.assertIsNone(self.finding(self.tissue(0.5), regions=1))

    def testOnlyT1(self):
        self.assertIsNone(self.finding(self.tissue(0.5, role="T2"), self.tissue(0.5, role="STIR")))

    def testMuscleAfterDiscAndAsFarAsTheCoilLeavesIt(self):
        self.assertEqual(self.finding(self.tissue(0.5, "muscle", doubt=0.05)).answer, "present")
        self.assertEqual(self.finding(self.tissue(0.5, "muscle"), self.tissue(1.8)).answer, "absent")
        # 60 mm nearer to the coil: a factor of exp(0.3), as SD.
        sure, doubtful = (self.finding(self.tissue(0.7, "muscle", doubt=doubt)) for doubt in (0.0, 0.3))
        self.assertGreater(sure.weights["present"], 0.9)
        self.assertLess(doubtful.weights["present"] if doubtful else 0.5, 0.8)


class EnhancementTest(unittest.TestCase):

    def index(self, value, reference=CONSENSUS, name="lesion", factor=1.02, post="T1post"):
        low, high = (1 + value) / factor - 1, (1 + value) * factor - 1
        return IndexRow(lesion(name), "enhancement", reference, ("T1", post),
                        Comparison("enhancement", value, low, high), "1", "", ("cord", "csf"))

    def finding(self, *rows):
        found = enhancementFinding(rows)
        readFindings(MODEL, {"enhancement": found})
        return found

    def testGrades(self):
        for value, level in ((-0.1, "none"), (0.0, "none"), (0.24, "mild"), (0.7, "marked"), (2.0, "marked")):
            self.assertEqual(self.finding(self.index(value)).answer, level)
        self.assertEqual(self.finding(self.index(0.24)).detail, "T1, T1post: lesion +24% (+22% to +26%) against cord, "
                                                                "csf; a mean cannot show rim enhancement")

    def testARimIsNeverDenied(self):
        """A mean tells nothing of a rim, so that level has the weight of one among four."""
        for value in (0.0, 0.24, 2.0):
            self.assertEqual(self.finding(self.index(value)).weights["rim"], 0.25)
        certainlyNone = evaluate(MODEL, {"enhancement": "none"}, "uniform")
        measured = evaluate(MODEL, {"enhancement": self.finding(self.index(0.0))}, "uniform")
        infection = [next(one.probability for one in answer.classes if one.id == "infection")
                     for answer in (certainlyNone, measured)]
        self.assertGreater(infection[1], 1.5 * infection[0])

    def testWeightsAreThoseOfTheInterval(self):
        """Three quarters, one for each answer but the rim, in the proportion of the probabilities of the grades."""
        for value, factor in itertools.product((0.0, 0.08, 0.3, 0.40, 0.6), (1.05, 1.2, 1.5)):
            expected = probabilities(math.log(1 + value), math.log(factor) / 1.959964, math.log(1.1), math.log(1.4))
            found = self.finding(self.index(value, factor=factor))
            for level, probability in zip(("none", "mild", "marked"), expected):
                self.assertAlmostEqual(found.weights[level], 0.75 * probability, delta=0.0151)

    def testAWorthlessValueSaysNothing(self):
        self.assertIsNone(self.finding(self.index(0.2, factor=1e4)))
        # -3 % (-85 to +538), from a series that has moved by 3 mm.
        self.assertIsNone(self.finding(self.index(-0.03, factor=6.5)))

    def testOnlyWhatReferencesAgreeOnCounts(self):
        self.assertIsNone(self.finding(*(self.index(0.5, role) for role in ("cord", "disc", "marrow", "fat"))))
        refused = IndexRow(lesion(), "enhancement", CONSENSUS, ("T1", "T1post"),
                           Comparison("enhancement", problem="fat suppression differs"), "1", "")
        self.assertIsNone(self.finding(refused))

    def testSeveralLesionsOnTheFirstSeriesAfterContrast(self):
        rows = [self.index(value, name=name, post=post) for name, value in (("a", 0.0), ("b", 0.9))
                for post in ("T1post", "T1post (2)")]
        finding = self.finding(*rows)
        self.assertAlmostEqual(finding.weights["none"], finding.weights["marked"], delta=0.1)
        self.assertTrue(finding.detail.startswith("T1, T1post: a +0% (-2% to +2%), b +90% (+86% to +94%)"))


class CountingTest(unittest.TestCase):

    def setUp(self):
        self.measured = likeness(row(1.0), row(1.0, "T2"))

    def testEnteredReplacesMeasured(self):
        findings, warnings = countingFindings(self.measured, {"t1_marrow": "similar", "margins": "ill_defined"}, MODEL)
        self.assertEqual({feature: (one.answer, one.source) for feature, one in findings.items()}, {
            "margins": ("ill_defined", "entered"), "t1_marrow": ("similar", "entered"),
            "t2_marrow": ("similar", "measured"), "marrow_like": ("present", "measured")})
        self.assertEqual(warnings, [])

    def testNotAssessedLeavesTheMeasuredOneOut(self):
        findings, warnings = countingFindings(self.measured, {"t1_marrow": NOT_ASSESSED, "age": NOT_ASSESSED}, MODEL)
        self.assertEqual((set(findings), warnings), ({"t2_marrow", "marrow_like"}, []))

    def testDisagreementIsNamedAndTheEnteredOneCounts(self):
        findings, (warning,) = countingFindings(self.measured, {"t1_marrow": "lower"}, MODEL)
        self.assertEqual((findings["t1_marrow"].answer, findings["t1_marrow"].source), ("lower", "entered"))
        for part in ("T1 against vertebral marrow", '"Darker" was entered', '"About equal" was measured', "1.00 (0.91"):
            self.assertIn(part, warning)

    def testDoubtfulMeasurementDeniesNothing(self):
        measured = likeness(row(1.2, factor=1.3))
        self.assertEqual(countingFindings(measured, {"t1_marrow": "higher"}, MODEL)[1], [])
        for weight, warnings in ((0.05, 1), (0.06, 0)):
            measured = {"epidural": Finding("epidural", "present", "measured", "",
                                            {"present": 1 - weight, "absent": weight})}
            self.assertEqual(len(countingFindings(measured, {"epidural": "absent"}, MODEL)[1]), warnings)
        certain = {"epidural": Finding("epidural", "present", "measured")}
        self.assertEqual(len(countingFindings(certain, {"epidural": "absent"}, MODEL)[1]), 1)

    def testUnknownFindingsAreNamed(self):
        findings, warnings = countingFindings({}, {"hemolytic_disorder": "present", "margins": "blurred",
                                                   "eyes": NOT_ASSESSED}, MODEL)
        self.assertEqual(findings, {})
        self.assertEqual(len(warnings), 3)
        self.assertIn("hemolytic_disorder = present is not in the model", warnings[0])

    def testOrderOfTheModel(self):
        order = [feature.id for feature in MODEL.features]
        for entered in ({"age": "child", "margins": "ill_defined"}, {"margins": "ill_defined", "age": "child"}):
            findings, _warnings = countingFindings(self.measured, entered, MODEL)
            self.assertEqual(list(findings), sorted(findings, key=order.index))


if __name__ == "__main__":
    unittest.main()
