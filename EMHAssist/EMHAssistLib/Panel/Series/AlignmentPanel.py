"""Buttons, progress and outcome of the alignment check, and the alignment of what is displaced."""

from __future__ import annotations

from collections.abc import Sequence

import slicer
from slicer.i18n import tr as _

from ...Analysis.SeriesChecks.Displaced import TOPIC
from ...Case import Series
from ...Comparability import Comparability, Consequence
from ...Scene.StoredDisplacements import isDisplacementOutdated
from ..Widgets.PlainText import buttonText
from ..Widgets.TaskPanel import TaskPanel, TaskTexts
from .Flicker import Flicker


class AlignmentPanel(TaskPanel):
    """Checks all series in the background, says how far each is displaced, and aligns those that are.

    :param ui: the widgets alignmentButton, alignmentProgressBar, alignmentCancelButton, alignmentLabel, alignButton and
        flickerButton
    :param logic: the logic; alignmentCheck is its LongTask
    """

    def __init__(self, ui, logic):
        super().__init__(logic.alignmentCheck, ui.alignmentButton, ui.alignmentProgressBar, ui.alignmentCancelButton,
                         ui.alignmentLabel, TaskTexts(_("Checking {title}..."), _("Not checked: {reason}"),
                                                      _("Canceled; nothing has changed.")))
        self._logic, self._alignButton, self._flickerButton = logic, ui.alignButton, ui.flickerButton
        self._displaced: list[Series] = []
        self._aligned: list[Series] = []
        self._shown: tuple = ()
        self._flicker = Flicker(ui.flickerButton, logic.showSeries)
        ui.alignmentButton.connect("clicked()", self._start)
        ui.alignButton.connect("clicked()", self._onAlign)
        ui.flickerButton.connect("toggled(bool)", self._onFlicker)
        self.refresh((), Comparability())

    def refresh(self, usedSeries: Sequence[Series], comparability: Comparability) -> None:
        """Say how far each series is displaced; why one could not be checked stays in sight until the next start.

        :param usedSeries: the series of the case; without two there is nothing to start
        :param comparability: what there is to say of them
        """
        nodes = [(one, slicer.mrmlScene.GetNodeByID(one.source)) for one in usedSeries]
        labels = {one.source: one.label for one in usedSeries}
        aligned = [one for one, node in nodes if node is not None and self._logic.isAligned(node)]
        old = [one for one, node in nodes if node is not None and isDisplacementOutdated(node, labels)]
        said = [statement for statement in comparability.statements if statement.topic == TOPIC]
        shown = (tuple(usedSeries), aligned, old, said, self.outcome, self.isRunning)
        if shown == self._shown:
            return
        self._shown = shown
        wrong = {label for statement in said if statement.consequence != Consequence.FINE
                 for label in statement.series}
        self._aligned = aligned
        self._displaced = [one for one in usedSeries if one.label in wrong and one not in aligned]
        self._showButtons()
        if self.isRunning:
            return
        self._startButton.setEnabled(len(usedSeries) > 1)
        parts = [self.outcome] if self.outcome else []
        parts += [f"{', '.join(statement.series)}: {statement.reason}." for statement in said]
        parts += [_("Something has changed; check again: {names}.").format(names=_names(old))] if old else []
        self._say("\n".join(parts))

    def _showButtons(self) -> None:
        isUseful = bool(self._displaced or self._aligned)
        self._alignButton.setText(buttonText(_("Align {names}").format(names=_names(self._displaced)))
                                  if self._displaced else _("Undo alignment"))
        self._alignButton.setVisible(isUseful)
        self._flickerButton.setVisible(isUseful)
        if not isUseful:
            self._flickerButton.setChecked(False)

    def stop(self) -> None:
        """Show series in turn no longer."""
        self._flickerButton.setChecked(False)

    def cleanup(self) -> None:
        """Leave nothing behind."""
        self._flicker.cleanup()

    def _succeeded(self, outcome) -> str:
        return ""  # refresh() says it, once there is a new result

    def _onAlign(self) -> None:
        act = self._logic.align if self._displaced else self._logic.undoAlignment
        for one in self._displaced or self._aligned:
            try:
                act(slicer.mrmlScene.GetNodeByID(one.source))
            except ValueError as error:
                slicer.util.showStatusMessage(str(error), 5000)

    def _onFlicker(self, isOn: bool) -> None:
        chosen = (self._displaced or self._aligned)[:1]
        onto = {one.displacement.onto for one in chosen if one.displacement}
        result = self._logic.result
        fixed = [one for one in result.case.series if one.label in onto] if result else []
        self._flicker.show([one.source for one in (*fixed, *chosen)] if isOn and fixed else [])


def _names(series: Sequence[Series]) -> str:
    return ", ".join(one.label for one in series)
