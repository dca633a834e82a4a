"""Tests of which files of a folder are measured: what is no slice, what is there twice, which of several images."""

import unittest

import numpy as np

from EMHAssistCases.DicomFolder import enhanced, header, pixels, stack, write, writeFile
from EMHAssistCases.FolderCase import FolderCase
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Input.DicomSeries import isDicomFile, readDicom
from EMHAssistLib.Input.StructureSet import readStructure

SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
# Uids and kinds of what else lies in folders of series.
PRESENTATION_STATE, REPORT = "1.2.840.10008.5.1.4.1.1.11.1", "1.2.840.10008.5.1.4.1.1.88.11"
DICOMDIR = "1.2.840.10008.1.3.10"


class ChoiceCase(FolderCase):
    def empty(self):
        for file in self.folder.iterdir():
            file.unlink()

    def assertHolds(self, headers, part="", leftOut=None):
        """The voxels are those of the headers, in order, and the files left out are named."""
        voxels = readDicom(self.folder, part)
        np.testing.assert_array_equal(voxels.array, [pixels(data) for data in headers])
        said = [one.reason for one in voxels.objections if one.topic == "left_out"]
        self.assertEqual(len(said), 0 if leftOut is None else 1)
        if leftOut is not None:
            self.assertRegex(said[0], leftOut)
        return voxels

    def assertRefused(self, pattern, part=""):
        with self.assertRaisesRegex(ValueError, pattern) as caught:
            readDicom(self.folder, part)
        self.assertNotIn("\n", str(caught.exception))


