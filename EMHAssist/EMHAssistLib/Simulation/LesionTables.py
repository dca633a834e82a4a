"""Simulated lesions as files and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite, isnan
from statistics import median

from .CsvText import csvText
from .Lesions import CLASSES, DANGERS, KINDS, LesionAnswer, LesionRatio

_SEQUENCES = ("T1", "T2", "STIR", "T1post")


def lesionsCsv(ratios: Sequence[LesionRatio]) -> str:
    """Return the ratios as CSV; what was not measured is empty."""
    names = ("tissue", "marrow", "patient", "region", "sequence", "truth", "ratio", "low", "high", "here_low",
             "here_high", "claimed_low", "claimed_high", "relation", "refused")
    rows = [(one.lesion, one.marrow, one.patient, one.region, one.sequence, f"{one.truth:.4f}",
             *map(_number, (one.comparison.value, one.comparison.low, one.comparison.high, one.comparison.hereLow,
                            one.comparison.hereHigh, *one.comparison.claimed)),
             str(one.comparison.relation), one.refused)
            for one in ratios]
    return csvText(names, rows)


def answersCsv(answers: Sequence[LesionAnswer]) -> str:
    """Return what the images say as CSV: probabilities of all classes without and with signal."""
    classes = sorted(set(CLASSES.values()) | set(answers[0].probabilities))
    names = ("tissue", "marrow", "patient", "images_db", "images_db_untold", "right_direction", "fits_better", "named",
             "dangers", *(f"p_{name}" for name in classes), *(f"p_{name}_without_signal" for name in classes))
    rows = [(one.lesion, one.marrow, one.patient, f"{one.decibans:.3f}", f"{one.decibansUntold:.3f}",
             _word(one.isRight), " ".join(one.better), _word(one.isNamed),
             " ".join(one.dangers),
             *(f"{one.probabilities[name]:.4f}" for name in classes),
             *(f"{one.without[name]:.4f}" for name in classes)) for one in answers]
    return csvText(names, rows)


def lesionsText(ratios: Sequence[LesionRatio], answers: Sequence[LesionAnswer]) -> str:
    """Return a summary in words and one line for each tissue and marrow as Markdown: medians over patients and
    regions."""
    emh = {kind: one for kind in KINDS if (one := _medianAnswer(answers, kind))}
    right = sum(one.isRight for one in answers)
    dangerous = [one for one in answers if one.lesion in DANGERS]
    found = sum(one.isDangerNamed for one in dangerous)
    named = sum(one.isNamed for one in answers)
    lines = [f"The signal of {len(answers)} lesions moves the odds of EMH in the right direction in {right}, and "
             f"what they are fits better than EMH in {named} (EMH itself counted). Where "
             f"they are a danger it is named in {found} of {len(dangerous)}.", "",
             f"The interval of a ratio to the mean marrow holds the true one in {_held(ratios, False)} of ratios of "
             f"paravertebral regions, and in {_held(ratios, True)} of those of epidural ones, which lie nearer to the "
             f"coil; the interval that is claimed, which knows of that, in {_held(ratios, False, isClaim=True)} and "
             f"{_held(ratios, True, isClaim=True)} (lesions.csv).", "",
             "| tissue | marrow | T1 true / measured | T2 | STIR | T1post | signal, dB (nothing told) | right | "
             "P(EMH) without / with | fits better than EMH | dangers named |", "|" + "---|" * 11]
    for lesion, marrow in emh:
        part = [one for one in answers if (one.lesion, one.marrow) == (lesion, marrow)]
        typical = _medianAnswer(answers, (lesion, marrow))
        cells = [_ratios(one for one in ratios if (one.lesion, one.marrow, one.sequence) == (lesion, marrow, sequence))
                 for sequence in _SEQUENCES]
        lines.append(f"| {lesion} | {marrow} | {' | '.join(cells)} | {typical.decibans:+.1f} "
                     f"({typical.decibansUntold:+.1f}) | {sum(one.isRight for one in part)}/{len(part)} | "
                     f"{typical.without['emh']:.2f} / {typical.probabilities['emh']:.2f} | "
                     f"{', '.join(typical.better) or 'nothing'} | "
                     f"{', '.join(typical.dangers) or '-'} |")
    return "\n".join(lines)


def _medianAnswer(answers: Sequence[LesionAnswer], kind: tuple[str, str]) -> LesionAnswer | None:
    """The patient in the middle by what signal says."""
    part = sorted((one for one in answers if (one.lesion, one.marrow) == kind), key=lambda one: one.decibans)
    return part[(len(part) - 1) // 2] if part else None


def _ratios(ratios: Iterable[LesionRatio]) -> str:
    """Return the true ratio and the middle one of those measured, or of their bounds where signal is below noise."""
    part = list(ratios)
    if not part:
        return "-"
    found = [one.comparison for one in part if one.comparison.measurable]
    values = [one.value for one in found if not one.isBound]
    high, low = ([bound for one in found if isfinite(bound := getattr(one, name))] for name in ("high", "low"))
    if 2 * len(values) > len(part):
        measured = f"{median(values):.2f}"
    elif high:
        measured = f"< {median(high):.2f}"
    else:
        measured = f"> {median(low):.2f}" if low else "none"
    return f"{part[0].truth:.2f} / {measured}"


def _held(ratios: Sequence[LesionRatio], isEpidural: bool, isClaim: bool = False) -> str:
    part = [one.isClaimHeld if isClaim else one.isHeld for one in ratios
            if one.isEpidural == isEpidural and one.comparison.measurable]
    return f"{sum(part) / len(part):.0%}" if part else "none"


def _number(value: float) -> str:
    return "" if isnan(value) else f"{value:.4f}"


def _word(value: bool) -> str:
    return "yes" if value else "no"

