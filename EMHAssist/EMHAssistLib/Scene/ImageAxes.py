"""The directions of the voxel axes of a volume."""

from __future__ import annotations

import numpy as np

from .Transforms import ijkToWorld


def imageAxes(volumeNode) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the axes of a volume in world space, at right angles to each other.

    :param volumeNode: vtkMRMLVolumeNode, or None
    :return: (3, 3) directions of I, J and K in RAS as columns, one of them turned round where they were left-handed,
        and (3,) distance of the voxels along them in mm; None where there is no volume, its axes are none, or a parent
        transform is not linear
    """
    if volumeNode is None or not volumeNode.IsA("vtkMRMLVolumeNode"):
        return None
    try:
        matrix = ijkToWorld(volumeNode)[:3, :3]
    except ValueError:
        return None
    spacing = np.linalg.norm(matrix, axis=0)
    if not np.isfinite(matrix).all() or not (spacing > 0).all():
        return None
    return rightAngled(matrix / spacing), spacing


def rightAngled(axes: np.ndarray) -> np.ndarray:
    """Return the nearest axes that are at right angles and of length 1: a transform may shear an image or a region.

    :param axes: (3, 3) directions as columns
    :return: (3, 3) likewise, the last one turned round where they were left-handed, as a mirrored ROI is
    """
    left, _scales, right = np.linalg.svd(axes)
    result = left @ right
    result[:, 2] *= np.sign(np.linalg.det(result))
    return result
