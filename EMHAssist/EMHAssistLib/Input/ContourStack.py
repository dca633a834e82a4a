"""Contours of a structure, slice by slice, as a mask: on the slices of a series, or in planes of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from ..Measurement import Image, Mask, sample
from ..Measurement.Contours import FilledSlice, fillSlice
from ..Measurement.Image import invertAffine

# How far the points of a contour may lie from the middle of a slice, in slice distances.
PLANE_TOLERANCE = 0.25
# Contours in planes of their own: pixels along the longer side of the structure, at least and at most.
_FEWEST_PIXELS, _MOST_PIXELS = 64, 512
# Heights of contours nearer to each other than this are one plane, in mm.
_SAME_PLANE = 0.05
# Contours that reach across more pixels than any image has are damaged, or in other units.
_LARGEST = 10000
# From this part of the vertices on, it is odd that not all lie at the centers of pixels.
_MOSTLY = 0.5


@dataclass(frozen=True)
class ContourGrid:
    """Voxels of a DICOM series that a structure may have been drawn on.

    :param shape: slices, rows, columns
    :param ijkToRas: (4, 4) voxel indices to RAS millimeters
    :param metadata: DICOM keyword to value, with the UIDs of the series and the frame of reference where known
    """

    shape: tuple[int, int, int]
    ijkToRas: np.ndarray
    metadata: dict[str, str]


@dataclass(frozen=True)
class StackMask:
    """A structure as voxels.

    :param mask: where it is; of bool where it has whole voxels only
    :param notes: what had to be decided, in plain English
    """

    mask: Mask
    notes: tuple[str, ...]


def toIndices(points: np.ndarray, ijkToRas: np.ndarray) -> np.ndarray:
    """Return (N, 3) points in RAS millimeters as voxel indices."""
    fromRas = invertAffine(ijkToRas)
    return points @ fromRas[:3, :3].T + fromRas[:3, 3]


def liesOnSlices(contours: Sequence[np.ndarray], grid: ContourGrid, isOwn: bool) -> bool:
    """Tell whether each contour lies in a slice of a series, or where its next slices would be.

    :param contours: (N, 3) points each, RAS mm
    :param isOwn: it was drawn on this series; on others neighboring contours have to lie in neighboring slices, since
        contours of thicker slices stand for more than a slice of these
    """
    heights = [toIndices(points, grid.ijkToRas)[:, 2] for points in contours]
    planes = [int(np.rint(height.mean())) for height in heights]
    if any(np.abs(height - plane).max() > PLANE_TOLERANCE for height, plane in zip(heights, planes)):
        return False
    return isOwn or _commonStep(planes) == 1


def stackOnGrid(contours: Sequence[np.ndarray], ijkToRas: np.ndarray, isExclusive: bool,
                arePixels: bool = True) -> StackMask:
    """Return what contours enclose on the slices of a grid, which may end anywhere.

    :param contours: (N, 3) points each, RAS mm, in the slices of the grid
    :param ijkToRas: (4, 4) indices of the grid to RAS millimeters
    :param isExclusive: see fillSlice; arePixels: as well
    :raises ValueError: nothing is enclosed, or the contours are larger than any image
    """
    indices = [toIndices(points, ijkToRas) for points in contours]
    planes = [int(np.rint(points[:, 2].mean())) for points in indices]
    low = np.floor(np.min([points.min(axis=0) for points in indices], axis=0) + 0.5).astype(int)[:2] - 1
    high = np.ceil(np.max([points.max(axis=0) for points in indices], axis=0) + 0.5).astype(int)[:2] + 1
    size = (*(high - low), max(planes) - min(planes) + 1)
    if max(size) > _LARGEST:
        raise ValueError(f"its contours reach across {max(size)} voxels, more than any image has; export it again")
    filled = {plane: fillSlice([points[:, :2] for points, own in zip(indices, planes) if own == plane],
                               (int(low[0]), int(low[1])), (int(size[0]), int(size[1])), isExclusive, arePixels)
              for plane in sorted(set(planes))}
    array = np.zeros(size[::-1])
    for plane, one in filled.items():
        array[plane - min(planes)] = one.weights
    gaps = _fillGaps(array, [plane - min(planes) for plane in filled])
    if not array.any():
        raise ValueError("none of its contours encloses anything; draw it around something")
    if ((array == 0) | (array == 1)).all():
        array = array.astype(bool)
    origin = np.eye(4)
    origin[:3, 3] = [*low, min(planes)]
    return StackMask(Mask(ijkToRas @ origin, array), (*_notes(list(filled.values())), *gaps))


def ownGrid(contours: Sequence[np.ndarray], grids: Sequence[ContourGrid], slab: float) -> tuple[np.ndarray, float]:
    """Return a grid whose slices are the planes that contours lie in, and the distance of these in mm.

    :param contours: (N, 3) points each, RAS mm
    :param grids: series that the structure may be measured on: how fine its pixels are, and how thick the slice of a
        single contour is
    :param slab: thickness in mm that the file states, NaN for none
    :return: (4, 4) indices to RAS millimeters, and mm
    :raises ValueError: the contours do not lie in parallel planes at even distances
    """
    centered = [points - points.mean(axis=0) for points in contours]
    areas = [np.cross(points, np.roll(points, -1, axis=0)).sum(axis=0) for points in centered]
    normal = max(areas, key=np.linalg.norm)
    if not np.linalg.norm(normal) > 0:
        raise ValueError("none of its contours encloses anything; draw it around something")
    normal = normal / np.linalg.norm(normal)
    heights = np.array([points.mean(axis=0) @ normal for points in contours])
    planes = np.sort(heights)
    planes = planes[np.diff(planes, prepend=-np.inf) > _SAME_PLANE]
    steps = np.diff(planes)
    if steps.size:
        alike = [int((np.abs(steps - step) < 0.05 * step).sum()) for step in steps]
        thickness = float(min(step for step, count in zip(steps, alike) if count == max(alike)))
    else:
        thickness = slab if isfinite(slab) and slab > 0 else _sliceThickness(grids, normal)
    off = (heights - planes[0]) / thickness
    leaves = max(float(np.abs(points @ normal - height).max()) for points, height in zip(contours, heights))
    if leaves > PLANE_TOLERANCE * thickness or np.abs(off - np.rint(off)).max() > PLANE_TOLERANCE:
        raise ValueError("its contours do not lie on the slices of the series given, nor in parallel planes at even "
                         "distances; give the DICOM folder of the series it was drawn on")
    # Rows along the axis of the patient that the planes are most parallel to.
    across = np.eye(3)[int(np.abs(normal).argmin())]
    across = across - (across @ normal) * normal
    across /= np.linalg.norm(across)
    axes = np.column_stack([across, np.cross(normal, across), normal])
    points = np.concatenate(contours) @ axes
    extent = float(np.ptp(points[:, :2], axis=0).max())
    pixel = min(float(np.linalg.norm(grid.ijkToRas[:3, :3], axis=0).min()) for grid in grids)
    pixel = min(max(pixel, extent / _MOST_PIXELS), extent / _FEWEST_PIXELS)
    matrix = np.eye(4)
    matrix[:3, :3] = axes * [pixel, pixel, thickness]
    # Pixels begin where the structure does.
    matrix[:3, 3] = axes @ [*(points[:, :2].min(axis=0) + pixel / 2), planes[0]]
    return matrix, thickness


def insideFraction(mask: Mask, grid: ContourGrid) -> float:
    """Return the fraction of a mask that lies inside a series."""
    return sample(Image(np.broadcast_to(np.uint8(0), grid.shape), grid.ijkToRas), mask).insideFraction


def _sliceThickness(grids: Sequence[ContourGrid], normal: np.ndarray) -> float:
    """Return the slice distance in mm of the first series that is cut parallel to a plane.

    :raises ValueError: none is
    """
    for grid in grids:
        own = np.cross(grid.ijkToRas[:3, 0], grid.ijkToRas[:3, 1])
        own = own / np.linalg.norm(own)
        if abs(own @ normal) > 0.999:
            return abs(float(grid.ijkToRas[:3, 2] @ own))
    raise ValueError("its only contour lies on no slice of the series given, and nothing tells how thick it is; give "
                     "the DICOM folder of the series it was drawn on")


def _commonStep(planes: Sequence[int]) -> int:
    """Return how many slices lie from a contour to the next one most often, the fewest of several; 1 for one plane."""
    steps = Counter(np.diff(sorted(set(planes))).tolist())
    return min((step for step in steps if steps[step] == max(steps.values())), default=1)


def _fillGaps(array: np.ndarray, planes: Sequence[int]) -> list[str]:
    """Fill the slices between contours that were drawn on every second slice, or every third; in place.

    Half of a slice in the middle is that of each neighbor. Where contours are farther apart than elsewhere, they are
    those of two parts, or some are missing: nothing is filled.
    """
    steps = np.diff(planes)
    common = _commonStep(planes)
    isPattern = common == 2 or (common > 2 and int((steps == common).sum()) > 1)
    filled, left = 0, 0
    for plane, step in zip(planes, steps.tolist()):
        if step > 1 and isPattern and step <= common:
            for number in range(1, step):
                near = [plane] * (2 * number <= step) + [plane + step] * (2 * number >= step)
                array[plane + number] = array[near].mean(axis=0)
            filled += step - 1
        elif step > 1:
            left += step - 1
    notes = []
    if filled:
        every = "second" if common == 2 else f"{common}th" if common > 3 else "third"
        notes.append(f"drawn on every {every} slice: the {filled} slices between were filled from the nearest contours")
    if left:
        notes.append(f"{left} slices between its parts have no contour: the gap was left empty; draw contours there if "
                     "they belong to it")
    return notes


def _notes(slices: Sequence[FilledSlice]) -> list[str]:
    """Say what had to be decided for the contours of all slices."""
    notes = []
    texts = ((sum(one.repeated for one in slices), "there twice", "counted once"),
             (sum(one.holes for one in slices), "inside another contour", "taken as a hole"),
             (sum(one.crossing for one in slices), "crossing itself", "what it encloses twice was left out"),
             (sum(one.flat for one in slices), "without an area", "left out"))
    for count, what, done in texts:
        if count:
            notes.append(f"{count} {'contours' if count > 1 else 'contour'} {what}: {done}")
    if any(one.isThroughCenters for one in slices):
        notes.append("its contours run through pixel centers, as programs write masks: these pixels belong to it")
    if any(not one.isThroughCenters and one.centerFraction > _MOSTLY for one in slices):
        notes.append("its contours run through pixel centers, but not all of them, or not of the series it was drawn "
                     "on: pixels on its rim count by the part inside; better give that series")
    return notes
