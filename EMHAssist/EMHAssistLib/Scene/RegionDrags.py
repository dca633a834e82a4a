"""Drags of regions with the mouse: when one begins and when it has ended."""

from __future__ import annotations

from collections.abc import Callable

import vtk
from slicer.util import VTKObservationMixin

from .CaseFields import Fields, fieldsOf
from .Nodes import markupsRegions


class RegionDrags(VTKObservationMixin):
    """Tells of each drag of a ROI node or closed curve once it has ended; costs nothing while it goes on.

    :param scene: the scene
    :param dragged: called with the node and its fields from before
    """

    def __init__(self, scene, dragged: Callable[[object, Fields], None]):
        VTKObservationMixin.__init__(self)
        self._scene, self._dragged = scene, dragged
        # By ID: a node that is dragged may be removed meanwhile.
        self._before: dict[str, Fields] = {}
        self._tags: dict[object, list[int]] = {}
        self.addObserver(scene, scene.NodeAddedEvent, self._onAdded)
        self.addObserver(scene, scene.NodeRemovedEvent, self._onRemoved)
        self.addObserver(scene, scene.EndBatchProcessEvent, lambda caller, event: self._watchAll())
        self._watchAll()

    @property
    def isDragging(self) -> bool:
        """Whether the mouse button is down on a region."""
        return bool(self._before)

    def stop(self) -> None:
        """Watch nothing any more."""
        self.removeObservers()
        for node in list(self._tags):
            self._unwatch(node)
        self._before = {}

    def _watchAll(self) -> None:
        nodes = markupsRegions(self._scene)
        for node in self._tags.keys() - set(nodes):
            self._unwatch(node)
        for node in nodes:
            self._watch(node)

    def _watch(self, node) -> None:
        if node not in self._tags:
            self._tags[node] = [node.AddObserver(node.PointStartInteractionEvent, self._onStart),
                                node.AddObserver(node.PointEndInteractionEvent, self._onEnd)]

    def _unwatch(self, node) -> None:
        for tag in self._tags.pop(node, ()):
            node.RemoveObserver(tag)

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def _onAdded(self, caller, event, node) -> None:
        if node.IsA("vtkMRMLMarkupsROINode") or node.IsA("vtkMRMLMarkupsClosedCurveNode"):
            self._watch(node)

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def _onRemoved(self, caller, event, node) -> None:
        self._unwatch(node)
        self._before.pop(node.GetID(), None)

    def _onStart(self, caller, event) -> None:
        self._before.setdefault(caller.GetID(), fieldsOf(caller))

    def _onEnd(self, caller, event) -> None:
        before = self._before.pop(caller.GetID(), None)
        if before is not None:
            self._dragged(caller, {name: before[name] for name in (("geometry",), ("points",)) if name in before})
