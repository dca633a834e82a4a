"""Regions that the user places in the slice views."""

from __future__ import annotations

from ..Roles import regionRole
from .CurveNodes import newCurve
from .Nodes import markupsRegions
from .Regions import CURVE, RegionSource, isPlaced
from .RoiNodes import newRoi


def startPlacing(scene, applicationLogic, role: str, shape: str):
    """Add a region for the user to place in a slice view.

    The next two clicks are opposite corners of a box or of that around an ellipsoid; or all clicks are points of a
    curve, until the user ends it. A region that was begun before and never placed is dropped.

    :param applicationLogic: slicer.app.applicationLogic()
    :param role: name of a region role
    :param shape: "Ellipsoid", "Box" or "Curve"
    :return: the markups node, empty until it is placed
    :raises ValueError: the role or shape is unknown
    """
    name = scene.GenerateUniqueName(regionRole(role).title)
    for node in markupsRegions(scene):
        if RegionSource(node).role and not isPlaced(node):
            scene.RemoveNode(node)
    node = newCurve(scene, name, role) if shape == CURVE else newRoi(scene, name, role, shape)
    selection = applicationLogic.GetSelectionNode()
    selection.SetReferenceActivePlaceNodeClassName(node.GetClassName())
    selection.SetActivePlaceNodeID(node.GetID())
    if shape == CURVE:
        applicationLogic.GetInteractionNode().SwitchToPersistentPlaceMode()
    else:
        applicationLogic.GetInteractionNode().SwitchToSinglePlaceMode()
    return node
