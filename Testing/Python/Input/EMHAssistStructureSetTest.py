"""Tests of DICOM RTSTRUCT contours as masks: against geometry and the volume of a real contour."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
import pydicom
from pydicom.dataset import Dataset, FileMetaDataset

from EMHAssistCases.Paths import SARCOMA, needs
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.CaseScene import addSegment, newScene
from EMHAssistLib.Input.ContourStack import ContourGrid
from EMHAssistLib.Input.DicomSeries import readDicom
from EMHAssistLib.Input.StructureSet import Structure, readStructure, structureMask
from EMHAssistLib.Measurement import Image, sample, solid
from EMHAssistLib.Scene.RegionReader import RegionReader

# A grid that is oblique and sheared, with three different spacings.
OBLIQUE = np.array([[0.7, 0.1, 0.3, 5], [-0.2, 0.9, 0.1, -7], [0.1, 0.2, 2.5, 11], [0, 0, 0, 1.0]])
UPRIGHT = np.array([[1, 0, 0, 2], [0, 1, 0, -12], [0, 0, 1, 8], [0, 0, 0, 1.0]])
SQUARE = [[0, 0, 5], [8, 0, 5], [8, 8, 5], [0, 8, 5]]


class StructureSetTest(unittest.TestCase):
    """RTSTRUCT contours on a made-up grid."""

    def setUp(self):
        self.own = self.grid("1.1", "9")

    def grid(self, series, frame, thickness=1):
        matrix = OBLIQUE @ np.diag([1, 1, thickness, 1])
        return ContourGrid((6, 20, 20), matrix, {"SeriesInstanceUID": series, "FrameOfReferenceUID": frame})

    def structure(self, planes=(2, 3), shift=0.0, x=0):
        square = np.array([[3.5, 4.5], [10.5, 4.5], [10.5, 8.5], [3.5, 8.5]]) + [x, 0]
        contours = [np.column_stack([square, np.full(4, plane + shift)]) @ OBLIQUE[:3, :3].T + OBLIQUE[:3, 3]
                    for plane in planes]
        return Structure(tuple(contours), frozenset({"1.1"}), "9")

    def testMask(self):
        stack = structureMask(self.structure(), [self.own])
        self.assertEqual(stack.notes, ())
        weights = sample(Image(np.zeros((6, 20, 20)), OBLIQUE), stack.mask)
        expected = np.zeros((6, 20, 20))
        expected[2:4, 5:9, 4:11] = 1
        found = np.zeros((6, 20, 20))
        weights.block(found)[...] = weights.weights
        np.testing.assert_array_equal(found, expected)
        self.assertEqual(stack.mask.array.dtype, bool)

    def testOwnSeriesComesFirst(self):
        other = ContourGrid((6, 40, 40), OBLIQUE @ np.diag([0.5, 0.5, 1, 1]), {"FrameOfReferenceUID": "9"})
        own = structureMask(self.structure(), [other, self.own]).mask
        self.assertEqual(own.array.sum(), 56)
        stack = structureMask(self.structure(), [other])
        self.assertAlmostEqual(stack.mask.array.sum(), 224)
        self.assertIn("not of the series it was drawn on", stack.notes[0])

    def testNoSeriesFits(self):
        with self.assertRaisesRegex(ValueError, "give the DICOM folder of that series too"):
            structureMask(self.structure(), [self.grid("1.2", "8"), ContourGrid((6, 20, 20), OBLIQUE, {})])

    def testReachesBeyondTheSeries(self):
        """The part inside is measured, with its fraction."""
        image = Image(np.zeros((6, 20, 20)), OBLIQUE)
        for structure, fraction in ((self.structure(planes=(5, 6)), 0.5), (self.structure(x=13), 3 / 7),
                                    (self.structure(planes=(-1, 0)), 0.5)):
            self.assertAlmostEqual(sample(image, structureMask(structure, [self.own]).mask).insideFraction, fraction)
        with self.assertRaisesRegex(ValueError, "wholly outside"):
            structureMask(self.structure(planes=(8, 9)), [self.own])

    def testGaps(self):
        """Drawn on every second slice is filled, a gap between two parts is not; both are said."""
        for planes, volume, note in (((1, 3, 5), 5, "every second slice: the 2 slices"), ((1, 3), 3, "every second"),
                                     ((0, 3, 6), 7, "every third slice"), ((0, 1, 4, 5), 4, "2 slices between"),
                                     ((0, 1, 3), 3, "gap was left empty"), ((1, 5), 2, "gap was left empty")):
            stack = structureMask(self.structure(planes=planes), [self.own])
            self.assertAlmostEqual(stack.mask.ownVolume, 28 * volume, places=6)
            self.assertRegex(" ".join(stack.notes), note)

    def testPlanesOfTheirOwn(self):
        """Contours that lie on no slice, or on thicker ones than those of another series, stand for as much as they
        are apart."""
        one = 28 * abs(np.linalg.det(OBLIQUE[:3, :3]))
        for structure, grid in ((self.structure(shift=0.4), self.own),
                                (self.structure(), self.grid("1.2", "9", thickness=0.5)),
                                (self.structure(), ContourGrid((20, 20, 20), UPRIGHT,
                                                               {"FrameOfReferenceUID": "9"}))):
            stack = structureMask(structure, [grid])
            self.assertIn("planes of their own", stack.notes[0])
            self.assertAlmostEqual(stack.mask.volume / (2 * one), 1, delta=0.01)
            center = np.mean([points.mean(axis=0) for points in structure.contours], axis=0)
            np.testing.assert_allclose(solid(stack.mask).center, center, atol=0.02)

    def testMaskReachesTheScene(self):
        """The matrix of a segment is kept, oblique and sheared as it is; and so are fractions."""
        for x in (0, 0.25):
            mask = structureMask(self.structure(x=x), [self.own]).mask
            scene = newScene()
            addSegment(scene, "GTV", mask.array, mask.toWorld).setRole("other_lesion")
            [region] = RegionReader().regions(scene)
            np.testing.assert_allclose(region.shape.toWorld[:3, :3], OBLIQUE[:3, :3], atol=1e-9)
            self.assertAlmostEqual(region.shape.volume, mask.volume)
            self.assertEqual(region.shape.array.dtype, mask.array.dtype)
            np.testing.assert_allclose(solid(region.shape).center, solid(mask).center, atol=1e-9)


class FileTest(unittest.TestCase):
    """RTSTRUCT files as pydicom writes them."""

    def read(self, name, structures, numbers=None, **changes):
        """Read a structure of a file.

        :param structures: (number, name, [(type, points)]) of each
        """
        data = Dataset()
        data.Modality, data.SOPInstanceUID = "RTSTRUCT", "1.2.3"
        data.SOPClassUID = "1.2.840.10008.5.1.4.1.1.481.3"
        data.StructureSetROISequence, data.ROIContourSequence = [], []
        for number, title, contours in structures:
            item, roi = Dataset(), Dataset()
            item.ROINumber, item.ROIName, item.ReferencedFrameOfReferenceUID = number, title, "9"
            roi.ReferencedROINumber = number
            for kind, points in contours:
                contour = Dataset()
                contour.ContourGeometricType, contour.NumberOfContourPoints = kind, changes.get("stated", len(points))
                contour.ContourData = [f"{value:g}" for value in np.ravel(points)]
                roi.ContourSequence = [*(roi.get("ContourSequence") or ()), contour]
            data.StructureSetROISequence.append(item)
            data.ROIContourSequence.append(roi)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "rs.dcm"
            data.file_meta = FileMetaDataset()
            data.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
            pydicom.dcmwrite(path, data, enforce_file_format=True)
            return readStructure(path, name)

    def testNames(self):
        square = [("CLOSED_PLANAR", SQUARE)]
        some = [(1, "GTV ", square), (4, "CTV", square), (5, "", square)]
        for name, title in (("GTV ", "GTV"), ("GTV", "GTV"), ("gtv", "GTV"), ("4", "CTV"), ("5", "structure 5")):
            self.assertEqual(self.read(name, some).name, title)
        self.assertEqual(self.read("", some[:1]).name, "GTV")
        self.assertEqual(self.read("GTV", [(1, "GTV", []), (2, "GTV", square)]).name, "GTV")
        for name, structures, reason in (("", some, "say which structure"), ("PTV", some, "no structure 'PTV'"),
                                         ("A", [(1, "A", square), (2, "A", square)], "more than one.*1 'A', 2 'A'"),
                                         ("A", [(1, "A", square), (1, "B", square)], "have the number 1"),
                                         ("A", [(1, "A", [])], "no closed contour .none at all")):
            with self.assertRaisesRegex(ValueError, reason):
                self.read(name, structures)

    def testWhatEnclosesNothingIsNamed(self):
        structure = self.read("A", [(1, "A", [("CLOSED_PLANAR", SQUARE), ("POINT", SQUARE[:1])])])
        self.assertEqual((len(structure.contours), structure.isExclusive), (1, False))
        self.assertIn("1 of type POINT", structure.notes[0])
        with self.assertRaisesRegex(ValueError, "no closed contour .1 of type OPEN_PLANAR"):
            self.read("A", [(1, "A", [("OPEN_PLANAR", SQUARE)])])
        self.assertTrue(self.read("A", [(1, "A", [("CLOSEDPLANAR_XOR", SQUARE)])]).isExclusive)
        np.testing.assert_array_equal(structure.contours[0], np.array(SQUARE) * [-1, -1, 1])

    def testDamagedContour(self):
        with self.assertRaisesRegex(ValueError, "contour 1 of 'A' is damaged"):
            self.read("A", [(1, "A", [("CLOSED_PLANAR", SQUARE)])], stated=7)


@needs(SARCOMA)
class RealStructureSetTest(unittest.TestCase):
    def testVolumeIsThatOfTheContours(self):
        """The voxels of a real structure take up the area of its contours (shoelace formula) times slice distance."""
        for name in ("MR_T1", "MR_T2"):
            with self.subTest(name), quietLibraries():
                voxels = readDicom(SARCOMA / name / "image")
                structure = readStructure(SARCOMA / name / "mask" / "1-1.dcm", "GTV_Mass")
                grid = ContourGrid(voxels.array.shape, voxels.ijkToRas, voxels.metadata)
                mask = structureMask(structure, [grid]).mask
                area = sum(np.linalg.norm(np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0)) / 2
                           for points in (contour - contour.mean(axis=0) for contour in structure.contours))
                volume = area * np.linalg.norm(mask.toWorld[:3, 2])
                self.assertAlmostEqual(mask.volume / volume, 1, delta=0.002)

    def testWhichStructure(self):
        file = SARCOMA / "MR_T1" / "mask" / "1-1.dcm"
        with self.assertRaisesRegex(ValueError, "no structure 'GTV'; .* one of: .*'GTV_Mass', .*'GTV_Edema'"):
            readStructure(file, "GTV")
        with self.assertRaisesRegex(ValueError, "is DICOM of modality MR"):
            readStructure(SARCOMA / "MR_T1" / "image" / "1-01.dcm", "GTV_Mass")

    def testCutOff(self):
        content = (SARCOMA / "MR_T1" / "mask" / "1-1.dcm").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "1-1.dcm"
            for length in (200, 2000, 50000):
                file.write_bytes(content[:length])
                with self.subTest(length), quietLibraries(), self.assertRaises(ValueError):
                    readStructure(file, "GTV_Mass")


if __name__ == "__main__":
    unittest.main()
