"""The differential in words: what panel, box, terminal and files say of it, one place for each wording."""

from __future__ import annotations

from collections.abc import Iterable

from ..Case import NOT_ASSESSED
from ..Likelihood import (
    Assumptions,
    Contribution,
    Differential,
    Finding,
    NextFinding,
    RankedClass,
    Verdict,
)
from ..Likelihood.Model import Feature
from ..Likelihood.Sensitivity import Omission
from ..Result import Result

# Beside every number that says how likely a diagnosis is.
RESEARCH_MARK = "research use only"
# So many are worth a reader's time.
_MOST_NEXT, _MOST_OMISSIONS = 3, 5


def percent(probability: float) -> str:
    """Return a probability as whole percent, with the ends of the scale left open: nothing here is certain."""
    if probability < 0.01:
        return "<1 %"
    if probability > 0.99:
        return ">99 %"
    return f"{100 * probability:.0f} %"


def rangeText(low: float, high: float) -> str:
    """Return a range of probabilities as whole percent, one number where both ends read alike."""
    first, last = percent(low), percent(high)
    return last if first == last else f"{first.removesuffix(' %')} to {last}"


def intervalText(entry: RankedClass) -> str:
    """Return the probability of a diagnosis with its 95 % interval."""
    return f"{percent(entry.probability)} ({rangeText(entry.low, entry.high)})"


def insufficiencyText(result: Result) -> str:
    """Return what is lacking for a verdict, in a few words; "" where there is one, or no differential at all."""
    differential = result.differential
    if differential is None or differential.verdict != Verdict.INSUFFICIENT:
        return ""
    if differential.contradictions:
        return "findings contradict each other"
    missing = result.weighed.model.parameters.minimumFindings - len(result.weighed.used)
    if missing > 0:
        return f"{missing} more finding{'s' if missing != 1 else ''}"
    return "interval too wide"


def alternativesText(differential: Differential) -> str:
    """Return the dangerous diagnoses that are not excluded, with the probability and the upper end by which they stay
    in; "" if there are none."""
    return ", ".join(f"{entry.title} {percent(entry.probability)}{_upTo(entry)}" for entry in differential.alternatives)


def _upTo(entry: RankedClass) -> str:
    """Return the upper end of an interval, "" where it reads like the probability."""
    return "" if percent(entry.high) == percent(entry.probability) else f" (up to {percent(entry.high)})"


def formsText(target: RankedClass) -> str:
    """Return the forms of the target with their shares, "" if it has but one."""
    shares = "; ".join(f"{form.title.lower()} {percent(form.share)}" for form in target.forms)
    return f"If {target.title.lower()}: {shares}" if len(target.forms) > 1 else ""


def assumptionsText(assumptions: Assumptions) -> str:
    """Return what of the weighing the user has set, "" for nothing."""
    parts = []
    if assumptions.prior is not None:
        parts.append(f"prior of the target {100 * assumptions.prior:g} %")
    if assumptions.cap is not None:
        parts.append(f"cap {assumptions.cap:g}")
    if assumptions.temper != Assumptions().temper:
        parts.append(f"temper {assumptions.temper:g}")
    return f"Set by the user: {', '.join(parts)}" if parts else ""


def decibansText(decibans: float) -> str:
    """Return a weight in decibans with its sign, for which nothing is not negative."""
    return f"{round(decibans, 1) + 0.0:+.1f}"


def behindText(contribution: Contribution) -> str:
    """Return what stands behind a contribution: its source and the patients, or why it does not count."""
    if contribution.note:
        return f"{contribution.finding.source}. {contribution.note}"
    patients = f"{contribution.patients:g} patient{'s' if contribution.patients != 1 else ''}"
    return f"{contribution.finding.source}, {patients if contribution.patients else 'judgment only'}"


def ranked(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return contributions, those that weigh most first; those left out of the calculation last."""
    return sorted(contributions, key=lambda entry: (bool(entry.note), -abs(entry.decibans)))


def answerText(feature: Feature, finding: Finding) -> str:
    """Return the answer of a finding, with how plausible an uncertain one is: "About equal (83 %)"."""
    answer = feature.answer(finding.answer).title
    if finding.answerWeights is None:
        return answer
    return f"{answer} ({percent(finding.answerWeights[finding.answer])})"


def mostInformative(result: Result) -> tuple[NextFinding, ...]:
    """Return what to look at next, the most informative first.

    What the user has left out is not asked for again.
    """
    left = {feature for feature, answer in result.case.findings.items() if answer == NOT_ASSESSED}
    return tuple(entry for entry in result.nextFindings if entry.feature not in left)[:_MOST_NEXT]


def mostInfluential(result: Result) -> list[Omission]:
    """Return the findings without which the probability of the target would differ most."""
    present = result.differential.target.probability
    return sorted(result.sensitivity.omissions, key=lambda entry: -abs(entry.probability - present))[:_MOST_OMISSIONS]
