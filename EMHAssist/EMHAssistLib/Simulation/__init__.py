"""Simulated patients whose true ratios are known: how often do the 95 % intervals of Measurement hold them?"""

from .Coverage import FULL, QUICK, BetweenCoverageCell, CoverageCell, Design, simulate
from .CoverageTables import betweenCsv, cellsCsv, summary, tableText

__all__ = [
    "BetweenCoverageCell",
    "CoverageCell",
    "Design",
    "FULL",
    "QUICK",
    "betweenCsv",
    "cellsCsv",
    "simulate",
    "summary",
    "tableText",
]
