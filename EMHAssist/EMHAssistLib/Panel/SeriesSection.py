"""Section of the panel: the series of the case and their coil correction."""

from __future__ import annotations

import slicer
from slicer.i18n import tr as _

from ..Logic.SampleData import loadSample
from ..Scene import Volumes
from .CoilPanel import CoilPanel
from .Section import Section
from .SeriesTable import SeriesTable


class SeriesSection(Section):
    """Series."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._table = SeriesTable(ui.seriesTable, slicer.mrmlScene, logic.setSequenceRole)
        self.coil = CoilPanel(ui, slicer.mrmlScene, logic.planCoilCorrection)
        ui.sampleButton.connect("clicked()", self._onLoadSample)

    def refresh(self) -> None:
        """Show the series of the scene."""
        result = self.logic.result
        self._table.refresh(result.case.series if result else ())
        self.coil.refresh(result.case.series if result else ())
        # The sample is for those who have nothing loaded yet.
        self.ui.sampleButton.setVisible(not Volumes.candidateVolumes(slicer.mrmlScene))

    def cancel(self) -> None:
        """Cancel what runs: the scene is about to be closed."""
        self.coil.cancel()

    def cleanup(self) -> None:
        """Leave no thread behind."""
        self.coil.cleanup()

    def _onLoadSample(self) -> None:
        with slicer.util.tryWithErrorDisplay(_("The synthetic case could not be loaded."), waitCursor=True):
            loadSample()
