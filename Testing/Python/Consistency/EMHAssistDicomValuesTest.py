"""Tests of what headers claim of values, without files: what Slicer has loaded is told by its headers alone."""

import unittest

import numpy as np

from EMHAssistCases.DicomSlices import realWorld
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Consistency.DicomValues import paddingInSlicer, storedPadding, valuesObjections
from EMHAssistLib.Consistency.NoTissue import withoutPadding


def header(**attributes):
    """Return the header of an MR slice of 16 bits, with these attributes."""
    import pydicom

    data = pydicom.Dataset()
    data.Modality, data.InstanceNumber = "MR", 4
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.Rows = data.Columns = 4
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    for keyword, value in attributes.items():
        setattr(data, keyword, value)
    return data


def enhanced(*slopes):
    """Return the header of an enhanced image whose frames have these slopes."""
    import pydicom

    data = header(NumberOfFrames=len(slopes))
    frames = []
    for slope in slopes:
        frame, transformation = pydicom.Dataset(), pydicom.Dataset()
        transformation.RescaleSlope, transformation.RescaleIntercept = slope, 0
        frame.PixelValueTransformationSequence = pydicom.Sequence([transformation])
        frames.append(frame)
    data.PerFrameFunctionalGroupsSequence = pydicom.Sequence(frames)
    return data


class LoadedBySlicerTest(unittest.TestCase):
    def assertObjections(self, datasets, *expected):
        found = valuesObjections(datasets)
        self.assertEqual([(one.topic, one.consequence) for one in found], list(expected))
        return " ".join(one.reason for one in found)

    def testNothingToObject(self):
        self.assertObjections([header(), header()])
        self.assertObjections([header(RescaleSlope=2, RescaleIntercept=0)] * 2)
        self.assertObjections([header(RescaleSlope=slope, RescaleIntercept=0) for slope in (0.5, 0.25)])
        self.assertObjections([enhanced(0.5, 0.5)])
        # On another scale, with the same zero, ratios are the same.
        self.assertObjections([header(RealWorldValueMappingSequence=realWorld(0.5))] * 2)

    def testInverted(self):
        text = self.assertObjections([header(PhotometricInterpretation="MONOCHROME1")],
                                     ("photometric", Consequence.REFUSED))
        self.assertIn("emhassist", text)

    def testNoSignal(self):
        for attributes in ({"PhotometricInterpretation": "RGB", "SamplesPerPixel": 3},
                           {"PhotometricInterpretation": "PALETTE COLOR"}, {"RescaleSlope": 0, "RescaleIntercept": 0}):
            self.assertObjections([header(**attributes)], ("values", Consequence.REFUSED))

    def testWhatSlicerLeavesOut(self):
        for mappings in (((0.5, 0), (0.25, 0)), ((0.5, 7), (0.5, 7))):
            self.assertObjections([header(RealWorldValueMappingSequence=realWorld(*one)) for one in mappings],
                                  ("values", Consequence.REFUSED))
        scaled = [header(RescaleSlope=2, RescaleIntercept=0) for _ in range(2)]
        for data, scale in zip(scaled, (1.0, 3.0)):
            data.private_block(0x2005, "Philips MR Imaging DD 001", create=True).add_new(0x0E, "FL", scale)
        self.assertObjections(scaled, ("scale_slope", Consequence.FINE), ("values", Consequence.REFUSED))

    def testRescaledByTheFirst(self):
        self.assertObjections([enhanced(0.5, 0.25)], ("rescale", Consequence.REFUSED))
        slices = [header(RescaleSlope=slope, RescaleIntercept=0) for slope in (1, 0.25)]
        self.assertObjections(slices, ("rescale", Consequence.DOUBTFUL))
        self.assertObjections(slices[::-1])

    def testDamagedHeaders(self):
        for attributes in ({"RescaleSlope": 1, "RescaleIntercept": float("nan")},
                           {"RealWorldValueMappingSequence": realWorld(0.0)}):
            self.assertObjections([header(**attributes)], ("values", Consequence.REFUSED))

    def testPadding(self):
        self.assertEqual(paddingInSlicer([header(PixelPaddingValue=0, RescaleSlope=2, RescaleIntercept=5)] * 2), (5, 5))
        self.assertEqual(paddingInSlicer([header(PixelPaddingValue=65436, PixelPaddingRangeLimit=65535,
                                                 PixelRepresentation=1)]), (-100, -1))
        self.assertIsNone(paddingInSlicer([header(), header()]))
        self.assertIsNone(paddingInSlicer([header(PixelPaddingValue=0), header(PixelPaddingValue=1)]))
        self.assertIsNone(storedPadding(header(PixelPaddingRangeLimit=9)))


class NoTissueTest(unittest.TestCase):
    def testPaddingHasNoValue(self):
        for kind in (np.int16, np.uint16, np.int32, np.float32, np.float64):
            array = np.array([0, 5, 6, 7, 1000], dtype=kind)
            np.testing.assert_array_equal(withoutPadding(array, (5, 6)), [0, np.nan, np.nan, 7, 1000])
            self.assertIs(withoutPadding(array, None), array)
            self.assertIs(withoutPadding(array, (8, 9)), array)

    def testNoTissueIsBelowAir(self):
        array = np.array([-3024, -1500, -1499, -1024, 0], dtype=np.int16)
        np.testing.assert_array_equal(withoutPadding(array, None, True), [np.nan, np.nan, -1499, -1024, 0])
        self.assertIs(withoutPadding(array, None), array)
        self.assertIs(withoutPadding(np.array([0, 65535], np.uint16), None, True).dtype.type, np.uint16)
        np.testing.assert_array_equal(withoutPadding(np.array([2.0 ** 30, -2000]), None, True), [2.0 ** 30, np.nan])


if __name__ == "__main__":
    unittest.main()
