"""The anatomy of the synthetic case: the tissue at any point in space, from formulas instead of a voxel grid.

Every series is sampled from this one anatomy, so all agree in world space whatever their grids.
"""

import numpy as np

from . import SpinalCanal, Thorax, VertebralColumn
from .SpineCoordinates import toSpine

_CHUNK = 65536  # points worked on at a time, so that intermediate arrays stay in the processor cache


def tissueAt(points):
    """Tissue at points in space.

    :param points: RAS positions in mm, array of shape (N, 3)
    :return: tissue labels (see Tissues.Label), uint8 array of shape (N,)
    :raises ValueError: if the points do not have that shape
    """
    points = np.asarray(points)
    if points.ndim != 2 or points.shape[1] != 3:
        raise ValueError(f"Points must be an array of shape (N, 3) in RAS, not {points.shape}.")
    labels = np.empty(len(points), dtype=np.uint8)
    for start in range(0, len(points), _CHUNK):
        chunk = points[start:start + _CHUNK].astype(np.float32)
        labels[start:start + _CHUNK] = _labelChunk(chunk[:, 0].copy(), chunk[:, 1].copy(), chunk[:, 2].copy())
    return labels


def _labelChunk(x, y, z):
    """Labels from the outside in: each later structure overwrites, or spares, what was there before."""
    x, p, s = _unevenly(*toSpine(x, y, z))
    labels = Thorax.softTissue(x, p, s)
    absX = np.abs(x)
    _apply(Thorax.labelRibs, labels, (absX > 14.0) & (p > -45.0), x, p, s)
    _apply(VertebralColumn.labelBodiesAndDiscs, labels, (absX < 20.0) & (p < 20.0) & (p > -14.5), x, p, s)
    _apply(VertebralColumn.labelArches, labels, (absX < 36.0) & (p < -9.0) & (p > -70.0), x, p, s)
    _apply(SpinalCanal.labelCanal, labels, (absX < 18.0) & (p < -11.0) & (p > -32.0), x, p, s)
    return labels


def _unevenly(x, p, s):
    """Displace points by up to 1 mm along smooth waves, so that no outline is a perfect curve; not at the skin."""
    first = np.sin(np.float32(0.23) * s + np.float32(0.13) * p + np.float32(0.31) * x)
    second = np.sin(np.float32(0.29) * p - np.float32(0.17) * s + np.float32(0.21) * x + np.float32(2.0))
    third = np.sin(np.float32(0.41) * x + np.float32(0.09) * s - np.float32(0.37) * p)
    belowSkin = np.clip((p + 78.0) * np.float32(0.05), 0.0, 1.0)
    return x + 0.4 * second - 0.2 * first, p + (0.4 * first + 0.2 * third) * belowSkin, s + 0.4 * third - 0.3 * second


def _apply(labelStructure, labels, where, x, p, s):
    """Let a structure overwrite the labels of the points around it only."""
    index = np.flatnonzero(where)
    if index.size:
        part = labels[index]
        labelStructure(part, x[index], p[index], s[index])
        labels[index] = part
