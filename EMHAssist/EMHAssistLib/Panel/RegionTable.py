"""The table of regions: every ROI node and segment with its role and shape."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ..Roles import REGION_ROLES
from ..Scene.Regions import RegionSource, regionSources
from .ChoiceBox import choiceBox
from .TableCells import setRows, textItem
from .Titles import regionChoices


_NARROWEST_COLUMN = 90  # pixels


class RegionTable:
    """Shows and sets region roles and shapes.

    :param table: QTableWidget to fill
    :param scene: the scene
    :param setRole: called with (source, role name) when the user chooses a role; "" for none
    :param setShape: called with (source, shape name) when the user chooses a shape
    """

    def __init__(self, table: qt.QTableWidget, scene, setRole: Callable[[RegionSource, str], None],
                 setShape: Callable[[RegionSource, str], None]):
        self._table = table
        # A narrow panel scrolls rather than cutting the names down to nothing.
        table.horizontalHeader().setMinimumSectionSize(_NARROWEST_COLUMN)
        self._scene = scene
        self._setRole = setRole
        self._setShape = setShape
        self._shown = None

    def refresh(self) -> None:
        """Show the regions of the scene; leaves the table alone when nothing has changed."""
        sources = regionSources(self._scene)
        shown = [(source.node.GetID(), source.segmentId, source.name, source.role, source.shape, str(source.erosion))
                 for source in sources]
        if shown == self._shown:
            return
        self._shown = shown
        setRows(self._table, [_("Region"), _("Role"), _("Shape")], len(sources), stretch=0)
        choices = [("", _("not used")), *regionChoices()]
        shapes = [("Ellipsoid", _("Ellipsoid")), ("Box", _("Box"))]
        for row, source in enumerate(sources):
            name = textItem(source.name)
            name.setIcon(_colorIcon(source.role))
            self._table.setItem(row, 0, name)
            self._table.setCellWidget(row, 1, choiceBox(
                choices, source.role, lambda chosen, source=source: self._setRole(source, chosen),
                _("Role of {name}").format(name=source.name)))
            if source.segmentId:
                self._table.setItem(row, 2, textItem(
                    _("Segment, {margin} mm off").format(margin=f"{source.erosion:.2g}") if source.erosion
                    else _("Segment")))
            else:
                self._table.setCellWidget(row, 2, choiceBox(
                    shapes, source.shape, lambda chosen, source=source: self._setShape(source, chosen),
                    _("Shape of {name}").format(name=source.name)))


def _colorIcon(name: str) -> qt.QIcon:
    """Return a square in the color of a role, an empty icon without one, or with one of another version."""
    for role in REGION_ROLES:
        if role.name == name:
            pixmap = qt.QPixmap(12, 12)
            pixmap.fill(qt.QColor.fromRgbF(*role.color))
            return qt.QIcon(pixmap)
    return qt.QIcon()
