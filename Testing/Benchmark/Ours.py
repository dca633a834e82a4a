"""The same five statistics by EMHAssist, of the fractions of voxels that the regions hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from EMHAssistLib.Measurement import Image, Shape, measureTogether

from .Peer import FIVE


def fiveStatistics(images: Sequence[Image], shapes: Sequence[Shape]) -> np.ndarray:
    """Return (R, S, 5) numbers in the order of `FIVE`.

    :param images: series of one grid
    """
    return np.array([[[one.statistics[name] for name in FIVE] for one in measureTogether(images, shape)]
                     for shape in shapes])
