"""Numbers of each lesion that take more than one series, or no reference: enhancement, chemical shift, ADC."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from ..Cache import Cache
from ..Case import Case, Series
from ..Measurement import Comparison, Relation, absolute, chemicalShift, compare, enhancement
from ..Result import IndexRow, TissueRow
from ..Roles import sequenceRole
from .Signals import RegionSignals, Signals, TissueSignals

# Normal marrow is brighter than muscle on these. With fat suppressed, or opposed to water, fatty marrow is dark itself.
_BRIGHT_MARROW = ("T1", "T2")
# A reference that enhances by more than this against another one takes so much from the enhancement of the lesion.
# Assumed; normal marrow enhances by 22 +/- 15 % above 50 years of age and 58 +/- 45 % below (abstract, 66 patients:
# "Marrow perfusion", Radiology).
_REFERENCE_ENHANCES = 0.10


def ironReason(case: Case, tissues: Sequence[TissueRow]) -> str:
    """Return why iron has to be reckoned with, "" when nothing speaks for it.

    Normal marrow is brighter than muscle on T1 (Carroll 1997: 17 of 20) and on T2; marrow that is darker than muscle
    holds iron, or is replaced.
    """
    if case.options.ironMarked:
        return "iron is known"
    dark = [row.series.label for row in tissues if row.reference == "muscle" and row.series.role in _BRIGHT_MARROW
            and row.comparison.relation == Relation.LOWER]
    return f"marrow is darker than muscle on {', '.join(dark)}, as with iron" if dark else ""


def indices(case: Case, tissues: Sequence[TissueRow], signals: Signals,
            cache: Cache) -> tuple[IndexRow, ...]:
    """Return enhancement against each reference, chemical shift and ADC of each lesion, as far as there are series."""
    byRole = _byRole(case.series)
    iron = ironReason(case, tissues)
    pairs = list(product(byRole.get("T1", [])[:1], byRole.get("T1post", []), signals.references))
    notes = {(post.key, role): _referenceEnhances(role, pre, post, signals, cache) for pre, post, role in pairs}
    found: list[IndexRow] = []
    for lesion in signals.lesions:
        for pre, post, role in pairs:
            change = cache.call(_enhancement, lesion, signals.chosen(lesion, role), pre, post)
            found.append(IndexRow(lesion.region, "enhancement", role, (pre.label, post.label), change, "1",
                                  notes[post.key, role]))
        found += cache.call(_withoutReference, lesion, iron)
    return tuple(found)


def _byRole(allSeries: Sequence[Series]) -> dict[str, list[Series]]:
    found: dict[str, list[Series]] = {}
    for series in allSeries:
        found.setdefault(series.role, []).append(series)
    return found


def _enhancement(lesion: RegionSignals, tissue: TissueSignals, pre: Series, post: Series) -> Comparison:
    return enhancement(*(compare(lesion.signal(series), tissue.signal(series).withoutSpread)
                         for series in (pre, post)))


def _referenceEnhances(role: str, pre: Series, post: Series, signals: Signals, cache: Cache) -> str:
    """Return a warning when a reference itself enhances against another reference, "" when not known to."""
    known = ", ".join(filter(None, (cache.call(_enhancesAgainst, signals.tissue(role), signals.tissue(other), pre, post)
                                    for other in signals.references if other != role)))
    return f"{role} itself enhances: {known}; the lesion enhances more than this" if known else ""


def _enhancesAgainst(tissue: TissueSignals, other: TissueSignals, pre: Series, post: Series) -> str:
    change = enhancement(*(compare(*(one.signal(series).withoutSpread for one in (tissue, other)))
                           for series in (pre, post)))
    isClear = change.measurable and change.low > 0 and change.value > _REFERENCE_ENHANCES
    return f"{change.value:.0%} against {other.role}" if isClear else ""


def _withoutReference(lesion: RegionSignals, iron: str) -> list[IndexRow]:
    byRole = _byRole(lesion.allSeries)
    return [*_chemicalShifts(lesion, byRole, iron), *_diffusion(lesion, byRole)]


def _chemicalShifts(lesion: RegionSignals, byRole: dict[str, list[Series]], iron: str) -> list[IndexRow]:
    found = []
    for inPhase, opposed in zip(byRole.get("InPhase", []), byRole.get("OpposedPhase", [])):
        index = chemicalShift(compare(lesion.signal(opposed), lesion.signal(inPhase)))
        if iron:
            index = Comparison("chemical_shift", problem=f"suppressed: {iron}, and iron makes the index meaningless")
        found.append(IndexRow(lesion.region, "chemical_shift", "", (inPhase.label, opposed.label), index, "1",
                              "valid for two echoes of one acquisition; T2* decay is not corrected"))
    return found


def _diffusion(lesion: RegionSignals, byRole: dict[str, list[Series]]) -> list[IndexRow]:
    return [IndexRow(lesion.region, "adc", "", (series.label,), absolute(lesion.signal(series)),
                     sequenceRole("ADC").units, "depends on the b values; says nothing about EMH (no published values)")
            for series in byRole.get("ADC", [])]
