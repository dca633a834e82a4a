"""Which voxels around a reference region are of its tissue.

The user's regions are small. The tissue around them shows much more of the shading, so each region grows into voxels
of like signal that hang together with it. Lesions grow likewise, but only to be kept out: they are what is measured,
so they do not influence how they are corrected.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..Measurement import Image, Shape, sample
from .CoarseImage import CoarseImage

# How far a region grows, in multiples of its own size: a region in a vertebral body reaches the walls of the body, one
# in a muscle its fascia.
REACH = 4.0
# Signal alike: within this many SD of the region, but no narrower and no wider than these, on the log scale.
_WIDTH, _NARROWEST, _WIDEST = 2.5, 0.12, 0.30
# Noise does not follow the coil. Median over robust SD of magnitude images without signal is 1.77 (Rayleigh;
# Gudbjartsson and Patz, Magn Reson Med 1995;34:910-4); below this a region holds noise, or tissues that differ as much.
_LOWEST_SIGNAL = 2.2


class Growth:
    """Grows regions into the tissue around them.

    :param image: the image; only read
    :param coarse: its shrunken part
    :param references: shapes on reference tissue
    :param lesions: shapes on lesions
    """

    def __init__(self, image: Image, coarse: CoarseImage, references: Sequence[Shape], lesions: Sequence[Shape]):
        self._coarse = coarse
        self._smooth = _smooth(coarse.log, coarse.fineAxes)
        self._seeds, self._distances = [], []
        grid = Image(coarse.log, coarse.ijkToWorld)
        for number, shape in enumerate([*references, *lesions]):
            isReference = number < len(references)
            seed = _inside(grid, shape) & np.isfinite(self._smooth)
            if seed.any() and not (isReference and _isNoise(image, shape)):
                self._seeds.append((seed, isReference))
                self._distances.append(_distance(shape, coarse.points))

    def grow(self, logField: np.ndarray) -> np.ndarray:
        """Return (K, J, I) of int: 0 for no reference tissue, else the number of the region the voxel belongs to.

        Where two regions meet, each voxel goes to the region that is nearer in multiples of its size.

        :param logField: (K, J, I) natural logarithm of the shading as far as it is known
        """
        signal = self._smooth - logField
        labels = np.zeros(signal.shape, dtype=np.intp)
        nearest = np.full(signal.shape, REACH)
        for number, ((seed, isReference), distance) in enumerate(zip(self._seeds, self._distances), start=1):
            grown = self._growOne(signal, seed, distance) & (distance < nearest)
            labels[grown] = number if isReference else 0
            nearest[grown] = distance[grown]
        return labels

    def _growOne(self, signal, seed, distance):
        import SimpleITK as sitk

        median = np.median(signal[seed])
        width = _WIDTH * robustDeviation(signal[seed], median)
        alike = (np.abs(signal - median) < np.clip(width, _NARROWEST, _WIDEST)) & (distance < REACH)
        core = _erode(alike, self._coarse.fineAxes)
        parts = sitk.GetArrayFromImage(sitk.ConnectedComponent(sitk.GetImageFromArray((core | seed).astype(np.uint8))))
        return np.isin(parts, np.unique(parts[seed])) & (core | (seed & alike))


def _isNoise(image: Image, shape: Shape) -> bool:
    samples = sample(image, shape)
    values = samples.block(image.array)[samples.weights > 0.5].astype(np.float64)
    values = values[np.isfinite(values)]
    if values.size < 2:
        return False
    median = np.median(values)
    return median < _LOWEST_SIGNAL * robustDeviation(values, median)


def robustDeviation(values: np.ndarray, median: float) -> float:
    """Return the SD as the median absolute deviation tells it, which does not mind a rim of other tissue."""
    return 1.4826 * float(np.median(np.abs(values - median)))


def _inside(grid: Image, shape: Shape) -> np.ndarray:
    inside = np.zeros(grid.array.shape, dtype=bool)
    samples = sample(grid, shape)
    samples.block(inside)[:] = samples.weights > 0.5
    return inside


def _distance(shape: Shape, points: np.ndarray) -> np.ndarray:
    """Return the distance of points from the center of a shape, 1 at the ellipsoid inscribed in its box."""
    low, high = shape.onGrid(np.eye(4), np.eye(4)).extent
    own = points @ shape.fromWorld[:3, :3].T + shape.fromWorld[:3, 3]
    return np.linalg.norm((own - (low + high) / 2) / ((high - low) / 2), axis=-1)


def _neighbors(array: np.ndarray, axis: int, edge) -> tuple[np.ndarray, np.ndarray]:
    """Return the lower and the upper neighbor of each voxel; edge pads the array, see numpy.pad."""
    padded = np.pad(array, [(1, 1) if other == axis else (0, 0) for other in range(3)], **edge)
    size = array.shape[axis]
    return np.take(padded, range(size), axis), np.take(padded, range(2, size + 2), axis)


def _smooth(array: np.ndarray, axes: Sequence[int]) -> np.ndarray:
    """Return the array after a binomial filter, which tells tissues apart in spite of their heterogeneity."""
    for axis in axes:
        lower, upper = _neighbors(array, axis, {"mode": "edge"})
        array = 0.25 * lower + 0.5 * array + 0.25 * upper
    return array


def _erode(mask: np.ndarray, axes: Sequence[int]) -> np.ndarray:
    """Return the voxels whose neighbors are all in the mask too: no partial volume with the next tissue."""
    result = mask.copy()
    for axis in axes:
        lower, upper = _neighbors(mask, axis, {"constant_values": True})
        result &= lower & upper
    return result
