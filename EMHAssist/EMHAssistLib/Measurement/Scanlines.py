"""A polygon cut by lines along x: the even-odd rule, for outlines that may be concave or cross themselves."""

from __future__ import annotations

from math import sqrt

import numpy as np


class Scanlines:
    """Where lines of constant y cross a closed polygon.

    Lines between two vertices that are neighbors in y cross the same edges. These are found once for each such strip.

    :param polygon: (N, 2) vertices x, y; the last is joined to the first
    """

    def __init__(self, polygon: np.ndarray):
        self._polygon = polygon
        self._levels = np.unique(polygon[:, 1])
        self._edges = _edgesOfStrips(polygon, self._levels)

    def crossings(self, y: np.ndarray) -> np.ndarray:
        """Return where lines cross the polygon, in ascending order: inside is from the first to the second crossing,
        from the third to the fourth, and so on.

        :param y: lines, of any shape
        :return: (M, ...) x of the crossings, M even; where there are fewer, pairs of equal ones
        """
        x, bottom, run, rise = self._edges[:, :, np.searchsorted(self._levels, y)]
        return np.sort(x + run * ((y - bottom) / rise), axis=0)

    def area(self) -> float:
        """Return the area inside; it differs from the shoelace formula where the polygon crosses itself."""
        _y, enter, leave, heights = self._sections()
        return float(((leave - enter) * heights).sum())

    def center(self) -> np.ndarray:
        """Return (2,) x and y of the center of the area inside."""
        y, enter, leave, heights = self._sections()
        areas = (leave - enter) * heights
        return np.array([((enter + leave) / 2 * areas).sum(), (y * areas).sum()]) / areas.sum()

    def trapezoids(self) -> np.ndarray:
        """Return the area inside as trapezoids.

        :return: (T, 4, 2) corners of each, x and y, one after another around it
        """
        levels = np.union1d(self._levels, self._selfCrossings())
        bottoms, tops = levels[:-1], levels[1:]
        middles = (bottoms + tops) / 2
        x, y, run, rise = self._edges[:, :, np.searchsorted(self._levels, middles)]
        order = np.argsort(x + run * ((middles - y) / rise), axis=0)
        low, high = (np.take_along_axis(x + run * ((level - y) / rise), order, axis=0) for level in (bottoms, tops))
        corners = np.array([[low[::2], bottoms + 0 * low[::2]], [low[1::2], bottoms + 0 * low[::2]],
                            [high[1::2], tops + 0 * low[::2]], [high[::2], tops + 0 * low[::2]]])
        isWide = (low[1::2] + high[1::2]) > (low[::2] + high[::2])
        return corners[:, :, isWide].transpose(2, 0, 1)

    def _sections(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return lines to integrate over: their y, where they enter and leave the area inside, (M, L), and the heights
        they stand for.

        Between levels edges do not cross, so that lengths change linearly: two nodes of Gauss are exact up to the
        center.
        """
        levels = np.union1d(self._levels, self._selfCrossings())
        middle, half = (levels[1:] + levels[:-1]) / 2, np.diff(levels) / 2
        y = np.concatenate([middle - half / sqrt(3), middle + half / sqrt(3)])
        x = self.crossings(y)
        return y, x[::2], x[1::2], np.tile(half, 2)

    def _selfCrossings(self) -> np.ndarray:
        """Return the y where two edges cross between two vertices that are neighbors in y."""
        found = []
        strips = np.array([self._levels[:-1], self._levels[1:]])
        x, bottom, run, rise = self._edges[:, :, 1:-1]
        low, high = (x + run * ((y - bottom) / rise) for y in strips)
        for distance in range(1, len(x)):
            before, after = low[distance:] - low[:-distance], high[distance:] - high[:-distance]
            crossed = np.nonzero(before * after < 0)
            fraction = before[crossed] / (before[crossed] - after[crossed])
            found.append(strips[0, crossed[1]] + fraction * (strips[1] - strips[0])[crossed[1]])
        return np.concatenate(found) if found else np.empty(0)


def _edgesOfStrips(polygon: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return the edges that cross each strip between two levels.

    :return: (4, M, L + 1) x and y of the start of the edges, their run in x and their rise in y; the first strip is
        below all levels, the last one above. Places that are left over hold an upright edge at x = 0, always an even
        number of them in a strip: two crossings at one place change nothing in the even-odd rule.
    """
    following = np.roll(polygon, -1, axis=0)
    ends = np.searchsorted(levels, np.sort([polygon[:, 1], following[:, 1]], axis=0))
    count = ends[1] - ends[0]
    edge = np.repeat(np.arange(len(polygon)), count)
    strip = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + ends[0, edge] + 1
    order = np.argsort(strip, kind="stable")
    edge, strip = edge[order], strip[order]
    place = np.arange(len(strip)) - np.searchsorted(strip, strip)
    table = np.zeros((4, place.max(initial=1) + 1, len(levels) + 1))
    table[3] = 1
    table[:, place, strip] = np.concatenate([polygon[edge].T, (following - polygon)[edge].T])
    return table
