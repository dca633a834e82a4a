"""What one proven case adds to the counts of a model: one step of expectation, as in the EM algorithm.

Dempster, Laird and Rubin 1977, J R Stat Soc B 39:1. Where only the diagnosis of a case is known, each of its forms
counts as the part of a patient that the model takes it for, given the findings. An uncertain finding counts for each
answer with the part the model gives it in that form. What is not assessed adds nothing, nor do findings that contradict
each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..Likelihood import Model
from ..Likelihood.LogLikelihoods import meanTable
from ..Likelihood.WeighedFindings import WeighedFindings, formProbabilities, weigh
from .CaseTable import ProvenCase

# Parts of patients are multiples of this, a power of two, which add up to the same bits in whatever order.
_GRAIN = 2.0**-20


@dataclass(frozen=True, eq=False)
class CaseCounts:
    """What one case, or several, add.

    :param forms: patients of each form, shape (forms,)
    :param answers: {feature id: patients of each form with each answer, shape (forms, answers)}
    """

    forms: np.ndarray
    answers: Mapping[str, np.ndarray]


def caseCounts(model: Model, case: ProvenCase) -> CaseCounts:
    """Return what a case adds to the counts under a model.

    :raises ValueError: its class, form or findings are not those of the model
    """
    weighed = weigh(model, case.findings, dict.fromkeys(model.classIds(), 1 / len(model.classes)))
    forms = _responsibilities(weighed, case)
    answers = {}
    for item in weighed.used:
        likelihood = meanTable(item.feature, model.parameters) * item.weights
        answers[item.feature.id] = _grained(forms[:, np.newaxis] * likelihood / likelihood.sum(axis=1, keepdims=True))
    return CaseCounts(_grained(forms), answers)


def totalCounts(model: Model, counts: Sequence[CaseCounts]) -> CaseCounts:
    """Return the counts of several cases together; their order does not matter."""
    return CaseCounts(
        sum((one.forms for one in counts), np.zeros(len(model.forms))),
        {feature.id: sum((one.answers[feature.id] for one in counts if feature.id in one.answers),
                         np.zeros((len(model.forms), len(feature.answers)))) for feature in model.features})


def _responsibilities(weighed: WeighedFindings, case: ProvenCase) -> np.ndarray:
    """Return the probability of each form given the diagnosis and the findings, as the model weighs them."""
    isPossible = np.array([form.classId == case.classId and case.formId in ("", form.id)
                           for form in weighed.model.forms])
    if not isPossible.any():
        raise ValueError(f"Case {case.caseId!r}: the model has no class {case.classId!r}"
                         + (f" with a form {case.formId!r}." if case.formId else "."))
    forms = np.zeros(len(isPossible))
    forms[isPossible] = formProbabilities(weighed.logFormPosterior()[isPossible])
    return forms


def _grained(patients):
    return np.round(patients / _GRAIN) * _GRAIN
