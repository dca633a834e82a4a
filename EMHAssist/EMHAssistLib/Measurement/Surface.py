"""Surfaces of shapes, as triangles to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .Mesh import Mesh
from .Scanlines import Scanlines
from .Shapes import Box, Ellipsoid, Prism, Shape

# Rings of the sphere from pole to pole, and points of each: a polygon of them is within 0.2 % of the circle.
_RINGS, _ROUND = 32, 64
# Points of an outline: more are not seen.
_OUTLINE = 240


@dataclass(frozen=True, eq=False)
class Surface:
    """A closed surface in the coordinates of its shape, whose matrix to the world may mirror it.

    :param points: (N, 3)
    :param triangles: (M, 3) numbers of the points of each triangle, counterclockwise from outside
    :param isSmooth: without edges
    """

    points: np.ndarray
    triangles: np.ndarray
    isSmooth: bool

    @property
    def volume(self) -> float:
        """What is inside, in the coordinates of the shape, by the divergence theorem."""
        a, b, c = self.points[self.triangles.T]
        return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def surfaceOf(shape: Shape) -> Surface:
    """Return the surface of an ellipsoid, a box, a prism or a mesh. All ellipsoids have the same one, and all boxes.

    :raises TypeError: the shape is another one, such as a mask, which has voxels and no surface
    """
    if isinstance(shape, Ellipsoid):
        return _sphere()
    if isinstance(shape, Box):
        return _cube()
    if isinstance(shape, Prism):
        return _prism(shape.polygon)
    if isinstance(shape, Mesh):
        return Surface(shape.points, shape.triangles, isSmooth=True)
    raise TypeError(f"{type(shape).__name__} has no surface of triangles")


@cache
def _sphere() -> Surface:
    """Return the sphere of radius 1: rings of points between two poles."""
    polar = np.pi * np.arange(1, _RINGS) / _RINGS
    around = 2 * np.pi * np.arange(_ROUND) / _ROUND
    rings = np.stack([np.outer(np.sin(polar), np.cos(around)), np.outer(np.sin(polar), np.sin(around)),
                      np.outer(np.cos(polar), np.ones(_ROUND))], axis=-1)
    points = np.concatenate([[[0.0, 0.0, 1.0]], rings.reshape(-1, 3), [[0.0, 0.0, -1.0]]])
    ring = np.arange(_ROUND)
    following = np.roll(ring, -1)
    numbers = 1 + _ROUND * np.arange(_RINGS - 1)[:, np.newaxis]
    upper, lower = numbers[:-1], numbers[1:]
    last = len(points) - 1
    triangles = [np.column_stack([0 * ring, 1 + ring, 1 + following]),
                 np.stack([upper + ring, lower + ring, lower + following], axis=-1).reshape(-1, 3),
                 np.stack([upper + ring, lower + following, upper + following], axis=-1).reshape(-1, 3),
                 np.column_stack([last + 0 * ring, lower[-1] + following, lower[-1] + ring])]
    return Surface(points, np.concatenate(triangles), isSmooth=True)


@cache
def _cube() -> Surface:
    return _prism(np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]]))


def _prism(polygon: np.ndarray) -> Surface:
    """Return the walls on an outline, and the area inside it below and above, by the even-odd rule."""
    polygon = _thinned(polygon)
    following = np.roll(polygon, -1, axis=0)
    walls = np.stack([polygon, following, following, polygon], axis=1)
    walls = np.concatenate([walls, np.broadcast_to([[[-1.0], [-1.0], [1.0], [1.0]]], (len(walls), 4, 1))], axis=2)
    # Counterclockwise is what has more area on its left.
    x, y = polygon.T
    if (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() < 0:
        walls = walls[:, ::-1]
    area = Scanlines(polygon).trapezoids()
    top = np.concatenate([area, np.ones((len(area), 4, 1))], axis=2)
    bottom = np.concatenate([area[:, ::-1], -np.ones((len(area), 4, 1))], axis=2)
    corners = np.concatenate([walls, top, bottom])
    first = 4 * np.arange(len(corners))[:, np.newaxis]
    triangles = np.concatenate([first + [0, 1, 2], first + [0, 2, 3]])
    return Surface(corners.reshape(-1, 3), triangles, isSmooth=False)


def _thinned(polygon: np.ndarray) -> np.ndarray:
    """Return an outline with fewer points, evenly spread over those that it has."""
    if len(polygon) <= _OUTLINE:
        return polygon
    return polygon[np.linspace(0, len(polygon), _OUTLINE, endpoint=False).astype(int)]
