"""Parent transforms of every kind of node: linear ones measure as hardened, that of a tilted gantry as a shear, others
are refused with the reason."""

import unittest

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from EMHAssistCases.SceneCase import (
    SceneCase,
    addAcquisitionTransform,
    addBendingTransform,
    addRoi,
    addTransform,
    addVolume,
    readRegion,
    readSeries,
)
from EMHAssistLib.Case import Displacement
from EMHAssistLib.Measurement import measure
from EMHAssistLib.Scene import Volumes
from EMHAssistLib.Scene.Alignments import align, undoAlignment
from EMHAssistLib.Scene.CurveNodes import addCurve
from EMHAssistLib.Scene.Regions import RegionSource
from EMHAssistLib.Scene.Transforms import elementsToWorld, isMoved

IJK_TO_RAS = np.array([[-0.9, 0, 0.1, 18], [0, -0.8, 0, 16], [0.12, 0, 1.5, -30], [0, 0, 0, 1]])


def rigid():
    """Return a (4, 4) rotation and shift."""
    transform = vtk.vtkTransform()
    transform.Translate(2, -3, 4)
    transform.RotateWXYZ(25, 1, 2, 3)
    return slicer.util.arrayFromVTKMatrix(transform.GetMatrix())


def affine():
    """Return a (4, 4) matrix that also scales and shears."""
    return rigid() @ np.array([[1.2, 0.2, 0, 0], [0, 0.9, 0.1, 0], [0.1, 0, 1.1, 0], [0, 0, 0, 1.0]])


