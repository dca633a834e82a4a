"""The readout: the answer in words, then drawn: differential, weights of the findings, what to look at next, doubt."""

from __future__ import annotations

from html import escape
from math import ceil

import qt
from slicer.i18n import tr as _

from ..Guidance import missingSteps
from ..Report.Answer import RESEARCH_MARK, alternativesText, formsText, mostInformative, weighingText
from ..Report.Readout import RESEARCH_USE, headline
from ..Result import Result
from .ContributionChart import ContributionChart
from .DifferentialChart import DifferentialChart
from .PriorChart import PriorChart
from .SensitivityChart import SensitivityChart

# A drag brings a new result many times a second; what takes longer waits until so many ms have passed without one.
_IDLE = 300
_GAP = 6  # pixels, above a heading
# Readable on a light and on a dark theme, as both colors are given.
_ALERT_GROUND, _ALERT_TEXT = "#ffd98a", "#000000"


class ReadoutView:
    """Shows the readout.

    :param browser: QTextBrowser for what is said in words; as high as its text
    :param answer: empty QWidget for what is drawn
    """

    def __init__(self, browser: qt.QTextBrowser, answer: qt.QWidget):
        self._browser, self._answer = browser, answer
        self._text = None
        self._result: Result | None = None
        browser.setVerticalScrollBarPolicy(qt.Qt.ScrollBarAlwaysOff)
        browser.document.documentLayout().connect("documentSizeChanged(QSizeF)", self._fit)
        layout = qt.QVBoxLayout(answer)
        layout.setContentsMargins(0, 0, 0, 0)
        self._differential = DifferentialChart(_("Differential"))
        self._forms = _label()
        self._contributions = ContributionChart(_("Weight of the findings"))
        self._next = _label()
        self._priors = PriorChart(_("The answer under other priors"))
        self._sensitivity = SensitivityChart(_("The answer under other assumptions"))
        sections = (
            (_("Differential, with 95 % intervals ({mark})").format(mark=RESEARCH_MARK), "",
             (self._differential, self._forms)),
            (_("What each finding weighs for EMH"),
             _("In decibans (dB): 10 make the odds ten times, 3 twice what they were; the numbers add up"),
             (self._contributions,)),
            (_("What to look at next"), _("By how much the answer is expected to change the differential, in bits"),
             (self._next,)),
            (_("EMH under other priors"), _("The dot is the prior that is used; the band holds the 95 % intervals"),
             (self._priors,)),
            (_("EMH under other assumptions"),
             _("What becomes of the probability with another cap or temper, which are assumed, or without a finding"),
             (self._sensitivity,)))
        for title, toolTip, widgets in sections:
            heading = _label()
            heading.setText(f"<b>{escape(title)}</b>")
            heading.setToolTip(toolTip)
            layout.addSpacing(_GAP)
            for widget in (heading, *widgets):
                layout.addWidget(widget)
        self._later = (self._next, self._priors, self._sensitivity)
        self._timer = qt.QTimer()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_IDLE)
        self._timer.connect("timeout()", self.showDoubt)

    def show(self, result: Result | None, problem: str) -> None:
        """Show a result; leaves alone what is the same, and shows what takes longer in gray until it is computed.

        :param result: None when there is none
        :param problem: why there is no result, in plain English
        """
        text = _html(result) if result else f"<p>{escape(problem)}</p>"
        if text != self._text:
            self._text = text
            self._browser.setHtml(text)
        differential = result.differential if result else None
        shown = self._result.differential if self._result else None
        self._result = result
        self._answer.setVisible(differential is not None)
        if differential is None:
            self._timer.stop()
        elif differential is not shown:
            self._differential.showAnswer(differential)
            self._contributions.showAnswer(differential)
            forms = formsText(differential.target).replace(" %", "\u00a0%")
            if forms != self._forms.text:
                self._forms.setText(forms)
            for widget in self._later:
                widget.setEnabled(False)
            self._timer.start()

    def showDoubt(self) -> None:
        """Compute and show what a drag does not wait for: what to look at next, and sensitivity."""
        if self._result is None or self._result.differential is None:
            return
        self._next.setText(_nextHtml(self._result))
        self._priors.showAnswer(self._result.differential)
        self._sensitivity.showAnswer(self._result)
        for widget in self._later:
            widget.setEnabled(True)

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()

    def _fit(self, size) -> None:
        """Make the browser as high as its text: a text to scroll within a panel to scroll hides what matters."""
        height = ceil(size.height()) + 2 * self._browser.frameWidth
        if height != self._browser.height:
            self._browser.setFixedHeight(height)


def _label() -> qt.QLabel:
    label = qt.QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(qt.Qt.TextSelectableByMouse)
    return label


def _html(result: Result) -> str:
    """Return the answer in words, the most important first."""
    differential = result.differential
    parts = []
    steps = missingSteps(result)
    if steps:
        parts += ["<p>" + _("To do:") + "</p><ul>", *(f"<li>{escape(step)}</li>" for step in steps), "</ul>"]
    parts.append(f"<p><b style='font-size:large'>{escape(headline(result))}</b> "
                 f"<span>({escape(RESEARCH_MARK)})</span></p>")
    if differential:
        parts += [*map(_alert, differential.alerts),
                  *(_alert(_("Contradiction: {text}").format(text=text)) for text in differential.contradictions)]
        if differential.alternatives:
            parts.append("<p>" + _("Not excluded: <b>{names}</b>").format(
                names=escape(alternativesText(differential))) + "</p>")
        parts.append(f"<p>{escape(differential.reason)}</p>")
    parts += [f"<p><b>&#9888; {escape(warning)}</b></p>" for warning in result.warnings]
    if weighingText(result.case.weighing):
        parts.append(f"<p>{escape(weighingText(result.case.weighing))}.</p>")
    parts.append(f"<p><i>{escape(RESEARCH_USE)}</i></p>")
    # A number stays with its sign at the end of a line.
    return "".join(parts).replace(" %", "&nbsp;%")


def _alert(text: str) -> str:
    return (f"<table width='100%' cellpadding='4' bgcolor='{_ALERT_GROUND}'><tr><td>"
            f"<b style='color:{_ALERT_TEXT}'>&#9888; {escape(text)}</b></td></tr></table>")


def _nextHtml(result: Result) -> str:
    entries = [_("{finding}: {bits} bits ({examination})").format(
        finding=f"<b>{escape(entry.title)}</b>", bits=f"{entry.bits:.2f}", examination=escape(entry.examination))
        for entry in mostInformative(result)]
    if not entries:
        return _("Every finding of the model is assessed.")
    return "<ol style='margin:0; -qt-list-indent:0'>" + "".join(f"<li>{entry}</li>" for entry in entries) + "</ol>"
