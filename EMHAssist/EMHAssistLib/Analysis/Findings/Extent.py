"""How far lesions extend along the spine, in vertebral segments.

All lesions at the spine are taken together, as reports do. Where both ends have a level, the segments are counted.
Where not, the length in mm is held against a typical spine, which leaves some numbers of segments possible: they enter
as weights.

What is placed is only ever a part of what there may be:

* A region that samples a lesion lies within it, and the lesion is as long or longer. Such regions never tell that it is
  short, and near each other they tell nothing. But from T3 to T10 is long, whatever lies beyond.
* A lesion that is outlined ends where its outline ends. Others may not have been outlined, so that short is never
  certain either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from ...Likelihood import Finding
from ...Naming.LevelSpan import ABOVE, BELOW, LevelEnd, LevelSpan
from ...Naming.SpinalLevels import LONG, MEDIUM, SHORT, extentWord, segmentCount
from ...Naming.VertebralLevels import LEVELS, PITCH, orderedLevels
from ...Result import LesionGeometry
from .AnswerWeights import weighted

# From the shortest to the longest.
_ANSWERS = (SHORT, MEDIUM, LONG)
# Other lesions may lie anywhere.
_ROLES = ("epidural_lesion", "paravertebral_lesion")
# How often a longer disease has this much of it placed, as against one that is placed whole: where all lesions are
# outlined others were left out half as often (assumed), and a sample tells nothing of what lies beyond it.
_OUTLINED, _SAMPLED = 0.5, 1.0
# Spines over the typical one of an adult, from children of school age to tall adults. Assumed, with wide limits.
_STATURES = (0.7, 0.85, 1.0, 1.15)
# What ends in a disc has not reached the next level, which begins in the middle of the disc: half a thoracic one, see
# Naming.VertebralLevels.
_HALF_DISC = 3.0  # mm
# Steps in which a length is moved along the typical spine.
_STEP = 2.0  # mm


def extentFinding(lesions: Sequence[LesionGeometry]) -> Finding | None:
    """Return how far lesions extend, from the first level to the last; None where that is open.

    :param lesions: those that lie at the spine
    """
    usable = [entry for entry in lesions if entry.lesion.role in _ROLES and not entry.lesion.problem]
    if not usable:
        return None
    span = _span(usable)
    length = max(entry.size.high for entry in usable) - min(entry.size.low for entry in usable)
    counts = _segments(span, length)
    isOutlined = all(entry.isOutlined for entry in usable)
    return weighted("extent", _weights(counts, _OUTLINED if isOutlined else _SAMPLED),
                    _detail(span, length, counts, isOutlined))


def _span(lesions: Sequence[LesionGeometry]) -> LevelSpan:
    """Return the levels from the first to the last; an end is unknown where the lesion that lies there has no level."""
    upper, lower = max(lesions, key=lambda one: one.size.high), min(lesions, key=lambda one: one.size.low)
    known = [entry.level for entry in lesions if entry.level]
    return LevelSpan(min((level.first for level in known), key=_order) if upper.level else LevelEnd(),
                     max((level.last for level in known), key=_order) if lower.level else LevelEnd())


def _order(end: LevelEnd) -> tuple[int, int]:
    return LEVELS.index(end.level), {ABOVE: -1, BELOW: 1}.get(end.beyond, 0)


@lru_cache(maxsize=64)
def _segments(span: LevelSpan, length: float) -> Mapping[int, float]:
    """Return the numbers of segments there may be, with their probabilities.

    Where an end has no level, a length may lie anywhere on spines of several statures where the levels that are known
    allow it, each place as probable as the next.

    :param length: mm
    """
    first, last = span.first, span.last
    isKnown = bool(first.level and last.level)
    if isKnown and not first.beyond and not last.beyond:
        return {segmentCount(first.level, last.level): 1.0}
    order = orderedLevels((first.level, last.level))
    places = np.concatenate([_places(order, max(length / stature - 2 * _HALF_DISC, 0.0)) for stature in _STATURES])
    allowed = places[_isAt(places[:, 0], first, order) & _isAt(places[:, 1], last, order)]
    counts = np.ptp(allowed if len(allowed) else places, axis=1) + 1
    if isKnown:  # a spine that is like none of these: at least what the levels tell
        counts = np.maximum(counts, segmentCount(first.level, last.level))
    values, numbers = np.unique(counts, return_counts=True)
    return dict(zip(values.tolist(), (numbers / len(counts)).tolist()))


def _places(order: Sequence[str], length: float) -> np.ndarray:
    """Return the first and the last level that a length reaches wherever it lies on the typical spine.

    :return: (N, 2) indices of levels
    """
    ends = _ends(tuple(order))
    upper = np.arange(0.0, max(ends[-1] - length, 0.0) + _STEP / 2, _STEP)
    reached = np.searchsorted(ends, [upper, upper + length], side="right")
    return np.minimum(reached, len(order) - 1).T


@lru_cache(maxsize=64)
def _ends(order: tuple[str, ...]) -> np.ndarray:
    """Return where levels end along the typical spine, mm."""
    return np.cumsum([PITCH[level[0]] for level in order])


def _isAt(indices: np.ndarray, end: LevelEnd, order: Sequence[str]) -> np.ndarray:
    """Return which levels are where an end lies; all of them where that is not known."""
    if not end.level:
        return np.ones(len(indices), dtype=bool)
    known = order.index(end.level)
    return {ABOVE: indices < known, BELOW: indices > known}.get(end.beyond, indices == known)


def _weights(counts: Mapping[int, float], longer: float) -> dict[str, float]:
    """Return the weights of the answers.

    :param counts: numbers of segments that the regions cover, with their probabilities
    :param longer: how plausible it is that the lesions are longer, as against just as long
    """
    plausible = dict.fromkeys(_ANSWERS, 0.0)
    for count, probability in counts.items():
        covered = _ANSWERS.index(extentWord(count))
        for number, answer in enumerate(_ANSWERS[covered:]):
            plausible[answer] += probability * (longer if number else 1.0)
    total = sum(plausible.values())
    return {answer: value / total for answer, value in plausible.items()}


def _detail(span: LevelSpan, length: float, counts: Mapping[int, float], isOutlined: bool) -> str:
    fewest, most = min(counts), max(counts)
    number = f"{fewest} to {most} segments" if most > fewest else f"{most} segment{'s' if most > 1 else ''}"
    isCounted = span.first.level and span.last.level and not span.first.beyond and not span.last.beyond
    where = f"{span.text()}, {number}" if isCounted else (
        f"{length:.0f} mm along the spine, {number} of a typical one")
    return (f"{where}; lesions that were not outlined would add to it" if isOutlined
            else f"{where}; regions that sample a lesion show a part of it")