class TransformsTest(SceneCase):
    """Voxels that rise along all axes, so that a region that is somewhere else measures something else."""

    def setUp(self):
        super().setUp()
        k, j, i = np.indices((40, 40, 40))
        noise = np.random.default_rng(9).integers(0, 100, i.shape)
        self.volume = addVolume((10 * i + 15 * j + 20 * k + noise).astype(np.int16), IJK_TO_RAS)

    def addSegmentation(self):
        """Add a segment that is a block of voxels."""
        labels = np.zeros((20, 20, 20), np.uint8)
        labels[5:12, 4:15, 6:14] = 1
        labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
        toRas = np.diag([1.0, 1.0, 1.2, 1.0])
        toRas[:3, 3] = -10
        labelNode.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(toRas))
        slicer.util.updateVolumeFromArray(labelNode, labels)
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode")
        slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
        slicer.mrmlScene.RemoveNode(labelNode)
        RegionSource(node, node.GetSegmentation().GetNthSegmentID(0)).setRole("marrow")
        return node

    def addCurve(self):
        """Add a curve in a plane that is not that of the voxels."""
        angles = np.arange(12) * np.pi / 6
        points = np.column_stack([9 * np.cos(angles), 7 * np.sin(angles), 2 * np.cos(angles)])
        return addCurve(slicer.mrmlScene, "curve", "marrow", points, 4)

    def measured(self):
        """Return the statistics of the only region on the only series."""
        region, series = readRegion(), readSeries()
        self.assertEqual((region.problem, series.problem), ("", ""))
        statistics = measure(series.image, region.shape).statistics
        return np.array([statistics[name] for name in ("n", "mean", "sd", "volume_mm3")])

    def checkAsHardened(self, node, matrix):
        """Check that a node under a chain of transforms measures as the same node with the chain hardened."""
        before = self.measured()
        half, rest = addTransform(matrix), addTransform(rigid())
        half.SetAndObserveTransformNodeID(rest.GetID())
        node.SetAndObserveTransformNodeID(half.GetID())
        under = self.measured()
        self.assertNotAlmostEqual(under[1], before[1], places=3)
        node.HardenTransform()
        self.assertIsNone(node.GetParentTransformNode())
        np.testing.assert_allclose(self.measured(), under, rtol=1e-4)

    def testRoi(self):
        # Slicer keeps the axes of a hardened ROI at right angles: under shear only the formula of the body tells, which
        # the rotated ROI does.
        for shape in ("Ellipsoid", "Box"):
            with self.subTest(shape):
                node = addRoi((1, -2, 3), (17.3, 12.1, 14.7), shape=shape)
                self.checkAsHardened(node, rigid())
                slicer.mrmlScene.RemoveNode(node)

    def testCurve(self):
        for matrix in (rigid(), affine()):
            node = self.addCurve()
            self.checkAsHardened(node, matrix)
            slicer.mrmlScene.RemoveNode(node)

    def testSegmentation(self):
        # Hardening a transform with shear resamples a label map.
        self.addSegmentation()
        self.checkAsHardened(slicer.util.getNode("vtkMRMLSegmentationNode*"), rigid())

    def testVolume(self):
        for matrix in (rigid(), affine()):
            node = addRoi((1, -2, 3), (17.3, 12.1, 14.7))
            self.checkAsHardened(self.volume, matrix)
            slicer.mrmlScene.RemoveNode(node)

    def testSceneThatMovesAsAWholeMeasuresTheSame(self):
        for addNode in (lambda: addRoi((1, -2, 3), (17.3, 12.1, 14.7)), self.addCurve, self.addSegmentation):
            node = addNode()
            before = self.measured()
            transform = addTransform(rigid())
            for moved in (node, self.volume):
                moved.SetAndObserveTransformNodeID(transform.GetID())
            # One voxel further, the mean would be 2 to 3 % larger.
            np.testing.assert_allclose(self.measured(), before, rtol=2e-3)
            slicer.mrmlScene.RemoveNode(node)
            self.volume.SetAndObserveTransformNodeID(None)

    def testTransformsThatAreNotLinearAreRefused(self):
        above = addTransform(rigid())
        for addNode in (lambda: addRoi((1, -2, 3), (17.3, 12.1, 14.7)), self.addCurve, self.addSegmentation):
            node = addNode()
            bending = addBendingTransform()
            above.SetAndObserveTransformNodeID(bending.GetID())
            for parent in (bending, above):
                node.SetAndObserveTransformNodeID(parent.GetID())
                self.assertIn("not linear", readRegion().problem)
            node.SetAndObserveTransformNodeID(None)
            self.assertEqual(readRegion().problem, "")
            self.volume.SetAndObserveTransformNodeID(above.GetID())
            self.assertIn("not linear", readSeries().problem)
            self.volume.SetAndObserveTransformNodeID(None)
            slicer.mrmlScene.RemoveNode(node)

    def tilted(self):
        """Put the volume under the acquisition transform of a gantry that is tilted by 15 degrees.

        :return: (4, 4) voxel indices to RAS mm where the scanner says that they are
        """
        shift = np.tan(np.radians(15)) * np.linalg.norm(IJK_TO_RAS[:3, 2]) * IJK_TO_RAS[:3, 1] / 0.8
        addAcquisitionTransform(self.volume, np.arange(40)[:, None] * shift)
        there = IJK_TO_RAS.copy()
        there[:3, 2] += shift
        return there

    def testTiltedGantryIsMeasuredThrough(self):
        there = self.tilted()
        np.testing.assert_allclose(readSeries().image.ijkToWorld, there, atol=1e-6)
        addRoi((1, -2, 3), (17.3, 12.1, 14.7))
        under = self.measured()
        self.volume.SetAndObserveTransformNodeID(None)
        self.assertNotAlmostEqual(self.measured()[1], under[1], places=0)
        self.volume.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(there))
        np.testing.assert_allclose(self.measured(), under, rtol=1e-6)

    def testRegionsUnderATiltedGantryToo(self):
        """What is drawn under the transform of the volume stays on the same voxels."""
        for addNode in (lambda: addRoi((1, -2, 3), (17.3, 12.1, 14.7)), self.addCurve, self.addSegmentation):
            node = addNode()
            before = self.measured()
            self.tilted()
            node.SetAndObserveTransformNodeID(self.volume.GetTransformNodeID())
            # A slab is as thick across the sheared outline as across the straight one, to a percent or two.
            np.testing.assert_allclose(self.measured(), before, rtol=0.03)
            slicer.mrmlScene.RemoveNode(node)
            self.volume.SetAndObserveTransformNodeID(None)

    def testItSaysWhatTheHeaderSays(self):
        """The volume is where its header puts it: its frame of reference is still that of the header."""
        Volumes.setMetadata(self.volume, {"FrameOfReferenceUID": "1.2.3"})
        frame = readSeries().frameOfReference
        self.assertTrue(frame)
        self.tilted()
        self.assertEqual((readSeries().frameOfReference, isMoved(self.volume)), (frame, False))
        self.volume.SetAndObserveTransformNodeID(addTransform(rigid()).GetID())
        self.assertEqual((readSeries().frameOfReference, isMoved(self.volume)), ("", True))

    def testPositionsThatAreRounded(self):
        rounding = np.random.default_rng(3).uniform(-0.05, 0.05, (40, 1)) * [0, 0, 1]
        addAcquisitionTransform(self.volume, rounding)
        np.testing.assert_allclose(readSeries().image.ijkToWorld, IJK_TO_RAS, atol=0.05)

    def testUnevenSlicesAreRefusedWithWhatIsTrue(self):
        gap = np.zeros((40, 3))
        for lost in (20, 38):
            with self.subTest(lost=lost):
                gap[lost:] = IJK_TO_RAS[:3, 2]
                addAcquisitionTransform(self.volume, gap)
                problem = readSeries().problem
                self.assertRegex(problem, r"^[^\n]*unevenly spaced[^\n]*resamples[^\n]*tissue is not where it was")
                self.assertNotIn("remove it", problem)

    def testOneSliceElsewhereIsFound(self):
        """Between the places that are looked at first."""
        gap = np.zeros((40, 3))
        gap[6] = 0.09, 0, 0
        addAcquisitionTransform(self.volume, gap)
        self.assertIn("unevenly spaced", readSeries().problem)

    def testTheTransformIsLookedAtAgainOnceItChanges(self):
        self.tilted()
        node = self.volume.GetParentTransformNode()
        before = elementsToWorld(self.volume)
        self.assertIs(elementsToWorld(self.volume), before)
        above = addTransform(rigid())
        node.SetAndObserveTransformNodeID(above.GetID())
        moved = np.reshape(elementsToWorld(self.volume), (4, 4))
        np.testing.assert_allclose(moved, rigid() @ np.reshape(before, (4, 4)), atol=1e-6)
        grid = node.GetTransformToParent().GetDisplacementGrid()
        vtk_to_numpy(grid.GetPointData().GetScalars())[80:] += 1
        grid.Modified()
        self.assertIsInstance(elementsToWorld(self.volume), str)

    def testEmptyVoxelsAroundSegmentsDoNotCount(self):
        """Slicer saves a label map without them, and how far a transform is off depends on where one looks."""
        node = self.addSegmentation()
        segment = node.GetSegmentation().GetNthSegment(0)
        node.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        before = elementsToWorld(node)
        self.assertIn("it bends it, by", before)
        labelmap = segment.GetRepresentation("Binary labelmap")
        extent = np.array(labelmap.GetExtent())
        larger = slicer.vtkOrientedImageData()
        slicer.vtkOrientedImageDataResample.CopyImage(labelmap, larger)
        slicer.vtkOrientedImageDataResample.PadImageToContainImage(labelmap, self.padded(labelmap), larger)
        segment.RemoveRepresentation("Binary labelmap")
        segment.AddRepresentation("Binary labelmap", larger)
        self.assertTrue((np.array(larger.GetExtent()) != extent).any())
        self.assertEqual(elementsToWorld(node), before)

    def testSurfacesUnderABendingTransform(self):
        """VTK's own classes for surfaces have no hash as soon as something has loaded them."""
        import vtkmodules.util.data_model  # noqa: F401

        sphere = vtk.vtkSphereSource()
        sphere.SetRadius(8)
        sphere.Update()
        node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "surface")
        node.GetSegmentation().SetSourceRepresentationName("Closed surface")
        node.AddSegmentFromClosedSurfaceRepresentation(sphere.GetOutput(), "surface", [1.0, 0.0, 0.0])
        node.SetAndObserveTransformNodeID(addBendingTransform().GetID())
        self.assertIn("it bends it, by", elementsToWorld(node))

    @staticmethod
    def padded(labelmap):
        """Return an image that reaches five voxels farther along each axis."""
        image = slicer.vtkOrientedImageData()
        image.SetExtent(*(np.array(labelmap.GetExtent()) + [-5, 5] * 3).tolist())
        matrix = vtk.vtkMatrix4x4()
        labelmap.GetImageToWorldMatrix(matrix)
        image.SetImageToWorldMatrix(matrix)
        return image

    def testAlignmentOfATiltedVolume(self):
        there = self.tilted()
        parent = self.volume.GetParentTransformNode()
        reference = addVolume(np.ones((4, 4, 4), np.int16), name="reference", role="T2")
        self.volume.SetNodeReferenceID("EMHAssist.DisplacedFrom", reference.GetID())
        align(slicer.mrmlScene, self.volume, Displacement(onto="T2", shift=(0.0, 3.0, -20.0), turn=(0.0, 0.0, 0.0),
                                                          middle=(0.0, 0.0, 0.0), largest=20.2))
        moved = there.copy()
        moved[:3, 3] -= 0.0, 3.0, -20.0
        image = next(one.image for one in Volumes.series(slicer.mrmlScene) if one.role == "T1")
        np.testing.assert_allclose(image.ijkToWorld, moved, atol=1e-6)
        undoAlignment(slicer.mrmlScene, self.volume)
        self.assertIs(self.volume.GetParentTransformNode(), parent)


if __name__ == "__main__":
    unittest.main()
