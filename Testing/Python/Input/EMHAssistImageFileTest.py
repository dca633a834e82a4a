"""Tests of reading image files: formats, damaged files, values that are not finite, and volumes in the scene."""

import gzip
import struct
import tempfile
import unittest
from pathlib import Path

import numpy as np
import slicer
import vtk

from EMHAssistCases.Paths import DATA, needs
from EMHAssistLib.Input.CaseScene import addVolume, newScene
from EMHAssistLib.Input.ImageFile import readImageFile
from EMHAssistLib.Input.LibraryWarnings import quietLibraries
from EMHAssistLib.Input.Voxels import ImageVoxels

# A grid that is oblique and sheared, with three different spacings.
REAL_IMAGE = DATA / "sct_testing_data" / "mt" / "mtr.nii.gz"
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
        path = self.write("four.nii", np.stack([self.array] * 2), isVector=False)
        with self.assertRaisesRegex(ValueError, r"4 dimensions \(9 x 8 x 7 x 2\); give a single volume"):
            self.read(path)
        path = self.write("one.nrrd", self.array[None], isVector=False)
        np.testing.assert_array_equal(self.read(path).array, self.array)

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
