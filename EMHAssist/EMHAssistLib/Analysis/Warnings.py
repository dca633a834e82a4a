"""What the reader of a result must know before trusting its numbers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from ..Case import Case
from ..Measurement.Flags import ACQUIRED_APART
from ..Result import ComparisonRow, MeasurementRow, TissueRow
from .Findings.MarrowState import marrowQuestions
from .LesionIndices import ironReason


def caseWarnings(case: Case, rows: Sequence[MeasurementRow], comparisons: Sequence[ComparisonRow],
                 tissues: Sequence[TissueRow]) -> list[str]:
    """Return what is wrong with the series and regions of a case, in plain English."""
    warnings = []
    frames = {series.frameOfReference: series.label for series in reversed(case.series) if series.frameOfReference}
    if len(frames) > 1:
        warnings.append(f"The series {', '.join(sorted(frames.values()))} have different frames of reference: the same "
                        f"region may lie on different anatomy. Register them first, or place separate regions on each.")
    apart = list(dict.fromkeys(row.series.label for row in rows if any(flag.name == "acquired_apart"
                                                                       for flag in row.flags)))
    if apart:
        warnings.append(f"{', '.join(apart)}: acquired more than {ACQUIRED_APART:g} hours after the first series; the "
                        "lesion, the patient's position and the coils may have changed.")
    if case.options.ironMarked:
        if any(region.role == "marrow" for region in case.regions):
            warnings.append("Iron is known: lesions are compared with marrow, but this does not count as a "
                            "finding.")
    else:
        if reason := ironReason(case.options, tissues):
            warnings.append(f"{reason[0].upper()}{reason[1:]} or replaced marrow: similarity to such marrow means "
                            f"little.")
        warnings += marrowQuestions(case.options, comparisons)
    warnings += [f"{series.label}: {series.problem}." for series in case.series if series.problem]
    warnings += [f"{region.name}: {region.problem}." for region in case.regions if region.problem]
    return warnings + _unmeasured(case, rows)


def _unmeasured(case: Case, rows: Sequence[MeasurementRow]) -> list[str]:
    problems: dict[Hashable, set[str]] = {region.key: set() for region in case.regions}
    for row in rows:
        if not row.series.problem:
            problems[row.region.key].add(row.measurement.problem)
    return [f"{region.name}: nothing could be measured on any series; {'; '.join(sorted(problems[region.key]))}."
            for region in case.regions
            if problems[region.key] and "" not in problems[region.key] and not region.problem]
