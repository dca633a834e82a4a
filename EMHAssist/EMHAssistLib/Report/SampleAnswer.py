"""What a case of the teaching set is, what the software says of it, and what decided.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from ..Language import MODEL, Translate, english
from ..Likelihood import Verdict
from ..Phantom.SampleCases import SampleCase
from ..Result import Result
from ..Word import Word
from .DifferentialText import decibansText, intervalText, percent, ranked
from .Readout import verdictTitle

# The leading diagnosis counts as said from this probability on.
_SAID = 0.5
_MOST_FINDINGS = 3


class Outcome(Word):
    """How what the software says stands beside the truth."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDETERMINED = "undetermined"


def outcomeOf(sample: SampleCase, result: Result) -> Outcome:
    """Return whether the leading diagnosis is the true one; undetermined where it has less than half of the
    probability, or the evidence is insufficient."""
    differential = result.differential
    if differential is None or differential.verdict == Verdict.INSUFFICIENT:
        return Outcome.UNDETERMINED
    leading = differential.classes[0]
    if leading.probability < _SAID:
        return Outcome.UNDETERMINED
    return Outcome.RIGHT if leading.id == sample.diagnosis else Outcome.WRONG


def sampleAnswerText(sample: SampleCase, result: Result, translate: Translate = english) -> str:
    """Return the truth, what the software says beside it, and the findings that weigh most, a line each."""
    title = translate("Phantom.SampleCases", sample.title)
    lines = [translate("Report.SampleAnswer", "Made of: {tissue}").format(tissue=title)]
    differential = result.differential
    if differential is None:
        return "\n".join([*lines, verdictTitle(result, translate)])
    leading, target = differential.classes[0], differential.target
    said = [f"{translate(MODEL, leading.title)} {percent(leading.probability)}"]
    if leading.id != target.id:
        said.append(translate("Report.SampleAnswer", "EMH {probability}").format(
            probability=intervalText(target, translate)))
    form = {Outcome.RIGHT: translate("Report.SampleAnswer", "The software is right: {diagnoses}"),
            Outcome.WRONG: translate("Report.SampleAnswer", "The software is wrong: {diagnoses}"),
            Outcome.UNDETERMINED: translate("Report.SampleAnswer", "The software leaves it open: {diagnoses}")}
    lines.append(form[outcomeOf(sample, result)].format(diagnoses=", ".join(said)))
    weighing = [entry for entry in ranked(differential.contributions) if not entry.note][:_MOST_FINDINGS]
    if weighing:
        lines.append(translate("Report.SampleAnswer", "Decided by: {findings}").format(findings="; ".join(
            f"{translate(MODEL, entry.title)}: {translate(MODEL, entry.answer)} ({decibansText(entry.decibans)})"
            for entry in weighing)))
    return "\n".join(lines)
