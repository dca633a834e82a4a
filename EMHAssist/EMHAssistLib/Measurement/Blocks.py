"""How certain a mean of voxels is where the image holds less detail than voxels, or texture longer than a few of them.

Scanners store more pixels than they acquire, so that neighbors share their noise; and texture as long as a region is
wide looks like next to nothing over one voxel. Both are seen when voxels are taken together in blocks: blocks as large
as an acquired pixel, or a sixth of the region. The noise of single voxels averages out in them, texture does not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .Uncertainty import UNSEEN_CORRELATION, SpatialAutocorrelation, spatialAutocorrelation

# Blocks across the widest axis of a region where texture is looked for that is as long as a good part of it: with fewer
# the correlation of the blocks cannot be told, with more long texture is not seen. Assumed, by simulation.
_ACROSS = 6
# In regions of fewer voxels what Uncertainty adds for unseen correlation reaches as far.
_FEWEST = 400
# Correlation of such blocks that a region is too small to show; see Uncertainty. Assumed, by simulation.
_UNSEEN_CORRELATION = (3.0, 2.0)


@dataclass(frozen=True, eq=False)
class _Blocks:
    values: np.ndarray
    weights: np.ndarray
    inside: np.ndarray


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
    fine = np.maximum(np.rint(interpolation[::-1]), 1).astype(np.intp)
    # Smaller regions than two blocks along an axis have no neighbors to tell from.
    fine = np.where(np.array(inside.shape) >= 3 * fine, fine, 1)
    coarse = np.maximum(-(-np.array(inside.shape) // _ACROSS), fine)
    found = _ofBlocks(values, weights, inside, fine)
    if weights.size >= _FEWEST and (coarse > 2 * fine).any():
        other = _ofBlocks(values, weights, inside, coarse, _UNSEEN_CORRELATION)
        isLarger = other.cautiousSampleSize < found.cautiousSampleSize
        merged = (np.where(isLarger, one, another) for one, another in
                  zip(vars(other).values(), vars(found).values()))
        found = SpatialAutocorrelation(*merged)
    return found


def _ofBlocks(values: np.ndarray, weights: np.ndarray, inside: np.ndarray, size: np.ndarray,
              unseen: tuple[float, float] = UNSEEN_CORRELATION) -> SpatialAutocorrelation:
    if (size == 1).all():
        return spatialAutocorrelation(values, weights, inside)
    blocks = _inBlocks(values, weights, inside, size)
    found = spatialAutocorrelation(blocks.values, blocks.weights, blocks.inside, unseen)
    # From blocks to voxels: what the mean varies by is the same.
    of, per = _variance(blocks.values, blocks.weights), _variance(values, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where((of > 0) & (per > 0), per / of, np.prod(size))
    independent = weights.sum() ** 2 / (weights @ weights)
    seen, cautious = (np.minimum(size * factor, independent)
                      for size in (found.effectiveSampleSize, found.cautiousSampleSize))
    return SpatialAutocorrelation(found.independent, seen, cautious, found.correlated, found.resels)


def _inBlocks(values: np.ndarray, weights: np.ndarray, inside: np.ndarray, size: np.ndarray) -> _Blocks:
    """Return the weighted means of the voxels in each block of ``size`` k, j, i voxels."""
    shape = tuple(-(-np.array(inside.shape) // size))
    places = [index // step for index, step in zip(np.nonzero(inside), size)]
    block = np.ravel_multi_index(places, shape)
    count = int(np.prod(shape))
    total = np.bincount(block, weights, count)
    isThere = total > 0
    sums = np.array([np.bincount(block, row * weights, count)[isThere] for row in values])
    return _Blocks(sums / total[isThere], total[isThere], isThere.reshape(shape))


def _variance(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    total = weights.sum()
    deviation = values - (values @ weights / total)[:, None]
    return (deviation ** 2 @ weights) / (total - (weights @ weights) / total)
