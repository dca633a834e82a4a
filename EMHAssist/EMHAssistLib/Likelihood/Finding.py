"""Findings of one case: what was measured or entered, checked against the questions of a model."""

import math
import numbers
from dataclasses import dataclass, field
from typing import Mapping, Optional, Tuple

import numpy as np

from .Model import Feature, Model

MEASURED = "measured"
ENTERED = "entered"
SOURCES = (MEASURED, ENTERED)
SUM_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Finding:
    """The answer to one question of the model.

    :param feature: id of the feature.
    :param level: id of the level, the most plausible one if ``levels`` is given.
    :param source: "measured" or "entered".
    :param detail: whence it comes, for the reader (for example "T1 ratio 0.98 (0.91 to 1.06)").
    :param levels: None for a certain level. For an uncertain measurement, how plausible it makes each level,
        {level id: weight}, adding up to 1, absent levels 0: the probability of each level if all were equally
        frequent. All weights equal says nothing and counts as not assessed.
    :raises ValueError: unknown source.
    """

    feature: str
    level: str
    source: str = ENTERED
    detail: str = ""
    # Compared, but no part of the hash, since a dict has none.
    levels: Optional[Mapping[str, float]] = field(default=None, hash=False)

    def __post_init__(self):
        if self.source not in SOURCES:
            raise ValueError(f"Unknown finding source {self.source!r}; allowed: {', '.join(SOURCES)}.")

    @property
    def weights(self) -> Mapping[str, float]:
        """``levels``, or 1 for the level that is certain."""
        return {self.level: 1.0} if self.levels is None else self.levels


@dataclass(frozen=True, eq=False)
class AssessedFinding:
    """A finding with its feature and ``weights``, float64 of shape (levels,), adding up to 1."""

    finding: Finding
    feature: Feature
    weights: np.ndarray

    def weightOf(self, levelIds) -> float:
        """Return the weight of these levels together."""
        return float(sum(self.weights[self.feature.levelIds().index(levelId)] for levelId in levelIds))


def readFindings(model: Model, findings: Mapping) -> Tuple[AssessedFinding, ...]:
    """Check findings against a model and return those that say something, in the order of the model.

    :param findings: {feature id: Finding, or a level id, or None for not assessed}. The order does not matter.
    :raises ValueError: unknown feature or level, a Finding filed under another feature, unusable weights.
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
        weights = _weights(feature, finding)
        if np.any(weights != weights[0]):
            assessed.append(AssessedFinding(finding, feature, weights))
    return tuple(assessed)


def _weights(feature, finding):
    if not isinstance(finding, Finding):
        raise ValueError(f"Finding {feature.id!r} must be a Finding, a level id or None, not {finding!r}.")
    if finding.feature != feature.id:
        raise ValueError(f"Finding of {finding.feature!r} was given for feature {feature.id!r}.")
    stated = finding.weights
    levelIds = feature.levelIds()
    for levelId in (finding.level, *stated):
        if levelId not in levelIds:
            raise ValueError(f"Unknown level {levelId!r} of feature {feature.id!r}; allowed: {', '.join(levelIds)}.")
    for levelId, weight in stated.items():
        if not isinstance(weight, numbers.Real) or not math.isfinite(weight) or weight < 0:
            raise ValueError(f"Feature {feature.id!r} level {levelId!r}: weight {weight!r} must be 0 to 1.")
    weights = np.array([stated.get(levelId, 0.0) for levelId in levelIds], dtype=np.float64)
    if abs(weights.sum() - 1) > SUM_TOLERANCE:
        raise ValueError(f"Feature {feature.id!r}: the weights of its levels add up to {weights.sum():.6g}, not 1.")
    if weights[levelIds.index(finding.level)] < weights.max():
        raise ValueError(f"Feature {feature.id!r}: level {finding.level!r} is not the most plausible one given.")
    return weights / weights.sum()
