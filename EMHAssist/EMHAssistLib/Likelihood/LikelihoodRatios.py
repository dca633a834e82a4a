"""What one finding says by itself: how often each diagnosis gives it, and the likelihood ratio of the target against
each."""

from dataclasses import dataclass, replace

import numpy as np

from .Blocks import findingFactors, strength
from .Draws import quantiles
from .Finding import AssessedFinding
from .LogLikelihoods import NO_CAP, drawnLogLikelihood, drawnLogShares, meanLogLikelihood, meanLogShares
from .Rounding import rounded
from .WeighedFindings import WeighedFindings


@dataclass(frozen=True)
class ClassRatio:
    """What a finding says of one diagnosis, with 95 % intervals.

    The forms of a diagnosis are mixed by their shares before any finding. The ratio is that of the target against this
    diagnosis; 1 for the target itself.

    :param probability: of the finding in the diagnosis; of an uncertain finding the mean over its answers
    :param ratio: by the tables alone
    :param counted: as it enters the answer: capped, tempered, without what follows from other findings and shared with
        those of its block
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


def classRatios(weighed: WeighedFindings, item: AssessedFinding) -> tuple[ClassRatio, ...]:
    """Return what a finding says of each diagnosis, in the order of the model; nothing where it weighs nothing.

    :param item: one of ``weighed.assessed``
    """
    model, weights = weighed.model, item.weightList
    if not item.feature.evidence:
        return ()
    toClasses = weighed.membership().T
    logShares = meanLogShares(model)
    mean = toClasses @ np.exp(logShares + meanLogLikelihood(item.feature, weights, model.parameters, NO_CAP))
    capped = meanLogLikelihood(item.feature, weights, model.parameters, weighed.cap)
    factor = factorOf(weighed, item)
    counted = toClasses @ np.exp(logShares + factor * capped)
    drawn = toClasses @ np.exp(drawnLogShares(model)
                               + drawnLogLikelihood(item.feature, weights, model.parameters, NO_CAP))
    low, high = _ends(drawn, mean)
    target = weighed.targetIndex
    ratios = mean[target] / mean
    ratioLow, ratioHigh = _ends(drawn[target] / drawn, ratios)
    numbers = (mean, low, high, ratios, ratioLow, ratioHigh, counted[target] / counted)
    return tuple(ClassRatio(diagnosis.id, diagnosis.title, *(rounded(number[index]) for number in numbers))
                 for index, diagnosis in enumerate(model.classes))


def factorOf(weighed: WeighedFindings, item: AssessedFinding) -> float:
    """Return what the log likelihood of a finding is multiplied by, 0 if it is left out: the tempers, less where those
    of its block repeat it or where it follows from others in part."""
    return _unsettled(weighed, item, weighed.factors(weighed.logLikelihoods()))


def shareOf(weighed: WeighedFindings, item: AssessedFinding) -> float:
    """Return how much a finding counts beside the others: 1 alone, less where those of its block repeat it or where it
    follows from others in part, 0 if left out."""
    # With the tempers taken out; a temper of 0 cannot be divided away.
    untempered = replace(item.feature.block, temper=1.0)
    blocks = [untempered if block is item.feature.block else block for block in weighed.blocks]
    rows = weighed.logLikelihoods()
    return _unsettled(weighed, item, findingFactors(blocks, strength(rows), 1.0, np.ones(len(rows), dtype=bool)))


def _unsettled(weighed, item, factors):
    """Return the factor of a finding, of what does not follow from others; 0 if it is left out."""
    if item not in weighed.used:
        return 0.0
    index = weighed.used.index(item)
    return rounded(factors[index] * weighed.unsettled[index])


def _ends(drawn, mean):
    """Return the ends of the 95 % interval of each class, which holds what the means of the tables say."""
    low, high = quantiles(drawn)
    return np.minimum(low, mean), np.maximum(high, mean)
