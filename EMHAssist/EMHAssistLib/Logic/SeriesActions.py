"""Series: their roles and coil correction."""

from __future__ import annotations

from collections.abc import Callable

import slicer

from ..Scene import Volumes
from ..Scene.CoilCorrections import CoilCorrection, computeCorrections, planCorrections, storeCorrections


class SeriesActions:
    """Series: their roles and coil correction."""

    def setSequenceRole(self, volumeNode, role: str) -> None:
        """Give a volume a sequence role ("T1", "STIR", ...; see EMHAssistLib.Roles); "" takes it out of the case.

        :raises ValueError: the role is unknown
        """
        Volumes.setRole(volumeNode, role)

    def planCoilCorrection(self) -> tuple[CoilCorrection, ...]:
        """Return the series that can be coil-corrected, with the regions to do it by.

        :raises ValueError: there is no such series, or no reference region
        """
        return planCorrections(slicer.mrmlScene, self._regionReader.regions(slicer.mrmlScene))

    def correctCoil(self, progress: Callable[[float], None] | None = None) -> list:
        """Take the shading of the coil out of all MR series, into new volumes; both values are measured from then on.

        :param progress: called with the finished fraction, 0 to 1; may raise to cancel, then nothing has changed
        :return: the corrected volume nodes, each referenced from its original
        :raises ValueError: there is nothing to correct, or too little reference tissue to do it by
        """
        corrections = self.planCoilCorrection()
        return storeCorrections(slicer.mrmlScene, corrections, computeCorrections(corrections, progress))
