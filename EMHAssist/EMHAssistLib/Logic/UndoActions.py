"""Undo and redo: one history of all that is done with the module."""

from __future__ import annotations

from collections.abc import Callable

from slicer.i18n import tr as _

from ..Scene.CaseFields import Fields, isParameterOfCase
from ..Scene.RegionDrags import RegionDrags
from ..Scene.Sample import isComing
from .LiveCase import LiveCase
from .ParameterNode import NODE_PARAMETERS


class UndoActions(LiveCase):
    """Undo and redo: one history of all that is done with the module, by panel, script, or the mouse in the views.

    What other modules do is neither recorded nor taken back. The history ends when the scene is closed. Computed
    volumes (bias field correction), loaded data and written files are no steps of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._drags: RegionDrags | None = None

    def start(self) -> None:
        """Record drags, too."""
        super().start()
        if self._drags is None:
            self._drags = RegionDrags(self._scene, self._onDragged)

    def stop(self) -> None:
        """Record drags no more."""
        if self._drags is not None:
            self._drags.stop()
            self._drags = None
        super().stop()

    @property
    def undoTitle(self) -> str:
        """What undo() would take back, "" for nothing."""
        return self.history.undoTitle

    @property
    def redoTitle(self) -> str:
        """What redo() would do again, "" for nothing."""
        return self.history.redoTitle

    def undo(self) -> str:
        """Take back what was done last.

        :return: what of it was left as it is, and why, as somebody else has changed it since; "" for nothing
        :raises ValueError: there is nothing to undo, or nothing of it can be: then it is forgotten, and the next call
            goes on with what was done before it
        """
        return self._travel(self.history.undo)

    def redo(self) -> str:
        """Do again what was taken back last.

        :return: as undo()
        :raises ValueError: as undo()
        """
        return self._travel(self.history.redo)

    def addHistoryListener(self, listener: Callable[[], None]) -> None:
        """Have a function called, without arguments, whenever something else can be undone or redone."""
        self.historyChanged.connect(listener)

    @property
    def isDragging(self) -> bool:
        """Whether the user is dragging a region."""
        return self._drags is not None and self._drags.isDragging

    def _travel(self, move: Callable[[], tuple[str, list[str]]]) -> str:
        with self.quietly():
            _title, notes = move()
        self._members = []  # nodes may be in other cases than at the last update
        if self.getParameterNode().autoUpdate:
            self.update()
        else:
            self.resultChanged.emit()
        return " ".join(notes)

    def _onDragged(self, node, before) -> None:
        if not self._isPlacing(node):
            self.history.record(_("Drag {name}").format(name=node.GetName()), node, before)

    def _isPlacing(self, node) -> bool:
        """Tell whether a region is just being placed, which is a step of its own."""
        return False

    def _onParameters(self, names: set[str]) -> None:
        ours = [name for name in names - NODE_PARAMETERS if isParameterOfCase(name)]
        case = self.getParameterNode().parameterNode
        if ours and not self._isQuiet and not isComing(case):
            before: Fields = {("parameter", name): self._activeCase.former.get(name) for name in ours
                      if case.HasParameter(name) or name in self._activeCase.former}
            self.history.record(_parameterTitle(ours), case, before)
        super()._onParameters(names)


def _parameterTitle(names: list[str]) -> str:
    titles = {
        "showValues": _("Values in the views"), "showReferenceNames": _("Names of references in the views"),
        "showCaseBox": _("Box in the views"), "boxPosition": _("Place of the box"), "boxSize": _("Size of the box"),
        "boxContent": _("Text of the box"), "keepInViews": _("Leave in the views"), "autoUpdate": _("Live"),
        "nearestReference": _("Nearest reference"), "ironMarked": _("Iron known"), "reference": _("Reference"),
        "marrowState": _("State of the marrow"), "ratioOrder": _("Order of the ratios"),
    }
    return next((titles[name] for name in sorted(names) if name in titles), _("Settings"))
