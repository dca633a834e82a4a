"""The result at a glance: the verdict, then picture, setting and together, what is urgent, and what it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential
from ...Report.DifferentialText import insufficiencyText, percent
from ...Report.Readout import RESEARCH_USE, alertTexts
from ...Report.Statements import rarityText
from ...Result import Result
from ..Statements import Statement, drawStatement, markFormer, statementLines, statementsOf
from ..Titles import wordTitle
from ..Widgets.Chart import Chart

_GAP = 3  # pixels
_LEAST_BAR = 70  # pixels
_ALERT = "\u26a0"


class ProbabilityBar(Chart):
    """Draws the verdict, a line each for picture, setting and together, and what it is for: no number stands alone.

    Without enough evidence the result has no number, and its bar is hatched. What an answer has changed, or would
    change, stands beside what was before, which a triangle marks on each bar.

    :param picked: called when the user clicks it, or presses Enter
    """

    def __init__(self, picked: Callable[[], None]):
        Chart.__init__(self, _("Result"))
        self._picked = picked
        self._differential, self._shown = None, None
        # What the answer was before the user changed it, and what it is while another one is being considered.
        self._former: Differential | None = None
        self._answer: tuple = ()
        self._lines: list[str] = []
        self.setFocusPolicy(qt.Qt.StrongFocus)
        self.setCursor(qt.QCursor(qt.Qt.PointingHandCursor))

    def showAnswer(self, result: Result | None, problem: str, former: Differential | None = None) -> None:
        """Draw a result.

        :param result: None when there is none
        :param problem: why there is none
        :param former: the answer before what the user has entered last; None to compare with nothing
        """
        differential = result.differential if result else None
        lack = insufficiencyText(result, translated) if result else ""
        shown = result and (result.warnings, result.dangers, lack), problem
        if differential is self._differential and shown == self._shown and former is self._former:
            return
        self._differential, self._shown = differential, shown
        alerts = alertTexts(result, translated) if result else []
        warnings = (*(differential.contradictions if differential else ()), *(result.warnings if result else ()))
        rarity = rarityText(differential, translated) if differential else ""
        said = statementLines(differential) if differential else ()
        if result and result.geometry.isElsewhere:
            titles = (_("Made for the spine, and no lesion lies there: ratios only"),
                      _("No lesion at the spine: ratios only"), _("Made for the spine: ratios only"), _("Ratios only"))
        elif differential is None:
            titles = (_("EMH: no result"),)
        elif lack:
            titles = (_("EMH, insufficient evidence: {lack}").format(lack=lack),
                      _("Insufficient evidence: {lack}").format(lack=lack), _("Insufficient: {lack}").format(lack=lack),
                      _("Insufficient evidence"))
        else:
            verdict = wordTitle(differential.verdict)
            titles = (_("EMH {verdict}").format(verdict=verdict), verdict)
        urgent = [f"{_ALERT} {alert}" for alert in alerts]
        lines = [titles[0], *said, rarity, problem, *urgent, *_countTexts(0, len(warnings))[:1],
                 translated("Report.Readout", RESEARCH_USE)]
        self._answer = (titles, statementsOf(differential) if differential else (), _rarityTexts(rarity),
                        _countTexts(len(alerts), len(warnings)))
        self._lines = list(filter(None, lines))
        self._showWith(former)

    def showPreview(self, differential: Differential, premise: str) -> None:
        """Draw what the answer would be, as high as the answer itself.

        :param premise: what would have to be so
        """
        if self._differential is None:
            return
        verdict = wordTitle(differential.verdict)
        titles = (_("If {premise}: {verdict}").format(premise=premise, verdict=verdict),
                  _("If so: {verdict}").format(verdict=verdict))
        _titles, _rows, rarity, counts = self._answer
        self.setContent((titles, _changed(statementsOf(differential), statementsOf(self._differential)), rarity, counts,
                         statementsOf(self._differential)), [titles[0], *statementLines(differential)])

    def endPreview(self) -> None:
        """Draw the answer again."""
        if self._answer:
            self._showWith(self._former)

    def _showWith(self, former: Differential | None) -> None:
        """Draw the answer with what it was before."""
        self._former = former
        titles, rows, rarity, counts = self._answer
        if former is None or not rows:
            self.setContent((titles, rows, rarity, counts, ()), self._lines)
            return
        before = statementsOf(former)
        was = _("Before: {statement}").format(statement=statementLines(former)[-1])
        self.setContent((titles, _changed(rows, before), rarity, counts, before), [*self._lines, was])

    def heightOf(self, content):
        _titles, rows, rarity, _counts, _former = content
        return (2 + len(rows) + bool(rarity)) * self.lineHeight() + 2 * _GAP

    def draw(self, canvas, content, width):
        titles, rows, rarity, counts, former = content
        canvas.write(canvas.fitting(titles, width, isBold=True), 0, 0, width, isBold=True)
        top = canvas.lineHeight
        if rarity:
            canvas.write(canvas.fitting(rarity, width), 0, top, width)
            top += canvas.lineHeight
        top = _drawRows(canvas, rows, former, top + _GAP, width - 1) + _GAP
        uses = (_("Research use only. Not validated; never replaces biopsy"), _("Research use only, not validated"),
                _("Research use only"))
        # What the number is for must not be shortened: the counts give way.
        text = canvas.fitting(counts, width - canvas.widthOf(uses[-1]), isBold=True)
        left = canvas.widthOf(text, isBold=True) if text else 0
        canvas.write(text, 0, top, left, isBold=True)
        canvas.write(canvas.fitting(uses, width - left), left, top, width - left, color=canvas.quiet)
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


def _changed(rows: tuple[Statement, ...], former: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Return statements of which the result says what it was before, in all its wordings."""
    *others, result = rows
    if not result.ends or not former[-1].ends or result.ends == former[-1].ends:
        return rows
    before, number = percent(former[-1].ends[0]).removesuffix(" %"), percent(result.ends[0])
    return (*others, replace(result, texts=(*(f"{before} \u2192 {text}" for text in result.texts[:-1]),
                                            f"{before} \u2192 {number}")))


