"""What the noise of a whole image is like: how large, and how far it reaches.

Both are properties of the image, found once, and better than a region could tell them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log, nan, sqrt

import numpy as np

from .Image import Image

# Fewer voxels than this along an axis have no spectrum worth the name.
_FEWEST = 32
# Lines that are transformed along an axis, at most.
_MOST_LINES = 1500
# Where the power beyond a frequency is below this part of the power at three quarters of it, there is the end of what
# was acquired: spectra of images that were not interpolated fall by a factor of 2 to 4 there, those of images that were
# by 15 to 50 (two series of two scanners each). Assumed.
_DROP = 0.1
_MOST_INTERPOLATED = 3.0
# Squares of the plane whose mean and SD are taken, in voxels, and slices that are looked at.
_SQUARE, _SLICES = 8, 9
# The background: at least this share of the squares, alike but for this part, all below this fraction of the level of
# the bright tissues, and hardly any square darker than that. Assumed.
_LEAST_SHARE, _ALIKE, _DARK = 0.02, 0.15, 0.5
_DARKER, _MOST_DARKER = 0.7, 0.05
# Mean over SD in the background of a magnitude image: 1.91 for one coil (Rayleigh), more for several (Constantinides et
# al., Magn Reson Med 1997;38:852-7). Beyond these it is no noise.
_LEAST_RATIO, _MOST_RATIO = 1.6, 6.0


@dataclass(frozen=True)
class ImageNoise:
    """The noise of an image.

    :param interpolation: stored over acquired pixels along i, j and k: over about so many voxels noise is alike
    :param sigma: SD of the noise in bright tissue, in units of the image; NaN when not known
    :param floor: root mean square of the background, which is noise alone; NaN when not known
    :param isMagnitude: noise makes means too high where there is little signal; not so in CT and maps
    """

    interpolation: tuple[float, float, float] = (1.0, 1.0, 1.0)
    sigma: float = nan
    floor: float = nan
    isMagnitude: bool = True


def imageNoise(image: Image, stated: float = nan) -> ImageNoise:
    """Find the noise of a magnitude image.

    :param image: magnitude MR; only read
    :param stated: what the header says of the interpolation along one side of a slice; NaN for nothing
    :return: what can be told; the background is not known where it was cut off, set to zero or never there
    """
    array = image.array
    along = [interpolationAlong(array, axis) for axis in (2, 1, 0)]
    if isfinite(stated):
        along[:2] = [max(one, min(stated, _MOST_INTERPOLATED)) for one in along[:2]]
    sigma, floor = _background(array)
    return ImageNoise((along[0], along[1], along[2]), sigma, floor)


def interpolationAlong(array: np.ndarray, axis: int) -> float:
    """Return how many stored pixels there are for an acquired one along an axis, by where the spectrum ends.

    An image that was interpolated holds nothing beyond the highest frequency that was acquired (zero filling), or next
    to nothing (other ways).

    :param array: (K, J, I) voxels
    :return: 1 for one that was not interpolated, and where it cannot be told
    """
    size = array.shape[axis]
    if size < _FEWEST:
        return 1.0
    lines = np.moveaxis(array, axis, -1).reshape(-1, size) if axis == 2 else _lines(array, axis)
    step = -(-len(lines) // _MOST_LINES)
    lines = lines[step // 2::step].astype(np.float64)
    lines = lines[np.isfinite(lines).all(axis=1)]
    if not len(lines):
        return 1.0
    lines = (lines - lines.mean(axis=1, keepdims=True)) * np.hanning(size)
    power = (np.abs(np.fft.rfft(lines, axis=1)) ** 2).mean(axis=0)[1:]
    count = len(power)
    width = max(count // 20, 2)
    smooth = np.convolve(power, np.ones(width) / width, "same")
    beyond = np.cumsum(power[::-1])[::-1] / np.arange(count, 0, -1)
    if not beyond[0] > 0:
        return 1.0
    edges = np.arange(int(count / _MOST_INTERPOLATED), int(0.9 * count))
    drop = beyond[edges + width // 2] / smooth[(0.75 * edges).astype(int)].clip(beyond[0] * 1e-12)
    if drop.min() > _DROP:
        return 1.0
    # The first of those about as deep as the deepest.
    return float(count / (1.0 + edges[int(np.argmax(drop < 2 * drop.min()))]))


def _lines(array: np.ndarray, axis: int) -> np.ndarray:
    """Return the lines of an array along an axis, of every few planes if there are many."""
    others = [one for one in (0, 1, 2) if one != axis]
    number = array.shape[others[0]] * array.shape[others[1]]
    step = max(int(sqrt(number / _MOST_LINES)), 1)
    index = [slice(None)] * 3
    for other in others:
        index[other] = slice(None, None, min(step, max(array.shape[other] // 4, 1)))
    part = np.moveaxis(array[tuple(index)], axis, -1)
    return part.reshape(-1, array.shape[axis])


def _background(array: np.ndarray) -> tuple[float, float]:
    """Return the SD of the noise in bright tissue and the root mean square of the background; NaN when not known.

    The squares of a background are alike, and many: their most frequent level (half-sample mode; Bickel and Fruehwirth,
    Comput Stat Data Anal 2006;50:3500-30) among the dark ones is its level.
    """
    depth, height, width = array.shape
    if min(height, width) < 4 * _SQUARE:
        return nan, nan
    slices = np.unique(np.linspace(0, depth - 1, min(depth, _SLICES)).astype(int))
    rows, columns = height // _SQUARE, width // _SQUARE
    squares = array[slices, :rows * _SQUARE, :columns * _SQUARE].astype(np.float64).reshape(
        len(slices), rows, _SQUARE, columns, _SQUARE).transpose(0, 1, 3, 2, 4).reshape(-1, _SQUARE ** 2)
    # A magnitude is never negative; zeros are cut off.
    squares = squares[np.isfinite(squares).all(axis=1)]
    if not squares.size or squares.min() < 0:
        return nan, nan
    number = len(squares)
    squares = squares[squares.min(axis=1) < squares.max(axis=1)]
    squares = squares[(squares == 0).mean(axis=1) < 0.1]
    if len(squares) < 20:
        return nan, nan
    means, deviations = squares.mean(axis=1), squares.std(axis=1, ddof=1)
    dark = means < _DARK * np.percentile(means, 90)
    levels = np.log(means[dark])
    if len(levels) < max(20, _LEAST_SHARE * number):
        return nan, nan
    ratio = means[dark] / deviations[dark]
    mode = _halfSampleMode(levels)
    if (np.log(means) < mode + log(_DARKER)).mean() > _MOST_DARKER:
        return nan, nan
    alike = np.abs(levels - mode) < _ALIKE
    inRange = alike & (ratio > _LEAST_RATIO) & (ratio < _MOST_RATIO)
    if alike.sum() < max(20, _LEAST_SHARE * number) or inRange.sum() < 0.8 * alike.sum():
        return nan, nan
    chosen = squares[dark][inRange]
    floor, mean = sqrt((chosen ** 2).mean()), float(chosen.mean())
    # Coils that were summed, from how far mean and root mean square are apart: 1 for the Rayleigh distribution.
    coils = max(0.25 / (1 - (mean / floor) ** 2) - 0.15, 1.0)
    return floor / sqrt(2 * coils), floor


def _halfSampleMode(values: np.ndarray) -> float:
    values = np.sort(values)
    while len(values) > 3:
        half = (len(values) + 1) // 2
        widths = values[half - 1:] - values[:len(values) - half + 1]
        first = int(widths.argmin())
        values = values[first:first + half]
    return float(values.mean())
