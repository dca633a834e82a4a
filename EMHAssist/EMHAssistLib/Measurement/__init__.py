"""Measurement: voxels of a region on a series, their statistics, and how a lesion compares with a reference.

Pure functions of numbers, with numpy, and scipy inside functions; nothing here knows of 3D Slicer.
"""

from .Concordance import Concordance, agreement, concordance
from .Flags import FLAG_TEXTS, Flag
from .Image import Image
from .ImageNoise import ImageNoise, imageNoise
from .Indices import absolute, chemicalShift, enhancement
from .LevelScale import LevelScale
from .MeanSignal import MeanSignal, regionSignal, tissueSignal
from .Mesh import Mesh
from .OddSlices import OddSlices, oddSlices
from .Outline import OUTLINE_POINTS, ellipsesInPlane, prismOfOutline
from .PointCloud import PointCloud
from .Ratio import Comparison, Quantity, compare, doubted, relationProbabilities
from .RegionMeasurement import Measurement, measure, measureTogether, notMeasured
from .RegionStatistics import regionStatistics
from .Relation import Margins, Relation, probabilities
from .Sampling import Samples, sample
from .Shapes import Box, ConvexShape, Ellipsoid, Mask, Prism, Shape
from .SignalChange import SignalChange, consensus, oddOnes, relativeChange, signalChange
from .Size import Place, Position, Side, Size, places
from .Slices import extentInSlices, planeOf, widthInPixels
from .Solid import Solid, solid
from .Spine import Spine, fitSpine
from .Statistics import STATISTICS, Statistic

__all__ = [
    "Box",
    "Comparison",
    "Concordance",
    "ConvexShape",
    "Ellipsoid",
    "FLAG_TEXTS",
    "Flag",
    "Image",
    "ImageNoise",
    "LevelScale",
    "Margins",
    "Mask",
    "MeanSignal",
    "Measurement",
    "Mesh",
    "OUTLINE_POINTS",
    "OddSlices",
    "Place",
    "PointCloud",
    "Position",
    "Prism",
    "Quantity",
    "Relation",
    "STATISTICS",
    "Samples",
    "Shape",
    "Side",
    "SignalChange",
    "Size",
    "Solid",
    "Spine",
    "Statistic",
    "absolute",
    "agreement",
    "chemicalShift",
    "compare",
    "concordance",
    "consensus",
    "doubted",
    "ellipsesInPlane",
    "enhancement",
    "extentInSlices",
    "fitSpine",
    "imageNoise",
    "measure",
    "measureTogether",
    "notMeasured",
    "oddOnes",
    "oddSlices",
    "places",
    "planeOf",
    "prismOfOutline",
    "probabilities",
    "regionSignal",
    "regionStatistics",
    "relationProbabilities",
    "relativeChange",
    "sample",
    "signalChange",
    "solid",
    "tissueSignal",
    "widthInPixels",
]
