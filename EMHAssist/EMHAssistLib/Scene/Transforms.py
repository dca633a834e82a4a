"""Parent transforms of nodes."""

from __future__ import annotations

import numpy as np
import vtk

from .Nodes import NodeError

_IDENTITY = tuple(np.eye(4).ravel().tolist())


def matrixToWorld(node) -> np.ndarray:
    """Return the (4, 4) matrix that the parent transforms of a node amount to, in RAS millimeters.

    :raises NodeError: a parent transform is not linear
    """
    elements = elementsToWorld(node)
    if elements is None:
        raise NodeError("its parent transform is not linear", "harden the transform or remove it")
    return np.array(elements).reshape(4, 4)


def elementsToWorld(node) -> tuple[float, ...] | None:
    """Return the 16 elements of that matrix, row by row; None where a parent transform is not linear.

    :param node: None for one without parent
    """
    parent = node.GetParentTransformNode() if node is not None else None
    if parent is None:
        return _IDENTITY
    matrix = vtk.vtkMatrix4x4()
    if not parent.IsTransformToWorldLinear() or not parent.GetMatrixTransformToWorld(matrix):
        return None
    return matrix.GetData()
