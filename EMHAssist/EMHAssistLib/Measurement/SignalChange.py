"""How signals change from one series to another, and what several tissues say of it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, hypot, inf, isnan, log, nan, sqrt

import numpy as np

from .Ratio import Comparison, MeanSignal, Quantity
from .Uncertainty import NORMAL_975

# An interval of this length on the log scale, from nothing to a hundredfold, is none.
_WORTHLESS = log(100)


@dataclass(frozen=True)
class SignalChange:
    """How the signal of a region or tissue changes from one series to another.

    :param value: logarithm of its signal on the second series over that on the first; NaN when not known
    :param margin: half the 95 % interval of that logarithm
    :param problem: why it is not known; empty when it is
    """

    value: float = nan
    margin: float = nan
    problem: str = ""


def signalChange(pre: MeanSignal, post: MeanSignal) -> SignalChange:
    """Return the change of a signal from before to after contrast.

    >>> change = signalChange(MeanSignal(100.0, 1.0, 3.0), MeanSignal(130.0, 1.0, 5.2))
    >>> round(change.value, 3), round(change.margin, 3)
    (0.262, 0.05)
    """
    for name, one in (("before", pre), ("after", post)):
        if one.problem:
            return SignalChange(problem=f"{name} contrast: {one.problem}")
        if not isnan(one.ceiling):
            return SignalChange(problem=f"{name} contrast: the signal is below the noise")
        if not 0 < one.mean < inf or one.mean <= NORMAL_975 * one.error:
            return SignalChange(problem=f"{name} contrast: the signal is not above zero (mean {one.mean:.4g})")
    return SignalChange(log(post.mean / pre.mean), hypot(pre.margin / pre.mean, post.margin / post.mean))


def oddOnes(values: Sequence[float], margins: Sequence[float], deviations: Sequence[float],
            limit: float) -> list[bool]:
    """Tell for each of some changes whether it stands apart from the steadiest of them.

    Where most of the others stand apart from that one and agree with each other, nothing tells which is the odd one,
    and none is: their spread says so.

    :param values: logarithms of the changes, at least one
    :param margins: half their 95 % intervals
    :param deviations: by how much each may change though it should not, as SD: the steadiest has the least
    :param limit: of a distance that is let pass, and so is one within the margins
    """
    steadiest = min(range(len(values)), key=lambda index: deviations[index])
    isOdd = [abs(value - values[steadiest]) > max(limit, hypot(margin, margins[steadiest]))
             for value, margin in zip(values, margins)]
    apart = [value for value, odd in zip(values, isOdd) if odd]
    if len(apart) > len(values) - len(apart) and max(apart) - min(apart) <= limit:
        return [False] * len(values)
    return isOdd


def consensus(values: Sequence[float], deviations: Sequence[float]) -> SignalChange:
    """Return what several changes say together: their weighted mean, and an interval that holds each of them.

    Random effects (DerSimonian and Laird, Control Clin Trials 1986;7:177-88): each weighs by its own variance and by
    that between them, which is estimated from how far they scatter. Two or three scatter by chance less than they might
    often enough, so that the interval also reaches the farthest of them.

    :param values: logarithms of the changes, at least one
    :param deviations: standard deviations, above 0

    >>> one = consensus([0.1, 0.1], [0.03, 0.04])
    >>> round(one.value, 3), round(one.margin / 1.96, 3)  # 1 / sqrt(1 / 0.03^2 + 1 / 0.04^2)
    (0.1, 0.024)
    """
    changes, variances = np.asarray(values), np.square(deviations)
    weights = 1 / variances
    scatter = weights @ (changes - weights @ changes / weights.sum()) ** 2
    between = 0.0
    if len(changes) > 1:
        excess = max(scatter - (len(changes) - 1), 0.0)
        between = excess / (weights.sum() - (weights @ weights) / weights.sum())
    weights = 1 / (variances + between)
    mean = float(weights @ changes / weights.sum())
    return SignalChange(mean, max(NORMAL_975 / sqrt(weights.sum()), float(np.abs(changes - mean).max())))


def relativeChange(own: SignalChange, others: SignalChange, deviation: float = 0.0) -> Comparison:
    """Return how much more a signal changes than others, as a fraction: enhancement, with the gain taken out.

    :param own: change of a lesion
    :param others: change of the references
    :param deviation: what both margins do not know of, as SD of the logarithm
    """
    problem = own.problem or others.problem
    if problem:
        return Comparison(Quantity.ENHANCEMENT, problem=problem)
    value, margin = own.value - others.value, hypot(own.margin, others.margin, NORMAL_975 * deviation)
    if not margin < _WORTHLESS:
        return Comparison(Quantity.ENHANCEMENT, problem="the signals are too uncertain to tell")
    low, high = value - margin, value + margin
    return Comparison(Quantity.ENHANCEMENT, exp(value) - 1, exp(low) - 1, exp(high) - 1)
