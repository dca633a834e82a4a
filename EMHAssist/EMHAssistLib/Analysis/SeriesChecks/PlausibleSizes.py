"""Can a scanner have acquired an image of that size?"""

from __future__ import annotations

from collections.abc import Iterator

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Consistency.PlausibleSize import implausibleImage
from ...Measurement import Image
from ..Signals import Signals


def sizesArePlausible(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse series whose voxels or field of view are larger or smaller than there are: their unit is another one."""
    for series in case.series:
        if series.image is not None and (reason := cache.call(_reason, series.image)):
            yield Statement("size", (series.label,), reason, Consequence.REFUSED)


def _reason(image: Image) -> str:
    return implausibleImage(image.dimensions, image.ijkToWorld)
