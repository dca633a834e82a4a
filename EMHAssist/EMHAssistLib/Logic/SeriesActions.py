"""Series: their roles, how they are shown, and bias field correction."""

from __future__ import annotations

from collections.abc import Callable

import slicer

from ..Display.SeriesLayout import isSeriesView
from ..Display.ShownVolume import showVolume
from ..Display.Views import sliceWidgets
from ..Display.WindowLevel import setWindowLevel
from ..Scene import Volumes
from ..Scene.BiasCorrections import BiasCorrection, computeCorrections, planCorrections, storeCorrections
from ..Scene.SeriesOverview import SeriesRow
from .SampleData import loadSample


class SeriesActions:
    """Series: their roles, how they are shown, and bias field correction."""

    def loadSample(self) -> list:
        """Load the synthetic case into the scene: four series of a thoracic spine with lesions, regions placed.

        :return: the volume nodes
        """
        return loadSample()

    def setSequenceRole(self, volumeNode, role: str) -> None:
        """Give a volume a sequence role.

        :param volumeNode: vtkMRMLScalarVolumeNode
        :param role: "T1", "STIR", ...; see EMHAssistLib.Roles; "" takes the volume out of the case
        :raises ValueError: the role is unknown, or this is no volume of the scene
        """
        Volumes.setRole(volumeNode, role)

    def seriesOverview(self) -> tuple[SeriesRow, ...]:
        """Return for each volume its role, what the role was guessed from, its geometry, and what is wrong with it."""
        return self._seriesOverview.rows(self._seriesReader.series(slicer.mrmlScene))

    def showSeries(self, volumeNode) -> None:
        """Show a volume in all slice views of the user, in the slices they show now as far as they meet the volume.

        Brightness and contrast are those of its role, unless somebody has chosen others.

        :param volumeNode: vtkMRMLScalarVolumeNode, with or without a role
        :raises ValueError: the volume is no longer in the scene, or has no voxels
        """
        showVolume(volumeNode, self._userSliceWidgets())

    def showAllSeries(self) -> None:
        """Show all series of the case side by side, linked, in the plane most of them were acquired in.

        Each is in a slice view of its own that bears its role; the views of the user are left alone. Brightness and
        contrast are those of the roles, unless somebody has chosen others. A scene that is saved meanwhile opens in the
        layout of whoever opens it. restoreLayout(), another layout, and closing the scene end it.

        :raises ValueError: there is no main window, or no series that can be shown
        """
        allSeries = self._seriesReader.series(slicer.mrmlScene)
        for series in allSeries:
            setWindowLevel(slicer.mrmlScene.GetNodeByID(series.key[0]), series.role)
        self._seriesLayout.show(allSeries)
        # The views get their sizes from the event loop, and what fits depends on them.
        slicer.app.processEvents()
        if self.showsAllSeries:
            self._seriesLayout.fit(self._seriesReader.series(slicer.mrmlScene))

    def restoreLayout(self) -> None:
        """Give the user's layout back after showAllSeries, with all in it as it was; nothing of ours is left."""
        self._seriesLayout.restore()

    @property
    def showsAllSeries(self) -> bool:
        """Whether the series are side by side now."""
        return self._seriesLayout.isShown

    def _userSliceWidgets(self) -> list:
        return [widget for widget in sliceWidgets(slicer.app.layoutManager())
                if not isSeriesView(widget.mrmlSliceNode())]

    def planBiasFieldCorrection(self) -> tuple[BiasCorrection, ...]:
        """Return the series that can be bias-corrected, with the regions to do it by.

        :raises ValueError: there is no such series, or no reference region
        """
        return planCorrections(slicer.mrmlScene, self._regionReader.regions(slicer.mrmlScene))

    def correctBiasField(self, progress: Callable[[float], None] | None = None) -> list:
        """Remove the bias field from all MR series, into new volumes; both values are measured from then on.

        :param progress: called with the finished fraction, 0 to 1; may raise to cancel, then nothing has changed
        :return: the corrected volume nodes, each referenced from its original
        :raises ValueError: there is nothing to correct, or too little reference tissue to do it by
        """
        corrections = self.planBiasFieldCorrection()
        return storeCorrections(slicer.mrmlScene, corrections, computeCorrections(corrections, progress))

    # Former names, for scripts that use them.
    planCoilCorrection = planBiasFieldCorrection
    correctCoil = correctBiasField
