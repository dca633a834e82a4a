"""Bias-corrected volumes: new nodes beside the user's, linked from them and saved with the scene."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import slicer
import vtk

from ..Measurement import Image
from ..PlainNames import fileSafe

# Role of the node reference from a volume to its corrected one.
CORRECTED_REFERENCE = "EMHAssist.CoilCorrected"
# On the corrected volume: the checksum of the voxels it was made from. Tells after any edit, also one in another
# session, that they are no longer the same. Regions may move: the shading is that of the coil.
SOURCE_ATTRIBUTE = "EMHAssist.CoilCorrectedFrom"
# Changes whenever corrections of before must not count any more: those of the first kind were not shown to help.
_METHOD = 2
_SUFFIX = " bias-corrected"

# Node to MTime of its voxels and their checksum: a drag must not read whole volumes.
_CHECKSUMS: dict[str, tuple[int, str]] = {}


def isCorrected(volumeNode) -> bool:
    """Tell whether a volume is the corrected one of another."""
    return volumeNode.GetAttribute(SOURCE_ATTRIBUTE) is not None


def correctedNode(volumeNode):
    """Return the corrected volume of a volume, None when there is none."""
    return volumeNode.GetNodeReference(CORRECTED_REFERENCE)


def correctedImage(volumeNode, image: Image) -> Image | None:
    """Return the corrected voxels of a volume, None when there are none or the volume has changed since.

    :param image: the volume itself
    """
    node = correctedNode(volumeNode)
    if node is None or node.GetImageData() is None or node.GetAttribute(SOURCE_ATTRIBUTE) != checksum(volumeNode):
        return None
    array = slicer.util.arrayFromVolume(node)
    # Where it lies is where the original lies, whatever has been done to the node since.
    return Image(array, image.ijkToWorld) if array.shape == image.array.shape else None


def isOutdated(volumeNode) -> bool:
    """Tell whether a volume has a corrected one that was made from other voxels than it has now."""
    node = correctedNode(volumeNode)
    return node is not None and node.GetAttribute(SOURCE_ATTRIBUTE) != checksum(volumeNode)


def storeCorrected(scene, volumeNode, array: np.ndarray, source: str):
    """Put corrected voxels into the corrected volume of a volume, made if there is none.

    :param array: (K, J, I) on the grid of the volume; copied
    :param source: checksum of the voxels it was made from
    :return: the vtkMRMLScalarVolumeNode
    """
    node = correctedNode(volumeNode)
    with slicer.util.NodeModify(volumeNode):
        if node is None:
            node = slicer.vtkMRMLScalarVolumeNode()
            node.SetName(scene.GenerateUniqueName(fileSafe(volumeNode.GetName()) + _SUFFIX))
            # Before the node is seen: it must never pass for a series.
            node.SetAttribute(SOURCE_ATTRIBUTE, source)
            scene.AddNode(node)
            volumeNode.SetNodeReferenceID(CORRECTED_REFERENCE, node.GetID())
        with slicer.util.NodeModify(node):
            ijkToRas = vtk.vtkMatrix4x4()
            volumeNode.GetIJKToRASMatrix(ijkToRas)
            node.SetIJKToRASMatrix(ijkToRas)
            node.SetAndObserveTransformNodeID(volumeNode.GetTransformNodeID())
            slicer.util.updateVolumeFromArray(node, array)
            node.SetAttribute(SOURCE_ATTRIBUTE, source)
        if node.GetDisplayNode() is None:
            node.CreateDefaultDisplayNodes()
        volumeNode.Modified()
    return node


def removeCorrected(scene, volumeNode) -> None:
    """Take the corrected volume of a volume out of the scene, if there is one."""
    node = correctedNode(volumeNode)
    if node is not None:
        with slicer.util.NodeModify(volumeNode):
            volumeNode.SetNodeReferenceID(CORRECTED_REFERENCE, None)
            scene.RemoveNode(node)
            volumeNode.Modified()


def checksum(volumeNode) -> str:
    """Return a checksum of the voxels of a volume, and of how they are corrected; "" where there are none."""
    if volumeNode.GetImageData() is None or volumeNode.GetImageData().GetPointData().GetScalars() is None:
        return ""
    modified, identifier = volumeNode.GetImageData().GetMTime(), volumeNode.GetID()
    if _CHECKSUMS.get(identifier, (None,))[0] != modified:
        voxels = np.ascontiguousarray(slicer.util.arrayFromVolume(volumeNode))
        _CHECKSUMS[identifier] = modified, f"{_METHOD}-{crc32(voxels):08x}"
    return _CHECKSUMS[identifier][1]
