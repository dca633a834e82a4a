"""A drop-down list of vertebral levels that can be typed, too: "t5", "T5-T7"."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Naming.VertebralLevels import LEVELS


class LevelBox:
    """Shows the level that the user has named, or faintly the measured one, and tells which one the user names.

    :param box: the drop-down list, empty
    :param changed: called with what was chosen or typed, "" for nothing; shows why when that is no
        level
    """

    def __init__(self, box: qt.QComboBox, changed: Callable[[str], None]):
        self._box, self._changed = box, changed
        self._level, self._hint = "", None
        box.setEditable(True)
        box.setInsertPolicy(qt.QComboBox.NoInsert)
        for level in ("", *LEVELS):
            box.addItem(level, level)
        # An unnamed level is as good as a named one where vertebrae are known.
        box.setToolTip(_("Vertebral level, such as T5 or T5-T7. Leave empty to measure it from named vertebrae, if "
                         "there are any."))
        box.connect("activated(int)", lambda index: self._onChosen())
        box.lineEdit().connect("editingFinished()", self._onChosen)

    def refresh(self, level: str, measured: str) -> None:
        """Show the level of a region without telling anybody. What is being typed is left alone.

        :param level: named by the user, "" for none
        :param measured: what is known from the vertebrae, "" for nothing
        """
        hint = _("{level} (measured)").format(level=measured) if measured else _("not named")
        if hint != self._hint:
            self._hint = hint
            self._box.lineEdit().setPlaceholderText(hint)
        if level != self._level:
            self._level = level
            self._show()

    def _show(self) -> None:
        wasBlocked = self._box.blockSignals(True)
        self._box.setCurrentIndex(self._box.findText(self._level))
        self._box.setEditText(self._level)
        self._box.blockSignals(wasBlocked)

    def _onChosen(self) -> None:
        text = self._box.currentText.strip()
        if text == self._level:
            return
        self._changed(text)
        # What was refused, or is written in another way, is shown as it is.
        self._show()
