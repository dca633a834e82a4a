"""The rigid motion under which a moving series shares most information with a fixed one.

Each step takes the present joint histogram as the likelihood of pairs of values, and goes where that likelihood is
largest (Fisher scoring): as the score of every point is known, so are the derivatives, and how uncertain the answer is
follows from how much parts of the anatomy disagree about it.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from ..Measurement import Image
from .CommonGrid import Grid, onGrid
from .JointSignal import BINS, binned, scoreTable, slopes
from .RigidMotion import rotation

# How far a shift along each axis may be, in mm. Assumed: a patient who has moved farther is seen to have.
REACH = 10.0
# Steps of the search for a start, in points of the grid.
_STRIDE = 2
_ITERATIONS, _LONGEST_STEP = 20, 2.0
_SMALLEST_SHIFT, _SMALLEST_TURN = 0.01, 2e-4  # mm, radians
# Along each axis, for how far parts of the anatomy disagree: parts of an inch, larger than what errors share.
_PARTS = 4
# Points that both series show, and their share of those of the fixed one after a motion. Assumed: few points share much
# information by chance.
_FEWEST, _SMALLEST_SHARE = 1000, 0.5


class Alignment:
    """A fixed and a moving series on one grid. Motions are about the middle of the box.

    :param fixed: the series that stays
    :param moving: the one that a motion is looked for of
    :param grid: where they are compared
    :param middle: (3,) point that motions turn about, RAS mm
    """

    def __init__(self, fixed: Image, moving: Image, grid: Grid, middle: np.ndarray):
        from scipy import ndimage

        self._grid, self._middle, self.background = grid, middle, 0.0
        self._border = int(np.ceil(REACH / grid.spacing)) + 2
        self._wide = grid.widened(self._border)
        values, self._isThere = onGrid(fixed, grid, moving)
        movingValues, movingIsThere = onGrid(moving, self._wide, fixed)
        self.overlap = self._shared(movingIsThere)
        if not self.overlap:
            return
        fixedValues = binned(values, self._isThere)
        self._fixed = np.rint(fixedValues).astype(np.int32)
        self._moving = binned(movingValues, movingIsThere)
        self._slope = np.stack(np.gradient(self._moving, grid.spacing)).astype(np.float32)
        self._movingIsThere = movingIsThere.astype(np.float32)
        index = np.argwhere(ndimage.binary_erosion(self._isThere, border_value=1))
        # Off the lattice, each by itself: where all fall onto voxels at once nothing is blurred by interpolation, and
        # that motion would seem to share more information (Likar and Pernus 2001, Image Vis Comput 19:33).
        off = np.random.default_rng(0).uniform(-0.5, 0.5, index.shape)
        places = np.clip(index + off, 0, np.array(grid.shape) - 1)
        self._points = places * grid.spacing + grid.low - middle
        self._values = np.rint(ndimage.map_coordinates(fixedValues, places.T, order=1)).astype(np.int32)
        part = np.minimum(index * _PARTS // np.array(grid.shape), _PARTS - 1)
        self._part = part @ np.array([_PARTS * _PARTS, _PARTS, 1])

    def _shared(self, movingIsThere: np.ndarray) -> float:
        """Return the share of the box that both series show; 0 where it is too little."""
        inner = movingIsThere[(slice(self._border, -self._border),) * 3] & self._isThere
        return float(inner.mean()) if np.count_nonzero(inner) > _FEWEST else 0.0

    def starts(self, count: int) -> list[np.ndarray]:
        """Return the (6,) shifts without turn, on a coarse lattice within reach, that share most information: best
        first, none next to a better one. What most of the lattice shares is ``background`` from then on."""
        reach = int(REACH / (_STRIDE * self._grid.spacing))
        thin = (slice(None, None, _STRIDE),) * 3
        fixed, isThere = self._fixed[thin], self._isThere[thin]
        information = {}
        for steps in product(range(-reach, reach + 1), repeat=3):
            part = tuple(slice(self._border + _STRIDE * step, self._border + _STRIDE * step + size, _STRIDE)
                         for step, size in zip(steps, self._grid.shape))
            both = isThere & (self._movingIsThere[part] > 0)
            if np.count_nonzero(both) > _SMALLEST_SHARE * np.count_nonzero(isThere):
                information[steps] = scoreTable(fixed[both], self._moving[part][both])[1]
        self.background = float(np.median(list(information.values()))) if information else 0.0
        found: list[tuple[int, ...]] = []
        for steps in sorted(information, key=lambda steps: -information[steps]):
            if len(found) < count and all(max(abs(a - b) for a, b in zip(steps, one)) > 1 for one in found):
                found.append(steps)
        return [np.array([*steps, 0, 0, 0]) * _STRIDE * self._grid.spacing for steps in found]

    def climb(self, start: np.ndarray, thin: int = 1) -> tuple[np.ndarray, float]:
        """Return the (6,) motion that shares most information near a start, and that information in nats.

        :param thin: use every how manieth point only
        """
        chosen = slice(None, None, thin)
        motion = np.array(start, dtype=float)
        rows, information = self._scores(motion, chosen)[:2]
        for _iteration in range(_ITERATIONS):
            step = _solve(rows)
            step *= min(1.0, _LONGEST_STEP / max(np.abs(step[:3]).max(), 1e-9))
            for _halving in range(5):
                newRows, newInformation = self._scores(motion + step, chosen)[:2]
                if newInformation > information:
                    break
                step *= 0.4
            else:
                break
            motion, rows, information = motion + step, newRows, newInformation
            if np.abs(step[:3]).max() < _SMALLEST_SHIFT and np.abs(step[3:]).max() < _SMALLEST_TURN:
                break
        return motion, information

    def deviation(self, motion: np.ndarray) -> np.ndarray:
        """Return the (6,) SD of a motion that climb() has found, from how much parts of the anatomy disagree: that of
        an estimate from sums over independent parts (White 1982, Econometrica 50:1)."""
        rows, _information, isUsed = self._scores(motion, slice(None))
        part, count = self._part[isUsed], _PARTS ** 3
        sums = np.stack([np.bincount(part, column, count) for column in rows.T], axis=1)
        inverse = np.linalg.pinv(_squared(rows))
        sums -= sums.mean(axis=0)
        return np.sqrt(np.diag(inverse @ _squared(sums) @ inverse))

    def _scores(self, motion: np.ndarray, chosen: slice) -> tuple[np.ndarray, float, np.ndarray]:
        """Return the (N, 6) derivatives of the score of each point by the motion, the mutual information, and which of
        the chosen points both series show."""
        from scipy import ndimage

        turned = self._points[chosen] @ rotation(motion[3:]).T
        places = ((turned + (motion[:3] + self._middle - self._wide.low)) / self._grid.spacing).T
        isUsed = ndimage.map_coordinates(self._movingIsThere, places, order=0) > 0
        places, turned, fixed = places[:, isUsed], turned[isUsed], self._values[chosen][isUsed]
        if len(fixed) < _SMALLEST_SHARE * len(isUsed):
            return np.zeros((len(fixed), 6)), 0.0, isUsed
        moving = np.clip(ndimage.map_coordinates(self._moving, places, order=1, mode="nearest"), 0, BINS - 1)
        score, information = scoreTable(fixed, moving)
        gradient = np.stack([ndimage.map_coordinates(slope, places, order=1, mode="nearest")
                             for slope in self._slope], axis=1)
        rows = np.concatenate([gradient, np.cross(turned, gradient)], axis=1)
        return rows * slopes(score, fixed, moving)[:, None], information, isUsed


def _squared(rows: np.ndarray) -> np.ndarray:
    """Return the (6, 6) sum of outer products of (N, 6) rows, in an order that no number of threads changes."""
    return np.einsum("ni,nj->ij", rows, rows)


def _solve(rows: np.ndarray) -> np.ndarray:
    """Return the (6,) step of Fisher scoring from the (N, 6) derivatives of the scores."""
    matrix = _squared(rows)
    return np.linalg.solve(matrix + 1e-3 * np.diag(np.diag(matrix)) + 1e-9 * np.eye(6), rows.sum(axis=0))
