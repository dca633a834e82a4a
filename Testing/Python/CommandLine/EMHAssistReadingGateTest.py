"""Nothing given is lost, and nothing contradictory is measured in silence: many small inputs, right and wrong.

Each is measured rightly, or refused in one line with its reason, or warned of, as the test says.
"""

import json
import re
import shutil
from pathlib import Path

import numpy as np

from EMHAssistCases.CommandCase import MeasureCase
from EMHAssistCases.Packages import needNibabel
from EMHAssistCases.TwoBlocks import (
    IMAGE,
    LABELS,
    LESION,
    LESION_CENTER,
    MARROW,
    MARROW_CENTER,
    MEAN_OF_LESION,
    MEAN_OF_MARROW,
    VOLUME,
    VOXELS,
    contour,
    contoursOf,
    image,
    points,
    rectangle,
    writeDicom,
    writeEnhanced,
    writeLabels,
    writeMarkup,
    writeNifti,
    writeNrrd,
    writeRoi,
    writeStructures,
)

setUpModule = needNibabel


class GateCase(MeasureCase):
    """Measures the two blocks on a series, and says what is right for it."""

    def setUp(self):
        super().setUp()
        self.labels = writeLabels(self.folder)
        self.regions = ("--lesion", f"{self.labels}:1", "--marrow", f"{self.labels}:2")

    def dicom(self, change=lambda data, index: None, array=IMAGE, **options):
        return writeDicom(self.folder / "series", array, change, **options)

    def text(self, output):
        """Return all places where a warning may stand."""
        cells = [cell for name in ("measurements.csv", "ratios.csv", "geometry.csv", "comparability.csv")
                 for row in self.rows(name) for cell in row.values() if cell]
        return "\n".join([output, *self.readout()["warnings"], *cells])

    def assertMeasured(self, *arguments, regions=None, lesion=MEAN_OF_LESION, marrow=MEAN_OF_MARROW, n=VOXELS,
                       volume=VOLUME, ratio=None, warned="", accuracy=0.01, rounding=0.5):
        shutil.rmtree(self.out, ignore_errors=True)
        output = self.measure(*arguments, *(self.regions if regions is None else regions))
        rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
        for role, mean in (("other_lesion", lesion), ("marrow", marrow)):
            self.assertAlmostEqual(float(rows[role]["mean"]), mean, delta=accuracy)
            self.assertAlmostEqual(float(rows[role]["n"]), n, delta=rounding)
            self.assertAlmostEqual(float(rows[role]["volume_mm3"]), volume, delta=volume * rounding / 500)
        if ratio is not None:
            [row] = [row for row in self.rows("ratios.csv") if row["reference"] == "marrow"]
            self.assertAlmostEqual(float(row["ratio"] or "nan"), ratio, delta=0.002)
        if warned:
            self.assertRegex(self.text(output), warned)

    def assertWarned(self, pattern, *arguments, regions=None):
        shutil.rmtree(self.out, ignore_errors=True)
        output = self.measure(*arguments, *(self.regions if regions is None else regions))
        self.assertRegex(self.text(output), pattern)

    def assertRefused(self, pattern, *arguments, regions=None):
        shutil.rmtree(self.out, ignore_errors=True)
        status, output, errors = self.run_("measure", *arguments, *(self.regions if regions is None else regions),
                                           "--out", self.out)
        self.assertEqual((status, output), (2, ""), self.rows("measurements.csv") if self.out.exists() else "")
        self.assertEqual(errors.count("\n"), 1, errors)
        self.assertNotRegex(errors, r"\.cxx|\.cpp|Traceback|sitk::|\bbuild\b")
        self.assertRegex(errors, pattern)
        self.assertFalse(self.out.exists())


