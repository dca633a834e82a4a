"""Tells when the look of the application has changed: icons and links keep the colors they were made with, tables the
sizes."""

from __future__ import annotations

from collections.abc import Callable

import qt


class ThemeWatch(qt.QObject):
    """Watches a widget.

    :param widget: the widget
    :param changed: called, without arguments, when its palette or font has changed and all that is going on has been
        dealt with
    """

    def __init__(self, widget: qt.QWidget, changed: Callable[[], None]):
        qt.QObject.__init__(self)
        self._widget = widget
        # One that belongs to no one would keep what it calls alive.
        self._timer = qt.QTimer(widget)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.connect("timeout()", changed)
        widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        """See changes of palette and font, and leave all events alone."""
        if event.type() in (qt.QEvent.PaletteChange, qt.QEvent.FontChange):
            self._timer.start()
        return False

    def stop(self) -> None:
        """Tell nothing any more."""
        self._timer.stop()
        self._widget.removeEventFilter(self)


def showAgain(label: qt.QLabel) -> None:
    """Have a label lay out its text anew, with links in the present colors."""
    text = label.text
    label.setText("")
    label.setText(text)
