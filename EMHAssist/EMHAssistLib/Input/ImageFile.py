"""Image files: NIfTI, NRRD and MetaImage; and what all readers of images return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..Comparability import Objection
from .FileVoxels import FileVoxels
from .MetaImageFile import readMetaImage
from .NiftiFile import readNifti
from .NrrdFile import readNrrd

# SimpleITK reads these and more, but fills the voxels of files that are cut off with anything, in silence, and takes
# any unit for millimeters; most of the others do not say where the image is.
_READERS = {
    (".nii", ".nii.gz"): readNifti,
    (".nrrd", ".nhdr"): readNrrd,
    (".mha", ".mhd"): readMetaImage,
}


@dataclass(frozen=True)
class ImageVoxels:
    """An image as read from a file.

    :param array: (K, J, I) values, or (K, J, I, C) with several components a voxel
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters
    :param metadata: DICOM keyword to value, as far as known; nothing that tells who the patient is
    :param objections: what the file claims and its content contradicts
    :param padding: lowest and highest of the values, as they are in the array, that only fill the image where there is
        nothing; None where the file has none
    """

    array: np.ndarray
    ijkToRas: np.ndarray
    metadata: Mapping[str, str] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()
    padding: tuple[float, float] | None = None

    def __post_init__(self):
        if self.array.dtype.kind not in "biuf":
            raise ValueError(f"the voxels are {self.array.dtype} numbers; give an image of real numbers, such as the "
                             "magnitude")


def readImageFile(path: Path, part: str = "") -> ImageVoxels:
    """Read a three-dimensional image.

    :param part: number, from 1, of the image of a file that holds several, or of a component of its voxels; "" for the
        only one, or for all components
    :raises ValueError: the file is of another kind or damaged, is not three-dimensional, or does not hold the part
    """
    voxels = readFileVoxels(path)
    return ImageVoxels(voxels.chosen(part), voxels.ijkToRas, objections=voxels.objections)


def readFileVoxels(path: Path) -> FileVoxels:
    """Read all that an image file holds.

    :raises ValueError: the file is of another kind or damaged, or has no three dimensions in space
    """
    name = path.name.lower()
    for suffixes, read in _READERS.items():
        if name.endswith(suffixes):
            return read(path)
    known = ", ".join(suffix for suffixes in _READERS for suffix in suffixes)
    raise ValueError(f"is not an image file that can be read; give {known} or DICOM")
