"""Bias field correction of the series of a scene, in three steps: what has to be done, the computation, which may run
in another thread as it does not touch the scene, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..BiasCorrection import Reference, correctBiasField
from ..Case import Region, Series
from ..Measurement import Shape
from ..Roles import regionRole, sequenceRole
from .CorrectedVolumes import checksum, removeCorrected, storeCorrected
from .Volumes import series

_NORMALIZED = "the scanner has already evened out the coil (ImageType NORM or the like)"


@dataclass(frozen=True, eq=False)
class BiasCorrection:
    """The series of one coil, to be corrected together.

    :param series: at least one
    :param sources: checksum of the voxels of each
    :param refused: why they are not to be corrected; empty when they are
    """

    series: tuple[Series, ...]
    sources: tuple[str, ...]
    references: tuple[Reference, ...]
    lesions: tuple[Shape, ...]
    refused: str = ""

    @property
    def label(self) -> str:
        """Labels of the series."""
        return ", ".join(one.label for one in self.series)

    def compute(self, progress: Callable[[float], None] | None = None) -> list[np.ndarray]:
        """Return the corrected voxels of each series; see BiasCorrection.correctBiasField.

        :raises ValueError: they are not to be corrected; says why
        """
        if self.refused:
            raise ValueError(self.refused)
        return correctBiasField([one.image for one in self.series if one.image is not None], self.references,
                                self.lesions, progress)


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    :param nodes: the corrected volume nodes
    :param refusals: which series were not corrected and why, a sentence each
    """

    nodes: tuple
    refusals: tuple[str, ...]


def planCorrections(scene, regions: Sequence[Region]) -> tuple[BiasCorrection, ...]:
    """Return the MR series of a scene by their coil, with the regions to do it by.

    Series of which the coil is not known are taken for those of one.

    :raises ValueError: there is no such series, or no reference region
    """
    usable = [one for one in series(scene) if one.image is not None and sequenceRole(one.role).isSignal]
    if not usable:
        raise ValueError("Bias field correction needs a series of MR signal; give a volume a role such as T1.")
    shapes = [(region.role, region.shape) for region in regions if region.shape is not None]
    references = tuple(Reference(role, shape) for role, shape in shapes if not regionRole(role).isLesion)
    lesions = tuple(shape for role, shape in shapes if regionRole(role).isLesion)
    if not references:
        raise ValueError("Bias field correction needs regions on reference tissue; place some on marrow and muscle.")
    groups: dict[tuple[str, bool], list[Series]] = {}
    for one in usable:
        groups.setdefault((one.acquisition.coil, one.acquisition.normalized is True), []).append(one)
    return tuple(BiasCorrection(tuple(members), tuple(checksum(scene.GetNodeByID(one.source)) for one in members),
                                references, lesions, _NORMALIZED if isNormalized else "")
                 for (_coil, isNormalized), members in groups.items())


def computeCorrections(corrections: Sequence[BiasCorrection],
                       progress: Callable[[float], None] | None = None) -> list[list[np.ndarray] | str]:
    """Return the corrected voxels of the series of each coil, or why there are none. Does not touch the scene.

    :param progress: called with the finished fraction, 0 to 1, of all; may raise to cancel
    """
    count = len(corrections)
    found: list[list[np.ndarray] | str] = []
    for number, correction in enumerate(corrections):
        def report(part: float, number: int = number) -> None:
            if progress:
                progress((number + part) / count)

        try:
            found.append(correction.compute(report))
        except ValueError as error:
            found.append(str(error))
    return found


def storeCorrections(scene, corrections: Sequence[BiasCorrection],
                     computed: Sequence[list[np.ndarray] | str]) -> Outcome:
    """Put corrected voxels into the scene; volumes that have been removed meanwhile are left out.

    A corrected volume that an earlier run has left of a series that is refused now is removed.
    """
    nodes, refusals = [], []
    for correction, arrays in zip(corrections, computed):
        present = [scene.GetNodeByID(one.source) for one in correction.series]
        if isinstance(arrays, str):
            refusals.append(f"{correction.label}: {arrays}")
            for node in filter(None, present):
                removeCorrected(scene, node)
        else:
            nodes += [storeCorrected(scene, node, array, source)
                      for node, array, source in zip(present, arrays, correction.sources) if node is not None]
    return Outcome(tuple(nodes), tuple(refusals))
