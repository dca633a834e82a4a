"""How well probabilities tell a target diagnosis from the rest, and classes from each other.

Every measure takes ``weights`` of shape (replicates, cases), how often each case counts in each replicate, so that
thousands of bootstrap replicates are computed at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import inf, nan, sqrt

import numpy as np

from ..Measurement.Uncertainty import NORMAL_975

CONFIDENT = 0.9
_ITERATIONS = 100
_HALVINGS = 30
_CONVERGED = 1e-9


def auc(scores: np.ndarray, isTarget: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the area under the ROC curve: how often a target scores above another case, ties counting half.

    It is the statistic of Mann and Whitney over the number of pairs (Bamber 1975, J Math Psychol 12:387).

    :param scores: shape (cases,)
    :param isTarget: bool of shape (cases,)
    :return: shape (replicates,); NaN where there is no target or no other case
    """
    order = np.argsort(scores, kind="stable")
    starts = np.flatnonzero(np.diff(scores[order], prepend=nan) != 0)
    targets, others = (np.add.reduceat((weights * members)[:, order], starts, axis=1)
                       for members in (isTarget, ~isTarget))
    below = np.cumsum(others, axis=1) - others
    pairs = targets.sum(axis=1) * others.sum(axis=1)
    with np.errstate(invalid="ignore"):
        return (targets * (below + 0.5 * others)).sum(axis=1) / np.where(pairs > 0, pairs, nan)


def weightedMean(values: np.ndarray, members: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the mean of ``values`` over the cases that are ``members``, shape (replicates,); NaN without any."""
    counts = weights @ members.astype(np.float64)
    return weights @ np.where(members, values, 0.0) / np.where(counts > 0, counts, nan)


def topCredit(probabilities: np.ndarray, truth: np.ndarray, places: int) -> np.ndarray:
    """Return whether the true class of each case is among the ``places`` most probable ones, shape (cases,).

    Classes of equal probability share the places they take: without findings nothing is right by the order of classes.

    :param probabilities: shape (cases, classes)
    :param truth: index of the true class, shape (cases,)
    """
    true = probabilities[np.arange(len(truth)), truth][:, np.newaxis]
    above, equal = (probabilities > true).sum(axis=1), (probabilities == true).sum(axis=1)
    return np.clip((places - above) / equal, 0.0, 1.0)


def confidentError(probabilities: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return 1 where a wrong class has a probability of at least CONFIDENT, else 0; shape (cases,)."""
    return ((probabilities.max(axis=1) >= CONFIDENT) & (probabilities.argmax(axis=1) != truth)).astype(np.float64)


def calibrationSlope(logOdds: np.ndarray, isTarget: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the slope of a logistic regression of the truth on the log odds: 1 if well spread, less if overconfident.

    Cox 1958, Biometrika 45:562. Fitted by Newton's method with halved steps.

    :param logOdds: of the target, natural logarithm, shape (cases,)
    :param isTarget: bool of shape (cases,)
    :return: shape (replicates,); inf where the log odds separate targets from others, -inf where they do so the wrong
        way round; NaN where one of them is missing or all log odds are equal
    """
    present = weights > 0
    lowest, highest = (
        [pick(np.where(present & members, logOdds, none), axis=1) for members in (isTarget, ~isTarget)]
        for pick, none in ((np.min, inf), (np.max, -inf)))
    isUp, isDown = lowest[0] >= highest[1], highest[0] <= lowest[1]
    slopes = np.where(isUp & isDown, nan, np.where(isUp, inf, -inf))
    isOpen = ~isUp & ~isDown
    if isOpen.any():
        slopes[isOpen] = _fitSlope(logOdds, isTarget.astype(np.float64), weights[isOpen].astype(np.float64))
    return slopes


def _fitSlope(x, y, weights):
    """Return the slope of a weighted logistic regression with intercept where there is one, shape (replicates,)."""
    scale = x.std()
    x = (x - x.mean()) / scale
    design = np.stack((np.ones_like(x), x))
    beta = np.zeros((len(weights), 2))
    fit = _logLikelihood(beta, design, y, weights)
    for _ in range(_ITERATIONS):
        p = np.exp(-np.logaddexp(0, -beta @ design))
        gradient = (weights * (y - p)) @ design.T
        spread = weights * p * (1 - p)
        a, b, c = spread.sum(axis=1), spread @ x, spread @ x**2
        determinant = np.maximum(a * c - b**2, np.finfo(np.float64).tiny)
        step = np.stack((c * gradient[:, 0] - b * gradient[:, 1], a * gradient[:, 1] - b * gradient[:, 0]), axis=1)
        step /= determinant[:, np.newaxis]
        for _ in range(_HALVINGS):
            trial = _logLikelihood(beta + step, design, y, weights)
            isWorse = trial < fit - _CONVERGED
            if not isWorse.any():
                break
            step[isWorse] /= 2
        beta, fit = beta + step, trial
        if np.abs(step).max() < _CONVERGED:
            break
    return beta[:, 1] / scale


def _logLikelihood(beta, design, y, weights):
    linear = beta @ design
    return (weights * (y * linear - np.logaddexp(0, linear))).sum(axis=1)


@dataclass(frozen=True)
class ReliabilityBin:
    """Cases whose probability of the target lies in [low, high), the last bin with its end.

    :param cases: how many
    :param targets: how many of them are targets
    :param predicted: mean probability; NaN without cases
    :param observed: fraction of targets with its 95 % interval of Wilson; NaN without cases
    """

    low: float
    high: float
    cases: int
    targets: int
    predicted: float
    observed: float
    observedLow: float
    observedHigh: float


# Narrower where confidence is claimed.
RELIABILITY_EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


def reliability(probability: np.ndarray, isTarget: np.ndarray) -> tuple[ReliabilityBin, ...]:
    """Return how often cases of like probability are targets.

    :param probability: of the target, shape (cases,)
    :param isTarget: bool of shape (cases,)
    """
    place = np.searchsorted(RELIABILITY_EDGES[1:-1], probability, side="right")
    bins = []
    for index, (low, high) in enumerate(pairwise(RELIABILITY_EDGES)):
        members = place == index
        cases, targets = int(members.sum()), int(isTarget[members].sum())
        observed, predicted = (targets / cases, float(probability[members].mean())) if cases else (nan, nan)
        bins.append(ReliabilityBin(low, high, cases, targets, predicted, observed, *wilsonInterval(targets, cases)))
    return tuple(bins)


def wilsonInterval(count: int, total: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion (Wilson 1927, J Am Stat Assoc 22:209); NaN for none of none."""
    if not total:
        return nan, nan
    z = NORMAL_975
    center, width = count + z * z / 2, z * sqrt(count * (total - count) / total + z * z / 4)
    return max(0.0, (center - width) / (total + z * z)), min(1.0, (center + width) / (total + z * z))
