"""Nodes of a scene."""

from __future__ import annotations


class NodeError(ValueError):
    """Why a node cannot be used, as one text and in its parts.

    :param problem: what is wrong
    :param remedy: what to do about it
    """

    def __init__(self, problem: str, remedy: str):
        super().__init__(f"{problem}; {remedy}")
        self.problem, self.remedy = problem, remedy


def nodesByClass(scene, className: str) -> list:
    """Return the nodes of a class and its subclasses, in scene order.

    Stands in for slicer.util.getNodesByClass, which looks in slicer.mrmlScene whatever scene it is given.
    """
    nodes = scene.GetNodesByClass(className)
    nodes.UnRegister(None)  # the scene leaves the collection to its caller
    return list(nodes)


def segmentationNodes(scene) -> list:
    """Return the segmentation nodes that hold a segmentation, in scene order."""
    return [node for node in nodesByClass(scene, "vtkMRMLSegmentationNode") if node.GetSegmentation() is not None]


def markupsRegions(scene) -> list:
    """Return the markups nodes that can be regions, ROI nodes and closed curves, in scene order by class."""
    return nodesByClass(scene, "vtkMRMLMarkupsROINode") + nodesByClass(scene, "vtkMRMLMarkupsClosedCurveNode")
