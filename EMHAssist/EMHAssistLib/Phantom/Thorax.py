"""Everything around the spine: skin, fat, muscles, ribs, lungs, great vessels and the paravertebral masses.

Spine coordinates and conventions as in VertebralColumn. Away from the spine only the rough arrangement is modeled.
"""

import numpy as np

from .PhantomTissues import Label
from .SpineCoordinates import levelPosition, nearestLevel

SKIN_BACK = -85.0  # mm, in the midline
SKIN = 1.6  # mm
SUBCUTANEOUS = 13.0  # mm
SUPERFICIAL_MUSCLE = 6.5  # mm

# Chest wall: inner surface, an ellipse in the x-p plane.
CHEST_CENTER = 34.0
CHEST_HALF_WIDTH = 120.0
CHEST_HALF_DEPTH = 66.0

# Lobes of the paravertebral masses: level, x, p of the center and half axes along x, p, s in mm.
MASS_LOBES = (
    (5.30, -23.0, -2.0, 9.5, 11.0, 11.0),
    (5.95, -28.5, -9.0, 9.5, 8.5, 10.0),
    (6.35, -25.5, 0.0, 12.0, 12.0, 12.0),
    (7.05, -25.0, -9.0, 9.5, 10.0, 10.0),
    (7.55, -23.5, -1.5, 9.0, 10.0, 9.5),
    (8.15, -22.0, -6.0, 7.5, 8.0, 8.5),
    (5.55, 22.5, -6.5, 9.0, 10.5, 11.0),
    (6.30, 25.0, -0.5, 11.5, 12.0, 11.0),
    (6.75, 31.0, -9.0, 10.0, 9.5, 11.0),
    (7.30, 25.5, -2.0, 10.5, 11.5, 10.5),
    (7.95, 22.5, -6.0, 8.0, 9.0, 9.5),
)
_MASS_BLEND = 2.0  # how sharply the lobes are set off against each other


def softTissue(x, p, s):
    """Tissue of points of skin, fat, muscles, lungs and mediastinum, as uint8 labels; the spine comes on top."""
    absX = np.abs(x)
    depth = p - (SKIN_BACK + 0.0017 * x * x + 2.5 / (1.0 + 0.01 * x * x))
    chest = np.sqrt((x / CHEST_HALF_WIDTH) ** 2 + ((p - CHEST_CENTER) / CHEST_HALF_DEPTH) ** 2)

    labels = np.full(x.shape, Label.Fat, dtype=np.uint8)
    labels[depth < SKIN] = Label.Skin
    labels[depth < 0.0] = Label.Air
    back = np.flatnonzero((depth > SUBCUTANEOUS - 1.0) & (chest > 0.9))
    labels[back] = _backMuscles(absX[back], p[back], s[back], depth[back], chest[back])
    inner = np.flatnonzero(chest <= 1.01)
    labels[inner] = _chestCavity(x[inner], p[inner], s[inner], chest[inner])
    return labels


def _backMuscles(absX, p, s, depth, chest):
    labels = np.full(absX.shape, Label.Fat, dtype=np.uint8)
    wave = np.sin(s * np.float32(0.045) + absX * np.float32(0.11) + p * np.float32(0.09))
    depth = depth + 0.6 * wave
    deep = depth - SUBCUTANEOUS - SUPERFICIAL_MUSCLE
    labels[depth > SUBCUTANEOUS] = Label.Ligament
    labels[depth > SUBCUTANEOUS + 0.6] = Label.Muscle
    septum = np.abs(deep) < 0.45
    # Curved septa between spinalis and multifidus, longissimus and iliocostalis; thinner in front.
    thickness = np.clip(0.06 * (-36.0 - p), 0.0, 0.6)
    septum |= (deep > 0.0) & (np.abs(absX - 11.0 - 0.02 * (p + 58.0) ** 2 + 1.5 * wave) < thickness)
    septum |= (deep > 0.0) & (np.abs(absX - 36.0 + 0.03 * (p + 45.0) ** 2 + 2.5 * wave) < thickness)
    labels[septum] = Label.Fat
    labels[(depth > SUBCUTANEOUS) & (absX < 1.5) & (p < -50.0)] = Label.Fat
    # Outer surface of the rib cage.
    labels[np.abs(chest - 1.08 - 0.004 * wave) < 0.011] = Label.Fat
    return labels


