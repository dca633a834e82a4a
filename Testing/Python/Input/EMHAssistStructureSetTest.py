"""Tests of DICOM RTSTRUCT contours as masks: against winding numbers, areas and the volume of a real contour."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.Paths import SARCOMA, needs
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.CaseScene import addSegment, newScene
from EMHAssistLib.Input.DicomSeries import readDicom
from EMHAssistLib.Input.StructureSet import ContourGrid, Structure, fillContours, readStructure, structureMask
from EMHAssistLib.Scene.RegionReader import RegionReader

# A grid that is oblique and sheared, with three different spacings.
OBLIQUE = np.array([[0.7, 0.1, 0.3, 5], [-0.2, 0.9, 0.1, -7], [0.1, 0.2, 2.5, 11], [0, 0, 0, 1.0]])


class ContourFillTest(unittest.TestCase):
    def testAgainstWindingNumber(self):
        """Random polygons, crossing themselves or not, against the parity of the winding number at pixel centers."""
        random = np.random.default_rng(1)
        for count in (3, 4, 5, 8, 13):
            polygon = random.uniform(-3, 23, (count, 2))
            filled = fillContours([polygon], (20, 18))
            for row in range(20):
                for column in range(18):
                    angles = np.arctan2(*(polygon - [column, row]).T)
                    turns = (np.diff(angles, append=angles[:1]) + np.pi) % (2 * np.pi) - np.pi
                    winding = round(turns.sum() / (2 * np.pi))
                    self.assertEqual(bool(filled[row, column]), winding % 2 == 1, (count, row, column))

    def testSquaresShareNoPixel(self):
        """Two squares with a common edge on pixel centers share it out between them."""
        left = np.array([[2, 2], [6, 2], [6, 6], [2, 6]], dtype=float)
        right = left + [4, 0]
        both = fillContours([left], (12, 12)).astype(int) + fillContours([right], (12, 12))
        self.assertEqual(both.max(), 1)
        self.assertEqual(both.sum(), 8 * 4)

    def testHole(self):
        outer = np.array([[0.5, 0.5], [10.5, 0.5], [10.5, 10.5], [0.5, 10.5]])
        inner = np.array([[3.5, 3.5], [6.5, 3.5], [6.5, 6.5], [3.5, 6.5]])
        keyhole = np.concatenate([outer[:1], outer[1:], outer[:1], inner[:1], inner[::-1]])
        expected = np.zeros((12, 12), dtype=bool)
        expected[1:11, 1:11] = True
        expected[4:7, 4:7] = False
        np.testing.assert_array_equal(fillContours([outer, inner], (12, 12)), expected)
        np.testing.assert_array_equal(fillContours([keyhole], (12, 12)), expected)

    def testPartlyOutside(self):
        square = np.array([[-5, -5], [2.5, -5], [2.5, 2.5], [-5, 2.5]])
        filled = fillContours([square], (6, 6))
        self.assertTrue(filled[:3, :3].all())
        self.assertEqual(filled.sum(), 9)


class StructureSetTest(unittest.TestCase):
    """RTSTRUCT contours on a made-up grid."""

    def setUp(self):
        self.own = self.grid("1.1", "9")

    def grid(self, series, frame, thickness=1):
        matrix = OBLIQUE @ np.diag([1, 1, thickness, 1])
        return ContourGrid((6, 20, 20), matrix, {"SeriesInstanceUID": series, "FrameOfReferenceUID": frame})

    def structure(self, planes=(2, 3), shift=0.0):
        square = np.array([[3.5, 4.5], [10.5, 4.5], [10.5, 8.5], [3.5, 8.5]])
        contours = [np.column_stack([square, np.full(4, plane + shift)]) @ OBLIQUE[:3, :3].T + OBLIQUE[:3, 3]
                    for plane in planes]
        return Structure(tuple(contours), frozenset({"1.1"}), "9")

    def testMask(self):
        mask, matrix = structureMask(self.structure(), [self.own])
        expected = np.zeros((6, 20, 20), dtype=bool)
        expected[2:4, 5:9, 4:11] = True
        np.testing.assert_array_equal(mask, expected)
        np.testing.assert_array_equal(matrix, OBLIQUE)

    def testOwnSeriesComesFirst(self):
        other = ContourGrid((6, 40, 40), OBLIQUE @ np.diag([0.5, 0.5, 1, 1]), {"FrameOfReferenceUID": "9"})
        self.assertEqual(structureMask(self.structure(), [other, self.own])[0].shape, (6, 20, 20))
        self.assertEqual(structureMask(self.structure(), [other])[0].shape, (6, 40, 40))

    def testNoSeriesFits(self):
        with self.assertRaisesRegex(ValueError, "give the DICOM folder of that series too"):
            structureMask(self.structure(), [self.grid("1.2", "8"), ContourGrid((6, 20, 20), OBLIQUE, {})])
        for structure in (self.structure(shift=0.4), self.structure(planes=(5, 6))):
            with self.assertRaisesRegex(ValueError, "do not lie on the slices"):
                structureMask(structure, [self.own])

    def testThinnerSlices(self):
        """On slices half as thick every other one would stay empty."""
        with self.assertRaisesRegex(ValueError, "do not lie on the slices"):
            structureMask(self.structure(), [self.grid("1.2", "9", thickness=0.5)])

    def testMaskReachesTheScene(self):
        """The matrix of a segment is kept, oblique and sheared as it is."""
        mask, matrix = structureMask(self.structure(), [self.own])
        scene = newScene()
        addSegment(scene, "GTV", mask, matrix).setRole("other_lesion")
        [region] = RegionReader().regions(scene)
        np.testing.assert_allclose(region.shape.toWorld[:3, :3], OBLIQUE[:3, :3], atol=1e-9)
        (read, drawn) = (np.argwhere(array)[:, ::-1] @ toWorld[:3, :3].T + toWorld[:3, 3]
                         for array, toWorld in ((region.shape.array, region.shape.toWorld), (mask, OBLIQUE)))
        np.testing.assert_allclose(read, drawn, atol=1e-9)


@needs(SARCOMA)
class RealStructureSetTest(unittest.TestCase):
    def testVolumeIsThatOfTheContours(self):
        """The voxels of a real structure take up the area of its contours (shoelace formula) times slice distance."""
        for name in ("MR_T1", "MR_T2"):
            with self.subTest(name), quietLibraries():
                voxels = readDicom(SARCOMA / name / "image")
                structure = readStructure(SARCOMA / name / "mask" / "1-1.dcm", "GTV_Mass")
                grid = ContourGrid(voxels.array.shape, voxels.ijkToRas, voxels.metadata)
                mask, matrix = structureMask(structure, [grid])
                area = sum(np.linalg.norm(np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0)) / 2
                           for points in (contour - contour.mean(axis=0) for contour in structure.contours))
                volume = area * np.linalg.norm(matrix[:3, 2])
                self.assertAlmostEqual(mask.sum() * np.linalg.det(matrix[:3, :3]) / volume, 1, delta=0.002)

    def testWhichStructure(self):
        file = SARCOMA / "MR_T1" / "mask" / "1-1.dcm"
        with self.assertRaisesRegex(ValueError, "no structure 'GTV'; give FILE:NAME with one of: GTV_Mass, GTV_Edema"):
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