class DicomValuesTest(GateCase):
    """What the header claims about values, against the pixels."""

    def testPlain(self):
        self.assertMeasured("--t1", self.dicom(), ratio=MEAN_OF_LESION / MEAN_OF_MARROW)

    def testDisplayChangesNoValue(self):
        """Photometric interpretation concerns display alone."""
        for bits, modality in ((16, "MR"), (12, "MR"), (16, "CT")):
            def change(data, index, bits=bits):
                data.PhotometricInterpretation, data.BitsStored, data.HighBit = "MONOCHROME1", bits, bits - 1
            with self.subTest(bits=bits, modality=modality):
                folder = writeDicom(self.folder / f"{modality}{bits}", IMAGE, change, modality=modality)
                self.assertMeasured("--ct" if modality == "CT" else "--t1", folder)

    def testCompressedMonochrome1(self):
        def change(data, index):
            data.PhotometricInterpretation = "MONOCHROME1"
        folder = self.dicom(change)
        self.compress(folder)
        self.assertMeasured("--t1", folder)

    def testRunLengthEncoded(self):
        folder = self.dicom()
        self.compress(folder)
        self.assertMeasured("--t1", folder)

    @staticmethod
    def compress(folder):
        import pydicom
        from pydicom.uid import RLELossless

        for file in folder.iterdir():
            data = pydicom.dcmread(file)
            data.compress(RLELossless, generate_instance_uid=False)
            data.save_as(file)

    def testPixelsCutShort(self):
        whole = IMAGE[0].astype("<u2").tobytes()
        for name, content in (("half", whole[:600]), ("one", whole[:-2]), ("none", b"")):
            for position in (0, 4, 9):
                with self.subTest(name, slice=position):
                    folder = writeDicom(self.folder / f"{name}{position}", IMAGE,
                                        lambda data, index: content if index == position else None)
                    self.assertRefused(f"s00{position}.*(short|bytes|holds|no pixel)", "--t1", folder)

    def testPadding(self):
        array = image(-100, -200, -900)
        array[3:7, 4, 4:10] = -2000
        inside = float(array[3:7, 5:10, 4:10].mean())

        def change(data, index):
            data.PixelPaddingValue = -2000
        folder = self.dicom(change, array, modality="CT")
        self.assertWarned("not_finite", "--ct", folder)
        rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
        self.assertAlmostEqual(float(rows["other_lesion"]["mean"]), inside, places=3)

        with self.subTest("a range"):
            array[3:5, 4, 4:10] = -1990

            def ranged(data, index):
                data.PixelPaddingValue, data.PixelPaddingRangeLimit = -2000, -1980
            self.assertWarned("not_finite", "--ct", writeDicom(self.folder / "range", array, ranged, modality="CT"))
            rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
            self.assertAlmostEqual(float(rows["other_lesion"]["mean"]), inside, places=3)

        with self.subTest("nobody says so"):
            self.assertWarned("not_finite", "--ct", writeDicom(self.folder / "unsaid", array, modality="CT"))
            rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
            self.assertAlmostEqual(float(rows["other_lesion"]["mean"]), inside, places=3)

        with self.subTest("all of the region"):
            array[LESION] = -2000
            self.assertWarned("(?i)padding", "--ct", writeDicom(self.folder / "all", array, change, modality="CT"))
            rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
            self.assertEqual(rows["other_lesion"]["mean"], "")

    def testBitsAboveThoseStored(self):
        array = IMAGE.copy()
        array[LESION] += 4096

        def change(data, index):
            data.BitsStored, data.HighBit = 12, 11
        self.assertRefused("(?i)bits", "--t1", self.dicom(change, array))

    def testSlopesOfSlices(self):
        """Each slice has its own rescaling: values come out as one."""
        slopes = 1 + np.arange(10) / 4
        stored = np.rint(IMAGE / slopes[:, None, None])

        def change(data, index):
            data.RescaleSlope, data.RescaleIntercept = slopes[index], 0
        values = stored * slopes[:, None, None]
        self.assertMeasured("--t1", self.dicom(change, stored), lesion=values[LESION].mean(),
                            marrow=values[MARROW].mean())

    def testRealWorldValues(self):
        """Slopes of slices that stand in the real world value mapping alone."""
        import pydicom

        slopes = 1 + np.arange(10) / 4
        stored = np.rint(IMAGE / slopes[:, None, None])

        def change(data, index):
            item = pydicom.Dataset()
            item.RealWorldValueSlope, item.RealWorldValueIntercept = float(slopes[index]), 0.0
            item.RealWorldValueFirstValueMapped, item.RealWorldValueLastValueMapped = 0, 65535
            data.RealWorldValueMappingSequence = [item]
        values = stored * slopes[:, None, None]
        self.assertMeasured("--t1", self.dicom(change, stored), lesion=values[LESION].mean(),
                            marrow=values[MARROW].mean(), accuracy=0.02)

    def testColors(self):
        def change(data, index):
            data.SamplesPerPixel, data.PhotometricInterpretation, data.PlanarConfiguration = 3, "RGB", 0
            data.BitsAllocated, data.BitsStored, data.HighBit = 8, 8, 7
            return np.repeat(np.minimum(IMAGE[index], 255).astype(np.uint8)[..., None], 3, axis=-1).tobytes()
        self.assertRefused("(?i)colou?r|RGB|values per", "--t1", self.dicom(change))


