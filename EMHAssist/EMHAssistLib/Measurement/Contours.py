"""Contours drawn in a slice as the fraction of each pixel that they enclose.

A contour was drawn freely, along the borders of pixels, or traced around the pixels of a mask by a program. Tracing has
the vertices at the centers of the outermost pixels (OpenCV's findContours, as rt-utils uses it) or halfway between
neighbors (marching squares); both stand for whole pixels. "Points in space lying along the path defined by the contour
are considered to be part of the ROI", says DICOM PS3.3 C.8.8.6.3: so the outermost pixels belong to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .Crossings import Crossings, coverage, exclusive, expand, length, nesting, rounded, together

# Lines through each row of pixels, along which areas are exact.
_LINES = 16
# How far vertices may lie from where tracing puts them, in pixels: files round to 0.01 mm or so.
_AT = 0.05
# Contours that are nowhere farther apart than this on average, in pixels, are one that is there twice.
_SAME = 0.02
# A contour of a smaller area, in pixels, is a line or a point.
_FLAT = 1e-4
# Contours follow the borders of pixels to so many pixels.
_ROUNDING = 1e-3


@dataclass(frozen=True)
class FilledSlice:
    """What contours enclose in a slice, and what had to be decided for it.

    :param weights: (rows, columns) 0 to 1
    :param flat: how many contours enclose nothing and are left out
    :param repeated: how many are there twice and count once
    :param holes: how many lie inside others and are holes in these
    :param crossing: how many cross themselves
    :param isThroughCenters: all run through the centers of pixels
    :param centerFraction: of the vertices, how many lie at centers of pixels
    """

    weights: np.ndarray
    flat: int = 0
    repeated: int = 0
    holes: int = 0
    crossing: int = 0
    isThroughCenters: bool = False
    centerFraction: float = 0.0


def fillSlice(contours: Sequence[np.ndarray], first: tuple[int, int], size: tuple[int, int], isExclusive: bool = False,
              arePixels: bool = True) -> FilledSlice:
    """Return what contours of one slice enclose.

    :param contours: (N, 2) points each, in columns and rows of the image; the last point joins the first
    :param first: column and row of the first pixel
    :param size: columns and rows
    :param isExclusive: contours are combined by exclusive disjunction (CLOSEDPLANAR_XOR); else see Crossings
    :param arePixels: the contours may have been traced around these pixels
    """
    wound = [_unwound(contour) for contour in contours]
    contours = [contour for contour, _times in wound]
    repeated = sum(times > 1 for _contour, times in wound)
    points = np.concatenate(contours)
    areCenters = (np.abs(points - np.rint(points)) <= _AT).all(axis=1)
    areBetween = _areBetween(points) & arePixels
    isThroughCenters = bool(areCenters.all()) and arePixels

    rows = np.arange(first[1], first[1] + size[1])
    lines = first[1] - 0.5 + (np.arange(size[1] * _LINES) + 0.5) / _LINES
    crossings = [_crossings(contour, lines) for contour in contours]
    areas = [length(one) / _LINES for one in crossings]
    isFlat = [area < _FLAT for area in areas]
    solid = [contour for contour, flat in zip(contours, isFlat) if not flat]
    outlines = [one for one, flat in zip(crossings, isFlat) if not flat]
    found = nesting(outlines, [_SAME * _LINES * _perimeter(contour) for contour in solid])
    crossing = sum(abs(area - _shoelace(contour)) > max(0.5, 0.01 * area)
                   for area, contour in zip(areas, contours) if area >= _FLAT)

    if isThroughCenters or areBetween.all():
        # Of whole pixels: those whose centers are inside.
        if isThroughCenters:
            solid = [np.rint(contour) for contour in solid]
        outlines = [_crossings(contour, rows.astype(float)) for contour in solid]
        outlines = [Crossings(one.line, np.ceil(one.place) - 0.5) for one in outlines]
        cells, across, rounding = np.arange(size[1]), 1, 0.5
    else:
        cells, across, rounding = np.arange(len(lines)) // _LINES, _LINES, _ROUNDING
    if isExclusive:
        border = exclusive([one for one, factor in zip(outlines, found.factors) if factor])
    else:
        border = together(outlines, found.factors)
    weights = rounded(coverage(border, cells, size[1], first[0], first[0] + size[0]) / across, rounding)
    if isThroughCenters:
        for contour in contours:
            column, row = _pixelsAlong(np.rint(contour).astype(int)) - np.reshape(first, (2, 1))
            weights[row, column] = 1
    return FilledSlice(np.clip(weights, 0, 1), 0 if isThroughCenters else sum(isFlat),
                       repeated + len(found.repeated), 0 if isExclusive else found.holes, crossing, isThroughCenters,
                       float(areCenters.mean()))


def _unwound(contour: np.ndarray) -> tuple[np.ndarray, int]:
    """Return a contour without points that are there again at once, and how often it goes all the way around: as often
    as the same points come again."""
    contour = np.asarray(contour, dtype=np.float64)
    moved = (np.abs(contour - np.roll(contour, 1, axis=0)) > 1e-6).any(axis=1)
    contour = contour[moved] if moved.any() else contour[:1]
    for times in range(len(contour) // 3, 1, -1):
        if len(contour) % times == 0:
            each = len(contour) // times
            if np.allclose(contour.reshape(times, each, 2), contour[:each], atol=_SAME):
                return contour[:each], times
    return contour, 1


def _areBetween(points: np.ndarray) -> np.ndarray:
    """Tell which points lie halfway between two pixels that are neighbors in a row or a column."""
    atCenter = np.abs(points - np.rint(points)) <= _AT
    atBorder = np.abs(points - np.floor(points) - 0.5) <= _AT
    return (atCenter[:, 0] & atBorder[:, 1]) | (atCenter[:, 1] & atBorder[:, 0])


def _crossings(contour: np.ndarray, lines: np.ndarray) -> Crossings:
    """Return where lines of constant row, in ascending order, cross a contour; a vertex on a line counts once."""
    start, end = contour, np.roll(contour, -1, axis=0)
    edge, line = expand(np.searchsorted(lines, np.minimum(start[:, 1], end[:, 1])),
                        np.searchsorted(lines, np.maximum(start[:, 1], end[:, 1])))
    part = (lines[line] - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    return Crossings(line, start[edge, 0] + part * (end[edge, 0] - start[edge, 0]))


def _pixelsAlong(contour: np.ndarray) -> np.ndarray:
    """Return (2, N) column and row of the pixels whose centers lie on the edges of a contour from center to center."""
    runs = np.roll(contour, -1, axis=0) - contour
    number = np.maximum(np.gcd(*np.abs(runs.T)), 1)
    edge, step = expand(np.zeros_like(number), number)
    return (contour[edge] + step[:, None] * (runs[edge] // number[edge, None])).T


def _perimeter(contour: np.ndarray) -> float:
    return float(np.linalg.norm(np.roll(contour, -1, axis=0) - contour, axis=1).sum())


def _shoelace(contour: np.ndarray) -> float:
    (x, y), (nextX, nextY) = (contour - contour[0]).T, np.roll(contour - contour[0], -1, axis=0).T
    return abs(float((x * nextY - nextX * y).sum())) / 2
