"""Segmentations in a scene, one of them a short spine."""

import numpy as np
import slicer

from EMHAssistLib.Scene.Regions import RegionSource


def addSegmentation(labels, ijkToRas, names, name="segmentation"):
    """Add a (K, J, I) array of labels 1, 2, ... to the scene as a segmentation, its segments named in this order."""
    labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
    labelNode.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(np.asarray(ijkToRas, dtype=float)))
    slicer.util.updateVolumeFromArray(labelNode, labels)
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", name)
    slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
    slicer.mrmlScene.RemoveNode(labelNode)
    for index, segmentName in enumerate(names):
        node.GetSegmentation().GetNthSegment(index).SetName(segmentName)
    return node


def sources(node):
    """Return the segments of a segmentation by name."""
    return {source.name: source for source in (RegionSource(node, segmentId)
                                               for segmentId in node.GetSegmentation().GetSegmentIDs())}


def spineLabels():
    """Return labels on a grid of 1 x 1 x 2 mm: vertebrae of bodies and thin arches 1 to 4, then cord 5 and disc 6."""
    labels = np.zeros((60, 60, 40), dtype=np.uint8)
    for number in range(4):
        low = 46 - 13 * number
        labels[low:low + 10, 34:54, 8:32] = number + 1
        labels[low + 2:low + 6, 10:34, 10:12] = labels[low + 2:low + 6, 10:34, 28:30] = number + 1
    labels[2:58, 22:30, 16:24] = 5
    labels[30:32, 36:52, 10:30] = 6
    return labels, np.diag([1.0, 1.0, 2.0, 1.0])
