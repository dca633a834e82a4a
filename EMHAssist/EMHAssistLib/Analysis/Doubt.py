"""What a reason for doubt does to what is claimed: each flag has a consequence, and this is the place for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import hypot

from ..Measurement import Flag

# By how much the sensitivity of a coil may differ over 1 mm from front to back, as SD of its logarithm. Assumed: it
# makes 15 % over 30 mm, about what lies between marrow and what is behind the cord.
_COIL_PER_MM = 0.005

# Flag to what it adds to the error of a log ratio, as SD, by its value.
_DEVIATIONS: Mapping[str, Callable[[float], float]] = {
    "depth": lambda distance: _COIL_PER_MM * distance,
}


def deviationOf(flags: Iterable[Flag]) -> float:
    """Return what flags add to the error of a log ratio, as SD."""
    return hypot(*(_DEVIATIONS[flag.name](flag.value) for flag in flags if flag.name in _DEVIATIONS))
