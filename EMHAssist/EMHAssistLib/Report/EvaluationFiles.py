"""Files of a model judged on proven cases: evaluation.json, cases.csv, figures.md and cases.html."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from .. import __version__
from ..Cohort import ClassResult, Estimate, Evaluation, Performance
from ..Likelihood import Contribution, Differential
from .EvaluationFigures import figuresText
from .EvaluationSheet import sheetText
from .Formats import csvText, jsonText
from .Readout import RESEARCH_USE
from .ResultTables import Table

_SCHEMA = "EMHAssist evaluation 1"
# Decimals of measures, which a bootstrap does not know better, and of decibans in text.
_DECIMALS = 6
_DECIBAN_DECIMALS = 3


def evaluationContents(evaluation: Evaluation, picture: bytes = b"") -> dict[str, str]:
    """Return the text of each file, by its name.

    :param picture: PNG of the reliability, which the sheet of the cases begins with; empty for none
    """
    return {
        "evaluation.json": jsonText(evaluationData(evaluation)),
        "cases.csv": csvText(caseTable(evaluation)),
        "figures.md": figuresText(evaluation),
        "cases.html": sheetText(evaluation, picture),
    }


def evaluationData(evaluation: Evaluation) -> dict:
    """Return the content of evaluation.json: subset -> findings -> measure, null where a measure is not defined;
    beside that each class, what settings derived from the host change, and the baseline of missingness."""
    return {
        "schema": _SCHEMA,
        "research_use": RESEARCH_USE,
        "software": f"EMHAssist {__version__}",
        "model": {"name": evaluation.model.name, "version": evaluation.model.version},
        "setting": evaluation.clinicalSetting,
        "file_sha256": evaluation.sha256,
        "remarks": list(evaluation.remarks),
        **{subset: {condition: _performance(one) for condition, one in conditions.items()}
           for subset, conditions in evaluation.performances.items()},
        "by_class": {condition: _classes(classes) for condition, classes in evaluation.byClass.items()},
        "by_setting": {name: _classes(classes) for name, classes in evaluation.bySetting.items()},
        "missingness": {subset: {condition: {"auc": estimateData(one)} for condition, one in conditions.items()}
                        for subset, conditions in evaluation.missingness.items()},
    }


def _classes(classes: Mapping[str, ClassResult]) -> dict:
    return {classId: {"n": one.n, "top1": estimateData(one.top1), "top3": estimateData(one.top3),
                      "emh_dismissed": estimateData(one.dismissed), "verdicts": dict(one.verdicts)}
            for classId, one in classes.items()}


def _performance(performance: Performance) -> dict:
    return {
        "n": performance.n,
        "n_emh": performance.nTarget,
        **{name: estimateData(one) for name, one in performance.measures.items()},
        "reliability": [{"from": one.low, "to": one.high, "n": one.cases, "n_emh": one.targets,
                         "predicted": _orNone(one.predicted), "observed": _orNone(one.observed),
                         "low": _orNone(one.observedLow), "high": _orNone(one.observedHigh)}
                        for one in performance.reliability],
    }


def estimateData(one: Estimate) -> dict:
    """Return value and interval, null where they are not defined or infinite."""
    return {"value": _orNone(one.value), "low": _orNone(one.low), "high": _orNone(one.high)}


def _orNone(value):
    """Return a number without its last bits, in which processors differ."""
    return round(value, _DECIMALS) if isfinite(value) else None


def caseTable(evaluation: Evaluation) -> Table:
    """Return one row a case, in the order of the file, with what the model says under all findings."""
    classIds = evaluation.model.classIds()
    columns = ("case_id", "diagnosis", *(f"probability_{classId}" for classId in classIds), "verdict", "contributions",
               "note")
    rows = []
    for case, answer in zip(evaluation.cases, evaluation.differentials):
        probabilities = answer.probabilities()
        rows.append((case.caseId, case.diagnosis, *(probabilities[classId] for classId in classIds), answer.verdict,
                     contributionsText(answer), RESEARCH_USE))
    return Table(columns, tuple(rows))


def contributionsText(answer: Differential) -> str:
    """Return prior, findings and total in decibans of the target; the total is the sum of the others."""
    return "; ".join([f"prior {_signed(answer.priorDecibans)}", *map(_contribution, answer.contributions),
                      f"total {_signed(answer.totalDecibans)}"])


def _contribution(contribution: Contribution):
    finding = contribution.finding
    answers = "|".join(answer for answer, weight in (finding.answerWeights or {finding.answer: 1}).items() if weight)
    # A finding that was left out adds nothing, which is not the same as one that weighs nothing.
    value = "left out" if contribution.note else _signed(contribution.decibans)
    return f"{finding.feature}={answers} {value}"


def _signed(decibans):
    return f"{decibans:+.{_DECIBAN_DECIMALS}f}"
