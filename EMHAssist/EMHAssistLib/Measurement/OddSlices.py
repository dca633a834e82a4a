"""Slices of an image that are brighter or darker than their neighbors: excited first, late, or not in their turn.

Of each voxel of tissue the logarithm is compared with the mean of those above and below it, where these two are alike;
the median over a slice is its step. Anatomy makes steps as well, so that a step counts beyond their usual size.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from .Image import Image
from .Sampling import sample
from .Shapes import Shape

# A step counts from this on, as a logarithm, beyond this many times the usual step (a robust SD). Assumed; on real
# series the usual step is 0.004 to 0.05.
_LEAST_STEP, _USUAL_STEPS = 0.05, 1.5
# Tissue is brighter than this part of the brightest; neighbors are alike within this, as a logarithm. Assumed.
_TISSUE, _ALIKE = 0.2, 0.3
# A median rests on this many voxels at least, and on this part of what other slices have.
_FEWEST_VOXELS, _LEAST_PART = 100, 0.3
# Every other slice stands out only in a stack that is long enough.
_FEWEST_INTERLEAVED = 8
# Slices that stand out are few: more than this part of all of them are no exception.
_MOST = 0.25
# As many voxels along each side of a slice tell it.
_LOOKED_AT = 96
# Slices are stacked along the third axis, or along one that has voxels so much longer.
_LONGER = 1.5


@dataclass(frozen=True, eq=False)
class OddSlices:
    """Slices that stand out.

    :param axis: index axis across the slices: 0 for I, 1 for J, 2 for K
    :param steps: index along that axis to the logarithm of how much brighter the slice is than its neighbors
    :param isInterleaved: every other slice stands out
    """

    axis: int
    steps: dict[int, float]
    isInterleaved: bool = False

    def share(self, image: Image, shape: Shape) -> float:
        """Return by how much the mean over a shape is off, as a logarithm."""
        samples = sample(image, shape)
        total = samples.weights.sum()
        if not self.steps or not total:
            return 0.0
        bySlice = samples.weights.sum(axis=tuple(axis for axis in range(3) if axis != 2 - self.axis)) / total
        first = samples.start[self.axis]
        return float(sum(weight * self.steps.get(first + number, 0.0) for number, weight in enumerate(bySlice)))


def oddSlices(image: Image) -> OddSlices:
    """Find the slices of an image of signal that stand out. The first and the last one cannot be told."""
    spacing = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)
    axis = int(spacing.argmax()) if spacing.max() > _LONGER * spacing[2] else 2
    steps = _steps(np.moveaxis(image.array, 2 - axis, 0))
    if steps is None:
        return OddSlices(axis, {})
    alternating = np.where(np.arange(len(steps)) % 2, -1.0, 1.0)
    every = float(np.nanmedian(alternating * steps)) if len(steps) >= _FEWEST_INTERLEAVED else 0.0
    if abs(every) > _LEAST_STEP:
        # Half up and half down from what they would be alike.
        return OddSlices(axis, {number + 1: float(sign * every / 2) for number, sign in enumerate(alternating)}, True)
    return OddSlices(axis, _standingOut(steps))


def _steps(array: np.ndarray) -> np.ndarray | None:
    """Return the step of each slice but the first and the last, NaN where it cannot be told; None for no slices.

    :param array: (slices, ., .) values
    """
    strides = [max(1, -(-size // _LOOKED_AT)) for size in array.shape[1:]]
    values = array[:, ::strides[0], ::strides[1]].astype(np.float32)
    values = np.where(np.isfinite(values), values, 0)
    bright = values[values > 0]
    if len(array) < 3 or not bright.size:
        return None
    isTissue = values > _TISSUE * np.percentile(bright, 95)
    logs = np.where(isTissue, np.log(np.where(isTissue, values, 1)), np.nan)
    below, own, above = logs[:-2], logs[1:-1], logs[2:]
    with np.errstate(invalid="ignore"):
        differences = np.where(np.abs(below - above) < _ALIKE, own - (below + above) / 2, np.nan)
    differences = differences.reshape(len(differences), -1)
    counts = np.isfinite(differences).sum(axis=1)
    isKnown = counts >= max(_FEWEST_VOXELS, _LEAST_PART * np.median(counts))
    if not isKnown.any():
        return None
    steps = np.full(len(differences), np.nan)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        steps[isKnown] = np.nanmedian(differences[isKnown], axis=1)
    return steps - np.nanmedian(steps)


def _standingOut(steps: np.ndarray) -> dict[int, float]:
    """Return the slices that stand out, the most first: each makes its neighbors seem to, the other way round."""
    steps = steps.copy()
    least = _LEAST_STEP + _USUAL_STEPS * 1.4826 * float(np.nanmedian(np.abs(steps)))
    found: dict[int, float] = {}
    while abs(steps[largest := int(np.nanargmax(np.abs(steps)))]) > least:
        step = float(steps[largest])
        found[largest + 1] = step
        if len(found) > _MOST * len(steps) + 1:
            return {}
        steps[largest] = 0.0
        for neighbor in (largest - 1, largest + 1):
            if 0 <= neighbor < len(steps):
                steps[neighbor] += step / 2
    return found
