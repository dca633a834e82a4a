"""Findings put on the scales of a model: what every answer (differential, next finding, sensitivity) starts from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ..Language import mark as _
from .Assumptions import Assumptions
from .Blocks import findingFactors, strength
from .ClinicalSetting import ClinicalSetting, clinicalSetting
from .Contradictions import contradictions
from .Finding import AssessedFinding, Finding, readFindings
from .LogLikelihoods import meanLogLikelihood, meanLogShares
from .Model import Model
from .Redundancy import settledShare, unsettledShares

NOTE_GIVEN = _("Already part of the prior of this setting.")
NOTE_CONTRADICTION = _("Left out because it contradicts another finding or the setting.")
NOTE_NEUTRAL = _("Raises the alarm, but says nothing about the diagnosis.")
NOTE_FOLLOWS = _("Follows from another finding and is not counted twice.")


@dataclass(frozen=True, eq=False)
class WeighedFindings:
    """Findings, a prior and what the tables say of them.

    :param asked: the setting as it was given, without the conditions that findings state
    :param assumptions: prior, cap and temper where they are not to be those of setting and model
    :param clinicalSetting: with the prior that is used
    :param assessed: every finding that says something, in the order of the model
    :param notes: for each of them why it is not used, empty if it is
    :param unsettled: what part of each finding that is used does not follow from others, shape (findings,)
    :param contradictions: what contradicts what, in plain English
    """

    model: Model
    asked: str | Mapping[str, float]
    assumptions: Assumptions
    clinicalSetting: ClinicalSetting
    assessed: tuple[AssessedFinding, ...]
    notes: tuple[str, ...]
    unsettled: np.ndarray
    contradictions: tuple[str, ...]

    @property
    def cap(self) -> float:
        """The cap of the likelihood ratio that is used."""
        cap = self.assumptions.cap
        return self.model.parameters.likelihoodRatioCap if cap is None else cap

    @property
    def temper(self) -> float:
        """What the user multiplies the temper of the model with."""
        return self.assumptions.temper

    @cached_property
    def used(self) -> tuple[AssessedFinding, ...]:
        """The findings that enter the calculation."""
        return tuple(item for item, note in zip(self.assessed, self.notes) if not note)

    @cached_property
    def counting(self) -> tuple[AssessedFinding, ...]:
        """The findings that enter the calculation, and those that would if they did not follow from others."""
        return tuple(item for item, note in zip(self.assessed, self.notes) if note in ("", NOTE_FOLLOWS))

    @cached_property
    def givens(self) -> tuple[AssessedFinding, ...]:
        """What is known because it is part of the prior: what the setting states, and findings that it holds."""
        return _givens(self.model, self.clinicalSetting,
                       [item for item, note in zip(self.assessed, self.notes) if note == NOTE_GIVEN])

    @property
    def stated(self) -> tuple:
        """What of the setting chooses among the forms of a diagnosis, as (feature, weights) of meanLogShares."""
        pairs = []
        for featureId, answerIds in self.clinicalSetting.choosing.items():
            feature = self.model.feature(featureId)
            if feature.evidence:
                pairs.append((feature, tuple(float(answerId in answerIds) for answerId in feature.answerIds())))
        return tuple(pairs)

    def settledBy(self, item: AssessedFinding, note: str) -> dict[str, str]:
        """Return id and title of what a finding follows from, wholly or in part: the conditions of the setting that
        hold it, or else other findings.

        :param note: why it is not used, "" if it is
        """
        if note == NOTE_GIVEN:
            chosen = {step.id for step in self.clinicalSetting.steps}
            return {condition.id: condition.title for condition in self.model.conditions
                    if condition.id in chosen and item.feature.id in (*condition.states, *condition.implies)}
        if note not in ("", NOTE_FOLLOWS) or not item.feature.follows:
            return {}
        known = {each.feature.id: each for each in (*self.counting, *self.givens)}
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
        """Return the log prior of each form by the mean shares, shape (forms,). What the setting states chooses among
        the forms of a class."""
        return self.logPrior()[self.model.classOfForm()] + meanLogShares(self.model, self.stated)

    def logLikelihoods(self, cap: float | None = None) -> np.ndarray:
        """Return the log likelihood of each finding used by the means of the tables, shape (findings, forms): capped,
        and without the part that follows from other findings."""
        return self.rows(self.used, cap) * self.unsettled[:, np.newaxis]

    def rows(self, items, cap: float | None = None) -> np.ndarray:
        """Return the capped log likelihood of findings by the means of the tables, shape (findings, forms)."""
        rows = [meanLogLikelihood(item.feature, item.weightList, self.model.parameters, cap or self.cap)
                for item in items]
        return np.array(rows).reshape(len(rows), len(self.model.forms))

    def factors(self, logLikelihoods: np.ndarray, temper: float | None = None) -> np.ndarray:
        """Return what each finding's log likelihood is multiplied by, shape (findings,)."""
        return findingFactors(self.blocks, strength(logLikelihoods), self.totalTemper(temper),
                              np.ones(len(logLikelihoods), dtype=bool))

    def evidenceOf(self, items, shares: np.ndarray) -> np.ndarray:
        """Return the sum of the log likelihoods as they enter the posterior, for selections of findings.

        :param items: findings
        :param shares: what part of each does not follow from others, 0 where it is left out, shape (selections, items)
        :return: shape (selections, forms)
        """
        rows = self.rows(items)
        factors = findingFactors([item.feature.block for item in items], strength(rows) * shares, self.totalTemper(),
                                 shares > 0)
        return (factors * shares) @ rows

    def totalTemper(self, temper: float | None = None) -> float:
        """Return what the tempers of all blocks are multiplied with: that of the model times that of the user."""
        return self.model.parameters.temper * (self.temper if temper is None else temper)

    def logFormPosterior(self) -> np.ndarray:
        """Return the log weight of each form by the means of the tables, on no particular scale, shape (forms,)."""
        logLikelihoods = self.logLikelihoods()
        return self.logFormPrior() + self.factors(logLikelihoods) @ logLikelihoods

    def classProbabilities(self, logFormWeights: np.ndarray) -> np.ndarray:
        """Return probabilities of the classes, shape (..., classes), from log weights of the forms, (..., forms)."""
        return formProbabilities(logFormWeights) @ self.membership()

    def logClasses(self, logFormWeights: np.ndarray) -> np.ndarray:
        """Return log weights of the classes, shape (..., classes), from those of the forms, (..., forms)."""
        classOfForm = self.model.classOfForm()
        return np.stack([np.logaddexp.reduce(logFormWeights[..., classOfForm == index], axis=-1)
                         for index in range(len(self.model.classes))], axis=-1)

    def membership(self) -> np.ndarray:
        """Return 1 where a form belongs to a class, else 0; float64 of shape (forms, classes)."""
        return np.eye(len(self.model.classes))[self.model.classOfForm()]


