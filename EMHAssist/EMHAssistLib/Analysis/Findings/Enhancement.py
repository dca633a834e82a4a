"""How much lesions enhance, in the words of the model."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import hypot, isfinite, log

from ...Likelihood import Finding
from ...Measurement import Comparison, probabilities
from ...Measurement.Uncertainty import NORMAL_975
from ...Result import IndexRow
from .AnswerWeights import mean, named, weighted

# Below the first it is called none, below the second mild, else marked. Assumed: readers grade by eye, and no study
# gives numbers. Marrow, which is not called enhancing by eye, enhances by 22 +/- 15 % above 50 years of age.
MILD, MARKED = 0.10, 0.40
# Tissues that take up little contrast agent, and hold no fat that suppression on one of two series would darken.
_REFERENCES = ("cord", "disc", "muscle")
# What the interval does not know of: a reference that enhances a little, two series with unlike contrast. Assumed, as
# SD of the logarithm.
_BIAS = 0.10
# A mean over a region tells nothing of a rim: that answer keeps the weight it has when nothing is known, one of four.
_RIM = 0.25


def enhancementFinding(indices: Sequence[IndexRow]) -> Finding | None:
    """Derive the grade of enhancement of a typical lesion against a reference that is not seen to enhance itself.

    A rim is left open, however much or little the lesion enhances: an abscess measured in its middle shows none.
    """
    byReference: dict[tuple, dict[Hashable, IndexRow]] = {}
    for row in indices:
        if row.index == "enhancement" and row.reference in _REFERENCES and not row.note and _isKnown(row.comparison):
            byReference.setdefault((_REFERENCES.index(row.reference), row.series), {})[row.lesion.key] = row
    if not byReference:
        return None
    # Most lesions first, then the best reference; of several series after contrast the first.
    _key, chosen = min(byReference.items(), key=lambda item: (-len(item[1]), item[0][0]))
    rows = list(chosen.values())
    none, mild, marked = mean([_grades(row.comparison) for row in rows])
    values = named([f"{row.lesion.name} {row.comparison.value:+.0%} ({row.comparison.low:+.0%} to "
                    f"{row.comparison.high:+.0%})" for row in rows])
    rest = 1 - _RIM
    return weighted("enhancement", {"none": rest * none, "mild": rest * mild, "marked": rest * marked, "rim": _RIM},
                    f"{', '.join(rows[0].series)}: {values} against {rows[0].reference}; a mean cannot show rim "
                    f"enhancement")


def _isKnown(comparison: Comparison) -> bool:
    return comparison.measurable and isfinite(comparison.high) and comparison.value > -1


def _grades(comparison: Comparison) -> tuple[float, float, float]:
    margin = log((1 + comparison.high) / (1 + comparison.value))
    return probabilities(log(1 + comparison.value), hypot(margin / NORMAL_975, _BIAS), log(1 + MILD),
                         log(1 + MARKED))
