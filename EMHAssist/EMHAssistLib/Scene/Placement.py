"""Regions that the user places by clicking in a slice view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from slicer.util import VTKObservationMixin

from ..RegionShapes import regionShape
from ..Roles import regionRole
from .CurveNodes import newCurve
from .ImageAxes import imageAxes
from .Regions import isPlaced
from .RoiNodes import checkSize, newRoi, setRoi

# A curve of fewer points encloses nothing.
_FEWEST_POINTS = 3


@dataclass(frozen=True)
class Request:
    """What the user is placing.

    :param role: name of a region role
    :param shape: name of a shape; see RegionShapes
    :param size: mm across the box of a ROI node; a curve has none
    """

    role: str
    shape: str
    size: float


class Placement(VTKObservationMixin):
    """One region at a time that waits for the clicks of the user.

    Slicer's place mode wants two clicks for a ROI. Here the first one is its center: the node gets its size at once,
    which makes it complete, so that Slicer itself ends the mode. A region that is not complete when the mode ends, for
    whatever reason, is taken out of the scene again.

    :param scene: the scene
    :param applicationLogic: slicer.app.applicationLogic()
    :param changed: called, without arguments, when placing begins or has ended
    """

    def __init__(self, scene, applicationLogic, changed: Callable[[], None] = lambda: None):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._applicationLogic = applicationLogic
        self._changed = changed
        self.request: Request | None = None
        # What was asked for last, if it was placed and not cancelled.
        self.placed: Request | None = None
        self.placedNode: Any = None
        self._node = None

    def start(self, request: Request):
        """Add a region for the user to place; one that was begun before is dropped.

        :return: the markups node, empty until it is placed
        :raises ValueError: the role, shape or size cannot be; then what was begun before goes on
        """
        name = self._scene.GenerateUniqueName(regionRole(request.role).title)
        isRoi = regionShape(request.shape).isRoi
        if isRoi:
            checkSize((request.size,) * 3)
        self.cancel()
        node = (newRoi(self._scene, name, request.role, request.shape) if isRoi
                else newCurve(self._scene, name, request.role))
        self.request, self.placed, self.placedNode, self._node = request, None, None, node
        selection, interaction = self._modeNodes()
        selection.SetReferenceActivePlaceNodeClassName(node.GetClassName())
        selection.SetActivePlaceNodeID(node.GetID())
        if isRoi:
            interaction.SwitchToSinglePlaceMode()
            self.addObserver(node, node.PointPositionDefinedEvent, self._onClick)
        else:
            interaction.SwitchToPersistentPlaceMode()
        self.addObserver(interaction, interaction.InteractionModeChangedEvent, self._onModeChanged)
        self.addObserver(selection, selection.ActivePlaceNodeIDChangedEvent, self._onModeChanged)
        self.addObserver(self._scene, self._scene.NodeRemovedEvent, self._onNodeRemoved)
        self.addObserver(self._scene, self._scene.StartCloseEvent, self._onNodeRemoved)
        self._changed()
        return node

    @property
    def node(self):
        """The region that is being placed, None for none."""
        return self._node

    def resize(self, size: float) -> None:
        """Change the size of what is about to be placed.

        :raises ValueError: the size is not above zero
        """
        checkSize((size,) * 3)
        if self.request is not None:
            self.request = Request(self.request.role, self.request.shape, size)

    def cancel(self) -> None:
        """Stop placing and leave nothing behind; does nothing when nothing is being placed."""
        if self.request is not None:
            self._end(isCancelled=True)

    def _end(self, isCancelled: bool) -> None:
        request, node = self.request, self._node
        self.removeObservers()
        self.request = self._node = None
        selection, interaction = self._modeNodes()
        isThere = self._scene.IsNodePresent(node)
        active = self._scene.GetNodeByID(selection.GetActivePlaceNodeID())
        if active is None or active is node or (active.IsA("vtkMRMLMarkupsNode") and isPlaced(active)):
            # Slicer's own place button would go on with our curve. And when a node is removed, Slicer has the next
            # click change any other one. A node that is still empty is what the user has begun to place instead.
            selection.SetActivePlaceNodeID(None)
            if interaction.GetCurrentInteractionMode() == interaction.Place:
                interaction.SwitchToViewTransformMode()
        isComplete = isThere and _isComplete(node, request.shape)
        if isThere and (isCancelled or not isComplete) and not self._scene.IsClosing():
            self._scene.RemoveNode(node)
        self.placed, self.placedNode = (request, node) if isComplete and not isCancelled else (None, None)
        self._changed()

    def _modeNodes(self) -> tuple:
        return self._applicationLogic.GetSelectionNode(), self._applicationLogic.GetInteractionNode()

    def _onClick(self, caller, event) -> None:
        fitToImage(self._node, self.request.size)

    def _onModeChanged(self, caller, event) -> None:
        selection, interaction = self._modeNodes()
        if (interaction.GetCurrentInteractionMode() != interaction.Place
                or selection.GetActivePlaceNodeID() != self._node.GetID()):
            self._end(isCancelled=False)

    def _onNodeRemoved(self, caller, event) -> None:
        if self._scene.IsClosing() or not self._scene.IsNodePresent(self._node):
            self._end(isCancelled=True)


def fitToImage(roiNode, size: float) -> None:
    """Give a ROI node, whose only control point is where the user has clicked, its size along the axes of the image.

    :param size: mm along each axis; along one with thicker slices one slice
    """
    center, view = np.zeros(3), np.zeros(9)
    roiNode.GetNthControlPointPositionWorld(0, center)
    roiNode.GetNthControlPointOrientationMatrixWorld(0, view)
    volume = roiNode.GetScene().GetNodeByID(roiNode.GetNthControlPointAssociatedNodeID(0))
    setRoi(roiNode, center, *onImage(volume, size, view.reshape(3, 3)))


def onImage(volumeNode, size: float, viewAxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how large a region is placed, and turned in which way.

    :param volumeNode: the image, or None
    :param size: mm along each axis; along one with thicker slices one slice
    :param viewAxes: (3, 3) directions of the view in RAS as columns, which count without an image
    :return: (3,) mm along each axis, and (3, 3) directions of the axes in RAS as columns
    """
    axes, spacing = imageAxes(volumeNode) or (viewAxes, np.zeros(3))
    return np.maximum(size, spacing), axes


def _isComplete(node, shape: str) -> bool:
    return isPlaced(node) if regionShape(shape).isRoi else node.GetNumberOfDefinedControlPoints() >= _FEWEST_POINTS
