"""A series on which the anatomy lies elsewhere than on the one that the regions were drawn on."""

from __future__ import annotations

from math import hypot

import numpy as np

from ...Cache import Cache
from ...Case import Case, Displacement, Series
from ...Comparability import Consequence, Statement
from ...Measurement import Shape
from ...Roles import regionRole
from ..Signals import Signals

TOPIC = "displacement"
# From here on a shift counts, in mm, or from half a voxel on where that is more. Assumed: a third to two thirds of the
# thickness of an epidural lesion, whose ratio on the synthetic case goes from 1.16 to 1.61 with 3 mm.
_SHIFT, _VOXELS = 2.0, 0.5
# From here on a turn counts, in degrees, as it moves what is 60 mm from the middle of the lesions by 1 mm. Assumed.
_TURN = 1.0
# What a shift adds to the error of a log ratio, as SD per mm: as in that lesion.
_PER_MM = 0.11
# A displacement that was looked for farther than this from the middle of the lesions, in mm, is not theirs. Assumed:
# the margin of what is looked at.
_ELSEWHERE = 20.0


def displaced(case: Case, signals: Signals, cache: Cache) -> list[Statement]:
    """Refuse series on which the anatomy certainly lies elsewhere, and doubt those on which it may."""
    lesions = tuple(region.shape for region in case.regions
                    if region.shape is not None and regionRole(region.role).isLesion)
    return [statement for series in case.series
            if (statement := cache.call(displacedStatement, series, lesions)) is not None]


def displacedStatement(series: Series, lesions: tuple[Shape, ...]) -> Statement | None:
    """Return what there is to say of the displacement of a series, None where nobody has looked.

    :param lesions: the lesions of the case
    """
    found = series.displacement
    if found is None or series.image is None:
        return None
    if found.problem:
        return _statement(series, f"whether the anatomy lies where {found.onto} shows it cannot be told: "
                                  f"{found.problem}")
    if lesions and hypot(*(_middle(lesions) - found.middle)) > _ELSEWHERE:
        return _statement(series, "the lesions are no longer where the alignment was checked; check it again")
    limit = max(_SHIFT, _VOXELS * float(np.linalg.norm(series.image.ijkToWorld[:3, :2], axis=0).max()))
    if found.distance - found.error > limit:
        return _statement(series, f"{_extent(found)}; align it, as the regions lie on other tissue",
                          Consequence.REFUSED)
    if max(found.distance, found.largest) > limit or found.angle - found.turnError > _TURN:
        return _statement(series, f"{_extent(found)}; align it, as the regions may lie on other tissue",
                          Consequence.DOUBTFUL, _PER_MM * max(found.distance, found.largest))
    if found.madeUp:
        return _statement(series, f"aligned with {found.onto}: moved by {found.madeUp:.1f} mm, certain to "
                                  f"{found.error:.1f} mm")
    return _statement(series, _extent(found))


def _extent(found: Displacement) -> str:
    turned = f", turned by {found.angle:.1f} degrees" if found.angle - found.turnError > _TURN else ""
    return (f"the anatomy lies {found.distance:.1f} mm (+- {found.error:.1f}) from where {found.onto} shows "
            f"it{turned}")


def _middle(lesions: tuple[Shape, ...]) -> np.ndarray:
    bounds = np.array([shape.bounds for shape in lesions])
    return (bounds[:, 0].min(axis=0) + bounds[:, 1].max(axis=0)) / 2


def _statement(series: Series, reason: str, consequence: Consequence = Consequence.FINE,
               deviation: float = 0.0) -> Statement:
    return Statement(TOPIC, (series.label,), reason, consequence, deviation)
