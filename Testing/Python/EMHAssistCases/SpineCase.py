"""Cases of regions and vertebrae alone, and those of the synthetic spine."""

import numpy as np

from EMHAssistLib.Case import Case, Region
from EMHAssistLib.Measurement import Ellipsoid
from EMHAssistLib.Naming.LevelSpan import parseLevel
from EMHAssistLib.Phantom.PhantomRegions import makeRegions
from EMHAssistLib.Phantom.SpineCoordinates import levelPosition, toRas


def region(name, role, center, radii=(5, 5, 5), axes=None, level=""):
    """Return an ellipsoid as a region."""
    matrix = np.eye(4)
    matrix[:3, :3] = (np.eye(3) if axes is None else axes) * np.asarray(radii, dtype=float)
    matrix[:3, 3] = center
    return Region(name, role, (name, matrix.tobytes()), Ellipsoid(matrix), level=parseLevel(level))


def case(*regions, vertebrae=None):
    """Return a case of regions and vertebrae alone."""
    return Case((), tuple(regions), {}, "", vertebrae=vertebrae or {})


def bodies(first=2, last=10):
    """Return the centers of vertebral bodies of the synthetic spine."""
    return {f"T{number}": tuple(toRas(0.0, 0.0, levelPosition(number))) for number in range(first, last + 1)}


def phantomRegions():
    """Return the regions of the synthetic case."""
    return [region(place.name, place.role, place.center, place.radii, place.axes) for place in makeRegions()]
