"""Simulated patients whose true ratios are known: how often do the 95 % intervals of Measurement hold them?"""

from .Coverage import BetweenCell, Cell, Design, FULL, QUICK, simulate
from .Tables import betweenCsv, cellsCsv, summary, tableText

__all__ = [
    "BetweenCell",
    "Cell",
    "Design",
    "FULL",
    "QUICK",
    "betweenCsv",
    "cellsCsv",
    "simulate",
    "summary",
    "tableText",
]
