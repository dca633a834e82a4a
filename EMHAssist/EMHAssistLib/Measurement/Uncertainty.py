"""How certain a mean of voxels is: neighboring voxels are alike, so that they count for fewer."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, pi, sqrt

import numpy as np

# 97.5 % point of the standard normal distribution: intervals are two-sided 95 %.
NORMAL_975 = 1.959963984540054

# Correlations that a region of n voxels is too small to show are taken to be there, this over n strong and this many
# voxels long. Both are assumed; EMHAssistLib/Simulation tells how often the intervals then hold the truth.
UNSEEN_CORRELATION = (8.0, 4.0)
# Correlation lengths of this many voxels are the longest that are told from the variance that all of them share.
_LONGEST = 4.0
# How often the correlation is fitted and the mean correlation taken from it; more rounds change it by less than 2 %.
_ROUNDS = 2
# Neighbors more alike than this, over ten voxels long, look like a gradient.
_MOST_ALIKE = 0.995


@dataclass(frozen=True, eq=False)
class SpatialAutocorrelation:
    """How voxels of a region depend on their neighbors, for each of S series.

    :param independent: (S,) the effective sample size without any correlation, by the weights alone: the number of
        voxels if they weigh alike, and more than the sum of the weights if they lie partly inside (Kish, Survey
        Sampling 1965)
    :param effectiveSampleSize: (S,) variance of the voxels over that of their mean: how many independent voxels they
        are worth, at most ``independent``. Below 1 where the region is smaller than what is alike in it, which then
        moves the mean more than the voxels
    :param cautiousSampleSize: (S,) the same with the correlation there may be that the region is too small to show
    :param correlated: (S,) fraction of the variance that is alike in neighbors, with what may be unseen; the rest is
        noise of single voxels
    :param resels: (S,) resolution elements of the correlated part in the region, each independent of the others: 1 over
        its mean correlation (the word is that of Worsley et al., J Cereb Blood Flow Metab 1992;12:900-18)
    """

    independent: np.ndarray
    effectiveSampleSize: np.ndarray
    cautiousSampleSize: np.ndarray
    correlated: np.ndarray
    resels: np.ndarray


def student975(degreesOfFreedom: float) -> float:
    """Return the 97.5 % point of Student's t distribution.

    :param degreesOfFreedom: above 0; infinitely many are those of the normal distribution
    """
    from scipy.special import stdtrit

    return float(stdtrit(degreesOfFreedom, 0.975))


def spatialAutocorrelation(values: np.ndarray, weights: np.ndarray, inside: np.ndarray,
                           unseen: tuple[float, float] = UNSEEN_CORRELATION) -> SpatialAutocorrelation:
    """Estimate how neighboring voxels of a region depend on each other, and so how many independent ones they are.

    The mean of voxels of variance s2 has the variance s2 rho, rho being the mean correlation of all pairs, each with
    itself among them (Bayley and Hammersley, J R Stat Soc Suppl 1946;8:184-97). But the voxels do not show s2: around
    their own mean they vary by s2 (1 - rho) only, and the more alike they are the more of it they hide. So rho is the
    solution of an equation: a model of the correlation is fitted to half the mean squared difference of voxels one and
    two steps apart along each axis, which needs no mean (variogram; Matheron, Econ Geol 1963;58:1246-66), and the model
    gives rho again. The model is shared * exp(-d^2 / 2 l^2) with a length l along each axis, the rest independent.

    :param values: (S, N) finite voxels of S series, at most 1e150 in size
    :param weights: (N,) fraction of each voxel inside the region, above 0
    :param inside: (K, J, I) of bool, true at the N voxels
    :param unseen: correlation that n voxels are too few to show: this over n, and this many voxels long
    """
    total = weights.sum()
    count = total ** 2 / (weights @ weights)
    block = np.zeros(inside.shape)
    block[inside] = weights
    variances = np.array([_variance(block.sum(axis=others)) for others in ((1, 2), (0, 2), (0, 1))])
    variogram, known = _variogram(values, weights, inside)
    if not known[0].any():
        return SpatialAutocorrelation(*np.full((5, len(values)), count) * [[1], [1], [1], [0], [1]])
    # Twice over: what is seen for sure, beyond three standard errors of a correlation (Bartlett, J R Stat Soc Suppl
    # 1946;8:27-41), and whatever there may be.
    variogram = np.concatenate([variogram, variogram])
    least = np.repeat([3 / sqrt(count), 0], len(values))[:, None, None]
    longest = exp(-0.5 / _LONGEST ** 2)
    strength, length = unseen
    added = (np.repeat([1e-9, strength / count], len(values))[:, None, None] * [[1], [exp(-1.5 / length ** 2)]]
             * known)
    rho = np.full(len(variogram), 1 / count)
    for _ in range(_ROUNDS):
        correlation = 1 - variogram * (1 - rho)[:, None, None]
        one, two = (correlation * (correlation > least) * known + added).swapaxes(0, 1)
        # With r the correlation of neighbors, that of the next ones is r^4: the ratio of both gives r, whatever part
        # of the variance is shared. Axes weigh by what they show: between thick slices there may be none.
        squares = one * one
        ratio = (one * two).sum(axis=1) / (squares * known[1]).sum(axis=1).clip(1e-30)
        shared = squares.sum(axis=1) / one.sum(axis=1) / np.clip(ratio, 1e-6, longest ** 3) ** (1 / 3)
        shared = np.minimum(shared, 1)[:, None]
        alike = np.clip(one / shared, 1e-9, np.where(shared < 1, longest, _MOST_ALIKE))
        fourth = alike ** 4
        # Given the lengths, all the correlations together tell best what part is shared (least squares).
        shared = (one * alike + two * fourth).sum(axis=1) / (alike ** 2 * known[0] + fourth ** 2 * known[1]).sum(axis=1)
        shared = np.minimum(shared, 1)
        pairs = _meanCorrelation(alike, variances, count)
        rho = shared * pairs + (1 - shared) / count
    seen, cautious = np.minimum(count / (count - 1) * (1 - rho) / rho, count).reshape(2, -1)
    return SpatialAutocorrelation(np.full(len(values), count), seen, cautious, shared[len(values):],
                                  1 / pairs[len(values):])


def _variogram(values: np.ndarray, weights: np.ndarray, inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return half the mean squared difference of voxels 1 and 2 steps apart, over the variance of all.

    :return: (S, 2, 3) for each series, number of steps and axis; and (2, 3) of bool, false where there are no such
        pairs of voxels
    """
    total = weights.sum()
    degrees = total - (weights @ weights) / total
    # Steps along the axes become steps along one line, when two empty voxels keep the end of a row from the next one.
    depth, height, width = (size + 2 for size in inside.shape)
    padded = np.zeros((depth, height, width), dtype=bool)
    padded[:-2, :-2, :-2] = inside
    places = np.flatnonzero(padded)
    line = np.zeros(padded.size)
    line[places] = weights
    steps = [axis * number for number in (1, 2) for axis in (height * width, width, 1)]
    # One voxel of a pair is its first, then its second.
    pairs = np.array([line[:-step] @ line[step:] for step in steps])
    neighbors = np.stack([line.take(places + step) + line.take(places - step) for step in steps]) / 2
    known = pairs > 0
    variogram = np.ones((len(values), len(steps)))
    # One series at a time: small arrays stay in the cache.
    for row, result in zip(values, variogram):
        deviation = row - row @ weights / total
        # What is asked for has no scale; this one keeps the squares of any number finite.
        largest = max(deviation.max(), -deviation.min())
        if largest > 0:
            deviation /= largest
            weighted = deviation * weights
            line[places] = weighted
            deviation *= weighted
            products = np.array([line[:-step] @ line[step:] for step in steps])
            variance = deviation.sum() / degrees
            np.divide(neighbors @ deviation - products, pairs * variance, out=result, where=known)
    return variogram.reshape(-1, 2, 3), known.reshape(2, 3)


