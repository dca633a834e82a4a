"""Size and place of shapes along the spine: see Size for what is measured."""

from __future__ import annotations

import numpy as np

from .PointCloud import MaskCloud, PointCloud, PrismCloud
from .Shapes import Box, Ellipsoid, Mask, Prism
from .Size import Place, Size

# Centers of the 8 x 8 x 8 equal parts of a box, in its coordinates.
_PARTS = np.stack(np.meshgrid(*[(np.arange(8) - 3.5) / 4] * 3), axis=-1).reshape(-1, 3)


class Solid:
    """A box or an ellipsoid, whose size is known in closed form.

    Both are convex and symmetric about their center. So the central cross-section is the largest in every direction,
    and its smallest width is the diameter of the largest circle about the center that fits into it. An ellipsoid
    reaches |A^T d| from its center in the unit direction d, with its half axes the columns of A; a box the sum of the
    components of A^T d.
    """

    def __init__(self, shape: Box | Ellipsoid):
        self._axes, self._inverse = shape.toWorld[:3, :3], shape.fromWorld[:3, :3]
        self._isBox = isinstance(shape, Box)
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
        half = self._reach(place.frame[:, 2])
        return place.along - half, place.along + half

    def size(self, place: Place) -> Size:
        """Measure the shape along the spine, which is taken as straight over the length of the shape.

        :param place: where the center is along the spine
        """
        # The section is where these two columns, applied to mm to the right and to the front, stay within the shape.
        section = self._inverse @ place.frame[:, :2]
        steepest = np.linalg.norm(section, axis=1).max() if self._isBox else np.linalg.norm(section, ord=2)
        return Size(*self.span(place), float(2 / steepest), place.right, place.anterior, self._leftFraction(place),
                    False)

    def _reach(self, direction: np.ndarray) -> float:
        components = self._axes.T @ direction
        return float(np.abs(components).sum() if self._isBox else np.sqrt(components @ components))

    def _leftFraction(self, place: Place) -> float:
        toRight = place.frame[:, 0]
        if self._isBox:
            return float((_PARTS @ (self._axes.T @ toRight) + place.right < 0).mean())
        height = min(max(-place.right / self._reach(toRight), -1.0), 1.0)
        return (2 + 3 * height - height ** 3) / 4  # the cap of a sphere


def solid(shape: Box | Ellipsoid | Mask | Prism) -> Solid | PointCloud:
    """Return what measures a shape along the spine; worth keeping, since a mask takes milliseconds.

    :raises ValueError: the shape is an empty mask
    """
    if isinstance(shape, (Box, Ellipsoid)):
        return Solid(shape)
    if isinstance(shape, Mask):
        return MaskCloud(shape)
    return PrismCloud(shape)
