"""A whole spine of 24 vertebrae, as segmentation tools leave it. Needs SlicerHost to be started, or 3D Slicer."""

from __future__ import annotations

import numpy as np
import slicer

LEVELS = (*(f"C{number}" for number in range(1, 8)), *(f"T{number}" for number in range(1, 13)),
          *(f"L{number}" for number in range(1, 6)))
# Posterior, inferior and right, mm: what a series has to cover to show it.
SPINE_VIEW = (307.2, 614.4, 240.0)
_PITCH = 24.0  # mm from one vertebra to the next
_WIDTH, _DEPTH = 64.0, 70.0  # mm, to the right and to the front


def vertebra(spacing: float) -> np.ndarray:
    """Return the (K, J, I) of bool of a vertebra, along R, A and S: body, and arch around a canal.

    :param spacing: mm between voxels
    """
    right, front, up = ((np.arange(round(size / spacing)) + 0.5) * spacing for size in (_WIDTH, _DEPTH, _PITCH))
    x, y, z = right[None, None] - _WIDTH / 2, front[None, :, None], up[:, None, None]
    body = ((x / 21) ** 2 + ((y - 51) / 16) ** 2 <= 1) & (z < 18)
    canal = (x / 11) ** 2 + ((y - 26) / 9) ** 2 <= 1
    arch = ((x / 30) ** 2 + ((y - 24) / 22) ** 2 <= 1) & (z > 4) & (z < 14) & ~canal
    return body | arch


def addSpine(spacing: float):
    """Add the spine to the scene as a segmentation, its segments named for their levels.

    :param spacing: mm between voxels
    :return: the vtkMRMLSegmentationNode
    """
    one = vertebra(spacing)
    labels = np.concatenate([one * np.uint8(number) for number in range(len(LEVELS), 0, -1)])
    ijkToRas = np.diag([spacing, spacing, spacing, 1.0])
    ijkToRas[:3, 3] = -_WIDTH / 2, -_DEPTH / 2, -_PITCH * len(LEVELS) / 2
    labelNode = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLLabelMapVolumeNode")
    labelNode.SetIJKToRASMatrix(slicer.util.vtkMatrixFromArray(ijkToRas))
    slicer.util.updateVolumeFromArray(labelNode, labels)
    node = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Spine")
    slicer.vtkSlicerSegmentationsModuleLogic.ImportLabelmapToSegmentationNode(labelNode, node)
    slicer.mrmlScene.RemoveNode(labelNode)
    for number, level in enumerate(LEVELS):
        node.GetSegmentation().GetNthSegment(number).SetName(f"vertebra {level}")
    return node
