"""The shading as a smooth function of place, and the signal level of each region's tissue, from one fit.

log signal = level of the tissue + shading(place) + heterogeneity. Every region has a level of its own, also where
regions share a role: that two vertebrae differ is not shading. What shows the shading is how the signal of one tissue
changes within that tissue. Reference points of like tissue are the idea of Dawant et al., IEEE Trans Med Imaging
1993;12:770-81; tissue levels and a polynomial shading in one fit that of Van Leemput et al., IEEE Trans Med Imaging
1999;18:885-96, with the user's regions in the place of their classification.
"""

from __future__ import annotations

import numpy as np

from .CoarseImage import CoarseImage
from .TissueGrowth import robustDeviation

# All products of Legendre polynomials along R, A and S up to the second degree in total: a slope and a bend.
_ORDERS = [order for order in np.ndindex(3, 3, 3) if 0 < sum(order) <= 2]
# What is expected before anything is measured: each term changes the signal by about this, on the log scale, which is a
# factor of 1.6. It matters only for terms that the regions tell next to nothing about. Assumed.
_EXPECTED = 0.5
# Tissue is alike over about this volume, a resel, in mm3, so that its voxels are no independent witnesses. Assumed.
_RESEL_VOLUME = 6.0 ** 3
# Tukey's biweight: 95 % efficient where all is normal (Holland and Welsch, Commun Stat 1977;A6:813-27).
_TUKEY = 4.685
_ITERATIONS = 15


class Shading:
    """Terms of the shading on the grid of a coarse image.

    :param coarse: the image; beyond its box the shading stays as it is on its surface
    """

    def __init__(self, coarse: CoarseImage):
        low, high = coarse.box
        place = np.clip(2 * (coarse.points - low) / (high - low) - 1, -1, 1)
        powers = [np.ones_like(place), place, 1.5 * place ** 2 - 0.5]
        self._terms = np.stack([np.prod([powers[degree][..., axis] for axis, degree in enumerate(order)], axis=0)
                                for order in _ORDERS], axis=-1)
        self._log = coarse.log
        self._penalty = _RESEL_VOLUME / coarse.spacing.prod() / _EXPECTED ** 2

    def fit(self, labels: np.ndarray) -> np.ndarray:
        """Return the (K, J, I) natural logarithm of the shading.

        :param labels: (K, J, I) of int: the region whose tissue a voxel belongs to, 0 for none
        """
        used = labels > 0
        region, terms, log = labels[used], self._terms[used], self._log[used]
        weights = np.ones(len(log))
        variance = np.mean(_centered(log, region, weights) ** 2)
        for _iteration in range(_ITERATIONS):
            centered, level = _centered(terms, region, weights), _centered(log, region, weights)
            weighted = centered * weights[:, None]
            penalty = np.eye(len(_ORDERS)) * max(self._penalty * variance, 1e-9)
            coefficients = np.linalg.solve(weighted.T @ centered + penalty, weighted.T @ level)
            residual = level - centered @ coefficients
            deviation = robustDeviation(residual, 0.0)
            if deviation < 1e-9:
                break
            variance = deviation ** 2
            weights = np.clip(1 - (residual / (_TUKEY * deviation)) ** 2, 0, None) ** 2
        return self._terms @ coefficients


def tissueLevels(log: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the median of the logarithm of the signal of each region's tissue, indexed by label; 0 for no tissue."""
    used = labels > 0
    levels = np.zeros(labels.max() + 1)
    for label in np.unique(labels[used]):
        levels[label] = np.median(log[labels == label])
    return levels


def _centered(values: np.ndarray, region: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Subtract from the values (N, ...) the weighted mean of their region."""
    columns = values.reshape(len(values), -1)
    total = np.maximum(np.bincount(region, weights), 1e-12)
    means = np.stack([np.bincount(region, weights * column) / total for column in columns.T], axis=1)
    return (columns - means[region]).reshape(values.shape)
