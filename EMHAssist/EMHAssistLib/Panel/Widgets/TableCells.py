"""What all tables of the panel share."""

from __future__ import annotations

from collections.abc import Sequence

import qt

from .ToolTip import toolTip


def setRows(table: qt.QTableWidget, headers: Sequence[str], count: int, stretch: int | None = None) -> None:
    """Empty a table and give it columns with headers, and empty rows.

    :param stretch: the column that takes the space that is left, even if too small for what it holds, while every other
        is as wide as what it holds; None: the caller sets the widths, and a narrow panel scrolls
    """
    table.clear()
    table.setColumnCount(len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    for column, title in enumerate(headers):
        table.horizontalHeaderItem(column).setToolTip(toolTip("", title))
    table.setRowCount(count)
    table.verticalHeader().setVisible(False)
    # Names of regions and series often differ at their end only.
    table.setTextElideMode(qt.Qt.ElideMiddle)
    # Arrows go through the cells; Tab leaves the table, and does not end in it.
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    # Else the titles of all columns turn bold, and are cut, as soon as a row is selected.
    header.setHighlightSections(False)
    for column in range(len(headers)):
        # Qt measures all cells of a column that follows its contents again whenever one of them changes.
        follow = qt.QHeaderView.Interactive if stretch is None else qt.QHeaderView.ResizeToContents
        header.setSectionResizeMode(column, qt.QHeaderView.Stretch if column == stretch else follow)


def changedRows(before: Sequence, after: Sequence) -> tuple[int, int, int]:
    """Return where two sequences of rows begin to differ, how many rows of the first one stand there, and how many of
    the second one stand there instead: to add a row or take one away, no other has to be touched."""
    shorter = min(len(before), len(after))
    first = next((row for row in range(shorter) if before[row] != after[row]), shorter)
    last = next((row for row in range(shorter - first) if before[-1 - row] != after[-1 - row]), shorter - first)
    return first, len(before) - first - last, len(after) - first - last


def replaceRows(table: qt.QTableWidget, first: int, gone: int, new: int) -> None:
    """Take rows out of a table and put empty ones in their place.

    :param first: where
    :param gone: how many are taken out
    :param new: how many are put in
    """
    model = table.model()
    if gone:
        model.removeRows(first, gone)
    if new:
        model.insertRows(first, new)


def textItem(text: str, explanation: str = "") -> qt.QTableWidgetItem:
    """Return a cell that can be read but not edited."""
    item = qt.QTableWidgetItem()
    item.setFlags(qt.Qt.ItemIsEnabled | qt.Qt.ItemIsSelectable)
    setText(item, text, explanation or text)
    return item


def setText(item: qt.QTableWidgetItem, text: str, explanation: str) -> None:
    """Change what a cell shows, and its tool tip."""
    item.setText(text)
    item.setToolTip(toolTip(explanation, text))
