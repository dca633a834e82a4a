"""The ratios against one reference as a grid, lesions by sequences: what is shown, copied and saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..Case import Region
from ..Measurement import Flag
from ..Result import ComparisonRow, Result
from .Columns import cells, joined, names
from .ResultTables import RATIO_COLUMNS, Table

# A row is a ratio; what makes one doubt the measurement of the lesion stands beside what makes one doubt the ratio.
SHOWN_COLUMNS = (*names(RATIO_COLUMNS), "lesion_flags")


@dataclass(frozen=True)
class RatioCell:
    """The comparison of one lesion on one sequence.

    :param lesionFlags: reasons to doubt the measurement of the lesion, beside those of the comparison
    """

    row: ComparisonRow
    lesionFlags: tuple[Flag, ...]

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All reasons for doubt."""
        return (*self.row.flags, *self.lesionFlags)


@dataclass(frozen=True)
class RatioGrid:
    """Ratios against one reference.

    :param lesions: in the order they are shown in; two may bear one name
    :param sequences: labels of the series, in the order of the case
    :param cells: what is compared, by the place of lesion and sequence; a lesion is compared on all of them
    """

    lesions: tuple[Region, ...] = ()
    sequences: tuple[str, ...] = ()
    cells: Mapping[tuple[int, int], RatioCell] = field(default_factory=dict)


def ratioGrid(result: Result | None, reference: str, sequence: str = "", descending: bool = False) -> RatioGrid:
    """Return the comparisons with one reference.

    :param result: None for an empty grid
    :param reference: reference role
    :param sequence: label of the series whose values the lesions are sorted by, not measurable ones last; if there is
        no such series, they stand in the order of the case
    :param descending: the highest value first
    """
    rows = [row for row in result.comparisons if row.reference == reference] if result else []
    if not rows:
        return RatioGrid()
    values = {row.lesion.key: row.comparison.known for row in rows
              if row.series.label == sequence and row.comparison.measurable}
    sign = -1 if descending else 1
    lesions = {row.lesion.key: row.lesion for row in rows}
    # Sorting is stable: lesions of one value, or of none, stay in the order of the case.
    keys = sorted(lesions, key=lambda key: (key not in values, sign * values.get(key, 0)))
    sequences = tuple(dict.fromkeys(row.series.label for row in rows))
    lines = {key: line for line, key in enumerate(keys)}
    columns = {label: column for column, label in enumerate(sequences)}
    flags = {(row.region.key, row.series.key): row.flags for row in result.measurements}
    return RatioGrid(tuple(lesions[key] for key in keys), sequences, {
        (lines[row.lesion.key], columns[row.series.label]):
            RatioCell(row, flags.get((row.lesion.key, row.series.key), ())) for row in rows})


def shownTable(grid: RatioGrid) -> Table:
    """Return the grid as a table: a row a lesion and sequence, lesions in the order of the grid."""
    return Table(SHOWN_COLUMNS, tuple((*cells(RATIO_COLUMNS, cell.row), joined(cell.lesionFlags))
                                      for _place, cell in sorted(grid.cells.items(), key=lambda item: item[0])))
