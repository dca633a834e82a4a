"""What to do next, in a line that is always in sight: what the case still lacks, then what would tell most."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Guidance import IMPROVE, MISSING, Step, steps
from ...Likelihood import NextFinding
from ...Likelihood.Model import Model
from ...Report.Deciders import mostInformative
from ...Report.DifferentialText import percent
from ...Result import Result
from ..Titles import modelWord, stepTexts
from ..Widgets.IdleTimer import idleTimer
from ..Widgets.PlainText import richLabel
from ..Widgets.ThemeWatch import showAgain
from ..Widgets.ToolTip import toolTip
from ..Widgets.Typography import unbroken


class NextStep:
    """Names the next step; a click begins it. ``widget`` is the line.

    :param follow: called with a step of the check list that the user wants to begin
    :param goToFinding: called with the id of a feature that the user wants to assess
    """

    def __init__(self, follow: Callable[[Step], None], goToFinding: Callable[[str], None]):
        self._follow, self._goToFinding = follow, goToFinding
        self._result: Result | None = None
        self._next: Step | NextFinding | None = None
        label = self.widget = richLabel()
        label.setWordWrap(True)
        label.setSizePolicy(qt.QSizePolicy.Ignored, qt.QSizePolicy.Preferred)
        label.setTextInteractionFlags(qt.Qt.LinksAccessibleByMouse | qt.Qt.LinksAccessibleByKeyboard)
        label.connect("linkActivated(QString)", lambda link: self._begin())
        label.setVisible(False)
        # It takes what every answer to every question would tell.
        self._timer = idleTimer(label, self.showStep)

    def refresh(self, result: Result | None) -> None:
        """Show what is next with a result, a moment later: neither a drag nor an answer waits for it."""
        before, self._result = self._result, result
        if result is None:
            self._timer.stop()
            self.showStep()
        elif result is not before:
            self._timer.start()

    def showStep(self) -> None:
        """Show what is next now; leaves the line alone where it is the same."""
        step = nextStep(self._result) if self._result else None
        if step == self._next:
            return
        self._next = step
        if step is not None and self._result is not None:
            html, explanation = (_ofStep(step) if isinstance(step, Step) else
                                 _ofFinding(step, self._result.weighed.model))
            self.widget.setText(unbroken(html))
            self.widget.setToolTip(toolTip(explanation))
        self.widget.setVisible(step is not None)

    def recolor(self) -> None:
        """Show the link in the colors of the theme."""
        showAgain(self.widget)

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()

    def _begin(self) -> None:
        if isinstance(self._next, Step):
            self._follow(self._next)
        elif self._next is not None:
            self._goToFinding(self._next.feature)


def nextStep(result: Result) -> Step | NextFinding | None:
    """Return what is next: what is missing, what could be better, then the finding that would tell most; None when
    nothing is left to do."""
    open_ = sorted((step for step in steps(result, translated) if step.state in (MISSING, IMPROVE)),
                   key=lambda step: step.state != MISSING)
    return next(iter((*open_, *mostInformative(result))), None)


def _ofStep(step: Step) -> tuple[str, str]:
    """Return a step as HTML, and what explains it."""
    name, status, action = stepTexts(step)
    isLink = step.place or step.region is not None
    html = _("Next: {step}").format(step=f"<b>{escape(name)}</b>: "
                                    + (f"<a href='#'>{escape(action)}</a>" if isLink else escape(action)))
    return html, status


def _ofFinding(finding: NextFinding, model: Model) -> tuple[str, str]:
    """Return a finding as HTML with what the answers that change most would make of EMH, and all of them."""
    feature = model.feature(finding.feature)
    outcomes = [_("{answer}: {probability}").format(answer=modelWord(feature.answer(answer).title),
                                                    probability=percent(probability))
                for answer, probability in finding.outcomes]
    ends = sorted(range(len(outcomes)), key=lambda index: finding.outcomes[index][1])
    extremes = [outcomes[ends[-1]], outcomes[ends[0]]] if outcomes else []
    html = _("Next: {step}").format(
        step=f"<a href='#'>{escape(modelWord(feature.title))}</a>?") + " " + escape("; ".join(extremes))
    explanation = [_("The finding that would tell most. EMH would be, with each answer:"), *outcomes,
                   _("From: {examination}").format(examination=modelWord(finding.examination.title)),
                   modelWord(feature.description) if feature.description else ""]
    return html, "\n".join(filter(None, explanation))
