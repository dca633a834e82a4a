"""Tests of reading regions: ROI, segmentation, label image, against places and volumes known otherwise."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistCases.Packages import needNibabel
from EMHAssistLib.Input.CaseFiles import quietLibraries, splitPart
from EMHAssistLib.Input.CaseScene import addSegment, newScene
from EMHAssistLib.Input.RegionFile import readRegions, stem
from EMHAssistLib.Measurement import Image, sample
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Segments import LABELMAP, voxelsOf

setUpModule = needNibabel


def worldBounds(shape):
    """Return (2, 3) the lowest and the highest R, A and S that a shape reaches, mm."""
    return shape.onGrid(shape.toWorld, shape.fromWorld).extent


class RegionFilesCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.scene = newScene()

    def read(self, name, part="", grids=()):
        with quietLibraries():
            return readRegions(self.scene, self.folder / name, part, grids)

    def shapes(self, sources):
        for source in sources:
            source.setRole("marrow")
        return [region.shape for region in RegionReader().regions(self.scene)]

    def assertRefused(self, pattern, *arguments, **keywords):
        with self.assertRaisesRegex(ValueError, pattern):
            self.read(*arguments, **keywords)


class SegmentationFileTest(RegionFilesCase):
    def setUp(self):
        super().setUp()
        node = self.scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "written")
        self.matrix = np.diag([-0.5, -0.75, 2.0, 1.0])
        self.masks = {"L1 body": np.zeros((4, 5, 6), dtype=bool), "disc": np.zeros((4, 5, 6), dtype=bool)}
        # They overlap, so that the file gets two layers.
        self.masks["L1 body"][1:3, 1:4, 1:5] = True
        self.masks["disc"][2:4, 2:4, 3:6] = True
        for name, mask in self.masks.items():
            segment = addSegment(self.scene, name, mask, self.matrix)
            node.GetSegmentation().CopySegmentFromSegmentation(segment.node.GetSegmentation(), segment.segmentId)
        node.AddDefaultStorageNode()
        node.GetStorageNode().SetFileName(str(self.folder / "spine.seg.nrrd"))
        self.assertTrue(node.GetStorageNode().WriteData(node))
        self.scene = newScene()

    def assertHolds(self, shape, mask):
        image = Image(np.zeros(mask.shape), self.matrix)
        samples, weights = sample(image, shape), np.zeros(mask.shape)
        samples.block(weights)[...] = samples.weights
        np.testing.assert_allclose(weights, mask, atol=1e-9)

    def testAllSegments(self):
        sources = self.read("spine.seg.nrrd")
        self.assertEqual([source.name for source in sources], list(self.masks))
        for shape, mask in zip(self.shapes(sources), self.masks.values()):
            self.assertHolds(shape, mask)

    def testOneSegment(self):
        sources = self.read("spine.seg.nrrd", "disc")
        self.assertEqual([source.name for source in sources], ["disc"])
        [shape] = self.shapes(sources)
        self.assertHolds(shape, self.masks["disc"])

    def testUnits(self):
        """MRML takes any unit for millimeters."""
        path = self.folder / "spine.seg.nrrd"
        header, blank, data = path.read_bytes().partition(b"\n\n")
        self.assertNotIn(b"space units", header)
        for unit, millimeters in ((b"cm", 10), (b"um", 1e-3)):
            self.scene = newScene()
            path.write_bytes(header + b"\nspace units:" + b' "%b"' % unit * 3 + blank + data)
            sources = self.read("spine.seg.nrrd")
            scale = np.diag([millimeters, millimeters, millimeters, 1])
            for source, mask in zip(sources, self.masks.values()):
                labelmap = source.node.GetSegmentation().GetSegment(source.segmentId).GetRepresentation(LABELMAP)
                shape = voxelsOf(labelmap, source.node.GetSegmentation().GetSegment(source.segmentId).GetLabelValue())
                image = Image(np.zeros(mask.shape), scale @ self.matrix)
                samples, weights = sample(image, shape), np.zeros(mask.shape)
                samples.block(weights)[...] = samples.weights
                np.testing.assert_allclose(weights, mask, atol=1e-6)
        path.write_bytes(header + b'\nspace units: "furlong" "mm" "mm"' + blank + data)
        self.assertRefused("unit of length 'furlong' is not known", "spine.seg.nrrd")

    def testOtherSegment(self):
        self.assertRefused("no segment 'L2'; there are: L1 body, disc", "spine.seg.nrrd", "L2")

    def testDamagedFile(self):
        content = (self.folder / "spine.seg.nrrd").read_bytes()
        for damaged in (b"", b"NRRD0004\n", content[:len(content) - 20], content[:300]):
            with self.subTest(len(damaged)):
                (self.folder / "spine.seg.nrrd").write_bytes(damaged)
                self.assertRefused("cannot be read", "spine.seg.nrrd")
        # Each of these ends the process in Slicer's reader.
        for old, new in ((b"# Complete", b"Complete: "), (b"(0,0,2)", b"(0,0,2!"), (b"(0.5,0,0)", b"(0.5,0,0,)"),
                         (b"kinds: ", b"kinds: nothing "), (b"dimension: ", b"dimension: \n")):
            with self.subTest(new):
                self.assertIn(old, content)
                (self.folder / "spine.seg.nrrd").write_bytes(content.replace(old, new, 1))
                self.assertRefused("cannot be read", "spine.seg.nrrd")


class LabelFileTest(RegionFilesCase):
    def write(self, array, name="labels.nii.gz"):
        import SimpleITK

        image = SimpleITK.GetImageFromArray(array)
        image.SetSpacing((0.5, 0.75, 2))
        SimpleITK.WriteImage(image, str(self.folder / name))

    def testLabel(self):
        for kind in (np.uint8, np.int16, np.int64, np.float32):
            with self.subTest(kind=kind):
                self.scene = newScene()
                array = np.zeros((4, 5, 6), dtype=kind)
                array[1:3, 2, 4:6] = 49
                array[0, 0, 0] = 7
                self.write(array)
                [source] = self.read("labels.nii.gz", "49")
                self.assertEqual(source.name, "labels:49")
                [shape] = self.shapes([source])
                self.assertEqual(int(shape.array.sum()), 4)
                # Half a voxel around the centers, left and posterior negative.
                np.testing.assert_allclose(worldBounds(shape), [[-2.75, -1.875, 1], [-1.75, -1.125, 5]], atol=1e-6)

    def testWhichLabel(self):
        self.write(np.arange(60, dtype=np.uint8).reshape(3, 4, 5) % 3)
        self.assertRefused("say which label, as FILE:LABEL; there are: 1, 2", "labels.nii.gz")
        for label in ("3", "0", "-1", "disc", "1.5"):
            self.assertRefused(f"no label {label}; there are: 1, 2", "labels.nii.gz", label)

    def testNoLabels(self):
        self.write(np.full((3, 4, 5), 0.5, dtype=np.float32))
        self.assertRefused("not a label image", "labels.nii.gz", "1")
        self.write(np.full((3, 4, 5), np.nan, dtype=np.float32))
        self.assertRefused("not a label image", "labels.nii.gz", "1")
        self.write(np.zeros((3, 4, 5), dtype=np.uint8))
        self.assertRefused("no label 1; there are: none", "labels.nii.gz", "1")

    def testNoImage(self):
        (self.folder / "labels.nii.gz").write_text("text")
        self.assertRefused("cannot be read as an image", "labels.nii.gz", "1")
        self.assertRefused("is a folder", ".")


class PathsTest(unittest.TestCase):
    def testParts(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("mask.nii.gz", "a:b.nii", "a"):
                (Path(folder) / name).touch()
            for name, path, part in (("mask.nii.gz", "mask.nii.gz", ""), ("mask.nii.gz:49", "mask.nii.gz", "49"),
                                     ("mask.nii.gz:L1: body", "mask.nii.gz", "L1: body"), ("a:b.nii", "a:b.nii", ""),
                                     ("a:b.nii:3", "a:b.nii", "3"), ("a:c", "a", "c"), ("a:", "a", "")):
                self.assertEqual(splitPart(f"{folder}/{name}"), (Path(folder) / path, part))
            for missing in (f"{folder}/missing.nii", r"C:\missing.nii", "", ":3"):
                with self.subTest(missing), self.assertRaisesRegex(ValueError, "no such file or folder"):
                    splitPart(missing)

    def testStem(self):
        for name, expected in (("mass.mrk.json", "mass"), ("spine.seg.nrrd", "spine"), ("a.b.nii.gz", "a.b"),
                               ("x.nii", "x"), ("Mass.MRK.JSON", "Mass"), ("noSuffix", "noSuffix")):
            self.assertEqual(stem(Path("folder") / name), expected)


if __name__ == "__main__":
    unittest.main()
