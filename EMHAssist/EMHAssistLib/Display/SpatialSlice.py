"""A slice of a volume as a picture in space."""

from __future__ import annotations

import itertools

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import numpy_to_vtk, vtk_to_numpy

from ..Case import Region
from ..Scene.Transforms import matrixToWorld

# What lies behind it is to be seen through it.
_OPACITY = 0.62
_FRAME_COLOR, _FRAME_OPACITY = (0.6, 0.6, 0.6), 0.8
_AROUND, _STEP = 30.0, 10.0  # mm
_FINEST = 0.4  # mm between pixels
_MOST_PIXELS = 1024


class SpatialSlice:
    """The picture of one slice view, at its place in space; made anew only when slice, voxels or window have changed.

    ``actors`` are what draws it, to be added to a renderer.
    """

    def __init__(self):
        self._quad = vtk.vtkPolyData()
        self._quad.SetPoints(vtk.vtkPoints())
        cells = vtk.vtkCellArray()
        cells.InsertNextCell(4, range(4))
        self._quad.SetPolys(cells)
        self._texture = vtk.vtkTexture()
        self._texture.InterpolateOn()
        self._texture.SetColorModeToDirectScalars()
        self._texture.EdgeClampOn()
        picture = _actor(self._quad)
        picture.SetTexture(self._texture)
        picture.GetProperty().LightingOff()
        picture.GetProperty().SetOpacity(_OPACITY)
        picture.ForceTranslucentOn()
        outline = vtk.vtkPolyData()
        outline.SetPoints(self._quad.GetPoints())
        lines = vtk.vtkCellArray()
        lines.InsertNextCell(5, (0, 1, 2, 3, 0))
        outline.SetLines(lines)
        frame = _actor(outline)
        frame.GetProperty().LightingOff()
        frame.GetProperty().SetColor(*_FRAME_COLOR)
        frame.GetProperty().SetOpacity(_FRAME_OPACITY)
        self._outline = outline
        self.actors = [picture, frame]
        self._shown = None
        self._regions: tuple[Region, ...] = ()
        self._around: tuple[float, ...] = ()
        for actor in self.actors:
            actor.VisibilityOff()

    @property
    def isShown(self) -> bool:
        """Whether there is a picture."""
        return bool(self.actors[0].GetVisibility())

    def show(self, volumeNode, sliceNode, regions: tuple[Region, ...]) -> bool:
        """Show a volume in the plane of a slice view, around regions; nothing without volume, or where it and the plane
        do not meet.

        :return: it is another picture now
        """
        if regions != self._regions:
            self._regions, self._around = regions, _surroundings(regions)
        key = None if volumeNode is None else (
            volumeNode.GetID(), volumeNode.GetMTime(), volumeNode.GetImageData().GetMTime(),
            _window(volumeNode), _transformTime(volumeNode), _elements(sliceNode), self._around)
        if key == self._shown:
            return False
        self._shown = key
        isThere = volumeNode is not None and self._draw(volumeNode, sliceNode, np.reshape(self._around, (2, 3)))
        for actor in self.actors:
            actor.SetVisibility(isThere)
        return True

    def _draw(self, volumeNode, sliceNode, around: np.ndarray) -> bool:
        try:
            toWorld = matrixToWorld(volumeNode) @ _ijkToRas(volumeNode)
        except ValueError:
            return False  # bent by a transform; the panel says so
        image, plane = volumeNode.GetImageData(), np.reshape(sliceNode.GetSliceToRAS().GetData(), (4, 4)).copy()
        # A copy of the slice node may be scaled.
        plane[:3, :3] /= np.linalg.norm(plane[:3, :3], axis=0)
        toPlane = np.linalg.inv(plane) @ toWorld
        limits = np.reshape(image.GetExtent(), (3, 2)) + [-0.5, 0.5]
        corners = _corners(limits.T) @ toPlane[:3].T
        low, high = corners.min(axis=0), corners.max(axis=0)
        inPlane = _corners(around) @ np.linalg.inv(plane)[:3].T
        low[:2] = np.maximum(low[:2], inPlane.min(axis=0)[:2])
        high[:2] = np.minimum(high[:2], inPlane.max(axis=0)[:2])
        if not low[2] < 0 < high[2] or not (low < high).all():
            return False
        size = high[:2] - low[:2]
        # As fine as the voxels in this plane, but for those that lie across it.
        isAlong = np.abs(toPlane[:2, :3]).max(axis=0) > np.abs(toPlane[2, :3])
        step = np.linalg.norm(toPlane[:3, :3], axis=0)[isAlong].min(initial=np.inf)
        step = max(step if np.isfinite(step) else 1.0, _FINEST, size.max() / _MOST_PIXELS)
        count = np.maximum(np.ceil(size / step), 1).astype(int)
        self._texture.SetInputData(_picture(image, _window(volumeNode), np.linalg.inv(toPlane), low, step, count))
        far = low[:2] + count * step
        places = np.array([[low[0], low[1]], [far[0], low[1]], [far[0], far[1]], [low[0], far[1]]])
        inSpace = np.column_stack([places, np.zeros(4), np.ones(4)]) @ plane[:3].T
        self._quad.GetPoints().SetData(numpy_to_vtk(np.ascontiguousarray(inSpace, dtype=np.float32), deep=True))
        self._quad.GetPoints().Modified()
        self._quad.GetPointData().SetTCoords(numpy_to_vtk(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32),
                                                          deep=True))
        self._outline.Modified()
        return True


