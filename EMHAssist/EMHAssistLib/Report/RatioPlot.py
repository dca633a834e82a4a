"""The plot of ratios with their intervals: what stands where, as tables of plain numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf, isfinite, nan

from ..Case import Region
from ..Language import Translate, english
from ..Measurement import Comparison, Margins, Quantity
from ..Result import ComparisonRow
from .DifferentialText import RESEARCH_MARK
from .RatioGrid import RatioGrid
from .Readout import shortName
from .ResultTables import Table
from .Words import wordText

# More would hide each other, and there are no more markers that differ in shape and color.
MOST_LESIONS = 10
BAND_COLUMNS = ("x", "similar")
_POINT_COLUMNS = ("lesion", "sequence", "x", "interval")
# Lines that fill the band of similar signal, side by side in a plot of up to this many times their width.
_BAND_LINES = 150
# Distance of two lesions on one sequence, of which the next one is 1 away, and how much of that all take together.
_OFFSET, _SPREAD = 0.12, 0.6
# The axis ends at round numbers, so that it stands still while a value moves a little.
_TICKS = tuple(digit * 10.0 ** power for power in range(-3, 4) for digit in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8))
_ROOM = 1.05  # between the outermost number and the end of the axis, as factor
_LIMITS = 0.4, 2.5  # an interval that goes on beyond is cut off, or the band could not be seen
# Plot views write numbers at powers of ten only on a log axis: it takes a range with two of them.
_LOG_RANGE = 10.0
# The legend stands at the right, beside the last sequence: a share of what the sequences take.
_LEGEND = 0.6


@dataclass(frozen=True)
class RatioPlot:
    """All that is plotted.

    :param title: what is plotted, and what is left out
    :param sequences: title of the x axis, which sequence each number on it stands for
    :param lesions: names of the lesions, no two alike, each with the column of ``points`` that holds its ratios
    :param points: column "interval" has the ends of each interval with NaN behind them, where the line is broken
    :param band: lines from one margin of similar signal to the other, with NaN behind each
    :param similar: what the band is
    :param xRange, yRange: of the axes
    """

    title: str
    sequences: str
    lesions: tuple[tuple[str, str], ...]
    points: Table
    band: Table
    similar: str
    xRange: tuple[float, float]
    yRange: tuple[float, float]

    @property
    def isLogarithmic(self) -> bool:
        """Whether the y axis is better logarithmic: the ratios are far apart."""
        return self.yRange[1] / self.yRange[0] >= _LOG_RANGE


def ratioPlot(grid: RatioGrid, reference: str, margins: Margins, translate: Translate = english) -> RatioPlot:
    """Return the plot of a grid of ratios; differences in HU are no ratios and are left out.

    :param grid: in the order of the case, by which lesions have their colors
    :param reference: reference role of the grid
    :param margins: within which a ratio is called similar
    :param translate: makes titles the language of the user
    """
    sequences = [label for column, label in enumerate(grid.sequences) if _isRatio(grid, column)]
    lesions = grid.lesions[:MOST_LESIONS]
    names = _names(lesions)
    columns = tuple(f"ratio {line + 1}" for line in range(len(lesions)))
    rows, shown = [], []
    places = {label: place for place, label in enumerate(sequences, start=1)}
    for (line, column), cell in sorted(grid.cells.items(), key=lambda item: item[0]):
        label = grid.sequences[column]
        if line < len(lesions) and label in places:
            comparison = cell.row.comparison
            shown.append(comparison)
            x = places[label] + _offset(line, len(lesions))
            values = [nan] * len(lesions)
            ratio = [*values[:line], comparison.value, *values[line + 1:]]
            low, high = _drawn(comparison)
            rows += [(names[line], label, x, end, *numbers)
                     for end, numbers in ((low, ratio), (high, values), (nan, values))]
    xRange = 0.5, 0.5 + (1 + _LEGEND) * max(len(sequences), 1)
    # A table without rows would not tell that its columns hold numbers.
    points = Table((*_POINT_COLUMNS, *columns), tuple(rows) or (("", "", nan, nan, *[nan] * len(lesions)),))
    return RatioPlot(_title(grid, reference, sequences, len(lesions), translate), _axisTitle(sequences),
                     tuple(zip(names, columns)), points, _band(margins, xRange),
                     translate("Report.RatioPlot", "similar ({low} to {high})").format(
                         low=f"{margins.low:g}", high=f"{margins.high:g}"), xRange, ratioRange(shown, margins))


def ratioRange(comparisons: list[Comparison], margins: Margins) -> tuple[float, float]:
    """Return the ends of an axis that shows ratios, their intervals and the margins; round numbers."""
    return axisRange([number for comparison in comparisons for number in rangeNumbers(comparison)], margins)


def rangeNumbers(comparison: Comparison) -> tuple[float, ...]:
    """Return the numbers that an axis has to reach to show a ratio with its interval."""
    claimed = comparison.claimed
    numbers = [min(max(end, _LIMITS[0]), _LIMITS[1]) for end in claimed if isfinite(end)]
    if isfinite(comparison.value):
        numbers.append(comparison.value)
    if comparison.isBound:
        numbers += [end for end in claimed if 0 < end < inf]
    return tuple(numbers)


def axisRange(numbers: Iterable[float], margins: Margins) -> tuple[float, float]:
    """Return the ends of an axis that reaches these numbers and the margins; round numbers."""
    numbers = [margins.low, margins.high, *numbers]
    low, high = min(numbers) / _ROOM, max(numbers) * _ROOM
    return (max((tick for tick in _TICKS if tick <= low), default=low),
            min((tick for tick in _TICKS if tick >= high), default=high))


def _drawn(comparison: Comparison) -> tuple[float, float]:
    """Return the ends of the interval that the relation rests on; an open one reaches beyond the axis."""
    low, high = comparison.claimed
    return max(low, _TICKS[0]), min(high, _TICKS[-1])


def _isRatio(grid: RatioGrid, column: int) -> bool:
    return any(isRatio(cell.row) for (_line, place), cell in grid.cells.items() if place == column)


def isRatio(row: ComparisonRow) -> bool:
    """Tell whether a comparison is a ratio, measurable or not; on CT it is a difference in HU."""
    return row.comparison.quantity == Quantity.RATIO


def _names(lesions: tuple[Region, ...]) -> list[str]:
    """Return short names, numbered where several lesions bear one."""
    names: list[str] = []
    for lesion in lesions:
        name, number = shortName(lesion.name), 1
        while (numbered := name if number == 1 else f"{name} ({number})") in names:
            number += 1
        names.append(numbered)
    return names


def _offset(line: int, count: int) -> float:
    return (line - (count - 1) / 2) * min(_OFFSET, _SPREAD / count)


def _title(grid: RatioGrid, reference: str, sequences: list[str], count: int, translate: Translate) -> str:
    parts = [translate("Report.RatioPlot", "Lesion / {reference}, 95 % intervals").format(
        reference=wordText(reference, translate)) if sequences else translate("Report.RatioPlot", "No ratio to plot")]
    if len(grid.lesions) > count:
        parts.append(translate("Report.RatioPlot", "first {count} of {all} lesions").format(
            count=count, all=len(grid.lesions)))
    omitted = [label for label in grid.sequences if label not in sequences]
    if omitted:
        parts.append(translate("Report.RatioPlot", "without {series} (HU, no ratio)").format(series=", ".join(omitted)))
    return "; ".join([*parts, translate("Report.DifferentialText", RESEARCH_MARK)])


def _axisTitle(sequences: list[str]) -> str:
    # The axes of Slicer's plots have numbers only.
    return "      ".join(f"{place} = {label}" for place, label in enumerate(sequences, start=1))


@lru_cache(maxsize=1)
def _band(margins: Margins, xRange: tuple[float, float]) -> Table:
    start, end = xRange
    rows = []
    for line in range(_BAND_LINES + 1):
        x = start + (end - start) * line / _BAND_LINES
        rows += [(x, margins.low), (x, margins.high), (x, nan)]
    return Table(BAND_COLUMNS, tuple(rows))
