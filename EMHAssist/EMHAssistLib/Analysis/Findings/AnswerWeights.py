"""What was measured as weights over the answers of a feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...Likelihood import MEASURED, Finding

# Weights are percentages: more digits would tell nothing, and make the model compute anew at each step of a drag.
_DECIMALS = 2
# Weights this close to even ones say nothing worth counting as a finding.
_NEARLY_EVEN = 0.05
# A text that names more lesions than this is not read.
_MOST_NAMED = 4


def weighted(feature: str, weights: Mapping[str, float], detail: str) -> Finding | None:
    """Return a measured finding, None where the measurement leaves all answers about equally plausible.

    :param weights: answer to probability if all answers were equally frequent, adding up to 1
    :param detail: where it comes from
    """
    if max(weights.values()) - 1 / len(weights) < _NEARLY_EVEN:
        return None
    answer = max(weights, key=weights.get)
    rounded = {other: round(weight, _DECIMALS) for other, weight in weights.items() if other != answer}
    answerWeights = {other: rounded.get(other, round(1 - sum(rounded.values()), _DECIMALS)) for other in weights}
    # Rounding may have put another one ahead that is about as plausible.
    return Finding(feature, max(answerWeights, key=answerWeights.get), MEASURED, detail, answerWeights)


def certain(feature: str, answer: str, detail: str) -> Finding:
    """Return a measured finding that leaves no doubt about the answer."""
    return Finding(feature, answer, MEASURED, detail)


def oneAgainstTwo(probability: float) -> float:
    """Return the probability of one of three answers, all equally frequent, were it as frequent as the others together.

    Then one third, which says nothing of three, becomes one half, which says nothing of two.
    """
    return 2 * probability / (1 + probability)


def mean(weights: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    """Return the mean of the weights of several lesions: those of a typical one."""
    return tuple(sum(column) / len(weights) for column in zip(*weights))


def named(texts: Sequence[str]) -> str:
    """Return texts of lesions in one line."""
    further = len(texts) - _MOST_NAMED
    return ", ".join(texts[:_MOST_NAMED]) + (f" and {further} more" if further > 0 else "")
