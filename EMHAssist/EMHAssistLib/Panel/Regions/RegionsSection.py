"""Section of the panel: the regions of the case."""

from __future__ import annotations

from collections.abc import Callable

import slicer
from slicer.i18n import tr as _

from ...Case import Region
from ...Display.Translation import translated
from ...Guidance import Step
from ...Scene.References import DEFAULT_EROSION
from ...Scene.RegionEdits import isLocked, isVisible
from ...Scene.Regions import RegionSource, regionSource
from ..Section import Section
from ..Widgets.PlainText import errorsShown
from .PlaceBar import PlaceBar
from .RegionCommands import RegionCommands
from .RegionDetails import RegionDetails
from .RegionGuide import RegionGuide
from .RegionTable import LOCKED, VISIBLE, RegionTable
from .SceneRegionBar import SceneRegionBar
from .SuggestionBar import SuggestionBar


class RegionsSection(Section):
    """Regions."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self.suggestions = SuggestionBar(ui, logic, self._attempt)
        self.guide = RegionGuide(ui.guideWidget, self._onPlaceRole, self._onShowRegion, self.suggestions.suggest)
        self._placeBar = PlaceBar(ui, logic)
        self._table = RegionTable(ui.regionTable, slicer.mrmlScene, self._onRenamed, self._onClicked,
                                  self._showSelected)
        self._commands = RegionCommands(ui, logic, lambda: self._table.selected, self._table.edit, self._attempt)
        self._details = RegionDetails(ui, logic, self._attempt)
        self.fromScene = SceneRegionBar(ui, ui.regionTable, logic, slicer.mrmlScene, lambda: ui.erosionBox.value)
        ui.erosionBox.setValue(DEFAULT_EROSION)
        ui.regionProblemLabel.setVisible(False)
        ui.referencesButton.connect("clicked()", self._onUseSegments)
        ui.copyReferencesButton.connect("clicked()", lambda: self._attempt(self._onCopyReferences))

    def refresh(self) -> None:
        """Show the regions of the scene."""
        result = self.logic.result
        self.guide.refresh(result)
        self._placeBar.refresh()
        self.suggestions.refresh()
        regions, levels = (result.case.regions, result.geometry.levels) if result else ((), {})
        self._table.refresh({region.source: levels[region.key].text(translated) for region in regions
                             if region.key in levels},
                            {region.source: region.problem for region in regions if region.problem})
        self.fromScene.refresh()
        self._showSelected()

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        self.guide.recolor()
        self.suggestions.recolor()

    def cancel(self) -> None:
        """Stop placing, and say no more what came of things in the scene that is being closed."""
        self.logic.cancelPlacing()
        for label in (self.ui.regionProblemLabel, self.ui.addRegionLabel):
            label.setText("")
            label.setVisible(False)

    def cleanup(self) -> None:
        """Compute nothing, take no drops any more, and leave no shortcut behind."""
        self.guide.cleanup()
        self._placeBar.cleanup()
        self.fromScene.cleanup()

    def follow(self, step: Step) -> None:
        """Begin what a step of the check list asks for."""
        self.ui.regionsSection.collapsed = False
        self.guide.follow(step)

    def _onPlaceRole(self, role: str) -> None:
        """Have the user place a region of a role, as the guide advises."""
        self._attempt(lambda: self._placeBar.place(role))

    def _onShowRegion(self, region: Region) -> None:
        """Go to a region of the case that the guide speaks of."""
        source = regionSource(slicer.mrmlScene, region)
        if source.node is not None:  # it may have been removed in the moment before the guide is drawn anew
            self._attempt(lambda: self.logic.jumpTo(source))

    def _showSelected(self) -> None:
        selected = self._table.selected
        self.logic.showHandles(selected[0] if len(selected) == 1 else None)
        self._details.refresh(selected[0] if len(selected) == 1 else None, self.logic.result)
        self._commands.refresh()

    def _attempt(self, act: Callable[[], str | None]) -> None:
        """Do what the user wants, and say in a line what came of it, or why it could not be done."""
        try:
            text = act() or ""
        except ValueError as error:
            text = str(error)
        self.ui.regionProblemLabel.setText(text)
        self.ui.regionProblemLabel.setVisible(bool(text))
        # While results are paused, too.
        self.refresh()

    def _onRenamed(self, source: RegionSource, name: str) -> None:
        self._attempt(lambda: self.logic.renameRegion(source, name))
        self._table.showNameAgain(source)

    def _onClicked(self, source: RegionSource, column: int) -> None:
        if column == VISIBLE:
            self._attempt(lambda: self.logic.showRegion(source, not isVisible(source)))
        elif column == LOCKED:
            self._attempt(lambda: self.logic.lockRegion(source, not isLocked(source)))
        else:
            self._attempt(lambda: self.logic.jumpTo(source))

    def _onCopyReferences(self) -> str:
        """Copy the table of the references by level."""
        text = self.logic.copyReferences()
        slicer.app.clipboard().setText(text)
        return _("Copied {count} references with level, size and signal on each series.").format(
            count=text.count("\n"))

    def _onUseSegments(self) -> None:
        """Use segments that are named for a tissue as references, eroded as the user has chosen."""
        with errorsShown(_("No segment could be used as reference."), waitCursor=True):
            references = self.logic.useSegmentsAsReferences(margin=self.ui.erosionBox.value)
            text = _("{count} segments are references now, eroded at their surface.")
            if any(reference.isLess for reference in references):
                text = _("{count} segments are references now. Small ones are eroded less, so that enough of them "
                         "remains.")
            slicer.util.showStatusMessage(text.format(count=len(references)), 10000)
