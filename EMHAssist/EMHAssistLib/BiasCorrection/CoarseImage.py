"""An image shrunken: the sensitivity of a coil is smooth, so that a coarse grid tells it as well."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..Measurement import Image, Shape, sample

# Size of the blocks that are averaged, in mm.
BLOCK = 4.0


@dataclass(frozen=True, eq=False)
class CoarseImage:
    """Means of blocks of voxels.

    :param mean: (K, J, I) float64 mean of each block, 0 where it is not finite or not above zero
    :param ijkToWorld: (4, 4) indices of the blocks to RAS mm
    :param factors: (3,) number of voxels in a block along I, J and K
    """

    mean: np.ndarray
    ijkToWorld: np.ndarray
    factors: np.ndarray

    @property
    def points(self) -> np.ndarray:
        """(K, J, I, 3) centers of the blocks, RAS mm."""
        indices = np.stack(np.indices(self.mean.shape)[::-1], axis=-1)
        return indices @ self.ijkToWorld[:3, :3].T + self.ijkToWorld[:3, 3]

    def touchedBy(self, shape: Shape) -> np.ndarray:
        """Return the (K, J, I) of bool: where a shape has a part in a block."""
        touched = np.zeros(self.mean.shape, dtype=bool)
        samples = sample(Image(self.mean, self.ijkToWorld), shape)
        samples.block(touched)[:] = samples.weights > 0
        return touched


def shrink(image: Image) -> CoarseImage:
    """Return an image shrunken to blocks of about BLOCK; voxels that fill no block at the upper ends are left out."""
    spacing = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)
    dimensions = np.array(image.dimensions)
    factors = np.clip(np.rint(BLOCK / spacing).astype(int), 1, dimensions)
    counts = dimensions // factors
    used = counts * factors
    part = image.array[:used[2], :used[1], :used[0]]
    blocks = part.reshape(np.stack([counts[::-1], factors[::-1]], axis=1).ravel())
    with np.errstate(invalid="ignore", over="ignore"):
        mean = blocks.mean(axis=(1, 3, 5), dtype=np.float64)
        mean = np.where(np.isfinite(mean) & (mean > 0), mean, 0.0)
    toVoxels = np.diag([*factors, 1.0])
    toVoxels[:3, 3] = (factors - 1) / 2
    return CoarseImage(mean, image.ijkToWorld @ toVoxels, factors)
