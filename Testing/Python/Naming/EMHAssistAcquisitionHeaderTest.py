"""How a series was acquired, from headers and names as scanners and people write them."""

import unittest
from math import isnan, nan

from EMHAssistCases.Paths import DATA, SARCOMA, SMALL_DICOM, needs
from EMHAssistLib.Acquisition import SequenceFamily
from EMHAssistLib.Naming.AcquisitionHeader import acquisitionOf, digest

# Keywords of a header, and fields of the acquisition that follow from it.
HEADERS = (
    # Siemens: the normalization filter, fat saturation, water excitation, MPRAGE, VIBE, TrueFISP, TIRM.
    ({"Manufacturer": "SIEMENS", "ImageType": "ORIGINAL\\PRIMARY\\M\\ND\\NORM", "ScanningSequence": "SE",
      "SequenceVariant": "SK\\SP\\OSP", "SeriesDescription": "t1_tse_sag"},
     {"family": "spin_echo", "normalized": True, "derived": False, "fatSuppressed": None}),
    ({"Manufacturer": "SIEMENS", "ImageType": "ORIGINAL\\PRIMARY\\M\\ND", "ScanOptions": "PFP\\FS",
      "ScanningSequence": "SE"}, {"normalized": False, "fatSuppressed": True}),
    ({"ScanOptions": "WE", "ScanningSequence": "GR"}, {"fatSuppressed": True, "family": "gradient_echo"}),
    ({"ScanningSequence": "GR\\IR", "SequenceVariant": "SK\\SP\\MP", "MRAcquisitionType": "3D",
      "RepetitionTime": "2300", "EchoTime": "2.98", "InversionTime": "900", "FlipAngle": "9"},
     {"family": "gradient_echo", "isThreeDimensional": True, "inversionTime": 900, "flipAngle": 9}),
    ({"ScanningSequence": "GR", "SequenceName": "*tfi2d1", "SeriesDescription": "trufi_sag"}, {"family": "balanced"}),
    ({"ScanningSequence": "SE\\IR", "SeriesDescription": "t2_tirm_sag", "InversionTime": "160",
      "RepetitionTime": "4000", "ScanOptions": "PFP"}, {"family": "inversion_recovery", "fatSuppressed": True}),
    ({"ScanningSequence": "SE\\IR", "InversionTime": "160", "RepetitionTime": "4000", "ScanOptions": "PFP"},
     {"fatSuppressed": True}),
    # GE: bands that saturate space are no fat suppression; what is not documented tells nothing.
    ({"Manufacturer": "GE MEDICAL SYSTEMS", "ScanOptions": "FAST_GEMS\\SAT_GEMS\\TRF_GEMS", "ScanningSequence": "SE"},
     {"fatSuppressed": False, "normalized": None}),
    ({"ScanOptions": "FAST_GEMS\\SAT_GEMS\\FS"}, {"fatSuppressed": True}),
    ({"ScanOptions": "FATSAT"}, {"fatSuppressed": True}),
    ({"ScanOptions": "FSI_GEMS"}, {"fatSuppressed": None}),
    ({"ScanningSequence": "GR", "SequenceVariant": "SS\\SP\\SK", "MRAcquisitionType": "3D"},
     {"family": "gradient_echo"}),
    ({"ScanningSequence": "GR", "SeriesDescription": "Sag FIESTA-C"}, {"family": "balanced"}),
    # Philips: research mode says nothing, the image type says the kind of echo, CLEAR evens out the coil.
    ({"ScanningSequence": "RM", "ImageType": "ORIGINAL\\PRIMARY\\M_FFE\\M\\FFE"}, {"family": "gradient_echo"}),
    ({"ScanningSequence": "RM", "RepetitionTime": "6.2", "EchoTime": "3.4"}, {"family": "gradient_echo"}),
    ({"ScanningSequence": "RM", "RepetitionTime": "600", "EchoTime": "10"}, {"family": ""}),
    ({"ScanningSequence": "SE", "ProtocolName": "eT1W_TSE_CLEAR"}, {"normalized": True}),
    # Toshiba: echo-planar, in gauss, matrix doubled.
    ({"ScanningSequence": "EP\\SE", "MagneticFieldStrength": "15000"}, {"family": "echo_planar", "fieldStrength": 1.5}),
    ({"AcquisitionMatrix": "256\\0\\0\\256", "Rows": "512", "Columns": "584"}, {"interpolation": 2}),
    ({"AcquisitionMatrix": "0\\256\\258\\0", "Rows": "256", "Columns": "256"}, {"interpolation": 1}),
    ({"AcquisitionMatrix": "0\\256\\256\\0", "Rows": "64", "Columns": "64"}, {"interpolation": nan}),
    # Enhanced MR.
    ({"EchoPulseSequence": "SPIN", "InversionRecovery": "NO", "SpectrallySelectedSuppression": "FAT"},
     {"family": "spin_echo", "fatSuppressed": True}),
    ({"EchoPulseSequence": "GRADIENT", "SpectrallySelectedSuppression": "NONE"},
     {"family": "gradient_echo", "fatSuppressed": False}),
    ({"EchoPulseSequence": "GRADIENT", "SteadyStatePulseSequence": "FREE_PRECESSION"}, {"family": "balanced"}),
    # Derived: alone it tells nothing, for reformatted and anonymized series are; words do.
    ({"ImageType": "DERIVED\\SECONDARY", "SeriesDescription": "t1_tse_sag"}, {"derived": None}),
    ({"ImageType": "DERIVED\\SECONDARY\\MPR", "SeriesDescription": "t1_tse_sag"}, {"derived": None}),
    ({"ImageType": "DERIVED\\PRIMARY\\SYNTHETIC", "SeriesDescription": "T1"}, {"derived": True}),
    ({"ImageType": "ORIGINAL\\PRIMARY", "SeriesDescription": "MAGiC T1"}, {"derived": True}),
    ({"ImageType": "DERIVED\\PRIMARY\\DIXON\\WATER", "SeriesDescription": "t1_tse_dixon_sag"},
     {"derived": None, "fatSuppressed": True}),
    # Contrast agent: the words of the technologist, then the header, then the protocol.
    ({"ContrastBolusAgent": "Gadovist", "SeriesDescription": "t1 nativ"}, {"contrastAgent": False}),
    ({"ContrastBolusAgent": "NONE", "ProtocolName": "t1 pre post"}, {"contrastAgent": False}),
    ({"ContrastBolusAgent": "Dotarem 15 ml"}, {"contrastAgent": True}),
    ({"SeriesDescription": "T1 sag post OP"}, {"contrastAgent": None}),
    ({"Modality": "CT", "SeriesDescription": "portal venous", "RescaleType": "HU"},
     {"contrastAgent": True, "family": "", "fatSuppressed": None, "valueUnits": "HU"}),
    # The protocol of the examination says nothing of a series that says it itself.
    ({"SeriesDescription": "SAG T1", "ProtocolName": "L-Spine T1/T2 FS/STIR", "ScanningSequence": "SE"},
     {"family": "spin_echo", "fatSuppressed": None}),
    ({"SeriesDescription": "SAG T1 FS", "ProtocolName": "L-Spine w/wo contrast"}, {"contrastAgent": None}),
    ({"SeriesDescription": "Sag", "ProtocolName": "t1_tse_fs_sag"}, {"fatSuppressed": True}),
    # Nothing.
    ({}, {"family": "", "fatSuppressed": None, "normalized": None, "derived": None, "isThreeDimensional": None,
          "contrastAgent": None, "scanner": "", "seriesUid": "", "fieldStrength": nan}),
    ({"RepetitionTime": "abc", "EchoTime": "inf", "FlipAngle": "", "AcquisitionMatrix": "x",
      "MagneticFieldStrength": "0", "InversionTime": "0"},
     {"repetitionTime": nan, "echoTime": nan, "fieldStrength": nan, "inversionTime": nan}),
)
# Names alone, as those of NIfTI files.
NAMES = (
    ("SAG T1 FS", {"fatSuppressed": True, "family": ""}),
    ("SAG T1", {"fatSuppressed": None}),
    ("t1_vibe_tra", {"family": "gradient_echo", "isThreeDimensional": True}),
    ("Ax 3D BRAVO", {"family": "gradient_echo", "isThreeDimensional": True}),
    ("t2_space_sag_iso", {"family": "spin_echo", "isThreeDimensional": True}),
    ("t1_tse_sag", {"family": "spin_echo", "isThreeDimensional": None}),
    ("STIR", {"family": "inversion_recovery", "fatSuppressed": True}),
    ("T2W_bFFE", {"family": "balanced"}),
    ("Synthetic sagittal T1", {"derived": None}),
    ("SyMRI T1W", {"derived": True}),
    ("sub-01_T1w", {"derived": None}),
    ("SAG T1 POST GAD FS", {"contrastAgent": True, "fatSuppressed": True}),
)


