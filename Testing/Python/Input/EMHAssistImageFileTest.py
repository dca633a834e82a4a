"""Tests of reading image files: formats, damaged files, values that are not finite, and volumes in the scene."""

import gzip
import itertools
import math
import struct
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer
import vtk

from EMHAssistCases.Packages import needNibabel
from EMHAssistCases.Paths import DATA, needs
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.CaseScene import addVolume, newScene
from EMHAssistLib.Input.ImageFile import ImageVoxels, readImageFile

setUpModule = needNibabel

# A grid that is oblique and sheared, with three different spacings.
REAL_IMAGE = DATA / "sct_testing_data" / "mt" / "mtr.nii.gz"
# Perpendicular axes with the spacings 0.5, 0.75 and 2.
OBLIQUE_NIFTI = np.array([[0.3, -0.6, 0, 5], [0.4, 0.45, 0, -7], [0, 0, 2, 11], [0, 0, 0, 1.0]])
OBLIQUE = np.array([[0.7, 0.1, 0.3, 5], [-0.2, 0.9, 0.1, -7], [0.1, 0.2, 2.5, 11], [0, 0, 0, 1.0]])


class ImageFileTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.array = np.random.default_rng(3).integers(-900, 3000, (7, 8, 9)).astype(np.int16)

    def write(self, name, array, compress=False, isVector=None):
        import SimpleITK

        image = SimpleITK.GetImageFromArray(array, isVector=isVector)
        image.SetSpacing((0.5, 0.75, 2, 1)[:image.GetDimension()])
        SimpleITK.WriteImage(image, str(self.folder / name), compress)
        return self.folder / name

    def read(self, path):
        with quietLibraries():
            return readImageFile(path)

    def testFormats(self):
        for name in ("image.nii", "image.nii.gz", "image.nrrd", "image.nhdr", "image.mha", "image.mhd", "IMAGE.NRRD"):
            with self.subTest(name):
                voxels = self.read(self.write(name, self.array))
                np.testing.assert_array_equal(voxels.array, self.array)
                np.testing.assert_allclose(voxels.ijkToRas, np.diag([-0.5, -0.75, 2, 1]), atol=1e-6)

    def testCutOff(self):
        """No file that lacks its end is read, in whichever format."""
        for name, compress in (("a.nii", False), ("b.nii.gz", True), ("c.nrrd", False), ("d.nrrd", True),
                               ("e.mha", False), ("f.mha", True)):
            path = self.write(name, self.array, compress)
            content = path.read_bytes()
            for length in (0, 100, len(content) // 2, len(content) - 20):
                path.write_bytes(content[:length])
                with self.subTest(name, length=length), self.assertRaisesRegex(ValueError, "copy .*it again"):
                    self.read(path)

    def testOtherFiles(self):
        path = self.folder / "image.png"
        path.touch()
        with self.assertRaisesRegex(ValueError, "not an image file.*give .nii, .nii.gz"):
            self.read(path)

    def testDimensions(self):
        for suffix in ("nii", "nrrd", "mha"):
            with self.subTest(suffix):
                path = self.write(f"four.{suffix}", np.stack([self.array, 2 * self.array]), isVector=False)
                with self.assertRaisesRegex(ValueError, "4 dimensions, 2 images of three; say which one, as FILE:1"):
                    self.read(path)
                for part, factor in (("1", 1), ("2", 2)):
                    np.testing.assert_array_equal(readImageFile(path, part).array, factor * self.array)
                for part in ("0", "3", "-1", "T1", "1.0", "\u00b2"):
                    with self.assertRaisesRegex(ValueError, f"no image '{part}'; say FILE:1 to FILE:2"):
                        readImageFile(path, part)
                path = self.write(f"one.{suffix}", self.array[None], isVector=False)
                np.testing.assert_array_equal(self.read(path).array, self.array)
                with self.assertRaisesRegex(ValueError, "holds one image; leave out ':2'"):
                    readImageFile(path, "2")

    def testNotFiniteVoxelsOfNifti(self):
        """ITK's reader makes them 0; they must come back, in both byte orders."""
        array = self.array.astype(np.float32)
        array[3, 4, 5:8] = np.nan, np.inf, -np.inf
        for order in "<>":
            header = bytearray(352)
            # Size, dim, datatype and bitpix, pixdim, vox_offset and magic, as in nifti1.h.
            for kind, place, values in (("i", 0, (348,)), ("8h", 40, (3, 9, 8, 7, 1, 1, 1, 1)), ("hh", 70, (16, 32)),
                                        ("8f", 76, (1, 1, 1, 1, 0, 0, 0, 0)), ("f", 108, (352,)),
                                        ("4s", 344, (b"n+1\0",))):
                struct.pack_into(order + kind, header, place, *values)
            with self.subTest(order):
                path = self.folder / "image.nii"
                path.write_bytes(bytes(header) + array.astype(order + "f4").tobytes())
                np.testing.assert_array_equal(self.read(path).array, array)
                path.write_bytes(path.read_bytes()[:-4])
                with self.assertRaisesRegex(ValueError, "cut off"):
                    self.read(path)

    def writeNifti(self, array, version=1, order="<", codes=(0, 0), qform=(1, 0, 0, 0, 0, 0, 0), sform=np.eye(4),
                   units=2, scale=(0, 0)):
        """Write int16 voxels by the tables in nifti1.h and nifti2.h, with the spacings 0.5, 0.75 and 2.

        :param codes: of qform and sform
        :param qform: sign of the third axis, b, c and d of the quaternion, offset
        """
        dim, pixdim = (3, *array.shape[::-1], 1, 1, 1, 1), (qform[0], 0.5, 0.75, 2, 0, 0, 0, 0)
        # Place and type of each field in both versions.
        fields = (((0, "i"), (0, "i"), ({1: 348, 2: 540}[version],)), ((40, "8h"), (16, "8q"), dim),
                  ((70, "2h"), (12, "2h"), (4, 16)), ((76, "8f"), (104, "8d"), pixdim),
                  ((108, "f"), (168, "q"), ({1: 352, 2: 544}[version],)), ((112, "2f"), (176, "2d"), scale),
                  ((123, "b"), (500, "i"), (units,)), ((252, "2h"), (344, "2i"), codes),
                  ((256, "6f"), (352, "6d"), qform[1:]), ((280, "12f"), (400, "12d"), sform[:3].ravel()),
                  ((344, "4s"), (4, "8s"), (b"n+1\0" if version == 1 else b"n+2\0\r\n\x1a\n",)))
        header = bytearray({1: 352, 2: 544}[version])
        for *places, values in fields:
            place, form = places[version - 1]
            struct.pack_into(order + form, header, place, *values)
        path = self.folder / "image.nii"
        path.write_bytes(bytes(header) + array.astype(order + "i2").tobytes())
        return path

    def testNiftiOfVersion2(self):
        """In both byte orders, plain and compressed, cut off or whole."""
        for order in "<>":
            with self.subTest(order):
                path = self.writeNifti(self.array, 2, order, sform=OBLIQUE_NIFTI, codes=(0, 1), scale=(0.5, -3))
                voxels = self.read(path)
                np.testing.assert_array_equal(voxels.array, self.array * 0.5 - 3)
                np.testing.assert_allclose(voxels.ijkToRas, OBLIQUE_NIFTI, atol=1e-12)
                compressed = self.folder / "image.nii.gz"
                compressed.write_bytes(gzip.compress(path.read_bytes()))
                np.testing.assert_array_equal(self.read(compressed).array, voxels.array)
                path.write_bytes(path.read_bytes()[:-1])
                with self.assertRaisesRegex(ValueError, "the file is cut off: .* copy or export it again"):
                    self.read(path)

    def testPlaceOfNiftiIsThatOfItk(self):
        """3D Slicer reads with ITK: whichever of the two matrices it takes, with whatever code and unit."""
        import SimpleITK

        turned = (-1, 0.1, -0.2, 0.3, 5, -7, 11)
        same = self.read(self.writeNifti(self.array, codes=(1, 0), qform=turned)).ijkToRas
        moved, sheared, larger = same.copy(), same.copy(), same.copy()
        moved[2, 3] += 8
        sheared[:3, 2] += same[:3, 0]
        larger[:3, :3] *= 1.5
        codes = tuple(itertools.product((0, 1, 2, 4), repeat=2))
        for sform, code, units in (*itertools.product((same, moved, sheared, larger, OBLIQUE_NIFTI), codes, (2,)),
                                   *itertools.product((same,), ((0, 0), (1, 0), (0, 1)), (0, 1, 3))):
            path = self.writeNifti(self.array, codes=code, qform=turned, sform=sform, units=units)
            with self.subTest(sform=sform.tolist(), codes=code, units=units), quietLibraries():
                try:
                    image = SimpleITK.ReadImage(str(path))
                except RuntimeError:
                    # Sheared, which ITK refuses: as it is.
                    np.testing.assert_allclose(self.read(path).ijkToRas, sform, atol=1e-6)
                    continue
                expected = np.eye(4)
                expected[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
                expected[:3, 3] = image.GetOrigin()
                scale = abs(expected).max()
                np.testing.assert_allclose(self.read(path).ijkToRas / scale,
                                           np.diag([-1, -1, 1, 1]) @ expected / scale, atol=1e-6)

    def testScalingOfNifti(self):
        """y = slope x + intercept, unless the slope is 0 (nifti1.h)."""
        for (slope, intercept), expected in (((2, 0), 2 * self.array), ((-1, 3), 3 - self.array), ((0, 5), self.array),
                                             ((1, 0), self.array), ((np.nan, 0), self.array)):
            with self.subTest(slope=slope):
                path = self.writeNifti(self.array, scale=(slope, intercept))
                np.testing.assert_array_equal(self.read(path).array, expected)

    def testColorsOfNifti(self):
        """Three bytes a voxel are several components."""
        colors = np.random.default_rng(4).integers(0, 255, (2, 3, 4, 3)).astype(np.uint8)
        path = self.writeNifti(np.zeros((2, 3, 4)))
        header = bytearray(path.read_bytes()[:352])
        struct.pack_into("<2h", header, 70, 128, 24)
        path.write_bytes(bytes(header) + colors.tobytes())
        np.testing.assert_array_equal(self.read(path).array, colors)

    def testDamagedNiftiSaysSoInOneLine(self):
        """And nothing else: what nibabel would write on the terminal is left out."""
        whole = bytearray(self.writeNifti(self.array, sform=OBLIQUE_NIFTI, codes=(0, 1)).read_bytes())
        path = self.folder / "damaged.nii"
        for place, form, value in ((40, "<h", 9), (42, "<h", -9), (42, "<h", 0), (42, "<3h", (32767,) * 3),
                                   (70, "<h", 3), (108, "<f", 1e9), (280, "<f", math.nan),
                                   (112, "<2f", (1, math.nan))):
            content = bytearray(whole)
            struct.pack_into(form, content, place, *np.atleast_1d(value).tolist())
            path.write_bytes(content)
            with self.subTest(place=place, value=value), self.assertNoLogs("nibabel.global"), \
                    self.assertRaisesRegex(ValueError, r"\A[^\n]+\Z"):
                self.read(path)

    @needs(REAL_IMAGE)
    def testRealNotFiniteVoxels(self):
        content = gzip.decompress(REAL_IMAGE.read_bytes())
        values = np.frombuffer(content, "<f4", offset=352)
        self.assertEqual(int((~np.isfinite(values)).sum()), 633)
        np.testing.assert_array_equal(self.read(REAL_IMAGE).array.ravel(), values)


class VolumeTest(unittest.TestCase):
    def testVolumeKeepsValuesAndPlace(self):
        scene = newScene()
        for kind in (np.uint8, np.int16, np.uint16, np.int32, np.int64, np.uint64, np.float32, np.float64):
            array = np.arange(24).reshape(2, 3, 4).astype(kind)
            node = addVolume(scene, "T1", ImageVoxels(array, OBLIQUE))
            np.testing.assert_array_equal(slicer.util.arrayFromVolume(node), array)
            np.testing.assert_allclose(slicer.util.arrayFromVTKMatrix(self.matrix(node)), OBLIQUE, atol=1e-12)

    def testVolumeOfSeveralComponents(self):
        array = np.arange(72, dtype=np.uint8).reshape(2, 3, 4, 3)
        node = addVolume(newScene(), "T1", ImageVoxels(array, OBLIQUE))
        self.assertTrue(node.IsA("vtkMRMLVectorVolumeNode"))
        np.testing.assert_array_equal(slicer.util.arrayFromVolume(node), array)

    def testComplexNumbers(self):
        with self.assertRaisesRegex(ValueError, "complex64 numbers"):
            ImageVoxels(np.zeros((2, 2, 2), dtype=np.complex64), OBLIQUE)

    def matrix(self, node):
        matrix = vtk.vtkMatrix4x4()
        node.GetIJKToRASMatrix(matrix)
        return matrix


if __name__ == "__main__":
    unittest.main()
