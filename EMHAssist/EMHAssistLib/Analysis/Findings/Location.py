"""Where lesions are, in the words of the model.

A region tells of the lesion it is placed on and of no other: a user measures what he wants. So what is not placed is
never taken as absent: no region in the canal is not "no lesion in the canal", one region is not "one lesion", and a
region on one side is not "on one side only".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ...Likelihood import Finding
from ...Measurement import Position
from ...Result import CaseGeometry, LesionGeometry
from .AnswerWeights import certain, named, weighted

_EPIDURAL, _PARAVERTEBRAL = "epidural_lesion", "paravertebral_lesion"
_THORACIC = "T"
# Regions nearer to each other may lie on one lesion. Assumed: nearly the height of a thoracic vertebra.
_APART = 20.0  # mm


def locationFindings(geometry: CaseGeometry) -> Iterator[Finding | None]:
    """Derive position, sides, level and number of lesions."""
    # What is too far from the spine for its role is placed for something else, and warned of.
    lesions = [entry for entry in geometry.lesions if not entry.farFromSpine]
    epidural = [entry for entry in lesions if entry.lesion.role == _EPIDURAL]
    if epidural:
        yield certain("epidural", "present", f"regions with this role: {_names(epidural)}")
        yield _position(epidural)
    beside = [entry for entry in lesions if entry.lesion.role == _PARAVERTEBRAL]
    isBilateral = any(group.role == _PARAVERTEBRAL and group.isBilateral for group in geometry.groups)
    if isBilateral:
        yield certain("paravertebral_mass", "bilateral", f"on both sides of the midline: {_names(beside)}")
        yield certain("number", "multiple", f"on both sides of the spine: {_names(beside)}")
    else:
        if beside:
            yield weighted("paravertebral_mass", {"none": 0.0, "unilateral": 0.5, "bilateral": 0.5},
                           f"regions with this role: {_names(beside)}; whether there is one on the other side is "
                           f"unknown")
        yield _number(lesions)
    yield _level(lesions)


def _position(epidural: Sequence[LesionGeometry]) -> Finding | None:
    """Return the position of the largest epidural lesion, which the model calls the main part."""
    known = [entry for entry in epidural if entry.position]
    if not known:
        return None
    main = max(known, key=lambda entry: np.nan_to_num(entry.volume))
    position = "circumferential" if main.position == Position.AROUND else str(main.position)
    return certain("epidural_position", position, f"center of {main.lesion.name}, seen from the middle of the cord")


def _number(lesions: Sequence[LesionGeometry]) -> Finding | None:
    """Return that there are several lesions when two of their boxes are clearly apart."""
    usable = [entry.lesion for entry in lesions if not entry.lesion.problem]
    if len(usable) < 2:
        return None
    boxes = np.array([region.shape.bounds for region in usable])
    low, high = boxes[:, 0], boxes[:, 1]
    gaps = np.linalg.norm(np.maximum(low[:, None] - high[None], low[None] - high[:, None]).clip(0), axis=2)
    one, other = np.unravel_index(gaps.argmax(), gaps.shape)
    if gaps[one, other] < _APART:
        return None
    return certain("number", "multiple",
                   f"{usable[one].name} and {usable[other].name} are {gaps[one, other]:.0f} mm apart")


def _level(lesions: Sequence[LesionGeometry]) -> Finding | None:
    """Return whether any lesion reaches a thoracic level, or that all lie elsewhere, where all levels are known."""
    reached = [(entry, entry.level.reaches(_THORACIC)) for entry in lesions]
    thoracic = [entry for entry, isThere in reached if isThere]
    if thoracic:
        return certain("level", "thoracic", _levels(thoracic))
    if reached and all(isThere is False for _entry, isThere in reached):
        return certain("level", "elsewhere", _levels(lesions))
    return None


def _levels(lesions: Sequence[LesionGeometry]) -> str:
    return named([f"{entry.lesion.name} at {entry.level.text()}" for entry in lesions])


def _names(lesions: Sequence[LesionGeometry]) -> str:
    return named([entry.lesion.name for entry in lesions])
