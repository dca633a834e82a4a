"""Whether own cases make a model better: each case is judged by a model that never saw it.

Stratified k-fold cross-validation, repeated with other folds (Stone 1974, J R Stat Soc B 36:111; Kohavi 1995, IJCAI): the
cases are dealt out to folds, EMH and every mimic evenly; the cases outside a fold update the model, those inside are
weighed with it. The model as it is is judged on the same cases, and each updated one is compared with it case by case.
Answers are those by the means of the tables, without their intervals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..Likelihood import Model
from ..Likelihood.Model import Source
from ..Likelihood.Weighed import weigh
from .Bootstrap import Estimate, Measure, estimate
from .CaseTable import ProvenCase
from .Expectation import caseCounts, totalCounts
from .Metrics import auc, calibrationSlope, confidentError, topCredit, weightedMean
from .Update import withCounts

FOLDS = 5
REPEATS = 5
SEED = 20261120
AS_IT_IS = "as_it_is"
FEW_CASES = 20
MEASURES = ("auc", "top1", "top3", "brier", "calibration_slope", "confident_errors")
# Nothing of the models made on the way is ever written.
_TRAINING = Source("training", "Training cases", "")


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """What cross-validation found.

    :param setting: id of the setting under which all cases were weighed
    :param casesByClass: {class id: number of cases}
    :param target: number of cases of the target
    :param discounts: {name of an updated model: what its earlier evidence counts}
    :param measures: {AS_IT_IS or name of an updated model: {key of MEASURES: value with interval}}
    :param differences: {name of an updated model: {key of MEASURES: its value less that of the model as it is}}
    """

    setting: str
    casesByClass: Mapping[str, int]
    target: int
    discounts: Mapping[str, float]
    measures: Mapping[str, Mapping[str, Estimate]]
    differences: Mapping[str, Mapping[str, Estimate]]

    @property
    def mimics(self) -> int:
        """Number of cases that are not the target."""
        return sum(self.casesByClass.values()) - self.target


def crossValidate(model: Model, cases: Sequence[ProvenCase], setting: str, discounts: Sequence[float] = (1.0, 0.5),
                  progress: Callable[[float], None] = lambda fraction: None) -> CrossValidation:
    """Judge a model and its updates on proven cases. Same input, same result, in whatever order the cases are.

    :param setting: id of the setting under which all cases are weighed
    :param discounts: what the earlier evidence counts in each of the updates that are compared
    :param progress: called with the fraction done
    :raises ValueError: fewer than FOLDS cases of the target or of all others, unknown setting, unusable discount
    """
    cases = sorted(cases, key=lambda case: case.caseId)
    isTarget = np.array([case.classId == model.target for case in cases], dtype=bool)
    for members, title in ((isTarget, f"{model.target!r}"), (~isTarget, "the other diagnoses together")):
        if members.sum() < FOLDS:
            raise ValueError(f"{int(members.sum())} cases of {title}: cross-validation in {FOLDS} folds needs at least "
                             f"{FOLDS}.")
    counts = [caseCounts(model, case) for case in cases]
    truth = np.array([model.classIds().index(case.classId) for case in cases])
    names = {f"discount_{discount:g}": discount for discount in dict.fromkeys(discounts)}
    judged = {name: [] for name in (AS_IT_IS, *names)}
    judged[AS_IT_IS] = [_logPosteriors(model, cases, setting)]
    random = np.random.default_rng(SEED)
    for repeat in range(REPEATS):
        folds = dealOut(truth, model.classIds().index(model.target), random)
        for name, discount in names.items():
            logPosteriors = np.empty((len(cases), len(model.classes)))
            for fold in range(FOLDS):
                training = totalCounts(model, [counts[index] for index in np.flatnonzero(folds != fold)])
                updated = withCounts(model, training, discount, _TRAINING, "")
                held = np.flatnonzero(folds == fold)
                logPosteriors[held] = _logPosteriors(updated, [cases[index] for index in held], setting)
            judged[name].append(logPosteriors)
        progress((repeat + 1) / REPEATS)
    measures = {name: _measures(repeats, truth, isTarget, model) for name, repeats in judged.items()}
    return CrossValidation(
        setting=setting,
        casesByClass=Counter(case.classId for case in cases),
        target=int(isTarget.sum()),
        discounts=names,
        measures={name: estimate(of, isTarget) for name, of in measures.items()},
        differences={name: estimate({key: _difference(measures[name][key], measures[AS_IT_IS][key])
                                     for key in MEASURES}, isTarget) for name in names},
    )


def dealOut(truth: np.ndarray, target: int, random: np.random.Generator) -> np.ndarray:
    """Return a fold for each case: within a class, and over all mimics, the folds differ by one case at most.

    :param truth: class of each case, shape (cases,)
    :param target: the class that is dealt out first, starting with fold 0; the others follow one after another
    """
    shuffled = random.permutation(len(truth))
    byClass = np.lexsort((truth[shuffled], truth[shuffled] != target))
    folds = np.empty(len(truth), dtype=int)
    folds[shuffled[byClass]] = np.arange(len(truth)) % FOLDS
    return folds


def _logPosteriors(model: Model, cases: Sequence[ProvenCase], setting: str) -> np.ndarray:
    """Return the log posterior of each class by the means of the tables, up to a constant a case; (cases, classes)."""
    classOfForm = model.classOfForm()
    rows = []
    for case in cases:
        weighed = weigh(model, case.findings, setting)
        logLikelihoods = weighed.logLikelihoods()
        logForms = weighed.logFormPrior() + weighed.factors(logLikelihoods) @ logLikelihoods
        rows.append([np.logaddexp.reduce(logForms[classOfForm == index]) for index in range(len(model.classes))])
    return np.array(rows)


def _measures(repeats: Sequence[np.ndarray], truth: np.ndarray, isTarget: np.ndarray,
              model: Model) -> dict[str, Measure]:
    """Return each of MEASURES as the mean over the repeats."""
    target = model.classIds().index(model.target)
    byKey = {key: [] for key in MEASURES}
    for logPosteriors in repeats:
        probabilities = np.exp(logPosteriors - np.logaddexp.reduce(logPosteriors, axis=1, keepdims=True))
        logOdds = logPosteriors[:, target] - np.logaddexp.reduce(np.delete(logPosteriors, target, axis=1), axis=1)
        credits = (topCredit(probabilities, truth, 1), topCredit(probabilities, truth, 3),
                   (probabilities[:, target] - isTarget) ** 2, confidentError(probabilities, truth))
        top1, top3, brier, errors = (partial(weightedMean, credit, np.ones_like(isTarget)) for credit in credits)
        for key, measure in zip(MEASURES, (partial(auc, logOdds, isTarget), top1, top3, brier,
                                           partial(calibrationSlope, logOdds, isTarget), errors)):
            byKey[key].append(measure)
    return {key: partial(_mean, measures) for key, measures in byKey.items()}


def _mean(measures, weights):
    return np.mean([measure(weights) for measure in measures], axis=0)


def _difference(first, second):
    def difference(weights):
        with np.errstate(invalid="ignore"):  # both may be infinite
            return first(weights) - second(weights)

    return difference
