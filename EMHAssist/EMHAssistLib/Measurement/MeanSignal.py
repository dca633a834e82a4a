"""The mean signal of a lesion or a tissue on one series, and how certain it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, inf, isnan, nan, sqrt

from .BetweenRegions import SPREAD_DEGREES, assumedSpread, typicalSpread
from .Flags import REFERENCES_CV, Flag
from .RegionMeasurement import Measurement
from .Uncertainty import NORMAL_975, student975


@dataclass(frozen=True)
class MeanSignal:
    """Mean signal of a tissue on one series, from one region or several.

    :param mean: in units of the image
    :param error: standard error of the mean by noise and heterogeneity of its regions; NaN when not known
    :param margin: half the 95 % interval of the mean, spread between regions included; NaN when not known
    :param regions: number of regions with voxels
    :param flags: what makes one doubt that it is the signal of one tissue
    :param problem: why there is none; empty when there is
    :param placeMargin: half the 95 % interval of the signal at one further place of the tissue, for which the mean
        stands; NaN when not known
    :param ceiling: 97.5 % upper limit of a signal that is below the noise, whose mean tells nothing; NaN of any other
    """

    mean: float = nan
    error: float = nan
    margin: float = nan
    regions: int = 0
    flags: tuple[Flag, ...] = ()
    problem: str = ""
    placeMargin: float = nan
    ceiling: float = nan

    @property
    def withoutSpread(self) -> MeanSignal:
        """The same with a margin by noise and heterogeneity alone: what regions differ by cancels between series."""
        return MeanSignal(self.mean, self.error, NORMAL_975 * self.error, self.regions, self.flags, self.problem,
                          ceiling=self.ceiling)


def regionSignal(measurement: Measurement) -> MeanSignal:
    """Return the signal of a single region, such as a lesion: only its own noise and heterogeneity make it uncertain.

    Its standard error, taken with the correlation that the region may be too small to show, is an estimate itself, the
    rougher the fewer independent voxels, or patches, there are: those are Student's degrees of freedom.
    """
    if measurement.problem:
        return MeanSignal(problem=measurement.problem)
    one = _Region.of(measurement)
    margin = hypot(student975(one.degrees) * one.cautious, NORMAL_975 * one.unsure)
    return MeanSignal(one.mean, hypot(one.error, one.unsure), margin, 1, ceiling=one.ceiling)


def tissueSignal(measurements: Sequence[Measurement], difference: bool = False, spread: float = nan) -> MeanSignal:
    """Return the signal of a tissue from regions that stand for it, such as marrow at several levels.

    It is the mean of the means of the regions, each counting alike. Marrow differs from level to level by more than
    noise, and one or two regions cannot tell by how much. So their variance is that of what is assumed about tissues,
    and of what the regions show, each by its degrees of freedom: the scaled inverse chi-squared prior of a variance
    (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, section 2.6). The margins take Student's t, with the degrees
    of freedom of the sum (Satterthwaite, Biometrics Bull 1946;2:110-4).

    At one further place the tissue differs from its mean once more, by what it differs by between the regions, their
    noise taken off: with n regions free of noise that is the prediction interval, sqrt(1 + 1/n) times the SD between
    them (Hahn and Meeker, Statistical Intervals, 1991, section 4.6).

    :param measurements: regions of one reference role; those without voxels are left out
    :param difference: for differences in HU, for which the spread between regions is no fraction of the mean
    :param spread: how much places of the tissue differ; NaN for what is assumed; see BetweenRegions

    >>> def region(mean):
    ...     return Measurement({"mean": mean, "sd": 5.0, "se": 1.0, "se_cautious": 1.0}, ())
    >>> marrow = tissueSignal([region(98.0), region(102.0)])
    >>> marrow.mean, marrow.regions, round(marrow.error, 3)
    (100.0, 2, 0.707)
    """
    usable = [_Region.of(measurement) for measurement in measurements if not measurement.problem]
    if not usable:
        reasons = sorted({measurement.problem for measurement in measurements}) or ["there is no region"]
        return MeanSignal(problem="; ".join(reasons))
    count = len(usable)
    mean = sum(one.mean / count for one in usable)
    seen = hypot(*(one.mean - mean for one in usable)) / sqrt(max(count - 1, 1))
    flags: tuple[Flag, ...] = ()
    if seen > REFERENCES_CV * abs(mean):
        flags = (Flag("references_disagree", seen / abs(mean) if mean else inf),)
    # Roots of the three parts of the variance of a region, and their degrees of freedom.
    degrees = SPREAD_DEGREES + count - 1
    assumed = typicalSpread(assumedSpread(difference=difference) if isnan(spread) else spread)
    assumed *= 1 if difference else abs(mean)
    own = hypot(*(hypot(one.cautious, one.unsure) for one in usable)) / sqrt(count)
    ofPrior, ofSeen = sqrt(SPREAD_DEGREES / degrees), sqrt((count - 1) / degrees)
    parts = ((ofPrior * assumed, SPREAD_DEGREES), (ofPrior * own, sum(one.degrees for one in usable)),
             (ofSeen * seen, max(count - 1, 1)))
    whole = hypot(*(part for part, _ in parts))
    place = hypot(ofPrior * assumed, ofSeen * _without(seen, own))
    error, quantile = hypot(*(hypot(one.error, one.unsure) / count for one in usable)), 1.0
    if 0 < whole < inf:
        doubt = sum((part / whole) ** 4 / freedom for part, freedom in parts)
        quantile = student975(1 / doubt if doubt > 0 else inf)
    margin = quantile * (whole / sqrt(count))
    isBelow = any(not isnan(one.ceiling) for one in usable)
    return MeanSignal(mean, error, margin, count, flags, "", hypot(margin, quantile * place),
                      mean + margin if isBelow else nan)


def _without(whole: float, part: float) -> float:
    """Return the root of what is left of a square without another one, 0 for nothing."""
    return whole * sqrt(1 - min(part / whole, 1) ** 2) if 0 < whole < inf else whole


@dataclass(frozen=True)
class _Region:
    """What one region says of its tissue.

    :param mean: without the share of noise; below the noise its upper limit
    :param error: standard error; cautious: with the correlation that the region may be too small to show
    :param degrees: of freedom of the cautious one: as many as independent voxels, or as patches of what neighbors
        share; at least 2 for an interval at all
    :param unsure: further error of the mean, as SD
    :param ceiling: upper limit below the noise, else NaN
    """

    mean: float
    error: float
    cautious: float
    degrees: float
    unsure: float = 0.0
    ceiling: float = nan

    @classmethod
    def of(cls, measurement: Measurement) -> _Region:
        statistics, free = measurement.statistics, measurement.noiseFree
        cautious = statistics["se_cautious"]
        degrees = max((statistics["sd"] / cautious) ** 2, 2.0) if cautious > 0 else inf
        if not isnan(measurement.degrees):
            degrees = min(degrees, measurement.degrees)
        if free is None:
            return cls(statistics["mean"], statistics["se"], cautious, degrees)
        if not isnan(free.ceiling):
            return cls(free.ceiling, 0.0, 0.0, inf, 0.0, free.ceiling)
        return cls(free.signal, free.gain * statistics["se"], free.gain * cautious, degrees, free.error)
