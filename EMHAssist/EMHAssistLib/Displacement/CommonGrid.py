"""Two series on one grid along the axes of the patient, around the lesions, as sharp as each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..Measurement import Image

# Distance of the points of the grid in mm, larger where there would be more of them than this. Assumed: half the width
# of an epidural lesion, and enough points to tell a tenth of a millimeter.
_SPACING, _MOST_POINTS = 1.5, 120_000
# SD of the smoothing in mm: noise would else make the grid itself visible where both series have the same one.
_SMOOTHING = 1.0
# Voxels longer than this in mm are slices. Their profile blurs about as much as a Gaussian of this share of them.
_THICK, _PROFILE = 2.0, 0.4


@dataclass(frozen=True, eq=False)
class Grid:
    """Points at equal distances along R, A and S.

    :param low: (3,) first point, RAS mm
    :param shape: number of points along R, A and S
    :param spacing: their distance, mm
    """

    low: np.ndarray
    shape: tuple[int, int, int]
    spacing: float

    def widened(self, count: int) -> Grid:
        """Return the same points and as many more on each side."""
        n, m, o = (size + 2 * count for size in self.shape)
        return Grid(self.low - count * self.spacing, (n, m, o), self.spacing)


def gridAround(box: np.ndarray) -> Grid:
    """Return the grid of a (2, 3) box of lower and upper bounds, RAS mm."""
    size = box[1] - box[0]
    spacing = max(_SPACING, float((size.prod() / _MOST_POINTS) ** (1 / 3)))
    n, m, o = (int(np.ceil(length / spacing)) + 1 for length in size)
    return Grid(box[0], (n, m, o), spacing)


def onGrid(image: Image, grid: Grid, other: Image) -> tuple[np.ndarray, np.ndarray]:
    """Return the values of an image on a grid, float32, and where there are any, both of the shape of the grid.

    :param other: the image to compare with; where its slices are thick and those of this one are not, this one is
        blurred as they are
    """
    from scipy import ndimage

    toWorld = np.diag([grid.spacing] * 3 + [1.0])
    toWorld[:3, 3] = grid.low
    # Both in the order of the array: slices first.
    toVoxels = (image.worldToIjk @ toWorld)[2::-1]
    ends = np.array(np.meshgrid(*[(0, size - 1) for size in grid.shape])).reshape(3, -1)
    ends = toVoxels[:, :3] @ ends + toVoxels[:, 3:]
    last = np.array(image.array.shape)
    first = np.clip(np.floor(ends.min(axis=1)).astype(int) - 3, 0, last)
    last = np.clip(np.ceil(ends.max(axis=1)).astype(int) + 4, first, last)
    values = image.array[tuple(map(slice, first, last))].astype(np.float32)
    if not values.size:
        return np.zeros(grid.shape, np.float32), np.zeros(grid.shape, bool)
    isFinite = np.isfinite(values)
    spacing = np.linalg.norm(image.ijkToWorld[:3, :3], axis=0)[::-1]
    smoothing = np.where(spacing < _THICK, _SMOOTHING / spacing, 0.0)
    values = ndimage.gaussian_filter(np.where(isFinite, values, 0.0), smoothing)
    offset = toVoxels[:, 3] - first
    values = ndimage.affine_transform(values, toVoxels[:, :3], offset, grid.shape, order=1, cval=np.nan)
    isThere = np.isfinite(values)
    if not isFinite.all():
        isThere &= ndimage.affine_transform(isFinite.astype(np.float32), toVoxels[:, :3], offset, grid.shape,
                                            order=1) > 0.99
    own, others = voxelExtent(image), voxelExtent(other)
    blur = np.where((others > _THICK) & (others > own + 1.0), _PROFILE * others, 0.0)
    return ndimage.gaussian_filter(np.where(isThere, values, 0.0), blur / grid.spacing), isThere


def voxelExtent(image: Image) -> np.ndarray:
    """Return the (3,) mm along R, A and S of the longest edge of a voxel in that direction."""
    return np.abs(image.ijkToWorld[:3, :3]).max(axis=1)
