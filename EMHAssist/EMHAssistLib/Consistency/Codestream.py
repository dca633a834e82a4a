"""What the compressed pixels of a DICOM file say of themselves, held against the header of the file."""

from __future__ import annotations

import struct
from dataclasses import dataclass

RLE = "1.2.840.10008.1.2.5"
JPEG_2000 = ("1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.92", "1.2.840.10008.1.2.4.93")
# Baseline, extended, lossless, and JPEG-LS.
JPEG = ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70",
        "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81")
# Those that always lose something.
LOSSY = ("1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51")

_END = b"\xff\xd9"
# Start of frame: JPEG (ISO 10918-1, table B.1) and JPEG-LS (ISO 14495-1, C.1.1).
_FRAMES = {*range(0xC0, 0xD0), 0xF7} - {0xC4, 0xC8, 0xCC}
# Segments of a frame, and their numbers of bytes (DICOM PS3.5, annex G.5).
_RLE_HEADER = struct.Struct("<16I")


@dataclass(frozen=True)
class Codestream:
    """What the header of a compressed image says.

    :param precision: bits of a sample
    :param isSigned: None where the way of compression has no sign
    """

    rows: int
    columns: int
    components: int
    precision: int
    isSigned: bool | None


def codestreamOf(frame: bytes, syntax: str) -> Codestream | None:
    """Read the header of a compressed frame; None for RLE, which has none but that of its segments.

    :param syntax: transfer syntax UID
    :raises ValueError: it is compressed in an unknown way, or it is cut off or damaged
    """
    try:
        if syntax == RLE:
            return None
        if syntax in JPEG_2000:
            found = _jpeg2000(frame)
        elif syntax in JPEG:
            found = _jpeg(frame)
        else:
            raise ValueError(f"its pixels are compressed in a way that cannot be read (transfer syntax {syntax}); "
                             "export the series uncompressed")
    except (struct.error, IndexError):
        raise ValueError("its compressed pixels are cut off or damaged; copy or export the series again") from None
    if not frame.rstrip(b"\0").endswith(_END):
        raise ValueError("its compressed pixels are cut off: their end is missing; copy or export the series again")
    return found


def rleLengths(frame: bytes) -> list[int]:
    """Return how many bytes each segment of an RLE frame has when it is decoded.

    :raises ValueError: a segment is cut off
    """
    if len(frame) < _RLE_HEADER.size:
        raise ValueError("its compressed pixels are cut off; copy or export the series again")
    count, *offsets = _RLE_HEADER.unpack_from(frame)
    if not 1 <= count <= 15 or any(not _RLE_HEADER.size <= offset <= len(frame) for offset in offsets[:count]):
        raise ValueError("its compressed pixels are cut off or damaged; copy or export the series again")
    return [_rleLength(frame, start, end)
            for start, end in zip(offsets[:count], [*offsets[1:count], len(frame)])]


def _rleLength(frame: bytes, place: int, end: int) -> int:
    length = 0
    while place < end:
        code = frame[place]
        if code < 128:
            # So many bytes as they are; those beyond the end are missing.
            length += min(code + 1, end - place - 1)
            place += code + 2
        else:
            # The next byte again and again; 128 stands for nothing.
            if code > 128 and place + 1 < end:
                length += 257 - code
            place += 2 if code > 128 else 1
    return length


def _jpeg(frame: bytes) -> Codestream:
    place = 2
    while True:
        if frame[place] != 0xFF:
            raise IndexError
        marker = frame[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker in _FRAMES:
            precision, rows, columns, components = struct.unpack_from(">BHHB", frame, place + 4)
            return Codestream(rows, columns, components, precision, None)
        place += 2 + struct.unpack_from(">H", frame, place + 2)[0]


def _jpeg2000(frame: bytes) -> Codestream:
    # Image and tile size, which follows the start (ISO 15444-1, A.5.1); some writers wrap it in a file format.
    place = frame.find(b"\xff\x4f\xff\x51")
    if place < 0:
        raise IndexError
    right, bottom, left, top = struct.unpack_from(">4I", frame, place + 8)
    components, depth = struct.unpack_from(">HB", frame, place + 40)
    return Codestream(bottom - top, right - left, components, (depth & 0x7F) + 1, bool(depth & 0x80))
