"""What one finding says by itself: how often each diagnosis gives it, and the likelihood ratio of the target against
each."""

from dataclasses import dataclass
from math import inf
from typing import Tuple

import numpy as np

from .Findings import AssessedFinding
from .Inference import INTERVAL_QUANTILES
from .Rounding import rounded
from .Tables import drawnLogLikelihood, drawnLogShares, meanLogLikelihood, meanShares
from .Weighed import Weighed


@dataclass(frozen=True)
class ClassRatio:
    """What a finding says of one diagnosis, with 95 % intervals.

    The forms of a diagnosis are mixed by their shares before any finding. The ratio is that of the target against this
    diagnosis; 1 for the target itself.

    :param probability: of the finding in the diagnosis; of an uncertain finding the mean over its levels
    :param ratio: by the tables alone
    :param counted: as it enters the answer: capped, tempered and shared with the other findings of its block
    """

    id: str
    title: str
    probability: float
    low: float
    high: float
    ratio: float
    ratioLow: float
    ratioHigh: float
    counted: float


def classRatios(weighed: Weighed, item: AssessedFinding) -> Tuple[ClassRatio, ...]:
    """Return what a finding says of each diagnosis, in the order of the model.

    :param item: one of ``weighed.assessed``
    """
    model, weights = weighed.model, tuple(item.weights.tolist())
    toClasses = weighed.membership().T
    logShares = np.log(meanShares(model))
    mean = toClasses @ np.exp(logShares + meanLogLikelihood(item.feature, weights, model.parameters, inf))
    capped = meanLogLikelihood(item.feature, weights, model.parameters, weighed.cap)
    counted = toClasses @ np.exp(logShares + factorOf(weighed, item) * capped)
    drawn = toClasses @ np.exp(drawnLogShares(model)
                               + drawnLogLikelihood(item.feature, weights, model.parameters, inf))
    low, high = _ends(drawn, mean)
    target = weighed.targetIndex
    ratios = mean[target] / mean
    ratioLow, ratioHigh = _ends(drawn[target] / drawn, ratios)
    numbers = (mean, low, high, ratios, ratioLow, ratioHigh, counted[target] / counted)
    return tuple(ClassRatio(diagnosis.id, diagnosis.title, *(rounded(number[index]) for number in numbers))
                 for index, diagnosis in enumerate(model.classes))


def factorOf(weighed: Weighed, item: AssessedFinding) -> float:
    """Return what the log likelihood of a finding is multiplied by, 0 if it is left out."""
    if item not in weighed.used:
        return 0.0
    return float(weighed.factors(weighed.logLikelihoods())[weighed.used.index(item)])


def _ends(drawn, mean):
    """Return the ends of the 95 % interval of each class, which holds what the means of the tables say."""
    low, high = np.quantile(drawn, INTERVAL_QUANTILES, axis=1)
    return np.minimum(low, mean), np.maximum(high, mean)
