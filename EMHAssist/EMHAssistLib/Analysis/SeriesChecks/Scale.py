"""Are the values on the scale that the role has?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Measurement import Image
from ...Roles import sequenceRole
from ..Signals import Signals

# Of tissue, in 10-6 mm2/s, it is some hundreds to some thousands; in 10-3 some tenths to three.
_LEAST_ADC, _LEAST_ADC_OF_THOUSANDTHS = 10.0, 0.05
# Interpolation rings below zero at edges, noise lies about it where phase is kept. Assumed: of fewer than this share of
# the voxels deeper than this part of what is bright nothing is said.
_NEGATIVE_SHARE, _NEGATIVE_DEPTH = 0.02, 0.15


def onTheirScale(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse an ADC in other units than 10-6 mm2/s, and MR signal without a true zero."""
    for series in case.series:
        if series.image is None:
            continue
        reason = ""
        if series.role == "ADC":
            reason = cache.call(_adcUnits, series.image)
        elif sequenceRole(series.role).isSignal:
            reason = cache.call(_negative, series.image)
        if reason:
            yield Statement("units", (series.label,), reason, Consequence.REFUSED)


def _adcUnits(image: Image) -> str:
    values = _few(image)
    values = values[values > 0]
    if not values.size:
        return ""
    # Air is nothing, or noise below this.
    tissue = float(np.median(values[values > 0.1 * np.percentile(values, 95)]))
    if tissue >= _LEAST_ADC:
        return ""
    units, factor = ("10-3 mm2/s", "1000") if tissue >= _LEAST_ADC_OF_THOUSANDTHS else ("mm2/s", "1000000")
    return (f"its values are in other units than 10-6 mm2/s: the median over tissue is {tissue:.3g}, as in {units}; "
            f"multiply it by {factor}")


def _negative(image: Image) -> str:
    if image.array.dtype.kind in "bu":
        return ""
    values = _few(image)
    if not values.size:
        return ""
    share = float(np.mean(values < -_NEGATIVE_DEPTH * np.percentile(np.abs(values), 95)))
    return (f"{share:.0%} of its values are below zero, as in standardized images or maps: without a true zero a ratio "
            "means nothing; use the series as it was acquired") if share > _NEGATIVE_SHARE else ""


def _few(image: Image) -> np.ndarray:
    """Return finite values from all over an image, enough to tell their scale."""
    strides = (slice(None, None, max(1, size // 64)) for size in image.array.shape)
    values = np.asarray(image.array[tuple(strides)], dtype=np.float64).ravel()
    return values[np.isfinite(values)]
