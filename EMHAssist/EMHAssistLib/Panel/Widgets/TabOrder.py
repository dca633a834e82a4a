"""Tab goes through the panel as the eye does: from top to bottom, and from left to right within a line."""

from __future__ import annotations

from collections.abc import Iterator

import qt


def orderTabs(widget: qt.QWidget) -> None:
    """Have Tab visit all that is in a widget in the order in which it is laid out.

    Qt visits widgets in the order in which they were made, and what code adds to a form or a table is made last.

    :param widget: a widget with a layout, or a table with widgets in its cells
    """
    before = widget
    for control in _inOrder(widget):
        qt.QWidget.setTabOrder(before, control)
        before = control


def _inOrder(widget: qt.QWidget) -> Iterator[qt.QWidget]:
    """Yield what takes the focus in a widget, in the order of its layout."""
    for child in _children(widget):
        if child.focusPolicy & qt.Qt.TabFocus:
            yield child
        yield from _inOrder(child)


def _children(widget: qt.QWidget) -> Iterator[qt.QWidget]:
    if widget.inherits("QTableWidget"):
        cells = (widget.cellWidget(row, column) for row in range(widget.rowCount)
                 for column in range(widget.columnCount))
        yield from (cell for cell in cells if cell is not None)
    elif widget.inherits("QScrollArea"):
        yield widget.widget()
    elif widget.layout() is not None:
        laidOut = list(_widgets(widget.layout()))
        if widget.inherits("ctkCollapsibleButton"):
            # What stands in its title is in no layout.
            yield from (child for child in widget.children() if child.isWidgetType() and child not in laidOut)
        yield from laidOut


def _widgets(layout: qt.QLayout) -> Iterator[qt.QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item.widget() is not None:
            yield item.widget()
        elif item.layout() is not None:
            yield from _widgets(item.layout())
