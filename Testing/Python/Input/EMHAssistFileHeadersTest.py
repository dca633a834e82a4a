"""Tests of headers of image files: one image in each format gives the same numbers; what contradicts itself is refused,
or objected to by its name."""

import bz2
import gzip
import itertools
import tempfile
import unittest
import zlib
from pathlib import Path

import numpy as np

from EMHAssistCases.Packages import needNibabel
from EMHAssistLib.Comparability import Consequence
from EMHAssistLib.Input.CaseFiles import quietLibraries
from EMHAssistLib.Input.ImageFile import readImageFile

setUpModule = needNibabel

TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
# Perpendicular axes with the spacings 0.5, 0.75 and 2.
OBLIQUE = np.array([[0.3, -0.6, 0, 5], [0.4, 0.45, 0, -7], [0, 0, 2, 11], [0, 0, 0, 1.0]])
SHEARED = OBLIQUE + np.outer([1, 0, 0, 0], [0, 0, 0.7, 0])
ARRAY = np.random.default_rng(8).integers(0, 3000, (4, 5, 6)).astype("<i2")


def rows(matrix):
    """Return the columns of a matrix as NRRD writes vectors."""
    return " ".join("({!r},{!r},{!r})".format(*map(float, column)) for column in matrix[:3, :3].T)


class HeadersCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def read(self, path, part=""):
        with quietLibraries():
            return readImageFile(path, part)

    def assertRefused(self, pattern, path):
        with self.assertRaisesRegex(ValueError, rf"\A[^\n]*{pattern}[^\n]*\Z") as caught:
            self.read(path)
        self.assertNotRegex(str(caught.exception), r"SimpleITK|\.cxx|0x")
        # What a reader refuses for a reason of its own is no damage that it has stumbled over.
        self.assertLessEqual(str(caught.exception).count("again"), 1)

    def assertSame(self, voxels, matrix=OBLIQUE, array=ARRAY, topics=()):
        np.testing.assert_array_equal(voxels.array, array)
        np.testing.assert_allclose(voxels.ijkToRas, matrix, rtol=1e-6, atol=1e-5)
        self.assertEqual(tuple(objection.topic for objection in voxels.objections), topics)


