"""A scalar image in world space."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Image:
    """Voxels and where they are. The voxels are a view of the caller's array: never copied, never changed.

    :param array: (K, J, I) scalar voxel values, any real type
    :param ijkToWorld: (4, 4) voxel indices to RAS millimeters; may be oblique, left-handed or sheared
    :raises ValueError: the array is not three-dimensional or not real, or the matrix cannot be inverted
    """

    array: np.ndarray
    ijkToWorld: np.ndarray
    worldToIjk: np.ndarray = field(init=False)

    def __post_init__(self):
        shape = getattr(self.array, "shape", ())
        if len(shape) != 3 or 0 in shape:
            raise ValueError(f"An image needs three dimensions with voxels in each; this one has the shape {shape}.")
        if self.array.dtype.kind not in "buif":
            raise ValueError(f"An image needs one real number per voxel; this one has {self.array.dtype}.")
        object.__setattr__(self, "ijkToWorld", affineMatrix(self.ijkToWorld))
        object.__setattr__(self, "worldToIjk", invertAffine(self.ijkToWorld))

    @property
    def dimensions(self) -> tuple[int, int, int]:
        """Number of voxels along I, J and K."""
        return self.array.shape[::-1]

    @cached_property
    def voxelVolume(self) -> float:
        """Volume of a voxel in mm3, to 12 digits: the files of a grid hold it no better, and a saved case has to give
        the same number again."""
        return float(f"{abs(np.linalg.det(self.ijkToWorld[:3, :3])):.12g}")


def thinnedOut(array: np.ndarray, number: int) -> np.ndarray:
    """Return about so many elements along each axis of an array, evenly spread: a view, to look at all of it."""
    return array[tuple(slice(None, None, max(size // number, 1)) for size in array.shape)]


def affineMatrix(matrix) -> np.ndarray:
    """Return a (4, 4) affine matrix as float64.

    :raises ValueError: it is something else, or not finite
    """
    matrix = np.asarray(matrix)
    if matrix.shape == (4, 4) and matrix.dtype.kind in "buif":
        matrix = matrix.astype(np.float64)
        if np.isfinite(matrix).all() and np.array_equal(matrix[3], [0, 0, 0, 1]):
            return matrix
    raise ValueError("The geometry is not a finite affine matrix of 4 x 4 numbers.")


def invertAffine(matrix: np.ndarray) -> np.ndarray:
    """Return the inverse of a (4, 4) affine matrix.

    :raises ValueError: the matrix is not affine, not finite or maps space onto a plane
    """
    matrix = affineMatrix(matrix)
    scale = np.linalg.norm(matrix[:3, :3], axis=0).prod()
    if 0 < scale < np.inf and abs(np.linalg.det(matrix[:3, :3])) >= 1e-9 * scale:
        inverse = np.linalg.inv(matrix)
        if np.isfinite(inverse).all():
            return inverse
    raise ValueError("The geometry is flat: its axes do not span space.")
