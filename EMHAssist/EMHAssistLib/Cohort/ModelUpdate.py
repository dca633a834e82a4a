"""Add the counts of a cohort of proven cases to the tables of a model.

The tables are Dirichlet distributions, so adding counts is Bayes' theorem: the earlier evidence is the prior, and it is
kept (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 3.4). It may be discounted, as a power prior does
(Ibrahim and Chen 2000, Stat Sci 15:46): each earlier count is multiplied by the discount.

- A form that inherits a table adds to that very table: the model says that both look the same there.
- The shares of the forms in their diagnoses are updated as well.
- Prior probabilities are not: who was operated or biopsied says nothing of how often a diagnosis is met.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..Likelihood import Model, modelText
from ..Likelihood.Model import Change, Evidence, Feature, Form, Source
from ..Likelihood.Schema import SMALLEST_PSEUDO_PATIENTS, readModel
from .CaseTable import CaseTable, ProvenCase
from .Expectation import CaseCounts, caseCounts, totalCounts
from .VignetteColumns import FOLLOWUP, HISTOLOGY, PROOFS, UNKNOWN_PROOF

COHORT = "cohort"
REASON = "Own proven cases; parts of patients where form or finding were not certain."
# Patients from which on a series has grade A, see GRADES of SchemaFeatures.
_LARGE_SERIES = 20
_DECIMALS = 3
_SIGNIFICANT_DIGITS = 9
# Ways to prove a diagnosis that do not rest on the very findings a table counts.
_PROOFS = (HISTOLOGY, FOLLOWUP)


def provenCases(table: CaseTable) -> CaseTable:
    """Return the cases that can be learned from, those proven by histology or followup; a remark tells of the others.

    A diagnosis made from typical images would only confirm which images are taken as typical. Where no case says how it
    was proven, the table is taken at its word.

    :raises ValueError: no case is left
    """
    if all(case.proof == UNKNOWN_PROOF for case in table.cases):
        return replace(table, remarks=(*table.remarks, "no case says how it was proven; all are taken as proven"))
    proven = tuple(case for case in table.cases if case.proof in _PROOFS)
    if not proven:
        raise ValueError("Neither histology nor follow-up proves any case; see the column 'proof'.")
    left = len(table.cases) - len(proven)
    remark = f"{left} cases are left out because neither histology nor follow-up proves them"
    return replace(table, cases=proven, remarks=(*table.remarks, *([remark] if left else [])))


def updateModel(model: Model, cases: Sequence[ProvenCase], discount: float = 1.0, *, date: str, title: str) -> Model:
    """Return a model whose tables hold the cases, with its history. Same input, same result; no case is named in it.

    :param cases: in any order
    :param discount: what each earlier count is multiplied by, above 0 and at most 1
    :param date: of the update, YYYY-MM-DD
    :param title: what the cohort is called, such as the name of its file without the folder; ends up in the model
    :raises ValueError: a parameter out of its range, no case, cases that are not of this model, a cohort of that title
        that the model holds already
    """
    if not title.strip():
        raise ValueError("Give the cohort a title.")
    name = f"Own cohort '{' '.join(title.split())}'"
    if any(source.citation.startswith(f"{name},") for source in model.sources):
        raise ValueError(f"The model already contains the cohort '{title}'; its cases would count twice. Start from "
                         f"the model without it, or give new cases under another name.")
    if not cases:
        raise ValueError("There is no case to update the model with.")
    source = Source(_newSourceId(model), f"{name}, {len(cases)} proven cases, {date}", "")
    counts = totalCounts(model, [caseCounts(model, case) for case in cases])
    version = _nextVersion(model.version)
    updated = replace(
        withCounts(model, counts, discount, source, date),
        version=version,
        date=date,
        description=f"{model.description} {len(cases)} own cases were added on {date}, see the history.",
        history=(*model.history, Change(date, _historyText(model, cases, discount, version, name))),
    )
    # What is written can be read again, whatever date, title and model were.
    return readModel(json.loads(modelText(updated)))


def withCounts(model: Model, counts: CaseCounts, discount: float, source: Source, date: str) -> Model:
    """Return a model with counts added to its tables and shares, and nothing said of it in its history.

    :param source: what the new evidence refers to
    :raises ValueError: the discount is not above 0 and at most 1
    """
    if not 0 < discount <= 1:  # also for NaN
        raise ValueError(f"The discount must be above 0 and at most 1, not {discount}.")
    note = "" if discount == 1 else f" Earlier counts times {discount:g} on {date}."
    return replace(
        model,
        sources=(*model.sources, source),
        forms=tuple(_updatedForm(form, patients, discount, note, date)
                    for form, patients in zip(model.forms, counts.forms.tolist())),
        features=tuple(_updatedFeature(feature, counts.answers[feature.id], discount, note, source)
                       for feature in model.features),
    )


def _updatedForm(form: Form, patients: float, discount: float, note: str, date: str) -> Form:
    added = round(patients, _DECIMALS)
    if added:
        note = f"{note} {added:g} own patients added to those {form.provenance} on {date}."
    # A share never loses its hold altogether, or the file could not be read.
    earlier = max(form.patients * discount, SMALLEST_PSEUDO_PATIENTS)
    return replace(form, patients=_tidy(earlier + added), reason=form.reason + note,
                   provenance=COHORT if added else form.provenance)


def _updatedFeature(feature: Feature, patients: np.ndarray, discount: float, note: str, source: Source) -> Feature:
    tables = {}
    for owner in set(feature.origins.values()):
        sharing = [origin == owner for origin in feature.origins.values()]
        added = tuple(round(count, _DECIMALS) for count in patients[sharing].sum(axis=0).tolist())
        n = round(sum(added), _DECIMALS)
        new = Evidence(added, n, source, COHORT, "A" if n >= _LARGE_SERIES else "B", REASON)
        tables[owner] = (*(_discounted(entry, discount, note) for entry in feature.evidence[owner]),
                         *([new] if n else []))
    return replace(feature, evidence={formId: tables[owner] for formId, owner in feature.origins.items()})


def _discounted(entry: Evidence, discount: float, note: str) -> Evidence:
    if discount == 1:
        return entry
    counts = tuple(_tidy(count * discount) for count in entry.counts)
    return replace(entry, counts=counts, n=_tidy(sum(counts)), reason=f"{entry.reason}{note}".strip())


def _tidy(value: float) -> float:
    """Return a number without the noise of its last digits."""
    return float(f"{value:.{_SIGNIFICANT_DIGITS}g}")


def _newSourceId(model):
    known = {source.id for source in model.sources}
    number = 1
    while f"own_cohort_{number}" in known:
        number += 1
    return f"own_cohort_{number}"


def _nextVersion(version):
    """Return the version with "+cohort.1", or with the number behind that raised by one."""
    known = re.fullmatch(r"(.*\+cohort\.)(\d+)", version)
    return f"{known[1]}{int(known[2]) + 1}" if known else f"{version}+cohort.1"


def _historyText(model, cases, discount, version, name):
    byClass = Counter(case.classId for case in cases)
    # Whatever else stands in that column is free text, which may name a patient.
    byProof = Counter(case.proof if case.proof in (*PROOFS.values(), UNKNOWN_PROOF) else "other" for case in cases)
    classes = ", ".join(f"{classId} {byClass[classId]}" for classId in model.classIds() if byClass[classId])
    proofs = ", ".join(f"{proof} {count}" for proof, count in sorted(byProof.items()))
    return (f"{version}: {name} added, {len(cases)} proven cases: {classes}; by proof: {proofs}. Earlier counts "
            f"times {discount:g}. Prior probabilities are as before.")
