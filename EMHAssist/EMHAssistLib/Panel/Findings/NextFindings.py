"""The findings that would tell most, on top of the form."""

from __future__ import annotations

from collections.abc import Sequence

import qt
from slicer.i18n import tr as _

from ..Widgets.PlainText import plainLabel
from ..Widgets.ToolTip import toolTip
from .FindingLine import FindingLine

_MARGINS = 6, 0, 0, 2  # pixels, of the lines
_SPACING = 3  # pixels between lines


class NextFindings:
    """Holds lines of the form while they are the most informative. ``widget`` is the whole."""

    def __init__(self):
        self.lines: list[FindingLine] = []
        self.widget = qt.QWidget()
        layout = qt.QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        heading = plainLabel(_("Next, the most informative first:"))
        heading.setWordWrap(True)
        heading.setToolTip(toolTip(_("The findings not assessed yet that are expected to tell most, and what the two "
                                     "answers that change most would make of the probability of EMH")))
        layout.addWidget(heading)
        body = qt.QWidget()
        self._layout = qt.QVBoxLayout(body)
        self._layout.setContentsMargins(*_MARGINS)
        self._layout.setSpacing(_SPACING)
        layout.addWidget(body)
        self.widget.setVisible(False)

    def show(self, lines: Sequence[FindingLine]) -> None:
        """Hold other lines; who has those of before has to take them back."""
        for line in self.lines:
            self._layout.removeWidget(line.widget)
        self.lines = list(lines)
        for line in self.lines:
            self._layout.addWidget(line.widget)

    def showIfAny(self) -> None:
        """Be hidden while no line is shown here."""
        isAny = any(not line.widget.isHidden() for line in self.lines)
        if isAny == self.widget.isHidden():
            self.widget.setVisible(isAny)
