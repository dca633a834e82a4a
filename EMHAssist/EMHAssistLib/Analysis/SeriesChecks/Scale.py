"""Are the values on the scale that the role has?"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, isnan, log10, nan

import numpy as np

from ...Cache import Cache
from ...Case import Case, Series
from ...Comparability import Consequence, Statement
from ...Measurement import Image
from ...Measurement.Image import thinnedOut
from ...Roles import sequenceRole
from ..Signals import Signals

# Of tissue, in 10-6 mm2/s, it is some hundreds; nothing in a body has more than water, 3000 at 37 degrees, to which
# noise and flow may add. Assumed.
_LEAST_ADC, _HIGHEST_ADC, _USUAL_ADC = 100.0, 4500.0, 1000.0
# Names of units by how many 10-6 mm2/s they are.
_ADC_UNITS = {6: "mm2/s", 3: "10-3 mm2/s, 10-9 m2/s or um2/ms", 12: "m2/s", 8: "cm2/s", 1: "10-5 mm2/s",
              -1: "tenths of 10-6 mm2/s", -3: "10-9 mm2/s"}
# Soft tissue has -100 to 100 HU, and this where 1024 was not taken off; of bone this dense there is little.
_WITHOUT_OFFSET, _SHARE_WITHOUT_OFFSET, _LOWEST_WITHOUT_OFFSET = (850.0, 1250.0), 0.15, -200.0
# Metal has some 20,000 HU at most on scales that go so far; of an image this is a little part.
_HIGHEST_HU, _MOST_METAL = 25000.0, 0.1
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
            reason = _adcUnits(series, signals, cache)
        elif sequenceRole(series.role).quantitative:
            reason = cache.call(_withoutOffset, series.image) or cache.call(_withoutSign, series.image)
        elif sequenceRole(series.role).isSignal:
            reason = cache.call(_negative, series.image)
        if reason:
            yield Statement("units", (series.label,), reason, Consequence.REFUSED)


def _adcUnits(series: Series, signals: Signals, cache: Cache) -> str:
    """Regions tell more than the image, of which most may be air; the highest of them is compared with water."""
    means = {one.region.name: mean for one in signals.regions
             if isfinite(mean := one.measurement(series).statistics.get("mean", nan)) and mean > 0}
    name = max(means, key=means.__getitem__, default="")
    what, value = (f"the mean of {name}", means[name]) if name else ("the median over tissue",
                                                                     cache.call(_tissue, series.image))
    if isnan(value) or _LEAST_ADC <= value <= _HIGHEST_ADC:
        return ""
    power = round(log10(_USUAL_ADC / value))
    units = f", as in {_ADC_UNITS[power]}" if power in _ADC_UNITS else ""
    return (f"its values are in other units than 10-6 mm2/s: {what} is {value:.3g}{units}, and that of water 3000; "
            f"multiply it by {10.0 ** power:.15g}")


def _tissue(image: Image) -> float:
    """Return the median over what is no air, NaN where there is nothing."""
    values = _few(image)
    values = values[values > 0]
    # Air is nothing, or noise below this.
    return float(np.median(values[values > 0.1 * np.percentile(values, 95)])) if values.size else nan


def _withoutSign(image: Image) -> str:
    values = _few(image)
    share = float(np.mean(values > _HIGHEST_HU)) if values.size else 0.0
    if share <= _MOST_METAL:
        return ""
    return (f"its values are no Hounsfield units: {share:.0%} of them are above {_HIGHEST_HU:g}, as numbers below zero "
            "are that were stored with a sign and read without; export it again")


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
    if not values.size or values.min() >= 0:
        return ""
    magnitudes = np.abs(values, dtype=np.result_type(values, np.int32))
    deep = -_NEGATIVE_DEPTH * np.percentile(magnitudes, 95, overwrite_input=True)
    share = float(np.mean(values < deep))
    return (f"{share:.0%} of its values are below zero, as in standardized images or maps: without a true zero a ratio "
            "means nothing; use the series as it was acquired") if share > _NEGATIVE_SHARE else ""


def _few(image: Image) -> np.ndarray:
    """Return finite values from all over an image, enough to tell their scale."""
    values = thinnedOut(image.array, 64).ravel()
    if values.dtype.kind in "iu" and values.dtype.itemsize <= 2:
        return values
    values = values.astype(np.float64)
    return values[np.isfinite(values)]
