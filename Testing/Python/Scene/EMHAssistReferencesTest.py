"""Segmentations as references and as landmarks: erosion in mm, levels, vertebrae, one click for all."""

import unittest

import numpy as np
import slicer

from EMHAssistCases.ModuleCase import ModuleCase
from EMHAssistCases.Paths import SPINE, needs
from EMHAssistCases.SceneCase import (
    SceneCase,
    addBendingTransform,
    addRoi,
    addTransform,
    addVolume,
    readRegion,
    readSeries,
    reopenScene,
)
from EMHAssistCases.SegmentationCase import addSegmentation, sources, spineLabels
from EMHAssistLib.Analysis.Geometry import lesionGeometry
from EMHAssistLib.Case import Case
from EMHAssistLib.Measurement import measure
from EMHAssistLib.Scene.References import useAsReferences
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import EROSION_ATTRIBUTE, RegionSource
from EMHAssistLib.Scene.Vertebrae import VertebraReader


class LevelTest(SceneCase):
    """Levels that the user names stay with the nodes."""

    def testRoi(self):
        source = RegionSource(addRoi((0, 0, 0), (10, 10, 10)))
        self.assertEqual((source.level, readRegion().level.text()), ("", ""))
        source.setLevel(" t5")
        self.assertEqual((source.level, readRegion().level.text()), ("T5", "T5"))
        with self.assertRaisesRegex(ValueError, "Unknown vertebral level 'T15'"):
            source.setLevel("T15")
        self.assertEqual(source.level, "T5")
        source.setLevel("")
        self.assertEqual(readRegion().level.text(), "")

    def testSegmentAfterSaveAndReload(self):
        node = addSegmentation(*spineLabels(), ["a", "b", "c", "d", "e", "f"])
        source = sources(node)["b"]
        source.setRole("marrow")
        source.setLevel("L2")
        source.setErosion(1.5)
        reopenScene()
        region = readRegion()
        self.assertEqual((region.level.text(), region.name), ("L2", "b (eroded by 1.5 mm)"))

    def testRegionsOfARoiAreNotEroded(self):
        source = RegionSource(addRoi((0, 0, 0), (10, 10, 10)))
        self.assertEqual(source.erosion, 0)
        with self.assertRaisesRegex(ValueError, "ROI node smaller"):
            source.setErosion(1)


