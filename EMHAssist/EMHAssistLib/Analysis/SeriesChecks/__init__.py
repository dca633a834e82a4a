"""What may be compared with what: from the headers of the series and from what was measured on them."""

from __future__ import annotations

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Comparability, Statement
from ..Signals import Signals

__all__ = ["comparabilityOf"]


def comparabilityOf(case: Case, signals: Signals, cache: Cache) -> Comparability:
    """Return all statements about the series of a case.

    :param signals: what was measured on them
    :param cache: what was computed before
    """
    statements: list[Statement] = []
    return cache.call(Comparability, tuple(statements))
