"""NIfTI files, read by nibabel.

ITK's reader makes NaN and infinite voxels 0, fills up files that are cut off, and knows version 1 alone.
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

# Code of coordinates of the scanner, see nifti1.h.
_SCANNER = 1
_MILLIMETERS = {"meter": 1e3, "micron": 1e-3}
# How far axes may be from perpendicular and two matrices from each other, to be taken for rounding; those of ITK.
_ROUNDING = 1e-4


def readNifti(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Read a three-dimensional image, version 1 or 2, in one file; values are scaled as the file says.

    :return: (K, J, I) values, or (K, J, I, C) of colors; and the (4, 4) matrix from voxel indices to RAS millimeters
    :raises ValueError: the file is of another kind, cut off or damaged, or is not three-dimensional
    """
    import nibabel

    content = _content(path)
    # The size of the header, which it begins with, tells the version.
    sizes = {int.from_bytes(content[:4], order) for order in ("little", "big")}
    try:
        image = (nibabel.Nifti2Image if 540 in sizes else nibabel.Nifti1Image).from_bytes(content)
        size, kind = list(image.shape), image.get_data_dtype()
        isWhole = len(content) >= image.dataobj.offset + math.prod(size) * kind.itemsize
        array = np.asanyarray(image.dataobj) if isWhole else None
        ijkToRas = _ijkToRas(image.header)
    except Exception as error:  # of many kinds, in damaged files
        raise ValueError(f"cannot be read as an image ({' '.join(str(error).split())}); copy or export it "
                         "again") from error
    if array is None:
        raise ValueError("the file is cut off; copy it again")
    while len(size) > 3 and size[-1] == 1:
        del size[-1]
    checkDimensions(size)
    if ijkToRas is None:
        raise ValueError("the axes of its sform are not perpendicular; resample the image to a regular grid")
    array = array.reshape(size, order="F").T
    if kind.names:
        array = np.stack([array[name] for name in kind.names], axis=-1)
    native = np.float64 if array.dtype == np.longdouble else array.dtype.newbyteorder("=")
    return array.astype(native, copy=False), ijkToRas


def checkDimensions(size: Sequence[int]) -> None:
    """Refuse an image that has not three dimensions, or nothing along one of them."""
    if len(size) != 3 or 0 in size:
        there = " x ".join(map(str, size))
        raise ValueError(f"the image has {len(size)} dimensions ({there}); give a single volume of three")


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"the file is cut off or damaged ({error}); copy it again") from error


def _ijkToRas(header) -> np.ndarray | None:
    """Return the matrix from voxel indices to RAS millimeters as 3D Slicer has it, which is that of ITK.

    Of the two in a file that is the sform if there is no qform, if it is that of the scanner, or if both are alike,
    else the qform; the sizes of voxels are those of the header, not of the sform. Without either, the axes are left,
    posterior, superior.

    :return: None if the only one there is has axes that are not perpendicular
    """
    spacing = header["pixdim"][1:4].astype(np.float64)
    sform, sformCode = header.get_sform(coded=True)
    qform, qformCode = header.get_qform(coded=True)
    if not sformCode and not qformCode:
        matrix = np.diag([-1.0, -1.0, 1.0, 1.0])
    elif sformCode and _isRotation(sform) and (not qformCode or sformCode == _SCANNER
                                               or np.allclose(sform, qform, rtol=0, atol=_ROUNDING)):
        matrix = sform
    else:
        matrix = qform
    if matrix is None:
        return None
    ijkToRas = np.eye(4)
    ijkToRas[:3, :3] = matrix[:3, :3] / np.linalg.norm(matrix[:3, :3], axis=0) * spacing
    ijkToRas[:3, 3] = matrix[:3, 3]
    ijkToRas[:3] *= _MILLIMETERS.get(header.get_xyzt_units()[0], 1.0)
    if not np.isfinite(ijkToRas).all():
        raise ValueError("it does not say where its voxels are")
    return ijkToRas


def _isRotation(matrix: np.ndarray) -> bool:
    """Tell whether the axes of a matrix are perpendicular."""
    sizes = np.linalg.norm(matrix[:3, :3], axis=0)
    return sizes.min() > 0 and np.allclose((axes := matrix[:3, :3] / sizes) @ axes.T, np.eye(3), rtol=0, atol=_ROUNDING)
