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
    isClipped = isHounsfield and array.dtype.kind in "if"
    if padding is None and not isClipped:
        return array

    def isPadding(part: np.ndarray) -> np.ndarray:
        found = part <= LOWEST_HU if isClipped else np.zeros(part.shape, dtype=bool)
        return found if padding is None else found | ((part >= padding[0]) & (part <= padding[1]))

    # A plane at a time: a volume has millions of voxels, and most have no padding.
    if not any(isPadding(part).any() for part in _planes(array)):
        return array
    values = array.astype(array.dtype if array.dtype.kind == "f" else np.float32 if array.dtype.itemsize <= 2
                          else np.float64)
    for part, filled in zip(_planes(array), _planes(values)):
        filled[isPadding(part)] = np.nan
    return values


def _planes(array: np.ndarray) -> list[np.ndarray]:
    """Return views of an array along its first axis; of a line the whole."""
    return list(array) if array.ndim > 1 else [array]
