"""Lesions of known tissue through the whole chain, and what is noticed of series that cannot be compared."""

import csv
import math
import tempfile
import unittest
from collections import Counter
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np

from EMHAssistCases.CommandCase import CommandCase
from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Comparability import Comparability, Consequence, Statement
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Phantom import Variant, variantCase
from EMHAssistLib.Phantom.LesionTissues import LESIONS
from EMHAssistLib.Phantom.Variant import REGIONS_BOX
from EMHAssistLib.Simulation import Conditions, Detection, Lesions, simulateDetection, simulateLesions
from EMHAssistLib.Simulation.Conditions import BRIGHTER, CONDITIONS, Patient
from EMHAssistLib.Simulation.Detection import Detection as Detected
from EMHAssistLib.Simulation.Lesions import CLASSES, LesionAnswer
from EMHAssistLib.Simulation.PhantomCases import phantomCase

CONDITION = {condition.name: condition for condition in CONDITIONS}


def setUpModule():
    global PATIENT, RATIOS, ANSWERS
    small = mock.patch.object(Conditions, "_HARD", replace(Conditions._HARD, box=REGIONS_BOX))
    small.start()
    unittest.addModuleCleanup(small.stop)
    PATIENT = Patient(0)
    with mock.patch.object(Lesions, "KINDS", (("emh_active", "red"), ("metastasis", "red"))):
        RATIOS, ANSWERS = simulateLesions(1)


def answer(lesion, decibans, emh=0.3, other=0.3):
    return LesionAnswer(0, lesion, "red", {"emh": 0.3, "hematoma": 0.3, "fatty": 0.4},
                        {"emh": emh, "hematoma": other, "fatty": 0.4}, decibans, decibans, ())


class LesionsTest(unittest.TestCase):

    def testMeasuredRatiosAreTheTrueOnesApartFromCoilAndLevels(self):
        self.assertEqual(len(RATIOS), 2 * 3 * 4)
        for one in RATIOS:
            # Behind marrow the coil sees 15 % more; three levels differ by 8 % each.
            high = 1.35 if one.region.startswith("Epidural") else 1.2
            self.assertTrue(0.83 < one.comparison.value / one.truth < high, one)

    def testSignalSpeaksAgainstAMetastasis(self):
        emh, metastasis = ANSWERS
        self.assertGreater(emh.decibans, metastasis.decibans + 1.0)
        self.assertTrue(metastasis.isRight)
        self.assertIn("metastasis", metastasis.better)
        self.assertAlmostEqual(sum(metastasis.probabilities.values()), 1.0, places=6)
        self.assertIn("compression", metastasis.dangers)
        # What is not of the images is the same for both.
        self.assertEqual(emh.without, metastasis.without)

    def testRightDirection(self):
        self.assertTrue(answer("emh_fatty", 0.0).isRight and answer("emh_fatty", 2.0).isRight)
        self.assertFalse(answer("emh_fatty", -0.2).isRight)
        self.assertTrue(answer("hematoma_acute", -0.2).isRight)
        self.assertFalse(answer("hematoma_acute", 0.2).isRight)

    def testWhatFitsBetter(self):
        self.assertEqual(answer("hematoma_acute", 0.0, 0.2, 0.4).better, ["hematoma", "fatty"])
        self.assertTrue(answer("hematoma_acute", 0.0, 0.2, 0.4).isNamed)
        self.assertFalse(answer("hematoma_acute", 0.0, 0.4, 0.2).isNamed)

    def testEveryTissueBelongsToAClassOfTheModel(self):
        self.assertEqual(set(CLASSES), set(LESIONS))
        self.assertLessEqual(set(CLASSES.values()), set(loadModel().classIds()))
        self.assertEqual({name for name, one in CLASSES.items() if one == "emh"},
                         {name for name, lesion in LESIONS.items() if lesion.isEmh})


    def testDangers(self):
        named = replace(answer("abscess", 0.0), dangers=("compression", "abscess"))
        self.assertTrue(named.isDangerNamed)
        self.assertFalse(replace(named, lesion="hematoma_acute").isDangerNamed)


