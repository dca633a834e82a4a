"""The header of the panel, which is always in sight: the answer at a glance, and whether it is up to date."""

from __future__ import annotations

from collections.abc import Callable

from .ProbabilityBar import ProbabilityBar


class HeaderView:
    """Shows the answer at a glance.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    :param goToReadout: called when the user wants to know more
    """

    def __init__(self, ui, logic, goToReadout: Callable[[], None]):
        self.ui, self._logic = ui, logic
        self.bar = ProbabilityBar(goToReadout)
        ui.headerWidget.layout().insertWidget(1, self.bar)
        ui.updateButton.connect("clicked()", logic.update)
        ui.autoUpdateCheckBox.connect("toggled(bool)", self._showPause)
        self._showPause(ui.autoUpdateCheckBox.checked)
        self.refresh()

    def refresh(self) -> None:
        """Show the answer of the present result."""
        self.bar.showAnswer(self._logic.result, self._logic.problem)

    def _showPause(self, isLive: bool) -> None:
        """Say that what is shown may be out of date while nothing is computed."""
        self.ui.pausedLabel.setVisible(not isLive)
        self.bar.setFaded(not isLive)
