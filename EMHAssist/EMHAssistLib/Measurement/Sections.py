"""Shapes cut by the planes and lines of a voxel grid.

All in voxel indices. The three axes of the grid are called u, v and w: a plane of constant u cuts a section out of the
shape; a line of constant u and v, along w, runs through the shape in one or more intervals. That is all the
integration over voxels (VoxelWeights) needs to know about a shape. Which axis is u, v or w is the choice of the shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import sqrt

import numpy as np

from .Scanlines import Scanlines
from .VoxelWeights import conserveVolume, voxelWeights

# Rate of a coordinate along a line that is parallel to a face: small, and not zero, so that it can be divided by.
_PARALLEL = 1e-30

_CUBE = np.array([[x, y, z] for x in (-1.0, 1.0) for y in (-1.0, 1.0) for z in (-1.0, 1.0)])
_CUBE_EDGES = np.array([(a, b) for a in range(8) for b in range(a + 1, 8) if (_CUBE[a] != _CUBE[b]).sum() == 1]).T


class Sections:
    """Base of all sections.

    :ivar volume: volume in voxels
    :ivar extent: (2, 3) lower and upper bounds i, j, k of the shape
    :ivar order: which axes of the grid, 0 to 2, are u, v and w
    :ivar nodesAcross: how many positions u and v to integrate over, all over the shape
    """

    nodesAcross = (32, 48)

    def breaks(self) -> np.ndarray:
        """Return the positions u between which sections change smoothly."""
        raise NotImplementedError

    def shadow(self, u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the first and last v of the sections at (S,) positions u inside the shape."""
        raise NotImplementedError

    def intervals(self, u: np.ndarray, v: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return where lines along w enter and leave the shape.

        :param u: (S, 1) sections
        :param v: (N, S, J) lines of each section
        :return: one or more intervals of each line, as arrays of the shape of v; one that ends before it begins is
            empty
        """
        raise NotImplementedError

    def weights(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the (K, J, I) fraction inside the shape of the voxels from first to before last, both (3,) i, j, k."""
        return conserveVolume(voxelWeights(self, first, last), self, first, last)


class EllipsoidSections(Sections):
    """Sections of the ellipsoid that a matrix makes of the sphere of radius 1.

    Nine numbers are computed with as such: arrays so small cost more than what is computed.

    :param toIndex: (4, 4) coordinates of the shape to voxel indices
    :param ownVolume: volume in the coordinates of the shape
    """

    def __init__(self, toIndex: np.ndarray, ownVolume: float):
        rows = toIndex[:3].tolist()
        reach = [sqrt(x * x + y * y + z * z) for x, y, z, _center in rows]
        self._rows, self._reach, self._ownVolume = rows, reach, ownVolume
        self.extent = np.array([[row[3] - far for row, far in zip(rows, reach)],
                                [row[3] + far for row, far in zip(rows, reach)]])

    @cached_property
    def order(self):
        return tuple(longestFirst(self._reach))

    @cached_property
    def _lower(self) -> tuple[float, ...]:
        """Lower triangular factor of the matrix, row by row: it makes of the sphere, which looks alike from all sides,
        the same ellipsoid, and u depends on the first coordinate of the sphere only, v on the first and second
        (modified Gram-Schmidt)."""
        u, v, w = (self._rows[axis][:3] for axis in self.order)
        uu, u = _unit(u)
        vu, v = _split(v, u)
        vv, v = _unit(v)
        wu, w = _split(w, u)
        wv, w = _split(w, v)
        return uu, vu, vv, wu, wv, _unit(w)[0]

    @cached_property
    def volume(self):
        uu, _vu, vv, _wu, _wv, ww = self._lower
        return self._ownVolume * (uu * vv * ww)

    @cached_property
    def _center(self) -> tuple[float, ...]:
        return tuple(self._rows[axis][3] for axis in self.order)

    def breaks(self):
        return self.extent[:, self.order[0]]

    def shadow(self, u):
        uu, vu, vv, _wu, _wv, _ww = self._lower
        first = (u - self._center[0]) / uu
        middle = self._center[1] + vu * first
        half = vv * np.sqrt(np.maximum(1 - first * first, 0))
        return middle - half, middle + half

    def intervals(self, u, v):
        uu, vu, vv, wu, wv, ww = self._lower
        first = (u - self._center[0]) / uu
        second = v - (self._center[1] + vu * first)
        second /= vv
        middle = second * wv
        middle += self._center[2] + wu * first
        second *= second
        half = np.subtract(1 - first * first, second, out=second)
        half = np.sqrt(np.maximum(half, 0, out=half), out=half)
        half *= ww
        return [(middle - half, middle + half)]


class BoxSections(Sections):
    """Sections of the parallelepiped that a matrix makes of the cube from -1 to 1.

    :param toIndex: (4, 4) coordinates of the shape to voxel indices
    :param ownVolume: volume in the coordinates of the shape
    :param fromIndex: (4, 4) inverse of toIndex
    """

    def __init__(self, toIndex: np.ndarray, ownVolume: float, fromIndex: np.ndarray):
        self.volume = ownVolume * abs(float(np.linalg.det(toIndex[:3, :3])))
        corners = _CUBE @ toIndex[:3, :3].T + toIndex[:3, 3]
        self.extent = np.array([corners.min(axis=0), corners.max(axis=0)])
        self.order = tuple(longestFirst((self.extent[1] - self.extent[0]).tolist()))
        self._corners = corners[:, self.order]
        self._rates = fromIndex[:3, self.order]
        self._origin = fromIndex[:3, 3]

    def breaks(self):
        return self._corners[:, 0]

    def shadow(self, u):
        return _shadow(self._corners[_CUBE_EDGES], u)

    def intervals(self, u, v):
        enter, leave = _slabIntervals(self._rates, self._origin, u, v)
        return [(enter.max(axis=0), leave.min(axis=0))]


class PrismSections(Sections):
    """Sections of a prism: a polygon in x and y, by the even-odd rule, between z = -1 and z = 1.

    :param toIndex: (4, 4) coordinates of the shape to voxel indices
    :param ownVolume: volume in the coordinates of the shape
    :param fromIndex: (4, 4) inverse of toIndex
    :param polygon: (N, 2) vertices x, y
    """

    def __init__(self, toIndex: np.ndarray, ownVolume: float, fromIndex: np.ndarray, polygon: np.ndarray):
        self.volume = ownVolume * abs(float(np.linalg.det(toIndex[:3, :3])))
        count = len(polygon)
        caps = np.array([np.c_[polygon, np.full(count, z)] for z in (-1.0, 1.0)]) @ toIndex[:3, :3].T + toIndex[:3, 3]
        self.extent = np.array([caps.min(axis=(0, 1)), caps.max(axis=(0, 1))])
        # Planes of u as parallel to the polygon as they can be: a line along the wall of a prism is either inside or
        # outside, and sections through both caps of a thin one would be slivers.
        millimeters = np.abs(fromIndex[:3, :3]) / np.linalg.norm(fromIndex[:3, :3], axis=1)[:, None]
        u = int(np.argmax((millimeters[2] / np.linalg.norm(millimeters, axis=0)).round(6)))
        v, w = (axis for axis in longestFirst((self.extent[1] - self.extent[0]).tolist()) if axis != u)
        self.order = (u, v, w)
        self._caps = caps[:, :, self.order]
        isParallel = np.ptp(self._caps[0, :, 0]) < 1e-3
        self.nodesAcross = (1, 128) if isParallel else (32, 64)
        ring = np.arange(count)
        ends = np.array([ring, np.roll(ring, -1)])
        self._edges = np.concatenate([self._caps[0][ends], self._caps[1][ends], self._caps[:, ring]], axis=1)
        # The polygon turned so that lines along w run along its x.
        direction = fromIndex[:2, w]
        self._speed = np.hypot(*direction)
        cosine, sine = direction / self._speed
        turn = np.array([[cosine, sine], [-sine, cosine]])
        self._scanlines = Scanlines(polygon @ turn.T)
        self._inPlane = turn @ fromIndex[:2, self.order], turn @ fromIndex[:2, 3]
        self._slab = fromIndex[2:3, self.order], fromIndex[2:3, 3]

    def breaks(self):
        return np.concatenate([self._caps[:, :, 0].min(axis=1), self._caps[:, :, 0].max(axis=1)])

    def shadow(self, u):
        return _shadow(self._edges, u)

    def intervals(self, u, v):
        (along, across), (alongOrigin, acrossOrigin) = self._inPlane
        (low,), (high,) = _slabIntervals(*self._slab, u, v)
        crossings = self._scanlines.crossings(across[1] * v + (across[0] * u + acrossOrigin))
        start = along[1] * v + (along[0] * u + alongOrigin)
        positions = [np.clip((x - start) / self._speed, low, high) for x in crossings]
        return list(zip(positions[::2], positions[1::2]))


def longestFirst(lengths: Sequence[float]) -> list[int]:
    """Return the axes from that of the largest length to that of the smallest. Rounding must not choose among equals:
    the same scene would be measured in another way after it has moved."""
    return sorted(range(len(lengths)), key=lambda axis: -round(lengths[axis], 6))


def _unit(vector: Sequence[float]) -> tuple[float, Sequence[float]]:
    """Return the length of a vector, and it made as long as 1."""
    x, y, z = vector
    length = sqrt(x * x + y * y + z * z)
    return length, (x / length, y / length, z / length) if length else vector


def _split(vector: Sequence[float], along: Sequence[float]) -> tuple[float, Sequence[float]]:
    """Return how far a vector reaches along one of length 1, and what of it is across."""
    (x, y, z), (a, b, c) = vector, along
    part = x * a + y * b + z * c
    return part, (x - part * a, y - part * b, z - part * c)


def _slabIntervals(rates: np.ndarray, origin: np.ndarray, u: np.ndarray, v: np.ndarray):
    """Return where lines along w enter and leave each of the slabs -1 <= rates . (u, v, w) + origin <= 1.

    :param rates: (A, 3), and origin (A,), of each slab
    :return: two arrays (A, N, S, J)
    """
    alongU, alongV, alongW = rates.T[:, :, None, None, None]
    alongW = np.where(np.abs(alongW) > _PARALLEL, alongW, _PARALLEL)
    middle = (-alongU / alongW) * u - origin[:, None, None, None] / alongW + (-alongV / alongW) * v
    half = 1 / np.abs(alongW)
    return middle - half, middle + half


def _shadow(edges: np.ndarray, u: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and last v of a polyhedron in the planes of (S,) positions u.

    :param edges: (2, E, 3) both ends u, v, w of its edges
    """
    (u0, v0), (u1, v1) = edges[0, :, :2].T, edges[1, :, :2].T
    length = u1 - u0
    fraction = (u[:, None] - u0) / np.where(np.abs(length) > _PARALLEL, length, _PARALLEL)
    cut = (fraction >= 0) & (fraction <= 1)
    v = v0 + np.where(cut, fraction, 0) * (v1 - v0)
    return np.where(cut, v, np.inf).min(axis=1), np.where(cut, v, -np.inf).max(axis=1)
