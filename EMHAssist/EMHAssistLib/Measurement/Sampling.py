"""Which voxels of an image a shape holds, and how much of each.

A voxel counts by the fraction of its volume inside the shape, in world space: the image is not resampled, and the shape
may lie on another grid, in another orientation, partly outside, or within a single voxel.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, isfinite

import numpy as np

from .Image import Image
from .Shapes import Shape

_NOT_IN_VOXELS = "The region is too large, too small or too far away to be measured; place it on the image."

# Sizes of shapes in voxels, and of their coordinates, between which there are digits enough to compute with.
_SMALLEST, _LARGEST = 1e-6, 1e9

# A shape that ends where a voxel ends does not reach the next one; rounding, in voxels, must not say otherwise.
_ROUNDING = 1e-9

# Rounding must not push a shape that ends with the image outside of it.
_AT_THE_EDGE = 1e-6


@dataclass(frozen=True)
class Samples:
    """Voxels of a grid inside one shape; the same for all images of that grid.

    :param start: i, j, k of the first voxel of the block of voxels that the shape reaches
    :param weights: (k, j, i) fraction of the volume of each voxel of the block inside the shape, 0 to 1
    :param insideFraction: fraction of the volume of the shape that lies inside the image, 0 to 1
    """

    start: tuple[int, int, int]
    weights: np.ndarray
    insideFraction: float

    def block(self, array: np.ndarray) -> np.ndarray:
        """Return the view of a (K, J, I) array of the grid that belongs to the weights, of the same shape."""
        return array[tuple(slice(first, first + size) for first, size in zip(self.start[::-1], self.weights.shape))]


def sample(image: Image, shape: Shape) -> Samples:
    """Find the voxels of an image inside a shape.

    :param image: the image, of which only the grid is used
    :param shape: the shape in world space
    :return: the voxels; none when the shape is outside the image
    :raises ValueError: the shape is too large, too small or too far away to be told in voxels

    >>> image = Image(np.zeros((4, 4, 4)), np.eye(4))
    >>> box = Box(np.array([[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0.5, 1], [0, 0, 0, 1]]))  # 2 x 2 x 1 mm around (1, 1, 1)
    >>> sample(image, box).weights.round(12).tolist()  # half of the outer voxels, a quarter of those at the edges
    [[[0.25, 0.5, 0.25], [0.5, 1.0, 0.5], [0.25, 0.5, 0.25]]]
    """
    toIndex, fromIndex = image.worldToIjk @ shape.toWorld, shape.fromWorld @ image.ijkToWorld
    if not (all(map(isfinite, toIndex.ravel().tolist()))
            and all(abs(rate) < 1 / _SMALLEST for rate in fromIndex[:3, :3].ravel().tolist())):
        raise ValueError(_NOT_IN_VOXELS)
    if shape.ownVolume == 0:
        return Samples((0, 0, 0), np.zeros((0, 0, 0)), 0.0)
    onGrid = shape.onGrid(toIndex, fromIndex)
    bounds = tuple(zip(*onGrid.extent.tolist()))
    if not all(_SMALLEST < high - low < _LARGEST for low, high in bounds) or onGrid.volume == 0:
        raise ValueError(_NOT_IN_VOXELS)
    sizes = image.dimensions
    start, end = zip(*(_reached(low, high, size) for (low, high), size in zip(bounds, sizes)))
    if any(first == last for first, last in zip(start, end)):
        return Samples(start, np.zeros((0, 0, 0)), 0.0)
    weights = onGrid.weights(np.array(start), np.array(end))
    if all(low >= -0.5 - _AT_THE_EDGE and high <= size - 0.5 + _AT_THE_EDGE
           for (low, high), size in zip(bounds, sizes)):
        return Samples(start, weights, 1.0)
    return Samples(start, weights, min(float(weights.sum()) / onGrid.volume, 1.0))


def _reached(low: float, high: float, size: int) -> tuple[int, int]:
    """Return the first index along an axis of ``size`` voxels that a shape from low to high reaches, and the one after
    the last; equal when it reaches none."""
    first = floor(low + 0.5 + _ROUNDING)
    last = max(ceil(high + 0.5 - _ROUNDING), first + 1)
    return min(max(first, 0), size), min(max(last, 0), size)
