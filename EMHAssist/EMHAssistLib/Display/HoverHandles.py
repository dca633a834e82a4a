"""Handles of ROI nodes only while the mouse is over a region, or it is selected: they cover what is measured."""

from __future__ import annotations

import numpy as np
import slicer

from ..Scene.Nodes import nodesByClass
from ..Scene.RegionLook import giveBack, isOnHover, leaveIfStyled, rest, work
from ..Scene.Transforms import matrixToWorld
from .ViewMouse import LEAVE, MOVE, PRESS, RELEASE, ViewMouse
from .Views import View

# Before Slicer's own, which are to find the handles, and after those that may use an event up.
_PRIORITY = 5.0
_NEAR = 10  # pixels from the box of a region: handles reach out of it


class HoverHandles:
    """Watches the mouse in all slice views.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is changed
    """

    def __init__(self, scene, layoutManager):
        self._scene = scene
        self._layoutManager = layoutManager
        self._mouse = ViewMouse(layoutManager, self._onMouse, _PRIORITY)
        self._isHeld = False  # the left button of the mouse
        self._sceneTag: int | None = None
        self._hasNew = True
        # By ID of a node: its time, and the matrix to its box.
        self._boxes: dict[str, tuple[int, np.ndarray | None]] = {}
        self._hovered = ""
        self.selected = ""

    def show(self) -> None:
        """Watch the slice views that are there now. To be called again when the layout has changed."""
        if self._layoutManager is None:
            return
        if self._sceneTag is None:
            self._sceneTag = self._scene.AddObserver(self._scene.NodeAddedEvent, self._onNodeAdded)
        self._mouse.start()
        self._hasNew = True
        self.follow()

    def follow(self) -> None:
        """Look at regions that are new since the last time."""
        if self._hasNew and self._sceneTag is not None:
            self._hasNew = False
            for node in self._nodes():
                self._draw(node)

    def select(self, nodeId: str) -> None:
        """Show the handles of a region wherever the mouse is; "" for none."""
        before, self.selected = self.selected, nodeId
        if before != nodeId and self._sceneTag is not None:
            for each in filter(None, (before, nodeId)):
                self._draw(self._scene.GetNodeByID(each))

    def remove(self) -> None:
        """Watch nothing any more, and draw all regions as they were."""
        self._mouse.stop()
        self._isHeld = False
        if self._sceneTag is not None:
            self._scene.RemoveObserver(self._sceneTag)
            self._sceneTag = None
            for node in self._nodes():
                if not leaveIfStyled(_display(node)):
                    giveBack(_display(node))
        self._boxes.clear()
        self._hovered, self.selected = "", ""

    def _onNodeAdded(self, caller, event) -> None:
        self._hasNew = True

    def _onMouse(self, view: View, event: str, place: np.ndarray) -> bool:
        """See where the mouse is while no button is held; all is left to Slicer."""
        if event in (PRESS, RELEASE):
            self._isHeld = event == PRESS
        elif event in (MOVE, LEAVE) and not self._isHeld:
            self._hover(self._regionAt(view, place) if event == MOVE else "")
        return False

    def _hover(self, nodeId: str) -> None:
        self.follow()
        before, self._hovered = self._hovered, nodeId
        if before != nodeId:
            for each in filter(None, (before, nodeId)):
                self._draw(self._scene.GetNodeByID(each))

    def _regionAt(self, view: View, place: np.ndarray) -> str:
        """Return the ID of the smallest region whose box is at a place of a view, (3,) RAS mm; "" for none."""
        toWorld, point = view.node.GetXYToRAS(), np.append(place, 1.0)
        near = _NEAR * np.linalg.norm([toWorld.GetElement(row, 0) for row in range(3)])
        found, least = "", np.inf
        for node in self._nodes():
            display = _display(node)
            if display is None or node.GetLocked() or not display.GetVisibility(view.node.GetID()):
                continue
            toBox = self._toBox(node)
            if toBox is None:
                continue
            sides = 1 / np.maximum(np.linalg.norm(toBox[:3, :3], axis=1), 1e-9)  # half lengths, mm
            if (np.abs(toBox[:3] @ point) <= 1 + near / sides).all() and sides.prod() < least:
                found, least = node.GetID(), sides.prod()
        return found

    def _toBox(self, node) -> np.ndarray | None:
        """Return the matrix from the world to a box from -1 to 1, None if there is no box."""
        key, time = node.GetID(), node.GetMTime()
        known = self._boxes.get(key)
        if known is None or known[0] != time:
            try:
                toNode = slicer.util.arrayFromVTKMatrix(node.GetObjectToNodeMatrix())
                half = np.diag([*(side / 2 for side in node.GetSize()), 1.0])
                matrix = np.linalg.inv(matrixToWorld(node) @ toNode @ half)
            except (ValueError, np.linalg.LinAlgError):  # under a transform that bends, or without a size
                matrix = None
            known = self._boxes[key] = time, matrix
        return known[1]

    def _nodes(self) -> list:
        return [node for node in nodesByClass(self._scene, "vtkMRMLMarkupsROINode")
                if _display(node) is not None and isOnHover(_display(node))]

    def _draw(self, node) -> None:
        """Draw a region with its handles, or at rest, unless the user has styled it himself."""
        display = _display(node)
        if display is None or not isOnHover(display):
            return
        if not leaveIfStyled(display):
            (work if node.GetID() in (self._hovered, self.selected) else rest)(display)


def _display(node):
    return node.GetDisplayNode() if node is not None else None
