"""Findings put on the scales of a model: what every answer (differential, next finding, sensitivity) starts from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..Language import mark as _
from .Assumptions import Assumptions
from .Blocks import findingFactors, strength
from .ClinicalSetting import ClinicalSetting, clinicalSetting
from .Contradictions import contradictions
from .Finding import CERTAIN, AssessedFinding, readFindings
from .LogLikelihoods import meanLogLikelihood, meanShares
from .Model import Follows, Model

NOTE_GIVEN = _("Already part of the prior of this setting.")
NOTE_CONTRADICTION = _("Left out because it contradicts another finding or the setting.")
NOTE_NEUTRAL = _("Raises the alarm, but says nothing about the diagnosis.")
NOTE_FOLLOWS = _("Follows from another finding and is not counted twice.")


@dataclass(frozen=True, eq=False)
class WeighedFindings:
    """Findings, a prior and what the tables say of them.

    :param asked: the setting as it was given, without the conditions that findings state
    :param clinicalSetting: with the prior that is used
    :param cap: the cap of the likelihood ratio that is used
    :param temper: multiplies the temper of the model
    :param assessed: every finding that says something, in the order of the model
    :param notes: for each of them why it is not used, empty if it is
    :param contradictions: what contradicts what, in plain English
    """

    model: Model
    asked: str | Mapping[str, float]
    clinicalSetting: ClinicalSetting
    cap: float
    temper: float
    assessed: tuple[AssessedFinding, ...]
    notes: tuple[str, ...]
    contradictions: tuple[str, ...]

    @property
    def used(self) -> tuple[AssessedFinding, ...]:
        """The findings that enter the calculation."""
        return tuple(item for item, note in zip(self.assessed, self.notes) if not note)

    @property
    def unsettled(self) -> np.ndarray:
        """What part of each finding that is used does not follow from the others, 0 to 1, shape (findings,)."""
        return unsettledShares(self.used, self.used)

    def settledBy(self, item: AssessedFinding, note: str) -> dict[str, str]:
        """Return id and title of what a finding follows from, wholly or in part: the conditions of the setting that
        hold it, or else other findings.

        :param note: why it is not used, "" if it is
        """
        if note == NOTE_GIVEN:
            chosen = {step.id for step in self.clinicalSetting.steps}
            return {condition.id: condition.title for condition in self.model.conditions
                    if condition.id in chosen and item.feature.id in (*condition.states, *condition.implies)}
        if note not in ("", NOTE_FOLLOWS):
            return {}
        known = {each.feature.id: each for each, other in zip(self.assessed, self.notes) if other in ("", note)}
        return {rule.feature: known[rule.feature].feature.title for rule in item.feature.follows
                if rule.feature in known and settledShare(rule, known[rule.feature]) > 0}

    @property
    def blocks(self) -> list:
        """The block of each finding that is used."""
        return [item.feature.block for item in self.used]

    @property
    def targetIndex(self) -> int:
        """Index of the target among the classes."""
        return self.model.classIds().index(self.model.target)

    def logPrior(self) -> np.ndarray:
        """Return the log prior of each class, shape (classes,)."""
        return np.log([self.clinicalSetting.priors[classId] for classId in self.model.classIds()])

    def logFormPrior(self) -> np.ndarray:
        """Return the log prior of each form by the mean shares, shape (forms,)."""
        return self.logPrior()[self.model.classOfForm()] + np.log(meanShares(self.model))

    def logLikelihoods(self, cap: float | None = None) -> np.ndarray:
        """Return the log likelihood of each finding used by the means of the tables, shape (findings, forms): capped,
        and without the part that follows from other findings."""
        rows = [meanLogLikelihood(item.feature, tuple(item.weights.tolist()), self.model.parameters, cap or self.cap)
                for item in self.used]
        return np.array(rows).reshape(len(rows), len(self.model.forms)) * self.unsettled[:, np.newaxis]

    def factors(self, logLikelihoods: np.ndarray, temper: float | None = None) -> np.ndarray:
        """Return what each finding's log likelihood is multiplied by, shape (findings,)."""
        temper = self.model.parameters.temper * (self.temper if temper is None else temper)
        return findingFactors(self.blocks, strength(logLikelihoods), temper, np.ones(len(logLikelihoods), dtype=bool))

    def logFormPosterior(self) -> np.ndarray:
        """Return the log weight of each form by the means of the tables, on no particular scale, shape (forms,)."""
        logLikelihoods = self.logLikelihoods()
        return self.logFormPrior() + self.factors(logLikelihoods) @ logLikelihoods

    def classProbabilities(self, logFormWeights: np.ndarray) -> np.ndarray:
        """Return probabilities of the classes, shape (..., classes), from log weights of the forms, (..., forms)."""
        return formProbabilities(logFormWeights) @ self.membership()

    def membership(self) -> np.ndarray:
        """Return 1 where a form belongs to a class, else 0; float64 of shape (forms, classes)."""
        return np.eye(len(self.model.classes))[self.model.classOfForm()]


def weigh(model: Model, findings: Mapping, setting: str | Mapping[str, float],
          assumptions: Assumptions = Assumptions()) -> WeighedFindings:
    """Check findings and prior against a model and put them on its scales. For the parameters see evaluate."""
    assessed = readFindings(model, findings)
    chosen = _withPrior(clinicalSetting(model, setting, assessed), assumptions.prior, model.target)
    texts, contradicted = contradictions(model, assessed, chosen)
    notes = [NOTE_CONTRADICTION if item.feature.id in contradicted
             else NOTE_GIVEN if item.feature.id in chosen.given
             else "" if item.feature.evidence else NOTE_NEUTRAL for item in assessed]
    counting = [item for item, note in zip(assessed, notes) if not note]
    settled = {item.feature.id for item, share in zip(counting, unsettledShares(counting, counting))
               if share <= 1 - CERTAIN}
    notes = [NOTE_FOLLOWS if not note and item.feature.id in settled else note
             for item, note in zip(assessed, notes)]
    cap = model.parameters.likelihoodRatioCap if assumptions.cap is None else assumptions.cap
    return WeighedFindings(model, setting, chosen, cap, assumptions.temper, assessed, tuple(notes), texts)


def formProbabilities(logWeights: np.ndarray) -> np.ndarray:
    """Return exp(logWeights) scaled to add up to 1 along the last axis, without overflow."""
    weights = np.exp(logWeights - logWeights.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def unsettledShares(items: Sequence[AssessedFinding], known: Sequence[AssessedFinding]) -> np.ndarray:
    """Return what part of each finding does not follow from those known, 0 to 1, shape (items,)."""
    itemById = {item.feature.id: item for item in known}
    shares = np.ones(len(items))
    for index, item in enumerate(items):
        for rule in item.feature.follows:
            other = itemById.get(rule.feature)
            if other is not None:
                shares[index] *= 1 - settledShare(rule, other)
    return shares


def settledShare(rule: Follows, other: AssessedFinding) -> float:
    """Return what part of a finding follows from another one, 0 to 1."""
    return sum(share * other.weightOf([answerId]) for answerId, share in rule.shares.items())


def _withPrior(setting: ClinicalSetting, prior: float | None, target: str) -> ClinicalSetting:
    """Return the setting with another prior of the target, None for its own; the others keep their proportions."""
    if prior is None:
        return setting
    rest = sum(other for classId, other in setting.priors.items() if classId != target)
    priors = {classId: prior if classId == target else other / rest * (1 - prior)
              for classId, other in setting.priors.items()}
    return replace(setting, priors=priors, isOverridden=True,
                   title=f"{setting.title}, prior of the target set by the user")
