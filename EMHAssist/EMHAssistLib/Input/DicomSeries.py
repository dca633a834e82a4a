"""DICOM series: a folder of single slices, or one file with many frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..Consistency.FrameValue import frameValue
from .DicomDamage import UnusableDicomError, damageReported
from .DicomMetadata import SERIES_KEYWORD, metadataOf
from .DicomPixels import readPixels
from .DicomSlices import Slice, stackSlices
from .ImageFile import ImageVoxels

# Files that must not be passed over when they cannot be read: a slice would be missing.
_DICOM_SUFFIXES = (".dcm", ".dicom", ".ima")


@dataclass(frozen=True)
class _Header:
    """What is needed of the header of a DICOM image, and the rest of it."""

    file: Path
    data: object
    seriesUid: str
    seriesNumber: str
    seriesDescription: str


def readDicom(path: Path, seriesNumber: str = "") -> ImageVoxels:
    """Read one DICOM series.

    Values are rescaled (RescaleSlope, RescaleIntercept) as the files say.

    :param path: folder with the files of the series, or a file with all its frames
    :param seriesNumber: which series to take where the folder holds several, "" for the only one
    :raises ValueError: there is no series, there are several to choose from, or the one is damaged or irregular
    :raises OSError: a file cannot be read
    """
    headers = list(_imageHeaders(path))
    if not headers:
        raise ValueError("there is no DICOM image; give the folder that holds the files of the series themselves")
    headers = _chooseSeries(headers, seriesNumber)
    slices = []
    for header in headers:
        with damageReported(header.file):
            slices += _slices(header.file, header.data)
    slices, ijkToRas = stackSlices(slices)
    with damageReported(headers[0].file):
        metadata = metadataOf(headers[0].data)
    values = readPixels(slices, {header.file: header.data for header in headers})
    return ImageVoxels(values.array, ijkToRas, metadata, values.objections, values.padding)


def isDicomFile(path: Path) -> bool:
    """Tell whether a file starts as DICOM files do (PS3.10, section 7.1).

    :raises OSError: the file cannot be read
    """
    with open(path, "rb") as stream:
        return stream.read(132)[128:] == b"DICM"


def _imageHeaders(path: Path) -> Iterator[_Header]:
    """Yield the header of each DICOM image in a folder, or of a single file."""
    import pydicom

    isFolder = path.is_dir()
    if isFolder and not any(path.iterdir()):
        raise ValueError("the folder is empty; give the folder that holds the files of the series")
    for file in sorted(file for file in path.iterdir() if file.is_file()) if isFolder else [path]:
        if isDicomFile(file):
            with damageReported(file):
                data = pydicom.dcmread(file, stop_before_pixels=True)
                if _isImage(file, data):
                    texts = (str(data.get(keyword, "")) for keyword in
                             (SERIES_KEYWORD, "SeriesNumber", "SeriesDescription"))
                    yield _Header(file, data, *texts)
        elif file.suffix.lower() in _DICOM_SUFFIXES:
            raise UnusableDicomError(f"{file.name} is not a DICOM file or damaged; copy or export the series again")


def _isImage(file: Path, data) -> bool:
    """Tell an image from a report, structure set or directory."""
    kind = data.file_meta.get("MediaStorageSOPClassUID")
    if "Rows" not in data and (kind is None or kind.name.endswith(" Image Storage")):
        raise UnusableDicomError(f"{file.name} is cut off or damaged; copy or export the series again")
    return "Rows" in data


def _chooseSeries(headers: list[_Header], seriesNumber: str) -> list[_Header]:
    """Return the headers of one series.

    :raises ValueError: not exactly one fits; the message lists those there are
    """
    series: dict[str, list[_Header]] = {}
    for header in headers:
        series.setdefault(header.seriesUid, []).append(header)
    chosen = [members for members in series.values() if seriesNumber in ("", members[0].seriesNumber)]
    if len(chosen) == 1:
        return chosen[0]
    there = ", ".join(f"{first.seriesNumber or 'without number'} '{first.seriesDescription}' ({1 + len(rest)} files)"
                      for first, *rest in series.values())
    advice = "give one as FOLDER:NUMBER, or put it into a folder of its own"
    if not chosen:
        raise ValueError(f"there is no series {seriesNumber}; there are: {there}; {advice}")
    raise ValueError(f"there are {len(chosen)} series to choose from: {there}; {advice}")


def _slices(file: Path, data) -> list[Slice]:
    """Return the slices in a file."""
    if "MOSAIC" in data.get("ImageType", ()):
        raise UnusableDicomError(f"{file.name} is a mosaic of many slices in one image; convert the series to NIfTI "
                                 "and give that")
    frames = data.get("PerFrameFunctionalGroupsSequence")
    frameCount = int(data.get("NumberOfFrames") or 1)
    if not frames and frameCount == 1:
        return [_slice(file, data, 0, None)]
    if len(frames or ()) != frameCount:
        raise UnusableDicomError(f"{file.name} has many frames and does not say where each is; convert the series to "
                                 "single-frame DICOM and give that")
    if len({_rescale(data, frame) for frame in frames}) > 1:
        raise UnusableDicomError(f"{file.name} has frames of different rescaling; convert the series to single-frame "
                                 "DICOM and give that")
    return [_slice(file, data, index, frame) for index, frame in enumerate(frames)]


def _slice(file: Path, data, index: int, frame) -> Slice:
    plane = {}
    for sequence, keyword, count in (("PlanePositionSequence", "ImagePositionPatient", 3),
                                     ("PlaneOrientationSequence", "ImageOrientationPatient", 6),
                                     ("PixelMeasuresSequence", "PixelSpacing", 2)):
        value = frameValue(data, frame, sequence, keyword)
        plane[keyword] = np.array([] if value is None else value, dtype=np.float64)
        if plane[keyword].shape != (count,) or not np.isfinite(plane[keyword]).all():
            raise UnusableDicomError(f"{file.name} does not say where it is in the patient ({keyword} missing or "
                                     "wrong); give the original series")
    return Slice(file, index, (int(data.Rows), int(data.Columns)), plane["ImagePositionPatient"],
                 plane["ImageOrientationPatient"].reshape(2, 3), plane["PixelSpacing"],
                 str(data.get("FrameOfReferenceUID") or ""))


def _rescale(data, frame) -> tuple[str, str]:
    return tuple(str(frameValue(data, frame, "PixelValueTransformationSequence", keyword))
                 for keyword in ("RescaleSlope", "RescaleIntercept"))
