"""Markups ROI nodes, closed curves and segments as regions of interest: their roles and shapes."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Analysis.Cache import Cache
from ..Case import Region
from ..Measurement import Box, Ellipsoid, Mask, Shape, prismOfOutline
from ..Roles import regionRole
from ..VertebralLevels import parseLevel
from .Cases import inActiveCase
from .Curves import SLAB_THICKNESS_ATTRIBUTE, curvePoints, slabThickness
from .Erosion import eroded
from .Nodes import markupsRegions, segmentationNodes
from .Transforms import elementsToWorld, matrixToWorld

REGION_ROLE_ATTRIBUTE = "EMHAssist.RegionRole"
SHAPE_ATTRIBUTE = "EMHAssist.Shape"
LEVEL_ATTRIBUTE = "EMHAssist.Level"
# Margin in mm that a segment is measured without.
EROSION_ATTRIBUTE = "EMHAssist.Erosion"
_SHAPES = {"Ellipsoid": Ellipsoid, "Box": Box}
# A round region is what measures MR signal best: the corners of a box reach into neighboring tissue.
DEFAULT_SHAPE = "Ellipsoid"
# How strong Slicer draws the box of a ROI node of ours. Around an ellipsoid, which EllipseOutlines draws, the box is a
# handle to drag and must not be taken for the region.
_BOX_OPACITY = {"Ellipsoid": 0.3, "Box": 1.0}
# What stands for the shape of a closed curve.
CURVE = "Curve"
_LABELMAP = "Binary labelmap"


def checkShape(name: str) -> None:
    """Refuse what is not a shape of a ROI node.

    :raises ValueError: the shape is unknown; the message lists those that are
    """
    if name not in _SHAPES:
        raise ValueError(f"Unknown shape '{name}'. Use one of: {', '.join(_SHAPES)}.")


@dataclass(frozen=True)
class RegionSource:
    """Where a region comes from: a Markups ROI node or closed curve, or a segment of a segmentation node.

    :param node: vtkMRMLMarkupsROINode, vtkMRMLMarkupsClosedCurveNode or vtkMRMLSegmentationNode
    :param segmentId: identifier of the segment, "" for a markups node
    """

    node: object
    segmentId: str = ""

    @property
    def name(self) -> str:
        """Name given by the user."""
        return (self._segment().GetName() if self.segmentId else self.node.GetName()) or ""

    @property
    def role(self) -> str:
        """Name of the region role, "" when it has none."""
        return self._attribute(REGION_ROLE_ATTRIBUTE)

    def setRole(self, name: str) -> None:
        """Give the region a role; "" takes it out of the case. A markups node is drawn in the color of its role.

        :raises ValueError: the role is unknown
        """
        color = regionRole(name).color if name else None
        self._setAttribute(REGION_ROLE_ATTRIBUTE, name)
        display = None if self.segmentId else self.node.GetDisplayNode()
        if color and display:
            with slicer.util.NodeModify(display):
                display.SetColor(color)
                display.SetSelectedColor(color)

    @property
    def shape(self) -> str:
        """"Ellipsoid" or "Box" for a ROI node, "Curve" for a closed curve, "" for a segment."""
        if self.segmentId:
            return ""
        return (self.node.GetAttribute(SHAPE_ATTRIBUTE) or "Box") if self.isRoi else CURVE

    @property
    def isRoi(self) -> bool:
        """Whether this is a ROI node, whose shape can be chosen."""
        return not self.segmentId and self.node.IsA("vtkMRMLMarkupsROINode")

    def setShape(self, name: str) -> None:
        """Measure the box of a ROI node or the ellipsoid inscribed in it.

        :raises ValueError: the shape is unknown, or the region is a segment or a curve
        """
        if not self.isRoi:
            raise ValueError("A segment or curve has the shape it was drawn with; only ROI nodes are boxes or "
                             "ellipsoids.")
        checkShape(name)
        self.node.SetAttribute(SHAPE_ATTRIBUTE, name)
        display = self.node.GetDisplayNode()
        # Only ROI nodes of ours are not filled; a look that the user has chosen is left alone.
        if display and display.GetFillOpacity() == 0 and display.GetOutlineOpacity() in _BOX_OPACITY.values():
            display.SetOutlineOpacity(_BOX_OPACITY[name])

    @property
    def level(self) -> str:
        """Vertebral level or levels named by the user ("T5", "T5 to T7"), "" when none is named."""
        return self._attribute(LEVEL_ATTRIBUTE)

    def setLevel(self, level: str) -> None:
        """Name the vertebral level of the region; "" for none.

        :raises ValueError: it is not a vertebral level
        """
        self._setAttribute(LEVEL_ATTRIBUTE, parseLevel(level))

    @property
    def erosion(self) -> float:
        """Margin in mm that a segment is measured without, 0 for none; always 0 for a ROI node.

        NaN when the tag is not a number: then nothing can be measured.
        """
        try:
            return float(self._attribute(EROSION_ATTRIBUTE) or 0) if self.segmentId else 0.0
        except ValueError:
            return nan

    def setErosion(self, margin: float) -> None:
        """Measure a segment without a margin along its surface; the segment itself is not changed.

        :param margin: mm, 0 for the whole segment
        :raises ValueError: the margin is negative or not finite, or the region is a ROI node
        """
        if not self.segmentId:
            raise ValueError("Only segments are eroded; make a ROI node smaller instead.")
        if not 0 <= margin < float("inf"):
            raise ValueError(f"A margin of {margin} mm cannot be taken off. Use 0 mm or more.")
        self._setAttribute(EROSION_ATTRIBUTE, f"{margin:g}" if margin else "")

    def _attribute(self, name: str) -> str:
        """Return a node attribute, or a tag of the segment; "" when it is not set."""
        if not self.segmentId:
            return self.node.GetAttribute(name) or ""
        value = vtk.mutable("")
        return str(value) if self._segment().GetTag(name, value) else ""

    def _setAttribute(self, name: str, value: str) -> None:
        if not self.segmentId:
            self.node.SetAttribute(name, value or None)
            return
        if value:
            self._segment().SetTag(name, value)
        else:
            self._segment().RemoveTag(name)
        self.node.Modified()

    def _segment(self):
        return self.node.GetSegmentation().GetSegment(self.segmentId)


def regionSources(scene) -> list[RegionSource]:
    """Return all ROI nodes, then closed curves, then segments of the active case, in scene order.

    With or without a role: those that have never been in a case are among them.
    """
    sources = [RegionSource(node) for node in inActiveCase(scene, markupsRegions(scene))]
    for node in inActiveCase(scene, segmentationNodes(scene)):
        sources += [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    return sources


def isPlaced(markupsNode) -> bool:
    """Tell whether the user has begun to place a ROI node or curve; until then it is not part of the case."""
    return markupsNode.GetNumberOfDefinedControlPoints() > 0


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
        said = (source.name, source.role, source.level)
        return self._cache.get((place, said), lambda: _namedRegion(source, place, shape, problem))


def _namedRegion(source: RegionSource, place: tuple, shape: Shape | None, problem: str) -> Region:
    # As text, whose hash Python computes once: keys are looked up for each pair of region and series.
    key = (source.node.GetID(), source.segmentId, repr(place))
    name, role = source.name, source.role
    if source.erosion and shape is not None:
        name = f"{name} (without a margin of {source.erosion:g} mm)"
    try:
        regionRole(role)
    except ValueError as error:
        shape, problem = None, str(error)
    return Region(name, role, key, shape, problem, source.level)


def _shape(source: RegionSource) -> tuple[Shape | None, str]:
    """Return the shape of a region in world space, or None and why there is none."""
    try:
        if source.segmentId:
            return _mask(source), ""
        if source.shape == CURVE:
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
    elif source.shape == CURVE:
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
    checkShape(source.shape)
    toNode = slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
    if not (np.isfinite(radii).all() and np.isfinite(toNode).all()):
        raise ValueError("the ROI has no finite size and place; place it again")
    return _SHAPES[source.shape](matrixToWorld(node) @ toNode @ np.diag([*radii, 1.0]))


def _mask(source: RegionSource) -> Mask:
    """Return the voxels of a segment, without its margin, as a mask in world space."""
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
