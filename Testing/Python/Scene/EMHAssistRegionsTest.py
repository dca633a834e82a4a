"""Regions and volumes of a MRML scene: roles that stay with the nodes, shapes that are where the nodes are."""

import itertools
import unittest
from math import pi

import numpy as np
import slicer
import vtk

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
from EMHAssistLib.Analysis import analyze
from EMHAssistLib.Case import Case
from EMHAssistLib.Input.CaseScene import addSegment
from EMHAssistLib.Measurement import Image, Mask, Mesh, measure, sample
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.RegionReader import RegionReader
from EMHAssistLib.Scene.Regions import REGION_ROLE_ATTRIBUTE, RegionSource
from EMHAssistLib.Scene.RoiNodes import newRoi


class RolesTest(SceneCase):
    """Roles live on the nodes."""

    def setUp(self):
        super().setUp()
        self.volume = addVolume(np.zeros((4, 5, 6), np.int16), role="STIR", name="some series")
        self.roi = addRoi((1, 2, 3), (4, 5, 6), role="epidural_lesion", name="mass")

    def testSurviveSaveAndReload(self):
        reopenScene()
        self.assertEqual(Volumes.role(slicer.util.getNode("some series")), "STIR")
        source = RegionSource(slicer.util.getNode("mass"))
        self.assertEqual((source.role, source.shape), ("epidural_lesion", "Ellipsoid"))
        np.testing.assert_allclose(source.node.GetSize(), (4, 5, 6))

    def testNotesReachTheRegionAndSurvive(self):
        """What a reader had to decide stays with a ROI and a segment, and is among the warnings."""
        notes = ("drawn on every second slice: the slices between were filled", "a \"quoted\" | barred: one")
        read = (notes[0], notes[1].replace("|", "/"))
        segment = addSegment(slicer.mrmlScene, "segment", np.ones((2, 2, 2), bool), np.eye(4))
        segment.setRole("marrow")
        for source in (RegionSource(self.roi), segment):
            source.setNotes(notes)
        regions = RegionReader().regions(slicer.mrmlScene)
        self.assertEqual([region.notes for region in regions], [read, read])
        case = Case(Volumes.series(slicer.mrmlScene), regions, {}, "uniform")
        self.assertIn("mass: drawn on every second slice: the slices between were filled.",
                      analyze(case, None).warnings)
        reopenScene()
        self.assertEqual([region.notes for region in RegionReader().regions(slicer.mrmlScene)], [read, read])
        segment = RegionSource(slicer.util.getNode("segment"), segment.segmentId)
        segment.setNotes(())
        self.assertEqual(segment.notes, ())

    def testSurviveCopy(self):
        volume = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode")
        volume.Copy(self.volume)
        roi = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode")
        roi.Copy(self.roi)
        self.assertEqual(Volumes.role(volume), "STIR")
        self.assertEqual((RegionSource(roi).role, RegionSource(roi).shape), ("epidural_lesion", "Ellipsoid"))

    def testSurviveUndo(self):
        scene = slicer.mrmlScene
        scene.SetUndoOn()
        try:
            self.roi.SetUndoEnabled(True)
            scene.SaveStateForUndo()
            RegionSource(self.roi).setRole("marrow")
            scene.Undo()
            self.assertEqual(RegionSource(slicer.util.getNode("mass")).role, "epidural_lesion")
        finally:
            scene.ClearUndoStack()
            scene.SetUndoOff()

    def testUnknownRolesAreRefusedAndChangeNothing(self):
        with self.assertRaisesRegex(ValueError, "Unknown sequence role 'PET'.*T1"):
            Volumes.setRole(self.volume, "PET")
        with self.assertRaisesRegex(ValueError, "Unknown region role 'liver'.*marrow"):
            RegionSource(self.roi).setRole("liver")
        with self.assertRaisesRegex(ValueError, "Unknown shape 'Cone'"):
            RegionSource(self.roi).setShape("Cone")
        self.assertEqual((Volumes.role(self.volume), RegionSource(self.roi).role), ("STIR", "epidural_lesion"))

    def testUnknownRoleInASceneIsAProblemNotAnException(self):
        self.roi.SetAttribute(REGION_ROLE_ATTRIBUTE, "liver")
        self.assertIn("Unknown region role 'liver'", readRegion().problem)

    def testARoiSamplesUnlessTheUserSaysThatItOutlines(self):
        source = RegionSource(self.roi)
        for isOutline in (False, True, False):
            source.setOutline(isOutline)
            self.assertEqual((source.isOutline, readRegion().isOutline), (isOutline, isOutline))

    def testGuessFollowsTheNameUntilTheUserChooses(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "volume")
        Volumes.guessRole(node)
        self.assertEqual(Volumes.role(node), "")
        node.SetName("sag t2 tse")
        Volumes.guessRole(node)
        self.assertEqual(Volumes.role(node), "T2")

    def testGuessNeverOverridesTheUser(self):
        node = addVolume(np.zeros((2, 2, 2), np.int16), name="sag t2", role="T1")
        Volumes.guessRole(node)
        self.assertEqual(Volumes.role(node), "T1")
        Volumes.setRole(node, "")
        self.assertIsNone(Volumes.guessRole(node))
        self.assertEqual(Volumes.role(node), "")

    def testSeriesOfOneRoleAreNumbered(self):
        addVolume(np.zeros((2, 2, 2), np.int16), role="STIR")
        self.assertEqual([series.label for series in Volumes.series(slicer.mrmlScene)], ["STIR", "STIR (2)"])


