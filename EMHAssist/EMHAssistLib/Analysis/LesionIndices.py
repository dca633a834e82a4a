"""Numbers of each lesion that take more than one series, or no reference: enhancement, chemical shift, ADC."""

from __future__ import annotations

from collections.abc import Sequence

from ..Cache import Cache
from ..Case import Case, Options, Series
from ..Comparability import Comparability
from ..Measurement import Comparison, Margins, absolute, chemicalShift, compare, relationProbabilities
from ..Result import IndexRow, TissueRow
from ..Roles import sequenceRole
from .Enhancement import enhancementRows
from .Signals import RegionSignals, Signals

# Normal marrow is brighter than muscle on these. With fat suppressed, or opposed to water, fatty marrow is dark itself.
_BRIGHT_MARROW = ("T1", "T2")
# Least probability of what is claimed, as of a relation.
_CERTAIN = 0.95


def ironReason(options: Options, tissues: Sequence[TissueRow]) -> str:
    """Return why iron has to be reckoned with, "" when nothing speaks for it.

    Normal marrow is brighter than muscle on T1 (Carroll 1997: 17 of 20) and on T2; marrow that is darker than muscle
    holds iron, or is replaced.
    """
    if options.ironMarked:
        return "iron is known"
    dark = [row.series.label for row in tissues if row.reference == "muscle" and row.series.role in _BRIGHT_MARROW
            and _isDark(row, options.margins)]
    return f"marrow is darker than muscle on {', '.join(dark)}, as with iron" if dark else ""


def _isDark(row: TissueRow, margins: Margins) -> bool:
    """Return whether marrow is darker, also if the coil sees it from farther away."""
    if row.comparison.isBound:
        return row.comparison.claimed[1] < margins.low
    weights = relationProbabilities(row.comparison, margins)
    return weights is not None and weights[0] >= _CERTAIN


def indices(case: Case, tissues: Sequence[TissueRow], signals: Signals, comparability: Comparability,
            cache: Cache) -> tuple[IndexRow, ...]:
    """Return enhancement, chemical shift and ADC of each lesion, as far as there are series."""
    iron = ironReason(case.options, tissues)
    further = (row for lesion in signals.lesions for row in cache.call(_withoutReference, lesion, iron, comparability))
    return (*enhancementRows(case, signals, comparability, cache), *further)


def _byRole(allSeries: Sequence[Series]) -> dict[str, list[Series]]:
    found: dict[str, list[Series]] = {}
    for series in allSeries:
        found.setdefault(series.role, []).append(series)
    return found


def _withoutReference(lesion: RegionSignals, iron: str, comparability: Comparability) -> list[IndexRow]:
    byRole = _byRole(lesion.allSeries)
    return [*_chemicalShifts(lesion, byRole, iron, comparability), *_diffusion(lesion, byRole, comparability)]


def _chemicalShifts(lesion: RegionSignals, byRole: dict[str, list[Series]], iron: str,
                    comparability: Comparability) -> list[IndexRow]:
    found = []
    for inPhase, opposed in zip(byRole.get("InPhase", []), byRole.get("OpposedPhase", [])):
        index = chemicalShift(compare(lesion.signal(opposed), lesion.signal(inPhase)))
        if iron:
            index = Comparison("chemical_shift", problem=f"suppressed: {iron}, and iron makes the index meaningless")
        elif refusal := comparability.refusal(inPhase.label, opposed.label):
            index = Comparison("chemical_shift", problem=f"refused: {refusal}")
        found.append(IndexRow(lesion.region, "chemical_shift", "", (inPhase.label, opposed.label), index, "1",
                              "valid for two echoes of one acquisition; T2* decay is not corrected"))
    return found


def _diffusion(lesion: RegionSignals, byRole: dict[str, list[Series]], comparability: Comparability) -> list[IndexRow]:
    found = []
    for series in byRole.get("ADC", []):
        refusal = comparability.refusal(series.label)
        index = Comparison("absolute", problem=f"refused: {refusal}") if refusal else absolute(lesion.signal(series))
        found.append(IndexRow(lesion.region, "adc", "", (series.label,), index, sequenceRole("ADC").units,
                              "depends on the b values; says nothing about EMH (no published values)"))
    return found
