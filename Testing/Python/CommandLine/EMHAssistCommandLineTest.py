"""Tests of the command ``emhassist``: real images against published means, and made-up ones."""

import contextlib
import importlib.util
import io
import json
import subprocess
import sys
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.CommandCase import FILES, MeasureCase
from EMHAssistCases.MovedSeries import fixedSeries, movedSeries
from EMHAssistCases.Packages import needNibabel
from EMHAssistCases.Paths import OWN_DATA, SARCOMA, SPINE, needs
from EMHAssistLib.CommandLine import main
from EMHAssistLib.Likelihood import defaultModelPath
from EMHAssistLib.Roles import REGION_ROLES, SEQUENCE_ROLES

setUpModule = needNibabel

LIBRARY_FOLDER = Path(sys.modules["EMHAssistLib"].__file__).resolve().parents[1]
@needs(SARCOMA)
class SarcomaTest(MeasureCase):
    """A mass in the thigh against femoral marrow: DICOM, RTSTRUCT and a Markups ROI."""

    def testMassAgainstMarrow(self):
        output = self.measure(
            "--t1", SARCOMA / "MR_T1" / "image", "--stir", SARCOMA / "MR_T2" / "image",
            "--lesion", f"{SARCOMA / 'MR_T1' / 'mask' / '1-1.dcm'}:GTV_Mass",
            "--lesion", f"{SARCOMA / 'MR_T2' / 'mask' / '1-1.dcm'}:GTV_Mass",
            "--marrow", OWN_DATA / "STS001FemoralMarrow.mrk.json", "--ellipsoid")

        # Published: T1 mean 285.0, median 283, 101 to 617, n 466140; T2 mean 513.9, median 522, 36 to 892, n 260938.
        # Those masks hold the pixels of the outlines too, so they are larger by half of the pixels around them; here a
        # voxel belongs to the mass when its center lies inside.
        for region, sequence, mean, median, low, high, count in (
                ("GTV_Mass", "T1", 285.0, 283, 101, 617, 466140),
                ("GTV_Mass (2)", "STIR", 513.9, 522, 36, 892, 260938)):
            row = self.measurement(region, sequence)
            self.assertAlmostEqual(float(row["mean"]) / mean, 1, delta=0.01)
            self.assertAlmostEqual(float(row["median"]) / median, 1, delta=0.01)
            self.assertEqual((float(row["min"]), float(row["max"])), (low, high))
            self.assertLess(float(row["n"]), count)
            self.assertAlmostEqual(float(row["n"]) / count, 1, delta=0.025)
            self.assertEqual(float(row["coverage"]), 1)
        # The same mass by the contours of the other series.
        self.assertAlmostEqual(float(self.measurement("GTV_Mass (2)", "T1")["mean"]) / 285.0, 1, delta=0.01)
        self.assertAlmostEqual(float(self.measurement("GTV_Mass", "STIR")["mean"]) / 513.9, 1, delta=0.01)

        # Published for femoral marrow, without a mask: about 502 and about 90.
        self.assertAlmostEqual(float(self.measurement("STS001FemoralMarrow", "T1")["mean"]) / 502, 1, delta=0.05)
        self.assertAlmostEqual(float(self.measurement("STS001FemoralMarrow", "STIR")["mean"]) / 90, 1, delta=0.15)
        self.assertAlmostEqual(float(self.ratio("GTV_Mass", "marrow", "T1")["ratio"]) / 0.57, 1, delta=0.05)
        self.assertAlmostEqual(float(self.ratio("GTV_Mass (2)", "marrow", "STIR")["ratio"]) / 5.7, 1, delta=0.15)

        readout = self.readout()
        self.assertEqual([finding["level"] for finding in readout["findings"] if finding["feature"] == "marrow_like"],
                         ["absent"])
        self.assertEqual(readout["warnings"], [])
        self.assertIn(readout["headline"], output)
        # A thigh is no spine, whatever its ratios.
        self.assertIn("no lesion at the spine", readout["headline"])
        self.assertEqual((readout["verdict"], self.rows("differential.csv")), ("insufficient", []))
        self.assertNotIn("probability", json.dumps(readout))

    def testNoIdentityInFiles(self):
        """Neither UIDs nor any text of the headers that could tell who the patient is reaches the results."""
        import pydicom

        output = self.measure("--t1", SARCOMA / "MR_T1" / "image",
                              "--lesion", f"{SARCOMA / 'MR_T1' / 'mask' / '1-1.dcm'}:GTV_Mass")
        written = output + "".join((self.out / name).read_text(encoding="utf-8") for name in FILES)
        header = pydicom.dcmread(SARCOMA / "MR_T1" / "image" / "1-01.dcm", stop_before_pixels=True)
        for element in header:
            text = str(element.value)
            if (element.VR == "UI" or "Patient" in element.keyword or element.VR == "PN") and len(text) > 4:
                self.assertNotIn(text, written, element.keyword)


