"""The cord behind a vertebra: a round spot that is darker than what surrounds it where CSF is bright, else brighter.

Assumed: every limit. The cord of an adult is 6 to 10 mm across, its middle 15 to 30 mm behind that of the body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..Case import Series
from .Sampling import grid, signalAt

# Sequences on which CSF is brighter than the cord.
_CSF_BRIGHT = ("T2", "STIR", "OpposedPhase")
_SIDE, _BEHIND = np.arange(-5.0, 5.5, 1.0), np.arange(-34.0, -11.5, 1.0)  # mm from the curve of the bodies
# Half the size of the spot and of the ring around it, to the side and to the front: CSF is thin there.
_INSIDE, _AROUND = np.array([2.4, 1.5]), np.array([6.3, 4.8])  # mm
_ALONG = 4.0  # mm from one height to the next
# Contrast over sum of spot and ring, the mean over series; below it nothing is seen.
_LEAST = 0.075
# Farther from where it is wanted, the contrast has to be larger by this a mm.
_PER_MM = 0.002
# Nor is it far from the midline; of millimeters to the side.
_PER_MM_ASIDE = 0.01
# The ring is asked on each side by itself: three places each in front, on the left, behind and on the right.
_SIDES = np.radians(np.array([90.0, 180.0, 270.0, 0.0])[:, np.newaxis] + [-25.0, 0.0, 25.0])


def cordNear(series: Sequence[Series], place: Callable[[np.ndarray], np.ndarray], wanted: float, reach: float,
             isFree: Callable[[np.ndarray], bool]) -> tuple[np.ndarray, float, float] | None:
    """Find where the cord is best seen near a height.

    :param series: on which the spine is seen
    :param place: returns (..., 3) RAS mm of (..., 3) to the right, in front of and along the curve of the bodies, mm
    :param wanted: height along that curve, mm
    :param reach: how far from it, mm
    :param isFree: tells whether nothing else lies at a place, (3,) RAS mm
    :return: (3,) RAS mm, height, and contrast; None where no cord is seen
    """
    heights = wanted + np.arange(-reach, reach + _ALONG / 2, _ALONG)
    circle = np.stack([np.cos(_SIDES.ravel()), np.sin(_SIDES.ravel())], axis=1)
    spot, ring = np.concatenate([[[0.0, 0.0]], circle[1::3] * _INSIDE]), circle * _AROUND
    centers = grid(heights, _BEHIND, _SIDE)[..., ::-1]  # right, front, along
    offsets = np.concatenate([spot, ring])
    points = centers[..., np.newaxis, :] + np.pad(offsets, ((0, 0), (0, 1)))
    world = place(points.reshape(-1, 3)).reshape(points.shape)
    # Around the cord CSF stands out most where it is bright; on T1 fat and thick slices hide it.
    series = [one for one in series if one.role in _CSF_BRIGHT] or series
    sums, shown = np.zeros(centers.shape[:-1]), np.zeros(centers.shape[:-1])
    for one in series:
        signal = signalAt(one.image, world)
        inside, around = signal[..., :len(spot)], signal[..., len(spot):]
        sides = around.reshape(*around.shape[:-1], *_SIDES.shape).mean(axis=-1)
        middle = inside.mean(axis=-1)
        sign = 1.0 if one.role in _CSF_BRIGHT else -1.0
        with np.errstate(invalid="ignore", divide="ignore"):
            contrasts = sign * (sides - middle[..., np.newaxis]) / (np.abs(sides) + np.abs(middle)[..., np.newaxis])
            # The least of all sides: an edge, or a line, is none. The cord itself is even.
            contrast = contrasts.min(axis=-1) - inside.std(axis=-1) / (2 * np.abs(middle))
        isShown = np.isfinite(contrast)
        sums[isShown] += contrast[isShown]
        shown += isShown
    found = np.where(shown > 0, sums / np.maximum(shown, 1), -1.0)
    # It goes on above and below.
    smooth = found.copy()
    smooth[1:-1] = (found[:-2] + found[1:-1] + found[2:]) / 3
    smooth[[0, -1]] = -1.0
    score = (smooth - _PER_MM * np.abs(heights - wanted)[:, np.newaxis, np.newaxis] - _PER_MM_ASIDE * np.abs(_SIDE))
    for index in np.argsort(score.max(axis=(1, 2)))[::-1]:
        row, column = np.unravel_index(score[index].argmax(), score.shape[1:])
        contrast = float(smooth[index, row, column])
        if contrast < _LEAST:
            return None
        center = place(centers[index, row, column][np.newaxis])[0]
        if isFree(center):
            return center, float(heights[index]), contrast
    return None
