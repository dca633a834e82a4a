"""What readout.json holds.

No patient identity: names of series stay out; names of regions are those that the user gave them or their files.
"""

from __future__ import annotations

import math

from .. import __version__
from ..Likelihood import Finding, Model, overPriors
from ..Measurement import Comparison
from ..Result import CaseGeometry, Result
from ..Roles import sequenceRole
from .DifferentialText import assumptionsText
from .Readout import RESEARCH_USE, headline

SCHEMA = "EMHAssist readout 2"


def readout(result: Result, model: Model) -> dict:
    """Return the content of readout.json: the answer and what led to it, but for the single measurements."""
    options = result.case.options
    return {
        "schema": SCHEMA,
        "research_use": RESEARCH_USE,
        "software": f"EMHAssist {__version__}",
        "model": {"name": model.name, "version": model.version},
        "setting": result.case.clinicalSetting,
        "options": {"similar": [options.margins.low, options.margins.high],
                    "nearest_reference": options.nearestReference, "iron_marked": options.ironMarked},
        "headline": headline(result),
        **(_answer(result) if result.differential else {}),
        "findings": [_finding(finding) for finding in result.findings.values()],
        "overridden": [_finding(finding) for finding in result.overridden],
        "ratios": [{"lesion": row.lesion.name, "reference": row.reference, "sequence": row.series.label,
                    "quantity": row.comparison.quantity,
                    "units": sequenceRole(row.series.role).units if row.comparison.quantity == "difference" else "1",
                    **_numbers(row.comparison), "relation": row.comparison.relation,
                    "coil_corrected": {**_numbers(row.corrected), "relation": row.corrected.relation}
                    if row.corrected else None, "note": row.note, "flags": [str(flag) for flag in row.flags]}
                   for row in result.comparisons],
        "tissues": [{"tissue": row.tissue, "reference": row.reference, "sequence": row.series.label,
                     **_numbers(row.comparison), "relation": row.comparison.relation, "note": row.comparison.problem}
                    for row in result.tissues],
        "indices": [{"lesion": row.lesion.name, "index": row.index, "reference": row.reference,
                     "sequences": list(row.series), "units": row.units, **_numbers(row.comparison),
                     "note": row.comparison.problem or row.note} for row in result.indices],
        "concordance": [{"lesion": row.lesion.name, "other": row.other, "sequences": list(row.concordance.sequences),
                         "relation": row.concordance.relation, "rms_log_ratio": _orNone(row.concordance.rms),
                         "low": _orNone(row.concordance.low), "high": _orNone(row.concordance.high)}
                        for row in result.concordances],
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
        "differential": [{"class": entry.id, "title": entry.title, "probability": entry.probability,
                          "low": entry.low, "high": entry.high,
                          "forms": [{"form": form.id, "title": form.title, "share": form.share}
                                    for form in entry.forms]} for entry in differential.classes],
        "weighing": {"prior": weighed.clinicalSetting.priors[differential.target.id], "cap": weighed.cap,
                     "temper": weighed.temper, "set_by_user": assumptionsText(result.case.assumptions)},
        "prior_decibans": differential.priorDecibans,
        "contributions": [{"feature": entry.finding.feature, "title": entry.title, "answer": entry.answer,
                           "source": entry.finding.source, "decibans": entry.decibans, "patients": entry.patients,
                           "note": entry.note} for entry in differential.contributions],
        "total_decibans": differential.totalDecibans,
        "next_findings": [{"feature": entry.feature, "title": entry.title, "examination": entry.examination,
                           "bits": entry.bits} for entry in result.nextFindings],
        "over_priors": [{"prior": point.prior, "probability": point.probability, "low": point.low,
                         "high": point.high} for point in overPriors(differential)],
        "sensitivity": {
            "caps": [{"cap": point.value, "probability": point.probability} for point in sensitivity.caps],
            "tempers": [{"temper": point.value, "probability": point.probability} for point in sensitivity.tempers],
            "without": [{"feature": entry.feature, "probability": entry.probability}
                        for entry in sensitivity.omissions]},
    }


def _finding(finding: Finding) -> dict:
    return {"feature": finding.feature, "level": finding.answer, "weights": dict(finding.weights),
            "source": finding.source, "detail": finding.detail}


def _geometry(geometry: CaseGeometry) -> dict:
    return {
        "axis": geometry.axis,
        "lesions": [{"lesion": entry.lesion.name, "level": entry.level, "side": entry.side,
                     "position_to_cord": entry.position, "volume_mm3": _orNone(entry.volume),
                     "extent_mm": _orNone(entry.size.extent), "thickness_mm": _orNone(entry.size.thickness)}
                    for entry in geometry.lesions],
        "groups": [{"role": group.role, "count": group.count, "volume_mm3": _orNone(group.volume),
                    "bilateral": group.isBilateral, "symmetry": _orNone(group.symmetry)} for group in geometry.groups],
    }


def _numbers(comparison: Comparison) -> dict:
    return {"value": _orNone(comparison.value), "low": _orNone(comparison.low), "high": _orNone(comparison.high)}


def _orNone(value: float) -> float | None:
    return value if math.isfinite(value) else None
