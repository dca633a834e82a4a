"""Tests of reading enhanced multi-frame DICOM, changed from a real file."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.Paths import SMALL_DICOM, needs
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.DicomSeries import readDicom

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


@needs(SMALL_DICOM)
class EnhancedDicomTest(unittest.TestCase):
    def setUp(self):
        import pydicom

        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.file = Path(temporary.name) / "frames.dcm"
        self.data = pydicom.dcmread(next((SMALL_DICOM / "philips_enhanced" / "anatomical" / "001").iterdir()))
        self.frames = self.data.PerFrameFunctionalGroupsSequence

    def read(self):
        self.data.save_as(self.file)
        with quietLibraries():
            return readDicom(self.file)

    def testRescalingAndOrder(self):
        voxels = self.read()
        slope = float(self.frames[0].PixelValueTransformationSequence[0].RescaleSlope)
        np.testing.assert_allclose(voxels.array, self.data.pixel_array[::self.direction(voxels)] * slope, rtol=1e-6)

    def direction(self, voxels):
        """Return 1 when voxels and frames run the same way, else -1."""
        first = np.array(self.frames[0].PlanePositionSequence[0].ImagePositionPatient, float)
        return 1 if np.allclose(LPS_TO_RAS[:3, :3] @ first, voxels.ijkToRas[:3, 3], atol=0.01) else -1

    def testShuffledFrames(self):
        expected = self.read()
        pixels, order = self.data.pixel_array.copy(), [3, 0, 7, 1, 6, 2, 5, 4]
        self.data.PerFrameFunctionalGroupsSequence = [self.frames[index] for index in order]
        self.data.PixelData = pixels[order].tobytes()
        voxels = self.read()
        np.testing.assert_array_equal(voxels.array, expected.array)
        np.testing.assert_allclose(voxels.ijkToRas, expected.ijkToRas)

    def testFramesWithDifferentRescaling(self):
        for frame in self.frames:
            del frame[0x2005, 0x140F]  # the private scale of Philips, which would tell another slope
        expected = self.read().array.copy()
        transformation = self.frames[3].PixelValueTransformationSequence[0]
        slope, intercept = float(transformation.RescaleSlope), float(transformation.RescaleIntercept)
        transformation.RescaleSlope, transformation.RescaleIntercept = 2, 5
        place = 3 if self.direction(self.read()) == 1 else len(self.frames) - 1 - 3
        expected[place] = (expected[place] - intercept) / slope * 2 + 5
        np.testing.assert_allclose(self.read().array, expected, rtol=1e-6)

    def testHeaderOfFunctionalGroups(self):
        """What tells how it was acquired stands in groups that the frames share, or in those of each."""
        metadata = self.read().metadata
        self.assertEqual({keyword: metadata[keyword] for keyword in ("FlipAngle", "EchoTime", "ReceiveCoilName",
                                                                     "AcquisitionMatrix", "InversionRecovery")},
                         {"FlipAngle": "9.0", "EchoTime": "3.133", "ReceiveCoilName": "SENSE-Head-8",
                          "AcquisitionMatrix": "256\\0\\0\\256", "InversionRecovery": "NO"})
        self.data.SpectrallySelectedSuppression = "FAT"
        self.data.EchoPulseSequence = "SPIN"
        shared = self.data.SharedFunctionalGroupsSequence[0]
        shared.MRTimingAndRelatedParametersSequence[0].FlipAngle = 150
        metadata = self.read().metadata
        self.assertEqual([metadata[keyword] for keyword in ("SpectrallySelectedSuppression", "EchoPulseSequence")],
                         ["FAT", "SPIN"])
        self.assertEqual(float(metadata["FlipAngle"]), 150)

    def testFramesWithoutPosition(self):
        del self.frames[3].PlanePositionSequence
        with self.assertRaisesRegex(ValueError, "ImagePositionPatient missing"):
            self.read()


if __name__ == "__main__":
    unittest.main()
