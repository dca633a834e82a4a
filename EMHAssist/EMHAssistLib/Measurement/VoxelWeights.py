"""The fraction of each voxel inside a shape, by integration over the voxel.

Along one axis of the grid, w, lines through the shape are cut exactly at the borders of voxels. Over the other two,
their lengths are integrated by Gauss-Legendre nodes, not over the whole voxel but over the part of it that the shape
reaches: a shape that is thinner than a slice, or ends with a face between two voxels, is as exact as any other. What
the nodes miss of the volume of the shape, less than a percent, is then spread over its surface. The weights of single
voxels at the surface are right to 0.02 (root mean square); the worst are those with a face almost along w.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

# Nodes in each voxel or part of one.
_FEWEST_NODES = 2
_MOST_NODES = 16

# Numbers in the largest temporary array. Larger regions are integrated some planes at a time: memory stays bounded,
# allocating less than 128 KiB is several times faster, and to multiply 9216 numbers or more OpenBLAS starts threads,
# for which it then waits.
_CHUNK = 9000

# A weight this near to one is one: only rounding is between them.
_ROUNDING = 1e-10

# A shape that ends with a voxel, but for this part of one, is whole.
_WHOLE = 1e-6


def voxelWeights(sections, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return the fraction of each voxel inside a shape.

    :param sections: the shape, as in Sections
    :param first: (3,) i, j, k of the first voxel
    :param last: (3,) i, j, k after the last voxel
    :return: (K, J, I) weights 0 to 1
    """
    u, v, w = sections.order
    positions, lengths, rows = _planes(sections, int(first[u]), int(last[u]))
    bordersV, bordersW = (np.arange(first[axis], last[axis] + 1) - 0.5 for axis in (v, w))
    nodes = _nodes(sections.nodesAcross[1], int(last[v] - first[v]))
    weights = np.zeros((len(bordersW) - 1, int(last[u] - first[u]), len(bordersV) - 1))
    linesOfPlane = len(nodes[0]) * len(bordersV)
    for part in _pieces(len(rows), linesOfPlane):
        plane, row, (half, lines) = positions[part], rows[part], _lines(sections, positions[part], bordersV, nodes[0])
        intervals = sections.intervals(plane[:, None], lines)
        for some in _pieces(len(row), linesOfPlane * len(bordersW)):
            areas = _areas([(enter[:, some], leave[:, some]) for enter, leave in intervals], half[some], bordersW,
                           nodes[1])
            begin, end = int(row[some][0]), int(row[some][-1]) + 1
            share = np.zeros((end - begin, areas.shape[1]))
            share[row[some] - begin, np.arange(areas.shape[1])] = lengths[part][some]
            weights[:, begin:end] += share @ areas
    weights[weights > 1 - _ROUNDING] = 1
    return np.ascontiguousarray(weights.transpose([(w, u, v).index(axis) for axis in (2, 1, 0)]))


def conserveVolume(weights: np.ndarray, onGrid, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Spread what integration has lost or gained of the volume of a shape over the voxels at its surface.

    Weights of 0 and 1 stay as they are, and all others stay between them. Nothing is done when a part of the shape is
    outside of the voxels, where its volume is not known.

    :param weights: (K, J, I) weights, changed in place
    :param onGrid: the shape, with ``extent`` and ``volume`` in voxels
    :param first: (3,) i, j, k of the first voxel; last: of the one after the last
    :return: the weights
    """
    low, high = onGrid.extent.tolist()
    if (all(one > begin - 0.5 - _WHOLE for one, begin in zip(low, first.tolist()))
            and all(one < end - 0.5 + _WHOLE for one, end in zip(high, last.tolist()))):
        # Some planes at a time: memory stays bounded.
        parts = [weights[piece] for piece in _pieces(len(weights), weights[0].size)]
        total = sum(_room(part).sum() for part in parts)
        if total > 0:
            share = min(max((onGrid.volume - weights.sum()) / total, -1.0), 1.0)
            for part in parts:
                room = _room(part)
                room *= share
                part += room
    return weights


def _room(weights: np.ndarray) -> np.ndarray:
    """Return how far weights may change: not at all where they are 0 or 1."""
    room = 1 - weights
    room *= weights
    return room


def _planes(sections, first: int, last: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the sections to integrate over: their positions u, the lengths along u they stand for, and which of the
    voxels from first to before last they lie in, in ascending order."""
    low, high = sections.extent[:, sections.order[0]].tolist()
    cuts = np.concatenate([np.arange(first, last + 1) - 0.5, sections.breaks()])
    cuts = np.minimum(np.maximum(cuts, max(low, first - 0.5)), min(high, last - 0.5))
    cuts.sort()
    lengths = cuts[1:] - cuts[:-1]
    # Rounding makes slivers out of corners at the same place.
    keep = lengths > 1e-9 * (cuts[-1] - cuts[0])
    middle, half = ((cuts[1:] + cuts[:-1]) / 2)[keep], (lengths / 2)[keep]
    nodes, parts = _nodes(sections.nodesAcross[0], len(middle))
    # Of positive numbers the whole part is the floor.
    rows = (middle - (first - 0.5)).astype(np.intp)
    return ((middle[:, None] + half[:, None] * nodes).ravel(), (half[:, None] * parts).ravel(),
            rows.repeat(len(nodes)))


def _pieces(count: int, each: int) -> Iterator[slice]:
    """Return the parts, about equal, in which to go through so many things of ``each`` numbers."""
    step = -(-count // -(-count * each // _CHUNK))
    return (slice(begin, begin + step) for begin in range(0, count, step))


def _lines(sections, u: np.ndarray, bordersV: np.ndarray, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (S, V) half the width of what the sections at (S,) positions u reach of each voxel, and the (N, S, V)
    positions v of (N,) nodes in it."""
    low, high = sections.shadow(u)
    left = np.maximum(bordersV[:-1], low[:, None])
    right = np.minimum(bordersV[1:], high[:, None])
    half = np.maximum((right - left) / 2, 0)
    return half, (left + right) / 2 + nodes[:, None, None] * half


def _areas(intervals, half: np.ndarray, bordersW: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Return the (W, S, V) area inside the shape of each voxel cut by planes.

    :param intervals: where the lines enter and leave, (N, S, V) each
    :param half: (S, V) half the width that lines stand for
    :param parts: (N,) which part of that each line stands for
    """
    lengths: Any = None
    for enter, leave in intervals:
        reached = np.minimum(leave[:, None], bordersW[:, None, None])
        np.maximum(reached, enter[:, None], out=reached)
        inside = reached[:, 1:] - reached[:, :-1]
        lengths = inside if lengths is None else np.add(lengths, inside, out=lengths)
    areas = (parts @ lengths.reshape(len(parts), -1)).reshape(lengths.shape[1:])
    areas *= half
    return areas


def _nodes(across: int, pieces: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the Gauss-Legendre nodes, -1 to 1, and their weights for each piece of a shape along an axis.

    :param across: how many are wanted all over the shape
    """
    return _gaussLegendre(min(max(-(-across // pieces), _FEWEST_NODES), _MOST_NODES))


@lru_cache
def _gaussLegendre(number: int) -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(number)
