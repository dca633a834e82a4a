"""Labels of what is seen in space: in a column on either side of it, in the order of what they name, so that the lines
that lead to it do not cross."""

from __future__ import annotations

import numpy as np

_DISTANCE = 26  # pixels from what is labeled
_MARGIN = 6  # pixels from the edge of the view
_GAP = 5  # pixels between labels


def placeInColumns(bounds: np.ndarray, sizes: np.ndarray, viewSize: tuple[int, int], taken=(),
                   scale: float = 1.0) -> np.ndarray:
    """Return the lower left corners of labels, in whole pixels.

    :param bounds: (N, 2, 2) lower and upper x and y of what each label names, pixels
    :param sizes: (N, 2) width and height of the labels
    :param viewSize: width and height of the view
    :param taken: (M, 4) x, y, width and height of rectangles to keep clear of
    :param scale: distances between labels are larger by this
    :return: (N, 2) x and y
    """
    if scale != 1.0:
        return np.rint(scale * placeInColumns(bounds / scale, sizes / scale, np.divide(viewSize, scale),
                                              np.reshape(taken, (-1, 4)) / scale)).astype(int)
    corners = np.zeros((len(bounds), 2))
    if not len(bounds):
        return corners.astype(int)
    centers = bounds.mean(axis=1)
    low, high = bounds[:, 0, 0].min(), bounds[:, 1, 0].max()
    # Each to the side that it lies on; where all are in line, in turns.
    order = np.argsort(centers[:, 0], kind="stable")
    isRight = np.zeros(len(bounds), dtype=bool)
    isRight[order[len(order) // 2:]] = True
    width = viewSize[0]
    for side in (False, True):
        own = np.flatnonzero(isRight == side)
        if not len(own):
            continue
        widest = sizes[own, 0].max()
        if side:
            corners[own, 0] = max(min(high + _DISTANCE, width - _MARGIN - widest), _MARGIN)
        else:
            edge = min(max(low - _DISTANCE, _MARGIN + widest), width - _MARGIN)
            corners[own, 0] = np.maximum(edge - sizes[own, 0], _MARGIN)
        left, right = corners[own, 0].min(), (corners[own, 0] + sizes[own, 0]).max()
        bottom, top = _room(left, right, viewSize[1], np.reshape(taken, (-1, 4)))
        corners[own, 1] = _stacked(centers[own, 1], sizes[own, 1], bottom, top)
    return corners.round().astype(int)


def _room(left: float, right: float, height: float, taken: np.ndarray) -> tuple[float, float]:
    """Return the largest part of a column that is free, as lower and upper y."""
    near = taken[(taken[:, 0] < right) & (left < taken[:, 0] + taken[:, 2])]
    edges = [(_MARGIN, _MARGIN), *sorted((y - _GAP, y + tall + _GAP) for _x, y, _wide, tall in near),
             (height - _MARGIN, height - _MARGIN)]
    reached, best = edges[0][1], (_MARGIN, height - _MARGIN, -np.inf)
    for low, high in edges[1:]:
        if low - reached > best[2]:
            best = reached, low, low - reached
        reached = max(reached, high)
    return best[:2]


def _stacked(centers: np.ndarray, heights: np.ndarray, bottom: float, top: float) -> np.ndarray:
    """Return the lower ends of labels one above another, each as near to its height as the others let it."""
    order = np.argsort(centers, kind="stable")
    steps = heights[order] + _GAP
    # Less what those below take up, labels may not come below each other: the nearest such heights are means over runs.
    before = np.concatenate([[0.0], np.cumsum(steps)[:-1]])
    wanted = centers[order] - heights[order] / 2 - before
    runs: list[list[float]] = []
    for value in wanted.tolist():
        runs.append([value, 1])
        while len(runs) > 1 and runs[-2][0] > runs[-1][0]:
            mean, count = runs.pop()
            runs[-1] = [(runs[-1][0] * runs[-1][1] + mean * count) / (runs[-1][1] + count), runs[-1][1] + count]
    fitted = np.concatenate([[mean] * int(count) for mean, count in runs])
    highest = top - (before[-1] + heights[order][-1])
    result = np.empty(len(centers))
    result[order] = np.clip(fitted, bottom, max(highest, bottom)) + before
    return result
