"""Shapes measured along the spine by points of them: masks, and outlines drawn in a slice."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from .Shapes import Mask
from .Size import NEAR_MIDLINE, Place, Size

# Half a degree off its short side, a rectangle of 3:1 is 3 percent wider.
_ANGLES = np.radians(np.arange(180))
_SLICE = 10.0  # mm; of the line that shows the course of a long mask
_MOST_POINTS = 4096  # for what is asked of the volume, not of the surface


class MaskCloud:
    """The voxels of a mask.

    Ends and widths are those of the centers of voxels and a voxel more, which counts as the ellipsoid inscribed in it.
    They are right to a voxel, on the average up to half a voxel too large where the surface is oblique to the grid.

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

    def line(self) -> np.ndarray:
        """Return (N, 3) points in RAS mm that show how the shape extends: centers of slices across its longest axis."""
        offsets = self._inside - self.center
        along = offsets @ np.linalg.svd(offsets, full_matrices=False)[2][0]
        slices = np.floor((along - along.min()) / _SLICE).astype(int)
        counts = np.bincount(slices)
        sums = np.stack([np.bincount(slices, weights=self._inside[:, axis]) for axis in range(3)], axis=1)
        return sums[counts > 0] / counts[counts > 0, None]

    def span(self, place: Place) -> tuple[float, float]:
        """Return the lower and upper end along the spine, mm, of the box around the voxels.

        :param place: where the center is along the spine
        """
        bounds = np.array([np.full(3, -0.5), self._high - self._low + 0.5])
        corners = np.array(np.meshgrid(*bounds.T)).reshape(3, -1).T
        positions = place.spine.coordinates(self._toWorld(corners))[:, 2]
        return float(positions.min()), float(positions.max())

    def size(self, place: Place) -> Size:
        """Measure the shape along the spine.

        :param place: where the center is along the spine
        """
        surface = place.spine.coordinates(self._surface)
        voxel = np.linalg.norm(self._cell.T @ place.frame, axis=0)
        low, high = surface[:, 2].min() - voxel[2] / 2, surface[:, 2].max() + voxel[2] / 2
        toRight = place.spine.coordinates(self._inside)[:, 0]
        left = float((toRight < 0).mean())
        isApart = 0.1 <= left <= 0.9 and bool((np.abs(toRight) > max(NEAR_MIDLINE, voxel[0])).all())
        return Size(float(low), float(high), self._thickness(surface, place.frame, voxel[2]), place.right,
                    place.anterior, left, isApart)

    def _thickness(self, surface: np.ndarray, frame: np.ndarray, height: float) -> float:
        """Return the largest of the smallest widths of slices of a height in mm."""
        slices = np.floor((surface[:, 2] - surface[:, 2].min()) / height).astype(int)
        order = np.argsort(slices, kind="stable")
        starts = np.flatnonzero(np.diff(slices[order], prepend=-1))
        directions = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])
        reach = surface[order, :2] @ directions
        widths = np.maximum.reduceat(reach, starts) - np.minimum.reduceat(reach, starts)
        widths += np.linalg.norm(self._cell.T @ frame[:, :2] @ directions, axis=0)
        return float(widths.min(axis=1).max())

    @cached_property
    def _inside(self) -> np.ndarray:
        """(N, 3) voxels in RAS mm, evenly thinned out."""
        indices = np.argwhere(self._isInside)
        return self._toWorld(indices[::max(1, len(indices) // _MOST_POINTS), ::-1])

    @cached_property
    def _surface(self) -> np.ndarray:
        """(N, 3) voxels in RAS mm without those that have all six neighbors, on which no width depends."""
        padded = np.pad(self._isInside, 1)
        inner = padded.copy()
        for axis in range(3):
            inner &= np.roll(padded, 1, axis) & np.roll(padded, -1, axis)
        return self._toWorld(np.argwhere(padded & ~inner)[:, ::-1] - 1.0)

    def _toWorld(self, indices: np.ndarray) -> np.ndarray:
        """Return RAS mm of indices i, j, k that are counted from the first occupied ones."""
        return (indices + self._low) @ self._cell.T + self._origin