@needs(SPINE)
class SpineTest(MeasureCase):
    """A lumbar spine with its label image: references taken from an existing segmentation."""

    IMAGE, LABELS = SPINE / "sub-mri_label-6_T2w.nii.gz", SPINE / "sub-mri_seg-subreg_label-6_msk.nii.gz"
    MARROW, CORD, CANAL, DISC = 49, 60, 61, 100

    def testOwnMasks(self):
        """Means equal those over the voxel arrays, which have the same grid."""
        import SimpleITK

        self.measure("--t2", self.IMAGE, "--lesion", f"{self.LABELS}:{self.DISC}", "--csf",
                     f"{self.LABELS}:{self.CANAL}", "--cord", f"{self.LABELS}:{self.CORD}", "--marrow",
                     f"{self.LABELS}:{self.MARROW}")
        values, labels = (SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(path))).astype(float)
                          for path in (self.IMAGE, self.LABELS))
        for label in (self.DISC, self.CANAL, self.CORD, self.MARROW):
            row = self.measurement(f"sub-mri_seg-subreg_label-6_msk:{label}", "T2")
            expected = values[labels == label]
            self.assertEqual(float(row["n"]), expected.size)
            self.assertAlmostEqual(float(row["mean"]), expected.mean(), places=9)
            self.assertAlmostEqual(float(row["sd"]), expected.std(ddof=1), places=9)

    def testErodedMasks(self):
        """Published for eroded masks: marrow 69.1, CSF/marrow 3.43, disc/marrow 0.60.

        They come from an erosion with the six neighbors, two steps for marrow and one for the others.
        """
        try:
            from scipy import ndimage
        except ImportError:
            self.skipTest("scipy is not there")
        import SimpleITK

        image = SimpleITK.ReadImage(str(self.LABELS))
        labels = SimpleITK.GetArrayFromImage(image)
        eroded = np.zeros_like(labels)
        for label, steps in ((self.MARROW, 2), (self.CANAL, 1), (self.DISC, 1)):
            eroded[ndimage.binary_erosion(labels == label, iterations=steps)] = label
        erodedImage = SimpleITK.GetImageFromArray(eroded)
        erodedImage.CopyInformation(image)
        file = self.folder / "eroded.nii.gz"
        SimpleITK.WriteImage(erodedImage, str(file))

        self.measure("--t2", self.IMAGE, "--lesion", f"{file}:{self.CANAL}", "--lesion", f"{file}:{self.DISC}",
                     "--marrow", f"{file}:{self.MARROW}")
        self.assertAlmostEqual(float(self.measurement("eroded:49", "T2")["mean"]), 69.1, delta=0.05)
        self.assertAlmostEqual(float(self.ratio("eroded:61", "marrow", "T2")["ratio"]), 3.43, delta=0.005)
        self.assertAlmostEqual(float(self.ratio("eroded:100", "marrow", "T2")["ratio"]), 0.60, delta=0.005)


