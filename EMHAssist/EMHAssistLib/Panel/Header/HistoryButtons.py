"""Undo and redo: two buttons, and the keys that everybody tries."""

from __future__ import annotations

from collections.abc import Callable

import slicer
from slicer.i18n import tr as _

from ..Widgets.PanelKeys import PanelKeys
from ..Widgets.ToolTip import toolTip


class HistoryButtons:
    """Takes back and does again, says what that would be, and what could not be taken back.

    :param ui: the widgets undoButton, redoButton and historyLabel
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self._ui, self._logic = ui, logic
        ui.undoButton.connect("clicked()", lambda: self._travel(logic.undo))
        ui.redoButton.connect("clicked()", lambda: self._travel(logic.redo))
        self._keys = PanelKeys(ui.undoButton.window(), {"Ctrl+Z": ui.undoButton.click, "Ctrl+Y": ui.redoButton.click,
                                                        "Ctrl+Shift+Z": ui.redoButton.click})
        logic.addHistoryListener(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what can be undone and redone; what was said of the last time holds no more."""
        for button, title, text, nothing, keys in (
                (self._ui.undoButton, self._logic.undoTitle, _("Undo: {title} ({keys})"), _("Nothing to undo"),
                 "Ctrl+Z"),
                (self._ui.redoButton, self._logic.redoTitle, _("Redo: {title} ({keys})"), _("Nothing to redo"),
                 "Ctrl+Y")):
            button.setEnabled(bool(title))
            button.setToolTip(toolTip(text.format(title=title, keys=keys) if title else nothing))
        self._say("")

    def listen(self, isListening: bool) -> None:
        """Take the keys in the views, too, where the user has just dragged a region, or leave them to Slicer there."""
        window = slicer.util.mainWindow()
        if window is not None:
            (self._keys.watch if isListening else self._keys.leave)(window.centralWidget())

    def cleanup(self) -> None:
        """Leave the keys to others."""
        self._keys.stop()

    def _travel(self, move: Callable[[], str]) -> None:
        try:
            self._say(move())
        except ValueError as error:
            self._say(str(error))

    def _say(self, text: str) -> None:
        self._ui.historyLabel.setText(text)
        self._ui.historyLabel.setVisible(bool(text))
