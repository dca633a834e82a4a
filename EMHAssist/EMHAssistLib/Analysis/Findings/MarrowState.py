"""Is a lesion to marrow what red marrow is to an adult's fatty marrow?

Hematopoiesis outside the marrow is of red marrow. Where the vertebrae have turned fatty with age it does not look like
them: darker on T1, brighter on T2, and much brighter where fat is suppressed. That must not count against it; whether
the vertebrae are red or fatty is for the user to say.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from math import isfinite, log

from ...Case import MarrowState, Options
from ...Result import ComparisonRow, TissueRow
from ..Doubt import deviationOf
from .DarkMarrow import asBrightAsFatty

# Red marrow (3D MR fingerprinting: T1 859 ms, T2 58 ms) over that of L4 of adults (de Bazelaire 2004: 586 and 49 ms),
# by the equations of spin echo and inversion recovery. Marrow of other adults lies between both: powers of this from 0
# to 1, and somewhat beyond, since some are fattier.
_RED_OVER_FATTY = {"T1": 0.81, "T2": 1.28, "STIR": 1.98}
_FATTIEST = 1.2
# A ratio may be off the pattern by this on the log scale: levels differ by 8 to 10 %. Assumed.
_OFF = 0.12
# Standard deviations by which the coil may see lesion and marrow differently.
_SHIFTS = (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
# One sequence alone does not make a pattern, as of marrow_like. Assumed.
_FEWEST_SEQUENCES = 2


def likeRedAgainstFatty(options: Options, rows: Sequence[ComparisonRow]) -> dict[Hashable, str]:
    """Return which lesions may be red marrow beside fatty marrow: key of the lesion to its ratios in words.

    Those that are like marrow as it is are not among them, and none is where the marrow is known to be red.

    :param rows: comparisons of lesions with references
    """
    if options.marrowState == MarrowState.RED:
        return {}
    byLesion: dict[Hashable, list[ComparisonRow]] = {}
    for row in rows:
        if row.reference == "marrow" and row.series.role in _RED_OVER_FATTY and not row.refused \
                and isfinite(row.comparison.value):
            byLesion.setdefault(row.lesion.key, []).append(row)
    return {key: _words(own) for key, own in byLesion.items() if _fits(own, options)}


def _fits(rows: Sequence[ComparisonRow], options: Options) -> bool:
    """Return whether one degree of fattiness makes all ratios what red marrow would show, and none does not."""
    values = [log(row.comparison.value) for row in rows]
    if len({row.series.role for row in rows}) < _FEWEST_SEQUENCES or all(
            log(options.margins.low) <= value <= log(options.margins.high) for value in values):
        return False
    # One coil receives all series, so that it changes all ratios alike.
    coil = max(deviationOf(flag for flag in row.flags if flag.name == "depth") for row in rows)
    return any(_isFatty(rows, shift * coil) for shift in (_SHIFTS if coil else (0.0,)))


def _isFatty(rows: Sequence[ComparisonRow], shift: float) -> bool:
    low, high = 0.0, _FATTIEST
    for row in rows:
        value, step = log(row.comparison.value) - shift, log(_RED_OVER_FATTY[row.series.role])
        ends = sorted(((value - _OFF) / step, (value + _OFF) / step))
        low, high = max(low, ends[0]), min(high, ends[1])
    return low <= high


def _words(rows: Sequence[ComparisonRow]) -> str:
    return f"{rows[0].lesion.name}: " + ", ".join(f"{row.series.label} {row.comparison.value:.2f}" for row in rows)


def marrowQuestions(options: Options, rows: Sequence[ComparisonRow], tissues: Sequence[TissueRow] = ()) -> list[str]:
    """Return what the reader is to be asked, or told, about the marrow that lesions are compared with."""
    fitting = "; ".join(likeRedAgainstFatty(replace(options, marrowState=MarrowState.UNKNOWN), rows).values())
    if not fitting:
        return []
    if options.marrowState == MarrowState.RED:
        bright = asBrightAsFatty(tissues, options.margins)
        return [f"The marrow is said to be red, but is as bright as fatty marrow ({bright}), against which red marrow "
                f"would look as here ({fitting}): the difference from marrow counts as a finding all the same."
                ] if bright else []
    if options.marrowState == MarrowState.FATTY:
        return [f"The marrow is fatty, and against it red marrow would look as here ({fitting}): the difference from "
                f"marrow does not count as a finding."]
    return [f"Is the marrow red or fatty? Red marrow beside the fatty marrow of an adult would look as here "
            f"({fitting}). Until it is said, the difference from marrow does not count as a finding."]
