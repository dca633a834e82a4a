"""Closed contours to pixels."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


def fillContours(contours: Iterable[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Return the pixels whose centers lie inside contours, by the even-odd rule.

    A point is inside when a ray from it crosses the contours an odd number of times (Foley et al., Computer Graphics,
    2nd ed. 1990, section 3.6). Contours inside others so become holes, and the bridges of keyhole contours vanish, as
    DICOM PS3.3 C.8.8.6 wants.

    :param contours: (N, 2) points each, in columns and rows of the image; the last point joins the first
    :param shape: rows and columns of the image
    :return: rows x columns of bool
    """
    rows, columns = shape
    # How often an edge is crossed on the way from one pixel to the next one in its row.
    crossings = np.zeros((rows, columns + 1), dtype=np.int64)
    for contour in contours:
        start, end = contour, np.roll(contour, -1, axis=0)
        # Rows whose line an edge crosses: half open, so that a vertex on a line counts once.
        first = np.ceil(np.minimum(start[:, 1], end[:, 1])).clip(0, rows).astype(int)
        last = np.ceil(np.maximum(start[:, 1], end[:, 1])).clip(0, rows).astype(int)
        count = last - first
        edge = np.repeat(np.arange(len(contour)), count)
        row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[edge]
        fraction = (row - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
        column = np.ceil(start[edge, 0] + fraction * (end[edge, 0] - start[edge, 0])).clip(0, columns).astype(int)
        np.add.at(crossings, (row, column), 1)
    return np.cumsum(crossings, axis=1)[:, :columns] % 2 == 1
