"""Masks eroded at their surface, where voxels are shared with neighboring tissue.

By distance in mm, however long and wide the voxels are. Axes of the grid are taken as perpendicular.
"""

from __future__ import annotations

import numpy as np

from . import Mask

# Voxels that have to remain: fewer tell a mean badly. Assumed.
_FEWEST = 20

# Distances are computed in single precision: those of the same number of voxels differ by less than this.
_ROUNDING = 1e-3  # mm


def eroded(mask: Mask, erosion: float) -> Mask:
    """Return the voxels of a mask that are farther from every voxel outside than the erosion, centers to centers.

    :param erosion: mm
    :raises ValueError: nothing remains
    """
    array = depth(mask) > erosion + _ROUNDING
    if not array.any():
        raise ValueError(f"nothing of the segment remains after erosion by {erosion:g} mm; erode it less")
    return Mask(mask.toWorld, array)


def possibleErosion(mask: Mask, erosion: float) -> float:
    """Return the erosion, or a smaller one that leaves 20 voxels to measure; 0 when the mask is too small for any.

    :param erosion: mm
    """
    depths = np.sort(depth(mask)[mask.array])
    if depths.size < _FEWEST:
        return 0.0
    deepest = depths[-_FEWEST]
    if deepest > erosion + _ROUNDING:
        return erosion
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
