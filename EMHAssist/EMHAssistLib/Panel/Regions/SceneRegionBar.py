"""Regions from what is in the scene already, by drop-down list or dragged from a tree of the subject hierarchy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import qt
from slicer.i18n import tr as _

from ...Scene.RegionCandidates import namedTissue, sourcesOfUrls
from ...Scene.Regions import RegionSource
from ..Titles import regionChoices
from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.ToolTip import toolTip


class SceneRegionBar:
    """Adds ROI nodes, closed curves and segments without a role to the case.

    :param ui: the widgets sceneRegionBox, sceneRoleBox, addRegionButton and addRegionLabel
    :param table: table that accepts what is dragged from the Data module and other trees
    :param logic: logic of the module
    :param scene: the scene
    :param erosion: returns by how much segments are eroded at their surface, mm
    """

    def __init__(self, ui, table: qt.QAbstractItemView, logic, scene, erosion: Callable[[], float]):
        self._ui, self._logic, self._scene, self._erosion = ui, logic, scene, erosion
        self._sources: list[RegionSource] = []
        self._regions = ChoiceBox(ui.sceneRegionBox, lambda number: self._suggestRole())
        self._roles = ChoiceBox(ui.sceneRoleBox, lambda role: self._onRoleChosen())
        self._isSuggested = True
        self._roles.fill([("", _("By name")), *regionChoices()], "")
        ui.addRegionButton.connect("clicked()", self._onAdd)
        ui.addRegionLabel.setVisible(False)
        table.setAcceptDrops(True)
        # The viewport takes the events, and hands them to a filter first. The filter has to be kept alive.
        self.dropFilter = _DropFilter(self._onDropped)
        table.viewport().setAcceptDrops(True)
        table.viewport().installEventFilter(self.dropFilter)
        self._table = table

    def refresh(self) -> None:
        """Offer what has no role yet; leaves the list alone when nothing has changed."""
        sources = self._logic.unusedRegions()
        self._ui.sceneRegionBox.setEnabled(bool(sources))
        self._ui.addRegionButton.setEnabled(bool(sources))
        names = [(str(number), _choiceName(source)) for number, source in enumerate(sources)]
        if sources != self._sources:
            self._sources = sources
            self._regions.fill(names, "")
            self._suggestRole()
        else:
            self._regions.fill(names, str(max(self._ui.sceneRegionBox.currentIndex, 0)))

    def cleanup(self) -> None:
        """Take no more drops."""
        self._table.viewport().removeEventFilter(self.dropFilter)

    def _suggestRole(self) -> None:
        """Choose the role that the name of the chosen region tells."""
        box = self._ui.sceneRegionBox
        source = self._sources[box.currentIndex] if 0 <= box.currentIndex < len(self._sources) else None
        tissue = namedTissue(source) if source else None
        self._roles.fill([("", _("By name")), *regionChoices()], tissue.role if tissue else "")
        self._isSuggested = True

    def _onRoleChosen(self) -> None:
        self._isSuggested = False

    def _chosenRole(self) -> str:
        box = self._ui.sceneRoleBox
        return box.itemData(box.currentIndex) or ""

    def _onAdd(self) -> None:
        number = self._ui.sceneRegionBox.currentIndex
        if 0 <= number < len(self._sources):
            self._use([self._sources[number]], self._chosenRole())

    def _onDropped(self, urls: Sequence[str]) -> None:
        # A role that was suggested for what the list shows says nothing of what is dropped.
        self._use(sourcesOfUrls(self._scene, urls), "" if self._isSuggested else self._chosenRole())

    def _use(self, sources: Sequence[RegionSource], role: str) -> None:
        try:
            self._logic.useAsRegions(sources, role, self._erosion())
            text = _("Added: {names}.").format(names=", ".join(source.name for source in sources))
        except ValueError as error:
            text = str(error)
        self._ui.addRegionLabel.setText(text)
        self._ui.addRegionLabel.setToolTip(toolTip(text))
        self._ui.addRegionLabel.setVisible(True)


def _choiceName(source: RegionSource) -> str:
    """Return the name of a region, a segment with that of its segmentation: two may hold a "T5"."""
    return f"{source.name} ({source.node.GetName()})" if source.segmentId else source.name


class _DropFilter(qt.QObject):
    """Accepts items dragged from a tree of the subject hierarchy.

    :param dropped: called with the URLs of the items
    """

    def __init__(self, dropped: Callable[[Sequence[str]], None]):
        qt.QObject.__init__(self)
        self._dropped = dropped

    def eventFilter(self, watched, event) -> bool:
        """Take drag and drop events that bring such items, leave all others alone."""
        kind = event.type()
        if kind not in (qt.QEvent.DragEnter, qt.QEvent.DragMove, qt.QEvent.Drop):
            return False
        urls = [url.toString() for url in event.mimeData().urls()]
        if not any(url.startswith("mrml://scene/subjecthierarchy/item") for url in urls):
            return False
        if kind == qt.QEvent.Drop:
            # The tree offers to move its items, and would take away what is accepted as moved.
            event.ignore()
            self._dropped(urls)
        else:
            event.acceptProposedAction()
        return True