class FilesTest(ChoiceCase):
    def testWhatSystemsLeaveInFoldersIsPassedOver(self):
        series = stack(5)
        write(self.folder, series)
        for name, content in (("._s000.dcm", b"\0\5\x16\7\0\2\0\0Mac OS X        "), (".DS_Store", b"\0\0\0\1Bud1"),
                              ("Thumbs.db", b"\xd0\xcf\x11\xe0"), ("desktop.ini", b""), (".hidden.dcm", b""),
                              ("DICOMDIR", b"damaged"), ("notes.txt", b"text"), ("report.pdf", b"%PDF")):
            (self.folder / name).write_bytes(content)
        self.assertHolds(series)

    def testOtherDicomIsPassedOver(self):
        import pydicom

        series = stack(5)
        write(self.folder, series)
        for name, kind in (("state.dcm", PRESENTATION_STATE), ("report.dcm", REPORT), ("index", DICOMDIR)):
            data = pydicom.Dataset()
            data.file_meta = pydicom.dataset.FileMetaDataset()
            data.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
            data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = kind
            data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID = "1.2.9"
            data.SeriesInstanceUID = "1.2.3"
            data.save_as(self.folder / name, enforce_file_format=True)
        self.assertHolds(series)

    def testScreenshotsAndLocalizersAreNamed(self):
        series = stack(5)
        capture = header(0, 90, SOPClassUID=SECONDARY_CAPTURE, ImagePositionPatient=None, Modality="OT",
                         ImageOrientationPatient=None, PixelSpacing=None, ImageType=["DERIVED", "SECONDARY"])
        localizer = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
        planned = {"SeriesInstanceUID": "1.2.5", "SeriesNumber": 1}
        for what, others in (("in the series", [capture]),
                             ("a series of screenshots", [header(0, 91, **{**vars_(capture), **planned})]),
                             ("with a place", [header(8, 92, SOPClassUID=SECONDARY_CAPTURE)]),
                             ("by its name", stack(3, 10, first=60, SeriesDescription="localizer", **planned)),
                             ("by its type", stack(1, first=60, ImageType=localizer, **planned)),
                             ("a localizer in the series", stack(1, first=60, ImageType=localizer))):
            with self.subTest(what):
                self.empty()
                write(self.folder, series)
                write(self.folder, others, "other")
                self.assertHolds(series, leftOut="other000.dcm")

    def testLocalizerAloneIsRead(self):
        series = stack(4, SeriesDescription="localizer")
        write(self.folder, series)
        self.assertHolds(series)

    def testDamagedSliceIsRefusedByName(self):
        for content in (b"", b"\0" * 40, b"\0" * 400, b"\x08\0\x05\0CS\x0a\0ISO_IR 100"):
            with self.subTest(content[:8]):
                write(self.folder, stack(5))
                (self.folder / "s004.dcm").write_bytes(content)
                self.assertRefused("s004.dcm")

    def testDamagedSliceWithoutSuffixIsNamed(self):
        for index, data in enumerate(stack(5)):
            writeFile(self.folder / f"IM{index}", data)
        (self.folder / "IM4").write_bytes(b"\0" * 300)
        self.assertHolds(stack(4), leftOut="IM4")

    def testSliceWithoutPlaceIsRefusedByName(self):
        write(self.folder, [*stack(4), header(16, 5, ImagePositionPatient=None)])
        self.assertRefused("s004.dcm does not say where it is")

    def testWithoutPreamble(self):
        """Folders and files, with and without suffix."""
        for suffix in (".dcm", ""):
            with self.subTest(suffix):
                self.empty()
                series = stack(4)
                for index, data in enumerate(series):
                    writeFile(self.folder / f"s{index}{suffix}", data, hasPreamble=False)
                self.assertHolds(series)
                file = self.folder / f"s2{suffix}"
                self.assertTrue(isDicomFile(file))
                np.testing.assert_array_equal(readDicom(file).array, [pixels(series[2])])

    def testStructureSetWithoutPreamble(self):
        import pydicom

        data = pydicom.Dataset()
        data.SOPClassUID, data.SOPInstanceUID, data.Modality = "1.2.840.10008.5.1.4.1.1.481.3", "1.2.9", "RTSTRUCT"
        data.StructureSetLabel = "as long as a file of its kind has to be at least" * 4
        data.StructureSetROISequence = [pydicom.Dataset()]
        data.StructureSetROISequence[0].ROIName = "mass"
        file = self.folder / "rs.dcm"
        data.save_as(file, implicit_vr=False, little_endian=True, enforce_file_format=False)
        self.assertTrue(isDicomFile(file))
        with self.assertRaisesRegex(ValueError, "no structure 'cord'.*mass"):
            readStructure(file, "cord")

    def testWhatIsNoDicomIsNoneWithoutPreamble(self):
        """Whatever bytes a file begins with, it is not taken for DICOM unless it holds a header."""
        random = np.random.default_rng(7)
        starts = (b"\x08\0\x05\0CS\x0a\0", b"\x02\0\0\0UL\4\0", b"\x08\0\x08\0\x1a\0\0\0", b"II*\0", b"\x1f\x8b\x08\0")
        file = self.folder / "file"
        for start in starts:
            for _ in range(5):
                file.write_bytes(start + random.integers(0, 256, 600, dtype=np.uint8).tobytes())
                self.assertFalse(isDicomFile(file))


def vars_(data):
    """Return keywords and values of a header, None for those that `header` would add."""
    kept = {element.keyword: element.value for element in data if element.keyword != "PixelData"}
    return {**dict.fromkeys(("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing")), **kept}


class CopiesTest(ChoiceCase):
    def testFileThereTwice(self):
        series = stack(5)
        files = write(self.folder, series)
        (self.folder / "copy.dcm").write_bytes(files[2].read_bytes())
        self.assertHolds(series, leftOut="s002.dcm .the same as copy.dcm.")

    def testWholeSeriesThereTwice(self):
        series = stack(5)
        write(self.folder, series)
        write(self.folder, series, "again")
        self.assertHolds(series, leftOut="and|s004.dcm")

    def testCopyUnderAnotherIdentity(self):
        series = stack(5)
        write(self.folder, series)
        again = header(8, 77)
        writeFile(self.folder / "z.dcm", again, values=pixels(series[2]))
        self.assertHolds(series, leftOut="z.dcm .the same as s002.dcm.")

    def testTwoFilesOfOneIdentity(self):
        series = stack(5)
        write(self.folder, series)
        writeFile(self.folder / "z.dcm", header(8, 3), values=pixels(series[2]) + 1)
        self.assertRefused("s002.dcm and z.dcm are one image by their SOPInstanceUID and have different pixels")

    def testOneIdentityForAll(self):
        """What some anonymizers do: the places tell the slices apart."""
        series = [header(4 * index, index + 1, SOPInstanceUID="1.2.3.4") for index in range(5)]
        write(self.folder, series)
        self.assertHolds(series)

    def testTwoImagesAtOnePlace(self):
        write(self.folder, [header(z, 1) for z in (0, 4, 8)] + [header(4, 9, InstanceNumber=1)])
        self.assertHolds([header(z, 1) for z in (0, 4, 8)], leftOut="s003.dcm")
        writeFile(self.folder / "s003.dcm", header(4, 9))
        self.assertRefused("several slices lie at one position.*s001.dcm and s003.dcm|several images")


