"""The ranked differential: a bar a diagnosis, with its interval as a whisker."""

from __future__ import annotations

import qt

from ...Display.Translation import translated
from ...Likelihood import Differential, RankedClass
from ...Report.DifferentialText import classText, intervalText, leadingForm, percent, rangeText
from ..Titles import modelWord
from ..Widgets.Chart import Chart

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
        return sum((len(lines) + _hasBar(row)) * self.lineHeight() + _GAP
                   for row, lines, _width in self._laidOut(content)) + _GAP

    def _laidOut(self, content):
        """Return each row with the lines of its title, and how wide that may be: without a bar its numbers stand beside
        it, which are short then."""
        lettering, width, rows = self.lettering, self.width, []
        besides = self._right() + lettering.widthOf(_WIDEST)
        for row in content:
            title, value, *_rest, isTarget = row
            room = width if _hasBar(row) else besides - lettering.widthOf(value)
            rows.append((row, lettering.linesOf(title, room, isTarget), room))
        return rows

    def _right(self):
        """Return where the bars end, pixels."""
        return self.width - self.lettering.widthOf(_WIDEST) - self.lettering.widthOf(rangeText(0.0, 1.0, translated))

    def draw(self, canvas, content, width):
        right, number = self._right(), canvas.widthOf(_WIDEST)
        interval = width - right - number
        bottom = 0
        for row, lines, room in self._laidOut(content):
            _text, value, ends, probability, low, high, isTarget = row
            top, bottom = bottom, bottom + (len(lines) + _hasBar(row)) * canvas.lineHeight + _GAP
            below = canvas.writeLines(lines, 0, top, room, isBold=isTarget)
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
