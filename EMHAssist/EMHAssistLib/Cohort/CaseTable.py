"""Proven cases from a CSV table: of each its diagnosis, its proof and the findings it states.

Columns are those of the published vignettes (see VignetteColumns), or ids of features of the model with ids of answers
as values, or both. What is not stated is not assessed, never absent.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..Likelihood import Finding, Model
from .CsvFile import CsvRow, readRows
from .VignetteColumns import (
    CASE_ID,
    COLUMNS,
    DIAGNOSES,
    DIAGNOSIS,
    DISORDER_KNOWN,
    FROM_DISORDER,
    HARD_CASE,
    HISTOLOGY,
    NOT_STATED,
    OTHER_CLASS,
    OTHER_COLUMNS,
    PRESENCE,
    PROOF,
    PROOFS,
    UNIT,
    UNKNOWN_PROOF,
    VignetteColumn,
)


@dataclass(frozen=True)
class ProvenCase:
    """A patient whose diagnosis is known.

    :param caseId: as written, or "line N"
    :param diagnosis: as written
    :param classId: class of the model
    :param formId: form of that class, "" where only the class is known
    :param proof: "histology", "followup", "typical_imaging", "unknown" or what else is written
    :param findings: {feature id: Finding} of what is stated and was known at imaging
    :param isHard: said to be a hard case
    :param line: of the file
    """

    caseId: str
    diagnosis: str
    classId: str
    formId: str
    proof: str
    findings: Mapping[str, Finding] = field(hash=False)
    isHard: bool
    line: int

    @property
    def isHistology(self) -> bool:
        """Proven by tissue (or culture), so not diagnosed because of the findings."""
        return self.proof == HISTOLOGY


@dataclass(frozen=True)
class CaseTable:
    """Proven cases in the order of the file, and in plain English what was left out or not understood.

    :param sha256: of the file, "" for cases that come from none
    """

    cases: tuple[ProvenCase, ...]
    remarks: tuple[str, ...]
    sha256: str = ""


def readCases(path: str | os.PathLike, model: Model) -> CaseTable:
    """Read proven cases.

    Rows that stand for a whole series (column ``unit``) and rows without a diagnosis are left out. A hematologic
    disorder that was found after imaging (``disorder_known_at_imaging`` no) is not assessed, nor is the anemia that
    comes with it. A value that is not known is not assessed; a diagnosis that is not known counts as "other". Remarks
    say all this by line and column. They never repeat what stands there, which may name a patient: they go into files.

    :param path: CSV file
    :param model: whose classes, features and answers the cases are told in
    :raises ValueError: not such a table, two cases of the same id, a feature told twice, no case at all; with the line
    """
    table = readRows(path, DIAGNOSIS)
    try:
        return replace(_Reader(model, table.columns).read(table.rows), sha256=table.sha256)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


class _Reader:
    """Turns rows into cases and collects what is to be remarked."""

    def __init__(self, model: Model, columns):
        self.model = model
        self.columns = _columnsOf(model, columns)
        ignored = [column for column in columns if column and column not in self.columns
                   and column not in OTHER_COLUMNS]
        self.remarks = [f"unknown columns are ignored: {', '.join(ignored)}"] if ignored else []
        # What is remarked to the lines it was met on.
        self.places: dict[str, list[int]] = {}

    def read(self, rows):
        lines: dict[str, int] = {}
        cases = []
        for row in rows:
            case = self._case(row)
            if case is None:
                continue
            if case.caseId in lines:
                raise ValueError(f"line {row.line}: the case '{case.caseId}' is already on line {lines[case.caseId]}")
            lines[case.caseId] = row.line
            cases.append(case)
        if not cases:
            raise ValueError("holds no case with a diagnosis")
        return CaseTable(tuple(cases), (*self.remarks, *map(_remark, self.places.items())))

    def _case(self, row: CsvRow):
        if _key(row.cells.get(UNIT, "")) == "series":
            return self._note(row, "the row represents a whole series and is left out")
        diagnosis = row.cells[DIAGNOSIS]
        if _key(diagnosis) in NOT_STATED:
            return self._note(row, "the row has no diagnosis and is left out")
        classId, formId = self._diagnosis(row, diagnosis)
        proof = _key(row.cells.get(PROOF, ""))
        return ProvenCase(row.cells.get(CASE_ID) or f"line {row.line}", diagnosis, classId, formId,
                          UNKNOWN_PROOF if proof in NOT_STATED else PROOFS.get(proof, proof), self._findings(row),
                          PRESENCE.get(_key(row.cells.get(HARD_CASE, ""))) == "present", row.line)

    def _diagnosis(self, row, text):
        """Return the ids of class and form."""
        key, model = _key(text), self.model
        for form in model.forms:
            if form.id == key:
                return form.classId, form.id
        if key in model.classIds():
            return key, ""
        classId, formId = DIAGNOSES.get(_american(key), ("", ""))
        if classId not in model.classIds():
            if OTHER_CLASS not in model.classIds():
                raise ValueError(f"line {row.line}: unknown diagnosis '{text}'; this model has: "
                                 f"{', '.join(model.classIds())}")
            self._note(row, f"unknown diagnosis, counts as '{OTHER_CLASS}'")
            classId, formId = OTHER_CLASS, ""
        return classId, formId if any(form.id == formId for form in model.forms) else ""

    def _findings(self, row):
        findings = {}
        for name, column in self.columns.items():
            finding = self._finding(row, name, column)
            if finding is None:
                continue
            if column.feature in findings:
                raise ValueError(f"line {row.line}: the feature '{column.feature}' is given in two columns, one of "
                                 f"them '{name}'; keep one")
            findings[column.feature] = finding
        if _key(row.cells.get(DISORDER_KNOWN, "")) in ("no", "false", "0"):
            for feature in FROM_DISORDER:
                if findings.pop(feature, None):
                    self._note(row, f"the disorder was found after imaging, so '{feature}' counts as not assessed")
        epidural = findings.get("epidural")
        if epidural and epidural.answer == "absent" and findings.pop("epidural_position", None):
            self._note(row, "there is nothing epidural, so 'epidural_position' counts as not assessed")
        return findings

    def _finding(self, row, name, column: VignetteColumn):
        text = row.cells[name]
        key = _key(text)
        if key in NOT_STATED:
            return None
        feature = self.model.feature(column.feature)
        if key in feature.answerIds():
            return Finding(feature.id, key)
        key = _american(key)
        meaning = column.values[key] if key in column.values else column.parse(text)
        if meaning is None:
            return None
        weights = {meaning: 1.0} if isinstance(meaning, str) else dict(meaning)
        if not set(weights) <= set(feature.answerIds()):
            return self._note(row, f"column '{name}': unknown value, counts as not assessed")
        return Finding(feature.id, max(weights, key=weights.get), detail=f"{name}: {text}",
                       answerWeights=weights if len(weights) > 1 else None)

    def _note(self, row, text) -> None:
        self.places.setdefault(text, []).append(row.line)


def _columnsOf(model, names):
    """Return for each name of a column that tells a finding of the model how it does."""
    featureIds = {feature.id for feature in model.features}
    columns = {}
    for name in names:
        if name in COLUMNS and COLUMNS[name].feature in featureIds:
            columns[name] = COLUMNS[name]
        elif name in featureIds:
            columns[name] = VignetteColumn(name, PRESENCE)
    return columns


def _key(text):
    """Return a value as the coding writes it: in lower case, with "_" for spaces and hyphens."""
    return "_".join(text.lower().replace("-", " ").split())


def _american(key):
    """Return a value in the spelling of the coding."""
    return key.replace("ae", "e").replace("tumour", "tumor")


def _remark(item):
    text, lines = item
    further = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"line {', '.join(map(str, lines[:3]))}{further}: {text}"
