"""Statistics of the voxels in a region: each declared once, with its name, title and units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# 97.5 % point of the standard normal distribution: intervals are two-sided 95 %.
NORMAL_975 = 1.959963984540054
# The same point of Student's t for 1 to 10 degrees of freedom.
_STUDENT_975 = (12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281)


def _(text: str) -> str:
    """Mark a text for the translation tools; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Statistic:
    """A statistic of the finite values in a region.

    :param name: identifier, used as column name in tables and files; never translated
    :param title: text for the user (English source)
    :param units: "voxel", "mm3", or "" for the units of the image
    :param compute: (N,) float64 values, N >= 1, and the volume of a voxel in mm3 to a number; NaN where undefined
    """

    name: str
    title: str
    units: str
    compute: Callable[[np.ndarray, float], float]


# SD divides by N-1, as 3D Slicer's Segment Statistics does; percentiles interpolate linearly between the two nearest
# order statistics (type 7 of Hyndman and Fan, Am Stat 1996;50:361-5), numpy's default.
STATISTICS = (
    Statistic("n", _("Voxels"), "voxel", lambda values, voxelVolume: values.size),
    Statistic("volume_mm3", _("Volume"), "mm3", lambda values, voxelVolume: values.size * voxelVolume),
    Statistic("mean", _("Mean"), "", lambda values, voxelVolume: float(values.mean())),
    Statistic("sd", _("SD"), "",
              lambda values, voxelVolume: float(values.std(ddof=1)) if values.size > 1 else float("nan")),
    Statistic("median", _("Median"), "", lambda values, voxelVolume: float(np.median(values))),
    Statistic("p10", _("10th percentile"), "", lambda values, voxelVolume: float(np.percentile(values, 10))),
    Statistic("p90", _("90th percentile"), "", lambda values, voxelVolume: float(np.percentile(values, 90))),
    Statistic("min", _("Minimum"), "", lambda values, voxelVolume: float(values.min())),
    Statistic("max", _("Maximum"), "", lambda values, voxelVolume: float(values.max())),
)


def student975(degreesOfFreedom: int) -> float:
    """Return the 97.5 % point of Student's t distribution, to 0.001.

    From the table, and by the expansion in 1 / degrees of freedom beyond it (Abramowitz and Stegun, Handbook of
    Mathematical Functions, 1964, 26.7.5).
    """
    if degreesOfFreedom <= len(_STUDENT_975):
        return _STUDENT_975[degreesOfFreedom - 1]
    z = NORMAL_975
    return (z + (z ** 3 + z) / (4 * degreesOfFreedom)
            + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degreesOfFreedom ** 2)
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degreesOfFreedom ** 3))


def describe(values: np.ndarray, voxelVolume: float) -> dict[str, float]:
    """Compute all statistics.

    :param values: (N,) finite values of the voxels in a region, N >= 0
    :param voxelVolume: volume of a voxel in mm3
    :return: name of the statistic to number, in the order of STATISTICS; without voxels n and volume are 0 and the
        rest is NaN
    """
    values = np.asarray(values, dtype=np.float64)
    if values.size == 0:
        return {statistic.name: 0 if statistic.units else float("nan") for statistic in STATISTICS}
    return {statistic.name: statistic.compute(values, voxelVolume) for statistic in STATISTICS}


def effectiveNumber(block: np.ndarray, inside: np.ndarray) -> float:
    """Return how many independent voxels the voxels of a region are worth.

    Neighboring voxels share noise and texture, so the mean is less certain than SD / sqrt(n): n correlated observations
    are worth n / (1 + 2 sum of r), r being the autocorrelation at every distance (Bayley and Hammersley, J R Stat Soc
    Suppl 1946;8:184-97). It is estimated inside the region along each axis, up to the first distance where it is not
    positive, beyond which it is chance (Geyer, Stat Sci 1992;7:473-83); the three axes multiply.

    :param block: (K, J, I) voxel values around the region
    :param inside: (K, J, I) of bool: finite voxels of the region
    :return: 1 to n; 0 without voxels
    """
    count = int(inside.sum())
    if count == 0:
        return 0.0
    values = np.where(inside, block, 0.0).astype(np.float64)
    deviation = np.where(inside, values - values.sum() / count, 0.0)
    largest = np.abs(deviation).max()
    if largest == 0:
        return float(count)
    # Correlation has no scale; this one keeps the squares of any voxel value finite.
    deviation /= largest
    variance = (deviation ** 2).sum() / count
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
