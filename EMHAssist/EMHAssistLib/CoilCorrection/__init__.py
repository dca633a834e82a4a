"""Coil correction: takes the shading of the receive coil out of an image. Pure functions of numbers and SimpleITK."""

from .Correct import correctCoil

__all__ = ["correctCoil"]
