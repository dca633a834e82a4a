"""How much one tissue differs from place to place in one patient: what is assumed of it, and where that comes from.

Spreads are root mean squares over patients of the SD between places of one patient, as fractions of the mean.

- T1, T2: 8 %. Seven vertebrae (T10 to L4) of two patients on T2: 8.9 and 9.5 % as acquired, 8.2 and 6.2 % with the
  coil's fall-off along the spine taken out, by the profile of fat. A fat fraction that differs by 3 to 5 points alone
  makes 2 to 5 %. The vertebral bone quality score, marrow over CSF on T1, of one patient differs by 16.9 % (CV, 136
  patients) between two examinations within three months: an upper bound, other positions and coils included. T1 ratios
  of neighboring vertebrae in 100 normal spines have been published (10.1055/s-0043-57255); the figures were not
  reached.
- STIR, and T1 with fat suppressed: 10 %, assumed. The same 3 to 5 points of fat fraction make 5 to 8 % where fat is
  suppressed; with the 7 % that fat does not explain on T1 and T2 (trabecular bone, coil) that makes 9 to 11 %.
- Opposed-phase: 25 %, assumed: water less fat, at a fat fraction of 35 % and an SD of 4 points.
- All else, and tissues that hold no fat: 8 %, assumed. Eight regions of muscle of the two patients: 7.8 and 14 %.
- CT: 14 HU, assumed.

Marrow gets fattier downward, by 1.37 points of fat fraction a level from T12 to L5 (46 adults; Heliyon 2021;7:e05992).
By the signal equations of the phantom that is +1.0 % a level on T1, +1.4 % on T2 and -2.1 % on STIR; by the same token
1.37 points of 35 are 9 % on opposed-phase. It is assumed for the whole spine, and either way: as a further error, not
as a correction.
"""

from __future__ import annotations

from math import isnan, nan, sqrt

_MARROW = "marrow"
_SPREAD = 0.08
_SPREAD_HU = 14.0
_MARROW_SPREADS = {"STIR": 0.10, "T1FS": 0.10, "OpposedPhase": 0.25}
# Change a level along the spine, as a fraction.
_MARROW_GRADIENTS = {"T1": 0.010, "T2": 0.014, "STIR": 0.021, "T1FS": 0.021, "T1post": 0.010, "InPhase": 0.010,
                     "OpposedPhase": 0.09}

# As many degrees of freedom as the assumed spread is worth: patients differ, and regions seen outweigh it soon.
# Assumed; patients whose own SD scatters by 25 to 40 % around its mean are covered as they should be with 4 to 12.
SPREAD_DEGREES = 6
# Correlation between sequences of what makes a tissue differ from place to place: fat and bone are the same on all of
# them, and so is the coil. Assumed.
SHARED_BETWEEN_SEQUENCES = 0.8


def assumedSpread(sequence: str = "", tissue: str = _MARROW, difference: bool = False, stated: float = nan) -> float:
    """Return how much places of a tissue differ, as a fraction of the mean, or in HU for a difference.

    :param sequence: name of the sequence role; "" for any
    :param tissue: name of the region role
    :param stated: what the user states instead for fractions; NaN for nothing
    """
    if difference:
        return _SPREAD_HU
    if not isnan(stated):
        return stated
    return _MARROW_SPREADS.get(sequence, _SPREAD) if tissue == _MARROW else _SPREAD


def drift(sequence: str, tissue: str, levels: float) -> float:
    """Return by how much a tissue changes over a distance along the spine, as SD of the log of its signal.

    :param levels: distance in vertebral levels
    :return: NaN for a tissue that the signal at one place is not asked to be like
    """
    return _MARROW_GRADIENTS.get(sequence, 0.0) * abs(levels) if tissue == _MARROW else nan


def typicalSpread(spread: float) -> float:
    """Return the scale of the scaled inverse chi-squared distribution of the variance whose mean is spread squared."""
    return spread * sqrt((SPREAD_DEGREES - 2) / SPREAD_DEGREES)
