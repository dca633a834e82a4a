"""What the readers of images return: voxels, where they are, and what DICOM says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

# ITK and DICOM count left, posterior, superior; MRML counts right, anterior, superior.
LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])


@dataclass(frozen=True)
class ImageVoxels:
    """An image as read from a file.

    :param array: (K, J, I) values, or (K, J, I, C) with several components a voxel
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters
    :param metadata: DICOM keyword to value, as far as known; nothing that tells who the patient is
    """

    array: np.ndarray
    ijkToRas: np.ndarray
    metadata: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self):
        if self.array.dtype.kind not in "biuf":
            raise ValueError(f"the voxels are {self.array.dtype} numbers; give an image of real numbers, such as the "
                             "magnitude")