class AcquisitionHeaderTest(unittest.TestCase):

    def check(self, acquisition, expected):
        for field, value in expected.items():
            found = getattr(acquisition, field)
            if value != value:
                self.assertTrue(isnan(found), field)
            else:
                self.assertEqual((found, type(found) is bool), (value, type(value) is bool), field)

    def testHeaders(self):
        for header, expected in HEADERS:
            with self.subTest(header=header):
                self.check(acquisitionOf("", header), expected)

    def testNames(self):
        for name, expected in NAMES:
            for form in (name, name.lower(), f"5_{name.replace(' ', '_')}"):
                with self.subTest(name=form):
                    self.check(acquisitionOf(form, {}), expected)

    def testScannersAreToldApartWithoutTheirNumber(self):
        header = {"Manufacturer": "SIEMENS", "ManufacturerModelName": "Avanto", "DeviceSerialNumber": "4711"}
        one, same, other, unknown = (acquisitionOf("", {**header, "DeviceSerialNumber": number}).scanner
                                     for number in ("4711", digest("4711"), "4712", ""))
        self.assertEqual(one, same)
        self.assertNotEqual(one, other)
        self.assertNotIn("4711", one)
        self.assertTrue(one.startswith(unknown))

    def testVolumesOfOneSeriesUidAreToldApart(self):
        """Water and fat, echoes and moments of one acquisition may share their UID."""
        header = {"SeriesInstanceUID": "1.2.3", "ImageType": "DERIVED\\PRIMARY\\DIXON\\WATER", "EchoTime": "10"}
        first = acquisitionOf("", header).seriesUid
        self.assertEqual(acquisitionOf("other name", header).seriesUid, first)
        self.assertNotIn("1.2.3", first)
        for change in ({"ImageType": "DERIVED\\PRIMARY\\DIXON\\FAT"}, {"EchoTime": "20"}, {"AcquisitionTime": "10"},
                       {"SeriesInstanceUID": "1.2.4"}):
            self.assertNotEqual(acquisitionOf("", {**header, **change}).seriesUid, first, change)


