"""What a reason for doubt does to what is claimed: each flag has a consequence, and this is the place for it.

A flag widens what is claimed (an SD that joins the error of the log ratio), or takes it away, or the interval holds
already what it warns of. The widths are assumed where no source stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import hypot, inf, log

from ..Measurement import Flag
from ..Measurement.NoiseFloor import LEAST_OF_NOISE

# By how much the sensitivity of a coil may differ over 1 mm from front to back, as SD of its logarithm. Assumed: it
# makes 15 % over 30 mm, about what lies between marrow and what is behind the cord.
_COIL_PER_MM = 0.005
# A region of which a share p is another tissue has a mean that is off by CV * sqrt(p / (1 - p)): half the CV where a
# fifth of it is, as a misplaced region has.
_PER_CV = 0.5
# A rim that is half of the region moves its mean by half of what it differs from the core.
_PER_RIM = 0.5
# Where noise cannot be told from tissues that differ, the signal may be anything from nothing to what is read.
_EMPTY = 0.5
# What lies beside a region differs from it by a half, as most tissues do from their neighbors.
_PER_SHARE = 0.5
# The disc of the synthetic case, 2.5 mm high in slices of 4 mm, is off by 11 %.
_THIN = 0.15
# Same patient, two examinations within three months: marrow over CSF on T1 (vertebral bone quality score) has a
# coefficient of variation of 16.9 % (136 patients). Nothing is known beyond three months, and lesions change.
_APART, _LONGEST_APART = 0.17, 24 * 91  # h
# Where less than this part of a region was measured, it stands for something else.
_LEAST_PART = 0.5


def _nothing(_value: float) -> float:
    return 0.0


@dataclass(frozen=True)
class FlagConsequence:
    """What a flag does.

    :param reason: why so, in plain English
    :param deviation: what it adds to the error of a log ratio, as SD, by the value of the flag
    :param refusesFrom: nothing is claimed where the value of the flag is at least this
    :param refusesBelow: nothing is claimed where it is below this
    """

    reason: str
    deviation: Callable[[float], float] = _nothing
    refusesFrom: float = inf
    refusesBelow: float = -inf

    def refuses(self, value: float) -> bool:
        """Return whether nothing may be claimed from what bears the flag."""
        return value >= self.refusesFrom or value < self.refusesBelow


CONSEQUENCES: Mapping[str, FlagConsequence] = {
    "few_voxels": FlagConsequence("the interval allows for what so few voxels cannot show, by Student's t"),
    "outside": FlagConsequence("there is nothing to measure", refusesFrom=-inf),
    "partly_outside": FlagConsequence("the part inside is measured as any region; less than half stands for nothing",
                                      refusesBelow=_LEAST_PART),
    "not_finite": FlagConsequence("the rest is measured as any region; less than half stands for nothing",
                                  refusesFrom=_LEAST_PART),
    "heterogeneous": FlagConsequence("the mean is that of no one tissue", lambda cv: _PER_CV * cv),
    "noise_floor": FlagConsequence("the share of noise is taken off, or only a bound is given, and the interval allows "
                                   "for what is not known of it; what varies by more than noise is no one tissue",
                                   lambda ratio: _EMPTY if ratio < LEAST_OF_NOISE else 0.0),
    "saturated": FlagConsequence("what was cut off is not known", lambda share: share),
    "rim": FlagConsequence("the rim moves the mean", lambda ratio: _PER_RIM * abs(log(max(min(ratio, 1e3), 1e-3)))),
    "thinner_than_slice": FlagConsequence("what lies beside it is in the same voxels", lambda _extent: _THIN),
    "odd_slice": FlagConsequence("as much as the slice is off", abs),
    "touches": FlagConsequence("what two regions share belongs to one of them at most",
                               lambda share: _PER_SHARE * share, refusesFrom=0.5),
    "shares": FlagConsequence("both regions hold that tissue"),
    "references_disagree": FlagConsequence("their spread is in the interval"),
    "depth": FlagConsequence("a surface coil receives them differently", lambda distance: _COIL_PER_MM * distance),
    "coil": FlagConsequence("what the correction changes is a doubt of its own, flagged or not"),
    "frame_of_reference": FlagConsequence("the region may lie on other anatomy, unless it was found in its place",
                                          refusesFrom=-inf),
    "acquired_apart": FlagConsequence("patient, position and coil differ; beyond three months the lesion, too",
                                      lambda _hours: _APART, refusesFrom=_LONGEST_APART),
}
# Of the series: alike for all regions on it.
SERIES_FLAGS = ("frame_of_reference", "acquired_apart")


def deviationOf(flags: Iterable[Flag]) -> float:
    """Return what flags add to the error of a log ratio, as SD."""
    return hypot(*(CONSEQUENCES[flag.name].deviation(flag.value) for flag in flags))


def refusalOf(flags: Iterable[Flag]) -> str:
    """Return why nothing may be claimed from what bears these flags, "" where something may.

    Those of the series are left out: SeriesChecks says of a series what they say, once for all its regions.
    """
    return "; ".join(f"{flag}: {CONSEQUENCES[flag.name].reason}" for flag in flags
                     if flag.name not in SERIES_FLAGS and CONSEQUENCES[flag.name].refuses(flag.value))
