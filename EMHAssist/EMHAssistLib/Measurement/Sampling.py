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

    :param start: i, j, k of the first voxel of the block around the shape
    :param weights: (k, j, i) float64: fraction of each voxel of the block inside the shape
    :param coverage: fraction of the volume of the shape that lies inside the image, 0 to 1
    """

    start: tuple[int, int, int]
    weights: np.ndarray
    coverage: float

    def block(self, array: np.ndarray) -> np.ndarray:
        """Return the view of a (K, J, I) array around the shape."""
        (i, j, k), (depth, height, width) = self.start, self.weights.shape
        return array[k:k + depth, j:j + height, i:i + width]


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
    inside = np.empty((high - low)[::-1], dtype=bool)
    # One slice at a time: coordinates of all voxels of a large region would take many times the memory of the image.
    for number, plane in enumerate(k):
        inside[number] = shape.contains(*(row[0] * i[None, :] + (row[1] * j[:, None] + (row[2] * plane + row[3]))
                                          for row in toShape[:3]))
    return Samples(tuple(low.tolist()), inside.astype(np.float64), _coverage(image, shape, corners))


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
