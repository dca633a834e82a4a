"""What of the nodes of a scene is ours and can be put back: small values by node and field, no voxels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import slicer
import vtk

from .Alignments import ALIGNMENT_REFERENCE
from .Cases import CASE_REFERENCE, cases
from .CorrectedVolumes import CORRECTED_REFERENCE
from .Nodes import markupsRegions, segmentationNodes
from .OwnModel import MODEL_REFERENCE
from .Regions import (
    EROSION_ATTRIBUTE,
    LEVEL_ATTRIBUTE,
    NOTES_ATTRIBUTE,
    OUTLINE_REFERENCE,
    REGION_ROLE_ATTRIBUTE,
)
from .SceneVersion import VERSION_ATTRIBUTE
from .StoredDisplacements import ONTO_REFERENCE
from .StoredObjections import OBJECTIONS_ATTRIBUTE, PADDING_ATTRIBUTE
from .Volumes import METADATA_PREFIX, allVolumes

# A kind, and what tells several fields of a kind apart.
Field = tuple[str, ...]
Fields = dict[Field, Any]

_OURS = "EMHAssist."
# What the reader of a series knows of its voxels, and the result depends on.
KNOWN_OF_VOLUMES = (METADATA_PREFIX, OBJECTIONS_ATTRIBUTE, PADDING_ATTRIBUTE)
# Attribute of the parameter node that keeps a text which cannot be used: this and the name of the parameter.
UNUSABLE_PREFIX = "EMHAssist.Unusable."
# What nobody has chosen.
_FOUND = (*KNOWN_OF_VOLUMES, CORRECTED_REFERENCE, UNUSABLE_PREFIX, VERSION_ATTRIBUTE)
_REFERENCES = (CASE_REFERENCE, ALIGNMENT_REFERENCE, ONTO_REFERENCE, MODEL_REFERENCE, OUTLINE_REFERENCE)
_TAGS = (REGION_ROLE_ATTRIBUTE, LEVEL_ATTRIBUTE, EROSION_ATTRIBUTE, NOTES_ATTRIBUTE)
# What the tools are set to, which is not part of the case: nobody wants to take back that he has picked up a tool.
TOOL_PARAMETERS = ("placeRole", "placeShape", "placeSeveral", "PlaceSize.")
# Relative, of numbers: Slicer passes places through single precision; nobody has moved what differs by less.
_SAME = 1e-6


def fieldsOfScene(scene) -> dict[Any, Fields]:
    """Return the fields of all nodes that hold anything of ours, or may come and go by what we do."""
    volumes, found = allVolumes(scene), cases(scene)
    nodes = [*found, *volumes, *markupsRegions(scene), *segmentationNodes(scene),
             *(case.GetNodeReference(MODEL_REFERENCE) for case in found),
             *(volume.GetNodeReference(ALIGNMENT_REFERENCE) for volume in volumes)]
    return {node: fieldsOf(node) for node in nodes if node is not None}


def fieldsOf(node) -> Fields:
    """Return the fields of a node; none of one that is only there or not."""
    fields: Fields = {}
    for name in node.GetAttributeNames():
        if isParameterOfCase(name) and name.startswith(_OURS):
            fields["attribute", name] = node.GetAttribute(name)
    for role in _REFERENCES:
        identifier = node.GetNodeReferenceID(role)
        if identifier:
            fields["reference", role] = identifier
    if node.IsA("vtkMRMLScriptedModuleNode"):
        fields["name",] = node.GetName()
        for name in node.GetParameterNames():
            if isParameterOfCase(name):
                fields["parameter", name] = node.GetParameter(name)
    elif node.IsA("vtkMRMLMarkupsNode"):
        fields.update(_markupsFields(node))
    elif node.IsA("vtkMRMLSegmentationNode"):
        fields.update(_segmentFields(node))
    if node.IsA("vtkMRMLTransformableNode") and node.GetTransformNodeID():
        fields["transform",] = node.GetTransformNodeID()
    return fields


def isParameterOfCase(name: str) -> bool:
    """Tell whether a parameter or attribute says something of a case, not of a tool or what was found in voxels."""
    return not name.startswith((*TOOL_PARAMETERS, *_FOUND))


def writeField(node, field: Field, value: Any, idNow: Callable[[str], str | None]) -> None:
    """Set a field.

    :param value: None for none
    :param idNow: returns the ID that a node has now by the one it had, None where it is not in the scene
    """
    kind, *names = field
    if kind == "attribute":
        node.SetAttribute(names[0], value)
    elif kind == "parameter":
        node.UnsetParameter(names[0]) if value is None else node.SetParameter(names[0], value)
    elif kind == "reference":
        node.SetNodeReferenceID(names[0], idNow(value) if value else None)
    elif kind == "transform":
        node.SetAndObserveTransformNodeID(idNow(value) if value else None)
    elif kind == "name":
        node.SetName(value)
    elif kind == "locked":
        node.SetLocked(bool(value))
    elif kind == "geometry":
        _writeGeometry(node, value)
    elif kind == "points":
        _writePoints(node, value)
    elif kind in _LOOKS:
        if value is not None and node.GetDisplayNode() is not None:
            _LOOKS[kind][1](node.GetDisplayNode(), value)
    else:
        _writeSegment(node, kind, names, value)


def isSame(one: Any, other: Any) -> bool:
    """Tell whether two values of a field are the same; numbers may differ by rounding."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(isSame, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or abs(one - other) <= _SAME * max(1.0, abs(one), abs(other)) or one != one != other
    return one == other


