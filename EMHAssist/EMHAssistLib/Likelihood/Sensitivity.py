"""How far the answer hangs on what has no empirical basis (prior, cap, temper) and on each single finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log

import numpy as np

from .Assumptions import Assumptions
from .Attribution import DECIBANS_PER_NAT
from .Differential import Differential
from .Model import Model
from .Redundancy import unsettledShares
from .Rounding import rounded
from .WeighedFindings import WeighedFindings, weigh

CAPS = (2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0)
TEMPERS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
PRIORS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)


@dataclass(frozen=True)
class Point:
    """Probability of the target under one value of what is varied."""

    value: float
    probability: float


@dataclass(frozen=True)
class PriorPoint:
    """Probability of the target and its 95 % credible interval under one prior."""

    prior: float
    probability: float
    low: float
    high: float


@dataclass(frozen=True)
class Omission:
    """Probability of the target without one finding."""

    feature: str
    title: str
    probability: float


@dataclass(frozen=True)
class Sensitivity:
    """Probability of the target with one thing changed at a time.

    :param caps: over caps of the likelihood ratio of a finding
    :param tempers: over factors of the temper of all blocks
    :param omissions: without each finding that counts or states a condition of the setting, in the order of the model
    """

    caps: tuple[Point, ...]
    tempers: tuple[Point, ...]
    omissions: tuple[Omission, ...]


def sensitivity(model: Model, findings: Mapping, setting: str | Mapping[str, float],
                assumptions: Assumptions = Assumptions()) -> Sensitivity:
    """Return how the probability of the target changes; for the parameters see evaluate."""
    return sensitivityOf(weigh(model, findings, setting, assumptions))


def sensitivityOf(weighed: WeighedFindings) -> Sensitivity:
    """Return how the probability of the target changes."""
    logFormPrior, logLikelihoods = weighed.logFormPrior(), weighed.logLikelihoods()

    def probability(evidence):
        """evidence: shape (..., forms)"""
        return weighed.classProbabilities(logFormPrior + evidence)[..., weighed.targetIndex]

    def underCap(cap):
        rows = weighed.logLikelihoods(cap)
        return probability(weighed.factors(rows) @ rows)

    return Sensitivity(
        caps=tuple(Point(cap, rounded(underCap(cap))) for cap in CAPS),
        tempers=tuple(Point(temper, rounded(probability(weighed.factors(logLikelihoods, temper) @ logLikelihoods)))
                      for temper in TEMPERS),
        omissions=_omissions(weighed),
    )


def _omissions(weighed):
    """Return the omissions. Without a finding others may count that follow from it, and the setting may lack the
    condition that it states."""
    counting, givens, used = weighed.counting, weighed.givens, weighed.used
    shares = np.zeros((len(used), len(counting)))
    for row, omitted in zip(shares, used):
        kept = [item is not omitted for item in counting]
        row[kept] = unsettledShares([item for item in counting if item is not omitted], givens)
    forms = dict(zip((item.feature.id for item in used), weighed.logFormPrior() + weighed.evidenceOf(counting, shares)))
    for item in weighed.assessed:
        if item not in used and item.feature.id in weighed.clinicalSetting.given:
            others = {each.feature.id: each.finding for each in weighed.assessed if each is not item}
            without = weigh(weighed.model, others, weighed.asked, weighed.assumptions)
            if without.clinicalSetting.id != weighed.clinicalSetting.id:
                forms[item.feature.id] = without.logFormPosterior()
    return tuple(Omission(item.feature.id, item.feature.title, rounded(
        weighed.classProbabilities(forms[item.feature.id])[weighed.targetIndex]))
        for item in weighed.assessed if item.feature.id in forms)


def overPriors(differential: Differential, priors: Sequence[float] = PRIORS) -> tuple[PriorPoint, ...]:
    """Return the posterior of the target over priors of it, the others keeping their proportions.

    The odds scale with the prior odds, for the probability as for every drawn table, so the interval's ends do, too.
    An end that was rounded to 0 or 1 stays there.
    """
    change = {prior: _logit(prior) - differential.priorDecibans / DECIBANS_PER_NAT for prior in priors}
    total = differential.totalDecibans / DECIBANS_PER_NAT
    low, high = (_logit(end) for end in (differential.target.low, differential.target.high))
    return tuple(PriorPoint(prior, *(rounded(_probability(logit + change[prior]))
                                     for logit in (total, min(low, total), max(high, total))))
                 for prior in priors)


def _logit(probability):
    if not 0 < probability < 1:
        return -inf if probability <= 0 else inf
    return log(probability / (1 - probability))


def _probability(logit):
    """Return the inverse of _logit; the one exp that cannot overflow."""
    odds = exp(-abs(logit))
    return (1 if logit >= 0 else odds) / (1 + odds)
