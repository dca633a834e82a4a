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

from collections.abc import Callable, Sequence
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
        self._hold(values, weights, voxelVolume, insideFraction, notFinite)
        self._sizes = effectiveSampleSize, effectiveSampleSize if cautiousSampleSize is None else cautiousSampleSize
        self._core = np.ones(weights.shape, dtype=bool) if core is None else core

    @cached_property
    def effectiveSampleSize(self) -> np.ndarray:
        """See above."""
        return self._sizes[0]

    @cached_property
    def cautiousSampleSize(self) -> np.ndarray:
        """See above."""
        return self._sizes[1]

    @cached_property
    def core(self) -> np.ndarray:
        """See above."""
        return self._core

    def _hold(self, values: np.ndarray, weights: np.ndarray, voxelVolume: float, insideFraction: float,
              notFinite: float) -> None:
        self.values = values
        self.weights = weights
        self.voxelVolume = voxelVolume
        self.insideFraction = insideFraction
        self.notFinite = notFinite
        self.total = float(weights.sum())

    def constant(self, value: float) -> np.ndarray:
        """Return a number that is the same on every series, (S,)."""
        return np.full(len(self.values), value, dtype=np.float64)

    @cached_property
    def mean(self) -> np.ndarray:
        """Weighted mean, (S,)."""
        return self._meanAndDeviation[0]

    @cached_property
    def sd(self) -> np.ndarray:
        """Weighted standard deviation, (S,); with equal weights it divides by N-1. NaN for a single voxel."""
        degrees = self.total - float((self.weights ** 2).sum()) / self.total
        if self.weights.size < 2 or degrees <= 0:
            return self.constant(np.nan)
        squares = self._meanAndDeviation[1] ** 2
        squares *= self.weights
        return np.sqrt(squares.sum(axis=1) / degrees)

    @cached_property
    def sorted(self) -> np.ndarray:
        """The values of each series in ascending order, (S, N)."""
        return self.values.take(self._orders + _begins(self.values))

    @cached_property
    def quantiles(self) -> np.ndarray:
        """The 10th, 25th, 50th, 75th and 90th percentile, (S, 5)."""
        return _quantiles(self.sorted, self._sortedWeights, _FRACTIONS)

    @cached_property
    def mad(self) -> np.ndarray:
        """Median absolute deviation from the median, (S,)."""
        distances = np.abs(self.sorted - self.quantiles[:, 2, None])
        places = distances.argsort(axis=1)
        places += _begins(distances)
        return _quantiles(distances.take(places), self._sortedWeights.take(places), _FRACTIONS[2:3])[:, 0]

    @cached_property
    def extremes(self) -> np.ndarray:
        """Lowest and highest value of the voxels that weigh more than next to nothing, (S, 2)."""
        heavy = self.weights >= NEXT_TO_NOTHING * self.weights.max()
        values = self.values if heavy.all() else self.values.compress(heavy, axis=1)
        return np.stack([values.min(axis=1), values.max(axis=1)], axis=1)

    @cached_property
    def coreMean(self) -> np.ndarray:
        """Mean of the voxels away from the rim, (S,); NaN when there are none."""
        return self.values[:, self.core].mean(axis=1) if self.core.any() else self.constant(np.nan)

    @cached_property
    def _meanAndDeviation(self) -> tuple[np.ndarray, np.ndarray]:
        """Weighted mean, (S,), and how far each value is from it, (S, N)."""
        first = (self.values * self.weights).sum(axis=1) / self.total
        deviation = self.values - first[:, None]
        # The second pass takes away what rounding left in the first.
        rest = (deviation * self.weights).sum(axis=1) / self.total
        deviation -= rest[:, None]
        return first + rest, deviation

    @cached_property
    def _orders(self) -> np.ndarray:
        """Which voxels hold the values in ascending order, (S, N)."""
        return self.values.argsort(axis=1)

    @cached_property
    def _sortedWeights(self) -> np.ndarray:
        """The weights of the values in ascending order, (S, N)."""
        return self.weights.take(self._orders)


_FRACTIONS = np.array([0.10, 0.25, 0.50, 0.75, 0.90])


def _begins(rows: np.ndarray) -> np.ndarray:
    """Return where each of (S, N) rows begins among all their elements, (S, 1)."""
    return np.arange(0, rows.size, rows.shape[1])[:, None]


def _quantiles(values: np.ndarray, weights: np.ndarray, fractions: np.ndarray) -> np.ndarray:
    """Return (S, F) quantiles of (S, N) weighted values in ascending order.

    Each value stands in the middle of its weight, the lowest at 0 and the highest at 1; with equal weights this is
    type 7 of Hyndman and Fan (Am Stat 1996;50:361-5), numpy's default.
    """
    middles = weights.cumsum(axis=1)
    middles -= 0.5 * weights
    first = middles[:, :1]
    wanted = first + fractions * (middles[:, -1:] - first)
    below = np.array([middle.searchsorted(one, "right") for middle, one in zip(middles, wanted)]) - 1
    above = np.minimum(below + 1, values.shape[1] - 1)
    begins = _begins(values)
    below += begins
    above += begins
    low, begin = values.take(below), middles.take(below)
    step = middles.take(above) - begin
    slopes = (values.take(above) - low) / np.where(step > 0, step, 1)
    return np.where(wanted > begin, slopes * (wanted - begin) + low, low)


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


STATISTIC_NAMES = tuple(statistic.name for statistic in STATISTICS)
_COMPUTE = {statistic.name: statistic.compute for statistic in STATISTICS}


def columns(voxels: WeightedVoxels, names: Sequence[str] = STATISTIC_NAMES) -> list[np.ndarray]:
    """Return the (S,) numbers of the statistics of these names."""
    # Voxels near the largest number there is make infinite squares, and a mean of zero has no CV: both are numbers.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return [_COMPUTE[name](voxels) for name in names]


def describe(voxels: WeightedVoxels) -> tuple[dict[str, float], ...]:
    """Compute all statistics.

    :return: for each of the S series name of the statistic to number, in the order of STATISTICS
    """
    return tuple(dict(zip(STATISTIC_NAMES, row)) for row in np.array(columns(voxels)).T.tolist())


def describeNothing(insideFraction: float = float("nan"), notFinite: float = float("nan")) -> dict[str, float]:
    """Return the statistics of a region without finite voxels: no voxels, no volume, the rest NaN."""
    return {**{statistic.name: statistic.empty for statistic in STATISTICS}, "coverage": insideFraction,
            "not_finite": notFinite}
