"""The result of a case as plain text for a terminal."""

from __future__ import annotations

from ..Case import Result
from .Readout import RESEARCH_USE, headline, longValue, percent


def terminalReport(result: Result) -> str:
    """Return the table of ratios and the readout as lines of plain ASCII text."""
    rows = [("Lesion", "Reference", "Sequence", "Lesion / reference (95 % interval)")]
    rows += [(row.lesion.name, row.reference, row.series.label, longValue(row)) for row in result.comparisons]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths)), row[3]]) for row in rows]
    differential = result.differential
    lines += ["", headline(result), differential.reason, f"Prior: {differential.setting}"]
    width = max(len(entry.title) for entry in differential.classes)
    lines += [f"  {entry.title.ljust(width)}  {percent(entry.probability):>5}  "
              f"({percent(entry.low)} to {percent(entry.high)})" for entry in differential.classes]
    if differential.alternatives:
        lines.append("Not excluded: " + ", ".join(entry.title for entry in differential.alternatives))
    lines += [f"Finding: {finding.feature} = {finding.level} ({finding.source})"
              for finding in result.findings.values()]
    lines += [f"Warning: {warning}" for warning in result.warnings]
    return "\n".join([*lines, "", RESEARCH_USE])
