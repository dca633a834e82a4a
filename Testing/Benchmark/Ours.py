"""The same five statistics by EMHAssist, of the fractions of voxels that the regions hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from EMHAssistLib.Measurement import Image, Shape, regionStatistics

from .Peer import FIVE


def fiveStatistics(images: Sequence[Image], shapes: Sequence[Shape]) -> dict[str, np.ndarray]:
    """Return name of the statistic to (R, S) numbers.

    :param images: series of one grid
    """
    return regionStatistics(images, shapes, FIVE)
