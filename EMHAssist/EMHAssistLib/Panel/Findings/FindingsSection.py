"""Section of the panel: the check list of findings."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Report.Deciders import mostInformative
from ..Section import Section, parametersTime
from ..Widgets.IdleTimer import idleTimer
from ..Widgets.PlainText import errorsShown
from .FindingsForm import FindingsForm


class FindingsSection(Section):
    """Findings."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._layout, self._asked, self._model = qt.QVBoxLayout(ui.findingsForm), None, None
        self._layout.setContentsMargins(0, 0, 0, 0)
        # What the parameters say, and at which time.
        self._time: int = 0
        self._entered: dict[str, str] = {}
        self._given: dict[str, tuple[str, ...]] = {}
        self._consider: Callable[[str, str], None] = lambda feature, answer: None
        # A drag does not wait for it: it asks what every answer to every question would tell.
        self._result = None
        self._timer = idleTimer(ui.findingsForm, self.showNext)
        self._ask()
        ui.findingsSearchEdit.connect("textChanged(QString)", lambda text: self._filter())
        ui.openFindingsCheckBox.connect("toggled(bool)", lambda isOpenOnly: self._filter())
        ui.clearFindingsButton.connect("clicked()", self._onCleared)
        ui.restoreFindingsButton.connect("clicked()", self._onRestored)

    def linkPreview(self, consider: Callable[[str, str], None]) -> None:
        """Have answers tried out before they are given.

        :param consider: called with (feature id, answer id) that the user looks at, and with ("", "") when he does no
            more
        """
        self._consider = consider

    def refresh(self) -> None:
        """Show what was entered, what was measured and what the setting states, and what of it does not count."""
        result, time = self.logic.result, parametersTime(self.logic)
        if self.logic.model is not self._model:
            self._ask()
        if time != self._time:
            self._time, self._entered, self._given = time, self.logic.enteredFindings(), self._stated()
            self.ui.clearFindingsButton.setEnabled(bool(self._entered))
            self.ui.restoreFindingsButton.setVisible(bool(self.logic.clearedFindings()))
        differential = result.differential if result else None
        weighed = {entry.finding.feature: entry for entry in differential.contributions} if differential else {}
        self.form.refresh(self._entered, result.measured if result else {}, self._given, weighed)
        if result is not self._result:
            self._result = result
            self._timer.start()

    def showNext(self) -> None:
        """Ask first what would tell most now."""
        result = self._result
        if result is None or (result.weighed is not None and result.weighed.model is self._model):
            self.form.showNext(mostInformative(result) if result is not None else ())

    def cancel(self) -> None:
        """Show no line any more because somebody was led to it: the next scene is another case."""
        self._filter()

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._timer.stop()

    def _stated(self) -> dict[str, tuple[str, ...]]:
        """Return what the conditions of the setting state, feature id to answer ids; also while paused."""
        stated: dict[str, tuple[str, ...]] = {}
        for condition in self.logic.conditions():
            for feature, answer in self._model.condition(condition).states.items():
                stated[feature] = (*stated.get(feature, ()), answer)
        return stated

    def goTo(self, feature: str) -> None:
        """Unfold, scroll to and focus the line of a feature."""
        self.ui.findingsSearchEdit.clear()
        self.ui.openFindingsCheckBox.checked = False
        self.ui.findingsSection.collapsed = False
        self.form.goTo(feature)

    def _ask(self) -> None:
        """Ask for the features of the present model, in place of those of another."""
        if self._asked is not None:
            self._layout.removeWidget(self._asked)
            self._asked.hide()
            self._asked.deleteLater()
        self._asked, self._model, self._time, self._result = qt.QWidget(), self.logic.model, 0, None
        self._layout.addWidget(self._asked)
        self.form = FindingsForm(self._asked, self._model, self._onEntered, self._onRemoved,
                                 lambda feature, answer: self._consider(feature, answer))
        self._filter()

    def _filter(self) -> None:
        self.form.filter(self.ui.findingsSearchEdit.text, self.ui.openFindingsCheckBox.checked)

    # The form shows what was entered also while the panel is paused, when no result comes.
    def _onEntered(self, feature: str, answer: str) -> None:
        with errorsShown(_("The finding could not be entered.")):
            self.logic.setFinding(feature, answer)
        self.refresh()

    def _onRemoved(self, feature: str) -> None:
        self.logic.clearFinding(feature)
        self.refresh()

    def _onCleared(self) -> None:
        self.logic.clearFindings()
        self.refresh()

    def _onRestored(self) -> None:
        self.logic.restoreFindings()
        self.refresh()
