"""Does each lesion look like marrow, and like the other lesions, on every native sequence?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import Concordance, compare, concordance
from ..Result import ComparisonRow, ConcordanceRow
from ..Roles import sequenceRole
from .Signals import Signals, identity


def concordances(case: Case, rows: Sequence[ComparisonRow], signals: Signals,
                 cache: Cache) -> tuple[ConcordanceRow, ...]:
    """Return each lesion against marrow, then each pair of lesions, over the native sequences.

    Marrow uses the bias-corrected ratios where there are some.
    """
    series = [one for one in case.series if sequenceRole(one.role).native]
    byLesion: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        if row.reference == "marrow" and sequenceRole(row.series.role).native:
            byLesion.setdefault(row.lesion.key, []).append(row)
    found = []
    for lesion in signals.lesions:
        if lesion.key in byLesion:
            own = byLesion[lesion.key]
            key = ("concordance", identity(lesion), tuple(map(identity, signals.chosen(lesion, "marrow"))),
                   signals.identity)
            found.append(ConcordanceRow(lesion, "marrow", cache.get(key, lambda: concordance(
                [row.series.label for row in own], [row.best for row in own]))))
    for lesion, other in combinations(signals.lesions, 2):
        key = ("concordance", identity(lesion), identity(other), signals.identity)
        found.append(ConcordanceRow(lesion, other.name, cache.get(key, lambda: _ofLesions(
            case, lesion, other, series, signals))))
    return tuple(row for row in found if row.concordance.sequences)


def _ofLesions(case: Case, lesion: Region, other: Region, allSeries: Sequence[Series],
               signals: Signals) -> Concordance:
    comparisons = []
    for series in allSeries:
        comparisons.append(compare(*(signals.lesion(region, series, series.corrected is not None)
                                     for region in (lesion, other)), margins=case.options.margins))
    return concordance([series.label for series in allSeries], comparisons)
