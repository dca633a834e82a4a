"""Closed surfaces of triangles as regions: what they enclose, voxel by voxel."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import ceil

import numpy as np

from .Crossings import Crossings, Nesting, coverage, expand, nesting, rounded, together
from .Sections import longestFirst
from .Shapes import Mask, Shape
from .VoxelWeights import conserveVolume

# Points nearer to each other than this part of the size of the surface are one.
_SAME_POINT = 1e-6
# Lines across a surface along each of two axes, and how many at least and at most in a voxel.
_LINES_ACROSS, _FEWEST_LINES, _MOST_LINES = 64, 2, 32
# Of two shells that differ by this part of their volume, neither sticks out of the other.
_SAME_SHELL = 2e-3
# Voxels of a surface turned into a mask of its own, about.
_MASK_VOXELS = 60000


@dataclass(frozen=True, eq=False)
class Mesh(Shape):
    """The inside of a closed surface of triangles.

    Inside is what a line from outside reaches after an odd number of crossings; whichever way the triangles are turned.
    A shell wholly inside another one is a cavity, shells that overlap in part are united.

    :param toWorld: (4, 4) coordinates of the points to RAS millimeters
    :param points: (N, 3)
    :param triangles: (M, 3) numbers of the points of each triangle
    :ivar shells: numbers of the triangles of each part that hangs together
    :ivar isRepeated: a part was there twice, and counts once
    :raises ValueError: there is no triangle, points are not finite, the surface has holes, or encloses nothing
    """

    points: np.ndarray
    triangles: np.ndarray
    shells: tuple[np.ndarray, ...] = field(init=False)
    isRepeated: bool = field(init=False)

    def __post_init__(self):
        super().__post_init__()
        points, triangles = np.asarray(self.points, dtype=np.float64), np.asarray(self.triangles, dtype=np.intp)
        if not triangles.size or points.shape[1:] + triangles.shape[1:] != (3, 3):
            raise ValueError("the surface has no triangles; draw it again")
        used, numbers = np.unique(triangles, return_inverse=True)
        points, triangles = points[used], numbers.reshape(-1, 3)
        if not np.isfinite(points).all():
            raise ValueError("the surface has points that are not finite; make it again")
        points, triangles = _joined(points, triangles)
        openEdges = _openEdges(triangles)
        if openEdges:
            raise ValueError(f"the surface is not closed ({openEdges} of its edges belong to an odd number of "
                             "triangles), so that nothing is inside; close its holes, or make voxels of it")
        object.__setattr__(self, "points", points)
        once = _once(triangles)
        object.__setattr__(self, "triangles", once)
        object.__setattr__(self, "shells", _shells(once))
        object.__setattr__(self, "isRepeated", len(once) < len(triangles) or bool(self.nesting.repeated))
        if not self.ownVolume > 1e-9 * np.ptp(points, axis=0).max() ** 3:
            raise ValueError("the surface encloses no volume; draw it around something")

    @cached_property
    def nesting(self) -> Nesting:
        """Which shells are cavities in others, and which are there twice."""
        if len(self.shells) == 1:
            return Nesting((1,), ())
        lines = _Lines(self.points, _cellsOf(self.points, _LINES_ACROSS ** 3))
        outlines = lines.crossings(self.triangles, self.shells)
        size = [abs(_signedVolume(self.points, self.triangles[shell])) for shell in self.shells]
        whole = max(sum(size), 1e-300)
        total = sum(-(outline.steps()[1] * outline.steps()[2]).sum() for outline in outlines)
        return nesting(outlines, [max(_SAME_SHELL * one, 1e-9 * whole) / whole * total for one in size])

    @cached_property
    def ownVolume(self):
        # By the divergence theorem, where triangles of each shell are all turned alike and shells do not overlap.
        if all(_isOriented(self.triangles[shell]) for shell in self.shells):
            volumes = [abs(_signedVolume(self.points, self.triangles[shell])) for shell in self.shells]
            if not self._overlap:
                return float(sum(np.sign(factor) * volume for factor, volume in zip(self.nesting.factors, volumes)))
        cells = _cellsOf(self.points, _LINES_ACROSS ** 3)
        return float(_weights(self, _Lines(self.points, cells), cells).sum()) * float(cells.size.prod())

    @property
    def _overlap(self) -> bool:
        """Whether the boxes of shells that are united overlap."""
        corners = [self.points[self.triangles[shell]].reshape(-1, 3)
                   for shell, factor in zip(self.shells, self.nesting.factors) if factor > 0]
        boxes = [(points.min(axis=0), points.max(axis=0)) for points in corners]
        return any((one[0] < other[1]).all() and (other[0] < one[1]).all()
                   for number, one in enumerate(boxes) for other in boxes[:number])

    @cached_property
    def corners(self):
        return np.c_[self.points, np.ones(len(self.points))]

    def onGrid(self, toIndex, fromIndex):
        return MeshOnGrid(self, toIndex)

    @cached_property
    def mask(self) -> Mask:
        """The surface as the fraction of voxels of a grid of its own: fine cubes, in whole ones from end to end."""
        cells = _cellsOf(self.points, _MASK_VOXELS)
        toPoints = np.diag([*cells.size, 1.0])
        toPoints[:3, 3] = cells.low + cells.size / 2
        weights = _weights(self, _Lines(self.points, cells), cells)
        return Mask(self.toWorld @ toPoints, np.clip(weights, 0, 1))


@dataclass(frozen=True)
class _Cells:
    """A grid in the coordinates of points: its lower corner, the size of a cell, and the number of cells."""

    low: np.ndarray
    size: np.ndarray
    count: np.ndarray


class MeshOnGrid:
    """A surface in the voxel indices of a grid; see Shape.onGrid.

    :param toIndex: (4, 4) coordinates of the points to indices i, j, k
    """

    def __init__(self, mesh: Mesh, toIndex: np.ndarray):
        self._mesh = mesh
        self._points = mesh.points @ toIndex[:3, :3].T + toIndex[:3, 3]
        self.volume = mesh.ownVolume * abs(float(np.linalg.det(toIndex[:3, :3])))
        self.extent = np.array([self._points.min(axis=0), self._points.max(axis=0)])

    def weights(self, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        """Return the (K, J, I) fraction inside of the voxels from first to before last, both (3,) i, j, k."""
        cells = _Cells(np.asarray(first) - 0.5, np.ones(3), np.asarray(last) - np.asarray(first))
        lines = _Lines(self._points, cells)
        return conserveVolume(_weights(self._mesh, lines, cells), self, first, last)


class _Lines:
    """Lines through a grid along the axis that the points reach least far along, in cells; evenly spread across it.

    A line either passes a triangle or crosses it: edges that two triangles share are computed alike for both, and count
    for one of them. So each line crosses a closed surface an even number of times.
    """

    def __init__(self, points: np.ndarray, cells: _Cells):
        points = (points - cells.low) / cells.size
        extent = np.ptp(points, axis=0)
        self.order = tuple(longestFirst(extent))
        self._points = points[:, self.order]
        self.counts = cells.count[list(self.order)]
        self.perCell = [int(np.clip(ceil(_LINES_ACROSS / max(extent[axis], 1e-6)), _FEWEST_LINES, _MOST_LINES))
                        for axis in self.order[:2]]
        self._numbers = [int(count) * number for count, number in zip(self.counts, self.perCell)]
        self._places = [(np.arange(number) + 0.5) / each for number, each in zip(self._numbers, self.perCell)]

    @property
    def cellOfLine(self) -> np.ndarray:
        """Which cell across the lines each line is in."""
        u, v = (np.arange(number) // each for number, each in zip(self._numbers, self.perCell))
        return (u[:, None] * self.counts[1] + v).ravel()

    def crossings(self, triangles: np.ndarray, shells) -> list[Crossings]:
        """Return where the lines cross each shell, in cells less half of one, as indices count them."""
        line, place, triangle = self._allCrossings(triangles)
        shellOf = np.empty(len(triangles), dtype=np.intp)
        for number, shell in enumerate(shells):
            shellOf[shell] = number
        owner = shellOf[triangle]
        order = np.argsort(owner, kind="stable")
        parts = np.split(order, np.searchsorted(owner[order], np.arange(1, len(shells))))
        return [Crossings(line[part], place[part]) for part in parts]

    def _allCrossings(self, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        linesU, linesV = self._places
        # Each edge in the order of its points, whichever triangle it is of.
        edges = np.sort(np.stack([triangles, np.roll(triangles, -1, axis=1)], axis=-1), axis=-1).reshape(-1, 2)
        start, end = self._points[edges[:, 0]], self._points[edges[:, 1]]
        first = np.searchsorted(linesU, np.minimum(start[:, 0], end[:, 0]))
        last = np.searchsorted(linesU, np.maximum(start[:, 0], end[:, 0]))
        edge, plane = expand(first, last)
        part = (linesU[plane] - start[edge, 0]) / (end[edge, 0] - start[edge, 0])
        vw = start[edge, 1:] + part[:, None] * (end[edge, 1:] - start[edge, 1:])
        # Each plane that cuts a triangle cuts two of its edges.
        triangle = edge // 3
        order = np.lexsort((plane, triangle))
        plane, triangle = plane[order[::2]], triangle[order[::2]]
        (v0, w0), (v1, w1) = vw[order[::2]].T, vw[order[1::2]].T
        segment, column = expand(np.searchsorted(linesV, np.minimum(v0, v1)),
                                  np.searchsorted(linesV, np.maximum(v0, v1)))
        part = (linesV[column] - v0[segment]) / (v1[segment] - v0[segment])
        place = w0[segment] + part * (w1[segment] - w0[segment])
        return plane[segment] * len(linesV) + column, place - 0.5, triangle[segment]


def _weights(mesh: Mesh, lines: _Lines, cells: _Cells) -> np.ndarray:
    """Return the (K, J, I) fraction inside of each cell of a grid."""
    factors = mesh.nesting.factors
    outlines = lines.crossings(mesh.triangles, mesh.shells)
    countU, countV, countW = lines.counts
    covered = coverage(together(outlines, factors), lines.cellOfLine, int(countU * countV), 0, int(countW))
    weights = rounded(covered.reshape(countU, countV, countW) / (lines.perCell[0] * lines.perCell[1]))
    return np.ascontiguousarray(weights.transpose([lines.order.index(axis) for axis in (2, 1, 0)]))


def _cellsOf(points: np.ndarray, wanted: int) -> _Cells:
    """Return a grid of about as many cubes as are wanted, which reaches just as far as points do."""
    low, size = points.min(axis=0), np.ptp(points, axis=0)
    size = np.maximum(size, 1e-6 * size.max())
    count = np.maximum(np.rint(size / (size.prod() / wanted) ** (1 / 3)), 4).astype(int)
    # One of the axes of a needle must not take all.
    count = np.minimum(count, 256)
    return _Cells(low, size / count, count)


def _joined(points: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return points and triangles of which equal points are one and triangles without an area are gone."""
    size = np.ptp(points, axis=0).max()
    cells = np.rint(points / max(_SAME_POINT * size, 1e-300))
    _unique, kept, number = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    triangles = number.ravel()[triangles]
    isFlat = (triangles == np.roll(triangles, 1, axis=1)).any(axis=1)
    return points[kept], triangles[~isFlat]


