"""Size and place of shapes along the spine: see Size for what is measured."""

from __future__ import annotations

import numpy as np

from .Mesh import Mesh
from .PointCloud import MaskCloud, MeshCloud, PointCloud, PrismCloud
from .Shapes import ConvexShape, Mask, Prism
from .Size import Place, Size


class Solid:
    """A convex shape, whose size is known in closed form."""

    def __init__(self, shape: ConvexShape):
        self._shape = shape
        self._axes, self._inverse = shape.toWorld[:3, :3], shape.fromWorld[:3, :3]
        self.center = shape.toWorld[:3, 3]
        self.volume = shape.volume

    def line(self) -> np.ndarray:
        """Return (3, 3) points in RAS mm that show how the shape extends: the center and two on its longest axis."""
        directions, lengths, _ = np.linalg.svd(self._axes)
        half = directions[:, 0] * lengths[0] / 2
        return np.array([self.center - half, self.center, self.center + half])

    def span(self, place: Place) -> tuple[float, float]:
        """Return the lower and upper end along the spine, mm.

        :param place: where the center is along the spine
        """
        half = self._shape.reach(self._axes.T @ place.frame[:, 2])
        return place.along - half, place.along + half

    def size(self, place: Place) -> Size:
        """Measure the shape along the spine, which is taken as straight over the length of the shape.

        :param place: where the center is along the spine
        """
        # The section is where these two columns, applied to mm to the right and to the front, stay within the shape.
        section = self._inverse @ place.frame[:, :2]
        leftFraction = self._shape.fractionBelow(self._axes.T @ place.frame[:, 0], place.right)
        return Size(*self.span(place), 2 / self._shape.steepness(section), place.right, place.anterior, leftFraction,
                    False)


def solid(shape: ConvexShape | Mask | Mesh | Prism) -> Solid | PointCloud:
    """Return what measures a shape along the spine; worth keeping, since a mask takes milliseconds.

    :raises ValueError: the shape is an empty mask
    """
    if isinstance(shape, ConvexShape):
        return Solid(shape)
    if isinstance(shape, Mask):
        return MaskCloud(shape)
    if isinstance(shape, Mesh):
        return MeshCloud(shape)
    return PrismCloud(shape)
