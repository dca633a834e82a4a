"""Contents of the spinal canal: epidural fat, dural sac, cord, nerve roots and the epidural lesion.

The lesion lies behind the dural sac, is thickest at the disc T5/6 and pushes sac and cord forwards. Its thickness
is that of the seed case (6.5 mm at the thickest part). Spine coordinates as in VertebralColumn.
"""

import numpy as np

from .PhantomTissues import Label
from .SpineCoordinates import levelPosition, nearestLevel
from .VertebralColumn import CANAL_BACK, CANAL_CENTER, CANAL_HALF_DEPTH, CANAL_HALF_WIDTH, archLevel

SAC_CENTER = CANAL_CENTER + 0.5
SAC_HALF_WIDTH = 7.9
SAC_HALF_DEPTH = 6.5
DURA = 0.4  # mm
CORD_CENTER = CANAL_CENTER + 1.1
CORD_HALF_WIDTH = 4.7
CORD_HALF_DEPTH = 3.2

# The epidural lesion: lobes with position along the spine, half length and thickness in mm.
LESION_LOBES = (
    (levelPosition(5.5), 20.0, 6.5),
    (levelPosition(5.5) + 27.0, 13.0, 4.4),
    (levelPosition(5.5) - 27.0, 13.5, 4.7),
)
LESION_CENTER = levelPosition(5.5)
LESION_BACK = CANAL_BACK + 0.3


def lesionThickness(s):
    """Thickness in mm of the epidural lesion at the midline, 0 where there is none, for positions s (mm)."""
    thickness = np.zeros_like(s)
    for center, halfLength, lobeThickness in LESION_LOBES:
        profile = np.sqrt(np.maximum(1.0 - ((s - center) / halfLength) ** 2, 0.0))
        np.maximum(thickness, lobeThickness * profile, out=thickness)
    return thickness


def labelCanal(labels, x, p, s):
    """Everything between the vertebral bodies and the arches, and the foramina between the pedicles."""
    _labelForamina(labels, x, p, s)
    canal = np.flatnonzero((x / CANAL_HALF_WIDTH) ** 2 + ((p - CANAL_CENTER) / CANAL_HALF_DEPTH) ** 2 < 1.0)
    labels[canal] = _canalContents(x[canal], p[canal], s[canal])


def _canalContents(x, p, s):
    contents = np.full(x.shape, Label.Fat, dtype=np.uint8)
    thickness = lesionThickness(s)
    lesionFront = LESION_BACK + thickness * (1.0 - 0.004 * x * x)
    lesion = (p < lesionFront) & (thickness > 0.0)
    sacBack = np.where(thickness > 0.0, lesionFront, LESION_BACK)

    _, archHeight = archLevel(p, s)
    # Under a lamina the sac reaches the bone, between laminae fat lies behind it.
    posteriorDepth = SAC_HALF_DEPTH + 0.3 - 0.0085 * archHeight * archHeight
    depth = np.where(p < SAC_CENTER, posteriorDepth, SAC_HALF_DEPTH)
    radius = np.sqrt((x / SAC_HALF_WIDTH) ** 2 + ((p - SAC_CENTER) / depth) ** 2)
    dSac = np.maximum((radius - 1.0) * SAC_HALF_DEPTH, sacBack - p)
    contents[dSac < 0.0] = Label.Ligament
    contents[dSac < -DURA] = Label.Csf

    contents[_isEpiduralVein(x, p, s) & (dSac >= 0.0)] = Label.Vein
    contents[lesion] = Label.Emh
    contents[_isCord(x, p, s)] = Label.Cord
    return contents


def _isCord(x, p, s):
    # The cord gives way along a smooth curve, longer than the lesion, and is flattened there.
    push = 1.0 / (1.0 + ((s - LESION_CENTER) / 30.0) ** 4)
    center = CORD_CENTER + 2.4 * push
    return (x / (CORD_HALF_WIDTH + 0.6 * push)) ** 2 + ((p - center) / (CORD_HALF_DEPTH - 0.35 * push)) ** 2 < 1.0


def _isEpiduralVein(x, p, s):
    """Anterior internal venous plexus behind the middle of the vertebral bodies."""
    _, height = nearestLevel(s)
    return (np.abs(height) < 6.0) & (p > CANAL_CENTER) & (np.abs(np.abs(x) - 3.5) < 2.5)


def _labelForamina(labels, x, p, s):
    """Oval foramina below the pedicles, bounded by ligaments, with the nerve root in fat."""
    absX = np.abs(x)
    _, height = nearestLevel(s)
    height = np.where(height > 10.0, height - 25.0, height)  # the lower end belongs to the level below
    foramen = (absX > 6.0) & (((absX - 9.5) / 8.0) ** 2 + ((p + 18.0) / 8.0) ** 2 < 1.0)
    foramen &= (labels == Label.Muscle) | (labels == Label.Fat)
    oval = ((p + 17.6) / (6.4 + 0.2 * (height + 8.0))) ** 2 + ((height + 8.0) / 8.5) ** 2 < 1.0
    labels[foramen] = Label.Fat
    labels[foramen & ~oval & (absX > 9.0) & (absX < 13.0)] = Label.Ligament
    root = ((absX - 13.0) / 4.5) ** 2 + ((p - CANAL_CENTER - 1.0) / 2.0) ** 2 + ((height + 5.5) / 2.2) ** 2 < 1.0
    labels[root & foramen & oval] = Label.Nerve
