"""Section of the panel: the series of the case, how they are shown, and their bias field correction."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ..Section import Section
from .BiasCorrectionPanel import BiasCorrectionPanel
from .SeriesTable import SeriesTable


class SeriesSection(Section):
    """Series."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._table = SeriesTable(ui.seriesTable, self._onRoleChosen, self._onSeriesChosen)
        self.biasCorrection = BiasCorrectionPanel(ui, logic.biasCorrection)
        ui.sampleButton.connect("clicked()", self._onLoadSample)
        ui.allSeriesButton.connect("clicked(bool)", self._onAllSeries)
        self._toolTips = {button: button.toolTip for button in (ui.allSeriesButton, ui.biasFieldButton)}
        self._isUsable = None

    def refresh(self) -> None:
        """Show the series of the scene."""
        result, overview = self.logic.result, self.logic.seriesOverview()
        self._table.refresh(overview)
        isUsable = any(row.role for row in overview)
        self.ui.allSeriesButton.setEnabled(self.logic.showsAllSeries or isUsable)
        if isUsable != self._isUsable:
            self._isUsable = isUsable
            missing = _("No series yet: load images and assign their roles.")
            for button, text in self._toolTips.items():
                button.setToolTip(text if isUsable else missing)
        self.ui.allSeriesButton.setChecked(self.logic.showsAllSeries)
        self.biasCorrection.refresh(result.case.series if result else ())
        # The sample is for those who have nothing loaded yet.
        self.ui.sampleButton.setVisible(not overview)

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

    def _onLoadSample(self) -> None:
        with slicer.util.tryWithErrorDisplay(_("The synthetic case could not be loaded."), waitCursor=True):
            self.logic.loadSample()
