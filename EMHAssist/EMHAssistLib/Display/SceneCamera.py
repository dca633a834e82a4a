"""Where to look from at lesions in space, and the cameras of 3D views."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import slicer

from .Views import View

# From the side, so that a sagittal slice can be read, but turned to the front or the back and from somewhat above, so
# that what lies on either side of it stands out.
_TURN, _RAISE = 42.0, 14.0  # degrees
# Lesions fill at most this part of the view: labels stand around them.
_PART = 0.62
_SMALLEST = 45.0  # mm: half of what is seen at least
_SAME = 1e-3  # mm


@dataclass(frozen=True)
class Viewpoint:
    """Where a camera is, in RAS mm: its place, what it looks at, and what is up."""

    position: tuple[float, float, float]
    focalPoint: tuple[float, float, float]
    viewUp: tuple[float, float, float]

    def isAt(self, other: Viewpoint) -> bool:
        """Tell whether another one is the same but for rounding."""
        return bool(np.allclose([self.position, self.focalPoint, self.viewUp],
                                [other.position, other.focalPoint, other.viewUp], rtol=0, atol=_SAME))


def viewpoint(bounds: np.ndarray, axes: np.ndarray, middle: np.ndarray, angle: float, aspect: float) -> Viewpoint:
    """Return a viewpoint from which lesions are seen whole, from the side that most of them lie on.

    :param bounds: (N, 2, 3) lowest and highest R, A and S of each lesion, mm
    :param axes: (3, 3) directions of the spine to the right, the front and the top as columns
    :param middle: (3,) place of the spine beside them, RAS mm
    :param angle: of the camera, from the lower to the upper edge of the view, degrees
    :param aspect: width of the view divided by its height
    """
    center = (bounds[:, 0].min(axis=0) + bounds[:, 1].max(axis=0)) / 2
    radius = np.linalg.norm(bounds[:, 1].max(axis=0) - bounds[:, 0].min(axis=0)) / 2
    weights = np.prod(bounds[:, 1] - bounds[:, 0], axis=1)
    away = (weights @ (bounds.mean(axis=1) - middle) / weights.sum()) @ axes
    turn, raised = np.radians([_TURN, _RAISE])
    # Where both sides are alike, from the left, as sagittal images are seen: the front is to the left.
    side, front = (1.0 if away[0] > 1.0 else -1.0), (1.0 if away[1] > 1.0 else -1.0)
    direction = axes @ [side * np.cos(turn) * np.cos(raised), front * np.sin(turn) * np.cos(raised), np.sin(raised)]
    narrow = np.arctan(np.tan(np.radians(angle) / 2) * min(1.0, aspect))
    distance = max(radius / _PART, _SMALLEST) / np.sin(narrow)
    up = axes[:, 2] - (axes[:, 2] @ direction) * direction
    return Viewpoint(tuple((center + distance * direction).tolist()), tuple(center.tolist()),
                     tuple((up / np.linalg.norm(up)).tolist()))


def viewpointOf(view: View) -> Viewpoint:
    """Return where the camera of a 3D view is."""
    camera = view.widget.cameraNode()
    return Viewpoint(tuple(camera.GetPosition()), tuple(camera.GetFocalPoint()), tuple(camera.GetViewUp()))


def moveCamera(view: View, place: Viewpoint) -> None:
    """Move the camera of a 3D view."""
    camera = view.widget.cameraNode()
    with slicer.util.NodeModify(camera):
        camera.SetFocalPoint(*place.focalPoint)
        camera.SetPosition(*place.position)
        camera.SetViewUp(*place.viewUp)
    camera.ResetClippingRange()
