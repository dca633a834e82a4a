"""The readout: the answer in words, then drawn: differential, weights of the findings, what to look at next, doubt."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Guidance import missingSteps
from ...Likelihood import Verdict
from ...Report.DifferentialText import RESEARCH_MARK, formsText
from ...Result import Result
from ..Widgets.FittedBrowser import FittedBrowser
from ..Widgets.IdleTimer import idleTimer
from ..Widgets.PlainText import plainLabel, richLabel
from ..Widgets.Scrolling import showWidget
from ..Widgets.ToolTip import explained, toolTip
from ..Widgets.Typography import unbroken
from .ContributionChart import ContributionChart
from .DeciderList import DeciderList
from .DifferentialChart import DifferentialChart
from .EvidenceView import EvidenceView
from .PriorChart import PriorChart
from .ReadoutText import readoutHtml
from .SensitivityChart import SensitivityChart
from .StatementChart import StatementChart

_GAP = 6  # pixels, above a heading


class ReadoutView:
    """Shows the readout.

    :param browser: QTextBrowser for what is said in words; as high as its text
    :param answer: empty QWidget for what is drawn
    :param logic: logic of the module
    :param goToFinding: called with a feature whose line in the form the user wants to see
    """

    def __init__(self, browser: qt.QTextBrowser, answer: qt.QWidget, logic, goToFinding: Callable[[str], None]):
        self._browser, self._answer, self._logic = FittedBrowser(browser), answer, logic
        self._text, self._said = None, None
        self._result: Result | None = None
        self._doubt = _label(plainLabel())
        self._doubt.setText(_("Shown in gray because the evidence is insufficient: this is little more than the "
                              "prior."))
        self._statements = StatementChart(_("Picture, setting and together"))
        self._differential = DifferentialChart(_("Differential"))
        self._forms = _label(plainLabel())
        self._contributions = ContributionChart(_("Weight of the findings"), self._showEvidence)
        self._evidence = EvidenceView([(feature.id, feature.title) for feature in logic.model.features],
                                      logic.evidenceOf, goToFinding)
        self._deciders = DeciderList(goToFinding)
        self._priors = PriorChart(_("Result under other priors"), self._onPrior)
        self._sensitivity = SensitivityChart(_("Result under other assumptions"))
        self._charts = (self._statements, self._differential, self._contributions, self._priors, self._sensitivity)
        self._later = (self._evidence.browser, self._deciders.widget, self._priors, self._sensitivity)
        self._layOut()
        self._timer = idleTimer(answer, self.showDoubt)

    def show(self, result: Result | None, problem: str) -> None:
        """Show a result; leaves alone what is the same, and shows what takes longer in gray until it is computed.

        :param result: None when there is none
        :param problem: why there is no result, in plain English
        """
        differential = result.differential if result else None
        shown = self._result.differential if self._result else None
        said = (missingSteps(result), result.warnings, result.dangers, result.case.assumptions,
                result.geometry.isElsewhere) if result else problem
        if differential is not shown or said != self._said:
            self._said = said
            text = readoutHtml(result) if result else f"<p>{escape(problem)}</p>"
            if text != self._text:
                self._text = text
                self._browser.setHtml(explained(text))
        self._result = result
        self._answer.setVisible(differential is not None)
        if differential is None:
            self._timer.stop()
        elif differential is not shown:
            isInsufficient = differential.verdict == Verdict.INSUFFICIENT
            self._doubt.setVisible(isInsufficient)
            for chart in self._charts:
                chart.setFaded(isInsufficient)
            self._statements.showAnswer(differential)
            self._differential.showAnswer(differential)
            self._contributions.showAnswer(differential)
            forms = unbroken(formsText(differential.target, translated))
            if forms != self._forms.text:
                self._forms.setText(forms)
            for widget in self._later:
                # A disabled widget would let go of the mouse.
                widget.setEnabled(widget is self._priors and self._priors.isDragged)
            if self._priors.isDragged:
                self._priors.showAnswer(differential)
            self._timer.start()

    def showDoubt(self) -> None:
        """Compute and show what a drag does not wait for: evidence, what to look at next, and sensitivity."""
        if self._result is None or self._result.differential is None:
            return
        self._evidence.refresh()
        self._deciders.showAnswer(self._result)
        self._priors.showAnswer(self._result.differential)
        self._sensitivity.showAnswer(self._result)
        for widget in self._later:
            widget.setEnabled(True)

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        self._deciders.recolor()
        self._evidence.recolor()

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()

    def _showEvidence(self, feature: str) -> None:
        """Show what stands behind a finding, and bring it into sight."""
        self._evidence.choose(feature)
        showWidget(self._evidence.browser)

    def _onPrior(self, prior: float) -> None:
        """Use the prior that the user has clicked or dragged to, as exact as its box shows it."""
        self._logic.setPrior(max(round(100 * prior, 1), 0.1))

    def _layOut(self) -> None:
        layout = qt.QVBoxLayout(self._answer)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._doubt)
        for title, explanation, widgets in (
                (_("EMH: picture, setting and together ({mark})").format(
                    mark=translated("Report.DifferentialText", RESEARCH_MARK)),
                 _("How many times the images alone favor EMH, the prior, and what follows from both, with 95 % "
                   "intervals"), (self._statements,)),
                (_("Differential, with 95 % intervals ({mark})").format(
                    mark=translated("Report.DifferentialText", RESEARCH_MARK)), "",
                 (self._differential, self._forms)),
                (_("What would decide it"),
                 _("The examinations that would tell most of EMH against all the rest, then what decides by itself. "
                   "Click a finding to go to it; burden and risk in full are in the tool tips."),
                 (self._deciders.widget,)),
                (_("Weight of each finding for EMH"),
                 _("In decibans (dB): 10 dB multiply the odds by ten, 3 dB by two; the numbers add up, from the prior "
                   "to the result, and the scale above names the probabilities on the way. Click a finding, or press "
                   "Enter on it, to see the evidence behind it."),
                 (self._contributions, self._evidence.chooser, self._evidence.browser)),
                (_("EMH under other priors"),
                 _("The dot marks the prior in use; the band shows the 95 % intervals. Click or drag to set the prior, "
                   "or type it above."), (self._priors,)),
                (_("EMH under other assumptions"),
                 _("How the probability changes with another cap or temper, both assumed, or without one finding"),
                  (self._sensitivity,))):
            heading = _label(richLabel())
            heading.setText(f"<b>{escape(title)}</b>")
            heading.setToolTip(toolTip(explanation, title))
            layout.addSpacing(_GAP)
            for widget in (heading, *widgets):
                layout.addWidget(widget)


def _label(label: qt.QLabel) -> qt.QLabel:
    label.setWordWrap(True)
    label.setTextInteractionFlags(qt.Qt.TextSelectableByMouse)
    return label
