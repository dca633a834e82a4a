"""A model judged on proven cases as plain text for a terminal."""

from __future__ import annotations

from math import inf, isfinite, isnan

from ..Cohort import ALL, MEASURES, Estimate, Evaluation, Performance
from .DifferentialText import percent
from .Readout import RESEARCH_USE
from .Terminal import alignedColumns

_SUBSET_TITLES = {"all": "all cases", "histology": "proven by histology"}
CONDITION_TITLES = {"all": "all findings", "imaging_only": "imaging only",
                    "host_unknown": "host unknown unless stated"}


def evaluationText(evaluation: Evaluation) -> str:
    """Return the measures with their intervals, the reliability tables, the cases that are wrong and all remarks."""
    model = evaluation.model
    parts = [f"{model.name} {model.version}, setting {evaluation.clinicalSetting}, {len(evaluation.cases)} cases. "
             "Values with 95 % bootstrap intervals."]
    for subset, conditions in evaluation.performances.items():
        parts += [_heading(_SUBSET_TITLES[subset], conditions[ALL]), _measures(conditions)]
    parts += ["Reliability: cases by P(EMH), and how many of them are EMH (95 % interval of Wilson)",
              _reliability(evaluation), _wrongCases(evaluation),
              "\n".join(f"Note: {remark}" for remark in evaluation.remarks), RESEARCH_USE]
    return "\n\n".join(filter(None, parts))


def _heading(title: str, performance: Performance) -> str:
    return f"{title[0].upper()}{title[1:]}: {performance.n} cases, {performance.nTarget} of them EMH"


def _measures(conditions) -> str:
    rows = [("", *(CONDITION_TITLES[condition] for condition in conditions))]
    rows += [(title, *(estimateText(one.measures[name]) for one in conditions.values()))
             for name, title in MEASURES.items()]
    return alignedColumns(rows)


def estimateText(one: Estimate) -> str:
    """Return a value with its interval, or a dash."""
    if isnan(one.value):
        return "-"
    return f"{_number(one.value)} ({_number(one.low)} to {_number(one.high)})"


def _number(value):
    if isfinite(value):
        return f"{value:.3f}"
    return {inf: "infinite", -inf: "-infinite"}.get(value, "?")


def _reliability(evaluation: Evaluation) -> str:
    rows = [("cases", "findings", "P(EMH)", "n", "mean P(EMH)", "EMH", "observed")]
    for subset, conditions in evaluation.performances.items():
        for condition, performance in conditions.items():
            rows += [(_SUBSET_TITLES[subset], CONDITION_TITLES[condition], f"{one.low:.1f} to {one.high:.1f}",
                      str(one.cases), f"{one.predicted:.2f}", str(one.targets),
                      f"{one.observed:.2f} ({one.observedLow:.2f} to {one.observedHigh:.2f})")
                     for one in performance.reliability if one.cases]
    return alignedColumns(rows)


def _wrongCases(evaluation: Evaluation) -> str:
    """Return the hard cases that are wrong under all findings, and whatever else is wrong with confidence."""
    told = [index for index, case in enumerate(evaluation.cases)
            if evaluation.isConfidentlyWrong(index) or (case.isHard and evaluation.isWrong(index))]
    hard = sum(case.isHard for case in evaluation.cases)
    hardWrong = sum(evaluation.cases[index].isHard for index in told)
    confident = sum(map(evaluation.isConfidentlyWrong, range(len(evaluation.cases))))
    summary = (f"All findings: {hardWrong} of {hard} hard cases are wrong (another class comes first); {confident} of "
               f"{len(evaluation.cases)} cases are wrong with confidence (90 % or more)")
    rows = [("case", "diagnosis", "first class", "its probability", "P(EMH)", "verdict", "")]
    for index in told:
        case, answer = evaluation.cases[index], evaluation.differentials[index]
        rows.append((case.caseId, case.diagnosis, answer.classes[0].id, percent(answer.classes[0].probability),
                     percent(answer.target.probability), answer.verdict,
                     "CONFIDENT" if evaluation.isConfidentlyWrong(index) else ""))
    return f"{summary}\n{alignedColumns(rows)}" if told else summary
