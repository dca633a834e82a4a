"""Result files: tables as CSV, and readout.json.

No patient identity: names of series stay out; names of regions are those that the user gave them or their files.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import math
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from .. import __version__
from ..Result import CaseGeometry, Result
from ..Likelihood import Finding, Model, overPriors
from ..Measurement import Comparison
from ..Roles import sequenceRole
from .Answer import weighingText
from .Readout import RESEARCH_USE, headline
from .Tables import (
    Table,
    concordanceTable,
    differentialTable,
    geometryTable,
    indexTable,
    measurementTable,
    ratioTable,
    tissueTable,
)

# Name of each CSV file to what makes its table.
TABLES = {
    "measurements.csv": measurementTable,
    "ratios.csv": ratioTable,
    "tissues.csv": tissueTable,
    "indices.csv": indexTable,
    "concordance.csv": concordanceTable,
    "geometry.csv": geometryTable,
    "differential.csv": differentialTable,
}
SCHEMA = "EMHAssist readout 2"


def writeResult(result: Result, model: Model, folder: str | Path) -> list[Path]:
    """Write all result files of a case.

    :param result: what was computed
    :param model: the model it was computed with
    :param folder: is made if it does not exist
    :return: the files written
    :raises OSError: the folder or a file cannot be written
    """
    return replaceTexts(folder, resultContents(result, model))


def resultContents(result: Result, model: Model) -> dict[str, str]:
    """Return the text of each result file of a case, by its name."""
    return {**{name: csvText(table(result)) for name, table in TABLES.items()},
            "readout.json": jsonText(readout(result, model))}


def replaceTexts(folder: Path, contents: Mapping[str, str]) -> list[Path]:
    """Write text files, all or none; see replaceFiles.

    :param folder: made if it does not exist
    :param contents: name of each file to its text
    :return: the files
    :raises OSError: the folder or a file cannot be written
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    replaceFiles(folder, {name: partial(_writeText, text=text) for name, text in contents.items()})
    return [folder / name for name in contents]


def replaceFiles(folder: Path, writers: Mapping[str, Callable[[str], object]]) -> None:
    """Have files written aside and put in their place when all are whole, so that none is ever half-written.

    :param folder: existing folder of the files
    :param writers: name of each file to a function that writes it to the path it is given; the path ends with the same
        name, which MRB files hold inside
    :raises OSError: a file cannot be written; then none has changed
    """
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as temporary:
        for name, write in writers.items():
            write(os.path.join(temporary, name))
        for name in writers:
            os.stat(os.path.join(temporary, name))  # raises if nothing was written
            if os.path.isdir(os.path.join(folder, name)):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.path.join(folder, name))
        for name in writers:
            os.replace(os.path.join(temporary, name), os.path.join(folder, name))


def _writeText(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8", newline="")


def readout(result: Result, model: Model) -> dict:
    """Return the content of readout.json: the answer and what led to it, but for the single measurements."""
    options = result.case.options
    return {
        "schema": SCHEMA,
        "research_use": RESEARCH_USE,
        "software": f"EMHAssist {__version__}",
        "model": {"name": model.name, "version": model.version},
        "setting": result.case.setting,
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
        "weighing": {"prior": weighed.setting.priors[differential.target.id], "cap": weighed.cap,
                     "temper": weighed.temper, "set_by_user": weighingText(result.case.weighing)},
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
    return {"feature": finding.feature, "level": finding.level, "weights": dict(finding.weights),
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


def jsonText(data: dict) -> str:
    """Return data as JSON; ValueError if there is a number in it that JSON does not have, such as NaN."""
    return json.dumps(data, indent=1, allow_nan=False, ensure_ascii=False) + "\n"


def csvText(table: Table, delimiter: str = ",") -> str:
    """Return a table as CSV (RFC 4180); numbers in full precision, empty where there is none.

    :param delimiter: a tab for what is pasted into a spreadsheet
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if isinstance(cell, float) and not math.isfinite(cell) else cell for cell in row])
    return text.getvalue()
