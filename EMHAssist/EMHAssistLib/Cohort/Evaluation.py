"""What a model says of proven cases, and how well: discrimination, calibration and confident errors.

All cases are weighed under one setting, whatever is known of each: by default the one under which all diagnoses are
equally likely beforehand, so that only the findings speak. A setting chosen case by case would hold the answer.
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
from .CaseTable import ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, findingsUnder
from .Measures import estimates, measuresOf
from .Metrics import CONFIDENT, ReliabilityBin, reliability

DEFAULT_SETTING = "uniform"
# Which cases, by how they were proven: to whether a case belongs to them.
SUBSETS: dict[str, Callable[[ProvenCase], bool]] = {
    "all": lambda case: True,
    "histology": lambda case: case.isHistology,
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

    :param differentials: the differential of each case under all its findings
    :param performances: {subset: {condition: Performance}}
    :param remarks: what was left out or not understood of the file
    :param sha256: of the file
    """

    model: Model
    clinicalSetting: str
    cases: tuple[ProvenCase, ...]
    differentials: tuple[Differential, ...]
    performances: Mapping[str, Mapping[str, Performance]]
    remarks: tuple[str, ...]
    sha256: str

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
    differentials = {}
    # The bootstrap takes about as long as the cases under one condition, for each subset and condition.
    steps = len(CONDITIONS) * (1 + len(SUBSETS))
    done = 0
    for condition in CONDITIONS:
        differentials[condition] = []
        for number, case in enumerate(cases):
            differentials[condition].append(evaluate(model, findingsUnder(condition, case, model), setting))
            progress((done + (number + 1) / len(cases)) / steps)
        done += 1
    performances: dict[str, dict[str, Performance]] = {}
    for subset, belongs in SUBSETS.items():
        members = [index for index, case in enumerate(cases) if belongs(case)]
        performances[subset] = {}
        for condition in CONDITIONS:
            performances[subset][condition] = performanceOf(
                model, [cases[index].classId for index in members],
                [differentials[condition][index] for index in members])
            done += 1
            progress(done / steps)
    return Evaluation(model, setting, cases, tuple(differentials[ALL]), performances, table.remarks, table.sha256)


def performanceOf(model: Model, classIds: Sequence[str], differentials: Sequence[Differential]) -> Performance:
    """Return how well differentials fit the truth, with bootstrap intervals.

    :param classIds: the true class of each case
    :param differentials: the differential of each case
    """
    isTarget = np.array([classId == model.target for classId in classIds], dtype=bool)
    logOdds = np.array([one.totalDecibans for one in differentials], dtype=np.float64) / DECIBANS_PER_NAT
    byClass = [one.probabilities() for one in differentials]
    probabilities = np.array([[each[classId] for classId in model.classIds()] for each in byClass])
    probabilities = probabilities.reshape(-1, len(model.classes))
    truth = np.array([model.classIds().index(classId) for classId in classIds], dtype=int)
    target = model.classIds().index(model.target)
    found = estimates(measuresOf(probabilities, logOdds, truth, target), isTarget)
    return Performance(len(isTarget), int(isTarget.sum()), found, reliability(probabilities[:, target], isTarget))
