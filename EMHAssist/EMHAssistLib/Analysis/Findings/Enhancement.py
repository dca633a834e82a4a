"""How much lesions enhance, in the words of the model."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, log

from ...Likelihood import Finding
from ...Measurement import Comparison, probabilities
from ...Measurement.Uncertainty import NORMAL_975
from ...Result import CONSENSUS, IndexRow
from .AnswerWeights import mean, named, weighted

# Below the first it is called none, below the second mild, else marked. Assumed: readers grade by eye, and no study
# gives numbers. Marrow, which is not called enhancing by eye, enhances by 22 +/- 15 % above 50 years of age.
MILD, MARKED = 0.10, 0.40
# A mean over a region tells nothing of a rim: that answer keeps the weight it has when nothing is known, one of four.
_RIM = 0.25


def enhancementFinding(indices: Sequence[IndexRow]) -> Finding | None:
    """Derive the grade of enhancement of a typical lesion, by the consensus of the references.

    A rim is left open, however much or little the lesion enhances: an abscess measured in its middle shows none.
    """
    bySeries: dict[tuple[str, ...], list[IndexRow]] = {}
    for row in indices:
        if row.reference == CONSENSUS and row.comparison.measurable and isfinite(row.comparison.high):
            bySeries.setdefault(row.series, []).append(row)
    if not bySeries:
        return None
    # Of several series after contrast the first that tells of most lesions.
    rows = max(bySeries.values(), key=len)
    none, mild, marked = mean([_grades(row.comparison) for row in rows])
    values = named([f"{row.lesion.name} {row.comparison.value:+.0%} ({row.comparison.low:+.0%} to "
                    f"{row.comparison.high:+.0%})" for row in rows])
    rest = 1 - _RIM
    return weighted("enhancement", {"none": rest * none, "mild": rest * mild, "marked": rest * marked, "rim": _RIM},
                    f"{', '.join(rows[0].series)}: {values} against {', '.join(rows[0].agreeing)}; a mean cannot show "
                    f"rim enhancement")


def _grades(comparison: Comparison) -> tuple[float, float, float]:
    margin = log((1 + comparison.high) / (1 + comparison.value))
    return probabilities(log(1 + comparison.value), margin / NORMAL_975, log(1 + MILD), log(1 + MARKED))