class ImagesTest(ChoiceCase):
    def setUp(self):
        super().setUp()
        kinds = [["DERIVED", "PRIMARY", "DIXON", kind] for kind in ("WATER", "FAT")]
        self.water, self.fat = stack(5, ImageType=kinds[0]), stack(5, first=6, ImageType=kinds[1])
        write(self.folder, self.water, "a")
        write(self.folder, self.fat, "b")

    def testImagesAreOffered(self):
        self.assertRefused(r"several images; choose one of 'WATER' \(5 slices\), 'FAT' \(5 slices\).*'FOLDER:WATER'")
        self.assertRefused("'FOLDER:2:WATER'", "2")
        self.assertRefused("no image 'PHASE' in the series; choose one of 'WATER'", "PHASE")

    def testEachByItsName(self):
        for part, expected, kind in (("WATER", self.water, "WATER"), ("fat", self.fat, "FAT"),
                                     ("2:Water", self.water, "WATER"), ("2: FAT", self.fat, "FAT")):
            with self.subTest(part):
                metadata = self.assertHolds(expected, part).metadata
                self.assertEqual(metadata["ImageType"], f"DERIVED\\PRIMARY\\DIXON\\{kind}")

    def testFramesOfOneFile(self):
        """The voxels and the header are those of the frames that were asked for."""
        for group, values, kept in (
                (("MRImageFrameTypeSequence", "FrameType"), (["ORIGINAL", "PRIMARY", "T1", "WATER"],
                                                             ["ORIGINAL", "PRIMARY", "T1", "FAT"]), "ImageType"),
                (("MREchoSequence", "EffectiveEchoTime"), (10.0, 100.0), "EchoTime")):
            self.empty()
            stored = np.arange(6 * 72).reshape(6, 8, 9)
            file = writeFile(self.folder / "frames.dcm", enhanced(3, group, values), values=stored)
            self.assertRefused("several images")
            for part, value, expected in zip(("WATER", "FAT") if kept == "ImageType" else ("TE 10", "te100"), values,
                                             (stored[:3], stored[3:])):
                with self.subTest(part):
                    voxels = readDicom(file, part)
                    np.testing.assert_array_equal(voxels.array, expected)
                    self.assertEqual(voxels.metadata[kept], "\\".join(value) if kept == "ImageType" else str(value))

    def testSeveralSeries(self):
        write(self.folder, stack(4, first=20, SeriesInstanceUID="1.2.5", SeriesNumber=3), "c")
        self.assertRefused("2 series to choose from")
        self.assertHolds(self.fat, "2:FAT")
        self.assertRefused("no image 'FAT' in the series, which holds one alone; leave out ':FAT'", "3:FAT")

    def testSeriesOfOneNumber(self):
        """They are chosen by their descriptions."""
        self.empty()
        one, other = stack(4), stack(4, first=20, SeriesInstanceUID="1.2.5", SeriesDescription="t2 sag")
        write(self.folder, one, "a")
        write(self.folder, other, "b")
        self.assertRefused("FOLDER:NUMBER:DESCRIPTION", "2")
        self.assertHolds(other, "2:T2 SAG")

    def testSeriesThatShareAUid(self):
        """They are told apart by their numbers."""
        self.empty()
        one, other = stack(4), stack(4, first=20, SeriesNumber=5)
        write(self.folder, one + other)
        self.assertRefused("2 series to choose from")
        self.assertHolds(other, "5")

    def testSeriesUidOfEachFile(self):
        """What some anonymizers do to a series."""
        self.empty()
        series = [header(4 * index, index + 1, SeriesInstanceUID=f"1.2.3.{index}") for index in range(6)]
        write(self.folder, series)
        self.assertHolds(series)
        writeFile(self.folder / "z.dcm", header(24, 7, SeriesInstanceUID="1.2.3.9", SeriesDescription="another"))
        self.assertRefused("7 series to choose from")

    def testManySeriesAreListedInALine(self):
        self.empty()
        write(self.folder, [header(0, index, SeriesInstanceUID=f"1.2.{index}", SeriesNumber=index)
                            for index in range(1, 31)])
        self.assertRefused("30 series.* and 18 more; give one")

    def testPatientsAreNoChoice(self):
        self.empty()
        write(self.folder, [*stack(4), *stack(4, first=5, PatientID="4712", EchoTime=10)])
        for part in ("", "2", "TE 10"):
            self.assertRefused("2 patients under one series.*s000.dcm and s004.dcm", part)

    def testOneSlice(self):
        self.empty()
        series = stack(1)
        write(self.folder, series)
        voxels = self.assertHolds(series)
        self.assertAlmostEqual(abs(np.linalg.det(voxels.ijkToRas[:3, :3])), 0.5 * 0.75 * 4)
        self.assertEqual([(one.topic, one.consequence) for one in voxels.objections],
                         [("single_slice", Consequence.FINE)])


