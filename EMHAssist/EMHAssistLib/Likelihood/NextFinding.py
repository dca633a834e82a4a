"""Next most informative findings: those not yet assessed that would tell most, and the examination that yields them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .Assumptions import Assumptions
from .Blocks import findingFactors, strength
from .Contradictions import excludedAnswers
from .LogLikelihoods import meanLogLikelihood, meanTable
from .Model import Examination, Model
from .Rounding import rounded
from .WeighedFindings import WeighedFindings, formProbabilities, weigh


@dataclass(frozen=True)
class NextFinding:
    """A finding that could be obtained.

    :param bits: how much its answer is expected to change the differential, expected information gain
    :param examination: what yields it
    :param targetBits: the same for the target against all the rest
    """

    feature: str
    title: str
    examination: Examination
    bits: float
    targetBits: float = 0.0


def nextFindings(model: Model, findings: Mapping, setting: str | Mapping[str, float],
                 assumptions: Assumptions = Assumptions()) -> tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first; for the parameters see evaluate."""
    return nextFindingsOf(weigh(model, findings, setting, assumptions))


def nextFindingsOf(weighed: WeighedFindings) -> tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first.

    The gain of an answer is the Kullback-Leibler divergence of the differential with it from the one without it; its
    expectation over the answers, each as probable as the differential makes it, is the information the question is
    expected to give (Lindley, Ann Math Stat 1956;27:986-1005). Answers that would contradict what is known are not
    expected, and a question with fewer than two answers left is none.
    """
    parameters = weighed.model.parameters
    answers = _openAnswers(weighed)
    if not answers:
        return ()
    rows = np.array([meanLogLikelihood(feature, tuple(np.eye(len(feature.answers))[index].tolist()), parameters,
                                       weighed.cap) for feature, index in answers])
    have = weighed.logLikelihoods()
    # One selection of findings an answer: all there are, and this one.
    present = np.hstack([np.ones((len(answers), len(have)), dtype=bool), np.eye(len(answers), dtype=bool)])
    rows = np.vstack([have, rows])
    blocks = weighed.blocks + [feature.block for feature, _index in answers]
    factors = findingFactors(blocks, strength(rows), weighed.temper, present)
    after = weighed.classProbabilities(weighed.logFormPrior() + factors @ rows)
    logNow = weighed.logFormPosterior()
    now = weighed.classProbabilities(logNow)
    gains = np.stack([_divergence(after, now),
                      _divergence(_targetAndRest(weighed, after), _targetAndRest(weighed, now))])
    forms = formProbabilities(logNow)
    expected = np.array([forms @ meanTable(feature, parameters)[:, index] for feature, index in answers])
    found = []
    for feature in dict.fromkeys(feature for feature, _index in answers):
        own = np.array([each is feature for each, _index in answers])
        bits, targetBits = (gains[:, own] @ expected[own]) / expected[own].sum()
        found.append(NextFinding(feature.id, feature.title, feature.examination, rounded(max(bits, 0.0)),
                                 rounded(max(targetBits, 0.0))))
    return tuple(sorted(found, key=lambda item: -item.bits))


def _divergence(after, now):
    """Return the Kullback-Leibler divergence of probabilities from others, in bits, along the last axis."""
    return (after * (np.log2(np.maximum(after, _TINY)) - np.log2(np.maximum(now, _TINY)))).sum(axis=-1)


def _targetAndRest(weighed, probabilities):
    """Return the probability of the target and that of all other classes together, shape (..., 2)."""
    target = probabilities[..., weighed.targetIndex]
    return np.stack([target, 1 - target], axis=-1)


def _openAnswers(weighed):
    """Return the answers to what is not known, as (feature, index of the answer), feature by feature."""
    known = {item.feature.id for item in weighed.assessed} | set(weighed.clinicalSetting.given)
    excluded = excludedAnswers(weighed.model, weighed.used)
    answers = []
    for feature in weighed.model.features:
        possible = [index for index, answer in enumerate(feature.answers) if (feature.id, answer.id) not in excluded]
        if feature.evidence and feature.id not in known and len(possible) > 1:
            answers += [(feature, index) for index in possible]
    return answers


# A probability that has run out of float64 counts as this.
_TINY = np.finfo(np.float64).tiny
