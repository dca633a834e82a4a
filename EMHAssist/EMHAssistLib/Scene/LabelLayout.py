"""Where labels go in a view: beside what they name, apart from each other and inside the view."""

from __future__ import annotations

import numpy as np

_DISTANCE = 8  # pixels from what is labeled
_GAP = 2  # pixels between labels


def placeLabels(anchors: np.ndarray, sizes: np.ndarray, viewSize: tuple[int, int]) -> np.ndarray:
    """Return the lower left corners of labels, in whole pixels.

    A label goes to the right of its anchor at the same height, to the left where there is no room; then up or down, as
    far as it takes, until it covers no other one. Where the view is full, labels cover each other.

    :param anchors: (N, 2, 2) lower and upper x and y of what is labeled, pixels
    :param sizes: (N, 2) width and height of the labels
    :param viewSize: width and height of the view
    :return: (N, 2) x and y
    """
    room = np.maximum(np.array(viewSize) - sizes, 0)
    corners = anchors.mean(axis=1) - sizes / 2
    left, right = anchors[:, 0, 0] - _DISTANCE - sizes[:, 0], anchors[:, 1, 0] + _DISTANCE
    corners[:, 0] = np.where((right > room[:, 0]) & (left >= 0), left, right)
    corners = np.clip(corners, 0, room)
    if _overlaps(corners[:, None], sizes[:, None], corners, sizes).sum() > len(corners):  # each covers itself
        corners[:, 1] = _spread(corners, sizes, room[:, 1])
    return corners.round().astype(int)


def _spread(corners: np.ndarray, sizes: np.ndarray, highest: np.ndarray) -> np.ndarray:
    """Return y of labels, each moved to the nearest place that those before it, from the top, leave free."""
    corners = corners.copy()
    placed: list[int] = []
    for index in np.argsort(-corners[:, 1], kind="stable"):
        others, otherSizes = corners[placed], sizes[placed]
        heights = np.concatenate([corners[index:index + 1, 1], others[:, 1] - sizes[index, 1] - _GAP,
                                  others[:, 1] + otherSizes[:, 1] + _GAP])
        heights = heights[(heights >= 0) & (heights <= highest[index])]
        tried = np.column_stack([np.full(len(heights), corners[index, 0]), heights])
        isFree = ~_overlaps(tried[:, None], sizes[index], others, otherSizes).any(axis=1)
        if isFree.any():
            free = heights[isFree]
            corners[index, 1] = free[np.argmin(np.abs(free - corners[index, 1]))]
        placed.append(index)
    return corners[:, 1]


def _overlaps(corners, sizes, otherCorners, otherSizes) -> np.ndarray:
    """Tell which rectangles cover which others, by broadcasting."""
    return ((corners < otherCorners + otherSizes) & (otherCorners < corners + sizes)).all(axis=-1)
