"""The table of values: lesions by sequences, all against one reference."""

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

_SPARE = 2  # pixels
_MOST_ROWS = 6  # more are scrolled
_SHORT_NAME = 8  # letters that stand in one line
_LONGEST_NAME = 16  # letters in a line: a narrow panel has to show values too
# More sequences than this have no room side by side in a panel as wide as Slicer makes it: they stand below each other,
# and lesions side by side, unless those are many.
_MOST_SIDE_BY_SIDE, _MOST_TURNED = 3, 8
_ASCENDING, _DESCENDING = " \u25b4", " \u25be"
_WIDEST_VALUE = "0.88\u20131.88 !"
# Faint enough for text on it, on a light and on a dark ground; 0 to 255.
_TINT = 70


class RatioTable:
    """Shows a grid of ratios, a row a lesion, or a row a sequence where sequences are many: all of them are in sight.
    The names of the rows are their header, which stays when a narrow panel scrolls sideways.

    :param table: QTableWidget to fill
    :param jump: called with the lesion whose value or name the user has clicked
    :param sort: called with the label of the series whose name the user has clicked
    """

    def __init__(self, table: qt.QTableWidget, jump: Callable[[Region], None], sort: Callable[[str], None]):
        self._table, self._jump, self._sort = table, jump, sort
        # Translated once: looking up a text takes Slicer longer than showing it.
        legend = _("{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined, ! doubtful")
        self._legend = legend.format(**RELATION_SYMBOLS)
        self._toSort = _("Click to sort by {sequence}: lowest first, highest first, original order")
        self._brushes = {relation: qt.QBrush(_faint(color)) for relation, color in RELATION_COLORS.items()}
        self._frame, self._names, self._order = None, [], None
        self._isTurned = False
        self._grid = RatioGrid()
        # What is shown of each lesion on each sequence, a list a lesion.
        self._shown: list[list[RatioCell | None]] = []
        self._lengths: dict[int, int] = {}
        table.connect("cellClicked(int,int)", self._onCell)
        # What the Enter key does.
        table.connect("cellActivated(int,int)", self._onCell)
        table.verticalHeader().connect("sectionClicked(int)", lambda line: self._onName(line, not self._isTurned))
        table.horizontalHeader().connect("sectionClicked(int)", lambda column: self._onName(column, self._isTurned))

    def refresh(self, grid: RatioGrid, order: str = "", descending: bool = False) -> None:
        """Show a grid. Cells that have not changed are left alone.

        :param order: label of the series that the lesions are sorted by, "" for none
        :param descending: whether the highest value comes first
        """
        self._setFrame(grid)
        self._grid = grid
        for (lesion, sequence), cell in grid.cells.items():
            # Rows never change, and what has not changed is the same row again.
            shown = self._shown[lesion][sequence]
            if shown is None or shown.row is not cell.row or shown.lesionFlags != cell.lesionFlags:
                self._shown[lesion][sequence] = cell
                self._show(*self._place(lesion, sequence), cell)
        if (order, descending) != self._order:
            self._order = order, descending
            self._markOrder()

    def _place(self, lesion: int, sequence: int) -> tuple[int, int]:
        """Return row and column of a cell of the grid."""
        return (sequence, lesion) if self._isTurned else (lesion, sequence)

    def _onCell(self, line: int, column: int) -> None:
        self._jump(self._grid.lesions[column if self._isTurned else line])

    def _onName(self, index: int, isLesion: bool) -> None:
        if isLesion:
            self._jump(self._grid.lesions[index])
        else:
            self._sort(self._grid.sequences[index])

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
        """Give the table its rows and columns; what stays of them is left alone."""
        table = self._table
        isTurned = len(grid.sequences) > _MOST_SIDE_BY_SIDE and len(grid.lesions) <= _MOST_TURNED
        sources = [lesion.source for lesion in grid.lesions] if isTurned else None
        frame = grid.sequences, isTurned, sources, _lineHeight(table)
        isOther = frame != self._frame
        if isOther:
            self._frame, self._grid, self._names, self._order = frame, RatioGrid(), [], None
            self._isTurned, self._shown, self._lengths = isTurned, [], {}
            if isTurned:
                self._setTurned(grid)
            else:
                setRows(table, grid.sequences, 0)
            for index in range(len(grid.sequences)):
                self._sequenceItem(index).setToolTip(toolTip(self._toSort.format(sequence=grid.sequences[index])))
        if not isTurned and (isOther or len(grid.lesions) != len(self._grid.lesions)):
            self._setLines(grid)
        names = [lesion.name for lesion in grid.lesions]
        if names != self._names:
            self._names += [None] * (len(names) - len(self._names))
            for index, (name, before) in enumerate(zip(names, self._names)):
                if name != before:
                    setText(self._lesionItem(index), inTwoLines(name), name)
            self._names = names
            if isTurned:
                self._shortenNames()

    def _shortenNames(self) -> None:
        """Have long names over columns give way to the numbers: a column as wide as its widest name would scroll."""
        metrics = self._table.fontMetrics()
        widest = metrics.boundingRect(_WIDEST_VALUE).width()
        for column, name in enumerate(self._names):
            lines = [metrics.elidedText(line, qt.Qt.ElideRight, widest) for line in inTwoLines(name).splitlines()]
            self._table.horizontalHeaderItem(column).setText("\n".join(lines))
            self._fitColumn(column, self._lengths.get(column, 0))

    def _setTurned(self, grid: RatioGrid) -> None:
        """Give the table a row a sequence and a column a lesion."""
        table = self._table
        setRows(table, [""] * len(grid.lesions), len(grid.sequences))
        self._shown = [[None] * len(grid.sequences) for _lesion in grid.lesions]
        for line, label in enumerate(grid.sequences):
            table.setVerticalHeaderItem(line, qt.QTableWidgetItem(label))
            self._fillLine(line, len(grid.lesions))
        self._fit(len(grid.sequences), 2)

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
            self._fillLine(line, columns)
        for column in range(columns if gone else 0):
            # What is left may need less room.
            self._fitColumn(column, max((_longest(table.item(line, column).text())
                                         for line in range(len(grid.lesions))), default=0))
        self._fit(len(grid.lesions), 1)

    def _fillLine(self, line: int, columns: int) -> None:
        for column in range(columns):
            item = textItem("")
            item.setTextAlignment(qt.Qt.AlignCenter)
            self._table.setItem(line, column, item)

    def _fit(self, count: int, headerLines: int) -> None:
        """Make the table as high as its rows, up to a few."""
        table, header = self._table, self._table.verticalHeader()
        spacing = _lineHeight(table)
        header.setVisible(True)
        header.setSectionsClickable(True)
        header.setTextElideMode(qt.Qt.ElideMiddle)
        header.setMaximumWidth(table.fontMetrics().boundingRect("n" * _LONGEST_NAME).width())
        lines = 2 * spacing + _SPARE
        header.setDefaultSectionSize(lines)
        rows = min(max(count, 1), _MOST_ROWS) * lines
        bars = (table.horizontalHeader().sizeHint.height() + (headerLines - 1) * spacing
                + table.horizontalScrollBar().sizeHint.height())
        table.setFixedHeight(rows + bars + 2 * table.frameWidth)

    def _lesionItem(self, index: int) -> qt.QTableWidgetItem:
        return self._table.horizontalHeaderItem(index) if self._isTurned else self._table.verticalHeaderItem(index)

    def _sequenceItem(self, index: int) -> qt.QTableWidgetItem:
        return self._table.verticalHeaderItem(index) if self._isTurned else self._table.horizontalHeaderItem(index)

    def _markOrder(self) -> None:
        header, labels, (order, descending) = self._table.horizontalHeader(), self._grid.sequences, self._order
        header.setSortIndicatorShown(order in labels and not self._isTurned)
        if self._isTurned:
            # Qt draws no arrow beside a row.
            for index, label in enumerate(labels):
                arrow = (_DESCENDING if descending else _ASCENDING) if label == order else ""
                self._sequenceItem(index).setText(label + arrow)
        elif order in labels:
            header.setSortIndicator(labels.index(order),
                                    qt.Qt.DescendingOrder if descending else qt.Qt.AscendingOrder)


def inTwoLines(name: str) -> str:
    """Return a name in two lines of like length, if it has more than one word and is long; else in one line."""
    words = name.split()
    if len(words) < 2 or len(" ".join(words)) <= _SHORT_NAME:
        return " ".join(words)
    lines = [(" ".join(words[:count]), " ".join(words[count:])) for count in range(1, len(words))]
    return "\n".join(min(lines, key=lambda pair: max(map(len, pair))))


def _lineHeight(table: qt.QTableWidget) -> int:
    """Return how much room a line of text takes. Lines of some fonts are closer to each other than they are high, and a
    line that has no room is left out."""
    metrics = table.fontMetrics()
    return max(metrics.height(), metrics.lineSpacing())


def _longest(text: str) -> int:
    """Return how many letters the longest line of a text has."""
    return max(map(len, text.splitlines()), default=0)


def _faint(color: str) -> qt.QColor:
    faint = qt.QColor(color)
    faint.setAlpha(_TINT)
    return faint
