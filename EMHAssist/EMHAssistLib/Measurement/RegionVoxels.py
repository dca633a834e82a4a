"""The voxels of one region on series of one grid, from which all its numbers are computed: what is not asked for is
not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from .Blocks import autocorrelationOverScales
from .Image import Image
from .ImageNoise import ImageNoise
from .Sampling import Samples
from .Statistics import WeightedVoxels
from .Uncertainty import SpatialAutocorrelation

# A region thinner than this many voxels along an axis has no core along it.
_CORE_WIDTH = 5
# Voxels of all series that are measured in one go.
_VALUES_TOGETHER = 16000


class RegionVoxels(WeightedVoxels):
    """The finite voxels of one region on several series, in which the same ones are finite.

    :param values: (S, N) float64, a row a series
    :param finite: (N,) of bool
    :param samples: the voxels of the region
    :param inside: (k, j, i) of bool, true at N of them
    :param voxelVolume: volume of a voxel in mm3
    :param interpolation: see ImageNoise
    """

    def __init__(self, values: np.ndarray, finite: np.ndarray, samples: Samples, inside: np.ndarray,
                 voxelVolume: float, interpolation: tuple[float, float, float]):
        weights, notFinite = samples.weights[inside], 0.0
        self.hasHoles = not finite.all()
        if self.hasHoles:
            whole = float(weights.sum())
            values, weights, inside = values[:, finite], weights[finite], inside.copy()
            inside[inside] = finite
            notFinite = 1 - float(weights.sum()) / whole
        self._hold(values, weights, voxelVolume, samples.insideFraction, notFinite)
        self._ofBlock, self._inside, self._interpolation = samples.weights, inside, interpolation

    @cached_property
    def autocorrelation(self) -> SpatialAutocorrelation:
        """How the voxels depend on their neighbors."""
        with np.errstate(over="ignore", invalid="ignore"):
            return autocorrelationOverScales(self.values, self.weights, self._inside, self._interpolation)

    @cached_property
    def effectiveSampleSize(self):
        return self.autocorrelation.effectiveSampleSize

    @cached_property
    def cautiousSampleSize(self):
        return self.autocorrelation.cautiousSampleSize

    @cached_property
    def core(self):
        """(N,) of bool: voxels wholly inside, as are their neighbors along every axis that has room for a core."""
        full = self._ofBlock >= 1 - 1e-9
        core = full & self._inside
        for axis, width in enumerate(full.shape):
            if width >= _CORE_WIDTH:
                whole, shifted = np.moveaxis(full, axis, 0), np.moveaxis(core, axis, 0)
                shifted[1:] &= whole[:-1]
                shifted[:-1] &= whole[1:]
                shifted[0] = shifted[-1] = False
        return core[self._inside]


def voxelsOf(images: Sequence[Image], samples: Samples,
             noises: Sequence[ImageNoise] = ()) -> Iterator[tuple[Sequence[int], RegionVoxels]]:
    """Return the voxels of a region that holds any on series of one grid: those of several series together where the
    same voxels are finite. Large regions go a few series at a time, so that what is computed from them stays small.

    :return: which of the images, and their voxels, of which none may be left
    """
    # A row a series; the block around the region is a view, only the voxels inside are copied.
    inside = samples.weights > 0
    size = int(np.count_nonzero(inside))
    together = max(_VALUES_TOGETHER // size, 1)
    noises = noises or (ImageNoise(),) * len(images)
    volume = images[0].voxelVolume
    for first in range(0, len(images), together):
        numbers = range(first, min(first + together, len(images)))
        values = np.empty((len(numbers), size))
        for row, number in zip(values, numbers):
            row[...] = samples.block(images[number].array)[inside]
        finite = np.isfinite(values)
        if finite.all() and len({noises[number].interpolation for number in numbers}) == 1:
            yield numbers, RegionVoxels(values, finite[0], samples, inside, volume, noises[first].interpolation)
        else:
            for row, mask, number in zip(values, finite, numbers):
                yield (number,), RegionVoxels(row[None], mask, samples, inside, volume, noises[number].interpolation)
