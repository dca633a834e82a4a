"""What the noise of a whole image is like: how large, and how far it reaches.

Both are properties of the image, found once, and better than a region could tell them.
"""

from __future__ import annotations

from collections.abc import Iterator
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
# Numbers that are looked at in one go.
_NUMBERS = 16384
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
    power, number, window = np.zeros((1, size // 2 + 1)), 0, np.hanning(size)
    for lines in _lines(array, axis):
        lines = lines[np.isfinite(lines).all(axis=1)]
        number += len(lines)
        lines -= lines.mean(axis=1, keepdims=True)
        lines *= window
        power = np.concatenate([power, np.abs(np.fft.rfft(lines, axis=1)) ** 2]).sum(axis=0, keepdims=True)
    if not number:
        return 1.0
    power = power[0, 1:] / number
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


def _lines(array: np.ndarray, axis: int) -> Iterator[np.ndarray]:
    """Return lines of an array along an axis, of every few planes if there are many: (N, size) float64, some at a
    time."""
    part = np.moveaxis(array, axis, -1)
    if axis != 2:
        step = max(int(sqrt(part.shape[0] * part.shape[1] / _MOST_LINES)), 1)
        part = part[tuple(slice(None, None, min(step, max(size // 4, 1))) for size in part.shape[:2])]
    number = part.shape[0] * part.shape[1]
    step = -(-number // _MOST_LINES)
    chosen = np.arange(step // 2, number, step)
    together = max(_NUMBERS // part.shape[2], 1)
    for begin in range(0, len(chosen), together):
        yield part[np.divmod(chosen[begin:begin + together], part.shape[1])].astype(np.float64)


def _squares(array: np.ndarray) -> Iterator[np.ndarray]:
    """Return the squares of a few slices of an array, (N, voxels) float64, some at a time."""
    depth, height, width = array.shape
    rows, columns = height // _SQUARE, width // _SQUARE
    together = max(_NUMBERS // (columns * _SQUARE ** 2), 1)
    for number in np.unique(np.linspace(0, depth - 1, min(depth, _SLICES)).astype(int)):
        squares = array[number, :rows * _SQUARE, :columns * _SQUARE].reshape(rows, _SQUARE, columns, _SQUARE)
        for begin in range(0, rows, together):
            some = squares[begin:begin + together].transpose(0, 2, 1, 3).astype(np.float64, order="C")
            yield some.reshape(-1, _SQUARE ** 2)


def _background(array: np.ndarray) -> tuple[float, float]:
    """Return the SD of the noise in bright tissue and the root mean square of the background; NaN when not known.

    The squares of a background are alike, and many: their most frequent level (half-sample mode; Bickel and Fruehwirth,
    Comput Stat Data Anal 2006;50:3500-30) among the dark ones is its level.
    """
    if min(array.shape[1:]) < 4 * _SQUARE:
        return nan, nan
    number, usable, found = 0, [], []
    for squares in _squares(array):
        low, high = squares.min(axis=1), squares.max(axis=1)
        isFinite = np.isfinite(low) & np.isfinite(high)
        # A magnitude is never negative; zeros are cut off.
        if (low[isFinite] < 0).any():
            return nan, nan
        number += int(isFinite.sum())
        usable.append(isFinite & (low < high) & ((squares == 0).mean(axis=1) < 0.1))
        squares = squares[usable[-1]]
        found.append((squares.mean(axis=1), squares.std(axis=1, ddof=1)))
    means, deviations = (np.concatenate(one) for one in zip(*found))
    if len(means) < 20:
        return nan, nan
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
    dark[dark] = inRange
    total, ofSquares, count, first = 0.0, 0.0, 0, 0
    for squares, isUsable in zip(_squares(array), usable):
        last = first + int(isUsable.sum())
        chosen = squares[isUsable][dark[first:last]]
        total, ofSquares, count = total + chosen.sum(), ofSquares + (chosen ** 2).sum(), count + chosen.size
        first = last
    floor, mean = sqrt(ofSquares / count), float(total / count)
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
