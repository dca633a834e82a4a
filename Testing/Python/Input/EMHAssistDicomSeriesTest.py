"""Tests of reading DICOM series: against pydicom's own decoding, published conversions, and damaged series."""

import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.DicomSlices import makeSlice
from EMHAssistCases.FolderCase import FolderCase
from EMHAssistCases.Paths import DATA, SMALL_DICOM, needs
from EMHAssistLib.Input.DicomSeries import readDicom

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


def writeSeries(folder, pixels, positions=None, name="slice", **attributes):
    """Write one CT image a slice, uncompressed, with pydicom alone.

    :param pixels: (slices, rows, columns) stored values
    :param positions: (slices, 3) LPS; along z, 2 mm apart by default
    :param attributes: DICOM keyword to value, or to a tuple with one value a slice
    """
    from pydicom.uid import CTImageStorage, generate_uid

    series = generate_uid(entropy_srcs=[str(folder), name])
    positions = [[0, 0, 2 * index] for index in range(len(pixels))] if positions is None else positions
    for index, (stored, position) in enumerate(zip(pixels, positions)):
        own = {"SOPClassUID": CTImageStorage, "SOPInstanceUID": f"{series}.{index}", "SeriesInstanceUID": series,
               "SeriesDescription": name, "Modality": "CT", "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"],
               "PixelRepresentation": 1, "PixelSpacing": [0.5, 0.75], "ImagePositionPatient": list(position),
               "RescaleSlope": 1, "RescaleIntercept": 0}
        data = makeSlice(stored, index, **{**own, **attributes})
        data.save_as(Path(folder) / f"{name}{index:02}.dcm", enforce_file_format=True)


