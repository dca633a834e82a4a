"""The result at a glance: verdict, probability with its interval on a bar, what is urgent, and what it is for."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Report.DifferentialText import insufficiencyText, intervalText
from ...Report.Readout import RESEARCH_USE, alertTexts
from ...Result import Result
from ..Titles import wordTitle
from ..Widgets.Chart import Chart

_BAR, _GAP = 12, 3  # pixels
_ALERT = "\u26a0"


class ProbabilityBar(Chart):
    """Draws the result in three lines. Without enough evidence there is no number, and the bar is hatched.

    :param picked: called when the user clicks it, or presses Enter
    """

    def __init__(self, picked: Callable[[], None]):
        Chart.__init__(self, _("Result"))
        self._picked = picked
        self.setFocusPolicy(qt.Qt.StrongFocus)
        self.setCursor(qt.QCursor(qt.Qt.PointingHandCursor))

    def showAnswer(self, result: Result | None, problem: str) -> None:
        """Draw a result.

        :param result: None when there is none
        :param problem: why there is none
        """
        differential = result.differential if result else None
        alerts = alertTexts(result, translated) if result else []
        warnings = (*(differential.contradictions if differential else ()), *(result.warnings if result else ()))
        lack = insufficiencyText(result, translated) if result else ""
        if differential is None:
            titles, number, bar = (_("EMH: no result"),), "", ()
        elif lack:
            titles = (_("EMH, insufficient evidence: {lack}").format(lack=lack),
                      _("Insufficient evidence: {lack}").format(lack=lack), _("Insufficient: {lack}").format(lack=lack),
                      _("Insufficient evidence"))
            number, bar = "", ()
        else:
            target = differential.target
            verdict = wordTitle(differential.verdict)
            titles = (_("EMH {verdict}").format(verdict=verdict), verdict)
            number, bar = intervalText(target, translated), (target.probability, target.low, target.high)
        urgent = [f"{_ALERT} {alert}" for alert in alerts]
        lines = [" ".join(filter(None, (titles[0], number))), problem, *urgent, *_countTexts(0, len(warnings))[:1],
                 translated("Report.Readout", RESEARCH_USE)]
        self.setContent((titles, number, bar, _countTexts(len(alerts), len(warnings))), list(filter(None, lines)))

    def heightOf(self, content):
        return 2 * self.lineHeight() + _BAR + 2 * _GAP

    def draw(self, canvas, content, width):
        titles, number, bar, counts = content
        right = width - canvas.widthOf(number, isBold=True) if number else width
        canvas.write(canvas.fitting(titles, right, isBold=True), 0, 0, right, isBold=True)
        canvas.write(number, right, 0, width - right, isBold=True, align=qt.Qt.AlignRight)
        top = canvas.lineHeight + _GAP
        bottom = top + _BAR
        if bar:
            _drawBar(canvas, bar, top, bottom, width - 1)
        else:
            canvas.hatch(0, top, width - 1, bottom, canvas.quiet)
        canvas.frame(0, top, width - 1, bottom, canvas.quiet)
        uses = (_("Research use only. Not validated; never replaces biopsy"), _("Research use only, not validated"),
                _("Research use only"))
        # What the number is for must not be shortened: the counts give way.
        text = canvas.fitting(counts, width - canvas.widthOf(uses[-1]), isBold=True)
        left = canvas.widthOf(text, isBold=True) if text else 0
        canvas.write(text, 0, bottom + _GAP, left, isBold=True)
        canvas.write(canvas.fitting(uses, width - left), left, bottom + _GAP, width - left, color=canvas.quiet)
        if self.focus:
            canvas.frame(0, 0, width - 1, canvas.lineHeight, canvas.text)

    def mousePressEvent(self, event) -> None:
        """Go to what stands behind the answer."""
        self._picked()

    def keyPressEvent(self, event) -> None:
        """Go to what stands behind the answer."""
        if event.key() in (qt.Qt.Key_Return, qt.Qt.Key_Enter, qt.Qt.Key_Space):
            self._picked()
        else:
            event.ignore()


def _drawBar(canvas, bar, top, bottom, width):
    probability, low, high = (part * width for part in bar)
    middle = (top + bottom) / 2
    canvas.bar(0, top, probability, bottom, canvas.favor)
    canvas.line(width / 2, bottom - 3, width / 2, bottom, canvas.quiet)
    canvas.line(low, middle, high, middle, canvas.text)
    for end in (low, high):
        canvas.line(end, top + 2, end, bottom - 2, canvas.text)


def _countTexts(alerts: int, warnings: int) -> tuple[str, ...]:
    """Return how many findings are urgent, and how many warnings there are, in wordings from long to short."""
    urgent = _("{sign} {count} urgent").format(sign=_ALERT, count=alerts) if alerts else ""
    doubts = (_("1 warning") if warnings == 1 else _("{count} warnings").format(count=warnings)) if warnings else ""
    if not urgent and not doubts:
        return ("",)
    short = " + ".join(filter(None, (f"{_ALERT} {alerts}" if alerts else "", f"! {warnings}" if warnings else "")))
    return ", ".join(filter(None, (urgent, doubts))), short
