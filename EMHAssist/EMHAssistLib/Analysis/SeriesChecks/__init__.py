"""What may be compared with what: from the headers of the series and from what was measured on them.

A file for each theme. A check takes the case, what was measured in it and the cache, and returns its statements. It is
called at each step of a drag, so what costs time belongs into the cache, by the series, images or signals it is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Comparability, Statement
from ..Signals import Signals
from .AfterContrast import acquiredAfterContrast
from .Contradictions import contradictionsFound
from .Displaced import displaced
from .FatSuppression import fatSuppressedAlike
from .HeaderAgainstRole import headersAgainstRoles
from .LabelMap import holdLabels
from .Normalization import evenedOut
from .OddSlice import slicesStandOut
from .OnePatient import ofOnePatient
from .PlaceAndTime import seenTogether
from .PlausibleSizes import sizesArePlausible
from .PreAndPost import acquiredAlike
from .SameSeries import seriesThereTwice
from .Scale import onTheirScale
from .ThinSlices import mayBeGradientEcho

__all__ = ["comparabilityOf"]

Check = Callable[[Case, Signals, Cache], Iterable[Statement]]

# In the order their statements are shown.
_CHECKS: tuple[Check, ...] = (
    contradictionsFound,
    headersAgainstRoles,
    holdLabels,
    mayBeGradientEcho,
    onTheirScale,
    sizesArePlausible,
    seriesThereTwice,
    ofOnePatient,
    seenTogether,
    displaced,
    acquiredAfterContrast,
    fatSuppressedAlike,
    acquiredAlike,
    slicesStandOut,
    evenedOut,
)


def comparabilityOf(case: Case, signals: Signals, cache: Cache) -> Comparability:
    """Return all statements about the series of a case.

    :param signals: what was measured on them
    :param cache: what was computed before
    """
    return cache.call(Comparability, tuple(statement for check in _CHECKS for statement in check(case, signals, cache)))
