"""The signal of a region without what noise adds to it in magnitude images, or a bound where noise is all there is."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, isfinite, nan, sqrt

from .ImageNoise import ImageNoise
from .Uncertainty import NORMAL_975

# How well the share of noise in the mean square is known, as a fraction: from the background of the image, where noise
# may be another one than in the tissue (parallel imaging, filters), and from the region itself. Both assumed.
_ERROR_BY_BACKGROUND, _ERROR_BY_REGION = 0.1, 0.5
# A square of the signal that is this many of its standard errors above zero gives a signal known to an eighth.
_TOLD_APART = 4.0
# Noise that makes less than this of the mean square adds 2 % to the mean at most.
_A_PART = 0.04
# Mean over SD of noise alone is 1.91 (Rayleigh) or more (several coils). Farther below it the region varies by more
# than noise, and its own SD is no measure of that.
LEAST_OF_NOISE = 1.7
# SD over that of one part of the complex noise where there is no signal: sqrt(2 - pi / 2) (Rayleigh).
_EMPTY = 0.655
_ROUNDS = 60


@dataclass(frozen=True)
class NoiseFree:
    """The mean of a region without the share of noise.

    :param signal: in units of the image; NaN below the noise
    :param gain: by which factor its errors are larger than those of the mean, since it hangs on it more steeply
    :param error: what is uncertain beside, as SD, for the noise is not known exactly
    :param ceiling: 97.5 % upper limit where the signal is below the noise; NaN elsewhere
    """

    signal: float
    gain: float = 1.0
    error: float = 0.0
    ceiling: float = nan


def noiseFree(mean: float, sd: float, error: float, noise: ImageNoise, isFloor: bool) -> NoiseFree | None:
    """Take the share of noise off a mean of magnitudes.

    The mean square of a magnitude is that of the signal and that of the background (Gudbjartsson and Patz, Magn Reson
    Med 1995;34:910-4; for several coils Constantinides et al., ibid. 1997;38:852-7), which holds whether neighbors
    share noise or not. Of the variance in the region as much counts as noise can make; the rest is texture.

    :param mean: of the region; sd: of its voxels; error: cautious standard error of the mean
    :param noise: of the image; without its level that of the region is taken, where it is at the noise floor, by its
        mean and SD (Koay and Basser, J Magn Reson 2006;179:317-22)
    :param isFloor: the mean over the SD is that of noise
    :return: None where nothing is to be taken off, or nothing is known
    """
    if not (noise.isMagnitude and mean > 0 and sd > 0 and isfinite(mean * sd * error)):
        return None
    if isfinite(noise.floor):
        sigma = min(noise.sigma, sd / _EMPTY)
        share, doubt = (noise.floor * sigma / noise.sigma) ** 2, _ERROR_BY_BACKGROUND
    elif isFloor and mean >= LEAST_OF_NOISE * sd:
        sigma = ricianNoise(mean, sd)
        share, doubt = 2 * sigma ** 2, _ERROR_BY_REGION
    else:
        return None
    meanSquare = mean ** 2 + min(sd, sigma) ** 2
    square, steep, unsure = meanSquare - share, sqrt(meanSquare), doubt * share
    deviation = hypot(2 * error * steep, unsure)
    # A mean that is uncertain for its few voxels is no noise: some of it has to be noise.
    if share > _A_PART * meanSquare and square < _TOLD_APART * deviation:
        return NoiseFree(nan, ceiling=min(sqrt(max(square, 0.0) + NORMAL_975 * deviation), mean + NORMAL_975 * error))
    signal = sqrt(square)
    return NoiseFree(signal, steep / signal, unsure / (2 * signal))


def ricianNoise(mean: float, sd: float) -> float:
    """Return the SD of either part of complex noise from mean and SD of magnitudes of one signal (Koay and Basser)."""
    ratio, snr = mean / sd, mean / sd
    for _ in range(_ROUNDS):
        snr = sqrt(max(_variance(snr) * (1 + ratio ** 2) - 2, 0.0))
    return sd / sqrt(_variance(snr))


def _variance(snr: float) -> float:
    """Return the variance of a magnitude over that of either part of the noise, by signal over noise."""
    from scipy.special import i0e, i1e

    square = snr ** 2
    bessel = (2 + square) * i0e(square / 4) + square * i1e(square / 4)
    return float(2 + square - 3.141592653589793 / 8 * bessel ** 2)
