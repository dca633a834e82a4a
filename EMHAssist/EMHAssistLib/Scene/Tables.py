"""Results as table nodes, with the same columns as the CSV files."""

from __future__ import annotations

from collections.abc import Sequence

import vtk

from ..Report.Tables import Table


def writeTable(tableNode, table: Table) -> None:
    """Replace the content of a table node; columns of numbers hold NaN where there is no number.

    :param tableNode: vtkMRMLTableNode
    :param table: the result
    """
    content = vtk.vtkTable()
    for column, name in enumerate(table.columns):
        cells = [row[column] for row in table.rows]
        content.AddColumn(_column(name, cells))
    if _equal(tableNode.GetTable(), content):
        return
    tableNode.SetLocked(True)
    tableNode.SetUseColumnTitleAsColumnHeader(True)
    tableNode.SetAndObserveTable(content)


def _column(name: str, cells: Sequence[object]) -> vtk.vtkAbstractArray:
    isText = any(isinstance(cell, str) for cell in cells)
    array = vtk.vtkStringArray() if isText or not cells else vtk.vtkDoubleArray()
    array.SetName(name)
    for cell in cells:
        array.InsertNextValue(cell)
    return array


def _equal(first: vtk.vtkTable, second: vtk.vtkTable) -> bool:
    """Tell whether two tables hold the same to the last bit, so that nothing is marked as changed in vain."""
    if first is None or (first.GetNumberOfColumns(), first.GetNumberOfRows()) != (
            second.GetNumberOfColumns(), second.GetNumberOfRows()):
        return False
    for index in range(first.GetNumberOfColumns()):
        one, other = first.GetColumn(index), second.GetColumn(index)
        if (one.GetName(), one.GetClassName()) != (other.GetName(), other.GetClassName()):
            return False
        for row in range(first.GetNumberOfRows()):
            a, b = one.GetValue(row), other.GetValue(row)
            if a != b and not (a != a and b != b):  # NaN equals NaN here
                return False
    return True
