"""The values of the pixels of a DICOM series.

Uncompressed pixels are taken from the file as they are. Compressed ones are decoded by GDCM, from a file that holds
nothing but them: what else is in the header would make it invert, wrap or rescale them.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..Comparability import Objection
from ..Consistency.Codestream import LOSSY, Codestream, codestreamOf, rleLengths
from ..Consistency.DicomSlice import Slice
from ..Consistency.DicomValues import (
    checkLength,
    checkSignal,
    compressionObjections,
    mappedPadding,
    storedPadding,
)
from ..Consistency.NoTissue import withoutPadding
from ..Consistency.StoredValues import PixelFormat, pixelFormat, storedValues
from ..Consistency.ValueMappings import Frame, valueMappings
from .DicomDamage import UnusableDicomError, damageReported

_BIG_ENDIAN = "1.2.840.10008.1.2.2"
# Implicit and explicit little endian, deflated, big endian, and little endian wrapped like compressed ones.
_ENCAPSULATED = "1.2.840.10008.1.2.1.98"
_UNCOMPRESSED = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", _BIG_ENDIAN)
# Pixels that are no integers, with the bytes of each.
_FLOATS = {"FloatPixelData": "f4", "DoubleFloatPixelData": "f8"}
# What libjpeg says, to standard error alone, when it makes up pixels whose data are not there.
_MADE_UP = re.compile(rb"(?i)premature end|bad huffman|corrupt jpeg data: .*(?:marker|restart)")
# What a stack of integers is stored as, the smallest that holds it.
_INTEGERS = (np.uint8, np.int16, np.uint16, np.int32)


@dataclass(frozen=True)
class PixelValues:
    """The values of a stack of slices.

    :param array: (K, J, I) values
    :param objections: what headers claim of them and they contradict
    :param padding: lowest and highest of the values that fill the image where there is nothing; None for none, and
        where slices differ by it: there such voxels are NaN
    :param units: as RescaleType has them, where the values are real-world values; "" else
    """

    array: np.ndarray
    objections: tuple[Objection, ...] = ()
    padding: tuple[float, float] | None = None
    units: str = ""


def readPixels(slices: Sequence[Slice], headers: Mapping[Path, Any]) -> PixelValues:
    """Read the values of slices, in their order, each rescaled by itself.

    :param headers: pydicom.Dataset of each file that slices are in
    :raises ValueError: the values of a file cannot be told
    """
    stored: dict[Path, np.ndarray] = {}
    objections: list[Objection] = []
    for file, header in headers.items():
        with _aboutFile(file.name):
            checkSignal(header)
            stored[file] = _storedFrames(file, header, objections)
    frames = []
    for item in slices:
        with damageReported(item.path):
            # Converted by pydicom when they are first asked for.
            for keyword in ("RescaleSlope", "RescaleIntercept", "PixelPaddingValue", "RealWorldValueMappingSequence"):
                item.data.get(keyword)
            frames.append(Frame(item.path.name, item.data, item.groups))
    with _aboutFile(""):
        mappings = valueMappings(frames)
    objections += mappings.objections
    mapped = [mappedPadding(storedPadding(frame.data), line) for frame, line in zip(frames, mappings.lines)]
    isCommon = len(set(mapped)) == 1
    arrays = []
    for item, line, padding in zip(slices, mappings.lines, mapped):
        values = _rescaled(stored[item.path][item.frame], line)
        arrays.append(values if isCommon else withoutPadding(values, padding))
    unique = {objection.topic: objection for objection in reversed(objections)}
    return PixelValues(np.stack(arrays), tuple(unique.values())[::-1], mapped[0] if isCommon else None, mappings.units)


@contextmanager
def _aboutFile(name: str):
    """Say in refusals which file they are about, "" where they say it themselves, and what pydicom trips over."""
    try:
        yield
    except UnusableDicomError:
        raise
    except (ValueError, NotImplementedError) as error:
        raise UnusableDicomError(f"{name}: {error}" if name else str(error)) from error
    except (AttributeError, KeyError, TypeError, IndexError, OverflowError) as error:
        where = name or "a header of the series"
        raise UnusableDicomError(f"{where} is damaged ({type(error).__name__}: {error}); copy or export the series "
                                 "again") from error


def _storedFrames(file: Path, header, objections: list[Objection]) -> np.ndarray:
    """Return the stored values of a file, (frames, rows, columns)."""
    import pydicom

    with damageReported(file):
        data = pydicom.dcmread(file, force=True)
    # Files without a part 10 header do not name it.
    syntax = str(data.file_meta.get("TransferSyntaxUID") or _UNCOMPRESSED[0])
    for keyword, kind in _FLOATS.items():
        if keyword in data:
            objections += compressionObjections(header)
            return _shaped(header, data[keyword].value, np.dtype(kind), syntax, objections)
    if "PixelData" not in data:
        raise ValueError("it holds no pixels; copy or export the series again")
    form, padding = pixelFormat(header), storedPadding(header)
    whole = None if padding is None else (int(padding[0]), int(padding[1]))
    kind = np.dtype(f"u{form.allocated // 8}")
    pixels = data["PixelData"].value or b""
    if syntax in _UNCOMPRESSED:
        if syntax == _BIG_ENDIAN and form.allocated == 8 and data["PixelData"].VR == "OW":
            # Bytes are swapped in pairs.
            pixels = np.frombuffer(pixels[:len(pixels) // 2 * 2], ">u2").astype("<u2").tobytes()
        objections += compressionObjections(header)
        return storedValues(_shaped(header, pixels, kind, syntax, objections), form, whole)
    frames = _compressedFrames(header, pixels)
    if syntax == _ENCAPSULATED:
        return storedValues(_shaped(header, b"".join(frames), kind, syntax, objections), form, whole)
    size = int(header.Rows) * int(header.Columns) * form.allocated // 8
    ratio = size * len(frames) / max(sum(map(len, frames)), 1)
    objections += compressionObjections(header, ratio if syntax in LOSSY else float("nan"), syntax in LOSSY)
    return np.stack([_decoded(header, frame, syntax, form, whole) for frame in frames])


def _shaped(header, pixels: bytes, kind: np.dtype, syntax: str, objections: list[Objection]) -> np.ndarray:
    """Return uncompressed cells as (frames, rows, columns)."""
    objections += checkLength(header, len(pixels), kind.itemsize)
    shape = (max(int(header.get("NumberOfFrames") or 1), 1), int(header.Rows), int(header.Columns))
    stored = kind.newbyteorder(">" if syntax == _BIG_ENDIAN else "<")
    return np.frombuffer(pixels, stored, int(np.prod(shape))).reshape(shape).astype(kind, copy=False)


def _compressedFrames(header, pixels: bytes) -> list[bytes]:
    """Return the compressed frames of a file."""
    from pydicom.encaps import generate_frames

    count = max(int(header.get("NumberOfFrames") or 1), 1)
    try:
        frames = list(generate_frames(pixels, number_of_frames=count))
    except (ValueError, IndexError, TypeError, EOFError) as error:
        raise ValueError(f"its compressed pixels are cut off or damaged ({error}); copy or export the series "
                         "again") from None
    if len(frames) != count or not all(frames):
        raise ValueError(f"its header says {count} frames and {len(list(filter(None, frames)))} are there; copy or "
                         "export the series again")
    return frames


def _decoded(header, frame: bytes, syntax: str, form: PixelFormat, padding: tuple[int, int] | None) -> np.ndarray:
    """Return the stored values of a compressed frame, (rows, columns)."""
    rows, columns = int(header.Rows), int(header.Columns)
    stream = codestreamOf(frame, syntax)
    if stream is None:
        lengths = rleLengths(frame)
        # A byte of filling may follow.
        if len(lengths) != form.allocated // 8 or not all(0 <= one - rows * columns <= 1 for one in lengths):
            raise ValueError(f"its compressed pixels are too short or too long: {sum(lengths)} bytes for {rows} x "
                             f"{columns} pixels of {form.allocated} bits; copy or export the series again")
        stream = Codestream(rows, columns, 1, form.allocated, None)
    if (stream.rows, stream.columns, stream.components) != (rows, columns, 1):
        raise ValueError(f"its header says {rows} x {columns} pixels and its compressed pixels are {stream.rows} x "
                         f"{stream.columns} with {stream.components} value(s) each; export the series again")
    return storedValues(_cells(_decode(frame, syntax, stream), stream, form), form, padding)


def _cells(samples: np.ndarray, stream: Codestream, form: PixelFormat) -> np.ndarray:
    """Return decoded samples as the cells they were made of.

    :raises ValueError: the sign that the header tells is not that of the samples
    """
    top = int(samples.max()) >> stream.precision - 1
    if stream.isSigned not in (None, form.isSigned) and (samples.min() < 0 or top):
        # Below the sign bit both are the same.
        told, found = ("signed", "unsigned") if form.isSigned else ("unsigned", "signed")
        raise ValueError(f"its header says that its values are {told}, its compressed pixels that they are {found} "
                         "(PixelRepresentation); export the series again, uncompressed")
    values = samples.astype(np.int64)
    if form.isSigned and not stream.isSigned and top:
        if stream.precision < form.stored:
            raise ValueError(f"its compressed pixels have {stream.precision} bits and its header says {form.stored} "
                             "with a sign (BitsStored), so that it cannot be told which are negative; export the "
                             "series again, uncompressed")
        sign = 1 << stream.precision - 1
        values = (values ^ sign) - sign
    if values.max() >= 1 << form.allocated or values.min() < -(1 << form.allocated - 1):
        raise ValueError(f"its compressed pixels need more than the {form.allocated} bits that its header allows "
                         "(BitsAllocated); export the series again")
    return values.astype(f"u{form.allocated // 8}")


def _decode(frame: bytes, syntax: str, stream: Codestream) -> np.ndarray:
    """Return the samples of a compressed frame, (rows, columns), as its codestream has them."""
    import pydicom
    import SimpleITK
    from pydicom.encaps import encapsulate
    from pydicom.uid import SecondaryCaptureImageStorage

    bare = pydicom.Dataset()
    bare.file_meta = pydicom.dataset.FileMetaDataset()
    bare.file_meta.TransferSyntaxUID = syntax
    bare.file_meta.MediaStorageSOPClassUID = bare.SOPClassUID = SecondaryCaptureImageStorage
    bare.file_meta.MediaStorageSOPInstanceUID = bare.SOPInstanceUID = "2.25.1"
    bare.Modality, bare.SamplesPerPixel, bare.PhotometricInterpretation = "OT", 1, "MONOCHROME2"
    bare.Rows, bare.Columns = stream.rows, stream.columns
    bare.BitsAllocated = next((bits for bits in (8, 16, 32) if bits >= stream.precision), 32)
    bare.BitsStored, bare.HighBit = stream.precision, stream.precision - 1
    bare.PixelRepresentation = int(bool(stream.isSigned))
    bare.PixelData = encapsulate([frame])
    bare["PixelData"].VR = "OB"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pixels.dcm"
        bare.save_as(file, enforce_file_format=True)
        try:
            with _heard() as said:
                samples = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(file), imageIO="GDCMImageIO"))
        except RuntimeError:
            # What GDCM says of it is about its own steps.
            raise ValueError("its compressed pixels cannot be decoded: they are damaged or cut off; copy or export the "
                             "series again, uncompressed") from None
    if _MADE_UP.search(said()):
        raise ValueError("its compressed pixels are cut off or damaged: their data end before the image does; copy or "
                         "export the series again")
    if samples.size != stream.rows * stream.columns:
        raise ValueError("its compressed pixels are of another size than its header says; export the series again")
    return samples.reshape(stream.rows, stream.columns)


@contextmanager
def _heard():
    """Keep what libraries write to the standard error of the process inside a ``with`` block; gives what returns it."""
    with tempfile.TemporaryFile() as file:
        own = os.dup(2)
        os.dup2(file.fileno(), 2)
        heard: list[bytes] = []
        try:
            yield lambda: b"".join(heard)
        finally:
            os.dup2(own, 2)
            os.close(own)
            file.seek(0)
            heard.append(file.read())


def _rescaled(stored: np.ndarray, line: tuple[float, float]) -> np.ndarray:
    """Return stored values after rescaling, as integers where they are and fit."""
    slope, intercept = line
    if line == (1.0, 0.0):
        return stored
    if stored.dtype.kind != "f" and slope.is_integer() and intercept.is_integer():
        ends = [int(slope) * int(end) + int(intercept) for end in (stored.min(), stored.max())]
        for kind in _INTEGERS:
            info = np.iinfo(kind)
            if info.min <= min(ends) and max(ends) <= info.max:
                isSmall = stored.dtype.itemsize <= 2 and max(abs(slope) * 4, abs(intercept) / 4096) < 1 << 16
                wide = np.int32 if isSmall else np.int64
                return (stored.astype(wide) * wide(slope) + wide(intercept)).astype(kind)
    return stored * np.float64(slope) + np.float64(intercept)
