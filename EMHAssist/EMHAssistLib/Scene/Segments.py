"""What a segment was made as: voxels, or a closed surface of which Slicer has made voxels."""

from __future__ import annotations

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Measurement import Mask, Mesh
from .Transforms import matrixToWorld

# What Slicer calls the representations of segments.
LABELMAP, SURFACE, FRACTIONS = "Binary labelmap", "Closed surface", "Fractional labelmap"


def drawnAs(node, segmentId: str):
    """Return the representation that a segment was made as, and its name; None where it has none.

    That is the source representation of its segmentation. But Slicer takes surfaces into a segmentation of voxels as
    well, makes voxels of them at once, and keeps both.
    """
    segmentation = node.GetSegmentation()
    segment = segmentation.GetSegment(segmentId)
    source = segmentation.GetSourceRepresentationName()
    names = [source] if source in (LABELMAP, SURFACE, FRACTIONS) else [SURFACE, LABELMAP]
    if source == LABELMAP and surfaceCameFirst(segment):
        names = [SURFACE]
    name = next((name for name in (*names, LABELMAP, SURFACE, source) if segment.GetRepresentation(name)), source)
    return segment.GetRepresentation(name), name


def surfaceCameFirst(segment) -> bool:
    """Tell whether the voxels of a segment were made of its surface: they are younger, and as large.

    Where voxels are drawn, Slicer makes the surface of them, and makes it anew or takes it away when they are changed.
    """
    surface, labelmap = segment.GetRepresentation(SURFACE), segment.GetRepresentation(LABELMAP)
    if surface is None or labelmap is None or surface.GetMTime() >= labelmap.GetMTime():
        return False
    try:
        mask = voxelsOf(labelmap, segment.GetLabelValue())
    except ValueError:
        # Of a surface that is there twice, or lies between the centers of voxels, Slicer makes none at all.
        return labelmap.GetNumberOfScalarComponents() == 1
    drawn = mask.boundsIn(np.eye(4))
    bounds = np.reshape(surface.GetBounds(), (3, 2)).T
    return bool((np.abs(drawn - bounds) <= 1.01 * np.abs(mask.toWorld[:3, :3]).sum(axis=1)).all())


def keepSurfaces(node) -> None:
    """Make surfaces the source representation where all segments were made as such, so that they are saved, too: Slicer
    saves the source alone. Other representations stay."""
    segmentation = node.GetSegmentation()
    segments = [segmentation.GetSegment(segmentId) for segmentId in segmentation.GetSegmentIDs()]
    if segmentation.GetSourceRepresentationName() == LABELMAP and all(map(surfaceCameFirst, segments)):
        labelmaps = [segment.GetRepresentation(LABELMAP) for segment in segments]
        segmentation.SetSourceRepresentationName(SURFACE)
        for segment, labelmap in zip(segments, labelmaps):
            segment.AddRepresentation(LABELMAP, labelmap)


def surfaceOf(node, surface) -> Mesh:
    """Return a surface in world space; polygons and strips are cut into triangles.

    :raises ValueError: it is empty or not closed, or a parent transform is not linear
    """
    if not surface.GetNumberOfPolys() and not surface.GetNumberOfStrips():
        raise ValueError("the segment is empty")
    cut = vtk.vtkTriangleFilter()
    cut.SetInputData(surface)
    cut.PassLinesOff()
    cut.PassVertsOff()
    cut.Update()
    triangles = vtk_to_numpy(cut.GetOutput().GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return Mesh(matrixToWorld(node), vtk_to_numpy(cut.GetOutput().GetPoints().GetData()), triangles)


def voxelsOf(labelmap, label: int | None) -> Mask:
    """Return the voxels of a label map with one label, no larger than what bears it, in the space of the label map.

    :param label: None for a label map whose values are how much of each voxel is inside, 0 to 1 or as its field data
        say, as SlicerRT writes them
    :raises ValueError: there is none, or the voxels have several values each
    """
    extent = labelmap.GetExtent()
    scalars = labelmap.GetPointData().GetScalars()
    if scalars is None or extent[0] > extent[1]:
        raise ValueError("the segment is empty")
    if scalars.GetNumberOfComponents() != 1:
        raise ValueError(f"the label map of the segment has {scalars.GetNumberOfComponents()} values in each voxel, "
                         "not one; make the segment again")
    shape = [extent[2 * axis + 1] - extent[2 * axis] + 1 for axis in (2, 1, 0)]
    values = vtk_to_numpy(scalars).reshape(shape)
    if label is None:
        stated = labelmap.GetFieldData().GetArray("ScalarRange")
        low, high = stated.GetTuple2(0) if stated is not None else (0.0, 1.0)
        array = np.clip((values.astype(np.float64) - low) / (high - low), 0, 1)
    else:
        array = values == label
    imageToWorld = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(imageToWorld)
    toWorld = slicer.util.arrayFromVTKMatrix(imageToWorld)
    # The segments of a segmentation share a label map, which is as large as all of them together.
    first, last = Mask(toWorld, array).occupied
    if (first == last).any():
        raise ValueError("the segment is empty")
    firstVoxel = np.eye(4)
    firstVoxel[:3, 3] = np.add(extent[::2], first)
    array = array[first[2]:last[2], first[1]:last[1], first[0]:last[0]].copy()
    return Mask(toWorld @ firstVoxel, array)
