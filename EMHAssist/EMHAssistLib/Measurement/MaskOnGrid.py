"""The fraction of each voxel of one grid inside a mask that is drawn on another."""

from __future__ import annotations

from typing import Any

import numpy as np

from .VoxelWeights import conserveVolume

# Two grids are aligned when their voxels drift apart by less than this part of a voxel of the mask, over all voxels
# that matter: matrices in files have 6 digits or so.
_ALIGNED = 1e-3

# Distance of the points at which a mask is looked up when the grids are not aligned, in voxels of the mask; about how
# many there are at most along each axis of a mask that is much finer than the grid, and in a voxel.
_SPACING = 0.5
# Fewest along each axis of a voxel, where the mask is coarser than the grid: weights of voxels at the surface of a cube
# are then right to 0.01 to 0.05 (root mean square, by how far it is turned; 3 points: 0.04 to 0.08). Takes up to twice
# as long, but segments are not dragged.
_FEWEST_POINTS = 5
_MOST_POINTS = 128
_MOST_POINTS_PER_VOXEL = 1e6

# Points looked up at once; see VoxelWeights.
_CHUNK = 15000


class MaskOnGrid:
    """A mask in the voxel indices of another grid.

    :param toIndex: (4, 4) indices of the mask to those of the grid
    :param ownVolume: sum of the mask
    :param fromIndex: (4, 4) inverse of toIndex
    :param array: (K, J, I) of bool, or of the fraction of each voxel that is inside
    """

    def __init__(self, toIndex: np.ndarray, ownVolume: float, fromIndex: np.ndarray, array: np.ndarray):
        self.volume = ownVolume * abs(float(np.linalg.det(toIndex[:3, :3])))
        self._fromIndex = fromIndex
        self._array = array
        size = np.array(array.shape[::-1])
        middle = toIndex[:3, :3] @ ((size - 1) / 2) + toIndex[:3, 3]
        reach = np.abs(toIndex[:3, :3]) @ (size / 2)
        self.extent = np.array([middle - reach, middle + reach])

    def weights(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the (K, J, I) fraction inside the mask of the voxels from first to before last, both (3,) i, j, k."""
        rates = self._fromIndex[:3, :3]
        origin = rates @ first + self._fromIndex[:3, 3]
        # To which axis of the mask each axis of the grid is most parallel.
        axes = np.abs(rates).argmax(axis=0)
        aligned = np.zeros((3, 3))
        aligned[axes, range(3)] = rates[axes, range(3)]
        if len(set(axes)) < 3 or not self._near(rates, aligned, last - first):
            return self._lookUp(first, last)
        shift = np.rint(origin)
        if self._near(rates, np.eye(3), last - first) and (np.abs(origin - shift) < _ALIGNED).all():
            return self._crop(shift.astype(np.intp), last - first)
        i, j, k = (_overlaps(rates[mine, axis], origin[mine], last[axis] - first[axis], self._array.shape[2 - mine])
                   for axis, mine in enumerate(axes))
        # The axes of the mask in the order of those of the grid; both are stored k, j, i.
        array = self._array.transpose(2 - axes[::-1])
        weights = np.zeros((len(k), len(j), len(i)))
        # Some planes of the mask at a time: memory stays bounded.
        step = max(_CHUNK // array[0].size, 1)
        for part in (slice(begin, begin + step) for begin in range(0, len(array), step)):
            reached = np.flatnonzero(k[:, part].any(axis=1))
            if reached.size:
                ofGrid = slice(reached[0], reached[-1] + 1)
                weights[ofGrid] += np.tensordot(k[ofGrid, part], j @ (array[part] @ i.T), axes=1)
        return np.minimum(weights, 1, out=weights)

    @staticmethod
    def _near(rates: np.ndarray, others: np.ndarray, count: np.ndarray) -> bool:
        """Tell whether two mappings to indices of the mask agree over as many voxels."""
        return bool((np.abs(rates - others) @ count < _ALIGNED).all())

    def _crop(self, shift: np.ndarray, count: np.ndarray) -> np.ndarray:
        """Return the mask's own voxels, from the index i, j, k ``shift`` on."""
        weights = np.zeros(count[::-1])
        size = self._array.shape[::-1]
        mine, other = [], []
        for axis in (2, 1, 0):
            low, high = max(shift[axis], 0), min(shift[axis] + count[axis], size[axis])
            mine.append(slice(low, high))
            other.append(slice(low - shift[axis], high - shift[axis]))
        weights[tuple(other)] = self._array[tuple(mine)]
        return weights

    def _lookUp(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the mean of the mask at evenly spaced points of each voxel."""
        wanted = np.abs(self._fromIndex[:3, :3]).max(axis=0) / _SPACING
        wanted = np.minimum(wanted, _MOST_POINTS / (self.extent[1] - self.extent[0]))
        numbers = np.ceil(wanted).clip(_FEWEST_POINTS, _MOST_POINTS_PER_VOXEL)
        (i, j, k), (columns, rows, slices) = zip(*(
            _points(low, high, first[axis], last[axis], numbers[axis])
            for axis, (low, high) in enumerate(self.extent.T)))
        column, row = (np.flatnonzero(np.diff(voxels, prepend=-1)) for voxels in (columns, rows))
        # A rim of empty voxels, to which all points outside of the mask go.
        padded = np.pad(self._array, 1)
        weights = np.zeros((last - first)[::-1])
        for begin, end in zip(row, (*row[1:], len(j))):
            step = max(1, _CHUNK // (len(i) * (end - begin)))
            for planes in (slice(start, start + step) for start in range(0, len(k), step)):
                values = self._at(padded, i, j[begin:end, None, None], k[planes, None]).sum(axis=0, dtype=np.float64)
                np.add.at(weights[:, rows[begin]], np.ix_(slices[planes], columns[column]),
                          np.add.reduceat(values, column, axis=1))
        weights /= numbers.prod()
        return conserveVolume(weights, self, first, last)

    def _at(self, padded: np.ndarray, i: np.ndarray, j: np.ndarray, k: np.ndarray) -> np.ndarray:
        """Return the mask, with a rim around it, at indices i, j, k of the grid, which broadcast."""
        place: Any = 0.0
        for rates, size in zip(self._fromIndex[2::-1], padded.shape):
            index = rates[0] * i + (rates[1] * j + (rates[2] * k + (rates[3] + 1)))
            np.rint(index, out=index)
            np.clip(index, 0, size - 1, out=index)
            place = place * size + index
        return padded.ravel()[place.astype(np.intp)]


def _overlaps(rate: float, origin: float, count: int, size: int) -> np.ndarray:
    """Return which fraction of each voxel of a grid lies in each voxel of the mask, along one axis.

    :param rate: voxels of the mask from one voxel of the grid to the next
    :param origin: index in the mask of the first voxel of the grid
    :return: (count, size)
    """
    # Rounding must not make a sliver of a border that both grids share.
    borders = ((np.arange(size + 1) - 0.5 - origin) / rate).round(9)
    voxels = np.arange(count)[:, None]
    return np.abs(np.diff(borders.clip(voxels - 0.5, voxels + 0.5), axis=1))


def _points(low: float, high: float, first: int, last: int, number: float) -> tuple[np.ndarray, np.ndarray]:
    """Spread points over voxels, along one axis, where a mask reaches from low to high.

    :return: (N,) positions of the points, as many to a voxel as ``number``, and (N,) the voxel of each, counted from
        the first
    """
    begin = np.floor((max(low, first - 0.5) - first + 0.5) * number)
    end = max(np.ceil((min(high, last - 0.5) - first + 0.5) * number), begin + 1)
    points = np.arange(begin, end)
    return first - 0.5 + (points + 0.5) / number, np.floor(points / number).clip(0, last - first - 1).astype(np.intp)
