"""Hematoma, abscess and compression of the cord are named where lesions may be them, whatever the prior."""

import dataclasses
import math
import unittest

from EMHAssistCases.SpineCase import bodies, case, phantomRegions, region
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Analysis.Dangers import dangers, hematoma, isFluid
from EMHAssistLib.Case import NOT_ASSESSED, Region, Series
from EMHAssistLib.Likelihood import loadModel
from EMHAssistLib.Measurement import Comparison, Flag, Measurement
from EMHAssistLib.Phantom.LesionTissues import LESIONS
from EMHAssistLib.Phantom.SpinalCanal import CORD_CENTER
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, toRas
from EMHAssistLib.Phantom.Variant import Variant
from EMHAssistLib.Phantom.VariantCase import truthOf
from EMHAssistLib.Report.Readout import alertLines, alertTexts
from EMHAssistLib.Report.ReadoutFile import readout
from EMHAssistLib.Report.Terminal import readoutText
from EMHAssistLib.Result import CONSENSUS, CaseGeometry, ComparisonRow, IndexRow, MeasurementRow

MODEL = loadModel()
NOWHERE = CaseGeometry((), (), {}, {}, "", ())
LESION = Region("mass", "epidural_lesion", ("mass",), None)


def series(role):
    return Series(role, role, (role,), None)


def row(role, value, reference="marrow", refused="", comparison=None):
    return ComparisonRow(LESION, reference, series(role), comparison or Comparison("ratio", value, value, value), "",
                         refused=refused)


def uptake(value, factor=1.05):
    change = Comparison("enhancement", value, (1 + value) / factor - 1, (1 + value) * factor - 1)
    return IndexRow(LESION, "enhancement", CONSENSUS, ("T1", "T1post"), change, "1", "")


def kinds(*rows, indices=(), measurements=(), hasIron=False):
    return {str(one.kind) for one in dangers(rows, indices, measurements, NOWHERE, {}, hasIron)}


class SignalTest(unittest.TestCase):

    def testTissuesOfThePhantom(self):
        """By their true signal, against marrow of children and of adults."""
        blood = {"hematoma_subacute", "hematoma_acute"}
        for marrow in ("red", "adult"):
            for name in LESIONS:
                truth = truthOf(Variant(name, marrow))
                ratios = {role: truth[role]["emh"] / truth[role]["marrow"] for role in ("T1", "T2", "STIR")}
                if name in blood:
                    self.assertTrue(hematoma(ratios), name)
                elif name not in ("emh_fatty", "emh_iron"):  # which look like blood
                    self.assertEqual(hematoma(ratios), "", name)
                if name == "abscess":
                    self.assertTrue(isFluid(ratios))
                elif name.startswith(("emh", "hematoma", "lipo")) and marrow == "red":
                    self.assertFalse(isFluid(ratios), name)

    def testUptakeThroughoutIsNoPus(self):
        """A schwannoma is as bright as pus on T2, and takes up; pus does at its rim alone, or nobody has looked."""
        fluid = row("T1", 0.7), row("T2", 1.95), row("STIR", 2.06)
        self.assertEqual(kinds(*fluid), {"abscess"})
        self.assertEqual(kinds(*fluid, indices=[uptake(0.0)]), {"abscess"})
        self.assertEqual(kinds(*fluid, indices=[uptake(0.9)]), set())
        rim = MeasurementRow(LESION, series("T1post"), Measurement({}), None, (Flag("rim", 1.8),))
        self.assertEqual(kinds(*fluid, indices=[uptake(0.9)], measurements=[rim]), {"abscess"})
        refused = IndexRow(LESION, "enhancement", CONSENSUS, ("T1", "T1post"),
                           Comparison("enhancement", problem="fat suppression differs"), "1", "")
        self.assertEqual(kinds(*fluid, indices=[refused]), {"abscess"})

    def testWhatIsRefusedSaysNothing(self):
        self.assertEqual(kinds(row("T2", 0.15)), {"hematoma"})
        self.assertEqual(kinds(row("T2", 0.15, refused="another frame of reference")), set())
        self.assertEqual(kinds(row("T2", math.nan, comparison=Comparison("ratio", problem="outside"))), set())

    def testABoundIsEnough(self):
        dark = Comparison("ratio", math.nan, 0.0, 0.3)
        self.assertEqual(kinds(row("T2", 0.0, comparison=dark)), {"hematoma"})
        dark = Comparison("ratio", math.nan, 0.0, 0.7)
        self.assertEqual(kinds(row("T2", 0.0, comparison=dark)), set())

    def testFatBelowNoiseIsFat(self):
        nulled = Comparison("ratio", math.nan, 0.0, 0.3)
        self.assertEqual(kinds(row("T1", 1.9), row("STIR", 0.0, comparison=nulled)), set())

    def testIronDarkMarrowIsNotAsked(self):
        """Against marrow of a third of its signal all is bright: cord stands in for it."""
        rows = [row("T2", 3.0), row("T2", 1.17, "cord"), row("T1", 1.8), row("T1", 1.5, "cord")]
        self.assertEqual(kinds(*rows, hasIron=True), set())
        self.assertEqual(kinds(*rows), {"hematoma"})


