"""The differential in words: numbers, diagnoses and findings as panel, box, terminal and files write them, one place
for each wording.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..Language import MODEL, Translate, english
from ..Language import mark as _
from ..Likelihood import Assumptions, Contribution, Differential, Finding, RankedClass, Verdict
from ..Likelihood.Differential import Counted
from ..Likelihood.Model import Feature
from ..Likelihood.Sensitivity import Omission
from ..Likelihood.WeighedFindings import NOTE_FOLLOWS, NOTE_GIVEN
from ..Result import Result
from .Words import wordText

# Beside every number that says how likely a diagnosis is.
RESEARCH_MARK = _("research use only")
_MOST_OMISSIONS = 5  # are worth a reader's time


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
    """Return the probability of a diagnosis with its 95 % interval, where that reads otherwise."""
    number, interval = percent(entry.probability), rangeText(entry.low, entry.high, translate)
    return number if interval == number else f"{number} ({interval})"


def priorText(prior: float) -> str:
    """Return a prior probability: whole percent, below 10 % with the two digits by which rare diagnoses differ."""
    if prior < 0.0001:
        return "<0.01 %"
    return f"{100 * prior:.2g} %" if prior < 0.0995 else percent(prior)


def timesText(times: float) -> str:
    """Return how many times, above 0, with two digits."""
    if times > 999.5:
        return ">999"
    return f"{times:.2g}" if 0.01 <= times < 99.5 else "<0.01" if times < 0.01 else f"{times:.0f}"


def classText(entry: RankedClass, translate: Translate = english) -> str:
    """Return a diagnosis; where it has several forms, with the leading one: "Other: hemangioma 62 %"."""
    title, form = translate(MODEL, entry.title), leadingForm(entry, translate)
    if not form:
        return title
    return translate("Report.DifferentialText", "{diagnosis}: {form} {share}").format(
        diagnosis=title, form=form, share=percent(entry.forms[0].share))


def leadingForm(entry: RankedClass, translate: Translate = english) -> str:
    """Return the most probable form of a diagnosis within a line, "" if it has but one."""
    return withinText(entry.forms[0].title, translate) if len(entry.forms) > 1 else ""


def classWithin(entry: RankedClass, translate: Translate) -> str:
    """Return a diagnosis within a sentence; one whose title does not name its leading form, with that."""
    title = withinText(entry.title, translate)
    if len(entry.forms) < 2 or entry.forms[0].title.lower() in entry.title.lower():
        return title
    return translate("Report.DifferentialText", "{diagnosis} (mostly {form})").format(
        diagnosis=title, form=withinText(entry.forms[0].title, translate))


def insufficiencyText(result: Result, translate: Translate = english) -> str:
    """Return what is lacking for a verdict, in a few words; "" where there is one, or where warnings say why not."""
    differential = result.differential
    if result.geometry.isElsewhere:
        return translate("Report.DifferentialText", "no lesion at the spine")
    if differential is None or differential.verdict != Verdict.INSUFFICIENT:
        return ""
    if differential.contradictions:
        return translate("Report.DifferentialText", "findings contradict each other")
    missing = result.weighed.model.parameters.minimumFindings - len(result.weighed.used)
    if missing == 1:
        return translate("Report.DifferentialText", "1 more finding needed")
    if missing > 1:
        return translate("Report.DifferentialText", "{count} more findings needed").format(count=missing)
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
    shares = "; ".join(f"{withinText(form.title, translate)} {percent(form.share)}" for form in target.forms)
    return translate("Report.DifferentialText", "If {diagnosis}: {shares}").format(
        diagnosis=withinText(target.title, translate), shares=shares)


def withinText(title: str, translate: Translate) -> str:
    """Return a title within a sentence: it begins small in English, unless with an abbreviation such as T1; in a
    translation it stays as it is, since German nouns are not small."""
    shown = translate(MODEL, title)
    return title[0].lower() + title[1:] if shown == title and title[1:2].islower() else shown


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
    """Return what stands behind a contribution: where it is from and the patients, or why it does not count."""
    source = wordText(contribution.finding.source, translate)
    if contribution.note:
        return f"{source}. {noteText(contribution, translate)}"
    return "; ".join(filter(None, (f"{source}, {countsText(contribution, translate)}",
                                   noteText(contribution, translate))))


def noteText(contribution: Contribution, translate: Translate = english) -> str:
    """Return why a finding does not count, or not in full, and what holds it already; "" where it counts in full."""
    names = ", ".join(withinText(title, translate) for title in contribution.settledBy.values())
    if contribution.note == NOTE_GIVEN and names:
        return translate("Report.DifferentialText", "Part of the setting: {names}").format(names=names)
    if contribution.note == NOTE_FOLLOWS and names:
        return translate("Report.DifferentialText", "Follows from {names} and is not counted twice").format(names=names)
    if contribution.note:
        return translate("Likelihood.WeighedFindings", contribution.note).rstrip(".")
    if names:
        return translate("Report.DifferentialText", "follows in part from {names}").format(names=names)
    return ""


def countsText(contribution: Contribution, translate: Translate = english) -> str:
    """Return how many counted patients gave an answer, and how many sources that rests on: "EMH 3 of 10; others 58 of
    197; 9 sources"."""
    counts = contribution.ofTarget, contribution.ofOthers
    if not any(one.n for one in counts):
        return translate("Report.DifferentialText", "judgment only")
    target, others = (_countText(one, translate) for one in counts)
    text = translate("Report.DifferentialText", "EMH {target}; others {others}").format(target=target, others=others)
    sources = len({*counts[0].sources, *counts[1].sources})
    return f"{text}; " + (translate("Report.DifferentialText", "1 source") if sources == 1 else
                          translate("Report.DifferentialText", "{count} sources").format(count=sources))


def _countText(one: Counted, translate: Translate) -> str:
    """Return patients as whole numbers, since those computed from percentages are not; judgment where none counted."""
    if not one.n:
        return translate("Report.DifferentialText", "by judgment")
    return translate("Report.DifferentialText", "{count} of {all}").format(
        count="<1" if 0 < one.count < 1 else f"{one.count:.0f}", all=f"{one.n:.0f}")


def ranked(contributions: Iterable[Contribution]) -> list[Contribution]:
    """Return contributions, those that weigh most first; those left out of the calculation last."""
    return sorted(contributions, key=lambda entry: (bool(entry.note), -abs(entry.decibans)))


def answerText(feature: Feature, finding: Finding, translate: Translate = english) -> str:
    """Return the answer of a finding, with how plausible an uncertain one is: "About equal (83 %)"."""
    answer = translate(MODEL, feature.answer(finding.answer).title)
    if finding.answerWeights is None:
        return answer
    return f"{answer} ({percent(finding.answerWeights[finding.answer])})"


def mostInfluential(result: Result) -> list[Omission]:
    """Return the findings without which the probability of the target would differ most."""
    present = result.differential.target.probability
    return sorted(result.sensitivity.omissions, key=lambda entry: -abs(entry.probability - present))[:_MOST_OMISSIONS]
