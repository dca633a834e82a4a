"""Simulated patients whose truth is known: what the intervals hold, what lesions look like, and what is noticed."""

from .Coverage import FULL, QUICK, BetweenCoverageCell, CoverageCell, Design, simulate
from .CoverageTables import betweenCsv, cellsCsv, summary, tableText
from .Detection import simulateDetection
from .DetectionTables import detectionCsv, detectionText
from .Lesions import simulateLesions
from .LesionTables import answersCsv, lesionsCsv, lesionsText
from .SpineCoverage import QUICK_SPINE, SPINE, SpineDesign, simulateSpine
from .SpineTables import spineCsv, spineText

__all__ = [
    "BetweenCoverageCell",
    "CoverageCell",
    "Design",
    "FULL",
    "QUICK",
    "QUICK_SPINE",
    "SPINE",
    "SpineDesign",
    "answersCsv",
    "betweenCsv",
    "cellsCsv",
    "detectionCsv",
    "detectionText",
    "lesionsCsv",
    "lesionsText",
    "simulate",
    "simulateDetection",
    "simulateLesions",
    "simulateSpine",
    "spineCsv",
    "spineText",
    "summary",
    "tableText",
]