class ConditionsTest(unittest.TestCase):
    """What is done to the series is what is said."""

    def changed(self, name):
        """Return the one series that differs from those of the unchanged case, by role."""
        made = {series.role: series for series in CONDITION[name].make(PATIENT)}
        self.assertEqual(set(made), set(PATIENT.series))
        return {role: one for role, one in made.items() if one.image is not PATIENT.series[role].image}

    def testUnchanged(self):
        self.assertEqual(self.changed("unchanged"), {})
        for series in CONDITION["unchanged_no_header"].make(PATIENT):
            self.assertEqual(series.acquisition, Acquisition())

    def testHeaders(self):
        families = {role: series.acquisition.family for role, series in PATIENT.series.items()}
        self.assertEqual(families, {"T1": SequenceFamily.SPIN_ECHO, "T2": SequenceFamily.SPIN_ECHO,
                                    "STIR": SequenceFamily.INVERSION_RECOVERY, "T1post": SequenceFamily.SPIN_ECHO,
                                    "ADC": SequenceFamily.ECHO_PLANAR})
        suppressed = self.changed("fat_suppressed_post")["T1post"].acquisition
        self.assertTrue(suppressed.fatSuppressed and suppressed.contrastAgent)
        self.assertIsNone(self.changed("fat_suppressed_post_no_header")["T1post"].acquisition.fatSuppressed)
        echo = self.changed("gradient_echo_T1")["T1"].acquisition
        self.assertEqual((echo.family, echo.isThreeDimensional, echo.flipAngle),
                         (SequenceFamily.GRADIENT_ECHO, True, 15.0))
        self.assertEqual({role: series.acquisition.speaksFor for role, series in PATIENT.series.items()},
                         {role: role for role in PATIENT.series})
        self.assertEqual([series.acquisition.fatSuppressed for series in PATIENT.series.values()],
                         [False, False, True, False, False])

    def testSameSeriesTwice(self):
        [(role, series)] = self.changed("same_series_twice").items()
        self.assertEqual(role, "T1post")
        np.testing.assert_array_equal(series.image.array, PATIENT.series["T1"].image.array)
        self.assertEqual(series.acquisition.seriesUid, PATIENT.series["T1"].acquisition.seriesUid)

    def testBrightSlice(self):
        array = self.changed("bright_slice_T2")["T2"].image.array.astype(float)
        ratios = [one.mean() / other.mean() for one, other in zip(array, PATIENT.series["T2"].image.array)]
        self.assertEqual(sum(ratio != 1.0 for ratio in ratios), 1)
        self.assertAlmostEqual(max(ratios), BRIGHTER, delta=0.002)

    def testUnits(self):
        array = self.changed("adc_units")["ADC"].image.array
        self.assertAlmostEqual(float(np.median(array[array > 0.2])), 1.2, delta=0.4)

    def testMovedSeries(self):
        for name in ("shift_3mm_T2", "shift_4mm_T1post", "turn_3deg_T2"):
            [(role, series)] = self.changed(name).items()
            self.assertIn(role, name)
            np.testing.assert_array_equal(series.image.ijkToWorld, PATIENT.series[role].image.ijkToWorld)

    def testFatSuppressionMakesFatDark(self):
        one, other = (series["T1post"].image.array.astype(float) for series in (
            self.changed("fat_suppressed_post"), PATIENT.series))
        self.assertLess(np.percentile(one, 98), 0.7 * np.percentile(other, 98))


