"""Shapes that are measured along the spine by points of them: masks, and outlines drawn in a slice."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from .Shapes import Mask
from .Size import NEAR_MIDLINE, Place, Size

# Half a degree off its short side, a rectangle of 3:1 is 3 percent wider.
_ANGLES = np.radians(np.arange(180))
_SLICE = 10.0  # mm; of the line that shows the course of a long mask
# Points of an outline, layers of them between the two ends of a prism, and inner points along each of its axes.
_OUTLINE_POINTS, _LAYERS, _INNER_POINTS = 256, 9, 24
_MOST_POINTS = 4096  # for what is asked of the volume, not of the surface


class PointCloud:
    """What masks and outlines have in common.

    Ends and widths are those of the points of a surface and a cell more, which counts as the ellipsoid inscribed in it.

    :ivar center: (3,) RAS mm
    :ivar volume: mm3
    :ivar _cell: (3, 3) edges of a cell as columns, mm
    :ivar _surface: (N, 3) points in RAS mm on which ends and widths depend
    :ivar _inside: (N, 3) points in RAS mm, evenly spread over the volume
    :ivar _corners: (N, 3) points in RAS mm between which everything lies
    """

    center: np.ndarray
    volume: float
    _cell: np.ndarray
    _surface: np.ndarray
    _inside: np.ndarray
    _corners: np.ndarray

    def line(self) -> np.ndarray:
        """Return (N, 3) points in RAS mm that show how the shape extends: centers of slices across its longest axis."""
        offsets = self._inside - self.center
        along = offsets @ np.linalg.svd(offsets, full_matrices=False)[2][0]
        slices = np.floor((along - along.min()) / _SLICE).astype(int)
        counts = np.bincount(slices)
        sums = np.stack([np.bincount(slices, weights=self._inside[:, axis]) for axis in range(3)], axis=1)
        return sums[counts > 0] / counts[counts > 0, None]

    def span(self, place: Place) -> tuple[float, float]:
        """Return the lower and upper end along the spine, mm, of the box around the shape.

        :param place: where the center is along the spine
        """
        positions = place.spine.coordinates(self._corners)[:, 2]
        return float(positions.min()), float(positions.max())

    def size(self, place: Place) -> Size:
        """Measure the shape along the spine.

        :param place: where the center is along the spine
        """
        surface = place.spine.coordinates(self._surface)
        cell = np.linalg.norm(self._cell.T @ place.frame, axis=0)
        low, high = surface[:, 2].min() - cell[2] / 2, surface[:, 2].max() + cell[2] / 2
        toRight = place.spine.coordinates(self._inside)[:, 0]
        left = float((toRight < 0).mean())
        isApart = 0.1 <= left <= 0.9 and bool((np.abs(toRight) > max(NEAR_MIDLINE, cell[0])).all())
        return Size(float(low), float(high), self._thickness(surface, place.frame), place.right, place.anterior, left,
                    isApart)

    def _thickness(self, surface: np.ndarray, frame: np.ndarray) -> float:
        """Return the largest of the smallest widths of slices."""
        slices = np.floor((surface[:, 2] - surface[:, 2].min()) / self._sliceHeight(frame[:, 2])).astype(int)
        order = np.argsort(slices, kind="stable")
        starts = np.flatnonzero(np.diff(slices[order], prepend=-1))
        directions = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])
        reach = surface[order, :2] @ directions
        widths = np.maximum.reduceat(reach, starts) - np.minimum.reduceat(reach, starts)
        widths += np.linalg.norm(self._cell.T @ frame[:, :2] @ directions, axis=0)
        return float(widths.min(axis=1).max())

    def _sliceHeight(self, superior: np.ndarray) -> float:
        """Return the height in mm of slices at right angles to a direction: as thin as the points allow."""
        raise NotImplementedError


class MaskCloud(PointCloud):
    """The voxels of a mask, to a voxel; up to half a voxel too thick where the surface is oblique to the grid.

    :raises ValueError: no voxel is inside
    """

    def __init__(self, mask: Mask):
        occupied = [np.flatnonzero(mask.array.any(axis=axes)) for axes in ((0, 1), (0, 2), (1, 2))]
        if not occupied[0].size:
            raise ValueError("the mask is empty")
        self._low = np.array([indices[0] for indices in occupied])
        self._high = np.array([indices[-1] for indices in occupied])
        k, j, i = (slice(low, high + 1) for low, high in zip(self._low[::-1], self._high[::-1]))
        weights = np.asarray(mask.array[k, j, i], dtype=np.float64)
        # Where voxels are inside by a part, the surface runs through those that are half as full as the fullest.
        self._isInside = weights >= 0.5 * weights.max()
        self._cell, self._origin = mask.toWorld[:3, :3], mask.toWorld[:3, 3]
        total = weights.sum()
        self.volume = float(total * abs(np.linalg.det(self._cell)))
        profiles = [weights.sum(axis=axes) for axes in ((0, 1), (0, 2), (1, 2))]
        self.center = self._toWorld(np.array([profile @ np.arange(profile.size) / total for profile in profiles]))

    @cached_property
    def _corners(self) -> np.ndarray:
        bounds = np.array([np.full(3, -0.5), self._high - self._low + 0.5])
        return self._toWorld(np.array(np.meshgrid(*bounds.T)).reshape(3, -1).T)

    @cached_property
    def _inside(self) -> np.ndarray:
        indices = np.argwhere(self._isInside)
        return self._toWorld(indices[::max(1, len(indices) // _MOST_POINTS), ::-1])

    @cached_property
    def _surface(self) -> np.ndarray:
        """Voxels that do not have all six neighbors."""
        padded = np.pad(self._isInside, 1)
        inner = padded.copy()
        for axis in range(3):
            inner &= np.roll(padded, 1, axis) & np.roll(padded, -1, axis)
        return self._toWorld(np.argwhere(padded & ~inner)[:, ::-1] - 1.0)

    def _sliceHeight(self, superior: np.ndarray) -> float:
        return float(np.linalg.norm(self._cell.T @ superior))

    def _toWorld(self, indices: np.ndarray) -> np.ndarray:
        """Return RAS mm of indices i, j, k that are counted from the first occupied ones."""
        return (indices + self._low) @ self._cell.T + self._origin


class PrismCloud(PointCloud):
    """The inside of an outline in the plane of x and y, from z = -1 to z = 1 in the coordinates of the shape.

    Its thickness is right to a few percent, to a tenth where the plane is oblique to the spine.

    :param toWorld: (4, 4) coordinates of the shape to RAS millimeters
    :param polygon: (N, 2) vertices of the outline
    """

    def __init__(self, toWorld: np.ndarray, polygon: np.ndarray):
        self._axes, self._origin, self._cell = toWorld[:3, :3], toWorld[:3, 3], np.zeros((3, 3))
        x, y = polygon.T
        cross = x * np.roll(y, -1) - y * np.roll(x, -1)
        area = cross.sum() / 2
        middle = ((polygon + np.roll(polygon, -1, axis=0)) * cross[:, None]).sum(axis=0) / (6 * area)
        self.volume = float(2 * abs(area * np.linalg.det(self._axes)))
        self.center = self._toWorld(np.array([*middle, 0.0]))
        self._polygon = polygon

    @cached_property
    def _outline(self) -> np.ndarray:
        """(N, 2) points at even distances along the outline, vertices included."""
        edges = np.roll(self._polygon, -1, axis=0) - self._polygon
        lengths = np.linalg.norm(edges @ self._axes[:, :2].T, axis=1)
        parts = np.ceil(lengths / lengths.sum() * _OUTLINE_POINTS).astype(int)
        fractions = np.concatenate([np.arange(count) / count for count in parts if count])
        return np.repeat(self._polygon, parts, axis=0) + fractions[:, None] * np.repeat(edges, parts, axis=0)

    @cached_property
    def _surface(self) -> np.ndarray:
        return self._layers(self._outline, np.linspace(-1, 1, _LAYERS))

    @cached_property
    def _corners(self) -> np.ndarray:
        return self._layers(self._polygon, np.array([-1.0, 1.0]))

    @cached_property
    def _inside(self) -> np.ndarray:
        """Points of a grid from which a line to one side crosses the outline an odd number of times."""
        steps = (np.arange(_INNER_POINTS) + 0.5) / _INNER_POINTS
        low, size = self._polygon.min(axis=0), np.ptp(self._polygon, axis=0)
        grid = np.stack(np.meshgrid(*(low[axis] + steps * size[axis] for axis in range(2))), axis=-1).reshape(-1, 2)
        (x, y), (nextX, nextY) = self._polygon.T[:, :, None], np.roll(self._polygon, -1, axis=0).T[:, :, None]
        isBetween = (y > grid[:, 1]) != (nextY > grid[:, 1])
        rise = np.where(nextY == y, 1.0, nextY - y)
        isBeyond = grid[:, 0] < x + (nextX - x) * (grid[:, 1] - y) / rise
        isInside = (isBetween & isBeyond).sum(axis=0) % 2 == 1
        return self._layers(grid[isInside], (np.arange(4) - 1.5) / 2)

    def _sliceHeight(self, superior: np.ndarray) -> float:
        # A slice has to meet the outline on both of its sides, and a layer of it.
        perimeter = np.linalg.norm(np.diff(self._outline, axis=0) @ self._axes[:, :2].T, axis=1).sum()
        alongOutline = 2 * perimeter / _OUTLINE_POINTS
        alongLayers = 2 / (_LAYERS - 1) * abs(self._axes[:, 2] @ superior)
        return float(max(alongOutline, alongLayers))

    def _layers(self, points: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return (N, 3) points in RAS mm: points x, y at each of these z."""
        return self._toWorld(np.column_stack([np.tile(points, (len(heights), 1)), np.repeat(heights, len(points))]))

    def _toWorld(self, points: np.ndarray) -> np.ndarray:
        return points @ self._axes.T + self._origin
