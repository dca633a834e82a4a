"""Where nodes are: parent transforms and the grids of volumes, as precisely as a file keeps them.

A saved scene gives each element of a matrix back but for its last bits. They are left out as it is read, so that a live
case and the same one opened again have the same places, and thereby the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from ..Cache import Memory
from .Nodes import NodeError

_IDENTITY = tuple(np.eye(4).ravel().tolist())
# Of an element, in mm: a thousand voxels further on it is 0.01 micrometers. What a file changes is a millionth of that.
_DECIMALS = 8
# How far a transform may be from a matrix where a node lies. The first, in parts of a voxel, is what DicomSlices allows
# a slice to be off its place; the second is half of the 0.1 mm that some scanners round positions to. Assumed.
_OFF_VOXELS = 0.05
_OFF = 0.05  # mm
# Of the box that a transform is tried in, in mm: a file keeps the center of a ROI in single precision.
_BOX_DECIMALS = 2
# Points along each axis that a transform is tried at: most that bend are told by the first few.
_FEW, _MANY = 5, 25
# What places nodes under bending transforms by, by all that it depends on. Looking takes a second in a large volume,
# and is asked for at each step of a drag.
_remembered = Memory(64)
# First and last voxel along each axis that a label map has, by its time; nothing else has the same one.
_occupied = Memory(64)


@dataclass(frozen=True)
class _Place:
    """What parent transforms amount to where a node lies.

    :param elements: the 16 elements of a matrix, row by row; None where no matrix comes near enough
    :param off: how far the best matrix is off, mm; NaN where there is none
    """

    elements: tuple[float, ...] | None
    off: float = 0.0


_NOT_MOVED = _Place(_IDENTITY)


def kept(values) -> np.ndarray:
    """Return elements of matrices, or coordinates in mm, without the digits that a file does not keep."""
    return np.round(values, _DECIMALS) + 0.0  # no negative zero


def matrixToWorld(node) -> np.ndarray:
    """Return the (4, 4) matrix that the parent transforms of a node amount to, in RAS millimeters.

    That of Slicer's transform for a tilted gantry is not linear as a whole, but is where the volume lies, and so is
    measured through: a shear.

    :raises NodeError: a parent transform bends the node
    """
    place = _place(node)
    if place.elements is None:
        raise _refusal(node, place.off)
    return np.array(place.elements).reshape(4, 4)


def elementsToWorld(node) -> tuple[float, ...] | str:
    """Return the 16 elements of that matrix, row by row; where a parent transform bends the node, what to say of it.

    :param node: None for one without parent
    """
    place = _place(node)
    return str(_refusal(node, place.off)) if place.elements is None else place.elements


def isMoved(volumeNode) -> bool:
    """Tell whether somebody has put a volume elsewhere than its header says. The transform that Slicer's DICOM reader
    adds, where slices are shifted against each other or unevenly spaced, puts it where the header says."""
    return elementsToWorld(volumeNode) != _IDENTITY and not isAcquisitionTransform(volumeNode)


def isAcquisitionTransform(volumeNode) -> bool:
    """Tell whether a volume is under the transform of Slicer's DICOM reader alone: a displacement for each corner of
    each slice."""
    parent = volumeNode.GetParentTransformNode()
    if (parent is None or parent.GetParentTransformNode() is not None or not parent.IsA("vtkMRMLGridTransformNode")
            or volumeNode.GetImageData() is None):
        return False
    grid = slicer.vtkOrientedGridTransform.SafeDownCast(parent.GetTransformToParent())
    displacements = grid.GetDisplacementGrid() if grid is not None else None
    return displacements is not None and displacements.GetDimensions() == (
        2, 2, volumeNode.GetImageData().GetDimensions()[2])


def keepTransforms(nodes: Iterable) -> None:
    """Have the parent transforms of nodes saved with the scene. Those of Slicer's slice views are not, and what is
    under one would be elsewhere when the scene is opened again."""
    for node in nodes:
        parent = node.GetParentTransformNode()
        while parent is not None:
            if not parent.GetSaveWithScene():
                parent.SetSaveWithScene(True)
            parent = parent.GetParentTransformNode()


def ijkToWorld(volumeNode) -> np.ndarray:
    """Return the (4, 4) matrix from voxel indices of a volume to RAS millimeters, through its parent transforms.

    :raises NodeError: a parent transform bends the volume
    """
    ijkToRas = vtk.vtkMatrix4x4()
    volumeNode.GetIJKToRASMatrix(ijkToRas)
    return matrixToWorld(volumeNode) @ kept(slicer.util.arrayFromVTKMatrix(ijkToRas))


def _elements(matrix) -> tuple[float, ...]:
    return tuple(kept(matrix).tolist())


def _place(node) -> _Place:
    parent = node.GetParentTransformNode() if node is not None else None
    if parent is None:
        return _NOT_MOVED
    if parent.IsTransformToWorldLinear():
        matrix = vtk.vtkMatrix4x4()
        return _Place(_elements(matrix.GetData()) if parent.GetMatrixTransformToWorld(matrix) else None, np.nan)
    isVolume = node.IsA("vtkMRMLVolumeNode")
    toNode, steps = _voxels(node) if isVolume else _box(node)
    if steps is None:
        return _Place(None, np.nan)
    return _remembered.get((*_times(parent), isVolume, tuple(toNode.ravel().tolist()), tuple(steps)),
                           lambda: _fitted(parent, toNode, steps, isVolume))


def _times(parent) -> tuple[int, ...]:
    """Return what changes whenever one of the transforms, or their order, does."""
    times: tuple[int, ...] = (parent.GetTransformToWorldMTime(),)
    while parent is not None:
        times += (parent.GetMTime(),)
        parent = parent.GetParentTransformNode()
    return times


def _voxels(volumeNode) -> tuple[np.ndarray, tuple[int, ...] | None]:
    """Return the (4, 4) matrix from voxel indices to the space of the node, and the highest index along each axis; None
    without voxels."""
    ijkToRas = vtk.vtkMatrix4x4()
    volumeNode.GetIJKToRASMatrix(ijkToRas)
    image = volumeNode.GetImageData()
    return (slicer.util.arrayFromVTKMatrix(ijkToRas),
            tuple(count - 1 for count in image.GetDimensions()) if image is not None else None)


def _box(node) -> tuple[np.ndarray, tuple[int, ...] | None]:
    """Return the (4, 4) matrix that makes the box around a node of one of a side of 1, and that; None without a box."""
    bounds = np.round(_bounds(node), _BOX_DECIMALS)
    size = bounds[1::2] - bounds[::2]
    toNode = np.diag([*size, 1.0])
    toNode[:3, 3] = bounds[::2]
    return toNode, (1, 1, 1) if np.isfinite(bounds).all() and (size >= 0).all() else None


def _bounds(node) -> np.ndarray:
    """Return the six bounds of a node in its own space, mm; of drawn segments those of the voxels that any of them has.
    The label map that segments share may be larger, as long as the scene has not been saved."""
    bounds = np.zeros(6)
    node.GetBounds(bounds)
    if node.IsA("vtkMRMLSegmentationNode") and node.GetSegmentation() is not None:
        segmentation = node.GetSegmentation()
        drawn = (segmentation.GetNthSegment(number).GetRepresentation(segmentation.GetSourceRepresentationName())
                 for number in range(segmentation.GetNumberOfSegments()))
        corners = [_corners(one) for one in drawn if isinstance(one, slicer.vtkOrientedImageData)]
        if any(map(len, corners)):
            points = np.concatenate(corners)
            bounds[::2], bounds[1::2] = points.min(axis=0), points.max(axis=0)
    return bounds


def _corners(labelmap) -> np.ndarray:
    """Return the (8, 3) corners of the voxels of a label map that are not zero, (0, 3) where all are."""
    occupied = _occupied.get((labelmap.GetMTime(), *labelmap.GetExtent()), lambda: _occupiedExtent(labelmap))
    if not occupied:
        return np.zeros((0, 3))
    matrix = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(matrix)
    toNode = slicer.util.arrayFromVTKMatrix(matrix)
    ends = np.reshape(occupied, (3, 2)) + [-0.5, 0.5]
    corners = np.stack(np.meshgrid(*ends, indexing="ij"), axis=-1).reshape(-1, 3)
    return corners @ toNode[:3, :3].T + toNode[:3, 3]


def _occupiedExtent(labelmap) -> tuple[int, ...]:
    """Return first and last voxel along each axis that are not zero, () where all are."""
    extent = [0] * 6
    isOccupied = slicer.vtkOrientedImageDataResample.CalculateEffectiveExtent(labelmap, extent, 0.0)
    return tuple(extent) if isOccupied and extent[0] <= extent[1] else ()


def _fitted(parent, toNode: np.ndarray, steps: tuple[int, ...], isVolume: bool) -> _Place:
    """Return the matrix that is nearest to the transforms in a box, if near enough.

    :param toNode: (4, 4) from indices to the space of the node, mm
    :param steps: highest index along each axis
    :param isVolume: whether the box is made of voxels: each of its slices may have been put elsewhere
    """
    transform = vtk.vtkGeneralTransform()
    parent.GetTransformToWorld(transform)
    place = _Place(None, np.nan)
    for count in (_FEW, _MANY):
        axes = [np.linspace(0, step, min(count, step + 1) if isVolume else count) for step in steps]
        if isVolume and count == _MANY:
            axes[2] = np.arange(steps[2] + 1)
        indices = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
        points = indices @ toNode[:3, :3].T + toNode[:3, 3]
        world = _transformed(transform, points)
        if not np.isfinite(world).all():
            return _Place(None, np.nan)
        # How points are displaced, from their middle: where an image is one voxel thin, it is displaced as a whole.
        middle = points.mean(axis=0)
        homogeneous = np.column_stack([points - middle, np.ones(len(points))])
        displacement = np.linalg.lstsq(homogeneous, world - points, rcond=1e-9)[0]
        off = world - points - homogeneous @ displacement
        matrix = np.eye(4)
        matrix[:3, :3] += displacement[:3].T
        matrix[:3, 3] = displacement[3] - displacement[:3].T @ middle
        distance = np.linalg.norm(off, axis=1)
        if isVolume and not (distance <= _OFF).all():
            toIndex = np.linalg.pinv(matrix[:3, :3] @ toNode[:3, :3])
            isNear = (distance <= _OFF) | (np.abs(off @ toIndex.T) <= _OFF_VOXELS).all(axis=1)
        else:
            isNear = distance <= _OFF
        place = _Place(_elements(matrix.ravel()), float(distance.max()))
        if not isNear.all():
            return _Place(None, place.off)
    return place


def _transformed(transform: vtk.vtkAbstractTransform, points: np.ndarray) -> np.ndarray:
    """Return (N, 3) points moved by a transform."""
    there, moved = vtk.vtkPoints(), vtk.vtkPoints()
    there.SetData(numpy_to_vtk(np.ascontiguousarray(points, dtype=np.float64), deep=True))
    moved.SetDataTypeToDouble()
    transform.TransformPoints(there, moved)
    return vtk_to_numpy(moved.GetData()).copy()


def _refusal(node, off: float) -> NodeError:
    """Say why a node cannot be measured under its parent transforms, and what to do."""
    if not np.isfinite(off):
        return NodeError("its parent transform puts it nowhere", "give the transform finite numbers")
    problem = f"its parent transform is not linear: it bends it, by {off:.1f} mm against any straight placement"
    if not node.IsA("vtkMRMLVolumeNode"):
        return NodeError(problem, "draw the region again without that transform, where the image shows it now")
    why = "hardening the transform resamples the voxels, which blurs them, and without it tissue is not where it was"
    if isAcquisitionTransform(node):
        return NodeError(f"{problem}, for its slices are unevenly spaced", "import those that are missing, or measure "
                         f"another series ({why})")
    return NodeError(problem, f"register it by a rigid or affine transform, or measure another series ({why})")
