"""Tells when anything in the scene that a case depends on has changed."""

from __future__ import annotations

from collections.abc import Callable

import slicer
import vtk
from slicer.util import VTKObservationMixin

from .Nodes import markupsRegions, nodesByClass
from .Volumes import imageVolumes

_EVENTS = (vtk.vtkCommand.ModifiedEvent, slicer.vtkMRMLTransformableNode.TransformModifiedEvent)
# What tells of a change of content, by class. A segmentation node repeats the events of its segmentation.
_CONTENT_EVENTS = {
    "vtkMRMLVolumeNode": (slicer.vtkMRMLVolumeNode.ImageDataModifiedEvent,),
    "vtkMRMLMarkupsNode": (slicer.vtkMRMLMarkupsNode.PointModifiedEvent, slicer.vtkMRMLMarkupsNode.PointAddedEvent,
                           slicer.vtkMRMLMarkupsNode.PointRemovedEvent),
    "vtkMRMLSegmentationNode": (
        slicer.vtkMRMLSegmentationNode.SegmentationChangedEvent, slicer.vtkSegmentation.SegmentAdded,
        slicer.vtkSegmentation.SegmentRemoved, slicer.vtkSegmentation.SegmentModified,
        slicer.vtkSegmentation.SegmentsOrderModified,
        slicer.vtkSegmentation.RepresentationModified, slicer.vtkSegmentation.SourceRepresentationModified,
        slicer.vtkSegmentation.ContainedRepresentationNamesModified),
}


class SceneObserver(VTKObservationMixin):
    """Watches volumes, ROI nodes, closed curves, segmentations and their transforms, and nodes coming and going.

    :param scene: the scene
    :param changed: called without arguments at every event, many times during a drag; has to be cheap
    """

    def __init__(self, scene, changed: Callable[[], None]):
        VTKObservationMixin.__init__(self)
        self._scene = scene
        self._changed = changed
        self._watched: set = set()
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
        # Bias-corrected ones as well: what is measured in them stands beside what counts.
        nodes = set(imageVolumes(self._scene))
        nodes |= set(markupsRegions(self._scene))
        nodes |= set(nodesByClass(self._scene, "vtkMRMLSegmentationNode"))
        for node in self._watched - nodes:
            for event in _events(node):
                self.removeObserver(node, event, self._onNodeChanged)
        for node in nodes - self._watched:
            for event in _events(node):
                self.addObserver(node, event, self._onNodeChanged)
        self._watched = nodes


def _events(node) -> list[int]:
    """Return the events that tell of a change of a node's content or place."""
    return [*_EVENTS, *(event for className, events in _CONTENT_EVENTS.items() if node.IsA(className)
                        for event in events)]
