"""Does each lesion look like marrow, and like the other lesions, on every native sequence?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from ..Cache import Cache
from ..Case import Region
from ..Comparability import Comparability
from ..Measurement import Concordance, Margins, compare, concordance
from ..Result import MARROW, ComparisonRow, ConcordanceRow, ConcordanceRows
from ..Roles import sequenceRole
from .Signals import RegionSignals, Signals


def concordances(margins: Margins, rows: Sequence[ComparisonRow], signals: Signals, comparability: Comparability,
                 cache: Cache) -> ConcordanceRows:
    """Return each lesion against marrow, then each pair of lesions, over the native sequences that may be compared."""
    byLesion: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        if row.reference == MARROW and sequenceRole(row.series.role).native:
            byLesion.setdefault(row.lesion.key, []).append(row)
    found = [cache.call(_ofMarrow, lesion.region, tuple(byLesion[lesion.region.key])) for lesion in signals.lesions
             if lesion.region.key in byLesion]

    def ofPairs() -> list[ConcordanceRow]:
        pairs = [ConcordanceRow(lesion.region, other.region.name, _ofLesions(lesion, other, comparability, margins))
                 for lesion, other in combinations(signals.lesions, 2)]
        return [row for row in pairs if row.concordance.sequences]

    return ConcordanceRows([row for row in found if row.concordance.sequences], ofPairs)


def _ofMarrow(lesion: Region, rows: tuple[ComparisonRow, ...]) -> ConcordanceRow:
    together = concordance([row.series.label for row in rows], [row.comparison for row in rows])
    return ConcordanceRow(lesion, MARROW, together)


def _ofLesions(lesion: RegionSignals, other: RegionSignals, comparability: Comparability,
               margins: Margins) -> Concordance:
    native = [series for series in lesion.allSeries if sequenceRole(series.role).native
              and not comparability.refusal(series.label)]
    comparisons = [compare(*(one.signal(series) for one in (lesion, other)), margins=margins) for series in native]
    return concordance([series.label for series in native], comparisons)
