"""Tests of reading regions: ROI, segmentation, label image, against places and volumes known otherwise."""

import json
import tempfile
import unittest
from pathlib import Path

import numpy as np

from EMHAssistLib.Input.CaseFiles import quietLibraries, splitPart
from EMHAssistLib.Input.CaseScene import addSegment, newScene
from EMHAssistLib.Input.RegionFile import readRegions, stem
from EMHAssistLib.Measurement import Image, sample
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.RegionReader import RegionReader


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


class MarkupsFileTest(RegionFilesCase):
    def write(self, **changes):
        """Write a ROI as the schema of markups files has it, version 1.0.3."""
        point = {"id": "1", "label": "ROI-1", "position": [1, 2, 3], "positionStatus": "defined"}
        markup = {"type": "ROI", "coordinateSystem": "LPS", "coordinateUnits": "mm", "roiType": "Box",
                  "center": [1, 2, 3], "orientation": [1, 0, 0, 0, 1, 0, 0, 0, 1], "size": [10, 20, 30],
                  "controlPoints": [point], **changes}
        (self.folder / "a mass.mrk.json").write_text(json.dumps({"markups": [markup]}))

    def testBothCoordinateSystems(self):
        for system, center in (("LPS", [-1, -2, 3]), ("RAS", [1, 2, 3])):
            with self.subTest(system):
                self.scene = newScene()
                self.write(coordinateSystem=system)
                [source] = self.read("a mass.mrk.json")
                self.assertEqual(source.name, "a mass")
                [box] = self.shapes([source])
                np.testing.assert_allclose(worldBounds(box), np.add(center, [[-5, -10, -15], [5, 10, 15]]), atol=1e-5)

    def testOrientation(self):
        """A quarter turn about the third axis swaps the first two sizes."""
        self.write(orientation=[0, -1, 0, 1, 0, 0, 0, 0, 1])
        [box] = self.shapes(self.read("a mass.mrk.json"))
        np.testing.assert_allclose(np.ptp(worldBounds(box), axis=0), [20, 10, 30], atol=1e-5)

    def testWrittenBySlicer(self):
        node = self.scene.AddNewNodeByClass("vtkMRMLMarkupsROINode", "mass")
        node.SetCenter(4, 5, 6)
        node.SetSize(7, 8, 9)
        node.AddDefaultStorageNode()
        node.GetStorageNode().SetFileName(str(self.folder / "mass.mrk.json"))
        self.assertTrue(node.GetStorageNode().WriteData(node))
        [source] = self.read("mass.mrk.json")
        np.testing.assert_allclose(source.node.GetSize(), [7, 8, 9])
        np.testing.assert_allclose(source.node.GetCenter(), [4, 5, 6])

    def testClosedCurveWrittenBySlicer(self):
        node = addCurve(self.scene, "mass", "marrow", [(-5, -4, 7), (5, -4, 7), (5, 4, 7), (-5, 4, 7)], 6)
        [written] = self.shapes([])
        node.AddDefaultStorageNode()
        node.GetStorageNode().SetFileName(str(self.folder / "mass.mrk.json"))
        self.assertTrue(node.GetStorageNode().WriteData(node))
        self.scene = newScene()
        [source] = self.read("mass.mrk.json")
        [prism] = self.shapes([source])
        self.assertEqual(source.shape, "Curve")
        np.testing.assert_allclose(prism.toWorld[:3, 3], written.toWorld[:3, 3], atol=1e-4)
        np.testing.assert_allclose(np.ptp(prism.polygon, axis=0), np.ptp(written.polygon, axis=0), atol=1e-4)
        # The file does not say how thick the curve is: 4 mm.
        np.testing.assert_allclose(np.abs(prism.toWorld[:3, 2]), [0, 0, 2], atol=1e-6)

    def testOtherMarkups(self):
        self.write(type="Fiducial")
        self.assertRefused("holds Fiducial; give a file with one Markups ROI", "a mass.mrk.json")

    def testNoMarkups(self):
        for content in ("", "[]", "{}", '{"markups": [3]}', "\0\1\2"):
            with self.subTest(content):
                (self.folder / "mass.mrk.json").write_text(content)
                self.assertRefused("is not a markups file", "mass.mrk.json")
        (self.folder / "mass.mrk.json").write_text('{"markups": []}')
        self.assertRefused("holds nothing", "mass.mrk.json")

    def testPart(self):
        self.write()
        self.assertRefused("leave out ':1'", "a mass.mrk.json", "1")


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

    def testOtherSegment(self):
        self.assertRefused("no segment 'L2'; there are: L1 body, disc", "spine.seg.nrrd", "L2")

    def testDamagedFile(self):
        content = (self.folder / "spine.seg.nrrd").read_bytes()
        for damaged in (b"", b"NRRD0004\n", content[:len(content) - 20], content[:300]):
            with self.subTest(len(damaged)):
                (self.folder / "spine.seg.nrrd").write_bytes(damaged)
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
