"""The answer: a ranked differential with its contributions, and the stated rules that turn it into a verdict."""

from dataclasses import dataclass
from typing import Tuple

from .Findings import Finding
from .Model import Parameters

VERDICT_LIKELY = "likely"
VERDICT_POSSIBLE = "possible"
VERDICT_UNLIKELY = "unlikely"
VERDICT_INSUFFICIENT = "insufficient"

REASON_TOO_FEW = "Too few findings have been assessed."
REASON_TOO_WIDE = "The published evidence leaves the interval too wide."
REASON_LIKELY = "The probability is high, and so is the lower end of its interval. This does not replace a biopsy."
REASON_UNLIKELY = "Even the upper end of the interval is low. This does not exclude the diagnosis."
REASON_POSSIBLE = "The probability is neither high nor low enough for a firmer verdict."

NOTE_GIVEN = "Already part of the prior of this setting."


@dataclass(frozen=True)
class RankedClass:
    """A diagnosis with its posterior probability and 95 % credible interval, 0 <= low <= probability <= high <= 1."""

    id: str
    title: str
    probability: float
    low: float
    high: float


@dataclass(frozen=True)
class Contribution:
    """What one finding adds to the log odds of the target against all the rest, in decibans (10 log10).

    ``note`` is empty, or says why the finding was left out of the calculation (its decibans are then 0).
    """

    finding: Finding
    decibans: float
    note: str


@dataclass(frozen=True)
class Differential:
    """The result for one case.

    :param setting: title of the clinical setting, or "Custom prior".
    :param classes: all diagnoses, the most probable first.
    :param target: that of them the verdict is about.
    :param verdict: "likely", "possible", "unlikely" or "insufficient"; ``reason`` says by which rule.
    :param alternatives: dangerous diagnoses which the case does not dismiss, the most probable first.
    :param priorDecibans: 10 log10 of the prior odds of the target; together with the decibans of all
        ``contributions`` (in the order of the model) it adds up to ``totalDecibans``, those of the posterior.
    """

    setting: str
    classes: Tuple[RankedClass, ...]
    target: RankedClass
    verdict: str
    reason: str
    alternatives: Tuple[RankedClass, ...]
    priorDecibans: float
    contributions: Tuple[Contribution, ...]
    totalDecibans: float


def decideVerdict(parameters: Parameters, target: RankedClass, findingCount: int) -> Tuple[str, str]:
    """Return (verdict, reason) by the first rule that applies.

    1. fewer than ``minimumFindings`` findings entered the calculation: insufficient
    2. interval wider than ``maximumIntervalWidth``: insufficient
    3. probability at least ``likelyProbability`` and low at least ``likelyLow``: likely
    4. high at most ``unlikelyHigh``: unlikely
    5. anything else: possible

    The thresholds are assumptions of the model file, without empirical basis.
    """
    if findingCount < parameters.minimumFindings:
        return VERDICT_INSUFFICIENT, REASON_TOO_FEW
    if target.high - target.low > parameters.maximumIntervalWidth:
        return VERDICT_INSUFFICIENT, REASON_TOO_WIDE
    if target.probability >= parameters.likelyProbability and target.low >= parameters.likelyLow:
        return VERDICT_LIKELY, REASON_LIKELY
    if target.high <= parameters.unlikelyHigh:
        return VERDICT_UNLIKELY, REASON_UNLIKELY
    return VERDICT_POSSIBLE, REASON_POSSIBLE