class MeasureTest(MeasureCase):
    def testRatio(self):
        self.writeCase()
        output = self.measure(*self.arguments)
        self.assertAlmostEqual(float(self.measurement("labels:1", "T1")["mean"]), self.image[1:4, 2:8, 2:8].mean(),
                               places=4)
        ratio = self.ratio("labels:1", "marrow", "T1")
        self.assertAlmostEqual(float(ratio["ratio"]), 2, delta=0.01)
        self.assertLess(float(ratio["low"]), float(ratio["ratio"]))
        self.assertIn("Research use only", output)
        self.assertRegex(output, r"labels:1 +marrow +T1 +(2\.00|1\.99)")

    def testCurve(self):
        """A circle of radius 2.2 mm in the middle of the lesion."""
        self.writeCase()
        angles = np.arange(16) * np.pi / 8
        points = [{"position": [4 + 2.2 * np.cos(angle), 4 + 2.2 * np.sin(angle), 2.0], "positionStatus": "defined"}
                  for angle in angles]
        markup = {"type": "ClosedCurve", "coordinateSystem": "LPS", "controlPoints": points}
        curve = self.folder / "curve.mrk.json"
        curve.write_text(json.dumps({"markups": [markup]}))
        for thickness in (1, 3):
            self.measure(*self.arguments[:2], "--lesion", curve, *self.arguments[4:], "--curve-thickness", thickness)
            volume = float(self.measurement("curve", "T1")["volume_mm3"])
            self.assertAlmostEqual(volume / thickness, np.pi * 2.2 ** 2, delta=2.3)
            self.assertAlmostEqual(float(self.ratio("curve", "marrow", "T1")["ratio"]), 2, delta=0.02)

    def testAllRoles(self):
        """Every role has its option, aliases included."""
        self.writeCase()
        series = [text for number, role in enumerate(SEQUENCE_ROLES)
                  for text in (f"--{role.option}", self.writeImage(f"{number}.nrrd", self.image + number))]
        regions = []
        for role in REGION_ROLES:
            # One region has one role: a copy for each.
            copy = self.folder / role.name / self.labels.name
            copy.parent.mkdir()
            copy.write_bytes(self.labels.read_bytes())
            regions += [f"--{role.option}", f"{copy}:1"]
        self.measure(*series, *regions, "--t2fs", self.writeImage("t2fs.nrrd", self.image * 2))
        rows = self.rows("measurements.csv")
        self.assertEqual({row["region_role"] for row in rows}, {role.name for role in REGION_ROLES})
        self.assertEqual({row["sequence"] for row in rows}, {*(role.name for role in SEQUENCE_ROLES), "STIR (2)"})
        names = [row["region"] for row in rows if row["sequence"] == "CT"]
        self.assertEqual(names[:3], ["labels:1", "labels:1 (2)", "labels:1 (3)"])

    def testFindingsSettingAndModel(self):
        self.writeCase()
        model = defaultModelPath()
        content = json.loads(Path(model).read_text(encoding="utf-8"))
        setting, feature = content["base_priors"][-1]["id"], content["features"][0]["id"]
        level = content["features"][0]["levels"][0]["id"]
        self.measure(*self.arguments, "--finding", f"{feature}={level}", "--setting", setting, "--model", model)
        readout = self.readout()
        self.assertEqual(readout["setting"]["id"], setting)
        self.assertIn((feature, level, "entered"), [(finding["feature"], finding["level"], finding["source"])
                                                    for finding in readout["findings"]])

    def testConditionsCombine(self):
        """Joined in one option, given one by one, and stated by a finding: the prior is the same."""
        self.writeCase()
        found = []
        for arguments in (("--setting", "known_cancer+marrow_failure"),
                          ("--condition", "marrow_failure", "--condition", "known_cancer"),
                          ("--setting", "unselected_mass+known_cancer", "--condition", "marrow_failure"),
                          ("--condition", "marrow_failure", "--finding", "cancer_history=present")):
            output = self.measure(*self.arguments, *arguments)
            setting = self.readout()["setting"]
            self.assertEqual(setting["id"], "unselected_mass+marrow_failure+known_cancer")
            self.assertIn("Setting: ", output)
            found.append((setting["prior"], [step["prior"] for step in setting["steps"]]))
        self.assertEqual(found, found[:1] * 4)
        self.assertEqual([step["by"] for step in setting["steps"]], ["choice", "choice", "finding"])

    def testHelpNamesBasePriorsAndConditions(self):
        with contextlib.redirect_stdout(io.StringIO()) as output, self.assertRaises(SystemExit):
            main(["measure", "--help"])
        text = " ".join(output.getvalue().split())
        content = json.loads(Path(defaultModelPath()).read_text(encoding="utf-8"))
        for entry in (*content["base_priors"], *content["conditions"]):
            self.assertIn(entry["id"], text)

    def testFindingsAreMeasuredUnlessTheUserSaysOtherwise(self):
        def findings(*arguments):
            self.measure("--t2", image, *self.arguments[2:], *arguments)
            readout = self.readout()
            return [[(one["feature"], one["level"], one["source"]) for one in readout[name]
                     if "marrow" in one["feature"]] for name in ("findings", "overridden")]
        self.writeCase()
        image = self.writeImage("t2.nrrd", self.image)  # a T1 of slices as thin would be doubted
        measured = [("t2_marrow", "higher", "measured"), ("marrow_like", "absent", "measured")]
        self.assertEqual(findings(), [measured, []])
        self.assertEqual(findings("--finding", "t2_marrow=not_assessed"), [measured[1:], measured[:1]])
        self.assertEqual(findings("--finding", "t2_marrow=similar"),
                         [[("t2_marrow", "similar", "entered"), measured[1]], measured[:1]])
        self.assertIn("was measured", self.readout()["warnings"][0])
        self.assertEqual(findings("--iron"), [[], []])
        self.assertEqual(findings("--marrow-state", "fatty"), [measured, []])
        self.assertEqual(self.readout()["options"]["marrow"], "fatty")

    def testResultsAreReplaced(self):
        self.writeCase()
        self.measure(*self.arguments)
        before = self.readout()
        self.measure(*self.arguments)
        self.assertEqual(self.readout(), before)


