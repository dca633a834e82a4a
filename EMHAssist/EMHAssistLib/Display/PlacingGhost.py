"""The outline of the region that the next click places, under the mouse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..RegionShapes import regionShape
from ..Roles import regionRole
from ..Scene.Placement import onImage
from .ColoredLines import ColoredLines
from .ViewDrawings import ViewDrawing, ViewDrawings
from .Views import View, sliceViews

_OPACITY = 0.85
_NONE = np.empty((0, 1, 2)), np.empty((0, 4))


@dataclass(frozen=True)
class _Ghost:
    """What to draw, in which view."""

    window: object
    center: tuple[float, ...]
    role: str
    shape: str
    size: float


class PlacingGhost:
    """Draws what would be placed where the mouse is, in the view under it and no other.

    :param scene: the scene
    :param layoutManager: slicer.app.layoutManager(); None without a main window, then nothing is drawn
    """

    def __init__(self, scene, layoutManager):
        self._ghost: _Ghost | None = None
        self._view: View | None = None
        self._drawings = ViewDrawings(lambda: sliceViews(layoutManager),
                                      lambda view: _ViewGhost(view, scene, lambda: self._ghost))

    def show(self, view: View, center: np.ndarray, role: str, shape: str, size: float) -> None:
        """Draw it in a view, around a place in RAS mm."""
        self._drawings.show()
        if self._view is not None and self._view.window is not view.window:
            self._view.scheduleRender()
        self._ghost, self._view = _Ghost(view.window, tuple(center.tolist()), role, shape, size), view
        view.scheduleRender()

    def hide(self) -> None:
        """Draw nothing until the mouse is in a view again."""
        if self._view is not None:
            self._view.scheduleRender()
        self._ghost = self._view = None

    def remove(self) -> None:
        """Take it out of all views."""
        self._ghost = self._view = None
        self._drawings.remove()


class _ViewGhost(ViewDrawing):
    """The outline in one view."""

    def __init__(self, view: View, scene, ghost):
        self._scene, self._ghostOf = scene, ghost
        self._shown: tuple | None = None
        self._lines = ColoredLines()
        super().__init__(view, self._lines.actors)

    def update(self) -> None:
        """Bring the outline up to date."""
        ghost = self._ghostOf()
        ghost = ghost if ghost is not None and ghost.window is self.view.window else None
        shown = (ghost, self.view.node.GetMTime() if ghost else 0)
        if shown != self._shown:
            self._shown = shown
            self._lines.set(*(self._outline(ghost) if ghost else _NONE))

    def _outline(self, ghost: _Ghost) -> tuple[np.ndarray, np.ndarray]:
        kind = regionShape(ghost.shape)
        if not kind.isRoi:
            return _NONE
        toView = np.linalg.inv(np.reshape(self.view.node.GetXYToRAS().GetData(), (4, 4)))
        volume = self._scene.GetNodeByID(self.view.layers.GetBackgroundVolumeID() or "")
        turned = np.reshape(self.view.node.GetSliceToRAS().GetData(), (4, 4))[:3, :3]
        size, axes = onImage(volume, ghost.size, turned)
        toWorld = np.eye(4)
        toWorld[:3, :3] = axes * size / 2
        toWorld[:3, 3] = ghost.center
        matrix = toView @ toWorld
        outlines = kind.outlinesInPlane(matrix[np.newaxis]) if kind.outlinesInPlane else _rectangle(matrix)
        if not np.isfinite(outlines).all():
            return _NONE
        return outlines, np.array([[*regionRole(ghost.role).color, _OPACITY]])


def _rectangle(matrix: np.ndarray) -> np.ndarray:
    """Return (1, 4, 2) corners of a box about a place of a view, of the two axes that lie in it most."""
    across = np.argsort(np.abs(matrix[2, :3]))[:2]
    first, second = matrix[:2, across].T
    corners = [matrix[:2, 3] + one * first + other * second for one, other in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return np.array([corners])
