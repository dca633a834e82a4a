"""MetaImage files, attached and detached (itk.org/Wiki/ITK/MetaIO/Documentation).

ITK's reader fills files that are cut off with whatever memory holds, says so in words with paths of the machine that it
was built on, and knows no unit of length.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ..Comparability import Objection
from ..Consistency.Place import placeUnknown
from .FileVoxels import (
    LPS_TO_RAS,
    FileVoxels,
    UnusableFileError,
    bytesOf,
    checkDimensions,
    checkLength,
    checkPlace,
    damaged,
    millimeters,
    numberedFiles,
)

_TYPES = {"MET_CHAR": "i1", "MET_UCHAR": "u1", "MET_SHORT": "i2", "MET_USHORT": "u2", "MET_INT": "i4", "MET_UINT": "u4",
          "MET_LONG": "i4", "MET_ULONG": "u4", "MET_LONG_LONG": "i8", "MET_ULONG_LONG": "u8", "MET_FLOAT": "f4",
          "MET_DOUBLE": "f8"}
# Names that stand for one field.
_SAME = {"Position": "Offset", "Origin": "Offset", "Rotation": "TransformMatrix", "Orientation": "TransformMatrix",
         "ElementByteOrderMSB": "BinaryDataByteOrderMSB"}


def readMetaImage(path: Path) -> FileVoxels:
    """Read an image of three axes, or several of them along a fourth.

    :raises ValueError: the file is of another kind, cut off or damaged, or is not three-dimensional
    """
    content = path.read_bytes()
    try:
        fields, listed, end = _header(content)
        size = [int(word) for word in fields["DimSize"].split()]
        channels = int(fields.get("ElementNumberOfChannels", "1"))
        if len(size) != int(fields["NDims"]) or channels < 1:
            raise damaged(f"DimSize {fields['DimSize']} of NDims {fields['NDims']}")
        kind = np.dtype((">" if _isTrue(fields, "BinaryDataByteOrderMSB") else "<") + _TYPES[fields["ElementType"]])
        space = size[:3] if len(size) in (3, 4) else size
        checkDimensions(space)
        matrix, objections = _place(fields, len(size))
        data, longer = _data(path, content[end:], fields, listed, kind, channels * int(np.prod(size, dtype=np.int64)))
    except UnusableFileError:
        raise
    except (LookupError, TypeError, OverflowError) as error:
        raise damaged(f"{type(error).__name__}: {error}") from error
    except ValueError as error:
        raise damaged(error) from error
    several = size[3] if len(size) == 4 else 1
    if several > 1 and channels > 1:
        checkDimensions([*size, channels])
    array = data.reshape(several, *space[::-1], channels)
    array = np.moveaxis(array, 0, 3)[..., 0] if channels == 1 else array[0]
    return FileVoxels(array[..., 0] if array.shape[-1] == 1 else array, matrix, (*objections, *longer), several > 1)


def _header(content: bytes) -> tuple[dict[str, str], list[str], int]:
    """Return the fields, the data files that are listed after them, and where the data begin."""
    fields: dict[str, str] = {}
    place = 0
    while "ElementDataFile" not in fields:
        line, newline, _ = content[place:place + 4096].partition(b"\n")
        name, equals, value = line.decode("utf-8", "replace").partition("=")
        if not equals or (not newline and b"ElementDataFile" not in line):
            raise damaged("its header is cut off or damaged")
        place += len(line) + len(newline)
        fields[_SAME.get(name.strip(), name.strip())] = value.strip()
    isList = fields["ElementDataFile"].split()[:1] == ["LIST"]
    return fields, content[place:].decode("utf-8", "replace").split("\n") if isList else [], place


def _isTrue(fields: Mapping[str, str], name: str) -> bool:
    return fields.get(name, "False").lower() in ("true", "1")


def _place(fields: Mapping[str, str], dimension: int) -> tuple[np.ndarray, tuple[Objection, ...]]:
    """Return the matrix from voxel indices to RAS mm, and what there is to object to it."""
    sides = _numbers(fields, "ElementSpacing", dimension)
    if sides is None:
        sides = _numbers(fields, "ElementSize", dimension)
    if sides is None:
        raise UnusableFileError("the file does not say how large its voxels are: it has no ElementSpacing; export it "
                                "again")
    if not (sides[:3] > 0).all():
        raise UnusableFileError(f"its ElementSpacing is {fields.get('ElementSpacing')}, and a side of a voxel is "
                                "longer than nothing; export it again")
    turned, offset = _numbers(fields, "TransformMatrix", dimension ** 2), _numbers(fields, "Offset", dimension)
    matrix = np.eye(4)
    # A row an axis, where ITK and MRML have a column.
    axes = np.eye(3) if turned is None else turned.reshape(dimension, dimension)[:3, :3].T
    matrix[:3, :3] = axes @ np.diag(sides[:3])
    if offset is not None:
        matrix[:3, 3] = offset[:3]
    unit = fields.get("DistanceUnits", "").strip()
    if unit not in ("", "?"):
        matrix[:3] *= millimeters(unit)
    checkPlace(matrix)
    missing = [name for name, value in (("TransformMatrix", turned), ("Offset", offset)) if value is None]
    assumed = "axes to the left, to the back and upward, and the first voxel at zero where it is not said,"
    return LPS_TO_RAS @ matrix, (placeUnknown(f"no {' and no '.join(missing)}", assumed),) if missing else ()


def _numbers(fields: Mapping[str, str], name: str, count: int) -> np.ndarray | None:
    if name not in fields:
        return None
    values = np.array([float(word) for word in fields[name].split()])
    if len(values) != count:
        raise damaged(f"{name} has {len(values)} numbers, not {count}")
    return values


def _data(path: Path, rest: bytes, fields: Mapping[str, str], listed: Sequence[str], kind: np.dtype,
          count: int) -> tuple[np.ndarray, tuple[Objection, ...]]:
    """Return all values of an image in the order of the file, and what there is to object to their number."""
    expected = count * kind.itemsize
    files = _dataFiles(path, fields, listed)
    parts = []
    for part in [rest] if files is None else map(bytesOf, files):
        skip = int(fields.get("HeaderSize", "0"))
        if skip == -1:
            part = part[-(expected // len(files or [path])):]
        parts.append(_decoded(part[max(skip, 0):], fields, kind))
    data = b"".join(parts)
    longer = checkLength(len(data), expected)
    return np.frombuffer(data, kind, count).astype(kind.newbyteorder("="), copy=False), longer


def _dataFiles(path: Path, fields: Mapping[str, str], listed: Sequence[str]) -> list[Path] | None:
    """Return the files that hold the voxels, None where they follow the header."""
    named = fields["ElementDataFile"]
    words = named.split()
    if named.upper() == "LOCAL":
        return None
    if words[0] == "LIST":
        return [path.parent / line.strip() for line in listed if line.strip()]
    if "%" in words[0] and len(words) == 4:
        return numberedFiles(path, words[0], *map(int, words[1:]))
    return [path.parent / named]


def _decoded(content: bytes, fields: Mapping[str, str], kind: np.dtype) -> bytes:
    """Return the values of a file as plain bytes."""
    if not _isTrue({"BinaryData": "True", **fields}, "BinaryData"):
        return np.array(content.split(), dtype=np.float64).astype(kind).tobytes()
    if not _isTrue(fields, "CompressedData"):
        return content
    stream = zlib.decompressobj(47)  # zlib or gzip
    try:
        plain = stream.decompress(content)
    except zlib.error as error:
        raise damaged(f"its voxels are damaged: {error}") from error
    if not stream.eof:
        raise damaged(f"the file is cut off: {len(plain)} bytes of voxels could be read")
    return plain
