"""What one region holds on one series."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from .Image import Image
from .Sampling import sample
from .Shapes import Shape
from .Statistics import describe, effectiveNumber

# Below this many voxels a mean of MR signal is mostly noise. Assumed: no study of EMH gives a minimum.
FEW_VOXELS = 20
# Mean over SD of magnitude images where there is no signal is sqrt(pi / (4 - pi)) = 1.91 (Rayleigh; Gudbjartsson and
# Patz, Magn Reson Med 1995;34:910-4). Up to this value a region holds noise, or tissues that differ as much.
NOISE_MEAN_OVER_SD = 2.2


@dataclass(frozen=True)
class Flag:
    """A reason to doubt a measurement.

    :param name: identifier, never translated
    :param value: the number that raised the flag
    """

    name: str
    value: float

    def __str__(self) -> str:
        return f"{self.name}={self.value:.4g}"


@dataclass(frozen=True)
class Measurement:
    """Result of measuring a region on a series.

    :param statistics: name of the statistic to number; see Statistics.STATISTICS
    :param standardError: standard error of the mean, in units of the image; NaN where it cannot be told
    :param coverage: fraction of the volume of the region inside the image; NaN where it cannot be told
    :param flags: reasons for doubt
    :param problem: why nothing could be measured, in plain English; empty when something was
    """

    statistics: dict[str, float]
    standardError: float
    coverage: float
    flags: tuple[Flag, ...] = ()
    problem: str = ""


def measure(image: Image, shape: Shape) -> Measurement:
    """Measure a region on a series.

    Voxels that are not finite are left out and flagged. The standard error is SD / sqrt(effective number), see
    Statistics.effectiveNumber.

    :param image: the series; only read
    :param shape: the region in world space
    :return: the statistics, or the reason why there are none; never raises for the content of the image
    """
    samples = sample(image, shape)
    block = samples.block
    finite = samples.inside & np.isfinite(block)
    count, countFinite = int(samples.inside.sum()), int(finite.sum())
    statistics = describe(block[finite], image.voxelVolume)

    flags = []
    if countFinite < count:
        flags.append(Flag("not_finite", count - countFinite))
    if samples.coverage < 1:
        flags.append(Flag("partly_outside" if count or samples.coverage > 0 else "outside", samples.coverage))
    if countFinite < FEW_VOXELS:
        flags.append(Flag("few_voxels", countFinite))

    if statistics["sd"] > 0 and 0 < statistics["mean"] < NOISE_MEAN_OVER_SD * statistics["sd"]:
        flags.append(Flag("varies_like_noise", statistics["mean"] / statistics["sd"]))

    if countFinite == 0:
        return Measurement(statistics, nan, samples.coverage, tuple(flags), _whyEmpty(samples.coverage, count))
    effective = effectiveNumber(block, finite)
    standardError = statistics["sd"] / sqrt(effective) if countFinite > 1 else nan
    return Measurement(statistics, standardError, samples.coverage, tuple(flags))


def variesLikeNoise(measurement: Measurement) -> bool:
    """Tell whether a region is flagged to vary as much as if it held no signal."""
    return any(flag.name == "varies_like_noise" for flag in measurement.flags)


def notMeasured(problem: str) -> Measurement:
    """Return the measurement of a region or series that cannot be used, with the reason."""
    return Measurement(describe(np.empty(0), 0.0), nan, nan, (), problem)


def _whyEmpty(coverage: float, count: int) -> str:
    if count > 0:
        return "all voxels of the region are NaN or infinite"
    if coverage == 0:
        return "the region lies outside the image"
    return "the region holds no voxel center; make it larger than a voxel"
