"""How much lesions take up: their change from before to after contrast, against tissues that take up little.

The gain of the receiver may differ between two series, so that it takes a reference to know it, and any one reference
may be the odd one: it takes up contrast agent itself, or a region of it lies partly on other tissue on one of the two
series. So all tissues that take up little are asked, and the number is that of most of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, log

from ..Acquisition import SequenceFamily
from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Comparability import Comparability, Consequence
from ..Measurement import (
    Comparison,
    MeanSignal,
    Quantity,
    SignalChange,
    compare,
    consensus,
    enhancement,
    oddOnes,
    planeOf,
    relativeChange,
    signalChange,
    widthInPixels,
)
from ..Measurement.Uncertainty import NORMAL_975
from ..Result import CONSENSUS, IndexRow
from ..Roles import PRE_CONTRAST
from .Doubt import deviationOf
from .Signals import RegionSignals, Signals, TissueSignals

# Tissues that take up little contrast agent, and hold no fat that suppression on one of two series would darken; and by
# how much each may change nevertheless, as SD of the logarithm. Assumed: the barrier keeps the agent out of the cord; a
# disc takes up late; CSF flows and is dark, so that whatever lies beside it shows in it; muscle has vessels.
_STEADY = {"cord": 0.03, "disc": 0.05, "csf": 0.08, "muscle": 0.10}
# A reference that changes by more than this against the others is the odd one. Assumed; normal marrow enhances by
# 22 +/- 15 % above 50 years of age and 58 +/- 45 % below (abstract, 66 patients: "Marrow perfusion", Radiology).
_ODD = log(1.10)
_THIN = "thinner_than_slice"
# Narrower than this many pixels, which scanners often store half as wide as they acquire them, a region lies all at the
# edge of its tissue.
_NARROW = 3.0


@dataclass(frozen=True, eq=False)
class _Consensus:
    """What steady tissues say of the gain between two series.

    :param change: theirs
    :param roles: those that it rests on
    :param note: which were left out, and why
    """

    change: SignalChange
    roles: tuple[str, ...] = ()
    note: str = ""


def enhancementRows(case: Case, signals: Signals, comparability: Comparability, cache: Cache) -> list[IndexRow]:
    """Return the enhancement of each lesion on each series after contrast: the consensus of the references first, then
    against each of them."""
    rows: list[IndexRow] = []
    pairs = [(pre, post) for post in case.series if post.role == "T1post"
             for pre in [cache.call(_before, post, case.series, comparability)] if pre is not None]
    for lesion in signals.lesions if pairs else ():
        tissues = tuple(signals.chosen(lesion, role) for role in signals.references)
        for pair in pairs:
            rows += _rows(lesion, tissues, pair, comparability, cache)
    return rows


def _before(post: Series, allSeries: tuple[Series, ...], comparability: Comparability) -> Series | None:
    """Return the series before contrast that fits one after contrast best; None where there is none.

    What is not known of two series makes no difference between them.
    """
    def misfit(pre: Series) -> tuple:
        one, other = pre.acquisition, post.acquisition
        # What no header tells is as its role has it.
        isSuppressed = True if pre.role == "T1FS" else one.fatSuppressed
        family = one.family or (SequenceFamily.GRADIENT_ECHO if pre.role == "T1GRE" else SequenceFamily.SPIN_ECHO)
        facts = ((isSuppressed, other.fatSuppressed), (family, other.family or None),
                 (one.isThreeDimensional, other.isThreeDimensional), (_plane(pre), _plane(post)))
        return (bool(pre.problem), bool(comparability.refusal(pre.label, post.label)),
                *(None not in pair and pair[0] != pair[1] for pair in facts),
                comparability.deviation(pre.label, post.label))

    return min((series for series in allSeries if series.role in PRE_CONTRAST), key=misfit, default=None)


def _plane(series: Series) -> str | None:
    return planeOf(series.image) if series.image is not None else None


def _rows(lesion: RegionSignals, tissues: tuple[TissueSignals, ...], pair: tuple[Series, Series],
          comparability: Comparability, cache: Cache) -> list[IndexRow]:
    """Return the enhancement of a lesion from before to after contrast. What a tissue that has not changed says of it
    is not asked again."""
    refusal = cache.call(_refusal, lesion, pair, comparability)
    if refusal:
        return [cache.call(_refused, lesion.region, role, pair, refusal)
                for role in (CONSENSUS, *(tissue.role for tissue in tissues))]
    agreed = cache.call(_agreed, tuple(tissue for tissue in tissues if tissue.role in _STEADY), pair)
    return [cache.call(_byConsensus, lesion, agreed, pair, comparability),
            *(cache.call(_byTissue, lesion, tissue, pair, cache.call(_oddNote, tissue, agreed, pair))
              for tissue in tissues)]


def _refusal(lesion: RegionSignals, pair: tuple[Series, Series], comparability: Comparability) -> str:
    """Return why no enhancement of a lesion may be claimed, "" where it may."""
    reasons = comparability.refusal(*_labels(pair)), *(lesion.refusal(series) for series in pair)
    return next(filter(None, reasons), "")


def _refused(lesion: Region, role: str, pair: tuple[Series, Series], refusal: str) -> IndexRow:
    return _row(lesion, role, pair, Comparison(Quantity.ENHANCEMENT, problem=refusal), "")


def _byConsensus(lesion: RegionSignals, agreed: _Consensus, pair: tuple[Series, Series],
                 comparability: Comparability) -> IndexRow:
    change = signalChange(*(lesion.signal(series) for series in pair))
    deviation = hypot(_deviation(comparability, _labels(pair)),
                      *(deviationOf(lesion.flags(series)) for series in pair))
    plane = "" if len(set(map(_plane, pair))) == 1 else f"{' and '.join(_labels(pair))} lie in different planes"
    against = f"against {', '.join(agreed.roles)}" if agreed.roles else ""
    return _row(lesion.region, CONSENSUS, pair, relativeChange(change, agreed.change, deviation),
                "; ".join(filter(None, (against, agreed.note, plane))), agreed.roles)


def _byTissue(lesion: RegionSignals, tissue: TissueSignals, pair: tuple[Series, Series], note: str) -> IndexRow:
    value = enhancement(*(compare(lesion.signal(series), tissue.signal(series).withoutSpread) for series in pair))
    return _row(lesion.region, tissue.role, pair, value, note)


def _labels(pair: tuple[Series, Series]) -> tuple[str, str]:
    return pair[0].label, pair[1].label


def _deviation(comparability: Comparability, labels: tuple[str, str]) -> float:
    """Return what the doubts about two series add to the error of the log of a change from one to the other, as SD.

    That a series may be a gradient echo is a doubt of what marrow shows on it. It is none here, if the other one is as
    well; if not, there is a statement about both.
    """
    return hypot(*(one.deviation for one in comparability.about(*labels) if one.consequence == Consequence.DOUBTFUL
                   and not (one.topic == "sequence_family" and len(one.series) == 1)))


def _row(lesion: Region, reference: str, pair: tuple[Series, Series], value: Comparison, note: str,
         roles: tuple[str, ...] = ()) -> IndexRow:
    return IndexRow(lesion, "enhancement", reference, _labels(pair), value, "1", note, roles)


def _agreed(tissues: tuple[TissueSignals, ...], pair: tuple[Series, Series]) -> _Consensus:
    """Return what steady tissues agree on, without those that most of them speak against."""
    known, left = [], []
    for tissue in tissues:
        regions = tuple(one for one in tissue.regions if not any(_isThin(one, series) for series in pair))
        if not regions:
            left.append(f"{tissue.role} left out: thinner than a slice or three pixels")
            continue
        usable = tissue if len(regions) == len(tissue.regions) else TissueSignals(tissue.role, regions)
        change = _changeOf(usable, pair)
        if change.problem:
            left.append(f"{tissue.role} left out: {change.problem}")
        else:
            known.append((tissue.role, change, usable))
    if not known:
        reason = "; ".join(left) or f"there is no {', '.join(_STEADY)}, which take up little"
        return _Consensus(SignalChange(problem=f"reference: {reason}"))
    changes = [change for _role, change, _tissue in known]
    deviations = [hypot(change.margin / NORMAL_975, _STEADY[role],
                        *(tissue.doubt(series) for series in pair)) for role, change, tissue in known]
    odd = oddOnes([change.value for change in changes], [change.margin for change in changes], deviations, _ODD)
    left += [f"{role} left out: it does not change as the others do"
             for (role, _change, _tissue), isOdd in zip(known, odd) if isOdd]
    used = [number for number, isOdd in enumerate(odd) if not isOdd]
    return _Consensus(consensus([changes[number].value for number in used], [deviations[number] for number in used]),
                      tuple(known[number][0] for number in used), "; ".join(left))


def _isThin(region: RegionSignals, series: Series) -> bool:
    return (any(flag.name == _THIN for flag in region.flags(series)) or series.image is None
            or region.region.shape is None or widthInPixels(series.image, region.region.shape) < _NARROW)


def _changeOf(tissue: TissueSignals, pair: tuple[Series, Series]) -> SignalChange:
    signals: list[MeanSignal] = [tissue.signal(series).withoutSpread for series in pair]
    return signalChange(*signals)


def _oddNote(tissue: TissueSignals, agreed: _Consensus, pair: tuple[Series, Series]) -> str:
    """Return a warning when a reference itself changes against those that agree, "" when it is not known to."""
    if agreed.change.problem or agreed.roles == (tissue.role,):
        return ""
    own = relativeChange(_changeOf(tissue, pair), agreed.change)
    others = ", ".join(role for role in agreed.roles if role != tissue.role)
    if not own.measurable or abs(log(1 + own.value)) <= _ODD or own.low < 0 < own.high:
        return ""
    if own.value > 0:
        return f"{tissue.role} itself enhances: {own.value:.0%} against {others}; the lesion enhances more than this"
    return f"{tissue.role} darkens by {-own.value:.0%} against {others}; the lesion enhances less than this"
