"""Masks and closed surfaces eroded at their surface, where voxels are shared with neighboring tissue.

By distance in mm, however long and wide the voxels are. Axes of the grid are taken as perpendicular. A closed surface
is eroded as the fine mask that it fills.
"""

from __future__ import annotations

from math import ceil

import numpy as np

from . import Mask, Mesh

# Voxels that have to remain: fewer tell a mean badly. Assumed.
_FEWEST = 20
# As much of a surface, which has no voxels of its own: 20 voxels of spine MR, of 0.7 x 0.7 x 4 mm. Assumed.
_SMALLEST = 40.0  # mm3

# Distances are computed in single precision: those of the same number of voxels differ by less than this.
_ROUNDING = 1e-3  # mm


def eroded(shape: Mask | Mesh, erosion: float) -> Mask:
    """Return the voxels of a mask that are farther from every voxel outside than the erosion, centers to centers; of a
    surface what is farther from it.

    :param erosion: mm
    :raises ValueError: nothing remains
    """
    mask = _maskOf(shape)
    array = depth(mask) > erosion + _toSurface(shape) + _ROUNDING
    if not array.any():
        raise ValueError(f"nothing of the segment remains after erosion by {erosion:g} mm; erode it less")
    return Mask(mask.toWorld, array)


def possibleErosion(shape: Mask | Mesh, erosion: float) -> float:
    """Return the erosion, or a smaller one that leaves 20 voxels to measure, of a surface 40 mm3; 0 when the shape is
    too small for any.

    :param erosion: mm
    """
    mask = _maskOf(shape)
    fewest = ceil(_SMALLEST * mask.ownVolume / mask.volume) if isinstance(shape, Mesh) else _FEWEST
    depths = np.sort(depth(mask)[_isInside(mask)]) - _toSurface(shape)
    if depths.size < fewest:
        return 0.0
    deepest = depths[-fewest]
    if deepest > erosion + _ROUNDING:
        return erosion
    # Between that depth and the next smaller one.
    smaller = depths[depths < deepest - 4 * _ROUNDING]
    return max(float(deepest + smaller[-1]) / 2, 0.0) if smaller.size else 0.0


def depth(mask: Mask) -> np.ndarray:
    """Return for each voxel of a mask how far it is from the nearest voxel outside, centers to centers.

    What lies beyond the grid is outside.

    :return: array of the shape of the mask, mm; 0 outside
    """
    import SimpleITK

    outside = SimpleITK.GetImageFromArray(np.pad(~_isInside(mask), 1, constant_values=True).astype(np.uint8))
    outside.SetSpacing(np.linalg.norm(mask.toWorld[:3, :3], axis=0).tolist())
    # Of what is not in an object, this filter tells the distance to the nearest voxel of the object.
    distances = SimpleITK.SignedMaurerDistanceMap(outside, insideIsPositive=False, squaredDistance=False,
                                                  useImageSpacing=True)
    return np.maximum(SimpleITK.GetArrayFromImage(distances)[1:-1, 1:-1, 1:-1], 0)


def _maskOf(shape: Mask | Mesh) -> Mask:
    return shape.mask if isinstance(shape, Mesh) else shape


def _isInside(mask: Mask) -> np.ndarray:
    """Return which voxels are inside by at least half."""
    return mask.array if mask.array.dtype.kind == "b" else mask.array >= 0.5


def _toSurface(shape: Mask | Mesh) -> float:
    """Return how far the surface of a shape lies before the centers of the voxels outside of it: masks that are drawn
    know no surface."""
    if not isinstance(shape, Mesh):
        return 0.0
    return float(np.linalg.norm(shape.mask.toWorld[:3, :3], axis=0).mean()) / 2
