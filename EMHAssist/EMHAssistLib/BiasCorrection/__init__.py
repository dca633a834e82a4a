"""Coil correction: takes the shading of the receive coil out of an image. Pure functions of numbers and SimpleITK."""

from .Correction import correctBiasField

__all__ = ["correctBiasField"]
