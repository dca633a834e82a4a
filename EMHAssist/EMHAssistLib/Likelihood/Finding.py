"""Findings of one case: what was measured or entered, checked against the questions of a model."""

import functools
import math
import numbers
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .Model import Feature, Model

MEASURED = "measured"
ENTERED = "entered"
SOURCES = (MEASURED, ENTERED)
CERTAIN = 0.95
"""A finding that is at least so sure of an answer can contradict others, and can state a condition. Assumed."""
_SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Finding:
    """The answer to one question of the model.

    :param feature: id of the feature.
    :param answer: id of the answer, the most plausible one if ``answerWeights`` is given.
    :param source: "measured" or "entered".
    :param detail: where it comes from, for the reader (for example "T1 ratio 0.98 (0.91 to 1.06)").
    :param answerWeights: None for a certain answer. For an uncertain measurement, how plausible it makes each answer,
        {answer id: weight}, adding up to 1, absent answers 0: the probability of each answer if all were equally
        frequent. All weights equal says nothing and counts as not assessed.
    :raises ValueError: unknown source.
    """

    feature: str
    answer: str
    source: str = ENTERED
    detail: str = ""
    # Compared, but no part of the hash, since a dict has none.
    answerWeights: Mapping[str, float] | None = field(default=None, hash=False)

    def __post_init__(self):
        if self.source not in SOURCES:
            raise ValueError(f"Unknown finding source {self.source!r}; allowed: {', '.join(SOURCES)}.")

    @property
    def weights(self) -> Mapping[str, float]:
        """``answerWeights``, or 1 for the answer that is certain."""
        return {self.answer: 1.0} if self.answerWeights is None else self.answerWeights


@dataclass(frozen=True, eq=False)
class AssessedFinding:
    """A finding with its feature and ``weights``, float64 of shape (answers,), adding up to 1."""

    finding: Finding
    feature: Feature
    weights: np.ndarray

    @cached_property
    def weightList(self) -> tuple[float, ...]:
        """``weights`` as plain numbers."""
        return tuple(self.weights.tolist())

    def weightOf(self, answerIds) -> float:
        """Return the weight of these answers together."""
        return float(sum([self._weightOfAnswer[answerId] for answerId in answerIds]))

    @cached_property
    def _weightOfAnswer(self) -> dict[str, float]:
        return dict(zip(self.feature.answerIds(), self.weightList))


def readFindings(model: Model, findings: Mapping) -> tuple[AssessedFinding, ...]:
    """Check findings against a model and return those that say something, in the order of the model.

    :param findings: {feature id: Finding, or an answer id, or None for not assessed}. The order does not matter.
    :raises ValueError: unknown feature or answer, a Finding filed under another feature, unusable weights.
    """
    for featureId in findings:
        model.feature(featureId)
    assessed = []
    for feature in model.features:
        finding = findings.get(feature.id)
        if finding is None:
            continue
        if isinstance(finding, str):
            finding = Finding(feature.id, finding)
        if not isinstance(finding, Finding):
            raise ValueError(f"Finding {feature.id!r} must be a Finding, an answer id or None, not {finding!r}.")
        item = _assessed(feature, finding)
        if len(set(item.weightList)) > 1:
            assessed.append(item)
    return tuple(assessed)


# Of a drag's many findings one or two are new at each step.
@functools.lru_cache(maxsize=256)
def _assessed(feature: Feature, finding: Finding) -> AssessedFinding:
    return AssessedFinding(finding, feature, _weights(feature, finding))


def _weights(feature, finding):
    if finding.feature != feature.id:
        raise ValueError(f"Finding of {finding.feature!r} was given for feature {feature.id!r}.")
    stated = finding.weights
    answerIds = feature.answerIds()
    for answerId in (finding.answer, *stated):
        if answerId not in answerIds:
            raise ValueError(f"Unknown answer {answerId!r} of feature {feature.id!r}; allowed: {', '.join(answerIds)}.")
    for answerId, weight in stated.items():
        if not isinstance(weight, numbers.Real) or not math.isfinite(weight) or weight < 0:
            raise ValueError(f"Feature {feature.id!r} answer {answerId!r}: weight {weight!r} must be 0 to 1.")
    weights = np.array([stated.get(answerId, 0.0) for answerId in answerIds], dtype=np.float64)
    if abs(weights.sum() - 1) > _SUM_TOLERANCE:
        raise ValueError(f"Feature {feature.id!r}: the weights of its answers add up to {weights.sum():.6g}, not 1.")
    if weights[answerIds.index(finding.answer)] < weights.max():
        raise ValueError(f"Feature {feature.id!r}: answer {finding.answer!r} is not the most plausible one given.")
    return weights / weights.sum()
