"""What all tables of the panel share."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import qt


def setRows(table: qt.QTableWidget, headers: Sequence[str], count: int, stretch: int | None = None) -> None:
    """Empty a table and give it columns with headers, and empty rows.

    :param stretch: the column that takes the space that is left, even if too small for what it holds; None: every
        column is as wide as what it holds, and a narrow panel scrolls
    """
    table.clear()
    table.setColumnCount(len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.setRowCount(count)
    table.verticalHeader().setVisible(False)
    header = table.horizontalHeader()
    for column in range(len(headers)):
        header.setSectionResizeMode(
            column, qt.QHeaderView.Stretch if column == stretch else qt.QHeaderView.ResizeToContents)


def textItem(text: str, toolTip: str = "") -> qt.QTableWidgetItem:
    """Return a cell that can be read but not edited."""
    item = qt.QTableWidgetItem(text)
    item.setFlags(qt.Qt.ItemIsEnabled | qt.Qt.ItemIsSelectable)
    # As rich text, so that what looks like a tag in a name is shown as it is.
    item.setToolTip("<qt>" + escape(toolTip or text).replace("\n", "<br>") + "</qt>")
    return item
