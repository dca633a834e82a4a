"""The measures by which a model is judged on proven cases, and their intervals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import nan

import numpy as np

from .Bootstrap import Draws, Estimate, Measure, draw, withoutVariation
from .Metrics import CONFIDENT, auc, calibrationSlope, confidentError, topCredit, weightedMean

MEASURES = {
    "auc": "AUC, EMH against mimics",
    "top1": "first class right",
    "top3": "right class among the first three",
    "brier": "Brier score of P(EMH)",
    "calibration_slope": "calibration slope",
    "confident_errors": "confident errors (a wrong class at 90 % or more)",
    "mimics_called_emh": "mimics with P(EMH) of 90 % or more",
    "emh_dismissed": "EMH with P(EMH) of 10 % or less",
}
# Those that are proportions of cases.
_PROPORTIONS = ("top1", "top3", "confident_errors", "mimics_called_emh", "emh_dismissed")


def measuresOf(probabilities: np.ndarray, logOdds: np.ndarray, truth: np.ndarray, target: int) -> dict[str, Measure]:
    """Return for each key of MEASURES how it follows from the weights of the cases.

    :param probabilities: of each class, shape (cases, classes)
    :param logOdds: of the target, natural logarithm, shape (cases,)
    :param truth: index of the true class, shape (cases,)
    :param target: index of the target
    """
    isTarget = truth == target
    ofTarget = probabilities[:, target]
    everybody = np.ones_like(isTarget)

    def mean(values, members=everybody):
        return partial(weightedMean, np.asarray(values, dtype=np.float64), members)

    return {
        "auc": partial(auc, ofTarget, isTarget),
        "top1": mean(topCredit(probabilities, truth, 1)),
        "top3": mean(topCredit(probabilities, truth, 3)),
        "brier": mean((ofTarget - isTarget) ** 2),
        "calibration_slope": partial(calibrationSlope, logOdds, isTarget),
        "confident_errors": mean(confidentError(probabilities, truth)),
        "mimics_called_emh": mean(ofTarget >= CONFIDENT, ~isTarget),
        "emh_dismissed": mean(1 - ofTarget >= CONFIDENT, isTarget),
    }


def estimates(measures: Mapping[str, Measure], isTarget: np.ndarray) -> dict[str, Estimate]:
    """Return each of the MEASURES with its 95 % interval; all NaN without cases.

    :param isTarget: bool of shape (cases,)
    """
    if not len(isTarget):
        return dict.fromkeys(measures, Estimate(nan, nan, nan))
    return estimatesOf(draw(dict(measures), isTarget), isTarget)


def estimatesOf(draws: Mapping[str, Draws], isTarget: np.ndarray) -> dict[str, Estimate]:
    """Return the same of what has been drawn."""
    counted = {"mimics_called_emh": int((~isTarget).sum()), "emh_dismissed": int(isTarget.sum())}
    found = {name: one.estimate() for name, one in draws.items()}
    return found | {name: withoutVariation(found[name], counted.get(name, len(isTarget))) for name in _PROPORTIONS}
