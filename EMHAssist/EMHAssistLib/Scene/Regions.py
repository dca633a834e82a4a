"""Markups ROI nodes, closed curves and segments as regions of interest: their roles and shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import nan
from typing import Any

import slicer
import vtk

from ..Case import Region, SourceId
from ..Naming.LevelSpan import parseLevel
from ..PlainNames import CHANGED, plainName, savable
from ..RegionShapes import BOX, CURVE, ROI_SHAPES, regionShape
from ..Roles import regionRole
from .Cases import inActiveCase
from .Nodes import markupsRegions, nodesByClass, segmentationNodes
from .RegionLook import setUsualBoxOpacity, usualLook
from .Segments import keepSurfaces

REGION_ROLE_ATTRIBUTE = "EMHAssist.RegionRole"
SHAPE_ATTRIBUTE = "EMHAssist.Shape"
LEVEL_ATTRIBUTE = "EMHAssist.Level"
# Margin in mm that a segment is measured without.
EROSION_ATTRIBUTE = "EMHAssist.Erosion"
# What the reader of a file had to decide or leave out, as a JSON list of texts.
NOTES_ATTRIBUTE = "EMHAssist.Notes"
# "1" on a ROI node or curve that outlines the whole of what it lies on.
OUTLINE_ATTRIBUTE = "EMHAssist.Outline"
# From a ROI node or curve to the segmentation that has an outline of the whole, and the id of the segment.
OUTLINE_REFERENCE, OUTLINE_SEGMENT_ATTRIBUTE = "EMHAssist.OutlineSegmentation", "EMHAssist.OutlineSegment"
# How strong Slicer draws the box of a ROI node of ours. Around a shape that ShapeOutlines draws, the box is a handle to
# drag and must not be taken for the region.
_BOX_OPACITY = {shape.name: 0.3 if shape.outlinesInPlane else 1.0 for shape in ROI_SHAPES}


@dataclass(frozen=True)
class RegionSource:
    """Where a region comes from: a Markups ROI node or closed curve, or a segment of a segmentation node.

    :param node: vtkMRMLMarkupsROINode, vtkMRMLMarkupsClosedCurveNode or vtkMRMLSegmentationNode
    :param segmentId: identifier of the segment, "" for a markups node
    """

    node: Any
    segmentId: str = ""

    @property
    def id(self) -> SourceId:
        """What the region of a case knows it by; see regionSource."""
        return SourceId(self.node.GetID(), self.segmentId)

    @property
    def name(self) -> str:
        """Name given by the user."""
        name = self.rawName
        return name if isinstance(name, str) else savable(name)

    @property
    def rawName(self) -> str | bytes | None:
        """The name as Slicer holds it: bytes where that is not UTF-8."""
        return self._segment().GetName() if self.segmentId else self.node.GetName()

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
        if self.segmentId and name:
            keepSurfaces(self.node)
        display = None if self.segmentId else self.node.GetDisplayNode()
        if color and display:
            with slicer.util.NodeModify(display):
                display.SetColor(color)
                display.SetSelectedColor(color)

    @property
    def shape(self) -> str:
        """Name of the shape of a ROI node or closed curve, see EMHAssistLib.RegionShapes; "" for a segment."""
        if self.segmentId:
            return ""
        return (self.node.GetAttribute(SHAPE_ATTRIBUTE) or BOX.name) if self.isRoi else CURVE.name

    @property
    def isRoi(self) -> bool:
        """Whether this is a ROI node, whose shape can be chosen."""
        return not self.segmentId and self.node.IsA("vtkMRMLMarkupsROINode")

    @property
    def isCurve(self) -> bool:
        """Whether this is a closed curve, whose region has a thickness."""
        return not self.segmentId and not self.isRoi

    def setShape(self, name: str) -> None:
        """Measure the box of a ROI node or another shape inscribed in it.

        :raises ValueError: the shape is unknown, or the region is a segment or a curve
        """
        if not self.isRoi:
            raise ValueError("A segment or curve has the shape it was drawn with; only ROI nodes are boxes or "
                             "ellipsoids.")
        regionShape(name, ROI_SHAPES)
        self.node.SetAttribute(SHAPE_ATTRIBUTE, name)
        display = self.node.GetDisplayNode()
        # Only ROI nodes of ours are not filled; a look that the user has chosen is left alone.
        if display and display.GetFillOpacity() == 0 and usualLook(display).boxOpacity in _BOX_OPACITY.values():
            setUsualBoxOpacity(display, _BOX_OPACITY[name])

    @property
    def isOutline(self) -> bool:
        """Whether the region is as large as what it lies on, so that its size is that of it: a segment that is measured
        whole, or what the user has said it of. Else it samples a part."""
        return not self.erosion if self.segmentId else self._attribute(OUTLINE_ATTRIBUTE) == "1"

    def setOutline(self, isOutline: bool) -> None:
        """Say that a ROI node or curve outlines the whole of what it lies on, or does not.

        :raises ValueError: the region is a segment, which does
        """
        if self.segmentId:
            raise ValueError("A segment is an outline as long as no margin is taken off it.")
        self._setAttribute(OUTLINE_ATTRIBUTE, "1" if isOutline else "")

    @property
    def outlineApart(self) -> RegionSource | None:
        """The segment that outlines the whole of what a ROI node or curve samples a part of, None where none does."""
        node = None if self.segmentId else self.node.GetNodeReference(OUTLINE_REFERENCE)
        if node is None or not node.IsA("vtkMRMLSegmentationNode"):
            return None
        segmentId = self._attribute(OUTLINE_SEGMENT_ATTRIBUTE)
        return RegionSource(node, segmentId) if node.GetSegmentation().GetSegment(segmentId) else None

    def setOutlineApart(self, outline: RegionSource | None) -> None:
        """Say which segment outlines the whole of what a ROI node or curve samples a part of: size, extent and level of
        the lesion are those of the outline then, and its signal is that of the region. None for none.

        :raises ValueError: the region is a segment itself, or the outline is none
        """
        if self.segmentId or (outline is not None and not outline.segmentId):
            raise ValueError("A segment can outline what a ROI node or a curve samples, nothing else can.")
        with slicer.util.NodeModify(self.node):
            self.node.SetNodeReferenceID(OUTLINE_REFERENCE, outline.node.GetID() if outline else None)
            self._setAttribute(OUTLINE_SEGMENT_ATTRIBUTE, outline.segmentId if outline else "")

    @property
    def level(self) -> str:
        """Vertebral level or levels named by the user ("T5", "T5 to T7"), "" when none is named."""
        return self._attribute(LEVEL_ATTRIBUTE)

    def setLevel(self, level: str) -> None:
        """Name the vertebral level of the region; "" for none.

        :raises ValueError: it is not a vertebral level
        """
        self._setAttribute(LEVEL_ATTRIBUTE, parseLevel(level).text())

    @property
    def erosion(self) -> float:
        """Margin in mm that a segment is measured without, 0 for none; always 0 for a ROI node.

        NaN when the tag is not a number: then nothing can be measured.
        """
        try:
            return float(self._attribute(EROSION_ATTRIBUTE) or 0) if self.segmentId else 0.0
        except ValueError:
            return nan

    def setErosion(self, erosion: float) -> None:
        """Measure a segment eroded at its surface; the segment itself is not changed.

        :param erosion: mm, 0 for the whole segment
        :raises ValueError: the erosion is negative or not finite, or the region is a ROI node
        """
        if not self.segmentId:
            raise ValueError("Only segments are eroded; make a ROI node smaller instead.")
        if not 0 <= erosion < float("inf"):
            raise ValueError(f"A segment cannot be eroded by {erosion} mm. Use 0 mm or more.")
        self._setAttribute(EROSION_ATTRIBUTE, f"{erosion:g}" if erosion else "")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader of its file had to decide or leave out, in plain English; none where that cannot be read."""
        text = self._attribute(NOTES_ATTRIBUTE)
        try:
            notes = json.loads(text) if text else ()
        except ValueError:
            return ()
        return tuple(map(str, notes)) if isinstance(notes, list) else ()

    def setNotes(self, notes: Iterable[str]) -> None:
        """Keep what the reader of its file had to decide or leave out, in place of what is there."""
        # Slicer's files put tags one after another with a bar between them.
        notes = [note.replace("|", "/") for note in notes]
        self._setAttribute(NOTES_ATTRIBUTE, json.dumps(notes) if notes else "")

    def addNote(self, note: str) -> None:
        """Keep another thing that had to be decided or left out; said once."""
        if note not in self.notes:
            self.setNotes((*self.notes, note))

    def noteNameChange(self, given: str) -> None:
        """Keep that the name which was given could not be kept as it is, where it could not."""
        if plainName(given) != given:
            self.addNote(CHANGED)

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

    @property
    def terminology(self) -> str:
        """What a segment is coded as, as 3D Slicer writes it; "" for a markups node, or where it is not coded."""
        return self._attribute(slicer.vtkSegment.GetTerminologyEntryTagName()) if self.segmentId else ""

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


