"""Tests of the values of DICOM pixels: the same in whatever way they are stored, and refused where the header cannot
be true. The expected values are those that the test has stored."""

import os
import struct
import tempfile
import unittest
from functools import partial

import numpy as np

from EMHAssistCases.DicomSlices import BIG, DEFLATED, EXPLICIT, IMPLICIT, makeSlice, realWorld
from EMHAssistCases.FolderCase import FolderCase
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Input.DicomSeries import readDicom

try:
    import hypothesis
    from hypothesis import strategies as st
except ImportError:
    hypothesis = None

SHAPE = (3, 12, 14)
SIGNED_12 = {"BitsStored": 12, "HighBit": 11, "PixelRepresentation": 1}


def tissue(low=0, high=4000):
    """Return stored values, SHAPE."""
    return np.random.default_rng(3).integers(low, high, SHAPE)


def philips(scale):
    def add(data):
        data.private_block(0x2005, "Philips MR Imaging DD 001", create=True).add_new(0x0E, "FL", scale)
    return add


class PixelsCase(FolderCase):
    def write(self, stored, syntax=EXPLICIT, change=None, only=None, **attributes):
        """Write a series.

        :param change: called with each dataset, or with that of the one slice ``only``, before it is saved
        """
        for index, values in enumerate(stored):
            data = makeSlice(values, index, syntax, **attributes)
            if change is not None and only in (None, index):
                change(data)
            data.save_as(self.folder / f"s{index}.dcm", enforce_file_format=True)

    def writeCompressed(self, stored, compressor, kind=None, **attributes):
        """Write a series whose pixels SimpleITK has compressed: the codestreams of its files, under other headers."""
        import pydicom
        import SimpleITK

        for index, values in enumerate(stored):
            file = self.folder / "compressed.dcm"
            kind = kind or (np.int16 if attributes.get("PixelRepresentation") else np.uint16)
            image = SimpleITK.GetImageFromArray(values[None].astype(kind))
            writer = SimpleITK.ImageFileWriter()
            writer.SetImageIO("GDCMImageIO")
            writer.UseCompressionOn()
            writer.SetCompressor(compressor)
            writer.SetFileName(str(file))
            writer.Execute(image)
            source = pydicom.dcmread(file)
            file.unlink()
            syntax = source.file_meta.TransferSyntaxUID
            data = makeSlice(values, index, syntax, PixelData=source.PixelData, **attributes)
            data["PixelData"].VR = "OB"
            data.save_as(self.folder / f"s{index}.dcm", enforce_file_format=True)

    def writeRle(self, stored, **attributes):
        import pydicom

        def compress(data):
            data.compress(pydicom.uid.RLELossless, generate_instance_uid=False)
        self.write(stored, change=compress, **attributes)

    def change(self, **attributes):
        """Change the headers of all files."""
        import pydicom

        for file in self.folder.iterdir():
            data = pydicom.dcmread(file)
            for keyword, value in attributes.items():
                setattr(data, keyword, value)
            data.save_as(file)

    def changePixels(self, index, change):
        """Change the bytes of the pixels of a file."""
        import pydicom

        file = self.folder / f"s{index}.dcm"
        data = pydicom.dcmread(file)
        data.PixelData = change(data.PixelData)
        data.save_as(file)

    def assertValues(self, expected, **options):
        voxels = readDicom(self.folder)
        np.testing.assert_allclose(voxels.array, expected, **{"rtol": 1e-12, **options})
        return voxels

    def assertRefused(self, pattern):
        with self.assertRaisesRegex(ValueError, pattern) as caught:
            readDicom(self.folder)
        self.assertNotIn("\n", str(caught.exception))

    def assertObjection(self, topic, consequence, pattern=""):
        [found] = [one for one in readDicom(self.folder).objections if one.topic == topic]
        self.assertEqual(found.consequence, consequence)
        self.assertRegex(found.reason, pattern)


