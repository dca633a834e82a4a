"""Signal of lesions against marrow and against soft tissue, in the words of the model.

Not derived, though there are numbers:

* fat within the lesion from the chemical shift index: its thresholds are those of marrow, and it tells of fat within
  voxels, where the model asks for fat that one sees
* restricted diffusion from the ADC: thresholds depend on the b values, and none is published for EMH
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...Case import Options
from ...Likelihood import Finding
from ...Measurement import relationProbabilities
from ...Result import ComparisonRow
from ...Roles import sequenceRole
from .AnswerWeights import mean, named, weighted
from .MarrowLike import hasDepth, marrowLikeFinding, valueText
from .MarrowState import likeRedAgainstFatty

# Feature to the comparisons it can be read from, the best first. On T1, muscle is what reports name; on T2 it is the
# cord. With fat suppressed tissues are told apart best: metastases are 3.2 times as bright as marrow on T2 with fat
# suppressed, and red marrow 1.8 times (Park and Huh, Br J Radiol).
_SOURCES = {
    "t1_soft_tissue": (("T1", "muscle"), ("T1", "cord")),
    "t2_soft_tissue": (("STIR", "cord"), ("T2", "cord"), ("STIR", "muscle"), ("T2", "muscle")),
    "t1_marrow": (("T1", "marrow"),),
    "t2_marrow": (("STIR", "marrow"), ("T2", "marrow")),
}
_MARROW_SOURCES = ("t1_marrow", "t2_marrow")
_LEVELS = ("lower", "similar", "higher")
# A source whose most probable relation is less probable than this leaves the word to the next one. Assumed.
_CLEAR = 0.5
# T2 below this fraction of marrow is that of iron, of clotted blood or of calcium. Assumed: acute hematoma has 0.15.
FAR_BELOW = 0.5
# A comparison with the probabilities of lower, similar and higher.
_Pair = tuple[ComparisonRow, tuple[float, ...]]


@dataclass(frozen=True)
class _Source:
    """What one series says of the relation of lesions to one reference."""

    pairs: tuple[_Pair, ...]

    @property
    def role(self) -> str:
        return self.pairs[0][0].series.role

    @property
    def reference(self) -> str:
        return self.pairs[0][0].reference

    @cached_property
    def weights(self) -> tuple[float, ...]:
        return mean([weights for _row, weights in self.pairs])

    @property
    def level(self) -> str:
        return _LEVELS[self.weights.index(max(self.weights))]

    @property
    def rank(self) -> tuple:
        """The lower the better: tells of most lesions, tells one relation rather than others, at the same depth."""
        return (-len(self.pairs), not self.isClear, sum(hasDepth(row) for row, _weights in self.pairs))

    @property
    def isClear(self) -> bool:
        return max(self.weights) >= _CLEAR

    def text(self) -> str:
        label = self.pairs[0][0].series.label
        text = f"{label}: {named([valueText(row) for row, _weights in self.pairs])} against {self.reference}"
        isMixed = len({weights.index(max(weights)) for _row, weights in self.pairs}) > 1
        return text + ("; the lesions differ" if isMixed else "")


def relativeSignalFindings(rows: Sequence[ComparisonRow], options: Options,
                           hasIron: bool) -> Iterator[Finding | None]:
    """Derive the relations on T1 and T2 to marrow and to soft tissue, and whether lesions are like marrow throughout.

    Relations are those of a typical lesion: the mean of what the lesions show. Left out is what would be misread:

    * what is compared with marrow where iron is known: similarity then shows the iron rather than the lesion
    * what is compared with marrow of lesions that are to it what red marrow is to fatty marrow, see MarrowState
    * the T2 of lesions far darker than marrow, where nothing else speaks for iron: hematopoiesis that is as dark holds
      iron, and so would the marrow; see Dangers for what such a lesion may be. Nor is their T1 held against that of
      marrow: a T2 as short takes signal there, too

    :param rows: comparisons of lesions with references
    :param hasIron: something speaks for iron in marrow or lesions, marked or seen
    """
    ofMarrow = [row for row in rows if row.reference == "marrow"]
    red = likeRedAgainstFatty(options, ofMarrow)
    dark = set() if hasIron else {row.lesion.key for row in ofMarrow if isFarBelowMarrow(row)}
    known: dict[tuple[str, str], list[_Pair]] = {source: [] for sources in _SOURCES.values() for source in sources}
    for row in rows:
        own = known.get((row.series.role, row.reference))
        if own is not None and not row.refused and (weights := relationProbabilities(row.comparison, options.margins)):
            own.append((row, weights))
    for feature, sources in _SOURCES.items():
        left = set(red) if feature in _MARROW_SOURCES else set()
        if feature != "t1_soft_tissue":
            left |= dark
        isHidden = options.ironMarked and feature in _MARROW_SOURCES
        yield None if isHidden else _typical(feature, [
            [pair for pair in known[source] if pair[0].lesion.key not in left] for source in sources])
    if not options.ironMarked:
        native = [row for row in ofMarrow if sequenceRole(row.series.role).native]
        yield marrowLikeFinding([(row, None if row.refused or row.lesion.key in red
                                  else relationProbabilities(row.comparison, options.margins)) for row in native],
                                options.margins)


def isFarBelowMarrow(row: ComparisonRow) -> bool:
    """Return whether a lesion has a far shorter T2 than marrow, by one comparison."""
    one = row.comparison
    return (row.reference == "marrow" and row.series.role == "T2" and not row.refused and one.measurable
            and (one.high if one.isBound else one.value) < FAR_BELOW)


def _typical(feature: str, sources: Sequence[Sequence[_Pair]]) -> Finding | None:
    """Return the relation of a typical lesion from the best source, each being comparisons of one sequence role and
    reference."""
    candidates = []
    for known in sources:
        byLabel: dict[str, list[_Pair]] = {}
        for row, weights in known:
            byLabel.setdefault(row.series.label, []).append((row, weights))
        candidates += [_Source(tuple(pairs)) for pairs in byLabel.values()]
    if not candidates:
        return None
    chosen, note = _decided(min(candidates, key=lambda source: source.rank), candidates)
    return weighted(feature, dict(zip(_LEVELS, chosen.weights)), chosen.text() + note)


def _decided(chosen: _Source, candidates: Sequence[_Source]) -> tuple[_Source, str]:
    """Return which of STIR and T2 counts where both are there, and what to say where they contradict.

    T2 shows fat as bright as much water, and hides a lesion in fatty marrow. But STIR takes the signal of all that has
    the T1 of fat, blood of some days among it: darker there alone is no short T2.
    """
    others = [source for source in candidates if source.role == "T2" and source.reference == chosen.reference]
    if chosen.role != "STIR" or not others:
        return chosen, ""
    other = min(others, key=lambda source: source.rank)
    if not other.isClear or other.level == chosen.level:
        return chosen, ""
    if chosen.level == "lower":
        return other, "; lower on STIR, which also takes the signal of what has the T1 of fat, so that T2 counts"
    return chosen, f"; {other.level} on T2, where fat is as bright as water, so that STIR counts"
