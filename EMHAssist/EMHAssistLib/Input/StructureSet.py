"""Structures of a DICOM RTSTRUCT as regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from pathlib import Path

import numpy as np

from .ContourStack import ContourGrid, StackMask, insideFraction, liesOnSlices, ownGrid, stackOnGrid
from .DicomMetadata import SERIES_KEYWORD
from .DicomSeries import UnusableDicomError, damageReported
from .FileVoxels import LPS_TO_RAS

_CLOSED, _EXCLUSIVE = "CLOSED_PLANAR", "CLOSEDPLANAR_XOR"
_FRAME_KEYWORD = "FrameOfReferenceUID"


@dataclass(frozen=True)
class Structure:
    """A structure of an RTSTRUCT.

    :param contours: (N, 3) points of each closed contour, RAS millimeters
    :param seriesUids: series it was drawn on
    :param frameOfReference: UID of the frame of reference of its points
    :param isExclusive: its contours are combined by exclusive disjunction
    :param slab: thickness of its contours in mm, NaN where the file does not state one
    :param name: as the file has it
    :param notes: what was left out, in plain English
    """

    contours: tuple[np.ndarray, ...]
    seriesUids: frozenset[str]
    frameOfReference: str
    isExclusive: bool = False
    slab: float = nan
    name: str = ""
    notes: tuple[str, ...] = ()


def readStructure(path: Path, name: str) -> Structure:
    """Read one structure of an RTSTRUCT, see DICOM PS3.3 C.8.8.5 and C.8.8.6.

    :param name: its name, where no other fits also in other letters or with other spaces; or its number; "" for the
        only one
    :raises ValueError: the file is not an RTSTRUCT, the structure is not there or has no closed contour, or a contour
        is damaged
    """
    import pydicom

    with damageReported(path):
        data = pydicom.dcmread(path, force=True)
        if data.get("Modality") != "RTSTRUCT":
            raise UnusableDicomError(f"is DICOM of modality {data.get('Modality')}; give an RTSTRUCT, .mrk.json, "
                                     ".seg.nrrd or label image")
        item = _chosen(data, name)
        title = _title(item)
        contours = [contour for roi in data.get("ROIContourSequence") or ()
                    if str(roi.get("ReferencedROINumber")) == str(item.ROINumber)
                    for contour in roi.get("ContourSequence") or ()]
        kinds = Counter(str(contour.get("ContourGeometricType") or "no type") for contour in contours)
        closed = [contour for contour in contours
                  if contour.get("ContourGeometricType") in (_CLOSED, _EXCLUSIVE)]
        points = tuple(_points(contour, title, number) for number, contour in enumerate(closed, 1))
        slabs = [float(contour.ContourSlabThickness) for contour in closed if contour.get("ContourSlabThickness")]
        seriesUids = frozenset(_seriesUids(data))
        frame = str(item.get("ReferencedFrameOfReferenceUID") or data.get(_FRAME_KEYWORD) or "")
    others = ", ".join(f"{count} of type {kind}" for kind, count in kinds.items() if kind not in (_CLOSED, _EXCLUSIVE))
    if not points:
        raise ValueError(f"the structure '{title}' has no closed contour ({others or 'none at all'}); draw one or "
                         "choose another")
    notes = (f"contours that enclose nothing were left out: {others}",) if others else ()
    return Structure(points, seriesUids, frame, _EXCLUSIVE in kinds, float(np.median(slabs)) if slabs else nan, title,
                     notes)


def structureMask(structure: Structure, grids: Sequence[ContourGrid]) -> StackMask:
    """Return a structure as voxels of the series it was drawn on, of one with the same slices, or in planes of its own.

    :param grids: the series that are there
    :return: the mask, which may reach beyond the series, and what had to be decided
    :raises ValueError: none of the series fits, or it lies outside of all
    """
    frame = structure.frameOfReference
    own = [grid for grid in grids if grid.metadata.get(SERIES_KEYWORD) in structure.seriesUids]
    others = [grid for grid in grids if frame and grid.metadata.get(_FRAME_KEYWORD) == frame and grid not in own]
    if not own and not others:
        raise ValueError("none of the series given is the one it was drawn on, nor shares its frame of reference; "
                         "give the DICOM folder of that series too")
    notes = list(structure.notes)
    if own and not others and frame and all(grid.metadata.get(_FRAME_KEYWORD, frame) != frame for grid in own):
        notes.append("it names this series and another frame of reference: measured where its contours are written; "
                     "check its place")
    fitting = next((grid for grid in (*own, *others)
                    if liesOnSlices(structure.contours, grid, any(grid is one for one in own))), None)
    if fitting is not None:
        # Those of another series may have their centers where these have their borders.
        isDrawnOn = any(fitting is grid for grid in own) or not structure.seriesUids
        stack = stackOnGrid(structure.contours, fitting.ijkToRas, structure.isExclusive, isDrawnOn)
    else:
        matrix, step = ownGrid(structure.contours, (*own, *others), structure.slab)
        stack = stackOnGrid(structure.contours, matrix, structure.isExclusive, arePixels=False)
        notes.append(f"its contours do not lie on the slices of the series given: measured in planes of their own, "
                     f"{step:.3g} mm apart; better give the series it was drawn on")
    if not any(insideFraction(stack.mask, grid) for grid in (*own, *others)):
        raise ValueError("it lies wholly outside of the series given; give the series it was drawn on, or draw it "
                         "again")
    return StackMask(stack.mask, (*notes, *stack.notes))


def _chosen(data, name: str):
    """Return the item of the structure that is asked for."""
    items = list(data.get("StructureSetROISequence") or ())
    listed = ", ".join(f"{item.get('ROINumber')} '{item.get('ROIName') or ''}'" for item in items) or "none"
    numbers = Counter(str(item.get("ROINumber")) for item in items)

    def plain(text) -> str:
        return " ".join(str(text or "").split()).casefold()

    for fits in (lambda item: str(item.get("ROIName") or "") == name,
                 lambda item: str(item.get("ROIName") or "").strip() == name.strip(),
                 lambda item: plain(item.get("ROIName")) == plain(name),
                 lambda item: str(item.get("ROINumber")) == name.strip()):
        found = [item for item in items if fits(item)] if name else items
        drawn = [item for item in found if _isDrawn(data, item)] if len(found) > 1 else found
        if len(drawn) == 1:
            if numbers[str(drawn[0].get("ROINumber"))] > 1:
                raise UnusableDicomError(f"several structures have the number {drawn[0].get('ROINumber')}, so that it "
                                         f"cannot be told whose contours are whose; export it again; there are: "
                                         f"{listed}")
            return drawn[0]
        if found and name:
            raise UnusableDicomError(f"there is more than one structure '{name}'; give FILE:NUMBER with one of: "
                                     f"{listed}")
    if not name:
        raise UnusableDicomError(f"say which structure, as FILE:NAME; there are: {listed}")
    raise UnusableDicomError(f"there is no structure '{name}'; give FILE:NAME with one of: {listed}")


def _isDrawn(data, item) -> bool:
    return any(roi.get("ContourSequence") and roi.get("ReferencedROINumber") == item.get("ROINumber")
               for roi in data.get("ROIContourSequence") or ())


def _title(item) -> str:
    return str(item.get("ROIName") or "").strip() or f"structure {item.get('ROINumber')}"


def _points(contour, title: str, number: int) -> np.ndarray:
    """Return the (N, 3) points of a contour in RAS millimeters."""
    values = np.array(contour.get("ContourData") or (), dtype=np.float64).ravel()
    stated = contour.get("NumberOfContourPoints")
    if (not values.size or values.size % 3 or not np.isfinite(values).all()
            or (stated is not None and int(stated) * 3 != values.size)):
        raise UnusableDicomError(f"contour {number} of '{title}' is damaged: it states {stated} points and has "
                                 f"{values.size} coordinates; export it again")
    return values.reshape(-1, 3) * np.diag(LPS_TO_RAS)[:3]


def _seriesUids(data):
    for frame in data.get("ReferencedFrameOfReferenceSequence") or ():
        for study in frame.get("RTReferencedStudySequence") or ():
            for series in study.get("RTReferencedSeriesSequence") or ():
                yield str(series.SeriesInstanceUID)
