"""May a T1 whose header is silent be a gradient echo? Slices that thin are acquired as a slab, mostly by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...Acquisition import SequenceFamily
from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ..Signals import Signals
from .AssumedDeviations import MAYBE_GRADIENT_ECHO

_ROLES = ("T1", "T1FS")
# T1 spin echoes of the spine have slices of 3 mm or more; gradient echoes of a slab (MPRAGE, BRAVO, VIBE) of 1 mm or
# so.
_THIN = 1.6  # mm


def mayBeGradientEcho(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Doubt what T1 series of thin slices show where no header or name tells how they were acquired.

    Trabecular bone takes the signal of marrow on a gradient echo, so that healthy marrow is dark there by itself.
    """
    for series in case.series:
        if series.role in _ROLES and series.image is not None:
            yield from cache.call(_statements, series)


def _statements(series: Series) -> tuple[Statement, ...]:
    toWorld = series.image.ijkToWorld[:3, :3]
    normal = np.cross(toWorld[:, 0], toWorld[:, 1])
    thickness = float(abs(normal @ toWorld[:, 2]) / np.linalg.norm(normal))
    if series.acquisition.family != SequenceFamily.UNKNOWN or thickness > _THIN:
        return ()
    return (Statement("sequence_family", (series.label,), f"its slices are {thickness:.1f} mm apart and nothing tells "
                      "how it was acquired: most such series are gradient echoes, on which healthy marrow is dark; if "
                      "so, give it the role T1 gradient echo", Consequence.DOUBTFUL, MAYBE_GRADIENT_ECHO),)
