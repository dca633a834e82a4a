"""The paraspinal muscles behind a vertebra: an even place on either side whose mirror image is as bright.

Assumed: every limit. Erector spinae and multifidus lie 15 to 30 mm beside the midline and behind the laminae, some 30
to 65 mm behind the middle of a thoracic body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

import numpy as np

from ..Case import Series
from ..Measurement import Image
from .Sampling import grid, signalAt

_SIDE, _BEHIND = np.arange(14.0, 30.5, 2.0), np.arange(-64.0, -29.5, 2.0)  # mm from the curve of the bodies
# Muscle is neither air, nor brighter than marrow that holds fat; signal over that of marrow.
_DARKEST, _BRIGHTEST = 0.12, 1.3
_UNEVEN = 0.3  # SD over mean
SIDES_ALIKE = 1.3  # one side over the other, on any series
# Heights that are tried, nearest first.
_HEIGHTS = (0.0, -8.0, 8.0, -16.0, 16.0, -24.0, 24.0)  # mm


def ball(radius: float) -> np.ndarray:
    """Return (N, 3) points that fill a ball evenly, mm."""
    points = grid(*[np.linspace(-radius, radius, 5)] * 3).reshape(-1, 3)
    return points[np.linalg.norm(points, axis=1) <= radius]


def bothMuscles(series: Sequence[Series], place: Callable[[np.ndarray], np.ndarray], wanted: float, radius: float,
                marrow: Sequence[float], isFree: Callable[[np.ndarray], bool]) -> list[np.ndarray] | None:
    """Find a place in the muscle on the left, and its mirror image on the right.

    :param series: native MR series
    :param place: as for cordNear
    :param wanted: height along the curve of the bodies, mm
    :param radius: of the regions, mm
    :param marrow: signal of marrow on each series, NaN where there is none
    :param isFree: tells whether nothing else lies in a ball of this radius, by its center (3,) RAS mm
    :return: two (3,) RAS mm; None where no such place is seen
    """
    points = ball(radius)
    for height in _HEIGHTS:
        centers = [(side, behind, wanted + height) for side, behind in product(_SIDE, _BEHIND)]
        around = np.array([[(sign * side, behind, along) for side, behind, along in centers] for sign in (-1.0, 1.0)])
        world = place((around[:, :, np.newaxis] + points).reshape(-1, 3)).reshape(2, len(centers), len(points), 3)
        cost, seen = np.zeros(len(centers)), np.zeros(len(centers))
        for one, bright in zip(series, marrow):
            signal = signalAt(one.image, world)
            mean, spread = signal.mean(axis=-1), signal.std(axis=-1)
            isShown = np.isfinite(mean).all(axis=0)
            with np.errstate(invalid="ignore", divide="ignore"):
                uneven = (spread / mean).max(axis=0)
                sides = np.abs(np.log(mean[0] / mean[1]))
                relative = mean.mean(axis=0) / bright
            wrong = (uneven > _UNEVEN) | (sides > np.log(SIDES_ALIKE))
            if np.isfinite(bright):
                wrong |= (relative < _DARKEST) | (relative > _BRIGHTEST)
            cost += np.where(isShown, np.where(wrong, np.inf, uneven + sides), 0.0)
            seen += isShown
        cost = np.where(seen > 0, cost / np.maximum(seen, 1), np.inf)
        for index in np.argsort(cost):
            if not np.isfinite(cost[index]):
                break
            found = list(place(around[:, index]))
            if all(map(isFree, found)):
                return found
    return None


def isAlike(images: Sequence[Image], one: np.ndarray, other: np.ndarray) -> bool | None:
    """Tell whether the points of two regions are as bright on all images that show both, and the second is even.

    :param one, other: (N, 3) RAS mm
    :return: None where no image shows both
    """
    answers = []
    for image in images:
        first, second = signalAt(image, one), signalAt(image, other)
        if np.isfinite(first).all() and np.isfinite(second).all() and min(first.mean(), second.mean()) > 0:
            answers.append(max(first.mean() / second.mean(), second.mean() / first.mean()) <= SIDES_ALIKE
                           and second.std() <= max(_UNEVEN * second.mean(), 1.5 * first.std()))
    return all(answers) if answers else None
