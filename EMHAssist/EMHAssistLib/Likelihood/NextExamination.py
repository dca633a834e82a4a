"""Next examinations: the next most informative findings by what yields them, and what decides by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from .Model import Examination, Model
from .NextFinding import NextFinding


@dataclass(frozen=True)
class NextExamination:
    """An examination that could be done.

    :param findings: what it would tell of what is not known, the most informative first; none for an examination that
        answers no question of the model and decides by itself, such as a biopsy
    :param bits: those of the most informative of its findings, 0 without any; what one examination tells together is
        at least that
    :param targetBits: the same for the target against all the rest
    """

    examination: Examination
    findings: tuple[NextFinding, ...]
    bits: float
    targetBits: float = 0.0


def nextExaminations(model: Model, nextFindings: Sequence[NextFinding]) -> tuple[NextExamination, ...]:
    """Return the examinations that yield the next findings, the most informative first, then those that decide by
    themselves and answer no question.

    :param nextFindings: see there; the most informative first
    """
    found = []
    for examination in model.examinations:
        findings = tuple(each for each in nextFindings if each.examination.id == examination.id)
        if findings or examination.isDecisive:
            found.append(NextExamination(examination, findings, max((each.bits for each in findings), default=0.0),
                                         max((each.targetBits for each in findings), default=0.0)))
    return tuple(sorted(found, key=lambda each: (not each.findings, -each.bits)))
