"""Slices of an image that are brighter or darker than their neighbors: excited first, late, or not in their turn.

Of each voxel of tissue the logarithm is compared with the mean of those above and below it, where these two are alike;
the median over a slice is its step. Anatomy makes steps as well, so that a step counts beyond their usual size.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .Image import Image
from .Sampling import sample
from .Shapes import Shape

# A step counts from this on, as a logarithm, beyond this many times the usual step (a robust SD) and this part of what
# the voxels of the slice differ by (their quartiles). Assumed; on real series the usual step is 0.004 to 0.05, and the
# voxels differ by 0.1 to 0.3.
_LEAST_STEP, _USUAL_STEPS, _OF_QUARTILES = 0.045, 1.5, 0.1
# Every other slice is brighter than those between by this at least. Assumed.
_LEAST_ALTERNATION = 0.05
# Tissue is brighter than this part of the brightest; neighbors are alike within this, as a logarithm. Assumed.
_TISSUE, _ALIKE = 0.2, 0.3
# A median rests on this many blocks at least, and on this part of what other slices have.
_FEWEST_BLOCKS, _LEAST_PART = 60, 0.3
# Every other slice stands out only in a stack that is long enough.
_FEWEST_INTERLEAVED = 8
# Slices that stand out are few: more than this part of all of them are no exception.
_MOST = 0.25
# Voxels are averaged to blocks, as many along each side of a slice.
_BLOCKS = 64
# So many numbers of 16 bits add up to no more than the 24 bits that a float32 holds.
_EXACT = 256
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
    told = _steps(np.moveaxis(image.array, 2 - axis, 0))
    if told is None:
        return OddSlices(axis, {})
    steps, quartiles = told
    alternating = np.where(np.arange(len(steps)) % 2, -1.0, 1.0)
    every = float(np.nanmedian(alternating * steps)) if len(steps) >= _FEWEST_INTERLEAVED else 0.0
    if abs(every) > _LEAST_ALTERNATION:
        # Half up and half down from what they would be alike.
        return OddSlices(axis, {number + 1: float(sign * every / 2) for number, sign in enumerate(alternating)}, True)
    return OddSlices(axis, _standingOut(steps, quartiles))


def _steps(array: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the step of each slice but the first and the last, NaN where it cannot be told, and how much its voxels
    differ; None for no slices.

    :param array: (slices, ., .) values
    """
    # Beside numbers of 16 bits the blocks would take too much memory; averaging those twice takes little time.
    kept = list(map(_blockMeans, array)) if array.dtype.itemsize > 2 else None
    tissue = _TISSUE * _bright(kept or map(_blockMeans, array), len(array))
    if len(array) < 3 or np.isnan(tissue):
        return None
    quartiles, counts = np.full((3, len(array) - 2), np.nan), np.zeros(len(array) - 2)
    logarithms = (_logarithms(values, tissue) for values in kept or map(_blockMeans, array))
    below, own = next(logarithms), next(logarithms)
    for number, above in enumerate(logarithms):
        quartiles[:, number], counts[number] = _differences(below, own, above)
        below, own = own, above
    isKnown = counts >= max(_FEWEST_BLOCKS, _LEAST_PART * np.median(counts))
    if not isKnown.any():
        return None
    low, steps, high = np.where(isKnown, quartiles, np.nan)
    return steps - np.nanmedian(steps), high - low


def _bright(slices: Iterable[np.ndarray], number: int) -> float:
    """Return the 95th percentile of what is above zero in so many slices of blocks; NaN where nothing is."""
    values: np.ndarray | None = None
    count = 0
    for slice_ in slices:
        some = slice_[slice_ > 0]
        values = np.empty(number * slice_.size, np.float32) if values is None else values
        values[count:count + some.size] = some
        count += some.size
    return np.percentile(values[:count], 95, overwrite_input=True) if values is not None and count else np.nan


def _logarithms(values: np.ndarray, tissue: float) -> np.ndarray:
    """Return the logarithms of the blocks of a slice, NaN where they are no tissue."""
    isTissue = values > tissue
    return np.where(isTissue, np.log(np.where(isTissue, values, 1)), np.nan)


def _differences(below: np.ndarray, own: np.ndarray, above: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the (3,) quartiles of the differences of a slice to the mean of its neighbors, and of how many blocks."""
    with np.errstate(invalid="ignore"):
        differences = (own - (below + above) / 2)[np.abs(below - above) < _ALIKE]
    differences = differences[np.isfinite(differences)]
    if not differences.size:
        return np.full(3, np.nan), 0
    return np.percentile(differences, (25, 50, 75)), differences.size


def _blockMeans(slice_: np.ndarray) -> np.ndarray:
    """Return the means over blocks of a slice, which hold less noise than its voxels."""
    (rows, columns), (high, wide) = slice_.shape, (max(1, size // _BLOCKS) for size in slice_.shape)
    shape = (rows // high, high, columns // wide, wide)
    slice_ = slice_[:rows // high * high, :columns // wide * wide]
    if slice_.dtype.kind in "bui" and slice_.dtype.itemsize <= 2 and high * wide <= _EXACT:
        # Sums of whole numbers this small are the same in whatever order, so in the fastest.
        lines = slice_.reshape(shape[0], high, -1).sum(axis=1, dtype=np.float32)
        return np.einsum("rcw->rc", lines.reshape(shape[0], shape[2], wide)) / np.float32(high * wide)
    values = np.asarray(slice_, dtype=np.float32)
    isFinite = np.isfinite(values)
    if not isFinite.all():
        values = np.where(isFinite, values, 0)
    return values.reshape(shape).mean(axis=(1, 3))


def _standingOut(steps: np.ndarray, quartiles: np.ndarray) -> dict[int, float]:
    """Return the slices that stand out, the most first: each makes its neighbors seem to, the other way round."""
    steps = steps.copy()
    least = _LEAST_STEP + _USUAL_STEPS * 1.4826 * np.nanmedian(np.abs(steps)) + _OF_QUARTILES * quartiles
    found: dict[int, float] = {}
    while (excess := np.abs(steps) - least)[largest := int(np.nanargmax(excess))] > 0:
        step = float(steps[largest])
        found[largest + 1] = step
        if len(found) > _MOST * len(steps) + 1:
            return {}
        steps[largest] = 0.0
        for neighbor in (largest - 1, largest + 1):
            if 0 <= neighbor < len(steps):
                steps[neighbor] += step / 2
    return found
