"""Masks without the margin along their surface, where neighboring tissue shares the voxels.

By distance in mm, however long and wide the voxels are. Axes of the grid are taken as perpendicular.
"""

from __future__ import annotations

import numpy as np

from ..Measurement import Mask

# Voxels that have to remain: fewer tell a mean badly. Assumed.
_FEWEST = 20


def eroded(mask: Mask, margin: float) -> Mask:
    """Return the voxels of a mask farther than a margin from every voxel outside, centers to centers.

    :param margin: mm
    :raises ValueError: nothing remains
    """
    array = depth(mask) > margin
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
    if depths[-_FEWEST] > margin:
        return margin
    # What remains is deeper than the margin, hence the next smaller depth; rounded up, for it is shown to the user.
    smaller = depths[depths < depths[-_FEWEST]]
    return float(np.ceil(smaller[-1] * 1000) / 1000) if smaller.size else 0.0


def depth(mask: Mask) -> np.ndarray:
    """Return for each voxel of a mask how far it is from the nearest voxel outside, centers to centers.

    What lies beyond the grid is outside.

    :return: array of the shape of the mask, mm; 0 outside
    """
    import SimpleITK

    occupied = [np.flatnonzero(mask.array.any(axis=axes)) for axes in ((1, 2), (0, 2), (0, 1))]
    block = tuple(slice(indices[0], indices[-1] + 1) for indices in occupied)
    outside = SimpleITK.GetImageFromArray(np.pad(~mask.array[block], 1, constant_values=True).astype(np.uint8))
    outside.SetSpacing(np.linalg.norm(mask.toWorld[:3, :3], axis=0).tolist())
    # Of what lies not in an object, this filter tells the distance to the nearest voxel of the object.
    distances = SimpleITK.SignedMaurerDistanceMap(outside, insideIsPositive=False, squaredDistance=False,
                                                  useImageSpacing=True)
    result = np.zeros(mask.array.shape)
    result[block] = np.maximum(SimpleITK.GetArrayViewFromImage(distances)[1:-1, 1:-1, 1:-1], 0)
    return result
