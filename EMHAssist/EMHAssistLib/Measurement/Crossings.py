"""What closed outlines or closed surfaces enclose together, along lines that cross them.

A line is inside an outline from the first to the second crossing, from the third to the fourth, and so on (even-odd
rule). Several together: what lies wholly inside another is a hole in it, an island in that hole is inside again; those
that overlap in part are united; one that is there twice counts once. DICOM PS3.3 C.8.8.6.3 has holes as keyholes or by
exclusive disjunction of all outlines, and leaves open what other outlines of one slice mean: most programs write holes
so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Weights this near to 0 or 1 are that: only rounding is between them.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Crossings:
    """Where lines cross the borders of something, an even number of times each.

    :param line: (E,) number of the line of each crossing
    :param place: (E,) where on the line
    """

    line: np.ndarray
    place: np.ndarray

    def steps(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return lines and places in order, and 1 where the line enters, -1 where it leaves."""
        order = np.lexsort((self.place, self.line))
        step = np.ones(len(order), dtype=np.int64)
        step[1::2] = -1
        return self.line[order], self.place[order], step


@dataclass(frozen=True)
class Nesting:
    """How outlines lie in each other.

    :param factors: for each outline 1 where it encloses, 0 where it counts with another one, and below 0 where it is a
        hole: as many as it is a hole in
    :param repeated: numbers of the outlines that are there twice
    """

    factors: tuple[int, ...]
    repeated: tuple[int, ...]

    @property
    def holes(self) -> int:
        """How many are holes."""
        return sum(factor < 0 for factor in self.factors)


def length(crossings: Crossings) -> float:
    """Return the length of all lines inside one outline."""
    _line, place, step = crossings.steps()
    return -float((place * step).sum())


def sharedLength(one: Crossings, other: Crossings) -> float:
    """Return the length of all lines inside both of two outlines."""
    line, place, step = _merged([one, other], [1, 1])
    isShared = np.cumsum(step) == 2
    return float((np.diff(place) * isShared[:-1] * (np.diff(line) == 0)).sum())


def nesting(outlines: Sequence[Crossings], tolerances: Sequence[float]) -> Nesting:
    """Find which outlines are there twice and which are holes in others.

    :param tolerances: length of lines of each outline that is nothing: what two copies of it differ by
    """
    count = len(outlines)
    lengths = [length(outline) for outline in outlines]
    contains = np.zeros((count, count), dtype=bool)  # [outer, inner]
    boxes = [_box(outline) for outline in outlines]
    repeated: set[int] = set()
    for one in range(count):
        for other in range(one + 1, count):
            if one in repeated or other in repeated or _apart(boxes[one], boxes[other]):
                continue
            shared = sharedLength(outlines[one], outlines[other])
            isInside = [lengths[number] - shared <= tolerances[number] for number in (one, other)]
            if all(isInside):
                repeated.add(other)
            else:
                contains[other, one], contains[one, other] = isInside
    depth = np.zeros(count, dtype=int)
    for number in sorted(range(count), key=lambda number: -lengths[number]):
        outer = [other for other in np.flatnonzero(contains[:, number]) if other not in repeated]
        depth[number] = 1 + max((depth[other] for other in outer), default=-1)
    factors = []
    for number in range(count):
        if number in repeated:
            factors.append(0)
        elif depth[number] % 2 == 0:
            factors.append(1)
        else:
            factors.append(-sum(bool(contains[other, number] and depth[other] == depth[number] - 1)
                                for other in range(count) if other not in repeated))
    return Nesting(tuple(factors), tuple(sorted(repeated)))


def together(outlines: Sequence[Crossings], factors: Sequence[int]) -> Crossings:
    """Return where lines cross the border of all outlines together.

    :param factors: those of Nesting
    """
    line, place, step = _merged(outlines, factors)
    inside = np.cumsum(step) > 0
    # Changes at one place come one after another; those that lead back to the same side leave no trace but a length 0.
    changes = np.flatnonzero(np.diff(inside, prepend=False))
    return Crossings(line[changes], place[changes])


def exclusive(outlines: Sequence[Crossings]) -> Crossings:
    """Return where lines cross the border of the exclusive disjunction (XOR) of all outlines: every crossing."""
    return Crossings(np.concatenate([outline.line for outline in outlines]),
                     np.concatenate([outline.place for outline in outlines]))


def coverage(crossings: Crossings, cellOfLine: np.ndarray, cellCount: int, first: int, last: int) -> np.ndarray:
    """Return the sum over lines of the part of each voxel, from first to before last along the lines, that is inside.

    :param crossings: places in voxel indices
    :param cellOfLine: which cell each line counts for
    :return: (cellCount, last - first)
    """
    line, place, step = crossings.steps()
    size = last - first
    along = np.clip(place - (first - 0.5), 0, size)
    voxel = np.minimum(np.floor(along), size).astype(np.intp)
    part = along - voxel
    index = cellOfLine[line] * (size + 2) + voxel
    changes = (np.bincount(index, step * (1 - part), cellCount * (size + 2))
               + np.bincount(index + 1, step * part, cellCount * (size + 2)))
    return np.cumsum(changes.reshape(cellCount, size + 2), axis=1)[:, :size]


def rounded(weights: np.ndarray, rounding: float = _ROUNDING) -> np.ndarray:
    """Return weights of which those next to 0 and 1 are 0 and 1."""
    weights = np.where(weights < rounding, 0.0, weights)
    return np.where(weights > 1 - rounding, 1.0, weights)


def expand(first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return for ranges from first to before last which range each of their numbers is of, and the numbers."""
    count = last - first
    owner = np.repeat(np.arange(len(first)), count)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count) + first[owner]


def _merged(outlines: Sequence[Crossings], factors: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lines, places and steps of several outlines in order, steps multiplied by factors."""
    steps = [outline.steps() for outline in outlines]
    if not steps:
        return np.zeros(0, dtype=np.intp), np.zeros(0), np.zeros(0, dtype=np.int64)
    line, place = (np.concatenate([step[part] for step in steps]) for part in (0, 1))
    change = np.concatenate([step[2] * factor for step, factor in zip(steps, factors)])
    order = np.lexsort((place, line))
    return line[order], place[order], change[order]


def _box(outline: Crossings) -> tuple[float, float, float, float]:
    if not outline.line.size:
        return np.inf, -np.inf, np.inf, -np.inf
    return (float(outline.line.min()), float(outline.line.max()), float(outline.place.min()),
            float(outline.place.max()))


def _apart(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] > other[1] or other[0] > one[1] or one[2] > other[3] or other[2] > one[3]
