"""The result of a case as plain ASCII text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from ..Comparability import Consequence, statementText
from ..Likelihood import Differential, overPriors
from ..Likelihood.Differential import REASON_ELSEWHERE
from ..Result import Result
from .Columns import cells, names
from .Deciders import decidersText, mostInformative
from .DifferentialText import (
    RESEARCH_MARK,
    alternativesText,
    assumptionsText,
    behindText,
    classText,
    decibansText,
    formsText,
    mostInfluential,
    percent,
    priorText,
    rangeText,
    ranked,
)
from .Readout import RESEARCH_USE, alertTexts, comparisonText, headline, longValue, rmsText
from .ResultTables import RATIO_COLUMNS, remarks
from .Statements import reasonText, statements, unusualText

_STATISTICS = ("n", "mean", "sd")
# Columns of a ratio that longValue puts into words, or that a terminal has no room for.
IN_WORDS = {"ratio", "low", "high", "here_low", "here_high", "claimed_low", "claimed_high", "spread", "note",
            "relation", "corrected_ratio", "corrected_low", "corrected_high", "corrected_relation", "flags"}


def measurementText(result: Result) -> str:
    """Return a table of what each region holds on each sequence."""
    rows = [("region", "role", "sequence", *_STATISTICS, "flags")]
    for row in result.measurements:
        numbers = [f"{row.measurement.statistics[name]:.6g}" for name in _STATISTICS]
        rows.append((row.region.name, row.region.role, row.series.label, *numbers, remarks(row)))
    return alignedColumns(rows)


def ratioText(result: Result) -> str:
    """Return a table of each lesion against each reference on each sequence."""
    if not result.comparisons:
        return "No ratios: there is no reference region, such as marrow."
    # In the place of what longValue says.
    first = next(number for number, column in enumerate(RATIO_COLUMNS) if column.name in IN_WORDS)
    before, after = ([column for column in columns if column.name not in ("", *IN_WORDS)]
                     for columns in (RATIO_COLUMNS[:first], RATIO_COLUMNS[first:]))
    rows = [(*names(before), "ratio (95 % interval), relation", *names(after))]
    rows += [(*map(_written, cells(before, row)), longValue(row), *map(_written, cells(after, row)))
             for row in result.comparisons]
    return alignedColumns(rows)


def _written(cell: object) -> str:
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


def furtherText(result: Result) -> str:
    """Return what goes beyond single ratios: tissues, indices, concordance and geometry; "" without any."""
    parts = []
    if result.tissues:
        parts.append([("tissue", "reference", "sequence", "ratio (95 % interval), relation"),
                      *((row.tissue, row.reference, row.series.label, comparisonText(row.comparison))
                        for row in result.tissues)])
    if result.indices:
        parts.append([("lesion", "index", "reference", "sequences", "value (95 % interval)", "note"),
                      *((row.lesion.name, row.index, row.reference or "-", ", ".join(row.series),
                         comparisonText(row.comparison), row.note) for row in result.indices)])
    if result.concordances:
        parts.append([("lesion", "other", "sequences", "on all sequences", "rms log ratio (95 % interval)"),
                      *((row.lesion.name, row.other, ", ".join(row.concordance.sequences), row.concordance.relation,
                         rmsText(row.concordance)) for row in result.concordances)])
    if result.geometry.lesions:
        parts.append([("lesion", "level", "side", "position", "size of", "along the spine", "thickness",
                       "volume"),
                      *((entry.lesion.name, entry.level.text() or "-", entry.side or "-", entry.position or "-",
                         "lesion" if entry.isOutlined else "sampling region", f"{entry.size.extent:.1f} mm",
                         f"{entry.size.thickness:.1f} mm", f"{entry.volume / 1000:.2f} ml")
                        for entry in result.geometry.lesions)])
    return "\n\n".join(map(alignedColumns, parts))


def readoutText(result: Result) -> str:
    """Return the verdict, the differential, what it rests on and what to be warned of."""
    warnings = [*(f"Warning: {warning}" for warning in result.warnings),
                *(f"Note: {statementText(statement)}." for statement in result.comparability.statements
                  if statement.consequence == Consequence.FINE)]
    differential = result.differential
    if differential is None:
        return "\n".join([headline(result), *([REASON_ELSEWHERE] if result.geometry.isElsewhere else []),
                          *(f"! {alert}" for alert in alertTexts(result)), *warnings, "", RESEARCH_USE])
    diagnoses = [("diagnosis, leading form", "setting", "together", "95 % interval")]
    diagnoses += [(classText(entry), priorText(differential.setting.priors[entry.id]), percent(entry.probability),
                   rangeText(entry.low, entry.high)) for entry in differential.classes]
    lines = [f"{headline(result)} - {RESEARCH_MARK}",
             *(f"! {alert}" for alert in (*alertTexts(result), *differential.contradictions)),
             *([f"Not excluded: {alternativesText(differential)}"] if differential.alternatives else []),
             *statements(differential), reasonText(differential), *filter(None, [unusualText(differential)]),
             "What would decide it:", *(f"  {text}" for text in decidersText(result)),
             *filter(None, [assumptionsText(result.case.assumptions)]), "",
             alignedColumns(diagnoses), *filter(None, [formsText(differential.target)]), "",
             alignedColumns(_weights(differential)), "", *_nextLines(result), *_doubtLines(result)]
    return "\n".join([*lines, *warnings, "", RESEARCH_USE])


def _weights(differential: Differential) -> list[tuple[str, str, str]]:
    """Return what adds up to the odds of the target, line by line."""
    return [("finding", "decibans", "source"), ("before any finding", decibansText(differential.priorDecibans), ""),
            *((f"{entry.title}: {entry.answer}", "" if entry.note else decibansText(entry.decibans), behindText(entry))
              for entry in ranked(differential.contributions)),
            ("sum", decibansText(differential.totalDecibans), "")]


def _nextLines(result: Result) -> list[str]:
    return [f"Next most informative finding: {entry.title} ({entry.bits:.2f} bits; {entry.examination.title})"
            for entry in mostInformative(result)]


def _doubtLines(result: Result) -> list[str]:
    """Return how the probability of the target hangs on what is assumed, and on single findings."""
    priors = ", ".join(f"{100 * point.prior:g} %: {percent(point.probability)}"
                       for point in overPriors(result.differential))
    sensitivity = result.sensitivity
    lines = [f"Under other priors: {priors}"]
    for title, points in (("caps", sensitivity.caps), ("tempers", sensitivity.tempers)):
        lines.append(f"Under other {title}: "
                     + ", ".join(f"{point.value:g}: {percent(point.probability)}" for point in points))
    without = "; ".join(f"{entry.title}: {percent(entry.probability)}" for entry in mostInfluential(result))
    return lines + ([f"Without one finding: {without}"] if without else [])


def alignedColumns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of text as lines with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)
