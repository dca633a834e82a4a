"""Does each lesion look like marrow, and like the other lesions, on every native sequence?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from ..Cache import Cache
from ..Comparability import Comparability
from ..Measurement import Concordance, Margins, compare, concordance
from ..Result import ComparisonRow, ConcordanceRow
from ..Roles import sequenceRole
from .Signals import RegionSignals, Signals


def concordances(margins: Margins, rows: Sequence[ComparisonRow], signals: Signals, comparability: Comparability,
                 cache: Cache) -> tuple[ConcordanceRow, ...]:
    """Return each lesion against marrow, then each pair of lesions, over the native sequences that may be compared."""
    byLesion: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        if row.reference == "marrow" and sequenceRole(row.series.role).native:
            byLesion.setdefault(row.lesion.key, []).append(row)
    found = []
    for lesion in signals.lesions:
        own = byLesion.get(lesion.region.key, ())
        if own:
            found.append(ConcordanceRow(lesion.region, "marrow", cache.call(
                concordance, tuple(row.series.label for row in own), tuple(row.comparison for row in own))))
    for lesion, other in combinations(signals.lesions, 2):
        together = cache.call(_ofLesions, lesion, other, comparability, margins)
        found.append(ConcordanceRow(lesion.region, other.region.name, together))
    return tuple(row for row in found if row.concordance.sequences)


def _ofLesions(lesion: RegionSignals, other: RegionSignals, comparability: Comparability,
               margins: Margins) -> Concordance:
    native = [series for series in lesion.allSeries if sequenceRole(series.role).native
              and not comparability.refusal(series.label)]
    comparisons = [compare(*(one.signal(series) for one in (lesion, other)), margins=margins) for series in native]
    return concordance([series.label for series in native], comparisons)
