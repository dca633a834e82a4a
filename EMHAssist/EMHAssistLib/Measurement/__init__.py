"""Measurement: voxels of a region on a series, their statistics, and how a lesion compares with a reference.

Pure functions of numbers; nothing here knows of 3D Slicer.
"""

from .Image import Image
from .Measure import (
    FEW_VOXELS,
    NOISE_MEAN_OVER_SD,
    Flag,
    Measurement,
    measure,
    notMeasured,
    variesLikeNoise,
)
from .Ratio import SIMILAR_HIGH, SIMILAR_LOW, Comparison, compare
from .Sampling import Samples, sample
from .Shapes import Box, Ellipsoid, Mask, Shape
from .Statistics import STATISTICS, Statistic, describe

__all__ = [
    "Box",
    "Comparison",
    "Ellipsoid",
    "FEW_VOXELS",
    "Flag",
    "Image",
    "Mask",
    "Measurement",
    "NOISE_MEAN_OVER_SD",
    "SIMILAR_HIGH",
    "SIMILAR_LOW",
    "STATISTICS",
    "Samples",
    "Shape",
    "Statistic",
    "compare",
    "describe",
    "measure",
    "notMeasured",
    "sample",
    "variesLikeNoise",
]
