"""The header of the panel, which is always in sight: the answer at a glance, what to do next, and whether what is shown
is up to date."""

from __future__ import annotations

from collections.abc import Callable

from slicer.i18n import tr as _

from ...Case import NOT_ASSESSED
from ...Guidance import Step
from ...Likelihood import Differential
from ..Titles import modelWord
from .NextStep import NextStep
from .ProbabilityBar import ProbabilityBar


class HeaderView:
    """Shows the answer at a glance.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    :param goToReadout: called when the user wants to know more
    :param follow: called with a step of the check list that the user wants to begin
    :param goToFinding: called with the id of a feature that the user wants to assess
    """

    def __init__(self, ui, logic, goToReadout: Callable[[], None], follow: Callable[[Step], None],
                 goToFinding: Callable[[str], None]):
        self.ui, self._logic = ui, logic
        self.bar = ProbabilityBar(goToReadout)
        self.next = NextStep(follow, goToFinding)
        # What was asked for when the answer was drawn last, that answer, and the one before it.
        self._asked: tuple | None = None
        self._differential: Differential | None = None
        self._former: Differential | None = None
        ui.headerWidget.layout().insertWidget(1, self.bar)
        ui.headerWidget.layout().insertWidget(2, self.next.widget)
        ui.updateButton.connect("clicked()", logic.update)
        ui.autoUpdateCheckBox.connect("toggled(bool)", self._showPause)
        self._showPause(ui.autoUpdateCheckBox.checked)
        self.refresh()

    def refresh(self) -> None:
        """Show the answer of the present result, beside the former one where the user has just entered something."""
        result = self._logic.result
        differential = result.differential if result else None
        case = result.case if result else None
        asked = (id(self._logic.getParameterNode()), case.findings, case.clinicalSetting) if case else None
        if asked != self._asked:
            isSameCase = asked is not None and self._asked is not None and asked[0] == self._asked[0]
            self._former = self._differential if isSameCase else None
            self._asked = asked
        elif differential is not self._differential:
            self._former = None
        self._differential = differential
        self.bar.showAnswer(result, self._logic.problem, self._former if differential is not None else None)
        self.next.refresh(result)

    def preview(self, feature: str, answer: str) -> None:
        """Show what the answer would be if a finding were another; the scene is left alone.

        :param feature: id of a feature of the model
        :param answer: id of one of its answers, "" for not entered, NOT_ASSESSED to leave out what was measured
        """
        differential = self._logic.whatIf(feature, answer)
        if differential is None:
            return
        asked = self._logic.model.feature(feature)
        title = (_("left out") if answer == NOT_ASSESSED else modelWord(asked.answer(answer).title) if answer
                 else _("not entered"))
        self.bar.showPreview(differential, _("{finding}: {answer}").format(finding=modelWord(asked.title),
                                                                           answer=title))

    def endPreview(self) -> None:
        """Show the answer as it is again."""
        self.bar.endPreview()

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        self.next.recolor()

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self.next.cleanup()

    def _showPause(self, isLive: bool) -> None:
        """Say that what is shown may be out of date while nothing is computed."""
        for widget in (self.ui.pausedLabel, self.ui.updateButton):
            widget.setVisible(not isLive)
        self.bar.setFaded(not isLive)
