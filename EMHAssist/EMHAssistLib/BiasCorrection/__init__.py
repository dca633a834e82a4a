"""Bias field correction: removes the shading by the receive coil. Pure functions of numbers and SimpleITK."""

from .Correction import correctBiasField

__all__ = ["correctBiasField"]
