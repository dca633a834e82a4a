"""Does a series hold labels of regions instead of an image?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Measurement import Image
from ...Measurement.Image import thinnedOut
from ..Signals import Signals

# Labels are whole numbers up to this one, mostly 0, and next to each voxel of a region lies one of the same. An image
# of as few gray values is noisy. Assumed.
_LARGEST_LABEL, _LARGEST_OF_FEW, _FEW = 255, 50, 20
_LEAST_BACKGROUND, _LEAST_ALIKE = 0.5, 0.75


def holdLabels(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse a series whose voxels are those of a label map."""
    for series in case.series:
        if series.image is not None:
            yield from cache.call(_statements, series.label, series.image)


def _statements(label: str, image: Image) -> tuple[Statement, ...]:
    labels, largest = _labels(image.array)
    if not labels:
        return ()
    return (Statement("content", (label,), f"its voxels are those of a map of labels: 0 and {labels} other whole "
                      f"number{'s' * (labels > 1)} up to {largest}, in patches without noise; use the image it was "
                      "drawn on", Consequence.REFUSED),)


def _labels(array: np.ndarray) -> tuple[int, int]:
    """Return how many labels an array holds and the largest of them, zeros for an image.

    :param array: (K, J, I)
    """
    # A look at a few of them settles most cases.
    for part in (thinnedOut(array, 16), array):
        if part.dtype.kind != "b" and not ((part >= 0) & (part <= _LARGEST_LABEL) & (part == np.rint(part))).all():
            return 0, 0
    values = array.astype(np.uint8)
    counts = np.bincount(values.ravel(), minlength=2)
    if counts[0] < _LEAST_BACKGROUND * values.size or not counts[1:].any():
        return 0, 0
    # Along the rows, where voxels are not thicker than across them.
    one, other = values[..., :-1], values[..., 1:]
    if (one == other)[one > 0].sum() < _LEAST_ALIKE * max(np.count_nonzero(one), 1):
        return 0, 0
    labels = int(np.count_nonzero(counts[1:]))
    # A few large ones are the tissues of a phantom without noise; a single one is a mask.
    largest = counts.size - 1
    return (0, 0) if largest > _LARGEST_OF_FEW and 1 < labels < _FEW else (labels, largest)
