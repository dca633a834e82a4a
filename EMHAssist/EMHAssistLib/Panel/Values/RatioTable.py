"""The table of values: a row a lesion, a column a sequence, all against one reference."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Case import Region
from ...Display.Translation import translated
from ...Report.RatioGrid import RatioCell, RatioGrid
from ...Report.Readout import RELATION_COLORS, RELATION_SYMBOLS, longValue, shortInterval, shortValue
from ..Titles import flagText
from ..Widgets.TableCells import changedRows, replaceRows, setRows, setText, textItem
from ..Widgets.ToolTip import toolTip

_SPARE = 8  # pixels
_MOST_ROWS = 6  # more are scrolled
_LONGEST_NAME = 16  # letters: a narrow panel has to show values too
# Faint enough for text on it, on a light and on a dark ground; 0 to 255.
_TINT = 70


class RatioTable:
    """Shows a grid of ratios. The names of the lesions are the header of the rows, which stays when a narrow panel
    scrolls sideways.

    :param table: QTableWidget to fill
    :param jump: called with the lesion whose value or name the user has clicked
    :param sort: called with the label of the series whose name the user has clicked
    """

    def __init__(self, table: qt.QTableWidget, jump: Callable[[Region], None], sort: Callable[[str], None]):
        self._table = table
        # Translated once: looking up a text takes Slicer longer than showing it.
        legend = _("{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined, ! doubtful")
        self._legend = legend.format(**RELATION_SYMBOLS)
        self._brushes = {relation: qt.QBrush(_faint(color)) for relation, color in RELATION_COLORS.items()}
        self._frame, self._names, self._order = None, [], None
        self._grid = RatioGrid()
        # What each cell shows, a list a row.
        self._shown: list[list[RatioCell | None]] = []
        self._lengths: dict[int, int] = {}
        table.connect("cellClicked(int,int)", lambda line, column: jump(self._grid.lesions[line]))
        # What the Enter key does.
        table.connect("cellActivated(int,int)", lambda line, column: jump(self._grid.lesions[line]))
        table.verticalHeader().connect("sectionClicked(int)", lambda line: jump(self._grid.lesions[line]))
        table.horizontalHeader().connect("sectionClicked(int)", lambda column: sort(self._grid.sequences[column]))

    def refresh(self, grid: RatioGrid, order: str = "", descending: bool = False) -> None:
        """Show a grid. Cells that have not changed are left alone.

        :param order: label of the series that the lesions are sorted by, "" for none
        :param descending: whether the highest value comes first
        """
        self._setFrame(grid)
        self._grid = grid
        for (line, column), cell in grid.cells.items():
            # Rows never change, and what has not changed is the same row again.
            shown = self._shown[line][column]
            if shown is None or shown.row is not cell.row or shown.lesionFlags != cell.lesionFlags:
                self._shown[line][column] = cell
                self._show(line, column, cell)
        if (order, descending) != self._order:
            self._order = order, descending
            self._markOrder()

    def _show(self, line: int, column: int, cell: RatioCell) -> None:
        row, flags = cell.row, cell.flags
        value = shortValue(row, translated) + (" !" if flags else "")
        text = "\n".join(filter(None, (value, shortInterval(row.comparison, translated))))
        explanation = [longValue(row, translated), row.note, *("! " + flagText(flag) for flag in flags)]
        item = self._table.item(line, column)
        setText(item, text, "\n".join(filter(None, (*explanation, self._legend))))
        item.setData(qt.Qt.AccessibleTextRole, "; ".join(filter(None, explanation)))
        item.setBackground(self._brushes.get(row.comparison.relation, qt.QBrush()))
        length = _longest(text)
        if length > self._lengths.get(column, 0):
            self._fitColumn(column, length)

    def _fitColumn(self, column: int, length: int) -> None:
        """Make a column as wide as its texts, of which the longest line has so many letters."""
        self._lengths[column] = length
        self._table.resizeColumnToContents(column)
        # Texts of one length differ in width: no need to measure again at every step of a drag.
        self._table.setColumnWidth(column, self._table.columnWidth(column) + _SPARE)

    def _setFrame(self, grid: RatioGrid) -> None:
        """Give the table a row a lesion and a column a sequence; what stays of them is left alone."""
        table, frame = self._table, (grid.sequences, self._table.fontMetrics().lineSpacing())
        isOther = frame != self._frame
        if isOther:
            self._frame, self._grid, self._names, self._order = frame, RatioGrid(), [], None
            self._shown, self._lengths = [], {}
            setRows(table, grid.sequences, 0)
            for column, label in enumerate(grid.sequences):
                table.horizontalHeaderItem(column).setToolTip(
                    toolTip(_("Click to sort by {sequence}: lowest first, highest first, original order").format(
                        sequence=label)))
        if isOther or len(grid.lesions) != len(self._grid.lesions):
            self._setLines(grid)
        names = [lesion.name for lesion in grid.lesions]
        if names != self._names:
            for line, (name, before) in enumerate(zip(names, self._names)):
                if name != before:
                    # One line, however long: the header shortens it.
                    setText(table.verticalHeaderItem(line), " ".join(name.split()), name)
            self._names = names

    def _setLines(self, grid: RatioGrid) -> None:
        """Add rows where lesions have been added, and take those away that are gone."""
        table, columns = self._table, len(grid.sequences)
        first, gone, new = changedRows([lesion.source for lesion in self._grid.lesions],
                                       [lesion.source for lesion in grid.lesions])
        replaceRows(table, first, gone, new)
        self._shown[first:first + gone] = [[None] * columns for _line in range(new)]
        self._names[first:first + gone] = [None] * new
        for line in range(first, first + new):
            table.setVerticalHeaderItem(line, qt.QTableWidgetItem())
            for column in range(columns):
                item = textItem("")
                item.setTextAlignment(qt.Qt.AlignCenter)
                table.setItem(line, column, item)
        for column in range(columns if gone else 0):
            # What is left may need less room.
            self._fitColumn(column, max((_longest(table.item(line, column).text())
                                         for line in range(len(grid.lesions))), default=0))
        self._fit(len(grid.lesions))

    def _fit(self, count: int) -> None:
        """Make the table as high as its rows, up to a few."""
        table, header = self._table, self._table.verticalHeader()
        header.setVisible(True)
        header.setSectionsClickable(True)
        header.setTextElideMode(qt.Qt.ElideMiddle)
        header.setMaximumWidth(table.fontMetrics().boundingRect("n" * _LONGEST_NAME).width())
        lines = 2 * table.fontMetrics().lineSpacing() + _SPARE
        header.setDefaultSectionSize(lines)
        rows = min(max(count, 1), _MOST_ROWS) * lines
        bars = table.horizontalHeader().sizeHint.height() + table.horizontalScrollBar().sizeHint.height()
        table.setFixedHeight(rows + bars + 2 * table.frameWidth)

    def _markOrder(self) -> None:
        header, labels, (order, descending) = self._table.horizontalHeader(), self._grid.sequences, self._order
        header.setSortIndicatorShown(order in labels)
        if order in labels:
            header.setSortIndicator(labels.index(order),
                                    qt.Qt.DescendingOrder if descending else qt.Qt.AscendingOrder)


def _longest(text: str) -> int:
    """Return how many letters the longest line of a text has."""
    return max(map(len, text.splitlines()), default=0)


def _faint(color: str) -> qt.QColor:
    faint = qt.QColor(color)
    faint.setAlpha(_TINT)
    return faint
