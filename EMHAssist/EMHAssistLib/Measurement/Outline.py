"""Outlines in a plane: where the plane cuts an ellipsoid, and the region inside an outline that was drawn in it."""

from __future__ import annotations

import numpy as np

from .Shapes import Prism

# Points of an outline. The chord between two neighboring ones is within 0.03 % of the radius of the curve.
OUTLINE_POINTS = 128
# An outline as narrow as this part of its length is a line.
_FLAT = 1e-6


def ellipsesInPlane(toPlane: np.ndarray, pointCount: int = OUTLINE_POINTS) -> np.ndarray:
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


def prismOfOutline(points: np.ndarray, thickness: float) -> Prism:
    """Return the region inside a closed outline: half the thickness to both sides of the plane that fits it best.

    :param points: (N, 3) RAS mm, around the outline; the last is joined to the first
    :param thickness: mm
    :raises ValueError: there are fewer than three points, they lie on a line, or they leave the plane by more than half
        the thickness
    """
    if len(points) < 3:
        raise ValueError(f"the outline has too few points ({len(points)}); place at least three")
    center = points.mean(axis=0)
    # Directions of largest, second and smallest spread; the last is at right angles to the plane.
    axes = np.linalg.svd(points - center, full_matrices=False)[2]
    x, y, z = ((points - center) @ axes.T).T
    if np.ptp(y) <= _FLAT * np.ptp(x):
        raise ValueError("the points of the outline lie on a line; place them around something")
    away = np.abs(z).max()
    if away > thickness / 2:
        raise ValueError(f"the outline leaves its plane by {away:.1f} mm, more than half its thickness of "
                         f"{thickness:g} mm; draw it in one slice or make it thicker")
    toWorld = np.eye(4)
    toWorld[:3, :3] = axes.T * [1.0, 1.0, thickness / 2]
    toWorld[:3, 3] = center
    return Prism(toWorld, np.column_stack([x, y]))
