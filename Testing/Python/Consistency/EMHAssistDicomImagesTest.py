"""Tests of telling the images of a DICOM series apart, on headers made for it."""

import unittest
from pathlib import Path

from EMHAssistCases.DicomFolder import enhanced, header, stack
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Consistency.DicomImages import differencesBetweenSlices, imagesOf, listed
from EMHAssistLib.Consistency.DicomSlice import slicesOf


def slices(headers):
    return [item for index, data in enumerate(headers) for item in slicesOf(Path(f"s{index:03}.dcm"), data)]


def names(headers):
    """Return the name of each image, with how many slices it has."""
    return {image.name: len(image.slices) for image in imagesOf(slices(headers))}


def dixon(kind):
    return ["DERIVED", "PRIMARY", "DIXON", kind]


class TellingImagesTest(unittest.TestCase):
    # What two images of a series may differ in, and what they are called then.
    PAIRS = (
        ({"EchoTime": 10}, {"EchoTime": 100}, {"TE 10", "TE 100"}),
        ({"ImageType": dixon("WATER")}, {"ImageType": dixon("FAT")}, {"WATER", "FAT"}),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "M_FFE", "M", "FFE"]},
         {"ImageType": ["ORIGINAL", "PRIMARY", "PHASE MAP", "P", "FFE"]}, {"M", "P"}),
        ({"ImageType": ["ORIGINAL", "PRIMARY", "M"]}, {"ImageType": ["ORIGINAL", "PRIMARY", "P", "ND"]}, {"M", "P"}),
        ({"InversionTime": 150}, {"InversionTime": 2200}, {"TI 150", "TI 2200"}),
        ({"FlipAngle": 3}, {"FlipAngle": 15}, {"FLIP ANGLE 3", "FLIP ANGLE 15"}),
        ({"DiffusionBValue": 0.0}, {"DiffusionBValue": 800.0}, {"b 0", "b 800"}),
        ({"DiffusionBValue": 800.0}, {}, {"b 800", "NO b"}),
        ({}, {"ContrastBolusAgent": "Gadovist"}, {"NO CONTRAST", "CONTRAST Gadovist"}),
        ({"EchoNumbers": 1}, {"EchoNumbers": 2}, {"ECHO 1", "ECHO 2"}),
        ({"KVP": 80, "Modality": "CT"}, {"KVP": 140, "Modality": "CT"}, {"kV 80", "kV 140"}),
        ({"ConvolutionKernel": "B30f"}, {"ConvolutionKernel": "B60f"}, {"KERNEL B30f", "KERNEL B60f"}),
    )
    # What may differ from slice to slice too: it tells images apart where slices repeat or overlap.
    PERHAPS = (
        ({"AcquisitionNumber": 1}, {"AcquisitionNumber": 2}, {"ACQUISITION 1", "ACQUISITION 2"}),
        ({"TemporalPositionIdentifier": 1}, {"TemporalPositionIdentifier": 2}, {"TIME 1", "TIME 2"}),
        ({"StackID": "1"}, {"StackID": "2"}, {"STACK 1", "STACK 2"}),
        ({"SeriesDescription": "t1"}, {"SeriesDescription": "t2"}, {"t1", "t2"}),
        ({"AcquisitionTime": "101500"}, {"AcquisitionTime": "102000"}, {"TAKEN AT 101500", "TAKEN AT 102000"}),
    )

    def testAtTheSamePlaces(self):
        for one, other, expected in (*self.PAIRS, *self.PERHAPS):
            with self.subTest(expected):
                self.assertEqual(names(stack(6, **one) + stack(6, first=7, **other)), dict.fromkeys(expected, 6))

    def testHalfASliceApart(self):
        for one, other, expected in (*self.PAIRS, *self.PERHAPS):
            with self.subTest(expected):
                found = names(stack(6, **one) + stack(6, start=2, first=7, **other))
                self.assertEqual(found, dict.fromkeys(expected, 6))

    def testOneBehindTheOther(self):
        for one, other, expected in self.PAIRS:
            with self.subTest(expected):
                found = names(stack(6, **one) + stack(6, start=24, first=7, **other))
                self.assertEqual(found, dict.fromkeys(expected, 6))

    def testEachImageHoldsItsSlices(self):
        series = slices(stack(5, EchoTime=10) + stack(4, EchoTime=100))
        found = {image.name: {item.path.name for item in image.slices} for image in imagesOf(series)}
        self.assertEqual(found, {"TE 10": {f"s{index:03}.dcm" for index in range(5)},
                                 "TE 100": {f"s{index:03}.dcm" for index in range(5, 9)}})

    def testNamesOfSeveralTraits(self):
        series = [data for kind in ("M", "P") for echo in (4.9, 7.4) for data in
                  stack(3, EchoTime=echo, ImageType=["ORIGINAL", "PRIMARY", kind])]
        self.assertEqual(names(series), dict.fromkeys(("M TE 4.9", "M TE 7.4", "P TE 4.9", "P TE 7.4"), 3))

    def testNameIsFoundWhateverItsCase(self):
        image = imagesOf(slices(stack(3, EchoTime=10) + stack(3, EchoTime=20)))[0]
        self.assertTrue(image.isCalled("te10") and image.isCalled("TE  10"))
        self.assertFalse(image.isCalled("TE 20"))

    def testManyImages(self):
        """Echoes, moments and phases that follow each other closely."""
        for keyword, values in (("EchoTime", [2.0 * index for index in range(1, 65)]), ("EchoNumbers", range(1, 65)),
                                ("TemporalPositionIdentifier", range(1, 121)), ("AcquisitionNumber", range(1, 121)),
                                ("TriggerTime", [20.0 * index for index in range(1, 61)])):
            with self.subTest(keyword):
                found = names([data for value in values for data in stack(2, **{keyword: value})])
                self.assertEqual(list(found.values()), [2] * len(values))

    def testNumbersAloneTellRounds(self):
        """Nothing differs but the numbers: one image after the other, or one place after the other."""
        self.assertEqual(names(stack(4) + stack(4, first=5)), {"IMAGE 1": 4, "IMAGE 2": 4})
        byPlace = [header(4 * (index // 2), index + 1) for index in range(8)]
        self.assertEqual(names(byPlace), {"IMAGE 1": 4, "IMAGE 2": 4})
        # Numbers without order tell nothing.
        mixed = [header(4.0 * (index % 4), number) for index, number in enumerate((1, 2, 3, 5, 4, 6, 7, 8))]
        self.assertEqual(names(mixed), {"": 8})

    def testTimesOfSlicesTellNoImages(self):
        """Each slice has a time of its own: what tells the images is the order of their numbers."""
        series = stack(4) + stack(4, first=5)
        for index, data in enumerate(series):
            data.AcquisitionTime = f"1015{index:02}"
        self.assertEqual(names(series), {"IMAGE 1": 4, "IMAGE 2": 4})

    def testMissingValueTellsWherePlacesRepeat(self):
        self.assertEqual(names(stack(4, EchoTime=10) + stack(4, first=5)), {"TE 10": 4, "NO TE": 4})

    def testNumbersAloneTellInterleavedImages(self):
        found = imagesOf(slices(stack(5) + stack(5, start=2, first=6)))
        self.assertEqual([image.name for image in found], ["IMAGE 1", "IMAGE 2"])
        self.assertEqual({item.position[2] for item in found[0].slices}, {0, 4, 8, 12, 16})

    def testStacksOfSeveralDirections(self):
        tilted = [1, 0, 0, 0, 0.8, 0.6]
        found = names(stack(4) + [header((0, 0, 50 + 4 * index), 5 + index, ImageOrientationPatient=tilted)
                                  for index in range(3)])
        self.assertEqual(found, {"STACK 1": 4, "STACK 2": 3})

    def testPrivateDiffusionWeighting(self):
        series = stack(4) + stack(4, first=5)
        for index, data in enumerate(series):
            block = data.private_block(0x0043, "GEMS_PARM_01", create=True)
            block.add_new(0x39, "IS", [1000000000 + 50 * (index // 4)])
        self.assertEqual(names(series), {"b 0": 4, "b 50": 4})

    def testNamesAreUniqueAndPrintable(self):
        kinds = ("A\x1bB", "A B", "a b")
        series = [data for kind in kinds for data in stack(3, ConvolutionKernel=kind)]
        found = [image.name for image in imagesOf(slices(series))]
        self.assertEqual(len({name.casefold().replace(" ", "") for name in found}), len(found))
        self.assertTrue(all(name.isprintable() for name in found))

    def testList(self):
        self.assertEqual(listed(imagesOf(slices(stack(3, EchoTime=10) + stack(1, EchoTime=20)))),
                         "'TE 10' (3 slices), 'TE 20' (1 slice)")
        many = imagesOf(slices([header(0, index, EchoTime=10 * index) for index in range(1, 21)]))
        self.assertTrue(listed(many).endswith(" and 8 more"))

    def testFramesOfEnhancedImage(self):
        """Image type, echo and moment stand in functional groups of each frame."""
        for group, values, expected in (
                (("MRImageFrameTypeSequence", "FrameType"), (dixon("WATER"), dixon("FAT")), {"WATER", "FAT"}),
                (("MREchoSequence", "EffectiveEchoTime"), (10.0, 100.0), {"TE 10", "TE 100"}),
                (("FrameContentSequence", "TemporalPositionIndex"), (1, 2), {"TIME 1", "TIME 2"}),
                (("FrameContentSequence", "StackID"), ("1", "2"), {"STACK 1", "STACK 2"}),
                (("MRDiffusionSequence", "DiffusionBValue"), (0.0, 700.0), {"b 0", "b 700"})):
            with self.subTest(expected):
                found = imagesOf(slices([enhanced(4, group, values)]))
                self.assertEqual({image.name for image in found}, expected)
                self.assertEqual({tuple(item.frame for item in image.slices) for image in found},
                                 {(0, 1, 2, 3), (4, 5, 6, 7)})


class OneImageTest(unittest.TestCase):
    """What differs from slice to slice within one image does not tear it apart."""

    def testSlicesOfOneImage(self):
        for keyword, values in (
                ("EchoTime", (2.46, 2.4600001, 2.47, 2.46, 2.46, 2.46)),
                ("EchoTime", (10, None, 10, 10, 10, 10)),
                ("AcquisitionNumber", (1, 2, 3, 4, 5, 6)),
                ("AcquisitionNumber", (1, 2, 1, 2, 1, 2)),
                ("AcquisitionTime", ("101500", "101502", "101504", "101500", "101502", "101504")),
                ("TriggerTime", (612, 655, 640, 700, 630, 612)),
                ("RepetitionTime", (3000, 3011, 2990, 3000, 3002, 2999)),
                ("InstanceNumber", (1, 4, 2, 5, 3, 6)),
                ("InstanceNumber", (2, 4, 6, 8, 10, 12)),
                ("TemporalPositionIdentifier", (1, 1, 1, 1, 1, 1)),
                ("WindowCenter", (1, 2, 3, 4, 5, 6))):
            with self.subTest(keyword, values=values):
                series = [header(4 * index, index + 1, **{keyword: value}) for index, value in enumerate(values)]
                self.assertEqual(names(series), {"": 6})

    def testAcquisitionsOfCtInTurn(self):
        """Overlapping slices of a spiral are one image, whatever they are numbered."""
        series = [header(2 * index, index + 1, Modality="CT", AcquisitionNumber=1 + index // 3, SliceThickness=5)
                  for index in range(9)]
        self.assertEqual(names(series), {"": 9})

    def testMissingSliceIsNoReasonToDivide(self):
        series = [header(z, index + 1, Modality="CT", AcquisitionNumber=1 + index // 3)
                  for index, z in enumerate((0, 5, 10, 20, 25, 30))]
        self.assertEqual(names(series), {"": 6})


class OnePatientTest(unittest.TestCase):
    def testTwoPatientsOrStudies(self):
        for keyword, values, what in (("PatientID", ("4711", "4712"), "patients"),
                                      ("PatientBirthDate", ("19700101", "19800101"), "patients"),
                                      ("StudyInstanceUID", ("1.2.1", "1.2.2"), "studies")):
            with self.subTest(keyword):
                series = stack(3, **{keyword: values[0]}) + stack(3, start=12, **{keyword: values[1]})
                with self.assertRaisesRegex(ValueError, f"2 {what}.*s000.dcm and s003.dcm: {keyword}") as caught:
                    imagesOf(slices(series))
                self.assertFalse([value for value in values if value in str(caught.exception)])

    def testNamesCountWhereThereIsNoNumber(self):
        def named(one, other, **attributes):
            return stack(3, PatientName=one, **attributes) + stack(3, start=12, PatientName=other, **attributes)

        with self.assertRaisesRegex(ValueError, "2 patients.*PatientName") as caught:
            imagesOf(slices(named("Doe^Jane", "Roe^John", PatientID=None)))
        self.assertNotIn("Doe", str(caught.exception))
        self.assertEqual(names(named("Doe^Jane", "DOE^JANE ")), {"": 6})
        self.assertEqual(names(named("Doe^Jane", "Doe^J")), {"": 6})

    def testOnePatientWrittenInTwoWays(self):
        self.assertEqual(names(stack(3, PatientID="ab 1") + stack(3, start=12, PatientID="AB1 ")), {"": 6})
        self.assertEqual(names(stack(3, PatientID="") + stack(3, start=12)), {"": 6})


class PositionsTest(unittest.TestCase):
    def testPositionsThatAreLost(self):
        series = [header(0, index + 1, SliceLocation=4 * index) for index in range(5)]
        with self.assertRaisesRegex(ValueError, "one position.*SliceLocation goes from 0 to 16"):
            imagesOf(slices(series))
        self.assertEqual(len(imagesOf(slices([header(0, index + 1, SliceLocation=4, EchoTime=10 + index)
                                              for index in range(5)]))), 5)


class DifferencesTest(unittest.TestCase):
    def testNamesOfOneSeries(self):
        for keyword, one, other, isTold in (
                ("SeriesDescription", "sag t1", "sag t2", True), ("SeriesDescription", "sag t1", "Sag  T1 ", False),
                ("PatientName", "Doe^Jane", "Roe^John", True), ("PatientName", "Doe^Jane", "DOE, J.", False),
                ("PatientName", "Doe^Jane", "Jane Doe", False), ("PatientName", "Doe^Jane", "", False)):
            with self.subTest(keyword, one=one, other=other):
                series = stack(3, **{keyword: one}) + stack(3, start=12, first=4, **{keyword: other})
                for data in series:
                    data.Modality = "CT"
                found = self.found(series)
                self.assertEqual(found, [("slices_differ", Consequence.DOUBTFUL, True)] * isTold)
        [objection] = differencesBetweenSlices(slices(stack(3, PatientName="Doe") + stack(3, start=12, first=4,
                                                                                          PatientName="Roe")))
        self.assertRegex(objection.reason, "^(?!.*Roe).*s000.dcm and s003.dcm")

    def testSequencesInTurn(self):
        for keyword, values, isTold in (("ScanningSequence", ("SE", "IR"), True),
                                        ("SequenceName", ("*tse2d1_7", "*tir2d1_7"), True),
                                        ("SequenceName", ("*ep_b800#1", "*ep_b800#2"), False),
                                        ("ScanningSequence", (["SE", "IR"], ["SE", "IR"]), False)):
            with self.subTest(keyword, values=values):
                series = [header(4 * index, index + 1, **{keyword: values[index % 2]}) for index in range(6)]
                self.assertEqual(self.found(series), [("slices_differ", Consequence.DOUBTFUL, True)] * isTold)

    def found(self, series):
        return [(one.topic, one.consequence, one.deviation > 0) for one in differencesBetweenSlices(slices(series))]

    def testRepetitionTimesOfOtherContrast(self):
        series = stack(3, RepetitionTime=500) + stack(3, start=12, RepetitionTime=700)
        self.assertEqual(self.found(series), [("slices_differ", Consequence.DOUBTFUL, True)])
        self.assertEqual(self.found(stack(3, RepetitionTime=500) + stack(3, start=12, RepetitionTime=510)), [])

    def testAcquisitionsInOneStack(self):
        series = [*stack(3, AcquisitionNumber=1), *stack(3, start=12, AcquisitionNumber=2)]
        self.assertEqual(self.found(series), [("slices_differ", Consequence.DOUBTFUL, True)])
        # One slice each, and CT, whose values are on one scale: nothing to say.
        self.assertEqual(self.found([header(4 * index, AcquisitionNumber=index) for index in range(6)]), [])
        for data in series:
            data.Modality = "CT"
        self.assertEqual(self.found(series), [])


if __name__ == "__main__":
    unittest.main()
