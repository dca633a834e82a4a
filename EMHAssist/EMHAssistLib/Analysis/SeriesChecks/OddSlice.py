"""Does a slice of a series stand out from its neighbors?"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Measurement import OddSlices, oddSlices
from ..SeriesFlags import hasSlices
from ..Signals import Signals


def slicesStandOut(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Doubt the slices that stand out; what lies in them bears a flag that widens what is claimed."""
    for series in case.series:
        if hasSlices(series):
            yield from cache.call(_statements, series.label, cache.call(oddSlices, series.image))


def _statements(label: str, odd: OddSlices) -> tuple[Statement, ...]:
    if odd.isInterleaved:
        step = exp(2 * abs(next(iter(odd.steps.values())))) - 1
        reason = f"every other slice is {step:.0%} brighter than those between; regions of few slices are off by half"
    elif odd.steps:
        # Counted from 1, as in the slice views of many programs.
        slices = ", ".join(f"{number + 1} ({exp(step) - 1:+.0%})" for number, step in sorted(odd.steps.items()))
        reason = f"slice {slices} of the stack stands out from its neighbors; regions in it are off by as much"
    else:
        return ()
    return (Statement("odd_slice", (label,), reason, Consequence.DOUBTFUL),)
