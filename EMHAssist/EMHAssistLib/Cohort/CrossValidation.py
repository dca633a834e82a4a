"""Whether own cases make a model better: each case is judged by a model that never saw it.

Stratified k-fold cross-validation, repeated with other folds (Stone 1974, J R Stat Soc B 36:111; Kohavi 1995, IJCAI
14:1137): the cases are dealt out to folds, EMH and every mimic evenly; those outside a fold update the model, those
inside are weighed with it. The model as it is is judged on the same cases, and each updated one is compared with it
case by case. Answers are those by the means of the tables, without their intervals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..Likelihood import Model
from ..Likelihood.Model import Source
from ..Likelihood.Rounding import DECIMALS
from ..Likelihood.WeighedFindings import weigh
from .Bootstrap import Estimate, Measure, draw
from .CaseTable import ProvenCase
from .Conditions import CONDITIONS, findingsUnder
from .Expectation import caseCounts, totalCounts
from .Folds import FOLDS, checkFolds, dealOut
from .Measures import estimatesOf, measuresOf
from .ModelUpdate import withCounts
from .Steps import Steps

REPEATS = 5
_SEED = 20261120
AS_IT_IS = "as_it_is"
# With fewer cases of the target, or of all others, the figures say little.
FEW_CASES = 20
# The part of the time that the folds take, about; the intervals take the rest.
_FOLDING = 0.25
# Nothing of the models made on the way is ever written.
_TRAINING = Source("training", "Training cases", "")


@dataclass(frozen=True)
class ModelComparison:
    """A model that was judged on proven cases, beside the model as it is.

    :param measures: {key of MEASURES: value}
    :param differences: {key of MEASURES: value less that of the model as it is, case by case}; not of the slope, of
        which neither more nor less is better
    """

    measures: Mapping[str, Estimate]
    differences: Mapping[str, Estimate]


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """What cross-validation found.

    :param clinicalSetting: id of the setting under which all cases were weighed
    :param casesByClass: {class id: number of cases}
    :param targets: number of cases of the target
    :param discounts: {name of an updated model: what each earlier count is multiplied by}
    :param comparisons: {one of CONDITIONS: {AS_IT_IS or name of an updated model: ModelComparison}}
    """

    clinicalSetting: str
    casesByClass: Mapping[str, int]
    targets: int
    discounts: Mapping[str, float]
    comparisons: Mapping[str, Mapping[str, ModelComparison]]

    @property
    def mimics(self) -> int:
        """Number of cases that are not the target."""
        return sum(self.casesByClass.values()) - self.targets


def crossValidate(model: Model, cases: Sequence[ProvenCase], setting: str, discounts: Sequence[float] = (1.0, 0.5),
                  progress: Callable[[float], None] = lambda fraction: None,
                  conditions: Sequence[str] = CONDITIONS, repeats: int = REPEATS) -> CrossValidation:
    """Judge a model and its updates on proven cases. Same input, same result, in whatever order the cases are
    (in one version of numpy, see Bootstrap).

    The updates learn from all findings of their cases; what is weighed is what each condition leaves.

    :param setting: id of the setting under which all cases are weighed
    :param discounts: what each earlier count is multiplied by, in each of the updates that are compared
    :param progress: called with the fraction done; may raise to cancel
    :param conditions: those of CONDITIONS to judge under
    :param repeats: how often the cases are dealt out
    :raises ValueError: fewer than FOLDS cases of the target or of all others, unknown setting, unusable discount
    """
    cases = sorted(cases, key=lambda case: case.caseId)
    target = model.classIds().index(model.target)
    counts = [caseCounts(model, case) for case in cases]
    truth = np.array([model.classIds().index(case.classId) for case in cases], dtype=int)
    isTarget = truth == target
    checkFolds(isTarget, model.target)
    names = {f"discount_{discount:g}": discount for discount in dict.fromkeys(discounts)}
    # Log posteriors of each model, repeat by repeat, under each condition; the model as it is needs no repeats.
    judged = {AS_IT_IS: [_logPosteriors(model, cases, setting, conditions)], **{name: [] for name in names}}
    random = np.random.default_rng(_SEED)
    steps = Steps(progress, repeats * FOLDS * len(names), _FOLDING)
    for _repeat in range(repeats):
        folds = dealOut(truth, target, random)
        for name, discount in names.items():
            logPosteriors = np.empty((len(conditions), len(cases), len(model.classes)))
            for fold in range(FOLDS):
                held = np.flatnonzero(folds == fold)
                training = totalCounts(model, [counts[index] for index in np.flatnonzero(folds != fold)])
                updated = withCounts(model, training, discount, _TRAINING, "")
                logPosteriors[:, held] = _logPosteriors(updated, [cases[index] for index in held], setting, conditions)
                steps.done()
            judged[name].append(logPosteriors)
    steps = Steps(progress, len(conditions) * len(judged), 1.0, _FOLDING)
    comparisons = {}
    for index, condition in enumerate(conditions):
        comparisons[condition] = _compare({name: [repeat[index] for repeat in repeats]
                                           for name, repeats in judged.items()}, truth, target, steps.done)
    return CrossValidation(setting, Counter(case.classId for case in cases), int(isTarget.sum()), names, comparisons)


def _logPosteriors(model: Model, cases: Sequence[ProvenCase], setting: str, conditions: Sequence[str]) -> np.ndarray:
    """Return the log posterior of each class by the means of the tables, shape (conditions, cases, classes)."""
    result = np.empty((len(conditions), len(cases), len(model.classes)))
    for row, condition in enumerate(conditions):
        for column, case in enumerate(cases):
            weighed = weigh(model, findingsUnder(condition, case, model), setting)
            result[row, column] = weighed.logClasses(weighed.logFormPosterior())
    # Rounded, or what differs in the last bits alone would have an order and a slope.
    return np.round(result - np.logaddexp.reduce(result, axis=2, keepdims=True), DECIMALS)


def _compare(judged: Mapping[str, Sequence[np.ndarray]], truth: np.ndarray, target: int,
             done: Callable[[], None]) -> dict[str, ModelComparison]:
    """Return what the log posteriors of each model, a list of repeats, are worth; ``done`` is called after each."""
    isTarget = truth == target
    draws, comparisons = {}, {}
    for name, repeats in judged.items():
        draws[name] = draw(_meanMeasures(repeats, truth, target), isTarget)
        differences = {key: (draws[name][key] - draws[AS_IT_IS][key]).estimate() for key in draws[name]
                       if key != "calibration_slope"}
        comparisons[name] = ModelComparison(estimatesOf(draws[name], isTarget), differences)
        done()
    return comparisons


def _meanMeasures(repeats: Sequence[np.ndarray], truth: np.ndarray, target: int) -> dict[str, Measure]:
    """Return each of MEASURES as the mean over the repeats."""
    each = []
    for logPosteriors in repeats:
        logOdds = logPosteriors[:, target] - np.logaddexp.reduce(np.delete(logPosteriors, target, axis=1), axis=1)
        each.append(measuresOf(np.exp(logPosteriors), logOdds, truth, target))
    return {key: partial(_mean, [measures[key] for measures in each]) for key in each[0]}


def _mean(measures, weights):
    # Slopes that are infinite the one way and the other have no mean.
    with np.errstate(invalid="ignore"):
        return np.mean([measure(weights) for measure in measures], axis=0)

