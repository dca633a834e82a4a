"""Regions as they are measured: the shapes of ROI nodes, closed curves and segments in world space."""

from __future__ import annotations

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Cache import Cache
from ..Case import Region, SourceId
from ..Measurement import Mask, Shape, prismOfOutline
from ..Measurement.Erosion import eroded
from ..Naming.LevelSpan import LevelSpan, parseLevel
from ..RegionShapes import ROI_SHAPES, regionShape
from ..Roles import regionRole
from .Curves import SLAB_THICKNESS_ATTRIBUTE, curvePoints, slabThickness
from .Regions import RegionSource, isPlaced, regionSources
from .Transforms import elementsToWorld, matrixToWorld

_LABELMAP = "Binary labelmap"


class RegionReader:
    """Turns nodes into regions; those that have not changed are the same objects again."""

    def __init__(self):
        self._cache = Cache()

    def regions(self, scene) -> tuple[Region, ...]:
        """Return everything that has a region role and a place, in scene order."""
        regions = tuple(self._region(source) for source in regionSources(scene)
                        if source.role and (source.segmentId or isPlaced(source.node)))
        self._cache.sweep()
        return regions

    def _region(self, source: RegionSource) -> Region:
        place = _place(source)
        # The voxels of a segment need not be looked up again for another name.
        shape, problem = self._cache.get(place, lambda: _shape(source))
        return self._cache.call(_region, source.id, source.name, source.role, source.level, source.erosion,
                                source.isOutline, source.notes, place, shape, problem)


def _region(source: SourceId, name: str, role: str, level: str, erosion: float, isOutline: bool,
            notes: tuple[str, ...], place: tuple, shape: Shape | None, problem: str) -> Region:
    # As text, whose hash Python computes once: keys are looked up for each pair of region and series.
    key = repr(place)
    if erosion and shape is not None:
        name = f"{name} (eroded by {erosion:g} mm)"
    try:
        regionRole(role)
    except ValueError as error:
        shape, problem = None, str(error)
    return Region(name, role, key, shape, problem, _level(level), source, isOutline, notes)


def _level(text: str) -> LevelSpan:
    """Return the level that is written on a region; none where that is no level, as a script may have left it."""
    try:
        return parseLevel(text)
    except ValueError:
        return LevelSpan()


def _shape(source: RegionSource) -> tuple[Shape | None, str]:
    """Return the shape of a region in world space, or None and why there is none."""
    try:
        if source.segmentId:
            return _mask(source), ""
        if source.isCurve:
            return prismOfOutline(curvePoints(source.node), slabThickness(source.node)), ""
        return roiShape(source), ""
    except ValueError as error:
        return None, str(error)


def _place(source: RegionSource) -> tuple:
    """Return the node or segment and what changes whenever its shape in world space does."""
    node = source.node
    if source.segmentId:
        segmentation = node.GetSegmentation()
        segment = segmentation.GetSegment(source.segmentId)
        drawn = segment.GetRepresentation(_LABELMAP) or segment.GetRepresentation(
            segmentation.GetSourceRepresentationName())
        own = drawn.GetMTime() if drawn else 0, segment.GetLabelValue(), source.erosion
    elif source.isCurve:
        points = node.GetCurvePoints()
        own = (node.GetAttribute(SLAB_THICKNESS_ATTRIBUTE), node.GetNumberOfDefinedControlPoints(),
               vtk_to_numpy(points.GetData()).tobytes() if points else b"")
    else:
        own = node.GetSize(), node.GetObjectToNodeMatrix().GetData()
    return (node.GetID(), source.segmentId, source.shape, *own, elementsToWorld(node))


def roiShape(source: RegionSource) -> Shape:
    """Return the shape of a ROI node in world space.

    The matrix is put together here: the node's own object-to-world matrix is made orthogonal by Slicer and loses the
    scaling and shear of a parent transform.

    :raises ValueError: the ROI is flat, its shape is unknown, or a parent transform is not linear
    """
    node = source.node
    radii = np.array(node.GetSize()) / 2
    if not (radii > 0).all():
        raise ValueError("the ROI is flat; drag its handles to give it a volume")
    geometry = regionShape(source.shape, ROI_SHAPES).geometry
    toNode = slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
    if not (np.isfinite(radii).all() and np.isfinite(toNode).all()):
        raise ValueError("the ROI has no finite size and place; place it again")
    return geometry(matrixToWorld(node) @ toNode @ np.diag([*radii, 1.0]))


def _mask(source: RegionSource) -> Mask:
    """Return the voxels of a segment, eroded as its source says, as a mask in world space."""
    mask = segmentMask(source)
    return eroded(mask, source.erosion) if source.erosion else mask


def segmentMask(source: RegionSource) -> Mask:
    """Return the voxels of a segment as a mask in world space, no larger than the segment.

    :raises ValueError: the segment is empty or cannot be turned into voxels
    """
    segment = source.node.GetSegmentation().GetSegment(source.segmentId)
    labelmap, label = segment.GetRepresentation(_LABELMAP), segment.GetLabelValue()
    if labelmap is None:
        # Converts a copy, which holds this segment alone: the user's segmentation keeps the representations it has.
        labelmap, label = slicer.vtkOrientedImageData(), 1
        if not slicer.vtkSlicerSegmentationsModuleLogic.GetSegmentBinaryLabelmapRepresentation(
                source.node, source.segmentId, labelmap, False):
            raise ValueError("the segment cannot be turned into a label map; check it in the Segmentations module")
    extent = labelmap.GetExtent()
    scalars = labelmap.GetPointData().GetScalars()
    if scalars is None or extent[0] > extent[1]:
        raise ValueError("the segment is empty")
    shape = [extent[2 * axis + 1] - extent[2 * axis] + 1 for axis in (2, 1, 0)]
    array = vtk_to_numpy(scalars).reshape(shape) == label
    imageToWorld = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(imageToWorld)
    toWorld = matrixToWorld(source.node) @ slicer.util.arrayFromVTKMatrix(imageToWorld)
    # The segments of a segmentation share a label map, which is as large as all of them together.
    first, last = Mask(toWorld, array).occupied
    if (first == last).any():
        raise ValueError("the segment is empty")
    firstVoxel = np.eye(4)
    firstVoxel[:3, 3] = np.add(extent[::2], first)
    array = array[first[2]:last[2], first[1]:last[1], first[0]:last[0]].copy()
    return Mask(toWorld @ firstVoxel, array)
