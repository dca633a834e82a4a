"""Shapes of regions: the one place for their names, titles, geometry and outlines.

Names are written to node attributes and parameters and are never translated. Titles are translated where they are
shown, in the context of this file (see Panel/Titles.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .Language import mark as _
from .Measurement import Box, Ellipsoid, Prism, Shape, ellipsesInPlane


@dataclass(frozen=True)
class RegionShape:
    """What the user places.

    :param name: identifier, used on nodes and as parameter
    :param title: text for the user (English source)
    :param geometry: class of what is measured; that of a ROI node is made of the matrix that maps the cube from -1 to 1
        to the box of the node
    :param outlinesInPlane: returns the outlines of such shapes in a plane, see Measurement.ellipsesInPlane; None where
        Slicer's own drawing of the node is the outline
    :param isRoi: a ROI node, placed with one click; else a curve, drawn point by point
    """

    name: str
    title: str
    geometry: type[Shape]
    outlinesInPlane: Callable[[np.ndarray], np.ndarray] | None = None
    isRoi: bool = True


ELLIPSOID = RegionShape("Ellipsoid", _("Ellipsoid"), Ellipsoid, ellipsesInPlane)
# That of a ROI node which does not say.
BOX = RegionShape("Box", _("Box"), Box)
CURVE = RegionShape("Curve", _("Curve"), Prism, isRoi=False)

REGION_SHAPES = (ELLIPSOID, BOX, CURVE)
ROI_SHAPES = tuple(shape for shape in REGION_SHAPES if shape.isRoi)
# A round region is what measures MR signal best: the corners of a box reach into neighboring tissue.
DEFAULT_SHAPE = ELLIPSOID.name


def regionShape(name: str, among: Sequence[RegionShape] = REGION_SHAPES) -> RegionShape:
    """Return the shape of this name.

    :raises ValueError: none of them has the name; the message lists those that are
    """
    for shape in among:
        if shape.name == name:
            return shape
    raise ValueError(f"Unknown shape '{name}'. Use one of: {', '.join(shape.name for shape in among)}.")
