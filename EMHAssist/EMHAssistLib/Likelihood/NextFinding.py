"""Next most informative findings: those not yet assessed that would tell most, and the examination that yields them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .Assumptions import Assumptions
from .ClinicalSetting import settingParts
from .Contradictions import excludedAnswers
from .Finding import readFindings
from .LogLikelihoods import meanTable
from .Model import Examination, Model
from .Redundancy import unsettledShares
from .Rounding import rounded
from .WeighedFindings import WeighedFindings, formProbabilities, weigh


@dataclass(frozen=True)
class NextFinding:
    """A finding that could be obtained.

    :param bits: how much its answer is expected to change the differential, expected information gain
    :param examination: what yields it
    :param targetBits: the same for the target against all the rest
    :param outcomes: what the target would be with each answer that is possible, as (answer id, its probability 0 to 1),
        in the order of the model
    """

    feature: str
    title: str
    examination: Examination
    bits: float
    targetBits: float = 0.0
    outcomes: tuple[tuple[str, float], ...] = ()


def nextFindings(model: Model, findings: Mapping, setting: str | Mapping[str, float],
                 assumptions: Assumptions = Assumptions()) -> tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first; for the parameters see evaluate."""
    return nextFindingsOf(weigh(model, findings, setting, assumptions))


def nextFindingsOf(weighed: WeighedFindings) -> tuple[NextFinding, ...]:
    """Return the findings not yet assessed, the most informative first.

    The gain of an answer is the Kullback-Leibler divergence of the differential with it from the one without it; its
    expectation over the answers, each as probable as the differential makes it, is the information the question is
    expected to give (Lindley, Ann Math Stat 1956;27:986-1005). Answers that would contradict what is known are not
    expected, and a question with fewer than two answers left, or whose answer follows from what is known, is none. An
    answer that states a condition of the patient counts as that condition.
    """
    answers = _openAnswers(weighed)
    if not answers:
        return ()
    after = weighed.classProbabilities(_formsAfter(weighed, answers))
    logNow = weighed.logFormPosterior()
    now = weighed.classProbabilities(logNow)
    gains = np.stack([_divergence(after, now),
                      _divergence(_targetAndRest(weighed, after), _targetAndRest(weighed, now))])
    forms = formProbabilities(logNow)
    expected = np.array([forms @ meanTable(item.feature, weighed.model.parameters) @ item.weights for item in answers])
    found = []
    for feature in dict.fromkeys(item.feature for item in answers):
        own = np.array([item.feature is feature for item in answers])
        bits, targetBits = (gains[:, own] @ expected[own]) / expected[own].sum()
        outcomes = zip((item.finding.answer for item in answers if item.feature is feature),
                       map(rounded, after[own, weighed.targetIndex].tolist()))
        found.append(NextFinding(feature.id, feature.title, feature.examination, rounded(max(bits, 0.0)),
                                 rounded(max(targetBits, 0.0)), tuple(outcomes)))
    return tuple(sorted(found, key=lambda item: -item.bits))


def _divergence(after, now):
    """Return the Kullback-Leibler divergence of probabilities from others, in bits, along the last axis."""
    return (after * (np.log2(np.maximum(after, _TINY)) - np.log2(np.maximum(now, _TINY)))).sum(axis=-1)


def _targetAndRest(weighed, probabilities):
    """Return the probability of the target and that of all other classes together, shape (..., 2)."""
    target = probabilities[..., weighed.targetIndex]
    return np.stack([target, 1 - target], axis=-1)


def _openAnswers(weighed):
    """Return the answers to what is not known, as assessed findings, feature by feature."""
    known = {item.feature.id for item in weighed.assessed} | set(weighed.clinicalSetting.given)
    excluded = excludedAnswers(weighed.model, weighed.used)
    settling = (*weighed.counting, *weighed.givens)
    answers = []
    for feature in weighed.model.features:
        possible = [answer.id for answer in feature.answers if (feature.id, answer.id) not in excluded]
        if feature.id in known or not feature.evidence or len(possible) < 2:
            continue
        items = [item for answerId in possible for item in readFindings(weighed.model, {feature.id: answerId})]
        if unsettledShares(items[:1], settling)[0] > 0:
            answers += items
    return answers


def _formsAfter(weighed, answers):
    """Return the log weight of each form with each of the answers beside what is known, shape (answers, forms)."""
    counting, givens = weighed.counting, weighed.givens
    items = (*counting, *answers)
    order = {feature.id: index for index, feature in enumerate(weighed.model.features)}
    sources = {rule.feature for item in items for rule in item.feature.follows}
    shares = np.zeros((len(answers), len(items)))
    shares[:, :len(counting)] = unsettledShares(counting, givens)
    shares[:, len(counting):] = np.eye(len(answers))
    for row, answer in zip(shares, answers):
        # Most questions follow from none and settle none.
        if answer.feature.follows or answer.feature.id in sources:
            together = sorted((*counting, answer), key=lambda item: order[item.feature.id])
            shareOf = dict(zip((item.feature.id for item in together), unsettledShares(together, givens)))
            row[:len(counting)] = [shareOf[item.feature.id] for item in counting]
            row[len(counting):] *= shareOf[answer.feature.id]
    forms = weighed.logFormPrior() + weighed.evidenceOf(items, shares)
    stating = _statedByConditions(weighed)
    for index, answer in enumerate(answers):
        if (answer.feature.id, answer.finding.answer) in stating:
            forms[index] = _weighedWith(weighed, answer).logFormPosterior()
    return forms


def _statedByConditions(weighed):
    """Return the answers that may change the prior, as (feature id, answer id)."""
    if not isinstance(weighed.asked, str) or not settingParts(weighed.model, weighed.asked)[0].takesConditions:
        return set()
    return {statement for condition in weighed.model.conditions for statement in condition.states.items()}


def _weighedWith(weighed, answer):
    """Return the findings on the scales with one more."""
    findings = {item.feature.id: item.finding for item in (*weighed.assessed, answer)}
    return weigh(weighed.model, findings, weighed.asked, weighed.assumptions)


# A probability that has run out of float64 counts as this.
_TINY = np.finfo(np.float64).tiny
