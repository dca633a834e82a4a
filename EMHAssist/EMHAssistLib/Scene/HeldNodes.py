"""Nodes of ours that are taken out of a scene, and can be put back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import slicer
import vtk

from .Nodes import nodesByClass

# What of Slicer refers to any node for a moment only.
_OWN_ROLES = ("ActivePlaceNode",)


@dataclass(frozen=True, eq=False)
class HeldNode:
    """A node that is out of the scene, with what the scene forgets of it.

    :param displays: its display nodes
    :param storage: its storage node, or None
    :param transform: its parent transform, or None
    :param parts: (role, node) that it refers to and that went with it
    :param referring: (vtkWeakReference, role) of the nodes that refer to it: volumes are large
    :param following: vtkWeakReference to the next node of its class in the scene, or None
    :param folder: item of the subject hierarchy that it lay in, 0 for none
    """

    node: object
    displays: tuple = ()
    storage: object = None
    transform: object = None
    parts: tuple[tuple[str, object], ...] = ()
    referring: tuple[tuple[object, str], ...] = ()
    following: object = None
    folder: int = 0


def takeOut(scene, node, parts: tuple[tuple[str, object], ...] = ()) -> HeldNode:
    """Take a node out of a scene.

    :param parts: (role, node) that it refers to and that go with it
    """
    displays: tuple = ()
    storage = transform = None
    if node.IsA("vtkMRMLDisplayableNode"):
        displays = tuple(node.GetNthDisplayNode(index) for index in range(node.GetNumberOfDisplayNodes()))
    if node.IsA("vtkMRMLStorableNode"):
        storage = node.GetStorageNode()
    if node.IsA("vtkMRMLTransformableNode"):
        transform = node.GetParentTransformNode()
    folders = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    item = folders.GetItemByDataNode(node) if folders else 0
    held = HeldNode(node, displays, storage, transform, parts, tuple(_referring(scene, node)), _following(scene, node),
                    folders.GetItemParent(item) if item else 0)
    for _role, part in parts:
        scene.RemoveNode(part)
    scene.RemoveNode(node)
    # Slicer removes some of them itself.
    for part in (*displays, storage):
        if part is not None and scene.IsNodePresent(part):
            scene.RemoveNode(part)
    return held


def putBack(scene, held: HeldNode) -> None:
    """Put a node back into a scene. It may get another ID than it had: another node may have got that."""
    node = held.node
    # The parts first, and by the ids that they have now.
    displays = [scene.AddNode(display).GetID() for display in held.displays]
    storage = scene.AddNode(held.storage).GetID() if held.storage else None
    parts = [(role, scene.AddNode(part).GetID()) for role, part in held.parts]
    if node.IsA("vtkMRMLDisplayableNode"):
        node.RemoveNodeReferenceIDs(node.GetDisplayNodeReferenceRole())
        for display in displays:
            node.AddAndObserveDisplayNodeID(display)
    if node.IsA("vtkMRMLStorableNode"):
        node.SetAndObserveStorageNodeID(storage)
    if node.IsA("vtkMRMLTransformableNode"):
        node.SetAndObserveTransformNodeID(None)
    _insert(scene, held)
    # Which does not look for what the node refers to, unless at the end of the scene.
    for number, display in enumerate(displays):
        node.SetAndObserveNthDisplayNodeID(number, display)
    for role, part in parts:
        node.SetNodeReferenceID(role, part)
    if held.transform is not None and scene.IsNodePresent(held.transform):
        node.SetAndObserveTransformNodeID(held.transform.GetID())
    for reference, role in held.referring:
        other = reference.Get()
        if other is not None and scene.IsNodePresent(other) and not other.HasNodeReferenceID(role, node.GetID()):
            other.AddNodeReferenceID(role, node.GetID())
    _putInFolder(scene, held)


def _insert(scene, held: HeldNode) -> None:
    """Add the node where it was: the order of the scene is that of the tables."""
    following = held.following.Get() if held.following is not None else None
    if following is None or not scene.IsNodePresent(following):
        scene.AddNode(held.node)
    else:
        scene.InsertBeforeNode(following, held.node)


def _following(scene, node):
    nodes = nodesByClass(scene, node.GetClassName())
    later = nodes[nodes.index(node) + 1:]
    return weakly(later[0]) if later else None


def _putInFolder(scene, held: HeldNode) -> None:
    folders = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    if held.folder:
        items = vtk.vtkIdList()
        folders.GetItemChildren(folders.GetSceneItemID(), items, True)
        if items.IsId(held.folder) >= 0:  # else it is gone, too
            folders.SetItemParent(folders.GetItemByDataNode(held.node), held.folder)


def _referring(scene, node) -> Iterator[tuple[object, str]]:
    """Return the nodes that refer to a node, such as those of Crop Volume, and in which role."""
    for other in nodesByClass(scene, "vtkMRMLNode"):
        for index in range(other.GetNumberOfNodeReferenceRoles()):
            role = other.GetNthNodeReferenceRole(index)
            if role not in _OWN_ROLES and other.HasNodeReferenceID(role, node.GetID()):
                yield weakly(other), role


def weakly(node):
    """Return a reference to a node that does not keep it."""
    reference = vtk.vtkWeakReference()
    reference.Set(node)
    return reference