# Of the display node of a markups node: what reads and what writes it.
_LOOKS: dict[str, tuple[Callable, Callable]] = {
    "shown": (lambda display: bool(display.GetVisibility()), lambda display, value: display.SetVisibility(value)),
    "color": (lambda display: (display.GetColor(), display.GetSelectedColor()),
              lambda display, value: (display.SetColor(value[0]), display.SetSelectedColor(value[1]))),
    "opacity": (lambda display: display.GetOutlineOpacity(), lambda display, value: display.SetOutlineOpacity(value)),
}


def _markupsFields(node) -> Iterator[tuple[Field, Any]]:
    yield ("name",), node.GetName()
    yield ("locked",), bool(node.GetLocked())
    if node.IsA("vtkMRMLMarkupsROINode"):
        yield ("geometry",), (tuple(node.GetSize()), tuple(node.GetObjectToNodeMatrix().GetData()))
    else:
        yield ("points",), tuple(tuple(node.GetNthControlPointPosition(number))
                                 for number in range(node.GetNumberOfControlPoints()))
    display = node.GetDisplayNode()
    if display is not None:
        for kind, (read, _write) in _LOOKS.items():
            yield (kind,), read(display)


def _writeGeometry(node, value) -> None:
    size, elements = value
    matrix = vtk.vtkMatrix4x4()
    matrix.DeepCopy(elements)
    # Not as one change: at its end Slicer would take the place from the control point, which is not as precise.
    node.SetSize(*size)
    node.SetAndObserveObjectToNodeMatrix(matrix)


def _writePoints(node, points) -> None:
    with slicer.util.NodeModify(node):
        if node.GetNumberOfControlPoints() != len(points):
            node.RemoveAllControlPoints()
            for point in points:
                node.AddControlPoint(vtk.vtkVector3d(*point))
        for number, point in enumerate(points):
            if tuple(node.GetNthControlPointPosition(number)) != tuple(point):
                node.SetNthControlPointPosition(number, *point)


def _segmentFields(node) -> Iterator[tuple[Field, Any]]:
    segmentation, display = node.GetSegmentation(), node.GetDisplayNode()
    value = vtk.mutable("")
    for segmentId in segmentation.GetSegmentIDs():
        segment = segmentation.GetSegment(segmentId)
        yield ("segmentName", segmentId), segment.GetName()
        for tag in _TAGS:
            if segment.GetTag(tag, value):
                yield ("tag", segmentId, tag), str(value)
        if display is not None:
            yield ("segmentShown", segmentId), bool(display.GetSegmentVisibility(segmentId))


def _writeSegment(node, kind: str, names: list[str], value) -> None:
    segment = node.GetSegmentation().GetSegment(names[0])
    if segment is None:
        return
    if kind == "segmentName":
        segment.SetName(value)
    elif kind == "tag":
        segment.RemoveTag(names[1]) if value is None else segment.SetTag(names[1], value)
        node.Modified()
    elif kind == "segmentShown" and node.GetDisplayNode() is not None and value is not None:
        node.GetDisplayNode().SetSegmentVisibility(names[0], value)
