"""Section of the panel: the lesions against a reference."""

from __future__ import annotations

import qt
import slicer
from slicer.i18n import tr as _

from ...Case import MarrowState, Region
from ...Display.Translation import translated
from ...Report.Readout import SummaryMemory, caseSummary
from ...Roles import regionRole
from ...Scene.Regions import regionSource
from ..Section import Section
from ..Titles import title, wordTitle
from ..Widgets.ChoiceBox import ChoiceBox
from ..Widgets.FittedLabel import FittedLabel
from ..Widgets.PlainText import errorsShown
from .RatioChart import RatioChart
from .RatioTable import RatioTable


class ValuesSection(Section):
    """Values."""

    def __init__(self, ui, logic):
        super().__init__(ui, logic)
        self._ratios = RatioTable(ui.ratioTable, self._onJump, self._onSort)
        self._chart = RatioChart(_("Ratios with 95 % intervals"))
        layout = qt.QVBoxLayout(ui.ratioChartWidget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._chart)
        self._said = SummaryMemory()
        self._further = FittedLabel(ui.furtherLabel)
        self._references = ChoiceBox(ui.referenceBox, self._onReferenceChosen)
        self._marrowWords = [(state.value, wordTitle(state)) for state in MarrowState]
        self._marrowStates = ChoiceBox(ui.marrowStateBox, logic.setMarrowState)
        # In the context menu of the table as well; Ctrl+C while it has the focus.
        self._copyAction = self._tableAction(ui.copyRatiosButton, self._onCopy)
        self._copyAction.setShortcut(qt.QKeySequence("Ctrl+C"))
        self._copyAction.setShortcutContext(qt.Qt.WidgetShortcut)
        self._saveAction = self._tableAction(ui.saveRatiosButton, self._onSave)
        ui.ratioTable.setContextMenuPolicy(qt.Qt.ActionsContextMenu)
        ui.plotRatiosButton.connect("clicked(bool)", self._onPlot)

    def refresh(self) -> None:
        """Show the values of the present result."""
        result, node = self.logic.result, self.logic.getParameterNode()
        references = result.references if result else ()
        grid = self.logic.ratios()
        self._ratios.refresh(grid, node.ratioOrder, node.ratioOrderDescending)
        if result:
            self._chart.showRatios(grid, result.case.options.margins)
        else:
            self._chart.setContent((), ())
        # Plain text beside the readout: it changes at every step of a drag, and rich text is slow to lay out.
        self._further.setText(caseSummary(result, translated, self._said))
        self._references.fill([(name, title(regionRole(name))) for name in references], self.logic.reference())
        self._marrowStates.fill(self._marrowWords, node.marrowState)
        for widget in (self.ui.copyRatiosButton, self.ui.saveRatiosButton, self._copyAction, self._saveAction):
            widget.setEnabled(bool(grid.cells))
        isPlotShown = self.logic.isRatioPlotShown()
        self.ui.plotRatiosButton.setChecked(isPlotShown)
        self.ui.plotRatiosButton.setEnabled(bool(grid.cells) or isPlotShown)

    def recolor(self) -> None:
        """Give the table the room that another font takes."""
        self.refresh()

    def _tableAction(self, button, run) -> qt.QAction:
        """Have a button and an action of the table do the same."""
        action = qt.QAction(button.text, self.ui.ratioTable)
        self.ui.ratioTable.addAction(action)
        action.connect("triggered()", run)
        button.connect("clicked()", run)
        return action

    def _onReferenceChosen(self, reference: str) -> None:
        self.logic.setReference(reference)
        self.refresh()

    def _onSort(self, sequence: str) -> None:
        """Lowest first, then highest first, then as the user has placed them."""
        node = self.logic.getParameterNode()
        if sequence != node.ratioOrder:
            self.logic.sortRatios(sequence)
        elif not node.ratioOrderDescending:
            self.logic.sortRatios(sequence, descending=True)
        else:
            self.logic.sortRatios()
        self.refresh()

    def _onJump(self, region: Region) -> None:
        source = regionSource(slicer.mrmlScene, region)
        # Its node may be gone while updates are paused.
        if source.node is not None:
            with errorsShown(_("The lesion could not be shown.")):
                self.logic.jumpTo(source)

    def _onCopy(self) -> None:
        with errorsShown(_("The values could not be copied.")):
            slicer.app.clipboard().setText(self.logic.copyRatios())
            slicer.util.showStatusMessage(_("The values have been copied to the clipboard."), 3000)

    def _onSave(self) -> None:
        path = qt.QFileDialog.getSaveFileName(slicer.util.mainWindow(), _("File for the values"), "ratios_shown.csv",
                                              _("Comma-separated values") + " (*.csv)")
        if path:
            with errorsShown(_("The values could not be written.")):
                self.logic.exportRatios(path)

    def _onPlot(self, isShown: bool) -> None:
        with errorsShown(_("The plot could not be shown.")):
            self.logic.showRatioPlot(isShown)