def weigh(model: Model, findings: Mapping, setting: str | Mapping[str, float],
          assumptions: Assumptions = Assumptions()) -> WeighedFindings:
    """Check findings and prior against a model and put them on its scales. For the parameters see evaluate."""
    assessed = readFindings(model, findings)
    chosen = clinicalSetting(model, setting, assessed)
    texts, contradicted = contradictions(model, assessed, chosen)
    notes = [NOTE_CONTRADICTION if item.feature.id in contradicted
             else NOTE_GIVEN if item.feature.id in chosen.given
             else "" if item.feature.evidence else NOTE_NEUTRAL for item in assessed]
    counting = [item for item, note in zip(assessed, notes) if not note]
    held = [item for item, note in zip(assessed, notes) if note == NOTE_GIVEN]
    unsettled = unsettledShares(counting, _givens(model, chosen, held))
    following = {item.feature.id for item, share in zip(counting, unsettled) if not share}
    notes = [NOTE_FOLLOWS if item.feature.id in following else note for item, note in zip(assessed, notes)]
    return WeighedFindings(model, setting, assumptions, _withPrior(chosen, assumptions.prior, model.target), assessed,
                           tuple(notes), unsettled[unsettled > 0], texts)


def formProbabilities(logWeights: np.ndarray) -> np.ndarray:
    """Return exp(logWeights) scaled to add up to 1 along the last axis, without overflow."""
    weights = np.exp(logWeights - logWeights.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def _givens(model, setting, held):
    """Return what is part of the prior: findings that are held by it, and what it states without one."""
    found = {item.feature.id for item in held}
    stated = [readFindings(model, {featureId: Finding(featureId, answerIds[0])})
              for featureId, answerIds in setting.given.items() if len(answerIds) == 1 and featureId not in found]
    return (*held, *(item for items in stated for item in items))


def _withPrior(setting: ClinicalSetting, prior: float | None, target: str) -> ClinicalSetting:
    """Return the setting with another prior of the target, None for its own; the others keep their proportions."""
    if prior is None:
        return setting
    rest = sum(other for classId, other in setting.priors.items() if classId != target)
    priors = {classId: prior if classId == target else other / rest * (1 - prior)
              for classId, other in setting.priors.items()}
    return replace(setting, priors=priors, isOverridden=True,
                   title=f"{setting.title}, prior of the target set by the user")
