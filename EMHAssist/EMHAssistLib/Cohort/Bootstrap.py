"""Intervals by drawing the cases anew (Efron 1979, Ann Stat 7:1), targets and others each among themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite, isnan, nan

import numpy as np

REPLICATES = 2000
_SEED = 20261120
_TAIL = 0.025
# Cells of one array of weights, which bounds the memory.
_CELLS = 4_000_000


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval; NaN or infinite where it is not defined."""

    value: float
    low: float
    high: float


Measure = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Draws:
    """A measure of the cases, and of each of their replicates.

    :param value: of the cases as they are
    :param drawn: of the replicates, shape (replicates,)
    """

    value: float
    drawn: np.ndarray

    def __sub__(self, other: Draws) -> Draws:
        """Return the difference, replicate by replicate."""
        return Draws(self.value - other.value, self.drawn - other.drawn)

    def estimate(self) -> Estimate:
        """Return the value with its percentile interval, extended to the value should that lie outside."""
        return _withInterval(self.value, self.drawn)


def estimate(measures: dict[str, Measure], isTarget: np.ndarray, replicates: int = REPLICATES) -> dict[str, Estimate]:
    """Return each measure of the cases with its percentile bootstrap interval; for the parameters see draw."""
    return {name: draws.estimate() for name, draws in draw(measures, isTarget, replicates).items()}


def draw(measures: dict[str, Measure], isTarget: np.ndarray, replicates: int = REPLICATES) -> dict[str, Draws]:
    """Return each measure of the cases and of their replicates, the same replicates for all measures.

    Each replicate draws as many targets and as many others as there are, with replacement. Same input, same bits, in
    one version of numpy: its Generator promises no more, and an interval of a bootstrap needs no more.

    :param measures: each from weights of shape (replicates, cases) to numbers of shape (replicates,)
    :param isTarget: bool of shape (cases,)
    """
    ones = np.ones((1, len(isTarget)))
    drawn = [{name: measure(weights) for name, measure in measures.items()}
             for weights in _replicates(isTarget, replicates)]
    return {name: Draws(float(measure(ones)[0]), np.concatenate([part[name] for part in drawn]))
            for name, measure in measures.items()}


def withoutVariation(one: Estimate, cases: int) -> Estimate:
    """Return the estimate of a proportion with the exact interval where all cases or none count.

    There every replicate is the same, so the bootstrap claims certainty. The interval of Clopper and Pearson (1934,
    Biometrika 26:404) does not: none of 100 leaves up to 3.6 %.
    """
    if not cases or one.low != one.high or one.value not in (0.0, 1.0):
        return one
    width = 1 - _TAIL ** (1 / cases)
    return Estimate(0.0, 0.0, width) if one.value == 0 else Estimate(1.0, 1 - width, 1.0)


def _replicates(isTarget, replicates) -> Iterator[np.ndarray]:
    """Yield weights of shape (some replicates, cases), in parts that fit into memory."""
    random = np.random.default_rng(_SEED)
    cases = len(isTarget)
    groups = [np.flatnonzero(members) for members in (isTarget, ~isTarget) if members.any()]
    step = max(1, _CELLS // max(1, cases))
    for start in range(0, replicates, step):
        rows = min(step, replicates - start)
        weights = np.zeros((rows, cases))
        # Row by row, so that the parts do not matter.
        for row in range(rows):
            for group in groups:
                picked = group[random.integers(0, len(group), len(group))]
                weights[row] += np.bincount(picked, minlength=cases)
        yield weights


def _withInterval(value, drawn):
    known = np.sort(drawn[~np.isnan(drawn)])
    if isnan(value) or not known.size:
        return Estimate(value, nan, nan)
    cut = max(0, int(np.ceil(_TAIL * known.size)) - 1)
    low, high = float(known[cut]), float(known[-1 - cut])
    if isfinite(value):
        low, high = min(low, value), max(high, value)
    return Estimate(value, low, high)
