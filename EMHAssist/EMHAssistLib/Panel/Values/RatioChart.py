"""The ratios drawn: a line a lesion and sequence, with interval, on a log scale with the band of similar signal."""

from __future__ import annotations

from math import isnan, log

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Measurement import Margins, Relation
from ...Report.RatioGrid import RatioGrid
from ...Report.RatioPlot import axisRange, isRatio, rangeNumbers
from ...Report.Readout import RELATION_COLORS, longValue, shortValue
from ..Widgets.Chart import Chart, faint
from ..Widgets.Kept import Kept

_MOST_LESIONS = 4  # more are in the table
_GAP = 3  # pixels
_INDENT = 8
_ARROW = 4
_WIDEST_VALUE = 0.4  # of the drawing


class RatioChart(Chart):
    """Draws where each ratio and its 95 % interval lie against the margins within which a signal is similar."""

    def __init__(self, name: str):
        Chart.__init__(self, name)
        self._rows = Kept(_drawing)

    def showRatios(self, grid: RatioGrid, margins: Margins) -> None:
        """Draw a grid of ratios; differences in HU are no ratios and have no place on this scale.

        :param margins: within which a ratio is called similar
        """
        lesions = grid.lesions[:_MOST_LESIONS]
        shown = [[row for row in (grid.cells[line, column].row for column in range(len(grid.sequences)))
                  if isRatio(row)] for line in range(len(lesions))]
        drawn = iter(self._rows.each(row for rows in shown for row in rows))
        lines, words, numbers = [], [], []
        for lesion, rows in zip(lesions, shown):
            if rows:
                lines.append((lesion.name, None, "", ""))
            for _row, (line, text, ends) in zip(rows, drawn):
                lines.append(line)
                words.append(f"{lesion.name}, {text}")
                numbers += ends
        if len(grid.lesions) > _MOST_LESIONS and lines:
            lines.append((_("and {count} more, see the table").format(count=len(grid.lesions) - _MOST_LESIONS), None,
                          "", ""))
        content = ((margins.low, margins.high), axisRange(numbers, margins), tuple(lines)) if lines else ()
        self.setContent(content, words)

    def heightOf(self, content):
        return (len(content[2]) + 1) * (self.lineHeight() + _GAP)

    def draw(self, canvas, content, width):
        margins, (low, high), lines = content
        step = canvas.lineHeight + _GAP
        left = _INDENT + max((canvas.widthOf(label) for label, _numbers, _relation, value in lines if value), default=0)
        right = width - min(max(canvas.widthOf(value) for _label, _numbers, _relation, value in lines),
                            _WIDEST_VALUE * width)
        bottom = len(lines) * step

        def x(ratio):
            return left + (right - left) * log(min(max(ratio, low), high) / low) / log(high / low)

        start, end, similar = x(margins[0]), x(margins[1]), faint(qt.QColor(RELATION_COLORS[Relation.SIMILAR]))
        texts = [f"{margin:g}" for margin in margins]
        canvas.write(texts[0], 0, bottom, start, color=canvas.quiet, align=qt.Qt.AlignRight)
        canvas.write(texts[1], end, bottom, width - end, color=canvas.quiet)
        one = canvas.widthOf("1")
        if end - start > 2 * one:
            canvas.write("1", x(1) - one, bottom, 2 * one, color=canvas.quiet, align=qt.Qt.AlignHCenter)
        for line, (label, numbers, relation, value) in enumerate(lines):
            top = line * step
            if not value:
                canvas.write(label, 0, top, width, isBold=True)
                continue
            canvas.bar(start, top, end, top + step, similar)
            canvas.line(x(1), top, x(1), top + step, canvas.quiet)
            canvas.write(label, _INDENT, top, left - _INDENT)
            canvas.write(value, right, top, width - right, align=qt.Qt.AlignRight)
            if numbers is not None:
                color, middle = qt.QColor(RELATION_COLORS.get(relation, "")), top + canvas.lineHeight / 2
                ratio, (inner, outer), (lower, upper) = numbers
                if not isnan(lower):
                    canvas.line(x(lower), middle, x(upper), middle, color)
                    canvas.bar(x(inner), middle - 1, x(outer), middle + 1, color)
                    # It goes on beyond the scale.
                    if lower < low:
                        _arrow(canvas, x(low), middle, _ARROW, color)
                    if upper > high:
                        _arrow(canvas, x(high), middle, -_ARROW, color)
                if not isnan(ratio):
                    canvas.dot(x(ratio), middle, color)


def _drawing(row):
    """Return a line of the drawing: sequence, what of a ratio is drawn, relation and value; the ratio in words; and the
    numbers that the axis has to reach."""
    label = row.series.label
    return ((label, _drawn(row.comparison), row.comparison.relation, shortValue(row, translated)),
            f"{label}: {longValue(row, translated)}", rangeNumbers(row.comparison))


def _drawn(comparison):
    """Return the value, the interval for the mean of the tissue and the one that the relation rests on, or None."""
    if not comparison.measurable:
        return None
    return comparison.value, (comparison.low, comparison.high), comparison.claimed


def _arrow(canvas, tip, middle, size, color):
    for end in (middle - abs(size), middle + abs(size)):
        canvas.line(tip, middle, tip + size, end, color)
