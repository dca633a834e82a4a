"""What readout.json holds.

No patient identity: names of series stay out; names of regions are those that the user gave them or their files.
"""

from __future__ import annotations

import math

from .. import __version__
from ..Likelihood import Finding, Model, Verdict, nextExaminations, overPriors
from ..Likelihood.Differential import REASON_ELSEWHERE, Counted
from ..Likelihood.Picture import Factor, Picture
from ..Result import CaseGeometry, Result
from .Columns import entries
from .DifferentialText import assumptionsText, noteText
from .Readout import RESEARCH_USE, headline
from .ResultTables import (
    COMPARABILITY_COLUMNS,
    CONCORDANCE_COLUMNS,
    CORRECTED,
    DIFFERENTIAL_COLUMNS,
    GEOMETRY_COLUMNS,
    INDEX_COLUMNS,
    RATIO_COLUMNS,
    TISSUE_COLUMNS,
    diagnosisRows,
)
from .Statements import priorOf, rarityText

_SCHEMA = "EMHAssist readout 3"


def readout(result: Result, model: Model) -> dict:
    """Return the content of readout.json: the answer and what led to it, but for the single measurements."""
    options = result.case.options
    return {
        "schema": _SCHEMA,
        "research_use": RESEARCH_USE,
        "software": f"EMHAssist {__version__}",
        "model": {"name": model.name, "version": model.version},
        "setting": _setting(result),
        "options": {"similar": [options.margins.low, options.margins.high],
                    "nearest_reference": options.nearestReference, "iron_marked": options.ironMarked,
                    "spread": _orNone(options.spread), "marrow": options.marrowState},
        "headline": headline(result),
        "dangers": [{"kind": danger.kind, "reason": danger.reason} for danger in result.dangers],
        **(_answer(result) if result.differential else _withoutAnswer(result)),
        "findings": [_finding(finding) for finding in result.findings.values()],
        "overridden": [_finding(finding) for finding in result.overridden],
        "ratios": [entries(RATIO_COLUMNS, row, () if row.corrected else (CORRECTED,)) for row in result.comparisons],
        "comparability": [entries(COMPARABILITY_COLUMNS, row) for row in result.comparability.statements],
        "tissues": [entries(TISSUE_COLUMNS, row) for row in result.tissues],
        "indices": [entries(INDEX_COLUMNS, row) for row in result.indices],
        "concordance": [entries(CONCORDANCE_COLUMNS, row) for row in result.concordances],
        "geometry": _geometry(result.geometry),
        "warnings": list(result.warnings),
    }


def _answer(result: Result) -> dict:
    differential, weighed, sensitivity = result.differential, result.weighed, result.sensitivity
    return {
        "verdict": differential.verdict,
        "reason": differential.reason,
        "alerts": list(differential.alerts),
        "contradictions": list(differential.contradictions),
        "not_excluded": [entry.id for entry in differential.alternatives],
        "picture": _picture(differential.picture),
        "together": {"probability": differential.target.probability, "low": differential.target.low,
                     "high": differential.target.high},
        "rarity": rarityText(differential),
        "unusual": [{"feature": entry.feature, "title": entry.title, "answer": entry.answer,
                     "probability": entry.probability, "of_target": entry.ofTarget}
                    for entry in differential.unusual],
        "differential": [{**entries(DIFFERENTIAL_COLUMNS, row),
                          "forms": [{"form": form.id, "title": form.title, "share": form.share}
                                    for form in row.entry.forms]} for row in diagnosisRows(differential)],
        "weighing": {"prior": weighed.clinicalSetting.priors[differential.target.id], "cap": weighed.cap,
                     "temper": weighed.temper, "set_by_user": assumptionsText(result.case.assumptions)},
        "prior_decibans": differential.priorDecibans,
        "contributions": [{"feature": entry.finding.feature, "title": entry.title, "answer": entry.answer,
                           "source": entry.finding.source, "decibans": entry.decibans,
                           "of_target": _counted(entry.ofTarget), "of_others": _counted(entry.ofOthers),
                           "note": noteText(entry), "settled_by": list(entry.settledBy)}
                          for entry in differential.contributions],
        "sources": _sources(result),
        "total_decibans": differential.totalDecibans,
        "next_findings": [{"feature": entry.feature, "title": entry.title, "examination": entry.examination.title,
                           "bits": entry.bits} for entry in result.nextFindings],
        "next_examinations": [{"examination": entry.examination.id, "title": entry.examination.title,
                               "burden": entry.examination.burden, "risk": entry.examination.risk,
                               "decisive": entry.examination.isDecisive, "bits": entry.bits,
                               "target_bits": entry.targetBits,
                               "features": [finding.feature for finding in entry.findings]}
                              for entry in nextExaminations(weighed.model, result.nextFindings)],
        "over_priors": [{"prior": point.prior, "probability": point.probability, "low": point.low,
                         "high": point.high} for point in overPriors(differential)],
        "sensitivity": {
            "caps": [{"cap": point.value, "probability": point.probability} for point in sensitivity.caps],
            "tempers": [{"temper": point.value, "probability": point.probability} for point in sensitivity.tempers],
            "without": [{"feature": entry.feature, "probability": entry.probability}
                        for entry in sensitivity.omissions]},
    }


def _withoutAnswer(result: Result) -> dict:
    """Return why there is no answer, where the warnings do not say so."""
    return {"verdict": Verdict.INSUFFICIENT, "reason": REASON_ELSEWHERE} if result.geometry.isElsewhere else {}


def _setting(result: Result) -> dict:
    """Return the setting; without a differential only what the case asks for."""
    if result.differential is None:
        return {"id": result.case.clinicalSetting}
    setting = result.differential.setting
    return {"id": setting.id, "prior": priorOf(result.differential), "overridden": setting.isOverridden,
            "steps": [{"id": step.id, "title": step.title, "prior": step.prior,
                       "by": "finding" if step.isStated else "choice", "counts": step.counts}
                      for step in setting.steps]}


def _picture(picture: Picture) -> dict:
    return {"leaning": picture.leaning, "findings": picture.findings, "average": _factor(picture.average),
            "strongest": _factor(picture.strongest), "rival": picture.rival}


def _factor(factor: Factor) -> dict:
    return {"value": factor.value, "low": factor.low, "high": factor.high}


def _counted(counted: Counted) -> dict:
    return {"count": counted.count, "n": counted.n, "sources": list(counted.sources)}


def _sources(result: Result) -> dict:
    """Return what the counts of the contributions rest on, by id."""
    used = {source for entry in result.differential.contributions
            for source in (*entry.ofTarget.sources, *entry.ofOthers.sources)}
    return {source.id: {"citation": source.citation, "url": source.url}
            for source in result.weighed.model.sources if source.id in used}


def _finding(finding: Finding) -> dict:
    return {"feature": finding.feature, "level": finding.answer, "weights": dict(finding.weights),
            "source": finding.source, "detail": finding.detail}


def _geometry(geometry: CaseGeometry) -> dict:
    return {
        "axis": geometry.axis,
        "lesions": [entries(GEOMETRY_COLUMNS, entry) for entry in geometry.lesions],
        "groups": [{"role": group.role, "count": group.count, "volume_mm3": _orNone(group.volume),
                    "bilateral": group.isBilateral, "symmetry": _orNone(group.symmetry)} for group in geometry.groups],
    }


def _orNone(value: float) -> float | None:
    return value if math.isfinite(value) else None
