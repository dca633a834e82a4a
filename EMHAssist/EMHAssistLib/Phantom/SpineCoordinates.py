"""Coordinates along the curved spine, in which every vertebral level looks alike.

x is the distance to the right of the middle of the spine, p the distance anterior to the centers of the vertebral
bodies, s the length along the spine upwards from the center of T6; all in mm. The centers of the bodies lie on a
circle, which gives the kyphosis and the wedged bodies that go with it, with a slight lateral sway added.

Vertebral levels are numbered 1 (T1) to 12 (T12); numbers beyond stand for the neighbors in neck and loin.
"""

import numpy as np

KYPHOSIS_RADIUS = 430.0  # mm; about 34 degrees from T2 to T12, within the normal 20 to 45 degrees
SWAY = 0.02  # mm lateral per mm along the spine, at T6
SWAY_LENGTH = 150.0  # mm along the spine at which the sway is back at the midline

REFERENCE_LEVEL = 6
REFERENCE_PITCH = 24.5  # mm from the center of one body to the next, at T6
PITCH_GROWTH = 0.6  # mm longer per level downwards
_LEVELS = np.arange(0, 16)
_STEPS = _LEVELS - REFERENCE_LEVEL
LEVEL_CENTERS = (-(REFERENCE_PITCH * _STEPS + 0.5 * PITCH_GROWTH * _STEPS ** 2)).astype(np.float32)


def toSpine(x, y, z):
    """Spine coordinates of points.

    :param x: right, mm, array of any shape (likewise y, anterior, and z, superior)
    :return: (x, p, s), arrays of the same shape and type
    """
    towardsCenter = KYPHOSIS_RADIUS - y
    radius = np.sqrt(towardsCenter * towardsCenter + z * z)
    s = KYPHOSIS_RADIUS * np.arcsin(z / radius)
    return x - _sway(s), KYPHOSIS_RADIUS - radius, s


def toRas(x, p, s):
    """Inverse of :func:`toSpine` for one point: its RAS position in mm, float64 array of shape (3,)."""
    radius = KYPHOSIS_RADIUS - p
    angle = s / KYPHOSIS_RADIUS
    return np.array([x + _sway(s), KYPHOSIS_RADIUS - radius * np.cos(angle), radius * np.sin(angle)])


def axesAt(s):
    """Directions right, anterior, superior of the spine at s, the columns of a (3, 3) rotation in RAS."""
    angle = s / KYPHOSIS_RADIUS
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[1.0, 0.0, 0.0], [0.0, cosine, sine], [0.0, -sine, cosine]])


def nearestLevel(s):
    """Vertebral level each point is nearest to, and its height above the center of that vertebral body.

    :param s: length along the spine in mm, array
    :return: (level, height): level as integer array to index per-level tables, height in mm
    """
    # Inverse of the quadratic LEVEL_CENTERS; the argument of the root stays positive for any s in a body.
    root = np.sqrt(np.maximum(REFERENCE_PITCH ** 2 - 2.0 * PITCH_GROWTH * s, 1.0))
    level = np.rint(REFERENCE_LEVEL + (root - REFERENCE_PITCH) / PITCH_GROWTH).astype(np.intp)
    np.clip(level, 0, len(LEVEL_CENTERS) - 1, out=level)
    return level, s - LEVEL_CENTERS[level]


def levelPosition(level):
    """Length along the spine, in mm, of a level given as a number: 6 is the center of T6, 5.5 the disc T5/6."""
    step = level - REFERENCE_LEVEL
    return -(REFERENCE_PITCH * step + 0.5 * PITCH_GROWTH * step ** 2)


def _sway(s):
    return SWAY * s * (1.0 - (s / SWAY_LENGTH) ** 2)
