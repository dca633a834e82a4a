"""What a model says of proven cases, and how well: discrimination, calibration and confident errors.

All cases are weighed under one setting, whatever is known of each: by default the one under which all diagnoses are
equally likely beforehand, so that only the findings speak. A setting chosen case by case would hold the answer. What a
user would see is told beside it: there conditions of the patient follow from the host findings, and the prior from
them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..Likelihood import Differential, Model, evaluate
from ..Likelihood.Attribution import DECIBANS_PER_NAT
from ..Likelihood.ClinicalSetting import clinicalSetting
from .Bootstrap import Estimate
from .ByClass import ClassResult, probabilitiesOf, resultsByClass
from .CaseTable import ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, IMAGING_ONLY, findingsUnder
from .Measures import estimates, measuresOf
from .Metrics import CONFIDENT, ReliabilityBin, reliability
from .Missingness import missingnessAuc
from .Steps import Steps

DEFAULT_SETTING = "uniform"
# The first base prior of a model, which takes conditions: what it starts from where nothing was chosen.
HOST_SETTING = ""
EQUAL_PRIORS, FROM_HOST = "equal_priors", "from_host"
# Findings of which it can be said whether they are stated without looking at what they say.
BLIND_CONDITIONS = (ALL, IMAGING_ONLY)
# Which cases, by how they were proven: to whether a case belongs to them.
SUBSETS: dict[str, Callable[[ProvenCase], bool]] = {
    "all": lambda case: True,
    "histology": lambda case: case.isHistology,
    "strict": lambda case: not case.isPresacral,
}


@dataclass(frozen=True)
class Performance:
    """How well a model does on some cases.

    :param n: number of cases
    :param nTarget: number of them that have the target diagnosis
    :param measures: for each key of MEASURES its value; NaN or infinite where it is not defined
    """

    n: int
    nTarget: int
    measures: Mapping[str, Estimate] = field(hash=False)
    reliability: tuple[ReliabilityBin, ...]


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A model judged on proven cases.

    :param answers: {condition: the differential of each case}
    :param hostAnswers: the differential of each case under all its findings, where its host findings set the prior
    :param performances: {subset: {condition: Performance}}
    :param byClass: {condition: {class id: ClassResult}}, of all cases
    :param bySetting: {EQUAL_PRIORS or FROM_HOST: {class id: ClassResult}}, of all cases under all findings; without
        EQUAL_PRIORS where the model has no such setting
    :param missingness: {subset: {one of BLIND_CONDITIONS: AUC by which findings are stated}}
    :param remarks: what was left out or not understood of the file
    :param sha256: of the file
    """

    model: Model
    clinicalSetting: str
    cases: tuple[ProvenCase, ...]
    answers: Mapping[str, tuple[Differential, ...]]
    hostAnswers: tuple[Differential, ...]
    performances: Mapping[str, Mapping[str, Performance]]
    byClass: Mapping[str, Mapping[str, ClassResult]]
    bySetting: Mapping[str, Mapping[str, ClassResult]]
    missingness: Mapping[str, Mapping[str, Estimate]]
    remarks: tuple[str, ...]
    sha256: str

    @property
    def differentials(self) -> tuple[Differential, ...]:
        """The differential of each case under all its findings."""
        return self.answers[ALL]

    def isWrong(self, index: int) -> bool:
        """Tell whether the most probable class of a case is not the true one."""
        return self.differentials[index].classes[0].id != self.cases[index].classId

    def isConfidentlyWrong(self, index: int) -> bool:
        """Tell whether a wrong class has a probability of at least CONFIDENT."""
        return self.isWrong(index) and self.differentials[index].classes[0].probability >= CONFIDENT


def evaluateFile(path: str | os.PathLike, model: Model, setting: str = DEFAULT_SETTING,
                 progress: Callable[[float], None] = lambda fraction: None) -> Evaluation:
    """Judge a model on a table of proven cases. Same file and model, same result.

    :param path: CSV file, see readCases
    :param setting: id of the setting under which all cases are weighed
    :param progress: called with the fraction done
    :raises ValueError: the file cannot be used, or the model has no such setting
    """
    clinicalSetting(model, setting)
    table = readCases(path, model)
    cases = table.cases
    # The figures of a subset take about as long as the cases under one condition.
    parts = Steps(progress, len(CONDITIONS) + 2 + len(CONDITIONS) * len(SUBSETS))

    def answersUnder(condition, prior):
        answers = []
        for number, case in enumerate(cases):
            answers.append(evaluate(model, findingsUnder(condition, case, model), prior))
            parts.within((number + 1) / len(cases))
        parts.done()
        return tuple(answers)

    answers = {condition: answersUnder(condition, setting) for condition in CONDITIONS}
    bySetting = {FROM_HOST: answersUnder(ALL, HOST_SETTING)}
    if setting == DEFAULT_SETTING:
        bySetting[EQUAL_PRIORS] = answers[ALL]
    elif any(base.id == DEFAULT_SETTING for base in model.basePriors):
        bySetting[EQUAL_PRIORS] = answersUnder(ALL, DEFAULT_SETTING)
    performances: dict[str, dict[str, Performance]] = {}
    missingness = {}
    for subset, belongs in SUBSETS.items():
        members = [index for index, case in enumerate(cases) if belongs(case)]
        performances[subset] = {}
        for condition in CONDITIONS:
            performances[subset][condition] = performanceOf(
                model, [cases[index].classId for index in members],
                [answers[condition][index] for index in members])
            parts.done()
        missingness[subset] = {condition: missingnessAuc(model, [cases[index] for index in members], condition)
                               for condition in BLIND_CONDITIONS}
    classIds = [case.classId for case in cases]
    progress(1.0)
    return Evaluation(
        model, setting, cases, answers, bySetting[FROM_HOST], performances,
        {condition: resultsByClass(model, classIds, each) for condition, each in answers.items()},
        {name: resultsByClass(model, classIds, bySetting[name]) for name in (EQUAL_PRIORS, FROM_HOST)
         if name in bySetting}, missingness, table.remarks, table.sha256)


def performanceOf(model: Model, classIds: Sequence[str], differentials: Sequence[Differential]) -> Performance:
    """Return how well differentials fit the truth, with bootstrap intervals.

    :param classIds: the true class of each case
    :param differentials: the differential of each case
    """
    isTarget = np.array([classId == model.target for classId in classIds], dtype=bool)
    logOdds = np.array([one.totalDecibans for one in differentials], dtype=np.float64) / DECIBANS_PER_NAT
    probabilities = probabilitiesOf(model, differentials)
    truth = np.array([model.classIds().index(classId) for classId in classIds], dtype=int)
    target = model.classIds().index(model.target)
    found = estimates(measuresOf(probabilities, logOdds, truth, target), isTarget)
    return Performance(len(isTarget), int(isTarget.sum()), found, reliability(probabilities[:, target], isTarget))
