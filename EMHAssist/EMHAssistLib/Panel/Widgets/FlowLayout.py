"""Rows of buttons, as many in each as there is room for in any language, font and width of the panel."""

from __future__ import annotations

import ctk
import qt

_SPACING = 4  # pixels


def fillRows(widget: qt.QWidget, buttons) -> None:
    """Put buttons into an empty widget, in rows that follow its width."""
    layout = ctk.ctkFlowLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.alignItems = False
    # By itself it would ask for the width of all buttons in a few rows, and no panel could be narrower.
    layout.preferredExpandingDirections = qt.Qt.Vertical
    layout.horizontalSpacing = _SPACING
    layout.verticalSpacing = _SPACING
    widget.setLayout(layout)
    for button in buttons:
        layout.addWidget(button)
