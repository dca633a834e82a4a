"""Images looked at in the directions of the spine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from ..Case import Series
from ..Measurement import Image
from ..Roles import sequenceRole

# Coarser than this, endplates and cord are not seen. Assumed.
_COARSEST = 3.0  # mm


def seenFrom(series: Iterable[Series], axes: np.ndarray, directions: Sequence[int]) -> list[Series]:
    """Return the native MR series with fine enough voxels along some directions.

    :param axes: (3, 3) right, anterior and superior of the spine in RAS as columns
    :param directions: which of these have to be fine
    """
    return [one for one in series if one.image is not None and sequenceRole(one.role).native
            and sequenceRole(one.role).isSignal
            and max((_voxelAlong(one.image, axes[:, direction]) for direction in directions), default=0.0) <= _COARSEST]


def _voxelAlong(image: Image, direction: np.ndarray) -> float:
    """Return how far it is from one voxel to the next in a direction, mm."""
    return 1.0 / max(float(np.abs(image.worldToIjk[:3, :3] @ direction).max()), 1e-9)


def signalAt(image: Image, points: np.ndarray) -> np.ndarray:
    """Return the signal of an image at points, linearly interpolated.

    :param points: (..., 3) RAS mm
    :return: (...) signal, NaN outside of the image and where it holds no number
    """
    from scipy.ndimage import map_coordinates

    indices = points.reshape(-1, 3) @ image.worldToIjk[:3, :3].T + image.worldToIjk[:3, 3]
    # Only the part of the image around the points: others need not be looked at.
    size = np.array(image.dimensions)
    low = np.clip(np.floor(indices.min(axis=0)), 0, size - 1).astype(int)
    high = np.clip(np.ceil(indices.max(axis=0)) + 1, low + 1, size).astype(int)
    block = image.array[low[2]:high[2], low[1]:high[1], low[0]:high[0]].astype(np.float32)
    found = map_coordinates(block, (indices - low)[:, ::-1].T, order=1, mode="nearest")
    # A voxel reaches half its size beyond its center.
    isInside = ((indices >= -0.5) & (indices <= size - 0.5)).all(axis=1)
    return np.where(isInside & np.isfinite(found), found, np.nan).reshape(points.shape[:-1])


def grid(*values: np.ndarray) -> np.ndarray:
    """Return (..., n) all combinations of values along n axes."""
    return np.stack(np.meshgrid(*values, indexing="ij"), axis=-1)
