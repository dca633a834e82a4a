"""The result of a case as plain tables: the one place for their columns."""

from __future__ import annotations

from dataclasses import dataclass

from ..Case import Result
from ..Measurement import STATISTICS

MEASUREMENT_COLUMNS = ("region", "region_role", "sequence", *(statistic.name for statistic in STATISTICS),
                       "coverage", "flags")
RATIO_COLUMNS = ("lesion", "reference", "sequence", "ratio", "low", "high", "note")
DIFFERENTIAL_COLUMNS = ("diagnosis", "probability", "low", "high")


@dataclass(frozen=True)
class Table:
    """Rows of text and numbers; NaN stands for a number that could not be had."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def measurementTable(result: Result) -> Table:
    """Return one row a region and sequence. Statistics are in units of the image, see Measurement.STATISTICS.

    The reason why nothing could be measured stands with the flags.
    """
    rows = []
    for region, series, measurement in result.measurements:
        remarks = [str(flag) for flag in measurement.flags]
        if measurement.problem:
            remarks.append(f"not measurable: {measurement.problem}")
        rows.append((region.name, region.role, series.label, *measurement.statistics.values(), measurement.coverage,
                     "; ".join(remarks)))
    return Table(MEASUREMENT_COLUMNS, tuple(rows))


def ratioTable(result: Result) -> Table:
    """Return one row a lesion, reference role and sequence.

    ``ratio`` is lesion over reference. On CT it is lesion minus reference in HU, and the note says so.
    """
    rows = [(row.lesion.name, row.reference, row.series.label, row.comparison.value, row.comparison.low,
             row.comparison.high, row.note) for row in result.comparisons]
    return Table(RATIO_COLUMNS, tuple(rows))


def differentialTable(result: Result) -> Table:
    """Return one row a diagnosis, most likely first, with the 95 % interval of its probability."""
    entries = result.differential.classes if result.differential else ()
    rows = [(entry.title, entry.probability, entry.low, entry.high) for entry in entries]
    return Table(DIFFERENTIAL_COLUMNS, tuple(rows))
