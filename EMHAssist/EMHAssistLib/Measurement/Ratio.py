"""How a lesion compares with a reference: ratio of signal, or difference in Hounsfield units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, hypot, inf, isfinite, isnan, log, nan, sqrt

from ..Word import Word
from .Flags import REFERENCES_CV, Flag
from .RegionMeasurement import Measurement
from .Relation import Margins, Relation, probabilities
from .Uncertainty import NORMAL_975, student975

# How much the means of regions of one tissue differ from place to place in one patient, as SD: a fraction of the mean
# for ratios, HU for differences. Both are assumed. For comparison: 7 vertebrae (T10 to L4) of one patient differ by 9 %
# on T2 MR, the coil included, two neighboring ones of another by less than 1 %.
BETWEEN_REGIONS = 0.06
BETWEEN_REGIONS_HU = 10.0
# As many degrees of freedom as the assumed SD is worth: patients differ, and regions seen outweigh it soon.
BETWEEN_REGIONS_DEGREES = 4

# A denominator below this fraction of the numerator is less than one gray level of a 12-bit image: no signal at all.
_SMALLEST_DENOMINATOR = 1 / 4096


class Quantity(Word):
    """What the number of a comparison is."""

    RATIO = "ratio"
    DIFFERENCE = "difference"  # HU
    ENHANCEMENT = "enhancement"
    CHEMICAL_SHIFT = "chemical_shift"
    ABSOLUTE = "absolute"  # of one region, in units of the image


@dataclass(frozen=True)
class MeanSignal:
    """Mean signal of a tissue on one series, from one region or several.

    :param mean: in units of the image
    :param error: standard error of the mean by noise and heterogeneity of its regions; NaN when not known
    :param margin: half the 95 % interval of the mean, spread between regions included; NaN when not known
    :param regions: number of regions with voxels
    :param flags: what makes one doubt that it is the signal of one tissue
    :param problem: why there is none; empty when there is
    """

    mean: float = nan
    error: float = nan
    margin: float = nan
    regions: int = 0
    flags: tuple[Flag, ...] = ()
    problem: str = ""

    @property
    def withoutSpread(self) -> MeanSignal:
        """The same with a margin by noise and heterogeneity alone: what regions differ by cancels between series."""
        return MeanSignal(self.mean, self.error, NORMAL_975 * self.error, self.regions, self.flags, self.problem)


@dataclass(frozen=True)
class Comparison:
    """A lesion compared with a reference on one series.

    :param value: the ratio (no units) or the difference (HU); NaN when not measurable
    :param low: lower end of the 95 % interval; NaN when not measurable or not known
    :param high: upper end
    :param problem: why it is not measurable; empty when it is
    """

    quantity: Quantity
    value: float = nan
    low: float = nan
    high: float = nan
    relation: Relation = Relation.NONE
    problem: str = ""

    @property
    def measurable(self) -> bool:
        """True when there is a value."""
        return not self.problem

    @property
    def logMargin(self) -> float:
        """Half the interval of a ratio on the log scale; NaN when not known."""
        return log(self.high / self.value) if self.measurable and not isnan(self.high) else nan


def regionSignal(measurement: Measurement) -> MeanSignal:
    """Return the signal of a single region, such as a lesion: only its own noise and heterogeneity make it uncertain.

    Its standard error, taken with the correlation that the region may be too small to show, is an estimate itself, the
    rougher the smaller the effective sample size by the same correlation: that is Student's degrees of freedom.
    """
    if measurement.problem:
        return MeanSignal(problem=measurement.problem)
    statistics = measurement.statistics
    margin = student975(_degreesOfFreedom(statistics)) * statistics["se_cautious"]
    return MeanSignal(statistics["mean"], statistics["se"], margin, 1)


def tissueSignal(measurements: Sequence[Measurement], difference: bool = False) -> MeanSignal:
    """Return the signal of a tissue from regions that stand for it, such as marrow at several levels.

    It is the mean of the means of the regions, each counting alike. Marrow differs from level to level by more than
    noise, and one or two regions cannot tell by how much. So their variance is that of what is assumed about tissues,
    BETWEEN_REGIONS, and of what the regions show, each by its degrees of freedom: the scaled inverse chi-squared prior
    of a variance (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 2.6). The margin takes Student's t, with
    the degrees of freedom of the sum (Satterthwaite, Biometrics Bull 1946;2:110-4).

    :param measurements: regions of one reference role; those without voxels are left out
    :param difference: for differences in HU, for which the spread between regions is no fraction of the mean

    >>> def region(mean):
    ...     return Measurement({"mean": mean, "sd": 5.0, "se": 1.0, "se_cautious": 1.0}, ())
    >>> marrow = tissueSignal([region(98.0), region(102.0)])
    >>> marrow.mean, marrow.regions, round(marrow.error, 3)
    (100.0, 2, 0.707)
    """
    usable = [measurement.statistics for measurement in measurements if not measurement.problem]
    if not usable:
        reasons = sorted({measurement.problem for measurement in measurements}) or ["there is no region"]
        return MeanSignal(problem="; ".join(reasons))
    count = len(usable)
    mean = sum(statistics["mean"] / count for statistics in usable)
    spread = hypot(*(statistics["mean"] - mean for statistics in usable)) / sqrt(max(count - 1, 1))
    flags: tuple[Flag, ...] = ()
    if spread > REFERENCES_CV * abs(mean):
        flags = (Flag("references_disagree", spread / abs(mean) if mean else inf),)
    # Roots of the three parts of the variance of a region, and their degrees of freedom.
    prior, degrees = BETWEEN_REGIONS_DEGREES, BETWEEN_REGIONS_DEGREES + count - 1
    assumed = BETWEEN_REGIONS_HU if difference else BETWEEN_REGIONS * abs(mean)
    own = hypot(*(statistics["se_cautious"] for statistics in usable)) / sqrt(count)
    parts = ((sqrt(prior / degrees) * assumed, prior),
             (sqrt(prior / degrees) * own, sum(map(_degreesOfFreedom, usable))),
             (sqrt((count - 1) / degrees) * spread, max(count - 1, 1)))
    whole = hypot(*(part for part, _ in parts))
    error, margin = hypot(*(statistics["se"] / count for statistics in usable)), whole / sqrt(count)
    if 0 < whole < inf:
        doubt = sum((part / whole) ** 4 / freedom for part, freedom in parts)
        margin *= student975(1 / doubt if doubt > 0 else inf)
    return MeanSignal(mean, error, margin, count, flags)


def _degreesOfFreedom(statistics: dict[str, float]) -> float:
    """Return those of the cautious standard error: as many as independent voxels, at least 2 for an interval at all."""
    error = statistics["se_cautious"]
    return max((statistics["sd"] / error) ** 2, 2.0) if error > 0 else inf


def compare(lesion: MeanSignal, reference: MeanSignal, difference: bool = False,
            margins: Margins = Margins()) -> Comparison:
    """Compare two signals on the same series.

    Ratios have their interval on the log scale, with relative margins by the delta method (Casella and Berger,
    Statistical Inference, 2nd ed. 2002, section 5.5.4). The margins of lesion and reference add in squares (Zou and
    Donner, Stat Med 2008;27:1693-702).

    :param difference: return lesion minus reference instead, for values that have no "no signal" zero (CT)
    :param margins: within which a ratio is called similar
    :return: the comparison with a 95 % interval, or the reason why there is none; never raises

    >>> lesion = MeanSignal(mean=105.0, error=1.0, margin=4.0)
    >>> marrow = MeanSignal(mean=100.0, error=1.0, margin=6.0)
    >>> found = compare(lesion, marrow)
    >>> f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}) {found.relation}"
    '1.05 (0.98 to 1.13) similar'
    """
    quantity = Quantity.DIFFERENCE if difference else Quantity.RATIO
    named = (("lesion", lesion), ("reference", reference))
    for name, signal in named:
        if signal.problem:
            return Comparison(quantity, problem=f"{name}: {signal.problem}")
    if difference:
        value, margin = lesion.mean - reference.mean, hypot(lesion.margin, reference.margin)
        return Comparison(quantity, value, value - margin, value + margin)
    for name, signal in reversed(named):
        if not 0 < signal.mean < inf:
            return Comparison(quantity, problem=f"the {name} signal is not above zero (mean {signal.mean:.4g})")
        # On the log scale an interval that reaches zero has no lower end, so there is no number worth giving.
        if signal.mean <= NORMAL_975 * signal.error:
            return Comparison(quantity, problem=f"the {name} signal cannot be distinguished from zero (mean "
                                                f"{signal.mean:.4g}, "
                                                f"standard error {signal.error:.3g})")
    if reference.mean < lesion.mean * _SMALLEST_DENOMINATOR:
        return Comparison(quantity, problem=f"the reference signal is near zero (mean {reference.mean:.4g})")
    value = lesion.mean / reference.mean
    margin = hypot(lesion.margin / lesion.mean, reference.margin / reference.mean)
    low, high = value * exp(-margin), value * exp(margin)
    return Comparison(quantity, value, low, high, margins.relation(low, high))


def relationProbabilities(comparison: Comparison, margins: Margins,
                          bias: float = 0.0) -> tuple[float, float, float] | None:
    """Return the probabilities that the true ratio lies below, within and above the margins; see probabilities.

    The error of the log ratio is taken as normal with the interval it has, which holds Student's t already. So the
    relation "similar" means a probability of at least 0.95.

    :param margins: within which a ratio is called similar
    :param bias: what the interval does not know of, as SD of the log ratio
    :return: None where there is no ratio, or no interval
    """
    if comparison.quantity != Quantity.RATIO or not isfinite(comparison.logMargin):
        return None
    return probabilities(log(comparison.value), hypot(comparison.logMargin / NORMAL_975, bias), log(margins.low),
                         log(margins.high))
