"""Markups closed curves as regions: freehand outlines in one slice, with a thickness."""

from __future__ import annotations

import numpy as np
from vtk.util.numpy_support import vtk_to_numpy

from .Transforms import ijkToWorld, kept, matrixToWorld

SLAB_THICKNESS_ATTRIBUTE = "EMHAssist.SlabThickness"
# Spine MR has slices of 3 to 5 mm. Used where nothing tells in which series a curve was drawn.
DEFAULT_SLAB_THICKNESS = 4.0  # mm


def slabThickness(curveNode) -> float:
    """Return the thickness in mm of the slab that a curve stands for, half of it to each side of its plane.

    It is in world space, whatever transforms the curve is under: as with a hardened transform.

    :raises ValueError: what the scene says is not a number above zero
    """
    text = curveNode.GetAttribute(SLAB_THICKNESS_ATTRIBUTE)
    try:
        thickness = float(text) if text else DEFAULT_SLAB_THICKNESS
    except ValueError:
        thickness = np.nan
    if not 0 < thickness < np.inf:
        raise ValueError(f"its thickness '{text}' is not a number above zero; set it again")
    return thickness


def setSlabThickness(curveNode, thickness: float) -> None:
    """Set the thickness in mm of the slab that a curve stands for.

    :raises ValueError: the thickness is not a number above zero
    """
    checkSlabThickness(thickness)
    curveNode.SetAttribute(SLAB_THICKNESS_ATTRIBUTE, repr(float(thickness)))


def checkSlabThickness(thickness: float) -> None:
    """Refuse what cannot be a thickness in mm.

    :raises ValueError: the thickness is not a number above zero
    """
    if not 0 < thickness < np.inf:
        raise ValueError(f"A curve cannot be {thickness} mm thick. Use a number above zero.")


def guessSlabThickness(curveNode) -> None:
    """Give a curve that has no thickness that of the slices it was drawn on, if its first point tells which they are.

    Written down, so that it stays the same when that volume is removed.
    """
    if curveNode.GetAttribute(SLAB_THICKNESS_ATTRIBUTE) or not curveNode.GetNumberOfDefinedControlPoints():
        return
    volume = curveNode.GetScene().GetNodeByID(curveNode.GetNthControlPointAssociatedNodeID(0))
    if volume is None or not volume.IsA("vtkMRMLVolumeNode"):
        return
    try:
        axes = ijkToWorld(volume)[:3, :3]
    except ValueError:
        return
    normal = np.zeros(3)
    curveNode.GetNthControlPointNormalWorld(0, normal)
    # Distance along the normal from one layer of voxels to the next.
    setSlabThickness(curveNode, 1 / np.linalg.norm(np.linalg.solve(axes, normal)))


def curvePoints(curveNode) -> np.ndarray:
    """Return (N, 3) points around a curve, in RAS mm of world space.

    :raises ValueError: fewer than three points are placed, or a parent transform is not linear
    """
    matrixToWorld(curveNode)  # refuses what would bend the slab
    count = curveNode.GetNumberOfDefinedControlPoints()
    if count < 3:
        raise ValueError(f"the curve has too few points ({count}); place at least three")
    return kept(vtk_to_numpy(curveNode.GetCurvePointsWorld().GetData()).astype(np.float64))
