"""Where labels go in a view: beside what they name, apart from each other and inside the view."""

from __future__ import annotations

import numpy as np

_DISTANCE = 8  # pixels from what is labeled
_GAP = 2  # pixels between labels


def placeLabels(anchors: np.ndarray, sizes: np.ndarray, viewSize: tuple[int, int], taken=()) -> np.ndarray:
    """Return the lower left corners of labels, in whole pixels.

    A label goes to the right of its anchor at the same height, to the left where there is no room; then up or down, as
    far as it takes, until it covers no other one. Where the view is full, labels cover each other.

    :param anchors: (N, 2, 2) lower and upper x and y of what is labeled, pixels
    :param sizes: (N, 2) width and height of the labels
    :param viewSize: width and height of the view
    :param taken: (M, 4) x, y, width and height of rectangles to keep clear of
    :return: (N, 2) x and y
    """
    room = np.maximum(np.array(viewSize) - sizes, 0)
    corners = anchors.mean(axis=1) - sizes / 2
    left, right = anchors[:, 0, 0] - _DISTANCE - sizes[:, 0], anchors[:, 1, 0] + _DISTANCE
    corners[:, 0] = np.where((right > room[:, 0]) & (left >= 0), left, right)
    corners = np.clip(corners, 0, room)
    taken = np.reshape(taken, (-1, 4))
    others, otherSizes = np.vstack([taken[:, :2], corners]), np.vstack([taken[:, 2:], sizes])
    if _overlaps(corners[:, None], sizes[:, None], others, otherSizes).sum() > len(corners):  # each covers itself
        corners[:, 1] = _spread(corners, sizes, room[:, 1], taken)
    return corners.round().astype(int)


def _spread(corners: np.ndarray, sizes: np.ndarray, highest: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Return y of labels, each moved to the nearest place that those before it, from the top, leave free."""
    count = len(taken)
    others = np.vstack([taken, np.zeros((len(corners), 4))])
    result = corners[:, 1].copy()
    for index in np.argsort(-result, kind="stable"):
        (x, y), (width, height) = corners[index], sizes[index]
        # What shares no column with the label is never in its way.
        near = others[:count]
        near = near[(near[:, 0] < x + width) & (x < near[:, 0] + near[:, 2])]
        heights = np.concatenate([[y], near[:, 1] - height - _GAP, near[:, 1] + near[:, 3] + _GAP])
        heights = heights[(heights >= 0) & (heights <= highest[index])]
        isFree = ~((heights[:, None] < near[:, 1] + near[:, 3]) & (near[:, 1] < heights[:, None] + height)).any(axis=1)
        if isFree.any():
            free = heights[isFree]
            result[index] = free[np.argmin(np.abs(free - y))]
        others[count] = x, result[index], width, height
        count += 1
    return result


def _overlaps(corners, sizes, otherCorners, otherSizes) -> np.ndarray:
    """Tell which rectangles cover which others, by broadcasting."""
    return ((corners < otherCorners + otherSizes) & (otherCorners < corners + sizes)).all(axis=-1)
