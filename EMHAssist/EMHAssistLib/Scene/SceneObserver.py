"""Tells when anything in the scene that a case depends on has changed."""

from __future__ import annotations

from collections.abc import Callable

import slicer
import vtk
from slicer.util import VTKObservationMixin

from .Nodes import nodesByClass
from .Volumes import candidateVolumes

_SEGMENTATION_EVENTS = ("SegmentAdded", "SegmentRemoved", "SegmentModified", "RepresentationModified",
                        "SourceRepresentationModified", "ContainedRepresentationNamesModified")


class SceneObserver(VTKObservationMixin):
    """Watches volumes, ROI nodes, segmentations and their transforms, and nodes coming and going.

    :param scene: the scene
    :param changed: called without arguments at every event, many times during a drag; has to be cheap
    """

    def __init__(self, scene, changed: Callable[[], None]):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._changed = changed
        # What is observed of each node: a segmentation node can be given another segmentation meanwhile.
        self._watched: dict[object, list[tuple[object, int]]] = {}
        for event in (scene.NodeAddedEvent, scene.NodeRemovedEvent, scene.EndBatchProcessEvent, scene.EndUndoEvent,
                      scene.EndRedoEvent):
            self.addObserver(scene, event, self._onSceneChanged)
        self._watchNodes()

    def stop(self) -> None:
        """Watch nothing any more."""
        self.removeObservers()
        self._watched.clear()

    def _onSceneChanged(self, caller, event) -> None:
        if self._scene.IsBatchProcessing():
            return  # the end of the batch is an event of its own
        self._watchNodes()
        self._changed()

    def _onNodeChanged(self, caller, event) -> None:
        if not self._scene.IsBatchProcessing():
            self._changed()

    def _watchNodes(self) -> None:
        nodes = set(candidateVolumes(self._scene))
        nodes |= set(nodesByClass(self._scene, "vtkMRMLMarkupsROINode"))
        nodes |= set(nodesByClass(self._scene, "vtkMRMLSegmentationNode"))
        for node in self._watched.keys() - nodes:
            for watched, event in self._watched.pop(node):
                self.removeObserver(watched, event, self._onNodeChanged)
        for node in nodes - self._watched.keys():
            self._watched[node] = _events(node)
            for watched, event in self._watched[node]:
                self.addObserver(watched, event, self._onNodeChanged)


def _events(node) -> list[tuple[object, int]]:
    """Return the objects and events that tell of a change of a node's content or place."""
    events = [(node, vtk.vtkCommand.ModifiedEvent), (node, slicer.vtkMRMLTransformableNode.TransformModifiedEvent)]
    if node.IsA("vtkMRMLVolumeNode"):
        events.append((node, slicer.vtkMRMLVolumeNode.ImageDataModifiedEvent))
    elif node.IsA("vtkMRMLMarkupsNode"):
        events.append((node, slicer.vtkMRMLMarkupsNode.PointModifiedEvent))
    elif node.IsA("vtkMRMLSegmentationNode"):
        segmentation = node.GetSegmentation()
        events += [(segmentation, getattr(slicer.vtkSegmentation, name)) for name in _SEGMENTATION_EVENTS]
    return events
