"""Has the scanner evened out the sensitivity of the coil already?"""

from __future__ import annotations

from collections.abc import Iterator

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Roles import sequenceRole
from ..Signals import Signals


def evenedOut(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Tell which series need no bias field correction."""
    for series in case.series:
        if series.acquisition.normalized and sequenceRole(series.role).isSignal:
            yield Statement("normalization", (series.label,), "the scanner has evened out the sensitivity of the coil; "
                            "bias field correction is not advised", Consequence.FINE)
