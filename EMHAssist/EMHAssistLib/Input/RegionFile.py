"""Files with regions of interest: Markups ROI or closed curve, segmentation, label image, RTSTRUCT."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..Scene.Regions import RegionSource
from .CaseScene import addSegment
from .DicomSeries import isDicomFile
from .ImageFile import readImageFile
from .StructureSet import ContourGrid, readStructure, structureMask

_MOST_LABELS_LISTED = 30
# Suffixes that hold a dot of their own.
_DOUBLE_SUFFIXES = (".mrk.json", ".seg.nrrd", ".nii.gz")
# Node and storage node by the type that a markups file states.
_MARKUPS = {
    "ROI": ("vtkMRMLMarkupsROINode", "vtkMRMLMarkupsROIJsonStorageNode"),
    "ClosedCurve": ("vtkMRMLMarkupsClosedCurveNode", "vtkMRMLMarkupsJsonStorageNode"),
}


def readRegions(scene, path: Path, part: str, grids: Sequence[ContourGrid]) -> list[RegionSource]:
    """Read the regions of a file into a scene.

    :param path: existing file
    :param part: name of the segment or structure, or number of the label; "" for all segments or the only ROI
    :param grids: the series of the case, which RTSTRUCT contours refer to
    :return: the regions, without roles
    :raises ValueError: the file cannot be read or does not hold the part; the message lists what it holds
    :raises OSError: the file cannot be read
    """
    if path.is_dir():
        raise ValueError("is a folder; give a file: .mrk.json, .seg.nrrd, label image as FILE:LABEL or RTSTRUCT as "
                         "FILE:NAME")
    if path.name.lower().endswith(".json"):
        return [_readMarkup(scene, path, part)]
    if path.name.lower().endswith((".seg.nrrd", ".seg.nhdr")):
        return _readSegments(scene, path, part)
    if isDicomFile(path):
        mask, ijkToRas = structureMask(readStructure(path, part), grids)
        return [addSegment(scene, part, mask, ijkToRas)]
    return [_readLabel(scene, path, part)]


def stem(path: Path) -> str:
    """Return the name of a file without its suffix: "mass" for "mass.mrk.json"."""
    for suffix in _DOUBLE_SUFFIXES:
        if path.name.lower().endswith(suffix):
            return path.name[:-len(suffix)]
    return path.stem


def _readMarkup(scene, path: Path, part: str) -> RegionSource:
    """Read a Markups ROI or closed curve."""
    if part:
        raise ValueError(f"a markups file holds one region; leave out ':{part}'")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        kinds = [str(markup["type"]) for markup in content["markups"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"is not a markups file ({error}); save the region from Slicer as .mrk.json") from error
    if len(kinds) != 1 or kinds[0] not in _MARKUPS:
        raise ValueError(f"holds {' and '.join(kinds) or 'nothing'}; give a file with one Markups ROI or closed curve")
    nodeClass, storageClass = _MARKUPS[kinds[0]]
    node = scene.AddNewNodeByClass(nodeClass)
    _readNode(scene, storageClass, path, node)
    # Only now: while points are added, a percent sign in the name would be taken for a format.
    node.SetName(stem(path))
    return RegionSource(node)


def _readSegments(scene, path: Path, part: str) -> list[RegionSource]:
    """Read a segmentation as Slicer writes it."""
    # Tells what is damaged; some damaged files make Slicer's reader end the process.
    readImageFile(path)
    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", stem(path))
    _readNode(scene, "vtkMRMLSegmentationStorageNode", path, node)
    sources = [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    chosen = [source for source in sources if part in ("", source.name)]
    if not chosen:
        names = ", ".join(source.name for source in sources)
        raise ValueError(f"there is no segment '{part}'; there are: {names}" if sources else
                         "there is no segment; give a segmentation that holds one")
    return chosen


def _readNode(scene, storageClass: str, path: Path, node) -> None:
    """Read a file with MRML's own reader."""
    storage = scene.AddNewNodeByClass(storageClass)
    storage.SetFileName(str(path))
    if not storage.ReadData(node):
        message = " ".join(storage.GetUserMessages().GetAllMessagesAsString().split())
        raise ValueError(f"cannot be read ({message}); save it from Slicer again")


def _readLabel(scene, path: Path, part: str) -> RegionSource:
    """Read one label of a label image."""
    voxels = readImageFile(path)
    if voxels.array.ndim != 3:
        raise ValueError(f"has {voxels.array.shape[3]} values per voxel; give a label image, or a segmentation as "
                         ".seg.nrrd")
    labels = np.unique(voxels.array)
    if not np.array_equal(labels, np.rint(labels)):
        raise ValueError("contains fractions or values that are not finite, so it is not a label image; give one with "
                         "whole numbers")
    labels = [int(label) for label in labels if label != 0]
    try:
        label = int(part)
    except ValueError:
        label = 0
    if label not in labels:
        there = ", ".join(map(str, labels[:_MOST_LABELS_LISTED])) or "none"
        there += ", ..." if len(labels) > _MOST_LABELS_LISTED else ""
        raise ValueError(f"there is no label {part}; there are: {there}" if part else
                         f"say which label, as FILE:LABEL; there are: {there}")
    return addSegment(scene, f"{stem(path)}:{label}", voxels.array == label, voxels.ijkToRas)