class EroderTest(SceneCase):
    """A segment is measured eroded, and stays as it is."""

    def setUp(self):
        super().setUp()
        labels, self.ijkToRas = spineLabels()
        self.node = addSegmentation(labels, self.ijkToRas, ["T4", "T5", "T6", "T7", "cord", "disc"])
        self.labels = labels

    def testMeasuredWithoutMargin(self):
        values = np.random.default_rng(5).integers(0, 1000, self.labels.shape).astype(np.int16)
        addVolume(values, self.ijkToRas)
        source = sources(self.node)["cord"]
        source.setRole("cord")
        source.setErosion(2.0)
        expected = np.zeros(self.labels.shape, dtype=bool)
        expected[3:57, 24:28, 18:22] = True  # 2 mm is one voxel along k, whose neighbor is no farther than that
        statistics = measure(readSeries().image, readRegion().shape).statistics
        self.assertEqual(statistics["n"], expected.sum())
        self.assertAlmostEqual(statistics["mean"], values[expected].mean(), places=9)
        source.setErosion(0)
        self.assertEqual(readRegion().shape.array.sum(), (self.labels == 5).sum(), "the segment itself is not changed")

    def testMaskIsKeptUntilTheMarginChanges(self):
        source = sources(self.node)["disc"]
        source.setRole("disc")
        source.setErosion(1.5)
        reader = RegionReader()
        (first,), (again,) = reader.regions(slicer.mrmlScene), reader.regions(slicer.mrmlScene)
        self.assertIs(again.shape, first.shape)
        source.setErosion(0)
        (whole,) = reader.regions(slicer.mrmlScene)
        self.assertNotEqual(whole.key, first.key)
        self.assertEqual((whole.name, whole.shape.array.sum()), ("disc", (self.labels == 6).sum()))

    def testBadMargins(self):
        source = sources(self.node)["disc"]
        source.setRole("disc")
        for margin in (-1, float("nan"), float("inf")):
            with self.assertRaisesRegex(ValueError, "0 mm or more"):
                source.setErosion(margin)
            with self.assertRaisesRegex(ValueError, "0 mm or more"):
                useAsReferences([self.node], margin)
        source.setErosion(50)
        self.assertIn("erode it less", readRegion().problem)
        self.node.GetSegmentation().GetSegment(source.segmentId).SetTag(EROSION_ATTRIBUTE, "wide")
        self.assertNotEqual(readRegion().problem, "")

    def testUseAsReferences(self):
        found = {reference.source.name: reference for reference in useAsReferences([self.node], 2.0)}
        self.assertEqual({name: reference.role for name, reference in found.items()},
                         {"T4": "marrow", "T5": "marrow", "T6": "marrow", "T7": "marrow", "cord": "cord",
                          "disc": "disc"})
        self.assertEqual([found[name].source.level for name in ("T4", "T7", "disc")], ["T4", "T7", ""])
        self.assertEqual((found["T5"].erosion, found["T5"].isLess), (4.0, False))
        self.assertEqual((found["cord"].erosion, found["cord"].isLess), (2.0, False))
        self.assertTrue(found["disc"].isLess, "it is two voxels thick")
        self.assertLess(found["disc"].erosion, 2.0)
        for region in RegionReader().regions(slicer.mrmlScene):
            self.assertEqual(region.problem, "")
            self.assertGreaterEqual(region.shape.array.sum(), 20)
        body = next(region for region in RegionReader().regions(slicer.mrmlScene) if region.level.text() == "T5")
        indices = np.argwhere(body.shape.array)
        world = indices[:, ::-1] @ body.shape.toWorld[:3, :3].T + body.shape.toWorld[:3, 3]
        self.assertGreater(world[:, 1].min(), 34, "the arch is thinner than twice the margin")

    def testAnotherRoleIsKept(self):
        sources(self.node)["T5"].setRole("other_lesion")
        sources(self.node)["T6"].setRole("marrow")
        names = [reference.source.name for reference in useAsReferences([self.node])]
        self.assertEqual(names, ["T4", "T6", "T7", "cord", "disc"])
        self.assertEqual(sources(self.node)["T5"].role, "other_lesion")

    def testAnotherMarginReplacesTheFirst(self):
        for margin in (2.0, 1.0):
            useAsReferences([self.node], margin)
            self.assertEqual(sources(self.node)["cord"].erosion, margin)

    def testNoTissues(self):
        for source in sources(self.node).values():
            slicer.util.getNode("segmentation").GetSegmentation().GetSegment(source.segmentId).SetName("lesion")
        with self.assertRaisesRegex(ValueError, "No segment is named for a reference tissue"):
            useAsReferences([self.node])
        with self.assertRaisesRegex(ValueError, "No segment is named for a reference tissue"):
            useAsReferences([])