class DicomTest(FolderCase):
    def setUp(self):
        super().setUp()
        self.pixels = np.arange(4 * 3 * 5).reshape(4, 3, 5) - 7

    # Good series

    @needs(DATA)
    def testRealSeriesEqualPydicom(self):
        """Every voxel of every file is found where its header says, with the value pydicom decodes."""
        for name in ("dicom2nifti_small/ge/anatomical/001", "dicom2nifti_small/philips/anatomical/001",
                     "dicom2nifti_small/siemens/anatomical/001", "dicom2nifti_small/hitachi/anatomical/001",
                     "dicom2nifti_small/generic/anatomical/002_non_isotropic",
                     "dicom2nifti_small/generic/compressed_rle/001",
                     "cmbcrc_t2_dicom/SCAN_001/t2_image", "cmbcrc_t2_dicom/SCAN_001/adc_image",
                     "sts001_t1_t2fs_dicom/MR_T1/image", "sts001_t1_t2fs_dicom/MR_T2/image"):
            with self.subTest(name):
                self.assertEqualsFiles(DATA / name)

    def assertEqualsFiles(self, folder):
        import pydicom

        voxels = readDicom(folder)
        files = sorted(path for path in folder.iterdir() if path.is_file())
        self.assertEqual(voxels.array.shape[0], len(files))
        toIndices = np.linalg.inv(LPS_TO_RAS @ voxels.ijkToRas)
        seen = set()
        for file in files:
            header = pydicom.dcmread(file)
            slope, intercept = float(header.get("RescaleSlope", 1)), float(header.get("RescaleIntercept", 0))
            values = header.pixel_array * slope + intercept
            # DICOM PS3.3 C.7.6.2.1.1, equation C.7.6.2.1-1
            across, down = np.reshape(header.ImageOrientationPatient, (2, 3)).astype(float)
            rowSpacing, columnSpacing = map(float, header.PixelSpacing)
            rows, columns = values.shape
            for row, column in ((0, 0), (0, columns - 1), (rows - 1, 0), (rows - 1, columns - 1)):
                point = np.array(header.ImagePositionPatient, float) + across * columnSpacing * column \
                    + down * rowSpacing * row
                indices = (toIndices @ [*point, 1])[:3]
                # Headers round positions: a fiftieth of a slice distance at most in these series.
                np.testing.assert_allclose(indices[:2], [column, row], atol=0.01)
                np.testing.assert_allclose(indices[2], np.rint(indices[2]), atol=0.02)
            k = int(np.rint(indices[2]))
            seen.add(k)
            np.testing.assert_allclose(voxels.array[k], values, rtol=1e-12)
        self.assertEqual(seen, set(range(len(files))))

    @needs(SMALL_DICOM)
    def testRealSeriesEqualPublishedConversions(self):
        """Values and world coordinates equal those of dicom2nifti's ground truth."""
        for name, truth in (("ge/anatomical/001", "ge/anatomical/001_ground_truth.nii.gz"),
                            ("philips/anatomical/001", "philips/anatomical/001_ground_truth.nii.gz"),
                            ("siemens/anatomical/001", "siemens/anatomical/001_ground_truth.nii.gz"),
                            ("hitachi/anatomical/001", "hitachi/anatomical/001_ground_truth.nii.gz"),
                            ("generic/compressed_rle/001", "generic/compressed_rle/001_ground_truth.nii.gz"),
                            ("generic/compressed_jpegls/001", "generic/compressed_jpegls/001_ground_truth.nii.gz"),
                            ("philips_enhanced/anatomical/001", "philips_enhanced/anatomical/001_ground_truth.nii.gz"),
                            ("siemens_multiframe/anatomical/001",
                             "siemens_multiframe/anatomical/001_ground_truth.nii.gz")):
            with self.subTest(name):
                self.assertEqualsNifti(SMALL_DICOM / name, SMALL_DICOM / truth)

    def assertEqualsNifti(self, folder, truthFile):
        import SimpleITK

        voxels, truth = readDicom(folder), SimpleITK.ReadImage(str(truthFile))
        toTruth = np.eye(4)
        toTruth[:3, :3] = np.reshape(truth.GetDirection(), (3, 3)) @ np.diag(truth.GetSpacing())
        toTruth[:3, 3] = truth.GetOrigin()
        toTruth = np.linalg.inv(toTruth) @ LPS_TO_RAS @ voxels.ijkToRas
        k, j, i = (axis.ravel() for axis in np.indices(voxels.array.shape))
        indices = np.stack([i, j, k], axis=1) @ toTruth[:3, :3].T + toTruth[:3, 3]
        np.testing.assert_allclose(indices, np.rint(indices), atol=0.05)
        x, y, z = np.rint(indices).astype(int).T
        expected = SimpleITK.GetArrayFromImage(truth)[z, y, x]
        np.testing.assert_allclose(voxels.array.ravel(), expected, rtol=1e-6, atol=0.5)

    def testRescaling(self):
        """A fractional rescaling of a later file is applied in full."""
        slopes, intercepts = (1, 0.5, 2, 1), (-1024, 0.25, 0, 3)
        writeSeries(self.folder, self.pixels, RescaleSlope=slopes, RescaleIntercept=intercepts)
        expected = self.pixels * np.reshape(slopes, (4, 1, 1)) + np.reshape(intercepts, (4, 1, 1))
        np.testing.assert_array_equal(readDicom(self.folder).array, expected)

    def testOrderIsThatOfPositions(self):
        positions = [[1, 2, z] for z in (4, 0, 6, 2)]
        writeSeries(self.folder, self.pixels, positions)
        voxels = readDicom(self.folder)
        np.testing.assert_array_equal(voxels.array, self.pixels[[1, 3, 0, 2]])
        # Columns are 0.75 mm apart, rows 0.5 mm; left and posterior are negative in RAS.
        np.testing.assert_allclose(voxels.ijkToRas, [[-0.75, 0, 0, -1], [0, -0.5, 0, -2], [0, 0, 2, 0], [0, 0, 0, 1]])

    def testGantryTiltKeepsItsShape(self):
        positions = [[0, 0.5 * z, z] for z in (0, 2, 4, 6)]
        writeSeries(self.folder, self.pixels, positions)
        ijkToRas = readDicom(self.folder).ijkToRas
        np.testing.assert_allclose(ijkToRas @ [0, 0, 3, 1], [0, -3, 6, 1])
        np.testing.assert_allclose(ijkToRas @ [1, 1, 0, 1], [-0.75, -0.5, 0, 1])

    def testMetadataHoldsNoIdentity(self):
        writeSeries(self.folder, self.pixels, PatientName="Somebody", PatientID="id 4711", PatientBirthDate="19700101")
        metadata = readDicom(self.folder).metadata
        self.assertEqual(metadata["FrameOfReferenceUID"], "1.2.3")
        self.assertEqual(metadata["ImageType"], "ORIGINAL\\PRIMARY\\AXIAL")
        # What tells two patients apart, and fits thousands.
        self.assertRegex(metadata["PatientID"], "^sha256:[0-9a-f]{4}$")
        self.assertFalse([text for text in metadata.values() if any(part in text for part in
                                                                    ("Somebody", "4711", "19700101"))])

    def testOneOfSeveralSeries(self):
        writeSeries(self.folder, self.pixels, name="first")
        writeSeries(self.folder, self.pixels + 100, name="second", SeriesNumber=2)
        np.testing.assert_array_equal(readDicom(self.folder, "2").array, self.pixels + 100)
        self.assertRefused("1 'first'.*2 'second'.*FOLDER:NUMBER")
        with self.assertRaisesRegex(ValueError, "no series 3; there are: 1 'first'"):
            readDicom(self.folder, "3")

    def testOtherFilesAreLeftOut(self):
        writeSeries(self.folder, self.pixels)
        (self.folder / "readme.txt").write_text("text")
        np.testing.assert_array_equal(readDicom(self.folder).array, self.pixels)

    def testColorIsNoSignal(self):
        import pydicom

        writeSeries(self.folder, self.pixels)
        colors = np.arange(3 * 5 * 3, dtype=np.uint8)
        for file in self.folder.iterdir():
            data = pydicom.dcmread(file)
            data.SamplesPerPixel, data.PhotometricInterpretation, data.PlanarConfiguration = 3, "RGB", 0
            data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 8, 8, 7, 0
            data.PixelData = colors.tobytes() + b"\0"
            data.save_as(file)
        self.assertRefused(r"slice00.dcm: its pixels are colors \(RGB")

    # Series that must not be measured

    def assertRefused(self, pattern, folder=None):
        with self.assertRaisesRegex(ValueError, pattern):
            readDicom(folder or self.folder)

    @needs(SMALL_DICOM)
    def testBrokenRealSeries(self):
        for name, pattern in (("sliceincrement", r"distances of the slices are not equal \(5.000 to 10.000 mm, widest "
                                                 "between IM-0001-0009-0001.dcm and IM-0001-0010-0001.dcm"),
                              ("sliceorientation", "2 series to choose from: 202.*501")):
            with self.subTest(name):
                self.assertRefused(pattern, SMALL_DICOM / "failing" / name / "001")

    def testEmptyFolder(self):
        self.assertRefused("the folder is empty")

    def testFolderOfFolders(self):
        (self.folder / "inner").mkdir()
        writeSeries(self.folder / "inner", self.pixels)
        self.assertRefused("no DICOM image; give the folder that holds the files")

    def testFolderWithoutDicom(self):
        (self.folder / "readme.txt").write_text("text")
        self.assertRefused("no DICOM image")

    def testSingleSliceOfUnknownThickness(self):
        writeSeries(self.folder, self.pixels)
        self.assertRefused("one slice.*SliceThickness.*give the whole series", self.folder / "slice00.dcm")

    def testFileThatIsNoDicom(self):
        writeSeries(self.folder, self.pixels)
        (self.folder / "slice02.dcm").write_text("not DICOM")
        self.assertRefused("slice02.dcm is not a DICOM file or damaged")

    def testTruncatedFile(self):
        writeSeries(self.folder, self.pixels)
        content = (self.folder / "slice02.dcm").read_bytes()
        for length in (len(content) - 8, len(content) // 2, 200, 140):
            with self.subTest(length):
                (self.folder / "slice02.dcm").write_bytes(content[:length])
                self.assertRefused("slice02.dcm")

    def testDamagedHeaders(self):
        """Whatever byte is damaged, the series is read or refused with ValueError."""
        writeSeries(self.folder, self.pixels)
        content = (self.folder / "slice02.dcm").read_bytes()
        random = np.random.default_rng(20261120)
        for _ in range(60):
            damaged = bytearray(content)
            for place in random.integers(132, len(content) - 30, 4):
                damaged[place] = random.integers(256)
            (self.folder / "slice02.dcm").write_bytes(damaged)
            try:
                readDicom(self.folder)
            except ValueError:
                pass

    def testMissingSlice(self):
        writeSeries(self.folder, self.pixels, [[0, 0, z] for z in (0, 2, 6, 8)])
        self.assertRefused("not equal.*a slice may be missing")

    def testRoundedPositionsAreNoMissingSlice(self):
        writeSeries(self.folder, self.pixels, [[0, 0, z] for z in (0, 2.04, 3.98, 6)])
        np.testing.assert_allclose(readDicom(self.folder).ijkToRas[2, 2], 2)

    def testTwoImagesAtOnePosition(self):
        writeSeries(self.folder, self.pixels, [[0, 0, z] for z in (0, 2, 2, 4)])
        self.assertRefused("several slices lie at one position.*slice01.dcm and slice02.dcm")

    def testAllImagesAtOnePosition(self):
        writeSeries(self.folder, self.pixels, [[0, 0, 0]] * 4)
        self.assertRefused("several slices lie at one position")

    def testSlicesShiftedInPlane(self):
        writeSeries(self.folder, self.pixels, [[0, y, z] for y, z in ((0, 0), (1, 2), (0, 4), (0, 6))])
        self.assertRefused("not in one straight line")

    def testMixedSlices(self):
        axial, sagittal = [1, 0, 0, 0, 1, 0], [0, 1, 0, 0, 0, 1]
        for pattern, attributes in (
                ("different orientations", {"ImageOrientationPatient": (axial, axial, sagittal, axial)}),
                ("different pixel spacings", {"PixelSpacing": ([0.5, 0.5],) * 3 + ([0.6, 0.5],)}),
                ("different sizes.*3 x 5 and 5 x 3", {"Rows": (3, 3, 3, 5), "Columns": (5, 5, 5, 3)}),
                ("different frames of reference", {"FrameOfReferenceUID": ("1.2.3", "1.2.3", "1.2.3", "1.2.4")}),
                ("not perpendicular unit vectors", {"ImageOrientationPatient": [1, 0, 0, 0.5, 1, 0]}),
                ("PixelSpacing is not above zero", {"PixelSpacing": [0, 0.5]}),
                ("does not say where.*ImagePositionPatient", {"ImagePositionPatient": None}),
                ("is a mosaic", {"ImageType": ["ORIGINAL", "PRIMARY", "M", "MOSAIC"]}),
                ("many frames and does not say where", {"NumberOfFrames": 3})):
            with self.subTest(pattern):
                writeSeries(self.folder, self.pixels, **attributes)
                self.assertRefused(pattern)


if __name__ == "__main__":
    unittest.main()
