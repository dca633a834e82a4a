"""Shapes of regions of interest in world space.

Every shape has coordinates of its own, in which it is simple: a box is the cube from -1 to 1, an ellipsoid the
sphere of radius 1, a mask its voxel indices. ``toWorld`` maps them to RAS millimeters, so that rotation, parent
transforms and anisotropic scaling are all one matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from .Image import invertAffine

# Points in the cube that stand for a box or an ellipsoid where only a part of its volume is asked for: a fraction is
# right to one percent. The R3 sequence (Roberts, The Unreasonable Effectiveness of Quasirandom Sequences, 2018)
# spreads them evenly in every direction, where a regular grid is off by half a layer along its own axes. Each point
# has its mirror image in the center, so that a plane through the center halves every shape.
_POINT_PAIRS = 8192
_PLASTIC_NUMBER = 1.2207440846057596  # x^4 = x + 1

# Shape coordinates within this of the surface are on it: rounding must not decide about a voxel that an unrotated
# region touches exactly with its center.
_ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Shape:
    """Base of all shapes.

    :param toWorld: (4, 4) coordinates of the shape to RAS millimeters
    :raises ValueError: the matrix cannot be inverted: the shape is flat
    """

    toWorld: np.ndarray
    fromWorld: np.ndarray = field(init=False)

    def __post_init__(self):
        matrix = np.asarray(self.toWorld, dtype=np.float64)
        object.__setattr__(self, "toWorld", matrix)
        object.__setattr__(self, "fromWorld", invertAffine(matrix))

    def extent(self) -> np.ndarray:
        """Return the (2, 3) lower and upper bounds in the coordinates of the shape."""
        return np.array([[-1.0, -1.0, -1.0], [1.0, 1.0, 1.0]])

    def contains(self, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Tell which points lie inside; their coordinates are those of the shape and broadcast to one shape."""
        raise NotImplementedError

    def samplePoints(self) -> np.ndarray:
        """Return (N, 3) points in the coordinates of the shape, evenly spread over its volume."""
        steps = _PLASTIC_NUMBER ** -np.arange(1.0, 4.0)
        points = np.outer(np.arange(1, _POINT_PAIRS + 1), steps) % 1 * 2 - 1
        points = np.concatenate([points, -points])
        return points[self.contains(*points.T)]

    def cornersWorld(self) -> np.ndarray:
        """Return the (8, 3) corners in RAS millimeters of the box, aligned to the shape, that holds it."""
        low, high = self.extent()
        corners = np.array([[x, y, z] for x in (low[0], high[0]) for y in (low[1], high[1]) for z in (low[2], high[2])])
        return corners @ self.toWorld[:3, :3].T + self.toWorld[:3, 3]


class Box(Shape):
    """The cube from -1 to 1, mapped to the world.

    Of two opposite faces the upper one is outside: a box whose faces touch voxel centers holds voxels of its volume.
    """

    def contains(self, x, y, z):
        low, high = -1 - _ROUNDING, 1 - _ROUNDING
        return (x >= low) & (x < high) & (y >= low) & (y < high) & (z >= low) & (z < high)


class Ellipsoid(Shape):
    """The sphere of radius 1, mapped to the world: inscribed in the box of the same matrix."""

    def contains(self, x, y, z):
        return x * x + y * y + z * z <= 1 + _ROUNDING


@dataclass(frozen=True, eq=False)
class Prism(Shape):
    """The inside of an outline in the plane of x and y, from z = -1 to z = 1.

    :param toWorld: (4, 4) coordinates of the shape to RAS millimeters; its third column is half the thickness
    :param polygon: (N, 2) vertices x, y; the last is joined to the first
    """

    polygon: np.ndarray = None

    def extent(self):
        return np.array([[*self.polygon.min(axis=0), -1.0], [*self.polygon.max(axis=0), 1.0]])

    def contains(self, x, y, z):
        inside = np.zeros(np.broadcast(x, y, z).shape, dtype=bool)
        # A point is inside when a line from it crosses the outline an odd number of times.
        for (x1, y1), (x2, y2) in zip(self.polygon, np.roll(self.polygon, -1, axis=0)):
            if y1 != y2:
                inside ^= ((y1 > y) != (y2 > y)) & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
        return inside & (z >= -1 - _ROUNDING) & (z < 1 - _ROUNDING)

    def samplePoints(self):
        low, high = self.extent()
        steps = _PLASTIC_NUMBER ** -np.arange(1.0, 4.0)
        points = low + (high - low) * (np.outer(np.arange(1, 2 * _POINT_PAIRS + 1), steps) % 1)
        return points[self.contains(*points.T)]


@dataclass(frozen=True, eq=False)
class Mask(Shape):
    """The labeled voxels of a grid that need not be the grid of the image.

    :param toWorld: (4, 4) indices i, j, k of the mask to RAS millimeters
    :param array: (K, J, I) of bool; true inside
    :raises ValueError: the mask is not three-dimensional
    """

    array: np.ndarray = None

    def __post_init__(self):
        super().__post_init__()
        if self.array is None or self.array.ndim != 3 or self.array.dtype != bool:
            raise ValueError("A mask needs a three-dimensional array of bool.")

    def extent(self):
        low, high = [], []
        for axis in (2, 1, 0):
            occupied = np.flatnonzero(self.array.any(axis=tuple({0, 1, 2} - {axis})))
            low.append(occupied[0] - 0.5 if occupied.size else 0.0)
            high.append(occupied[-1] + 0.5 if occupied.size else 0.0)
        return np.array([low, high])

    def contains(self, x, y, z):
        # A center on the face between two voxels of the mask always takes the upper one.
        indices = [np.floor(q + (0.5 + _ROUNDING)).astype(np.intp) for q in (z, y, x)]
        inside = np.ones(np.broadcast(*indices).shape, dtype=bool)
        for index, size in zip(indices, self.array.shape):
            inside &= (index >= 0) & (index < size)
        clipped = [np.clip(index, 0, size - 1) for index, size in zip(indices, self.array.shape)]
        return inside & self.array[tuple(clipped)]

    def samplePoints(self):
        return np.argwhere(self.array)[:, ::-1].astype(np.float64)
