"""Bayes' theorem on a model's tables: findings and a prior in, a differential with intervals out.

The method (a naive Bayes classifier with tempered blocks and uncertain tables):

1. A class's answers to a feature follow a Dirichlet distribution, the published counts plus a pseudo-count per
   level (for two levels a Beta distribution; Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.4).
2. A finding's likelihood in a class is the probability of its level, or the mean over levels for an uncertain
   finding. It is raised where needed so that no finding changes the odds of any two classes by more than the cap.
3. Its logarithm is multiplied by the temper of its block, since findings of a block are not independent: taking
   them so keeps the ranking but drives probabilities toward 0 and 1 (Russek et al. 1983; Hand and Yu 2001).
4. The sum over findings plus the log prior, normalized over classes, is the log posterior.

The probability reported uses the means of the tables. Without cap and temper that is exactly the posterior
predictive, for the tables are independent. The interval holds the central 95 % of the posteriors under tables drawn
from their Dirichlet distributions, extended to the probability itself should that lie outside. It tells how much the
numbers behind the tables leave open; it knows nothing of bias, of dependence or of a wrong prior.
"""

import functools
import zlib
from typing import Mapping, Union

import numpy as np

from .Differential import NOTE_GIVEN, Contribution, Differential, RankedClass, decideVerdict
from .Findings import readFindings
from .Model import Feature, Model, Parameters, Setting
from .Schema import readPriors
from .SchemaNode import SchemaNode

INTERVAL_QUANTILES = (0.025, 0.975)
DECIBANS_PER_NAT = 10 / np.log(10)
CUSTOM_PRIOR_TITLE = "Custom prior"


def evaluate(model: Model, findings: Mapping, setting: Union[str, Mapping[str, float]]) -> Differential:
    """Return the differential of one case.

    :param findings: {feature id: Finding, or a level id, or None}. What is absent or None is not assessed and
        contributes exactly nothing; the order does not matter.
    :param setting: id of a setting of the model, or prior probabilities {class id: probability} for every class.
        Findings which a setting's prior already holds are listed but not counted again; a custom prior holds none.
    :return: probabilities as fractions (0 to 1), contributions in decibans. Same input, same result.
    :raises ValueError: unknown feature, level, setting or class; unusable prior or weights; a finding that
        contradicts what the setting states.
    """
    setting = _readSetting(model, setting)
    assessed = readFindings(model, findings)
    _checkContradictions(assessed, setting)
    used = [item for item in assessed if item.feature.id not in setting.given]
    logPrior = np.log(np.array([setting.priors[classId] for classId in model.classIds()]))
    evidence = np.zeros((len(used), len(model.classes)))
    drawnLogPosterior = np.tile(logPrior[:, np.newaxis], model.parameters.draws)
    for index, item in enumerate(used):
        evidence[index], drawn = _logLikelihoods(item.feature, tuple(item.weights.tolist()), model.parameters)
        drawnLogPosterior += drawn
    logPosterior = logPrior + evidence.sum(axis=0)
    probability = _normalize(logPosterior)
    low, high = _quantiles(_normalize(drawnLogPosterior), INTERVAL_QUANTILES)
    ranked = [
        RankedClass(diagnosis.id, diagnosis.title, float(p), float(min(l, p)), float(max(h, p)))
        for diagnosis, p, l, h in zip(model.classes, probability, low, high)
    ]
    targetIndex = model.classIds().index(model.target)
    verdict, reason = decideVerdict(model.parameters, ranked[targetIndex], len(used))
    dangerous = {diagnosis.id for diagnosis in model.classes if diagnosis.dangerous}
    byRank = sorted(ranked, key=lambda item: -item.probability)
    return Differential(
        setting=setting.title,
        classes=tuple(byRank),
        target=ranked[targetIndex],
        verdict=verdict,
        reason=reason,
        alternatives=tuple(
            item for item in byRank if item.id in dangerous and item.high >= model.parameters.alternativeHigh),
        priorDecibans=_decibansAgainstRest(logPrior, targetIndex),
        contributions=_contributions(assessed, used, attributeDecibans(logPrior, evidence, targetIndex)),
        totalDecibans=_decibansAgainstRest(logPosterior, targetIndex),
    )


def attributeDecibans(logPrior: np.ndarray, evidence: np.ndarray, targetIndex: int) -> np.ndarray:
    """Return how many decibans each finding adds to the odds of the target class against all others together.

    The others are a mixture whose weights shift as findings come in, so what one finding adds depends on the
    moment it is added. All findings are therefore turned up together from nothing to full strength, and each is
    credited with its share on the way (Aumann and Shapley 1974, Values of Non-Atomic Games). The result does not
    depend on an order, adds up to the change of the log odds, and with two classes is the log likelihood ratio.

    :param logPrior: natural logarithms, shape (classes,).
    :param evidence: log likelihoods as they enter the posterior, shape (findings, classes).
    :param targetIndex: index of the target class.
    :return: shape (findings,).
    """
    strength, nodeWeight = _unitIntervalNodes()
    rest = np.delete(np.arange(logPrior.size), targetIndex)
    path = logPrior[rest, np.newaxis] + evidence.sum(axis=0)[rest, np.newaxis] * strength
    restShare = (_normalize(path) * nodeWeight).sum(axis=1)
    return DECIBANS_PER_NAT * (evidence[:, targetIndex] - (evidence[:, rest] * restShare).sum(axis=1))


