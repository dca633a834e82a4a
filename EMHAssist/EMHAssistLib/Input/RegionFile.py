"""Files with regions of interest: Markups ROI or closed curve, segmentation, label image, RTSTRUCT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

import numpy as np
import slicer
import vtk

from ..Comparability import Consequence, Objection
from ..Consistency.Place import besideItsSeries
from ..Scene.Regions import RegionSource
from ..Scene.Segments import LABELMAP
from .CaseScene import addSegment
from .ContourStack import ContourGrid
from .DicomSeries import isDicomFile
from .ImageFile import ImageVoxels, readImageFile
from .MarkupsFile import readMarkup
from .NrrdFile import checkForSlicer, readNrrd
from .StructureSet import readStructure, structureMask

_MOST_LABELS_LISTED = 30
# Suffixes that hold a dot of their own.
_DOUBLE_SUFFIXES = (".mrk.json", ".seg.nrrd", ".nii.gz")
# Labels that went through floating point, by a scaling or a resampling to the same grid, are whole within this.
_WHOLE = 1e-3


def readRegions(scene, path: Path, part: str, grids: Sequence[ContourGrid],
                known: Sequence[Objection] = ()) -> list[RegionSource]:
    """Read the regions of a file into a scene.

    :param path: existing file
    :param part: name of the segment or structure, or number of the label; "" for all segments or the only ROI
    :param grids: the series of the case, which RTSTRUCT contours refer to
    :param known: what the readers of the series object to: what a segmentation shares with its series does no harm
    :return: the regions, without roles
    :raises ValueError: the file cannot be read or does not hold the part; the message lists what it holds
    :raises OSError: the file cannot be read
    """
    if path.is_dir():
        raise ValueError("is a folder; give a file: .mrk.json, .seg.nrrd, label image as FILE:LABEL or RTSTRUCT as "
                         "FILE:NAME")
    if path.name.lower().endswith(".json"):
        return [readMarkup(scene, path, part, f"{stem(path)}:{part}" if part else stem(path))]
    if path.name.lower().endswith((".seg.nrrd", ".seg.nhdr")):
        return _readSegments(scene, path, part, known)
    if isDicomFile(path):
        structure = readStructure(path, part)
        stack = structureMask(structure, grids)
        source = addSegment(scene, structure.name, stack.mask.array, stack.mask.toWorld)
        source.setNotes(stack.notes)
        return [source]
    source, voxels = _readLabel(scene, path, part, known)
    source.setNotes(besideItsSeries(voxels.array.shape, voxels.ijkToRas,
                                    [(grid.shape, grid.ijkToRas) for grid in grids]))
    return [source]


def stem(path: Path) -> str:
    """Return the name of a file without its suffix: "mass" for "mass.mrk.json"."""
    for suffix in _DOUBLE_SUFFIXES:
        if path.name.lower().endswith(suffix):
            return path.name[:-len(suffix)]
    return path.stem


def _readSegments(scene, path: Path, part: str, known: Sequence[Objection]) -> list[RegionSource]:
    """Read a segmentation as Slicer writes it."""
    # Tells what is damaged; some damaged files make Slicer's reader end the process.
    voxels = readNrrd(path)
    checkForSlicer(path)
    _checkPlace(voxels.objections, known)
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", stem(path))
    _readNode(scene, "vtkMRMLSegmentationStorageNode", path, node)
    if voxels.unit != 1:
        _scale(node, voxels.unit)
    sources = [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    chosen = [source for source in sources if not part or normalize("NFC", source.name) == normalize("NFC", part)]
    if not chosen:
        names = ", ".join(source.name for source in sources)
        raise ValueError(f"there is no segment '{part}'; there are: {names}" if sources else
                         "there is no segment; give a segmentation that holds one")
    if part and len(chosen) > 1:
        raise ValueError(f"{len(chosen)} segments are named '{part}'; rename them")
    return chosen


def _scale(node, millimeters: float) -> None:
    """Bring the label maps of a segmentation, which MRML has read as if they were in mm, to mm."""
    segmentation = node.GetSegmentation()
    segments = [segmentation.GetSegment(segmentId) for segmentId in segmentation.GetSegmentIDs()]
    # Segments share them.
    for labelmap in {id(one): one for segment in segments if (one := segment.GetRepresentation(LABELMAP))}.values():
        toWorld = vtk.vtkMatrix4x4()
        labelmap.GetImageToWorldMatrix(toWorld)
        matrix = slicer.util.arrayFromVTKMatrix(toWorld)
        matrix[:3] *= millimeters
        labelmap.SetImageToWorldMatrix(slicer.util.vtkMatrixFromArray(matrix))


def _checkPlace(objections: Sequence[Objection], known: Sequence[Objection]) -> None:
    """Refuse regions whose file contradicts itself in what no series does: drawn on a series that does, they lie on its
    voxels all the same."""
    for objection in objections:
        if objection.consequence != Consequence.FINE and objection.topic != "intent" and objection not in known:
            raise ValueError(objection.reason)


def _readNode(scene, storageClass: str, path: Path, node) -> None:
    """Read a file with MRML's own reader."""
    storage = scene.AddNewNodeByClass(storageClass)
    storage.SetFileName(str(path))
    if not storage.ReadData(node):
        message = " ".join(storage.GetUserMessages().GetAllMessagesAsString().split())
        raise ValueError(f"cannot be read ({message}); save it from Slicer again")


def _readLabel(scene, path: Path, part: str, known: Sequence[Objection]) -> tuple[RegionSource, ImageVoxels]:
    """Read one label of a label image; of several images in one file, as NUMBER:LABEL."""
    number, _, part = part.rpartition(":")
    voxels = readImageFile(path, number)
    _checkPlace(voxels.objections, known)
    if voxels.array.ndim != 3:
        raise ValueError(f"has {voxels.array.shape[3]} values per voxel; give a label image, or a segmentation as "
                         ".seg.nrrd")
    found = np.unique(voxels.array)
    labels = np.rint(found)
    if not (np.abs(found - labels) <= _WHOLE).all():
        raise ValueError("contains fractions or values that are not finite, so it is not a label image; give one with "
                         "whole numbers")
    labels = sorted({int(label) for label in labels if label != 0})
    try:
        label = int(part)
    except ValueError:
        label = 0
    if label not in labels:
        there = ", ".join(map(str, labels[:_MOST_LABELS_LISTED])) or "none"
        there += ", ..." if len(labels) > _MOST_LABELS_LISTED else ""
        raise ValueError(f"there is no label {part}; there are: {there}" if part else
                         f"say which label, as FILE:LABEL; there are: {there}")
    name = f"{stem(path)}:{number}:{label}" if number else f"{stem(path)}:{label}"
    return addSegment(scene, name, np.abs(voxels.array - float(label)) <= _WHOLE, voxels.ijkToRas), voxels
