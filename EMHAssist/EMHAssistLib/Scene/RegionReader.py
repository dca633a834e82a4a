"""Regions as they are measured: the shapes of ROI nodes, closed curves and segments in world space."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import slicer
from vtk.util.numpy_support import vtk_to_numpy

from ..Case import Region, SourceId
from ..Consistency.PlausibleSize import implausibleRegion
from ..Measurement import Mask, Mesh, Shape, prismOfOutline
from ..Measurement.Erosion import eroded
from ..Naming.LevelSpan import LevelSpan, parseLevel
from ..RegionShapes import ROI_SHAPES, regionShape
from ..Roles import regionRole
from .Curves import SLAB_THICKNESS_ATTRIBUTE, curvePoints, slabThickness
from .Regions import RegionSource, caseSources, checkPlaced, missingPoints
from .Segments import FRACTIONS, LABELMAP, SURFACE, drawnAs, surfaceOf, voxelsOf
from .Transforms import elementsToWorld, kept, matrixToWorld

# Shape or None, why there is none, and what to know of it.
_Found = tuple[Shape | None, str, tuple[str, ...]]


@dataclass(frozen=True)
class _Read:
    """A region as it was read.

    :param state: changes whenever anything of the region does; None where nothing cheap tells
    :param place: what changes whenever its shape in world space does
    :param found: shape or None, why there is none, and what to know of it; see _shape
    :param outline: the same two of the outline that it has apart, None where it has none
    :param said: source, name, role, level, erosion, whether it is an outline, and notes
    :param region: what came of it
    """

    state: tuple | None
    place: tuple
    found: _Found
    outline: tuple[tuple, _Found] | None
    said: tuple
    region: Region


class RegionReader:
    """Turns nodes into regions; those that have not changed are the same objects again."""

    def __init__(self):
        self._known: dict[tuple[str, str], _Read] = {}

    def regions(self, scene) -> tuple[Region, ...]:
        """Return everything that has a region role, in scene order, but for what the user is about to place: what
        cannot be measured with the reason."""
        self._known = {key: _read(source, self._known.get(key)) for source in caseSources(scene)
                       for key in [(source.node.GetID(), source.segmentId)]}
        return tuple(read.region for read in self._known.values())


def _read(source: RegionSource, known: _Read | None) -> _Read:
    """Return a region, as far as it has not changed with the same objects as the last time."""
    apart = source.outlineApart
    state = _states(source, apart)
    if known and state is not None and state == known.state:
        return known
    place = _place(source)
    # The voxels of a segment need not be looked up again for another name.
    found = known.found if known and place == known.place else _shape(source)
    outline = _outline(apart, known.outline if known else None)
    shape, problem, notes = found
    whole, lack = outline[1][:2] if outline else (None, "")
    said = (source.id, source.name, source.role, source.level, source.erosion, source.isOutline,
            (*source.notes, *notes, *([f"its outline is not used: {lack}"] if lack else [])))
    isSame = known and found is known.found and outline is known.outline and said == known.said
    return _Read(state, place, found, outline, said,
                 known.region if known and isSame else _region(*said, place, shape, problem, whole))


def _outline(apart: RegionSource | None, known: tuple[tuple, _Found] | None) -> tuple[tuple, _Found] | None:
    """Return the place and shape of an outline, as far as it has not changed the same object as the last time."""
    if apart is None:
        return None
    place = _place(apart)
    return known if known and known[0] == place else (place, _shape(apart))


def _states(source: RegionSource, apart: RegionSource | None) -> tuple | None:
    """Return the state of a region and of the outline it has apart; None where nothing cheap tells that of either."""
    own = _state(source)
    if apart is None or own is None:
        return own
    ofOutline = _state(apart)
    return None if ofOutline is None else (own, apart, ofOutline)


def _state(source: RegionSource) -> tuple | None:
    """Return what changes whenever anything of a region does; None where nothing cheap tells."""
    node = source.node
    # A curve that is dragged does not count as modified, nor what somebody is about to change in several steps.
    if source.isCurve or node.GetModifiedEventPending():
        return None
    if not source.segmentId:
        return node.GetMTime(), elementsToWorld(node)
    segmentation = node.GetSegmentation()
    segment, stored = segmentation.GetSegment(source.segmentId), segmentation.GetSourceRepresentationName()
    drawn = (segment.GetRepresentation(name) for name in (LABELMAP, SURFACE, FRACTIONS, stored))
    return (segment.GetMTime(), stored, *(one.GetMTime() if one else 0 for one in drawn), elementsToWorld(node))


def _region(source: SourceId, name: str, role: str, level: str, erosion: float, isOutline: bool,
            notes: tuple[str, ...], place: tuple, shape: Shape | None, problem: str,
            outline: Shape | None) -> Region:
    # As text, whose hash Python computes once: keys are looked up for each pair of region and series.
    key = repr(place)
    if erosion and shape is not None:
        name = f"{name} (eroded by {erosion:g} mm)"
    try:
        regionRole(role)
    except ValueError as error:
        shape, problem = None, str(error).rstrip(".")
    return Region(name, role, key, shape, problem, _level(level), source, isOutline, outline, notes)


def _level(text: str) -> LevelSpan:
    """Return the level that is written on a region; none where that is no level, as a script may have left it."""
    try:
        return parseLevel(text)
    except ValueError:
        return LevelSpan()


def _shape(source: RegionSource) -> tuple[Shape | None, str, tuple[str, ...]]:
    """Return the shape of a region in world space, or None and why there is none; and what to know of it."""
    try:
        if source.segmentId:
            shape, notes = _segment(source)
        else:
            checkPlaced(source.node)
            shape, notes = (prismOfOutline(curvePoints(source.node), slabThickness(source.node)) if source.isCurve else
                            roiShape(source)), ()
    except ValueError as error:
        return None, str(error), ()
    implausible = implausibleRegion(shape.bounds, shape.volume)
    return (None, implausible, ()) if implausible else (shape, "", notes)


def _place(source: RegionSource) -> tuple:
    """Return the node or segment and what changes whenever its shape in world space does."""
    node = source.node
    if source.segmentId:
        drawn, name = drawnAs(node, source.segmentId)
        segment = node.GetSegmentation().GetSegment(source.segmentId)
        own = drawn.GetMTime() if drawn else 0, name, segment.GetLabelValue(), source.erosion
    elif source.isCurve:
        points = node.GetCurvePoints()
        own = (node.GetAttribute(SLAB_THICKNESS_ATTRIBUTE), node.GetNumberOfDefinedControlPoints(), missingPoints(node),
               vtk_to_numpy(points.GetData()).tobytes() if points else b"")
    else:
        own = (node.GetSize(), node.GetObjectToNodeMatrix().GetData(), node.GetNumberOfDefinedControlPoints(),
               missingPoints(node))
    return (node.GetID(), source.segmentId, source.shape, *own, elementsToWorld(node))


def roiShape(source: RegionSource) -> Shape:
    """Return the shape of a ROI node in world space.

    The matrix is put together here: the node's own object-to-world matrix is made orthogonal by Slicer and loses the
    scaling and shear of a parent transform.

    :raises ValueError: the ROI is flat, its shape is unknown, or a parent transform is not linear
    """
    node = source.node
    radii = kept(node.GetSize()) / 2
    if not (radii > 0).all():
        raise ValueError("the ROI is flat; drag its handles to give it a volume")
    geometry = regionShape(source.shape, ROI_SHAPES).geometry
    toNode = slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
    # A file has the center from the control point, which is of single precision. Of a copy under a transform Slicer
    # brings the center to it at some later event, when it has been measured already.
    if node.GetROIType() == node.ROITypeBox and node.GetNumberOfControlPoints() == 1:
        toNode[:3, 3] = node.GetNthControlPointPosition(0)
    toNode[:3, 3] = toNode[:3, 3].astype(np.float32)
    if not (np.isfinite(radii).all() and np.isfinite(toNode).all()):
        raise ValueError("the ROI has no finite size and place; place it again")
    return geometry(matrixToWorld(node) @ kept(toNode) @ np.diag([*radii, 1.0]))


def _segment(source: RegionSource) -> tuple[Shape, tuple[str, ...]]:
    """Return a segment, eroded as its source says, in world space, and what to know of it."""
    shape, notes = segmentShape(source), []
    if isinstance(shape, Mesh):
        if shape.isRepeated:
            notes.append("its surface is there twice in parts; these count once")
        if source.node.GetSegmentation().GetSourceRepresentationName() == LABELMAP:
            notes.append("measured from its surface, of which Slicer saves the voxels only; make 'Closed surface' the "
                         "source representation in the Segmentations module")
    return eroded(shape, source.erosion) if source.erosion else shape, tuple(notes)


def segmentShape(source: RegionSource) -> Mask | Mesh:
    """Return a segment in world space, as what it was made as: voxels or a closed surface. Never converted by Slicer,
    whose conversion takes whole voxels of whatever grid is there.

    :raises ValueError: the segment is empty, its surface is not closed, or it is neither voxels nor a surface
    """
    drawn, name = drawnAs(source.node, source.segmentId)
    if drawn is None:
        raise ValueError("the segment is empty")
    if name == SURFACE:
        return surfaceOf(source.node, drawn)
    if name not in (LABELMAP, FRACTIONS):
        raise ValueError(f"the segment is stored as '{name}', which cannot be measured; make a binary labelmap or a "
                         "closed surface of it in the Segmentations module")
    label = source.node.GetSegmentation().GetSegment(source.segmentId).GetLabelValue()
    mask = voxelsOf(drawn, label if name == LABELMAP else None)
    return Mask(matrixToWorld(source.node) @ kept(mask.toWorld), mask.array)


def segmentMask(source: RegionSource) -> Mask:
    """Return a segment as a mask in world space, no larger than the segment; a surface as the fractions of fine voxels.

    :raises ValueError: see segmentShape
    """
    shape = segmentShape(source)
    return shape.mask if isinstance(shape, Mesh) else shape
