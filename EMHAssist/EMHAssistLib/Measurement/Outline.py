"""Where a plane cuts an ellipsoid."""

from __future__ import annotations

import numpy as np

# The chord between two neighboring points is within 0.03 % of the radius of the curve.
_POINT_COUNT = 128


def ellipsesInPlane(toPlane: np.ndarray, pointCount: int = _POINT_COUNT) -> np.ndarray:
    """Return the ellipses in which the plane z = 0 cuts ellipsoids.

    In the coordinates of an ellipsoid it is the sphere of radius 1, which a plane cuts in a circle: with n the unit
    normal of the plane and h its distance from the center, the circle about h n of radius sqrt(1 - h^2). The matrix
    maps that circle to the ellipse.

    :param toPlane: (N, 4, 4) for each ellipsoid the matrix that maps the unit sphere to coordinates whose x and y lie
        in the plane, in any units
    :param pointCount: points on each ellipse
    :return: (N, pointCount, 2) x and y of points around each ellipse; NaN where the plane misses the ellipsoid
    """
    normals, shifts = toPlane[:, 2, :3], toPlane[:, 2, 3]
    lengths = np.linalg.norm(normals, axis=1)
    normals, heights = normals / lengths[:, np.newaxis], -shifts / lengths
    with np.errstate(invalid="ignore"):
        radii = np.sqrt(1 - heights ** 2)  # NaN where the plane misses

    # Columns: center of the circle, and two of its radii at right angles.
    circles = np.linalg.qr(normals[:, :, np.newaxis], mode="complete")[0]
    circles[:, :, 0] = normals
    circles *= np.stack([heights, radii, radii], axis=1)[:, np.newaxis]
    ellipses = toPlane[:, :2, :3] @ circles
    ellipses[:, :, 0] += toPlane[:, :2, 3]
    angles = np.linspace(0, 2 * np.pi, pointCount, endpoint=False)
    return np.column_stack([np.ones(pointCount), np.cos(angles), np.sin(angles)]) @ ellipses.transpose(0, 2, 1)
