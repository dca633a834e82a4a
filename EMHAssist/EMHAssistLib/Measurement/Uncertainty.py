"""How certain a mean of voxels is: neighboring voxels are alike, so that they count for fewer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, pi, prod

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
# Numbers of which products are summed at once, and places of voxels: for more of them OpenBLAS would start threads, and
# wait for them longer than it takes to compute.
_PIECE, _PLACES = 8192, 1500
# Of the mean: values that differ from it by no more are looked at closely, and values that differ from each other by no
# more are the same but for rounding.
_NEAR_MEAN, _ROUNDING = 1e-9, 1e-12
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
    return autocorrelations([variogram(values, weights, inside, unseen)])[0]


@dataclass(frozen=True, eq=False)
class Variogram:
    """How the voxels of a region differ from their neighbors, for each of S series.

    :param differences: (2, 3, S) half the mean squared difference of voxels 1 and 2 steps apart along each axis, over
        the variance of all; 1 where there are no such pairs
    :param known: (2, 3) 1 where there are such pairs, else 0
    :param count: how many independent voxels there are by their weights
    :param spreads: (3,) variances of the positions in the region along each axis
    :param deviations: (S,) standard deviation of the voxels
    :param unseen: see spatialAutocorrelation
    """

    differences: np.ndarray
    known: np.ndarray
    count: float
    spreads: np.ndarray
    deviations: np.ndarray
    unseen: tuple[float, float]


def autocorrelations(variograms: Sequence[Variogram]) -> list[SpatialAutocorrelation]:
    """Fit the model of spatialAutocorrelation to variograms of the same series, all in one go."""
    fitted = [one for one in variograms if one.known[0].any()]
    found = dict(zip(map(id, fitted), _fit(fitted))) if fitted else {}
    results = []
    for one in variograms:
        independent = np.full(len(one.deviations), one.count)
        nothing = independent, independent, np.zeros(len(independent)), np.ones(len(independent))
        results.append(SpatialAutocorrelation(independent, *found.get(id(one), nothing)))
    return results


def _fit(variograms: Sequence[Variogram]) -> Iterator[tuple[np.ndarray, ...]]:
    """Return for each variogram, (S,) each: effective and cautious sample size, correlated part and resels."""
    # Axes of arrays are the steps, the axes of the region, the variograms, what is seen for sure (beyond three standard
    # errors of a correlation; Bartlett, J R Stat Soc Suppl 1946;8:27-41) and whatever there may be, and the series.
    differences = np.array([one.differences for one in variograms]).transpose(1, 2, 0, 3)[..., None, :]
    known = np.array([one.known for one in variograms]).transpose(1, 2, 0)[..., None, None]
    widths = 4 * pi * np.array([one.spreads for one in variograms]).T[..., None, None]
    count = np.array([one.count for one in variograms])[:, None, None]
    added = known * np.array([_added(one) for one in variograms]).swapaxes(0, 1)[:, None, ..., None]
    least = np.where(known, 3 / np.sqrt(count) * [[1.0], [0.0]], np.inf)
    logCount = np.log(count)
    whole = np.log1p(widths).sum(axis=0)
    longest = exp(-0.5 / _LONGEST ** 2)
    rho = 1 / count
    for _ in range(_ROUNDS):
        correlation = 1 - differences * (1 - rho)
        correlation = correlation * (correlation > least) + added
        one, two = correlation
        # With r the correlation of neighbors, that of the next ones is r^4: the ratio of both gives r, whatever part
        # of the variance is shared. Axes weigh by what they show: between thick slices there may be none.
        squares = one * one
        ratio = (one * two).sum(axis=0) / np.maximum((squares * known[1]).sum(axis=0), 1e-30)
        ratio = np.minimum(np.maximum(ratio, 1e-6), longest ** 3)
        shared = np.minimum(squares.sum(axis=0) / one.sum(axis=0) / ratio ** (1 / 3), 1)
        alike = np.minimum(np.maximum(one / shared, 1e-9), np.where(shared < 1, longest, _MOST_ALIKE))
        fourth = alike ** 4
        powers = np.array([alike, fourth])
        # Given the lengths, all the correlations together tell best what part is shared (least squares).
        ofPowers = (powers * powers * known).sum(axis=(0, 1))
        shared = np.minimum((correlation * powers).sum(axis=(0, 1)) / ofPowers, 1)
        pairs = _meanCorrelation(alike, fourth, widths, whole, logCount)
        rho = shared * pairs + (1 - shared) / count
    size = np.minimum(count / (count - 1) * (1 - rho) / rho, count)
    return zip(size[:, 0], size[:, 1], shared[:, 1], 1 / pairs[:, 1])


def _added(one: Variogram) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return what is added to the correlations of a variogram one and two steps apart: to those that are seen for sure
    next to nothing, and to whatever there may be what is unseen."""
    most, length = one.unseen
    strengths, part = (1e-9, most / one.count), exp(-1.5 / length ** 2)
    return strengths, (strengths[0] * part, strengths[1] * part)


