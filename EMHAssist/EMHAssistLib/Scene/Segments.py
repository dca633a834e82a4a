"""What a segment was made as: voxels, or a closed surface of which Slicer has made voxels."""

from __future__ import annotations

import numpy as np
import slicer
import vtk
from vtk.util.numpy_support import vtk_to_numpy

from ..Cache import Memory
from ..Measurement import Mask, Mesh
from .Transforms import matrixToWorld

# What Slicer calls the representations of segments.
LABELMAP, SURFACE, FRACTIONS = "Binary labelmap", "Closed surface", "Fractional labelmap"
_OVERSAMPLING = "Oversampling factor"
_SAME = 1e-3  # mm, between points that Slicer has computed twice in single precision; assumed
# Which surfaces came before their voxels, by the times of both: nothing else has the same ones.
_cameFirst = Memory(256)


def drawnAs(node, segmentId: str):
    """Return the representation that a segment was made as, and its name; None where it has none.

    That is the source representation of its segmentation. But Slicer takes surfaces into a segmentation of voxels as
    well, makes voxels of them at once, and keeps both.
    """
    segmentation = node.GetSegmentation()
    segment = segmentation.GetSegment(segmentId)
    source = segmentation.GetSourceRepresentationName()
    names = [source] if source in (LABELMAP, SURFACE, FRACTIONS) else [SURFACE, LABELMAP]
    if source == LABELMAP and surfaceCameFirst(segment, segmentation):
        names = [SURFACE]
    name = next((name for name in (*names, LABELMAP, SURFACE, source) if segment.GetRepresentation(name)), source)
    return segment.GetRepresentation(name), name


def surfaceCameFirst(segment, segmentation) -> bool:
    """Tell whether the voxels of a segment were made of its surface, not the surface of voxels that were drawn: the
    voxels are those that Slicer makes of the surface, and the surface is not that which Slicer makes of the voxels.

    Times do not tell: a copy has others, and voxels that a script has changed are younger than their surface.
    """
    surface, labelmap = segment.GetRepresentation(SURFACE), segment.GetRepresentation(LABELMAP)
    if surface is None or labelmap is None:
        return False
    label = segment.GetLabelValue()
    return _cameFirst.get((surface.GetMTime(), labelmap.GetMTime(), label),
                          lambda: _surfaceCameFirst(surface, labelmap, label, segmentation))


def _surfaceCameFirst(surface, labelmap, label: int, segmentation) -> bool:
    if not surface.GetNumberOfPolys() or labelmap.GetNumberOfScalarComponents() != 1:
        return False
    try:
        mask = voxelsOf(labelmap, label)
    except ValueError:
        return _makesNone(surface, segmentation)
    try:
        grid = _imageOf(mask)
        if _isSame(surface, _bordersOf(mask), 2 * np.abs(mask.toWorld[:3, :3]).max()):
            return False  # as Slicer makes it unless told otherwise, but for smoothing: found in a tenth of the time
        made = voxelsOf(_converted(surface, SURFACE, LABELMAP, segmentation, grid), 1)
        if made.array.shape != mask.array.shape or not np.allclose(made.toWorld, mask.toWorld) or (
                made.array != mask.array).any():
            return False
        return not _isSame(surface, _converted(grid, LABELMAP, SURFACE, segmentation, grid), _SAME)
    except ValueError:
        return False


def _makesNone(surface, segmentation) -> bool:
    """Tell whether Slicer makes no voxel of a surface: one that is there twice, or lies between centers of voxels."""
    try:
        voxelsOf(_converted(surface, SURFACE, LABELMAP, segmentation), 1)
    except ValueError:
        return True
    return False


def _converted(representation, name: str, otherName: str, segmentation, grid=None):
    """Return another representation that Slicer makes of one, as it would in a segmentation.

    :param grid: image whose voxels are to be made; None for those of the segmentation
    :raises ValueError: it makes none
    """
    other = slicer.vtkSegmentation()
    other.CopyConversionParameters(segmentation)
    if grid is not None:
        other.SetConversionParameter(slicer.vtkSegmentationConverter.GetReferenceImageGeometryParameterName(),
                                     slicer.vtkSegmentationConverter.SerializeImageGeometry(grid))
        other.SetConversionParameter(_OVERSAMPLING, "1")
    other.SetSourceRepresentationName(name)
    segment = slicer.vtkSegment()
    segment.SetName(name)
    segment.AddRepresentation(name, representation)
    other.AddSegment(segment, name)
    other.CreateRepresentation(otherName, True)
    made = other.GetSegment(name).GetRepresentation(otherName)
    if made is None:
        raise ValueError(f"Slicer makes no {otherName} of it")
    return made


def _imageOf(mask: Mask):
    """Return a mask as an image of zeros and ones with a border, in its own space."""
    array = np.pad(mask.array, 1).astype(np.uint8)
    image = slicer.vtkOrientedImageData()
    image.SetDimensions(*array.shape[::-1])
    image.AllocateScalars(vtk.VTK_UNSIGNED_CHAR, 1)
    vtk_to_numpy(image.GetPointData().GetScalars())[:] = array.ravel()
    border = np.eye(4)
    border[:3, 3] = -1
    image.SetImageToWorldMatrix(slicer.util.vtkMatrixFromArray(mask.toWorld @ border))
    return image


