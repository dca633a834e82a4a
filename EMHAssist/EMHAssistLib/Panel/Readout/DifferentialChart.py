"""The ranked differential: a bar a diagnosis, with its interval as a whisker."""

from __future__ import annotations

import qt

from ...Display.Translation import translated
from ...Likelihood import Differential, RankedClass
from ...Report.DifferentialText import classText, intervalText, leadingForm, percent, rangeText
from ..Titles import modelWord
from ..Widgets.Chart import Chart, widthOf

_BAR, _GAP = 8, 4  # pixels
_WIDEST = ">99 %"


class DifferentialChart(Chart):
    """Draws the probabilities of all diagnoses, each under its name, that of its leading form, and its number."""

    def showAnswer(self, differential: Differential) -> None:
        """Draw a differential."""
        rows = tuple((_title(entry), percent(entry.probability), rangeText(entry.low, entry.high, translated),
                      entry.probability, entry.low, entry.high, entry.id == differential.target.id)
                     for entry in differential.classes)
        self.setContent(rows, [f"{classText(entry, translated)}; {intervalText(entry, translated)}"
                               if entry.forms[1:] else f"{modelWord(entry.title)}: {intervalText(entry, translated)}"
                               for entry in differential.classes])

    def heightOf(self, content):
        return sum(map(self._rowHeight, content)) + _GAP

    def _rowHeight(self, row):
        return (len(self._titleLines(row)) + _hasBar(row)) * self.lineHeight() + _GAP

    def _titleLines(self, row):
        title, *_rest, isTarget = row
        return self.linesOf(title, self._titleWidth(row), isTarget)

    def _titleWidth(self, row):
        """Return how wide a title may be: without a bar its numbers stand beside it, which are short then."""
        _title, value, *_rest = row
        metrics = self.fontMetrics()
        return self.width if _hasBar(row) else self._right() + widthOf(metrics, _WIDEST) - widthOf(metrics, value)

    def _right(self):
        """Return where the bars end, pixels."""
        metrics = self.fontMetrics()
        return self.width - widthOf(metrics, _WIDEST) - widthOf(metrics, rangeText(0.0, 1.0, translated))

    def draw(self, canvas, content, width):
        right, number = self._right(), canvas.widthOf(_WIDEST)
        interval = width - right - number
        bottom = 0
        for row in content:
            _text, value, ends, probability, low, high, isTarget = row
            top, bottom = bottom, bottom + self._rowHeight(row)
            below = canvas.writeLines(self._titleLines(row), 0, top, self._titleWidth(row), isBold=isTarget)
            top = below if _hasBar(row) else top
            canvas.write(value, right, top, number, isBold=isTarget, align=qt.Qt.AlignRight)
            canvas.write(ends, right + number, top, interval, color=canvas.quiet, align=qt.Qt.AlignRight)
            if not _hasBar(row):
                continue
            middle = top + canvas.lineHeight / 2
            upper, lower = middle - _BAR / 2, middle + _BAR / 2
            canvas.bar(0, upper, probability * right, lower, canvas.favor if isTarget else canvas.against)
            canvas.line(0, lower, right, lower, canvas.quiet)
            canvas.line(low * right, middle, high * right, middle, canvas.text)
            for end in (low, high):
                canvas.line(end * right, upper, end * right, lower, canvas.text)


def _title(entry: RankedClass) -> str:
    """Return a diagnosis with its leading form."""
    title, form = modelWord(entry.title), leadingForm(entry, translated)
    return f"{title}: {form}" if form else title


def _hasBar(row):
    """Tell whether there is anything to draw: a diagnosis whose whole interval reads like zero has no bar."""
    _text, _value, ends, *_numbers = row
    return ends != percent(0.0)
