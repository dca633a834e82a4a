"""How much each finding adds to the odds of the target, so that all of them add up to the total."""

import functools

import numpy as np
from numpy.polynomial.legendre import leggauss

DECIBANS_PER_NAT = 10 / np.log(10)
_NATS_A_SEGMENT = 4


def attributeDecibans(logPrior: np.ndarray, evidence: np.ndarray, isTarget: np.ndarray) -> np.ndarray:
    """Return how many decibans each finding adds to the odds of the target against all others together.

    Target and others are mixtures whose weights shift as findings come in, so what one finding adds depends on the
    moment it is added. All findings are therefore turned up together from nothing to full strength, and each is
    credited with its share on the way (Aumann and Shapley 1974, Values of Non-Atomic Games). The result does not
    depend on an order, adds up to the change of the log odds, and with two forms is the log likelihood ratio.

    :param logPrior: natural logarithms, shape (forms,)
    :param evidence: log likelihoods as they enter the posterior, shape (findings, forms)
    :param isTarget: whether each form belongs to the target, bool of shape (forms,)
    :return: shape (findings,)
    """
    total = evidence.sum(axis=0)
    strength, nodeWeight = _unitIntervalNodes(1 + int(np.ptp(total) / _NATS_A_SEGMENT))
    path = logPrior[:, np.newaxis] + total[:, np.newaxis] * strength
    target, rest = ((_columnShares(path[members]) * nodeWeight).sum(axis=1) for members in (isTarget, ~isTarget))
    return DECIBANS_PER_NAT * ((evidence[:, isTarget] * target).sum(axis=1)
                               - (evidence[:, ~isTarget] * rest).sum(axis=1))


def decibans(logWeights: np.ndarray, isTarget: np.ndarray) -> float:
    """Return 10 log10 of the odds of the target.

    :param logWeights: of the forms, on any scale, shape (forms,)
    :param isTarget: bool of shape (forms,)
    """
    return float(DECIBANS_PER_NAT * (np.logaddexp.reduce(logWeights[isTarget])
                                     - np.logaddexp.reduce(logWeights[~isTarget])))


@functools.lru_cache(maxsize=64)
def _unitIntervalNodes(segments):
    """Return nodes and weights of Gauss-Legendre quadrature on [0, 1], divided evenly into segments.

    16 nodes are exact to rounding where the log odds change by _NATS_A_SEGMENT: shares are logistic functions, whose
    nearest poles lie 2 pi / 4 away from a segment scaled to [-1, 1], so that the error is about 3.4 ** -32.
    """
    nodes, weights = leggauss(16)
    nodes = (np.arange(segments)[:, np.newaxis] + (nodes + 1) / 2) / segments
    return nodes.ravel(), np.tile(weights / 2 / segments, segments)


def _columnShares(logWeights):
    weights = np.exp(logWeights - logWeights.max(axis=0))
    return weights / weights.sum(axis=0)
