"""What a scene holds of our cases, as plain data that a small file can hold: no voxels, and nobody's name.

Of a volume its files, what tells its voxels from others, and its acquisition as far as the scene keeps it; its name
and that of a segmentation, which may be that of a patient, only as a digest.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from zlib import crc32

import numpy as np
import slicer
import vtk

from .CaseFields import KNOWN_OF_VOLUMES, fieldsOf
from .Cases import FINDING_PREFIX, caseOf, cases
from .Nodes import markupsRegions, segmentationNodes
from .OwnModel import MODEL_REFERENCE
from .Regions import RegionSource
from .Transforms import matrixToWorld
from .Volumes import allVolumes, role

VERSION = 1
_SAMPLE = 4096  # voxels, which tell two volumes of one grid apart and are read in no time
_samples: dict[str, tuple[int, str]] = {}


def caseRecord(scene) -> dict[str, Any]:
    """Return what a scene holds of ours: regions, findings, settings, and which volumes they belong to."""
    found = cases(scene)
    regions = [node for node in markupsRegions(scene) if RegionSource(node).role]
    segmentations = [node for node in segmentationNodes(scene) if _hasRole(node)]
    findings = [name for case in found for name in case.GetParameterNames() if name.startswith(FINDING_PREFIX)]
    count = len(regions) + sum(bool(RegionSource(node, segmentId).role) for node in segmentations
                               for segmentId in node.GetSegmentation().GetSegmentIDs())
    return {
        "version": VERSION, "regionCount": count, "findingCount": len(findings),
        "cases": [{**_node(case), "model": _modelText(case)} for case in found],
        "volumes": [{**_node(node), **volumeMarks(node), "role": role(node), "attributes": {
            name: node.GetAttribute(name) for name in node.GetAttributeNames() if name.startswith(KNOWN_OF_VOLUMES)}}
            for node in allVolumes(scene) if role(node)],
        "regions": [{**_node(node), "class": node.GetClassName()} for node in regions],
        "segmentations": [{**_node(node), "files": files(node), "name": digest(node.GetName()),
                           "segments": list(node.GetSegmentation().GetSegmentIDs())} for node in segmentations],
    }


def volumeMarks(volumeNode) -> dict[str, Any]:
    """Return what tells a volume from others: files, a DICOM instance, and a digest of its grid and some voxels."""
    instances = (volumeNode.GetAttribute("DICOM.instanceUIDs") or "").split()
    return {"files": files(volumeNode), "instance": instances[0] if instances else "", "name": digest(
        volumeNode.GetName()), "content": _content(volumeNode)}


def files(node) -> list[str]:
    """Return the first file that a node was read from, if any, with its folder."""
    storage = node.GetStorageNode()
    name = storage.GetFullNameFromFileName() if storage is not None and storage.GetFileName() else ""
    return [name] if name else []


def digest(text: str | None) -> str:
    """Return what tells a text from others without telling it."""
    return sha256((text or "").encode("utf-8", "replace")).hexdigest()[:16]


def _node(node) -> dict[str, Any]:
    case = caseOf(node) if not node.IsA("vtkMRMLScriptedModuleNode") else None
    return {"id": node.GetID(), "case": case.GetID() if case else "", "toWorld": _toWorld(node),
            "fields": [[list(name), value] for name, value in fieldsOf(node).items()
                       if name[0] not in ("reference", "transform", "segmentName")]}


def _toWorld(node) -> list[float] | str | None:
    """Return the matrix that transforms put a node into the world by, None without; why where there is no matrix."""
    if not node.IsA("vtkMRMLTransformableNode") or node.GetParentTransformNode() is None:
        return None
    try:
        return [float(value) for value in matrixToWorld(node).ravel()]
    except ValueError as error:
        return str(error)


def _content(volumeNode) -> str:
    """Return a digest of grid and some voxels, "" without voxels."""
    image = volumeNode.GetImageData()
    if image is None or image.GetPointData().GetScalars() is None:
        return ""
    known = _samples.get(volumeNode.GetID(), (0, ""))
    if known[0] != image.GetMTime():
        voxels = slicer.util.arrayFromVolume(volumeNode)
        # Odd, so that not all are of one column.
        step = max(1, voxels.size // _SAMPLE) | 1
        known = image.GetMTime(), f"{crc32(np.ascontiguousarray(voxels.reshape(-1)[::step])):08x}"
        _samples[volumeNode.GetID()] = known
    return digest(f"{image.GetDimensions()} {_matrix(volumeNode)} {image.GetScalarType()} {known[1]}")


def _matrix(volumeNode) -> list[float]:
    matrix = vtk.vtkMatrix4x4()
    volumeNode.GetIJKToRASMatrix(matrix)
    # As files keep it: those in single precision among them.
    return [round(value, 4) + 0.0 for value in matrix.GetData()]


def _hasRole(node) -> bool:
    return any(RegionSource(node, segmentId).role for segmentId in node.GetSegmentation().GetSegmentIDs())


def _modelText(case) -> str:
    node = case.GetNodeReference(MODEL_REFERENCE)
    return node.GetText() or "" if node is not None else ""
