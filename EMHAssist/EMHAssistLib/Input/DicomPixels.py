"""The values of the pixels of a DICOM series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..Comparability import Objection
from ..Consistency.DicomSlice import Slice
from .DicomDamage import UnusableDicomError
from .ImageFile import reason


@dataclass(frozen=True)
class PixelValues:
    """The values of a stack of slices.

    :param array: (K, J, I) rescaled values
    :param objections: what headers claim of them and they contradict
    :param padding: lowest and highest of the values that fill the image where there is nothing; None for none
    """

    array: np.ndarray
    objections: tuple[Objection, ...] = ()
    padding: tuple[float, float] | None = None


def readPixels(slices: Sequence[Slice], headers: Mapping[Path, object]) -> PixelValues:
    """Read the values of slices, in their order.

    Read file by file: a reader of whole series casts all files to the voxel type of the first one, which cuts off
    fractions where only later files have a fractional rescaling.

    :param headers: pydicom.Dataset of each file that slices are in
    :raises ValueError: the values of a file cannot be told
    """
    import SimpleITK

    frames = {}
    for file in headers:
        try:
            frames[file] = SimpleITK.GetArrayFromImage(SimpleITK.ReadImage(str(file), imageIO="GDCMImageIO"))
        except RuntimeError as error:
            raise UnusableDicomError(f"the pixels of {file.name} cannot be read ({reason(error)}); copy or export the "
                                     "series again") from None
    return PixelValues(np.stack([frames[item.path][item.frame] for item in slices]))
