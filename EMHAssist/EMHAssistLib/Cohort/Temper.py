"""How strongly findings should count, chosen by cross-validation: one number that multiplies the temper of every block.

It is the one number of a model that proven cases may set, as the log of a likelihood ratio is scaled in Platt's method
(1999, Advances in Large Margin Classifiers:61). Judged is the log loss under equal priors. A prior is nobody's mix of
published cases, so each case counts by the prior of its class over the share of that class among the cases: EMH as one
of eight, however many there are. Otherwise the loss would ask for a temper that makes up for the wrong prior.

Chosen is, of all tempers whose loss is at most one standard error above the smallest, the one nearest to 1 (the rule of
Breiman et al., Classification and Regression Trees, 1984, section 3.4.3); the error is that of the difference, case by
case. What the whole procedure is worth, repeated stratified cross-validation tells: it is carried out on the cases
outside a fold, and those inside are weighed with what it chose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..Likelihood import Model
from ..Likelihood.ClinicalSetting import clinicalSetting
from ..Likelihood.Rounding import DECIMALS
from ..Likelihood.WeighedFindings import weigh
from .CaseTable import ProvenCase
from .Conditions import ALL, findingsUnder
from .Folds import FOLDS, checkFolds, dealOut

TEMPERS = tuple(round(0.4 + 0.05 * step, 2) for step in range(53))  # 0.4 to 3
UNCHANGED = 1.0
REPEATS = 20
_SEED = 20261120
OF_TARGET, OF_CLASSES = "of_target", "of_classes"
LOSSES = {OF_TARGET: "log loss of P(EMH)", OF_CLASSES: "log loss over all classes"}
DECISIVE = OF_CLASSES


@dataclass(frozen=True)
class TemperPoint:
    """One point of a curve.

    :param loss: mean log loss, in nats
    :param excess: by how much it is above the smallest of the curve
    :param error: standard error of that excess, 0 for the smallest itself
    """

    temper: float
    loss: float
    excess: float
    error: float


@dataclass(frozen=True)
class TemperCurve:
    """The loss of every temper, and what it says.

    :param best: temper of the smallest loss
    :param chosen: temper by the rule
    :param outOfFold: mean loss of cases whose temper was chosen without them
    :param unchanged: mean loss with temper 1
    :param gain, gainError: what choosing gains over temper 1, out of fold, with its standard error
    :param choices: {temper: share of the folds that chose it}
    """

    points: tuple[TemperPoint, ...]
    best: float
    chosen: float
    outOfFold: float
    unchanged: float
    gain: float
    gainError: float
    choices: Mapping[float, float]


@dataclass(frozen=True)
class TemperChoice:
    """What cross-validation chose.

    :param setting: id of the setting under which all cases were weighed
    :param cases: how many there were
    :param present: the temper that the model has
    :param curves: {one of LOSSES: its curve}
    """

    setting: str
    cases: int
    present: float
    curves: Mapping[str, TemperCurve]

    @property
    def chosen(self) -> float:
        """The choice by the loss that decides."""
        return self.curves[DECISIVE].chosen


def chooseTemper(model: Model, cases: Sequence[ProvenCase], setting: str = "uniform", repeats: int = REPEATS,
                 tempers: Sequence[float] = TEMPERS,
                 progress: Callable[[float], None] = lambda fraction: None) -> TemperChoice:
    """Choose the temper under which a model does best on proven cases. Same input, same result.

    The temper of the model is replaced, not multiplied. Answers are those by the means of the tables.

    :param setting: id of a setting that takes no conditions, or the prior would differ from case to case
    :param tempers: those to choose from, in ascending order, 1 among them
    :raises ValueError: fewer than FOLDS cases of the target or of all others, unknown setting, 1 is not among the
        tempers
    """
    if UNCHANGED not in tempers:
        raise ValueError(f"The tempers to choose from must contain {UNCHANGED:g}.")
    cases = sorted(cases, key=lambda case: case.caseId)
    target = model.classIds().index(model.target)
    truth = np.array([model.classIds().index(case.classId) for case in cases], dtype=int)
    checkFolds(truth == target, model.target)
    logPosteriors = _logPosteriors(model, cases, setting, tempers)
    progress(0.5)
    priors = clinicalSetting(model, setting).priors
    weights = caseWeights(truth, np.array([priors[classId] for classId in model.classIds()]))
    random = np.random.default_rng(_SEED)
    folds = [dealOut(truth, target, random) for _repeat in range(repeats)]
    curves = {name: _curve(losses, weights, folds, tempers)
              for name, losses in caseLosses(logPosteriors, truth, target).items()}
    progress(1.0)
    return TemperChoice(setting, len(cases), model.parameters.temper, curves)


def caseWeights(truth: np.ndarray, priors: np.ndarray) -> np.ndarray:
    """Return how much each case counts so that classes are as frequent as their priors say, shape (cases,); mean 1.

    Classes without a case are left out, and the others keep their proportions.

    :param truth: class of each case, shape (cases,)
    :param priors: of each class, shape (classes,)
    """
    weights = (priors / np.maximum(np.bincount(truth, minlength=len(priors)), 1))[truth]
    return weights * len(truth) / weights.sum()


def caseLosses(logPosteriors: np.ndarray, truth: np.ndarray, target: int) -> dict[str, np.ndarray]:
    """Return the log loss of each case under each temper, {one of LOSSES: shape (cases, tempers)}.

    :param logPosteriors: of each class, shape (cases, tempers, classes)
    """
    ofTarget = logPosteriors[:, :, target]
    ofOthers = np.logaddexp.reduce(np.delete(logPosteriors, target, axis=2), axis=2)
    return {OF_TARGET: -np.where((truth == target)[:, np.newaxis], ofTarget, ofOthers),
            OF_CLASSES: -np.take_along_axis(logPosteriors, truth[:, np.newaxis, np.newaxis], axis=2)[:, :, 0]}


def nearestToOne(losses: np.ndarray, weights: np.ndarray, tempers: Sequence[float]) -> int:
    """Return the index of the temper nearest to 1 whose loss is at most one standard error above the smallest.

    :param losses: shape (cases, tempers)
    :param weights: of the cases, shape (cases,)
    """
    _means, excess, errors = _excess(losses, weights)
    allowed = np.flatnonzero(excess <= errors)
    return int(allowed[np.argmin(np.abs(np.log(np.array(tempers)[allowed])))])


def _logPosteriors(model, cases, setting, tempers):
    """Return the log posterior of each class, shape (cases, tempers, classes)."""
    result = np.empty((len(cases), len(tempers), len(model.classes)))
    for row, case in enumerate(cases):
        weighed = weigh(model, findingsUnder(ALL, case, model), setting)
        logLikelihoods = weighed.logLikelihoods()
        factors = [weighed.factors(logLikelihoods, temper / model.parameters.temper) for temper in tempers]
        result[row] = weighed.logClasses(weighed.logFormPrior() + np.array(factors) @ logLikelihoods)
    return result - np.logaddexp.reduce(result, axis=2, keepdims=True)


def _excess(losses, weights):
    """Return the mean loss of each temper, how far it is above the smallest, and the standard error of that."""
    # Rounded: beyond some temper nothing may change any more, and then the smallest one is meant.
    means = np.round(weights @ losses / weights.sum(), DECIMALS)
    best = int(np.argmin(means))
    return means, means - means[best], _error(losses - losses[:, [best]], weights)


def _error(values, weights):
    """Return the standard error of weighted means over the first axis, as of a ratio estimator."""
    shares = weights / weights.sum()
    return np.sqrt((shares[:, np.newaxis] ** 2 * (values - shares @ values) ** 2).sum(axis=0))


def _curve(losses, weights, folds, tempers):
    means, excess, errors = _excess(losses, weights)
    unchanged = list(tempers).index(UNCHANGED)
    outOfFold = np.zeros(len(losses))
    choices = Counter()
    for dealt in folds:
        for fold in range(FOLDS):
            held = dealt == fold
            choice = nearestToOne(losses[~held], weights[~held], tempers)
            choices[tempers[choice]] += 1
            outOfFold[held] += losses[held, choice] / len(folds)
    gains = (losses[:, unchanged] - outOfFold)[:, np.newaxis]
    shares = weights / weights.sum()
    return TemperCurve(
        tuple(map(TemperPoint, tempers, means.tolist(), excess.tolist(), errors.tolist())),
        tempers[int(np.argmin(means))], tempers[nearestToOne(losses, weights, tempers)],
        float(shares @ outOfFold), float(means[unchanged]), float(shares @ gains[:, 0]),
        float(_error(gains, weights)[0]), {temper: choices[temper] / choices.total() for temper in sorted(choices)})
