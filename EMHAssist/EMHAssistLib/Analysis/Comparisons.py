"""Compares lesions with references, and marrow with the tissues that tell whether it is itself dark."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from ..Cache import Cache
from ..Case import Case, Region, Series
from ..Measurement import Comparison, Flag, Quantity, compare
from ..Measurement.Flags import DEPTH_DIFFERENCE
from ..Result import ComparisonRow, TissueRow
from ..Roles import sequenceRole
from .Measurements import meaningful
from .Overlap import bounds
from .Signals import Signals, identity

# What marrow is compared with.
_ANCHORS = ("muscle", "disc")


def compareAll(case: Case, signals: Signals, cache: Cache) -> tuple[ComparisonRow, ...]:
    """Compare each lesion with each reference role that has regions, on each series."""
    rows: list[ComparisonRow] = []
    for lesion in signals.lesions:
        for role in signals.references:
            regions = signals.chosen(lesion, role)
            key = ("compared", identity(lesion), role, tuple(map(identity, regions)), len(signals.regions(role)),
                   signals.identity)
            rows += cache.get(key, lambda: _rows(case, lesion, role, regions, signals, cache))
    return tuple(rows)


def compareTissues(case: Case, signals: Signals, cache: Cache) -> tuple[TissueRow, ...]:
    """Compare marrow with muscle and disc on each native series, bias-corrected where that can be."""
    rows: list[TissueRow] = []
    marrow = signals.regions("marrow")
    for anchor in _ANCHORS if marrow else ():
        regions = signals.regions(anchor)
        if regions:
            key = ("tissues", anchor, tuple(map(identity, (*marrow, *regions))), signals.identity)
            rows += cache.get(key, lambda: [
                TissueRow("marrow", anchor, series, _compareTissues(marrow, regions, series, signals, case))
                for series in case.series if sequenceRole(series.role).native])
    return tuple(rows)


def _compareTissues(tissue: Sequence[Region], reference: Sequence[Region], series: Series, signals: Signals,
                    case: Case) -> Comparison:
    def on(isCorrected: bool) -> Comparison:
        return compare(*(signals.tissue(regions, series, isCorrected) for regions in (tissue, reference)),
                       margins=case.options.margins)

    corrected = on(True) if series.corrected is not None else None
    return corrected if corrected is not None and corrected.measurable else on(False)


def _rows(case: Case, lesion: Region, role: str, regions: Sequence[Region], signals: Signals,
          cache: Cache) -> list[ComparisonRow]:
    rows = []
    depth = _depthFlags(lesion, regions, cache)
    for series in case.series:
        difference = sequenceRole(series.role).quantitative
        reference = signals.tissue(regions, series)
        comparison = compare(signals.lesion(lesion, series), reference, difference, case.options.margins)
        corrected, flags = None, list(meaningful(reference.flags, series))
        if series.corrected is not None:
            corrected = compare(signals.lesion(lesion, series, True), signals.tissue(regions, series, True),
                                difference, case.options.margins)
            flags += _correctionFlags(comparison, corrected)
        isCorrected = corrected is not None and corrected.measurable
        if sequenceRole(series.role).isSignal and comparison.measurable and not isCorrected:
            flags += depth
        rows.append(ComparisonRow(lesion, role, series, comparison,
                                  _note(comparison, series, role, regions, signals), corrected, tuple(flags)))
    return rows


def _depthFlags(lesion: Region, regions: Sequence[Region], cache: Cache) -> list[Flag]:
    """Flag a lesion that a surface coil sees from another distance than the reference."""
    places = [bounds(region, cache).mean(axis=0)[1] for region in regions if not region.problem]
    if lesion.problem or not places:
        return []
    distance = abs(bounds(lesion, cache).mean(axis=0)[1] - sum(places) / len(places))
    return [Flag("depth", distance)] if distance > DEPTH_DIFFERENCE else []


def _correctionFlags(comparison: Comparison, corrected: Comparison) -> list[Flag]:
    """Flag a ratio that bias field correction changes by more than its interval."""
    if comparison.quantity != Quantity.RATIO or not comparison.measurable or not corrected.measurable:
        return []
    change = corrected.value / comparison.value
    return [Flag("coil", change)] if abs(log(change)) > comparison.logMargin else []


def _note(comparison: Comparison, series: Series, role: str, regions: Sequence[Region], signals: Signals) -> str:
    """Say what the number is, or why there is none, and which reference regions it rests on."""
    if not comparison.measurable:
        return f"not measurable: {comparison.problem}"
    measured = [(region.name, signals.measurement(region, series)) for region in regions]
    usable = [(name, measurement) for name, measurement in measured if not measurement.problem]
    parts = ["difference in HU"] if comparison.quantity == Quantity.DIFFERENCE else []
    parts.append("reference: " + " + ".join(name for name, _measurement in usable))
    if len(regions) < len(signals.regions(role)):
        parts.append("nearest level only")
    if len(usable) == 1:
        parts.append("one reference region: its variation from place to place is assumed")
    if len(usable) < len(regions):
        parts.append(f"{len(regions) - len(usable)} reference region(s) left out: nothing measured there")
    if comparison.quantity == Quantity.RATIO and any(measurement.flag("noise_floor") for _name, measurement in usable):
        parts.append("the reference varies as much as noise: it may contain no signal, or several tissues")
    return "; ".join(parts)
