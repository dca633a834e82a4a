"""Measurement: voxels of a region on a series, their statistics, and how a lesion compares with a reference.

Pure functions of numbers; nothing here knows of 3D Slicer.
"""

from .Image import Image
from .Measure import FEW_VOXELS, NOISE_FLOOR, Flag, Measurement, isNoise, measure, notMeasured
from .Ratio import SIMILAR_HIGH, SIMILAR_LOW, Comparison, compare
from .Sampling import Samples, sample
from .Shapes import Box, Ellipsoid, Mask, Shape
from .Statistics import STATISTICS, Statistic, describe

__all__ = ["Box", "Comparison", "Ellipsoid", "FEW_VOXELS", "Flag", "Image", "Mask", "Measurement", "NOISE_FLOOR",
           "SIMILAR_HIGH", "SIMILAR_LOW", "STATISTICS", "Samples", "Shape", "Statistic", "compare", "describe",
           "isNoise", "measure", "notMeasured", "sample"]
