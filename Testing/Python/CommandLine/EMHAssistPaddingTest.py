"""Tests of cases whose images are filled where nothing was acquired: what is measured is tissue alone."""

import unittest

import numpy as np

from EMHAssistCases.CommandCase import MeasureCase
from EMHAssistCases.DicomSlices import makeSlice
from EMHAssistCases.Packages import needNibabel
from EMHAssistLib.Input.CaseFiles import readCase
from EMHAssistLib.Measurement import Image, imageNoise
from EMHAssistLib.Roles import regionRole, sequenceRole
from EMHAssistLib.Scene import Volumes

setUpModule = needNibabel

SHAPE = (12, 64, 64)


class PaddingTest(MeasureCase):
    """A body of 300 in noise, a lesion of 600, and a circle outside of which there is nothing."""

    def setUp(self):
        super().setUp()
        labels = np.zeros(SHAPE, dtype=np.uint8)
        labels[4:8, 24:34, 16:26], labels[4:8, 24:34, 38:48] = 1, 2
        labels[4:8, 0:4, 0:4] = 3  # in a corner
        labels[4:8, 28:32, 56:64] = 4  # across the circle
        self.labels = self.writeImage("labels.nii.gz", labels, spacing=(1, 1, 3))
        rows, columns = np.indices(SHAPE[1:]) - 31.5
        distance = np.broadcast_to(np.hypot(rows, columns), SHAPE)
        self.isPadding = distance > 31.5
        random = np.random.default_rng(4)
        signal = np.where(distance < 20, np.where(labels == 1, 600, 300), 0)
        noise = random.normal(0, 15, (2, *SHAPE))
        self.image = np.rint(np.hypot(signal + noise[0], noise[1])).astype(int).clip(1)
        self.regions = ("--lesion", f"{self.labels}:1", "--marrow", f"{self.labels}:2")
        self.others = ("--muscle", f"{self.labels}:3", "--csf", f"{self.labels}:4")

    def writeSeries(self, name, stored, **attributes):
        folder = self.folder / name
        folder.mkdir()
        for index, values in enumerate(stored):
            data = makeSlice(values, index, SeriesInstanceUID=f"1.2.3.{len(name)}", **attributes)
            data.save_as(folder / f"s{index:02}.dcm", enforce_file_format=True)
        return folder

    def testMagneticResonance(self):
        """What lies inside is measured as without padding, with the same flags and intervals."""
        self.measure("--t1", self.writeSeries("whole", self.image), *self.regions)
        rows, ratios = self.rows("measurements.csv"), self.rows("ratios.csv")
        [ratio] = {row["ratio"] for row in ratios}
        for value in (0, 3000):
            padded = self.writeSeries(f"padded{value}", np.where(self.isPadding, value, self.image),
                                      PixelPaddingValue=value)
            self.out = self.folder / f"out{value}"
            self.measure("--t1", padded, *self.regions, *self.others)
            by = {row["region"]: row for row in self.rows("measurements.csv")}
            for row in rows:
                for column in ("n", "mean", "sd", "flags"):
                    self.assertEqual(by[row["region"]][column], row[column])
                self.assertAlmostEqual(float(by[row["region"]]["se"]), float(row["se"]), delta=0.1 * float(row["se"]))
            # Of the noise, which is taken off the signal, there is a little less to be seen.
            found = {row["ratio"] for row in self.rows("ratios.csv") if row["reference"] == "marrow"}
            self.assertAlmostEqual(float(found.pop()), float(ratio), delta=0.01)
            self.assertEqual((by["labels:3"]["mean"], by["labels:3"]["not_finite"]), ("", "1.0"))
            inside = self.image[4:8, 28:32, 56:64][~self.isPadding[4:8, 28:32, 56:64]]
            self.assertAlmostEqual(float(by["labels:4"]["mean"]), inside.mean(), places=6)
            self.assertIn("not_finite", by["labels:4"]["flags"])
            self.assertTrue(any("padding" in warning and "labels:3" in warning
                                for warning in self.readout()["warnings"]), self.readout()["warnings"])

    def testNoiseIsKnownBesidePadding(self):
        rows, columns = np.indices((128, 128)) - 63.5
        distance = np.broadcast_to(np.hypot(rows, columns), (9, 128, 128))
        noise = np.random.default_rng(6).normal(0, 15, (2, *distance.shape))
        image = np.hypot(np.where(distance < 40, 300, 0) + noise[0], noise[1])
        for array in (image, np.where(distance > 64, np.nan, image)):
            self.assertAlmostEqual(imageNoise(Image(array, np.eye(4))).sigma, 15, delta=1)

    def testComputedTomography(self):
        """Values that no tissue has are padding in CT, from whatever file and without a header that says so."""
        image = np.where(self.isPadding, -2000, self.image - 300).astype(np.int16)
        nifti = self.writeImage("ct.nii.gz", image, spacing=(1, 1, 3))
        nrrd = self.writeImage("ct.nrrd", image.astype(np.float32) - 0.25 * (image > -2000), spacing=(1, 1, 3))
        dicom = self.writeSeries("dicom", image, Modality="CT", PixelRepresentation=1)
        for number, (path, below) in enumerate(((nifti, 0), (nrrd, 0.25), (dicom, 0))):
            self.out = self.folder / f"out{number}"
            self.measure("--ct", path, *self.regions, *self.others)
            by = {row["region"]: row for row in self.rows("measurements.csv")}
            inside = image[4:8, 28:32, 56:64].astype(float)
            inside = inside[inside > -2000] - below
            self.assertAlmostEqual(float(by["labels:4"]["mean"]), inside.mean(), places=4)
            self.assertIn("not_finite", by["labels:4"]["flags"])
            self.assertEqual(by["labels:3"]["mean"], "")

    def testRoleTellsTheScale(self):
        """Of MR no value is too low to be one: another role brings the voxels back."""
        image = np.where(self.isPadding, -2000, self.image).astype(np.int16)
        path = str(self.writeImage("image.nrrd", image, spacing=(1, 1, 3)))
        scene = readCase([(sequenceRole("CT"), path)], [(regionRole("marrow"), f"{self.labels}:2")], "ellipsoid")
        [series] = Volumes.series(scene)
        self.assertEqual(np.isnan(series.image.array).sum(), self.isPadding.sum())
        Volumes.setRole(Volumes.allVolumes(scene)[0], "T1")
        [other] = Volumes.series(scene)
        np.testing.assert_array_equal(other.image.array, image)
        self.assertNotEqual(other.key, series.key)


if __name__ == "__main__":
    unittest.main()
