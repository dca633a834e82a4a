"""Image files: NIfTI, read by nibabel, NRRD and MetaImage, read by SimpleITK; and what all readers of images return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..Comparability import Objection
from .NiftiFile import checkDimensions, readNifti

# ITK and DICOM count left, posterior, superior; MRML and NIfTI count right, anterior, superior.
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])

_NIFTI_SUFFIXES = (".nii", ".nii.gz")
# SimpleITK reads more formats, but fills the voxels of files that are cut off with anything, in silence, and most of
# them do not say where the image is.
_SUFFIXES = (*_NIFTI_SUFFIXES, ".nrrd", ".nhdr", ".mha", ".mhd")


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


def readImageFile(path: Path) -> ImageVoxels:
    """Read a three-dimensional image.

    :raises ValueError: the file is of another kind or damaged, or is not three-dimensional
    """
    name = path.name.lower()
    if not name.endswith(_SUFFIXES):
        raise ValueError(f"is not an image file that can be read; give {', '.join(_SUFFIXES)} or DICOM")
    return ImageVoxels(*(readNifti(path) if name.endswith(_NIFTI_SUFFIXES) else _readWithItk(path)))


def reason(error: RuntimeError) -> str:
    """Return what a SimpleITK error says, in one line without the places in its source."""
    text = " ".join(str(error).rpartition("sitk::ERROR:")[2].split())
    return text.rpartition("): ")[2] or type(error).__name__


def _readWithItk(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return the voxels of an image, and the matrix from their indices to RAS millimeters."""
    import SimpleITK

    try:
        image = SimpleITK.ReadImage(str(path))
    except RuntimeError as error:
        raise ValueError(f"cannot be read as an image ({reason(error)}); copy or export it again") from None
    if image.GetDimension() == 4 and image.GetSize()[3] == 1:
        image = image[:, :, :, 0]
    checkDimensions(image.GetSize())
    ijkToLps = np.eye(4)
    ijkToLps[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) @ np.diag(image.GetSpacing())
    ijkToLps[:3, 3] = image.GetOrigin()
    return SimpleITK.GetArrayFromImage(image), LPS_TO_RAS @ ijkToLps
