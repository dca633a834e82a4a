"""What keeps a series from being compared with the others place by place."""

from __future__ import annotations

from collections.abc import Sequence

from ..Case import Series
from ..Measurement import Flag
from ..Measurement.Flags import ACQUIRED_APART


def seriesFlags(allSeries: Sequence[Series]) -> list[tuple[Flag, ...]]:
    """Return for each series what keeps it from being compared with the others place by place."""
    frames = {series.frameOfReference for series in allSeries if series.frameOfReference}
    # The frame that most series share is the one the regions were most probably placed in.
    names = [series.frameOfReference for series in allSeries]
    common = max(sorted(frames), key=names.count, default="")
    times = [series.acquired for series in allSeries if series.acquired == series.acquired]
    flags = []
    for series in allSeries:
        own = []
        if series.frameOfReference not in ("", common):
            own.append(Flag("frame_of_reference", len(frames)))
        if times and series.acquired - min(times) > ACQUIRED_APART:
            own.append(Flag("acquired_apart", series.acquired - min(times)))
        flags.append(tuple(own))
    return flags