class DicomStackTest(GateCase):
    """Which files form a series."""

    def testTwoContrastsInOne(self):
        """Two echoes share a series: half a slice apart, at the same places, or one behind the other."""
        for apart in (2, 0, 40):
            def change(data, index, apart=apart):
                data.EchoTime, data.ImagePositionPatient = 100, [-23, -23, -18 + 4 * index + apart]

            def early(data, index):
                data.EchoTime = 10
            with self.subTest(apart=apart):
                folder = writeDicom(self.folder / f"apart{apart}", IMAGE, early)
                writeDicom(folder, IMAGE // 2, change, first=11, name="t")
                self.assertRefused("(?i)echo|TE 10", "--t1", folder)

    def testDixon(self):
        def water(data, index):
            data.ImageType = ["DERIVED", "PRIMARY", "DIXON", "WATER"]

        def fat(data, index):
            data.ImageType = ["DERIVED", "PRIMARY", "DIXON", "FAT"]
        folder = self.dicom(water)
        writeDicom(folder, IMAGE // 3, fat, first=11, name="t")
        self.assertRefused("(?s)(?=.*WATER)(?=.*FAT)", "--t2", folder)
        self.assertMeasured("--t2", f"{folder}:WATER")
        self.assertMeasured("--t2", f"{folder}:1:WATER")
        thirds = IMAGE // 3
        self.assertMeasured("--t2", f"{folder}:1:fat", lesion=thirds[LESION].mean(), marrow=thirds[MARROW].mean())
        self.assertRefused("(?s)(?=.*WATER)(?=.*FAT)", "--t2", f"{folder}:1:BONE")

    def testTwoPatients(self):
        def other(data, index):
            data.PatientID, data.ImagePositionPatient = "Y", [-23, -23, 22 + 4 * index]
        folder = self.dicom()
        writeDicom(folder, IMAGE, other, first=11, name="t")
        self.assertRefused("(?i)patient", "--t1", folder)

    def testSlicesLost(self):
        def told(data, index):
            data.SpacingBetweenSlices = 4
        for name, change, kept in (("second", told, range(0, 10, 2)), ("one", lambda data, index: None, (*range(5), 6,
                                                                                                     7, 8, 9))):
            with self.subTest(name):
                folder = writeDicom(self.folder / name, IMAGE, lambda data, index: change(data, index)
                                    if index in kept else False)
                self.assertRefused("(?i)missing|lost|SpacingBetweenSlices|not equal", "--t1", folder)

    def testFilesThatAreNoSlice(self):
        folder = self.dicom()
        (folder / "._s000.dcm").write_bytes(b"\0\5\x16\7\0\2\0\0Mac OS X        ")
        (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
        (folder / "notes.txt").write_text("nothing")
        shutil.copy(folder / "s003.dcm", folder / "copy.dcm")
        self.assertMeasured("--t1", folder)

    def testDamagedSlice(self):
        folder = self.dicom()
        (folder / "s004.dcm").write_bytes((folder / "s004.dcm").read_bytes()[:400])
        self.assertRefused("s004.dcm", "--t1", folder)

    def testSameSliceOtherPixels(self):
        folder = self.dicom()
        writeDicom(folder, IMAGE[3:4] + 5, lambda data, index: setattr(
            data, "ImagePositionPatient", [-23, -23, -6]), first=4, name="u")
        self.assertRefused("s003.dcm.*u003.dcm|u003.dcm.*s003.dcm", "--t1", folder)

    def testWithoutPreamble(self):
        folder = self.dicom()
        for file in folder.iterdir():
            file.write_bytes(file.read_bytes()[132:])
        self.assertMeasured("--t1", folder)

    def testOrderAndNamesDoNotMatter(self):
        folder = self.dicom()
        for index, file in enumerate(sorted(folder.iterdir(), reverse=True)):
            file.rename(folder / f"{(index * 7) % 10}{file.stem}")
        self.assertMeasured("--t1", folder)

    def testRoundedPositions(self):
        """Positions to 0.1 mm of slices of 0.625 mm."""
        def change(data, index):
            data.SliceThickness = 0.625
            data.ImagePositionPatient = [-23, -23, round(-2.8125 + 0.625 * index, 1)]

        def thin(header):
            affine = header.get_sform() @ np.diag([1, 1, 0.625 / 4, 1])
            affine[2, 3] = -2.8125
            header.set_sform(affine, 1)
            header.set_qform(affine, 1)
        self.labels = writeNifti(self.folder / "lab.nii.gz", LABELS, thin)
        self.assertMeasured("--t1", self.dicom(change), volume=VOLUME * 0.625 / 4, accuracy=12, rounding=1.0)

    def testOneSlice(self):
        folder = self.dicom(lambda data, index: None if index == 4 else False)
        expected = IMAGE[4]
        self.assertMeasured("--t1", folder, lesion=expected[4:10, 4:10].mean(), marrow=expected[14:20, 14:20].mean(),
                            n=36, volume=576)

    def testNoPlace(self):
        self.assertRefused("ImagePositionPatient", "--t1", self.dicom(
            lambda data, index: delattr(data, "ImagePositionPatient")))


class FileTest(GateCase):
    """Image files other than DICOM."""

    def testTwoPlacesInOneFile(self):
        def moved(header):
            matrix = header.get_sform()
            matrix[2, 3] += 8
            header.set_sform(matrix, 4)
        self.assertWarned("(?is)sform.{0,200}qform|qform.{0,200}sform", "--t1",
                          writeNifti(self.folder / "t1.nii.gz", IMAGE, moved))

    def testSheared(self):
        matrix = np.diag([-2.0, -2, 4, 1])
        matrix[:3, 3] = 23, 23, -18
        matrix[1, 2] = 0.8

        def tilted(header):
            header.set_sform(matrix, 1)
            header.set_qform(np.eye(4), 0)
        regions = ("--lesion", f"{writeNifti(self.folder / 'tilted.nii', LABELS, tilted)}:1",
                   "--marrow", f"{self.folder / 'tilted.nii'}:2")
        self.assertMeasured("--t1", writeNifti(self.folder / "t1.nii", IMAGE, tilted), regions=regions)

    def testUnits(self):
        def microns(header):
            matrix = header.get_sform() * np.array([1e3, 1e3, 1e3, 1])[:, None]
            header.set_sform(matrix, 1)
            header.set_qform(matrix, 1)
            header.set_xyzt_units("micron")
        self.assertMeasured("--t1", writeNifti(self.folder / "t1.nii", IMAGE, microns))
        self.assertMeasured("--t1", writeNrrd(self.folder / "um.nrrd", IMAGE, 1e3, space_units='"um" "um" "um"'))
        self.assertMeasured("--t1", writeNrrd(self.folder / "cm.nrrd", IMAGE, 0.1, space_units='"cm" "cm" "cm"'))
        self.assertRefused("(?i)unit", "--t1", writeNrrd(self.folder / "ft.nrrd", IMAGE, 1,
                                                         space_units='"ft" "ft" "ft"'))

    def testSizeThatNobodyHas(self):
        """Micrometers that nobody says are micrometers."""
        for factor in (1e3, 1e-3):
            labels = writeNrrd(self.folder / "lab.nrrd", LABELS, factor)
            self.assertWarned("(?i)voxel|field of view", "--t1", writeNrrd(self.folder / "t1.nrrd", IMAGE, factor),
                              regions=("--lesion", f"{labels}:1", "--marrow", f"{labels}:2"))
            [row] = [row for row in self.rows("ratios.csv") if row["reference"] == "marrow"]
            self.assertEqual(row["claimed_low"], "")

    def testNowhere(self):
        def nowhere(header):
            header.set_sform(None, 0)
            header.set_qform(None, 0)
        self.assertWarned("(?i)sform|qform|where", "--t1", writeNifti(self.folder / "t1.nii", IMAGE, nowhere))

    def testCutOff(self):
        import SimpleITK

        whole = writeNrrd(self.folder / "t1.nrrd", IMAGE)
        (self.folder / "short.nrrd").write_bytes(whole.read_bytes()[:-2000])
        self.assertRefused("(?i)cut off|short|bytes", "--t1", self.folder / "short.nrrd")
        SimpleITK.WriteImage(SimpleITK.GetImageFromArray(IMAGE), str(self.folder / "t1.mha"))
        (self.folder / "short.mha").write_bytes((self.folder / "t1.mha").read_bytes()[:-2000])
        self.assertRefused("(?i)cut off|short|bytes", "--t1", self.folder / "short.mha")

    def testFourDimensions(self):
        both = np.stack([IMAGE, IMAGE // 2])
        file = writeNifti(self.folder / "t1.nii.gz", both)
        self.assertRefused("(?i):1|:2|volumes", "--t1", file)
        self.assertMeasured("--t1", f"{file}:1")


class RegionGateTest(GateCase):
    """Regions that were given are measured, or refused by name."""

    def setUp(self):
        super().setUp()
        self.t1 = writeNifti(self.folder / "t1.nii.gz", IMAGE)
        self.marrow = writeRoi(self.folder / "marrow.mrk.json", MARROW_CENTER)

    def given(self, lesion):
        return ("--lesion", lesion, "--marrow", self.marrow)

    def testRoiWithoutControlPoint(self):
        lesion = writeRoi(self.folder / "mass.mrk.json", LESION_CENTER, controlPoints=[])
        self.assertMeasured("--t1", self.t1, regions=self.given(lesion))
        fields = json.loads(lesion.read_text())["markups"][0]
        del fields["controlPoints"]
        self.assertMeasured("--t1", self.t1, regions=self.given(writeMarkup(self.folder / "less.mrk.json", **fields)))

    def testUnits(self):
        lesion = writeRoi(self.folder / "mass.mrk.json", np.divide(LESION_CENTER, 10), np.divide((12, 12, 16), 10),
                          coordinateUnits="cm")
        self.assertMeasured("--t1", self.t1, regions=self.given(lesion))
        self.assertRefused("mass.*unit", "--t1", self.t1, regions=self.given(
            writeRoi(self.folder / "mass.mrk.json", LESION_CENTER, coordinateUnits="ft")))

    def testCoordinates(self):
        lesion = writeRoi(self.folder / "mass.mrk.json", [10, 10, 0], coordinateSystem="RAS",
                          orientation=[1, 0, 0, 0, 1, 0, 0, 0, 1])
        self.assertMeasured("--t1", self.t1, regions=self.given(lesion))

    def testWithoutPlace(self):
        writers = {
            "undefined": lambda path: writeMarkup(path, type="ROI", size=[12, 12, 16],
                                                  controlPoints=points([LESION_CENTER], "undefined")),
            "empty curve": lambda path: writeMarkup(path, type="ClosedCurve", controlPoints=[]),
            "two points": lambda path: writeMarkup(path, type="ClosedCurve",
                                                   controlPoints=points([[0, 0, 0], [5, 0, 0]])),
            "flat": lambda path: writeRoi(path, LESION_CENTER, (12, 0, 16)),
            "nothing": lambda path: writeRoi(path, [float("nan")] * 3),
            "line": lambda path: writeMarkup(path, type="Line", controlPoints=points([[0, 0, 0], [5, 0, 0]])),
            "no markup": lambda path: Path(path).write_text('{"markups": []}'),
        }
        for name, write in writers.items():
            with self.subTest(name):
                lesion = self.folder / "mass.mrk.json"
                write(lesion)
                status, output, errors = self.run_("measure", "--t1", self.t1, *self.given(lesion), "--strict", "--out",
                                                   self.out)
                self.assertEqual((status, output, errors.count("\n")), (2, "", 1))
                self.assertRegex(errors, "mass")
                self.assertFalse(self.out.exists())

    def testGivenTwice(self):
        lesion = writeRoi(self.folder / "mass.mrk.json", LESION_CENTER)
        self.assertRefused("mass", "--t1", self.t1, regions=("--lesion", lesion, *self.given(lesion)))
        self.assertRefused("mass", "--t1", self.t1, regions=("--lesion", lesion, "--marrow", lesion))

    def testOutside(self):
        lesion = writeRoi(self.folder / "mass.mrk.json", [500, 0, 0])
        self.assertWarned("(?i)mass.*outside", "--t1", self.t1, regions=self.given(lesion))
        self.assertRefused("(?i)mass.*outside", "--t1", self.t1, "--strict", regions=self.given(lesion))


class StructureGateTest(GateCase):
    """Contours of DICOM structures."""

    def given(self, lesion, kind="CLOSED_PLANAR"):
        path = writeStructures(self.folder / "rs.dcm", {"les": lesion, "mar": contoursOf(MARROW)}, kind)
        return ("--t1", self.dicom()), ("--lesion", f"{path}:les", "--marrow", f"{path}:mar")

    def assertVoxels(self, mask, lesion, kind="CLOSED_PLANAR", warned="les"):
        arguments, regions = self.given(lesion, kind)
        self.assertWarned(warned, *arguments, regions=regions)
        rows = {row["region_role"]: row for row in self.rows("measurements.csv")}
        self.assertAlmostEqual(float(rows["other_lesion"]["n"]), mask.sum(), delta=0.5)
        self.assertAlmostEqual(float(rows["other_lesion"]["mean"]), IMAGE[mask].mean(), delta=0.5)
        self.assertAlmostEqual(float(rows["other_lesion"]["volume_mm3"]), mask.sum() * 16, delta=1)

    def block(self):
        mask = np.zeros(IMAGE.shape, dtype=bool)
        mask[LESION] = True
        return mask

    def testPlain(self):
        arguments, regions = self.given(contoursOf(LESION))
        self.assertMeasured(*arguments, regions=regions)

    def testTwice(self):
        contours = contoursOf(LESION)
        self.assertVoxels(self.block(), [*contours, contours[1]])
        self.assertVoxels(self.block(), [*contours, contours[1][::-1]])
        self.assertVoxels(self.block(), [*contours, np.roll(contours[1], 2, axis=0)])
        self.assertVoxels(self.block(), [*contours, *contours])

    def testOverlap(self):
        """Two halves that overlap are one."""
        left, right = contoursOf(np.s_[3:7, 4:10, 4:8]), contoursOf(np.s_[3:7, 4:10, 6:10])
        self.assertVoxels(self.block(), [*left, *right])

    def testHole(self):
        hole = np.s_[3:7, 6:8, 6:8]
        mask = self.block()
        mask[hole] = False
        self.assertVoxels(mask, [*contoursOf(LESION), *contoursOf(hole)])
        self.assertVoxels(mask, [*contoursOf(LESION), *contoursOf(hole)], "CLOSEDPLANAR_XOR")
        outer, inner = rectangle(LESION), rectangle(hole)
        keyhole = np.concatenate([outer, outer[:1], inner[:1], inner[::-1], outer[:1]])
        self.assertVoxels(mask, [contour(keyhole, plane) for plane in range(3, 7)])

    def testThroughCenters(self):
        path = writeStructures(self.folder / "rs.dcm", {"les": contoursOf(LESION, 0.5), "mar": contoursOf(MARROW, 0.5)})
        regions = ("--lesion", f"{path}:les", "--marrow", f"{path}:mar")
        self.assertMeasured("--t1", self.dicom(), regions=regions)

    def testGaps(self):
        contours = contoursOf(np.s_[2:7, 4:10, 4:10])[::2]
        arguments, regions = self.given(contours)
        self.assertWarned("(?i)between|gap|every|slices", *arguments, regions=regions)

    def testBeyondTheImage(self):
        block = np.s_[3:7, 4:10, -4:4]
        mask = np.zeros(IMAGE.shape, dtype=bool)
        mask[3:7, 4:10, 0:4] = True
        self.assertVoxels(mask, contoursOf(block), warned="partly_outside|inside the image")

    def testOutside(self):
        arguments, regions = self.given(contoursOf(np.s_[3:7, 4:10, -40:-30]))
        self.assertRefused("(?i)les.*outside|outside.*les|image", *arguments, regions=regions)


class RoleGateTest(GateCase):
    """What was given as what, against what header and voxels say."""

    def claimed(self):
        [row] = [row for row in self.rows("ratios.csv") if row["reference"] == "marrow"]
        return row["claimed_low"]

    def testHeaderSaysOtherwise(self):
        def stir(data, index):
            data.SeriesDescription, data.InversionTime = "t2_tirm_sag", 180
            data.RepetitionTime, data.EchoTime = 4000, 60

        def phase(data, index):
            data.ImageType = ["ORIGINAL", "PRIMARY", "P", "ND"]

        def mip(data, index):
            data.ImageType = ["DERIVED", "SECONDARY", "PROJECTION IMAGE", "MIP"]
        for name, option, change in (("STIR", "--t1", stir), ("phase", "--t1", phase), ("computed", "--t2", mip),
                                     ("MR", "--ct", lambda data, index: None)):
            with self.subTest(name):
                self.assertWarned(name, option, writeDicom(self.folder / name.partition("|")[0], IMAGE, change))
                self.assertEqual(self.claimed(), "")

    def testLabelsAreNoImage(self):
        labels = writeNifti(self.folder / "sag t1 seg.nii.gz", LABELS)
        self.assertWarned("(?i)label|segment", "--t1", labels)
        self.assertEqual(self.claimed(), "")

    def testOneSeriesTwice(self):
        folder = self.dicom()
        for second in ("--t1", "--t2"):
            self.assertRefused("(?i)twice|already|two roles|more than once|same", "--t1", folder, second, folder)


class EquivalentTest(GateCase):
    """The same voxels, written in other ways, give the same numbers."""

    # Rounding apart, which moving the origin of a grid brings.
    DIGITS = 1e-9
    COLUMNS = {"measurements.csv": ("n", "mean", "sd", "se_cautious", "median", "min", "max", "volume_mm3"),
               "ratios.csv": ("ratio", "low", "high")}

    def numbers(self):
        return np.array([float(row[column] or "nan") for table, columns in self.COLUMNS.items()
                         for row in self.rows(table) for column in columns])

    def transferSyntax(self, name, bigEndian=False):
        """Write the series in another transfer syntax."""
        import pydicom

        folder = writeDicom(self.folder / name, IMAGE)
        for file in folder.iterdir():
            data = pydicom.dcmread(file)
            if bigEndian:
                data.PixelData = data.pixel_array.astype(">u2").tobytes()
            data.file_meta.TransferSyntaxUID = getattr(pydicom.uid, name)
            written = pydicom.Dataset({element.tag: element for element in data})
            written.file_meta = data.file_meta
            written.save_as(file, implicit_vr=name.startswith("Implicit"), little_endian=not bigEndian,
                            enforce_file_format=True)
        return folder

    def shuffled(self):
        folder = writeDicom(self.folder / "shuffled", IMAGE)
        for index, file in enumerate(sorted(folder.iterdir())):
            file.rename(folder / f"{(index * 7) % 10}")
        shutil.copy(folder / "3", folder / "copy")
        return folder

    def turned(self):
        """Write the axes in another order and direction."""
        import nibabel

        whole = nibabel.load(writeNifti(self.folder / "whole.nii", IMAGE))
        target = nibabel.orientations.axcodes2ornt("SPL")
        turned = whole.as_reoriented(nibabel.orientations.ornt_transform(nibabel.io_orientation(whole.affine), target))
        nibabel.save(turned, self.folder / "turned.nii")
        return self.folder / "turned.nii"

    def itk(self, name):
        import SimpleITK

        written = SimpleITK.GetImageFromArray(IMAGE)
        written.SetSpacing((2, 2, 4))
        written.SetOrigin((-23, -23, -18))
        SimpleITK.WriteImage(written, str(self.folder / name), useCompression=name.startswith("c"))
        return self.folder / name

    def testEqualNumbers(self):
        forms = {
            "implicit": lambda: self.transferSyntax("ImplicitVRLittleEndian"),
            "big endian": lambda: self.transferSyntax("ExplicitVRBigEndian", bigEndian=True),
            "deflated": lambda: self.transferSyntax("DeflatedExplicitVRLittleEndian"),
            "frames": lambda: writeEnhanced(self.folder / "frames.dcm", IMAGE),
            "shuffled": self.shuffled,
            "rescaled": lambda: writeDicom(self.folder / "rescaled", IMAGE * 2 + 10, lambda data, index: setattr(
                data, "RescaleSlope", 0.5) or setattr(data, "RescaleIntercept", -5)),
            "NIfTI": lambda: writeNifti(self.folder / "t1.nii.gz", IMAGE),
            "turned": self.turned,
            "NRRD": lambda: writeNrrd(self.folder / "t1.nrrd", IMAGE),
            "NRRD of ITK": lambda: self.itk("c.nrrd"),
            "MetaImage": lambda: self.itk("t1.mha"),
            "MetaImage, two files": lambda: self.itk("c.mhd"),
        }
        self.measure("--t1", self.dicom(), *self.regions)
        expected = self.numbers()
        self.assertGreater(np.isfinite(expected).sum(), 15)
        for name, write in forms.items():
            with self.subTest(name):
                shutil.rmtree(self.out, ignore_errors=True)
                self.measure("--t1", write(), *self.regions)
                np.testing.assert_allclose(self.numbers(), expected, rtol=self.DIGITS)


class OneLineTest(GateCase):
    def testMessagesNameNoMachine(self):
        """Whatever is given instead of an image, the message is one line and tells no place in a source."""
        files = {"text.nrrd": b"NRRD0004\ntype: nonsense\n\n", "text.nii": b"\0" * 400,
                 "text.mha": b"ObjectType = Image\n", "text.dcm": b"\0" * 128 + b"DICM" + b"\xff" * 90,
                 "text.png": b"\x89PNG", "empty.nii.gz": b""}
        for name, content in files.items():
            with self.subTest(name):
                (self.folder / name).write_bytes(content)
                self.assertRefused(re.escape(name), "--t1", self.folder / name)
