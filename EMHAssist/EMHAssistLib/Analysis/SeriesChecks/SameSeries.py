"""Is one series there twice?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Measurement import Image
from ...Measurement.Image import thinnedOut
from ...Roles import mayBeOneSeries
from ..Signals import Signals

_POST = ("T1post", "CTpost")


def seriesThereTwice(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse a series that is there in two roles, unless its header says which of them is right; of one that is there
    twice in one role the second."""
    for one, other in combinations([series for series in case.series if series.image is not None], 2):
        if mayBeOneSeries(one.role, other.role):
            continue
        isOne = bool(one.acquisition.seriesUid) and one.acquisition.seriesUid == other.acquisition.seriesUid
        if isOne or cache.call(_sameVoxels, one.image, other.image):
            yield from _statements(one, other, isOne)


def _statements(one: Series, other: Series, isOne: bool) -> tuple[Statement, ...]:
    what = "the same series" if isOne else "the same voxels"
    if one.role == other.role:
        return (_refused((other.label,), f"it holds {what} as {one.label}, which would count twice"),)
    right = next((series for series in (one, other) if _isSaidToBeRight(series)), None)
    wrong = [series for series in (one, other) if series is not right]
    reason = f"{one.label} and {other.label} hold {what}; remove the wrong role"
    return (*(_refused((series.label,), reason) for series in wrong), _refused((one.label, other.label), reason))


def _isSaidToBeRight(series: Series) -> bool:
    """Tell whether header or names speak for the role: by its name, or by contrast agent and none."""
    told = series.acquisition.contrastAgent
    return series.acquisition.speaksFor == series.role or (
        told is not None and told == (series.role in _POST) and not series.acquisition.speaksFor)


def _sameVoxels(one: Image, other: Image) -> bool:
    if one.array.shape != other.array.shape:
        return False
    # A look at a few of them settles most cases.
    few = thinnedOut(one.array, 8), thinnedOut(other.array, 8)
    if not np.array_equal(*few, equal_nan=one.array.dtype.kind == "f"):
        return False
    first = one.array.flat[0]
    if (one.array == first).all():
        return False  # nothing to tell them by
    return np.array_equal(one.array, other.array, equal_nan=one.array.dtype.kind == "f")


def _refused(labels: tuple[str, ...], reason: str) -> Statement:
    return Statement("same_series", labels, reason, Consequence.REFUSED)
