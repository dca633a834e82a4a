"""The result of a case as plain tables: the one place for their columns, and for those of readout.json."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan
from typing import Any

from ..Likelihood import Differential, RankedClass
from ..Likelihood.Picture import Factor
from ..Measurement import STATISTICS, Comparison, Quantity
from ..Result import ComparisonRow, MeasurementRow, Result
from ..Roles import sequenceRole
from .Columns import Column, RowMemory, cells, joined, names
from .DifferentialText import RESEARCH_MARK

MEASUREMENT_COLUMNS = ("region", "region_role", "sequence", *(statistic.name for statistic in STATISTICS),
                       "signal", "coil_corrected_mean", "flags")
# What readout.json has of a ratio after bias field correction; None without one.
CORRECTED = "coil_corrected"
_NO_FACTOR = Factor(nan, nan, nan)
_NOT_CORRECTED = Comparison(Quantity.RATIO)


def _interval(comparison: Callable[[Any], Comparison], name: str, prefix: str = "", key: str = "value",
              rank: int = 0) -> tuple[Column, ...]:
    """Return the columns of a number and the ends of its interval.

    :param comparison: returns it for a row
    :param name: of the column of the number
    :param prefix: of the columns of the ends
    """
    part = key.removesuffix("value")
    return (Column(name, lambda row: comparison(row).value, key, rank),
            Column(f"{prefix}low", lambda row: comparison(row).low, f"{part}low", rank),
            Column(f"{prefix}high", lambda row: comparison(row).high, f"{part}high", rank))


def _corrected(row: ComparisonRow) -> Comparison:
    return row.corrected or _NOT_CORRECTED


def _units(row: ComparisonRow) -> str:
    return sequenceRole(row.series.role).units if row.comparison.quantity == Quantity.DIFFERENCE else "1"


def _problem(comparison: Comparison) -> str:
    return f"not measurable: {comparison.problem}" if comparison.problem else ""


# ``ratio`` is lesion over reference. On CT it is lesion minus reference in HU, and the note says so. ``low`` and
# ``high`` are for the mean of the reference tissue, ``here_low`` and ``here_high`` for this tissue at the place of the
# lesion, ``claimed_low`` and ``claimed_high`` with what doubts add: the relation rests on them.
RATIO_COLUMNS = (
    Column("lesion", lambda row: row.lesion.name),
    Column("reference", lambda row: row.reference),
    Column("sequence", lambda row: row.series.label),
    Column("", lambda row: row.comparison.quantity, "quantity"),
    Column("", _units, "units"),
    *_interval(lambda row: row.comparison, "ratio"),
    Column("here_low", lambda row: row.comparison.hereLow),
    Column("here_high", lambda row: row.comparison.hereHigh),
    Column("claimed_low", lambda row: row.comparison.claimed[0]),
    Column("claimed_high", lambda row: row.comparison.claimed[1]),
    Column("spread", lambda row: row.spread),
    Column("note", lambda row: row.note, rank=1),
    Column("relation", lambda row: row.comparison.relation),
    *_interval(_corrected, "corrected_ratio", "corrected_", f"{CORRECTED}.value"),
    Column("corrected_relation", lambda row: _corrected(row).relation, f"{CORRECTED}.relation"),
    Column("flags", lambda row: row.flags, rank=1),
)
TISSUE_COLUMNS = (
    Column("tissue", lambda row: row.tissue),
    Column("reference", lambda row: row.reference),
    Column("sequence", lambda row: row.series.label),
    *_interval(lambda row: row.comparison, "ratio"),
    Column("relation", lambda row: row.comparison.relation),
    Column("note", lambda row: _problem(row.comparison), ""),
    Column("", lambda row: row.comparison.problem, "note"),
)
INDEX_COLUMNS = (
    Column("lesion", lambda row: row.lesion.name),
    Column("index", lambda row: row.index),
    Column("reference", lambda row: row.reference),
    Column("sequences", lambda row: row.series),
    *_interval(lambda row: row.comparison, "value", rank=1),
    Column("units", lambda row: row.units),
    Column("note", lambda row: _problem(row.comparison) or row.note, ""),
    Column("", lambda row: row.comparison.problem or row.note, "note", rank=1),
)
CONCORDANCE_COLUMNS = (
    Column("lesion", lambda row: row.lesion.name),
    Column("other", lambda row: row.other),
    Column("sequences", lambda row: row.concordance.sequences),
    Column("relations", lambda row: row.concordance.relations, ""),
    Column("relation", lambda row: row.concordance.relation),
    Column("rms_log_ratio", lambda row: row.concordance.rms),
    Column("low", lambda row: row.concordance.low),
    Column("high", lambda row: row.concordance.high),
)
COMPARABILITY_COLUMNS = (
    Column("series", lambda row: row.series),
    Column("topic", lambda row: row.topic),
    Column("consequence", lambda row: row.consequence),
    Column("deviation", lambda row: row.deviation),
    Column("reason", lambda row: row.reason),
)
# Where a lesion is along the spine and how large, as case reports state it.
GEOMETRY_COLUMNS = (
    Column("lesion", lambda row: row.lesion.name),
    Column("role", lambda row: row.lesion.role, ""),
    Column("level", lambda row: row.level.text()),
    Column("side", lambda row: row.side),
    Column("position_to_cord", lambda row: row.position),
    Column("volume_mm3", lambda row: row.volume),
    Column("extent_mm", lambda row: row.size.extent),
    Column("thickness_mm", lambda row: row.size.thickness),
    Column("outline", lambda row: "yes" if row.isOutlined else "no"),
    *(Column(f"center_{axis}", lambda row, number=number: row.center[number], "") for number, axis in enumerate("ras")),
)


@dataclass(frozen=True)
class DiagnosisRow:
    """A diagnosis of a differential.

    :param picture: how many times the images favor the target, in its own row over the average alternative, in that of
        the strongest alternative over this one; none in the others
    """

    entry: RankedClass
    picture: Factor
    prior: float


# How likely each diagnosis is, never without what that comes from. ``probability``, ``low`` and ``high`` are of picture
# and setting together.
DIFFERENTIAL_COLUMNS = (
    Column("", lambda row: row.entry.id, "class"),
    Column("diagnosis", lambda row: row.entry.title, "title"),
    Column("form", lambda row: row.entry.forms[0].title if len(row.entry.forms) > 1 else "", ""),
    Column("picture", lambda row: row.picture.value),
    Column("picture_low", lambda row: row.picture.low),
    Column("picture_high", lambda row: row.picture.high),
    Column("setting", lambda row: row.prior),
    Column("probability", lambda row: row.entry.probability),
    Column("low", lambda row: row.entry.low),
    Column("high", lambda row: row.entry.high),
    Column("note", lambda row: RESEARCH_MARK, ""),
)


@dataclass(frozen=True)
class Table:
    """Rows of text and numbers; NaN stands for a number that could not be had."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def measurementTable(result: Result, memory: RowMemory | None = None) -> Table:
    """Return one row a region and sequence. Statistics are in units of the image, see Measurement.STATISTICS.

    The reason why nothing could be measured stands with the flags.

    :param memory: of the tables that were made this way before
    """
    return Table(MEASUREMENT_COLUMNS, (memory or RowMemory()).each(_measurementCells, result.measurements))


