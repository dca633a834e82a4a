"""Tells when anything in the scene that a case depends on has changed."""

from __future__ import annotations

from collections.abc import Callable

import slicer
import vtk

from .Nodes import nodesByClass

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


class SceneObserver:
    """Watches volumes, ROI nodes, closed curves, segmentations and their transforms, and nodes coming and going.

    :param scene: the scene
    :param changed: called without arguments at every event, many times during a drag; has to be cheap
    """

    def __init__(self, scene, changed: Callable[[], None]):
        self._scene = scene
        self._changed = changed
        # By node. Slicer's VTKObservationMixin would hold a removed node, with its voxels.
        self._tags: dict[object, list[int]] = {}
        self._sceneTags = [scene.AddObserver(scene.NodeAddedEvent, self._onNodeAdded),
                           scene.AddObserver(scene.NodeRemovedEvent, self._onNodeRemoved),
                           *(scene.AddObserver(event, self._onSceneChanged) for event in (
                               scene.EndBatchProcessEvent, scene.EndUndoEvent, scene.EndRedoEvent))]
        self._watchNodes()

    def stop(self) -> None:
        """Watch nothing any more."""
        for tag in self._sceneTags:
            self._scene.RemoveObserver(tag)
        for node in list(self._tags):
            self._unwatch(node)

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def _onNodeAdded(self, caller, event, node) -> None:
        if not self._scene.IsBatchProcessing():  # the end of the batch is an event of its own
            if _isContent(node):
                self._watch(node)
            self._changed()

    @vtk.calldata_type(vtk.VTK_OBJECT)
    def _onNodeRemoved(self, caller, event, node) -> None:
        if not self._scene.IsBatchProcessing():
            self._unwatch(node)
            self._changed()

    def _onSceneChanged(self, caller, event) -> None:
        if not self._scene.IsBatchProcessing():
            self._watchNodes()
            self._changed()

    def _onNodeChanged(self, caller, event) -> None:
        if not self._scene.IsBatchProcessing():
            self._changed()

    def _watchNodes(self) -> None:
        nodes = {node for className in _CONTENT_EVENTS for node in nodesByClass(self._scene, className)
                 if _isContent(node)}
        for node in self._tags.keys() - nodes:
            self._unwatch(node)
        for node in nodes:
            self._watch(node)

    def _watch(self, node) -> None:
        if node not in self._tags:
            self._tags[node] = [node.AddObserver(event, self._onNodeChanged) for event in _events(node)]

    def _unwatch(self, node) -> None:
        for tag in self._tags.pop(node, ()):
            node.RemoveObserver(tag)


def _isContent(node) -> bool:
    """Tell whether a node may hold what a case depends on. A label map does not; a bias-corrected volume does: what is
    measured in it stands beside what counts."""
    return (node.IsA("vtkMRMLScalarVolumeNode") and not node.IsA("vtkMRMLLabelMapVolumeNode")) or any(
        map(node.IsA, ("vtkMRMLMarkupsROINode", "vtkMRMLMarkupsClosedCurveNode", "vtkMRMLSegmentationNode")))


def _events(node) -> list[int]:
    """Return the events that tell of a change of a node's content or place."""
    return [*_EVENTS, *(event for className, events in _CONTENT_EVENTS.items() if node.IsA(className)
                        for event in events)]
