"""The likelihood model as immutable data: what a model file holds once it has been read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

HOST = "host"
"""Kind of the features that ask of the patient."""


class ModelError(ValueError):
    """A model file that cannot be used; the message names the place in the file."""


@dataclass(frozen=True)
class Source:
    """A publication, or the judgment that stands for one. ``url`` is a web address or a DOI, empty for a judgment."""

    id: str
    citation: str
    url: str


@dataclass(frozen=True)
class DiagnosisClass:
    """A diagnosis. ``dangerous``: to be named whenever it cannot be dismissed."""

    id: str
    title: str
    dangerous: bool


@dataclass(frozen=True)
class Form:
    """A form in which a diagnosis shows itself, such as inactive, fatty EMH; a diagnosis is a mixture of its forms.

    :param classId: the diagnosis it belongs to
    :param patients: how many patients it stands for beside the other forms of its diagnosis
    :param inherits: id of the form whose tables it shares where it has none of its own; empty for none
    :param provenance: of ``patients``, as of Evidence
    """

    id: str
    title: str
    classId: str
    patients: float
    inherits: str
    provenance: str
    reason: str


@dataclass(frozen=True)
class Block:
    """Findings that repeat each other in part, and come from studies that cannot be compared without loss.

    :param temper: 0 to 1, multiplies the log likelihood of every finding of the block
    :param dependence: 0 to 1; m findings of equal strength count like m ** (1 - dependence) independent ones
    """

    id: str
    title: str
    temper: float
    dependence: float
    reason: str


@dataclass(frozen=True)
class Examination:
    """What answers questions of the model.

    :param burden: what it asks of the patient: time, contrast agent, radiation
    :param risk: what can go wrong
    :param isDecisive: it can settle the diagnosis by itself, as a biopsy can
    """

    id: str
    title: str
    burden: str
    risk: str
    isDecisive: bool
    reason: str


@dataclass(frozen=True)
class Follows:
    """That the answer to a feature follows, wholly or in part, from the answer to another one.

    :param feature: id of the other feature
    :param shares: answer id of the other feature to the share, 0 to 1, of what is asked that this answer settles; 0 for
        those not named
    """

    feature: str
    shares: Mapping[str, float]
    reason: str


@dataclass(frozen=True)
class Answer:
    """One of the answers a feature can have, one of the ``levels`` of its model file.

    :param isAbsence: the answer says that something was looked for and is not there
    :param alert: what to say at once when the answer is given, whatever the diagnosis; empty for nothing
    """

    id: str
    title: str
    isAbsence: bool
    alert: str


@dataclass(frozen=True)
class Evidence:
    """What one source says: of ``n`` patients of one form, how many (``counts``) show each answer.

    ``provenance`` is "counted" (as printed), "computed" (from printed percentages, or as the complement), "elicited" (a
    judgment, worth ``n`` patients; ``reason`` gives the grounds) or "cohort" (a user's own cases). ``grade`` is one of
    GRADES of Schema.
    """

    counts: tuple[float, ...]
    n: float
    source: Source
    provenance: str
    grade: str
    reason: str


@dataclass(frozen=True, eq=False)
class Feature:
    """A question with its possible answers, and per form the evidence on how often each is given.

    :param kind: HOST, "morphology" or "signal"
    :param examination: what answers the question
    :param follows: from which other findings its answer follows; what follows is not counted a second time
    :param evidence: for every form, its own evidence or that of the form it inherits from; empty for a feature that
        weighs nothing and is asked for its alerts alone
    :param origins: for every form, the form whose evidence it is
    """

    id: str
    title: str
    description: str
    kind: str
    examination: Examination
    block: Block
    answers: tuple[Answer, ...]
    follows: tuple[Follows, ...]
    evidence: Mapping[str, tuple[Evidence, ...]]
    origins: Mapping[str, str]

    @property
    def isHost(self) -> bool:
        """It asks of the patient; the others ask of the images."""
        return self.kind == HOST

    def answerIds(self) -> tuple[str, ...]:
        """Return the ids of the answers in the order of the file."""
        return self._answerIds

    @cached_property
    def _answerIds(self) -> tuple[str, ...]:
        return tuple(answer.id for answer in self.answers)

    def answer(self, answerId: str) -> Answer:
        """Return the answer of that id; ValueError listing the known ids otherwise."""
        return _byId(self.answers, answerId, f"answer of feature {self.id!r}")

    def counts(self) -> np.ndarray:
        """Return the pooled patient counts, float64 of shape (forms, answers), in the order of the file; of shape
        (0, answers) for a feature that weighs nothing."""
        pooled = {formId: [sum(counts) for counts in zip(*(entry.counts for entry in self.evidence[formId]))]
                  for formId in set(self.origins.values())}
        return np.array([pooled[origin] for origin in self.origins.values()],
                        dtype=np.float64).reshape(-1, len(self.answers))


@dataclass(frozen=True)
class Contradiction:
    """Findings that cannot all be true: one of the answers named, of every feature named."""

    answers: Mapping[str, tuple[str, ...]]
    reason: str


@dataclass(frozen=True)
class BasePrior:
    """Prior probability per class id, before anything is known of the patient.

    :param takesConditions: conditions of the patient change it; otherwise only findings count, host findings among them
    """

    id: str
    title: str
    priors: Mapping[str, float]
    takesConditions: bool
    reason: str


@dataclass(frozen=True)
class Condition:
    """Something known of the patient that changes the prior.

    :param weights: class id to the factor by which the prior odds of that class change
    :param states: feature id to the answer the condition states; it is not counted as a finding a second time
    :param implies: ids of features whose answer is a consequence of the condition and then says little more
    :param choosesForms: what it states makes those forms of a diagnosis more likely that show it more often; the
        diagnosis as a whole follows from the weights
    """

    id: str
    title: str
    weights: Mapping[str, float]
    states: Mapping[str, str]
    implies: tuple[str, ...]
    reason: str
    choosesForms: bool = True


@dataclass(frozen=True, eq=False)
class Parameters:
    """Numbers of the method rather than of the literature; ``reasons`` says why per file key, ``provenances`` whether
    each is "assumed" or "cross_validated" (chosen on proven cases)."""

    temper: float
    pseudoPatients: float
    likelihoodRatioCap: float
    draws: int
    seed: int
    minimumFindings: int
    maximumIntervalWidth: float
    likelyProbability: float
    likelyLow: float
    unlikelyHigh: float
    alternativeHigh: float
    reasons: Mapping[str, str]
    provenances: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """An entry of the history of a model file: ``date`` as YYYY-MM-DD, and what was done."""

    date: str
    text: str


@dataclass(frozen=True, eq=False)
class Model:
    """A whole model. ``target`` is the id of the class the verdict is about; ``remarks`` say in plain English what was
    done to an older file to read it."""

    name: str
    version: str
    date: str
    statement: str
    description: str
    target: str
    parameters: Parameters
    sources: tuple[Source, ...]
    classes: tuple[DiagnosisClass, ...]
    forms: tuple[Form, ...]
    blocks: tuple[Block, ...]
    examinations: tuple[Examination, ...]
    features: tuple[Feature, ...]
    contradictions: tuple[Contradiction, ...]
    basePriors: tuple[BasePrior, ...]
    conditions: tuple[Condition, ...]
    history: tuple[Change, ...]
    remarks: tuple[str, ...] = ()

    def classIds(self) -> tuple[str, ...]:
        """Return the ids of the classes in the order of the file, the order of every array over classes."""
        return self._classIds

    @cached_property
    def _classIds(self) -> tuple[str, ...]:
        return tuple(diagnosis.id for diagnosis in self.classes)

    def classOfForm(self) -> np.ndarray:
        """Return for each form, in the order of every array over forms, the index of its class; shape (forms,)."""
        return self._classOfForm

    @cached_property
    def _classOfForm(self) -> np.ndarray:
        found = np.array([self._classIds.index(form.classId) for form in self.forms])
        found.setflags(write=False)
        return found

    def feature(self, featureId: str) -> Feature:
        """Return the feature of that id; ValueError listing the known ids otherwise."""
        return self._featureOfId.get(featureId) or _byId(self.features, featureId, "feature")

    @cached_property
    def _featureOfId(self) -> dict[str, Feature]:
        return {feature.id: feature for feature in self.features}

    def basePrior(self, priorId: str) -> BasePrior:
        """Return the base prior of that id; ValueError listing the known ids otherwise."""
        return _byId(self.basePriors, priorId, "base prior")

    def condition(self, conditionId: str) -> Condition:
        """Return the condition of that id; ValueError listing the known ids otherwise."""
        return _byId(self.conditions, conditionId, "condition")


def _byId(items, wantedId, kind):
    for item in items:
        if item.id == wantedId:
            return item
    raise ValueError(f"Unknown {kind} {wantedId!r}; this model has: {', '.join(item.id for item in items)}.")
