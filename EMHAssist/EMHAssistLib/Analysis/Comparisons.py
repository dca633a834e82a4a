"""Compares lesions with references, and marrow with the tissues that tell whether it is itself dark."""

from __future__ import annotations

from math import hypot, log, nan

from ..Cache import Cache
from ..Case import Series
from ..Comparability import Comparability
from ..Measurement import Comparison, Flag, Margins, Quantity, compare, doubted
from ..Measurement.BetweenRegions import drift
from ..Measurement.Flags import DEPTH_DIFFERENCE
from ..Result import ComparisonRow, TissueRow
from ..Roles import sequenceRole
from .Doubt import deviationOf
from .Measurements import meaningful
from .Signals import RegionSignals, Signals, TissueSignals

# What marrow is compared with.
_ANCHORS = ("muscle", "disc")
# What the reason of what is not compared begins with.
_REFUSED = "refused: "


def compareAll(margins: Margins, signals: Signals, comparability: Comparability,
               cache: Cache) -> tuple[ComparisonRow, ...]:
    """Compare each lesion with each reference role that has regions, on each series."""
    rows: list[ComparisonRow] = []
    for lesion in signals.lesions:
        for role in signals.references:
            tissue = signals.chosen(lesion, role)
            rows += cache.call(_rows, lesion, tissue, signals.levelsApart(lesion, tissue),
                               tissue is not signals.tissue(role), comparability, margins)
    return tuple(rows)


def compareTissues(margins: Margins, signals: Signals, comparability: Comparability,
                   cache: Cache) -> tuple[TissueRow, ...]:
    """Compare marrow with muscle and disc on each native series."""
    rows: list[TissueRow] = []
    marrow = signals.tissue("marrow")
    for anchor in map(signals.tissue, _ANCHORS if marrow else ()):
        if anchor:
            rows += cache.call(_tissueRows, marrow, anchor, comparability, margins)
    return tuple(rows)


def _tissueRows(tissue: TissueSignals, reference: TissueSignals, comparability: Comparability,
                margins: Margins) -> list[TissueRow]:
    rows = []
    depth = _depthFlags(tissue.depth, reference.depth)
    for series in tissue.allSeries:
        if sequenceRole(series.role).native:
            comparison, corrected = (
                compare(tissue.signal(series, isCorrected), reference.signal(series, isCorrected), margins=margins)
                if series.corrected is not None or not isCorrected else None for isCorrected in (False, True))
            flags, bias = _ofCoil(comparison, corrected, depth)
            doubt = hypot(bias, deviationOf(flags), comparability.deviation(series.label))
            rows.append(TissueRow(tissue.role, reference.role, series, _unlessRefused(
                doubted(comparison, doubt, margins), comparability.refusal(series.label))))
    return rows


def _unlessRefused(comparison: Comparison, refusal: str) -> Comparison:
    """Return a comparison, or why nothing is compared on its series."""
    return Comparison(comparison.quantity, problem=_REFUSED + refusal) if refusal else comparison


def _rows(lesion: RegionSignals, tissue: TissueSignals, levels: float, isPart: bool, comparability: Comparability,
          margins: Margins) -> list[ComparisonRow]:
    """Compare a lesion with a reference tissue on each series.

    :param levels: how many vertebral levels they are apart
    :param isPart: the tissue is that of the nearest level alone
    """
    rows = []
    depth = _depthFlags(nan if lesion.region.problem else lesion.depth, tissue.depth)
    for series in lesion.allSeries:
        difference = sequenceRole(series.role).quantitative
        reference, away = tissue.signal(series), drift(series.role, tissue.role, levels)
        refusal = comparability.refusal(series.label)
        comparison = _unlessRefused(compare(lesion.signal(series), reference, difference, margins, away), refusal)
        corrected, flags = None, list(meaningful(reference.flags, series))
        if series.corrected is not None and not refusal:
            onCorrected = tissue.signal(series, True)
            corrected = compare(lesion.signal(series, True), onCorrected, difference, margins, away)
            flags += [flag for flag in meaningful(onCorrected.flags, series)
                      if flag.name not in {one.name for one in flags}]
        ofCoil, bias = _ofCoil(comparison, corrected, depth if sequenceRole(series.role).isSignal else [])
        flags += ofCoil
        doubt = hypot(bias, deviationOf((*flags, *lesion.flags(series))), tissue.doubt(series),
                      comparability.deviation(series.label))
        rows.append(ComparisonRow(lesion.region, tissue.role, series, doubted(comparison, doubt, margins),
                                  _note(comparison, series, tissue, isPart), corrected, tuple(flags),
                                  _refusal(lesion, tissue, series, refusal), tissue.spread(series)))
    return rows


def _refusal(lesion: RegionSignals, tissue: TissueSignals, series: Series, refusal: str) -> str:
    """Return why nothing may be claimed from a comparison, "" where something may."""
    reasons = (refusal, lesion.refusal(series), tissue.refusal(series))
    return "; ".join(dict.fromkeys(filter(None, reasons)))


def _depthFlags(one: float, other: float) -> list[Flag]:
    """Flag that a surface coil sees two places from other distances.

    :param one: anterior coordinate, mm; NaN where it is not known
    :param other: of the other place
    """
    distance = abs(one - other)
    return [Flag("depth", distance)] if distance > DEPTH_DIFFERENCE else []


def _ofCoil(comparison: Comparison, corrected: Comparison | None, depth: list[Flag]) -> tuple[list[Flag], float]:
    """Return the flags that the coil raises, and what it adds to the error of the log ratio beside them, as SD.

    Where a correction is shown to help, what it changes tells how much the coil may have to do with the ratio; else
    their depths do.
    """
    if not comparison.measurable:
        return [], 0.0
    if corrected is None or not all(one.quantity == Quantity.RATIO and one.measurable and not one.isBound
                                    for one in (comparison, corrected)):
        return depth, 0.0
    change = corrected.value / comparison.value
    flags = [Flag("coil", change)] if abs(log(change)) > comparison.logMargin else []
    return flags, abs(log(change))


def _note(comparison: Comparison, series: Series, tissue: TissueSignals, isPart: bool) -> str:
    """Say what the number is, or why there is none, and which reference regions it rests on."""
    if not comparison.measurable:
        isRefused = comparison.problem.startswith(_REFUSED)
        return comparison.problem if isRefused else f"not measurable: {comparison.problem}"
    rest = tissue.restsOn(series)
    parts = ["difference in HU"] if comparison.quantity == Quantity.DIFFERENCE else []
    parts.append(rest.names)
    if isPart:
        parts.append("nearest level only")
    parts += rest.notes
    if comparison.isBound:
        parts.append("one of both signals is below the noise: all that is known is a bound")
    elif comparison.quantity == Quantity.RATIO and rest.isNoise:
        parts.append("the reference varies as much as noise: it may contain no signal, or several tissues")
    return "; ".join(parts)
