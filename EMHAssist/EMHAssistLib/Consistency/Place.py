"""What a file says of where its voxels are, held against what else it says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from ..Comparability import Consequence, Objection

# Beyond this, at the corner where it is largest, two statements differ by more than rounding: quaternions of single
# precision are off by some micrometers.
_ROUNDING = 0.1  # mm
# Assumed: a region that lies beside its tissue takes up what is there. Regions that were drawn on the very voxels of
# the file are right nevertheless, so nothing is refused.
_ELSEWHERE = 0.30


def statedTwice(size: Sequence[int], used: str, ijkToRas: np.ndarray,
                others: Mapping[str, np.ndarray]) -> tuple[Objection, ...]:
    """Object to what else a file says of the place of its voxels and differs from what is used.

    :param size: number of voxels along I, J and K
    :param used: what the file calls the matrix that is used, such as "qform"
    :param ijkToRas: (4, 4) that matrix, voxel indices to RAS mm
    :param others: the same of what else it says
    """
    found = []
    for name, other in others.items():
        apart = farthest(size, ijkToRas, other)
        if not apart <= _ROUNDING:
            found.append(Objection("place", f"its {name} and its {used} contradict each other: they place its corners "
                                   f"up to {apart:.3g} mm apart; its {used} is used, so regions that another program "
                                   f"drew by its {name} lie beside their tissue; correct its header",
                                   Consequence.DOUBTFUL, _ELSEWHERE))
    return tuple(found)


def placeUnknown(what: str, assumed: str) -> Objection:
    """Object to a file that does not say where its voxels are.

    :param what: what is missing or without meaning, such as "neither qform nor sform"
    :param assumed: what is taken instead
    """
    return Objection("place", f"it does not say where its voxels are in the patient ({what}); {assumed} are assumed, "
                     "and programs differ in that: regions of other files may lie beside their tissue and on the "
                     "other side; export it with its orientation", Consequence.DOUBTFUL, _ELSEWHERE)


def besideItsSeries(shape: Sequence[int], ijkToRas: np.ndarray,
                    grids: Sequence[tuple[Sequence[int], np.ndarray]]) -> tuple[str, ...]:
    """Return a note if a label image has as many voxels of the same size as a series, be it in another unit, and lies
    beside it: it was drawn on it, and one of the two has lost its place since.

    :param shape: slices, rows, columns of the label image
    :param ijkToRas: (4, 4) its voxel indices to RAS mm
    :param grids: the same of each series
    """
    sides = np.linalg.norm(ijkToRas[:3, :3], axis=0)
    apart = [farthest(shape[::-1], ijkToRas, other) for size, other in grids
             if tuple(size[:3]) == tuple(shape) and _alike(np.linalg.norm(other[:3, :3], axis=0) / sides)]
    if not apart or min(apart) <= _ROUNDING * max(sides.max(), 1.0):
        return ()
    return (f"its label image has the voxels of a series and lies up to {min(apart):.3g} mm beside it: one of the two "
            "headers has lost its place; check where the region lies",)


def _alike(ratios: np.ndarray) -> bool:
    """Tell whether voxels have the same sides, or the same in another unit, a power of ten apart."""
    power = np.log10(ratios)
    return bool(np.allclose(power, np.rint(power[0]), rtol=0, atol=1e-3))


def farthest(size: Sequence[int], ijkToRas: np.ndarray, other: np.ndarray) -> float:
    """Return how far the corners of an image lie apart at most that two (4, 4) matrices place, mm."""
    corners = np.array([[*corner, 1.0] for corner in product(*((-0.5, count - 0.5) for count in size))])
    return float(np.linalg.norm((corners @ (ijkToRas - other).T)[:, :3], axis=1).max())
