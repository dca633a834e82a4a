"""Masks without the margin along their surface, where neighboring tissue shares the voxels.

By distance in mm, however long and wide the voxels are. Axes of the grid are taken as perpendicular.
"""

from __future__ import annotations

import numpy as np

from . import Mask

# Voxels that have to remain: fewer tell a mean badly. Assumed.
_FEWEST = 20

# Distances are computed in single precision: those of the same number of voxels differ by less than this.
_ROUNDING = 1e-3  # mm


def eroded(mask: Mask, margin: float) -> Mask:
    """Return the voxels of a mask farther than a margin from every voxel outside, centers to centers.

    :param margin: mm
    :raises ValueError: nothing remains
    """
    array = depth(mask) > margin + _ROUNDING
    if not array.any():
        raise ValueError(f"nothing of the segment remains without a margin of {margin:g} mm; make the margin smaller")
    return Mask(mask.toWorld, array)


def possibleMargin(mask: Mask, margin: float) -> float:
    """Return the margin, or a smaller one that leaves 20 voxels to measure; 0 when the mask is too small for any.

    :param margin: mm
    """
    depths = np.sort(depth(mask)[mask.array])
    if depths.size < _FEWEST:
        return 0.0
    deepest = depths[-_FEWEST]
    if deepest > margin + _ROUNDING:
        return margin
    # Between that depth and the next smaller one.
    smaller = depths[depths < deepest - 4 * _ROUNDING]
    return float(deepest + smaller[-1]) / 2 if smaller.size else 0.0


def depth(mask: Mask) -> np.ndarray:
    """Return for each voxel of a mask how far it is from the nearest voxel outside, centers to centers.

    What lies beyond the grid is outside.

    :return: array of the shape of the mask, mm; 0 outside
    """
    import SimpleITK

    outside = SimpleITK.GetImageFromArray(np.pad(~mask.array, 1, constant_values=True).astype(np.uint8))
    outside.SetSpacing(np.linalg.norm(mask.toWorld[:3, :3], axis=0).tolist())
    # Of what is not in an object, this filter tells the distance to the nearest voxel of the object.
    distances = SimpleITK.SignedMaurerDistanceMap(outside, insideIsPositive=False, squaredDistance=False,
                                                  useImageSpacing=True)
    return np.maximum(SimpleITK.GetArrayFromImage(distances)[1:-1, 1:-1, 1:-1], 0)
