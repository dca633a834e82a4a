"""Findings: what the measurements say in the words of the model, what the user entered, and which of them count."""

from .CountedFindings import countingFindings
from .MeasuredFindings import measuredFindings

__all__ = ["countingFindings", "measuredFindings"]
