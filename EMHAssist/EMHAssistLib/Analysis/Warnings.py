"""What the reader of a result must know before trusting its numbers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ..Case import Case
from ..Comparability import Comparability, Consequence, statementText
from ..Result import ComparisonRow, MeasurementRow, TissueRow
from .Findings.MarrowState import marrowQuestions
from .LesionIndices import ironReason


def caseWarnings(case: Case, rows: Sequence[MeasurementRow], comparisons: Sequence[ComparisonRow],
                 tissues: Sequence[TissueRow], comparability: Comparability) -> list[str]:
    """Return what is wrong with the series and regions of a case, in plain English."""
    warnings = [statementText(statement) + "." for statement in comparability.statements
                if statement.consequence != Consequence.FINE]
    if case.options.ironMarked:
        if any(region.role == "marrow" for region in case.regions):
            warnings.append("Iron is known: lesions are compared with marrow, but this does not count as a "
                            "finding.")
    else:
        if reason := ironReason(case.options, tissues):
            warnings.append(f"{reason[0].upper()}{reason[1:]} or replaced marrow: similarity to such marrow means "
                            f"little.")
        warnings += marrowQuestions(case.options, comparisons, tissues)
    warnings += [f"{series.label}: {series.problem}." for series in case.series if series.problem]
    warnings += [f"{region.name}: {region.problem}." for region in case.regions if region.problem]
    warnings += [f"{region.name}: {note}." for region in case.regions for note in region.notes]
    return warnings + _unmeasured(case, rows)


def _unmeasured(case: Case, rows: Sequence[MeasurementRow]) -> list[str]:
    problems: dict[Hashable, set[str]] = {region.key: set() for region in case.regions}
    for row in rows:
        if not row.series.problem:
            problems[row.region.key].add(row.measurement.problem)
    return [f"{region.name}: nothing could be measured on any series; {'; '.join(sorted(problems[region.key]))}."
            for region in case.regions
            if problems[region.key] and "" not in problems[region.key] and not region.problem]