@needs(DATA)
class RealHeaderTest(unittest.TestCase):
    """Headers of real series."""

    def read(self, path):
        from EMHAssistLib.Input.CaseFiles import quietLibraries
        from EMHAssistLib.Input.DicomSeries import readDicom

        with quietLibraries():
            return acquisitionOf("", readDicom(path).metadata)

    def testToshiba(self):
        found = self.read(DATA / "cmbcrc_t2_dicom" / "SCAN_001" / "t2_image")
        self.assertEqual((found.family, found.isThreeDimensional, found.fatSuppressed, found.repetitionTime,
                          found.echoTime, found.echoTrainLength, found.flipAngle, found.fieldStrength, found.coil,
                          found.scanner, found.interpolation, found.derived),
                         ("spin_echo", False, False, 15200, 78, 76, 90, 1.5, "BDA SPN", "TOSHIBA Titan", 2, False))

    def testSiemens(self):
        for name, isSuppressed in (("MR_T1", None), ("MR_T2", True)):
            found = self.read(SARCOMA / name / "image")
            self.assertEqual((found.family, found.normalized, found.fatSuppressed), ("spin_echo", True, isSuppressed))

    def testEnhanced(self):
        """What enhanced images have in functional groups is read from there."""
        philips = self.read(next((SMALL_DICOM / "philips_enhanced" / "anatomical" / "001").iterdir()))
        siemens = self.read(next((SMALL_DICOM / "siemens_multiframe" / "anatomical" / "001").iterdir()))
        self.assertTrue(philips.isThreeDimensional and siemens.isThreeDimensional)
        self.assertAlmostEqual(philips.repetitionTime, 6.77, delta=0.01)
        self.assertEqual((philips.echoTime, philips.flipAngle, philips.coil, philips.interpolation, philips.family),
                         (3.133, 9, "SENSE-Head-8", 1, SequenceFamily.GRADIENT_ECHO))
        self.assertEqual(siemens.echoTime, 2.46)


if __name__ == "__main__":
    unittest.main()
