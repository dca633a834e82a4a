"""Turning the views to a place."""

from __future__ import annotations

import numpy as np

from ..Scene.Nodes import nodesByClass

_THROUGH = 0.5  # mm: a slice that is no farther away goes through a place


def jumpTo(scene, center) -> None:
    """Show a place in all slice views: in the slice through it, and in the middle where it would be out of sight.

    :param center: (3,) RAS mm
    """
    for node in nodesByClass(scene, "vtkMRMLSliceNode"):
        node.JumpSliceByOffsetting(*center)
        inSlice = np.linalg.inv(np.reshape(node.GetSliceToRAS().GetData(), (4, 4))) @ np.append(center, 1.0)
        away = np.abs(inSlice[:2] - node.GetXYZOrigin()[:2])
        if (away > np.array(node.GetFieldOfView()[:2]) / 2).any():
            node.JumpSliceByCentering(*center)


def isShown(scene, center) -> bool:
    """Tell whether all slice views show a place.

    :param center: (3,) RAS mm
    """
    toRas = [np.reshape(node.GetSliceToRAS().GetData(), (4, 4)) for node in nodesByClass(scene, "vtkMRMLSliceNode")]
    return all(abs((center - matrix[:3, 3]) @ matrix[:3, 2]) <= _THROUGH for matrix in toRas)
