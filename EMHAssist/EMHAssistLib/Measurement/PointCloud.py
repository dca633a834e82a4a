"""Shapes that are measured along the spine by points of them: masks, surfaces, and outlines drawn in a slice."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from .Mesh import Mesh
from .Scanlines import Scanlines
from .Shapes import Mask, Prism
from .Size import NEAR_MIDLINE, Place, Size

# Half a degree off its short side, a rectangle of 3:1 is 3 percent wider.
_ANGLES = np.radians(np.arange(180))
_FEW = 12  # every so many of them
_SLICE = 10.0  # mm; of the line that shows the course of a long mask
_SECTIONS = 15  # of a prism or surface, evenly from end to end
_INNER_POINTS = 24  # along each axis of an outline
_MOST_POINTS = 4096  # for what is asked of the volume, not of the surface


class PointCloud:
    """What masks, surfaces and outlines have in common.

    Ends are those of the points of a surface and a cell more, which counts as the ellipsoid inscribed in it.

    :ivar center: (3,) RAS mm
    :ivar volume: mm3
    :ivar _cell: (3, 3) edges of a cell as columns, mm
    :ivar _surface: (N, 3) points in RAS mm between which everything lies, along a bent spine as well
    :ivar _inside: (N, 3) points in RAS mm, evenly spread over the volume
    :ivar _corners: (N, 3) points in RAS mm between which everything lies: fewer, and not as close
    """

    center: np.ndarray
    volume: float
    _cell: np.ndarray

    @property
    def _surface(self) -> np.ndarray:
        raise NotImplementedError

    @property
    def _inside(self) -> np.ndarray:
        raise NotImplementedError

    @property
    def _corners(self) -> np.ndarray:
        raise NotImplementedError

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
        """Return the largest short diameter in mm.

        :param surface: (N, 3) coordinates of the surface along the spine
        :param frame: (3, 3) directions right, anterior and superior at the center
        """
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
        self.volume = mask.volume
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

    def _thickness(self, surface: np.ndarray, frame: np.ndarray) -> float:
        height = np.linalg.norm(self._cell.T @ frame[:, 2])
        slices = np.floor((surface[:, 2] - surface[:, 2].min()) / height).astype(int)
        return _largestShortDiameter(surface[:, :2], slices, self._cell.T @ frame[:, :2])

    def _toWorld(self, indices: np.ndarray) -> np.ndarray:
        """Return RAS mm of indices i, j, k that are counted from the first occupied ones."""
        return (indices + self._low) @ self._cell.T + self._origin


class PrismCloud(PointCloud):
    """The inside of an outline in the plane of x and y, from z = -1 to z = 1 in the coordinates of the shape.

    Its sections are exact; the spine is taken as straight over its length.

    :param prism: the shape; where its outline crosses itself, the part that is enclosed twice is outside
    """

    def __init__(self, prism: Prism):
        self._axes, self._origin, self._cell = prism.toWorld[:3, :3], prism.toWorld[:3, 3], np.zeros((3, 3))
        self._polygon, self.volume = prism.polygon, prism.volume
        self.center = self._toWorld(np.array([*Scanlines(prism.polygon).center(), 0.0]))

    @cached_property
    def _surface(self) -> np.ndarray:
        return self._layers(self._polygon, np.array([-1.0, 1.0]))

    @property
    def _corners(self) -> np.ndarray:
        return self._surface

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

    def _thickness(self, surface: np.ndarray, frame: np.ndarray) -> float:
        # The corners of a section are where it meets the edges of the prism: those of both ends, and those between.
        low, high = ((self._layers(self._polygon, np.array([z])) - self.center) @ frame for z in (-1.0, 1.0))
        starts = np.concatenate([low, high, low])
        runs = np.concatenate([np.roll(low, -1, axis=0) - low, np.roll(high, -1, axis=0) - high, high - low])
        return _thicknessOfEdges(starts, runs)

    def _layers(self, points: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return (N, 3) points in RAS mm: points x, y at each of these z."""
        return self._toWorld(np.column_stack([np.tile(points, (len(heights), 1)), np.repeat(heights, len(points))]))

    def _toWorld(self, points: np.ndarray) -> np.ndarray:
        return points @ self._axes.T + self._origin


class MeshCloud(PointCloud):
    """The inside of a closed surface; its ends and sections are exact, the spine is taken as straight over its length.

    :param mesh: the shape
    """

    def __init__(self, mesh: Mesh):
        self._mesh, self._cell = mesh, np.zeros((3, 3))
        self._mask = MaskCloud(mesh.mask)
        self.center, self.volume = self._mask.center, mesh.volume

    @cached_property
    def _surface(self) -> np.ndarray:
        return self._mesh.corners @ self._mesh.toWorld[:3].T

    @property
    def _corners(self) -> np.ndarray:
        return self._surface

    @property
    def _inside(self) -> np.ndarray:
        return self._mask._inside

    def _thickness(self, surface: np.ndarray, frame: np.ndarray) -> float:
        points = (self._surface - self.center) @ frame
        triangles = self._mesh.triangles
        starts = points[triangles].reshape(-1, 3)
        return _thicknessOfEdges(starts, points[np.roll(triangles, -1, axis=1)].reshape(-1, 3) - starts)


def _thicknessOfEdges(starts: np.ndarray, runs: np.ndarray) -> float:
    """Return the largest short diameter of a body, from sections across its third coordinate.

    :param starts: (E, 3) coordinates of where its edges start, mm
    :param runs: (E, 3) from there to where they end
    """
    heights = np.concatenate([starts[:, 2], starts[:, 2] + runs[:, 2]])
    heights = np.linspace(heights.min(), heights.max(), _SECTIONS + 2)[1:-1]
    crossing = np.abs(runs[:, 2]) > 1e-9 * np.ptp(starts[:, 2])
    starts, runs = starts[crossing], runs[crossing]
    fractions = (heights[:, None] - starts[:, 2]) / runs[:, 2]
    sections, edges = np.nonzero((fractions >= 0) & (fractions <= 1))
    points = starts[edges] + fractions[sections, edges, None] * runs[edges]
    return _largestShortDiameter(points[:, :2], sections, np.zeros((3, 2)))


def _largestShortDiameter(points: np.ndarray, sections: np.ndarray, cell: np.ndarray) -> float:
    """Return the largest of the smallest widths of sections, each the distance of two parallel lines around it.

    :param points: (N, 2) mm
    :param sections: (N,) number of the section of each point
    :param cell: (3, 2) edges of a cell around each point, which counts as the ellipsoid inscribed in it
    """
    order = np.argsort(sections, kind="stable")
    starts = np.flatnonzero(np.diff(sections[order], prepend=-1))
    points, ends = points[order], [*starts[1:], len(order)]
    directions = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])
    more = np.linalg.norm(cell @ directions, axis=0)
    # In a few directions no section is narrower than in all: only the widest ones need be looked at in all.
    reach = points @ directions[:, ::_FEW]
    mostly = (np.maximum.reduceat(reach, starts) - np.minimum.reduceat(reach, starts) + more[::_FEW]).min(axis=1)
    largest = 0.0
    for section in np.argsort(-mostly):
        if mostly[section] <= largest:
            break
        reach = points[starts[section]:ends[section]] @ directions
        largest = max(largest, float((reach.max(axis=0) - reach.min(axis=0) + more).min()))
    return largest
