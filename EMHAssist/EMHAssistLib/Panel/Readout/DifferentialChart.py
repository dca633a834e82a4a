"""The ranked differential: a bar a diagnosis, with its interval as a whisker."""

from __future__ import annotations

import qt

from ...Display.Translation import translated
from ...Likelihood import Differential, RankedClass
from ...Report.DifferentialText import classText, intervalText, leadingForm, percent, rangeText
from ..Titles import modelWord
from ..Widgets.Chart import Chart

_BAR, _GAP = 8, 4  # pixels


class DifferentialChart(Chart):
    """Draws the probabilities of all diagnoses, each under its name, that of its leading form, and its number."""

    def showAnswer(self, differential: Differential) -> None:
        """Draw a differential."""
        rows = tuple((_titles(entry), percent(entry.probability), rangeText(entry.low, entry.high, translated),
                      entry.probability, entry.low, entry.high, entry.id == differential.target.id)
                     for entry in differential.classes)
        self.setContent(rows, [f"{classText(entry, translated)}; {intervalText(entry, translated)}"
                               if entry.forms[1:] else f"{modelWord(entry.title)}: {intervalText(entry, translated)}"
                               for entry in differential.classes])

    def heightOf(self, content):
        return sum(map(self._rowHeight, content)) + _GAP

    def _rowHeight(self, row):
        return (2 if _hasBar(row) else 1) * self.lineHeight() + _GAP

    def draw(self, canvas, content, width):
        number, interval = canvas.widthOf(">99 %"), canvas.widthOf(rangeText(0.0, 1.0, translated))
        right = width - number - interval
        bottom = 0
        for row in content:
            titles, value, ends, probability, low, high, isTarget = row
            top, bottom = bottom, bottom + self._rowHeight(row)
            room = width if _hasBar(row) else right
            canvas.write(canvas.fitting(titles, room, isTarget), 0, top, room, isBold=isTarget)
            top += canvas.lineHeight if _hasBar(row) else 0
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


def _titles(entry: RankedClass) -> tuple[str, ...]:
    """Return a diagnosis with its leading form, in wordings from long to short; the tool tip has the longest."""
    title, form = modelWord(entry.title), leadingForm(entry, translated)
    if not form:
        return (title,)
    short = title.partition(" (")[0]
    return f"{title}: {form}", f"{short}: {form}", title, short


def _hasBar(row):
    """Tell whether there is anything to draw: a diagnosis whose whole interval reads like zero has no bar."""
    _title, _value, ends, *_numbers = row
    return ends != percent(0.0)
