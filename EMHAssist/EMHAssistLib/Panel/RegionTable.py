"""The table of regions: every ROI node, closed curve and segment with its role and shape."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ..Roles import REGION_ROLES
from ..Scene.Curves import slabThickness
from ..Scene.Regions import CURVE, RegionSource, regionSources
from .ChoiceBox import newChoiceBox
from .TableCells import setRows, textItem
from .TabOrder import orderTabs
from .Titles import regionChoices, shapeChoices


_NARROWEST_COLUMN = 90  # pixels
_THINNEST, _THICKEST = 0.1, 200.0  # mm


class RegionTable:
    """Shows and sets region roles, shapes and the thickness of curves.

    :param table: QTableWidget to fill
    :param scene: the scene
    :param setRole: called with (source, role name) when the user chooses a role; "" for none
    :param setShape: called with (source, shape name) when the user chooses a shape
    :param setThickness: called with (curve node, mm) when the user chooses a thickness
    """

    def __init__(self, table: qt.QTableWidget, scene, setRole: Callable[[RegionSource, str], None],
                 setShape: Callable[[RegionSource, str], None], setThickness: Callable[[object, float], None]):
        self._table = table
        # A narrow panel scrolls rather than cutting the names down to nothing.
        table.horizontalHeader().setMinimumSectionSize(_NARROWEST_COLUMN)
        self._scene = scene
        self._setRole = setRole
        self._setShape = setShape
        self._setThickness = setThickness
        self._shown = None

    def refresh(self) -> None:
        """Show the regions of the scene; leaves the table alone when nothing has changed."""
        sources = regionSources(self._scene)
        shown = [(source.node.GetID(), source.segmentId, source.name, source.role, source.shape, str(source.erosion))
                 for source in sources]
        if shown != self._shown:
            self._shown = shown
            self._fill(sources)
        for row, source in enumerate(sources):
            if source.shape == CURVE:
                _showThickness(self._table.cellWidget(row, 2), source.node)

    def _fill(self, sources: list[RegionSource]) -> None:
        setRows(self._table, [_("Region"), _("Role"), _("Shape")], len(sources), stretch=0)
        choices = [("", _("not used")), *regionChoices()]
        for row, source in enumerate(sources):
            name = textItem(source.name)
            name.setIcon(_colorIcon(source.role))
            self._table.setItem(row, 0, name)
            self._table.setCellWidget(row, 1, newChoiceBox(
                choices, source.role, lambda chosen, source=source: self._setRole(source, chosen),
                _("Role of {name}").format(name=source.name)))
            if source.segmentId:
                self._table.setItem(row, 2, textItem(
                    _("Segment, {margin} mm off").format(margin=f"{source.erosion:.2g}") if source.erosion
                    else _("Segment")))
            elif source.shape == CURVE:
                self._table.setCellWidget(row, 2, self._thicknessBox(source))
            else:
                self._table.setCellWidget(row, 2, newChoiceBox(
                    shapeChoices(), source.shape, lambda chosen, source=source: self._setShape(source, chosen),
                    _("Shape of {name}").format(name=source.name)))
        orderTabs(self._table)

    def _thicknessBox(self, source: RegionSource) -> qt.QDoubleSpinBox:
        box = qt.QDoubleSpinBox()
        box.setRange(_THINNEST, _THICKEST)
        box.setDecimals(1)
        box.setSingleStep(0.5)
        box.setPrefix(_("Curve") + " ")
        box.setSuffix(" mm")
        # Not at every key: "12" must not measure 1 mm first.
        box.setKeyboardTracking(False)
        box.setAccessibleName(_("Thickness of {name}").format(name=source.name))
        box.setToolTip(_("Thickness of the region, half of it to each side of the slice it was drawn in"))
        box.connect("valueChanged(double)", lambda thickness: self._setThickness(source.node, thickness))
        return box


def _showThickness(box: qt.QDoubleSpinBox, curveNode) -> None:
    """Show the thickness of a curve without telling anybody."""
    try:
        thickness = slabThickness(curveNode)
    except ValueError:
        return  # the readout says why
    wasBlocked = box.blockSignals(True)
    if round(thickness, 1) != box.value:
        box.setValue(thickness)
    box.blockSignals(wasBlocked)


def _colorIcon(name: str) -> qt.QIcon:
    """Return a square in the color of a role, an empty icon without one, or with one of another version."""
    for role in REGION_ROLES:
        if role.name == name:
            pixmap = qt.QPixmap(12, 12)
            pixmap.fill(qt.QColor.fromRgbF(*role.color))
            return qt.QIcon(pixmap)
    return qt.QIcon()
