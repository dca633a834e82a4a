"""Cases whose diagnosis is proven: read from a table, and how well the model does on them. numpy only."""

from .Bootstrap import Estimate
from .CaseTable import CaseTable, ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, HOST_UNKNOWN, IMAGING_ONLY, findingsUnder
from .Evaluate import DEFAULT_SETTING, Evaluation, Performance, SUBSETS, evaluateFile, performanceOf
from .Measures import MEASURES

__all__ = [
    "ALL",
    "CONDITIONS",
    "CaseTable",
    "DEFAULT_SETTING",
    "Estimate",
    "Evaluation",
    "HOST_UNKNOWN",
    "IMAGING_ONLY",
    "MEASURES",
    "Performance",
    "ProvenCase",
    "SUBSETS",
    "evaluateFile",
    "findingsUnder",
    "performanceOf",
    "readCases",
]