class RoiShapeTest(SceneCase):
    """A ROI node is measured where Slicer shows it; volumes are checked against the formula of the body."""

    def setUp(self):
        super().setUp()
        ijkToRas = np.diag([0.5, 0.5, 0.5, 1.0])
        ijkToRas[:3, 3] = -30
        addVolume(np.ones((120, 120, 120), np.uint8), ijkToRas)

    def measuredVolume(self):
        region = readRegion()
        self.assertEqual(region.problem, "")
        return measure(readSeries().image, region.shape).statistics["volume_mm3"]

    def testEllipsoidAndBox(self):
        node = addRoi((1, -2, 3), (20, 16, 12))
        self.assertAlmostEqual(self.measuredVolume() / (4 / 3 * pi * 10 * 8 * 6), 1, delta=0.01)
        RegionSource(node).setShape("Box")
        self.assertAlmostEqual(self.measuredVolume(), 20 * 16 * 12)

    def testBoxIsSlicersDefault(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsROINode")
        self.assertEqual(RegionSource(node).shape, "Box")

    def testTransformsWithScalingAndShear(self):
        node = addRoi((1, -2, 3), (10, 8, 12))
        matrix = np.array([[1.5, 0.4, 0.0, 2], [0.0, 0.8, 0.3, -3], [0.2, 0.0, 1.1, 1], [0, 0, 0, 1]])
        node.SetAndObserveTransformNodeID(addTransform(matrix).GetID())
        expected = 4 / 3 * pi * 5 * 4 * 6 * np.linalg.det(matrix)
        self.assertAlmostEqual(self.measuredVolume() / expected, 1, delta=0.01)
        center = readRegion().shape.toWorld[:3, 3]
        np.testing.assert_allclose(center, (matrix @ [1, -2, 3, 1])[:3])

    def testVoxelsAreThoseSlicerCallsInside(self):
        node = addRoi((2.2, -3.1, 4.7), (13, 9, 17), shape="Box")
        matrix = vtk.vtkTransform()
        matrix.RotateWXYZ(35, 1, 2, 3)
        node.SetAndObserveTransformNodeID(addTransform(slicer.util.arrayFromVTKMatrix(matrix.GetMatrix())).GetID())
        shape = readRegion().shape
        random = np.random.default_rng(7)
        for point in random.uniform(-12, 12, (500, 3)):
            # A single voxel, so small that no surface crosses it by chance.
            voxel = np.diag([1e-4, 1e-4, 1e-4, 1.0])
            voxel[:3, 3] = point
            weight = sample(Image(np.zeros((1, 1, 1)), voxel), shape).weights.sum()
            self.assertEqual(weight, float(node.IsPointInROIWorld(list(point))), point)

    def testVolumeUnderATransform(self):
        volume = slicer.util.getNode("volume")
        volume.SetAndObserveTransformNodeID(addTransform(np.diag([1, 2, 1, 1])).GetID())
        addRoi((0, 0, 0), (10, 10, 10), shape="Box")
        self.assertAlmostEqual(readSeries().image.voxelVolume, 0.25)
        self.assertAlmostEqual(self.measuredVolume(), 1000)

    def testWhatCannotBeMeasuredSaysWhy(self):
        node = addRoi((0, 0, 0), (10, 10, 10))
        node.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        self.assertIn("not linear", readRegion().problem)
        node.SetAndObserveTransformNodeID(None)
        self.assertEqual(readRegion().problem, "")
        node.SetSize(10, 0, 10)
        self.assertIn("flat", readRegion().problem)
        node.RemoveAllControlPoints()
        self.assertIn("not placed yet", readRegion().problem)

    def testAPartThatIsNotPlaced(self):
        """A curve through the points that happen to be placed would be another one."""
        node = addCurve(slicer.mrmlScene, "curve", "marrow", [(-9, -9, 0), (9, -9, 0), (9, 9, 0), (-9, 9, 0)], 4)
        self.assertEqual(readRegion().problem, "")
        node.UnsetNthControlPointPosition(1)
        self.assertIn("1 of its 4 control points are not placed", readRegion().problem)
        node.SetNthControlPointPosition(1, 9, -9, 0)
        self.assertEqual(readRegion().problem, "")

    def testOfASizeThatNothingHas(self):
        """Micrometers taken for millimeters, and meters."""
        for size, word in ((8000, "larger|more"), (0.008, "less")):
            node = addRoi((0, 0, 0), (size,) * 3)
            self.assertRegex(readRegion().problem, f"{word}.*its unit may be")
            slicer.mrmlScene.RemoveNode(node)

    def testWhatIsAboutToBePlacedIsNoRow(self):
        """It would come and go; it is one as soon as nobody is about to place it."""
        node = newRoi(slicer.mrmlScene, "waiting", "marrow", "Box")
        interaction = slicer.app.applicationLogic().GetInteractionNode()
        selection = slicer.app.applicationLogic().GetSelectionNode()
        selection.SetReferenceActivePlaceNodeClassName(node.GetClassName())
        selection.SetActivePlaceNodeID(node.GetID())
        interaction.SetCurrentInteractionMode(interaction.Place)
        self.assertEqual(RegionReader().regions(slicer.mrmlScene), ())
        interaction.SetCurrentInteractionMode(interaction.ViewTransform)
        self.assertIn("not placed yet", readRegion().problem)
        slicer.util.getNode("volume").SetAndObserveTransformNodeID(addBendingTransform().GetID())
        self.assertIn("not linear", readSeries().problem)


class SegmentTest(SceneCase):
    """Segments are regions too."""

    def setUp(self):
        super().setUp()
        random = np.random.default_rng(3)
        self.labels = random.integers(0, 3, (7, 8, 9)).astype(np.uint8)
        self.values = random.integers(0, 1000, (7, 8, 9)).astype(np.int16)
        self.ijkToRas = np.array([[0, 0.6, 0.8, 5], [-2, 0, 0, 6], [0, 0.8, -0.6, 7], [0, 0, 0, 1.0]])
        self.volume = addVolume(self.values, self.ijkToRas)
        labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        labelNode.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(self.ijkToRas))
        slicer.util.updateVolumeFromArray(labelNode, self.labels)
        self.node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "segmentation")
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, self.node)
        slicer.mrmlScene.RemoveNode(labelNode)
        self.ids = list(self.node.GetSegmentation().GetSegmentIDs())

    def testStatisticsAreThoseOfTheLabel(self):
        for label, segmentId in enumerate(self.ids, start=1):
            RegionSource(self.node, segmentId).setRole("marrow")
            measurement = measure(readSeries().image, readRegion().shape)
            expected = self.values[self.labels == label].astype(float)
            self.assertEqual(measurement.statistics["n"], expected.size)
            self.assertAlmostEqual(measurement.statistics["mean"], expected.mean(), places=9)
            self.assertEqual(measurement.statistics["coverage"], 1.0)
            RegionSource(self.node, segmentId).setRole("")

    def testSegmentThatDoesNotBeginAtTheFirstVoxel(self):
        """Slicer crops label maps to what is labeled."""
        labels = np.zeros_like(self.labels)
        labels[3:6, 4:7, 5:8] = 1
        labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        labelNode.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(self.ijkToRas))
        slicer.util.updateVolumeFromArray(labelNode, labels)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
        segmentId = node.GetSegmentation().GetNthSegmentID(0)
        self.assertNotEqual(node.GetSegmentation().GetSegment(segmentId).GetRepresentation(
            "Binary labelmap").GetExtent()[0], 0, "this test needs a cropped label map")
        RegionSource(node, segmentId).setRole("marrow")
        measurement = measure(readSeries().image, readRegion().shape)
        self.assertEqual(measurement.statistics["n"], 27)
        self.assertAlmostEqual(measurement.statistics["mean"], self.values[3:6, 4:7, 5:8].mean(), places=9)

    def testClosedSurfaceOnlySegmentKeepsItsRepresentations(self):
        surface = vtk.vtkSphereSource()
        surface.SetRadius(6)
        surface.SetThetaResolution(60)
        surface.SetPhiResolution(60)
        surface.Update()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        node.GetSegmentation().SetSourceRepresentationName("Closed surface")
        segmentId = node.AddSegmentFromClosedSurfaceRepresentation(surface.GetOutput(), "sphere")
        RegionSource(node, segmentId).setRole("marrow")
        region = readRegion()
        self.assertEqual(region.problem, "")
        volume = region.shape.volume
        self.assertAlmostEqual(volume / (4 / 3 * pi * 6 ** 3), 1, delta=0.05)
        segment = node.GetSegmentation().GetSegment(segmentId)
        self.assertIsNone(segment.GetRepresentation("Binary labelmap"))

    def surfaceNode(self, thickness, source="Binary labelmap", isOpen=False):
        """Return a segmentation with a box of 12 x 12 mm as a surface, and the ID of its segment."""
        cube, triangles = vtk.vtkCubeSource(), vtk.vtkTriangleFilter()
        cube.SetXLength(12)
        cube.SetYLength(12)
        cube.SetZLength(thickness)
        triangles.SetInputConnection(cube.GetOutputPort())
        triangles.Update()
        surface = triangles.GetOutput()
        if isOpen:
            surface.BuildCells()
            surface.DeleteCell(0)
            surface.RemoveDeletedCells()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "surface")
        node.SetReferenceImageGeometryParameterFromVolumeNode(self.coarse)
        node.GetSegmentation().SetSourceRepresentationName(source)
        return node, node.AddSegmentFromClosedSurfaceRepresentation(surface, "box", [1, 0, 0])

    @property
    def coarse(self):
        """A volume of voxels of 2 x 2 x 4 mm."""
        return addVolume(np.zeros((10, 24, 24), np.int16), np.diag([2.0, 2, 4, 1]))

    def testSurfaceIsMeasuredAsSuch(self):
        """Not as the voxels that Slicer makes of it; also where it was put into a segmentation of voxels, also from a
        saved scene, and through a transform that mirrors."""
        for source in ("Binary labelmap", "Closed surface"):
            node, segmentId = self.surfaceNode(5, source)
            RegionSource(node, segmentId).setRole("marrow")
            self.assertEqual((node.GetSegmentation().GetSourceRepresentationName(), readRegion().notes),
                             ("Closed surface", ()))
            self.assertAlmostEqual(readRegion().shape.volume, 720, places=3)
            node.SetAndObserveTransformNodeID(addTransform(np.diag([-1.0, 2, 1, 1])).GetID())
            self.assertAlmostEqual(readRegion().shape.volume, 1440, places=3)
            node.SetAndObserveTransformNodeID(None)
            reopenScene()
            self.assertAlmostEqual(readRegion().shape.volume, 720, places=3)
            slicer.mrmlScene.RemoveNode(slicer.util.getNode("surface"))

    def testSurfaceBesideVoxels(self):
        """A surface among segments that were drawn: measured as such, with a word that it is not saved so."""
        node, segmentId = self.surfaceNode(5)
        RegionSource(node, segmentId).setRole("")
        voxels = slicer.vtkSegment()
        voxels.AddRepresentation("Binary labelmap", self.node.GetSegmentation().GetSegment(self.ids[1])
                                 .GetRepresentation("Binary labelmap"))
        node.GetSegmentation().AddSegment(voxels, "voxels")
        RegionSource(node, segmentId).setRole("marrow")
        region = readRegion()
        self.assertAlmostEqual(region.shape.volume, 720, places=3)
        self.assertIn("source representation", region.notes[0])

    def testSurfaceOfWhichSlicerMakesNoVoxel(self):
        """One that is there twice: inside and outside cancel each other where it is made voxels."""
        cube, twice, triangles = vtk.vtkCubeSource(), vtk.vtkAppendPolyData(), vtk.vtkTriangleFilter()
        cube.SetCenter(21, 21, 18)
        for length in (cube.SetXLength, cube.SetYLength, cube.SetZLength):
            length(8)
        cube.Update()
        for _ in range(2):
            one = vtk.vtkPolyData()
            one.DeepCopy(cube.GetOutput())
            twice.AddInputData(one)
        triangles.SetInputConnection(twice.GetOutputPort())
        triangles.Update()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "surface")
        node.SetReferenceImageGeometryParameterFromVolumeNode(self.coarse)
        segmentId = node.AddSegmentFromClosedSurfaceRepresentation(triangles.GetOutput(), "box", [1, 0, 0])
        labelmap = node.GetSegmentation().GetSegment(segmentId).GetRepresentation("Binary labelmap")
        self.assertEqual(labelmap.GetScalarRange()[1] if labelmap.GetNumberOfPoints() else 0, 0)
        RegionSource(node, segmentId).setRole("marrow")
        self.assertAlmostEqual(readRegion().shape.volume, 512, places=3)
        self.assertIn("there twice", readRegion().notes[0])

    def testDrawnVoxelsCount(self):
        """A surface that was made of voxels is not measured."""
        self.assertTrue(self.node.GetSegmentation().CreateRepresentation("Closed surface"))
        RegionSource(self.node, self.ids[1]).setRole("marrow")
        self.assertIsInstance(readRegion().shape, Mask)

    def testDrawnVoxelsCountWhateverAScriptDoes(self):
        """Voxels that are younger than their surface: those of a copy, and those that were painted in silence."""
        segmentation = self.node.GetSegmentation()
        segment = segmentation.GetSegment(self.ids[1])

        def touch():  # so that nobody is told, who would take the surface away
            segment.GetRepresentation("Binary labelmap").GetPointData().GetScalars().Modified()
            self.assertGreater(segment.GetRepresentation("Closed surface").GetNumberOfPolys(), 0)

        for parameters in ({}, {"Decimation factor": "0.5"}, {"Smoothing factor": "0"}, {"Conversion method": "1"}):
            for name, value in parameters.items():
                segmentation.SetConversionParameter(name, value)
            segmentation.RemoveRepresentation("Closed surface")
            self.assertTrue(segmentation.CreateRepresentation("Closed surface"))
            RegionSource(self.node, self.ids[1]).setRole("marrow")
            volume = readRegion().shape.volume
            touch()
            self.assertIsInstance(readRegion().shape, Mask)
            self.assertEqual(readRegion().shape.volume, volume)
        labels = slicer.util.arrayFromSegmentInternalBinaryLabelmap(self.node, self.ids[1])
        first = tuple(np.argwhere(labels == segment.GetLabelValue())[0])
        labels[first] = 0
        touch()
        self.assertIsInstance(readRegion().shape, Mask)
        self.assertLess(readRegion().shape.volume, volume)
        labels[labels == segment.GetLabelValue()] = 0
        touch()
        self.assertIn("empty", readRegion().problem)

    def testCopyOfASurfaceIsMeasuredAsSuch(self):
        """Here one that has as many points and triangles as the surface of its voxels would have."""
        coarse = self.coarse
        for sides, rings in itertools.product(range(3, 12), range(6, 40)):
            sphere = vtk.vtkSphereSource()
            sphere.SetCenter(21.3, 20.8, 17)
            sphere.SetRadius(7)
            sphere.SetThetaResolution(sides)
            sphere.SetPhiResolution(rings)
            sphere.Update()
            node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
            node.SetReferenceImageGeometryParameterFromVolumeNode(coarse)
            segmentId = node.AddSegmentFromClosedSurfaceRepresentation(sphere.GetOutput(), "ball", [1, 0, 0])
            voxels = np.pad(slicer.util.arrayFromSegmentInternalBinaryLabelmap(node, segmentId), 1) > 0
            borders = sum(np.count_nonzero(np.diff(voxels, axis=axis)) for axis in range(3))
            if borders == sphere.GetOutput().GetNumberOfPoints():
                break
            slicer.mrmlScene.RemoveNode(node)
        else:
            self.fail("this test needs another sphere")
        copy = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        copy.Copy(node)
        slicer.mrmlScene.RemoveNode(node)
        RegionSource(copy, copy.GetSegmentation().GetNthSegmentID(0)).setRole("marrow")
        self.assertIsInstance(readRegion().shape, Mesh)

    def testWhatIsNeitherVoxelsNorClosedIsRefused(self):
        node, segmentId = self.surfaceNode(5, "Closed surface", isOpen=True)
        RegionSource(node, segmentId).setRole("marrow")
        self.assertIn("not closed", readRegion().problem)
        slicer.mrmlScene.RemoveNode(node)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        segment = slicer.vtkSegment()
        segment.AddRepresentation("Ribbon model", vtk.vtkPolyData())
        node.GetSegmentation().SetSourceRepresentationName("Ribbon model")
        node.GetSegmentation().AddSegment(segment, "ribbon")
        RegionSource(node, "ribbon").setRole("marrow")
        self.assertIn("stored as 'Ribbon model'", readRegion().problem)

    def testClosedSurfaceThatGrowsIsMeasuredAnew(self):
        surface = vtk.vtkSphereSource()
        surface.SetRadius(5)
        surface.Update()
        drawn = vtk.vtkPolyData()
        drawn.DeepCopy(surface.GetOutput())
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        node.GetSegmentation().SetSourceRepresentationName("Closed surface")
        segmentId = node.AddSegmentFromClosedSurfaceRepresentation(drawn, "sphere")
        RegionSource(node, segmentId).setRole("marrow")
        reader = RegionReader()
        (first,) = reader.regions(slicer.mrmlScene)
        (again,) = reader.regions(slicer.mrmlScene)
        self.assertIs(again.shape, first.shape)
        surface.SetRadius(8)
        surface.Update()
        drawn.DeepCopy(surface.GetOutput())
        (second,) = reader.regions(slicer.mrmlScene)
        volumes = [region.shape.volume for region in (first, second)]
        self.assertAlmostEqual(volumes[1] / volumes[0], (8 / 5) ** 3, delta=0.1)

    def testRoleSurvivesSaveAndReload(self):
        RegionSource(self.node, self.ids[1]).setRole("cord")
        reopenScene()
        self.assertEqual(readRegion().role, "cord")

    def testASegmentIsAnOutlineUnlessAMarginIsTakenOff(self):
        source = RegionSource(self.node, self.ids[0])
        self.assertTrue(source.isOutline)
        source.setErosion(1.0)
        self.assertFalse(source.isOutline)
        with self.assertRaisesRegex(ValueError, "outline"):
            source.setOutline(True)

    def testSegmentHasNoShapeToChoose(self):
        with self.assertRaisesRegex(ValueError, "segment"):
            RegionSource(self.node, self.ids[0]).setShape("Box")

    def testEmptySegmentBesideSurfaces(self):
        """Slicer saves none, so the region, which cannot be measured, would be gone without a word."""
        node, _segmentId = self.surfaceNode(5, "Closed surface")
        empty = RegionSource(node, node.GetSegmentation().AddEmptySegment("", "nothing"))
        empty.setRole("muscle")
        [region] = [region for region in RegionReader().regions(slicer.mrmlScene) if region.name == "nothing"]
        self.assertRegex(region.problem, "is empty, and Slicer does not save it")

    def testEmptySegment(self):
        segmentId = self.node.GetSegmentation().AddEmptySegment("empty")
        RegionSource(self.node, segmentId).setRole("marrow")
        self.assertIn("empty", readRegion().problem)


