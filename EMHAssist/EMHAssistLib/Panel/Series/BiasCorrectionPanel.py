"""Button, progress and outcome of the bias field correction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from slicer.i18n import tr as _

from ...Case import Series
from ...Scene import Volumes
from ...Scene.BiasCorrections import BiasCorrection, computeCorrections, storeCorrections
from ...Scene.CorrectedVolumes import isOutdated
from ..Widgets.BackgroundTask import BackgroundTask


class BiasCorrectionPanel:
    """Corrects all series in the background.

    :param ui: the widgets biasFieldButton, biasFieldProgressBar, biasFieldCancelButton and biasFieldLabel
    :param scene: the scene
    :param plan: returns what has to be done; raises ValueError when nothing can be
    """

    def __init__(self, ui, scene, plan: Callable[[], Sequence[BiasCorrection]]):
        self._ui, self._scene, self._plan = ui, scene, plan
        self._task: BackgroundTask | None = None
        self._outcome = ""
        ui.biasFieldButton.connect("clicked()", self.start)
        ui.biasFieldCancelButton.connect("clicked()", self.cancel)
        self._showRunning(False)
        self._say("")

    @property
    def isRunning(self) -> bool:
        """True from the start until the result is in the scene."""
        return self._task is not None

    def refresh(self, usedSeries: Sequence[Series]) -> None:
        """Say which series are corrected; why one could not be stays in sight until the next start.

        :param usedSeries: the series of the case; without any there is nothing to start
        """
        if self.isRunning:
            return
        self._ui.biasFieldButton.setEnabled(bool(usedSeries))
        if not usedSeries:
            self._outcome = ""
        done = [series.label for series in usedSeries if series.corrected is not None]
        old = [series.label for series in usedSeries if isOutdated(self._scene.GetNodeByID(series.source))]
        parts = [self._outcome] if self._outcome else []
        parts += [_("Corrected: {names}.").format(names=", ".join(done))] if done else []
        parts += [_("Voxels have changed; correct again: {names}.").format(names=", ".join(old))] if old else []
        self._say(" ".join(parts))

    def start(self) -> None:
        """Start the correction; what keeps it from starting is shown."""
        if self.isRunning:
            return
        try:
            corrections = self._plan()
        except ValueError as error:
            self._outcome = str(error)
            self._say(self._outcome)
            return
        self._outcome = ""
        self._task = BackgroundTask(lambda progress: computeCorrections(corrections, progress), self._showProgress,
                                    lambda arrays, error: self._onEnded(corrections, arrays, error))
        self._showRunning(True)
        self._showProgress(0.0)
        self._say(_("Correcting {names}...").format(names=", ".join(correction.label for correction in corrections)))
        self._task.start()

    def cancel(self) -> None:
        """Cancel the correction, if it runs; the scene stays as it was."""
        if self._task is not None:
            self._task.cancel()
            self._say(_("Canceling..."))

    def cleanup(self) -> None:
        """Leave no thread behind."""
        if self._task is not None:
            self._task.abandon()
            self._task = None

    def _onEnded(self, corrections: Sequence[BiasCorrection], arrays, error: Exception | None) -> None:
        self._task = None
        self._showRunning(False)
        if error is not None:
            logging.warning("EMHAssist: bias field correction failed", exc_info=None if isinstance(error, ValueError)
                            else (type(error), error, error.__traceback__))
            self._outcome = _("Not corrected: {reason}").format(reason=error)
        elif arrays is None:
            self._outcome = _("Canceled; nothing has changed.")
        else:
            storeCorrections(self._scene, corrections, arrays)
        self.refresh(Volumes.series(self._scene))

    def _say(self, text: str) -> None:
        self._ui.biasFieldLabel.setText(text)
        self._ui.biasFieldLabel.setVisible(bool(text))

    def _showProgress(self, fraction: float) -> None:
        self._ui.biasFieldProgressBar.setValue(round(100 * fraction))

    def _showRunning(self, running: bool) -> None:
        self._ui.biasFieldButton.setEnabled(not running)
        self._ui.biasFieldProgressBar.setVisible(running)
        self._ui.biasFieldCancelButton.setVisible(running)