def _corners(bounds: np.ndarray) -> np.ndarray:
    """Return (8, 4) homogeneous corners of a block, of its (2, 3) lowest and highest coordinates."""
    return np.array([(*corner, 1.0) for corner in itertools.product(*np.transpose(bounds))])


def _surroundings(regions: tuple[Region, ...]) -> tuple[float, ...]:
    """Return the lowest and highest R, A and S of what is to be seen around regions, which are the same until these
    have moved some way."""
    bounds = np.array([region.shape.bounds for region in regions])
    low, high = bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)
    low, high = np.floor((low - _AROUND) / _STEP), np.ceil((high + _AROUND) / _STEP)
    return tuple((_STEP * np.concatenate([low, high])).tolist())


def _picture(image, window: tuple[float, float], toIndex: np.ndarray, low, step: float, count) -> vtk.vtkImageData:
    """Return brightness and opacity of a plane through an image.

    :param toIndex: (4, 4) mm in the plane to voxel indices
    """
    toPixel = np.eye(4)
    toPixel[:2, :2] *= step
    toPixel[:2, 3] = low[:2] + step / 2
    transform = vtk.vtkTransform()
    transform.SetMatrix(slicer.util.vtkMatrixFromArray(toIndex @ toPixel))
    reslice = vtk.vtkImageReslice()
    reslice.SetInputData(image)
    reslice.SetResliceTransform(transform)
    reslice.SetOutputSpacing(1, 1, 1)
    reslice.SetOutputOrigin(0, 0, 0)
    reslice.SetOutputExtent(0, int(count[0]) - 1, 0, int(count[1]) - 1, 0, 0)
    reslice.SetInterpolationModeToLinear()
    reslice.GenerateStencilOutputOn()
    reslice.SetOutputScalarType(vtk.VTK_FLOAT)
    reslice.Update()
    values = vtk_to_numpy(reslice.GetOutput().GetPointData().GetScalars())
    values = values if values.ndim == 1 else values[:, :3].mean(axis=1)
    width, level = window
    gray = np.clip((values - level) / max(width, 1e-9) + 0.5, 0, 1)
    pixels = np.empty((len(gray), 4), dtype=np.uint8)
    pixels[:, :3] = np.rint(255 * gray)[:, np.newaxis]
    pixels[:, 3] = 255
    picture = vtk.vtkImageData()
    picture.SetDimensions(int(count[0]), int(count[1]), 1)
    picture.GetPointData().SetScalars(numpy_to_vtk(pixels, deep=True))
    return picture


def _window(volumeNode) -> tuple[float, float]:
    """Return window and level, those of all values where nothing displays the volume."""
    display = volumeNode.GetDisplayNode()
    if display is not None and display.IsA("vtkMRMLScalarVolumeDisplayNode"):
        return display.GetWindow(), display.GetLevel()
    low, high = volumeNode.GetImageData().GetScalarRange()
    return high - low, (high + low) / 2


def _ijkToRas(volumeNode) -> np.ndarray:
    matrix = vtk.vtkMatrix4x4()
    volumeNode.GetIJKToRASMatrix(matrix)
    return slicer.util.arrayFromVTKMatrix(matrix)


def _transformTime(volumeNode) -> int:
    transform = volumeNode.GetParentTransformNode()
    return transform.GetTransformToWorldMTime() if transform else 0


def _elements(sliceNode) -> tuple[float, ...]:
    return tuple(sliceNode.GetSliceToRAS().GetData())


def _actor(data: vtk.vtkPolyData) -> vtk.vtkActor:
    mapper = vtk.vtkPolyDataMapper()
    mapper.SetInputData(data)
    actor = vtk.vtkActor()
    actor.SetMapper(mapper)
    actor.PickableOff()
    return actor
