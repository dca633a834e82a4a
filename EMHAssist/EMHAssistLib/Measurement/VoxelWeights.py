"""The fraction of each voxel inside a shape, by integration over the voxel.

Along one axis of the grid, w, lines through the shape are cut exactly at the borders of voxels. Over the other two,
their lengths are integrated by Gauss-Legendre nodes, not over the whole voxel but over the part of it that the shape
reaches: a shape that is thinner than a slice, or ends with a face between two voxels, is as exact as any other. What
the nodes miss of the volume of the shape, less than a percent, is then spread over its surface. The weights of single
voxels at the surface are right to 0.02 (root mean square); the worst are those with a face almost along w.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

# Nodes in each voxel or part of one.
_FEWEST_NODES = 2
_MOST_NODES = 16

# Numbers in the largest temporary array. Larger regions are integrated some planes at a time: memory stays bounded, and
# below 128 KiB allocating it is several times faster than computing with it is slow.
_CHUNK = 15000

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
    positions, lengths, rows = _planes(sections, first[u], last[u])
    bordersV, bordersW = (np.arange(first[axis], last[axis] + 1) - 0.5 for axis in (v, w))
    nodes = _nodes(sections.nodesAcross[1], int(last[v] - first[v]))
    weights = np.zeros((len(bordersW) - 1, last[u] - first[u], len(bordersV) - 1))
    pieces = -(-len(rows) * len(nodes[0]) * len(bordersV) * len(bordersW) // _CHUNK)
    step = -(-len(rows) // pieces)
    for begin in range(0, len(rows), step):
        row = rows[begin:begin + step]
        share = np.zeros((row[-1] - row[0] + 1, len(row)))
        share[row - row[0], np.arange(len(row))] = lengths[begin:begin + step]
        areas = _areas(sections, positions[begin:begin + step], bordersV, bordersW, nodes)
        weights[:, row[0]:row[-1] + 1] += share @ areas
    np.copyto(weights, 1, where=weights > 1 - _ROUNDING)
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
    if (onGrid.extent[0] > first - 0.5 - _WHOLE).all() and (onGrid.extent[1] < last - 0.5 + _WHOLE).all():
        room = 1 - weights
        room *= weights
        total = room.sum()
        if total > 0:
            room *= min(max((onGrid.volume - weights.sum()) / total, -1.0), 1.0)
            weights += room
    return weights


def _planes(sections, first: int, last: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the sections to integrate over: their positions u, the lengths along u they stand for, and which of the
    voxels from first to before last they lie in, in ascending order."""
    low, high = sections.extent[:, sections.order[0]]
    cuts = np.concatenate([np.arange(first, last + 1) - 0.5, sections.breaks()])
    cuts = np.sort(cuts.clip(max(low, first - 0.5), min(high, last - 0.5)))
    # Rounding makes slivers out of corners at the same place.
    keep = np.diff(cuts) > 1e-9 * (cuts[-1] - cuts[0])
    middle, half = ((cuts[1:] + cuts[:-1]) / 2)[keep], ((cuts[1:] - cuts[:-1]) / 2)[keep]
    nodes, lengths = _nodes(sections.nodesAcross[0], len(middle))
    rows = np.floor(middle - first + 0.5).astype(np.intp)
    return ((middle[:, None] + half[:, None] * nodes).ravel(), (half[:, None] * lengths).ravel(),
            np.repeat(rows, len(nodes)))


def _areas(sections, u: np.ndarray, bordersV: np.ndarray, bordersW: np.ndarray, nodes) -> np.ndarray:
    """Return the (W, S, V) area inside the shape of each voxel cut by (S,) planes u."""
    low, high = sections.shadow(u)
    left = np.maximum(bordersV[:-1], low[:, None])
    right = np.minimum(bordersV[1:], high[:, None])
    half = np.maximum((right - left) / 2, 0)
    v = (left + right) / 2 + nodes[0][:, None, None] * half
    lengths: Any = None
    for enter, leave in sections.intervals(u[:, None], v):
        reached = np.minimum(leave[:, None], bordersW[:, None, None])
        np.maximum(reached, enter[:, None], out=reached)
        inside = reached[:, 1:] - reached[:, :-1]
        lengths = inside if lengths is None else np.add(lengths, inside, out=lengths)
    areas = nodes[1] @ lengths.reshape(len(nodes[0]), -1)
    return areas.reshape(lengths.shape[1:]) * half


def _nodes(across: int, pieces: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the Gauss-Legendre nodes, -1 to 1, and their weights for each piece of a shape along an axis.

    :param across: how many are wanted all over the shape
    """
    return _gaussLegendre(min(max(-(-across // pieces), _FEWEST_NODES), _MOST_NODES))


@lru_cache
def _gaussLegendre(number: int) -> tuple[np.ndarray, np.ndarray]:
    return np.polynomial.legendre.leggauss(number)
