"""What a model's tables say of a finding: log likelihoods by the means of the tables, and by tables drawn at random.

How often the forms of a diagnosis give each answer follows a Dirichlet distribution: the published counts plus a few
pseudo-patients, divided evenly over the answers (for two answers a Beta distribution; Gelman et al., Bayesian Data
Analysis, 3rd ed. 2013, section 3.4). So do the shares of the forms within their diagnosis.
"""

import functools
import zlib

import numpy as np

from .Model import Feature, Model, Parameters


def meanTable(feature: Feature, parameters: Parameters) -> np.ndarray:
    """Return the mean probability of each answer in each form, shape (forms, answers)."""
    alpha = dirichlet(feature.counts(), parameters)
    return alpha / alpha.sum(axis=1, keepdims=True)


@functools.lru_cache(maxsize=64)
def drawTables(feature: Feature, parameters: Parameters) -> np.ndarray:
    """Return probabilities drawn from the Dirichlet distributions, shape (tables, answers, draws), read-only.

    There is one table for each form that has its own, in the order of the forms. Kept, for a live panel asks again and
    again. Each feature has a random stream of its own, so that its draws depend neither on which other findings there
    are nor on the rest of the model.
    """
    _table, forms = np.unique(_tableOfForm(feature), return_index=True)
    alpha = dirichlet(feature.counts(), parameters)[forms, :, np.newaxis]
    return _readOnly(_normalizedGamma(alpha, parameters, feature.id, axis=1))


@functools.lru_cache(maxsize=256)
def meanLogLikelihood(feature: Feature, weights: tuple, parameters: Parameters, cap: float) -> np.ndarray:
    """Return the capped log likelihood of a finding in each form by the means of the tables, shape (forms,), read-only.

    The likelihood is the mean over the answers by ``weights``, a tuple with one weight per answer; it is raised where
    needed so that the finding changes the odds of no two forms by more than ``cap``.
    """
    return _readOnly(_capped(meanTable(feature, parameters) @ np.array(weights), cap))


@functools.lru_cache(maxsize=32)
def drawnLogLikelihood(feature: Feature, weights: tuple, parameters: Parameters, cap: float) -> np.ndarray:
    """Return the same by the drawn tables, shape (forms, draws), read-only; forms that share a table share its draws.

    Kept, as in a drag most findings stay what they are. Those that are weighed together come in the same order each
    time, so that what has changed takes the place of what it was: one place a finding is enough, at half a megabyte.
    """
    tables = drawTables(feature, parameters)
    likelihood = sum(weight * tables[:, index] for index, weight in enumerate(weights) if weight)
    return _readOnly(_capped(likelihood, cap)[_tableOfForm(feature)])


def meanShares(model: Model) -> np.ndarray:
    """Return the mean share of each form in its class, shape (forms,)."""
    patients = np.array([form.patients for form in model.forms], dtype=np.float64)
    return patients / np.bincount(model.classOfForm(), patients)[model.classOfForm()]


@functools.lru_cache(maxsize=4)
def drawnLogShares(model: Model) -> np.ndarray:
    """Return the logarithm of shares drawn from their Dirichlet distributions, shape (forms, draws), read-only."""
    classOfForm = model.classOfForm()
    shares = np.empty((len(model.forms), model.parameters.draws))
    for index, diagnosis in enumerate(model.classes):
        members = classOfForm == index
        alpha = np.array([form.patients for form in model.forms])[members, np.newaxis]
        shares[members] = _normalizedGamma(alpha, model.parameters, f"forms of {diagnosis.id}", axis=0)
    return _readOnly(np.log(shares))


def dirichlet(counts: np.ndarray, parameters: Parameters) -> np.ndarray:
    """Return the Dirichlet parameters of tables from their counts, both of shape (..., answers)."""
    return counts + parameters.pseudoPatients / counts.shape[-1]


def _tableOfForm(feature):
    """Return for each form the index of its table among those of the feature, shape (forms,)."""
    origins = list(feature.origins.values())
    tables = list(dict.fromkeys(origins))
    return np.array([tables.index(origin) for origin in origins])


def _normalizedGamma(alpha, parameters, stream, axis):
    """Return draws from Dirichlet distributions, their answers along ``axis``; the last axis of ``alpha`` is drawn."""
    # RandomState draws the same numbers in every version of numpy; Generator promises that for one version only.
    generator = np.random.RandomState(np.random.PCG64([parameters.seed, zlib.crc32(stream.encode("ascii"))]))
    draws = generator.standard_gamma(alpha, size=(*alpha.shape[:-1], parameters.draws))
    draws = np.maximum(draws, np.finfo(np.float64).tiny)  # a small parameter can draw an exact 0
    return draws / draws.sum(axis=axis, keepdims=True)


def _capped(likelihood, cap):
    return np.log(np.maximum(likelihood, likelihood.max(axis=0) / cap))


def _readOnly(array):
    array.setflags(write=False)
    return array
