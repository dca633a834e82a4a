"""NIfTI files, read by nibabel.

ITK's reader makes NaN and infinite voxels 0, fills up files that are cut off, refuses sheared axes, and knows version 1
alone.
"""

from __future__ import annotations

import gzip
import io
import math
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from ..Comparability import Consequence, Objection
from ..Consistency.Place import placeUnknown, statedTwice
from .FileVoxels import FileVoxels, UnusableFileError, checkDimensions, checkLength, checkPlace, damaged

# Code of coordinates of the scanner, see nifti1.h.
_SCANNER = 1
_MILLIMETERS = {"meter": 1e3, "micron": 1e-3}
# How far axes may be from perpendicular and two matrices from each other, to be taken for rounding; those of ITK.
_ROUNDING = 1e-4
# Codes of intent, see nifti1.h: statistics from the correlation to the log p; labels; what is no scalar; displacements
# and coefficients that FSL writes.
_STATISTICS, _LABELS, _NO_SCALARS, _FSL = range(2, 25), (1002, 1003), range(1004, 1011), range(2006, 2019)
_PAIR = b"ni1\0"


def readNifti(path: Path) -> FileVoxels:
    """Read an image of three dimensions, or several of them, version 1 or 2, in one file; values are scaled as the file
    says. A single slice has the thickness that the header tells.

    :raises ValueError: the file is of another kind, cut off or damaged, or is not three-dimensional
    """
    import nibabel

    content = _content(path)
    # The size of the header, which it begins with, tells the version.
    sizes = {int.from_bytes(content[:4], order) for order in ("little", "big")}
    if content[344:348] == _PAIR and 348 in sizes:
        raise ValueError("is the header of a pair of files, .hdr and .img; convert it to a .nii file")
    try:
        image = (nibabel.Nifti2Image if 540 in sizes else nibabel.Nifti1Image).from_bytes(content)
        header = image.header
        size, kind = list(image.shape), image.get_data_dtype()
        longer = checkLength(len(content) - image.dataobj.offset, math.prod(size) * kind.itemsize)
        array = np.asanyarray(image.dataobj)
    except Exception as error:  # of many kinds, in damaged files
        raise error if isinstance(error, UnusableFileError) else damaged(error) from error
    while len(size) > 3 and size[-1] == 1:
        del size[-1]
    if len(size) == 2:
        size.append(1)
    space, others = size[:3], [count for count in size[3:] if count > 1]
    if len(space) != 3 or len(others) > 1 or min(size) < 1 or (others and kind.names):
        checkDimensions([*size, *([len(kind.names)] if kind.names else [])])
    # As they are in the file: nibabel takes 0 for 1 mm and leaves out a minus, in silence.
    sides = type(header).from_fileobj(io.BytesIO(content), check=False)["pixdim"][1:4].astype(np.float64)
    matrix, objections = _place(header, sides, space)
    array = array.reshape([*space, *others], order="F").T
    if others:
        array = np.moveaxis(array, 0, -1)
    if kind.names:
        array = np.stack([array[name] for name in kind.names], axis=-1)
    native = np.float64 if array.dtype == np.longdouble else array.dtype.newbyteorder("=")
    return FileVoxels(array.astype(native, copy=False), matrix, (*objections, *longer, *_intent(header)), bool(others))


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        return gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"the file is cut off or damaged ({error}); copy it again") from error


def _place(header, sides: np.ndarray, size: Sequence[int]) -> tuple[np.ndarray, tuple[Objection, ...]]:
    """Return the matrix from voxel indices to RAS millimeters as 3D Slicer has it, which is that of ITK, and what else
    the header says.

    Of the two in a file that is the sform if there is no qform, if it is that of the scanner, or if both are alike,
    else the qform; the sizes of voxels are those of pixdim, not of the sform. Without either, the axes are left,
    posterior, superior. An sform that is sheared, which ITK refuses, is used as it is where there is no qform.
    """
    stated = _stated(header)
    if not (sides > 0).all():
        # A single slice often lacks its thickness; an sform has it.
        own = np.linalg.norm(stated["sform"][:3, :3], axis=0) if "sform" in stated else np.zeros(3)
        if (sides < 0).any() or not (own > 0).all():
            raise ValueError("the file does not say how large its voxels are: pixdim is {:g} x {:g} x {:g}; export it "
                             "again".format(*sides))
        sides = np.where(sides > 0, sides, own)
    sform, qform = stated.get("sform"), stated.get("qform")
    objections: tuple[Objection, ...] = ()
    used = "qform"
    if sform is None and qform is None:
        matrix = np.diag([-1.0, -1.0, 1.0, 1.0])
        objections = (placeUnknown("neither qform nor sform has a code", "axes to the left, to the back and upward"),)
    elif sform is not None and (qform is None or (_isRotation(sform) and (
            int(header["sform_code"]) == _SCANNER or np.allclose(sform, qform, rtol=0, atol=_ROUNDING)))):
        matrix, used = sform, "sform"
    else:
        matrix = qform
    scale = np.eye(4)
    scale[:3] *= _MILLIMETERS.get(header.get_xyzt_units()[0], 1.0)
    sized = matrix.copy()
    norms = np.linalg.norm(matrix[:3, :3], axis=0)
    sized[:3, :3] = matrix[:3, :3] / np.where(norms > 0, norms, 1) * sides
    others = {other: scale @ stated[other] for other in ("sform", "qform") if other in stated}
    name = f"{used} with the sizes of pixdim" if used == "sform" else used
    if used == "sform" and not _isRotation(sform):
        # Of slanted slices pixdim may hold the distance between them rather than the step from one to the next.
        isDistance = np.isclose(abs(np.linalg.det(sform[:3, :3])), sides.prod(), rtol=1e-3, atol=0)
        others = {**others, **({} if isDistance else {"pixdim": scale @ sized})}
        sized, name = sform, "sheared sform"
    ijkToRas = scale @ sized
    checkPlace(ijkToRas)
    return ijkToRas, (*objections, *statedTwice(size, name, ijkToRas, others))


def _stated(header) -> Mapping[str, np.ndarray]:
    """Return the matrices that have a code, by name.

    :raises ValueError: a number of them is not finite
    """
    stated = {}
    for name, get in (("sform", header.get_sform), ("qform", header.get_qform)):
        if int(header[f"{name}_code"]) > 0:
            try:
                matrix = get()
            except Exception as error:  # nibabel refuses quaternions longer than 1
                raise ValueError(f"its {name} is damaged ({' '.join(str(error).split())}); export it again") from error
            if not np.isfinite(matrix).all():
                raise ValueError(f"its {name} is not finite, so it does not say where its voxels are; export it again")
            stated[name] = matrix
    return stated


def _intent(header) -> tuple[Objection, ...]:
    """Object to values that the header says are no signal."""
    code = int(header["intent_code"])
    what = ("labels" if code in _LABELS else "a statistic" if code in _STATISTICS else
            "vectors, matrices or coefficients" if code in (*_NO_SCALARS, *_FSL) else "")
    if not what:
        return ()
    return (Objection("intent", f"its values are {what} by its header (intent code {code}), not signal; give the image "
                      "itself", Consequence.REFUSED),)


def _isRotation(matrix: np.ndarray) -> bool:
    """Tell whether the axes of a matrix are perpendicular."""
    sizes = np.linalg.norm(matrix[:3, :3], axis=0)
    return sizes.min() > 0 and np.allclose((axes := matrix[:3, :3] / sizes) @ axes.T, np.eye(3), rtol=0, atol=_ROUNDING)
