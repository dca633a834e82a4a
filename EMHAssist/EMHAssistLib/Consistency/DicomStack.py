"""The slices of a DICOM series: checked, in order, and their exact place in space.

Checked here rather than left to a reader, since readers put a volume together from what they find and a missing slice
then moves everything behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..Comparability import Objection
from .DicomSlice import Slice, roundingOfPosition
from .StackClaims import claimedExtent, objectionsToStack

# How far a slice may lie from its place in an evenly spaced stack, in slice distances; positions that are stored with
# few decimals may be as much farther off as these allow, up to the second number, where a missing slice, which is off
# by a whole distance, is found still. Assumed.
PLACE_TOLERANCE, _MOST_TOLERANCE = 0.05, 0.25
# Difference of direction cosines (about 0.06 degrees) and relative difference of pixel spacings taken for rounding.
_ROUNDING = 1e-3


@dataclass(frozen=True, eq=False)
class Stack:
    """Slices that form one regular stack.

    :param slices: in order along their normal
    :param ijkToLps: (4, 4) voxel indices to LPS millimeters, see DICOM PS3.3 C.7.6.2.1.1
    :param distance: of the slices along their normal, mm; for one slice its extent
    """

    slices: tuple[Slice, ...]
    ijkToLps: np.ndarray
    distance: float

    def objections(self) -> tuple[Objection, ...]:
        """Return what the headers claim of the stack and its positions contradict.

        :raises ValueError: slices are missing
        """
        step = float(np.linalg.norm(self.ijkToLps[:3, 2]))
        return tuple(objectionsToStack(self.slices, self.distance, step))


def stackSlices(slices: Sequence[Slice]) -> Stack:
    """Put slices in order along their normal, and find where their voxels are.

    A stack whose slices are shifted evenly against each other (gantry tilt) keeps its shape: the matrix is sheared.

    :param slices: all slices of an image, in any order
    :raises ValueError: they do not form one regular stack, or there is one of unknown thickness
    """
    _checkAlike(slices)
    across, down = slices[0].orientation
    normal = np.cross(across, down)
    ordered = sorted(slices, key=lambda item: item.position @ normal)
    positions = np.array([item.position for item in ordered])
    if len(ordered) == 1:
        distance = claimedExtent(ordered[0])
        step = distance * normal / np.linalg.norm(normal)
    else:
        distances = np.diff(positions @ normal)
        distance = float(distances.mean())
        step = (positions[-1] - positions[0]) / (len(ordered) - 1)
        _checkPlaces(ordered, positions, step, normal)
    rowSpacing, columnSpacing = slices[0].spacing
    ijkToLps = np.eye(4)
    ijkToLps[:3] = np.column_stack([across * columnSpacing, down * rowSpacing, step, positions[0]])
    return Stack(tuple(ordered), ijkToLps, distance)


def _checkAlike(slices: Sequence[Slice]) -> None:
    """Refuse slices that cannot belong to one stack."""
    first = slices[0]
    if not np.allclose(first.orientation @ first.orientation.T, np.eye(2), atol=_ROUNDING):
        raise ValueError(f"{first.path.name}: its directions (ImageOrientationPatient) are not perpendicular unit "
                         "vectors; export the series again")
    if not (first.spacing > 0).all():
        raise ValueError(f"{first.path.name}: its PixelSpacing is not above zero; export the series again")
    advice = "give each stack of slices as a series of its own"

    def names(differs: np.ndarray) -> str:
        return f"{first.path.name} and {slices[int(differs.argmax())].path.name}"

    turned = (np.abs(np.array([item.orientation for item in slices]) - first.orientation) > _ROUNDING).any(axis=(1, 2))
    if turned.any():
        raise ValueError(f"the slices have different orientations ({names(turned)}); {advice}")
    sized = np.array([item.size != first.size for item in slices])
    if sized.any():
        other = slices[int(sized.argmax())].size
        raise ValueError(f"the slices have different sizes ({names(sized)}: {first.size[0]} x {first.size[1]} and "
                         f"{other[0]} x {other[1]} pixels); {advice}")
    spacings = np.array([item.spacing for item in slices])
    spaced = (np.abs(spacings - first.spacing) > _ROUNDING * first.spacing).any(axis=1)
    if spaced.any():
        raise ValueError(f"the slices have different pixel spacings ({names(spaced)}); {advice}")
    placed = np.array([item.frameOfReference != first.frameOfReference for item in slices])
    if placed.any():
        raise ValueError(f"the slices have different frames of reference ({names(placed)}); {advice}")


def _checkPlaces(slices: Sequence[Slice], positions: np.ndarray, step: np.ndarray, normal: np.ndarray) -> None:
    """Refuse slices that lie on each other, at uneven distances or not in one line.

    :param slices: (N) slices in order along their normal
    :param positions: (N, 3) of their first pixels, LPS mm
    :param step: (3,) from one slice to the next on average
    """
    distances = np.diff(positions @ normal)
    middle = float(np.median(distances))
    closest = int(distances.argmin())
    if distances[closest] <= PLACE_TOLERANCE * middle or middle == 0:
        raise ValueError(f"several slices lie at one position ({slices[closest].path.name} and "
                         f"{slices[closest + 1].path.name}), such as echoes, phases or b-values; give each as a "
                         "series of its own")
    line = positions[0] + np.arange(len(slices))[:, None] * step
    offset = np.linalg.norm(positions - line, axis=1)
    length = float(np.linalg.norm(step))
    uneven = np.abs(distances - middle).max() / middle
    largest = max(uneven, offset.max() / length)
    if largest <= PLACE_TOLERANCE:
        return
    # Only now, for the decimals are in the texts. Both ends of a distance are rounded, and so are those of the line.
    rounding = np.max([roundingOfPosition(item) for item in slices], axis=0)
    allowed = min(2 * float(np.abs(normal) @ rounding) / middle, _MOST_TOLERANCE)
    allowedOffset = min(2 * float(np.linalg.norm(rounding)) / length, _MOST_TOLERANCE)
    if uneven > max(PLACE_TOLERANCE, allowed + 1e-6):
        widest = int(distances.argmax())
        raise ValueError(f"the distances of the slices are not equal ({distances.min():.3f} to {distances.max():.3f} "
                         f"mm, widest between {slices[widest].path.name} and {slices[widest + 1].path.name}; allowed "
                         f"are differences of {max(PLACE_TOLERANCE, allowed):.0%}); a slice may be missing, export "
                         "the series again")
    if offset.max() / length > max(PLACE_TOLERANCE, allowedOffset + 1e-6):
        name = slices[int(offset.argmax())].path.name
        raise ValueError(f"the slices are not in one straight line ({name} is {offset.max():.3g} mm off); give each "
                         "stack of slices as a series of its own")
