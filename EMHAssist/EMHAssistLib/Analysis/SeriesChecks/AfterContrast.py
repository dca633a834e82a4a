"""Was a series that should be without contrast agent acquired after one had been given?"""

from __future__ import annotations

from collections.abc import Iterator

from ...Acquisition import SequenceFamily
from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Measurement.Flags import ACQUIRED_APART
from ...Roles import PRE_CONTRAST
from ..Signals import Signals
from .AssumedDeviations import AFTER_CONTRAST_BY_CLOCK, FAT_SUPPRESSED_AFTER_CONTRAST, T2_AFTER_CONTRAST


def acquiredAfterContrast(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Return what contrast agent does to the series that should be without.

    What takes it up has its T1 shortened, often to that of fat, and then is nulled on STIR as fat is.
    """
    yield from cache.call(_statements, case.series)


def _statements(allSeries: tuple[Series, ...]) -> tuple[Statement, ...]:
    given = [series.acquired for series in allSeries if series.role == "T1post" and series.acquired == series.acquired]
    found: list[Statement] = []
    for series in allSeries:
        told = series.acquisition.contrastAgent
        # Of the whole examination: an hour later the agent is still there.
        after = any(0 < series.acquired - moment < ACQUIRED_APART for moment in given)
        if series.role in ("T2", "STIR"):
            found += _ofT2(series, told, after)
        elif series.role in PRE_CONTRAST and after and told is None:
            found.append(_doubtful(series, "acquired after the T1 post-contrast, so contrast agent was in the tissue",
                                   AFTER_CONTRAST_BY_CLOCK))
    return tuple(found)


def _ofT2(series: Series, told: bool | None, after: bool) -> Iterator[Statement]:
    if told is False or not (told or after):
        return
    said = "its header or name says that contrast agent had been given" if told else (
        "acquired after the T1 post-contrast")
    if series.role == "T2":
        yield _doubtful(series, said, T2_AFTER_CONTRAST)
    elif series.acquisition.family not in (SequenceFamily.INVERSION_RECOVERY, SequenceFamily.UNKNOWN):
        yield _doubtful(series, said, FAT_SUPPRESSED_AFTER_CONTRAST)
    elif told:
        yield Statement("contrast_agent", (series.label,), f"{said}: STIR then nulls what takes it up as it nulls fat",
                        Consequence.REFUSED)
    else:
        yield _doubtful(series, f"{said}: STIR may null what takes it up as it nulls fat", AFTER_CONTRAST_BY_CLOCK)


def _doubtful(series: Series, reason: str, deviation: float) -> Statement:
    return Statement("contrast_agent", (series.label,), reason, Consequence.DOUBTFUL, deviation)
