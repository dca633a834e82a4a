"""Whether a field is shown to help: by the reference regions, which had no say in it.

Two vertebrae of one patient are of one tissue, at different places of the coil. If a field is that of the coil,
dividing by it makes them more alike; if it is something else, they part. That is asked of every tissue with two regions
or more. What it does not show: how marrow compares with muscle. So a field must not change signal between tissues by
much more than it was seen to do within one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, expm1, log, sqrt

import numpy as np

from ..Measurement import Image, Shape, sample
from .CoilField import CoilField

# How much regions of one tissue differ without any coil, as SD of log signal: 8 to 9 % in two series of the spine.
_BETWEEN_REGIONS = 0.08
# How much more likely the regions have to be with the field than without, as natural logarithm. Assumed.
_GAIN = 1.0
# Tissues that have to have two regions or more.
_FEWEST_TISSUES = 2
# Of what a field changes between any two regions, so much has to be seen within one tissue. Assumed.
_SEEN = 1 / 3
# Signal may change by 30 % either way between regions. Assumed: what a scanner leaves where images are read.
_LARGEST = log(1.3 / 0.7)
# By how much a field may rise from the back forward, against a coil behind the patient, as logarithm. Assumed.
_RISE = 0.05
_STEP = 5.0  # mm


@dataclass(frozen=True, eq=False)
class Reference:
    """A region on reference tissue.

    :param tissue: name of the tissue
    """

    tissue: str
    shape: Shape


def checkReferences(references: Sequence[Reference]) -> None:
    """Refuse regions that could not show whether a correction helps.

    :raises ValueError: there are not two regions on each of two tissues
    """
    names = [one.tissue for one in references]
    if sum(names.count(name) > 1 for name in set(names)) < _FEWEST_TISSUES:
        raise ValueError("To show whether bias field correction helps takes two regions on each of two tissues, such "
                         "as marrow of two vertebrae and muscle on both sides; place them.")


def checkField(field: CoilField, images: Sequence[Image], references: Sequence[Reference]) -> None:
    """Refuse a field that is not shown to help.

    :param images: those it is the field of
    :raises ValueError: it is not; says why
    """
    centers = np.array([one.shape.bounds.mean(axis=0) for one in references])
    logField = field.at(centers)
    if _rise(field) > _RISE:
        raise ValueError("the field found does not fall from the back forward, as that of a coil behind the patient "
                         "does, so it is something else")
    if np.ptp(logField) > _LARGEST:
        raise ValueError(f"the field found changes signal by a factor of {exp(np.ptp(logField)):.1f} between the "
                         f"regions, more than can be relied on ({exp(_LARGEST):.1f})")
    before = after = 0.0
    degrees, seen = 0, 0.0
    for image, tissue in product(images, dict.fromkeys(one.tissue for one in references)):
        means = [_mean(image, one.shape) if one.tissue == tissue else 0.0 for one in references]
        used = np.array(means) > 0
        if np.count_nonzero(used) > 1:
            signal = np.log(np.array(means)[used])
            before += signal.var() * len(signal)
            after += (signal - logField[used]).var() * len(signal)
            degrees += len(signal) - 1
            seen = max(seen, float(np.ptp(logField[used])))
    if not degrees:
        raise ValueError("the regions hold no signal")
    # The series show the same places: several do not count as more of them.
    if (before - after) / len(images) < 2 * _GAIN * _BETWEEN_REGIONS ** 2:
        raise ValueError(f"it is not shown to help. Regions of one tissue, which were left out of the fit, differ by "
                         f"{_percent(before / degrees)} before and by {_percent(after / degrees)} after, which "
                         f"may be chance")
    if seen < _SEEN * np.ptp(logField):
        raise ValueError("the regions of each tissue lie too much alike for the coil to show whether it helps; place "
                         "those of one tissue farther apart, also from front to back")


def _percent(variance: float) -> str:
    return f"{100 * expm1(sqrt(variance)):.1f} %"


def _rise(field: CoilField) -> float:
    """Return by how much a field rises at most from a place in the middle of its box to one in front of it."""
    low, high = field.box
    front = np.append(np.arange(low[1], high[1], _STEP), high[1])
    middle = (low + high) / 2
    profile = field.at(np.column_stack([np.full(len(front), middle[0]), front, np.full(len(front), middle[2])]))
    return float((profile - np.minimum.accumulate(profile)).max())


def _mean(image: Image, shape: Shape) -> float:
    """Return the mean signal of a region, 0 where there is none."""
    samples = sample(image, shape)
    values, weights = samples.block(image.array).astype(np.float64), samples.weights
    isUsable = np.isfinite(values) & (weights > 0)
    return float(np.average(values[isUsable], weights=weights[isUsable])) if isUsable.any() else 0.0
