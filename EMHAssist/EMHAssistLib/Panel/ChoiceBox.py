"""A drop-down list of names with titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import qt


def choiceBox(choices: Iterable[tuple[str, str]], current: str, changed: Callable[[str], None],
              accessibleName: str) -> qt.QComboBox:
    """Make a drop-down list.

    :param choices: (name, title) of the entries
    :param current: name of the entry that is chosen; the first one if it is not among them
    :param changed: called with the name when the user has chosen another entry
    :param accessibleName: what is being chosen, for screen readers
    """
    box = qt.QComboBox()
    fillChoiceBox(box, choices, current)
    box.setAccessibleName(accessibleName)
    # "activated" is the user's choice alone, unlike "currentIndexChanged".
    box.connect("activated(int)", lambda index: changed(box.itemData(index)))
    return box


def fillChoiceBox(box: qt.QComboBox, choices: Iterable[tuple[str, str]], current: str) -> None:
    """Replace the entries of a drop-down list without telling anybody.

    Entries that are there already are left alone: results come many times a second during a drag, and the list may be
    open.
    """
    choices = list(choices)
    wasBlocked = box.blockSignals(True)
    if [(box.itemData(index), box.itemText(index)) for index in range(box.count)] != choices:
        box.clear()
        for name, title in choices:
            box.addItem(title, name)
    box.setCurrentIndex(max(box.findData(current), 0))
    box.blockSignals(wasBlocked)
