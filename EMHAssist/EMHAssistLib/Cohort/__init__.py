"""Cases whose diagnosis is proven: read from a table, and what the model says of them. numpy only."""

from .CaseTable import CaseTable, ProvenCase, readCases
from .Conditions import ALL, CONDITIONS, HOST_UNKNOWN, IMAGING_ONLY, findingsUnder

__all__ = [
    "ALL",
    "CONDITIONS",
    "CaseTable",
    "HOST_UNKNOWN",
    "IMAGING_ONLY",
    "ProvenCase",
    "findingsUnder",
    "readCases",
]
