"""Vertebral levels along the axis of the spine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import numpy as np

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

    def level(self, position: float) -> str:
        """Return the level nearest to a place; "above T4" or "below T9" beyond what is known, "" with no vertebra."""
        if not self.known:
            return ""
        down = -position
        if down < self._down[0] - PITCH[self.known[0][0]] / 2:
            return f"above {self.known[0]}"
        if down > self._down[-1] + PITCH[self.known[-1][0]] / 2:
            return f"below {self.known[-1]}"
        return self._order[round(float(np.interp(down, self._down, self._indices)))]

    def span(self, low: float, high: float) -> str:
        """Return the levels that something reaches, from the head down: "T5", "T5 to T7", "T8 and below"."""
        first, last = self.level(high), self.level(low)
        if first == last:
            return first
        for beyond, level in ((first, last), (last, first)):
            if beyond.split()[-1] == level:
                return f"{level} and {beyond.split()[0]}"
        return f"{first} to {last}"

    def _pitch(self, upper: str, lower: str) -> float:
        between = self._order[self._order.index(upper):self._order.index(lower) + 1]
        return sum((PITCH[one[0]] + PITCH[other[0]]) / 2 for one, other in pairwise(between))
