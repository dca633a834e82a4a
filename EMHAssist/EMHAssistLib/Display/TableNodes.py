"""Results as table nodes, with the same columns as the CSV files."""

from __future__ import annotations

from collections.abc import Sequence

import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Report.ResultTables import Table


class TableWriter:
    """Keeps one table node at the present result; columns of numbers hold NaN where there is no number.

    Only cells that differ are written: a drag changes a few, and nothing else is marked as changed. As long as no
    one else has changed the node, which its time would tell, they are found among the rows that were written last.
    """

    def __init__(self):
        self._content: vtk.vtkTable | None = None
        self._time = 0
        self._table = Table((), ())
        self._arrays: list[vtk.vtkAbstractArray] = []

    def write(self, tableNode, table: Table) -> None:
        """Make a table node hold a result.

        :param tableNode: vtkMRMLTableNode
        :param table: the result
        """
        content = tableNode.GetTable()
        isKnown = (content is self._content and content is not None and content.GetMTime() == self._time
                   and table.columns == self._table.columns and len(table.rows) == len(self._table.rows))
        if not isKnown and not _fits(content, table):
            content = _newContent(table)
            self._arrays = _arraysOf(content)
            tableNode.SetUseColumnTitleAsColumnHeader(True)
            tableNode.SetAndObserveTable(content)
            tableNode.SetLocked(True)
        else:
            if not isKnown:
                self._arrays = _arraysOf(content)
            if _writeRows(self._arrays, table.rows, self._table.rows if isKnown else _rowsOf(self._arrays)):
                tableNode.SetLocked(True)
                content.Modified()
        self._content, self._time, self._table = content, content.GetMTime(), table


def _columnClass(table: Table, column: int) -> type[vtk.vtkAbstractArray]:
    isNumber = bool(table.rows) and not isinstance(table.rows[0][column], str)
    return vtk.vtkDoubleArray if isNumber else vtk.vtkStringArray


def _newContent(table: Table) -> vtk.vtkTable:
    content = vtk.vtkTable()
    for column, name in enumerate(table.columns):
        kind, cells = _columnClass(table, column), [row[column] for row in table.rows]
        array = kind()
        array.SetName(name)
        array.SetNumberOfValues(len(cells))
        if kind is vtk.vtkDoubleArray:
            vtk_to_numpy(array)[:] = cells
        else:
            for row, cell in enumerate(cells):
                array.SetValue(row, cell)
        content.AddColumn(array)
    return content


def _fits(content: vtk.vtkTable | None, table: Table) -> bool:
    """Tell whether a table has these columns, of the same kind and length."""
    if content is None or content.GetNumberOfColumns() != len(table.columns):
        return False
    return all(array.GetName() == name and type(array) is _columnClass(table, column)
               and array.GetNumberOfValues() == len(table.rows)
               for column, (array, name) in enumerate(zip(_arraysOf(content), table.columns)))


def _arraysOf(content: vtk.vtkTable) -> list[vtk.vtkAbstractArray]:
    return [content.GetColumn(column) for column in range(content.GetNumberOfColumns())]


def _rowsOf(arrays: Sequence[vtk.vtkAbstractArray]) -> list[tuple[object, ...]]:
    count = arrays[0].GetNumberOfValues() if arrays else 0
    return [tuple(array.GetValue(row) for array in arrays) for row in range(count)]


def _writeRows(arrays: Sequence[vtk.vtkAbstractArray], rows: Sequence[tuple[object, ...]],
               before: Sequence[tuple[object, ...]]) -> bool:
    """Write the cells that differ to the last bit from what was there before; tell whether there were any."""
    changed = set()
    for row, (cells, known) in enumerate(zip(rows, before)):
        if cells is known:
            continue
        for array, new, old in zip(arrays, cells, known):
            if new != old and (new == new or old == old):  # NaN equals NaN here
                array.SetValue(row, new)
                changed.add(array)
    for array in changed:
        array.Modified()
    return bool(changed)
