"""Statistics of the voxels in a region, each declared once.

Three of them count, and count different things:

- ``n``, the size of the region in voxels: the sum of the fractions of the voxels that lie inside.
- ``n_effective``, the effective sample size: variance of the voxels over that of their mean, which is as many as
  independent voxels would be that give the same standard error. Neighbors that are alike make it smaller. It may be
  larger than ``n``: a voxel of which a third lies inside adds a third to ``n``, but is a whole measurement.
- what the flag ``few_voxels`` gives, resels: how many independent patches of signal the region holds, if neighbors are
  as much alike as so few voxels cannot rule out. Like ``se_cautious``, and unlike ``n_effective``, it is cautious.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

# Voxels that weigh less than this part of the heaviest one tell nothing of how low and how high a region reaches: they
# hold what lies beside it, and rounding alone may bring them in. Assumed.
NEXT_TO_NOTHING = 0.01


class WeightedVoxels:
    """The finite voxels of one region on several series of one grid, each weighing as much as it lies inside.

    :param values: (S, N) float64, a row a series
    :param weights: (N,) fraction of each voxel inside the region, above 0
    :param effectiveSampleSize: (S,) how many independent voxels the mean rests on, see Uncertainty
    :param voxelVolume: volume of a voxel in mm3
    :param core: (N,) of bool, the voxels away from the rim; see Measure
    :param insideFraction: fraction of the volume of the region inside the image
    :param notFinite: fraction of the weight in the image that NaN and infinite voxels take away
    :param cautiousSampleSize: (S,) as effectiveSampleSize, with the correlation that the region is too small to show
    """

    def __init__(self, values: np.ndarray, weights: np.ndarray, effectiveSampleSize: np.ndarray, voxelVolume: float,
                 core: np.ndarray | None = None, insideFraction: float = 1.0, notFinite: float = 0.0,
                 cautiousSampleSize: np.ndarray | None = None):
        self.values = values
        self.weights = weights
        self.effectiveSampleSize = effectiveSampleSize
        self.cautiousSampleSize = effectiveSampleSize if cautiousSampleSize is None else cautiousSampleSize
        self.voxelVolume = voxelVolume
        self.core = np.ones(weights.shape, dtype=bool) if core is None else core
        self.insideFraction = insideFraction
        self.notFinite = notFinite
        self.total = float(weights.sum())
        first = (values * weights).sum(axis=1) / self.total
        deviation = values - first[:, None]
        # The second pass takes away what rounding left in the first.
        rest = (deviation * weights).sum(axis=1) / self.total
        self.mean = first + rest
        self.deviation = deviation - rest[:, None]

    def constant(self, value: float) -> np.ndarray:
        """Return a number that is the same on every series, (S,)."""
        return np.full(len(self.values), value, dtype=np.float64)

    @cached_property
    def sd(self) -> np.ndarray:
        """Weighted standard deviation, (S,); with equal weights it divides by N-1. NaN for a single voxel."""
        degrees = self.total - float((self.weights ** 2).sum()) / self.total
        if self.weights.size < 2 or degrees <= 0:
            return self.constant(np.nan)
        return np.sqrt((self.deviation ** 2 * self.weights).sum(axis=1) / degrees)

    @cached_property
    def sorted(self) -> np.ndarray:
        """The values of each series in ascending order, (S, N)."""
        return np.stack([row[order] for row, order in zip(self.values, self._orders)])

    @cached_property
    def quantiles(self) -> np.ndarray:
        """The 10th, 25th, 50th, 75th and 90th percentile, (S, 5)."""
        return np.stack([_quantiles(row, self.weights[order], _FRACTIONS)
                         for row, order in zip(self.sorted, self._orders)])

    @cached_property
    def mad(self) -> np.ndarray:
        """Median absolute deviation from the median, (S,)."""
        return np.array([_mad(row, self.weights[order], median)
                         for row, order, median in zip(self.sorted, self._orders, self.quantiles[:, 2])])

    @cached_property
    def extremes(self) -> np.ndarray:
        """Lowest and highest value of the voxels that weigh more than next to nothing, (S, 2)."""
        values = self.values[:, self.weights >= NEXT_TO_NOTHING * self.weights.max()]
        return np.stack([values.min(axis=1), values.max(axis=1)], axis=1)

    @cached_property
    def coreMean(self) -> np.ndarray:
        """Mean of the voxels away from the rim, (S,); NaN when there are none."""
        return self.values[:, self.core].mean(axis=1) if self.core.any() else self.constant(np.nan)

    @cached_property
    def _orders(self) -> list[np.ndarray]:
        # One series at a time: arrays that stay in the cache make up for the further calls.
        return [row.argsort() for row in self.values]


_FRACTIONS = np.array([0.10, 0.25, 0.50, 0.75, 0.90])


def _quantiles(values: np.ndarray, weights: np.ndarray, fractions: np.ndarray) -> np.ndarray:
    """Return quantiles of weighted values in ascending order.

    Each value stands in the middle of its weight, the lowest at 0 and the highest at 1; with equal weights this is
    type 7 of Hyndman and Fan (Am Stat 1996;50:361-5), numpy's default.

    :param values: (N,) in ascending order
    :param weights: (N,) above 0
    """
    middle = weights.cumsum()
    middle -= weights / 2
    return np.interp(middle[0] + fractions * (middle[-1] - middle[0]), middle, values)


def _mad(values: np.ndarray, weights: np.ndarray, median: float) -> float:
    """Return the median absolute deviation from the median of values in ascending order."""
    distance = np.abs(values - median)
    order = distance.argsort()
    return float(_quantiles(distance[order], weights[order], _FRACTIONS[2:3])[0])


@dataclass(frozen=True)
class Statistic:
    """A statistic of the finite voxels in a region.

    :param name: identifier, used as column name in tables and files; never translated
    :param compute: the (S,) numbers of S series, from the voxels; NaN where undefined
    :param empty: the number where there are no voxels
    """

    name: str
    compute: Callable[[WeightedVoxels], np.ndarray]
    empty: float = float("nan")


# In units of the image, but for voxels, mm3, and what is a fraction.
STATISTICS = (
    Statistic("n", lambda v: v.constant(v.total), 0.0),
    Statistic("n_effective", lambda v: v.effectiveSampleSize, 0.0),
    Statistic("volume_mm3", lambda v: v.constant(v.total * v.voxelVolume), 0.0),
    Statistic("mean", lambda v: v.mean),
    Statistic("sd", lambda v: v.sd),
    Statistic("se", lambda v: v.sd / np.sqrt(v.effectiveSampleSize)),
    Statistic("se_cautious", lambda v: v.sd / np.sqrt(v.cautiousSampleSize)),
    Statistic("cv", lambda v: v.sd / np.abs(v.mean)),
    Statistic("median", lambda v: v.quantiles[:, 2]),
    Statistic("mad", lambda v: v.mad),
    Statistic("p10", lambda v: v.quantiles[:, 0]),
    Statistic("p25", lambda v: v.quantiles[:, 1]),
    Statistic("p75", lambda v: v.quantiles[:, 3]),
    Statistic("p90", lambda v: v.quantiles[:, 4]),
    Statistic("min", lambda v: v.extremes[:, 0]),
    Statistic("max", lambda v: v.extremes[:, 1]),
    Statistic("core_mean", lambda v: v.coreMean),
    Statistic("coverage", lambda v: v.constant(v.insideFraction)),
    Statistic("not_finite", lambda v: v.constant(v.notFinite)),
)


def describe(voxels: WeightedVoxels) -> tuple[dict[str, float], ...]:
    """Compute all statistics.

    :return: for each of the S series name of the statistic to number, in the order of STATISTICS
    """
    # Voxels near the largest number there is make infinite squares, and a mean of zero has no CV: both are numbers.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        columns = [statistic.compute(voxels).tolist() for statistic in STATISTICS]
    return tuple(dict(zip(_NAMES, row)) for row in zip(*columns))


def describeNothing(insideFraction: float = float("nan"), notFinite: float = float("nan")) -> dict[str, float]:
    """Return the statistics of a region without finite voxels: no voxels, no volume, the rest NaN."""
    return {**{statistic.name: statistic.empty for statistic in STATISTICS}, "coverage": insideFraction,
            "not_finite": notFinite}


_NAMES = tuple(statistic.name for statistic in STATISTICS)
