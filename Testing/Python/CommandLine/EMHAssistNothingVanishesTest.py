"""Tests of what is given twice, by odd names, or cannot be measured: named in the results, or refused in one line."""

import json
import unicodedata
import unittest

import numpy as np

from EMHAssistCases.CommandCase import MeasureCase
from EMHAssistCases.Packages import needNibabel

setUpModule = needNibabel


class NothingVanishesTest(MeasureCase):
    def setUp(self):
        super().setUp()
        self.writeCase()

    def assertRefused(self, pattern, *arguments):
        status, output, errors = self.run_("measure", *arguments, "--out", self.out)
        self.assertEqual((status, output), (2, ""))
        self.assertRegex(errors, rf"\Aemhassist: error: [^\n]*{pattern}[^\n]*\n\Z")
        self.assertFalse(self.out.exists())

    def writeRoi(self, name, center, size=(6, 6, 3), **changes):
        markup = {"type": "ROI", "coordinateSystem": "LPS", "center": center, "size": size, **changes}
        (self.folder / name).write_text(json.dumps({"markups": [markup]}))
        return self.folder / name

    def testRoiOfAScript(self):
        """Center and size without a control point hold the voxels of the label."""
        mass = self.writeRoi("mass.mrk.json", [4.5, 4.5, 2])
        self.measure(*self.arguments[:2], "--lesion", mass, *self.arguments[4:])
        row = self.measurement("mass", "T1")
        self.assertAlmostEqual(float(row["mean"]), self.image[1:4, 2:8, 2:8].mean(dtype=np.float64), places=4)
        self.assertEqual((float(row["n"]), float(row["volume_mm3"])), (108, 108))

    def testRegionGivenTwice(self):
        mass = self.writeRoi("mass.mrk.json", [4.5, 4.5, 2])
        for twice in (("--lesion", mass, "--lesion", mass), ("--lesion", mass, "--muscle", mass)):
            self.assertRefused(f"{twice[2]} .*: the region 'mass' is given twice, also as --lesion",
                               *self.arguments[:2], *twice)
        self.assertRefused("'labels:1' is given twice", *self.arguments, "--cord", f"{self.labels}:1")

    def copy(self):
        copy = self.folder / "copy.nrrd"
        copy.write_bytes(self.t1.read_bytes())
        return copy

    def testSeriesGivenTwice(self):
        """As a copy, too: which of the roles is wrong is not known, so nothing is claimed of either."""
        self.assertRefused("--t2 .*t1.nrrd: the same series was given as --t1", *self.arguments, "--t2", self.t1)
        self.assertIn("hold the same voxels", self.measure(*self.arguments, "--t2", self.copy()))

    def testLabelsGivenAsSeries(self):
        path = self.folder / "spine.seg.nrrd"
        path.write_bytes(self.t1.read_bytes())
        self.assertRefused("--t2 .*: is a segmentation; give the series", *self.arguments, "--t2", path)
        self.measure(*self.arguments, "--t2", self.labels)
        self.assertIn("T2: not compared: it holds no other values than 0, 1, 2: it is a label image",
                      " ".join(self.readout()["warnings"]))
        self.assertFalse(any("T1: not compared" in warning for warning in self.readout()["warnings"]))

    def testSeveralLabelImagesInOneFile(self):
        import nibabel

        labels = np.asarray(nibabel.load(self.labels).dataobj).T
        both = self.writeImage("both.nii.gz", np.stack([0 * labels, labels]), (1, 1, 1, 1))
        self.assertRefused("say which one, as FILE:1 to FILE:2", *self.arguments[:2], "--lesion", f"{both}:1")
        self.measure(*self.arguments[:2], "--lesion", f"{both}:2:1")
        self.assertEqual(float(self.measurement("both:2:1", "T1")["n"]), 108)

    def testStrict(self):
        far = self.writeRoi("far.mrk.json", [500, 4.5, 2])
        self.assertRefused("--strict: --lesion .*far.mrk.json: far not measured on T1: the region lies outside",
                           *self.arguments, "--lesion", far, "--strict")
        color = self.writeImage("color.nrrd", np.zeros((4, 5, 6, 3), dtype=np.uint8), isVector=True)
        self.assertRefused("--strict: --t2 .*color.nrrd: not measured: .*3 values per voxel",
                           *self.arguments, "--t2", color, "--strict")
        self.assertRefused(r"--strict: T1 \(2\): not compared: it holds the same voxels as T1", *self.arguments,
                           "--t1", self.writeImage("copy.nrrd", self.image), "--strict")
        self.measure(*self.arguments, "--strict")

    def testImagesInOneFile(self):
        """The second of two is that which is measured."""
        both = self.writeImage("both.nii.gz", np.stack([self.image, 2 * self.image]), (1, 1, 1, 1))
        self.assertRefused("--t1 .*2 images of three; say which one, as FILE:1 to FILE:2", "--t1", both,
                           *self.arguments[2:])
        self.measure("--t1", f"{both}:2", *self.arguments[2:])
        self.assertAlmostEqual(float(self.measurement("labels:1", "T1")["mean"]) / 400, 1, places=2)

    def testNames(self):
        """Accents in one piece or two, colons, percent signs, spaces; links that lead nowhere."""
        name = unicodedata.normalize("NFD", "K\u00f6rper 50 %: a.nrrd")
        (self.folder / name).write_bytes(self.t1.read_bytes())
        self.measure("--t1", self.folder / unicodedata.normalize("NFC", name), *self.arguments[2:])
        (self.folder / "broken.nii").symlink_to(self.folder / "gone.nii")
        self.out = self.folder / "other"
        self.assertRefused("--t1 .*broken.nii: .*this link points to is not there", "--t1", self.folder / "broken.nii",
                           *self.arguments[2:])
        self.assertRefused("--lesion .*: is a folder; give a file", *self.arguments[:2], "--lesion", self.folder)
        self.assertRefused("there is no such file", "--t1", "x" * 300, *self.arguments[2:])

    def testLabelsThatAreNotWhole(self):
        """A label image that went through floating point is one; a mask of fractions is none."""
        labels = np.round(self.image / 100).clip(0, 2).astype(np.float32)
        near = self.writeImage("near.nrrd", labels * np.float32(0.99999))
        self.measure(*self.arguments[:2], "--lesion", f"{near}:2")
        self.assertEqual(float(self.measurement("near:2", "T1")["n"]), (labels == 2).sum())
        self.out = self.folder / "other"
        far = self.writeImage("far.nrrd", labels * np.float32(0.9))
        self.assertRefused("not a label image", *self.arguments[:2], "--lesion", f"{far}:2")

    def testLabelsBesideTheirSeries(self):
        """Of the very grid of the series, and somewhere else: said with how far."""
        import SimpleITK

        image = SimpleITK.ReadImage(str(self.labels))
        image.SetOrigin((0, 0, 2))
        SimpleITK.WriteImage(image, str(self.folder / "moved.nrrd"))
        moved = self.folder / "moved.nrrd"
        self.measure(*self.arguments, "--muscle", f"{moved}:1")
        notes = [warning for warning in self.readout()["warnings"] if "lies up to" in warning]
        self.assertEqual(len(notes), 1)
        self.assertRegex(notes[0], "^moved:1: .*up to 2 mm beside")
        # In cm that nobody has told: 10 voxels of 0.1 mm each way.
        image = SimpleITK.ReadImage(str(self.labels))
        image.SetSpacing((0.1, 0.1, 0.1))
        SimpleITK.WriteImage(image, str(moved))
        self.measure(*self.arguments, "--muscle", f"{moved}:1")
        self.assertRegex(" ".join(self.readout()["warnings"]), "moved:1: .*up to 1[0-9.]* mm beside")

    def testLabelsWhosePlaceIsNotSaid(self):
        """Beside a series that says it: refused. On one that does not say it either they are on its voxels."""
        import nibabel

        for name in ("t1.nii", "labels.nii.gz"):
            source = self.image if name == "t1.nii" else np.asarray(nibabel.load(self.labels).dataobj).T
            image = nibabel.Nifti1Image(source.T, None)
            image.header.set_zooms((1, 1, 1))
            nibabel.save(image, self.folder / f"plain {name}")
        plain = self.folder / "plain labels.nii.gz"
        regions = ("--lesion", f"{plain}:1", "--marrow", f"{plain}:2")
        self.assertRefused("--lesion .*: it does not say where its voxels are", *self.arguments[:2], *regions)
        output = self.measure("--t1", self.folder / "plain t1.nii", *regions)
        self.assertIn("T1: doubtful: it does not say where its voxels are", output)
        self.assertEqual(float(self.measurement("plain labels:1", "T1")["n"]), 108)


if __name__ == "__main__":
    unittest.main()
