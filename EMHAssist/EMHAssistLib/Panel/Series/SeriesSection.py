"""Section of the panel: the series of the case, how they are shown, their alignment and bias field correction."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ...Comparability import Comparability
from ..Section import Section
from ..Widgets.ToolTip import toolTip
from .AlignmentPanel import AlignmentPanel
from .BiasCorrectionPanel import BiasCorrectionPanel
from .SampleMenu import SampleMenu
from .SeriesTable import SeriesTable


class SeriesSection(Section):
    """Series."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._table = SeriesTable(ui.seriesTable, self._onRoleChosen, self._onSeriesChosen)
        self.biasCorrection = BiasCorrectionPanel(ui, logic.biasCorrection)
        self.alignment = AlignmentPanel(ui, logic)
        self._samples = SampleMenu(ui, logic)
        ui.allSeriesButton.connect("clicked(bool)", self._onAllSeries)
        ui.ownPlanesButton.connect("clicked()", self._onOwnPlanes)
        self._toolTips = {button: button.toolTip for button in (
            ui.allSeriesButton, ui.ownPlanesButton, ui.alignmentButton, ui.biasFieldButton)}
        self._isUsable = None

    def refresh(self) -> None:
        """Show the series of the scene."""
        result, overview = self.logic.result, self.logic.seriesOverview()
        self._table.refresh(overview)
        isUsable = any(row.role for row in overview)
        self.ui.ownPlanesButton.setEnabled(isUsable)
        self.ui.allSeriesButton.setEnabled(self.logic.showsAllSeries or isUsable)
        if isUsable != self._isUsable:
            self._isUsable = isUsable
            missing = _("No series yet: load images and assign their roles.")
            for button, text in self._toolTips.items():
                button.setToolTip(text if isUsable else toolTip(missing))
        self.ui.allSeriesButton.setChecked(self.logic.showsAllSeries)
        self.biasCorrection.refresh(self.series)
        self.alignment.refresh(self.series, result.comparability if result else Comparability())
        self._samples.refresh(bool(overview))

    def cancel(self) -> None:
        """Show series in turn no longer."""
        self.alignment.stop()

    def cleanup(self) -> None:
        """Leave nothing behind."""
        self.alignment.cleanup()

    def _onRoleChosen(self, nodeId: str, role: str) -> None:
        node = slicer.mrmlScene.GetNodeByID(nodeId)
        if node is not None:
            self.logic.setSequenceRole(node, role)

    def _onSeriesChosen(self, nodeId: str) -> None:
        try:
            self.logic.showSeries(slicer.mrmlScene.GetNodeByID(nodeId))
        except ValueError as error:
            slicer.util.showStatusMessage(str(error), 5000)

    def _onAllSeries(self, checked: bool) -> None:
        try:
            if checked:
                self.logic.showAllSeries()
            else:
                self.logic.restoreLayout()
        except ValueError as error:
            slicer.util.showStatusMessage(str(error), 5000)
        self.refresh()

    def _onOwnPlanes(self) -> None:
        try:
            reformatted = self.logic.showInOwnPlanes()
        except ValueError as error:
            slicer.util.showStatusMessage(str(error), 5000)
            return
        if reformatted:
            slicer.util.showStatusMessage(_("No series was acquired in the plane of {views}: reformatted.").format(
                views=", ".join(reformatted)), 5000)
