"""What keeps a series from being compared with the others place by place."""

from __future__ import annotations

from collections.abc import Sequence

from ..Case import Series
from ..Measurement import Flag
from ..Measurement.Flags import ACQUIRED_APART
from ..Roles import sequenceRole


def seriesFlags(allSeries: Sequence[Series]) -> list[tuple[Flag, ...]]:
    """Return for each series what keeps it from being compared with the others place by place."""
    frames = len({series.frameOfReference for series in allSeries if series.frameOfReference})
    common = commonFrame(allSeries)
    return [(*([Flag("frame_of_reference", frames)] if series.frameOfReference not in ("", common) else []),
             *([Flag("acquired_apart", hours)] if hours else []))
            for series, hours in zip(allSeries, hoursApart(allSeries))]


def hasSlices(series: Series) -> bool:
    """Tell whether slices of a series may stand out: of MR signal that was not excited as a slab."""
    return (series.image is not None and sequenceRole(series.role).isSignal
            and not series.acquisition.isThreeDimensional)


def commonFrame(allSeries: Sequence[Series]) -> str:
    """Return the frame of reference that most series share, the first of several: the one in which the regions were
    most probably placed. "" where none is known."""
    names = [series.frameOfReference for series in allSeries if series.frameOfReference]
    return max(dict.fromkeys(names), key=names.count, default="")


def hoursApart(allSeries: Sequence[Series]) -> list[float]:
    """Return how many hours lie between each series and the nearest one of the examination that holds most series, the
    first one of several; 0 for the series of that, and where it is not known."""
    times = sorted(series.acquired for series in allSeries if series.acquired == series.acquired)
    examinations: list[list[float]] = []
    for time in times:
        if not examinations or time - examinations[-1][-1] > ACQUIRED_APART:
            examinations.append([])
        examinations[-1].append(time)
    main = max(examinations, key=len, default=[])
    return [0.0 if series.acquired != series.acquired or series.acquired in main else
            min(abs(series.acquired - time) for time in main) for series in allSeries]
