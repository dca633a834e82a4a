"""Does each lesion look like marrow, and like the other lesions, on every native sequence?"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations

from ..Comparability import Comparability
from ..Measurement import Comparison, Concordance, Margins, agreement, compare, concordance
from ..Result import MARROW, ComparisonRow, ConcordanceRow, ConcordanceRows
from ..Roles import sequenceRole
from .Signals import RegionSignals, Signals


def concordances(margins: Margins, rows: Sequence[ComparisonRow], signals: Signals,
                 comparability: Comparability) -> ConcordanceRows:
    """Return each lesion against marrow, then each pair of lesions, over the native sequences that may be compared."""
    byLesion: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        if row.reference == MARROW and sequenceRole(row.series.role).native:
            byLesion.setdefault(row.lesion.key, []).append(row)
    ofMarrow = [agreement(*_ratios(own)) for own in byLesion.values()]

    def allRows() -> list[ConcordanceRow]:
        found = [ConcordanceRow(own[0].lesion, MARROW, concordance(*_ratios(own))) for own in byLesion.values()]
        found += [ConcordanceRow(lesion.region, other.region.name, _ofLesions(lesion, other, comparability, margins))
                  for lesion, other in combinations(signals.lesions, 2)]
        return [row for row in found if row.concordance.sequences]

    return ConcordanceRows([one for one in ofMarrow if one.sequences], allRows)


def _ratios(rows: Sequence[ComparisonRow]) -> tuple[list[str], list[Comparison]]:
    """Return the labels of the series of some rows, and what was compared on them."""
    return [row.series.label for row in rows], [row.comparison for row in rows]


def _ofLesions(lesion: RegionSignals, other: RegionSignals, comparability: Comparability,
               margins: Margins) -> Concordance:
    native = [series for series in lesion.allSeries if sequenceRole(series.role).native
              and not comparability.refusal(series.label)]
    comparisons = [compare(*(one.signal(series) for one in (lesion, other)), margins=margins) for series in native]
    return concordance([series.label for series in native], comparisons)
