"""Section of the panel: the answer, the prior it starts from, and the results as files."""

from __future__ import annotations

from collections.abc import Callable

import qt
import slicer
from slicer.i18n import tr as _

from ..Section import Section
from ..Widgets.PlainText import errorsShown
from ..Widgets.Scrolling import showWidget
from .ReadoutView import ReadoutView
from .SettingView import SettingView


class ReadoutSection(Section):
    """Readout."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._goToFinding: Callable[[str], None] | None = None
        self._view = ReadoutView(ui.readoutBrowser, ui.answerWidget, logic, self._onFinding)
        self._setting = SettingView(ui, logic)
        ui.exportButton.connect("clicked()", self._onExport)

    def linkFindings(self, goToFinding: Callable[[str], None]) -> None:
        """Tell whom to call with a feature whose line in the form of findings the user wants to see."""
        self._goToFinding = goToFinding

    def goTo(self) -> None:
        """Unfold the readout and scroll to it."""
        self.ui.readoutSection.collapsed = False
        showWidget(self.ui.readoutSection)

    def refresh(self) -> None:
        """Show the answer of the present result."""
        result = self.logic.result
        self._view.show(result, self.logic.problem)
        self._setting.refresh()
        self.ui.exportButton.setEnabled(result is not None and bool(result.measurements))

    def recolor(self) -> None:
        """Show links in the colors of the theme."""
        self._view.recolor()

    def cleanup(self) -> None:
        """Compute nothing any more."""
        self._view.cleanup()

    def _onFinding(self, feature: str) -> None:
        if self._goToFinding is not None:
            self._goToFinding(feature)

    def _onExport(self) -> None:
        """Write the tables as CSV and readout.json to a folder."""
        folder = qt.QFileDialog.getExistingDirectory(slicer.util.mainWindow(), _("Folder for the results"))
        if folder:
            with errorsShown(_("The results could not be written.")):
                self.logic.exportResult(folder)
