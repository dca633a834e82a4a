"""Do all series show the same anatomy at the same time?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ..Doubt import CONSEQUENCES
from ..SeriesFlags import commonFrame, hoursApart
from ..Signals import Signals


def seenTogether(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse series in another frame of reference than most, unless their anatomy was looked for, and those
    acquired too long before or after; doubt those of another day."""
    yield from cache.call(_statements, case.series)


def _statements(allSeries: tuple[Series, ...]) -> tuple[Statement, ...]:
    return (*_frames(allSeries), *_times(allSeries))


def _frames(allSeries: Sequence[Series]) -> Iterator[Statement]:
    common = commonFrame(allSeries)
    there = ", ".join(series.label for series in allSeries if series.frameOfReference == common)
    for series in allSeries:
        if series.frameOfReference in ("", common):
            continue
        place, label = series.displacement, (series.label,)
        if place is not None and not place.problem:
            # What the displacement does is said by itself, see Displaced.
            yield Statement("frame_of_reference", label, f"it and {there} have different frames of reference, but its "
                            f"anatomy was found {place.distance:.1f} mm from its place", Consequence.FINE)
        else:
            yield Statement("frame_of_reference", label, f"it and {there} have different frames of reference: the same "
                            "region may lie on different anatomy; register it first", Consequence.REFUSED)


def _times(allSeries: Sequence[Series]) -> Iterator[Statement]:
    for series, hours in zip(allSeries, hoursApart(allSeries)):
        if not hours:
            continue
        days = hours / 24
        apart = f"acquired {hours:.0f} hours" if days < 3 else f"acquired {days:.0f} days"
        # What it does to a comparison is with the flag that each measurement on the series bears.
        if CONSEQUENCES["acquired_apart"].refuses(hours):
            yield Statement("acquired_apart", (series.label,), f"{apart} apart from the other series: the lesion may "
                            "be another one by now", Consequence.REFUSED)
        else:
            yield Statement("acquired_apart", (series.label,), f"{apart} apart from the other series: the lesion, the "
                            "patient's position and the coils may have changed", Consequence.DOUBTFUL)