class VolumeTest(SceneCase):
    """Volumes that cannot be used say why."""

    def testVolumeWithoutVoxels(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLScalarVolumeNode", "empty")
        Volumes.setRole(node, "T1")
        self.assertIn("no voxels", readSeries().problem)

    def testMultiComponentVolume(self):
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLVectorVolumeNode", "color")
        slicer.util.updateVolumeFromArray(node, np.zeros((3, 4, 5, 3), np.uint8))
        Volumes.setRole(node, "T1")
        self.assertIn("3 values per voxel", readSeries().problem)

    def testVoxelsAreNotCopied(self):
        node = addVolume(np.zeros((4, 5, 6), np.int16))
        image = readSeries().image
        self.assertTrue(np.shares_memory(image.array, slicer.util.arrayFromVolume(node)))

    def testKeyFollowsVoxelsAndPlace(self):
        node = addVolume(np.zeros((4, 5, 6), np.int16))
        first = readSeries().key
        self.assertEqual(readSeries().key, first)
        slicer.util.arrayFromVolume(node)[0, 0, 0] = 1
        slicer.util.arrayFromVolumeModified(node)
        second = readSeries().key
        self.assertNotEqual(second, first)
        node.SetSpacing(2, 1, 1)
        self.assertNotEqual(readSeries().key, second)

    def testVoxelsStayTheSameObjectUnderAnotherName(self):
        """What was computed from them stays known: see Cache.call."""
        node, reader = addVolume(np.zeros((4, 5, 6), np.int16)), Volumes.SeriesReader()
        first, = reader.series(slicer.mrmlScene)
        self.assertIs(reader.series(slicer.mrmlScene)[0], first)
        node.SetName("another")
        Volumes.setRole(node, "T2")
        second, = reader.series(slicer.mrmlScene)
        self.assertEqual((first.role, second.role), ("T1", "T2"))
        self.assertIs(second.image, first.image)
        self.assertEqual(second.key, first.key)
        slicer.util.arrayFromVolumeModified(node)
        self.assertIsNot(reader.series(slicer.mrmlScene)[0].image, first.image)

    def testMetadataKeepsNothingPersonal(self):
        node = addVolume(np.zeros((2, 2, 2), np.int16))
        Volumes.setMetadata(node, {"PatientName": "Doe^Jane", "EchoTime": "90", "FrameOfReferenceUID": "1.2.3"})
        self.assertEqual(Volumes.metadata(node), {"EchoTime": "90", "FrameOfReferenceUID": "1.2.3"})

    def testOfNumbersThatCanBeLookedUpADigestIsKept(self):
        node, copy = (addVolume(np.zeros((4, 5, 6), np.int16)) for _ in range(2))
        Volumes.setMetadata(node, {"SeriesInstanceUID": "1.2.840.7", "DeviceSerialNumber": "4711", "FlipAngle": "90"})
        kept = Volumes.metadata(node)
        self.assertEqual(set(kept), {"SeriesInstanceUID", "DeviceSerialNumber", "FlipAngle"})
        self.assertNotRegex(" ".join(kept.values()), "1[.]2[.]840|4711")
        Volumes.setMetadata(copy, kept)
        self.assertEqual(Volumes.metadata(copy), kept)

    def testASeriesThatSomebodyMovedHasNoFrameOfReference(self):
        node = addVolume(np.zeros((4, 5, 6), np.int16))
        Volumes.setMetadata(node, {"FrameOfReferenceUID": "1.2.3"})
        self.assertEqual(readSeries().frameOfReference, "1.2.3")
        node.SetAndObserveTransformNodeID(addTransform(np.diag([1, 1, 1, 1]) + np.eye(4, k=3)).GetID())
        self.assertEqual(readSeries().frameOfReference, "")

    def testHowASeriesWasAcquiredComesFromHeaderAndName(self):
        node = addVolume(np.zeros((4, 5, 6), np.int16), name="SAG T1 FS")
        found = readSeries().acquisition
        self.assertEqual((found.fatSuppressed, found.speaksFor, found.mayBe), (True, "", ("T1FS", "T1post")))
        node.SetName("x")
        Volumes.setMetadata(node, {"Modality": "MR", "ScanningSequence": "GR", "SeriesDescription": "sag t1"})
        found = readSeries().acquisition
        self.assertEqual((found.family, found.speaksFor, found.modality), ("gradient_echo", "T1GRE", "MR"))
        attributes = [node.GetAttribute(name) or "" for name in node.GetAttributeNames()]
        self.assertFalse([value for value in attributes if "Doe" in value])

    def testTimeOfAcquisition(self):
        hours = [Volumes.acquisitionHours({"AcquisitionDate": "20240229", "AcquisitionTime": time})
                 for time in ("2330", "233000.123456")]
        nextDay = Volumes.acquisitionHours({"AcquisitionDate": "20240301", "AcquisitionTime": "003000"})
        self.assertEqual([nextDay - one for one in hours], [1.0, 1.0])
        for known in ({}, {"AcquisitionDate": "20240229"}, {"AcquisitionTime": "113015"},
                      {"AcquisitionDate": "20240229", "AcquisitionTime": "no time"}):
            self.assertTrue(np.isnan(Volumes.acquisitionHours(known)), known)


if __name__ == "__main__":
    unittest.main()
