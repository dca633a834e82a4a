"""What the reader of a series has found its header to contradict."""

from __future__ import annotations

from collections.abc import Iterator

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Statement
from ..Signals import Signals


def contradictionsFound(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Return what the readers of the series object to."""
    for series in case.series:
        for objection in series.objections:
            yield Statement(objection.topic, (series.label,), objection.reason, objection.consequence,
                            objection.deviation)
