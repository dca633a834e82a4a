"""What must not be missed, whatever the prior: named whenever the signal of a lesion fits it.

Nothing here changes a probability. Thresholds are assumed, between what the tissues of the harder phantom show against
marrow (see Phantom.LesionTissues; T1, T2, STIR): blood of some days 1.6, 2.0, 0.4; fresh clot 0.6, 0.15, 0.4; pus 0.6,
1.9, 2.1, without uptake but for its rim; fat 1.9, 2.3, 0; red marrow itself 1 on all. In published cases epidural
hematoma is bright on T1 in 16 of 41 and dark on T2 in 9 of 33, an epidural abscess is bright on T2 in 39 of 39 and
enhances at its rim in 16 of 22 (counts of several series, as in the likelihood model).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import isfinite, isnan

from ..Case import NOT_ASSESSED
from ..Result import CONSENSUS, CaseGeometry, ComparisonRow, Danger, DangerKind, IndexRow, MeasurementRow
from .Findings.Enhancement import MILD

# Of marrow: alone, or with fluid on T2. Marrow of adults is bright on T1 itself, and blood of some days 1.3 times that.
_BRIGHT_T1, _BRIGHT_T1_FLUID = 1.35, 1.2
_FAT_ON_STIR = 0.2
_CLOT_ON_T2 = 0.5
_FLUID_ON_T2, _FLUID_ON_STIR = 1.6, 2.0
# Marrow over another tissue, where the marrow cannot be asked: cord first, since it lies at the depth of the canal.
# From the tissues of the phantom; on T2 muscle is left out, as how dark it is depends on its fat.
_STAND_INS = {"T1": (("marrow", 1.0), ("cord", 1.5), ("muscle", 1.4)), "T2": (("marrow", 1.0), ("cord", 1.2)),
              "STIR": (("marrow", 1.0), ("cord", 1.3))}
_ASKED = frozenset((role, reference) for role, standIns in _STAND_INS.items() for reference, _over in standIns)
# A text that names more lesions than this is not read.
_MOST_REASONS = 3
_COMPRESSION = "cord_compression"

Ratios = Mapping[str, float]


def dangers(comparisons: Sequence[ComparisonRow], indices: Sequence[IndexRow], measurements: Sequence[MeasurementRow],
            geometry: CaseGeometry, entered: Mapping[str, str], hasIron: bool) -> tuple[Danger, ...]:
    """Return what the lesions may be that must not wait.

    :param entered: feature to answer, as entered by the user
    :param hasIron: the marrow holds iron, so that it is dark itself: other tissues stand in for it
    """
    found: dict[DangerKind, list[str]] = {kind: [] for kind in DangerKind}
    if entered.get(_COMPRESSION, NOT_ASSESSED) == NOT_ASSESSED:
        found[DangerKind.COMPRESSION] += [f"{entry.lesion.name} lies in the spinal canal" for entry in geometry.lesions
                                          if entry.lesion.role == "epidural_lesion" and not entry.farFromSpine]
    for key, (name, ratios) in _ratios(comparisons, hasIron).items():
        fitting = hematoma(ratios)
        if fitting:
            found[DangerKind.HEMATOMA].append(f"{name}: {_words(ratios)} of marrow, as {fitting}")
        if isFluid(ratios) and not _enhancesThroughout(key, indices, measurements):
            found[DangerKind.ABSCESS].append(f"{name}: {_words(ratios)} of marrow, as fluid")
    return tuple(Danger(kind, _joined(reasons)) for kind, reasons in found.items() if reasons)


def _joined(reasons: Sequence[str]) -> str:
    further = len(reasons) - _MOST_REASONS
    return "; ".join(reasons[:_MOST_REASONS]) + (f"; and {further} more" if further > 0 else "")


def hematoma(ratios: Ratios) -> str:
    """Return which blood the signal of a lesion fits, "" for none.

    :param ratios: role of a series to signal over marrow; without those that are not known

    >>> hematoma({"T1": 1.58, "T2": 2.03, "STIR": 0.37}), hematoma({"T1": 1.9, "STIR": 0.0}), hematoma({"T1": 1.0})
    ('blood of some days', '', '')
    """
    isBright = _isBrightOnT1(ratios)
    if isBright and ratios.get("STIR", 1.0) >= _FAT_ON_STIR:
        return "blood of some days"
    if not isBright and ratios.get("T2", 1.0) < _CLOT_ON_T2:
        return "fresh clot"
    return ""


def isFluid(ratios: Ratios) -> bool:
    """Return whether a lesion is as bright as fluid on T2, or with fat suppressed where there is no T2, and no fat."""
    if _isBrightOnT1(ratios) or ratios.get("STIR", 1.0) < _FAT_ON_STIR:
        return False
    if "T2" in ratios:
        return ratios["T2"] >= _FLUID_ON_T2
    return ratios.get("STIR", 1.0) >= _FLUID_ON_STIR


def _isBrightOnT1(ratios: Ratios) -> bool:
    isFluidOnT2 = ratios.get("T2", 1.0) >= _FLUID_ON_T2
    return ratios.get("T1", 1.0) >= (_BRIGHT_T1_FLUID if isFluidOnT2 else _BRIGHT_T1)


def _ratios(rows: Sequence[ComparisonRow], hasIron: bool) -> dict[Hashable, tuple[str, dict[str, float]]]:
    """Return for each lesion its name and its signal over marrow on the first series of each role."""
    known: dict[tuple, float] = {}
    names = {row.lesion.key: row.lesion.name for row in rows}
    for row in rows:
        if (row.series.role, row.reference) in _ASKED and row.comparison.measurable and not row.refused:
            known.setdefault((row.lesion.key, row.series.role, row.reference), _valueOf(row))
    found: dict[Hashable, tuple[str, dict[str, float]]] = {key: (name, {}) for key, name in names.items()}
    for key, (_name, ratios) in found.items():
        for role, standIns in _STAND_INS.items():
            for reference, over in standIns[1:] if hasIron else standIns:
                if (key, role, reference) in known:
                    ratios[role] = known[key, role, reference] / over
                    break
    return found


def _valueOf(row: ComparisonRow) -> float:
    """Return a ratio, or the end of it that is known where one of the signals is below noise; on STIR that of a lesion
    below noise is nothing, as fat has."""
    one = row.comparison
    if not isnan(one.value):
        return one.value
    if isfinite(one.high):
        return 0.0 if row.series.role == "STIR" else one.high
    return one.low


def _enhancesThroughout(key: Hashable, indices: Sequence[IndexRow], measurements: Sequence[MeasurementRow]) -> bool:
    """Return whether a lesion takes up contrast agent clearly, and not at its rim alone."""
    values = [row.comparison for row in indices if row.reference == CONSENSUS and row.lesion.key == key]
    hasRim = any(flag.name in ("rim", "heterogeneous") for row in measurements
                 if row.region.key == key and row.series.role == "T1post" for flag in row.flags)
    return not hasRim and any(value.measurable and value.low > MILD for value in values)


def _words(ratios: Ratios) -> str:
    return ", ".join(f"{role} {value:.2f}" for role, value in ratios.items())
