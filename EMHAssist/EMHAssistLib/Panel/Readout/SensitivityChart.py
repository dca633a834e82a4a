"""How the answer hangs on cap, temper and single findings: how far the probability of the target moves with each."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Report.DifferentialText import mostInfluential, percent, rangeText
from ...Result import Result
from ..Titles import modelWord
from ..Widgets.Chart import Chart

_GAP = 4  # pixels
_SHARE_OF_TEXT = 0.6  # of what the numbers at the right leave


class SensitivityChart(Chart):
    """Draws a line a thing that could be otherwise: how far the probability moves, on a scale from 0 to 100 %."""

    def showAnswer(self, result: Result) -> None:
        """Draw the ranges over cap and temper, then the findings that matter most, each as if it were not known."""
        present, sensitivity = result.differential.target.probability, result.sensitivity
        assumed = [(_range(_("Cap"), sensitivity.caps), *_ends(sensitivity.caps)),
                   (_range(_("Temper"), sensitivity.tempers), *_ends(sensitivity.tempers))]
        without = [(modelWord(entry.title), entry.probability, entry.probability) for entry in mostInfluential(result)]
        self.setContent((present, tuple(assumed), tuple(without)),
                        [f"{title}: {rangeText(low, high, translated)}" for title, low, high in assumed]
                        + [_("Without {finding}: {probability}").format(finding=title, probability=percent(probability))
                           for title, probability, _same in without])

    def heightOf(self, content):
        _present, assumed, without = content
        return 2 * (self.lineHeight() + _GAP) + sum(map(self._rowHeight, (*assumed, *without)))

    def _rowHeight(self, row):
        return len(self._titleLines(row)) * self.lineHeight() + _GAP

    def _titleLines(self, row):
        title, _low, _high = row
        return self.lettering.linesOf(title, _SHARE_OF_TEXT * self._right() - 8)

    def _right(self):
        """Return where the lines end, pixels."""
        return self.width - self.lettering.widthOf(rangeText(0.99, 1.0, translated))

    def draw(self, canvas, content, width):
        present, assumed, without = content
        right = self._right()
        left = _SHARE_OF_TEXT * right

        def x(probability):
            return left + probability * (right - left)

        canvas.write(_("0 %"), left, 0, right - left, color=canvas.quiet)
        canvas.write(_("100 %"), left, 0, right - left, color=canvas.quiet, align=qt.Qt.AlignRight)
        bottom = self.heightOf(content) - (0 if without else canvas.lineHeight + _GAP)
        for end, color in ((0, canvas.quiet), (1, canvas.quiet), (present, canvas.text)):
            canvas.line(x(end), canvas.lineHeight, x(end), bottom, color)
        top = canvas.lineHeight + _GAP
        for row in (*assumed, None, *without):
            if row is None:
                canvas.write(_("Without:") if without else "", 0, top, left, color=canvas.quiet)
                top += canvas.lineHeight + _GAP
                continue
            _title, low, high = row
            middle = top + canvas.lineHeight / 2
            canvas.writeLines(self._titleLines(row), 0, top, left - 8)
            canvas.bar(x(min(low, present)), middle - 1, x(max(high, present)), middle + 1, canvas.favor)
            for end in {low, high}:
                canvas.dot(x(end), middle, canvas.favor)
            canvas.write(rangeText(low, high, translated), right, top, width - right, align=qt.Qt.AlignRight)
            top += self._rowHeight(row)


def _range(title, points):
    return _("{name} {low} to {high}").format(name=title, low=f"{points[0].value:g}", high=f"{points[-1].value:g}")


def _ends(points):
    probabilities = [point.probability for point in points]
    return min(probabilities), max(probabilities)
