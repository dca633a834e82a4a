"""The plane between left and right of the patient, from what a scene knows of the spine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..Analysis.Geometry import spineOf
from ..Case import Region
from .ImageAxes import imageAxes
from .RegionCopies import Plane
from .Volumes import candidateVolumes, role

_RIGHT = np.array([1.0, 0.0, 0.0])


def midsagittalPlane(scene, regions: Sequence[Region], vertebrae: Mapping[str, tuple[float, float, float]],
                     at: np.ndarray) -> Plane:
    """Return the plane through the axis of the spine at the height of a place.

    :param regions: regions that show the course of the spine; without the one that is to be mirrored
    :param vertebrae: vertebral level to the center of its body in RAS mm
    :param at: (3,) RAS mm
    :return: the plane; where no spine is known, that through the middle of the first series, or image
    :raises ValueError: neither a spine nor an image is known
    """
    spine = spineOf(regions, vertebrae)
    if not spine.isKnown:
        return _imageMiddle(scene)
    coordinates, directions = (found[0] for found in spine.locate(at[np.newaxis]))
    right = directions[:, 0]
    return Plane(at - coordinates[0] * right, right, spine.description)


def _imageMiddle(scene) -> Plane:
    volumes = candidateVolumes(scene)
    for volume in sorted(volumes, key=lambda volume: not role(volume)):
        found = imageAxes(volume)
        if found is None or volume.GetImageData() is None:
            continue
        axes = found[0]
        right = axes[:, np.abs(axes.T @ _RIGHT).argmax()]
        bounds = np.zeros(6)
        volume.GetRASBounds(bounds)
        return Plane((bounds[::2] + bounds[1::2]) / 2, right if right @ _RIGHT > 0 else -right,
                     f"middle of the image {volume.GetName()}: no marrow, disc, cord or vertebra is known")
    raise ValueError("Nothing tells where the midline is. Load a series, or place regions on marrow or cord first.")