def _bordersOf(mask: Mask):
    """Return the surface half way between voxels inside and outside."""
    image = _imageOf(Mask(np.eye(4), mask.array))
    edges, moved = vtk.vtkDiscreteFlyingEdges3D(), vtk.vtkTransformPolyDataFilter()
    edges.SetInputData(image)
    edges.SetValue(0, 1)
    toWorld = vtk.vtkTransform()
    toWorld.SetMatrix(slicer.util.vtkMatrixFromArray(mask.toWorld))
    moved.SetTransform(toWorld)
    moved.SetInputConnection(edges.GetOutputPort())
    moved.Update()
    return moved.GetOutput()


def _isSame(one, other, tolerance: float) -> bool:
    """Tell whether two surfaces have the same points, in the same order, and as many triangles.

    :param tolerance: mm along an axis
    """
    if one.GetNumberOfPolys() != other.GetNumberOfPolys() or one.GetNumberOfPoints() != other.GetNumberOfPoints():
        return False
    points = [vtk_to_numpy(surface.GetPoints().GetData()) for surface in (one, other)]
    return bool(np.abs(points[0] - points[1]).max() <= tolerance)


def mendEmpty(node) -> None:
    """Make voxels the source representation of a segmentation of surfaces that has no segments left: Slicer cannot save
    a scene with one."""
    segmentation = node.GetSegmentation()
    if segmentation.GetSourceRepresentationName() == SURFACE and not segmentation.GetNumberOfSegments():
        segmentation.SetSourceRepresentationName(LABELMAP)


def keepSurfaces(node) -> None:
    """Make surfaces the source representation where all segments were made as such, so that they are saved, too: Slicer
    saves the source alone. Other representations stay."""
    segmentation = node.GetSegmentation()
    segments = [segmentation.GetSegment(segmentId) for segmentId in segmentation.GetSegmentIDs()]
    if segmentation.GetSourceRepresentationName() == LABELMAP and all(
            surfaceCameFirst(segment, segmentation) for segment in segments):
        labelmaps = [segment.GetRepresentation(LABELMAP) for segment in segments]
        segmentation.SetSourceRepresentationName(SURFACE)
        for segment, labelmap in zip(segments, labelmaps):
            segment.AddRepresentation(LABELMAP, labelmap)


def surfaceOf(node, surface) -> Mesh:
    """Return a surface in world space; polygons and strips are cut into triangles.

    :raises ValueError: it is empty or not closed, or a parent transform is not linear
    """
    if not surface.GetNumberOfPolys() and not surface.GetNumberOfStrips():
        isSaved = node.GetSegmentation().GetSourceRepresentationName() != SURFACE
        raise ValueError("the segment is empty" if isSaved else "the segment is empty, and Slicer does not save it "
                         "beside surfaces; make a surface of it, or remove it")
    cut = vtk.vtkTriangleFilter()
    cut.SetInputData(surface)
    cut.PassLinesOff()
    cut.PassVertsOff()
    cut.Update()
    triangles = vtk_to_numpy(cut.GetOutput().GetPolys().GetConnectivityArray()).reshape(-1, 3)
    return Mesh(matrixToWorld(node), vtk_to_numpy(cut.GetOutput().GetPoints().GetData()), triangles)


def voxelsOf(labelmap, label: int | None) -> Mask:
    """Return the voxels of a label map with one label, no larger than what bears it, in the space of the label map.

    :param label: None for a label map whose values are how much of each voxel is inside, 0 to 1 or as its field data
        say, as SlicerRT writes them
    :raises ValueError: there is none, or the voxels have several values each
    """
    extent = labelmap.GetExtent()
    scalars = labelmap.GetPointData().GetScalars()
    if scalars is None or extent[0] > extent[1]:
        raise ValueError("the segment is empty")
    if scalars.GetNumberOfComponents() != 1:
        raise ValueError(f"the label map of the segment has {scalars.GetNumberOfComponents()} values in each voxel, "
                         "not one; make the segment again")
    shape = [extent[2 * axis + 1] - extent[2 * axis] + 1 for axis in (2, 1, 0)]
    values = vtk_to_numpy(scalars).reshape(shape)
    if label is None:
        stated = labelmap.GetFieldData().GetArray("ScalarRange")
        low, high = stated.GetTuple2(0) if stated is not None else (0.0, 1.0)
        array = np.clip((values.astype(np.float64) - low) / (high - low), 0, 1)
    else:
        array = values == label
    imageToWorld = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(imageToWorld)
    toWorld = slicer.util.arrayFromVTKMatrix(imageToWorld)
    # The segments of a segmentation share a label map, which is as large as all of them together.
    first, last = Mask(toWorld, array).occupied
    if (first == last).any():
        raise ValueError("the segment is empty")
    firstVoxel = np.eye(4)
    firstVoxel[:3, 3] = np.add(extent[::2], first)
    array = array[first[2]:last[2], first[1]:last[1], first[0]:last[0]].copy()
    return Mask(toWorld @ firstVoxel, array)
