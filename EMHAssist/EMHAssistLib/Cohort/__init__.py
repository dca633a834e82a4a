"""Cases whose diagnosis is proven: how well the model does on them, and a model that has learned from them. numpy only.
"""

from .Bootstrap import Estimate
from .CaseTable import CaseTable, ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, HOST_UNKNOWN, IMAGING_ONLY, findingsUnder
from .CrossValidation import AS_IT_IS, FEW_CASES, FOLDS, REPEATS, CrossValidation, crossValidate
from .Evaluation import DEFAULT_SETTING, SUBSETS, Evaluation, Performance, evaluateFile, performanceOf
from .Learning import Learned, learn
from .Measures import MEASURES
from .ModelUpdate import provenCases, updateModel

__all__ = [
    "ALL",
    "AS_IT_IS",
    "CONDITIONS",
    "CaseTable",
    "CrossValidation",
    "DEFAULT_SETTING",
    "Estimate",
    "Evaluation",
    "FEW_CASES",
    "FOLDS",
    "HOST_UNKNOWN",
    "IMAGING_ONLY",
    "Learned",
    "MEASURES",
    "Performance",
    "ProvenCase",
    "REPEATS",
    "SUBSETS",
    "crossValidate",
    "evaluateFile",
    "findingsUnder",
    "learn",
    "performanceOf",
    "provenCases",
    "readCases",
    "updateModel",
]
