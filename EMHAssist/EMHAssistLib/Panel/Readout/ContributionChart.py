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

_GAP = 6  # pixels
_LEAST_RANGE = 10.0  # decibans
_SHARE_OF_TEXT = 0.62
_BAR = 8  # pixels


@dataclass(frozen=True)
class _Row:
    """A finding, without decibans where it is left out; or the prior or the sum, without answer and feature."""

    title: str
    answer: str
    note: str
    decibans: float | None
    feature: str = ""

    def text(self, answer: str) -> str:
        return f"{self.title}: {answer}" if answer else self.title


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
        self.setContent(rows, [f"{row.text(row.answer)} ({row.note})"
                               + ("" if row.decibans is None else f": {decibansText(row.decibans)} dB")
                               for row in rows])

    def rows(self):
        top, height = self.lineHeight(), self._rowHeight()
        return [(row.feature, top + index * height, top + (index + 1) * height)
                for index, row in enumerate(self._content) if row.feature]

    def heightOf(self, content):
        return self.lineHeight() + len(content) * self._rowHeight()

    def _rowHeight(self):
        return 2 * self.lineHeight() + _GAP

    def draw(self, canvas, content, width):
        left = _SHARE_OF_TEXT * width
        zero = (left + width) / 2
        number = canvas.widthOf("-000.0 dB")
        largest = max(_LEAST_RANGE, *(abs(row.decibans or 0.0) for row in content))
        canvas.write(_("against"), 0, 0, zero - 4, color=canvas.quiet, align=qt.Qt.AlignRight)
        canvas.write(_("for"), zero + 4, 0, width - zero - 4, color=canvas.quiet)
        for index, row in enumerate(content):
            isBold, decibans = not row.feature, row.decibans
            top = canvas.lineHeight + index * self._rowHeight()
            isLeftOut = decibans is None
            # Where there is no room, what an answer explains in brackets is left to the tool tip.
            title = canvas.fitting([row.text(row.answer), row.text(row.answer.partition(" (")[0])], width - number,
                                   isBold)
            canvas.write(title, 0, top, width - number, isBold=isBold, color=canvas.quiet if isLeftOut else None)
            canvas.write(row.note, 0, top + canvas.lineHeight, width if isLeftOut else left - 8, color=canvas.quiet)
            if isLeftOut:
                continue
            canvas.write(f"{decibansText(decibans)} dB", width - number, top, number, isBold=isBold,
                         align=qt.Qt.AlignRight)
            middle = top + 1.5 * canvas.lineHeight
            canvas.bar(zero, middle - _BAR / 2, zero + decibans / largest * (width - left) / 2, middle + _BAR / 2,
                       canvas.favor if decibans > 0 else canvas.against)
            canvas.line(zero, middle - _BAR, zero, middle + _BAR, canvas.quiet)
        self.drawFocus(canvas, width)
