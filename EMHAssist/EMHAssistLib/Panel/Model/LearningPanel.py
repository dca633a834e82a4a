"""Learning from own cases: the files to choose, progress, and in words whether the learned model is better."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import qt
import slicer
from slicer.i18n import tr as _

from ..Widgets.TaskPanel import TaskPanel, TaskTexts


class LearningPanel(TaskPanel):
    """Fits a cohort in the background. It needs no scene, so that it goes on when the scene is closed.

    :param ui: the widgets learnButton, discountBox, learnProgressBar, learnCancelButton, learnLabel and
        useLearnedButton
    :param task: LongTask of learning
    :param use: called with the path of the learned model when the user wants to use it
    """

    def __init__(self, ui, task, use: Callable[[Path], None]):
        self._ui = ui
        super().__init__(task, ui.learnButton, ui.learnProgressBar, ui.learnCancelButton, ui.learnLabel,
                         TaskTexts(_("Learning from {title}..."), _("Nothing was learned: {reason}"),
                                   _("Canceled; nothing was written.")))
        ui.learnButton.connect("clicked()", self._onLearn)
        ui.useLearnedButton.connect("clicked()", lambda: use(task.outcome.modelFile))

    def start(self, casesPath: str | Path, folder: str | Path) -> None:
        """Start learning; what keeps it from starting is shown.

        :param casesPath: CSV table of proven cases
        :param folder: for model.json and crossvalidation.json, which are written when all is done
        """
        self._start(casesPath, folder, self._ui.discountBox.value)

    def _onLearn(self) -> None:
        """Have the user choose the table of cases and the folder, and start."""
        window = slicer.util.mainWindow()
        casesPath = qt.QFileDialog.getOpenFileName(window, _("Table of proven cases"), "",
                                                   _("Tables of cases (*.csv)"))
        folder = casesPath and qt.QFileDialog.getExistingDirectory(window, _("Folder for the learned model"))
        if folder:
            self.start(casesPath, folder)

    def _succeeded(self, outcome) -> str:
        self._ui.useLearnedButton.setVisible(True)
        return _("{summary}\nWritten to {folder}.").format(summary=outcome.summary, folder=outcome.modelFile.parent)

    def _showRunning(self, isRunning: bool) -> None:
        super()._showRunning(isRunning)
        self._ui.discountBox.setEnabled(not isRunning)
        self._ui.useLearnedButton.setVisible(False)
