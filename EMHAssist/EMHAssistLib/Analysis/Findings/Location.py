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
from ...Naming.LevelSpan import parseLevel
from ...Result import CaseGeometry, LesionGeometry
from .AnswerWeights import certain, named, weighted
from .Extent import extentFinding

_EPIDURAL, _PARAVERTEBRAL = "epidural_lesion", "paravertebral_lesion"
_THORACIC, _SACRAL = "T", "S"
_LUMBOSACRAL = parseLevel("L5-S1")
# Regions nearer to each other may lie on one lesion. Assumed: nearly the height of a thoracic vertebra.
_APART = 20.0  # mm


def locationFindings(geometry: CaseGeometry) -> Iterator[Finding | None]:
    """Derive position, sides, level, extent and number of lesions."""
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
    yield from _level(lesions)
    yield extentFinding(lesions)


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
    # An axis at a time: hundreds of lesions make as many pairs as that is worth.
    squares = np.zeros((len(usable),) * 2)
    for low, high in boxes.transpose(2, 1, 0):
        apart = (low[:, None] - high).clip(0)
        squares += np.maximum(apart, apart.T) ** 2
    gaps = np.sqrt(squares)
    one, other = np.unravel_index(gaps.argmax(), gaps.shape)
    if gaps[one, other] < _APART:
        return None
    return certain("number", "multiple",
                   f"{usable[one].name} and {usable[other].name} are {gaps[one, other]:.0f} mm apart")


def _level(lesions: Sequence[LesionGeometry]) -> Iterator[Finding | None]:
    """Derive whether any lesion reaches a thoracic level, or else a sacral one, where all levels are known.

    L5 to S1 is the disc between both as well as a mass that reaches the sacrum, which is left open.
    """
    thoracic = [entry for entry in lesions if entry.level.reaches(_THORACIC)]
    if thoracic:
        yield certain("level", "thoracic", _levels(thoracic))
    elif lesions and all(entry.level.reaches(_THORACIC) is False for entry in lesions):
        # That of models which know no sacral level; of those that do, what follows counts.
        yield certain("level", "elsewhere", _levels(lesions))
        sacral = [entry for entry in lesions if entry.level.reaches(_SACRAL) is not False]
        if any(entry.level.reaches(_SACRAL) and entry.level != _LUMBOSACRAL for entry in sacral):
            yield certain("level", "sacral", _levels(sacral))
        elif sacral:
            yield weighted("level", {"thoracic": 0.0, "sacral": 0.5, "elsewhere": 0.5}, _levels(sacral))


def _levels(lesions: Sequence[LesionGeometry]) -> str:
    return named([f"{entry.lesion.name} at {entry.level.text()}" for entry in lesions])


def _names(lesions: Sequence[LesionGeometry]) -> str:
    return named([entry.lesion.name for entry in lesions])