@unittest.skipUnless(importlib.util.find_spec("SlicerHost"), "Slicer's own Python is not started like this")
class ProcessTest(MeasureCase):
    """The command as a process of its own."""

    def process(self, *arguments):
        return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                              env={"PYTHONPATH": str(LIBRARY_FOLDER), "PATH": ""})

    def testVersion(self):
        from EMHAssistLib import __version__

        result = self.process("-m", "EMHAssistLib.CommandLine", "--version")
        self.assertEqual((result.returncode, result.stdout.strip()), (0, f"EMHAssist {__version__}"))

    def testNoQtNoDisplayOneLine(self):
        self.writeCase()
        script = ("import sys; from EMHAssistLib.CommandLine import main; status = main(sys.argv[1:]); "
                  "heavy = {'PySide6', 'qt', 'SlicerHost', 'trame_slicer'} & set(sys.modules); "
                  "sys.exit(str(heavy) if heavy else status)")
        result = self.process("-c", script, "measure", *self.arguments, "--out", self.out)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for broken in (self.t1, self.labels):
            broken.write_bytes(broken.read_bytes()[:500])
        result = self.process("-c", script, "measure", *self.arguments, "--out", self.folder / "other")
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, r"^emhassist: error: [^\n]+\n$")
        self.assertFalse((self.folder / "other").exists())


if __name__ == "__main__":
    unittest.main()


class AlignmentTest(MeasureCase):
    """The alignment of the series is checked when it is asked for, and said."""

    def testCheckAlignment(self):
        import SimpleITK

        toLps = np.diag([-1.0, -1.0, 1.0])
        for name, image in (("t1", fixedSeries()), ("t2", movedSeries((0, 4, 0)))):
            spacing = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)
            file = SimpleITK.GetImageFromArray(image.array)
            file.SetSpacing(spacing)
            file.SetOrigin(toLps @ image.ijkToWorld[:3, 3])
            file.SetDirection((toLps @ image.ijkToWorld[:3, :3] / spacing).ravel())
            SimpleITK.WriteImage(file, str(self.folder / f"{name}.nrrd"))
        labels = np.zeros(fixedSeries().array.shape, np.uint8)
        k, j, i = np.array(labels.shape) // 2
        labels[k - 1:k + 2, j - 8:j + 8, i - 3:i + 3], labels[k - 1:k + 2, j - 8:j + 8, i + 8:i + 14] = 1, 2
        file = SimpleITK.GetImageFromArray(labels)
        file.CopyInformation(SimpleITK.ReadImage(str(self.folder / "t1.nrrd")))
        SimpleITK.WriteImage(file, str(self.folder / "labels.nii.gz"))
        arguments = ("--t1", self.folder / "t1.nrrd", "--t2", self.folder / "t2.nrrd", "--lesion",
                     f"{self.folder / 'labels.nii.gz'}:1", "--marrow", f"{self.folder / 'labels.nii.gz'}:2")
        self.assertNotIn("from where T1 shows it", self.measure(*arguments))
        output = self.measure(*arguments, "--check-alignment")
        t1, t2 = self.rows("ratios.csv")
        self.assertEqual(t2["ratio"], "", t1)
        self.assertRegex(output, r"the anatomy lies (3\.[6-9]|4\.[0-4]) mm .* from where T1 shows it")

    def testNothingToCheck(self):
        self.writeCase()
        status, _output, errors = self.run_("measure", *self.arguments, "--check-alignment", "--out", self.out)
        self.assertEqual(status, 2)
        self.assertIn("needs two series", errors)
