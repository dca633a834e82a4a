"""Lower, similar or higher: by the whole interval of a ratio against margins, and how plausible each is."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, inf, log, sqrt

from ..Word import Word


class Relation(Word):
    """How a signal stands to another by the whole interval of their ratio, against the margins of equivalence."""

    SIMILAR = "similar"
    LOWER = "lower"
    HIGHER = "higher"
    UNDETERMINED = "undetermined"
    DIFFERENT = "different"  # of several sequences: lower or higher on at least one
    NONE = ""  # of what is no ratio, or not measurable


@dataclass(frozen=True)
class Margins:
    """Margins of equivalence of two signals: within them a lesion is called similar to the reference.

    The default is assumed; no published EMH distribution of ratios exists. It is reciprocal, so that "lesion to marrow"
    and "marrow to lesion" agree.

    :raises ValueError: not 0 < low < 1 < high
    """

    low: float = 0.80
    high: float = 1.25

    def __post_init__(self):
        if not 0 < self.low < 1 < self.high < inf:
            raise ValueError(f"The margins of similar signal must be on both sides of 1 and above 0; these are "
                             f"{self.low:g} and {self.high:g}.")

    def relation(self, low: float, high: float) -> Relation:
        """Return the relation by the 95 % interval of a ratio, taken whole.

        Two one-sided tests of equivalence (Schuirmann, J Pharmacokinet Biopharm 1987;15:657-80), at 2.5 % each.
        """
        if high < self.low:
            return Relation.LOWER
        if low > self.high:
            return Relation.HIGHER
        return Relation.SIMILAR if low >= self.low and high <= self.high else Relation.UNDETERMINED


def probabilities(value: float, deviation: float, low: float, high: float) -> tuple[float, float, float]:
    """Return the probabilities that a quantity lies below, within and above two limits, if each were equally frequent.

    The posterior by Bayes' theorem under a prior that holds no opinion: a third for each of the three. Within the
    limits the quantity is spread evenly; beyond them its density goes on from the same height and falls off
    exponentially, by e over the distance of the limits. Where the value is certain enough to tell, this is the
    posterior under a flat prior; where it tells nothing, each gets a third. A flat prior would not do there: nearly
    all of it lies beyond any limits, so that a worthless measurement would speak against "within".

    :param value: measured
    :param deviation: standard deviation of its normal error, 0 for none
    :param low: lower limit
    :param high: upper limit, above the lower one
    """
    if deviation == 0:
        return float(value < low), float(low <= value <= high), float(value > high)
    width = high - low
    logs = (_logBeyond((low - value) / deviation, deviation / width),
            _logWithin((low - value) / deviation, (high - value) / deviation),
            _logBeyond((value - high) / deviation, deviation / width))
    largest = max(logs)
    below, within, above = (exp(each - largest) for each in logs)
    total = below + within + above
    return below / total, within / total, above / total


def _logBeyond(distance: float, ratio: float) -> float:
    """Return the log density of a value under an exponential prior beyond a limit, with a normal error.

    Convolution of both (exponentially modified Gaussian; Grushka, Anal Chem 1972;44:1733-8), less the log of the width.

    :param distance: of the value beyond the limit, in SD
    :param ratio: SD over width
    """
    argument = distance - ratio
    if argument > -30:
        return ratio ** 2 / 2 - ratio * distance + log(erfc(-argument / sqrt(2)) / 2)
    # Where erfc runs out of float64: erfcx(x) = exp(x^2) erfc(x), and of the squares what they differ by.
    from scipy.special import erfcx

    return log(erfcx(-argument / sqrt(2)) / 2) - distance ** 2 / 2


def _logWithin(low: float, high: float) -> float:
    """Return the same under an even prior between limits.

    :param low: lower limit less the value, in SD
    :param high: upper limit less the value, in SD
    """
    if high < 0:
        low, high = -high, -low
    # Of two tails on the same side, which keep their digits far out.
    mass = (erfc(low / sqrt(2)) - erfc(high / sqrt(2))) / 2
    return log(mass) if mass > 0 else -inf