def variogram(values: np.ndarray, weights: np.ndarray, inside: np.ndarray,
              unseen: tuple[float, float] = UNSEEN_CORRELATION) -> Variogram:
    """Return how voxels of a region differ from their neighbors; the parameters are those of spatialAutocorrelation."""
    total, squares = float(weights.sum()), float(np.einsum("n,n", weights, weights))
    shape = tuple(size + 2 for size in inside.shape)
    length, plane, row = prod(shape), shape[1] * shape[2], shape[2]
    # Steps along the axes become steps along one line, when two empty voxels keep the end of a row from the next one.
    steps = np.array([[plane], [row], [1], [2 * plane], [2 * row], [2]])
    pieces = -(-length // _PIECE)
    piece = -(-length // pieces)
    lines = np.zeros((len(values) + 1, pieces * piece + 2 * plane))
    block = lines[0, :length].reshape(shape)[:-2, :-2, :-2]
    block[inside] = weights
    spreads = [_spread(block.sum(axis=others), total) for others in ((1, 2), (0, 2), (0, 1))]
    places = np.flatnonzero(lines[0])
    means = np.einsum("sn,n->s", values, weights) / total
    deviation = values - means[:, None]
    # What is asked for has no scale; this one keeps the squares of any number finite.
    largest = np.maximum(deviation.max(axis=1), -deviation.min(axis=1))
    varies = largest > 0
    if (largest <= _NEAR_MEAN * np.abs(means)).any():
        # The mean of a single value is off by rounding, and so are means of blocks of it: that is no variance.
        varies = np.ptp(values, axis=1) > _ROUNDING * np.abs(means)
        deviation[~varies], largest[~varies] = 0.0, 0.0
    deviation /= np.where(varies, largest, 1)[:, None]
    weighted = deviation * weights
    lines[1:, places] = weighted
    deviation *= weighted
    # Of each pair one voxel is its first, then its second.
    products, ofSquares = np.empty((len(steps), len(lines), pieces, 1, 1)), np.zeros((len(steps), len(values)))
    cut = (len(lines), pieces, piece)
    first = lines[:, :pieces * piece].reshape(cut)[..., None, :]
    for product, step in zip(products, steps.ravel().tolist()):
        np.matmul(first, lines[:, step:step + pieces * piece].reshape(cut)[..., None], out=product)
    for begin in range(0, len(places), _PLACES):
        part = places[begin:begin + _PLACES]
        neighbors = lines[0].take(part + steps)
        neighbors += lines[0].take(part - steps)
        ofSquares += neighbors @ deviation[:, begin:begin + _PLACES].T
    # Of a single voxel there is no variance, and no pair.
    variances = deviation.sum(axis=1) / (total - squares / total or 1.0)
    sums = products.sum(axis=(2, 3, 4))
    pairs = sums[:, :1]
    known = pairs > 0
    differences = np.ones(ofSquares.shape)
    np.divide(ofSquares / 2 - sums[:, 1:], pairs * variances, out=differences, where=known & varies)
    return Variogram(differences.reshape(2, 3, -1), known.reshape(2, 3).astype(np.float64), total ** 2 / squares,
                     np.array(spreads), np.sqrt(variances) * largest, unseen)


def _spread(weights: np.ndarray, total: float) -> float:
    """Return the variance of the position along an axis, given the weight of each position and of all."""
    first, second = (_positions(len(weights)) @ weights).tolist()
    return second / total - (first / total) ** 2


@lru_cache(maxsize=256)
def _positions(size: int) -> np.ndarray:
    """Return the (2, size) positions along an axis from its middle, and their squares."""
    positions = np.arange(size) - (size - 1) / 2
    return np.array([positions, positions ** 2])


def _meanCorrelation(alike: np.ndarray, fourth: np.ndarray, widths: np.ndarray, whole: np.ndarray,
                     logCount: np.ndarray) -> np.ndarray:
    """Return the mean correlation of all pairs of voxels in a region, each voxel with itself among them.

    For voxels spread like a normal distribution the mean of exp(-d^2 / 2 l^2) over the pairs is
    1 / sqrt(1 + 2 variance / l^2) along each axis. On a lattice, the sum of the correlations of one voxel with all,
    T = 1 + 2 r + 2 r^4 + 2 r^9 + ..., takes the place of l sqrt(2 pi) (theta function). A region has an edge, which a
    normal distribution has not: the logarithm is stretched so that independent voxels get 1 / count, and 0.5 takes away
    the rest, which leaves it 0 to 10 % too high for boxes and ellipsoids of 20 to 5,000 voxels.

    :param alike: (3, ...) correlation of neighbors along each axis
    :param fourth: its fourth power
    :param widths: (3, ...) 4 pi times the variance of the positions in the region along each axis, not all 0
    :param whole: (...) the sum over the axes of log1p(widths)
    :param logCount: (...) logarithm of how many independent voxels there are
    """
    # Each is a lower bound of T, and exact where it is the larger one.
    length = np.maximum(1 + 2 * (alike + fourth + fourth ** 2 * alike), np.sqrt(-pi / np.log(alike)))
    # 1 where all are independent, 0 where all are alike.
    level = np.log1p(widths / length ** 2).sum(axis=0) / whole
    return np.exp(-level * logCount - 0.5 * level * (1 - level))
