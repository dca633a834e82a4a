"""What the signal of each voxel would be if every tissue had one brightness: the idea of N3.

A smooth field widens the peaks of the histogram of log signal. Taking a little of that width out by deconvolution tells
for each value what it probably was before (Sled et al., IEEE Trans Med Imaging 1998;17:87-97). Noise and number of bins
are those of N4 (Tustison et al., IEEE Trans Med Imaging 2010;29:1310-20).
"""

from __future__ import annotations

from math import log, pi, sqrt

import numpy as np

_BINS = 200
_NOISE = 0.01  # of the Wiener filter
# Long enough that the ends of the histogram do not meet.
_LENGTH = 512


def sharpened(values: np.ndarray, width: float) -> np.ndarray:
    """Return what each of the values (N,) of log signal is expected to have been before the field widened its peak.

    :param width: full width at half maximum of what the field does to a peak
    """
    low, high = values.min(), values.max()
    step = (high - low) / (_BINS - 1)
    if not step > 0:
        return values
    place = (values - low) / step
    lower = np.minimum(place.astype(int), _BINS - 2)
    share = place - lower
    counts = np.zeros(_LENGTH)
    start = (_LENGTH - _BINS) // 2
    counts[start:start + _BINS] = (np.bincount(lower, 1 - share, _BINS) + np.bincount(lower + 1, share, _BINS))
    deviation = width / sqrt(8 * log(2)) / step
    distance = np.fft.fftfreq(_LENGTH, 1 / _LENGTH)
    blur = np.fft.fft(np.exp(-0.5 * (distance / deviation) ** 2) / (deviation * sqrt(2 * pi))).real
    sharp = np.fft.ifft(np.fft.fft(counts) * blur / (blur ** 2 + _NOISE)).real.clip(0)
    centers = low + step * (np.arange(_LENGTH) - start)
    weight = np.fft.ifft(np.fft.fft(sharp) * blur).real
    total = np.fft.ifft(np.fft.fft(sharp * centers) * blur).real
    isKnown = weight > 1e-6 * weight.max()
    expected = np.where(isKnown, total / np.where(isKnown, weight, 1.0), centers)[start:start + _BINS]
    return expected[lower] * (1 - share) + expected[lower + 1] * share
