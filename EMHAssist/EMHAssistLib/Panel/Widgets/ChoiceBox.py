"""A drop-down list of names with titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import qt


class ChoiceBox:
    """Shows names by their titles in a drop-down list, and tells which one the user chooses.

    :param box: the drop-down list
    :param changed: called with the name when the user has chosen another entry
    """

    def __init__(self, box: qt.QComboBox, changed: Callable[[str], None] = lambda name: None):
        self._box = box
        self._shown = None

        def onActivated(index: int) -> None:
            self._shown = None  # it shows what the user chose, whatever becomes of it
            changed(box.itemData(index))

        # "activated" is the user's choice alone, unlike "currentIndexChanged".
        box.connect("activated(int)", onActivated)

    def forget(self) -> None:
        """Fill anew the next time: the user has typed into the box."""
        self._shown = None

    def fill(self, choices: Iterable[tuple[str, str]], current: str) -> None:
        """Replace the entries without telling anybody.

        Nothing is touched that is shown already: results come many times a second during a drag, and the list may be
        open.

        :param choices: (name, title) of the entries
        :param current: name of the entry that is chosen, none if it is not among them; "" for the first one
        """
        shown = (list(choices), current)
        if shown == self._shown:
            return
        wasBlocked = self._box.blockSignals(True)
        if self._shown is None or shown[0] != self._shown[0]:
            self._box.clear()
            for name, title in shown[0]:
                self._box.addItem(title, name)
        self._box.setCurrentIndex(max(self._box.findData(current), -1 if current else 0))
        self._box.blockSignals(wasBlocked)
        self._shown = shown


def newChoiceBox(choices: Iterable[tuple[str, str]], current: str, changed: Callable[[str], None],
                 accessibleName: str) -> qt.QComboBox:
    """Make a drop-down list; see ChoiceBox.

    :param accessibleName: what is being chosen, for screen readers
    """
    box = qt.QComboBox()
    ChoiceBox(box, changed).fill(choices, current)
    box.setAccessibleName(accessibleName)
    return box
