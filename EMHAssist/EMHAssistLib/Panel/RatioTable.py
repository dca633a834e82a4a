"""The table of values: lesions against one reference, one column a sequence."""

from __future__ import annotations

import qt
from slicer.i18n import tr as _

from ..Result import Result
from ..Report.Readout import RELATION_SYMBOLS, longValue, shortValue
from .TableCells import setRows, textItem


class RatioTable:
    """Shows comparisons.

    :param table: QTableWidget to fill
    """

    def __init__(self, table: qt.QTableWidget):
        self._table = table

    def refresh(self, result: Result | None, reference: str) -> None:
        """Show a result; None empties the table.

        :param reference: the reference role whose comparisons are shown
        """
        rows = [row for row in result.comparisons if row.reference == reference] if result else []
        lesions = {row.lesion.key: row.lesion.name for row in rows}  # two may bear one name
        labels = list(dict.fromkeys(row.series.label for row in rows))
        setRows(self._table, [_("Lesion"), *labels], len(lesions))
        for line, name in enumerate(lesions.values()):
            self._table.setItem(line, 0, textItem(name))
        for row in rows:
            item = textItem(shortValue(row), toolTip=f"{longValue(row)}\n{row.note}\n{_legend()}")
            item.setTextAlignment(qt.Qt.AlignCenter)
            self._table.setItem(list(lesions).index(row.lesion.key), 1 + labels.index(row.series.label), item)


def _legend() -> str:
    text = _("{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined")
    return text.format(**RELATION_SYMBOLS)