class AnyFolderTest(ChoiceCase):
    """Whatever is done to the files of a good series, its voxels are found, or what is wrong is refused by a name or
    said."""

    def setUp(self):
        super().setUp()
        self.series = stack(7, EchoTime=10, SliceLocation=None)
        write(self.folder, self.series)
        self.whole = readDicom(self.folder)
        self.empty()

    def testChangedFolders(self):
        for seed in range(25):
            with self.subTest(seed):
                self.change(np.random.default_rng(seed))
                self.empty()

    def change(self, random):
        names = [f"{random.integers(10**6)}x{index}{random.choice(['.dcm', '.IMA', '', '.7'])}" for index in range(7)]
        order = random.permutation(7)
        lost, wrong = None, None
        for name, index in zip(names, order):
            writeFile(self.folder / name, self.series[index], hasPreamble=bool(random.integers(2)))
        if random.integers(2):
            (self.folder / f"copy{names[0]}").write_bytes((self.folder / names[0]).read_bytes())
        if random.integers(2):
            (self.folder / f"._{names[1]}").write_bytes(b"\0\5\x16\7\0\2\0\0")
        kind = random.integers(4)
        if kind == 1:
            lost = int(random.integers(7))
            for file in list(self.folder.iterdir()):
                if file.name.removeprefix("copy") == names[list(order).index(lost)]:
                    file.unlink()
        if kind == 2:
            wrong = int(random.integers(7))
            data = header(4.0 * wrong, 1 + wrong, EchoTime=100)
            for file in list(self.folder.iterdir()):
                if file.name.removeprefix("copy") == names[list(order).index(wrong)]:
                    writeFile(file, data)
        try:
            voxels = readDicom(self.folder)
        except ValueError as error:
            self.assertIsNotNone(lost if wrong is None else wrong, str(error))
            self.assertRegex(str(error), r"\dx\d|TE 10'.*TE 100'|TE 100'.*TE 10'")
            return
        self.assertIsNone(wrong)
        first, last = (1, 7) if lost == 0 else (0, 6) if lost == 6 else (0, 7)
        self.assertTrue(lost in (None, 0, 6))
        np.testing.assert_array_equal(voxels.array, self.whole.array[first:last])
        start = self.whole.ijkToRas @ [0, 0, first, 1]
        np.testing.assert_allclose(voxels.ijkToRas, np.column_stack([self.whole.ijkToRas[:, :3], start]))


if __name__ == "__main__":
    unittest.main()
