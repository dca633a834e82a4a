"""The result of a case as plain tables: the one place for their columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan

from ..Measurement import STATISTICS, Comparison, Flag
from ..Result import ComparisonRow, MeasurementRow, Result
from .DifferentialText import RESEARCH_MARK

MEASUREMENT_COLUMNS = ("region", "region_role", "sequence", *(statistic.name for statistic in STATISTICS),
                       "coil_corrected_mean", "flags")
RATIO_COLUMNS = ("lesion", "reference", "sequence", "ratio", "low", "high", "note", "relation", "corrected_ratio",
                 "corrected_low", "corrected_high", "corrected_relation", "flags")
TISSUE_COLUMNS = ("tissue", "reference", "sequence", "ratio", "low", "high", "relation", "note")
INDEX_COLUMNS = ("lesion", "index", "reference", "sequences", "value", "low", "high", "units", "note")
CONCORDANCE_COLUMNS = ("lesion", "other", "sequences", "relations", "relation", "rms_log_ratio", "low", "high")
GEOMETRY_COLUMNS = ("lesion", "role", "level", "side", "position_to_cord", "volume_mm3", "extent_mm", "thickness_mm",
                    "center_r", "center_a", "center_s")
DIFFERENTIAL_COLUMNS = ("diagnosis", "probability", "low", "high", "note")
# What joins several things in one cell.
_JOIN = "; "


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
    for row in result.measurements:
        corrected = row.corrected.statistics["mean"] if row.corrected else nan
        rows.append((row.region.name, row.region.role, row.series.label, *row.measurement.statistics.values(),
                     corrected, remarks(row)))
    return Table(MEASUREMENT_COLUMNS, tuple(rows))


def remarks(row: MeasurementRow) -> str:
    """Return the flags of a measurement, or why there is none, in one line."""
    problem = row.measurement.problem
    return _JOIN.join([*map(str, row.flags), *([f"not measurable: {problem}"] if problem else [])])


def ratioTable(result: Result) -> Table:
    """Return one row a lesion, reference role and sequence.

    ``ratio`` is lesion over reference. On CT it is lesion minus reference in HU, and the note says so.
    """
    return Table(RATIO_COLUMNS, tuple(map(ratioCells, result.comparisons)))


def ratioCells(row: ComparisonRow) -> tuple[object, ...]:
    """Return what stands in RATIO_COLUMNS for one comparison."""
    corrected = row.corrected or Comparison("ratio")
    return (row.lesion.name, row.reference, row.series.label, *_interval(row.comparison), row.note,
            row.comparison.relation, *_interval(corrected), corrected.relation, joined(row.flags))


def joined(flags: Iterable[Flag]) -> str:
    """Return flags in one cell."""
    return _JOIN.join(map(str, flags))


def tissueTable(result: Result) -> Table:
    """Return one row a pair of reference tissues and sequence: is the marrow itself dark?"""
    rows = [(row.tissue, row.reference, row.series.label, *_interval(row.comparison), row.comparison.relation,
             f"not measurable: {row.comparison.problem}" if row.comparison.problem else "") for row in result.tissues]
    return Table(TISSUE_COLUMNS, tuple(rows))


def indexTable(result: Result) -> Table:
    """Return one row a lesion and index: enhancement (fraction), chemical shift (ratio), ADC."""
    rows = [(row.lesion.name, row.index, row.reference, _JOIN.join(row.series), *_interval(row.comparison), row.units,
             f"not measurable: {row.comparison.problem}" if row.comparison.problem else row.note)
            for row in result.indices]
    return Table(INDEX_COLUMNS, tuple(rows))


def concordanceTable(result: Result) -> Table:
    """Return one row a lesion and what it is compared with over all native sequences."""
    rows = [(row.lesion.name, row.other, _JOIN.join(row.concordance.sequences), _JOIN.join(row.concordance.relations),
             row.concordance.relation, row.concordance.rms, row.concordance.low, row.concordance.high)
            for row in result.concordances]
    return Table(CONCORDANCE_COLUMNS, tuple(rows))


def geometryTable(result: Result) -> Table:
    """Return one row a lesion: where it is along the spine and how large, as case reports state it."""
    rows = [(entry.lesion.name, entry.lesion.role, entry.level, entry.side, entry.position, entry.volume,
             entry.size.extent, entry.size.thickness, *entry.center) for entry in result.geometry.lesions]
    return Table(GEOMETRY_COLUMNS, tuple(rows))


def _interval(comparison: Comparison) -> tuple[float, float, float]:
    return comparison.value, comparison.low, comparison.high


def differentialTable(result: Result) -> Table:
    """Return one row a diagnosis, most likely first, with the 95 % interval of its probability."""
    entries = result.differential.classes if result.differential else ()
    rows = [(entry.title, entry.probability, entry.low, entry.high, RESEARCH_MARK) for entry in entries]
    return Table(DIFFERENTIAL_COLUMNS, tuple(rows))
