"""Picture, setting and together, drawn below each other with their scales."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential
from ...Likelihood.Picture import Leaning
from ...Report.Statements import factorText
from ..Statements import (
    FARTHEST,
    Statement,
    drawStatement,
    factorPlace,
    shortFactor,
    statementLines,
    statementsOf,
)
from ..Widgets.Chart import Chart

_BAR, _GAP = 12, 4  # pixels
# Those that are left out first where there is no room stand last.
_FACTORS = ((1 / FARTHEST, f"1/{FARTHEST:g}"), (FARTHEST, f"{FARTHEST:g}"), (1.0, "1"), (1 / 3, "1/3"), (3.0, "3"),
            (1 / 10, "1/10"), (10.0, "10"))
_PROBABILITIES = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))


class StatementChart(Chart):
    """Draws how many times the images favor EMH over the average alternative and over the strongest one, on a scale of
    logarithms; below it the prior and the result, on a scale from 0 to 100 %."""

    def showAnswer(self, differential: Differential) -> None:
        """Draw the statements of a differential."""
        picture, setting, together = statementsOf(differential)
        known = differential.picture
        factors = [(_("Picture: over the average"), picture)]
        if known.leaning != Leaning.UNKNOWN:
            strongest = known.strongest
            factors.append((_("Picture: over the strongest"), Statement(
                "", ("", factorText(strongest, translated), shortFactor(strongest)),
                (strongest.value, strongest.low, strongest.high), isFactor=True)))
        self.setContent((tuple(factors), ((setting.name, setting), (together.name, together))),
                        statementLines(differential))

    def heightOf(self, content):
        # Each group has its scale below.
        return sum(sum(self._rowHeight(title, statement) for title, statement in rows) + self.lineHeight() + _GAP
                   for rows in content)

    def _rowHeight(self, title, statement):
        return len(self._titleLines(title, statement)) * self.lineHeight() + _BAR + 2 * _GAP

    def _titleLines(self, title, statement):
        room = self.width - self._widthOf(self._number(title, statement))
        return self.lettering.linesOf(title, room, statement.isResult)

    def _number(self, title, statement):
        """Return a factor as its scale is read, or a probability, in the longest wording that leaves room for the
        title."""
        long, short = statement.texts[1:]
        return long if self._widthOf(title) + self._widthOf(long) <= self.width else short

    def _widthOf(self, text):
        return self.lettering.widthOf(text, isBold=True)

    def draw(self, canvas, content, width):
        top = 0.0
        for rows, ticks, place in zip(content, (_FACTORS, _PROBABILITIES), (factorPlace, float)):
            for title, statement in rows:
                number = self._number(title, statement)
                room = self._widthOf(number)
                canvas.write(number, width - room, top, room, isBold=True, align=qt.Qt.AlignRight)
                top = canvas.writeLines(self._titleLines(title, statement), 0, top, width - room,
                                        isBold=statement.isResult) + _GAP / 2
                drawStatement(canvas, statement, 0, top, width - 1, top + _BAR)
                top += _BAR + 1.5 * _GAP
            _drawScale(canvas, ticks, place, top - _GAP, width - 1)
            top += canvas.lineHeight + _GAP


def _drawScale(canvas, ticks, place, top, width) -> None:
    """Write the numbers of a scale for which there is room: at its ends inward, else around their places."""
    taken: list[tuple[float, float]] = []
    for value, text in ticks:
        room = canvas.widthOf(text)
        left = min(max(place(value) * width - room / 2, 0), width - room)
        if any(left < end and start < left + room for start, end in taken):
            continue
        taken.append((left, left + room))
        align = {0.0: qt.Qt.AlignLeft, 1.0: qt.Qt.AlignRight}.get(place(value), qt.Qt.AlignHCenter)
        canvas.write(text, left, top, room, color=canvas.quiet, align=align)
