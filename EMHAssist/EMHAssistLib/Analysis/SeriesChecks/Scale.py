"""Are the values on the scale that the role has?"""

from __future__ import annotations

from collections.abc import Iterator
from math import log10

import numpy as np

from ...Cache import Cache
from ...Case import Case
from ...Comparability import Consequence, Statement
from ...Measurement import Image
from ...Roles import sequenceRole
from ..Signals import Signals

# Of tissue, in 10-6 mm2/s, it is some hundreds, 3000 in water; the least of it here is that of most of the tissue.
_LEAST_ADC, _HIGHEST_ADC, _USUAL_ADC = 100.0, 5000.0, 1000.0
# Names of units by how many 10-6 mm2/s they are.
_ADC_UNITS = {6: "mm2/s", 3: "10-3 mm2/s, 10-9 m2/s or um2/ms", 12: "m2/s", 8: "cm2/s", 1: "10-5 mm2/s",
              -1: "tenths of 10-6 mm2/s", -3: "10-9 mm2/s"}
# Soft tissue has -100 to 100 HU, and this where 1024 was not taken off; of bone this dense there is little.
_WITHOUT_OFFSET, _SHARE_WITHOUT_OFFSET, _LOWEST_WITHOUT_OFFSET = (850.0, 1250.0), 0.15, -200.0
# Interpolation rings below zero at edges, noise lies about it where phase is kept. Assumed: of fewer than this share of
# the voxels deeper than this part of what is bright nothing is said.
_NEGATIVE_SHARE, _NEGATIVE_DEPTH = 0.02, 0.15


def onTheirScale(case: Case, signals: Signals, cache: Cache) -> Iterator[Statement]:
    """Refuse an ADC in other units than 10-6 mm2/s, CT that is not in Hounsfield units, and MR signal without a true
    zero."""
    for series in case.series:
        if series.image is None:
            continue
        reason = ""
        if series.role == "ADC":
            reason = cache.call(_adcUnits, series.image)
        elif sequenceRole(series.role).quantitative:
            reason = cache.call(_withoutOffset, series.image)
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
    if _LEAST_ADC <= tissue <= _HIGHEST_ADC:
        return ""
    power = round(log10(_USUAL_ADC / tissue))
    units = f", as in {_ADC_UNITS[power]}" if power in _ADC_UNITS else ""
    return (f"its values are in other units than 10-6 mm2/s: the median over tissue is {tissue:.3g}{units}; multiply "
            f"it by {10.0 ** power:.15g}")


def _withoutOffset(image: Image) -> str:
    values = _few(image)
    low, high = _WITHOUT_OFFSET
    if not values.size or values.min() <= _LOWEST_WITHOUT_OFFSET:
        return ""
    share = float(np.mean((values > low) & (values < high)))
    if share <= _SHARE_WITHOUT_OFFSET:
        return ""
    return (f"its values are no Hounsfield units: none is below {_LOWEST_WITHOUT_OFFSET:g}, as those of air are, and "
            f"{share:.0%} lie about 1000, as those of soft tissue do where 1024 was not taken off; export it again")


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