class VertebraeTest(SceneCase):
    """Vertebrae are found by name, and their bodies by being thick."""

    def setUp(self):
        super().setUp()
        self.labels, self.ijkToRas = spineLabels()
        self.node = addSegmentation(self.labels, self.ijkToRas, ["T4", "T5", "T6", "T7", "cord", "disc"])
        self.reader = VertebraReader()

    def vertebrae(self):
        return self.reader.vertebrae(slicer.mrmlScene)

    def testCentersOfBodies(self):
        found = self.vertebrae()
        self.assertEqual(set(found), {"T4", "T5", "T6", "T7"})
        for number, level in enumerate(("T4", "T5", "T6", "T7")):
            np.testing.assert_allclose(found[level], (19.5, 43.5, 2 * (50.5 - 13 * number)), atol=0.8)

    def testUnderATransform(self):
        before = self.vertebrae()
        shift = np.eye(4)
        shift[:3, 3] = 10, 20, 30
        self.node.SetAndObserveTransformNodeID(addTransform(shift).GetID())
        for level, center in self.vertebrae().items():
            np.testing.assert_allclose(np.subtract(center, before[level]), (10, 20, 30), atol=1e-9)
        self.node.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        self.assertEqual(self.vertebrae(), {})

    def testKeptUntilSomethingChanges(self):
        first = self.vertebrae()
        self.assertIs(self.vertebrae()["T5"], first["T5"])
        self.node.GetSegmentation().GetNthSegment(3).SetName("vertebrae_T8")
        self.assertIn("T8", self.vertebrae())
        segmentId = self.node.GetSegmentation().GetNthSegmentID(0)
        array = np.zeros(self.labels.shape, dtype=np.uint8)
        array[46:56, 34:54, 0:16] = 1
        volume = addVolume(self.labels, self.ijkToRas)
        slicer.util.updateSegmentBinaryLabelmapFromArray(array, self.node, segmentId, volume)
        self.assertLess(self.vertebrae()["T4"][0], first["T4"][0] - 5)

    def testCutVertebraIsLeftOut(self):
        """Of the topmost vertebra only the arch is in the image."""
        labels = self.labels.copy()
        labels[46:56, 34:54] = 0
        slicer.mrmlScene.RemoveNode(self.node)
        self.node = addSegmentation(labels, self.ijkToRas, ["T4", "T5", "T6", "T7", "cord", "disc"])
        self.assertEqual(set(self.vertebrae()), {"T5", "T6", "T7"})

    def testFirstSegmentationCounts(self):
        shifted = self.ijkToRas.copy()
        shifted[:3, 3] = 100, 0, 0
        addSegmentation(self.labels, shifted, ["vertebrae_T4", "vertebrae_T9", "x", "y", "z", "disc"])
        found = self.vertebrae()
        self.assertLess(found["T4"][0], 50)
        self.assertGreater(found["T9"][0], 50)

    def testSceneWithoutVertebrae(self):
        slicer.mrmlScene.Clear()
        addRoi((0, 0, 0), (10, 10, 10), name="T5")
        self.assertEqual(self.vertebrae(), {})


class PanelTest(ModuleCase):
    """One click makes references of segments, and the case knows its vertebrae."""

    def testButton(self):
        labels, ijkToRas = spineLabels()
        addVolume(np.random.default_rng(5).normal(100, 5, labels.shape).astype(np.float32), ijkToRas)
        node = addSegmentation(labels, ijkToRas, ["T4", "T5", "T6", "T7", "cord", "x"])
        lesion = addRoi((19.5, 12, 76), (6, 6, 10), "epidural_lesion", name="mass")
        self.widget.ui.erosionBox.setValue(1.5)
        self.widget.ui.referencesButton.click()
        slicer.app.processEvents()
        self.assertEqual({name: (source.role, source.erosion) for name, source in sources(node).items()},
                         {**dict.fromkeys(("T4", "T5", "T6", "T7"), ("marrow", 3.0)), "cord": ("cord", 1.5),
                          "x": ("", 0.0)})
        case = self.logic.result.case
        self.assertEqual(set(case.vertebrae), {"T4", "T5", "T6", "T7"})
        (found,) = lesionGeometry(case).lesions
        self.assertEqual((found.level.text(), found.side, found.position), ("T5", "midline", "posterior"))
        table = self.widget.ui.regionTable
        (row,) = [row for row in range(table.rowCount) if table.item(row, 0).text() == "cord"]
        table.setCurrentCell(row, 0)
        self.assertEqual(self.widget.ui.regionShapeBox.currentText, "Segment, eroded by 1.5 mm")
        self.logic.setLevel(RegionSource(lesion), "t6")
        slicer.app.processEvents()
        self.assertEqual(lesionGeometry(self.logic.update().case).lesions[0].level.text(), "T6")


