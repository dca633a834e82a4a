"""Placing: regions that the user adds by clicking in a slice view."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import slicer
from slicer.i18n import tr as _

from ..Display.PlacingGhost import PlacingGhost
from ..Display.ViewMouse import LARGER, LEAVE, SMALLER, ViewMouse, modifiers
from ..Display.Views import View
from ..RegionShapes import regionShape
from ..Roles import regionRole
from ..Scene.Placement import Placement, Request
from ..Scene.RoiNodes import checkSize
from .LiveCase import LiveCase
from .ParameterNode import SIZE_PREFIX
from .Signal import Signal

# What a turn of the wheel makes of a size, at least so many millimeters; and what a region cannot be.
_WHEEL_STEP, _WHEEL_LEAST, _SMALLEST, _LARGEST = 0.08, 0.5, 1.0, 200.0


class PlacingActions(LiveCase):
    """Placing: regions that the user adds by clicking in a slice view.

    ``placingChanged`` is emitted when placing begins, has ended or was cancelled.
    """

    def __init__(self) -> None:
        super().__init__()
        self.placingChanged = Signal()
        self._ghost = PlacingGhost(self._scene, slicer.app.layoutManager())
        self._placingMouse = ViewMouse(slicer.app.layoutManager(), self._onPlacingMouse)
        self._placing = Placement(self._scene, slicer.app.applicationLogic(), self._onPlacing)

    def placeRegion(self, role: str, shape: str = "", size: float | None = None):
        """Start placing a region: the next click in a slice view is the center of an ellipsoid or box, which lies along
        the axes of the image there; or all clicks are points of a curve, until the user ends it with the right button.

        A region that was begun before is dropped. With the parameter placeSeveral the next one follows each.

        :param role: region role ("epidural_lesion", "marrow", ...; see EMHAssistLib.Roles)
        :param shape: "Ellipsoid", "Box", "Curve" (see EMHAssistLib.RegionShapes); "" for the parameter placeShape
        :param size: mm across an ellipsoid or box; None for placeSize(role)
        :return: the markups node, empty until it is placed
        :raises ValueError: the role or shape is unknown, or the size is not above zero
        """
        regionRole(role)
        request = Request(role, shape or self.getParameterNode().placeShape,
                          self.placeSize(role) if size is None else float(size))
        return self._placing.start(request)

    def cancelPlacing(self) -> None:
        """Stop placing and leave nothing behind; does nothing when nothing is being placed."""
        self._placing.cancel()

    @property
    def placingRole(self) -> str:
        """Role of the region that is being placed, "" for none."""
        return self._placing.request.role if self._placing.request else ""

    def addPlacingListener(self, listener: Callable[[], None]) -> None:
        """Have a function called, without arguments, when placing begins, has ended or was cancelled."""
        self.placingChanged.connect(listener)

    def setPlaceRole(self, role: str) -> None:
        """Choose the role of the next region.

        :raises ValueError: the role is unknown
        """
        self.getParameterNode().placeRole = regionRole(role).name

    def setPlaceShape(self, shape: str) -> None:
        """Choose the shape of regions to place.

        :param shape: "Ellipsoid", "Box", "Curve"; see EMHAssistLib.RegionShapes
        :raises ValueError: the shape is unknown
        """
        self.getParameterNode().placeShape = regionShape(shape).name

    def placeSize(self, role: str) -> float:
        """Return how large a region of a role is placed, mm across: as the user has chosen, or that of the role.

        :raises ValueError: the role is unknown
        """
        usual = regionRole(role).size
        text = self.getParameterNode().parameterNode.GetParameter(SIZE_PREFIX + role)
        try:
            size = float(text)
            checkSize([size])
            return size
        except ValueError:  # not chosen, or not usable
            return usual

    def setPlaceSize(self, role: str, size: float) -> None:
        """Choose how large regions of a role are placed from now on, also one that is just being placed.

        :param size: mm across
        :raises ValueError: the role is unknown, or the size is not above zero
        """
        regionRole(role)
        checkSize([size])
        self.getParameterNode().parameterNode.SetParameter(SIZE_PREFIX + role, f"{size:g}")
        if role == self.placingRole:
            self._placing.resize(size)

    def _isPlacing(self, node) -> bool:
        return self._placing.node is node

    def _onPlacing(self) -> None:
        if self._placing.request is None:
            self._placingMouse.stop()
            self._ghost.remove()
        elif not self._placingMouse.isListening:
            self._placingMouse.start()
        if self._placing.placed:
            node = self._placing.placedNode
            self.history.recordNew(_("Place {name}").format(name=node.GetName()), node)
        self.placingChanged.emit()
        if self._placing.placed and self.getParameterNode().placeSeveral:
            # Slicer has not finished with the click yet.
            self.later(self._placeNext)

    def _placeNext(self) -> None:
        placed = self._placing.placed
        if placed and not self._placing.request:
            self.placeRegion(placed.role, placed.shape, self.placeSize(placed.role))

    def _onPlacingMouse(self, view: View, event: str, place: np.ndarray) -> bool:
        """Draw what the next click places; with Shift the wheel changes its size: without it Slicer turns to the next
        slice, and with Ctrl it zooms."""
        request = self._placing.request
        if request is None or event == LEAVE:
            self._ghost.hide()
            return False
        isWheel = event in (*LARGER, *SMALLER) and modifiers(view) == {"shift"}
        if isWheel and regionShape(request.shape).isRoi:
            size = request.size + max(_WHEEL_STEP * request.size, _WHEEL_LEAST) * (1 if event in LARGER else -1)
            self.setPlaceSize(request.role, min(max(round(size * 2) / 2, _SMALLEST), _LARGEST))
            self.placingChanged.emit()
            request = self._placing.request or request
        self._ghost.show(view, place, request.role, request.shape, request.size)
        return isWheel
