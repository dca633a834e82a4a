"""Whether a lesion lies at the spine: what the model knows of was counted there, and tells nothing of other places.

A lesion lies at the spine if the user says so, by its role (epidural, paravertebral) or by a vertebral level; or if it
is near one that the case shows. Cord and discs are found nowhere else, and nor is marrow of a named vertebra. Marrow
without a level may be that of a femur, CSF that of the head, muscle and fat are everywhere.
"""

from __future__ import annotations

from ..Case import Region
from ..Measurement import Size

# The near side of a mass beside the spine is no farther from the middle of the vertebral bodies. Assumed.
FARTHEST_FROM_BODIES = 60.0  # mm
# Nor farther above or below what the case shows of the spine: four thoracic vertebrae. Assumed.
_FARTHEST_ALONG = 100.0  # mm


def showsSpine(region: Region) -> bool:
    """Return whether a reference region is found at the spine alone."""
    return region.role in ("cord", "disc") or (region.role == "marrow" and bool(region.level))


def isAtSpine(lesion: Region, size: Size, stretch: tuple[float, float] | None) -> bool:
    """Return whether a lesion lies at the spine.

    :param size: its size and place along the axis of the spine
    :param stretch: from where to where along that axis the case shows a spine, mm; None for nowhere
    """
    if lesion.role in ("epidural_lesion", "paravertebral_lesion") or lesion.level:
        return True
    if stretch is None:
        return False
    low, high = stretch
    aside = (size.right ** 2 + size.anterior ** 2) ** 0.5 - size.thickness / 2
    return aside <= FARTHEST_FROM_BODIES and max(size.low - high, low - size.high) <= _FARTHEST_ALONG
