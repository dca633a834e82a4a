"""Was fat suppressed alike before and after contrast agent?

From the headers, and from the tissues themselves: with suppression marrow falls by 46 % and fat by 70 %, muscle not at
all, while lesions gain 22 % (Acad Radiol 1996, PMID 8883513). The gain of the receiver cancels against a tissue without
fat.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Measurement import Comparison, compare, enhancement
from ..Signals import Signals, TissueSignals
from .AssumedDeviations import FAT_SUPPRESSION_UNKNOWN
from .PreAndPost import prePostPairs

_TOPIC = "fat_suppression"
# Tissues with fat, the one with most first, and those without, the steadiest first.
_FATTY, _ANCHORS = ("fat", "marrow"), ("muscle", "cord", "disc")
# A change by more than this factor is that of fat suppression. Marrow also takes up contrast agent: by 22 +/- 15 %
# above 50 years of age, 58 +/- 45 % below, so that only fat tells suppression before.
_FALL = 0.7
_MARROW_RISE = 1.6


def fatSuppressedAlike(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Return what speaks against comparing a series before contrast agent with one after."""
    fatty = [tissue for role in _FATTY if (tissue := signals.tissue(role))]
    anchors = tuple(tissue for role in _ANCHORS if (tissue := signals.tissue(role)))
    for pre, post in prePostPairs(case):
        if pre.image is not None and post.image is not None:
            yield from cache.call(_statements, tuple(fatty), anchors, pre, post)


def _statements(fatty: tuple[TissueSignals, ...], anchors: tuple[TissueSignals, ...], pre: Series,
                post: Series) -> tuple[Statement, ...]:
    labels = pre.label, post.label
    # The role says it, too.
    before = True if pre.role == "T1FS" else pre.acquisition.fatSuppressed
    after = post.acquisition.fatSuppressed
    isKnown = None not in (before, after)
    if isKnown and before != after:
        which, other = (post, pre) if after else (pre, post)
        return (Statement(_TOPIC, labels, f"fat is suppressed on {which.label} and not on {other.label} by their "
                          "headers or names", Consequence.REFUSED),)
    for tissue in fatty:
        seen = _change(tissue, anchors, pre, post)
        if seen is None:
            continue
        anchor, change = seen
        factor = 1 + change.value
        figures = f"{tissue.role} changes by {change.value:+.0%} against {anchor} from {pre.label} to {post.label}"
        isFall = factor < _FALL and change.high < 0
        isRise = factor > (1 / _FALL if tissue.role == "fat" else _MARROW_RISE) and change.low > 0
        if isFall or (isRise and tissue.role == "fat"):
            return (Statement(_TOPIC, labels, f"{figures}, as when fat is suppressed on "
                              f"{(post if isFall else pre).label} alone", Consequence.REFUSED),)
        if isRise and not isKnown:
            return (Statement(_TOPIC, labels, f"{figures}: it takes up contrast agent, or fat is suppressed on "
                              f"{pre.label} alone", Consequence.DOUBTFUL, FAT_SUPPRESSION_UNKNOWN),)
        # Fat alone settles it; so does marrow that keeps its signal.
        return ()
    return () if isKnown else _unknown(fatty, labels)


def _unknown(fatty: tuple[TissueSignals, ...], labels: tuple[str, str]) -> tuple[Statement, ...]:
    """Doubt what can be measured and is not told; without regions there is nothing to doubt yet."""
    if not fatty:
        return ()
    return (Statement(_TOPIC, labels, "it cannot be told whether fat is suppressed on both or on neither: their "
                      f"headers do not say, and there is no {', '.join(_ANCHORS)} to compare {fatty[0].role} with",
                      Consequence.DOUBTFUL, FAT_SUPPRESSION_UNKNOWN),)


def _change(tissue: TissueSignals, anchors: tuple[TissueSignals, ...], pre: Series,
            post: Series) -> tuple[str, Comparison] | None:
    """Return the change of a tissue against the first anchor that was measured on both series; None for none."""
    for anchor in anchors:
        change = enhancement(*(compare(tissue.signal(series).withoutSpread, anchor.signal(series).withoutSpread)
                               for series in (pre, post)))
        if change.measurable:
            return anchor.role, change
    return None
