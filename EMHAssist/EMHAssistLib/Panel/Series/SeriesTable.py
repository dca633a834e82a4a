"""The table of series: each volume with its role, and under it warnings, geometry and the reason of the role."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt
from slicer.i18n import tr as _

from ...Comparability import Consequence, statementText
from ...Measurement.VolumeGeometry import OBLIQUE, VolumeGeometry
from ...Scene.SeriesOverview import SeriesRow
from ..Titles import sequenceChoices
from ..Widgets.ChoiceBox import newChoiceBox
from ..Widgets.TableCells import setRows, textItem
from ..Widgets.TabOrder import orderTabs
from ..Widgets.ToolTip import toolTip
from .StatementText import shortLines

# A series takes two rows of the table: name and role, and lines about it over the whole width.
_ROWS = 2
# Of the longest titles the beginning has to do in a narrow panel; the list itself shows all of them.
_ROLE_LETTERS = 12
_HIGHEST = 300  # pixels


class SeriesTable:
    """Shows series and sets their roles.

    :param table: QTableWidget to fill
    :param setRole: called with (ID of the volume node, role name) when the user chooses a role; "" for none
    :param show: called with the ID of the volume node when the user chooses a series to look at
    """

    def __init__(self, table: qt.QTableWidget, setRole: Callable[[str, str], None], show: Callable[[str], None]):
        self._table = table
        self._setRole = setRole
        self._show = show
        self._rows: tuple[SeriesRow, ...] | None = None
        table.connect("cellClicked(int,int)", self._onChosen)
        table.connect("cellActivated(int,int)", self._onChosen)

    def refresh(self, rows: tuple[SeriesRow, ...]) -> None:
        """Show series; leaves the table alone when nothing has changed."""
        if rows == self._rows:
            return
        self._rows = rows
        self._table.clearSpans()
        setRows(self._table, [_("Series"), _("Role")], _ROWS * len(rows), stretch=0)
        choices = [("", _("not used")), *sequenceChoices()]
        for number, row in enumerate(rows):
            self._fill(_ROWS * number, row, choices)
        orderTabs(self._table)
        self._table.resizeRowsToContents()
        # As high as what it holds, up to a height that leaves room for the other sections.
        height = self._table.horizontalHeader().sizeHint.height() + self._table.verticalHeader().length()
        self._table.setFixedHeight(min(height + 2 * self._table.frameWidth, _HIGHEST))

    def _fill(self, top: int, row: SeriesRow, choices: Sequence[tuple[str, str]]) -> None:
        warnings, why = _warnings(row), _why(row)
        statements = [("" if statement.consequence == Consequence.FINE else "! ") + statementText(statement)
                      for statement in row.statements]
        details = "\n".join((row.name, *("! " + warning for warning, _short in warnings), *statements,
                             *_geometry(row.grid), why))
        name = textItem(row.name, details)
        font = qt.QFont(self._table.font)
        font.setBold(True)
        name.setFont(font)
        self._table.setItem(top, 0, name)
        box = newChoiceBox(choices, row.role, lambda role: self._setRole(row.nodeId, role),
                           _("Role of {name}").format(name=row.name))
        box.setToolTip(toolTip(why))
        box.setSizeAdjustPolicy(qt.QComboBox.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_ROLE_LETTERS)
        self._table.setCellWidget(top, 1, box)
        # Line by line, for Qt shortens the first line that is too long and drops those after it.
        doubts = [*(short for _warning, short in warnings), *shortLines(row.statements, row.label)]
        lines = [*("! " + doubt for doubt in doubts), _shortGeometry(row.grid), row.reason or why]
        self._table.setItem(top + 1, 0, textItem("\n".join(filter(None, lines)), details))
        self._table.setSpan(top + 1, 0, 1, 2)

    def _onChosen(self, tableRow: int, column: int) -> None:
        number = tableRow // _ROWS
        if self._rows and number < len(self._rows):
            first = _ROWS * number
            self._table.setRangeSelected(qt.QTableWidgetSelectionRange(first, 0, first + _ROWS - 1, 1), True)
            self._show(self._rows[number].nodeId)


def _why(row: SeriesRow) -> str:
    """Return why a volume has its role."""
    return _("guessed from {reason}").format(reason=row.reason) if row.role and row.reason else (
        row.reason or _("chosen by the user"))


def _warnings(row: SeriesRow) -> list[tuple[str, str]]:
    """Return what to know before trusting a volume by itself, each long and short."""
    warnings = [(row.problem, row.shortProblem)] if row.problem else []
    if row.grid is not None and row.grid.isDefault:
        warnings.append((_("voxels of 1 mm from the origin: the file seems to contain no geometry, so sizes and "
                           "positions are unreliable"), _("no geometry")))
    return warnings


def _geometry(grid: VolumeGeometry | None) -> list[str]:
    """Return the lines that tell how the voxels of a volume lie."""
    if grid is None:
        return []
    plane = _plane(grid)
    if grid.obliqueness > OBLIQUE:
        plane = _("{plane}, {angle:.0f} degrees oblique").format(plane=plane, angle=grid.obliqueness)
    return [plane,
            _("voxels {size} mm").format(size=_product(grid.spacing, "{:.3g}")),
            _("matrix {size}").format(size=_product(grid.dimensions, "{}")),
            _("field of view {size} mm").format(size=_product(grid.fieldOfView, "{:.0f}"))]


def _shortGeometry(grid: VolumeGeometry | None) -> str:
    return "" if grid is None else f"{_plane(grid)} {_product(grid.spacing, '{:.2g}')} mm"


def _plane(grid: VolumeGeometry) -> str:
    return {"sagittal": _("sagittal"), "coronal": _("coronal"), "axial": _("axial")}[grid.plane]


def _product(values: Sequence[float], form: str) -> str:
    return " x ".join(map(form.format, values))
