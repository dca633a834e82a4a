"""The table of values: lesions against one reference, one column a sequence."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _
from slicer.i18n import translate

from ..Measurement import FLAG_TEXTS, Flag
from ..Report.Readout import RELATION_SYMBOLS, longValue, shortValue
from ..Result import Result, Row
from .TableCells import setRows, setText, textItem

_SPARE = 8  # pixels
# Context that Slicer's translation tools give to the texts of Flags.py: folder and file.
_FLAG_CONTEXT = "Measurement.Flags"


class RatioTable:
    """Shows comparisons.

    :param table: QTableWidget to fill
    """

    def __init__(self, table: qt.QTableWidget):
        self._table = table
        # Translated once: looking up a text takes Slicer longer than showing it.
        legend = _("{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined, ! doubtful")
        self._legend = legend.format(**RELATION_SYMBOLS)
        self._flagTexts = {name: translate(_FLAG_CONTEXT, text) for name, text in FLAG_TEXTS.items()}
        self._frame: tuple | None = None
        self._shown: dict[tuple[int, int], tuple[Row, tuple[Flag, ...]]] = {}
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
        measured = {(row.region.key, row.series.key): row.flags for row in result.measurements} if rows else {}
        for row in rows:
            cell = lines[row.lesion.key], columns[row.series.label]
            # Rows never change, and what has not changed is the same row again.
            flags = (*row.flags, *measured.get((row.lesion.key, row.series.key), ()))
            shown = self._shown.get(cell)
            if shown is None or shown[0] is not row or shown[1] != flags:
                self._shown[cell] = row, flags
                self._show(*cell, shortValue(row) + (" !" if flags else ""), "\n".join(
                    filter(None, (longValue(row), row.note, *map(self._doubt, flags), self._legend))))

    def _doubt(self, flag: Flag) -> str:
        """Return a reason to doubt the number, with what raised it."""
        return f"! {self._flagTexts.get(flag.name, flag.name)} ({flag.value:.3g})"

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
