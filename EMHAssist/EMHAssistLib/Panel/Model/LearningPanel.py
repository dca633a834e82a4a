"""Learning from own cases: the files to choose, progress, and in words whether the learned model is better."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import qt
import slicer
from slicer.i18n import tr as _

from ...Files import replaceTexts
from ...Likelihood import Model
from ...Report.CohortFiles import MODEL_FILE, Learned, learn
from ..Widgets.BackgroundTask import BackgroundTask


class LearningPanel:
    """Fits a cohort in the background. It needs no scene, so that it goes on when the scene is closed.

    :param ui: the widgets learnButton, discountBox, learnProgressBar, learnCancelButton, learnLabel and
        useLearnedButton
    :param model: returns the model to start from; raises ValueError when there is none
    :param use: called with the path of the learned model when the user wants to use it
    """

    def __init__(self, ui, model: Callable[[], Model], use: Callable[[Path], None]):
        self._ui, self._model = ui, model
        self._task: BackgroundTask | None = None
        self._folder = Path()
        ui.learnButton.connect("clicked()", self._onLearn)
        ui.learnCancelButton.connect("clicked()", self.cancel)
        ui.useLearnedButton.connect("clicked()", lambda: use(self._folder / MODEL_FILE))
        self._showRunning(False)
        self._show("")

    @property
    def isRunning(self) -> bool:
        """True from the start until the files are written."""
        return self._task is not None

    def start(self, casesPath: str | Path, folder: str | Path) -> None:
        """Start learning; what keeps it from starting is shown.

        :param casesPath: CSV table of proven cases
        :param folder: for model.json and crossvalidation.json, which are written when all is done
        """
        if self.isRunning:
            return
        try:
            model, discount = self._model(), self._ui.discountBox.value
        except ValueError as error:
            self._show(str(error))
            return
        self._folder = Path(folder)
        self._task = BackgroundTask(lambda progress: learn(model, casesPath, discount, progress=progress),
                                    self._showProgress, self._onEnded)
        self._showRunning(True)
        self._showProgress(0.0)
        self._show(_("Learning from {name}...").format(name=Path(casesPath).name))
        self._task.start()

    def cancel(self) -> None:
        """Cancel, if it runs; nothing is written then."""
        if self._task is not None:
            self._task.cancel()
            self._show(_("Canceling..."))

    def cleanup(self) -> None:
        """Leave no thread behind."""
        if self._task is not None:
            self._task.abandon()
            self._task = None

    def _onLearn(self) -> None:
        """Have the user choose the table of cases and the folder, and start."""
        window = slicer.util.mainWindow()
        casesPath = qt.QFileDialog.getOpenFileName(window, _("Table of proven cases"), "",
                                                   _("Tables of cases (*.csv)"))
        folder = casesPath and qt.QFileDialog.getExistingDirectory(window, _("Folder for the learned model"))
        if folder:
            self.start(casesPath, folder)

    def _onEnded(self, learned: Learned | None, error: Exception | None) -> None:
        self._task = None
        self._showRunning(False)
        if learned is not None:
            try:
                replaceTexts(self._folder, learned.contents)
            except OSError as failure:
                error = failure
        if error is not None:
            if not isinstance(error, (ValueError, OSError)):
                logging.error("EMHAssist: learning from cases failed", exc_info=error)
            self._show(_("Nothing was learned: {reason}").format(reason=error))
        elif learned is None:
            self._show(_("Canceled; nothing was written."))
        else:
            self._show(_("{summary}\nWritten to {folder}.").format(summary=learned.summary, folder=self._folder))
            self._ui.useLearnedButton.setVisible(True)

    def _show(self, text: str) -> None:
        self._ui.learnLabel.setText(text)
        self._ui.learnLabel.setVisible(bool(text))

    def _showProgress(self, fraction: float) -> None:
        self._ui.learnProgressBar.setValue(round(100 * fraction))

    def _showRunning(self, running: bool) -> None:
        self._ui.learnButton.setEnabled(not running)
        self._ui.discountBox.setEnabled(not running)
        self._ui.learnProgressBar.setVisible(running)
        self._ui.learnCancelButton.setVisible(running)
        self._ui.useLearnedButton.setVisible(False)
