"""What one region holds on one series, and what makes one doubt it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan, sqrt

import numpy as np

from .Flags import (
    EMPTY_MEAN_OVER_SD,
    FEW_RESELS,
    HETEROGENEOUS_CV,
    NOISE_MEAN_OVER_SD,
    RIM_DIFFERENCE,
    RIM_STANDARD_ERRORS,
    SATURATED_PILE,
    SATURATED_SHARE,
    SATURATED_VOXELS,
    SMALL_ERROR,
    WHOLE,
    Flag,
)
from .Image import Image
from .ImageNoise import ImageNoise
from .NoiseFloor import NoiseFree, noiseFree
from .RegionVoxels import RegionVoxels, voxelsOf
from .Sampling import sample
from .Shapes import Shape
from .Statistics import WeightedVoxels, describe, describeNothing

# An interval takes two degrees of freedom at least.
_LEAST_DEGREES = 2.0


@dataclass(frozen=True, eq=False)
class Measurement:
    """Result of measuring a region on a series.

    :param statistics: name of the statistic to number; see Statistics.STATISTICS
    :param flags: reasons for doubt
    :param problem: why nothing could be measured, in plain English; empty when something was
    :param noiseFree: the mean without the share of noise; None where nothing is known of it
    :param degrees: degrees of freedom of the cautious standard error; NaN for as many as independent voxels
    """

    statistics: dict[str, float]
    flags: tuple[Flag, ...] = ()
    problem: str = ""
    noiseFree: NoiseFree | None = None
    degrees: float = nan

    @property
    def signal(self) -> float:
        """The mean without the share of noise where that is known; NaN below the noise."""
        return self.noiseFree.signal if self.noiseFree else self.statistics["mean"]

    def flag(self, name: str) -> Flag | None:
        """Return the flag of this name, None when it is not raised."""
        return next((flag for flag in self.flags if flag.name == name), None)


def measure(image: Image, shape: Shape) -> Measurement:
    """Measure a region on a series; see measureTogether.

    >>> image = Image(np.arange(64.0).reshape(4, 4, 4), np.eye(4))
    >>> ball = Ellipsoid(np.array([[1, 0, 0, 1.5], [0, 1, 0, 1.5], [0, 0, 1, 1.5], [0, 0, 0, 1]]))
    >>> measured = measure(image, ball).statistics
    >>> round(measured["volume_mm3"], 2), round(measured["mean"], 2)  # 4/3 pi, and the value at the center
    (4.19, 31.5)
    """
    return measureTogether([image], shape)[0]


def measureTogether(images: Sequence[Image], shape: Shape,
                    noises: Sequence[ImageNoise] = ()) -> tuple[Measurement, ...]:
    """Measure a region on series that share one grid. What depends on the grid alone is computed once.

    Voxels that are not finite are left out and flagged.

    :param images: series of the same dimensions and geometry; only read
    :param shape: the region in world space
    :param noises: what is known of the noise of each image; without it noise is taken as that of single voxels
    :return: for each series the statistics, or the reason why there are none; never raises for the content of an image
    """
    try:
        samples = sample(images[0], shape)
    except ValueError as error:
        return (notMeasured(str(error)),) * len(images)
    if not samples.weights.any():
        flags = (Flag("outside", samples.insideFraction),) if samples.insideFraction == 0 else ()
        empty = Measurement(describeNothing(samples.insideFraction), flags, _whyEmpty(samples.insideFraction))
        return (empty,) * len(images)
    noises = noises or (ImageNoise(),) * len(images)
    return tuple(measurement for series, voxels in voxelsOf(images, samples, noises)
                 for measurement in _measured(voxels, [noises[number] for number in series]))


def notMeasured(problem: str) -> Measurement:
    """Return the measurement of a region or series that cannot be used, with the reason."""
    return Measurement(describeNothing(), (), problem)


def _measured(voxels: RegionVoxels, noises: Sequence[ImageNoise]) -> list[Measurement]:
    """Measure the series of which these are the voxels."""
    flags = [Flag("partly_outside", voxels.insideFraction)] if voxels.insideFraction < WHOLE else []
    if voxels.hasHoles:
        flags.append(Flag("not_finite", voxels.notFinite))
    if voxels.weights.size == 0:
        return [Measurement(describeNothing(voxels.insideFraction, voxels.notFinite), tuple(flags),
                            "no voxel of the region holds a value: all are NaN, infinite or padding")] * len(noises)
    statistics, autocorrelation = describe(voxels), voxels.autocorrelation
    with np.errstate(over="ignore", invalid="ignore"):
        rims, saturated = _rims(voxels), _saturatedShares(voxels)
    doubts = zip(statistics, noises, autocorrelation.independent.tolist(), autocorrelation.correlated.tolist(),
                 autocorrelation.resels.tolist(), rims, saturated)
    return [_judged(flags, *rest) for rest in doubts]


def _judged(flags: Sequence[Flag], statistics: dict[str, float], noise: ImageNoise, independent: float,
            correlated: float, resels: float, *rest) -> Measurement:
    """Return the measurement of one series with all its flags, and its signal without noise."""
    # What neighbors share and the noise of single voxels add in squares to the standard error.
    fromCorrelated, fromNoise = correlated / resels, (1 - correlated) / independent
    part = fromCorrelated / (fromCorrelated + fromNoise)
    own = _flags(statistics, noise, correlated, resels, part, *rest)
    isFloor = any(flag.name == "noise_floor" for flag in own)
    # Each is told by as many values as there are of it (Satterthwaite, Biometrics Bull 1946;2:110-4).
    degrees = 1 / (part ** 2 / max(resels, _LEAST_DEGREES) + (1 - part) ** 2 / max(independent, _LEAST_DEGREES))
    free = noiseFree(statistics["mean"], statistics["sd"], statistics["se_cautious"], noise, isFloor)
    return Measurement(statistics, (*flags, *own), "", free, degrees)


def _rims(voxels: WeightedVoxels) -> list[float | None]:
    """Return for each series mean of the rim over mean of the core where they differ for good, else None."""
    rimWeights = np.where(voxels.core, 0.0, voxels.weights)
    rimTotal = rimWeights.sum()
    share = rimTotal / voxels.total
    if not 0 < share < 1:
        return [None] * len(voxels.values)
    rim = (voxels.values * rimWeights).sum(axis=1) / rimTotal
    difference = np.abs(rim - voxels.coreMean)
    core = np.abs(voxels.coreMean)
    # SD of the core alone: another tissue at the rim must not hide itself in the SD.
    spread = voxels.values[:, voxels.core].std(axis=1)
    error = spread * np.sqrt((1 / share + 1 / (1 - share)) / np.maximum(voxels.effectiveSampleSize, 1))
    differs = (difference > RIM_DIFFERENCE * core) & (difference > RIM_STANDARD_ERRORS * error)
    return [(float(r / c) if c else float("inf")) if d else None
            for r, c, d in zip(rim, voxels.coreMean, differs)]


def _saturatedShares(voxels: WeightedVoxels) -> list[float | None]:
    """Return for each series the share of voxels that pile up at the highest value, None where none do.

    A region of one value alone tells nothing: there is no tail that could have been cut.
    """
    count = voxels.sorted.shape[1]
    fewest = int(np.ceil(max(SATURATED_SHARE * count, SATURATED_VOXELS)))
    if count < fewest:
        return [None] * len(voxels.values)
    return [_pile(row) if row[-fewest] == row[-1] > row[0] else None for row in voxels.sorted]


def _pile(row: np.ndarray) -> float | None:
    """Return the share of sorted values that are the highest, None when the next lower one is about as frequent."""
    below = int(np.searchsorted(row, row[-1], "left"))
    following = below - int(np.searchsorted(row, row[below - 1], "left"))
    top = len(row) - below
    return top / len(row) if top > SATURATED_PILE * following else None


def _flags(statistics: dict[str, float], noise: ImageNoise, correlated: float, resels: float, part: float,
           rim: float | None, saturated: float | None) -> list[Flag]:
    """Return what the numbers of one series make one doubt.

    :param noise: of the image
    :param correlated: see SpatialAutocorrelation
    :param resels: see SpatialAutocorrelation
    :param part: of the square of the standard error that is what neighbors share
    """
    mean, sd = statistics["mean"], statistics["sd"]
    flags = []
    correlatedError = statistics["se_cautious"] * sqrt(part)
    if resels < FEW_RESELS and not correlatedError <= SMALL_ERROR * abs(mean):
        flags.append(Flag("few_voxels", resels))
    if isfinite(noise.floor):
        # The noise of one coil that makes such a background; less where even the region varies by less.
        level = min(noise.floor / sqrt(2), sd * noise.floor / noise.sigma)
        isFloor = 0 < mean < NOISE_MEAN_OVER_SD * level
    else:
        # Noise differs from voxel to voxel, and tissues that make a region heterogeneous do not.
        level, limit = sd, max(NOISE_MEAN_OVER_SD * sqrt(1 - correlated), EMPTY_MEAN_OVER_SD)
        isFloor = sd > 0 and 0 < mean < limit * sd
    if isFloor:
        flags.append(Flag("noise_floor", mean / level))
    elif statistics["cv"] > HETEROGENEOUS_CV:
        flags.append(Flag("heterogeneous", statistics["cv"]))
    if rim is not None:
        flags.append(Flag("rim", rim))
    if saturated is not None:
        flags.append(Flag("saturated", saturated))
    return flags


def _whyEmpty(insideFraction: float) -> str:
    if insideFraction == 0:
        return "the region lies outside the image"
    return "the region contains no part of a voxel; make it larger"
