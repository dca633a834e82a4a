"""Structures of a DICOM RTSTRUCT as masks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..Measurement.Image import invertAffine
from .DicomDamage import UnusableDicomError, damageReported
from .DicomMetadata import SERIES_KEYWORD
from .ImageFile import LPS_TO_RAS

# How far the points of a contour may lie from the middle of a slice, in slice distances.
_PLANE_TOLERANCE = 0.25


@dataclass(frozen=True)
class ContourGrid:
    """Voxels of a DICOM series that a structure may have been drawn on.

    :param shape: slices, rows, columns
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters
    :param metadata: DICOM keyword to value, with the UIDs of the series and the frame of reference where known
    """

    shape: tuple[int, int, int]
    ijkToRas: np.ndarray
    metadata: dict[str, str]


@dataclass(frozen=True)
class Structure:
    """A structure of an RTSTRUCT.

    :param contours: (N, 3) points of each contour, RAS millimeters
    :param seriesUids: series it was drawn on
    :param frameOfReference: UID of the frame of reference of its points
    """

    contours: tuple[np.ndarray, ...]
    seriesUids: frozenset[str]
    frameOfReference: str


def readStructure(path: Path, name: str) -> Structure:
    """Read one structure of an RTSTRUCT, see DICOM PS3.3 C.8.8.5 and C.8.8.6.

    :raises ValueError: the file is not an RTSTRUCT, or the structure is not there or has no closed contour
    """
    import pydicom

    with damageReported(path):
        data = pydicom.dcmread(path, force=True)
        if data.get("Modality") != "RTSTRUCT":
            raise UnusableDicomError(f"is DICOM of modality {data.get('Modality')}; give an RTSTRUCT, .mrk.json, "
                                     ".seg.nrrd or label image")
        structures = list(data.get("StructureSetROISequence") or ())
        named = [item for item in structures if item.get("ROIName") == name]
        if len(named) != 1:
            names = ", ".join(str(item.get("ROIName")) for item in structures)
            count = "more than one" if named else "no"
            raise UnusableDicomError(f"there is {count} structure '{name}'; give FILE:NAME with one of: {names}")
        contours = tuple(_contours(data, named[0].ROINumber))
        seriesUids = frozenset(_seriesUids(data))
        frame = str(named[0].get("ReferencedFrameOfReferenceUID") or data.get("FrameOfReferenceUID") or "")
    if not contours:
        raise ValueError(f"the structure '{name}' has no closed contour; draw one or choose another")
    return Structure(contours, seriesUids, frame)


def structureMask(structure: Structure, grids: Sequence[ContourGrid]) -> tuple[np.ndarray, np.ndarray]:
    """Return a structure as voxels of the series it was drawn on, or of one with the same slices.

    :param grids: the series that are there
    :return: (K, J, I) of bool and the (4, 4) matrix from its indices to RAS millimeters
    :raises ValueError: none of the series fits
    """
    own = [grid for grid in grids if grid.metadata.get(SERIES_KEYWORD) in structure.seriesUids]
    frame = structure.frameOfReference
    others = [grid for grid in grids if frame and grid.metadata.get("FrameOfReferenceUID") == frame]
    if not own and not others:
        raise ValueError("none of the series given is the one it was drawn on, nor shares its frame of reference; "
                         "give the DICOM folder of that series too")
    for grid in (*own, *others):
        contours = [_toIndices(points, grid) for points in structure.contours]
        if _fits(contours, grid.shape[0]):
            return _mask(contours, grid.shape), grid.ijkToRas
    raise ValueError("its contours do not lie on the slices of the series given; give the DICOM folder of the series "
                     "it was drawn on")


def fillContours(contours: Iterable[np.ndarray], shape: tuple[int, int]) -> np.ndarray:
    """Return the pixels whose centers lie inside contours, by the even-odd rule.

    A point is inside when a ray from it crosses the contours an odd number of times (Foley et al., Computer Graphics,
    2nd ed. 1990, section 3.6). Contours inside others so become holes, and the bridges of keyhole contours vanish, as
    DICOM PS3.3 C.8.8.6 wants.

    :param contours: (N, 2) points each, in columns and rows of the image; the last point joins the first
    :param shape: rows and columns of the image
    :return: rows x columns of bool
    """
    rows, columns = shape
    # How often an edge is crossed on the way from one pixel to the next one in its row.
    crossings = np.zeros((rows, columns + 1), dtype=np.int64)
    for contour in contours:
        start, end = contour, np.roll(contour, -1, axis=0)
        # Rows whose line an edge crosses: half open, so that a vertex on a line counts once.
        first = np.ceil(np.minimum(start[:, 1], end[:, 1])).clip(0, rows).astype(int)
        last = np.ceil(np.maximum(start[:, 1], end[:, 1])).clip(0, rows).astype(int)
        count = last - first
        edge = np.repeat(np.arange(len(contour)), count)
        row = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + first[edge]
        fraction = (row - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
        column = np.ceil(start[edge, 0] + fraction * (end[edge, 0] - start[edge, 0])).clip(0, columns).astype(int)
        np.add.at(crossings, (row, column), 1)
    return np.cumsum(crossings, axis=1)[:, :columns] % 2 == 1


def _contours(data, number):
    """Yield the points of the closed contours of a structure."""
    for structure in data.get("ROIContourSequence") or ():
        if structure.ReferencedROINumber != number:
            continue
        for contour in structure.get("ContourSequence") or ():
            if contour.ContourGeometricType in ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR"):
                yield np.array(contour.ContourData, dtype=np.float64).reshape(-1, 3) * np.diag(LPS_TO_RAS)[:3]


def _seriesUids(data):
    for frame in data.get("ReferencedFrameOfReferenceSequence") or ():
        for study in frame.get("RTReferencedStudySequence") or ():
            for series in study.get("RTReferencedSeriesSequence") or ():
                yield str(series.SeriesInstanceUID)


def _toIndices(points: np.ndarray, grid: ContourGrid) -> np.ndarray:
    toIndices = invertAffine(grid.ijkToRas)
    return points @ toIndices[:3, :3].T + toIndices[:3, 3]


def _fits(contours: Sequence[np.ndarray], sliceCount: int) -> bool:
    """Tell whether each contour lies in a slice, and neighboring contours in neighboring slices."""
    planes = [_plane(contour) for contour in contours]
    if any(np.abs(contour[:, 2] - plane).max() > _PLANE_TOLERANCE or not 0 <= plane < sliceCount
           for contour, plane in zip(contours, planes)):
        return False
    # Contours of thicker slices would leave the slices between them empty.
    steps = np.diff(sorted(set(planes)))
    return steps.size == 0 or steps.min() == 1


def _mask(contours: Sequence[np.ndarray], shape: tuple[int, int, int]) -> np.ndarray:
    mask = np.zeros(shape, dtype=bool)
    for plane in {_plane(contour) for contour in contours}:
        mask[plane] = fillContours([contour[:, :2] for contour in contours if _plane(contour) == plane], shape[1:])
    return mask


def _plane(contour: np.ndarray) -> int:
    """Return the index of the slice closest to a contour."""
    return int(np.rint(contour[:, 2].mean()))
