"""What each finding weighs: signed bars in decibans, from the prior over each finding to the total."""

from __future__ import annotations

from dataclasses import dataclass

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential
from ...Report.DifferentialText import behindText, decibansText, percent, ranked
from ..Titles import modelWord, settingTitle
from ..Widgets.PickChart import PickChart

_GAP = 8  # pixels
_LEAST_RANGE = 10.0  # decibans
_BAR, _TICK = 7, 2  # pixels
_WIDEST = "-000.0 dB"


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
        return [(row.feature, top, bottom) for row, _title, _note, top, bottom in self._laidOut(self._content)
                if row.feature]

    def heightOf(self, content):
        *_rest, bottom = self._laidOut(content)[-1]
        return bottom

    def _laidOut(self, content):
        """Return each row with the lines of its title and of its note, its top and its bottom, pixels."""
        lettering, width, rows = self.lettering, self.width, []
        bottom, number = lettering.lineHeight, lettering.widthOf(_WIDEST)
        for row in content:
            title = lettering.linesOf(row.text(), width - number, not row.feature)
            note = lettering.linesOf(row.note, width)
            top, bottom = bottom, bottom + (len(title) + len(note)) * lettering.lineHeight + _GAP + (
                0 if row.decibans is None else _BAR + 2 * _TICK)
            rows.append((row, title, note, top, bottom))
        return rows

    def draw(self, canvas, content, width):
        zero, number = width / 2, canvas.widthOf(_WIDEST)
        largest = max(_LEAST_RANGE, *(abs(row.decibans or 0.0) for row in content))
        canvas.write(_("against"), 0, 0, zero - 4, color=canvas.quiet, align=qt.Qt.AlignRight)
        canvas.write(_("for"), zero + 4, 0, width - zero - 4, color=canvas.quiet)
        for row, title, note, top, _bottom in self._laidOut(content):
            isBold, decibans = not row.feature, row.decibans
            isLeftOut = decibans is None
            below = canvas.writeLines(title, 0, top, width - number, isBold=isBold,
                                      color=canvas.quiet if isLeftOut else None)
            below = canvas.writeLines(note, 0, below, width, color=canvas.quiet) + _TICK
            if isLeftOut:
                continue
            canvas.write(f"{decibansText(decibans)} dB", width - number, top, number, isBold=isBold,
                         align=qt.Qt.AlignRight)
            canvas.bar(zero, below, zero + decibans / largest * width / 2, below + _BAR,
                       canvas.favor if decibans > 0 else canvas.against)
            canvas.line(zero, below - _TICK, zero, below + _BAR + _TICK, canvas.quiet)
        self.drawFocus(canvas, width)