def _drawRows(canvas, rows: tuple[Statement, ...], former: tuple[Statement, ...], top: float, width: float) -> float:
    """Draw name, bar and number of each statement in a line, in the longest wording that leaves room for the bars, and
    return where the last one ends."""
    if not rows:
        return top
    left = max(canvas.widthOf(row.name, row.isResult) for row in rows)

    def widest(wording):
        return max(canvas.widthOf(row.texts[wording], row.isResult) for row in rows)

    wordings = range(len(rows[0].texts))
    wording = next((one for one in wordings if width - left - widest(one) >= _LEAST_BAR), wordings[-1])
    right = width - widest(wording)
    for row, before in zip_longest(rows, former):
        canvas.write(row.name, 0, top, left, isBold=row.isResult)
        drawStatement(canvas, row, left, top + 2, right, top + canvas.lineHeight - 2)
        if before is not None and before.ends != row.ends:
            markFormer(canvas, before, left, top + 2, right)
        canvas.write(row.texts[wording], right, top, width - right, isBold=row.isResult, align=qt.Qt.AlignRight)
        top += canvas.lineHeight
    return top


def _rarityTexts(rarity: str) -> tuple[str, ...]:
    """Return why the number is small though the picture fits, in wordings from long to short."""
    return (rarity, _("rare in this setting")) if rarity else ()


def _countTexts(alerts: int, warnings: int) -> tuple[str, ...]:
    """Return how many findings are urgent, and how many warnings there are, in wordings from long to short."""
    urgent = _("{sign} {count} urgent").format(sign=_ALERT, count=alerts) if alerts else ""
    doubts = (_("1 warning") if warnings == 1 else _("{count} warnings").format(count=warnings)) if warnings else ""
    if not urgent and not doubts:
        return ("",)
    short = " + ".join(filter(None, (f"{_ALERT} {alerts}" if alerts else "", f"! {warnings}" if warnings else "")))
    return ", ".join(filter(None, (urgent, doubts))), short
