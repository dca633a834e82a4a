"""One slice of a DICOM series, from the header of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import isfinite, nan
from pathlib import Path

import numpy as np

from .FrameValue import frameValue


class UnusableDicomError(ValueError):
    """A DICOM file that cannot be used; the message names it and says what to do."""


@dataclass(frozen=True, eq=False)
class Slice:
    """One slice of a series, in the terms of DICOM PS3.3 C.7.6.2 (Image Plane Module).

    :param path: the file it is in
    :param frame: index of the frame in that file
    :param size: rows, columns
    :param position: (3,) center of the first pixel, LPS millimeters
    :param orientation: (2, 3) directions of increasing column index and of increasing row index
    :param spacing: (2,) distance of rows, distance of columns, millimeters
    :param frameOfReference: Frame of Reference UID, "" when not known
    :param data: pydicom.Dataset, the header of the file
    :param groups: item of PerFrameFunctionalGroupsSequence; None for an image of one frame
    """

    path: Path
    frame: int
    size: tuple[int, int]
    position: np.ndarray
    orientation: np.ndarray
    spacing: np.ndarray
    frameOfReference: str
    data: object
    groups: object | None = None

    def value(self, keyword: str, *enhanced: tuple[str, str]):
        """Return a value of the header, None where it is not there.

        :param keyword: as in images of one frame; enhanced images may have it too, for all their frames
        :param enhanced: sequence and keyword of the functional groups that enhanced images have instead
        """
        if self.groups is not None:
            for sequence, name in enhanced:
                value = frameValue(self.data, self.groups, sequence, name)
                if value is not None and value != "":
                    return value
        value = self.data.get(keyword)  # type: ignore[attr-defined]
        return None if value is None or value == "" else value

    def number(self, keyword: str, *enhanced: tuple[str, str]) -> float:
        """Return a finite number of the header, the first of several; NaN where there is none."""
        try:
            return numberOf(self.value(keyword, *enhanced))
        except (TypeError, ValueError):
            return nan

    def privateNumber(self, group: int, creator: str, element: int) -> float:
        """Return a number of a private element, the first of several; NaN where there is none."""
        try:
            value = self.data.private_block(group, creator)[element].value  # type: ignore[attr-defined]
            if isinstance(value, bytes):
                value = value.decode("ascii").strip("\0 ").split("\\")
            return float(np.atleast_1d(value)[0])
        except (KeyError, TypeError, ValueError, IndexError):
            return nan


def numberOf(value) -> float:
    """Return a value as a finite number, the first of several; NaN where it is none."""
    try:
        number = float(value[0] if not isinstance(value, str) and hasattr(value, "__getitem__") else value)
    except (TypeError, ValueError, IndexError):
        return nan
    return number if isfinite(number) else nan


def valuesOf(slices: Sequence[Slice], keyword: str, *enhanced: tuple[str, str]) -> list:
    """Return a value of each header, None where it is not there; see Slice.value.

    What all files say in the same bytes is converted once.
    """
    from pydicom.datadict import tag_for_keyword

    first = slices[0]
    if all(item.groups is None for item in slices):
        tag = tag_for_keyword(keyword)
        elements = (item.data.get_item(tag) for item in slices)  # type: ignore[attr-defined]
        said = [None if element is None else element.value for element in elements]
        if all(one == said[0] for one in said):
            return [first.value(keyword)] * len(slices)
    return [item.value(keyword, *enhanced) for item in slices]


def numbersOf(slices: Sequence[Slice], keyword: str, *enhanced: tuple[str, str]) -> list[float]:
    """Return a finite number of each header, the first of several; NaN where there is none."""
    try:
        return [numberOf(value) for value in valuesOf(slices, keyword, *enhanced)]
    except (TypeError, ValueError):
        return [item.number(keyword, *enhanced) for item in slices]


def slicesOf(path: Path, data) -> list[Slice]:
    """Return the slices in a file.

    :param data: its header, pydicom.Dataset
    :raises ValueError: it does not say where they are
    """
    if "MOSAIC" in data.get("ImageType", ()):
        raise UnusableDicomError(f"{path.name} is a mosaic of many slices in one image; convert the series to NIfTI "
                                 "and give that")
    frames = data.get("PerFrameFunctionalGroupsSequence")
    frameCount = int(data.get("NumberOfFrames") or 1)
    if not frames and frameCount == 1:
        return [_slice(path, data, 0, None)]
    if len(frames or ()) != frameCount:
        raise UnusableDicomError(f"{path.name} has many frames and does not say where each is; convert the series to "
                                 "single-frame DICOM and give that")
    return [_slice(path, data, index, frame) for index, frame in enumerate(frames)]


def _slice(path: Path, data, index: int, frame) -> Slice:
    plane = {}
    for sequence, keyword, count in (("PlanePositionSequence", "ImagePositionPatient", 3),
                                     ("PlaneOrientationSequence", "ImageOrientationPatient", 6),
                                     ("PixelMeasuresSequence", "PixelSpacing", 2)):
        value = frameValue(data, frame, sequence, keyword)
        plane[keyword] = np.array([] if value is None else value, dtype=np.float64)
        if plane[keyword].shape != (count,) or not np.isfinite(plane[keyword]).all():
            raise UnusableDicomError(f"{path.name} does not say where it is in the patient ({keyword} missing or "
                                     "wrong); give the original series")
    return Slice(path, index, (int(data.Rows), int(data.Columns)), plane["ImagePositionPatient"],
                 plane["ImageOrientationPatient"].reshape(2, 3), plane["PixelSpacing"],
                 str(data.get("FrameOfReferenceUID") or ""), data, frame)


def roundingOfPosition(item: Slice) -> np.ndarray:
    """Return how far the position of a slice may have been rounded: half of its last decimal, (3,) mm.

    Positions without decimals are taken as they are: no scanner rounds to millimeters.
    """
    value = frameValue(item.data, item.groups, "PlanePositionSequence", "ImagePositionPatient")
    return np.array([_halfOfLastDecimal(number) for number in value])


def _halfOfLastDecimal(number) -> float:
    try:
        exponent = Decimal(str(getattr(number, "original_string", number)).strip()).as_tuple().exponent
    except InvalidOperation:
        return 0.0
    return 0.5 * 10.0 ** exponent if isinstance(exponent, int) and exponent < 0 else 0.0
