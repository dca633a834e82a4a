"""The clinical setting of a case: a base prior, changed by what is known of the patient.

A setting is written as ids joined by "+": at most one base prior, and any conditions, for example "known_hemolysis" or
"unselected_mass+known_hemolysis+known_cancer". Without a base prior the first one of the model is meant. A condition
counts once, whether it is named or stated by a finding. The prior odds of each class are multiplied by the weights of
all conditions, as if these were independent of each other within each class. Conditions that state different answers to
the same question, such as two blood disorders, are not: of these only the one counts that favors the target most, and
the others are steps that change nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..Language import mark as _
from .Assumptions import SMALLEST_PRIOR
from .Contradictions import contradicting
from .Finding import CERTAIN, AssessedFinding
from .Model import BasePrior, Condition, Model
from .Schema import readPriors
from .SchemaNode import SchemaNode

CUSTOM_PRIOR_TITLE = _("Custom prior")
SEPARATOR = "+"


@dataclass(frozen=True)
class PriorStep:
    """What has been taken into account, and the prior of the target with it.

    :param id: of a base prior or condition
    :param isStated: it was not named, a finding states it
    :param counts: it changes the prior; not beside a condition that states another answer to the same question and
        favors the target more
    """

    id: str
    title: str
    prior: float
    isStated: bool
    reason: str
    counts: bool = True


@dataclass(frozen=True)
class ClinicalSetting:
    """The prior of a case and where it comes from.

    :param id: as it would be written, with all conditions
    :param priors: class id to probability
    :param given: feature id to the answers that conditions state, none for what a condition implies: these findings are
        not counted a second time
    :param choosing: of these what chooses among the forms of each diagnosis
    :param steps: base prior first, then the conditions in the order of the model
    :param isOverridden: the prior of the target was set by the user instead
    """

    id: str
    title: str
    priors: Mapping[str, float]
    given: Mapping[str, tuple[str, ...]]
    steps: tuple[PriorStep, ...]
    isOverridden: bool = False
    choosing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def isRare(self, classId: str) -> bool:
        """Tell whether a diagnosis is rarer beforehand than a diagnosis is on the average."""
        return self.priors[classId] < 1 / len(self.priors)


def clinicalSetting(model: Model, setting: str | Mapping[str, float],
                    assessed: Sequence[AssessedFinding] = ()) -> ClinicalSetting:
    """Return a setting.

    :param setting: as written, "" for the first base prior; or prior probabilities {class id: probability} for every
        class, to which nothing is added
    :param assessed: findings, of which those that state a condition make it part of the setting, if the base prior
        takes conditions
    :raises ValueError: an unknown id, two base priors, conditions that a base prior does not take or that deny each
        other, unusable probabilities
    """
    if not isinstance(setting, str):
        priors = readPriors(SchemaNode(setting, "Prior", memberName="class"), model.classIds())
        step = PriorStep("custom", CUSTOM_PRIOR_TITLE, priors[model.target], False, "")
        return ClinicalSetting("custom", CUSTOM_PRIOR_TITLE, priors, {}, (step,))
    base, named = _parse(model, setting)
    doubtful = {featureId for rule in contradicting(model, assessed) for featureId in rule.answers}
    believed = [item for item in assessed if item.feature.id not in doubtful]
    stated = [condition for condition in model.conditions if condition not in named
              and base.takesConditions and _isStated(condition, believed)
              # What is named counts; the finding contradicts it, and that is said.
              and not any(denies(model, condition, other) for other in named)]
    return _ofConditions(model, setting, tuple(condition.id for condition in stated))


# Findings change at each step of a drag, the conditions they state hardly ever.
@lru_cache(maxsize=64)
def _ofConditions(model: Model, setting: str, statedIds: tuple[str, ...]) -> ClinicalSetting:
    """Return a setting as written, with the conditions of these ids beside those that it names."""
    base, named = _parse(model, setting)
    stated = [condition for condition in model.conditions if condition.id in statedIds]
    chosen = [condition for condition in model.conditions if condition in named or condition in stated]
    _checkDenials(model, chosen)
    counting = _independent(chosen, base, model.target)
    priors = dict(base.priors)
    steps = [PriorStep(base.id, base.title, priors[model.target], False, base.reason)]
    for condition in chosen:
        if condition in counting:
            priors = _scaled({classId: prior * condition.weights[classId] for classId, prior in priors.items()})
        steps.append(PriorStep(condition.id, condition.title, priors[model.target], condition in stated,
                               condition.reason, condition in counting))
    return ClinicalSetting(SEPARATOR.join(step.id for step in steps), "; ".join(step.title for step in steps), priors,
                           {**_statements(chosen), **_implied(chosen)}, tuple(steps),
                           choosing=_statements(condition for condition in chosen if condition.choosesForms))


def settingId(base: str, conditions: Sequence[str]) -> str:
    """Return how a base prior and conditions are written; ``base`` "" for the first one of the model."""
    return SEPARATOR.join(filter(None, [base, *conditions]))


def settingParts(model: Model, setting: str) -> tuple[BasePrior, tuple[Condition, ...]]:
    """Return the base prior and the conditions that a setting names; for the errors see clinicalSetting."""
    base, named = _parse(model, setting)
    return base, tuple(named)


def _parse(model, setting):
    bases = {base.id: base for base in model.basePriors}
    conditions = {condition.id: condition for condition in model.conditions}
    chosen, named = [], []
    for part in filter(None, setting.split(SEPARATOR)):
        if part in bases:
            chosen.append(bases[part])
        elif part in conditions:
            named.append(conditions[part])
        else:
            raise ValueError(f"Unknown setting {part!r}; this model has: {', '.join([*bases, *conditions])}.")
    if len({base.id for base in chosen}) > 1:
        raise ValueError(f"A setting has one base prior, not {' and '.join(base.id for base in chosen)}.")
    base = chosen[0] if chosen else model.basePriors[0]
    if named and not base.takesConditions:
        raise ValueError(f"The base prior {base.id!r} takes no conditions: enter them as findings.")
    return base, named


def _independent(conditions, base, target):
    """Return the conditions that count: none that states another answer than one which favors the target more."""
    def favor(condition):
        others = sum(base.priors[classId] * weight for classId, weight in condition.weights.items()
                     if classId != target)
        return condition.weights[target] / others

    counting: list[Condition] = []
    for one in sorted(conditions, key=favor, reverse=True):
        if not any(one.states[featureId] != other.states[featureId]
                   for other in counting for featureId in one.states.keys() & other.states.keys()):
            counting.append(one)
    return counting


def _statements(conditions):
    """Return feature id to the answers that the conditions state."""
    stated: dict[str, tuple[str, ...]] = {}
    for condition in conditions:
        for featureId, answerId in condition.states.items():
            stated[featureId] = tuple(dict.fromkeys((*stated.get(featureId, ()), answerId)))
    return stated


def _implied(conditions):
    """Return the ids of the features that the conditions imply and none states, each with no answer."""
    stated = _statements(conditions)
    return {featureId: () for condition in conditions for featureId in condition.implies if featureId not in stated}


def _scaled(weights):
    """Return the weights scaled to add up to 1, none below what a prior may be."""
    total = sum(weights.values())
    return {classId: max(weight / total, SMALLEST_PRIOR) for classId, weight in weights.items()}


def _isStated(condition, assessed):
    items = {item.feature.id: item for item in assessed}
    return bool(condition.states) and all(
        featureId in items and items[featureId].weightOf([answerId]) >= CERTAIN
        for featureId, answerId in condition.states.items())


def denies(model: Model, one: Condition, other: Condition) -> bool:
    """Tell whether one condition says that something was not found and the other that it was."""
    def isAbsence(condition, featureId):
        return model.feature(featureId).answer(condition.states[featureId]).isAbsence

    return any(isAbsence(one, featureId) != isAbsence(other, featureId)
               for featureId in one.states.keys() & other.states.keys())


def _checkDenials(model, conditions):
    for index, one in enumerate(conditions):
        for other in conditions[:index]:
            if denies(model, one, other):
                raise ValueError(f"\"{other.title}\" and \"{one.title}\" deny each other.")
