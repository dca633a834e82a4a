"""How the voxels of a volume lie in the patient: what a person reading the images would call its geometry."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# Plane of slices that are stacked along R, A and S.
PLANES = ("sagittal", "coronal", "axial")
# Slices this many degrees off such a plane are called oblique; nobody lies straighter in a scanner.
OBLIQUE = 5.0


@dataclass(frozen=True)
class VolumeGeometry:
    """Where the voxels of a volume are.

    :param dimensions: number of voxels along I, J and K
    :param spacing: mm between voxels along I, J and K; K goes from slice to slice
    :param plane: one of PLANES that the slices are closest to
    :param obliqueness: degrees between the slices and that plane, 0 to 55
    :param isDefault: voxels of 1 mm from the origin along the axes, which is what a file without geometry looks like
    """

    dimensions: tuple[int, int, int]
    spacing: tuple[float, float, float]
    plane: str
    obliqueness: float
    isDefault: bool

    @property
    def fieldOfView(self) -> tuple[float, float, float]:
        """Size in mm along I, J and K."""
        (i, j, k), (x, y, z) = self.dimensions, self.spacing
        return i * x, j * y, k * z


def volumeGeometry(dimensions: tuple[int, int, int], ijkToWorld: np.ndarray) -> VolumeGeometry:
    """Describe a grid.

    :param dimensions: number of voxels along I, J and K
    :param ijkToWorld: (4, 4) voxel indices to RAS mm
    :raises ValueError: an axis has no length
    """
    spacing = np.linalg.norm(ijkToWorld[:3, :3], axis=0)
    if not (np.isfinite(spacing).all() and spacing.all()):
        raise ValueError("The geometry is flat: its axes do not span space.")
    # Across the slices, also where the axes are sheared.
    normal = np.cross(ijkToWorld[:3, 0] / spacing[0], ijkToWorld[:3, 1] / spacing[1])
    length = np.linalg.norm(normal)
    if not length:
        raise ValueError("The geometry is flat: its axes do not span space.")
    cosines = np.abs(normal) / length
    axis = int(cosines.argmax())
    isDefault = not ijkToWorld[:3, 3].any() and np.array_equal(np.abs(ijkToWorld[:3, :3]), np.eye(3))
    (i, j, k), (x, y, z) = map(int, dimensions), map(float, spacing)
    return VolumeGeometry((i, j, k), (x, y, z), PLANES[axis],
                          float(np.degrees(np.arccos(min(cosines[axis], 1.0)))), isDefault)
