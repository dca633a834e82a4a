"""Which signal on one series goes with which on another: their joint histogram, and what it says of a pair of values.

The mutual information of two series is largest where they show the same anatomy, whatever the contrast of each (Viola
and Wells 1997, Int J Comput Vis 24:137; Maes et al. 1997, IEEE Trans Med Imaging 16:187). It is the mean over all
points of the score of the pair of values there, the logarithm of how much more often they meet than by chance.
"""

from __future__ import annotations

import numpy as np

# Number of bins of each series, and SD of the smoothing of the histogram in bins. Assumed, as usual.
BINS = 24
_SMOOTHING = 1.0
_ALMOST_NOTHING = 1e-7


def binned(values: np.ndarray, isThere: np.ndarray) -> np.ndarray:
    """Return values as places in the bins, float32 from 0 to BINS - 1; 1 % at each end lie in the outermost."""
    low, high = np.percentile(values[isThere], [1, 99])
    return (np.clip((values - low) / max(high - low, 1e-9), 0, 1) * (BINS - 1)).astype(np.float32)


def scoreTable(fixed: np.ndarray, moving: np.ndarray) -> tuple[np.ndarray, float]:
    """Return the (BINS, BINS) score of pairs of values, by bin on the fixed and on the moving series, and the mutual
    information in nats.

    :param fixed: (N,) bins, int32
    :param moving: (N,) places in the bins, as binned() returns them
    """
    from scipy import ndimage

    lower = np.minimum(moving.astype(np.int32), BINS - 2)
    upperShare = moving - lower
    pair = fixed * BINS + lower
    counts = (np.bincount(pair, 1.0 - upperShare, BINS * BINS) + np.bincount(pair + 1, upperShare, BINS * BINS))
    joint = ndimage.gaussian_filter(counts.reshape(BINS, BINS), _SMOOTHING, mode="nearest")
    joint = joint / max(joint.sum(), _ALMOST_NOTHING) + _ALMOST_NOTHING
    joint /= joint.sum()
    score = np.log(joint / (joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)))
    return score, float((joint * score).sum())


def slopes(score: np.ndarray, fixed: np.ndarray, moving: np.ndarray) -> np.ndarray:
    """Return the (N,) derivative of the score of pairs of values, by the value on the moving series."""
    slope = np.gradient(score, axis=1)
    lower = np.minimum(moving.astype(np.int32), BINS - 2)
    upperShare = moving - lower
    return slope[fixed, lower] * (1.0 - upperShare) + slope[fixed, lower + 1] * upperShare
