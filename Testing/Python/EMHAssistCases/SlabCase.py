"""Cases whose regions are boxes in slabs of a known signal, so that ratios are known, too."""

import functools
from zlib import crc32

import numpy as np

from EMHAssistLib.Acquisition import Acquisition, SequenceFamily
from EMHAssistLib.Case import Case, Region, Series
from EMHAssistLib.Measurement import Box, Image

# Voxels as small as these are mostly those of gradient echoes, where nothing else is known.
_SPIN_ECHO = Acquisition(SequenceFamily.SPIN_ECHO)
SETTING = "unselected_mass"
# Boxes of 8 x 8 x 8 voxels along I, each in a slab of its own.
PLACES = {"lesion": 5, "lesion 2": 15, "marrow": 25, "marrow 2": 35, "cord": 45}
ROLES = {"lesion": "epidural_lesion", "lesion 2": "paravertebral_lesion", "marrow": "marrow", "marrow 2": "marrow",
         "cord": "cord"}


def makeSeries(role, levels, noise=0.0, label=None, frame="1.2.3", seed=1):
    """Return a series that has these signals at the places of the regions, plus normal noise."""
    values = np.random.default_rng(seed).normal(0, noise, size=(10, 10, 50)) if noise else np.zeros((10, 10, 50))
    for name, level in levels.items():
        values[:, :, PLACES[name] - 5:PLACES[name] + 5] += level
    values[0, 0, 0] += crc32(role.encode()) % 97  # in no region: two series never hold the same voxels
    return Series(label or role, role, (label or role, seed, tuple(levels.items())), Image(values, np.eye(4)),
                  frameOfReference=frame, acquisition=_SPIN_ECHO if role.startswith("T1") else Acquisition())


@functools.cache
def makeRegion(name, center=None, role=None):
    """Return a box; the same object for the same place, as Scene reads it."""
    placement = np.diag([4.0, 4.0, 4.0, 1.0])
    placement[:3, 3] = center or (PLACES[name] - 0.5, 4.5, 4.5)
    return Region(name, role or ROLES[name], (name, tuple(placement.ravel())), Box(placement))


def makeCase(series, regions=("lesion", "marrow"), findings=None, setting=SETTING):
    regions = [region if isinstance(region, Region) else makeRegion(region) for region in regions]
    return Case(tuple(series), tuple(regions), findings or {}, setting)
