"""Values that are no tissue: what fills an image where nothing was acquired."""

from __future__ import annotations

import numpy as np

# Nothing absorbs less than air, at -1000 HU. Scanners fill what lies outside the circle of reconstruction with -2000,
# -2048, -3024 or less; this is halfway, five standard deviations of the noise of a poor scan below air. Assumed.
LOWEST_HU = -1500.0


def withoutPadding(array: np.ndarray, padding: tuple[float, float] | None, isHounsfield: bool = False) -> np.ndarray:
    """Return voxels with NaN in place of those that are no tissue.

    :param array: of any shape; only read
    :param padding: lowest and highest of the values that only fill the image; None for none
    :param isHounsfield: values are those of CT, of which no tissue has less than LOWEST_HU
    :return: the same array where all may be tissue
    """
    isPadding = np.zeros(array.shape, dtype=bool)
    if padding is not None:
        isPadding |= (array >= padding[0]) & (array <= padding[1])
    if isHounsfield and array.dtype.kind in "if":
        isPadding |= array <= LOWEST_HU
    if not isPadding.any():
        return array
    values = array.astype(array.dtype if array.dtype.kind == "f" else np.float32 if array.dtype.itemsize <= 2
                          else np.float64)
    values[isPadding] = np.nan
    return values
