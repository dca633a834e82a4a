"""What each finding weighs: signed bars in decibans, from the prior over each finding to the total."""

from __future__ import annotations

from dataclasses import dataclass

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential
from ...Report.DifferentialText import behindText, decibansText, percent, ranked
from ..Titles import modelWord, settingTitle
from ..Widgets.Chart import widthOf
from ..Widgets.PickChart import PickChart

_GAP = 8  # pixels
_LEAST_RANGE = 10.0  # decibans
_BAR, _TICK = 7, 2  # pixels


@dataclass(frozen=True)
class _Row:
    """A finding, without decibans where it is left out; or the prior or the sum, without answer and feature."""

    title: str
    answer: str
    note: str
    decibans: float | None
    feature: str = ""

    def text(self) -> str:
        return f"{self.title}: {self.answer}" if self.answer else self.title


class ContributionChart(PickChart):
    """Draws a bar to the right for what speaks for the target, one to the left for what speaks against it.

    The rows of the findings can be picked, by the ids of their features.
    """

    def showAnswer(self, differential: Differential) -> None:
        """Draw the prior, the findings, those that weigh most first, and the sum of both."""
        probability = percent(differential.target.probability)
        rows = (
            _Row(_("Before any finding"), "",
                 _("prior: {setting}").format(setting=settingTitle(differential.setting)),
                 differential.priorDecibans),
            *(_Row(modelWord(entry.title), modelWord(entry.answer), behindText(entry, translated),
                   None if entry.note else entry.decibans, entry.finding.feature)
              for entry in ranked(differential.contributions)),
            _Row(_("Sum"), "", _("probability {probability}").format(probability=probability),
                 differential.totalDecibans))
        self.setContent(rows, [f"{row.text()} ({row.note})"
                               + ("" if row.decibans is None else f": {decibansText(row.decibans)} dB")
                               for row in rows])

    def rows(self):
        rows, bottom = [], float(self.lineHeight())
        for row in self._content:
            top, bottom = bottom, bottom + self._rowHeight(row)
            if row.feature:
                rows.append((row.feature, top, bottom))
        return rows

    def heightOf(self, content):
        return self.lineHeight() + sum(map(self._rowHeight, content))

    def _rowHeight(self, row):
        lines = len(self._titleLines(row)) + len(self.linesOf(row.note, self.width))
        return lines * self.lineHeight() + (0 if row.decibans is None else _BAR + 2 * _TICK) + _GAP

    def _titleLines(self, row):
        return self.linesOf(row.text(), self.width - self._numberWidth(), not row.feature)

    def _numberWidth(self):
        return widthOf(self.fontMetrics(), "-000.0 dB")

    def draw(self, canvas, content, width):
        zero, number = width / 2, self._numberWidth()
        largest = max(_LEAST_RANGE, *(abs(row.decibans or 0.0) for row in content))
        canvas.write(_("against"), 0, 0, zero - 4, color=canvas.quiet, align=qt.Qt.AlignRight)
        canvas.write(_("for"), zero + 4, 0, width - zero - 4, color=canvas.quiet)
        bottom = canvas.lineHeight
        for row in content:
            isBold, decibans = not row.feature, row.decibans
            top, bottom = bottom, bottom + self._rowHeight(row)
            isLeftOut = decibans is None
            below = canvas.writeLines(self._titleLines(row), 0, top, width - number, isBold=isBold,
                                      color=canvas.quiet if isLeftOut else None)
            below = canvas.writeLines(self.linesOf(row.note, width), 0, below, width, color=canvas.quiet) + _TICK
            if isLeftOut:
                continue
            canvas.write(f"{decibansText(decibans)} dB", width - number, top, number, isBold=isBold,
                         align=qt.Qt.AlignRight)
            canvas.bar(zero, below, zero + decibans / largest * width / 2, below + _BAR,
                       canvas.favor if decibans > 0 else canvas.against)
            canvas.line(zero, below - _TICK, zero, below + _BAR + _TICK, canvas.quiet)
        self.drawFocus(canvas, width)
