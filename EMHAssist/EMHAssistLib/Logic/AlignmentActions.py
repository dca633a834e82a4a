"""Alignment of series: how far the anatomy on each lies from where the regions were drawn, and moving it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from slicer.i18n import tr as _

from ..Case import Displacement
from ..Scene import Volumes
from ..Scene.AlignmentChecks import AlignmentCheck, computeChecks, planChecks, storeChecks
from ..Scene.Alignments import align, isAligned, undoAlignment
from .LiveCase import LiveCase
from .LongTask import LongTask, Work
from .Undoable import undoable


class AlignmentActions(LiveCase):
    """Alignment of series.

    ``alignmentCheck`` is what checkAlignment() does in the background; its outcome is what that returns.
    """

    def __init__(self) -> None:
        super().__init__()
        self.alignmentCheck = LongTask(self._alignmentWork)

    def planAlignmentCheck(self, onto=None) -> tuple[AlignmentCheck, ...]:
        """Return the series that can be checked.

        :param onto: vtkMRMLScalarVolumeNode to compare the others with; None for the one that the regions were drawn
            on, which is the first T1 where nobody knows
        :raises ValueError: there are no two series, or no lesion; or that volume is no series of the case
        """
        if onto is not None:
            Volumes.checkVolume(onto)  # one that is in no scene has no ID, as none has
        return planChecks(self._scene, self._reader.regions(), onto.GetID() if onto is not None else "")

    def checkAlignment(self, progress: Callable[[float], None] | None = None, onto=None) -> list:
        """Measure how far the anatomy around the lesions on each series lies from where another one shows it.

        Nothing is moved; what was found counts until voxels, geometry or transforms change, also in a saved scene.

        :param progress: called with the finished fraction, 0 to 1; may raise to cancel, then nothing has changed
        :param onto: see planAlignmentCheck
        :return: the volume nodes that were checked
        :raises ValueError: there is nothing to check
        """
        return self._alignmentWork(onto).run(progress or (lambda fraction: None))

    def _alignmentWork(self, onto=None) -> Work:
        checks = self.planAlignmentCheck(onto)
        return Work(", ".join(check.label for check in checks), partial(computeChecks, checks),
                    partial(self._storeChecks, checks))

    @undoable(lambda: _("Check alignment"))
    def _storeChecks(self, checks: tuple[AlignmentCheck, ...], found: Sequence[Displacement]) -> list:
        return storeChecks(self._scene, checks, found)

    @undoable(lambda: _("Align {name}"))
    def align(self, volumeNode):
        """Put a linear transform over a displaced series that brings its anatomy to where the regions were drawn.

        Voxels stay as they are; undoAlignment() takes the transform away.

        :param volumeNode: vtkMRMLScalarVolumeNode with a role
        :return: the vtkMRMLLinearTransformNode
        :raises ValueError: the displacement of this series is not known, or it is aligned already
        """
        Volumes.checkVolume(volumeNode)
        found = next((one.displacement for one in self._reader.series() if one.source == volumeNode.GetID()), None)
        if found is None:
            raise ValueError(f"{volumeNode.GetName()}: check the alignment first.")
        return align(self._scene, volumeNode, found)

    @undoable(lambda: _("Undo the alignment of {name}"))
    def undoAlignment(self, volumeNode) -> None:
        """Take the transform of align() away; the series is where it was before, and what was known of it as well.

        :param volumeNode: vtkMRMLScalarVolumeNode
        :raises ValueError: the series is not aligned
        """
        Volumes.checkVolume(volumeNode)
        undoAlignment(self._scene, volumeNode)

    def isAligned(self, volumeNode) -> bool:
        """Tell whether a series is under a transform of align().

        :param volumeNode: vtkMRMLScalarVolumeNode
        """
        return isAligned(volumeNode)
