"""Regions that the user has deleted, and can have back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import slicer
import vtk
from slicer.util import VTKObservationMixin

from .Nodes import nodesByClass
from .RegionEdits import checkThere, isThere
from .Regions import RegionSource

# More than anybody wants back; each keeps its nodes in memory.
_MOST = 100
# What of Slicer refers to any node for a moment only.
_OWN_ROLES = ("ActivePlaceNode",)


@dataclass(frozen=True)
class _RemovedNode:
    """A ROI node or curve that is out of the scene, with what the scene forgets of it.

    :param displays: its display nodes
    :param storage: its storage node, or None
    :param transform: its parent transform, or None
    :param referring: (node, role) of the nodes that refer to it
    :param folder: item of the subject hierarchy that it lay in, 0 for none
    """

    node: object
    displays: tuple
    storage: object
    transform: object
    referring: tuple[tuple[object, str], ...]
    folder: int


@dataclass(frozen=True)
class _RemovedSegment:
    """A segment that is out of the case; it stays in its segmentation."""

    source: RegionSource
    role: str


class RemovedRegions(VTKObservationMixin):
    """Deletes regions and puts them back, the last one first. Forgets them when the scene is closed.

    Slicer's undo is off by default, and would take back much else.

    :param scene: the scene
    """

    def __init__(self, scene):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._removed: list[_RemovedNode | _RemovedSegment] = []
        self.addObserver(scene, scene.StartCloseEvent, self._onSceneClosed)

    @property
    def names(self) -> list[str]:
        """Names of what can be restored, the last one deleted first."""
        return [entry.source.name if isinstance(entry, _RemovedSegment) else entry.node.GetName()
                for entry in reversed(self._usable())]

    def delete(self, source: RegionSource) -> None:
        """Take a ROI node or curve out of the scene, or a segment out of the case.

        :raises ValueError: the region is no longer there, or the segment is not in the case
        """
        checkThere(source)
        if source.segmentId:
            if not source.role:
                raise ValueError(f"{source.name} is not in the case. Segments are deleted in the Segment Editor.")
            self._removed.append(_RemovedSegment(source, source.role))
            source.setRole("")
        else:
            self._removed.append(_remove(self._scene, source.node))
        del self._removed[:-_MOST]

    def restore(self) -> RegionSource:
        """Put back what was deleted last, where and as it was.

        :return: the region
        :raises ValueError: nothing is left to restore
        """
        self._removed = self._usable()
        if not self._removed:
            raise ValueError("No deleted region is left to restore.")
        entry = self._removed.pop()
        if isinstance(entry, _RemovedSegment):
            entry.source.setRole(entry.role)
            return entry.source
        _putBack(self._scene, entry)
        return RegionSource(entry.node)

    def clear(self) -> None:
        """Forget all."""
        self._removed = []

    def _usable(self) -> list:
        """Return what can still be restored: a segmentation may be gone, or a node be back by Slicer's own undo."""
        return [entry for entry in self._removed
                if (isinstance(entry, _RemovedSegment) and isThere(entry.source))
                or (isinstance(entry, _RemovedNode) and not self._scene.IsNodePresent(entry.node))]

    def _onSceneClosed(self, caller, event) -> None:
        self.clear()


def _remove(scene, node) -> _RemovedNode:
    displays = tuple(node.GetNthDisplayNode(index) for index in range(node.GetNumberOfDisplayNodes()))
    folders = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    item = folders.GetItemByDataNode(node) if folders else 0
    removed = _RemovedNode(node, displays, node.GetStorageNode(), node.GetParentTransformNode(),
                           tuple(_referring(scene, node)), folders.GetItemParent(item) if item else 0)
    scene.RemoveNode(node)
    # Slicer removes some of them itself.
    for part in (*displays, removed.storage):
        if part is not None and scene.IsNodePresent(part):
            scene.RemoveNode(part)
    return removed


def _referring(scene, node) -> Iterator[tuple[object, str]]:
    """Return the nodes that refer to a node, such as those of Crop Volume, and in which role."""
    for other in nodesByClass(scene, "vtkMRMLNode"):
        for index in range(other.GetNumberOfNodeReferenceRoles()):
            role = other.GetNthNodeReferenceRole(index)
            if role not in _OWN_ROLES and other.HasNodeReferenceID(role, node.GetID()):
                yield other, role


def _putBack(scene, removed: _RemovedNode) -> None:
    node = removed.node
    # The parts first, and by the ids that they have now: another node may have got the old ones.
    node.RemoveNodeReferenceIDs(node.GetDisplayNodeReferenceRole())
    for display in removed.displays:
        node.AddAndObserveDisplayNodeID(scene.AddNode(display).GetID())
    node.SetAndObserveStorageNodeID(scene.AddNode(removed.storage).GetID() if removed.storage else None)
    node.SetAndObserveTransformNodeID(None)
    scene.AddNode(node)
    if removed.transform is not None and scene.IsNodePresent(removed.transform):
        node.SetAndObserveTransformNodeID(removed.transform.GetID())
    for other, role in removed.referring:
        if scene.IsNodePresent(other):
            other.AddNodeReferenceID(role, node.GetID())
    folders = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if removed.folder:
        items = vtk.vtkIdList()
        folders.GetItemChildren(folders.GetSceneItemID(), items, True)
        if items.IsId(removed.folder) >= 0:  # else it is gone, too
            folders.SetItemParent(folders.GetItemByDataNode(node), removed.folder)