def _once(triangles: np.ndarray) -> np.ndarray:
    """Return triangles without the copies of parts that are there twice. A face that two parts share stays."""
    _each, number, counts = np.unique(np.sort(triangles, axis=1), axis=0, return_inverse=True, return_counts=True)
    if counts.max() == 1:
        return triangles
    number = number.ravel()
    isFirst = np.zeros(len(triangles), dtype=bool)
    isFirst[np.unique(number, return_index=True)[1]] = True
    isKept = np.ones(len(triangles), dtype=bool)
    for shell in _shells(triangles):
        if counts[number[shell]].min() > 1:
            isKept[shell] = isFirst[shell]
    return triangles[isKept]


def _edges(triangles: np.ndarray) -> np.ndarray:
    """Return (3 M, 2) points of the edges, in the direction in which their triangles go around."""
    return np.stack([triangles, np.roll(triangles, -1, axis=1)], axis=-1).reshape(-1, 2)


def _openEdges(triangles: np.ndarray) -> int:
    edges = np.sort(_edges(triangles), axis=1)
    counts = np.unique(edges @ [triangles.max(initial=0) + 1, 1], return_counts=True)[1]
    return int((counts % 2).sum()) if len(counts) else 1


def _isOriented(triangles: np.ndarray) -> bool:
    """Tell whether each edge is gone along as often in one direction as in the other."""
    edges = _edges(triangles)
    size = triangles.max() + 1
    both = np.sort(edges, axis=1) @ [size, 1]
    sign = np.where(edges[:, 0] < edges[:, 1], 1, -1)
    return not np.bincount(np.unique(both, return_inverse=True)[1].ravel(), sign).any()


def _shells(triangles: np.ndarray) -> tuple[np.ndarray, ...]:
    """Return the numbers of the triangles of each part of a surface that hangs together."""
    # Each point takes the lowest number among its neighbors, and what that one has taken, until nothing changes.
    edges = np.unique(np.sort(_edges(triangles), axis=1), axis=0)
    lowest = np.arange(triangles.max() + 1)
    while True:
        before = lowest.copy()
        ends = lowest[edges].min(axis=1)
        for side in (0, 1):
            np.minimum.at(lowest, lowest[edges[:, side]], ends)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            break
    shellOf = lowest[triangles[:, 0]]
    order = np.argsort(shellOf, kind="stable")
    return tuple(np.split(order, np.flatnonzero(np.diff(shellOf[order])) + 1))


def _signedVolume(points: np.ndarray, triangles: np.ndarray) -> float:
    """Return the volume inside triangles that all go around it in one direction, by the divergence theorem."""
    a, b, c = (points[triangles[:, corner]] - points[triangles[0, 0]] for corner in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6