def _chestCavity(x, p, s, chest):
    absX = np.abs(x)
    labels = np.full(x.shape, Label.Fat, dtype=np.uint8)
    gutter = gutterDistance(absX, p)
    labels[(gutter < 3.0) & (p < -13.0)] = Label.Muscle
    labels[(chest > 0.955) & (absX > 33.0)] = Label.Muscle
    lung = (chest < 0.94) & (gutter > 5.0) & (absX > _mediastinumHalfWidth(x, p, s))
    labels[lung] = Label.Lung
    front = np.flatnonzero((p > 5.0) & (absX < 75.0))
    labels[front] = _mediastinum(labels[front], x[front], p[front], s[front])
    mass = np.flatnonzero((absX > 9.0) & (absX < 46.0) & (p < 16.0) & (p > -24.0))
    mass = mass[isParavertebralMass(x[mass], p[mass], s[mass])]
    labels[mass] = Label.Emh
    return labels


def gutterDistance(absX, p):
    """Distance in mm in front of the line from the head to the angle of the ribs."""
    return 0.70 * (absX - 15.5) + 0.72 * (p + 9.0)


def isParavertebralMass(x, p, s):
    """Whether points lie in the paravertebral masses (before the spine is put on top): lobes that flow together."""
    density = np.zeros_like(x)
    for level, lobeX, lobeP, halfX, halfP, halfS in MASS_LOBES:
        radius = (((x - lobeX) / halfX) ** 2 + ((p - lobeP) / halfP) ** 2
                  + ((s - levelPosition(level)) / halfS) ** 2)
        density += np.exp(_MASS_BLEND * (1.0 - radius))
    return density > 1.0


def _mediastinumHalfWidth(x, p, s):
    """Half width in mm of what lies between the lungs, at the side the point is on."""
    recess = 13.5 + 0.02 * (p - 24.0) ** 2
    right = np.where(p < 24.0, np.minimum(recess, 17.5), np.minimum(recess, 46.0))
    aorta = 16.0 * np.maximum(1.0 - ((p - 24.0) / 22.0) ** 2, 0.0)
    left = 17.5 + aorta + 0.8 * np.maximum(p - 34.0, 0.0)
    return np.where(x > 0.0, right, left) + 0.02 * s


def _mediastinum(labels, x, p, s):
    """Aorta, azygos vein, esophagus, trachea and heart."""
    upper = np.maximum(s - 25.0, 0.0)
    aortaX = -20.5 - 0.05 * s
    aortaP = 25.0 + 0.045 * upper * upper  # the arch bends forwards
    aorta = np.sqrt((x - aortaX) ** 2 + (p - aortaP) ** 2)
    aortaRadius = 11.5 + 0.1 * upper
    labels[aorta < aortaRadius + 1.3] = Label.Muscle
    labels[aorta < aortaRadius] = Label.FlowVoid
    labels[(x - 9.5) ** 2 + (p - 18.5) ** 2 < 12.0] = Label.FlowVoid
    labels[((x + 0.5) / 7.0) ** 2 + ((p - 21.0 - 0.02 * s) / 4.2) ** 2 < 1.0] = Label.Muscle
    trachea = np.sqrt(((x - 2.0) / 9.0) ** 2 + ((p - 36.0) / 8.5) ** 2) + np.maximum(20.0 - s, 0.0) * 0.1
    labels[trachea < 1.0] = Label.Ligament
    labels[trachea < 0.87] = Label.Air
    heart = np.sqrt(((x + 8.0) / 44.0) ** 2 + ((p - 68.0) / 36.0) ** 2 + ((s + 55.0) / 58.0) ** 2)
    labels[heart < 1.0] = Label.Muscle
    labels[heart < 0.90] = Label.FlowVoid
    labels[(heart < 1.0) & (np.abs(x + 18.0 - 0.3 * (p - 60.0)) < 3.0)] = Label.Muscle
    return labels


def labelRibs(labels, x, p, s):
    """Ribs: heads at the discs, necks in front of the transverse processes, then along the chest wall."""
    absX = np.abs(x)
    neck = gutterDistance(absX, p) - 0.5
    chest = np.sqrt((x / CHEST_HALF_WIDTH) ** 2 + ((p - CHEST_CENTER) / CHEST_HALF_DEPTH) ** 2)
    shaft = (chest - 1.01) * CHEST_HALF_DEPTH
    medial = absX < 36.0
    across = np.where(medial, neck, shaft)
    lateral = np.maximum(absX - 15.5, 0.0)
    _, height = nearestLevel(s - 10.0 + 0.3 * lateral + 0.004 * lateral * lateral)
    radius = np.sqrt((across / 3.6) ** 2 + (height / 5.6) ** 2)
    rib = (radius < 1.0) & (absX > 15.0) & (p < 60.0) & ((p < -4.0) | ~medial)
    labels[rib] = Label.CorticalBone
    labels[rib & (radius < 0.76)] = Label.Marrow
