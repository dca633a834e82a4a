"""Copies of regions: beside the original, or on the other side of the spine."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import slicer

from ..PlainNames import plainName
from .ImageAxes import rightAngled
from .RegionEdits import checkThere, regionCenter
from .Regions import RegionSource
from .RoiNodes import setRoi
from .Transforms import matrixToWorld

_OTHER_SIDE = {"left": "right", "right": "left"}
_SIDES = re.compile(r"(?<![a-z])(left|right)(?![a-z])", re.IGNORECASE)
# Nearer to the plane than this a copy would cover the region itself.
_MIDLINE = 1.0  # mm


@dataclass(frozen=True)
class Plane:
    """The plane between left and right.

    :param point: (3,) a point of it, RAS mm
    :param normal: (3,) direction to the right, of length 1
    :param description: what it rests on, in plain English
    """

    point: np.ndarray
    normal: np.ndarray
    description: str

    def mirror(self) -> np.ndarray:
        """Return the (4, 4) matrix that mirrors across the plane."""
        matrix = np.eye(4)
        matrix[:3, :3] -= 2 * np.outer(self.normal, self.normal)
        matrix[:3, 3] = 2 * (self.point @ self.normal) * self.normal
        return matrix


def duplicateRegion(source: RegionSource) -> RegionSource:
    """Add a copy of a ROI node or curve just below it, under the same transform.

    :raises ValueError: the region is a segment, has not been placed, or is not linearly transformed
    """
    _checkCopyable(source)
    bounds = np.zeros(6)
    source.node.GetRASBounds(bounds)
    shift = np.eye(4)
    shift[2, 3] = bounds[4] - bounds[5]
    return _moved(source, shift, source.node.GetScene().GenerateUniqueName(source.name))


def copyAcross(source: RegionSource, plane: Plane) -> RegionSource:
    """Add a copy of a ROI node or curve mirrored across a plane, named for the other side.

    :raises ValueError: the region is a segment, has not been placed, is not linearly transformed, or lies on the plane
    """
    _checkCopyable(source)
    toRight = (regionCenter(source) - plane.point) @ plane.normal
    if abs(toRight) < _MIDLINE:
        raise ValueError(f"{source.name} lies on the midline, where its copy would cover it. Duplicate it instead.")
    name = otherSideName(source.name, "left" if toRight > 0 else "right")
    scene = source.node.GetScene()
    return _moved(source, plane.mirror(), scene.GenerateUniqueName(name) if scene.GetFirstNodeByName(name) else name)


def otherSideName(name: str, side: str) -> str:
    """Return the name of the same thing on the other side.

    :param name: "Muscle left T5"
    :param side: "left" or "right", added to a name that names no side
    :return: "Muscle right T5"
    """
    if not _SIDES.search(name):
        return f"{name} {side}"
    return _SIDES.sub(lambda match: _like(match[0], _OTHER_SIDE[match[0].lower()]), name)


def _like(example: str, word: str) -> str:
    """Write a word in capitals where an example is."""
    if example.isupper():
        return word.upper()
    return word.capitalize() if example[0].isupper() else word


def _checkCopyable(source: RegionSource) -> None:
    checkThere(source)
    if source.segmentId:
        raise ValueError("A segment cannot be copied here. Copy it in the Segment Editor, or place a region instead.")
    regionCenter(source)  # refuses what has no place
    matrixToWorld(source.node)  # refuses what is bent


def _moved(source: RegionSource, move: np.ndarray, name: str) -> RegionSource:
    """Add a copy of a ROI node or curve that is moved by a matrix in world space."""
    node = source.node
    copy = node.GetScene().CreateNodeByClass(node.GetClassName())
    copy.UnRegister(None)  # the scene leaves it to its caller
    copy.CopyContent(node)
    copy.SetLocked(False)
    # While points are added, Slicer takes a percent sign in the name for a format, and may crash.
    copy.SetName(plainName(name).replace("%", " percent"))
    node.GetScene().AddNode(copy)
    copy.CreateDefaultDisplayNodes()
    if node.GetDisplayNode():
        copy.GetDisplayNode().CopyContent(node.GetDisplayNode())
        copy.GetDisplayNode().SetVisibility(True)
    copy.SetAndObserveTransformNodeID(node.GetTransformNodeID())
    if source.isRoi:
        toWorld = matrixToWorld(node)
        inNode = np.linalg.inv(toWorld) @ move @ toWorld
        axes = inNode @ slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
        setRoi(copy, axes[:3, 3], node.GetSize(), rightAngled(axes[:3, :3]))
    else:
        points = slicer.util.arrayFromMarkupsControlPoints(node, world=True)
        slicer.util.updateMarkupsControlPointsFromArray(copy, points @ move[:3, :3].T + move[:3, 3], world=True)
    return RegionSource(copy)
