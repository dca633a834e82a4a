"""Vertebral levels along the axis of the spine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from ..Naming.LevelSpan import ABOVE, BELOW, LevelEnd, LevelSpan
from ..Naming.VertebralLevels import PITCH, orderedLevels

# Distances between vertebrae this many times the typical one are no anatomy: the names are wrong.
_LEAST, _MOST = 0.4, 1.8


class LevelScale:
    """Tells the vertebral level of a place from the places of named vertebrae.

    Levels between two named vertebrae are spread evenly. Beyond the last one, half a vertebra still belongs to it.

    :param positions: level to length along the spine in mm, upward
    :raises ValueError: the vertebrae are not in their order, or too near or too far from each other to be what they
        are called
    """

    def __init__(self, positions: Mapping[str, float]):
        self._order = orderedLevels(positions)
        self.known = [level for level in self._order if level in positions]
        self._indices = np.array([self._order.index(level) for level in self.known], dtype=np.float64)
        self._down = -np.array([positions[level] for level in self.known], dtype=np.float64)
        for upper, lower, step in zip(self.known, self.known[1:], np.diff(self._down)):
            expected = self._pitch(upper, lower)
            if not _LEAST * expected <= step <= _MOST * expected:
                raise ValueError(f"{lower} lies {step:.0f} mm below {upper}, where about {expected:.0f} mm are "
                                 "expected: vertebrae are misnamed or misplaced")

    def span(self, low: float, high: float) -> LevelSpan:
        """Return the levels between two places along the spine, in mm, each the nearest one; none with no vertebra."""
        return LevelSpan(self._end(high), self._end(low)) if self.known else LevelSpan()

    def places(self) -> dict[str, float]:
        """Return all levels from the uppermost to the lowermost named vertebra, and where their middles are along the
        spine, mm."""
        if not self.known:
            return {}
        between = range(int(self._indices[0]), int(self._indices[-1]) + 1)
        return {self._order[index]: -float(np.interp(index, self._indices, self._down)) for index in between}

    def _end(self, position: float) -> LevelEnd:
        down = -position
        if down < self._down[0] - PITCH[self.known[0][0]] / 2:
            return LevelEnd(self.known[0], ABOVE)
        if down > self._down[-1] + PITCH[self.known[-1][0]] / 2:
            return LevelEnd(self.known[-1], BELOW)
        return LevelEnd(self._order[round(float(np.interp(down, self._down, self._indices)))])

    def _pitch(self, upper: str, lower: str) -> float:
        between = self._order[self._order.index(upper):self._order.index(lower) + 1]
        return sum((PITCH[one[0]] + PITCH[other[0]]) / 2 for one, other in pairwise(between))