def _measurementCells(row: MeasurementRow) -> tuple[object, ...]:
    corrected = row.corrected.statistics["mean"] if row.corrected else nan
    return (row.region.name, row.region.role, row.series.label, *row.measurement.statistics.values(),
            row.measurement.signal, corrected, remarks(row))


def remarks(row: MeasurementRow) -> str:
    """Return the flags of a measurement, or why there is none, in one line."""
    problem = row.measurement.problem
    return joined([*row.flags, *([f"not measurable: {problem}"] if problem else [])])


def ratioTable(result: Result, memory: RowMemory | None = None) -> Table:
    """Return one row a lesion, reference role and sequence.

    :param memory: of the tables that were made this way before
    """
    return _table(RATIO_COLUMNS, result.comparisons, memory)


def tissueTable(result: Result) -> Table:
    """Return one row a pair of reference tissues and sequence: is the marrow itself dark?"""
    return _table(TISSUE_COLUMNS, result.tissues)


def indexTable(result: Result) -> Table:
    """Return one row a lesion and index: enhancement (fraction), chemical shift (ratio), ADC."""
    return _table(INDEX_COLUMNS, result.indices)


def concordanceTable(result: Result) -> Table:
    """Return one row a lesion and what it is compared with over all native sequences."""
    return _table(CONCORDANCE_COLUMNS, result.concordances)


def comparabilityTable(result: Result) -> Table:
    """Return one row a statement on which series may be compared; ``deviation`` is what it adds to the error of a log
    ratio, as SD."""
    return _table(COMPARABILITY_COLUMNS, result.comparability.statements)


def geometryTable(result: Result) -> Table:
    """Return one row a lesion."""
    return _table(GEOMETRY_COLUMNS, result.geometry.lesions)


def _table(columns: Sequence[Column], rows: Sequence, memory: RowMemory | None = None) -> Table:
    return Table(names(columns), (memory or RowMemory()).each(partial(cells, columns), rows))


def differentialTable(result: Result) -> Table:
    """Return one row a diagnosis, most likely first, with the 95 % interval of its probability."""
    return _table(DIFFERENTIAL_COLUMNS, diagnosisRows(result.differential) if result.differential else ())


def diagnosisRows(differential: Differential) -> list[DiagnosisRow]:
    """Return the diagnoses, most likely first."""
    pictures = {differential.picture.rival: differential.picture.strongest,
                differential.target.id: differential.picture.average}
    return [DiagnosisRow(entry, pictures.get(entry.id, _NO_FACTOR), differential.setting.priors[entry.id])
            for entry in differential.classes]
