"""What ITK's reader of NIfTI passes over in silence: files that are cut off, and NaN and infinite voxels.

It fills what is missing with 0, and makes NaN and infinity 0 too, so the file is looked at once more.
"""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from pathlib import Path

import numpy as np

# Codes of the data types that can hold NaN, see nifti1.h.
_FLOATS = {16: "f4", 64: "f8"}
# Size of the header of NIfTI-1, which it begins with; type and place of its fields dim, datatype with bitpix, and
# vox_offset, see nifti1.h.
_HEADER_SIZE = 348
_FIELDS = (("8h", 40), ("hh", 70), ("f", 108))


def checkedVoxels(path: Path, array: np.ndarray) -> np.ndarray:
    """Return the voxels of a NIfTI file as ITK has read them, with their NaN and infinite values.

    :param path: a file that ITK has read, NIfTI-1 in one file
    :param array: voxels as ITK has them
    :raises ValueError: the file is cut off, or of another version
    """
    content = _content(path)
    order = next((order for order in "<>" if content.startswith(struct.pack(order + "i", _HEADER_SIZE))), None)
    if order is None:
        raise ValueError("the file is not NIfTI-1; convert it to that")
    sizes, (datatype, bits), [start] = (struct.unpack_from(order + kind, content, place) for kind, place in _FIELDS)
    # More than three sizes are several volumes or components.
    if len(content) < start + math.prod(sizes[1:sizes[0] + 1]) * bits // 8:
        raise ValueError("the file is cut off; copy it again")
    if datatype not in _FLOATS or array.size != math.prod(sizes[1:4]):
        return array
    values = np.frombuffer(content, order + _FLOATS[datatype], array.size, int(start)).reshape(array.shape)
    return np.where(np.isfinite(values), array, values)


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"the file is cut off or damaged ({error}); copy it again") from error
