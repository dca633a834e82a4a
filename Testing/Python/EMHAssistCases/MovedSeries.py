"""Two series of one drawn anatomy with other contrasts, grids and noise, displaced by a known motion."""

from functools import cache

import numpy as np

from EMHAssistLib.Measurement import Ellipsoid, Image

# Signal of what surrounds everything and of balls of six tissues on two sequences, whose order is not the same.
_T1, _T2 = np.array([[100, 300, 60, 220, 160, 30, 260], [150, 60, 320, 200, 40, 260, 110]], float)
LESION = np.array([4.0, -6.0, 3.0])


def lesion():
    """Return a region of 6 x 6 x 16 mm, off the middle of the images."""
    toWorld = np.diag([3.0, 3.0, 8.0, 1.0])
    toWorld[:3, 3] = LESION
    return Ellipsoid(toWorld)


def rotationAbout(axis, degrees):
    """Return the (3, 3) turn about R, A or S (0, 1 or 2), written out so as not to share code with what is tested."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    first, second = [(1, 2), (2, 0), (0, 1)][axis]
    matrix = np.eye(3)
    matrix[first, first] = matrix[second, second] = cosine
    matrix[first, second], matrix[second, first] = -sine, sine
    return matrix


@cache
def fixedSeries(seed=1):
    """Return the series that stays: sagittal, slices of 3 mm. Made once: not to be changed."""
    return _scan(_T1, (1.0, 1.0, 3.0), [[0, 0, 1], [-1, 0, 0], [0, -1, 0]], np.eye(3), np.zeros(3), seed)


def movedSeries(shift=(0, 0, 0), turn=np.eye(3), seed=2, plane="sagittal"):
    """Return the other series, on which the anatomy lies elsewhere: shifted, and turned about the lesion.

    The voxels are drawn anew, so that the grid stays where it was as it does in a scanner.
    """
    axes = [[0, 0, 1], [-1, 0, 0], [0, -1, 0]] if plane == "sagittal" else np.diag([-1, -1, 1])
    return _scan(_T2, (1.1, 1.1, 3.3), axes, turn, np.asarray(shift, float), seed)


def _scan(signals, spacing, axes, turn, shift, seed):
    size = np.array([60.0, 64.0, 72.0])
    matrix = np.eye(4)
    matrix[:3, :3] = np.array(axes) * spacing
    counts = np.ceil(size[np.abs(axes).argmax(axis=0)] / spacing).astype(int)
    matrix[:3, 3] = LESION - matrix[:3, :3] @ ((counts - 1) / 2)
    k, j, i = np.indices(counts[::-1])
    points = np.stack([i, j, k], axis=-1) @ matrix[:3, :3].T + matrix[:3, 3]
    # Where the anatomy at each point of the series was before it moved.
    places = ((points - LESION - shift) @ turn + LESION).astype(np.float32)
    drawn = np.random.default_rng(7)
    centers = LESION + drawn.uniform(-36, 36, (45, 3))
    radii, tissues = drawn.uniform(4, 10, 45), drawn.integers(1, 7, 45)
    voxels = np.full(points.shape[:3], signals[0], np.float32)
    for center, radius, tissue in zip(centers, radii, tissues):
        x, y, z = np.moveaxis(places - center.astype(np.float32), -1, 0)
        share = np.clip(radius - np.sqrt(x * x + y * y + z * z) + 0.5, 0, 1)
        voxels += share * (signals[tissue] - voxels)
    noise = np.random.default_rng(seed).normal(0, 12, (2, *voxels.shape))
    return Image(np.hypot(voxels + noise[0], noise[1]).astype(np.float32), matrix)
