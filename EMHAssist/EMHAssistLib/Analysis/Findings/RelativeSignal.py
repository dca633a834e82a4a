"""Signal of lesions against marrow and against soft tissue, in the words of the model.

Not derived, though there are numbers:

* fat within the lesion from the chemical shift index: its thresholds are those of marrow, and it tells of fat within
  voxels, where the model asks for fat that one sees
* restricted diffusion from the ADC: thresholds depend on the b values, and none is published for EMH
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...Cache import Cache
from ...Likelihood import Finding
from ...Measurement import Margins, relationProbabilities
from ...Result import ComparisonRow
from ...Roles import sequenceRole
from .AnswerWeights import mean, named, oneAgainstTwo, weighted

# Feature to the comparisons it can be read from, the best first. On T1, muscle is what reports name; on T2 it is the
# cord.
_SOURCES = {
    "t1_soft_tissue": (("T1", "muscle"), ("T1", "cord")),
    "t2_soft_tissue": (("T2", "cord"), ("T2", "muscle"), ("STIR", "cord"), ("STIR", "muscle")),
    "t1_marrow": (("T1", "marrow"),),
    "t2_marrow": (("T2", "marrow"), ("STIR", "marrow")),
}
_MARROW_SOURCES = ("t1_marrow", "t2_marrow")
_REFERENCES = frozenset(reference for sources in _SOURCES.values() for _role, reference in sources)
_LEVELS = ("lower", "similar", "higher")
# One sequence alone does not make a pattern. Assumed.
_FEWEST_SEQUENCES = 2


def relativeSignalFindings(rows: Sequence[ComparisonRow], margins: Margins, ironMarked: bool,
                     cache: Cache) -> Iterator[Finding | None]:
    """Derive the relations on T1 and T2 to marrow and to soft tissue, and whether lesions are like marrow throughout.

    Relations are those of a typical lesion: the mean of what the lesions show.

    :param rows: comparisons of lesions with references
    :param margins: within which a ratio is called similar
    :param ironMarked: iron is known, so that similarity to marrow shows the iron rather than the lesion: nothing is
        derived from it
    :param cache: what was computed before
    """
    related = [(row, cache.call(relationProbabilities, row.comparison, margins, row.bias)) for row in rows
               if not row.refused and row.reference in _REFERENCES and sequenceRole(row.series.role).native]
    for feature, sources in _SOURCES.items():
        if not (ironMarked and feature in _MARROW_SOURCES):
            yield _typical(feature, sources, related)
    if not ironMarked:
        yield _marrowLike([(row, weights) for row, weights in related if row.reference == "marrow"])


def _depth(row: ComparisonRow) -> float:
    """Return how far lesion and reference are apart from front to back where the coil makes that matter, mm."""
    return next((flag.value for flag in row.flags if flag.name == "depth"), 0.0)


def _typical(feature: str, sources, related) -> Finding | None:
    """Return the relation of a typical lesion, from the source that tells most lesions, best at the same depth."""
    candidates = []
    for role, reference in sources:
        byLabel: dict[str, list] = {}
        for row, weights in related:
            if weights and row.reference == reference and row.series.role == role:
                byLabel.setdefault(row.series.label, []).append((row, weights))
        candidates += byLabel.values()
    if not candidates:
        return None
    chosen = min(candidates, key=lambda pairs: (-len(pairs), sum(_depth(row) > 0 for row, _weights in pairs)))
    row, all_ = chosen[0][0], [weights for _row, weights in chosen]
    detail = f"{row.series.label}: {named([_value(row) for row, _weights in chosen])} against {row.reference}"
    if len({weights.index(max(weights)) for weights in all_}) > 1:
        detail += "; the lesions differ"
    return weighted(feature, dict(zip(_LEVELS, mean(all_))), detail)


def _marrowLike(related) -> Finding | None:
    """Return whether all lesions look like marrow on every native sequence, the sign of the seed cases.

    They are as much like it as the ratio that is least so: the ratios share the error of the reference, so that neither
    independence nor their product would be right, and one that differs settles it. What was not measured counts as
    undetermined, at least two sequences being asked for: without it lesions can be found different, never alike.
    """
    measured = [(row, weights) for row, weights in related if weights]
    if not measured:
        return None
    row, weights = min(measured, key=lambda pair: pair[1][1])
    present = oneAgainstTwo(weights[1])
    sequences = list(dict.fromkeys(row.series.role for row, _weights in measured))
    detail = f"least similar to marrow among {', '.join(sequences)}: {_value(row)} on {row.series.label}"
    if len(measured) < len(related) or len(sequences) < _FEWEST_SEQUENCES:
        present = min(present, 0.5)
        detail += "; not everything was measured"
    return weighted("marrow_like", {"present": present, "absent": 1 - present}, detail)


def _value(row: ComparisonRow) -> str:
    best = row.comparison
    uncorrected = ", bias field not corrected" if _depth(row) else ""
    return f"{row.lesion.name} {best.value:.2f} ({best.low:.2f} to {best.high:.2f}{uncorrected})"
