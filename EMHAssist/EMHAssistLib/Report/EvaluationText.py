"""A model judged on proven cases as plain text for a terminal."""

from __future__ import annotations

from ..Cohort import ALL, MEASURES, Estimate, Evaluation, Performance
from ..Likelihood import Verdict
from .DifferentialText import percent
from .EvaluationFigures import (
    CONDITION_TITLES,
    SETTING_TITLES,
    SUBSET_TITLES,
    classTitles,
    countText,
    firstAndThree,
    numbers,
)
from .Readout import RESEARCH_USE
from .Terminal import alignedColumns
from .Words import capitalized


def evaluationText(evaluation: Evaluation) -> str:
    """Return the measures with their intervals, the baseline, each class, the reliability tables, the cases that are
    wrong and all remarks."""
    model = evaluation.model
    parts = [f"{model.name} {model.version}, setting {evaluation.clinicalSetting}, {len(evaluation.cases)} cases. "
             "Values with 95 % bootstrap intervals."]
    for subset, conditions in evaluation.performances.items():
        parts += [_heading(SUBSET_TITLES[subset], conditions[ALL]), _measures(conditions)]
    parts += ["Baseline: AUC by which findings are stated, whatever they say, cross-validated. A model that sees what "
              "is missing gains as much from the way of reporting.", _missingness(evaluation),
              "Each class: own class first / among the first three", _classes(evaluation),
              "All findings: what each class is told of EMH, with equal priors and with the setting that follows from "
              "its host findings", _settings(evaluation),
              "Reliability: cases by P(EMH), and how many of them are EMH (95 % interval of Wilson)",
              _reliability(evaluation), _wrongCases(evaluation),
              "\n".join(f"Note: {remark}" for remark in evaluation.remarks), RESEARCH_USE]
    return "\n\n".join(filter(None, parts))


def _heading(title: str, performance: Performance) -> str:
    return f"{capitalized(title)}: {performance.n} cases, {performance.nTarget} of them EMH"


def _measures(conditions) -> str:
    rows = [("", *(CONDITION_TITLES[condition] for condition in conditions))]
    rows += [(title, *(estimateText(one.measures[name]) for one in conditions.values()))
             for name, title in MEASURES.items()]
    return alignedColumns(rows)


def estimateText(one: Estimate) -> str:
    """Return a value with its interval, or a dash."""
    return numbers(one, digits=3)


def _missingness(evaluation: Evaluation) -> str:
    rows = [("", *(CONDITION_TITLES[condition] for condition in evaluation.missingness[ALL]))]
    rows += [(SUBSET_TITLES[subset], *map(estimateText, conditions.values()))
             for subset, conditions in evaluation.missingness.items()]
    return alignedColumns(rows)


def _classes(evaluation: Evaluation) -> str:
    titles = classTitles(evaluation)
    rows = [("", "cases", *(CONDITION_TITLES[condition] for condition in evaluation.byClass))]
    rows += [(titles[classId], str(one.n), *(firstAndThree(classes[classId])
                                             for classes in evaluation.byClass.values()))
             for classId, one in evaluation.byClass[ALL].items()]
    return alignedColumns(rows)


def _settings(evaluation: Evaluation) -> str:
    titles = classTitles(evaluation)
    rows = [("", "setting", "P(EMH) of 10 % or less", *map(str, Verdict))]
    rows += [(titles[classId], SETTING_TITLES[name], countText(one.dismissed, one.n),
              *map(str, one.verdicts.values()))
             for name, classes in evaluation.bySetting.items() for classId, one in classes.items()]
    return alignedColumns(rows)


def _reliability(evaluation: Evaluation) -> str:
    rows = [("cases", "findings", "P(EMH)", "n", "mean P(EMH)", "EMH", "observed")]
    for subset in ("all", "histology"):
        for condition, performance in evaluation.performances[subset].items():
            rows += [(SUBSET_TITLES[subset], CONDITION_TITLES[condition], f"{one.low:.1f} to {one.high:.1f}",
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
