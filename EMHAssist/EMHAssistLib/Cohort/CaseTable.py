"""Proven cases from a CSV table: of each its diagnosis, its proof and the findings it states.

Columns are those of the published vignettes (see VignetteColumns), or ids of features of the model with ids of answers
as values, or both. What is not stated is not assessed, never absent.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..Likelihood import Finding, Model
from ..Naming.SpinalLevels import SACRAL, spinalRegion
from .CellText import keyOf
from .CsvFile import CsvRow, readRows
from .VignetteColumns import (
    CASE_ID,
    COLUMNS,
    DETAIL,
    DIAGNOSIS,
    DISORDER,
    DISORDER_KNOWN,
    FROM_DISORDER,
    HARD_CASE,
    HISTOLOGY,
    LEVELS,
    NOT_STATED,
    NOTE,
    OTHER_COLUMNS,
    PRESENCE,
    PROOF,
    PROOFS,
    TITLE,
    UNIT,
    UNKNOWN_PROOF,
    VignetteColumn,
)
from .VignetteDiagnoses import OTHER_CLASS, classAndForm
from .VignetteHosts import DISORDERS, disorderMeaning, disorderOfText, isBloodCancer

_PRESACRAL = "PRESACRAL"
# The feature, and its answer, of a cancer known before.
CANCER, BLOOD = "cancer_history", "blood"
_OTHER_REGIONS = re.compile(r"lumb|cervic|thora|dors|(?<![a-z])[ctdl]\s*\d", re.IGNORECASE)


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
    :param isPresacral: in front of the sacrum or in it alone, where few would ask for EMH at the spine
    """

    caseId: str
    diagnosis: str
    classId: str
    formId: str
    proof: str
    findings: Mapping[str, Finding] = field(hash=False)
    isHard: bool
    line: int
    isPresacral: bool = False

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
    comes with it. Title and note are never read as findings, for they tell the diagnosis. A value that is not known is
    not assessed; a diagnosis that is not known counts as "other". Remarks say all this by line and column. They never
    repeat what stands there, which may name a patient: they go into files.

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
        if keyOf(row.cells.get(UNIT, "")) == "series":
            return self._note(row, "the row represents a whole series and is left out")
        diagnosis = row.cells[DIAGNOSIS]
        if keyOf(diagnosis) in NOT_STATED:
            return self._note(row, "the row has no diagnosis and is left out")
        findings = self._findings(row)
        classId, formId = self._diagnosis(row, diagnosis, findings)
        proof = keyOf(row.cells.get(PROOF, ""))
        return ProvenCase(row.cells.get(CASE_ID) or f"line {row.line}", diagnosis, classId, formId,
                          UNKNOWN_PROOF if proof in NOT_STATED else PROOFS.get(proof, proof), findings,
                          PRESENCE.get(keyOf(row.cells.get(HARD_CASE, ""))) == "present", row.line, _isPresacral(row))

    def _diagnosis(self, row, text, findings):
        """Return the ids of class and form."""
        key, model = keyOf(text), self.model
        for form in model.forms:
            if form.id == key != OTHER_CLASS:
                return form.classId, form.id
        neurofibromatosis = findings.get("neurofibromatosis")
        classId, formId = classAndForm(
            text, note=row.cells.get(NOTE, ""), title=row.cells.get(TITLE, ""),
            hasNeurofibromatosis=neurofibromatosis is not None and neurofibromatosis.answer == "present") or ("", "")
        if classId not in model.classIds() and key in model.classIds():
            return key, ""
        if classId not in model.classIds():
            if OTHER_CLASS not in model.classIds():
                raise ValueError(f"line {row.line}: unknown diagnosis '{text}'; this model has: "
                                 f"{', '.join(model.classIds())}")
            self._note(row, f"unknown diagnosis, counts as '{OTHER_CLASS}'")
            classId, formId = OTHER_CLASS, ""
        return classId, formId if any(form.id == formId for form in model.forms) else ""

    def _findings(self, row):
        findings: dict[str, Finding] = {}
        yielding: dict[str, Finding] = {}
        for name, columns in self.columns.items():
            for column, finding in self._told(row, name, columns):
                if column.yields:
                    yielding[column.feature] = finding
                elif column.feature in findings:
                    raise ValueError(f"line {row.line}: the feature '{column.feature}' is given in two columns, one of "
                                     f"them '{name}'; keep one")
                else:
                    findings[column.feature] = finding
        findings = yielding | findings
        known = PRESENCE.get(keyOf(row.cells.get(DISORDER_KNOWN, "")))
        if known == "present" and isBloodCancer(row.cells.get(DISORDER, ""),
                                                 row.cells.get(DETAIL, "")):
            self._addBloodCancer(findings, row.cells[DETAIL])
        if known == "absent":
            for feature in FROM_DISORDER:
                if findings.pop(feature, None):
                    self._note(row, f"the disorder was found after imaging, so '{feature}' counts as not assessed")
        epidural = findings.get("epidural")
        if epidural and epidural.answer == "absent" and findings.pop("epidural_position", None):
            self._note(row, "there is nothing epidural, so 'epidural_position' counts as not assessed")
        return findings

    def _addBloodCancer(self, findings, detail):
        """Say that the known cancer is one of the blood, if the model tells these apart."""
        if any(feature.id == CANCER and BLOOD in feature.answerIds() for feature in self.model.features):
            findings[CANCER] = Finding(CANCER, BLOOD, detail=f"{DETAIL}: {detail}")

    def _told(self, row, name, columns: tuple[VignetteColumn, ...]):
        """Return what a cell tells, as (column, finding)."""
        text = row.cells[name]
        if keyOf(text) in NOT_STATED:
            return []
        told, isKnown = [], False
        for column in columns:
            feature = self.model.feature(column.feature)
            try:
                weights = _weights(row, name, column, feature.answerIds())
            except KeyError:
                continue
            isKnown = True
            if weights:
                answer = max(weights, key=weights.get)
                isPlain = text.strip() == answer
                told.append((column, Finding(feature.id, answer, detail="" if isPlain else f"{name}: {text}",
                                             answerWeights=weights if len(weights) > 1 else None)))
        if not isKnown:
            self._note(row, f"column '{name}': unknown value, counts as not assessed")
        return told

    def _note(self, row, text) -> None:
        self.places.setdefault(text, []).append(row.line)


