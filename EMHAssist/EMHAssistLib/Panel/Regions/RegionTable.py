"""The table of regions: every ROI node, closed curve and segment of the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat

import qt
from slicer.i18n import tr as _

from ...Case import SourceId
from ...Roles import REGION_ROLES
from ...Scene.RegionEdits import isLocked, isVisible
from ...Scene.Regions import RegionSource, caseSources
from ..Titles import shortTitle, title
from ..Widgets.TableCells import changedRows, replaceRows, setText
from ..Widgets.ToolTip import toolTip
from .Icons import eyeIcon, lockIcon, roleIcon

NAME, ROLE, LEVEL, VISIBLE, LOCKED = range(5)
_ICON_WIDTH = 26  # pixels
# Before the role of a region that cannot be measured; the tool tip tells why, as the readout does.
_MARK = "! "
_CELL_MARGIN = 8  # pixels, left and right of a text together


class RegionTable:
    """Shows regions, one a row, and tells what the user does with them. Cells that have not changed are left alone.

    :param table: QTableWidget to fill
    :param scene: the scene
    :param renamed: called with (source, name) when the user has typed another name
    :param clicked: called with (source, column) when the user clicks a cell, or presses Enter on it
    :param selected: called, without arguments, when other rows are selected
    """

    def __init__(self, table: qt.QTableWidget, scene, renamed: Callable[[RegionSource, str], None],
                 clicked: Callable[[RegionSource, int], None], selected: Callable[[], None]):
        self._table = table
        self._scene = scene
        self._renamed = renamed
        self._clicked = clicked
        self._sources: list[RegionSource] = []
        self._shown: list[tuple | None] = []
        # What each region says by itself, with what tells whether it still does.
        self._said: list[tuple[tuple | None, tuple]] = []
        self._levels: set[str] = set()
        self._titles = {role.name: title(role) for role in REGION_ROLES}
        self._shortTitles = {role.name: shortTitle(role) for role in REGION_ROLES}
        self._roleIcons = {name: roleIcon(name) for name in ("", *self._titles)}
        # An icon for each state is enough for a hundred rows.
        self._eyes = {state: eyeIcon(state) for state in (False, True)}
        self._locks = {state: lockIcon(state) for state in (False, True)}
        self._setColumns()
        table.connect("cellChanged(int,int)", self._onCellChanged)
        table.connect("cellClicked(int,int)", self._onCellClicked)
        table.connect("cellActivated(int,int)", self._onCellClicked)
        table.connect("itemSelectionChanged()", selected)

    def refresh(self, levels: Mapping[SourceId, str], problems: Mapping[SourceId, str]) -> None:
        """Show the regions of the scene.

        A single new one becomes the selected one: the user has just placed, copied or restored it.

        :param levels: where a region comes from to the level where it is found to be
        :param problems: where a region comes from to why it cannot be measured, for those that cannot
        """
        sources = caseSources(self._scene)
        isSame = sources == self._sources and len(self._said) == len(sources)
        self._said = [_said(source, before) for source, before in zip(sources, self._said if isSame else repeat(None))]
        shown = [(name, role, level or levels.get(sourceId, ""), problems.get(sourceId, ""), visible, locked)
                 for _state, (sourceId, name, role, level, visible, locked) in self._said]
        if isSame and shown == self._shown:
            return
        wasBlocked = self._table.blockSignals(True)
        selected, known = self.selected, set(self._sources)
        isNew = [source for source in sources if source not in known]
        if sources != self._sources:
            self._setRows(sources)
        for row, (content, before) in enumerate(zip(shown, self._shown)):
            if content != before:
                self._show(row, content, before)
        self._shown = shown
        levels = {content[LEVEL] for content in shown}
        if levels != self._levels:
            self._levels = levels
            self._fitLevels(levels)
        self._table.blockSignals(wasBlocked)
        if isNew or self.selected != selected:
            self.select(isNew if len(isNew) == 1 else selected)

    @property
    def selected(self) -> list[RegionSource]:
        """The selected regions, from the top."""
        rows = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        return [self._sources[row] for row in rows if row < len(self._sources)]

    def select(self, sources: list[RegionSource]) -> None:
        """Select the rows of these regions and no others; those that are not shown are passed over."""
        rows = [self._sources.index(source) for source in sources if source in self._sources]
        if rows:
            self._table.setCurrentCell(rows[0], NAME)
            self._table.scrollToItem(self._table.item(rows[0], NAME))
        else:
            self._table.clearSelection()
        model, selection = self._table.model(), self._table.selectionModel()
        for row in rows[1:]:
            selection.select(model.index(row, NAME), qt.QItemSelectionModel.Select | qt.QItemSelectionModel.Rows)

    def edit(self, source: RegionSource) -> None:
        """Have the user type the name of a region."""
        self._table.setFocus()
        self._table.editItem(self._table.item(self._sources.index(source), NAME))

    def showNameAgain(self, source: RegionSource) -> None:
        """Show the name that a region has, after one that was refused."""
        wasBlocked = self._table.blockSignals(True)
        self._table.item(self._sources.index(source), NAME).setText(source.name)
        self._table.blockSignals(wasBlocked)

    def _setColumns(self) -> None:
        table = self._table
        table.setColumnCount(5)
        table.setHorizontalHeaderLabels([_("Region"), _("Role"), _("Level"), "", ""])
        table.horizontalHeaderItem(VISIBLE).setToolTip(_("Shown in the views"))
        table.horizontalHeaderItem(LOCKED).setToolTip(_("Locked: cannot be dragged in the views"))
        table.verticalHeader().setVisible(False)
        # Names of regions often differ at their end only.
        table.setTextElideMode(qt.Qt.ElideMiddle)
        header = table.horizontalHeader()
        # Else all titles turn bold as soon as a row is selected.
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_ICON_WIDTH)
        for column, mode in ((NAME, qt.QHeaderView.Stretch), (ROLE, qt.QHeaderView.Interactive),
                             (LEVEL, qt.QHeaderView.Fixed), (VISIBLE, qt.QHeaderView.Fixed),
                             (LOCKED, qt.QHeaderView.Fixed)):
            header.setSectionResizeMode(column, mode)
        # The name takes what is left.
        table.setColumnWidth(ROLE, self._width(_MARK + short for short in self._shortTitles.values()))
        self._fitLevels(())
        for column in (VISIBLE, LOCKED):
            table.setColumnWidth(column, _ICON_WIDTH)

    def _fitLevels(self, levels: Iterable[str]) -> None:
        """Make the column of levels as wide as they are: most are short, but one may be "below T5"."""
        heading = self._table.horizontalHeader().sectionSizeHint(LEVEL)
        self._table.setColumnWidth(LEVEL, max(heading, self._width(levels)))

    def _width(self, texts: Iterable[str]) -> int:
        metrics = self._table.fontMetrics()
        return max(map(metrics.horizontalAdvance, texts), default=0) + _CELL_MARGIN

    def _setRows(self, sources: list[RegionSource]) -> None:
        """Give the table a row for each of these regions; rows of those that stay are left alone."""
        first, gone, new = changedRows(self._sources, sources)
        replaceRows(self._table, first, gone, new)
        self._sources, self._shown[first:first + gone] = sources, [None] * new
        for row in range(first, first + new):
            for column in range(5):
                item = qt.QTableWidgetItem()
                flags = qt.Qt.ItemIsEnabled | qt.Qt.ItemIsSelectable
                item.setFlags(flags | qt.Qt.ItemIsEditable if column == NAME else flags)
                self._table.setItem(row, column, item)

    def _show(self, row: int, content: tuple, before: tuple | None) -> None:
        """Bring the cells of a row up to date."""
        name, role, level, problem, visible, locked = content
        items = [self._table.item(row, column) for column in range(5)]
        if before is None or content[:4] != before[:4]:
            explanation = "\n! ".join(filter(None, (self._titles.get(role, role), problem)))
            setText(items[NAME], name, f"{name}\n{explanation}")
            items[NAME].setIcon(self._roleIcons.get(role, self._roleIcons[""]))
            short = self._shortTitles.get(role, role)
            setText(items[ROLE], _MARK + short if problem else short, explanation)
            setText(items[LEVEL], level, level)
        for column, state, icons, texts in (
                (VISIBLE, visible, self._eyes, (_("{name} is hidden"), _("{name} is shown"))),
                (LOCKED, locked, self._locks, (_("{name} can be dragged"), _("{name} is locked")))):
            text = texts[state].format(name=name)
            items[column].setIcon(icons[state])
            items[column].setToolTip(toolTip(text))
            items[column].setData(qt.Qt.AccessibleTextRole, text)

    def _onCellChanged(self, row: int, column: int) -> None:
        text = self._table.item(row, column).text()
        if column == NAME and text != self._sources[row].name:
            self._renamed(self._sources[row], text)

    def _onCellClicked(self, row: int, column: int) -> None:
        self._clicked(self._sources[row], column)


def _said(source: RegionSource, before: tuple[tuple | None, tuple] | None) -> tuple[tuple | None, tuple]:
    """Return what changes whenever a region says something else, None where nothing tells; and where it comes from, its
    name, role and level, whether it is visible, and locked: as before where it does not."""
    node, state = source.node, None
    # No time of its node tells what becomes of a segment, nor what somebody is about to change in several steps.
    if not source.segmentId and not node.GetModifiedEventPending():
        display = node.GetDisplayNode()
        state = node.GetMTime(), display and display.GetMTime()
        if before is not None and state == before[0]:
            return before
    return state, (source.id, source.name, source.role, source.level, isVisible(source), isLocked(source))
