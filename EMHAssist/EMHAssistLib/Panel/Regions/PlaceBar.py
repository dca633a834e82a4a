"""Buttons that have the user place a region, one for each role, and how it will be."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _

from ...RegionShapes import CURVE, REGION_SHAPES
from ...Roles import REGION_ROLES, regionRole
from ..Section import parametersTime
from ..Titles import placeText, regionChoices, shapeChoices, title
from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.FlowLayout import fillRows
from ..Widgets.ToolTip import toolTip
from .Icons import roleIcon


class PlaceBar:
    """Starts and cancels placing; the button of what is being placed stays down.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    """

    def __init__(self, ui, logic):
        self._ui, self._logic = ui, logic
        self._shape = ChoiceBox(ui.placeShapeBox, self._onShapeChosen)
        self._shown = None
        self._buttons = {}
        for name, text in regionChoices():
            button = self._buttons[name] = qt.QToolButton()
            button.setObjectName(f"placeButton_{name}")
            button.setText(text)
            button.setIcon(roleIcon(name))
            button.setToolButtonStyle(qt.Qt.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setFocusPolicy(qt.Qt.StrongFocus)
            button.setAccessibleName(_("Place {role}").format(role=text))
            button.setToolTip(toolTip(_("Place a region: {role}. Click again to cancel.\n{place}.").format(
                role=text, place=placeText(regionRole(name)))))
            button.connect("clicked(bool)", lambda checked, name=name: self._onButton(name, checked))
        fillRows(ui.placeButtonsWidget, self._buttons.values())
        ui.placeSizeBox.connect("valueChanged(double)", self._onSizeChosen)
        self._escape = qt.QShortcut(qt.QKeySequence("Esc"), slicer.util.mainWindow() or ui.placeButtonsWidget)
        self._escape.setEnabled(False)
        self._escape.connect("activated()", logic.cancelPlacing)
        logic.addPlacingListener(self.refresh)

    def refresh(self) -> None:
        """Show what is being placed, and how the next region will be."""
        placing, shown = self._logic.placingRole, (self._logic.placingRole, parametersTime(self._logic))
        if shown == self._shown:
            return
        self._shown, node = shown, self._logic.getParameterNode()
        role = node.placeRole if node.placeRole in self._buttons else REGION_ROLES[0].name
        for name, button in self._buttons.items():
            button.setChecked(name == placing)
        self._shape.fill(shapeChoices(REGION_SHAPES), node.placeShape)
        box = self._ui.placeSizeBox
        wasBlocked = box.blockSignals(True)
        box.setValue(self._logic.placeSize(role))
        box.blockSignals(wasBlocked)
        box.setEnabled(node.placeShape != CURVE.name)
        text = _("Size of the next region: {role}").format(role=title(regionRole(role)))
        box.setAccessibleName(text)
        box.setToolTip(toolTip(text))
        self._escape.setEnabled(bool(placing))
        self._ui.placeHintLabel.setVisible(bool(placing))
        hint = _("{role}: click around it in one slice view; right-click to finish. Esc cancels.")
        if node.placeShape != CURVE.name:
            hint = _("{role}: click its center in a slice view. Shift and mouse wheel: size ({size} mm). Esc cancels.")
        self._ui.placeHintLabel.setText(hint.format(role=title(regionRole(placing)),
                                                    size=f"{self._logic.placeSize(placing):g}") if placing else "")

    def place(self, role: str) -> None:
        """Start placing a region of a role; size and shape of the next region are those of this role from now on."""
        self._logic.setPlaceRole(role)
        self._logic.placeRegion(role)

    def cleanup(self) -> None:
        """Leave no shortcut behind in the main window."""
        self._escape.setEnabled(False)
        self._escape.setParent(None)
        self._escape.deleteLater()

    def _onButton(self, role: str, isDown: bool) -> None:
        if isDown:
            self.place(role)
        else:
            self._logic.cancelPlacing()

    def _onShapeChosen(self, shape: str) -> None:
        self._logic.setPlaceShape(shape)
        if self._logic.placingRole:
            self._logic.placeRegion(self._logic.placingRole)
        self.refresh()

    def _onSizeChosen(self, size: float) -> None:
        self._logic.setPlaceSize(self._logic.getParameterNode().placeRole, size)
