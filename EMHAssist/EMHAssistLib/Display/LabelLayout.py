"""Where labels go in a view: near what they name, over no lesion, apart from each other and inside the view."""

from __future__ import annotations

import numpy as np

_DISTANCE = 8  # pixels from what is labeled
_GAP = 2  # pixels between labels, and from what they must not cover
# Along each axis so many places are tried, the nearest ones; fewer where there is much to keep clear of.
_MOST_PLACES, _FEWER_PLACES = 20, 8
_MANY = 40
# Pixels farther away that a label rather goes than: towards the middle of the view, which is what one looks at, or
# above and below; over all of what it need not keep clear of; and nearer to its anchor than it should.
_OUTWARD, _INWARD, _ALONG = 0.0, 8.0, 12.0
# Where the middle of what is labeled is farther left than this part of the view, outward is to the left.
_LEFT_PART = 0.4
_COVERING = 60.0
_TOO_NEAR = 30.0
# Where the view is full: pixels for a part of what must be kept clear of.
_IMPOSSIBLE = 1e4


def placeLabels(anchors: np.ndarray, sizes: np.ndarray, viewSize: tuple[int, int], taken=(), avoided=()) -> np.ndarray:
    """Return the lower left corners of labels, in whole pixels.

    A label goes to the nearest place that is free: beside its anchor at the same height if it can be, away from the
    middle of the view. It covers no anchor, no other label and nothing that is taken as long as the view has room for
    that, and less rather than more of what is to be avoided.

    :param anchors: (N, 2, 2) lower and upper x and y of what is labeled, pixels
    :param sizes: (N, 2) width and height of the labels
    :param viewSize: width and height of the view
    :param taken: (M, 4) x, y, width and height of rectangles to keep clear of
    :param avoided: (K, 4) likewise of rectangles that are better not covered
    :return: (N, 2) x and y
    """
    count = len(sizes)
    own = np.concatenate([anchors[:, 0], anchors[:, 1] - anchors[:, 0]], axis=1) if count else np.empty((0, 4))
    blocks = np.concatenate([own, np.reshape(taken, (-1, 4))]).astype(float)
    soft = np.reshape(avoided, (-1, 4)).astype(float)
    corners = np.zeros((count, 2))
    # From the top, so that labels stand in the order of what they name.
    for index in np.argsort(-anchors.mean(axis=1)[:, 1], kind="stable") if count else ():
        corners[index] = _place(anchors[index], sizes[index], viewSize, blocks, soft)
        blocks = np.concatenate([blocks, [[*corners[index], *sizes[index]]]])
    return corners.round().astype(int)


def overlaps(rectangles: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Tell which rectangles, (N, 4), cover a part of any of others, (M, 4)."""
    return (_common(rectangles[:, None], others[None]) > 0).any(axis=1)


def _place(anchor: np.ndarray, size: np.ndarray, viewSize, blocks: np.ndarray, soft: np.ndarray) -> np.ndarray:
    """Return the best place of one label, (2,)."""
    room = np.maximum(np.array(viewSize) - size, 0)
    middle = np.clip(anchor.mean(axis=0) - size / 2, 0, room)
    sides = np.stack([anchor[1] + _DISTANCE, anchor[0] - _DISTANCE - size])  # right and above; left and below
    xs, ys = (_along(axis, middle[axis], sides[:, axis], size[axis], room[axis], blocks) for axis in (0, 1))
    places = np.stack(np.meshgrid(xs, ys, indexing="ij"), axis=-1).reshape(-1, 2)
    rectangles = np.concatenate([places, np.broadcast_to(size, places.shape)], axis=1)
    away = np.hypot(*_away(places, size, anchor).T)
    cost = away + _TOO_NEAR * (away < _DISTANCE - 0.5) + 0.1 * np.abs(places - middle).sum(axis=1)
    isBeside = np.stack([places[:, 0] >= anchor[1, 0], places[:, 0] + size[0] <= anchor[0, 0],
                         places[:, 1] >= anchor[1, 1], places[:, 1] + size[1] <= anchor[0, 1]], axis=1)
    isLeft = anchor.mean(axis=0)[0] < _LEFT_PART * viewSize[0]
    sideCost = (_INWARD, _OUTWARD, _ALONG, _ALONG) if isLeft else (_OUTWARD, _INWARD, _ALONG, _ALONG)
    cost += np.where(isBeside, sideCost, np.inf).min(axis=1, initial=_IMPOSSIBLE)
    area = max(float(np.prod(size)), 1.0)
    # Nothing may be nearer than the gap to what must be kept clear of.
    wide = rectangles + (-_GAP, -_GAP, 2 * _GAP, 2 * _GAP)
    cost += _IMPOSSIBLE * np.sqrt(_common(wide[:, None], blocks[None]).sum(axis=1) / area)
    cost += _COVERING * _common(rectangles[:, None], soft[None]).sum(axis=1) / area
    return places[np.argmin(cost)]


def _along(axis: int, middle: float, sides: np.ndarray, length: float, room: float, blocks: np.ndarray) -> np.ndarray:
    """Return the places to try along an axis: beside the anchor, at its middle, and beside all that is in the way."""
    found = np.concatenate([[middle], sides, blocks[:, axis] - length - _GAP - 1,
                            blocks[:, axis] + blocks[:, axis + 2] + _GAP + 1])
    found = np.unique(np.clip(found, 0, room))
    most = _MOST_PLACES if len(blocks) < _MANY else _FEWER_PLACES
    return found[np.argsort(np.abs(found - middle), kind="stable")[:most]]


def _away(places: np.ndarray, size: np.ndarray, anchor: np.ndarray) -> np.ndarray:
    """Return how far rectangles are from an anchor along each axis, (N, 2)."""
    return np.maximum(np.maximum(places - anchor[1], anchor[0] - places - size), 0.0)


def _common(rectangles: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return how much of rectangles and others is common, by broadcasting."""
    low = np.maximum(rectangles[..., :2], others[..., :2])
    high = np.minimum(rectangles[..., :2] + rectangles[..., 2:], others[..., :2] + others[..., 2:])
    return np.clip(high - low, 0.0, None).prod(axis=-1)
