"""Which of the views the box goes to: one that is large, and there where it covers least of the image."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from .Views import View

AUTOMATIC, NOWHERE = "automatic", "none"
# A view at least this much as large as the largest one counts as large.
_LARGE = 0.7
# The part of a view around the corner of the box that should show no image: width and height.
_CORNER = 0.5, 0.35
_STEPS = 4  # of how much of that part an image covers; less difference is none


def boxView(views: Sequence[View], wanted: str, corner: str) -> View | None:
    """Return the view that the box goes to, None for none.

    :param views: the views there are, shown or not
    :param wanted: name of a view, which counts as long as that is shown, AUTOMATIC or NOWHERE
    :param corner: corner that the box goes to; see Corners.freeCorner
    """
    # Just after a scene is closed no view may be marked as shown.
    shown = [view for view in views if view.isShown] or list(views)
    if not shown or wanted == NOWHERE:
        return None
    chosen = next((view for view in shown if view.name == wanted), None)
    if chosen is not None:
        return chosen
    areas = [float(np.prod(view.window.GetSize())) for view in shown]
    large = [view for view, area in zip(shown, areas) if area >= _LARGE * max(areas)]
    return min(large, key=lambda view: round(_STEPS * coveredPart(view, corner)))


def coveredPart(view: View, corner: str) -> float:
    """Return how much of the part of a view around a corner its image covers, 0 to 1; nothing in a 3D view."""
    layers = view.layers
    volume = view.node.GetScene().GetNodeByID(layers.GetBackgroundVolumeID() or "") if layers else None
    if volume is None:
        return 0.0
    bounds = [0.0] * 6
    volume.GetRASBounds(bounds)
    corners = np.array([(*point, 1.0) for point in itertools.product(bounds[:2], bounds[2:4], bounds[4:])])
    inView = corners @ np.linalg.inv(np.reshape(view.node.GetXYToRAS().GetData(), (4, 4))).T
    size = np.array(view.window.GetSize(), dtype=float)
    low, high = inView[:, :2].min(axis=0), inView[:, :2].max(axis=0)
    extent = size * _CORNER
    start = np.where([corner.endswith("Left"), corner.startswith("lower")], 0.0, size - extent)
    common = np.clip(np.minimum(high, start + extent) - np.maximum(low, start), 0.0, None)
    return float(np.prod(common) / max(np.prod(extent), 1.0))
