"""A model updated with own cases beside the one before, as text and as crossvalidation.json."""

from __future__ import annotations

from collections.abc import Mapping

from .. import __version__
from ..Cohort import AS_IT_IS, FEW_CASES, FOLDS, MEASURES, REPEATS, CrossValidation, Estimate, Learned
from .EvaluationFigures import CONDITION_TITLES, markdownTable, numbers
from .EvaluationFiles import estimateData
from .EvaluationText import estimateText
from .Formats import jsonText
from .Readout import RESEARCH_USE
from .Terminal import alignedColumns
from .Words import capitalized

_SCHEMA = "EMHAssist cross-validation 1"
_CHANGES = {"auc": "AUC", "brier": "Brier score"}


def cohortText(learned: Learned) -> str:
    """Return the comparison under each condition, what was added to the model, and what to be warned of."""
    found = learned.crossValidation
    classes = ", ".join(f"{classId} {found.casesByClass[classId]}" for classId in learned.base.classIds()
                        if classId in found.casesByClass)
    parts = [f"{sum(found.casesByClass.values())} proven cases: {classes}. Setting {found.clinicalSetting}. "
             f"{FOLDS}-fold cross-validation, {REPEATS} times: each case is judged by a model that never saw it. "
             "Values with 95 % bootstrap intervals."]
    for condition, comparisons in found.comparisons.items():
        titles = _titles(found)
        rows = [(CONDITION_TITLES[condition], *titles.values())]
        rows += [(title, *(estimateText(comparisons[name].measures[key]) for name in titles))
                 for key, title in MEASURES.items()]
        rows += [(f"change of {title}", "", *(estimateText(comparisons[name].differences[key])
                                              for name in found.discounts))
                 for key, title in _CHANGES.items()]
        parts.append(alignedColumns(rows))
    parts += [f"Updated model: {learned.model.history[-1].text}",
              *(f"Warning: {warning}" for warning in cohortWarnings(found)),
              *(f"Note: {remark}" for remark in learned.remarks), RESEARCH_USE]
    return "\n\n".join(parts)


def comparisonTable(found: CrossValidation) -> str:
    """Return the comparison as a table in Markdown, to be put into documents as it is."""
    rows = []
    for condition, comparisons in found.comparisons.items():
        of = CONDITION_TITLES[condition]
        rows += [(f"{of}: {title}", *(numbers(one.measures[key]) for one in comparisons.values()))
                 for key, title in MEASURES.items()]
        rows += [(f"{of}: change of {title}", "", *(numbers(comparisons[name].differences[key], 3)
                                                    for name in found.discounts))
                 for key, title in _CHANGES.items()]
    return "\n".join((f"{found.targets} cases of EMH and {found.mimics} of other diagnoses.", "",
                      *markdownTable(("", *_titles(found).values()), rows)))


def _titles(found: CrossValidation) -> dict[str, str]:
    return {AS_IT_IS: "model as it is", **{
        name: "updated" if discount == 1 else f"updated, earlier counts x {discount:g}"
        for name, discount in found.discounts.items()}}


def cohortSummary(learned: Learned) -> str:
    """Return in words whether the update is better, under each condition."""
    found, name = learned.crossValidation, f"discount_{learned.discount:g}"
    parts = [f"{found.targets} proven cases of EMH and {found.mimics} of other diagnoses. Each was judged by a model "
             f"that never saw it; 95 % intervals. Updated model: version {learned.model.version}."]
    for condition, comparisons in found.comparisons.items():
        before, after = comparisons[AS_IT_IS], comparisons[name]
        lines = [f"{title} {estimateText(after.measures[key])}, was {before.measures[key].value:.3f}: "
                 f"{_changeWord(after.differences[key], isMoreBetter)}"
                 for key, title, isMoreBetter in (("auc", "AUC", True), ("brier", "Brier score", False))]
        parts.append(f"{capitalized(CONDITION_TITLES[condition])}: {'; '.join(lines)}.")
    parts += [*cohortWarnings(found), *(f"Note: {remark}." for remark in learned.remarks)]
    return "\n".join(parts)


def _changeWord(change: Estimate, isMoreBetter: bool) -> str:
    if not (change.low > 0 or change.high < 0):  # also for NaN
        return "no detectable difference"
    return "better" if (change.low > 0) is isMoreBetter else "worse"


def cohortWarnings(found: CrossValidation) -> list[str]:
    """Return why the figures may say little."""
    few = min(found.targets, found.mimics)
    return [f"There are only {found.targets} cases of EMH and {found.mimics} of other diagnoses; with fewer than "
            f"{FEW_CASES} of either, the comparison says little."] if few < FEW_CASES else []


def cohortJson(learned: Learned) -> str:
    """Return the content of crossvalidation.json: findings -> model -> measure, null where a measure is not defined."""
    found = learned.crossValidation
    data = {
        "schema": _SCHEMA,
        "research_use": RESEARCH_USE,
        "software": f"EMHAssist {__version__}",
        "model": {"name": learned.base.name, "version": learned.base.version},
        "updated_model": {"name": learned.model.name, "version": learned.model.version},
        "setting": found.clinicalSetting,
        "folds": FOLDS,
        "repeats": REPEATS,
        "cases": dict(found.casesByClass),
        "discounts": dict(found.discounts),
        **{condition: {name: {"measures": _estimates(one.measures), "differences": _estimates(one.differences)}
                       for name, one in comparisons.items()} for condition, comparisons in found.comparisons.items()},
        "warnings": cohortWarnings(found),
        "remarks": list(learned.remarks),
    }
    return jsonText(data)


def _estimates(values: Mapping[str, Estimate]) -> dict:
    return {key: estimateData(one) for key, one in values.items()}
