"""Shapes of regions of interest in world space.

Every shape has coordinates of its own, in which it is simple: a box is the cube from -1 to 1, an ellipsoid the
sphere of radius 1, a prism an outline in x and y from -1 to 1 in z, a mask its voxel indices. ``toWorld`` maps them to
RAS millimeters, so that rotation, parent transforms and anisotropic scaling are all one matrix.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import pi

import numpy as np

from .Image import affineMatrix, invertAffine
from .MaskOnGrid import MaskOnGrid
from .Scanlines import Scanlines
from .Sections import BoxSections, EllipsoidSections, PrismSections

# Centers of the 8 x 8 x 8 equal parts of the cube from -1 to 1.
_PARTS = np.stack(np.meshgrid(*[(np.arange(8) - 3.5) / 4] * 3), axis=-1).reshape(-1, 3)


def _corners(bounds) -> np.ndarray:
    """Return (8, 4) homogeneous corners of a block, of its (2, 3) lower and upper bounds."""
    return np.array([[x, y, z, 1.0] for x, y, z in product(*np.transpose(bounds))])


@dataclass(frozen=True, eq=False)
class Shape:
    """Base of all shapes.

    :param toWorld: (4, 4) coordinates of the shape to RAS millimeters
    :raises ValueError: the matrix cannot be inverted: the shape is flat
    """

    toWorld: np.ndarray
    fromWorld: np.ndarray = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "toWorld", affineMatrix(self.toWorld))
        object.__setattr__(self, "fromWorld", invertAffine(self.toWorld))

    @property
    def volume(self) -> float:
        """Volume in mm3, by geometry; of a mask the weighted sum of its voxels."""
        return self.ownVolume * abs(float(np.linalg.det(self.toWorld[:3, :3])))

    @property
    def ownVolume(self) -> float:
        """Volume in the coordinates of the shape."""
        raise NotImplementedError

    @cached_property
    def bounds(self) -> np.ndarray:
        """(2, 3) lowest and highest R, A and S, mm."""
        return self.onGrid(self.toWorld, self.fromWorld).extent

    def boundsIn(self, fromWorld: np.ndarray) -> np.ndarray:
        """Return (2, 3) lower and upper bounds of the shape in other coordinates.

        :param fromWorld: (4, 4) RAS millimeters to those coordinates
        """
        points = self.corners @ (fromWorld @ self.toWorld)[:3].T
        return np.array([points.min(axis=0), points.max(axis=0)])

    @property
    def corners(self) -> np.ndarray:
        """(N, 4) points between which the shape lies, in its own coordinates and homogeneous."""
        raise NotImplementedError

    def onGrid(self, toIndex: np.ndarray, fromIndex: np.ndarray):
        """Return the shape in the voxel indices of a grid.

        :param toIndex: (4, 4) coordinates of the shape to indices i, j, k
        :param fromIndex: (4, 4) its inverse
        :return: an object with ``extent``, the (2, 3) bounds of the shape in indices i, j, k; ``volume`` in voxels; and
            ``weights(first, last)``, the (K, J, I) fraction inside the shape of the voxels from ``first`` to before
            ``last``, both (3,) indices i, j, k
        """
        raise NotImplementedError


class ConvexShape(Shape):
    """Base of shapes that lie in the cube from -1 to 1, convex and symmetric about its center.

    So the central cross-section is the largest in every direction, and the largest circle about the center that fits
    into it has its smallest width as diameter.
    """

    corners = _corners([[-1.0] * 3, [1.0] * 3])

    @staticmethod
    def reach(components: np.ndarray) -> float:
        """Return the largest value inside the shape of the sum of (3,) components times its coordinates."""
        raise NotImplementedError

    @staticmethod
    def steepness(section: np.ndarray) -> float:
        """Return by what a circle of radius 1 has to be made smaller to fit into the shape.

        :param section: (3, 2) maps the plane of the circle, about the center, to the coordinates of the shape
        """
        raise NotImplementedError

    @classmethod
    def fractionBelow(cls, components: np.ndarray, offset: float) -> float:
        """Return the fraction of the volume where the sum of (3,) components times coordinates, and offset, is < 0."""
        raise NotImplementedError


class Box(ConvexShape):
    """The cube from -1 to 1, mapped to the world."""

    ownVolume = 8.0

    @staticmethod
    def reach(components):
        return float(np.abs(components).sum())

    @staticmethod
    def steepness(section):
        return float(np.linalg.norm(section, axis=1).max())

    @classmethod
    def fractionBelow(cls, components, offset):
        return float((_PARTS @ components + offset < 0).mean())

    def onGrid(self, toIndex, fromIndex):
        return BoxSections(toIndex, self.ownVolume, fromIndex)


class Ellipsoid(ConvexShape):
    """The sphere of radius 1, mapped to the world: inscribed in the box of the same matrix."""

    ownVolume = 4 / 3 * pi

    @staticmethod
    def reach(components):
        return float(np.sqrt(components @ components))

    @staticmethod
    def steepness(section):
        return float(np.linalg.norm(section, ord=2))

    @classmethod
    def fractionBelow(cls, components, offset):
        height = min(max(-offset / cls.reach(components), -1.0), 1.0)
        return (2 + 3 * height - height ** 3) / 4  # the cap of a sphere

    def boundsIn(self, fromWorld):
        matrix = fromWorld @ self.toWorld
        reach = np.sqrt((matrix[:3, :3] ** 2).sum(axis=1))
        return np.array([matrix[:3, 3] - reach, matrix[:3, 3] + reach])

    def onGrid(self, toIndex, fromIndex):
        return EllipsoidSections(toIndex, self.ownVolume)


@dataclass(frozen=True, eq=False)
class Prism(Shape):
    """The inside of an outline in the plane of x and y, from z = -1 to z = 1.

    A point is inside when a line from it crosses the outline an odd number of times: where an outline crosses itself,
    the part that is enclosed twice is outside.

    :param toWorld: (4, 4) coordinates of the shape to RAS millimeters; its third column is half the thickness
    :param polygon: (N, 2) vertices x, y; the last is joined to the first
    :raises ValueError: fewer than three vertices, not finite, or without an area
    """

    polygon: np.ndarray

    def __post_init__(self):
        super().__post_init__()
        polygon = self.polygon
        if np.ndim(polygon) != 2 or np.shape(polygon)[1] != 2 or len(polygon) < 3:
            raise ValueError("An outline needs three points or more, each of x and y; draw more points.")
        polygon = np.array(polygon)
        if polygon.dtype.kind not in "buif":
            raise ValueError("An outline needs points of numbers.")
        polygon = polygon.astype(np.float64)
        if not np.isfinite(polygon).all():
            raise ValueError("An outline needs points that are finite.")
        object.__setattr__(self, "polygon", polygon)
        if not self.ownVolume > 1e-9 * np.ptp(polygon, axis=0).max() ** 2:
            raise ValueError("The outline encloses no area; draw it around something.")

    @cached_property
    def ownVolume(self):
        return 2 * Scanlines(self.polygon).area()

    @cached_property
    def corners(self):
        return np.array([[x, y, z, 1.0] for z in (-1.0, 1.0) for x, y in self.polygon])

    def onGrid(self, toIndex, fromIndex):
        return PrismSections(toIndex, self.ownVolume, fromIndex, self.polygon)


@dataclass(frozen=True, eq=False)
class Mask(Shape):
    """Voxels of a grid that need not be the grid of the image, each wholly or partly inside.

    :param toWorld: (4, 4) indices i, j, k of the mask to RAS millimeters
    :param array: (K, J, I) of bool, true inside; or of float, the fraction of each voxel that is inside
    :raises ValueError: the mask is not three-dimensional or holds something else than fractions
    """

    array: np.ndarray

    def __post_init__(self):
        super().__post_init__()
        array = self.array
        if getattr(array, "ndim", 0) != 3 or array.dtype.kind not in "bf":
            raise ValueError("A mask needs a three-dimensional array of bool, or of float from 0 to 1.")
        if array.dtype.kind == "f" and not (array.min(initial=0) >= 0 and array.max(initial=0) <= 1):
            raise ValueError("A mask of float needs weights from 0 to 1.")

    @cached_property
    def ownVolume(self):
        return float(self.array.sum(dtype=np.float64))

    @cached_property
    def occupied(self) -> np.ndarray:
        """(2, 3) first i, j, k that is not empty, and the one after the last; equal when all are empty."""
        first, last = [], []
        for axis in (2, 1, 0):
            filled = np.flatnonzero(self.array.any(axis=tuple({0, 1, 2} - {axis})))
            first.append(filled[0] if filled.size else 0)
            last.append(filled[-1] + 1 if filled.size else 0)
        return np.array([first, last])

    @cached_property
    def corners(self):
        return _corners(self.occupied - 0.5)  # voxels lie about their indices

    def onGrid(self, toIndex, fromIndex):
        first, last = self.occupied
        array = self.array[first[2]:last[2], first[1]:last[1], first[0]:last[0]]
        shift, back = np.eye(4), np.eye(4)
        shift[:3, 3], back[:3, 3] = first, -first
        return MaskOnGrid(toIndex @ shift, self.ownVolume, back @ fromIndex, array)