def _columnsOf(model, names):
    """Return for each name of a column that tells findings of the model how it does."""
    featureIds = {feature.id for feature in model.features}
    columns = {}
    for name in names:
        known = tuple(column for column in COLUMNS.get(name, ()) if column.feature in featureIds)
        if known:
            columns[name] = known
        elif name in featureIds:
            columns[name] = (VignetteColumn(name, PRESENCE),)
    return columns


def _weights(row, name, column, answerIds):
    """Return how plausible a cell makes each answer, empty where it says nothing; KeyError for an unknown value."""
    text = row.cells[name]
    if name == DISORDER and keyOf(text) in DISORDERS:
        meaning = disorderMeaning(text, row.cells.get(DETAIL, ""))
        return {meaning: 1.0} if meaning in answerIds else {}
    if name == DISORDER and keyOf(text) not in answerIds:
        meaning = disorderOfText(text, "")
        if meaning != "":
            return {meaning: 1.0} if meaning in answerIds else {}
    return column.weights(text, answerIds)


def _isPresacral(row):
    levels = row.cells.get(LEVELS, "")
    return row.cells.get(NOTE, "").startswith(_PRESACRAL) or (
        spinalRegion(levels) == SACRAL and not _OTHER_REGIONS.search(levels))


def _remark(item):
    text, lines = item
    further = f" and {len(lines) - 3} more" if len(lines) > 3 else ""
    return f"line {', '.join(map(str, lines[:3]))}{further}: {text}"
