"""Which volume the slice views show."""

from __future__ import annotations

import itertools

import numpy as np
import slicer
import vtk

from ..Scene import Volumes
from .Views import View
from .WindowLevel import setWindowLevel

# Slices are this many times as thick as their pixels are wide where a reformat across them is blurred.
_THICK = 1.5
_ACROSS = 0.7  # cosine of the angle between view and slices from which on a view is called a reformat
_DIRECTIONS = vtk.vtkMatrix4x4()


def showVolume(volumeNode, sliceWidgets) -> None:
    """Show a volume in slice views, in the slices they show now as far as they meet the volume.

    :param volumeNode: volume of the scene
    :param sliceWidgets: widgets of the views
    :raises ValueError: the volume is not in the scene, or has no voxels
    """
    checkShowable(volumeNode)
    setWindowLevel(volumeNode, Volumes.role(volumeNode))
    for widget in sliceWidgets:
        widget.mrmlSliceCompositeNode().SetBackgroundVolumeID(volumeNode.GetID())
        if not meets(volumeNode, widget.mrmlSliceNode()):
            widget.sliceLogic().FitSliceToBackground()


def checkShowable(volumeNode) -> None:
    """Check that a volume can be shown.

    :raises ValueError: the volume is not in the scene, or has no voxels
    """
    Volumes.checkVolume(volumeNode)
    if volumeNode.GetImageData() is None or not volumeNode.GetImageData().GetNumberOfPoints():
        raise ValueError(f"{volumeNode.GetName()}: the volume has no voxels; load its image again.")


def reformattedAcross(view: View) -> float:
    """Return how thick the slices are that a slice view cuts across, mm; 0 where it shows them as they were acquired,
    or voxels that are about as long to all sides."""
    shown = view.volumes[:1]
    volumeNode = view.node.GetScene().GetNodeByID(shown[0]) if shown else None
    if volumeNode is None or not volumeNode.IsA("vtkMRMLScalarVolumeNode"):
        return 0.0
    spacing = volumeNode.GetSpacing()
    if spacing[2] < _THICK * max(spacing[:2]):
        return 0.0
    volumeNode.GetIJKToRASDirectionMatrix(_DIRECTIONS)
    toRas = view.node.GetSliceToRAS()
    along = sum(_DIRECTIONS.GetElement(row, 2) * toRas.GetElement(row, 2) for row in range(3))
    return spacing[2] if abs(along) < _ACROSS else 0.0


def meets(volumeNode, sliceNode) -> bool:
    """Tell whether what a slice view shows of its plane meets the bounds of a volume."""
    bounds = [0.0] * 6
    volumeNode.GetRASBounds(bounds)
    corners = np.array([(*corner, 1.0) for corner in itertools.product(bounds[:2], bounds[2:4], bounds[4:])])
    toSlice = vtk.vtkMatrix4x4()
    vtk.vtkMatrix4x4.Invert(sliceNode.GetSliceToRAS(), toSlice)
    inSlice = (corners @ slicer.util.arrayFromVTKMatrix(toSlice).T)[:, :3]
    half = np.array([*sliceNode.GetFieldOfView()[:2], 0.0]) / 2
    center = np.array([*sliceNode.GetXYZOrigin()[:2], 0.0])
    return bool((inSlice.min(axis=0) <= center + half).all() and (inSlice.max(axis=0) >= center - half).all())
