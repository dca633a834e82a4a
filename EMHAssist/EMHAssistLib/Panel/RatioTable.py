"""The table of values: lesions against one reference, one column a sequence."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _

from ..Report.Readout import RELATION_SYMBOLS, longValue, shortValue
from ..Result import Result, Row
from .TableCells import setRows, setText, textItem

_SPARE = 8  # pixels


class RatioTable:
    """Shows comparisons.

    :param table: QTableWidget to fill
    """

    def __init__(self, table: qt.QTableWidget):
        self._table = table
        # Translated once: looking up a text takes Slicer longer than showing it.
        legend = _("{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined")
        self._legend = legend.format(**RELATION_SYMBOLS)
        self._frame: tuple | None = None
        self._shown: dict[tuple[int, int], Row] = {}
        self._lengths: dict[int, int] = {}

    def refresh(self, result: Result | None, reference: str) -> None:
        """Show a result; None empties the table. Cells that have not changed are left alone.

        :param reference: the reference role whose comparisons are shown
        """
        rows = [row for row in result.comparisons if row.reference == reference] if result else []
        lesions = {row.lesion.key: row.lesion.name for row in rows}  # two may bear one name
        labels = list(dict.fromkeys(row.series.label for row in rows))
        self._setFrame(list(lesions.values()), labels)
        lines = {key: line for line, key in enumerate(lesions)}
        columns = {label: column for column, label in enumerate(labels, start=1)}
        for row in rows:
            cell = lines[row.lesion.key], columns[row.series.label]
            # Rows never change, and what has not changed is the same row again.
            if self._shown.get(cell) is not row:
                self._shown[cell] = row
                self._show(*cell, shortValue(row), f"{longValue(row)}\n{row.note}\n{self._legend}")

    def _show(self, line: int, column: int, text: str, toolTip: str) -> None:
        setText(self._table.item(line, column), text, toolTip)
        if len(text) > self._lengths.get(column, 0):
            self._lengths[column] = len(text)
            self._table.resizeColumnToContents(column)
            # Texts of one length differ in width: no need to measure again at every step of a drag.
            self._table.setColumnWidth(column, self._table.columnWidth(column) + _SPARE)

    def _setFrame(self, names: list[str], labels: list[str]) -> None:
        """Give the table a row a lesion and a column a sequence, all empty, if it has others."""
        if (names, labels) == self._frame:
            return
        self._frame, self._shown, self._lengths = (names, labels), {}, {}
        setRows(self._table, [_("Lesion"), *labels], len(names))
        for line, name in enumerate(names):
            self._table.setItem(line, 0, textItem(name))
            for column in range(1, len(labels) + 1):
                item = textItem("")
                item.setTextAlignment(qt.Qt.AlignCenter)
                self._table.setItem(line, column, item)
        self._table.resizeColumnToContents(0)