class EqualValuesTest(PixelsCase):
    """The same values, stored in other ways, are the same numbers."""

    def testTransferSyntaxes(self):
        for syntax in (EXPLICIT, IMPLICIT, DEFLATED, BIG):
            for low, high, attributes in ((0, 65536, {}), (-32768, 32768, {"PixelRepresentation": 1})):
                with self.subTest(syntax, low=low):
                    stored = tissue(low, high)
                    self.write(stored, syntax, **attributes)
                    self.assertValues(stored)

    def testCompressed(self):
        for way in (self.writeRle, partial(self.writeCompressed, compressor="JPEG"),
                    partial(self.writeCompressed, compressor="JPEG2000")):
            for low, high, attributes in ((0, 4096, {}), (0, 65536, {}), (-2000, 2000, {"PixelRepresentation": 1}),
                                          (-32768, 32768, {"PixelRepresentation": 1}),
                                          (0, 4096, {"BitsStored": 12, "HighBit": 11}), (-2048, 2048, SIGNED_12)):
                with self.subTest(way, low=low, high=high, **attributes):
                    stored = tissue(low, high)
                    way(stored, **attributes)
                    self.assertValues(stored)

    def testSizesOfCells(self):
        for bits in (8, 32):
            for signed in (0, 1):
                for syntax in (EXPLICIT, BIG):
                    with self.subTest(bits, signed=signed, syntax=syntax):
                        stored = tissue(-100, 100) if signed else tissue(0, 200)
                        if bits == 8 and syntax == BIG:
                            # Bytes in words: pairs change places.
                            stored_ = stored.reshape(3, 12, 7, 2)[..., ::-1].reshape(SHAPE)
                        else:
                            stored_ = stored
                        self.write(stored_, syntax, BitsAllocated=bits, BitsStored=bits, HighBit=bits - 1,
                                   PixelRepresentation=signed)
                        self.assertValues(stored)

    def testMonochrome1IsForDisplay(self):
        stored = tissue()
        for way in (self.write, self.writeRle, partial(self.writeCompressed, compressor="JPEG2000")):
            way(stored, PhotometricInterpretation="MONOCHROME1")
            self.assertValues(stored)

    def testFloats(self):
        stored = tissue() / 7
        for keyword, kind in (("FloatPixelData", "<f4"), ("DoubleFloatPixelData", "<f8")):
            def change(data, keyword=keyword, kind=kind):
                values = np.frombuffer(data.PixelData, "<u2") / 7
                del data.PixelData
                setattr(data, keyword, values.astype(kind).tobytes())
            with self.subTest(keyword):
                self.write(tissue(), change=change, BitsAllocated=16)
                self.assertValues(stored, rtol=1e-6)

    def testShiftedBits(self):
        """HighBit above BitsStored - 1: the lowest bits of a cell are empty."""
        stored = tissue(0, 4096)
        self.write(stored << 4, BitsStored=12, HighBit=15)
        self.assertValues(stored)
        self.write((stored << 4) + 1, BitsStored=12, HighBit=15)
        self.assertRefused("s0.dcm: bits below the 12 bits stored.*HighBit 15")

    def testOverlaysInTheHighBits(self):
        overlay = (tissue() % 2) << 13
        for low, high, attributes in ((0, 4096, {"BitsStored": 12, "HighBit": 11}), (-2048, 2048, SIGNED_12)):
            stored = tissue(low, high)

            def change(data):
                data.add_new((0x6000, 0x0100), "US", 16)
                data.add_new((0x6000, 0x0102), "US", 13)
            self.write(stored % 4096 + overlay, change=change, **attributes)
            self.assertValues(stored)

    @unittest.skipIf(hypothesis is None, "hypothesis is not installed; Slicer does not bring it")
    def testAnyWayOfWriting(self):
        hypothesis.settings(max_examples=25, deadline=None)(hypothesis.given(st.data())(self.checkAnyWayOfWriting))()

    def checkAnyWayOfWriting(self, draw):
        """Whatever the way of writing, numbers are those of the header's own arithmetic."""
        signed = draw.draw(st.booleans())
        bits = draw.draw(st.sampled_from((12, 16)))
        low, high = (-(1 << bits - 1), 1 << bits - 1) if signed else (0, 1 << bits)
        stored = np.random.default_rng(draw.draw(st.integers(0, 99))).integers(low, high, SHAPE)
        slopes = tuple(draw.draw(st.sampled_from((1, 2, 0.5, -1.5, 3.0517578e-05))) for _ in range(3))
        intercepts = tuple(draw.draw(st.sampled_from((0, -1024, 0.25, 70000))) for _ in range(3))
        attributes = {"BitsStored": bits, "HighBit": bits - 1, "PixelRepresentation": int(signed),
                      "PhotometricInterpretation": draw.draw(st.sampled_from(("MONOCHROME1", "MONOCHROME2"))),
                      "RescaleSlope": slopes, "RescaleIntercept": intercepts}
        way = draw.draw(st.sampled_from((EXPLICIT, IMPLICIT, DEFLATED, BIG, "RLE", "JPEG", "JPEG2000")))
        if way == "RLE":
            self.writeRle(stored, **attributes)
        elif way.startswith("JPEG"):
            self.writeCompressed(stored, way, **attributes)
        else:
            self.write(stored, way, **attributes)
        expected = stored * np.reshape(slopes, (3, 1, 1)) + np.reshape(intercepts, (3, 1, 1))
        self.assertValues(expected, rtol=1e-9)


