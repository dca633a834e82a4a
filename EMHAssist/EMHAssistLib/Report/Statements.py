"""Picture, setting and together: what the images say by themselves, what was to be expected beforehand, and how likely
the target is by both. Wherever the last one is written, the others stand beside it.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from ..Language import MODEL, Translate, english
from ..Likelihood import Differential, RankedClass, Verdict
from ..Likelihood.ClinicalSetting import PriorStep
from ..Likelihood.Differential import RARE_REASONS, REASON_RARE_OPEN, REASON_RARE_UNSEEN
from ..Likelihood.Picture import Factor, Leaning, Picture
from .DifferentialText import classWithin, intervalText, percent, priorText, timesText, withinText
from .Words import capitalized

_MOST_UNUSUAL = 3  # are worth a reader's time


def factorText(factor: Factor, translate: Translate = english) -> str:
    """Return how many times something is favored, with its 95 % interval: "3.9 times (2.8 to 5.3)"."""
    return translate("Report.Statements", "{times} times ({interval})").format(
        times=timesText(factor.value), interval=spanText(factor, translate))


def spanText(factor: Factor, translate: Translate = english) -> str:
    """Return the interval of a factor: "2.8 to 5.3"."""
    return translate("Report.Statements", "{low} to {high}").format(
        low=timesText(factor.low), high=timesText(factor.high))


def averageOf(picture: Picture) -> Factor:
    """Return how many times the images favor the side they lean to over the other one: the target over the average
    alternative, or that over the target where they speak against it."""
    return picture.average.inverse if picture.leaning == Leaning.AGAINST else picture.average


def statements(differential: Differential, translate: Translate = english) -> list[str]:
    """Return what belongs beside each other wherever the target's probability is written: a line each of what the
    images say, of what was to be expected beforehand, and of what follows from both."""
    return [pictureText(differential, translate), settingText(differential, translate),
            togetherText(differential, translate)]


def shortStatements(differential: Differential, translate: Translate = english) -> list[str]:
    """Return the same three as short as they can be read, for a view."""
    setting = differential.setting
    source = (translate("Report.Statements", "set by the user") if setting.isOverridden else
              ", ".join(withinText(step.title, translate) for step in setting.steps[1:] or setting.steps))
    return [translate("Report.Statements", "Picture: {picture}").format(
                picture=shortPicture(differential.picture, translate)),
            translate("Report.Statements", "Setting: {prior} ({setting})").format(
                prior=priorText(priorOf(differential)), setting=source),
            togetherText(differential, translate)]


def headlineNumbers(differential: Differential, translate: Translate = english) -> str:
    """Return the same three in one line, the last one with its interval."""
    return translate("Report.Statements", "picture {picture}; setting {prior}; together {probability}").format(
        picture=shortPicture(differential.picture, translate), prior=priorText(priorOf(differential)),
        probability=intervalText(differential.target, translate))


def priorOf(differential: Differential) -> float:
    """Return the prior probability of the target that counts, which the user may have set."""
    return differential.setting.priors[differential.target.id]


def shortPicture(picture: Picture, translate: Translate = english) -> str:
    """Return which way the images point, and how far: "favors EMH 3.9x"."""
    times = timesText(averageOf(picture).value)
    if picture.leaning == Leaning.UNKNOWN:
        return translate("Report.Statements", "not assessed")
    if picture.leaning == Leaning.FAVORS:
        return translate("Report.Statements", "favors EMH {times}x").format(times=times)
    if picture.leaning == Leaning.AGAINST:
        return translate("Report.Statements", "against EMH {times}x").format(times=times)
    return translate("Report.Statements", "open ({times}x)").format(times=times)


def pictureText(differential: Differential, translate: Translate = english) -> str:
    """Return which way the images point by themselves: against the average alternative and the strongest one."""
    picture = differential.picture
    if picture.leaning == Leaning.UNKNOWN:
        return translate("Report.Statements", "Picture: no finding in the images has been assessed")
    average = {Leaning.FAVORS: translate("Report.Statements",
                                         "Picture: favors EMH {factor} over the average alternative"),
               Leaning.AGAINST: translate("Report.Statements",
                                          "Picture: speaks against EMH, the average alternative fits {factor} better"),
               Leaning.OPEN: translate("Report.Statements",
                                       "Picture: open, EMH fits {factor} as well as the average alternative")}
    strongest = (translate("Report.Statements", "{factor} over {rival}, the strongest")
                 if picture.strongest.value >= 1 else
                 translate("Report.Statements", "{rival}, the strongest, fits {factor} better"))
    return "; ".join((
        average[picture.leaning].format(factor=factorText(averageOf(picture), translate)),
        strongest.format(rival=_rivalText(differential, translate), factor=factorText(
            picture.strongest if picture.strongest.value >= 1 else picture.strongest.inverse, translate))))


def _rivalText(differential: Differential, translate: Translate) -> str:
    return classWithin(_entryOf(differential, differential.picture.rival), translate)


def _entryOf(differential: Differential, classId: str) -> RankedClass:
    return next(entry for entry in differential.classes if entry.id == classId)


def settingText(differential: Differential, translate: Translate = english) -> str:
    """Return the prior of the target and where it comes from, step by step."""
    setting = differential.setting
    steps = ", ".join(_stepText(step, translate) for step in setting.steps)
    if len(setting.steps) == 1 and not setting.isOverridden:
        steps = withinText(setting.steps[0].title, translate)
    if setting.isOverridden:
        return translate("Report.Statements", "Setting: {prior}, set by the user instead of {steps}").format(
            prior=priorText(priorOf(differential)), steps=steps)
    return translate("Report.Statements", "Setting: {prior} beforehand ({steps})").format(
        prior=priorText(priorOf(differential)), steps=steps)


def _stepText(step: PriorStep, translate: Translate) -> str:
    title = withinText(step.title, translate)
    if not step.counts:
        return translate("Report.Statements", "{step} not counted beside the other").format(step=title)
    text = f"{title} {priorText(step.prior)}"
    return translate("Report.Statements", "{step} by a finding").format(step=text) if step.isStated else text


def togetherText(differential: Differential, translate: Translate = english) -> str:
    """Return how likely the target is with its interval; no number where the evidence is insufficient: it would be
    little more than the prior, and read as an answer."""
    if differential.verdict == Verdict.INSUFFICIENT:
        return translate("Report.Statements", "Together: insufficient evidence")
    return translate("Report.Statements", "Together: {probability}").format(
        probability=intervalText(differential.target, translate))


def rarityText(differential: Differential, translate: Translate = english) -> str:
    """Return that the setting alone makes the number small, "" where it does not.

    That is so where the target is rarer beforehand than a diagnosis is on the average and at most an even chance in the
    end, although the images favor it; or where they are open and nothing else keeps the verdict from "unlikely".
    """
    isRare = differential.setting.isRare(differential.target.id) and differential.target.probability < 0.5
    if differential.verdict == Verdict.INSUFFICIENT or not isRare:
        return ""
    if differential.picture.leaning == Leaning.FAVORS:
        return translate("Report.Statements", "rare in this setting; the picture fits EMH")
    if differential.reason == REASON_RARE_OPEN:
        return translate("Report.Statements", "rare in this setting; the picture leaves EMH open")
    if differential.reason == REASON_RARE_UNSEEN:
        return translate("Report.Statements", "rare in this setting; no image finding assessed")
    return ""


def raritySentence(differential: Differential, translate: Translate = english) -> str:
    """Return the same as a sentence begins."""
    return capitalized(rarityText(differential, translate))


def reasonText(differential: Differential, translate: Translate = english) -> str:
    """Return by which rule the verdict is reached, and that the target is rare in the setting where that is not the
    rule itself."""
    reason = translate("Likelihood.Differential", differential.reason)
    rarity = raritySentence(differential, translate)
    isSaid = differential.reason in RARE_REASONS
    return reason if isSaid or not rarity else f"{reason} {rarity}."


def unusualText(differential: Differential, translate: Translate = english, most: int = _MOST_UNUSUAL) -> str:
    """Return what is unusual for the leading diagnosis and less so for the target, "" for nothing.

    :param most: how many findings are named, the strangest first
    """
    if not differential.unusual:
        return ""
    findings = "; ".join(translate(
        "Report.Statements", "{finding} ({here}, EMH {target})").format(
            finding=f"{translate(MODEL, entry.title)}: {translate(MODEL, entry.answer)}",
            here=percent(entry.probability), target=percent(entry.ofTarget))
        for entry in differential.unusual[:most])
    return translate("Report.Statements", "Unusual for {diagnosis}: {findings}").format(
        diagnosis=classWithin(differential.classes[0], translate), findings=findings)
