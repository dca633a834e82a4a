"""A "?" in the title of each section, which opens the guide where it speaks of that section."""

from __future__ import annotations

from collections.abc import Mapping

import qt
from slicer.i18n import tr as _

from ..Widgets.ToolTip import toolTip
from .HelpWindow import HelpWindow
from .Pages import GUIDE

_GAP = 2  # pixels between a button and the edges of the title


class HelpButtons:
    """Puts a button on sections.

    :param sections: anchor of the heading in the guide to the widget, a ctkCollapsibleButton
    """

    def __init__(self, sections: Mapping[str, qt.QWidget]):
        self.window: HelpWindow | None = None
        self.buttons: dict[str, qt.QToolButton] = {}
        self._corners = []
        for anchor, section in sections.items():
            button = qt.QToolButton(section)
            button.setText("?")
            button.setAutoRaise(True)
            button.setFocusPolicy(qt.Qt.StrongFocus)
            button.setAccessibleName(_("Help on {section}").format(section=section.text))
            button.setToolTip(toolTip(_("What this section is for, and what its numbers claim")))
            # The anchor of the loop would be the last one by the time of the click.
            button.connect("clicked()", lambda anchor=anchor: self.show(anchor))
            self._corners.append(_Corner(section, button))
            self.buttons[anchor] = button

    def show(self, anchor: str) -> None:
        """Open the guide at one of its headings."""
        if self.window is None:
            self.window = HelpWindow()
        self.window.show(GUIDE, anchor)

    def cleanup(self) -> None:
        """Leave nothing behind."""
        for corner in self._corners:
            corner.stop()
        if self.window is not None:
            self.window.cleanup()
            self.window = None


class _Corner(qt.QObject):
    """Keeps a button in the upper right corner of a section: its layout has only room below the title."""

    def __init__(self, section: qt.QWidget, button: qt.QToolButton):
        qt.QObject.__init__(self)
        self._section, self._button = section, button
        section.installEventFilter(self)
        self._place()

    def eventFilter(self, watched, event) -> bool:
        """See changes of size, and leave all events alone."""
        if event.type() in (qt.QEvent.Resize, qt.QEvent.Show):
            self._place()
        return False

    def stop(self) -> None:
        """Follow no longer."""
        self._section.removeEventFilter(self)

    def _place(self) -> None:
        size = self._section.contentsRect().top() - 2 * _GAP
        # Not resize() with two integers alone: what asks for more is bounded too.
        self._button.setFixedSize(size, size)
        self._button.move(self._section.width - size - _GAP, _GAP)
