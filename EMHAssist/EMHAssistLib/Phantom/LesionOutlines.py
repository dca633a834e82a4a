"""Outlines of the masses of the synthetic spine, whole, from its formulas: what a reader would draw with much patience.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .Anatomy import tissueAt
from .PhantomTissues import Label
from .ScanGrid import ScanGrid

# Name, names of the regions that sample it, role; lowest and highest R, A, S of a box that holds nothing but the mass,
# and the size of voxels, mm: as a reader draws in transverse slices of 4 mm, and coarse enough to be sized at each
# step of a drag. Those of one role share a lattice, or Slicer would bring them to one when it saves them as segments.
_MASSES = (
    ("Epidural mass", ("Epidural T5/6",), "epidural_lesion", (-10, -31, -36), (11, -16, 64), (1.0, 0.5, 4.0)),
    ("Paravertebral mass left", ("Paravertebral left T6",), "paravertebral_lesion",
     (-43, -24, -72), (-11.5, 18, 36), (1.5, 1.5, 4.0)),
    ("Paravertebral mass right", ("Paravertebral right T7",), "paravertebral_lesion",
     (11, -24, -68), (47, 18, 28), (1.5, 1.5, 4.0)),
)
_AXES = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


@dataclass(frozen=True, eq=False)
class LesionOutline:
    """The voxels of one mass.

    - name: what it is called
    - regions: names of the regions that sample it, see PhantomRegions
    - role: name of its region role
    - array: uint8 array of shape (K, J, I), 1 inside
    - ijkToRas: (4, 4), voxel indices to RAS mm
    """

    name: str
    regions: tuple
    role: str
    array: np.ndarray
    ijkToRas: np.ndarray


@lru_cache(maxsize=1)
def lesionOutlines():
    """The masses of the synthetic spine, which are the same in all its cases, a tuple of :class:`LesionOutline`."""
    return tuple(_outline(*mass) for mass in _MASSES)


def _outline(name, regions, role, lower, upper, spacing):
    lower, upper, spacing = map(np.array, (lower, upper, spacing))
    grid = ScanGrid(tuple(np.rint((upper - lower) / spacing).astype(int).tolist()), tuple(spacing.tolist()), _AXES,
                    tuple(((lower + upper) / 2).tolist()))
    inside = tissueAt(grid.voxelCenters()) == Label.Emh
    return LesionOutline(name, regions, role, inside.astype(np.uint8).reshape(grid.dimensions[::-1]), grid.ijkToRas())
