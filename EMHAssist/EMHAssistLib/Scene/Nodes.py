"""Nodes of a scene."""

from __future__ import annotations

from weakref import WeakKeyDictionary


class NodeError(ValueError):
    """Why a node cannot be used, as one text and in its parts.

    :param problem: what is wrong
    :param remedy: what to do about it
    """

    def __init__(self, problem: str, remedy: str):
        super().__init__(f"{problem}; {remedy}")
        self.problem, self.remedy = problem, remedy


class _NodeIds:
    """The IDs of the nodes of a scene by class, found once as long as no node comes or goes.

    :param scene: the scene
    """

    def __init__(self, scene):
        # Held, because whenever VTK lets go of a collection it looks through all that is in it for garbage.
        self._nodes = scene.GetNodes()
        self._time = 0
        self._known: dict[str, list[str]] = {}

    def ofClass(self, scene, className: str) -> list[str]:
        """Return the IDs of the nodes of a class and its subclasses, in scene order."""
        if self._time != self._nodes.GetMTime():
            self._time, self._known = self._nodes.GetMTime(), {}
        if className not in self._known:
            nodes = scene.GetNodesByClass(className)
            nodes.UnRegister(None)  # the scene leaves the collection to its caller
            self._known[className] = [node.GetID() for node in nodes]
        return self._known[className]


# IDs alone: nodes that are kept here would outlive their scene, and volumes are large.
_nodeIds: WeakKeyDictionary[object, _NodeIds] = WeakKeyDictionary()


def nodesByClass(scene, className: str) -> list:
    """Return the nodes of a class and its subclasses, in scene order.

    Stands in for slicer.util.getNodesByClass, which looks in slicer.mrmlScene whatever scene it is given. Asked for
    dozens of times at each step of a drag.
    """
    if scene not in _nodeIds:
        _nodeIds[scene] = _NodeIds(scene)
    return [scene.GetNodeByID(nodeId) for nodeId in _nodeIds[scene].ofClass(scene, className)]


def segmentationNodes(scene) -> list:
    """Return the segmentation nodes that hold a segmentation, in scene order."""
    return [node for node in nodesByClass(scene, "vtkMRMLSegmentationNode") if node.GetSegmentation() is not None]


def markupsRegions(scene) -> list:
    """Return the markups nodes that can be regions, ROI nodes and closed curves, in scene order by class."""
    return nodesByClass(scene, "vtkMRMLMarkupsROINode") + nodesByClass(scene, "vtkMRMLMarkupsClosedCurveNode")
