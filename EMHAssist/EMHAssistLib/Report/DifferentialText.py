"""The differential in words: what panel, box, terminal and files say of it, one place for each wording.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..Case import NOT_ASSESSED
from ..Language import MODEL, Translate, english
from ..Language import mark as _
from ..Likelihood import (
    Assumptions,
    Contribution,
    Differential,
    Finding,
    NextExamination,
    NextFinding,
    RankedClass,
    Verdict,
    nextExaminations,
)
from ..Likelihood.ClinicalSetting import PriorStep
from ..Likelihood.Differential import REASON_RARE_FITS, REASON_RARE_OPEN, Counted
from ..Likelihood.Model import Feature
from ..Likelihood.Picture import Factor, Leaning, Picture
from ..Likelihood.Sensitivity import Omission
from ..Likelihood.WeighedFindings import NOTE_FOLLOWS, NOTE_GIVEN
from ..Result import Result
from .Words import wordText

# Beside every number that says how likely a diagnosis is.
RESEARCH_MARK = _("research use only")
# So many are worth a reader's time.
_MOST_NEXT, _MOST_EXAMINATIONS, _MOST_OMISSIONS, _MOST_UNUSUAL = 3, 6, 5, 3


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


def factorText(factor: Factor, translate: Translate = english) -> str:
    """Return how many times something is favored, with its 95 % interval: "3.9 times (2.8 to 5.3)"."""
    return translate("Report.DifferentialText", "{times} times ({low} to {high})").format(
        times=timesText(factor.value), low=timesText(factor.low), high=timesText(factor.high))


def statements(differential: Differential, translate: Translate = english) -> list[str]:
    """Return what belongs beside each other wherever the target's probability is written: a line each of what the
    images say, of what was to be expected beforehand, and of what follows from both."""
    return [pictureText(differential, translate), settingText(differential, translate),
            togetherText(differential, translate)]


def shortStatements(differential: Differential, translate: Translate = english) -> list[str]:
    """Return the same three as short as they can be read, for a view."""
    setting = differential.setting
    source = (translate("Report.DifferentialText", "set by the user") if setting.isOverridden else
              ", ".join(_withinText(step.title, translate) for step in setting.steps[1:] or setting.steps))
    return [translate("Report.DifferentialText", "Picture: {picture}").format(
                picture=shortPicture(differential.picture, translate)),
            translate("Report.DifferentialText", "Setting: {prior} ({setting})").format(
                prior=priorText(priorOf(differential)), setting=source),
            togetherText(differential, translate)]


def headlineNumbers(differential: Differential, translate: Translate = english) -> str:
    """Return the same three in one line, the last one with its interval."""
    return translate("Report.DifferentialText", "picture {picture}; setting {prior}; together {probability}").format(
        picture=shortPicture(differential.picture, translate), prior=priorText(priorOf(differential)),
        probability=intervalText(differential.target, translate))


def priorOf(differential: Differential) -> float:
    """Return the prior probability of the target that counts, which the user may have set."""
    return differential.setting.priors[differential.target.id]


def shortPicture(picture: Picture, translate: Translate = english) -> str:
    """Return which way the images point, and how far: "favors EMH 3.9x"."""
    times = picture.average.value
    if picture.leaning == Leaning.UNKNOWN:
        return translate("Report.DifferentialText", "not assessed")
    if picture.leaning == Leaning.FAVORS:
        return translate("Report.DifferentialText", "favors EMH {times}x").format(times=timesText(times))
    if picture.leaning == Leaning.AGAINST:
        return translate("Report.DifferentialText", "against EMH {times}x").format(times=timesText(1 / times))
    return translate("Report.DifferentialText", "open ({times}x)").format(times=timesText(times))


def pictureText(differential: Differential, translate: Translate = english) -> str:
    """Return which way the images point by themselves: against the average alternative and the strongest one."""
    picture = differential.picture
    if picture.leaning == Leaning.UNKNOWN:
        return translate("Report.DifferentialText", "Picture: no finding in the images has been assessed")
    average = {Leaning.FAVORS: translate("Report.DifferentialText",
                                         "Picture: favors EMH {factor} over the average alternative"),
               Leaning.AGAINST: translate("Report.DifferentialText",
                                          "Picture: speaks against EMH, the average alternative fits {factor} better"),
               Leaning.OPEN: translate("Report.DifferentialText",
                                       "Picture: open, EMH fits {factor} as well as the average alternative")}
    strongest = (translate("Report.DifferentialText", "{factor} over {rival}, the strongest")
                 if picture.strongest.value >= 1 else
                 translate("Report.DifferentialText", "{rival}, the strongest, fits {factor} better"))
    isAgainst = picture.leaning == Leaning.AGAINST
    return "; ".join((
        average[picture.leaning].format(factor=factorText(
            _inverse(picture.average) if isAgainst else picture.average, translate)),
        strongest.format(rival=_rivalText(differential, translate), factor=factorText(
            picture.strongest if picture.strongest.value >= 1 else _inverse(picture.strongest), translate))))


def _inverse(factor: Factor) -> Factor:
    """Return how many times the other one is favored."""
    return Factor(*(1 / max(value, 1e-9) for value in (factor.value, factor.high, factor.low)))


def _rivalText(differential: Differential, translate: Translate) -> str:
    return _classWithin(_entryOf(differential, differential.picture.rival), translate)


def _entryOf(differential: Differential, classId: str) -> RankedClass:
    return next(entry for entry in differential.classes if entry.id == classId)


def settingText(differential: Differential, translate: Translate = english) -> str:
    """Return the prior of the target and where it comes from, step by step."""
    setting = differential.setting
    steps = ", ".join(_stepText(step, translate) for step in setting.steps)
    if len(setting.steps) == 1 and not setting.isOverridden:
        steps = _withinText(setting.steps[0].title, translate)
    if setting.isOverridden:
        return translate("Report.DifferentialText", "Setting: {prior}, set by the user instead of {steps}").format(
            prior=priorText(priorOf(differential)), steps=steps)
    return translate("Report.DifferentialText", "Setting: {prior} beforehand ({steps})").format(
        prior=priorText(priorOf(differential)), steps=steps)


def _stepText(step: PriorStep, translate: Translate) -> str:
    title = _withinText(step.title, translate)
    if not step.counts:
        return translate("Report.DifferentialText", "{step} not counted beside the other").format(step=title)
    text = f"{title} {priorText(step.prior)}"
    return translate("Report.DifferentialText", "{step} by a finding").format(step=text) if step.isStated else text


def togetherText(differential: Differential, translate: Translate = english) -> str:
    """Return how likely the target is with its interval; no number where the evidence is insufficient: it would be
    little more than the prior, and read as an answer."""
    if differential.verdict == Verdict.INSUFFICIENT:
        return translate("Report.DifferentialText", "Together: insufficient evidence")
    return translate("Report.DifferentialText", "Together: {probability}").format(
        probability=intervalText(differential.target, translate))


def rarityText(differential: Differential, translate: Translate = english) -> str:
    """Return that the setting alone makes the number small, "" where it does not.

    That is so where the target is rarer beforehand than a diagnosis is on the average and at most an even chance in the
    end, although the images favor it; or where they are open and nothing else keeps the verdict from "unlikely".
    """
    isRare = priorOf(differential) < 1 / len(differential.classes) and differential.target.probability < 0.5
    if differential.verdict == Verdict.INSUFFICIENT or not isRare:
        return ""
    if differential.picture.leaning == Leaning.FAVORS:
        return translate("Report.DifferentialText", "rare in this setting; the picture fits EMH")
    if differential.reason == REASON_RARE_OPEN:
        return translate("Report.DifferentialText", "rare in this setting; the picture leaves EMH open")
    return ""


def raritySentence(differential: Differential, translate: Translate = english) -> str:
    """Return the same as a sentence begins."""
    rarity = rarityText(differential, translate)
    return rarity[:1].upper() + rarity[1:]


def reasonText(differential: Differential, translate: Translate = english) -> str:
    """Return by which rule the verdict is reached, and that the target is rare in the setting where that is not the
    rule itself."""
    reason = translate("Likelihood.Differential", differential.reason)
    rarity = raritySentence(differential, translate)
    isSaid = differential.reason in (REASON_RARE_FITS, REASON_RARE_OPEN)
    return reason if isSaid or not rarity else f"{reason} {rarity}."


def unusualText(differential: Differential, translate: Translate = english, most: int = _MOST_UNUSUAL) -> str:
    """Return what is unusual for the leading diagnosis and less so for the target, "" for nothing.

    :param most: how many findings are named, the strangest first
    """
    if not differential.unusual:
        return ""
    findings = "; ".join(translate(
        "Report.DifferentialText", "{finding} ({here}, EMH {target})").format(
            finding=f"{translate(MODEL, entry.title)}: {translate(MODEL, entry.answer)}",
            here=percent(entry.probability), target=percent(entry.ofTarget))
        for entry in differential.unusual[:most])
    return translate("Report.DifferentialText", "Unusual for {diagnosis}: {findings}").format(
        diagnosis=_classWithin(differential.classes[0], translate), findings=findings)


def deciders(result: Result) -> tuple[NextExamination, ...]:
    """Return the examinations that would tell most of the target, the most informative first, then those that decide by
    themselves.

    What the user has left out is not asked for again.
    """
    if result.weighed is None:
        return ()
    asked = nextExaminations(result.weighed.model, _notLeftOut(result))
    informative = sorted((entry for entry in asked if not entry.examination.isDecisive),
                         key=lambda entry: -entry.targetBits)
    return (*informative[:_MOST_EXAMINATIONS], *(entry for entry in asked if entry.examination.isDecisive))


def deciderText(entry: NextExamination, translate: Translate = english) -> str:
    """Return an examination with what it would tell, what it asks of the patient, and its risk."""
    examination = entry.examination
    tells = ", ".join(_withinText(finding.title, translate) for finding in
                      sorted(entry.findings, key=lambda finding: -finding.targetBits)[:_MOST_NEXT])
    title = translate("Report.DifferentialText", "{examination} ({tells})").format(
        examination=translate(MODEL, examination.title),
        tells=translate("Report.DifferentialText", "decides by itself") if examination.isDecisive else tells)
    risk = translate("Report.DifferentialText", "Risk: {risk}").format(
        risk=translate(MODEL, examination.risk)) if examination.risk else ""
    burden = translate(MODEL, examination.burden) if examination.burden else ""
    details = " ".join(filter(None, (burden, risk)))
    return f"{title}: {details}" if details else title


def decidersText(result: Result, translate: Translate = english) -> list[str]:
    """Return what would decide the case, an examination each with its burden and its risk."""
    return [deciderText(entry, translate) for entry in deciders(result)]


def classText(entry: RankedClass, translate: Translate = english) -> str:
    """Return a diagnosis; where it has several forms, with the leading one: "Other: hemangioma 62 %"."""
    title, form = translate(MODEL, entry.title), leadingForm(entry, translate)
    if not form:
        return title
    return translate("Report.DifferentialText", "{diagnosis}: {form} {share}").format(
        diagnosis=title, form=form, share=percent(entry.forms[0].share))


def leadingForm(entry: RankedClass, translate: Translate = english) -> str:
    """Return the most probable form of a diagnosis within a line, "" if it has but one."""
    return _withinText(entry.forms[0].title, translate) if len(entry.forms) > 1 else ""


def _classWithin(entry: RankedClass, translate: Translate) -> str:
    """Return a diagnosis within a sentence; one whose title does not name its leading form, with that."""
    title = _withinText(entry.title, translate)
    if len(entry.forms) < 2 or entry.forms[0].title.lower() in entry.title.lower():
        return title
    return translate("Report.DifferentialText", "{diagnosis} (mostly {form})").format(
        diagnosis=title, form=_withinText(entry.forms[0].title, translate))


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
    names = ", ".join(_withinText(title, translate) for title in contribution.settledBy.values())
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


def mostInformative(result: Result) -> tuple[NextFinding, ...]:
    """Return what to look at next, the most informative first.

    What the user has left out is not asked for again.
    """
    return _notLeftOut(result)[:_MOST_NEXT]


def _notLeftOut(result: Result) -> tuple[NextFinding, ...]:
    left = {feature for feature, answer in result.case.findings.items() if answer == NOT_ASSESSED}
    return tuple(entry for entry in result.nextFindings if entry.feature not in left)


def mostInfluential(result: Result) -> list[Omission]:
    """Return the findings without which the probability of the target would differ most."""
    present = result.differential.target.probability
    return sorted(result.sensitivity.omissions, key=lambda entry: -abs(entry.probability - present))[:_MOST_OMISSIONS]
