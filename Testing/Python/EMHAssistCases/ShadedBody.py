"""A body of tissues at random places, before a coil of known sensitivity: small, each tissue at any depth."""

import functools

import numpy as np
from scipy.spatial import cKDTree

from EMHAssistCases.SceneCase import addRoi, addVolume
from EMHAssistLib.BiasCorrection import Reference
from EMHAssistLib.Measurement import Ellipsoid, Image

# Signal without the coil.
SIGNALS = {"marrow": 130.0, "muscle": 60.0}
_OTHERS = (60.0, 95.0, 130.0, 210.0)
_COUNT, _SPACING = 40, 4.0  # voxels each way, mm
_CELLS = 120
# Center of each region, RAS mm: both tissues at several depths.
PLACES = {"marrow": ((0, 24, 36), (0, -8, -4), (0, 16, -44)),
          "muscle": ((-40, -48, 0), (40, -48, 0), (-40, 8, 20), (40, 8, 20))}
LESION = (0, -32, 20)  # of the tissue of marrow
_RADIUS = 8.0  # mm


def ball(center, radius=_RADIUS):
    """Return a sphere."""
    toWorld = np.diag([radius, radius, radius, 1.0])
    toWorld[:3, 3] = center
    return Ellipsoid(toWorld)


def references(places=None):
    """Return the reference regions."""
    return [Reference(tissue, ball(center)) for tissue, centers in (places or PLACES).items() for center in centers]


def linear(perMm):
    """Return a coil whose log sensitivity falls evenly from the back forward."""
    return lambda points: -perMm * points[..., 1]


# Behind the patient; its sensitivity falls by a third over 100 mm.
COIL = linear(0.004)


def addBody():
    """Add two series of the coil to the scene, T1 and T2, with all regions; return the volume nodes."""
    images = {role: shadedBody(COIL, seed) for role, seed in (("T1", 1), ("T2", 2))}
    nodes = [addVolume(image.array, image.ijkToWorld, role, role) for role, image in images.items()]
    size = [2 * _RADIUS] * 3
    addRoi(LESION, size, "epidural_lesion", name="mass")
    for tissue, centers in PLACES.items():
        for number, center in enumerate(centers, start=1):
            addRoi(center, size, tissue, name=f"{tissue} {number}")
    return nodes


def shadedBody(logSensitivity=lambda points: 0 * points[..., 1], seed=1):
    """Return the image a coil makes of the body.

    :param logSensitivity: of points (..., 3) in RAS mm
    """
    return Image((_body(seed) * np.exp(logSensitivity(_POINTS))).astype(np.float32), _IJK_TO_WORLD)


def uniform(logSensitivity):
    """Return the image a coil makes of a body of one tissue without noise."""
    return Image(100 * np.exp(logSensitivity(_POINTS)), _IJK_TO_WORLD)


_IJK_TO_WORLD = np.diag([_SPACING, _SPACING, _SPACING, 1.0])
_IJK_TO_WORLD[:3, 3] = -_SPACING * (_COUNT - 1) / 2
_POINTS = np.stack(np.indices((_COUNT,) * 3)[::-1], axis=-1) * _SPACING + _IJK_TO_WORLD[:3, 3]


@functools.cache
def _body(seed):
    """Return the signal without the coil: cells around random points, the tissue of the regions, and noise."""
    random = np.random.default_rng(seed)
    seeds = random.uniform(_POINTS.min(), _POINTS.max(), (_CELLS, 3))
    nearest = cKDTree(seeds).query(_POINTS)[1]
    signal = random.permutation(np.resize(_OTHERS, _CELLS))[nearest]
    for tissue, centers in {**PLACES, "lesion": (LESION,)}.items():
        for center in centers:
            isNear = np.linalg.norm(_POINTS - np.array(center), axis=-1) < _RADIUS + 1.5 * _SPACING
            signal[isNear] = SIGNALS.get(tissue, SIGNALS["marrow"])
    return signal * random.normal(1, 0.04, signal.shape)
