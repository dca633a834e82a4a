"""Image files: NIfTI, NRRD and MetaImage, read by SimpleITK."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .NiftiFile import checkedVoxels
from .Voxels import LPS_TO_RAS, ImageVoxels

_NIFTI_SUFFIXES = (".nii", ".nii.gz")
# SimpleITK reads more formats, but fills the voxels of files that are cut off with anything, in silence, and most of
# them do not say where the image is.
_SUFFIXES = (*_NIFTI_SUFFIXES, ".nrrd", ".nhdr", ".mha", ".mhd")


def readImageFile(path: Path) -> ImageVoxels:
    """Read a three-dimensional image.

    :raises ValueError: the file is of another kind or damaged, or is not three-dimensional
    """
    import SimpleITK

    name = path.name.lower()
    if not name.endswith(_SUFFIXES):
        raise ValueError(f"is not an image file that can be read; give {', '.join(_SUFFIXES)} or DICOM")
    try:
        image = SimpleITK.ReadImage(str(path))
    except RuntimeError as error:
        raise ValueError(f"cannot be read as an image ({reason(error)}); copy or export it again") from None
    array = SimpleITK.GetArrayFromImage(image)
    if name.endswith(_NIFTI_SUFFIXES):
        array = checkedVoxels(path, array)
    if image.GetDimension() == 4 and image.GetSize()[3] == 1:
        image, array = image[:, :, :, 0], array[0]
    if image.GetDimension() != 3:
        size = " x ".join(map(str, image.GetSize()))
        raise ValueError(f"the image has {image.GetDimension()} dimensions ({size}); give a single volume of three")
    ijkToLps = np.eye(4)
    ijkToLps[:3, :3] = np.reshape(image.GetDirection(), (3, 3)) @ np.diag(image.GetSpacing())
    ijkToLps[:3, 3] = image.GetOrigin()
    return ImageVoxels(array, LPS_TO_RAS @ ijkToLps)


def reason(error: RuntimeError) -> str:
    """Return what a SimpleITK error says, in one line without the places in its source."""
    text = " ".join(str(error).rpartition("sitk::ERROR:")[2].split())
    return text.rpartition("): ")[2] or type(error).__name__
