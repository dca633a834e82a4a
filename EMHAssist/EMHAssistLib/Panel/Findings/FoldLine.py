"""The one line that all findings are folded under which are not assessed: how many, and what that means."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ..Widgets.ToolTip import toolTip


class FoldLine:
    """A line to press, which shows or hides them. ``button`` is the line.

    :param toggled: called without arguments when the user has unfolded or folded them
    """

    def __init__(self, toggled: Callable[[], None]):
        self._count: int | None = None
        self.button = qt.QToolButton()
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(qt.Qt.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(qt.Qt.StrongFocus)
        self.button.setToolTip(toolTip(_(
            "A finding that is not assessed counts neither for nor against EMH: it is not the same as an absent one. "
            "Press to show or to fold them.")))

        def onToggled(isOpen: bool) -> None:
            self._point(isOpen)
            toggled()

        self.button.connect("toggled(bool)", onToggled)
        self._point(False)

    @property
    def isOpen(self) -> bool:
        """Whether the findings that are not assessed are shown."""
        return bool(self.button.checked)

    def show(self, count: int, isUseful: bool) -> None:
        """Say how many there are.

        :param isUseful: whether to fold or unfold them makes a difference
        """
        if count != self._count:
            self._count = count
            self.button.setText(_("{count} not assessed").format(count=count))
        if isUseful == self.button.isHidden():
            self.button.setVisible(isUseful)

    def _point(self, isOpen: bool) -> None:
        self.button.setArrowType(qt.Qt.DownArrow if isOpen else qt.Qt.RightArrow)
