"""Parent transforms of nodes."""

from __future__ import annotations

import numpy as np
import slicer
import vtk


def matrixToWorld(node) -> np.ndarray:
    """Return the (4, 4) matrix that the parent transforms of a node amount to, in RAS millimeters.

    :raises ValueError: a parent transform is not linear
    """
    parent = node.GetParentTransformNode()
    if parent is None:
        return np.eye(4)
    matrix = vtk.vtkMatrix4x4()
    if not parent.IsTransformToWorldLinear() or not parent.GetMatrixTransformToWorld(matrix):
        raise ValueError("its parent transform is not linear; harden the transform or take it off")
    return slicer.util.arrayFromVTKMatrix(matrix)