@needs(SPINE)
class RealSpineTest(SceneCase):
    """The TPTBox sample: three lumbar vertebrae with masks of SPINEPS, on voxels of 1.5 mm."""

    def setUp(self):
        super().setUp()
        import SimpleITK

        self.arrays = {}
        for name in ("label-6_T2w", "seg-subreg_label-6_msk", "seg-vert_label-6_msk"):
            image = SimpleITK.ReadImage(str(SPINE / f"sub-mri_{name}.nii.gz"))
            self.arrays[name] = SimpleITK.GetArrayFromImage(image)
        ijkToLps = np.eye(4)
        ijkToLps[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) * image.GetSpacing()
        ijkToLps[:3, 3] = image.GetOrigin()
        self.ijkToRas = np.diag([-1.0, -1, 1, 1]) @ ijkToLps
        addVolume(self.arrays["label-6_T2w"].astype(np.float32), self.ijkToRas, role="T2")

    def addMasks(self, name, names):
        """Add the labels of a mask as segments, named label by label."""
        labels = self.arrays[name]
        present = [label for label in np.unique(labels) if label]
        renumbered = np.searchsorted([0, *present], labels).astype(np.uint8)
        return addSegmentation(renumbered, self.ijkToRas, [names(label) for label in present])

    def testErodedMarrowIsThePublishedOne(self):
        """Published 69.1 for corpus eroded by two voxels of 1.5 mm; CSF and disc by one, 3.43 and 0.60 of it.

        In steps to the six neighbors it takes off 3 mm along the axes and less between them; here it is a distance.
        """
        node = self.addMasks("seg-subreg_label-6_msk", lambda label: f"Segment_{label}")
        found = {reference.source.name: reference for reference in useAsReferences([node], 3.0)}
        self.assertEqual({name: reference.role for name, reference in found.items()},
                         {"Segment_49": "marrow", "Segment_60": "cord", "Segment_100": "disc"})
        self.assertEqual(found["Segment_49"].erosion, 3.0)
        self.assertTrue(found["Segment_60"].isLess, "the cord is thin here")
        found["Segment_100"].source.setErosion(1.5)
        canal = sources(node)["Segment_61"]
        canal.setRole("csf")
        canal.setErosion(1.5)
        means = {region.role: measure(readSeries().image, region.shape).statistics["mean"]
                 for region in RegionReader().regions(slicer.mrmlScene)}
        self.assertAlmostEqual(means["marrow"], 69.1, delta=0.05)
        self.assertAlmostEqual(means["csf"] / means["marrow"], 3.43, delta=0.005)
        self.assertAlmostEqual(means["disc"] / means["marrow"], 0.60, delta=0.005)

    def testBodiesOfWholeVertebrae(self):
        """The corpus label of the subregion mask tells where the bodies are; the topmost vertebra is cut."""
        names = {5: "vertebrae_L2", 6: "vertebrae_L3", 7: "vertebrae_L4"}
        self.addMasks("seg-vert_label-6_msk", lambda label: names.get(label, f"other {label}"))
        found = VertebraReader().vertebrae(slicer.mrmlScene)
        self.assertEqual(set(found), {"L3", "L4"})
        corpus = self.arrays["seg-subreg_label-6_msk"] == 49
        for label, level in ((6, "L3"), (7, "L4")):
            indices = np.argwhere(corpus & (self.arrays["seg-vert_label-6_msk"] == label))[:, ::-1].mean(axis=0)
            center = self.ijkToRas[:3, :3] @ indices + self.ijkToRas[:3, 3]
            self.assertLess(np.linalg.norm(np.subtract(found[level], center)), 1.0)

    def testMarginOfWholeVertebraeLeavesTheBody(self):
        self.addMasks("seg-vert_label-6_msk", lambda label: {6: "vertebrae_L3", 7: "vertebrae_L4"}.get(label, "x"))
        useAsReferences([slicer.util.getNode("segmentation")])
        regions = RegionReader().regions(slicer.mrmlScene)
        self.assertEqual([region.level.text() for region in regions], ["L3", "L4"])
        for region in regions:
            self.assertAlmostEqual(measure(readSeries().image, region.shape).statistics["mean"], 69.1, delta=1.0)

    def testNumbersOfThisMaskAreNoLevels(self):
        """They are those of a cropped instance mask: 5 to 7 would be cervical vertebrae, 37 mm apart."""
        self.addMasks("seg-vert_label-6_msk", lambda label: f"Segment_{label}")
        vertebrae = VertebraReader().vertebrae(slicer.mrmlScene)
        self.assertEqual(set(vertebrae), {"C6", "C7"})
        geometry = lesionGeometry(Case((), (), {}, "", vertebrae=vertebrae))
        self.assertRegex(geometry.warnings[0], "C7 lies 37 mm below C6")


if __name__ == "__main__":
    unittest.main()
