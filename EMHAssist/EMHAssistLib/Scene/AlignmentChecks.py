"""Displacement of the series of a scene, in three steps: what has to be looked at, the computation, which may run in
another thread as it does not touch the scene, and what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..Case import Displacement, Region, Series
from ..Displacement import displacementOf
from ..Measurement import Image, Shape
from ..Roles import regionRole
from .StoredDisplacements import contentOf, storeDisplacement
from .Volumes import series

_FIRST_CHOICE = "T1"


@dataclass(frozen=True, eq=False)
class AlignmentCheck:
    """A series to look at.

    :param volumeId: ID of the volume node
    :param label: label of the series
    :param ontoId: ID of the volume that the regions were drawn on
    :param onto: label of that
    :param lesions: what to look around
    :param content: of both volumes; see StoredDisplacements
    """

    volumeId: str
    label: str
    image: Image
    ontoId: str
    onto: str
    ontoImage: Image
    lesions: tuple[Shape, ...]
    content: list

    def compute(self, progress: Callable[[float], None] | None = None) -> Displacement:
        """Return the displacement; see Displacement.displacementOf."""
        return displacementOf(self.ontoImage, self.image, self.lesions, progress, self.onto)


def planChecks(scene, regions: Sequence[Region], onto: str = "") -> tuple[AlignmentCheck, ...]:
    """Return the series of a scene that can be looked at: all but the one that the regions were drawn on.

    :param onto: ID of the volume to compare the others with; "" for the one that the regions were drawn on
    :raises ValueError: there are no two series, or no lesion; or no such volume among them
    """
    lesions = [region for region in regions if region.shape is not None and regionRole(region.role).isLesion]
    usable = [one for one in series(scene) if one.image is not None]
    if len(usable) < 2:
        raise ValueError("Checking the alignment needs two series; give another volume a role such as T2.")
    if not lesions:
        raise ValueError("Checking the alignment needs a region on a lesion, to look around it; place one.")
    fixed = _drawnOn(scene, usable, lesions)
    if onto:
        fixed = next((one for one in usable if one.source == onto), None)
        if fixed is None:
            raise ValueError("The volume to compare with is not a series of this case; give it a role such as T1.")
    ontoNode, shapes = scene.GetNodeByID(fixed.source), tuple(region.shape for region in lesions)
    return tuple(AlignmentCheck(one.source, one.label, one.image, fixed.source, fixed.label, fixed.image, shapes,
                                contentOf(scene.GetNodeByID(one.source), ontoNode))
                 for one in usable if one is not fixed)


def _drawnOn(scene, usable: Sequence[Series], lesions: Sequence[Region]) -> Series:
    """Return the series that most lesions were drawn on; where nobody knows, the first T1, else the first one."""
    votes = Counter(volumeId for region in lesions for volumeId in _drawnOnIds(scene.GetNodeByID(region.source.item)))
    found = max(usable, key=lambda one: votes[one.source])
    if votes[found.source]:
        return found
    return next((one for one in usable if one.role == _FIRST_CHOICE), usable[0])


def _drawnOnIds(node) -> set[str]:
    """Return the IDs of the volumes that Slicer knows a region was drawn on."""
    if node is None:
        return set()
    if node.IsA("vtkMRMLSegmentationNode"):
        return {node.GetNodeReferenceID(node.GetReferenceImageGeometryReferenceRole()) or ""}
    return {node.GetNthControlPointAssociatedNodeID(index) for index in range(node.GetNumberOfControlPoints())}


def computeChecks(checks: Sequence[AlignmentCheck],
                  progress: Callable[[float], None] | None = None) -> list[Displacement]:
    """Return the displacement of each series. Does not touch the scene.

    :param progress: called with the finished fraction, 0 to 1, of all; may raise to cancel
    """
    count = len(checks)
    return [check.compute(progress and (lambda part, number=number: progress((number + part) / count)))
            for number, check in enumerate(checks)]


def storeChecks(scene, checks: Sequence[AlignmentCheck], found: Sequence[Displacement]) -> list:
    """Keep what was found; volumes that have been removed meanwhile are left out.

    :return: the volume nodes that were looked at
    """
    stored = []
    for check, displacement in zip(checks, found):
        node, ontoNode = scene.GetNodeByID(check.volumeId), scene.GetNodeByID(check.ontoId)
        if node is not None and ontoNode is not None:
            storeDisplacement(node, ontoNode, displacement, check.content)
            stored.append(node)
    return stored
