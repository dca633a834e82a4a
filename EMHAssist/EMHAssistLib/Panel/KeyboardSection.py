"""Section of the panel: the keyboard shortcuts. Here is the one place for their keys.

None is a single key, and none is one of Slicer's own: Ctrl with a digit or letter, Ctrl+Shift with A, T, Space or an
arrow. Nor of the systems': Ctrl+Shift with a digit takes pictures of the screen on macOS, and is Ctrl with a digit on a
French keyboard; Ctrl+Shift+U writes any Unicode letter on Linux.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import qt
import slicer
from slicer.i18n import tr as _

from ..Roles import REGION_ROLES
from .Section import Section
from .Titles import title

# Names of buttons, which their keys press.
_BUTTON_KEYS = {"updateButton": "Ctrl+Shift+M", "autoUpdateCheckBox": "Ctrl+Shift+P",
                "showCaseBoxCheckBox": "Ctrl+Shift+B", "showValuesCheckBox": "Ctrl+Shift+V",
                "exportButton": "Ctrl+Shift+E"}


class KeyboardSection(Section):
    """Does by keys what buttons do, says so in their tool tips, and lists all keys. Silent until listen()."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        # Keys work wherever the focus is: in the panel, in a view or on a toolbar.
        self._window = slicer.util.mainWindow() or ui.keyboardSection.window()
        self._shortcuts: list[qt.QShortcut] = []
        # (keys, what they do), for the user.
        self.listed: list[tuple[str, str]] = []
        for digit, role in enumerate(REGION_ROLES, start=1):
            self._add(f"Alt+{digit}", _("Place {role}").format(role=title(role)), partial(self._place, role.name))
        for name, keys in _BUTTON_KEYS.items():
            button = getattr(ui, name)
            written = self._add(keys, button.accessibleName or button.text, button.click)
            button.setToolTip(f"{button.toolTip} ({written})")
        rows = (f"<tr><td><b>{escape(keys)}</b>&nbsp;&nbsp;</td><td>{escape(what)}</td></tr>"
                for keys, what in self.listed)
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

    def _place(self, role: str) -> None:
        with slicer.util.tryWithErrorDisplay(_("The region could not be placed.")):
            self.logic.placeRegion(role)

    def _add(self, keys: str, what: str, action: Callable[[], None]) -> str:
        """Add a shortcut, and return its keys as the platform writes them: a Mac has other signs."""
        sequence = qt.QKeySequence(keys)
        shortcut = qt.QShortcut(sequence, self._window)
        shortcut.setEnabled(False)
        shortcut.connect("activated()", action)
        self._shortcuts.append(shortcut)
        written = sequence.toString(qt.QKeySequence.NativeText)
        self.listed.append((written, what))
        return written
