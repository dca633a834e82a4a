"""Shape of the vertebrae and discs: which tissue of the spinal column a point lies in.

All functions take spine coordinates (see SpineCoordinates) as float32 arrays of one dimension and overwrite the
labels of the points inside their structure. Distances d are negative inside and only approximately in mm, which is
good enough for walls under 1 mm thick.
"""

import numpy as np

from .PhantomTissues import Label
from .SpineCoordinates import LEVEL_CENTERS, PITCH_GROWTH, REFERENCE_LEVEL, REFERENCE_PITCH, nearestLevel

# The canal, used by the arch here and by SpinalCanal.
CANAL_CENTER = -20.1
CANAL_HALF_WIDTH = 9.2
CANAL_HALF_DEPTH = 7.2
CANAL_BACK = CANAL_CENTER - CANAL_HALF_DEPTH

CORTEX = 0.55  # mm
END_PLATE = 0.65  # mm
DISC_HEIGHT = 3.5  # mm at the rim

# Per level, with a slight irregularity so that no two vertebrae are copies of each other.
_STEP = np.arange(len(LEVEL_CENTERS)) - REFERENCE_LEVEL
_IRREGULARITY = np.random.default_rng(6).uniform(-1.0, 1.0, (7, len(_STEP))).astype(np.float32)
_PITCH = REFERENCE_PITCH + PITCH_GROWTH * _STEP
_HALF_HEIGHT = (0.5 * (_PITCH - DISC_HEIGHT) + 0.25 * _IRREGULARITY[0]).astype(np.float32)
_HALF_WIDTH = (15.0 + 0.5 * _STEP + 0.5 * _IRREGULARITY[1]).astype(np.float32)
_FRONT = (14.0 + 0.4 * _STEP + 0.6 * _IRREGULARITY[2]).astype(np.float32)
_SPINOUS_LENGTH = (34.0 - 0.5 * np.abs(_STEP) + 1.5 * _IRREGULARITY[3]).astype(np.float32)
_SPINOUS_HALF_HEIGHT = 5.2 + 0.6 * _IRREGULARITY[4]  # mm
_SPINOUS_DEVIATION = 0.05 * _IRREGULARITY[5]  # mm to the side per mm backwards
_NUCLEUS_INSET = 4.6 + 1.0 * _IRREGULARITY[6]  # mm from the rim of the disc


def archLevel(p, s):
    """Level and height within it of points of laminae and spinous processes.

    These slant downwards behind the canal, overlapping like shingles; following the slant makes them alike.
    """
    behindCanal = np.maximum(CANAL_BACK - p, 0.0)
    return nearestLevel(s + 0.9 * behindCanal + 7.0)


def archShell(x, p):
    """Distance in mm outside the wall of the canal."""
    canal = np.sqrt((x / CANAL_HALF_WIDTH) ** 2 + ((p - CANAL_CENTER) / CANAL_HALF_DEPTH) ** 2)
    return (canal - 1.0) * 8.0


def labelBodiesAndDiscs(labels, x, p, s):
    """Vertebral bodies with end plates, cortex and basivertebral veins, discs and longitudinal ligaments."""
    level, height = nearestLevel(s)
    halfHeight = _HALF_HEIGHT[level]
    absHeight = np.abs(height)
    # Waist: bodies are narrowest at mid height, discs bulge a little.
    waist = np.clip(1.3 * (1.0 - (height / halfHeight) ** 2), -0.4, None)
    halfWidth = _HALF_WIDTH[level] - waist
    anterior = np.maximum(p + 4.0, 0.0)
    posterior = np.maximum(-4.0 - p, 0.0)
    radius = np.sqrt((x / (halfWidth - 0.04 * posterior * posterior)) ** 2
                     + (anterior / (_FRONT[level] + 4.0 - waist)) ** 2)
    dBack = -11.7 - 0.7 * np.minimum((x / 9.0) ** 2, 1.5) + 0.25 * waist - p
    dSide = np.maximum((radius - 1.0) * halfWidth, dBack)
    endPlate = halfHeight - 0.8 * (1.0 - np.minimum(radius * radius, 1.0))
    dEnd = absHeight - endPlate

    inside = dSide < 0.0
    labels[(dSide < 0.8) & (np.abs(x) < 10.0)] = Label.Ligament
    disc = inside & (dEnd >= 0.0)
    nucleus = _NUCLEUS_INSET[level]
    labels[disc] = Label.OuterAnnulus
    labels[disc & (dSide < -0.5 * nucleus)] = Label.InnerAnnulus
    labels[disc & (dSide < -nucleus)] = Label.Disc
    body = inside & (dEnd < 0.0)
    labels[body] = Label.CorticalBone
    labels[body & (dSide < -CORTEX) & (dEnd < -END_PLATE)] = Label.Marrow
    # Basivertebral vein: a wedge that opens towards the canal at mid height.
    depth = -dBack
    vein = body & (depth < 9.0) & (absHeight < 1.6 - 0.14 * depth) & (np.abs(x) < 4.5 - 0.3 * depth)
    labels[vein] = Label.Vein