class DetectionTest(unittest.TestCase):

    def testCounts(self):
        """Statements of other topics are no detection, and those that change nothing neither."""
        def said(case, *_rest):
            consequence = Consequence.FINE if case.series[0].acquisition == Acquisition() else Consequence.DOUBTFUL
            return mock.Mock(comparability=Comparability([
                Statement("units", ("ADC",), "reason", consequence),
                Statement("odd_slice", ("T2",), "reason", Consequence.FINE)]))

        with mock.patch.object(Detection, "analyze", said), \
                mock.patch.object(Detection, "displacementOf", lambda *_, **__: None), \
                mock.patch.object(Conditions.Patient, "again", lambda self, role, variant: self.acquired[role]):
            found = {one.condition.name: one for one in simulateDetection(2)}
        self.assertEqual(found["adc_units"].fraction, 1.0)
        self.assertEqual(found["bright_slice_T2"].fraction, 0.0)
        self.assertEqual(found["unchanged"].fraction, 1.0)
        self.assertEqual(found["unchanged_no_header"].fraction, 0.0)
        self.assertEqual({name for name, one in found.items() if one.isGood}, {"adc_units", "unchanged_no_header"})
        self.assertEqual(found["unchanged"].topics, Counter(units=2))

    def testWhatIsGoodEnough(self):
        self.assertTrue(Detected(CONDITION["adc_units"], 200, 190, Counter()).isGood)
        self.assertFalse(Detected(CONDITION["adc_units"], 200, 189, Counter()).isGood)
        self.assertTrue(Detected(CONDITION["unchanged"], 200, 4, Counter()).isGood)
        self.assertFalse(Detected(CONDITION["unchanged"], 200, 5, Counter()).isGood)

    def testTheCaseIsThatOfThePhantom(self):
        case = phantomCase(variantCase(Variant(box=REGIONS_BOX), 1))
        self.assertEqual([series.role for series in case.series], ["T1", "T2", "STIR", "T1post"])
        self.assertEqual(len({series.key for series in case.series}), 4)
        self.assertEqual(len(case.regions), 12)
        self.assertEqual(case.series[3].acquisition.contrastAgent, True)


class CommandsTest(CommandCase):
    COMMAND = ("simulate",)

    def testLesions(self):
        with mock.patch.object(Lesions, "KINDS", (("lymphoma", "adult"),)):
            status, output, errors = self.run_("lesions", "--seeds", "1", "--processes", "1", "--out", self.out)
        self.assertEqual((status, errors), (0, ""))
        self.assertEqual({path.name for path in self.out.iterdir()}, {"lesions.csv", "differential.csv", "lesions.md"})
        with (self.out / "lesions.csv").open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual({row["sequence"] for row in rows}, {"T1", "T2", "STIR", "T1post"})
        # Spin echo 4000/80: lymphoma 1350 and 64.5 ms, 84 pu; adult marrow 586 and 49 ms, 91.1 pu.
        truth = 84 / 91.1 * (1 - math.exp(-4000 / 1350)) / (1 - math.exp(-4000 / 586)) * math.exp(80 / 49 - 80 / 64.5)
        self.assertEqual({row["truth"] for row in rows if row["sequence"] == "T2"}, {f"{truth:.4f}"})
        self.assertIn((self.out / "lesions.md").read_text(), output)

    def testDetection(self):
        detections = [Detected(condition, 3, 3, Counter(units=3)) for condition in CONDITIONS]
        from EMHAssistLib import Simulation
        with mock.patch.object(Simulation, "simulateDetection", return_value=detections) as simulate:
            status, _output, _errors = self.run_("detection", "--seeds", "3", "--processes", "1", "--out", self.out)
        self.assertEqual(status, 0)
        self.assertEqual(simulate.call_args.args, (3,))
        with (self.out / "detection.csv").open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual([row["condition"] for row in rows], [condition.name for condition in CONDITIONS])
        self.assertEqual([row["good"] == "yes" for row in rows], [condition.isChanged for condition in CONDITIONS])

    def testBadInput(self):
        with tempfile.TemporaryDirectory() as folder:
            for arguments in (("lesions", "--seeds", "0"), ("detection", "--quick"), ("coverage", "--seeds", "3")):
                status, _, errors = self.run_(*arguments, "--out", Path(folder) / "out")
                self.assertEqual((status, errors.count("\n")), (2, 1), arguments)


if __name__ == "__main__":
    unittest.main()
