"""The slices of a DICOM series: checked, in order, and their exact place in space.

Checked here rather than left to a reader, since readers put a volume together from what they find and a missing slice
then moves everything behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .ImageFile import LPS_TO_RAS

# With two slices there is one distance, which nothing can be checked against.
FEWEST_SLICES = 3
# How far a slice may lie from its place in an evenly spaced stack, in slice distances. Scanners round positions; a
# missing slice is off by a whole distance. Assumed.
PLACE_TOLERANCE = 0.05
# Difference of direction cosines (about 0.06 degrees) and relative difference of pixel spacings taken for rounding.
_ROUNDING = 1e-3


@dataclass(frozen=True)
class Slice:
    """One slice of a series, in the terms of DICOM PS3.3 C.7.6.2 (Image Plane Module).

    :param path: the file it is in
    :param frame: index of the frame in that file
    :param size: rows, columns
    :param position: (3,) center of the first pixel, LPS millimeters
    :param orientation: (2, 3) directions of increasing column index and of increasing row index
    :param spacing: (2,) distance of rows, distance of columns, millimeters
    :param frameOfReference: Frame of Reference UID, "" when not known
    """

    path: Path
    frame: int
    size: tuple[int, int]
    position: np.ndarray
    orientation: np.ndarray
    spacing: np.ndarray
    frameOfReference: str


def stackSlices(slices: Sequence[Slice]) -> tuple[list[Slice], np.ndarray]:
    """Put slices in order along their normal, and find where their voxels are.

    A stack whose slices are shifted evenly against each other (gantry tilt) keeps its shape: the matrix is sheared.

    :param slices: all slices of a series, in any order
    :return: the slices in order and the (4, 4) matrix from voxel indices to RAS millimeters, see DICOM PS3.3
        C.7.6.2.1.1
    :raises ValueError: they do not form one regular stack
    """
    _checkAlike(slices)
    across, down = slices[0].orientation
    normal = np.cross(across, down)
    slices = sorted(slices, key=lambda item: item.position @ normal)
    positions = np.array([item.position for item in slices])
    if len(slices) < FEWEST_SLICES:
        raise ValueError(f"the series has {len(slices)} slice(s), too few to check their distances; give the whole "
                         f"series, {FEWEST_SLICES} slices or more")
    _checkDistances(slices, np.diff(positions @ normal))

    step = (positions[-1] - positions[0]) / (len(slices) - 1)
    line = positions[0] + np.arange(len(slices))[:, None] * step
    offset = np.linalg.norm(positions - line, axis=1)
    if offset.max() > PLACE_TOLERANCE * np.linalg.norm(step):
        name = slices[int(offset.argmax())].path.name
        raise ValueError(f"the slices are not in one straight line ({name} is {offset.max():.3g} mm off); give each "
                         "stack of slices as a series of its own")
    rowSpacing, columnSpacing = slices[0].spacing
    ijkToLps = np.eye(4)
    ijkToLps[:3] = np.column_stack([across * columnSpacing, down * rowSpacing, step, positions[0]])
    return slices, LPS_TO_RAS @ ijkToLps


def _checkAlike(slices: Sequence[Slice]) -> None:
    """Refuse slices that cannot belong to one stack."""
    first = slices[0]
    if not np.allclose(first.orientation @ first.orientation.T, np.eye(2), atol=_ROUNDING):
        raise ValueError(f"{first.path.name}: its directions (ImageOrientationPatient) are not perpendicular unit "
                         "vectors; export the series again")
    if not (first.spacing > 0).all():
        raise ValueError(f"{first.path.name}: its PixelSpacing is not above zero; export the series again")
    for item in slices:
        names = f"{first.path.name} and {item.path.name}"
        advice = "give each stack of slices as a series of its own"
        if not np.allclose(item.orientation, first.orientation, atol=_ROUNDING):
            raise ValueError(f"the slices have different orientations ({names}); {advice}")
        if item.size != first.size:
            raise ValueError(f"the slices have different sizes ({names}: {first.size[0]} x {first.size[1]} and "
                             f"{item.size[0]} x {item.size[1]} pixels); {advice}")
        if not np.allclose(item.spacing, first.spacing, rtol=_ROUNDING):
            raise ValueError(f"the slices have different pixel spacings ({names}); {advice}")
        if item.frameOfReference != first.frameOfReference:
            raise ValueError(f"the slices have different frames of reference ({names}); {advice}")


def _checkDistances(slices: Sequence[Slice], distances: np.ndarray) -> None:
    """Refuse slices that lie on each other or at uneven distances.

    :param slices: (N) slices in order along their normal
    :param distances: (N - 1,) distances along the normal, mm, not negative
    """
    middle = float(np.median(distances))
    closest = int(distances.argmin())
    if distances[closest] <= PLACE_TOLERANCE * middle or middle == 0:
        raise ValueError(f"several slices lie at one position ({slices[closest].path.name} and "
                         f"{slices[closest + 1].path.name}), such as echoes, phases or b-values; give each as a "
                         "series of its own")
    if np.abs(distances - middle).max() > PLACE_TOLERANCE * middle:
        widest = int(distances.argmax())
        raise ValueError(f"the distances of the slices are not equal ({distances.min():.3f} to {distances.max():.3f} "
                         f"mm, widest between {slices[widest].path.name} and {slices[widest + 1].path.name}; allowed "
                         f"are differences of {PLACE_TOLERANCE:.0%}); a slice may be missing, export the series again")