def regionSource(scene, region: Region) -> RegionSource:
    """Return where a region of a case comes from; without a node (None) where that is no longer in the scene."""
    return RegionSource(scene.GetNodeByID(region.source.item), region.source.part)


def caseSources(scene) -> list[RegionSource]:
    """Return everything that has a region role, in scene order, but for a ROI node or curve that waits for its first
    click: its row would only come and go."""
    return [source for source in regionSources(scene) if source.role and not _awaitsClick(scene, source.node)]


def isPlaced(markupsNode) -> bool:
    """Tell whether the user has begun to place a ROI node or curve."""
    return markupsNode.GetNumberOfDefinedControlPoints() > 0


def missingPoints(markupsNode) -> int:
    """Return how many control points of a ROI node or curve are not placed; the one under the mouse does not count."""
    return sum(markupsNode.GetNthControlPointPositionStatus(number) not in (
        markupsNode.PositionDefined, markupsNode.PositionPreview)
        for number in range(markupsNode.GetNumberOfControlPoints()))


def checkPlaced(markupsNode) -> None:
    """Refuse a ROI node or curve without a place, or with a part of one: its shape would be another one.

    :raises ValueError: it has no control points, or some of them are not placed
    """
    count, missing = markupsNode.GetNumberOfControlPoints(), missingPoints(markupsNode)
    if missing:
        raise ValueError(f"{missing} of its {count} control points are not placed; place or delete them")
    if not isPlaced(markupsNode):
        raise ValueError("it is not placed yet; place it, or take its role away")


def _awaitsClick(scene, node) -> bool:
    """Tell whether a node is empty and the next click in a view places it."""
    if not node.IsA("vtkMRMLMarkupsNode") or isPlaced(node):
        return False
    isPlacing = any(mode.GetCurrentInteractionMode() == mode.Place
                    for mode in nodesByClass(scene, "vtkMRMLInteractionNode"))
    return isPlacing and any(selection.GetActivePlaceNodeID() == node.GetID()
                             for selection in nodesByClass(scene, "vtkMRMLSelectionNode"))
