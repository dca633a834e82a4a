"""Enhancement: which series before contrast, which references, and what is refused."""

import dataclasses
import unittest

import numpy as np

from EMHAssistCases.SlabCase import PLACES, makeCase, makeRegion, makeSeries
from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Image
from EMHAssistLib.Report.Readout import lesionLines
from EMHAssistLib.Result import CONSENSUS

MODEL = loadModel()
SPIN_ECHO = Acquisition(SequenceFamily.SPIN_ECHO, isThreeDimensional=False)
# Of boxes of 8 mm in slabs of 10 mm; the third and fourth place hold further references.
ROLES = {"marrow": "csf", "marrow 2": "muscle"}


def series(role, lesion, cord=50, csf=100, muscle=80, label=None, matrix=None, **acquisition):
    """Return a series with these signals, acquired as a spin echo of slices unless said otherwise."""
    made = makeSeries(role, {"lesion": lesion, "cord": cord, "marrow": csf, "marrow 2": muscle}, noise=0.5,
                      label=label, seed=sum(map(ord, label or role)))
    if matrix is not None:
        made = dataclasses.replace(made, image=Image(made.image.array, np.asarray(matrix)))
    return dataclasses.replace(made, acquisition=dataclasses.replace(SPIN_ECHO, **acquisition))


def regions(*names):
    return [makeRegion(name, role=ROLES.get(name)) for name in ("lesion", "cord", *names)]


def analyzed(*allSeries, names=()):
    return analyze(makeCase(allSeries, regions(*names)), MODEL)


def agreed(*allSeries, names=()):
    row, = (row for row in analyzed(*allSeries, names=names).indices if row.reference == CONSENSUS)
    return row


class ReferencesTest(unittest.TestCase):

    def testTheLargestNumberIsNotTaken(self):
        """Cord and CSF say 30 %, muscle takes up 15 % itself and would say 13 %; a CSF that falls would say 60 %."""
        before, after = series("T1", 100), series("T1post", 130, muscle=92)
        row = agreed(before, after, names=("marrow", "marrow 2"))
        self.assertAlmostEqual(row.comparison.value, 0.30, delta=0.01)
        self.assertEqual(row.agreeing, ("cord", "csf"))
        self.assertIn("muscle left out", row.note)
        row = agreed(before, series("T1post", 130, csf=81), names=("marrow",))
        self.assertAlmostEqual(row.comparison.value, 0.30, delta=0.01)
        self.assertIn("csf left out", row.note)

    def testNeverNarrowerThanTheSpread(self):
        """Cord says 30 %, CSF 20 %: both are within the interval."""
        row = agreed(series("T1", 100), series("T1post", 130, csf=130 / 1.2), names=("marrow",))
        self.assertEqual(row.agreeing, ("cord", "csf"))
        self.assertTrue(row.comparison.low < 0.203 and row.comparison.high > 0.297)
        self.assertTrue(0.20 < row.comparison.value < 0.30)

    def testTwoThatAgreeAgainstTheCordLeaveItOpen(self):
        row = agreed(series("T1", 100), series("T1post", 130, csf=114, muscle=92), names=("marrow", "marrow 2"))
        self.assertEqual(set(row.agreeing), {"cord", "csf", "muscle"})
        self.assertTrue(row.comparison.low < 0.13 and row.comparison.high > 0.30)

    def testNoUptakeIsNone(self):
        for gain in (0.7, 1.0, 1.6):
            after = series("T1post", 100 * gain, 50 * gain, 100 * gain, 80 * gain)
            result = analyzed(series("T1", 100), after, names=("marrow", "marrow 2"))
            weights = result.measured["enhancement"].weights
            self.assertGreater(weights["none"], 10 * weights["mild"], gain)

    def testWithoutAReferenceItIsSaid(self):
        case = makeCase([series("T1", 100), series("T1post", 130)], ["lesion", "marrow"])
        result = analyze(case, MODEL)
        self.assertNotIn("enhancement", result.measured)
        self.assertIn("enhancement unknown: reference: there is no cord, disc, csf, muscle", lesionLines(result)[0])

    def testThinReferencesAreLeftOut(self):
        """A cord of 1.5 mm in pixels of 1 mm is all edge."""
        matrix = np.diag([4.0, 0.75, 4.0, 1.0])
        matrix[:3, 3] = PLACES["cord"] - 0.5, 4.5, 4.5
        whole = regions("marrow")
        thin = dataclasses.replace(whole[1], key=("thin",), shape=type(whole[1].shape)(matrix))
        case = makeCase([series("T1", 100), series("T1post", 130, cord=70)], [whole[0], thin, whole[2]])
        row, = (row for row in analyze(case, MODEL).indices if row.reference == CONSENSUS)
        self.assertEqual(row.agreeing, ("csf",))
        self.assertIn("cord left out: thinner", row.note)
        self.assertAlmostEqual(row.comparison.value, 0.30, delta=0.01)

    def testReadoutShowsTheInterval(self):
        result = analyzed(series("T1", 100), series("T1post", 130), names=("marrow",))
        row, = (row for row in result.indices if row.reference == CONSENSUS)
        low, high = (round(100 * end) for end in (row.comparison.low, row.comparison.high))
        self.assertIn(f"enhances by 30 % ({low} to {high}) against cord, csf", lesionLines(result)[0])


class SeriesTest(unittest.TestCase):

    SAGITTAL = [[0, 0, 1.0, 0], [0, 1.0, 0, 0], [1.0, 0, 0, 0], [0, 0, 0, 1.0]]

    def used(self, post, *before):
        return agreed(*before, post).series[0]

    def testTheOneThatFitsAndNotTheFirst(self):
        post = series("T1post", 130, fatSuppressed=False)
        plain = series("T1", 100, label="T1 (2)", fatSuppressed=False)
        for changes in ({"fatSuppressed": True}, {"family": SequenceFamily.GRADIENT_ECHO},
                        {"isThreeDimensional": True}):
            other = series("T1", 90, **{"fatSuppressed": False, **changes})
            self.assertEqual(self.used(post, other, plain), "T1 (2)", changes)
        # What is not known makes no difference.
        unknown = series("T1", 100, fatSuppressed=None)
        self.assertEqual(self.used(post, unknown, plain), "T1")

    def testFatSuppressedGoesWithFatSuppressed(self):
        plain, suppressed = (series(role, 100, fatSuppressed=role == "T1FS") for role in ("T1", "T1FS"))
        self.assertEqual(self.used(series("T1post", 130, fatSuppressed=True), plain, suppressed), "T1FS")
        self.assertEqual(self.used(series("T1post", 130, fatSuppressed=False), suppressed, plain), "T1")

    def testRefusedIsRefusedWithTheReason(self):
        """Fat suppressed after contrast alone: no number, no finding."""
        result = analyzed(series("T1", 100, fatSuppressed=False), series("T1post", 130, fatSuppressed=True))
        for row in result.indices:
            self.assertFalse(row.comparison.measurable)
            self.assertIn("fat", row.comparison.problem)
        self.assertNotIn("enhancement", result.measured)
        self.assertIn("enhancement unknown: ", lesionLines(result)[0])

    def testDoubtWidens(self):
        before = series("T1", 100, repetitionTime=500.0)
        same, other = (agreed(before, series("T1post", 130, repetitionTime=time)) for time in (500.0, 800.0))
        self.assertGreater(other.comparison.high, same.comparison.high + 0.03)
        self.assertAlmostEqual(other.comparison.value, same.comparison.value, delta=1e-9)


if __name__ == "__main__":
    unittest.main()