class NrrdTest(HeadersCase):
    def write(self, data=None, name="image.nrrd", end="\n", leftOut=(), **changes):
        matrix = TO_LPS @ changes.pop("matrix", OBLIQUE)
        fields = {"type": "short", "dimension": 3, "space": "left-posterior-superior", "sizes": "6 5 4",
                  "space directions": rows(matrix), "endian": "little", "encoding": "raw",
                  "space origin": "({!r},{!r},{!r})".format(*map(float, matrix[:3, 3])),
                  **{key.replace("_", " "): value for key, value in changes.items()}}
        lines = [f"{key}: {value}" for key, value in fields.items() if key not in leftOut]
        text = "\n".join(["NRRD0005", "# a comment: none", *lines, "own:=key: value", ""])
        path = self.folder / name
        path.write_bytes(text.encode() + end.encode() + (ARRAY.tobytes() if data is None else data))
        return path

    def testEncodings(self):
        plain = ARRAY.tobytes()
        for encoding, data in (("raw", plain), ("gzip", gzip.compress(plain)), ("gz", gzip.compress(plain)),
                               ("bzip2", bz2.compress(plain)), ("hex", plain.hex().encode()),
                               ("ascii", " ".join(map(str, ARRAY.ravel())).encode())):
            with self.subTest(encoding):
                self.assertSame(self.read(self.write(data, encoding=encoding)))
                if encoding != "raw":
                    self.assertRefused("cut off|damaged", self.write(data[:len(data) // 2], encoding=encoding))
        self.assertSame(self.read(self.write(ARRAY.astype(">i2").tobytes(), endian="big")))
        self.assertRefused("encoding 'zip'", self.write(encoding="zip"))
        self.assertRefused("order the bytes", self.write(leftOut=["endian"]))
        self.assertRefused("type 'block'", self.write(type="block"))

    def testSpaces(self):
        for space, signs in (("RAS", (1, 1, 1)), ("left-anterior-superior", (-1, 1, 1)), ("LPS", (-1, -1, 1))):
            written = np.diag([*signs, 1]) @ OBLIQUE  # what is right in RAS, as this space has it
            with self.subTest(space):
                self.assertSame(self.read(self.write(space=space, matrix=TO_LPS @ written)))
        for space in ("scanner-xyz", "3D-right-handed", "3D-left-handed", "other"):
            [objection] = self.read(self.write(space=space)).objections
            self.assertEqual(objection.consequence, Consequence.DOUBTFUL)
            self.assertIn(f"its space is '{space.lower()}'", objection.reason)
        self.assertSame(self.read(self.write(leftOut=["space"])), topics=("place",))
        [objection] = self.read(self.write(leftOut=["space origin"])).objections
        self.assertEqual(objection.consequence, Consequence.DOUBTFUL)
        self.assertIn("no space origin", objection.reason)
        self.assertSame(self.read(self.write(leftOut=["space", "space directions", "space origin"],
                                             spacings="0.5 0.75 2", axis_mins="1 2 3")),
                        np.array([[-0.5, 0, 0, -1], [0, -0.75, 0, -2], [0, 0, 2, 3], [0, 0, 0, 1]]), topics=("place",))

    def testDamagedHeaders(self):
        """Each is refused in one line that says what to do."""
        whole = self.write().read_bytes()
        for old, new in ((b"encoding: raw", b"encodinx: raw"), (b"encoding: raw\n", b""),
                         (b"space origin: (", b"space origin: "), (b")\n", b"\n"), (b"sizes: ", b"sizes: x"),
                         (b"dimension: 3", b"dimension: 3*"), (b"endian: ", b"endian"),
                         (b"endian: ", b"endia7: big\nendian: ")):
            with self.subTest(old=old, new=new):
                self.assertIn(old, whole)
                path = self.folder / "damaged.nrrd"
                path.write_bytes(whole.replace(old, new, 1))
                with self.assertRaisesRegex(ValueError, "again$") as caught:
                    readImageFile(path)
                self.assertNotIn("\n", str(caught.exception))

    def testUnits(self):
        for unit, millimeters in (("mm", 1), ("um", 1e-3), ("microns", 1e-3), ("\u00b5m", 1e-3), ("cm", 10), ("m", 1e3),
                                  ("millimeters", 1), ("inches", 25.4), ("", 1)):
            scaled = OBLIQUE.copy()
            scaled[:3] /= millimeters
            with self.subTest(unit):
                self.assertSame(self.read(self.write(matrix=scaled, space_units=f'"{unit}" "{unit}" "{unit}"')))
                self.assertSame(self.read(self.write(matrix=scaled, units=f'"{unit}" "{unit}" "{unit}"')))
        self.assertRefused("unit of length 'furlong' is not known", self.write(space_units='"furlong" "mm" "mm"'))
        self.assertRefused("units of length differ", self.write(space_units='"mm" "mm" "cm"'))

    def testLength(self):
        self.assertRefused("cut off: 230 of 240 bytes", self.write(ARRAY.tobytes()[:-10]))
        self.assertSame(self.read(self.write(ARRAY.tobytes() + bytes(60))), topics=("length",))
        self.assertSame(self.read(self.write(bytes(60) + ARRAY.tobytes(), byte_skip=-1)))
        self.assertSame(self.read(self.write(b"a\nb\n123" + ARRAY.tobytes(), byte_skip=3, line_skip=2)))
        self.assertRefused("cut off within its header", self.write(b"", end="", leftOut=["encoding"]))
        for damage in ({"sizes": "6 5"}, {"sizes": "6 5 0"}, {"sizes": "6 five 4"}, {"dimension": "x"},
                       {"space_directions": "(1,0,0) (0,1,0)"}, {"space_directions": "(1,0) (0,1) (1,1)"},
                       {"space_directions": "(1,0,0) (0,1,0) (0,1,0)"}, {"space_directions": "a b c"},
                       {"space_directions": "(nan,0,0) (0,1,0) (0,0,1)"}, {"space_origin": "(0,0)"},
                       {"sizes": "6 5 -4"}, {"sizes": "99999999999 5 4"}):
            with self.subTest(damage):
                self.assertRefused("again|give", self.write(**damage))

    def testDetached(self):
        for name, data in (("a.raw", ARRAY[:2]), ("b.raw", ARRAY[2:]), ("s1.raw", ARRAY[:2]), ("s2.raw", ARRAY[2:]),
                           ("all.raw", ARRAY)):
            (self.folder / name).write_bytes(data.tobytes())
        for listed in ("all.raw", "LIST\na.raw\nb.raw", "s%d.raw 1 2 1"):
            with self.subTest(listed):
                # Last, as what follows a list are files.
                path = self.write(b"", "image.nhdr", leftOut=["data file"], end="")
                path.write_text(path.read_text().replace("own:=key: value\n", "") + f"data file: {listed}\n")
                self.assertSame(self.read(path))
        (self.folder / "all.raw").unlink()
        self.assertRefused("in the file all.raw, which is not there",
                           self.write(b"", "image.nhdr", data_file="all.raw"))

    def testFourthAxis(self):
        several = np.stack([ARRAY, ARRAY + 1, ARRAY + 2])
        directions = rows(TO_LPS @ OBLIQUE)
        for sizes, directed, kinds, data in (("6 5 4 3", f"{directions} none", "domain domain domain list", several),
                                             ("3 6 5 4", f"none {directions}", "list domain domain domain",
                                              np.moveaxis(several, 0, -1))):
            path = self.write(np.ascontiguousarray(data).tobytes(), dimension=4, sizes=sizes,
                              space_directions=directed, kinds=kinds)
            self.assertRefused("3 images of three; say which one, as FILE:1 to FILE:3", path)
            self.assertSame(self.read(path, "2"), array=ARRAY + 1)
        path = self.write(np.ascontiguousarray(np.moveaxis(several, 0, -1)).tobytes(), dimension=4, sizes="3 6 5 4",
                          space_directions=f"none {directions}", kinds="RGB-color domain domain domain")
        self.assertEqual(self.read(path).array.shape, (4, 5, 6, 3))
        self.assertSame(self.read(path, "3"), array=ARRAY + 2)


class MetaImageTest(HeadersCase):
    def write(self, data=None, name="image.mha", leftOut=(), **changes):
        matrix = TO_LPS @ changes.pop("matrix", OBLIQUE)
        sides = np.linalg.norm(matrix[:3, :3], axis=0)
        fields = {"ObjectType": "Image", "NDims": 3, "BinaryData": "True", "BinaryDataByteOrderMSB": "False",
                  "CompressedData": "False",
                  "TransformMatrix": " ".join(repr(float(value)) for value in (matrix[:3, :3] / sides).T.ravel()),
                  "Offset": " ".join(repr(float(value)) for value in matrix[:3, 3]),
                  "ElementSpacing": " ".join(repr(float(value)) for value in sides), "DimSize": "6 5 4",
                  "ElementType": "MET_SHORT", **changes}
        fields["ElementDataFile"] = fields.pop("ElementDataFile", "LOCAL")  # the last one, by definition
        text = "".join(f"{key} = {value}\n" for key, value in fields.items() if key not in leftOut)
        path = self.folder / name
        path.write_bytes(text.encode() + (ARRAY.tobytes() if data is None else data))
        return path

    def testAsItkReads(self):
        import SimpleITK

        image = SimpleITK.ReadImage(str(self.write()))
        axes = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
        voxels = self.read(self.folder / "image.mha")
        self.assertSame(voxels, array=SimpleITK.GetArrayFromImage(image))
        np.testing.assert_allclose(voxels.ijkToRas[:3, :3], TO_LPS[:3, :3] @ axes, atol=1e-9)
        self.assertSame(self.read(self.write(matrix=SHEARED)), SHEARED)

    def testEncodings(self):
        plain = ARRAY.tobytes()
        for data, changes in ((zlib.compress(plain), {"CompressedData": "True"}),
                              (gzip.compress(plain), {"CompressedData": "True"}),
                              (ARRAY.astype(">i2").tobytes(), {"BinaryDataByteOrderMSB": "True"}),
                              (" ".join(map(str, ARRAY.ravel())).encode(), {"BinaryData": "False"}),
                              (b"1234" + plain, {"HeaderSize": 4}), (b"1234" + plain, {"HeaderSize": -1})):
            with self.subTest(changes):
                self.assertSame(self.read(self.write(data, **changes)))
        self.assertRefused("cut off", self.write(zlib.compress(plain)[:-20], CompressedData="True"))

    def testDetached(self):
        for name, data in (("a.raw", ARRAY[:2]), ("b.raw", ARRAY[2:]), ("s1.raw", ARRAY[:2]), ("s2.raw", ARRAY[2:]),
                           ("all.raw", ARRAY)):
            (self.folder / name).write_bytes(data.tobytes())
        for named, listed in (("all.raw", b""), ("LIST", b"a.raw\nb.raw\n"), ("s%d.raw 1 2 1", b"")):
            with self.subTest(named):
                self.assertSame(self.read(self.write(listed, "image.mhd", ElementDataFile=named)))
        (self.folder / "all.raw").write_bytes(ARRAY.tobytes()[:-6])
        self.assertRefused("cut off: 234 of 240 bytes", self.write(b"", "image.mhd", ElementDataFile="all.raw"))
        (self.folder / "all.raw").unlink()
        self.assertRefused("in the file all.raw, which is not there",
                           self.write(b"", "image.mhd", ElementDataFile="all.raw"))

    def testContradictions(self):
        self.assertRefused("cut off: 1 of 240 bytes", self.write(b"1"))
        self.assertSame(self.read(self.write(ARRAY.tobytes() + bytes(3))), topics=("length",))
        self.assertRefused("longer than nothing", self.write(ElementSpacing="0.5 -0.75 2"))
        self.assertRefused("does not say how large", self.write(leftOut=["ElementSpacing"]))
        self.assertSame(self.read(self.write(leftOut=["Offset"])),
                        OBLIQUE * [1, 1, 1, 0] + np.diag([0, 0, 0, 1]), topics=("place",))
        for field, value in (("NDims", 2), ("DimSize", "6 5"), ("DimSize", "6 5 0"), ("ElementType", "MET_OTHER"),
                             ("TransformMatrix", "1 0 0"), ("Offset", "nan 0 0"), ("TransformMatrix", "0 " * 9)):
            with self.subTest(field, value=value):
                self.assertRefused("again|give", self.write(**{field: value}))
        scaled = OBLIQUE.copy()
        scaled[:3] /= 10
        self.assertSame(self.read(self.write(matrix=scaled, DistanceUnits="cm")))
        channels = np.stack([ARRAY, ARRAY + 1], axis=-1)
        path = self.write(channels.tobytes(), ElementNumberOfChannels=2)
        self.assertEqual(self.read(path).array.shape, (4, 5, 6, 2))
        self.assertSame(self.read(path, "2"), array=ARRAY + 1)


def niftiHeader(sform, qform, codes, array=ARRAY, **changes):
    import nibabel

    header = nibabel.Nifti1Header()
    header.set_data_shape(array.T.shape)
    header.set_data_dtype(array.dtype)
    header.set_xyzt_units("mm")
    header.set_qform(qform, codes[1])
    header.set_sform(sform, codes[0])
    for key, value in {"vox_offset": 352, **changes}.items():
        header[key] = value
    return header


class NiftiTest(HeadersCase):
    def write(self, end=b"", sform=OBLIQUE, qform=OBLIQUE, codes=(0, 0), array=ARRAY, **changes):
        """Write the very header that is asked for, which nibabel would make consistent."""
        path = self.folder / "image.nii"
        path.write_bytes(niftiHeader(sform, qform, codes, array, **changes).binaryblock + bytes(4) + array.tobytes()
                         + end)
        return path

    def testPlaceStatedTwice(self):
        moved = OBLIQUE.copy()
        moved[2, 3] += 8
        for codes, used in (((1, 1), moved), ((4, 1), OBLIQUE), ((2, 2), OBLIQUE)):
            voxels = self.read(self.write(sform=moved, codes=codes))
            self.assertSame(voxels, used, topics=("place",))
            self.assertRegex(voxels.objections[0].reason, "sform.*qform|qform.*sform")
            self.assertIn("up to 8 mm apart", voxels.objections[0].reason)
        moved[2, 3] -= 7.99
        self.assertSame(self.read(self.write(sform=moved, codes=(1, 1))), moved)
        larger = OBLIQUE * [1.5, 1.5, 1.5, 1]
        voxels = self.read(self.write(sform=larger, codes=(1, 0)))
        self.assertSame(voxels, topics=("place",))
        self.assertIn("sizes of pixdim", voxels.objections[0].reason)

    def testNoPlace(self):
        [objection] = self.read(self.write()).objections
        self.assertIn("neither qform nor sform", objection.reason)

    def testSheared(self):
        thickness = abs(np.linalg.det(SHEARED[:3, :3])) / 0.375
        for third, topics in ((np.linalg.norm(SHEARED[:3, 2]), ()), (thickness, ()), (3.3, ("place",))):
            voxels = self.read(self.write(sform=SHEARED, codes=(1, 0), pixdim=[1, 0.5, 0.75, third, 0, 0, 0, 0]))
            self.assertSame(voxels, SHEARED, topics=topics)

    def testSizes(self):
        for third in (0, -2, np.nan, np.inf):
            path = self.write(codes=(0, 1), pixdim=[1, 0.5, 0.75, third, 0, 0, 0, 0])
            # nibabel mends zero and negative sizes in the dark.
            if np.isfinite(third):
                self.assertRefused("how large its voxels are|pixdim", path)
            else:
                self.assertRefused("again", path)
        self.assertSame(self.read(self.write(codes=(1, 1), pixdim=[0, 0.5, 0.75, 2, 0, 0, 0, 0])))

    def testOneSlice(self):
        for array in (ARRAY[:1], ARRAY[0]):
            self.assertSame(self.read(self.write(codes=(1, 1), array=array)), array=ARRAY[:1])

    def testLengthAndKind(self):
        self.assertSame(self.read(self.write(codes=(1, 1), end=bytes(60))), topics=("length",))
        for code, topics in ((1002, ("intent",)), (3, ("intent",)), (1007, ("intent",)), (0, ()), (1001, ())):
            self.assertSame(self.read(self.write(codes=(1, 1), intent_code=code)), topics=topics)
        self.assertRefused("complex", self.write(codes=(1, 1), array=ARRAY.astype(np.complex64)))
        path = self.write(codes=(1, 1))
        path.write_bytes(path.read_bytes().replace(b"n+1\0", b"ni1\0"))
        self.assertRefused("a pair of files", path)

    def testAnyOrderOfAxesInAnyFormatGivesTheSame(self):
        """An image whose axes are reordered, in each format, shows the same value at the same place."""
        import nibabel
        import SimpleITK

        place = OBLIQUE @ [4, 1, 2, 1]
        for axes, flips in itertools.product(itertools.permutations(range(3)), ((1, 1, 1), (-1, 1, 1), (1, -1, -1))):
            turned = nibabel.Nifti1Image(ARRAY.T, OBLIQUE).as_reoriented(np.stack([axes, flips], axis=1))
            turned.set_qform(turned.affine, 1)
            array = np.ascontiguousarray(np.asarray(turned.dataobj).T)
            lps = TO_LPS @ turned.affine
            sides = np.linalg.norm(lps[:3, :3], axis=0)
            image = SimpleITK.GetImageFromArray(array)
            image.SetSpacing(sides.tolist())
            image.SetOrigin(lps[:3, 3].tolist())
            image.SetDirection((lps[:3, :3] / sides).ravel().tolist())
            for name in ("image.nii.gz", "image.nrrd", "image.mha"):
                if name == "image.nii.gz":
                    nibabel.save(turned, self.folder / name)
                else:
                    SimpleITK.WriteImage(image, str(self.folder / name))
                voxels = self.read(self.folder / name)
                index = np.rint(np.linalg.solve(voxels.ijkToRas, place)).astype(int)
                with self.subTest(name, axes=axes, flips=flips):
                    self.assertEqual(voxels.objections, ())
                    self.assertEqual(voxels.array[tuple(index[2::-1])], ARRAY[2, 1, 4])
                    np.testing.assert_allclose(voxels.ijkToRas @ index, place, atol=1e-4)


class ContradictingNiftiTest(HeadersCase):
    def testEqualNumbersAnObjectionOrARefusal(self):
        """Whatever sform, qform, pixdim, codes and units say: where the reader says nothing, all that has a code puts
        each corner at one place."""
        random = np.random.default_rng(11)
        seen = set()
        path = self.folder / "image.nii"
        corners = np.array([[*corner, 1.0] for corner in itertools.product((0, 5), (0, 4), (0, 3))]).T
        for _ in range(150):
            header = niftiHeader(self.matrix(random), self.matrix(random), random.choice([0, 1, 2, 4], 2).tolist(),
                                 xyzt_units=random.choice([0, 2, 10]))
            if random.random() < 0.3:
                header["pixdim"][random.integers(1, 4)] = random.choice([0, 0.5, 2, np.nan])
            path.write_bytes(header.binaryblock + bytes(4) + ARRAY.tobytes())
            try:
                voxels = self.read(path)
            except ValueError as error:
                self.assertNotIn("\n", str(error))
                seen.add("refused")
                continue
            if voxels.objections:
                seen.add("objected")
                continue
            seen.add("same")
            stated = [get() for get, code in ((header.get_sform, "sform_code"), (header.get_qform, "qform_code"))
                      if header[code] > 0]
            self.assertTrue(stated)
            for matrix in stated:
                np.testing.assert_allclose(matrix @ corners, voxels.ijkToRas @ corners, atol=0.1)
        self.assertEqual(seen, {"refused", "objected", "same"})

    @staticmethod
    def matrix(random):
        matrix = OBLIQUE.copy()
        kind = random.integers(0, 6)
        if kind == 0:
            matrix[random.integers(0, 3), 3] += random.normal(0, 5)
        elif kind == 1:
            matrix[:3, random.integers(0, 3)] *= random.choice([-1, 1.2])
        return matrix


if __name__ == "__main__":
    unittest.main()