@functools.lru_cache(maxsize=1)
def _unitIntervalNodes():
    """Return nodes and weights of Gauss-Legendre quadrature on [0, 1]; 128 are exact to rounding for usual models."""
    nodes, weights = np.polynomial.legendre.leggauss(128)
    return (nodes + 1) / 2, weights / 2


def _readSetting(model, setting):
    if isinstance(setting, str):
        return model.setting(setting)
    priors = readPriors(SchemaNode(setting, "Prior", memberName="class"), model.classIds())
    return Setting("custom", CUSTOM_PRIOR_TITLE, priors, {}, "Set by the user.")


def _checkContradictions(assessed, setting):
    for item in assessed:
        stated = setting.given.get(item.feature.id)
        if stated is not None and item.finding.level != stated:
            raise ValueError(
                f"The setting {setting.title!r} states {item.feature.title!r}: {stated!r}, but the finding says "
                f"{item.finding.level!r}. Change the setting or the finding.")


def _dirichlet(feature: Feature, parameters: Parameters):
    """Return the Dirichlet parameters of every class, shape (classes, levels)."""
    return feature.counts() + parameters.pseudoCount


def _meanTable(feature, parameters):
    """Return the mean probability of each level in each class, shape (classes, levels, 1)."""
    alpha = _dirichlet(feature, parameters)
    return (alpha / alpha.sum(axis=1, keepdims=True))[:, :, np.newaxis]


@functools.lru_cache(maxsize=64)
def _drawTables(feature, parameters):
    """Return probabilities drawn from the Dirichlet distributions, shape (classes, levels, draws), read-only.

    Kept, for a live panel asks again and again. Each feature has a random stream of its own, so that its draws
    depend neither on which other findings there are nor on the rest of the model.
    """
    generator = np.random.Generator(np.random.PCG64([parameters.seed, zlib.crc32(feature.id.encode("ascii"))]))
    alpha = _dirichlet(feature, parameters)[:, :, np.newaxis]
    draws = generator.standard_gamma(alpha, size=(*alpha.shape[:2], parameters.draws))
    draws = np.maximum(draws, np.finfo(np.float64).tiny)  # a tiny parameter can draw an exact 0
    draws /= draws.sum(axis=1, keepdims=True)
    draws.setflags(write=False)
    return draws


@functools.lru_cache(maxsize=64)
def _logLikelihoods(feature, weights, parameters):
    """Return the capped and tempered log likelihood of a finding in each class, by the means of the tables, shape
    (classes,), and by the drawn tables, shape (classes, draws); read-only.

    Kept, as in a drag most findings stay what they are.

    :param weights: tuple of the weights of the levels.
    """
    results = []
    for table in (_meanTable(feature, parameters), _drawTables(feature, parameters)):
        likelihood = (table * np.array(weights)[:, np.newaxis]).sum(axis=1)
        floor = likelihood.max(axis=0) / parameters.likelihoodRatioCap
        result = feature.block.temper * np.log(np.maximum(likelihood, floor))
        result.setflags(write=False)
        results.append(result)
    mean, drawn = results
    return mean[:, 0], drawn


def _quantiles(values, quantiles):
    """Return the quantiles of each row as np.quantile does, shape (quantiles, rows); sorting is several times faster
    than the partition it uses."""
    ordered = np.sort(values, axis=1)
    position = np.array(quantiles) * (values.shape[1] - 1)
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, values.shape[1] - 1)
    return (ordered[:, below] + (position - below) * (ordered[:, above] - ordered[:, below])).T


def _normalize(logWeights):
    """Return exp(logWeights) scaled to add up to 1 along the first axis, without overflow."""
    weights = np.exp(logWeights - logWeights.max(axis=0))
    return weights / weights.sum(axis=0)


def _decibansAgainstRest(logWeights, targetIndex):
    rest = np.delete(logWeights, targetIndex)
    logRest = rest.max() + np.log(np.exp(rest - rest.max()).sum())
    return float(DECIBANS_PER_NAT * (logWeights[targetIndex] - logRest))


def _contributions(assessed, used, decibans):
    decibansById = {item.feature.id: float(value) for item, value in zip(used, decibans)}
    return tuple(
        Contribution(
            finding=item.finding,
            decibans=decibansById.get(item.feature.id, 0.0),
            note="" if item.feature.id in decibansById else NOTE_GIVEN,
        )
        for item in assessed
    )
