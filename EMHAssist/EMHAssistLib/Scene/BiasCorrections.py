"""Bias field correction of the series of a scene, in three steps: what has to be done, the computation, which may run
in another thread as it does not touch the scene, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..BiasCorrection import correctBiasField
from ..Case import Region
from ..Measurement import Image, Shape
from ..Roles import regionRole, sequenceRole
from .CorrectedVolumes import checksum, storeCorrected
from .Volumes import series


@dataclass(frozen=True, eq=False)
class BiasCorrection:
    """A series to correct.

    :param volumeId: ID of the volume node
    :param label: label of the series
    :param source: checksum of its voxels
    """

    volumeId: str
    label: str
    image: Image
    source: str
    references: tuple[Shape, ...]
    lesions: tuple[Shape, ...]

    def compute(self, progress: Callable[[float], None] | None = None) -> np.ndarray:
        """Return the corrected voxels; see BiasCorrection.correctBiasField.

        :raises ValueError: the series cannot be corrected; the message names it
        """
        try:
            return correctBiasField(self.image, self.references, self.lesions, progress)
        except ValueError as error:
            raise ValueError(f"{self.label}: {error}") from error


def planCorrections(scene, regions: Sequence[Region]) -> tuple[BiasCorrection, ...]:
    """Return the MR series of a scene that can be corrected, with the regions to do it by.

    :raises ValueError: there is no such series, or no reference region
    """
    shapes = {True: [], False: []}
    for region in regions:
        if region.shape is not None:
            shapes[regionRole(region.role).isLesion].append(region.shape)
    usable = [one for one in series(scene) if one.image is not None and sequenceRole(one.role).isSignal]
    if not usable:
        raise ValueError("Bias field correction needs a series of MR signal; give a volume a role such as T1.")
    if not shapes[False]:
        raise ValueError("Bias field correction needs regions on reference tissue; place some on marrow and muscle.")
    return tuple(BiasCorrection(one.source, one.label, one.image, checksum(scene.GetNodeByID(one.source)),
                                tuple(shapes[False]), tuple(shapes[True])) for one in usable)


def computeCorrections(corrections: Sequence[BiasCorrection],
                       progress: Callable[[float], None] | None = None) -> list[np.ndarray]:
    """Return the corrected voxels of each series. Does not touch the scene.

    :param progress: called with the finished fraction, 0 to 1, of all; may raise to cancel
    :raises ValueError: a series cannot be corrected
    """
    count = len(corrections)
    return [correction.compute(progress and (lambda part, number=number: progress((number + part) / count)))
            for number, correction in enumerate(corrections)]


def storeCorrections(scene, corrections: Sequence[BiasCorrection], arrays: Sequence[np.ndarray]) -> list:
    """Put corrected voxels into the scene; volumes that have been removed meanwhile are left out.

    :return: the corrected volume nodes
    """
    return [storeCorrected(scene, node, array, correction.source) for correction, array in zip(corrections, arrays)
            if (node := scene.GetNodeByID(correction.volumeId)) is not None]
