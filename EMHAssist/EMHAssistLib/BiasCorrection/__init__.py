"""Bias field correction: removes the shading by the receive coil. Pure functions of numbers and SimpleITK."""

from .Correction import correctBiasField
from .Evidence import Reference

__all__ = ["Reference", "correctBiasField"]
