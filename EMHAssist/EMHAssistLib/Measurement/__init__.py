"""Measurement: voxels of a region on a series, their statistics, and how a lesion compares with a reference.

Pure functions of numbers; nothing here knows of 3D Slicer.
"""

from .Concordance import Concordance, concordance
from .Flags import FLAG_TEXTS, Flag
from .Image import Image
from .Indices import absolute, chemicalShift, enhancement
from .Measure import Measurement, measure, measureTogether, notMeasured
from .Outline import ellipsesInPlane, prismOfOutline
from .Ratio import Comparison, Margins, Signal, compare, regionSignal, tissueSignal
from .Sampling import Samples, sample
from .Shapes import Box, Ellipsoid, Mask, Prism, Shape
from .Statistics import STATISTICS, Statistic

__all__ = [
    "Box",
    "Comparison",
    "Concordance",
    "Ellipsoid",
    "FLAG_TEXTS",
    "Flag",
    "Image",
    "Margins",
    "Mask",
    "Measurement",
    "Prism",
    "STATISTICS",
    "Samples",
    "Shape",
    "Signal",
    "Statistic",
    "absolute",
    "chemicalShift",
    "compare",
    "concordance",
    "ellipsesInPlane",
    "enhancement",
    "measure",
    "measureTogether",
    "notMeasured",
    "prismOfOutline",
    "regionSignal",
    "sample",
    "tissueSignal",
]
