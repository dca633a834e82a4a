"""Which voxels of an image a shape holds.

A voxel belongs to a shape when its center lies inside, decided in world space: the image is not resampled, and the
shape may lie on another grid, in another orientation or partly outside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .Image import Image
from .Shapes import Shape


@dataclass(frozen=True)
class Samples:
    """Voxels of one image inside one shape.

    :param block: (k, j, i) view of the image around the shape
    :param inside: (k, j, i) of bool: the voxels of the block that belong to the shape
    :param coverage: fraction of the volume of the shape that lies inside the image, 0 to 1
    """

    block: np.ndarray
    inside: np.ndarray
    coverage: float

    def values(self) -> np.ndarray:
        """Return the (N,) values inside, as float64, not finite ones included."""
        return self.block[self.inside].astype(np.float64)


def sample(image: Image, shape: Shape) -> Samples:
    """Find the voxels of an image whose centers lie inside a shape.

    :param image: the image, which is only read
    :param shape: the shape in world space
    :return: the voxels; none when the shape is outside the image or holds no voxel center
    """
    corners = shape.cornersWorld() @ image.worldToIjk[:3, :3].T + image.worldToIjk[:3, 3]
    dimensions = np.array(image.dimensions)
    low = np.clip(np.ceil(corners.min(axis=0) - 1e-9), 0, dimensions).astype(int)
    high = np.clip(np.floor(corners.max(axis=0) + 1e-9) + 1, low, dimensions).astype(int)
    i, j, k = (np.arange(first, last, dtype=np.float64) for first, last in zip(low, high))
    toShape = shape.fromWorld @ image.ijkToWorld
    block = image.array[low[2]:high[2], low[1]:high[1], low[0]:high[0]]
    inside = np.empty(block.shape, dtype=bool)
    # One slice at a time: coordinates of all voxels of a large region would take many times the memory of the image.
    for number, plane in enumerate(k):
        inside[number] = shape.contains(*(row[0] * i[None, :] + (row[1] * j[:, None] + (row[2] * plane + row[3]))
                                          for row in toShape[:3]))
    return Samples(block, inside, _coverage(image, shape, corners))


def _coverage(image: Image, shape: Shape, cornersIjk: np.ndarray) -> float:
    """Return the fraction of the shape inside the image, whose voxels reach half a step beyond their centers."""
    # Rounding must not push a shape that ends with the image outside of it.
    low, high = np.full(3, -0.5 - 1e-6), np.array(image.dimensions) - 0.5 + 1e-6
    if ((cornersIjk >= low) & (cornersIjk <= high)).all():
        return 1.0
    if ((cornersIjk < low).all(axis=0) | (cornersIjk > high).all(axis=0)).any():
        return 0.0
    points = shape.samplePoints()
    if len(points) == 0:
        return 0.0
    toIjk = image.worldToIjk @ shape.toWorld
    points = points @ toIjk[:3, :3].T + toIjk[:3, 3]
    return float(((points >= low) & (points <= high)).all(axis=1).mean())
