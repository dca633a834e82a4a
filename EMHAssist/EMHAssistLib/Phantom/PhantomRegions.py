"""Regions of interest of the synthetic case, each wholly inside its tissue."""

from dataclasses import dataclass

import numpy as np

from .SpinalCanal import CORD_CENTER, LESION_BACK, LESION_CENTER, SAC_CENTER
from .SpineCoordinates import axesAt, levelPosition, toRas
from .Thorax import SKIN_BACK


@dataclass(frozen=True)
class PhantomRegion:
    """An ellipsoid in a known tissue. center and radii in mm; the columns of axes are its axes in RAS.

    level is the vertebra that it lies in, "" for none.
    """

    name: str
    role: str
    tissue: str
    center: np.ndarray
    radii: np.ndarray
    axes: np.ndarray
    level: str = ""


# Name, role, tissue; center in spine coordinates: x, p in mm and vertebral level; radii to the right, front and top.
_PLACES = (
    ("Epidural T5/6", "epidural_lesion", "emh", (0.0, LESION_BACK + 3.2, LESION_CENTER), (3.5, 1.7, 9.0)),
    ("Paravertebral left T6", "paravertebral_lesion", "emh", (-25.0, -2.0, levelPosition(6.4)), (6.5, 7.0, 8.0)),
    ("Paravertebral right T7", "paravertebral_lesion", "emh", (25.5, -2.5, levelPosition(7.3)), (6.5, 7.0, 6.5)),
    ("Marrow T4", "marrow", "marrow", (0.0, 4.8, levelPosition(4.0)), (6.0, 5.5, 5.5)),
    ("Marrow T6", "marrow", "marrow", (0.0, 4.8, levelPosition(6.0)), (6.0, 5.5, 5.5)),
    ("Marrow T8", "marrow", "marrow", (0.0, 4.8, levelPosition(8.0)), (6.0, 5.5, 5.5)),
    ("Cord T8", "cord", "cord", (0.0, CORD_CENTER, levelPosition(8.2)), (2.2, 1.6, 8.0)),
    ("Muscle left", "muscle", "muscle", (-23.0, -50.0, levelPosition(6.0)), (6.0, 6.0, 14.0)),
    ("Muscle right", "muscle", "muscle", (23.0, -50.0, levelPosition(6.0)), (6.0, 6.0, 14.0)),
    ("Disc T7/8", "disc", "disc", (0.0, 0.5, levelPosition(7.5)), (4.5, 4.0, 1.2)),
    ("CSF T8", "csf", "csf", (0.0, SAC_CENTER - 4.4, levelPosition(8.0) - 7.0), (2.0, 0.6, 7.0)),
    ("Fat", "fat", "fat", (25.0, SKIN_BACK + 8.5, levelPosition(7.0)), (8.0, 3.2, 14.0)),
)


def makeRegions():
    """The regions of the synthetic case, a tuple of :class:`PhantomRegion` aligned with the spine."""
    return tuple(PhantomRegion(name, role, tissue, toRas(x, p, s), np.array(radii), axesAt(s),
                               name.split()[-1] if role == "marrow" else "")
                 for name, role, tissue, (x, p, s), radii in _PLACES)
