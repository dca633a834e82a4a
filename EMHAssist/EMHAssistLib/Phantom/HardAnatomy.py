"""The anatomy of the harder cases: vertebral levels told apart, fat in the muscles, and the outermost layer of masses.

It refines the labels of Anatomy; what it does not name stays as it is. All of it is assumed.
"""

import numpy as np

from . import Anatomy
from .Movement import Movement
from .PhantomTissues import TISSUES, Label
from .SpineCoordinates import LEVEL_CENTERS, nearestLevel, toSpine

# Labels beyond those of the kind anatomy: the rim of masses, and marrow by vertebral level.
RIM = len(TISSUES)
FIRST_LEVEL = RIM + 1
LABEL_COUNT = FIRST_LEVEL + len(LEVEL_CENTERS)

RIM_THICKNESS = 1.5  # mm
_DIRECTIONS = np.array([(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)
                        if abs(x) + abs(y) + abs(z) in (1, 3)], dtype=np.float32)
_DIRECTIONS /= np.linalg.norm(_DIRECTIONS, axis=1)[:, None]

# Share of fat in the back muscles: in front and above, and how much more there is per mm backwards and downwards.
_FAT_SHARE = 0.04
_FAT_BACKWARDS = 0.004
_FAT_DOWNWARDS = 0.0012
_MOST_FAT = 0.35
_MUSCLE_FRONT = -30.0  # mm in spine coordinates


class HardAnatomy:
    """Where tissues are. movement moves all of it; fattyMuscle puts streaks of fat into the muscles, and hasRims tells
    the outermost layer of masses from their center."""

    def __init__(self, fattyMuscle=True, hasRims=True, movement=Movement()):
        self.fattyMuscle = fattyMuscle
        self.hasRims = hasRims
        self.movement = movement

    def labelsAt(self, points):
        """Labels below LABEL_COUNT of RAS points (N, 3) in mm, uint8 array of shape (N,)."""
        points = self.movement.origin(points).astype(np.float32)
        labels = Anatomy.tissueAt(points)
        _refine(labels, Label.Marrow, points, _markLevel)
        if self.hasRims:
            _refine(labels, Label.Emh, points, _markRim)
        if self.fattyMuscle:
            _refine(labels, Label.Muscle, points, _markStreaks)
        return labels


def fatShare(p, s):
    """Share of fat aimed at in muscle at the spine coordinates p and s, mm."""
    behind = np.maximum(_MUSCLE_FRONT - p, 0.0)
    return np.clip(_FAT_SHARE + _FAT_BACKWARDS * behind - _FAT_DOWNWARDS * s, 0.01, _MOST_FAT)


def _refine(labels, label, points, mark):
    index = np.flatnonzero(labels == label)
    if index.size:
        labels[index] = mark(points[index])


def _markLevel(points):
    return FIRST_LEVEL + nearestLevel(toSpine(*points.T)[2])[0]


def _markRim(points):
    labels = np.full(len(points), Label.Emh, dtype=np.uint8)
    for direction in _DIRECTIONS:
        inner = np.flatnonzero(labels == Label.Emh)
        outside = Anatomy.tissueAt(points[inner] + np.float32(RIM_THICKNESS) * direction) != Label.Emh
        labels[inner[outside]] = RIM
    return labels


def _markStreaks(points):
    """Streaks a few mm across and some cm long, which slant as the fibers of the muscles do."""
    x, p, s = toSpine(*points.T)
    # A sum of waves in different directions is spread about as a normal variable is.
    waves = (np.sin(1.15 * x + 0.35 * p + 0.10 * s) + np.sin(0.95 * p - 0.45 * x + 0.13 * s + 1.0)
             + np.sin(0.80 * x - 0.85 * p - 0.08 * s + 2.5) + np.sin(0.55 * x + 0.70 * p + 0.21 * s + 4.0))
    share = fatShare(p, s)
    # Of a normal variable with the SD of four waves, about the share lies above.
    return np.where(waves > -0.80 * np.log(share) - 0.09, Label.Fat, Label.Muscle).astype(np.uint8)
