"""The voxel grid of a series of the synthetic case."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np


@dataclass(frozen=True)
class ScanGrid:
    """Voxel grid of a series: columns of directions are the RAS unit vectors along I, J and K."""

    dimensions: tuple  # voxels along I, J, K
    spacing: tuple  # mm along I, J, K
    directions: tuple  # three RAS unit vectors
    center: tuple  # RAS mm

    def ijkToRas(self):
        """Matrix from voxel indices to RAS mm, float64 array of shape (4, 4)."""
        matrix = np.eye(4)
        matrix[:3, :3] = np.array(self.directions).T * np.array(self.spacing)
        matrix[:3, 3] = np.array(self.center) - matrix[:3, :3] @ ((np.array(self.dimensions) - 1) / 2.0)
        return matrix

    def voxelCenters(self):
        """RAS positions of all voxels, float32 array of shape (K * J * I, 3), I fastest."""
        matrix = self.ijkToRas()
        axes = [np.arange(count) for count in self.dimensions]
        i, j, k = (matrix[:3, axis] * axes[axis][:, None] for axis in range(3))
        points = (k + matrix[:3, 3])[:, None, None, :] + j[None, :, None, :] + i[None, None, :, :]
        return points.reshape(-1, 3).astype(np.float32)

    def withPixels(self, factor):
        """The same slices with pixels larger by a factor, over about the same field of view: as many as are quickly
        transformed."""
        i, j, k = self.dimensions
        x, y, z = self.spacing
        return replace(self, dimensions=(_quickSize(i / factor), _quickSize(j / factor), k),
                       spacing=(factor * x, factor * y, z))

    def zeroFilled(self, factor):
        """The grid after interpolation in the slices by zero-filling: the first pixel stays where it is.

        :param factor: whole number of stored pixels for each acquired one along I and along J
        """
        i, j, k = self.dimensions
        x, y, z = self.spacing
        # All that is added in a row comes after its first pixel, so that the center moves.
        center = np.array(self.center) + np.array(self.directions).T @ (0.5 * (1.0 - 1.0 / factor)
                                                                        * np.array([x, y, 0.0]))
        return ScanGrid((factor * i, factor * j, k), (x / factor, y / factor, z), self.directions,
                        tuple(center.tolist()))

    def cropped(self, lower, upper):
        """The part of the grid that a box in space reaches into.

        :param lower: RAS mm, the least of the box along each axis; upper likewise
        :raises ValueError: if no voxel is left
        """
        matrix = self.ijkToRas()
        corners = np.array([(*corner, 1.0) for corner in product(*zip(lower, upper))])
        indices = (corners @ np.linalg.inv(matrix).T)[:, :3]
        first = np.maximum(np.ceil(indices.min(axis=0)), 0).astype(int)
        last = np.minimum(np.floor(indices.max(axis=0)), np.array(self.dimensions) - 1).astype(int)
        if np.any(last < first):
            raise ValueError(f"No voxel lies between {tuple(lower)} and {tuple(upper)}.")
        center = matrix[:3, :3] @ (0.5 * (first + last)) + matrix[:3, 3]
        return replace(self, dimensions=tuple((last - first + 1).tolist()), center=tuple(center.tolist()))


def _quickSize(wanted):
    """The product of powers of 2, 3 and 5 that is nearest to a number."""
    sizes = {2 ** a * 3 ** b * 5 ** c for a in range(11) for b in range(7) for c in range(5)}
    return min(sorted(sizes), key=lambda size: abs(size - wanted))
