"""A synthetic MR examination of a thoracic spine with extramedullary hematopoiesis, and harder variants; numpy only.

The truth behind every voxel is known, so it tests the arithmetic of measurements, never diagnostic validity.
"""

from .Movement import Movement
from .SyntheticCase import syntheticCase
from .Variant import Variant
from .VariantCase import variantCase

__all__ = ["Movement", "Variant", "syntheticCase", "variantCase"]
