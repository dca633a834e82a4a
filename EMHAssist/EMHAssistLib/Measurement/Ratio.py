"""How a lesion compares with a reference: ratio of signal, or difference in Hounsfield units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, hypot, inf, isnan, nan, sqrt

from .Measure import Measurement
from .Statistics import NORMAL_975, student975

# Margins of equivalence of two signals: within them a lesion is called similar to the reference. Assumed; no published
# EMH distribution of ratios exists. They are reciprocal, so that "lesion to marrow" and "marrow to lesion" agree.
SIMILAR_LOW, SIMILAR_HIGH = 0.80, 1.25

# A denominator below this fraction of the numerator is less than one gray level of a 12-bit image: no signal at all.
_SMALLEST_DENOMINATOR = 1 / 4096


@dataclass(frozen=True)
class Comparison:
    """A lesion compared with a reference on one series.

    :param quantity: "ratio" or "difference"
    :param value: the ratio (no units) or the difference (HU); NaN when not measurable
    :param low: lower end of the 95 % interval; NaN when not measurable or not known
    :param high: upper end
    :param problem: why it is not measurable; empty when it is
    """

    quantity: str
    value: float = nan
    low: float = nan
    high: float = nan
    problem: str = ""

    @property
    def measurable(self) -> bool:
        """True when there is a value."""
        return not self.problem

    @property
    def relation(self) -> str:
        """"similar", "lower", "higher" or "undetermined" by the whole interval; empty for differences."""
        if self.quantity != "ratio" or not self.measurable:
            return ""
        if isnan(self.low):
            return "undetermined"
        if self.high < SIMILAR_LOW:
            return "lower"
        if self.low > SIMILAR_HIGH:
            return "higher"
        return "similar" if self.low >= SIMILAR_LOW and self.high <= SIMILAR_HIGH else "undetermined"


def compare(lesion: Measurement, references: Sequence[Measurement], difference: bool = False) -> Comparison:
    """Compare a lesion with one or more regions of the same reference tissue on the same series.

    The reference is the mean of the means of its regions, each counting alike. Its margin is the larger of what the
    regions say of themselves, 1.96 standard errors, and what their spread says, Student's t of (regions - 1) degrees
    of freedom times SD of the means / sqrt(regions): marrow differs from level to level by more than noise. A single
    region tells nothing of that. Ratios have their interval on the log scale, with relative margins by the delta
    method (Casella and Berger, Statistical Inference, 2nd ed. 2002, section 5.5.4). The margins of lesion and
    reference add in squares (Zou and Donner, Stat Med 2008;27:1693-702).

    :param lesion: measurement of the lesion
    :param references: measurements of regions of one reference role; those without voxels are left out
    :param difference: return lesion minus reference instead, for values that have no "no signal" zero (CT)
    :return: the comparison with a 95 % interval, or the reason why there is none; never raises
    """
    quantity = "difference" if difference else "ratio"
    if lesion.problem:
        return Comparison(quantity, problem=f"lesion: {lesion.problem}")
    usable = [reference for reference in references if not reference.problem]
    if not usable:
        reasons = sorted({reference.problem for reference in references}) or ["there is no region"]
        return Comparison(quantity, problem=f"reference: {'; '.join(reasons)}")

    numerator, numeratorError = lesion.statistics["mean"], lesion.standardError
    denominator, denominatorError, denominatorMargin = _combine(usable)
    if difference:
        value, margin = numerator - denominator, hypot(NORMAL_975 * numeratorError, denominatorMargin)
        return Comparison(quantity, value, value - margin, value + margin)
    for name, signal, error in (("reference", denominator, denominatorError), ("lesion", numerator, numeratorError)):
        if not 0 < signal < inf:
            return Comparison(quantity, problem=f"the {name} signal is not above zero (mean {signal:.4g})")
        # On the log scale an interval that reaches zero has no lower end, so there is no number worth giving.
        if signal <= NORMAL_975 * error:
            return Comparison(quantity, problem=f"the {name} signal cannot be told from zero (mean {signal:.4g}, "
                                                f"standard error {error:.3g})")
    if denominator < numerator * _SMALLEST_DENOMINATOR:
        return Comparison(quantity, problem=f"the reference signal is near zero (mean {denominator:.4g})")
    value = numerator / denominator
    margin = hypot(NORMAL_975 * numeratorError / numerator, denominatorMargin / denominator)
    return Comparison(quantity, value, value * exp(-margin), value * exp(margin))


def _combine(references: Sequence[Measurement]) -> tuple[float, float, float]:
    """Return the mean of the means of several regions, its standard error and half of its 95 % interval."""
    means = [reference.statistics["mean"] for reference in references]
    count = len(means)
    mean = sum(means) / count
    within = hypot(*(reference.standardError for reference in references)) / count
    if count == 1:
        return mean, within, NORMAL_975 * within
    between = hypot(*(value - mean for value in means)) / sqrt((count - 1) * count)
    within = 0.0 if isnan(within) else within
    return mean, max(within, between), max(NORMAL_975 * within, student975(count - 1) * between)
