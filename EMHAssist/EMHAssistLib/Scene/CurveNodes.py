"""New Markups closed curves."""

from __future__ import annotations

import numpy as np
import vtk

from ..PlainNames import plainName
from ..Roles import regionRole
from .Curves import checkSlabThickness, setSlabThickness
from .Regions import RegionSource
from .RoiNodes import checkName, labelOurselves


def addCurve(scene, name: str, role: str, points, thickness: float):
    """Add a region as a Markups closed curve.

    :param name: name of the node
    :param role: name of a region role
    :param points: (N, 3) control points in RAS mm, three or more in a plane; Slicer draws a smooth curve through them
    :param thickness: mm, half of it to each side of the plane
    :return: the vtkMRMLMarkupsClosedCurveNode
    :raises ValueError: the role is unknown, the points are not points or too few, the thickness is not above zero, or
        the name holds a percent sign; nothing is added then
    """
    checkName(name)
    points = np.asarray(points, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 3 or len(points) < 3 or not np.isfinite(points).all():
        raise ValueError("A curve needs three or more points, each with three finite coordinates.")
    checkSlabThickness(thickness)
    node = newCurve(scene, plainName(name), role)
    RegionSource(node).noteNameChange(name)
    setSlabThickness(node, thickness)
    for point in points:
        node.AddControlPoint(vtk.vtkVector3d(*point))
    return node


def newCurve(scene, name: str, role: str):
    """Add a closed curve with a role and without points.

    :raises ValueError: the role is unknown; nothing is added then
    """
    regionRole(role)
    node = scene.AddNewNodeByClass("vtkMRMLMarkupsClosedCurveNode", name)
    node.CreateDefaultDisplayNodes()
    labelOurselves(node.GetDisplayNode())
    RegionSource(node).setRole(role)
    return node