def _variance(weights: np.ndarray) -> float:
    """Return the variance of the position along an axis, given the weight of each position."""
    positions = np.arange(len(weights)) - (len(weights) - 1) / 2
    total = weights.sum()
    return (weights @ positions ** 2) / total - ((weights @ positions) / total) ** 2


def _meanCorrelation(alike: np.ndarray, variances: np.ndarray, count: float) -> np.ndarray:
    """Return the mean correlation of all pairs of voxels in a region, each voxel with itself among them.

    For voxels spread like a normal distribution the mean of exp(-d^2 / 2 l^2) over the pairs is
    1 / sqrt(1 + 2 variance / l^2) along each axis. On a lattice, the sum of the correlations of one voxel with all,
    T = 1 + 2 r + 2 r^4 + 2 r^9 + ..., takes the place of l sqrt(2 pi) (theta function). A region has an edge, which a
    normal distribution has not: the logarithm is stretched so that independent voxels get 1 / count, and 0.5 takes away
    the rest, which leaves it 0 to 10 % too high for boxes and ellipsoids of 20 to 5,000 voxels.

    :param alike: (S, 3) correlation of neighbors along each axis
    :param variances: (3,) of the positions in the region along each axis, not all 0
    """
    powers = alike ** 4
    # Each is a lower bound of T, and exact where it is the larger one.
    length = np.maximum(1 + 2 * (alike + powers + powers ** 2 * alike), np.sqrt(-pi / np.log(alike)))
    squares = 4 * pi * variances
    # 1 where all are independent, 0 where all are alike.
    level = np.log1p(squares / length ** 2).sum(axis=1) / np.log1p(squares).sum()
    return np.exp(-level * log(count) - 0.5 * level * (1 - level))
