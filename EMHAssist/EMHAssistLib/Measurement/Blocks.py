"""How certain a mean of voxels is where the image holds less detail than voxels, or texture longer than a few of them.

Scanners store more pixels than they acquire, so that neighbors share their noise; and texture as long as a region is
wide looks like next to nothing over one voxel. Both are seen when voxels are taken together in blocks: blocks as large
as an acquired pixel, or a sixth of the region. The noise of single voxels averages out in them, texture does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from .Uncertainty import UNSEEN_CORRELATION, SpatialAutocorrelation, autocorrelations, variogram

# Blocks across the widest axis of a region where texture is looked for that is as long as a good part of it: with fewer
# the correlation of the blocks cannot be told, with more long texture is not seen. Assumed, by simulation.
_ACROSS = 6
# In regions of fewer voxels what Uncertainty adds for unseen correlation reaches as far.
_FEWEST = 400
# Correlation of such blocks that a region is too small to show; see Uncertainty. Assumed, by simulation.
_UNSEEN_CORRELATION = (3.0, 2.0)


@dataclass(frozen=True, eq=False)
class _Blocks:
    """Blocks of ``size`` voxels: their (S, N) values, (N,) weights, and (K, J, I) of bool, where they are."""

    values: np.ndarray
    weights: np.ndarray
    inside: np.ndarray
    size: int = 1


def autocorrelationOverScales(values: np.ndarray, weights: np.ndarray, inside: np.ndarray,
                              interpolation: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> SpatialAutocorrelation:
    """Estimate how uncertain the mean of a region is, over blocks of voxels of two sizes, and take the larger answer.

    :param values: (S, N) finite voxels of S series, at most 1e150 in size
    :param weights: (N,) fraction of each voxel inside the region, above 0
    :param inside: (K, J, I) of bool, true at the N voxels
    :param interpolation: stored over acquired pixels along i, j and k, see ImageNoise
    :return: sizes of samples in voxels: the variance of the voxels over that of their mean; shared variance and resels
        are those of the blocks that gave the answer
    """
    fine = [max(round(one), 1) for one in interpolation[::-1]]
    # Smaller regions than two blocks along an axis have no neighbors to tell from.
    fine = [step if size >= 3 * step else 1 for step, size in zip(fine, inside.shape)]
    coarse = [max(-(-size // _ACROSS), step) for step, size in zip(fine, inside.shape)]
    scales = [_Blocks(values, weights, inside) if max(fine) == 1 else _inBlocks(values, weights, inside, fine)]
    unseen = [UNSEEN_CORRELATION]
    if weights.size >= _FEWEST and any(large > 2 * small for large, small in zip(coarse, fine)):
        scales.append(_inBlocks(values, weights, inside, coarse))
        unseen.append(_UNSEEN_CORRELATION)
    variograms = [variogram(blocks.values, blocks.weights, blocks.inside, added)
                  for blocks, added in zip(scales, unseen)]
    ofVoxels = variograms[0].deviations if scales[0].inside is inside else _deviations(values, weights)
    found, *others = (fit if blocks.inside is inside else
                      _inVoxels(fit, ofVoxels, one.deviations, blocks.size, weights)
                      for fit, one, blocks in zip(autocorrelations(variograms), variograms, scales))
    for other in others:
        isLarger = other.cautiousSampleSize < found.cautiousSampleSize
        merged = (np.where(isLarger, one, another) for one, another in
                  zip(vars(other).values(), vars(found).values()))
        found = SpatialAutocorrelation(*merged)
    return found


def _inVoxels(found: SpatialAutocorrelation, ofVoxels: np.ndarray, ofBlocks: np.ndarray, size: int,
              weights: np.ndarray) -> SpatialAutocorrelation:
    """Return what was found of blocks as sizes of samples in voxels: what the mean varies by is the same.

    :param ofVoxels: (S,) standard deviation of the voxels; ofBlocks: that of the blocks
    :param size: voxels of a block
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where((ofVoxels > 0) & (ofBlocks > 0), (ofVoxels / ofBlocks) ** 2, size)
    independent = weights.sum() ** 2 / np.einsum("n,n", weights, weights)
    seen, cautious = (np.minimum(sizes * factors, independent)
                      for sizes in (found.effectiveSampleSize, found.cautiousSampleSize))
    return SpatialAutocorrelation(found.independent, seen, cautious, found.correlated, found.resels)


def _inBlocks(values: np.ndarray, weights: np.ndarray, inside: np.ndarray, size: Sequence[int]) -> _Blocks:
    """Return the weighted means of the voxels in each block of ``size`` k, j, i voxels."""
    shape = tuple(-(-whole // step) for whole, step in zip(inside.shape, size))
    k, j, i = (index // step for index, step in zip(inside.nonzero(), size))
    block = (k * shape[1] + j) * shape[2] + i
    count = prod(shape)
    total = np.bincount(block, weights, count)
    isThere = total > 0
    # All series in one go, each in places of its own.
    ofSeries = (block + np.arange(0, count * len(values), count)[:, None]).ravel()
    sums = np.bincount(ofSeries, (values * weights).ravel(), count * len(values)).reshape(-1, count)[:, isThere]
    return _Blocks(sums / total[isThere], total[isThere], isThere.reshape(shape), prod(size))


def _deviations(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the (S,) weighted standard deviation of each series."""
    total = weights.sum()
    deviation = values - (np.einsum("sn,n->s", values, weights) / total)[:, None]
    deviation *= deviation
    squares = np.einsum("sn,n->s", deviation, weights)
    return np.sqrt(squares / (total - np.einsum("n,n", weights, weights) / total))
