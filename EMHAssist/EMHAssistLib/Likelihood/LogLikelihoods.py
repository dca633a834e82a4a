"""What a model's tables say of a finding: log likelihoods by the means of the tables, and by tables drawn at random.

How often the forms of a diagnosis give each answer follows a Dirichlet distribution: the published counts plus a few
pseudo-patients, divided evenly over the answers (for two answers a Beta distribution; Gelman et al., Bayesian Data
Analysis, 3rd ed. 2013, section 3.4). So do the shares of the forms within their diagnosis.

Much is kept, and read-only, for a live panel asks again and again.
"""

import functools
import math
import zlib

import numpy as np
from numpy.random import PCG64, RandomState

from .DirichletDraws import answerProbability, brokenSticks
from .Model import Feature, Model, Parameters

NO_CAP = math.inf


@functools.lru_cache(maxsize=256)
def meanTable(feature: Feature, parameters: Parameters) -> np.ndarray:
    """Return the mean probability of each answer in each form, shape (forms, answers)."""
    alpha = _alpha(feature, parameters)
    return _readOnly((alpha / alpha.sum(axis=1, keepdims=True))[_tableOfForm(feature)])


@functools.lru_cache(maxsize=1024)
def meanLogLikelihood(feature: Feature, weights: tuple, parameters: Parameters, cap: float) -> np.ndarray:
    """Return the capped log likelihood of a finding in each form by the means of the tables, shape (forms,).

    The likelihood is the mean over the answers by ``weights``, a tuple with one weight per answer; it is raised where
    needed so that the finding changes the odds of no two forms by more than ``cap``, NO_CAP for as much as it will.
    """
    return _readOnly(_capped(meanTable(feature, parameters) @ np.array(weights), cap))


def drawnLogLikelihood(feature: Feature, weights: tuple, parameters: Parameters, cap: float) -> np.ndarray:
    """Return the same by drawn tables, shape (forms, draws); forms that share a table share its draws.

    Each feature has a random stream of its own, so that its draws depend neither on which other findings there are nor
    on the rest of the model.
    """
    tables, ofForm = drawnTableLikelihood(feature, weights, parameters, cap)
    return tables[ofForm]


def drawnTableLikelihood(feature: Feature, weights: tuple, parameters: Parameters,
                         cap: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the same for each table, of which there are fewer than forms, shape (tables, draws), and the table of each
    form, shape (forms,)."""
    return _drawnLogLikelihood(feature, weights, parameters, cap), _tableOfForm(feature)


def meanLogShares(model: Model, stated: tuple = ()) -> np.ndarray:
    """Return the logarithm of the mean share of each form in its class, shape (forms,).

    :param stated: what is known of the patient and part of the prior of the classes, as (feature, weights) of
        meanLogLikelihood: it chooses among the forms of each class, the class as a whole staying as probable as it is
    """
    return _meanLogShares(model, stated)


def drawnLogShares(model: Model, stated: tuple = ()) -> np.ndarray:
    """Return the same by shares and tables drawn from their Dirichlet distributions, shape (forms, draws)."""
    return _drawnLogShares(model, stated)


def meanShares(model: Model) -> np.ndarray:
    """Return the mean share of each form in its class, shape (forms,)."""
    return np.exp(meanLogShares(model))


def dirichlet(counts: np.ndarray, parameters: Parameters) -> np.ndarray:
    """Return the Dirichlet parameters of tables from their counts, both of shape (..., answers)."""
    return counts + parameters.pseudoPatients / counts.shape[-1]


@functools.lru_cache(maxsize=64)
def _meanLogShares(model, stated):
    patients = np.array([form.patients for form in model.forms], dtype=np.float64)
    return _readOnly(_logShares(model, np.log(patients), stated, meanLogLikelihood))


@functools.lru_cache(maxsize=16)
def _drawnLogShares(model, stated):
    if stated:
        return _readOnly(_logShares(model, drawnLogShares(model), stated, drawnLogLikelihood))
    classOfForm = model.classOfForm()
    patients = np.array([form.patients for form in model.forms])
    shares = np.ones((len(patients), model.parameters.draws))
    for index, diagnosis in enumerate(model.classes):
        members = classOfForm == index
        if members.sum() > 1:
            sticks = _drawn(patients[np.newaxis, members], model.parameters, f"forms of {diagnosis.id}")
            shares[members] = [answerProbability(sticks, one)[0] for one in np.eye(members.sum())]
    return _readOnly(np.log(shares))


def forget() -> None:
    """Forget all that is kept, as a new process has not computed it."""
    for kept in (meanTable, meanLogLikelihood, _meanLogShares, _drawnLogShares, _alpha, _tableOfForm,
                 _drawnLogLikelihood, _drawnTables):
        kept.cache_clear()


def _logShares(model, logWeights, stated, logLikelihood):
    """Return log weights of the forms, with the log likelihoods of what is stated, scaled to shares of their class."""
    classOfForm = model.classOfForm()
    logs = logWeights + sum(logLikelihood(feature, weights, model.parameters, NO_CAP) for feature, weights in stated)
    for index in range(len(model.classes)):
        members = classOfForm == index
        logs[members] -= np.logaddexp.reduce(logs[members], axis=0)
    return logs


@functools.lru_cache(maxsize=256)
def _alpha(feature, parameters):
    """Return the Dirichlet parameters of each table, shape (tables, answers)."""
    _table, forms = np.unique(_tableOfForm(feature), return_index=True)
    return dirichlet(feature.counts()[forms], parameters)


@functools.lru_cache(maxsize=256)
def _tableOfForm(feature):
    """Return for each form the index of its table among those of the feature, shape (forms,)."""
    place = {origin: index for index, origin in enumerate(dict.fromkeys(feature.origins.values()))}
    return np.array([place[origin] for origin in feature.origins.values()])


# What is kept is small, for on a virtual machine memory that is touched for the first time costs more than to compute
# what it holds: tables and not forms, and of a stick only what was drawn.
@functools.lru_cache(maxsize=128)
def _drawnLogLikelihood(feature, weights, parameters, cap):
    """Return the log likelihood by the drawn tables, shape (tables, draws), in the order of the forms."""
    return _readOnly(_capped(answerProbability(_drawnTables(feature, parameters), weights), cap))


@functools.lru_cache(maxsize=256)
def _drawnTables(feature, parameters):
    """Return the drawn tables as broken sticks, shape (answers - 1, tables, draws)."""
    return _readOnly(_drawn(_alpha(feature, parameters), parameters, feature.id))


def _drawn(alpha, parameters, stream):
    """Return draws from Dirichlet distributions as broken sticks, by a random stream of their own."""
    # RandomState draws the same numbers in every version of numpy; Generator promises that for one version only.
    generator = RandomState(PCG64([parameters.seed, zlib.crc32(stream.encode("ascii"))]))
    return brokenSticks(alpha, parameters.draws, generator)


def _capped(likelihood, cap):
    return np.log(np.maximum(likelihood, likelihood.max(axis=0) / cap))


def _readOnly(array):
    array.setflags(write=False)
    return array