def labelArches(labels, x, p, s):
    """Pedicles, laminae with flaval ligaments, articular pillars, transverse and spinous processes."""
    absX = np.abs(x)
    _, bodyHeight = nearestLevel(s)
    level, height = archLevel(p, s)
    shell = archShell(x, p)

    _labelPosteriorLigaments(labels, absX, p, height, shell)
    dLamina = np.maximum(np.abs(shell - 2.9) - 2.4, np.abs(height) - 7.8 + 0.1 * absX)
    dLamina = np.maximum(dLamina, p - CANAL_CENTER + 2.0)
    distance = np.minimum(dLamina, _spinousDistance(x, p, level, height))
    distance = np.minimum(distance, _pedicleDistance(absX, p, bodyHeight))
    distance = np.minimum(distance, _pillarDistance(absX, p, s))
    distance = np.minimum(distance, _transverseDistance(absX, p, bodyHeight))
    bone = (distance < 0.0) & (shell > 0.0) & ((labels < Label.Disc) | (labels > Label.OuterAnnulus))
    labels[bone & (labels != Label.Marrow)] = Label.CorticalBone  # pedicles open into the body
    labels[bone & (distance < -CORTEX) & (shell > CORTEX)] = Label.Marrow


def _labelPosteriorLigaments(labels, absX, p, height, shell):
    """Epidural fat and flaval ligaments between the laminae, interspinous and supraspinous ligaments."""
    behind = p < CANAL_CENTER - 3.0
    fatDepth = np.minimum(0.8 * (np.abs(height) - 7.0), 2.2) * (1.0 - absX / 6.0)
    labels[behind & (shell > -0.2) & (shell < 2.4) & (absX < 10.0)] = Label.Ligament
    labels[behind & (shell > -0.2) & (shell < fatDepth)] = Label.Fat
    tail = CANAL_BACK - p
    interspinous = (tail > 4.5) & (tail < 37.0) & (absX < 2.8)
    labels[interspinous] = Label.Fat
    # Fibers of the interspinous ligament fan out backwards, with fat between them.
    fibers = np.sin(height * (1.5 - 0.015 * tail) + 0.3 * tail) + np.sin(0.7 * height + 0.5 * tail) > 0.2
    labels[interspinous & fibers & (absX < 1.2)] = Label.Muscle
    labels[(tail > 36.5) & (tail < 38.5) & (absX < 3.5)] = Label.Ligament


def _spinousDistance(x, p, level, height):
    tail = CANAL_BACK - p
    length = _SPINOUS_LENGTH[level]
    tip = np.maximum(tail - length + 6.0, 0.0)
    halfWidth = 2.3 + 0.035 * tip * tip + 0.15 * np.maximum(10.0 - tail, 0.0)
    halfHeight = _SPINOUS_HALF_HEIGHT[level] - 0.03 * tail - 0.09 * tip * tip
    distance = np.maximum(np.abs(x - _SPINOUS_DEVIATION[level] * tail) - halfWidth,
                          0.74 * (np.abs(height) - halfHeight))
    return np.maximum(distance, np.maximum(tail - length, 2.5 - tail))


def _pedicleDistance(absX, p, bodyHeight):
    """Pedicles, which widen towards body and pillar and so make the foramina between them oval."""
    halfHeight = 4.6 + 0.055 * (p + 18.0) ** 2
    distance = 3.0 * (np.sqrt(((absX - 11.2) / 3.2) ** 2 + ((bodyHeight - 4.4) / halfHeight) ** 2) - 1.0)
    return np.maximum(distance, np.abs(p + 18.0) - 8.5)


def _pillarDistance(absX, p, s):
    """Articular processes: a column beside the canal, cut by steep facet joints."""
    level, height = nearestLevel(s - 1.7 * (p + 28.0) + 6.0)
    distance = np.maximum(np.abs(absX - 13.2) - 3.8, np.abs(p + 28.3 - 0.12 * absX) - 4.6)
    return np.maximum(distance, 0.5 * (np.abs(height) - _HALF_HEIGHT[level] - 0.8))


def _transverseDistance(absX, p, bodyHeight):
    """Transverse processes, pointing sideways and back from the pillars."""
    along = 0.94 * (absX - 13.0) - 0.34 * (p + 28.0)
    across = 0.34 * (absX - 13.0) + 0.94 * (p + 28.0)
    radius = np.sqrt((across / 3.4) ** 2 + ((bodyHeight - 3.0) / 5.0) ** 2)
    return np.maximum(3.4 * (radius - 1.0), np.abs(along - 9.0) - 13.0)