class CordTest(unittest.TestCase):

    def analyzed(self, *regions, **options):
        options = {"clinicalSetting": "uniform", **options}
        return analyze(dataclasses.replace(case(*regions, vertebrae=bodies()), **options), MODEL)

    def testEpiduralLesionsMayCompress(self):
        result = self.analyzed(*phantomRegions())
        danger, = result.dangers
        self.assertEqual((danger.kind, danger.reason), ("compression", "Epidural T5/6 lies in the spinal canal"))
        beside = [one for one in phantomRegions() if one.role != "epidural_lesion"]
        self.assertEqual(self.analyzed(*beside).dangers, ())
        far = region("far", "epidural_lesion", toRas(60, CORD_CENTER, levelPosition(6)))
        self.assertEqual(self.analyzed(*beside, far).dangers, ())

    def testAnsweredByTheUser(self):
        """Each grade answers the question; from grade 2 on the answer is the alarm. No grade changes a probability."""
        plain = self.analyzed(*phantomRegions()).differential
        for answer, isAlarm in (("grade_0", False), ("grade_1a", False), ("grade_1b", False), ("grade_1c", False),
                                ("absent", False), ("grade_2", True), ("grade_3", True), ("present", True)):
            result = self.analyzed(*phantomRegions(), findings={"cord_compression": answer})
            self.assertEqual(result.dangers, (), answer)
            self.assertEqual([text for text in alertTexts(result) if "Compression of the cord" in text],
                             ["Compression of the cord or cauda: urgent, whatever the cause."] if isAlarm else [])
            self.assertEqual(result.differential.totalDecibans, plain.totalDecibans)
        feature = next(feature for feature in MODEL.features if feature.id == "cord_compression")
        self.assertEqual(len(feature.answers), 8, "all of them are tried")
        unknown = self.analyzed(*phantomRegions(), findings={"cord_compression": NOT_ASSESSED})
        self.assertEqual([danger.kind for danger in unknown.dangers], ["compression"])

    def testShownWhateverTheAnswer(self):
        """In all settings, without a model, in every text and file; and no probability changes."""
        for setting in (*MODEL.basePriors, *MODEL.conditions):
            self.assertEqual(len(self.analyzed(*phantomRegions(), clinicalSetting=setting.id).dangers), 1)
        result = self.analyzed(*phantomRegions())
        self.assertIn("! Compression of cord or cauda is not excluded", alertLines(result))
        self.assertIn("! Compression of cord or cauda is not excluded (Epidural T5/6 lies", readoutText(result))
        self.assertEqual(readout(result, MODEL)["dangers"], [
            {"kind": "compression", "reason": "Epidural T5/6 lies in the spinal canal"}])
        without = analyze(dataclasses.replace(result.case), None)
        self.assertEqual(alertLines(without), ["! Compression of cord or cauda is not excluded"])
        self.assertEqual(dataclasses.replace(result, dangers=()).differential, result.differential)


if __name__ == "__main__":
    unittest.main()
