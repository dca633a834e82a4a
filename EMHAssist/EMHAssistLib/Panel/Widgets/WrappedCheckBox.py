"""A check box whose text wraps, which that of Qt does not: a long one would make the panel wide, or be cut off."""

from __future__ import annotations

from collections.abc import Callable

import qt

from .PlainText import plainLabel
from .ToolTip import toolTip


class WrappedCheckBox:
    """A box to tick, with its text beside it. ``widget`` is both.

    :param title: the text
    :param toggled: called with whether it is ticked when the user has ticked or cleared it
    """

    def __init__(self, title: str, toggled: Callable[[bool], None]):
        self._title = title
        self._shown: tuple | None = None
        self.box = qt.QCheckBox()
        self.box.setAccessibleName(title)
        self.box.setSizePolicy(qt.QSizePolicy.Fixed, qt.QSizePolicy.Fixed)
        self.label = plainLabel(title)
        self.label.setWordWrap(True)
        self.widget = _Row(self.box)
        layout = qt.QHBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box, 0, qt.Qt.AlignTop)
        layout.addWidget(self.label, 1)

        def onClicked(isTicked: bool) -> None:
            self._shown = None  # it shows what the user chose, whatever becomes of it
            toggled(isTicked)

        # "clicked" is the user's choice alone, unlike "toggled".
        self.box.connect("clicked(bool)", onClicked)

    def show(self, isTicked: bool, isEnabled: bool = True, remark: str = "", explanation: str = "") -> None:
        """Show whether it is ticked. Nothing is touched that is shown already.

        :param remark: in brackets behind the text, "" for nothing
        :param explanation: the tool tip
        """
        shown = isTicked, isEnabled, remark, explanation
        if shown == self._shown:
            return
        self._shown = shown
        self.box.checked = isTicked
        self.widget.setEnabled(isEnabled)
        self.label.setText(f"{self._title} ({remark})" if remark else self._title)
        self.box.setAccessibleDescription(explanation)
        for widget in (self.widget, self.box, self.label):
            widget.setToolTip(toolTip(explanation, self._title))


class _Row(qt.QWidget):
    """Box and text: a click beside the box ticks it, as it does with Qt's own."""

    def __init__(self, box: qt.QCheckBox):
        qt.QWidget.__init__(self)
        self._box = box

    def mouseReleaseEvent(self, event) -> None:
        """Tick the box, or clear it."""
        if self._box.enabled:
            self._box.click()
