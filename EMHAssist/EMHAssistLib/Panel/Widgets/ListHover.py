"""What a user looks at in an open drop-down list, before anything is chosen."""

from __future__ import annotations

from collections.abc import Callable

import qt

_LOOK = 100  # ms between two looks at whether the list is still open


class ListHover:
    """Tells which entry of a drop-down list is under the mouse, or reached with the keys, and when the list has closed.

    :param box: the drop-down list
    :param entered: called with the data of the entry
    :param left: called without arguments when the list has closed, whatever was chosen
    """

    def __init__(self, box: qt.QComboBox, entered: Callable[[str], None], left: Callable[[], None]):
        self._box, self._entered, self._left = box, entered, left
        # Qt tells of an entry that is highlighted, and not of a list that is closed without a choice.
        self._timer = qt.QTimer(box)
        self._timer.setInterval(_LOOK)
        self._timer.connect("timeout()", self._look)
        box.connect("highlighted(int)", self._onHighlighted)
        box.connect("activated(int)", lambda index: self._end())

    def _onHighlighted(self, index: int) -> None:
        self._timer.start()
        self._entered(self._box.itemData(index))

    def _look(self) -> None:
        if not self._box.view().isVisible():
            self._end()

    def _end(self) -> None:
        if self._timer.active:
            self._timer.stop()
            self._left()
