"""Aligning a displaced series: a linear transform over its volume, never new voxels, and taken away as simply."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import slicer

from ..Case import Displacement
from ..Displacement import motionMatrix
from ..PlainNames import fileSafe
from .StoredDisplacements import DISPLACEMENT_ATTRIBUTE, ONTO_REFERENCE, contentOf, storeDisplacement
from .Transforms import matrixToWorld

# Role of the node reference from a volume to the transform that aligns it.
ALIGNMENT_REFERENCE = "EMHAssist.Alignment"
# Role of the node reference from that transform to the one that it stands in for as well.
_INSTEAD_REFERENCE = "EMHAssist.Instead"
_SUFFIX = " alignment"


def isAligned(volumeNode) -> bool:
    """Tell whether a volume is under a transform that was put there to align it."""
    transform = volumeNode.GetNodeReference(ALIGNMENT_REFERENCE)
    return transform is not None and volumeNode.GetTransformNodeID() == transform.GetID()


def align(scene, volumeNode, found: Displacement):
    """Bring the anatomy on a volume to where the series that the regions were drawn on shows it.

    The transform goes between the volume and those it is under already, which may move other nodes as well. One of
    those that is not linear as a whole it stands in for: such a transform only is like a matrix where the volume lay.

    :param found: its present displacement
    :return: the vtkMRMLLinearTransformNode
    :raises ValueError: its displacement cannot be told, or it is aligned already
    """
    if found.problem:
        raise ValueError(f"{volumeNode.GetName()}: not aligned: {found.problem}.")
    if isAligned(volumeNode):
        raise ValueError(f"{volumeNode.GetName()} is aligned already; undo that first.")
    motion = motionMatrix(np.concatenate([found.shift, np.radians(found.turn)]), np.array(found.middle))
    toWorld = matrixToWorld(volumeNode)
    # What the volume sees: up to the world, back along the motion, and down again.
    parent = volumeNode.GetParentTransformNode()
    isLinear = parent is None or parent.IsTransformToWorldLinear()
    matrix = (np.linalg.inv(toWorld) if isLinear else np.eye(4)) @ np.linalg.inv(motion) @ toWorld
    transform = slicer.vtkMRMLLinearTransformNode()
    transform.SetName(scene.GenerateUniqueName(fileSafe(volumeNode.GetName()) + _SUFFIX))
    transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
    transform.SetAttribute(DISPLACEMENT_ATTRIBUTE, volumeNode.GetAttribute(DISPLACEMENT_ATTRIBUTE))
    ontoNode = volumeNode.GetNodeReference(ONTO_REFERENCE)
    with slicer.util.NodeModify(volumeNode):
        scene.AddNode(transform)
        if isLinear:
            transform.SetAndObserveTransformNodeID(volumeNode.GetTransformNodeID())
        else:
            transform.SetNodeReferenceID(_INSTEAD_REFERENCE, parent.GetID())
        volumeNode.SetNodeReferenceID(ALIGNMENT_REFERENCE, transform.GetID())
        volumeNode.SetAndObserveTransformNodeID(transform.GetID())
        # What is left is nothing, as certainly as the displacement was known.
        left = replace(found, shift=(0.0, 0.0, 0.0), turn=(0.0, 0.0, 0.0), largest=0.0, madeUp=found.distance)
        storeDisplacement(volumeNode, ontoNode, left, contentOf(volumeNode, ontoNode))
    return transform


def undoAlignment(scene, volumeNode) -> None:
    """Put a volume back to where it was before align(), and what was known of it.

    :raises ValueError: it is not aligned
    """
    if not isAligned(volumeNode):
        raise ValueError(f"{volumeNode.GetName()} is not aligned.")
    transform = volumeNode.GetNodeReference(ALIGNMENT_REFERENCE)
    with slicer.util.NodeModify(volumeNode):
        volumeNode.SetAndObserveTransformNodeID(transform.GetNodeReferenceID(_INSTEAD_REFERENCE)
                                                or transform.GetTransformNodeID())
        volumeNode.SetNodeReferenceID(ALIGNMENT_REFERENCE, None)
        volumeNode.SetAttribute(DISPLACEMENT_ATTRIBUTE, transform.GetAttribute(DISPLACEMENT_ATTRIBUTE))
    scene.RemoveNode(transform)
