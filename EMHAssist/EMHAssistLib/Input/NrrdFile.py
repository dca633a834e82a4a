"""NRRD files, attached and detached, read after their definition (teem.sourceforge.net/nrrd/format.html).

ITK's reader takes any unit of length for millimeters, any space that it does not know for LPS, refuses sheared axes and
is silent on what is left over.
"""

from __future__ import annotations

import bz2
import re
import zlib
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..Comparability import Objection
from ..Consistency.Place import placeUnknown
from .FileVoxels import (
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

_TYPES = {name: kind for kind, names in {
    "i1": "signed char|int8|int8_t", "u1": "uchar|unsigned char|uint8|uint8_t",
    "i2": "short|short int|signed short|signed short int|int16|int16_t",
    "u2": "ushort|unsigned short|unsigned short int|uint16|uint16_t",
    "i4": "int|signed int|int32|int32_t", "u4": "uint|unsigned int|uint32|uint32_t",
    "i8": "longlong|long long|long long int|signed long long|signed long long int|int64|int64_t",
    "u8": "ulonglong|unsigned long long|unsigned long long int|uint64|uint64_t",
    "f4": "float", "f8": "double"}.items() for name in names.split("|")}
# Space to the signs that make its axes right, anterior and superior.
_SPACES = {name: signs for signs, names in {
    (1, 1, 1): "right-anterior-superior|ras", (-1, 1, 1): "left-anterior-superior|las",
    (-1, -1, 1): "left-posterior-superior|lps"}.items() for name in names.split("|")}
_LPS = (-1, -1, 1)
_FIELDS = re.compile(
    "content|number|type|block ?size|dimension|space|space dimension|sizes|spacings|thicknesses|axis ?(?:mins|maxs)|"
    "centerings|labels|units|kinds|(?:old ?)?(?:min|max)|data file|endian|encoding|(?:line|byte) skip|sample ?units|"
    "space units|space origin|space directions|measurement frame")
# Of axes: components of a voxel; what else is no space are several images.
_COMPONENTS = re.compile(r"(?i).*(color|vector|point|normal|complex|gradient|quaternion|matrix|scalar)")


@dataclass(frozen=True)
class _Header:
    """The fields of a file, by lower-case name, its data files listed in it, and where its own data begin."""

    fields: Mapping[str, str]
    listed: tuple[str, ...]
    end: int

    def numbers(self, field: str, kind=float) -> list:
        """Return the numbers of a field, [] where it is not there."""
        return [kind(word) for word in self.fields.get(field, "").split()]


def checkForSlicer(path: Path) -> None:
    """Refuse a file that the library which Slicer and ITK read it with refuses: where it does, Slicer ends the process.

    :raises ValueError: it is damaged
    """
    import SimpleITK

    reader = SimpleITK.ImageFileReader()
    reader.SetImageIO("NrrdImageIO")
    reader.SetFileName(str(path))
    try:
        reader.ReadImageInformation()
    except RuntimeError as error:
        # What ITK alone refuses, Slicer reads. The last line says what it stumbles over.
        told = [line.rpartition(": ")[2] for line in str(error).splitlines() if "[nrrd]" in line]
        if told:
            raise damaged(told[-1]) from None


def readNrrd(path: Path) -> FileVoxels:
    """Read an image with three axes in space, and one of images or components where there is a fourth.

    :raises ValueError: the file is of another kind, cut off or damaged, or is not three-dimensional
    """
    content = path.read_bytes()
    with _damageReported():
        header = _header(content)
        sizes = header.numbers("sizes", int)
        kind = np.dtype(_kind(header))
        if len(sizes) != int(header.fields["dimension"]) or min(sizes) < 1:
            raise damaged(f"sizes {sizes} of dimension {header.fields['dimension']}")
        axes = _spatialAxes(header, len(sizes))
    others = [axis for axis in range(len(sizes)) if axis not in axes and sizes[axis] > 1]
    if len(axes) != 3 or len(others) > 1:
        checkDimensions([size for axis, size in enumerate(sizes) if axis in axes or size > 1])
        raise damaged(f"{len(axes)} of its {len(sizes)} axes lie in space")
    with _damageReported():
        matrix, objections = _place(header, axes)
        data, longer = _data(path, content, header, kind, sizes)
    # The first axis is the fastest: the last of numpy's.
    array = data.reshape(sizes[::-1])
    order = [*reversed(axes), *others, *(axis for axis in range(len(sizes)) if axis not in axes + others)]
    array = array.transpose([len(sizes) - 1 - axis for axis in order])
    array = array.reshape(array.shape[:3 + len(others)])
    kinds = header.fields.get("kinds", "").split()
    isSeveral = bool(others) and not (kinds and _COMPONENTS.match(kinds[others[0]]))
    return FileVoxels(array, matrix, (*objections, *longer), isSeveral, _unit(header.fields, axes))


@contextmanager
def _damageReported():
    """Turn whatever a field stumbles over that is not as it must be into the error of a damaged file."""
    try:
        yield
    except UnusableFileError:
        raise
    except LookupError as error:
        raise damaged(f"its header lacks a field, or part of one: {error}") from error
    except (TypeError, OverflowError) as error:
        raise damaged(f"{type(error).__name__}: {error}") from error
    except ValueError as error:
        raise damaged(error) from error


def _header(content: bytes) -> _Header:
    if not content.startswith(b"NRRD000"):
        raise damaged("it is no NRRD file")
    found = re.search(rb"\r?\n\r?\n", content)
    text = (content[:found.start()] if found else content).decode("utf-8", "replace")
    fields, listed, isList = {}, [], False
    for line in text.splitlines()[1:]:
        if isList:
            listed.append(line.strip())
            continue
        name, colon, value = line.partition(": ")
        if line.startswith("#") or not line.strip() or ":=" in name:
            continue
        name = {"centers": "centerings", "datafile": "data file", "byteskip": "byte skip", "lineskip": "line skip",
                "axismins": "axis mins"}.get(name.strip().lower(), name.strip().lower())
        if not colon or not _FIELDS.fullmatch(name):
            # Slicer's reader of segmentations ends the process over it.
            raise damaged(f"its header has the line '{' '.join(line.split())[:40]}', which is no field of NRRD")
        fields[name] = value.strip()
        isList = name == "data file" and value.split()[:1] == ["LIST"]
    if not found and "data file" not in fields:
        raise damaged("the file is cut off within its header")
    return _Header(fields, tuple(filter(None, listed)), found.end() if found else len(content))


def _kind(header: _Header) -> str:
    name = header.fields["type"].lower()
    if name not in _TYPES:
        raise ValueError(f"voxels of type '{name}'")
    return {"big": ">", "little": "<"}.get(header.fields.get("endian", "").lower(), "=") + _TYPES[name]


def _spatialAxes(header: _Header, dimension: int) -> list[int]:
    """Return the axes that lie in space: those with a direction, else those whose kind says so, else the first three
    after the components of voxels."""
    if "space directions" in header.fields:
        # Where time is an axis of space, too, as ITK has it, its direction has nothing along the first three.
        return [axis for axis, vector in enumerate(_vectors(header.fields["space directions"]))
                if vector is not None and (dimension == 3 or vector[:3].any())]
    kinds = header.fields.get("kinds", "").lower().split()
    if kinds:
        own = [axis for axis, kind in enumerate(kinds) if kind in ("domain", "space", "???", "none")]
        return own[:3] if dimension > 3 else own
    return list(range(min(dimension, 3)))


def _vectors(text: str) -> list[np.ndarray | None]:
    """Return the vectors of "(1,0,0) none (0,1,0)"."""
    words = re.sub(r"\s*([(,)])\s*", r"\1", text).replace(")", ") ").replace("none", " none ").split()
    if not all(re.fullmatch(r"none|\([^()]+\)", word) for word in words):
        raise damaged(f"its axes in space are '{text[:60]}'")
    return [None if word == "none" else np.array([float(part) for part in word[1:-1].split(",")]) for word in words]


def _place(header: _Header, axes: Sequence[int]) -> tuple[np.ndarray, tuple[Objection, ...]]:
    """Return the matrix from voxel indices to RAS mm, and what there is to object to it."""
    fields = header.fields
    space = fields.get("space", "").lower().removesuffix("-time")
    objections: tuple[Objection, ...] = ()
    matrix = np.eye(4)
    try:
        if "space directions" in fields:
            directions = _vectors(fields["space directions"])
            origin = _vectors(fields["space origin"])[0] if "space origin" in fields else np.zeros(3)
            if any(np.size(vector) < 3 for vector in (origin, *(directions[axis] for axis in axes))):
                raise damaged("its axes in space have no three coordinates")
            matrix[:3, :3] = np.transpose([directions[axis][:3] for axis in axes])
            matrix[:3, 3] = origin[:3]
            if space not in _SPACES:
                objections = (placeUnknown(f"its space is '{space}'" if space else "no space",
                                           "axes to the left, to the back and upward"),)
            elif "space origin" not in fields:
                objections = (placeUnknown("no space origin", "coordinates from the first voxel"),)
        else:
            spacings, least = header.numbers("spacings"), header.numbers("axis mins")
            if not spacings:
                raise UnusableFileError("the file does not say how large its voxels are: it has neither space "
                                        "directions nor spacings; export it again")
            matrix[:3, :3] = np.diag([spacings[axis] for axis in axes])
            if least:
                matrix[:3, 3] = np.nan_to_num([least[axis] for axis in axes])
            objections = (placeUnknown("no space directions", "axes to the left, to the back and upward"),)
    except (IndexError, TypeError) as error:
        raise damaged(f"its axes in space: {error}") from error
    matrix[:3] *= _unit(fields, axes)
    matrix[:3] *= np.reshape(_SPACES.get(space, _LPS), (3, 1))
    checkPlace(matrix)
    if "space directions" not in fields and min(spacings[axis] for axis in axes) < 0:
        raise UnusableFileError(f"its spacings are {fields['spacings']}, and none can be below zero; export it again")
    return matrix, objections


def _unit(fields: Mapping[str, str], axes: Sequence[int]) -> float:
    """Return how many millimeters the unit of the axes is; without a word on it they are millimeters."""
    units = re.findall(r'"([^"]*)"', fields.get("space units", ""))
    if not units and "units" in fields:
        each = re.findall(r'"([^"]*)"', fields["units"])
        units = [each[axis] for axis in axes if axis < len(each)]
    scales = {millimeters(unit) for unit in units[:3] if unit.strip() not in ("", "???")}
    if len(scales) > 1:
        raise UnusableFileError(f"its units of length differ between its axes ({', '.join(units)}); give it in mm")
    return scales.pop() if scales else 1.0


def _data(path: Path, content: bytes, header: _Header, kind: np.dtype,
          sizes: Sequence[int]) -> tuple[np.ndarray, tuple[Objection, ...]]:
    """Return all values of an image in the order of the file, and what there is to object to their number."""
    count = int(np.prod(sizes, dtype=np.int64))
    expected = count * kind.itemsize
    parts = []
    files = _dataFiles(path, header)
    for part in [content[header.end:]] if files is None else map(bytesOf, files):
        parts.append(_decoded(part, header, kind, expected // max(len(files or ()), 1)))
    data = b"".join(parts)
    longer = checkLength(len(data), expected)
    if kind.itemsize > 1 and "endian" not in header.fields and header.fields["encoding"].lower() not in _TEXT:
        raise UnusableFileError("the file does not say in which order the bytes of its voxels are; export it again")
    return np.frombuffer(data, kind, count).astype(kind.newbyteorder("="), copy=False), longer


_TEXT = ("text", "txt", "ascii")


def _dataFiles(path: Path, header: _Header) -> list[Path] | None:
    """Return the files that hold the data of a detached header, None where they are in the file itself."""
    named = header.fields.get("data file")
    if named is None:
        return None
    words = named.split()
    if header.listed:
        return [path.parent / name for name in header.listed]
    if "%" in words[0] and len(words) >= 4:
        return numberedFiles(path, words[0], *map(int, words[1:4]))
    return [path.parent / named]


def _decoded(content: bytes, header: _Header, kind: np.dtype, expected: int) -> bytes:
    """Return the values of a file as plain bytes."""
    for _line in range(int(header.fields.get("line skip", "0"))):
        content = content.partition(b"\n")[2]
    skip, encoding = int(header.fields.get("byte skip", "0")), header.fields["encoding"].lower()
    if encoding in _TEXT:
        values = re.split(rb"[\s,]+", content.strip())
        return np.array([float(value) if kind.kind == "f" else int(value) for value in values if value], kind).tobytes()
    try:
        if encoding in ("gz", "gzip"):
            content = _inflated(content[max(skip, 0):] if skip > 0 else content, 31)
        elif encoding in ("bz2", "bzip2"):
            content = bz2.decompress(content[max(skip, 0):])
        elif encoding == "hex":
            content = bytes.fromhex(content.decode("ascii", "replace"))
        elif encoding == "raw":
            content = content[skip:] if skip >= 0 else content
        else:
            raise ValueError(f"encoding '{encoding}'")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise damaged(f"its voxels are cut off or damaged: {error}") from error
    return content[len(content) - expected:] if skip == -1 and len(content) > expected else content


def _inflated(content: bytes, window: int) -> bytes:
    """Return what is compressed in a gzip or zlib stream.

    :raises EOFError: it ends before its end
    """
    stream = zlib.decompressobj(window)
    plain = stream.decompress(content)
    if not stream.eof:
        raise EOFError(f"{len(plain)} bytes could be read")
    return plain
