"""A MRML scene without an application, and the nodes of a case in it."""

from __future__ import annotations

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Scene.Regions import RegionSource
from ..Scene.Segments import FRACTIONS, LABELMAP
from .ImageFile import ImageVoxels


def newScene():
    """Return a vtkMRMLScene that knows markups and segmentations."""
    scene = slicer.vtkMRMLScene()
    # Markups look for it when they are added.
    scene.AddNewNodeByClass("vtkMRMLSelectionNode")
    # They register their nodes, storage nodes included, with the scene.
    for logic in (slicer.vtkSlicerMarkupsLogic(), slicer.vtkSlicerSegmentationsModuleLogic()):
        logic.SetMRMLScene(scene)
    return scene


def addVolume(scene, name: str, voxels: ImageVoxels):
    """Add a volume node.

    :return: vtkMRMLScalarVolumeNode; vtkMRMLVectorVolumeNode for several components a voxel
    """
    isScalar = voxels.array.ndim == 3
    node = scene.AddNewNodeByClass("vtkMRMLScalarVolumeNode" if isScalar else "vtkMRMLVectorVolumeNode", name)
    # Volume nodes hold no 64-bit integers. Those of images are exact in float64.
    array = voxels.array.astype(np.float64) if voxels.array.dtype in (np.int64, np.uint64) else voxels.array
    slicer.util.updateVolumeFromArray(node, array)
    node.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(voxels.ijkToRas))
    return node


def addSegment(scene, name: str, mask: np.ndarray, ijkToRas: np.ndarray) -> RegionSource:
    """Add a segmentation node with one segment.

    :param mask: (K, J, I) of bool, or of the fraction of each voxel that is inside
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters
    """
    labelmap = slicer.vtkOrientedImageData()
    labelmap.SetDimensions(mask.shape[::-1])
    isWhole = mask.dtype.kind == "b"
    labelmap.AllocateScalars(vtk.VTK_UNSIGNED_CHAR if isWhole else vtk.VTK_DOUBLE, 1)
    vtk_to_numpy(labelmap.GetPointData().GetScalars())[:] = mask.ravel()
    labelmap.SetImageToWorldMatrix(slicer.util.vtkMatrixFromArray(ijkToRas))
    segment = slicer.vtkSegment()
    segment.SetName(name)
    segment.AddRepresentation(LABELMAP if isWhole else FRACTIONS, labelmap)
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
    node.GetSegmentation().SetSourceRepresentationName(LABELMAP if isWhole else FRACTIONS)
    segmentId = node.GetSegmentation().GenerateUniqueSegmentID(name)
    node.GetSegmentation().AddSegment(segment, segmentId)
    return RegionSource(node, segmentId)


def setRegionName(source: RegionSource, name: str) -> None:
    """Rename a markups node or a segment."""
    named = source.node.GetSegmentation().GetSegment(source.segmentId) if source.segmentId else source.node
    named.SetName(name)
