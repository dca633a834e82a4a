"""Regions that touch: where two regions share tissue, their values are not independent, or one is misplaced."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from ..Cache import Cache
from ..Case import Region
from ..Measurement import Flag, Image, Shape, sample
from ..Measurement.Flags import TOUCHING
from ..Roles import regionRole

# Cells along each axis of the grid over a region on which its overlap with another one is integrated.
_CELLS = 16


def touching(regions: Sequence[Region], cache: Cache) -> Mapping[Hashable, tuple[Flag, ...]]:
    """Return for each region the flags that say which fraction of it lies in another region at most: in one of another
    tissue, and in one of the same, as when two readers outline one lesion.

    :return: key of the region to its flags
    """
    usable = [region for region in regions if not region.problem]
    shares: dict[Hashable, dict[str, float]] = {region.key: {} for region in regions}
    if usable:
        boxes = np.array([region.shape.bounds for region in usable])
        low, high = boxes[:, 0], boxes[:, 1]
        near = ((low[:, None] < high[None]) & (low[None] < high[:, None])).all(axis=2)
        for one, other in zip(*(indices.tolist() for indices in np.nonzero(near))):
            if one != other:
                first, second = usable[one], usable[other]
                share = cache.call(sharedFraction, first.shape, second.shape)
                name = "shares" if _tissue(first) == _tissue(second) else "touches"
                shares[first.key][name] = max(shares[first.key].get(name, 0.0), share)
    return {key: tuple(Flag(name, share) for name, share in sorted(own.items()) if share > TOUCHING)
            for key, own in shares.items()}


def _tissue(region: Region) -> str:
    """Return what a region stands for; the roles of lesions say where they lie."""
    return "lesion" if regionRole(region.role).isLesion else region.role


def sharedFraction(shape: Shape, other: Shape) -> float:
    """Return the fraction of the volume of a shape that lies inside another one, to about one percent."""
    low, high = shape.onGrid(np.eye(4), np.eye(4)).extent
    # A grid that fits the region: cell centers from low to high in the coordinates of its shape.
    step = (high - low) / _CELLS
    fitted = np.diag([*step, 1.0])
    fitted[:3, 3] = low + step / 2
    cells = Image(np.broadcast_to(np.uint8(0), (_CELLS,) * 3), shape.toWorld @ fitted)
    try:
        own, second = sample(cells, shape), sample(cells, other)
    except ValueError:
        return 0.0  # too small or too far to be told in voxels; measuring it says so
    shared = np.zeros((_CELLS,) * 3)
    second.block(shared)[...] = second.weights
    # What both must share of a cell at least: regions that only adjoin share cells and no tissue.
    both = np.maximum(own.block(shared) + own.weights - 1, 0)
    return float(both.sum() / own.weights.sum())
