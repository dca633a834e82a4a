"""The part of an image around the regions, shrunken: shading is smooth, so a coarse grid tells it as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..Measurement import Image, Shape

# Regions and what lies around them as far as this, in mm: the spine at the levels of the regions and the muscle at its
# sides, neither the arms nor what a saturation band darkens in front.
MARGIN = 20.0
# Size of the blocks that are averaged, in mm: fine enough to leave borders between tissues out.
BLOCK = 2.0
# Neighbors farther apart than this, in mm, are in slices so thick that borders between tissues do not show.
THICK = 3.0


@dataclass(frozen=True, eq=False)
class CoarseImage:
    """Means of blocks of voxels.

    :param log: (K, J, I) float64 natural logarithm of the mean of each block, NaN where it is not above zero
    :param factors: number of voxels in a block along I, J and K
    :param start: first voxel of the first block along I, J and K
    :param spacing: (3,) distance of neighboring blocks along I, J and K in mm
    :param points: (K, J, I, 3) centers of the blocks, RAS mm
    :param ijkToWorld: (4, 4) indices of the blocks to RAS mm
    :param box: (2, 3) lower and upper bounds of the regions with MARGIN around them, RAS mm
    """

    log: np.ndarray
    factors: np.ndarray
    start: np.ndarray
    spacing: np.ndarray
    points: np.ndarray
    ijkToWorld: np.ndarray
    box: np.ndarray

    @property
    def fineAxes(self) -> list[int]:
        """Axes of the (K, J, I) arrays along which neighbors are no farther apart than THICK."""
        return [axis for axis in range(3) if self.spacing[2 - axis] <= THICK]


def shrink(image: Image, shapes: Sequence[Shape]) -> CoarseImage:
    """Return the part of an image around the regions, shrunken.

    :raises ValueError: there are no regions, or none near the image
    """
    bounds = [shape.onGrid(shape.toWorld, shape.fromWorld).extent for shape in shapes if shape.ownVolume > 0]
    if not bounds:
        raise ValueError("Bias field correction needs regions on reference tissue, such as marrow or muscle; "
                         "place some.")
    bounds = np.array(bounds)
    box = np.array([bounds[:, 0].min(axis=0) - MARGIN, bounds[:, 1].max(axis=0) + MARGIN])
    ends = np.array(np.meshgrid(*box.T)).reshape(3, -1)
    ends = image.worldToIjk[:3, :3] @ ends + image.worldToIjk[:3, 3:]
    dimensions = np.array(image.dimensions)
    low = np.clip(np.floor(ends.min(axis=1)), 0, dimensions).astype(int)
    high = np.clip(np.ceil(ends.max(axis=1)) + 1, low, dimensions).astype(int)
    if (high <= low).any():
        raise ValueError("The regions lie outside the image.")
    spacing = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)
    factors = np.clip(np.rint(BLOCK / spacing).astype(int), 1, high - low)
    counts = (high - low) // factors
    high = low + counts * factors
    part = image.array[low[2]:high[2], low[1]:high[1], low[0]:high[0]].astype(np.float64)
    blocks = part.reshape(np.stack([counts[::-1], factors[::-1]], axis=1).ravel())
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        mean = blocks.mean(axis=(1, 3, 5))
        log = np.log(np.where(np.isfinite(mean) & (mean > 0), mean, np.nan))
    toVoxels = np.diag([*factors, 1.0])
    toVoxels[:3, 3] = low + (factors - 1) / 2
    ijkToWorld = image.ijkToWorld @ toVoxels
    indices = np.stack(np.indices(log.shape)[::-1], axis=-1)
    points = indices @ ijkToWorld[:3, :3].T + ijkToWorld[:3, 3]
    return CoarseImage(log, factors, low, spacing * factors, points, ijkToWorld, box)
