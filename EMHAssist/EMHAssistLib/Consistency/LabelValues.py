"""Are the values of an image signal, or labels?"""

from __future__ import annotations

import numpy as np

from ..Comparability import Consequence, Objection
from ..Measurement.Image import thinnedOut

# Noise alone gives signal more values than this; label images of a spine may have more, and their names tell them.
_MOST_LABELS = 8
# Voxels that are looked at along each axis.
_LOOKED_AT = 64


def labelsForSignal(array: np.ndarray) -> tuple[Objection, ...]:
    """Object to an image of a few whole numbers: a label image, not the series that it was drawn on.

    :param array: (K, J, I) values, or (K, J, I, C), of which nothing is said
    """
    if array.ndim != 3:
        return ()
    values = np.unique(thinnedOut(array, _LOOKED_AT))
    isWhole = np.isfinite(values).all() and np.array_equal(values, np.rint(values))
    if not (isWhole and 2 <= len(values) <= _MOST_LABELS):
        return ()
    there = ", ".join(f"{value:g}" for value in values)
    return (Objection("labels", f"it holds no other values than {there}: it is a label image; give the series that it "
                      "was drawn on", Consequence.REFUSED),)
