"""Section of the panel: the keyboard shortcuts. Here is the one place for their keys, but for those of Roles.

None is a single key, and none is one of Slicer's own: Ctrl with a digit or letter, Ctrl+Shift with A, T, Space or an
arrow. Nor of the systems': Ctrl+Shift with a digit takes pictures of the screen on macOS, and is Ctrl with a digit on a
French keyboard; Ctrl+Shift+U writes any Unicode letter on Linux.
"""

from __future__ import annotations

from html import escape

import qt
import slicer
from slicer.i18n import tr as _

from ...Roles import REGION_ROLES
from ..Section import Section
from ..Widgets.ToolTip import toolTip

# Names of buttons, and the keys that press them; in the order in which they are listed.
_KEYS = {
    **{f"placeButton_{role.name}": role.key for role in REGION_ROLES if role.key},
    "nextLesionButton": "Ctrl+Shift+J",
    "allSeriesButton": "Ctrl+Shift+I",
    "copyRatiosButton": "Ctrl+Shift+C",
    "plotRatiosButton": "Ctrl+Shift+G",
    "exportButton": "Ctrl+Shift+E",
    "showCaseBoxCheckBox": "Ctrl+Shift+B",
    "showValuesCheckBox": "Ctrl+Shift+V",
    "autoUpdateCheckBox": "Ctrl+Shift+P",
    "updateButton": "Ctrl+Shift+M",
}


class KeyboardSection(Section):
    """Presses buttons by keys, says so in their tool tips, and lists all keys. Silent until listen()."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        panel = ui.keyboardSection.window()
        # Keys work wherever the focus is: in the panel, in a view or on a toolbar.
        window = slicer.util.mainWindow() or panel
        self._shortcuts: list[qt.QShortcut] = []
        # (keys, what they do), as the platform writes keys: a Mac has other signs.
        self.listed: list[tuple[str, str]] = []
        # Those that code has made are not in ui. Looked for once: Slicer walks through all widgets to find one.
        buttons = vars(slicer.util.childWidgetVariables(panel))
        for name, keys in _KEYS.items():
            button, sequence = buttons[name], qt.QKeySequence(keys)
            shortcut = qt.QShortcut(sequence, window)
            shortcut.setEnabled(False)
            shortcut.connect("activated()", button.click)
            self._shortcuts.append(shortcut)
            written = _written(sequence)
            self.listed.append((written, button.accessibleName or button.text))
            button.setToolTip(toolTip(button.toolTip, keys=written))
        inTables = [(_written(action.shortcut), _("{action} (in the table)").format(action=action.text))
                    for table in (ui.regionTable, ui.ratioTable) for action in table.actions()]
        rows = (f"<tr><td><b>{escape(keys)}</b>&nbsp;&nbsp;</td><td>{escape(what)}</td></tr>"
                for keys, what in (*self.listed, *inTables) if keys)
        ui.keyboardLabel.setTextFormat(qt.Qt.RichText)
        ui.keyboardLabel.setText(f"<table>{''.join(rows)}</table>")

    def listen(self, isListening: bool) -> None:
        """Take the keys, or leave them to other modules."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(isListening)

    def cleanup(self) -> None:
        """Take the shortcuts off the main window, which outlives the panel."""
        self.listen(False)
        for shortcut in self._shortcuts:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._shortcuts = []


def _written(sequence: qt.QKeySequence) -> str:
    return sequence.toString(qt.QKeySequence.NativeText)
