"""How a lesion compares with a reference: ratio of signal, or difference in Hounsfield units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import exp, hypot, inf, isfinite, isnan, log, nan, sqrt

from ..Word import Word
from .MeanSignal import MeanSignal
from .Relation import Margins, Relation, probabilities
from .Uncertainty import NORMAL_975

# A denominator below this fraction of the numerator is less than one gray level of a 12-bit image: no signal at all.
_SMALLEST_DENOMINATOR = 1 / 4096
# Half of an interval on the log scale; float64 holds no exponential of much more, and it tells nothing anyway.
_WIDEST = 700.0


class Quantity(Word):
    """What the number of a comparison is."""

    RATIO = "ratio"
    DIFFERENCE = "difference"  # HU
    ENHANCEMENT = "enhancement"
    CHEMICAL_SHIFT = "chemical_shift"
    ABSOLUTE = "absolute"  # of one region, in units of the image


@dataclass(frozen=True)
class Comparison:
    """A lesion compared with a reference on one series.

    There are two intervals. That of the mean holds for the lesion against the mean of the tissue in this patient. That
    "here" holds for the lesion against the tissue as it would be at the lesion's place, which differs from the mean: to
    be like the tissue is a claim about one place, so the relation rests on it where there is one, and on what doubts of
    regions, coil and series add to it.

    :param value: the ratio (no units) or the difference (HU); NaN when not measurable, and when only a bound is known
    :param low: lower end of the 95 % interval; NaN when not measurable or not known; a bound where there is no value
    :param high: upper end; infinite where only the lower end is known
    :param relation: by the interval that is claimed
    :param problem: why it is not measurable; empty when it is
    :param hereLow: lower end of the 95 % interval for the tissue at the place of the lesion; NaN where the lesion is
        not asked to be of that tissue
    :param hereHigh: upper end
    :param shared: the part of the interval that other sequences share, as SD of the log ratio
    :param doubt: what neither interval knows of and the flags, the coil and the comparability of the series bring, as
        SD of the log ratio
    """

    quantity: Quantity
    value: float = nan
    low: float = nan
    high: float = nan
    relation: Relation = Relation.NONE
    problem: str = ""
    hereLow: float = nan
    hereHigh: float = nan
    shared: float = 0.0
    doubt: float = 0.0

    @property
    def measurable(self) -> bool:
        """True when there is a value, or a bound."""
        return not self.problem

    @property
    def isBound(self) -> bool:
        """True when all that is known is that it lies above low, or below high: one of the signals is below noise."""
        return self.measurable and isnan(self.value)

    # Worked out once: tables, findings and panel ask for it at each step of a drag, of each comparison.
    @cached_property
    def claimed(self) -> tuple[float, float]:
        """The interval that the relation rests on: that "here", or else that of the mean, wider by the doubt."""
        return self.claimedWith(self.doubt)

    def claimedWith(self, doubt: float) -> tuple[float, float]:
        """Return what could be claimed with another doubt, as SD of the log ratio."""
        low, high = (self.low, self.high) if isnan(self.hereLow) else (self.hereLow, self.hereHigh)
        if not doubt or self.quantity != Quantity.RATIO or not self.measurable:
            return low, high
        margin = min(NORMAL_975 * doubt, _WIDEST)
        if self.isBound:
            return low * exp(-margin), high * exp(margin)
        return _around(self.value, hypot(log(high / self.value), margin)) if isfinite(high) else (low, high)

    @cached_property
    def knownProbabilities(self) -> dict[tuple[float, float, float], tuple[float, float, float] | None]:
        """What relationProbabilities has found already, by margins and bias."""
        return {}

    @property
    def known(self) -> float:
        """The value, or the bound where that is all there is."""
        if not self.isBound:
            return self.value
        return self.low if self.low > 0 else self.high

    @property
    def words(self) -> str:
        """A ratio with the interval that its relation rests on, or its bound, in plain English."""
        low, high = self.claimed
        if self.isBound:
            return f"above {low:.2g}, reference below the noise" if low > 0 else f"below {high:.2g}, below the noise"
        return f"{self.value:.2f} ({low:.2f} to {high:.2f})"

    @property
    def logMargin(self) -> float:
        """Half the interval of a ratio to the mean of the tissue, on the log scale; NaN when not known."""
        return log(self.high / self.value) if self.measurable and isfinite(self.high) and self.value > 0 else nan

    @cached_property
    def claimedLogMargin(self) -> float:
        """Half the interval that the relation rests on, on the log scale; NaN when not known."""
        high = self.claimed[1]
        return log(high / self.value) if self.measurable and isfinite(high) and self.value > 0 else nan


def compare(lesion: MeanSignal, reference: MeanSignal, difference: bool = False, margins: Margins = Margins(),
            drift: float = nan) -> Comparison:
    """Compare two signals on the same series.

    Ratios have their interval on the log scale, with relative margins by the delta method (Casella and Berger,
    Statistical Inference, 2nd ed. 2002, section 5.5.4). The margins of lesion and reference add in squares (Zou and
    Donner, Stat Med 2008;27:1693-702).

    :param difference: return lesion minus reference instead, for values that have no "no signal" zero (CT)
    :param margins: within which a ratio is called similar
    :param drift: by how much the tissue changes from the references to the lesion, as SD of the log of its signal; NaN
        where the lesion is not asked to be of that tissue
    :return: the comparison with its 95 % intervals, or the reason why there is none; never raises

    >>> lesion = MeanSignal(mean=105.0, error=1.0, margin=4.0)
    >>> marrow = MeanSignal(mean=100.0, error=1.0, margin=6.0, placeMargin=9.0)
    >>> found = compare(lesion, marrow)
    >>> f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}) {found.relation}"
    '1.05 (0.98 to 1.13) similar'
    >>> found = compare(lesion, marrow, drift=0.02)
    >>> f"{found.hereLow:.2f} to {found.hereHigh:.2f}"
    '0.95 to 1.17'
    """
    quantity = Quantity.DIFFERENCE if difference else Quantity.RATIO
    named = (("lesion", lesion), ("reference", reference))
    for name, signal in named:
        if signal.problem:
            return Comparison(quantity, problem=f"{name}: {signal.problem}")
    if difference:
        value, margin = lesion.mean - reference.mean, hypot(lesion.margin, reference.margin)
        here = nan if isnan(drift) else hypot(lesion.margin, reference.placeMargin)
        return Comparison(quantity, value, value - margin, value + margin, hereLow=value - here, hereHigh=value + here)
    if not (isnan(lesion.ceiling) and isnan(reference.ceiling)):
        return _bound(lesion, reference, margins, drift)
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
    value, own = lesion.mean / reference.mean, lesion.margin / lesion.mean
    of = reference.margin / reference.mean
    low, high = _around(value, hypot(own, of))
    if isnan(drift):
        hereLow = hereHigh = nan
    else:
        of = hypot(reference.placeMargin / reference.mean, NORMAL_975 * drift)
        hereLow, hereHigh = _around(value, hypot(own, of))
    noise = NORMAL_975 * reference.error / reference.mean
    shared = sqrt(max(of ** 2 - noise ** 2, 0.0)) / NORMAL_975
    relation = margins.relation(*((low, high) if isnan(hereLow) else (hereLow, hereHigh)))
    return Comparison(quantity, value, low, high, relation, "", hereLow, hereHigh, shared)


def _bound(lesion: MeanSignal, reference: MeanSignal, margins: Margins, drift: float) -> Comparison:
    """Compare two signals one of which is below the noise: all that is known is an upper limit of it."""
    if not (isnan(lesion.ceiling) or isnan(reference.ceiling)):
        return Comparison(Quantity.RATIO, problem="both signals are below the noise")
    isReference = isnan(lesion.ceiling)
    name, other, ceiling = (("lesion", lesion, reference.ceiling) if isReference
                            else ("reference", reference, lesion.ceiling))
    if not (0 < other.mean < inf and other.mean > NORMAL_975 * other.error and ceiling > 0):
        return Comparison(Quantity.RATIO, problem=f"one signal is below the noise, and the {name} signal cannot be "
                                                  f"distinguished from zero (mean {other.mean:.4g})")
    of, here = other.margin / other.mean, nan if isnan(drift) else NORMAL_975 * drift
    if not isReference:
        here = hypot(other.placeMargin / other.mean, here)
    elif not isnan(here):
        here = hypot(of, here)
    ends = [(other.mean * exp(-margin) / ceiling, inf) if isReference else (0.0, ceiling / other.mean * exp(margin))
            for margin in (of, here)]
    ends = [end if not isnan(sum(end)) else (nan, nan) for end in ends]
    found = Comparison(Quantity.RATIO, nan, *ends[0], Relation.NONE, "", *ends[1])
    return replace(found, relation=margins.relation(*found.claimed))


def _around(value: float, margin: float) -> tuple[float, float]:
    margin = min(margin, _WIDEST)
    return value * exp(-margin), value * exp(margin)


def doubted(comparison: Comparison, doubt: float, margins: Margins) -> Comparison:
    """Return a comparison of a ratio with doubt, see Comparison, and the relation that can be claimed all the same."""
    if not doubt or not comparison.measurable or comparison.quantity != Quantity.RATIO:
        return comparison
    one = comparison
    # Not by dataclasses.replace, which takes several times as long: there is one for each row of each step of a drag.
    return Comparison(one.quantity, one.value, one.low, one.high, margins.relation(*one.claimedWith(doubt)),
                      one.problem, one.hereLow, one.hereHigh, one.shared, doubt)


def relationProbabilities(comparison: Comparison, margins: Margins,
                          bias: float = 0.0) -> tuple[float, float, float] | None:
    """Return the probabilities that the true ratio lies below, within and above the margins; see probabilities.

    The error of the log ratio is taken as normal with the interval that the relation rests on, which holds Student's t
    already. So the relation "similar" means a probability of at least 0.95.

    :param margins: within which a ratio is called similar
    :param bias: what that interval does not know of, as SD of the log ratio
    :return: None where there is no ratio, or no interval
    """
    known = comparison.knownProbabilities
    asked = margins.low, margins.high, bias
    if asked not in known:
        known[asked] = _probabilities(comparison, margins, bias)
    return known[asked]


def _probabilities(comparison: Comparison, margins: Margins, bias: float) -> tuple[float, float, float] | None:
    if comparison.quantity != Quantity.RATIO:
        return None
    if comparison.isBound:
        return _byBound(comparison.claimed, margins, bias)
    if not isfinite(comparison.claimedLogMargin):
        return None
    return probabilities(log(comparison.value), hypot(comparison.claimedLogMargin / NORMAL_975, bias),
                         log(margins.low), log(margins.high))


def _byBound(ends: tuple[float, float], margins: Margins, bias: float) -> tuple[float, float, float] | None:
    """Return the probabilities where a bound settles the relation, with what it may err by; None where it does not."""
    low, high = ends
    tail, factor = 0.025, exp(NORMAL_975 * bias)
    if low > margins.high * factor:
        return 0.0, tail, 1 - tail
    return (1 - tail, tail, 0.0) if high * factor < margins.low else None
