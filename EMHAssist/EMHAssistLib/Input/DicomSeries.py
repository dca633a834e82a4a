"""DICOM series: a folder of single slices, or one file with many frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from ..Comparability import Consequence, Objection
from ..Consistency.DicomImages import SeriesImage, differencesBetweenSlices, imagesOf, listed
from ..Consistency.DicomSlice import Slice, slicesOf, valuesOf
from ..Consistency.DicomStack import stackSlices
from .DicomDamage import UnusableDicomError, damageReported
from .DicomFiles import DicomHeader, imageHeaders, isDicomFile
from .DicomMetadata import metadataOf
from .DicomPixels import readPixels
from .FileVoxels import LPS_TO_RAS
from .ImageFile import ImageVoxels

__all__ = ["isDicomFile", "readDicom"]

_MOST_NAMED, _MOST_LISTED = 5, 12
_FEWEST_TORN = 3


def readDicom(path: Path, part: str = "") -> ImageVoxels:
    """Read one image of a DICOM series.

    Values are rescaled (RescaleSlope, RescaleIntercept) as the files say.

    :param path: folder with the files of the series, or a file with all its frames
    :param part: which series to take where the folder holds several, which image where the series does, such as
        echoes or image types, or both: "2", "WATER" or "2:WATER"; "" for the only one
    :raises ValueError: there is no series, there are several to choose from, or the one is damaged or irregular
    :raises OSError: a file cannot be read
    """
    headers, leftOut = imageHeaders(path)
    if not headers:
        raise ValueError("there is no DICOM image; give the folder that holds the files of the series themselves")
    headers, name = _chooseSeries(headers, part, leftOut)
    slices: list[Slice] = []
    for header in headers:
        with damageReported(header.file):
            slices += slicesOf(header.file, header.data)
    slices = _withoutCopies(slices, leftOut)
    start = ":".join(("FOLDER" if path.is_dir() else "FILE", *([part.partition(":")[0]] if part != name else [])))
    with _valuesReported(slices):
        image = _chooseImage(imagesOf(slices), name, start)
        image = replace(image, slices=tuple(_withoutEqualSlices(image.slices, leftOut)))
        stack = stackSlices(image.slices)
        objections = (*stack.objections(), *differencesBetweenSlices(stack.slices), *_leftOut(leftOut))
    first = min(stack.slices, key=lambda item: (item.path, item.frame))
    with damageReported(first.path):
        metadata = metadataOf(first.data, first.groups)
    values = readPixels(stack.slices, {item.path: item.data for item in stack.slices})
    if values.units:
        metadata["RescaleType"] = values.units
    return ImageVoxels(values.array, LPS_TO_RAS @ stack.ijkToLps, metadata, (*objections, *values.objections),
                       values.padding)


class _valuesReported:
    """Turns whatever pydicom trips over in the headers of a series into an error that names its first file.

    What is refused for a reason is a plain ValueError and stays as it is.
    """

    def __init__(self, slices: Sequence[Slice]):
        self._slices = slices

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind, error, traceback) -> None:
        if error is not None and not isinstance(error, ValueError):
            raise UnusableDicomError(f"a header of the series is damaged ({self._slices[0].path.name} or a later one; "
                                     f"{type(error).__name__}: {error}); copy or export it again") from error


def _chooseSeries(headers: list[DicomHeader], part: str, leftOut: list[str]) -> tuple[list[DicomHeader], str]:
    """Return the headers of one series, and the name of the image in it that is asked for.

    :param leftOut: gets the names of the pictures and localizers that are no slices of it
    :raises ValueError: not exactly one fits; the message lists those there are
    """
    series = _seriesAmong(headers)
    number, _, name = part.partition(":")
    if part and len(series) == 1 and number != series[0][0].seriesNumber:
        number, name = "", part
    chosen = [members for members in series if number in ("", members[0].seriesNumber)]
    others = [header.file.name for members in chosen for header in members if header.isNoSlice]
    slices = [[header for header in members if not header.isNoSlice] for members in chosen]
    if any(slices):
        chosen = [members for members in slices if members]
        leftOut += others
    if len(chosen) == 1:
        return _withoutCaptures(chosen[0], leftOut), name
    named = [members for members in chosen if name and _isSame(members[0].seriesDescription, name)]
    if len(named) == 1:
        return named[0], ""
    there = ", ".join(f"{first.seriesNumber or 'without number'} '{first.seriesDescription}' ({1 + len(rest)} files)"
                      for first, *rest in series[:_MOST_LISTED])
    there += f" and {len(series) - _MOST_LISTED} more" if len(series) > _MOST_LISTED else ""
    advice = "give one as FOLDER:NUMBER, or put it into a folder of its own"
    if not chosen:
        raise ValueError(f"there is no series {number}; there are: {there}; {advice}")
    if len({members[0].seriesNumber for members in chosen}) < len(chosen):
        advice = "give one as FOLDER:NUMBER:DESCRIPTION, or put it into a folder of its own"
    raise ValueError(f"there are {len(chosen)} series to choose from: {there}; {advice}")


def _seriesAmong(headers: Sequence[DicomHeader]) -> list[list[DicomHeader]]:
    """Return the headers by series. Some programs that take identities out give each file a series of its own: files
    that have all else of a series in common are one."""
    series: dict[tuple[str, str], list[DicomHeader]] = {}
    for header in headers:
        series.setdefault((header.seriesUid, header.seriesNumber), []).append(header)
    found = list(series.values())
    isTornApart = len(found) >= _FEWEST_TORN and all(len(members) == 1 for members in found)
    return [list(headers)] if isTornApart and len({header.shared for header in headers}) == 1 else found


def _withoutCaptures(headers: list[DicomHeader], leftOut: list[str]) -> list[DicomHeader]:
    """Return the headers of a series without secondary captures among its images, which are named."""
    kept = [header for header in headers if not header.isSecondaryCapture]
    if kept:
        leftOut += [header.file.name for header in headers if header.isSecondaryCapture]
    return kept or headers


def _isSame(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _chooseImage(images: Sequence[SeriesImage], name: str, start: str) -> SeriesImage:
    """Return one image of a series.

    :param start: what comes before the colon and the name of an image where it is asked for
    :raises ValueError: not exactly one fits; the message lists those there are
    """
    if len(images) == 1 and not name:
        return images[0]
    chosen = [image for image in images if image.isCalled(name)]
    if chosen:
        return chosen[0]
    if len(images) == 1:
        raise ValueError(f"there is no image '{name}' in the series, which holds one alone; leave out ':{name}'")
    what = f"there is no image '{name}' in the series" if name else "the series holds several images"
    raise ValueError(f"{what}; choose one of {listed(images)} by its name, such as '{start}:{images[0].name}'")


def _withoutCopies(slices: Sequence[Slice], leftOut: list[str]) -> list[Slice]:
    """Return the slices without those of files that are there twice, by their SOPInstanceUID.

    :param leftOut: gets the names of the copies
    :raises ValueError: two files have one identity and other pixels at one place
    """
    kept: list[Slice] = []
    known: dict[tuple, Slice] = {}
    for item, identity in zip(slices, valuesOf(slices, "SOPInstanceUID")):
        key = (identity, item.frame, *np.round(item.position, 3))
        other = known.setdefault(key, item) if identity else item
        if other is item:
            kept.append(item)
        elif _isSamePicture(item, other):
            leftOut += [_sameAs(item, other)] * (item.frame == 0)
        else:
            raise ValueError(f"{other.path.name} and {item.path.name} are one image by their SOPInstanceUID and have "
                             "different pixels; remove the one that is wrong")
    return kept


def _withoutEqualSlices(slices: Sequence[Slice], leftOut: list[str]) -> list[Slice]:
    """Return the slices without those that are there under two identities with the same pixels."""
    places: dict[tuple, list[Slice]] = {}
    for item in slices:
        places.setdefault(tuple(np.round(item.position, 3)), []).append(item)
    kept = []
    for there in places.values():
        pictures: dict[bytes, Slice] = {}
        for item in there:
            # Each is read once, as there may be hundreds at a place.
            picture = sha256(_picture(item).tobytes()).digest() if len(there) > 1 else b""
            other = pictures.setdefault(picture, item)
            if other is not item:
                leftOut.append(_sameAs(item, other))
        kept += list(pictures.values())
    return kept


def _isSamePicture(one: Slice, other: Slice) -> bool:
    first, second = _picture(one), _picture(other)
    return np.array_equal(first, second, equal_nan=first.dtype.kind == "f")


def _picture(item: Slice) -> np.ndarray:
    return readPixels([item], {item.path: item.data}).array


def _sameAs(item: Slice, other: Slice) -> str:
    return f"{item.path.name} (the same as {other.path.name})"


def _leftOut(names: Iterable[str]) -> tuple[Objection, ...]:
    names = list(dict.fromkeys(names))
    if not names:
        return ()
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return (Objection("left_out", f"left out of its folder: {', '.join(names[:_MOST_NAMED])}{more}", Consequence.FINE),)
