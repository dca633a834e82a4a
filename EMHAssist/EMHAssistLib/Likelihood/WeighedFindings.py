"""Findings put on the scales of a model: what every answer (differential, next finding, sensitivity) starts from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..Language import mark as _
from .Assumptions import Assumptions
from .Blocks import findingFactors, strength
from .Contradictions import contradictions
from .Finding import AssessedFinding, readFindings
from .LogLikelihoods import meanLogLikelihood, meanShares
from .Model import ClinicalSetting, Model
from .Schema import readPriors
from .SchemaNode import SchemaNode

CUSTOM_PRIOR_TITLE = _("Custom prior")
NOTE_GIVEN = _("Already part of the prior of this setting.")
NOTE_CONTRADICTION = _("Left out because it contradicts another finding or the setting.")


@dataclass(frozen=True, eq=False)
class WeighedFindings:
    """Findings, a prior and what the tables say of them.

    :param clinicalSetting: with the prior that is used
    :param cap: the cap of the likelihood ratio that is used
    :param temper: multiplies the temper of every block
    :param assessed: every finding that says something, in the order of the model
    :param notes: for each of them why it is not used, empty if it is
    :param contradictions: what contradicts what, in plain English
    """

    model: Model
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
        """Return the capped log likelihood of each finding used by the means of the tables, shape (findings, forms)."""
        rows = [meanLogLikelihood(item.feature, tuple(item.weights.tolist()), self.model.parameters, cap or self.cap)
                for item in self.used]
        return np.array(rows).reshape(len(rows), len(self.model.forms))

    def factors(self, logLikelihoods: np.ndarray, temper: float | None = None) -> np.ndarray:
        """Return what each finding's log likelihood is multiplied by, shape (findings,)."""
        temper = self.temper if temper is None else temper
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
    chosen = _readSetting(model, setting, assumptions)
    assessed = readFindings(model, findings)
    texts, contradicted = contradictions(model, assessed, chosen)
    notes = tuple(NOTE_CONTRADICTION if item.feature.id in contradicted
                  else NOTE_GIVEN if item.feature.id in chosen.given else "" for item in assessed)
    cap = model.parameters.likelihoodRatioCap if assumptions.cap is None else assumptions.cap
    return WeighedFindings(model, chosen, cap, assumptions.temper, assessed, notes, texts)


def formProbabilities(logWeights: np.ndarray) -> np.ndarray:
    """Return exp(logWeights) scaled to add up to 1 along the last axis, without overflow."""
    weights = np.exp(logWeights - logWeights.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def _readSetting(model, setting, assumptions):
    if isinstance(setting, str):
        setting = model.clinicalSetting(setting)
    else:
        priors = readPriors(SchemaNode(setting, "Prior", memberName="class"), model.classIds())
        setting = ClinicalSetting("custom", CUSTOM_PRIOR_TITLE, priors, {}, "Set by the user.")
    if assumptions.prior is None:
        return setting
    rest = sum(prior for classId, prior in setting.priors.items() if classId != model.target)
    priors = {classId: assumptions.prior if classId == model.target else prior / rest * (1 - assumptions.prior)
              for classId, prior in setting.priors.items()}
    return ClinicalSetting(setting.id, f"{setting.title}, prior of the target set by the user", priors, setting.given,
                   setting.reason)
