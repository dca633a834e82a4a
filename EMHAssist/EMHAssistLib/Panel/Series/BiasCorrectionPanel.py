"""Button, progress and outcome of the bias field correction."""

from __future__ import annotations

from collections.abc import Sequence

import slicer
from slicer.i18n import tr as _

from ...Case import Series
from ...Scene.CorrectedVolumes import isOutdated
from ...Scene.Volumes import series
from ..Widgets.TaskPanel import TaskPanel, TaskTexts


class BiasCorrectionPanel(TaskPanel):
    """Corrects all series in the background, and says which are corrected.

    :param ui: the widgets biasFieldButton, biasFieldProgressBar, biasFieldCancelButton and biasFieldLabel
    :param task: LongTask of the correction
    """

    def __init__(self, ui, task):
        super().__init__(task, ui.biasFieldButton, ui.biasFieldProgressBar, ui.biasFieldCancelButton, ui.biasFieldLabel,
                         TaskTexts(_("Correcting {title}..."), _("Not corrected: {reason}"),
                                   _("Canceled; nothing has changed.")))
        ui.biasFieldButton.connect("clicked()", self._start)
        task.ended.connect(lambda: self.refresh(series(slicer.mrmlScene)))

    def refresh(self, usedSeries: Sequence[Series]) -> None:
        """Say which series are corrected; why one could not be stays in sight until the next start.

        :param usedSeries: the series of the case; without any there is nothing to start
        """
        if self.isRunning:
            return
        self._startButton.setEnabled(bool(usedSeries))
        if not usedSeries:
            self.outcome = ""
        done = [one.label for one in usedSeries if one.corrected is not None]
        old = [one.label for one in usedSeries if isOutdated(slicer.mrmlScene.GetNodeByID(one.source))]
        parts = [self.outcome] if self.outcome else []
        parts += [_("Corrected: {names}.").format(names=", ".join(done))] if done else []
        parts += [_("Voxels have changed; correct again: {names}.").format(names=", ".join(old))] if old else []
        self._say(" ".join(parts))

    def _succeeded(self, outcome) -> str:
        # Which are corrected is said by refresh().
        return " ".join(self._texts.failed.format(reason=f"{refusal}.") for refusal in outcome.refusals)
