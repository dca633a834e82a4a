"""Is what is measured as large as voxels, images and regions of a spine can be? Else the unit of length is another one.

All limits are assumed, and generous: beyond them nothing is, within them much is odd.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

# In the plane MR has voxels of 0.2 mm or more and CT of 0.1 mm or more; slices are 10 mm thick at most, scouts apart.
_LEAST_SIDE, _LARGEST_SIDE = 0.02, 50.0  # mm
# In the plane none has voxels this wide, nor along slices that are turned on their edge.
_WIDEST_IN_PLANE = 10.0  # mm
# A table moves two meters at most, and no scanner is a meter wide.
_LONGEST, _WIDEST = 2000.0, 1000.0  # mm
# Nothing is seen in a field of view of some millimeters. One of centimeters with voxels this fine is one of decimeters
# whose unit is the centimeter.
_LEAST_FIELD, _SMALL_FIELD, _FINE_SIDE = 5.0, 50.0, 0.25  # mm
# The spine is 0.7 m long; 20 l are more than all muscles and bones beside it.
_LONGEST_REGION, _LARGEST_REGION = 1500.0, 2e7  # mm, mm3
# 0.2 mm each way, less than any voxel.
_LEAST_REGION = 0.01  # mm3


def implausibleImage(dimensions: Sequence[int], ijkToWorld: np.ndarray) -> str:
    """Return why an image cannot be as large as it is said to be, "" where it can.

    :param dimensions: number of voxels along I, J and K
    :param ijkToWorld: (4, 4) voxel indices to mm
    """
    sides = np.linalg.norm(ijkToWorld[:3, :3], axis=0)
    field = np.sort(sides * dimensions)
    what = (f"its voxels are {_lengths(sides)} and its field of view is {_lengths(sides * dimensions)}")
    if field[2] >= _LONGEST or field[1] > _WIDEST or sides.max() > _LARGEST_SIDE or (
            np.sort(sides)[1] > _WIDEST_IN_PLANE):
        return (f"{what}, larger than any scanner has: its unit may be micrometers or another one, not mm; export "
                "it again")
    isSmall = field[2] < _LEAST_FIELD or (field[2] < _SMALL_FIELD and sides.min() < _FINE_SIDE)
    if isSmall or sides.min() < _LEAST_SIDE:
        return f"{what}, smaller than any scanner has: its unit may be cm or m, not mm; export it again"
    return ""


def implausibleRegion(bounds: np.ndarray, volume: float) -> str:
    """Return why a region cannot be as large as it is, "" where it can.

    :param bounds: (2, 3) lowest and highest R, A and S, mm
    :param volume: mm3
    """
    sides = bounds[1] - bounds[0]
    isLarge = sides.max() > _LONGEST_REGION or volume > _LARGEST_REGION
    if not isLarge and not volume < _LEAST_REGION:
        return ""
    what = f"it is {_lengths(sides)} large and holds {volume:.3g} mm3"
    if isLarge:
        return f"{what}, more than a region of a spine: its unit may be micrometers, not mm; draw or export it again"
    return f"{what}, less than any voxel: its unit may be cm or m, not mm; draw or export it again"


def _lengths(sides: np.ndarray) -> str:
    return " x ".join(f"{side:.3g}" for side in sides) + " mm"
