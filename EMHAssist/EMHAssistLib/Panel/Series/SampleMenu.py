"""The button that loads sample data, with the teaching set and its answers in a menu."""

from __future__ import annotations

from functools import partial

import qt
from slicer.i18n import tr as _

from ...Logic.SampleData import teachingName
from ..Widgets.PlainText import errorsShown


class SampleMenu:
    """Loads the synthetic case with one click, cases of the teaching set from its menu, and shows their answers.

    :param ui: with sampleButton and sampleLabel
    """

    def __init__(self, ui, logic):
        self._button, self._label, self._logic = ui.sampleButton, ui.sampleLabel, logic
        menu = qt.QMenu(self._button)
        for number in range(1, logic.teachingCases + 1):
            menu.addAction(self._action(menu, teachingName(number), partial(self._load, number)))
        menu.addSeparator()
        self._answer = self._action(menu, _("Show the answer"), self._onAnswer)
        self._answer.setCheckable(True)
        menu.addAction(self._answer)
        self._button.setMenu(menu)
        self._button.setPopupMode(qt.QToolButton.MenuButtonPopup)
        self._button.connect("clicked()", partial(self._load, 0))

    def refresh(self, hasSeries: bool) -> None:
        """Offer samples to those who have nothing loaded yet, and to those who learn on the teaching set.

        :param hasSeries: there are series
        """
        story = self._logic.sampleStory
        isShown = self._logic.showsSampleAnswer
        self._button.setVisible(not hasSeries or bool(story))
        self._answer.setEnabled(bool(story))
        self._answer.setChecked(isShown)
        lines = [story] if story else []
        if isShown:
            try:
                lines.append(self._logic.sampleAnswer())
            except ValueError as error:
                lines.append(str(error))
        text = "\n".join(lines)
        if text != self._label.text:
            self._label.setText(text)
        self._label.setVisible(bool(text))

    @staticmethod
    def _action(menu, text: str, act) -> qt.QAction:
        action = qt.QAction(text, menu)
        action.connect("triggered()", act)
        return action

    def _load(self, number: int) -> None:
        with errorsShown(_("The synthetic case could not be loaded."), waitCursor=True):
            self._logic.loadSample(number)

    def _onAnswer(self) -> None:
        self._logic.showSampleAnswer(not self._logic.showsSampleAnswer)
