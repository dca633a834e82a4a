"""A drawing whose rows can be picked with the mouse and with the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt

from .Chart import Canvas, Chart
from .Scrolling import showPart


class PickChart(Chart):
    """A drawing with rows to pick: a click, or arrow keys and Enter; a frame shows where the keyboard is.

    :param name: what is drawn, for screen readers
    :param picked: called with the key of the row that the user picks
    """

    def __init__(self, name: str, picked: Callable[[str], None]):
        Chart.__init__(self, name)
        self._picked = picked
        self._current = 0
        self.setFocusPolicy(qt.Qt.StrongFocus)
        self.setCursor(qt.QCursor(qt.Qt.PointingHandCursor))

    def rows(self) -> Sequence[tuple[str, float, float]]:
        """Return key, top and bottom of the rows that can be picked, pixels."""
        raise NotImplementedError

    def mousePressEvent(self, event) -> None:
        """Pick the row under the mouse."""
        y = event.pos().y()
        for index, (key, top, bottom) in enumerate(self.rows()):
            if top <= y < bottom:
                self._current = index
                self._picked(key)
        self.update()

    def keyPressEvent(self, event) -> None:
        """Go to another row, or pick the one that is framed."""
        rows = self.rows()
        current = self._currentIn(rows)
        steps = {qt.Qt.Key_Down: current + 1, qt.Qt.Key_Up: current - 1, qt.Qt.Key_Home: 0,
                 qt.Qt.Key_End: len(rows) - 1}
        if rows and event.key() in steps:
            self._current = min(max(steps[event.key()], 0), len(rows) - 1)
            _key, top, bottom = rows[self._current]
            showPart(self, top, bottom)
            self.update()
        elif rows and event.key() in (qt.Qt.Key_Return, qt.Qt.Key_Enter, qt.Qt.Key_Space):
            self._picked(rows[current][0])
        else:
            event.ignore()

    def drawFocus(self, canvas: Canvas, width: int) -> None:
        """Frame the row where the keyboard is, while it is in this drawing."""
        rows = self.rows()
        if rows and self.focus:
            _key, top, bottom = rows[self._currentIn(rows)]
            canvas.frame(0, top, width - 1, bottom - 1, canvas.text)

    def _currentIn(self, rows: Sequence) -> int:
        return min(self._current, len(rows) - 1)
