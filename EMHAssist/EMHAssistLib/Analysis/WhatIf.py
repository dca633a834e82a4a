"""What the answer would be if one finding were another."""

from __future__ import annotations

from ..Likelihood import Differential
from ..Likelihood.Inference import differentialOf
from ..Likelihood.WeighedFindings import weigh
from ..Result import Result
from .Findings import countingFindings


def whatIf(result: Result, feature: str, answer: str) -> Differential | None:
    """Return the differential that entering an answer would give; nothing is measured anew.

    :param feature: id of a feature of the model
    :param answer: id of one of its answers, "" for not entered, NOT_ASSESSED to leave out what was measured
    :return: the same, to the bit, as that of analyze() with this answer; None where the result has no differential
    """
    if result.weighed is None:
        return None
    entered = {**result.case.findings, feature: answer}
    if not answer:
        del entered[feature]
    model, case = result.weighed.model, result.case
    findings, _doubts = countingFindings(result.measured, entered, model)
    return differentialOf(weigh(model, findings, case.clinicalSetting, case.assumptions))
