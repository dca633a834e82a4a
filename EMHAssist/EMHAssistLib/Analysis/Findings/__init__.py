"""Findings: what the measurements say in the words of the model, what the user entered, and which of them count."""

from .Counting import countingFindings
from .Measured import measuredFindings

__all__ = ["countingFindings", "measuredFindings"]
