"""Series: their roles, how they are shown, and bias field correction."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import slicer
from slicer.i18n import tr as _

from ..Case import Case
from ..Display.OwnPlanes import noteChoice, showInOwnPlanes, unchosen
from ..Display.SeriesLayout import isSeriesView
from ..Display.ShownVolume import showVolume
from ..Display.Views import sliceWidgets
from ..Scene import Volumes
from ..Scene.BiasCorrections import BiasCorrection, computeCorrections, planCorrections, storeCorrections
from ..Scene.SeriesOverview import SeriesOverview, SeriesRow
from .LiveCase import LiveCase
from .LongTask import LongTask, Work
from .Undoable import undoable


class SeriesActions(LiveCase):
    """Series: their roles, how they are shown, and bias field correction.

    ``biasCorrection`` is what correctBiasField() does in the background; its outcome is what that returns.
    """

    def __init__(self) -> None:
        super().__init__()
        self.biasCorrection = LongTask(self._biasCorrectionWork)
        self._seriesOverview = SeriesOverview(self._scene)

    @undoable(lambda: _("Role of {name}"))
    def setSequenceRole(self, volumeNode, role: str) -> None:
        """Give a volume a sequence role.

        :param volumeNode: vtkMRMLScalarVolumeNode
        :param role: "T1", "STIR", ...; see EMHAssistLib.Roles; "" takes the volume out of the case
        :raises ValueError: the role is unknown, or this is no volume of the scene
        """
        Volumes.setRole(volumeNode, role)

    def seriesOverview(self) -> tuple[SeriesRow, ...]:
        """Return for each volume its role, what the role was guessed from, its geometry, what is wrong with it, and
        what speaks against comparing it."""
        statements = self.result.comparability.statements if self.result is not None else ()
        return self._seriesOverview.rows(self._reader.series(), statements)

    def showSeries(self, volumeNode) -> None:
        """Show a volume in all slice views of the user, in the slices they show now as far as they meet the volume.

        Brightness and contrast are those of its role, unless somebody has chosen others.

        :param volumeNode: vtkMRMLScalarVolumeNode, with or without a role
        :raises ValueError: the volume is no longer in the scene, or has no voxels
        """
        showVolume(volumeNode, self._userSliceWidgets())
        noteChoice(self._userSliceWidgets())

    def showInOwnPlanes(self) -> list[str]:
        """Show in each slice view of the user the first series that was acquired in its plane, whole, as its slices
        lie, and through the largest lesion in the spinal canal, or else the largest.

        Where none was, the view shows the one with the thinnest slices, reformatted. Brightness and contrast are those
        of the roles, unless somebody has chosen others. When series get their first role by a guess, this is done of
        itself in the views whose volume nobody has chosen.

        :return: names of the views that show a reformat
        :raises ValueError: there are no views, or no series that can be shown
        """
        widgets, allSeries = self._userSliceWidgets(), self._reader.series()
        if not widgets:
            raise ValueError("There are no views to show the series in: start Slicer with its main window.")
        if all(series.image is None for series in allSeries):
            raise ValueError("There is no series to show: load the images, and give each its role.")
        return showInOwnPlanes(self._scene, widgets, allSeries, self._reader.regions())

    def _onNewSeries(self, case: Case) -> None:
        super()._onNewSeries(case)
        showInOwnPlanes(self._scene, unchosen(self._userSliceWidgets()), case.series, case.regions)

    def _userSliceWidgets(self) -> list:
        return [widget for widget in sliceWidgets(slicer.app.layoutManager())
                if not isSeriesView(widget.mrmlSliceNode())]

    def planBiasFieldCorrection(self) -> tuple[BiasCorrection, ...]:
        """Return the series that could be bias-corrected, by their coil, with the regions to do it by.

        :raises ValueError: there is no such series, or no reference region
        """
        return planCorrections(self._scene, self._reader.regions())

    def correctBiasField(self, progress: Callable[[float], None] | None = None) -> list:
        """Remove the bias field from the MR series for which that is shown to help, into new volumes.

        Ratios of the series as acquired go on to count; those of the corrected ones are shown beside them.

        :param progress: called with the finished fraction, 0 to 1; may raise to cancel, then nothing has changed
        :return: the corrected volume nodes, each referenced from its original
        :raises ValueError: it is shown to help for none of them; says why
        """
        outcome = self._biasCorrectionWork().run(progress or (lambda fraction: None))
        if outcome.refusals and not outcome.nodes:
            raise ValueError(" ".join(f"{refusal}." for refusal in outcome.refusals))
        return list(outcome.nodes)

    def _biasCorrectionWork(self) -> Work:
        corrections = self.planBiasFieldCorrection()
        return Work(", ".join(correction.label for correction in corrections), partial(computeCorrections, corrections),
                    partial(storeCorrections, self._scene, corrections))

    # Former names, for scripts that use them.
    planCoilCorrection = planBiasFieldCorrection
    correctCoil = correctBiasField
