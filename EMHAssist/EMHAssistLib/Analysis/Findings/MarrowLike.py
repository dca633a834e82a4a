"""Do lesions look like marrow on every sequence, the sign of the seed cases?"""

from __future__ import annotations

from collections.abc import Sequence

from ...Likelihood import Finding
from ...Measurement import Margins
from ...Result import ComparisonRow
from .AnswerWeights import oneAgainstTwo, weighted

# One sequence alone does not make a pattern. Assumed.
_FEWEST_SEQUENCES = 2
# Of the probabilities of lower, similar and higher.
_SIMILAR = 1
# Least probability of similarity where lesions are found alike. Assumed.
_PROBABLE = 0.5


def marrowLikeFinding(related: Sequence[tuple[ComparisonRow, tuple[float, ...] | None]],
                      margins: Margins) -> Finding | None:
    """Return whether all lesions look like marrow on every native sequence.

    One ratio that differs settles it: then lesions are as little like marrow as that ratio. Where none does, some ratio
    may still differ and be too uncertain to show it, and any may be that one: the odds of unlikeness are the mean of
    those of all ratios. What was not measured counts as undetermined, at least two sequences being asked for: without
    it lesions can be found different, never alike. Nor are they found alike where a ratio lies outside the margins, or
    is too uncertain to be called similar rather than not.

    :param related: comparisons with marrow and the probabilities of lower, similar and higher; None where nothing may
        be claimed
    :param margins: within which a ratio is called similar
    """
    measured = [(row, weights) for row, weights in related if weights]
    if not measured:
        return None
    row, weights = min(measured, key=lambda pair: pair[1][_SIMILAR])
    sequences = list(dict.fromkeys(row.series.role for row, _weights in measured))
    detail = f"least similar to marrow among {', '.join(sequences)}: {valueText(row)} on {row.series.label}"
    if all(weights[_SIMILAR] >= _PROBABLE and margins.low <= row.comparison.value <= margins.high
           for row, weights in measured):
        present = 1 / (1 + sum(1 / oneAgainstTwo(weights[_SIMILAR]) - 1 for _row, weights in measured) / len(measured))
    else:
        present = min(oneAgainstTwo(weights[_SIMILAR]), 0.5)
    if len(measured) < len(related) or len(sequences) < _FEWEST_SEQUENCES:
        present = min(present, 0.5)
        detail += "; not everything was measured"
    return weighted("marrow_like", {"present": present, "absent": 1 - present}, detail)


def hasDepth(row: ComparisonRow) -> bool:
    """Return whether lesion and reference lie so far apart from front to back that the coil makes it matter."""
    return any(flag.name == "depth" for flag in row.flags)


def valueText(row: ComparisonRow) -> str:
    """Return the ratio of a lesion with the interval that its relation rests on."""
    words = row.comparison.words
    if hasDepth(row):
        words = f"{words.removesuffix(')')}, bias field not corrected" + (")" if words.endswith(")") else "")
    return f"{row.lesion.name} {words}"
