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
    normals = toPlane[:, 2, :3]
    lengths = np.linalg.norm(normals, axis=1)
    normals = normals / lengths[:, np.newaxis]
    heights = -toPlane[:, 2, 3] / lengths
    with np.errstate(invalid="ignore"):
        radii = np.sqrt(1 - heights ** 2)  # NaN where the plane misses

    # Any two directions at right angles to the normal will do; the axis that is farthest from it gives the first.
    first = np.cross(normals, np.eye(3)[np.abs(normals).argmin(axis=1)])
    first /= np.linalg.norm(first, axis=1)[:, np.newaxis]
    second = np.cross(normals, first)

    angles = np.linspace(0, 2 * np.pi, pointCount, endpoint=False)
    # (N, 3, 3) times the center and the two directions of the circle, all in the plane.
    center, cosine, sine = (np.einsum("nij,nj->ni", toPlane[:, :2, :3], scale[:, np.newaxis] * direction)
                            for scale, direction in ((heights, normals), (radii, first), (radii, second)))
    center = center + toPlane[:, :2, 3]
    return (center[:, np.newaxis] + np.cos(angles)[:, np.newaxis] * cosine[:, np.newaxis]
            + np.sin(angles)[:, np.newaxis] * sine[:, np.newaxis])