class ContradictionsTest(PixelsCase):
    """Headers that cannot be true are refused by the file and the reason."""

    def testLength(self):
        for change, pattern in ((lambda pixels: pixels[:-2], "s1.dcm: its pixel data is too short: 334 .* 336 for"),
                                (lambda pixels: b"", "s1.dcm: its pixel data is too short"),
                                (lambda pixels: pixels + pixels, "s1.dcm: its pixel data is too long: 672 bytes")):
            with self.subTest(pattern):
                self.write(tissue())
                self.changePixels(1, change)
                self.assertRefused(pattern)

    def testFillingIsNoPixel(self):
        stored = tissue(0, 200)[:, :11, :13]
        self.write(stored, BitsAllocated=8, BitsStored=8, HighBit=7)
        # An odd number of bytes is filled to an even one.
        self.assertEqual(self.assertValues(stored).objections, ())
        self.changePixels(1, lambda pixels: pixels + b"\0" * 4)
        self.assertValues(stored)
        self.assertObjection("pixel_data", Consequence.FINE, "bytes more than 11 x 13")

    def testColumnsOneTooMany(self):
        """One too many makes it too short, one too few would shear the image."""
        for columns, pattern in ((15, "too short"), (13, "too long")):
            self.write(tissue())
            self.change(Columns=columns)
            self.assertRefused(f"s0.dcm: its pixel data is {pattern}")

    def testBitsAboveThoseStored(self):
        for attributes, values in (({"BitsStored": 12, "HighBit": 11}, 4096), (SIGNED_12, 2048), (SIGNED_12, -2049)):
            with self.subTest(values):
                stored = tissue(0, 2000)
                stored[1, 2, 3] = values
                for way in (self.write, self.writeRle, partial(self.writeCompressed, compressor="JPEG")):
                    way(stored, **attributes)
                    self.assertRefused("s1.dcm: bits above the 12 bits stored are in use")

    def testPaddingMayHaveMoreBits(self):
        stored = tissue(0, 2000)
        stored[:, 0] = -30000
        self.write(stored, PixelPaddingValue=-30000, **SIGNED_12)
        voxels = self.assertValues(stored)
        self.assertEqual(voxels.padding, (-30000, -30000))

    def testImpossibleBits(self):
        for attributes in ({"BitsStored": 17}, {"HighBit": 10}, {"HighBit": 16}, {"BitsAllocated": 12},
                           {"BitsStored": 0}):
            with self.subTest(**attributes):
                self.write(tissue(), PixelData=b"\0" * 336, **attributes)
                self.assertRefused("s0.dcm: its header says .* bits")

    def testWrongSign(self):
        """Numbers about zero stored as unsigned, and large ones as signed, are wrapped around."""
        self.write(tissue(-200, 200))
        self.assertRefused("s0.dcm: .*they are signed and its header says unsigned")
        self.write(tissue(20000, 50000), PixelRepresentation=1)
        self.assertRefused("they are unsigned and its header says signed")

    def testAllBelowZeroStoredAsUnsigned(self):
        """As a slice of lung alone, or of air with its padding."""
        for way in (self.write, self.writeRle, partial(self.writeCompressed, compressor="JPEG")):
            way(tissue(-900, -100) % (1 << 16))
            self.assertRefused("s0.dcm: .*upper end.*its header says unsigned")
        stored = tissue(-900, -100) % (1 << 16)
        stored[:, 0] = 0
        self.write(stored, PixelPaddingValue=0)
        self.assertRefused("s0.dcm: .*upper end")
        # A slice that is saturated as a whole, and one about the middle, are others.
        for stored in (np.full(SHAPE, 65535), tissue(31000, 36000)):
            self.write(stored)
            self.assertValues(stored)

    def testSignOfTheCodestream(self):
        """The bit of JPEG 2000 that tells the sign is changed."""
        def flip(pixels):
            place = pixels.find(b"\xff\x4f\xff\x51") + 42
            return pixels[:place] + bytes([pixels[place] ^ 0x80]) + pixels[place + 1:]
        for signed in (0, 1):
            self.writeCompressed(tissue(0, 40000) - 20000 * signed, "JPEG2000", PixelRepresentation=signed)
            self.changePixels(2, flip)
            self.assertRefused(r"s2.dcm: .*\(PixelRepresentation\)|s2.dcm: .*bits")

    def testEqualBelowTheSign(self):
        """An unsigned codestream under a signed header is no contradiction where no value reaches the sign bit."""
        self.writeCompressed(tissue(), "JPEG2000")
        self.change(PixelRepresentation=1)
        self.assertValues(tissue())

    def testFewerBitsInTheCodestream(self):
        """A codestream of 8 bits under a header of 16 bits with a sign: it cannot be told what is negative."""
        stored = tissue(0, 200)
        self.writeCompressed(stored.clip(0, 127), "JPEG", np.uint8, PixelRepresentation=1)
        self.assertValues(stored.clip(0, 127))
        self.writeCompressed(stored, "JPEG", np.uint8, PixelRepresentation=1)
        self.assertRefused("s0.dcm: .*8 bits and its header says 16 with a sign")

    def testCompressedPixelsCutOff(self):
        for way in ("JPEG", "JPEG2000"):
            with self.subTest(way):
                self.writeCompressed(tissue(), way)
                self.changePixels(1, lambda pixels: _fragment(pixels, lambda frame: frame[:len(frame) // 2]))
                self.assertRefused("s1.dcm: its compressed pixels are cut off")
        for length, pattern in ((-20, "too short"), (40, "cut off"), (80, "cut off or damaged|too short")):
            self.writeRle(tissue())
            self.changePixels(1, lambda pixels, length=length: _fragment(pixels, lambda frame: frame[:length]))
            self.assertRefused(f"s1.dcm: its compressed pixels are ({pattern})")

    def testCutOffBeforeTheEndMark(self):
        """The end of the data is missing, and the mark of the end is there: decoders make up what is missing."""
        for way in ("JPEG", "JPEG2000"):
            with self.subTest(way):
                self.writeCompressed(tissue(), way)
                self.changePixels(1, lambda pixels: _fragment(
                    pixels, lambda frame: frame.rstrip(b"\0")[:-60] + b"\xff\xd9"))
                self.assertRefused("s1.dcm: its compressed pixels (are cut off|cannot be decoded)")
            # Nothing of it goes to the terminal past the error.
            with tempfile.TemporaryFile() as file:
                own = os.dup(2)
                os.dup2(file.fileno(), 2)
                try:
                    self.assertRefused("s1.dcm")
                finally:
                    os.dup2(own, 2)
                    os.close(own)
                self.assertEqual(file.seek(0, 2), 0)

    def testBaseline(self):
        """JPEG with loss: whole it is read, cut off it is not."""
        import SimpleITK

        stored = np.add.outer(np.arange(3), np.add.outer(np.arange(40), 3 * np.arange(48))).astype(np.uint8)
        frames = []
        for values in stored:
            SimpleITK.WriteImage(SimpleITK.GetImageFromArray(values), str(self.folder / "pixels.jpg"))
            frames.append((self.folder / "pixels.jpg").read_bytes())
        (self.folder / "pixels.jpg").unlink()

        def written(frame, index=1):
            from pydicom.encaps import encapsulate

            pixels = [encapsulate([frame if index == place else own]) for place, own in enumerate(frames)]
            self.write(stored, "1.2.840.10008.1.2.4.50", PixelData=tuple(pixels), BitsAllocated=8, BitsStored=8,
                       HighBit=7)

        written(frames[1])
        self.assertValues(stored, atol=8)
        written(frames[1][:-100] + b"\xff\xd9")
        self.assertRefused("s1.dcm: its compressed pixels are cut off or damaged: their data end")

    def testCtWithoutRescaling(self):
        self.write(tissue(), Modality="CT")
        self.assertObjection("rescale", Consequence.DOUBTFUL, "s0.dcm has neither RescaleSlope.*Hounsfield")
        self.write(tissue(), Modality="CT", RescaleSlope=1, RescaleIntercept=-1024)
        self.assertEqual(self.assertValues(tissue() - 1024).objections, ())

    def testNumberThatIsNone(self):
        for keyword in ("RescaleSlope", "RescaleIntercept"):
            with self.subTest(keyword):
                self.write(tissue(), RescaleSlope=1, RescaleIntercept=0)
                file = self.folder / "s1.dcm"
                content = file.read_bytes()
                tag = {"RescaleSlope": b"\x28\0\x53\x10", "RescaleIntercept": b"\x28\0\x52\x10"}[keyword]
                place = content.index(tag) + 8
                file.write_bytes(content[:place] + b"x " + content[place + 2:])
                self.assertRefused(f"s1.dcm is damaged.*{keyword}")

    def testNumberOfFrames(self):
        import pydicom

        self.writeRle(tissue())
        file = self.folder / "s1.dcm"
        data = pydicom.dcmread(file)
        frame = next(pydicom.encaps.generate_frames(data.PixelData, number_of_frames=1))
        data.PixelData = pydicom.encaps.encapsulate([frame, frame])
        data.save_as(file)
        with self.assertRaisesRegex(ValueError, "s1.dcm: "):
            readDicom(self.folder)

    def testOtherSizeInTheCodestream(self):
        for way in ("JPEG", "JPEG2000"):
            self.writeCompressed(tissue(), way, Rows=10)
            self.assertRefused("s0.dcm: its header says 10 x 14 pixels and its compressed pixels are 12 x 14")
        self.writeRle(tissue())
        self.change(Rows=10)
        self.assertRefused("s0.dcm: its compressed pixels are too short or too long")

    def testNoSignal(self):
        import pydicom

        table = pydicom.Dataset()
        table.LUTDescriptor, table.ModalityLUTType = [4, 0, 16], "OD"
        table.add_new("LUTData", "OW", b"\0" * 8)
        for attributes, pattern in (
                ({"PhotometricInterpretation": "PALETTE COLOR"}, "colors"),
                ({"PhotometricInterpretation": "YBR_FULL"}, "colors"),
                ({"SamplesPerPixel": 3}, "colors.*SamplesPerPixel 3"),
                ({"ModalityLUTSequence": pydicom.Sequence([table])}, "ModalityLUTSequence")):
            with self.subTest(**attributes):
                self.write(tissue(), **attributes)
                self.assertRefused(f"s0.dcm: .*{pattern}")

    def testNoPixels(self):
        def change(data):
            del data.PixelData
        self.write(tissue(), change=change, only=1)
        self.assertRefused("s1.dcm: it holds no pixels")

    def testUnknownCompression(self):
        import pydicom

        self.writeCompressed(tissue(), "JPEG")
        data = pydicom.dcmread(self.folder / "s1.dcm")
        data.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.4.100"
        data.save_as(self.folder / "s1.dcm")
        self.assertRefused("s1.dcm: its pixels are compressed in a way that cannot be read")

    def testLossy(self):
        for ratio, consequence in (("5.0", Consequence.FINE), ("20", Consequence.DOUBTFUL),
                                   (["3", "12"], Consequence.DOUBTFUL), (None, Consequence.DOUBTFUL)):
            attributes = {} if ratio is None else {"LossyImageCompressionRatio": ratio}
            self.write(tissue(), LossyImageCompression="01", **attributes)
            self.assertObjection("lossy", consequence, "compressed with loss")
        self.write(tissue(), LossyImageCompression="00")
        self.assertEqual(readDicom(self.folder).objections, ())


def _fragment(pixels, change):
    """Return encapsulated pixels of one frame, with the frame changed."""
    from pydicom.encaps import encapsulate, generate_frames

    return encapsulate([change(next(generate_frames(pixels, number_of_frames=1)))])


class ScalesTest(PixelsCase):
    """What makes values of stored values, by slice."""

    def testRescaleThatMakesNoValues(self):
        for attributes in ({"RescaleSlope": 0, "RescaleIntercept": 5}, {"RescaleSlope": "nan", "RescaleIntercept": 0},
                           {"RescaleSlope": "inf", "RescaleIntercept": 0},
                           {"RescaleSlope": 1, "RescaleIntercept": "nan"}):
            with self.subTest(**attributes):
                self.write(tissue(), **attributes)
                self.assertRefused("s0.dcm")

    def testHalfARescaling(self):
        for attributes, expected in (({"RescaleSlope": 2}, tissue() * 2), ({"RescaleIntercept": -5}, tissue() - 5)):
            self.write(tissue(), **attributes)
            self.assertValues(expected)
            self.assertObjection("rescale", Consequence.DOUBTFUL, "only one of RescaleSlope and RescaleIntercept")

    def testRescaledInPart(self):
        self.write(tissue(), change=lambda data: setattr(data, "RescaleSlope", 2), only=1)
        self.assertRefused("s0.dcm has no RescaleSlope, and other slices have one")

    def testKindsOfValues(self):
        self.write(tissue(), RescaleSlope=1, RescaleIntercept=0, RescaleType=("HU", "US", "HU"))
        self.assertRefused("different kinds.*HU and US")

    def testRealWorldValues(self):
        slopes = (0.5, 0.25, 2.0)
        factor = np.reshape(slopes, (3, 1, 1))
        for rescale in ({}, {"RescaleSlope": 1, "RescaleIntercept": 0}):
            self.write(tissue(), RealWorldValueMappingSequence=tuple(map(realWorld, slopes)), **rescale)
            self.assertEqual(self.assertValues(tissue() * factor).objections, ())

    def testRealWorldValuesAsRescaled(self):
        """What the mapping says as well leaves the rescaling as it is, also on another scale."""
        slopes = (0.5, 0.25, 2.0)
        self.write(tissue(), RescaleSlope=slopes, RescaleIntercept=0,
                   RealWorldValueMappingSequence=tuple(realWorld(3 * slope) for slope in slopes))
        self.assertEqual(self.assertValues(tissue() * np.reshape(slopes, (3, 1, 1))).objections, ())

    def testRealWorldValuesAgainstRescaling(self):
        self.write(tissue(), RescaleSlope=2, RescaleIntercept=0,
                   RealWorldValueMappingSequence=tuple(map(realWorld, (0.5, 0.25, 2.0))))
        self.assertRefused("real-world value mapping.*differs between its slices")

    def testTwoZeros(self):
        self.write(tissue(), RescaleSlope=2, RescaleIntercept=0, RealWorldValueMappingSequence=realWorld(2.0, -100.0))
        self.assertObjection("real_world_values", Consequence.REFUSED, "two zeros of signal.*value 0,.*50")

    def testUnitsOfRealWorldValues(self):
        for units, factor, kind in (("mm2/s", 1e6, None), ("um2/s", 1, None), ("10*-3.mm2/s", 1e3, None),
                                    ("[hnsf'U]", 1, "HU"), ("g/ml", 1, "g/ml"), ("1", 1, None)):
            with self.subTest(units):
                self.write(tissue(), RealWorldValueMappingSequence=realWorld(1e-3, 0.0, units))
                voxels = self.assertValues(tissue() * 1e-3 * factor, rtol=1e-9)
                self.assertEqual(voxels.metadata.get("RescaleType"), kind)
        self.write(tissue(), RealWorldValueMappingSequence=(realWorld(1.0), realWorld(2.0), realWorld(2.0, 0.0, "g")))
        self.assertRefused("different units")

    def testSeveralRealWorldMappings(self):
        import pydicom

        both = pydicom.Sequence([*realWorld(0.5), *realWorld(0.1)])
        self.write(tissue(), RealWorldValueMappingSequence=both)
        self.assertValues(tissue())
        self.write(tissue(), RealWorldValueMappingSequence=(both, realWorld(0.5), both))
        self.assertRefused("differs between its slices")

    def testScaleOfPhilips(self):
        scales = (0.5, 4.0, 2.0)
        for index, scale in enumerate(scales):
            data = makeSlice(tissue()[index], index, RescaleSlope=2, RescaleIntercept=0)
            philips(scale)(data)
            data.save_as(self.folder / f"s{index}.dcm", enforce_file_format=True)
        self.assertValues(tissue() / np.reshape(scales, (3, 1, 1)))
        self.assertObjection("scale_slope", Consequence.FINE, "2005,100E")

    def testScaleOfPhilipsThatRescalingUndoes(self):
        """Displayed values, rescaled by slice, are alike where both scales make one."""
        slopes = (2.0, 0.5, 1.0)
        for index, slope in enumerate(slopes):
            data = makeSlice(tissue()[index], index, RescaleSlope=slope, RescaleIntercept=0)
            philips(4.0 / slope)(data)
            data.save_as(self.folder / f"s{index}.dcm", enforce_file_format=True)
        self.assertEqual(self.assertValues(tissue() * np.reshape(slopes, (3, 1, 1))).objections, ())


    def testSlicesOfDifferentSign(self):
        """Each file is read by its own header."""
        stored = tissue(0, 30000)
        stored[1] -= 15000
        self.write(stored, PixelRepresentation=(0, 1, 0))
        self.assertValues(stored)


class PaddingTest(PixelsCase):
    """Padding is told in the values of the array."""

    def testRescaledPadding(self):
        stored = tissue(-1000, 1000)
        for value, limit, expected in ((-2000, None, (-3100, -3100)), (-2000, -1990, (-3100, -3090)),
                                       (-1990, -2000, (-3100, -3090))):
            attributes = {} if limit is None else {"PixelPaddingRangeLimit": limit}
            self.write(stored, PixelRepresentation=1, PixelPaddingValue=value, RescaleSlope=1, RescaleIntercept=-1100,
                       **attributes)
            self.assertEqual(readDicom(self.folder).padding, expected)
        self.write(stored, PixelRepresentation=1)
        self.assertIsNone(readDicom(self.folder).padding)

    def testPaddingOfTheWrongSign(self):
        """63536 stands for -2000 where values are signed, as writers take the wrong VR."""
        def change(data):
            data.add_new("PixelPaddingValue", "US", 63536)
        self.write(tissue(), change=change, PixelRepresentation=1)
        self.assertEqual(readDicom(self.folder).padding, (-2000, -2000))

    def testPaddingThatDiffersBetweenSlices(self):
        stored = tissue(10, 1000)
        stored[:, :2] = 0
        slopes = (1, 2, 1)
        self.write(stored, PixelPaddingValue=0, RescaleSlope=slopes, RescaleIntercept=(5, 5, 7))
        expected = stored * np.reshape(slopes, (3, 1, 1)) + np.reshape((5, 5, 7), (3, 1, 1)).astype(float)
        expected[:, :2] = np.nan
        self.assertIsNone(self.assertValues(expected).padding)

    def testFractions(self):
        """Padding is met exactly where rescaling rounds."""
        stored = tissue(10, 1000)
        stored[:, :2] = 3
        self.write(stored, PixelPaddingValue=3, RescaleSlope=0.1, RescaleIntercept=-0.7)
        voxels = readDicom(self.folder)
        isPadding = (voxels.array >= voxels.padding[0]) & (voxels.array <= voxels.padding[1])
        np.testing.assert_array_equal(isPadding, stored == 3)


class EnhancedTest(PixelsCase):
    """What holds for files of one slice holds for frames."""

    def writeFrames(self, stored, change=None, rescales=None, mappings=None, compress=False, **attributes):
        """Write one file with a frame for each slice, in the order of places."""
        import pydicom
        from pydicom.uid import EnhancedMRImageStorage, RLELossless

        data = makeSlice(stored.reshape(-1, SHAPE[2]), 0, Rows=SHAPE[1], NumberOfFrames=len(stored), **attributes)
        data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID = EnhancedMRImageStorage
        frames = []
        for index in range(len(stored)):
            frame = pydicom.Dataset()
            groups = {"PlanePosition": {"ImagePositionPatient": [0, 0, 3 * index]},
                      "PlaneOrientation": {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]},
                      "PixelMeasures": {"PixelSpacing": [1, 1]}}
            if rescales:
                groups["PixelValueTransformation"] = dict(zip(("RescaleSlope", "RescaleIntercept"), rescales[index]))
            for name, values in groups.items():
                item = pydicom.Dataset()
                for keyword, value in values.items():
                    setattr(item, keyword, value)
                setattr(frame, f"{name}Sequence", pydicom.Sequence([item]))
            if mappings:
                frame.RealWorldValueMappingSequence = mappings[index]
            frames.append(frame)
        data.PerFrameFunctionalGroupsSequence = pydicom.Sequence(frames)
        if compress:
            data.compress(RLELossless, generate_instance_uid=False)
        if change is not None:
            change(data)
        data.save_as(self.folder / "e.dcm", enforce_file_format=True)

    def testValues(self):
        for compress in (False, True):
            for low, attributes in ((0, {"PhotometricInterpretation": "MONOCHROME1"}), (-2000, SIGNED_12)):
                stored = tissue(low, low + 4000)
                self.writeFrames(stored, compress=compress, **attributes)
                self.assertValues(stored)

    def testScalesByFrame(self):
        rescales = ((2, -5), (0.5, 0), (1, 7))
        slopes, intercepts = (np.reshape(one, (3, 1, 1)) for one in zip(*rescales))
        self.writeFrames(tissue(), rescales=rescales)
        self.assertValues(tissue() * slopes + intercepts)
        mappings = [realWorld(float(slope)) for slope, _ in rescales]
        for neutral in (None, ((1, 0),) * 3):
            self.writeFrames(tissue(), rescales=neutral, mappings=mappings)
            self.assertValues(tissue() * slopes)
        self.writeFrames(tissue(), rescales=((2, 0),) * 3, mappings=mappings)
        self.assertRefused("real-world value mapping")

    def testLength(self):
        self.writeFrames(tissue(), lambda data: setattr(data, "PixelData", data.PixelData[:-336]))
        self.assertRefused("e.dcm: its pixel data is too short: 672 bytes instead of 1008 for 12 x 14 pixels in 3")

    def testFewerCompressedFrames(self):
        from pydicom.encaps import encapsulate, generate_frames

        def without(data):
            data.PixelData = encapsulate(list(generate_frames(data.PixelData, number_of_frames=3))[:2])
        self.writeFrames(tissue(), without, compress=True)
        self.assertRefused("e.dcm: ")

    def testPaddingAndRange(self):
        stored = tissue(10, 1000)
        self.writeFrames(stored, rescales=((1, 0), (2, 0), (1, 0)), PixelPaddingValue=10, PixelPaddingRangeLimit=20)
        expected = stored * np.reshape((1.0, 2.0, 1.0), (3, 1, 1))
        expected[stored <= 20] = np.nan
        self.assertValues(expected)


class CodestreamTest(unittest.TestCase):
    def testWhatJpegLsSays(self):
        from EMHAssistLib.Consistency.Codestream import codestreamOf

        start = b"\xff\xd8\xff\xe8\x00\x04ab\xff\xf7" + struct.pack(">HBHHB", 11, 12, 30, 40, 1) + b"\x01\x11\x00"
        found = codestreamOf(start + b"\0\0\xff\xd9\0", "1.2.840.10008.1.2.4.80")
        self.assertEqual((found.rows, found.columns, found.components, found.precision, found.isSigned),
                         (30, 40, 1, 12, None))
        with self.assertRaisesRegex(ValueError, "their end is missing"):
            codestreamOf(start + b"\0\0", "1.2.840.10008.1.2.4.80")
        with self.assertRaisesRegex(ValueError, "cut off or damaged"):
            codestreamOf(start[:12], "1.2.840.10008.1.2.4.80")


if __name__ == "__main__":
    unittest.main()
