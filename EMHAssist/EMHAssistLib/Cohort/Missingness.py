"""How far the mere choice of what a report states tells the target from mimics: a baseline that has seen no value.

Reports of EMH tell the blood and the spleen, those of mimics the disc and the enhancement. Whatever is fitted to such
cases and sees what is missing is flattered by this; a likelihood model does not see it, for what is not stated adds
nothing. The baseline is a ridge logistic regression on which findings are stated (le Cessie and van Houwelingen
1992, Appl Stat 41:191), judged on cases of folds that it was not fitted to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np

from ..Likelihood import Model
from ..Likelihood.Rounding import DECIMALS
from .Bootstrap import Estimate, estimate
from .CaseTable import ProvenCase
from .Conditions import findingsUnder
from .Folds import FOLDS, dealOut
from .Metrics import auc

REPEATS = 5
PENALTY = 1.0
"""Of slopes of columns of unit spread, see ridgeLogistic. A choice; twice or half as much changes little."""
_SEED = 20261120
_ITERATIONS = 50
_CONVERGED = 1e-8


def missingnessAuc(model: Model, cases: Sequence[ProvenCase], condition: str) -> Estimate:
    """Return the AUC of the target against all others by which findings are stated, with its bootstrap interval.

    Same cases, same result, in whatever order they come. NaN with fewer than FOLDS cases of either group.

    :param condition: one of CONDITIONS, which findings count; "host_unknown" is not meant, as it looks at values
    """
    cases = sorted(cases, key=lambda case: case.caseId)
    isTarget = np.array([case.classId == model.target for case in cases], dtype=bool)
    if min(isTarget.sum(), (~isTarget).sum()) < FOLDS:
        return Estimate(nan, nan, nan)
    scores = outOfFoldScores(statedFindings(model, cases, condition), isTarget)
    return estimate({"auc": lambda weights: auc(scores, isTarget, weights)}, isTarget)["auc"]


def statedFindings(model: Model, cases: Sequence[ProvenCase], condition: str) -> np.ndarray:
    """Return 1 where a case states a finding, else 0; shape (cases, features)."""
    stated = [findingsUnder(condition, case, model).keys() for case in cases]
    return np.array([[feature.id in each for feature in model.features] for each in stated], dtype=np.float64)


def outOfFoldScores(columns: np.ndarray, isTarget: np.ndarray, repeats: int = REPEATS) -> np.ndarray:
    """Return the log odds of the target of each case, fitted to the cases of other folds, mean over the repeats.

    :param columns: shape (cases, columns)
    :param isTarget: bool of shape (cases,)
    :return: shape (cases,)
    """
    random = np.random.default_rng(_SEED)
    scores = np.zeros(len(isTarget))
    for _repeat in range(repeats):
        folds = dealOut(isTarget.astype(int), 1, random)
        for fold in range(FOLDS):
            held = folds == fold
            mean, spread = columns[~held].mean(axis=0), columns[~held].std(axis=0)
            # What all of the others state, or none, says nothing.
            scaled = np.where(spread > 0, (columns - mean) / np.where(spread > 0, spread, 1.0), 0.0)
            intercept, slopes = ridgeLogistic(scaled[~held], isTarget[~held], PENALTY)
            scores[held] += (intercept + scaled[held] @ slopes) / repeats
    # Rounded, or what differs in the last bits alone would have an order.
    return np.round(scores, DECIMALS)


def ridgeLogistic(columns: np.ndarray, isTarget: np.ndarray, penalty: float) -> tuple[float, np.ndarray]:
    """Return intercept and slopes of a logistic regression whose slopes are drawn to 0, by Newton's method.

    :param columns: shape (cases, columns)
    :param isTarget: bool of shape (cases,), some True and some False
    :param penalty: above 0; half of it times the sum of the squared slopes is taken off the log likelihood
    """
    design = np.column_stack((np.ones(len(columns)), columns))
    ridge = np.diag([0.0, *[penalty] * columns.shape[1]])
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(isTarget.mean() / (1 - isTarget.mean()))
    for _ in range(_ITERATIONS):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -500, 500)))
        gradient = design.T @ (isTarget - p) - ridge @ beta
        step = np.linalg.solve((design * (p * (1 - p))[:, np.newaxis]).T @ design + ridge, gradient)
        # Far from the solution a whole step may overshoot.
        step *= min(1.0, 5.0 / max(np.abs(step).max(), 1e-300))
        beta += step
        if np.abs(step).max() < _CONVERGED:
            break
    return float(beta[0]), beta[1:]
