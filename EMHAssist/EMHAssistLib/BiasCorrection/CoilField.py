"""The field of one coil: what its series show together, no farther than the reference regions reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .SmoothField import SmoothField


@dataclass(frozen=True, eq=False)
class CoilField:
    """Natural logarithm of the sensitivity of a coil: the median of what its series show.

    One series of several may take tissues for shading; the median does not mind.

    :param fields: of the series
    :param levels: of each field, subtracted from it
    :param box: (2, 3) lowest and highest R, A and S of the reference regions; beyond, it stays as it is at its surface
    """

    fields: tuple[SmoothField, ...]
    levels: tuple[float, ...]
    box: np.ndarray

    def at(self, points: np.ndarray) -> np.ndarray:
        """Return the (N,) values at points (N, 3), RAS mm."""
        inside = np.clip(points, *self.box)
        return np.median([field.at(inside) - level for field, level in zip(self.fields, self.levels)], axis=0)


def coilField(fields: Sequence[SmoothField], bounds: np.ndarray) -> CoilField:
    """Return the field of a coil, 0 on average over the reference regions, so that corrected signal compares with what
    it was.

    :param fields: of the series
    :param bounds: (N, 2, 3) lowest and highest R, A and S of each reference region
    """
    box = np.array([bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)])
    levels = tuple(float(field.at(bounds.mean(axis=1)).mean()) for field in fields)
    return CoilField(tuple(fields), levels, box)
