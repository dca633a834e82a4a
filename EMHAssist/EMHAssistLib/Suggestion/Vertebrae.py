"""The neighbors of a vertebra, found by their likeness to it: normalized cross-correlation along the spine.

Normalized correlation as in Lewis, Fast Normalized Cross-Correlation, Vision Interface 1995: a place is as like as the
correlation coefficient of the two patches, so that gain and offset, such as of the coil, do not count. Each vertebra is
compared with the one found before it, since neighbors differ less in size and tilt than those farther apart.

Assumed: every limit. Distances between bodies are those of Naming.VertebralLevels, with wide limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..Measurement import Image
from .Sampling import grid, signalAt

# The picture is averaged over these places to the side: noise and the vein in the middle count less.
_SIDEWAYS = (-3.0, 0.0, 3.0)  # mm
_STEP = 1.0  # mm from one sample of it to the next
_TOP = 3  # samples to either side of a top
# Next center, in distances to the last one; and how far it may lie to the front or back of the straight way there.
_NEAREST, _FARTHEST, _ASIDE = 0.72, 1.35, 0.35
# Of distances that are not known: from small cervical to large lumbar vertebrae.
_DISTANCES = (13.0, 46.0)  # mm
# A patch holds the body, its endplates, and a part of the discs and of the canal; in distances. A lower one, where the
# image ends.
_HALF_HEIGHTS, _HALF_DEPTH = (0.6, 0.45), 0.75
_WEIGHTS = (1.0, 0.7)
# What is off the expected way counts less, as much as this much less likeness at the limits.
_OFF_THE_WAY = 0.08
# Below it there is no vertebra to be seen; how like patches of anything are.
_LEAST = 0.5


@dataclass(frozen=True)
class Found:
    """A vertebra.

    :param center: (3,) RAS mm of the place that is like the center of the first
    :param steps: vertebrae above the first, below it negative
    :param likeness: to the one before, up to 1
    """

    center: np.ndarray
    steps: int
    likeness: float


def neighbors(images: Sequence[Image], center: np.ndarray, axes: np.ndarray, distance: float | None,
              count: int) -> list[Found]:
    """Find the vertebrae above and below one.

    :param images: in which the spine is seen from the side
    :param center: (3,) RAS mm, in the middle of the body of the first
    :param axes: (3, 3) right, anterior and superior there, in RAS as columns
    :param distance: mm to the next ones, roughly; None where nothing tells
    :param count: at most so many in either direction
    :return: those found, from below to above; without those that are not in the image or not like the others
    """
    reach = count * _FARTHEST * (distance or 30.0) + (distance or 30.0)
    view = _SideView(images, center, axes, reach)
    distance = _measured(view, distance)
    if distance is None:
        return []
    found = []
    for up in (-1, 1):
        here, way, known = np.zeros(2), np.array([0.0, up * distance]), []
        passed = 0  # vertebrae that are not like the others
        for step in range(1, count + 1):
            result = _next(view, here, way, passed)
            if result is None:
                passed += 1
                continue
            there, likeness = result
            known.append(Found(view.toWorld(there), up * step, likeness))
            # The next one lies on as the last one did, half of the change being chance.
            here, way, passed = there, (way + (there - here) / (1 + passed)) / 2, 0
        found += known
    return sorted(found, key=lambda one: one.steps)


class _SideView:
    """Pictures of the spine from the side on a common grid, (up, front) in mm from the first center."""

    def __init__(self, images: Sequence[Image], center: np.ndarray, axes: np.ndarray, reach: float):
        self._center, self._axes = center, axes
        self._half = np.ceil(np.array([reach, 60.0]) / _STEP).astype(int)  # samples up, to the front
        up, front = (np.arange(-half, half + 1) * _STEP for half in self._half)
        points = center + grid(np.array(_SIDEWAYS), front, up) @ axes.T
        self._pictures = [picture.mean(axis=0).T for picture in (signalAt(image, points) for image in images)]

    def toWorld(self, place: np.ndarray) -> np.ndarray:
        """Return (3,) RAS mm of a place (front, up)."""
        return self._center + self._axes[:, 1] * place[0] + self._axes[:, 2] * place[1]

    def likeness(self, here: np.ndarray, half: np.ndarray, front: np.ndarray, up: np.ndarray) -> np.ndarray:
        """Return how like the patch at a place those at others are, the mean over all series that show both.

        :param here: (2,) front, up, mm
        :param half: (2,) half the size of a patch to the front and up, mm
        :param front, up: samples of other places along each axis
        :return: (up, front) correlation, NaN where no series shows the patch
        """
        size = np.round(half / _STEP).astype(int)
        sums, shown = np.zeros((len(up), len(front))), np.zeros((len(up), len(front)))
        row, column = np.round(here[::-1] / _STEP).astype(int) + self._half
        for picture in self._pictures:
            first = picture[max(row - size[1], 0):row + size[1] + 1, max(column - size[0], 0):column + size[0] + 1]
            low, left = up[0] + self._half[0] - size[1], front[0] + self._half[1] - size[0]
            block = picture[max(low, 0):up[-1] + self._half[0] + size[1] + 1,
                            max(left, 0):front[-1] + self._half[1] + size[0] + 1]
            if (first.shape != tuple(2 * size[::-1] + 1) or min(low, left) < 0 or not np.isfinite(first).all()
                    or block.shape != (len(up) + 2 * size[1], len(front) + 2 * size[0])):
                continue
            windows = np.lib.stride_tricks.sliding_window_view(block, first.shape)
            pattern = first - first.mean()
            norm = np.sqrt((pattern ** 2).sum())
            product = np.einsum("ijkl,kl->ij", windows, pattern)
            spread = np.sqrt(np.maximum((windows ** 2).sum(axis=(2, 3)) - windows.sum(axis=(2, 3)) ** 2 / first.size,
                                        0.0))
            one = np.where(spread * norm > 0, product / np.maximum(spread * norm, 1e-12), np.nan)
            isShown = np.isfinite(one)
            sums[isShown] += one[isShown]
            shown += isShown
        return np.where(shown > 0, sums / np.maximum(shown, 1), np.nan)


def _measured(view: _SideView, distance: float | None) -> float | None:
    """Return the distance to the next vertebrae: the nearest at which the picture repeats itself."""
    low, high = (_NEAREST * distance, _FARTHEST * distance) if distance else _DISTANCES
    steps = np.arange(np.floor(low / _STEP), np.ceil(high / _STEP) + 1).astype(int)
    half = np.array([_HALF_DEPTH, _HALF_HEIGHTS[0]]) * (distance or 20.0)
    profiles, front = [], np.arange(-6, 7)
    for up in (1, -1):
        likeness = view.likeness(np.zeros(2), half, front, np.sort(up * steps))[::up]
        profiles.append(np.where(np.isfinite(likeness), likeness, -1.0).max(axis=1))
    profile = np.max(profiles, axis=0)
    before, after = np.r_[-1.0, profile[:-1]], np.r_[profile[1:], -1.0]
    # Where the image ends there is no top.
    isTop = (profile >= before) & (profile >= after) & (before > -1) & (after > -1) & (profile >= _LEAST)
    tops = np.flatnonzero(isTop & (profile >= 0.85 * profile[isTop].max(initial=_LEAST)))
    return float(steps[tops[0]] * _STEP) if tops.size else distance


def _next(view: _SideView, here: np.ndarray, way: np.ndarray, passed: int) -> tuple[np.ndarray, float] | None:
    """Return the place (front, up) of the next vertebra and its likeness; None where there is none to be seen.

    :param here: place of the last one
    :param way: from one to the next, as far as is known
    :param passed: how many lie between
    """
    distance, start = np.linalg.norm(way), here + passed * way
    ends = np.sort([_NEAREST * way[1], _FARTHEST * way[1]]) + start[1]
    up = np.arange(np.ceil(ends[0] / _STEP), np.floor(ends[1] / _STEP) + 1).astype(int)
    middle, aside = start[0] + way[0], _ASIDE * distance
    front = np.arange(np.ceil((middle - aside) / _STEP), np.floor((middle + aside) / _STEP) + 1).astype(int)
    # What is seen in part counts less.
    for height, weight in zip(_HALF_HEIGHTS, _WEIGHTS):
        likeness = weight * view.likeness(here, np.array([_HALF_DEPTH, height]) * distance, front, up)
        if np.nanmax(likeness, initial=-1.0) >= _LEAST:
            break
    off = (((up * _STEP - start[1] - way[1]) / (0.3 * distance)) ** 2)[:, np.newaxis] + (
        (front * _STEP - middle) / aside) ** 2
    score = np.where(np.isfinite(likeness), likeness - _OFF_THE_WAY * off, -2.0)
    row, column = np.unravel_index(score.argmax(), score.shape)
    # At the end of what was searched, as where the image ends, it is no top.
    around = likeness[max(row - _TOP, 0):row + _TOP + 1, column]
    isTop = len(around) > 2 * _TOP and bool(np.isfinite(around).all())
    if not likeness[row, column] >= _LEAST or not isTop:
        return None
    place = np.array([front[column] + _vertex(score[row], column), up[row] + _vertex(score[:, column], row)]) * _STEP
    return place, float(likeness[row, column])


def _vertex(values: np.ndarray, at: int) -> float:
    """Return how far the top of the parabola through a sample and its neighbors is from it, in samples."""
    if not 0 < at < len(values) - 1 or min(values[at - 1:at + 2]) <= -1:
        return 0.0
    before, here, after = values[at - 1:at + 2]
    bend = before - 2 * here + after
    return float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < 0 else 0.0
