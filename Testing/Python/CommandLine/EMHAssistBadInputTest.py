"""Tests of input that the command ``emhassist`` refuses, and of such that it measures with a remark."""

import json
import unittest

import numpy as np

from EMHAssistCases.CommandCase import MeasureCase
from EMHAssistCases.Packages import needNibabel
from EMHAssistCases.Paths import DATA, OWN_DATA, SARCOMA, SMALL_DICOM, needs

setUpModule = needNibabel


class BadInputTest(MeasureCase):
    """One line on stderr, exit status 2, nothing written."""

    def setUp(self):
        super().setUp()
        self.writeCase()

    def assertRefused(self, pattern, *arguments, out=None):
        out = self.out if out is None else out
        before = {path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        status, output, errors = self.run_("measure", *arguments, "--out", out)
        self.assertEqual((status, output), (2, ""))
        self.assertRegex(errors, rf"^emhassist: error: .*{pattern}.*\n$")
        self.assertEqual({path: path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}, before)
        self.assertFalse(self.out.exists() and not before.get(self.out) and any(self.out.iterdir()))

    def testSeries(self):
        regions = self.arguments[2:]
        self.assertRefused("no series given; use one of --t1, --t2, --stir", *regions)
        self.assertRefused(r"--t1 .*missing.nii: there is no such file", "--t1", self.folder / "missing.nii", *regions)
        text = self.folder / "text.nii"
        text.write_text("no image")
        self.assertRefused(r"--t1 .*text.nii: cannot be read as an image", "--t1", text, *regions)
        cut = self.folder / "cut.nrrd"
        cut.write_bytes(self.t1.read_bytes()[:2000])
        self.assertRefused("--t1 .*cut.nrrd: the file is cut off: 1704 of 4000 bytes", "--t1", cut, *regions)
        (self.folder / "empty").mkdir()
        self.assertRefused("--stir .*empty: the folder is empty", "--stir", self.folder / "empty", *regions)
        self.assertRefused("unrecognized arguments: --t9", "--t9", self.t1, *regions)
        flat = self.writeImage("flat.nrrd", np.zeros((4, 5), dtype=np.uint8))
        self.assertRefused("the image has 2 dimensions", "--t1", flat, *regions)
        self.assertRefused("leave out ':3'", "--t1", f"{self.t1}:3", *regions)

    def testOneSeriesInTwoRoles(self):
        regions = self.arguments[2:]
        again = self.t1.parent / "." / "." / self.t1.name
        for option in ("--t2", "--t1", "--t1-post"):
            self.assertRefused(f"{option} .*{self.t1.name}: the same series was given as --t1 .*; leave one of them",
                               "--t1", self.t1, option, again, *regions)

    @needs(SMALL_DICOM)
    def testBrokenDicom(self):
        for name, reason in (("sliceincrement", "the .*slice.*(give|export) "),
                             ("sliceorientation", "2 series to choose from: 202 .*, 501 .*; give one as FOLDER:")):
            self.assertRefused(f"--t1 .*{name}/001: .*{reason}", "--t1", SMALL_DICOM / "failing" / name / "001",
                               *self.arguments[2:])

    def testRegions(self):
        series = self.arguments[:2]
        self.assertRefused("no lesion given; use one of --epidural-lesion", *series, *self.arguments[4:])
        self.assertRefused("--lesion .*: there is no such file", *series, "--lesion", self.folder / "none.mrk.json")
        self.assertRefused("--lesion .*: say which label", *series, "--lesion", self.labels)
        for thickness in ("0", "-1", "nan", "inf", "thick"):
            self.assertRefused("--curve-thickness", *self.arguments, "--curve-thickness", thickness)
        self.assertRefused("--liver", *series, "--lesion", f"{self.labels}:1", "--liver", f"{self.labels}:2")

    @needs(SARCOMA)
    def testStructureWithoutItsSeries(self):
        self.assertRefused("give the DICOM folder of that series too", "--t1", self.t1, "--lesion",
                           f"{SARCOMA / 'MR_T1' / 'mask' / '1-1.dcm'}:GTV_Mass")

    def testModel(self):
        self.assertRefused("Unknown setting 'other'; this model has:", *self.arguments, "--setting", "other")
        self.assertRefused("Unknown condition 'uniform'; this model has: known_hemolysis, ", *self.arguments,
                           "--condition", "uniform")
        self.assertRefused("The base prior 'uniform' takes no conditions: enter them as findings", *self.arguments,
                           "--setting", "uniform", "--condition", "known_cancer")
        self.assertRefused("A setting has one base prior", *self.arguments, "--setting", "uniform+unselected_mass")
        self.assertRefused("\"Chronic hemolysis .*\" and \"Blood disorder looked for, none\" deny each other",
                           *self.arguments, "--setting", "none_known", "--condition", "known_hemolysis")
        self.assertRefused("Unknown feature 'other'; this model has:", *self.arguments, "--finding", "other=present")
        self.assertRefused("Unknown answer 'other'", *self.arguments, "--finding", "marrow_like=other")
        self.assertRefused("'marrow_like' is not FEATURE=ANSWER", *self.arguments, "--finding", "marrow_like")
        model = self.folder / "model.json"
        for content in ("{}", "[", '{"schema_version": 99}'):
            model.write_text(content)
            self.assertRefused("Model file .*model.json", *self.arguments, "--model", model)
        self.assertRefused("cannot be read", *self.arguments, "--model", self.folder / "missing.json")

    def testOut(self):
        self.assertRefused("t1.nrrd: is a file; give a folder", *self.arguments, out=self.t1)
        self.assertRefused("t1.nrrd", *self.arguments, out=self.t1 / "inner")

    def testExistingResultsStay(self):
        self.out.mkdir()
        (self.out / "ratios.csv").write_text("earlier")
        status, _, errors = self.run_("measure", *self.arguments, "--setting", "other", "--out", self.out)
        self.assertEqual(status, 2, errors)
        self.assertEqual([path.name for path in self.out.iterdir()], ["ratios.csv"])
        self.assertEqual((self.out / "ratios.csv").read_text(), "earlier")

    def testCommand(self):
        for arguments in ((), ("mesure",), ("measure",)):
            status, _, errors = self.run_(*arguments)
            self.assertEqual(status, 2)
            self.assertRegex(errors, r"^emhassist: error: [^\n]+\n$")


class DoubtfulInputTest(MeasureCase):
    """Results are written, and say what is wrong."""

    def testRegionOutside(self):
        self.writeCase()
        point = {"id": "1", "label": "1", "position": [500, 0, 0], "positionStatus": "defined"}
        markup = {"type": "ROI", "coordinateSystem": "RAS", "roiType": "Box", "center": [500, 0, 0],
                  "orientation": [1, 0, 0, 0, 1, 0, 0, 0, 1], "size": [9, 9, 9], "controlPoints": [point]}
        far = self.folder / "far.mrk.json"
        far.write_text(json.dumps({"markups": [markup]}))
        output = self.measure(*self.arguments, "--lesion", far)
        self.assertIn("outside", self.measurement("far", "T1")["flags"])
        ratio = self.ratio("far", "marrow", "T1")
        self.assertEqual((ratio["ratio"], ratio["low"]), ("", ""))
        self.assertIn("not measurable: lesion: the region lies outside the image", ratio["note"])
        self.assertIn("the region lies outside the image", output)

    def testNameAgainstRole(self):
        """What a file is called contradicts the role it was given."""
        self.writeCase()
        for option, role, name, reason in (
                ("--t1", "T1", "t2_tirm_sag.nrrd", "speaks for STIR"),
                ("--t2", "T2", "sag t1 seg.nrrd", "map of labels"),
                ("--t2", "T2", "ep2d_diff_b0.nrrd", "diffusion-weighted"), ("--t1", "T1", "T1_MIP.nrrd", "computed"),
                ("--adc", "ADC", "DWI_b800.nrrd", "diffusion-weighted"),
                ("--t2", "T2", "T2_phase.nrrd", "a phase image")):
            with self.subTest(name):
                output = self.measure(option, self.writeImage(name, self.image), *self.arguments[2:])
                self.assertRegex(output, rf"Warning: {role}: not compared: [^\n]*{reason}")
                self.assertEqual(self.ratio("labels:1", "marrow", role)["ratio"], "")
                self.assertRegex(" ".join(self.readout()["warnings"]), reason)

    def testLabelsAsImage(self):
        self.writeCase()
        labels = np.zeros((8, 16, 16), np.uint8)
        labels[2:4, 3:7, 3:7], labels[4:6, 3:7, 8:12] = 1, 2
        output = self.measure("--t1", self.writeImage("t1.nrrd", labels), *self.arguments[2:])
        self.assertRegex(output, "Warning: T1: not compared: [^\n]*map of labels: 0 and 2 other whole numbers up to 2")

    def testInPhaseIsAT1Too(self):
        self.writeCase()
        self.measure(*self.arguments, "--in-phase", self.t1)
        self.assertEqual(self.ratio("labels:1", "marrow", "InPhase")["ratio"],
                         self.ratio("labels:1", "marrow", "T1")["ratio"])

    def testNotFiniteVoxels(self):
        self.writeCase()
        array = self.image.copy()
        array[2, 3, 3:6] = np.nan, np.inf, -np.inf
        # ITK's reader of NIfTI makes such voxels 0.
        for name in ("t1.nrrd", "t1.nii.gz", "t1.nii"):
            with self.subTest(name):
                output = self.measure("--t1", self.writeImage(name, array), *self.arguments[2:])
                row = self.measurement("labels:1", "T1")
                self.assertEqual(row["flags"], "not_finite=0.02778")
                self.assertEqual(float(row["n"]), 3 * 36 - 3)
                inside = array[1:4, 2:8, 2:8]
                self.assertAlmostEqual(float(row["mean"]), inside[np.isfinite(inside)].mean(), places=4)
                self.assertIn("not_finite=0.02778", output)

    def testSeveralComponents(self):
        self.writeCase()
        color = self.writeImage("color.nrrd", np.zeros((4, 5, 6, 3), dtype=np.uint8), isVector=True)
        output = self.measure(*self.arguments, "--t2", color)
        self.assertIn("3 values per voxel", output)
        self.assertIn("3 values per voxel", " ".join(self.readout()["warnings"]))
        self.assertNotEqual(self.ratio("labels:1", "marrow", "T1")["ratio"], "")

    @needs(SARCOMA)
    def testDifferentFramesOfReference(self):
        other = DATA / "cmbcrc_t2_dicom" / "SCAN_001"
        output = self.measure("--t1", SARCOMA / "MR_T1" / "image", "--t2", other / "t2_image", "--adc",
                              other / "adc_image", "--lesion", OWN_DATA / "STS001FemoralMarrow.mrk.json")
        for reason in ("have different frames of reference", "are of different patients"):
            self.assertIn(f"T1: not compared: it and T2, ADC {reason}", " ".join(self.readout()["warnings"]))
            self.assertIn(f"T1: not compared: it and T2, ADC {reason}", " ".join(output.split()))


if __name__ == "__main__":
    unittest.main()
