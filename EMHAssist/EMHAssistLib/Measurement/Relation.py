"""How plausible a ratio makes it that a signal is lower, similar or higher: weights instead of a verdict."""

from __future__ import annotations

from math import erfc, exp, hypot, inf, isfinite, log, sqrt

from .Ratio import Comparison, Margins
from .Uncertainty import NORMAL_975


def relationProbabilities(comparison: Comparison, margins: Margins,
                          bias: float = 0.0) -> tuple[float, float, float] | None:
    """Return the probabilities that the true ratio lies below, within and above the margins; see probabilities.

    The error of the log ratio is taken as normal with the interval it has, which holds Student's t already. So the
    relation "similar" means a probability of at least 0.95.

    :param margins: within which a ratio is called similar
    :param bias: what the interval does not know of, as SD of the log ratio
    :return: None where there is no ratio, or no interval
    """
    if comparison.quantity != "ratio" or not isfinite(comparison.logMargin):
        return None
    return probabilities(log(comparison.value), hypot(comparison.logMargin / NORMAL_975, bias), log(margins.low),
                         log(margins.high))


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
    weights = [exp(each - largest) for each in logs]
    return tuple(weight / sum(weights) for weight in weights)


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
