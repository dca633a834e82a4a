"""Chosen statistics of many regions on many series at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .Image import Image
from .RegionVoxels import voxelsOf
from .Sampling import sample
from .Shapes import Shape
from .Statistics import STATISTIC_NAMES, columns, describeNothing


def regionStatistics(images: Sequence[Image], shapes: Sequence[Shape],
                     names: Sequence[str] = STATISTIC_NAMES) -> dict[str, np.ndarray]:
    """Compute statistics of R regions on S series that share one grid, each voxel weighing as much as it lies inside.

    They are those of measureTogether, to the bit, without reasons for doubt. Only what is asked for is computed.

    :param images: series of the same dimensions and geometry; only read
    :param shapes: the regions in world space
    :param names: of Statistics.STATISTICS
    :return: name to (R, S) float64; of regions that hold no finite voxel NaN, and 0 for what counts
    :raises ValueError: there is no statistic of that name

    >>> image = Image(np.arange(64.0).reshape(4, 4, 4), np.eye(4))
    >>> box = Box(np.array([[1, 0, 0, 1.5], [0, 1, 0, 1.5], [0, 0, 1, 1.5], [0, 0, 0, 1]]))  # 2 x 2 x 2 voxels
    >>> regionStatistics([image], [box], ("mean", "max"))
    {'mean': array([[31.5]]), 'max': array([[42.]])}
    """
    unknown = [name for name in names if name not in STATISTIC_NAMES]
    if unknown:
        raise ValueError(f"There is no statistic {unknown[0]!r}; there are {', '.join(STATISTIC_NAMES)}.")
    found = np.empty((len(names), len(shapes), len(images)))
    for number, shape in enumerate(shapes):
        try:
            samples = sample(images[0], shape)
        except ValueError:
            found[:, number] = _nothing(names)
            continue
        if not samples.weights.any():
            found[:, number] = _nothing(names, samples.insideFraction)
            continue
        for series, voxels in voxelsOf(images, samples):
            if voxels.weights.size:
                found[:, number, series] = columns(voxels, names)
            else:
                found[:, number, series] = _nothing(names, voxels.insideFraction, voxels.notFinite)
    return dict(zip(names, found))


def _nothing(names: Sequence[str], *fractions: float) -> np.ndarray:
    """Return the (names, 1) statistics of no voxels."""
    statistics = describeNothing(*fractions)
    return np.array([[statistics[name]] for name in names])
