"""Slices of a volume: which way they lie, how thick they are, and how far a shape reaches across them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .Image import Image
from .Shapes import ConvexShape, Shape
from .VolumeGeometry import PLANES

# An axis whose voxels are longer than those of the others by less than this fraction is not that of thick slices.
_ALIKE = 1e-3


def _sliceAxis(image: Image) -> int:
    """Return which axis of the voxels goes from slice to slice: that of their longest side, the last of those alike."""
    return _slicesOf(image.ijkToWorld.tobytes())[0]


# Series of one examination share few grids, and every region is held against them.
@lru_cache(maxsize=64)
def _slicesOf(ijkToWorld: bytes) -> tuple[int, np.ndarray, float]:
    """Return the axis across the slices, the (4, 4) matrix from RAS to mm across them as third coordinate, whose third
    row is their unit normal, and their thickness in mm.

    :param ijkToWorld: (4, 4) matrix of an image, as bytes
    """
    axes = np.frombuffer(ijkToWorld).reshape(4, 4)[:3, :3]
    lengths = np.linalg.norm(axes, axis=0)
    axis = max(number for number in range(3) if lengths[number] >= lengths.max() * (1 - _ALIKE))
    normal = np.cross(axes[:, (axis + 1) % 3], axes[:, (axis + 2) % 3])
    normal = normal / np.linalg.norm(normal)
    alongNormal = np.eye(4)
    alongNormal[2, :3] = normal
    return axis, alongNormal, abs(float(normal @ axes[:, axis]))


def planeOf(image: Image) -> str:
    """Return the plane of VolumeGeometry.PLANES that the slices of an image are closest to."""
    return PLANES[int(np.abs(_slicesOf(image.ijkToWorld.tobytes())[1][2, :3]).argmax())]


def extentInSlices(image: Image, shape: Shape) -> float:
    """Return how far a shape reaches across the slices of an image, in slices.

    >>> image = Image(np.zeros((4, 4, 4)), np.diag([1.0, 1.0, 4.0, 1.0]))
    >>> from .Shapes import Box
    >>> extentInSlices(image, Box(np.diag([5.0, 5.0, 1.0, 1.0])))  # 2 mm high
    0.5
    """
    _axis, alongNormal, thickness = _slicesOf(image.ijkToWorld.tobytes())
    low, high = shape.boundsIn(alongNormal)
    return float(high[2] - low[2]) / thickness


def widthInPixels(image: Image, shape: Shape) -> float:
    """Return how many pixels of the slices of an image fit across a shape where it is narrowest, whichever way it lies.

    Of shapes other than boxes and ellipsoids the narrowest side of their bounds counts.
    """
    lengths = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)
    pixel = np.delete(lengths, _sliceAxis(image)).max()
    if isinstance(shape, ConvexShape):
        width = 2 * np.linalg.svd(shape.toWorld[:3, :3], compute_uv=False).min()
    else:
        width = np.ptp(shape.bounds, axis=0).min()
    return float(width / pixel)
