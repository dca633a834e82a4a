"""A synthetic MR examination of a thoracic spine with extramedullary hematopoiesis; numpy only.

The truth behind every voxel is known, so it tests the arithmetic of measurements, never diagnostic validity.
"""

from .SyntheticCase import syntheticCase

__all__ = ["syntheticCase"]
