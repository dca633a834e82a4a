"""The differential in words: what panel, box, terminal and files say of it, one place for each wording.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..Case import NOT_ASSESSED
from ..Language import MODEL, Translate, english
from ..Language import mark as _
from ..Likelihood import Assumptions, Contribution, Differential, Finding, NextFinding, RankedClass, Verdict
from ..Likelihood.Model import Feature
from ..Likelihood.Sensitivity import Omission
from ..Result import Result
from .Words import wordText

# Beside every number that says how likely a diagnosis is.
RESEARCH_MARK = _("research use only")
# So many are worth a reader's time.
_MOST_NEXT, _MOST_OMISSIONS = 3, 5


def percent(probability: float) -> str:
    """Return a probability as whole percent, with the ends of the scale left open: nothing here is certain."""
    return f"{_whole(probability)} %"


def rangeText(low: float, high: float, translate: Translate = english) -> str:
    """Return a range of probabilities as whole percent, one number where both ends read alike."""
    first, last = _whole(low), _whole(high)
    if first == last:
        return f"{last} %"
    return translate("Report.DifferentialText", "{low} to {high}").format(low=first, high=f"{last} %")


def _whole(probability: float) -> str:
    if probability < 0.01:
        return "<1"
    if probability > 0.99:
        return ">99"
    return f"{100 * probability:.0f}"


def intervalText(entry: RankedClass, translate: Translate = english) -> str:
    """Return the probability of a diagnosis with its 95 % interval."""
    return f"{percent(entry.probability)} ({rangeText(entry.low, entry.high, translate)})"


def insufficiencyText(result: Result, translate: Translate = english) -> str:
    """Return what is lacking for a verdict, in a few words; "" where there is one, or no differential at all."""
    differential = result.differential
    if differential is None or differential.verdict != Verdict.INSUFFICIENT:
        return ""
    if differential.contradictions:
        return translate("Report.DifferentialText", "findings contradict each other")
    missing = result.weighed.model.parameters.minimumFindings - len(result.weighed.used)
    if missing == 1:
        return translate("Report.DifferentialText", "1 more finding")
    if missing > 1:
        return translate("Report.DifferentialText", "{count} more findings").format(count=missing)
    return translate("Report.DifferentialText", "interval too wide")


def alternativesText(differential: Differential, translate: Translate = english) -> str:
    """Return the dangerous diagnoses that are not excluded, with the probability and the upper end by which they stay
    in; "" if there are none."""
    return ", ".join(f"{translate(MODEL, entry.title)} {percent(entry.probability)}{_upTo(entry, translate)}"
                     for entry in differential.alternatives)


def _upTo(entry: RankedClass, translate: Translate) -> str:
    """Return the upper end of an interval, "" where it reads like the probability."""
    if percent(entry.high) == percent(entry.probability):
        return ""
    return " " + translate("Report.DifferentialText", "(up to {high})").format(high=percent(entry.high))


def formsText(target: RankedClass, translate: Translate = english) -> str:
    """Return the forms of the target with their shares, "" if it has but one."""
    if len(target.forms) <= 1:
        return ""
    shares = "; ".join(f"{_withinText(form.title, translate)} {percent(form.share)}" for form in target.forms)
    return translate("Report.DifferentialText", "If {diagnosis}: {shares}").format(
        diagnosis=_withinText(target.title, translate), shares=shares)


def _withinText(title: str, translate: Translate) -> str:
    """Return a title within a sentence: small in English, in a translation as it is, since German nouns are not."""
    shown = translate(MODEL, title)
    return title.lower() if shown == title else shown


def assumptionsText(assumptions: Assumptions, translate: Translate = english) -> str:
    """Return what of the weighing the user has set, "" for nothing."""
    parts = []
    if assumptions.prior is not None:
        parts.append(translate("Report.DifferentialText", "prior of the target {prior} %").format(
            prior=f"{100 * assumptions.prior:g}"))
    if assumptions.cap is not None:
        parts.append(translate("Report.DifferentialText", "cap {cap}").format(cap=f"{assumptions.cap:g}"))
    if assumptions.temper != Assumptions().temper:
        parts.append(translate("Report.DifferentialText", "temper {temper}").format(
            temper=f"{assumptions.temper:g}"))
    if not parts:
        return ""
    return translate("Report.DifferentialText", "Set by the user: {parts}").format(parts=", ".join(parts))


def decibansText(decibans: float) -> str:
    """Return a weight in decibans with its sign, for which nothing is not negative."""
    return f"{round(decibans, 1) + 0.0:+.1f}"


def behindText(contribution: Contribution, translate: Translate = english) -> str:
    """Return what stands behind a contribution: its source and the patients, or why it does not count."""
    source = wordText(contribution.finding.source, translate)
    if contribution.note:
        return f"{source}. {translate('Likelihood.WeighedFindings', contribution.note)}"
    return f"{source}, {countsText(contribution, translate)}"


def countsText(contribution: Contribution, translate: Translate = english) -> str:
    """Return how many counted patients gave an answer: "EMH 3 of 10; others 58 of 197"."""
    if not contribution.ofTarget.n and not contribution.ofOthers.n:
        return translate("Report.DifferentialText", "judgment only")
    target, others = (translate("Report.DifferentialText", "{count} of {all}").format(
        count=f"{one.count:.3g}", all=f"{one.n:.3g}") if one.n else translate("Report.DifferentialText", "none counted")
        for one in (contribution.ofTarget, contribution.ofOthers))
    return translate("Report.DifferentialText", "EMH {target}; others {others}").format(target=target, others=others)


def ranked(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return contributions, those that weigh most first; those left out of the calculation last."""
    return sorted(contributions, key=lambda entry: (bool(entry.note), -abs(entry.decibans)))


def answerText(feature: Feature, finding: Finding, translate: Translate = english) -> str:
    """Return the answer of a finding, with how plausible an uncertain one is: "About equal (83 %)"."""
    answer = translate(MODEL, feature.answer(finding.answer).title)
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
