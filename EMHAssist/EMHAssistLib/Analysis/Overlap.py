"""Regions that touch: where two regions share tissue, their values are not independent, or one is misplaced."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from ..Cache import Cache
from ..Case import Region
from ..Measurement import ConvexShape, Flag, Image, Shape, sample
from ..Measurement.Flags import TOUCHING
from ..Roles import regionRole

# Cells along each axis of the grid over a region on which its overlap with another one is integrated.
_CELLS = 16
# Bounds of boxes and ellipsoids in their own coordinates.
_UNIT = np.array([[-1.0] * 3, [1.0] * 3])


def touching(regions: Sequence[Region], cache: Cache) -> Mapping[Hashable, tuple[Flag, ...]]:
    """Return for each region the flags that say which fraction of it lies in another region at most: in one of another
    tissue, and in one of the same, as when two readers outline one lesion.

    :return: key of the region to its flags
    """
    usable = [region for region in regions if not region.problem]
    shares: dict[Hashable, dict[str, float]] = {region.key: {} for region in regions}
    tissues = [_tissue(region) for region in usable]
    pairs = _near([region.shape for region in usable])
    fitted = {number: cache.call(Fitted, usable[number].shape) for number in {one for pair in pairs for one in pair}}
    for one, other in pairs:
        name = "shares" if tissues[one] == tissues[other] else "touches"
        for first, second in ((one, other), (other, one)):
            share = cache.call(Fitted.share, fitted[first], usable[second].shape)
            own = shares[usable[first].key]
            if share > own.get(name, TOUCHING):
                own[name] = share
    return {key: tuple(Flag(name, share) for name, share in sorted(own.items())) for key, own in shares.items()}


def _near(shapes: Sequence[Shape]) -> list[tuple[int, int]]:
    """Return the pairs of shapes whose bounds overlap, each once.

    Along the axis on which the shapes spread the most they are swept from low to high: only those that begin before
    another one ends are compared with it.
    """
    if len(shapes) < 2:
        return []
    bounds = np.concatenate([shape.bounds for shape in shapes])
    low, high = bounds[::2], bounds[1::2]
    axis = int((low.max(axis=0) - low.min(axis=0)).argmax())
    order = low[:, axis].argsort(kind="stable")
    following = np.arange(1, len(shapes) + 1)
    counts = np.maximum(np.searchsorted(low[order, axis], high[order, axis]) - following, 0)
    one = np.repeat(order, counts)
    other = order[np.arange(len(one)) + np.repeat(following - (np.cumsum(counts) - counts), counts)]
    overlap = ((low[one] < high[other]) & (low[other] < high[one])).all(axis=1)
    return list(zip(one[overlap].tolist(), other[overlap].tolist()))


def _tissue(region: Region) -> str:
    """Return what a region stands for; the roles of lesions say where they lie."""
    return "lesion" if regionRole(region.role).isLesion else region.role


class Fitted:
    """A shape on a grid of cells that fits it, on which is integrated what others share with it.

    :param shape: in world space
    """

    def __init__(self, shape: Shape):
        isConvex = isinstance(shape, ConvexShape)
        self._total = 0.0
        try:
            cells = _cells(_UNIT if isConvex else shape.onGrid(np.eye(4), np.eye(4)).extent)
            self._cells = Image(cells.array, shape.toWorld @ cells.ijkToWorld)
            self._own = _ownCells(type(shape)) if isConvex else _allWeights(self._cells, shape)
            self._total = float(self._own.sum())
        except ValueError:
            pass  # empty, too small or too far to be told in voxels; measuring it says so

    def share(self, other: Shape) -> float:
        """Return the fraction of the volume of the shape that lies inside another one, to about one percent."""
        if not self._total:
            return 0.0
        try:
            second = sample(self._cells, other)
        except ValueError:
            return 0.0  # as above
        # What both must share of a cell at least: regions that only adjoin share cells and no tissue.
        both = second.block(self._own) + (second.weights - 1)
        return float(np.maximum(both, 0, out=both).sum()) / self._total


def _cells(extent: np.ndarray) -> Image:
    """Return cells that fill a block, of its (2, 3) bounds."""
    low, high = extent
    step = (high - low) / _CELLS
    fitted = np.diag([*step, 1.0])
    fitted[:3, 3] = low + step / 2
    return Image(np.broadcast_to(np.uint8(0), (_CELLS,) * 3), fitted)


@lru_cache
def _ownCells(kind: type[ConvexShape]) -> np.ndarray:
    """Return what a shape fills of the cells that fit it: the same for all of its kind, however they are mapped."""
    return _allWeights(_cells(_UNIT), kind(np.eye(4)))


def _allWeights(cells: Image, shape: Shape) -> np.ndarray:
    samples, weights = sample(cells, shape), np.zeros(cells.array.shape)
    samples.block(weights)[...] = samples.weights
    return weights
