"""What can be done with the selected regions: buttons under their table, and its context menu."""

from __future__ import annotations

from collections.abc import Callable

import qt
from slicer.i18n import tr as _

from ...Scene.RegionEdits import isLocked, isVisible
from ...Scene.Regions import RegionSource
from ..Widgets.FlowLayout import fillRows
from ..Widgets.ToolTip import toolTip


class RegionCommands:
    """Actions of the table, which are its context menu, and buttons for those that are wanted often.

    :param ui: the widgets of the panel, by their names
    :param logic: logic of the module
    :param selected: returns the selected regions
    :param edit: called with a region to have the user type its name
    :param attempt: called with what the user wants to do; shows what it returns, or why it could not be done
    """

    def __init__(self, ui, logic, selected: Callable[[], list[RegionSource]], edit: Callable[[RegionSource], None],
                 attempt: Callable[[Callable[[], str | None]], None]):
        self._logic, self._selected, self._edit, self._attempt = logic, selected, edit, attempt
        table = self._table = ui.regionTable
        self._buttons = ui.regionActionsWidget
        self._jump = self._action(table, _("Jump"), "", _("Center all slice views on the region"), self._onJump)
        self._across = self._action(table, _("Other side"), "", _("Copy to the other side of the spine"),
                                    self._onAcross)
        self._duplicate = self._action(table, _("Duplicate"), "Ctrl+D", _("Copy to just below"), self._onDuplicate)
        self._rename = self._action(table, _("Rename"), "", _("Rename (F2 in the table)"), self._onRename)
        self._delete = self._action(table, _("Delete"), "Del", _("Remove from the scene, or a segment from the case "
                                                                 "only; Undo brings it back"), self._onDelete)
        following = qt.QToolButton()
        following.setObjectName("nextLesionButton")
        following.setText(_("Next lesion"))
        following.setToolTip(_("Center all slice views on the next lesion"))
        following.setFocusPolicy(qt.Qt.StrongFocus)
        following.connect("clicked()", lambda: attempt(self._onNextLesion))
        actions = (self._jump, self._across, self._duplicate, self._rename, self._delete)
        fillRows(ui.regionActionsWidget, (following, *map(_button, actions)))
        self._show = self._action(table, _("Shown in the views"), "", "", self._onShow)
        self._lock = self._action(table, _("Locked"), "", "", self._onLock)
        for action in (self._show, self._lock):
            action.setCheckable(True)
        table.setContextMenuPolicy(qt.Qt.ActionsContextMenu)
        self._shown = None

    def refresh(self) -> None:
        """Enable what can be done now."""
        regions = self._selected()
        movable = [region for region in regions if not region.segmentId]
        shown = (self._table.rowCount, len(regions), len(movable), [isVisible(region) for region in regions],
                 [isLocked(region) for region in regions])
        if shown == self._shown:
            return
        self._shown = shown
        # Below an empty table they would all be disabled.
        self._buttons.setVisible(bool(shown[0]))
        for action in (self._jump, self._rename):
            action.setEnabled(len(regions) == 1)
        for action in (self._across, self._duplicate, self._lock):
            action.setEnabled(bool(movable))
        for action in (self._delete, self._show):
            action.setEnabled(bool(regions))
        self._show.setChecked(all(map(isVisible, regions)))
        self._lock.setChecked(all(map(isLocked, regions)))

    def _action(self, table: qt.QTableWidget, text: str, keys: str, explanation: str,
                act: Callable[[], object]) -> qt.QAction:
        action = qt.QAction(text, table)
        action.setToolTip(toolTip(f"{explanation} ({keys})" if keys and explanation else explanation or text))
        if keys:
            action.setShortcut(qt.QKeySequence(keys))
            # Only while the table has the focus: Slicer has such keys of its own.
            action.setShortcutContext(qt.Qt.WidgetShortcut)
        action.connect("triggered()", lambda: self._attempt(act))
        table.addAction(action)
        return action

    def _onJump(self) -> None:
        self._logic.jumpTo(*self._selected())

    def _onNextLesion(self) -> None:
        self._logic.jumpToNextLesion()

    def _onRename(self) -> None:
        self._edit(*self._selected())

    def _onAcross(self) -> str:
        rests = ""
        for region in self._selected():
            if not region.segmentId:
                _copy, rests = self._logic.copyToOtherSide(region)
        return _("Mirrored across the {plane}.").format(plane=rests)

    def _onDuplicate(self) -> None:
        for region in self._selected():
            if not region.segmentId:
                self._logic.duplicateRegion(region)

    def _onDelete(self) -> None:
        for region in self._selected():
            self._logic.deleteRegion(region)

    def _onShow(self) -> None:
        for region in self._selected():
            self._logic.showRegion(region, self._show.checked)

    def _onLock(self) -> None:
        for region in self._selected():
            if not region.segmentId:
                self._logic.lockRegion(region, self._lock.checked)


def _button(action: qt.QAction) -> qt.QToolButton:
    button = qt.QToolButton()
    button.setDefaultAction(action)
    button.setFocusPolicy(qt.Qt.StrongFocus)
    return button
