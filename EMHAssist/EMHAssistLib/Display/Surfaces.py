"""Shapes of regions as surfaces that VTK draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import vtk
from vtk.util.numpy_support import numpy_to_vtk, numpy_to_vtkIdTypeArray, vtk_to_numpy

from ..Case import Region
from ..Measurement import ConvexShape, Mask, Shape
from ..Measurement.Surface import Surface, surfaceOf

# Larger masks are drawn coarser: what a view can show, in a tenth of a second.
_MOST_VOXELS = 1_500_000
# Of the windowed sinc filter: takes the stairs of voxels away, and moves the surface by less than half a voxel.
_PASS_BAND, _ITERATIONS = 0.05, 20
_SAMPLES = 96  # of the points of a surface
# Two faces that meet at a larger angle have an edge between them.
_EDGE_ANGLE = 50.0  # degrees


@dataclass(frozen=True, eq=False)
class DrawnSurface:
    """The surface of a region.

    :param data: its triangles
    :param toWorld: (4, 4) coordinates of the triangles to RAS mm
    :param points: (N, 3) a few points from all of it, in the coordinates of the triangles
    """

    data: vtk.vtkPolyData
    toWorld: np.ndarray
    points: np.ndarray

    @property
    def samples(self) -> np.ndarray:
        """(N, 3) a few points from all of it, RAS mm."""
        return self.points @ self.toWorld[:3, :3].T + self.toWorld[:3, 3]


class Surfaces:
    """The surfaces of the regions of a case, made anew only where a shape has changed; where a shape was but moved,
    such as an ellipsoid of whatever size, its surface is the same object."""

    def __init__(self):
        # By key of a region; and by what shapes have in common that are drawn as the same surface.
        self._known: dict[object, tuple[Shape, object, DrawnSurface]] = {}
        self._made: dict[object, tuple[vtk.vtkPolyData, np.ndarray]] = {}

    def of(self, regions: Sequence[Region]) -> list[DrawnSurface]:
        """Return the surface of each region.

        :param regions: regions that have a shape; those of the last call that are not among them are forgotten
        """
        known, self._known = self._known, {}
        made, self._made = self._made, {}
        for region in regions:
            shape = region.shape
            entry = known.get(region.key)
            if entry is None or entry[0] is not shape:
                key = _key(shape)
                data, points = made.get(key) or self._made.get(key) or _sampled(_make(shape))
                entry = shape, key, DrawnSurface(data, _toWorld(shape), points)
            self._known[region.key] = entry
            self._made[entry[1]] = entry[2].data, entry[2].points
        return [self._known[region.key][2] for region in regions]

    def forget(self) -> None:
        """Let go of all."""
        self._known, self._made = {}, {}


def _make(shape: Shape) -> vtk.vtkPolyData:
    if isinstance(shape, Mask):
        return _contour(shape.array, _voxelSize(shape) * _mirror(shape))
    return _polyData(surfaceOf(shape), bool(_mirror(shape)[0] < 0))


def _toWorld(shape: Shape) -> np.ndarray:
    """Return the (4, 4) matrix that maps what _make() returns to RAS mm."""
    scale = 1 / _voxelSize(shape) if isinstance(shape, Mask) else np.ones(3)
    return shape.toWorld @ np.diag([*(scale * _mirror(shape)), 1.0])


def _mirror(shape: Shape) -> np.ndarray:
    """Return (3,) factors for a matrix that mirrors: it would turn the surface inside out, and its light with it."""
    return np.array([-1.0 if np.linalg.det(shape.toWorld[:3, :3]) < 0 else 1.0, 1.0, 1.0])


def _sampled(data: vtk.vtkPolyData) -> tuple[vtk.vtkPolyData, np.ndarray]:
    points = vtk_to_numpy(data.GetPoints().GetData()) if data.GetNumberOfPoints() else np.zeros((1, 3))
    return data, points[np.linspace(0, len(points) - 1, _SAMPLES).astype(int)].astype(np.float64)


def _key(shape: Shape) -> object:
    """Return what two shapes have in common that are drawn as the same surface, each with a matrix of its own."""
    isMirrored = bool(_mirror(shape)[0] < 0)
    if isinstance(shape, ConvexShape):
        return type(shape), isMirrored
    if isinstance(shape, Mask):
        # An array is read again when its segmentation is moved.
        return shape.array.shape, hash(shape.array.tobytes()), tuple(_voxelSize(shape).round(6).tolist()), isMirrored
    corners = shape.corners
    return type(shape), len(corners), hash(corners.tobytes()), isMirrored


def _voxelSize(mask: Mask) -> np.ndarray:
    return np.linalg.norm(mask.toWorld[:3, :3], axis=0)


def _polyData(surface: Surface, isMirrored: bool) -> vtk.vtkPolyData:
    points, triangles = surface.points, surface.triangles
    if isMirrored:
        points, triangles = points * [-1, 1, 1], triangles[:, ::-1]
    data = vtk.vtkPolyData()
    data.SetPoints(vtk.vtkPoints())
    data.GetPoints().SetData(numpy_to_vtk(np.ascontiguousarray(points, dtype=np.float32), deep=True))
    cells = vtk.vtkCellArray()
    cells.SetData(numpy_to_vtkIdTypeArray(3 * np.arange(len(triangles) + 1), deep=True),
                  numpy_to_vtkIdTypeArray(np.ascontiguousarray(triangles, dtype=np.int64).ravel(), deep=True))
    data.SetPolys(cells)
    return _withNormals(data, not surface.isSmooth)


def _contour(array: np.ndarray, scale: np.ndarray) -> vtk.vtkPolyData:
    """Return the smooth surface of voxels.

    :param array: (K, J, I) bool, or the fraction of each voxel that is inside
    :param scale: mm from voxel to voxel along i, j, k; below zero where the axis is to be mirrored
    """
    factor = max(1, int(np.ceil((array.size / _MOST_VOXELS) ** (1 / 3))))
    values = _coarser(array, factor) if factor > 1 else array.astype(np.float32)
    values = np.pad(values, 1)
    image = vtk.vtkImageData()
    image.SetDimensions(*values.shape[::-1])
    image.AllocateScalars(vtk.VTK_FLOAT, 1)
    vtk_to_numpy(image.GetPointData().GetScalars())[:] = values.ravel()
    edges = vtk.vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, 0.5)
    edges.ComputeNormalsOff()
    edges.ComputeGradientsOff()
    edges.ComputeScalarsOff()
    toScale = vtk.vtkTransform()
    toScale.Scale(*scale)
    toScale.Translate([(factor - 1) / 2] * 3)
    toScale.Scale(factor, factor, factor)
    toScale.Translate(-1, -1, -1)
    moved = vtk.vtkTransformPolyDataFilter()
    moved.SetTransform(toScale)
    moved.SetInputConnection(edges.GetOutputPort())
    smooth = vtk.vtkWindowedSincPolyDataFilter()
    smooth.SetInputConnection(moved.GetOutputPort())
    smooth.SetNumberOfIterations(_ITERATIONS)
    smooth.SetPassBand(_PASS_BAND)
    smooth.BoundarySmoothingOff()
    smooth.FeatureEdgeSmoothingOff()
    smooth.NonManifoldSmoothingOn()
    smooth.NormalizeCoordinatesOn()
    smooth.Update()
    return _withNormals(smooth.GetOutput(), hasEdges=False)


def _coarser(array: np.ndarray, factor: int) -> np.ndarray:
    """Return means over blocks of voxels."""
    padded = np.pad(array, [(0, -size % factor) for size in array.shape])
    k, j, i = (size // factor for size in padded.shape)
    return padded.reshape(k, factor, j, factor, i, factor).mean(axis=(1, 3, 5), dtype=np.float32)


def _withNormals(data: vtk.vtkPolyData, hasEdges: bool) -> vtk.vtkPolyData:
    normals = vtk.vtkPolyDataNormals()
    normals.SetInputData(data)
    normals.SetSplitting(hasEdges)
    normals.SetFeatureAngle(_EDGE_ANGLE)
    normals.ConsistencyOff()
    normals.AutoOrientNormalsOn() if not hasEdges else normals.AutoOrientNormalsOff()
    normals.Update()
    return normals.GetOutput()
