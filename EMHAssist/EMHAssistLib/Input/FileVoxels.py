"""What the readers of image files share: what they return, and voxels out of bytes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..Comparability import Consequence, Objection
from ..Consistency import LengthUnits

# ITK and DICOM count left, posterior, superior; MRML and NIfTI count right, anterior, superior.
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


class UnusableFileError(ValueError):
    """A file that cannot be used; the message says why and what to do. What else a reader stumbles over is damage."""


@dataclass(frozen=True)
class FileVoxels:
    """The voxels of an image file and where they are.

    :param array: (K, J, I) values, or (K, J, I, C)
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters; may be sheared
    :param objections: what the file contradicts in itself
    :param isSeveral: along C are images, of which one is meant; else the components of a voxel, such as colors
    :param unit: mm that the unit of the file is, which has been converted
    """

    array: np.ndarray
    ijkToRas: np.ndarray
    objections: tuple[Objection, ...] = ()
    isSeveral: bool = False
    unit: float = 1.0

    def chosen(self, part: str) -> np.ndarray:
        """Return the image that is asked for.

        :param part: its number, from 1; "" for the only one, or for all components of a voxel
        :raises ValueError: there is no such image, or there are several and none is asked for
        """
        count = self.array.shape[3] if self.array.ndim == 4 else 1
        if not part:
            if self.isSeveral and count > 1:
                raise ValueError(f"the image has 4 dimensions, {count} images of three; say which one, as FILE:1 to "
                                 f"FILE:{count}")
            return self.array
        if count == 1 and part != "1":
            raise ValueError(f"the file holds one image; leave out ':{part}'")
        if not (part.isascii() and part.isdigit() and 0 < int(part) <= count):
            raise ValueError(f"there is no image '{part}'; say FILE:1 to FILE:{count}")
        return self.array if self.array.ndim == 3 else np.ascontiguousarray(self.array[..., int(part) - 1])


def checkDimensions(size: Sequence[int]) -> None:
    """Refuse an image that has not three dimensions, or nothing along one of them."""
    if len(size) != 3 or min(size) < 1:
        there = " x ".join(map(str, size))
        raise UnusableFileError(f"the image has {len(size)} dimensions ({there}); give a single volume of three")


def checkLength(present: int, expected: int) -> tuple[Objection, ...]:
    """Hold the number of bytes that are there for the voxels against that which the header tells.

    :return: what there is to say of a file that is longer
    :raises ValueError: the file is shorter
    """
    if present < expected:
        raise UnusableFileError(f"the file is cut off: {present} of {expected} bytes of voxels are there; copy or "
                                "export it again")
    if present == expected:
        return ()
    return (Objection("length", f"its voxels take {expected} bytes by its header, and {present} are there: its header "
                      "may be that of another file; export it again", Consequence.DOUBTFUL),)


def damaged(reason: object) -> UnusableFileError:
    """Return the error of a file that cannot be read, in one line."""
    return UnusableFileError(f"cannot be read as an image ({' '.join(str(reason).split())}); copy or export it again")


def checkPlace(ijkToRas: np.ndarray) -> None:
    """Refuse voxels without a size or place.

    :param ijkToRas: (4, 4) voxel indices to RAS mm
    :raises ValueError: a number is not finite, or the voxels have no volume
    """
    if not np.isfinite(ijkToRas).all():
        raise UnusableFileError("the file does not say where its voxels are; export it again")
    sides = np.linalg.norm(ijkToRas[:3, :3], axis=0)
    if not (sides > 0).all() or not abs(np.linalg.det(ijkToRas[:3, :3])) > 1e-9 * math.prod(sides):
        raise UnusableFileError("the file does not say how large its voxels are: their sides are {:g} x {:g} x {:g} mm "
                                "or not in three directions; export it again".format(*sides))


def millimeters(unit: str) -> float:
    """Return how many millimeters the unit of a file is.

    :raises UnusableFileError: it is not known
    """
    try:
        return LengthUnits.millimeters(unit)
    except ValueError as error:
        raise UnusableFileError(str(error)) from error


def bytesOf(file: Path) -> bytes:
    """Return what a file holds that another one names as its voxels.

    :raises UnusableFileError: it is not there
    """
    if not file.is_file():
        raise UnusableFileError(f"its voxels are in the file {file.name}, which is not there; copy it beside the "
                                "header")
    return file.read_bytes()


def numberedFiles(path: Path, pattern: str, first: int, last: int, step: int) -> list[Path]:
    """Return the files beside a header that it names by a printf pattern and a range of numbers, its end included."""
    return [path.parent / (pattern % number) for number in range(first, last + (1 if step > 0 else -1), step)]
