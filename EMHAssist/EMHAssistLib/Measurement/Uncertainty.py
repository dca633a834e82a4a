"""How certain a mean of voxels is: neighboring voxels are alike, so that they count for fewer."""

from __future__ import annotations

import numpy as np

# 97.5 % point of the standard normal distribution: intervals are two-sided 95 %.
NORMAL_975 = 1.959963984540054
# The same point of Student's t for 1 to 10 degrees of freedom.
_STUDENT_975 = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281)


def student975(degreesOfFreedom: float) -> float:
    """Return the 97.5 % point of Student's t distribution, to 0.001 for whole degrees of freedom.

    From the table, and by the expansion in 1 / degrees of freedom beyond it (Abramowitz and Stegun, Handbook of
    Mathematical Functions, 1964, 26.7.5).
    """
    if degreesOfFreedom <= len(_STUDENT_975):
        return _STUDENT_975[max(int(degreesOfFreedom), 1) - 1]
    z = NORMAL_975
    return (z + (z ** 3 + z) / (4 * degreesOfFreedom)
            + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degreesOfFreedom ** 2)
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degreesOfFreedom ** 3))


def effectiveNumbers(blocks: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return how many independent voxels the voxels of a region are worth on each series.

    Neighboring voxels share noise and texture, so the mean is less certain than SD / sqrt(n): n correlated observations
    are worth n / (1 + 2 sum of r), r being the autocorrelation at every distance (Bayley and Hammersley, J R Stat Soc
    Suppl 1946;8:184-97). It is estimated inside the region along each axis, up to the first distance where it is not
    positive, beyond which it is chance (Geyer, Stat Sci 1992;7:473-83); the three axes multiply.

    :param blocks: (S, K, J, I) float64 voxel values around the region; finite where the weight is above 0, elsewhere 0
    :param weights: (K, J, I) fraction of each voxel inside the region
    :return: (S,) between 1 and (sum of weights)^2 / sum of squared weights, which is n for equal weights (Kish, Survey
        Sampling 1965); 0 without voxels
    """
    total = weights.sum()
    if total == 0:
        return np.zeros(len(blocks))
    inside = weights > 0
    independent = total ** 2 / (weights ** 2).sum()
    return np.array([_effectiveNumber(block, inside, independent) for block in blocks])


def _effectiveNumber(block: np.ndarray, inside: np.ndarray, count: float) -> float:
    voxels = np.count_nonzero(inside)
    deviation = np.where(inside, block - block.sum() / voxels, 0.0)
    largest = np.abs(deviation).max()
    if largest == 0:
        return float(count)
    # Correlation has no scale; this one keeps the squares of any voxel value finite.
    deviation /= largest
    variance = (deviation ** 2).sum() / voxels
    effective = float(count)
    for axis in range(3):
        effective /= 1 + 2 * _correlationSum(np.moveaxis(deviation, axis, 0), np.moveaxis(inside, axis, 0), variance)
    return max(effective, 1.0)


def _correlationSum(deviation: np.ndarray, inside: np.ndarray, variance: float) -> float:
    """Return the sum of the correlations at all distances along the first axis, up to the first not positive one."""
    total = 0.0
    for lag in range(1, len(deviation)):
        pairs = np.count_nonzero(inside[lag:] & inside[:-lag])
        correlation = (deviation[lag:] * deviation[:-lag]).sum() / max(pairs, 1) / variance
        if pairs == 0 or correlation <= 0:
            break
        total += correlation
    return total
