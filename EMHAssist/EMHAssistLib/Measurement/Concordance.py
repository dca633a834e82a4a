"""Do two tissues look alike on every sequence? The sign of the seed cases, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isnan, log, nan, sqrt

from .BetweenRegions import SHARED_BETWEEN_SEQUENCES
from .Ratio import Comparison, Quantity
from .Relation import Relation
from .Uncertainty import NORMAL_975

# Of the largest sum in question: how close the search for an end of the interval comes.
_CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True)
class Concordance:
    """How far two tissues are apart over several sequences.

    :param sequences: labels of the sequences with a ratio
    :param relations: relation on each of them
    :param rms: root mean square of the log ratio, what chance adds taken off; 0 when no more than chance; NaN without
        sequences
    :param low: lower end of its 95 % interval; NaN when not known
    :param high: upper end
    """

    sequences: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    rms: float = nan
    low: float = nan
    high: float = nan

    @property
    def relation(self) -> Relation:
        """Similar on every sequence, different on at least one, otherwise undetermined; none without sequences."""
        if not self.relations:
            return Relation.NONE
        if any(relation in (Relation.LOWER, Relation.HIGHER) for relation in self.relations):
            return Relation.DIFFERENT
        isSimilar = all(relation == Relation.SIMILAR for relation in self.relations)
        return Relation.SIMILAR if isSimilar else Relation.UNDETERMINED


def concordance(labels: Sequence[str], comparisons: Sequence[Comparison]) -> Concordance:
    """Take the ratios of two tissues on several sequences together.

    The squares of the log ratios add up to a sum that is distributed about as a scaled chi-square around the true one
    (Patnaik, Biometrika 1949;36:202-32); its interval is the set of true sums that do not make the one that was seen
    improbable. What a tissue differs by from place to place is much the same on all sequences, so their errors go
    together as far as they come from it (see Comparison.shared); the rest of them is independent. The sign differs:
    fat raises T1 and lowers STIR, the coil raises both. So errors are taken to go together the way that makes the
    interval wider.

    :param labels: of the sequences
    :param comparisons: ratio on each; those not measurable are left out, bounds tell of the relation alone

    >>> alike = [Comparison("ratio", 1.05, 0.95, 1.16, "similar"), Comparison("ratio", 0.97, 0.88, 1.07, "similar")]
    >>> concordance(("T1", "T2"), alike).relation
    'similar'
    >>> concordance(("T1", "STIR"), [alike[0], Comparison("ratio", 2.0, 1.8, 2.2, "higher")]).relation
    'different'
    """
    found = agreement(labels, comparisons)
    labels, relations = found.sequences, found.relations
    valued = [one for one in comparisons if _isRatio(one) and not one.isBound]
    if not valued:
        return found
    logs = [log(one.value) for one in valued]
    variances = [(one.claimedLogMargin / NORMAL_975) ** 2 for one in valued]
    count, seen = len(valued), sum(value ** 2 for value in logs)
    if any(isnan(variance) for variance in variances):
        return Concordance(labels, relations, sqrt(seen / count))
    rms = sqrt(max(seen - sum(variances), 0.0) / count)
    if seen == 0 or sum(variances) == 0:
        return Concordance(labels, relations, rms, rms, rms)
    # Of each two sequences: how much they deviate together, and what that adds to the variance of the sum of squares.
    pairwise = [(abs(logs[one] * logs[other]), SHARED_BETWEEN_SEQUENCES * valued[one].shared * valued[other].shared)
                for one, other in combinations(range(count), 2)]
    fourth = 2 * (sum(variance ** 2 for variance in variances) + 2 * sum(both ** 2 for _product, both in pairwise))
    # The error along the direction in which the tissues differ.
    along = (sum(value ** 2 * variance for value, variance in zip(logs, variances))
             + 2 * sum(product * both for product, both in pairwise)) / seen
    low, high = (sqrt(_trueSum(seen, sum(variances), fourth, along, probability) / count)
                 for probability in (0.975, 0.025))
    return Concordance(labels, relations, rms, low, high)


def agreement(labels: Sequence[str], comparisons: Sequence[Comparison]) -> Concordance:
    """Return the relations of two tissues on several sequences without the numbers, which take far longer.

    :param labels: of the sequences
    :param comparisons: ratio on each; those not measurable are left out
    """
    pairs = [(label, one.relation) for label, one in zip(labels, comparisons) if _isRatio(one)]
    return Concordance(tuple(label for label, _relation in pairs), tuple(relation for _label, relation in pairs))


def _isRatio(one: Comparison) -> bool:
    return one.measurable and one.quantity == Quantity.RATIO


def _trueSum(seen: float, noise: float, fourth: float, along: float, probability: float) -> float:
    """Return the true sum of squares under which one as large as the seen one at most has this probability, or 0.

    :param noise: mean of the sum of squares where there is no difference
    :param fourth: its variance
    :param along: variance of the error in the direction of the difference
    """
    from scipy.optimize import brentq
    from scipy.special import chdtr

    def excess(true: float) -> float:
        mean, variance = true + noise, fourth + 4 * true * along
        freedom = 2 * mean ** 2 / variance
        return chdtr(freedom, freedom * seen / mean) - probability

    if excess(0.0) <= 0:
        return 0.0
    high = seen + noise
    while excess(high) > 0:
        high *= 2
    return brentq(excess, 0.0, high, xtol=_CLOSE_ENOUGH * high)
