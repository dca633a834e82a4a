"""Cases whose diagnosis is proven: how well the model does on them, and a model that has learned from them. numpy only.
"""

from .Bootstrap import Estimate
from .ByClass import ClassResult, resultsByClass
from .CaseTable import CaseTable, ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, HOST_UNKNOWN, IMAGING_ONLY, findingsUnder
from .CrossValidation import AS_IT_IS, FEW_CASES, REPEATS, CrossValidation, crossValidate
from .Evaluation import (
    BLIND_CONDITIONS,
    DEFAULT_SETTING,
    EQUAL_PRIORS,
    FROM_HOST,
    SUBSETS,
    Evaluation,
    Performance,
    evaluateFile,
    performanceOf,
)
from .Folds import FOLDS
from .Learning import Learned, learn
from .Measures import MEASURES
from .Metrics import ReliabilityBin
from .Missingness import missingnessAuc
from .ModelUpdate import provenCases, updateModel
from .Temper import LOSSES, TemperChoice, chooseTemper

__all__ = [
    "ALL",
    "AS_IT_IS",
    "BLIND_CONDITIONS",
    "CONDITIONS",
    "CaseTable",
    "ClassResult",
    "CrossValidation",
    "DEFAULT_SETTING",
    "EQUAL_PRIORS",
    "Estimate",
    "Evaluation",
    "FEW_CASES",
    "FOLDS",
    "FROM_HOST",
    "HOST_UNKNOWN",
    "IMAGING_ONLY",
    "LOSSES",
    "Learned",
    "MEASURES",
    "Performance",
    "ProvenCase",
    "REPEATS",
    "ReliabilityBin",
    "SUBSETS",
    "TemperChoice",
    "chooseTemper",
    "crossValidate",
    "evaluateFile",
    "findingsUnder",
    "learn",
    "missingnessAuc",
    "performanceOf",
    "provenCases",
    "readCases",
    "resultsByClass",
    "updateModel",
]
