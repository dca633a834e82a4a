"""Section of the panel: the answer, the prior it starts from, and the results as files."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _

from .ChoiceBox import ChoiceBox
from .ReadoutView import ReadoutView
from .Section import Section


class ReadoutSection(Section):
    """Readout."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._view = ReadoutView(ui.readoutBrowser, ui.answerWidget)
        self._settings = ChoiceBox(ui.settingBox, self._onSettingChosen)
        ui.exportButton.connect("clicked()", self._onExport)

    def refresh(self) -> None:
        """Show the answer of the present result."""
        result = self.logic.result
        self._view.show(result, self.logic.problem)
        self._settings.fill([(setting.id, setting.title) for setting in self.logic.model.settings],
                            self.logic.setting())
        self.ui.exportButton.setEnabled(result is not None and bool(result.measurements))

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._view.cleanup()

    def _onSettingChosen(self, setting: str) -> None:
        """Use the prior of the clinical setting the user has chosen."""
        self.logic.getParameterNode().setting = setting

    def _onExport(self) -> None:
        """Write the tables as CSV and readout.json to a folder."""
        folder = qt.QFileDialog.getExistingDirectory(slicer.util.mainWindow(), _("Folder for the results"))
        if folder:
            with slicer.util.tryWithErrorDisplay(_("The results could not be written.")):
                self.logic.exportResult(folder)
