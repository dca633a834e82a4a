"""Texts in a 3D view: what lesions measure, with a line to each, and the levels of the spine beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .ColoredLines import ColoredLines
from .LabelColumns import placeInColumns
from .LabelLayout import overlaps
from .TextBoxes import TextBox

_FONT_SIZE, _LEVEL_FONT_SIZE = 12, 11
# How opaque the ground of a text is: names of levels stand on the image and are to hide little of it.
_GROUND, _LEVEL_GROUND = 0.7, 0.4
_DPI = 72  # of views in which a point is a pixel
_LEVEL_GAP = 3  # pixels around names of levels
_LITTLE = 16  # pixels
_FROM_AXIS = 9  # points


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text that names something in space.

    :param text: what it says
    :param color: of its frame and line
    :param points: (N, 3) RAS mm, points around what it names
    """

    text: str
    color: tuple[float, float, float]
    points: np.ndarray


class SceneLabels:
    """Texts of one view.

    :param add: adds props to the view
    """

    def __init__(self, add):
        self._add = add
        self._leaders = ColoredLines()
        self._add(self._leaders.actors)
        self._labels: list[TextBox] = []
        self._levels: list[TextBox] = []
        self._placedKey: tuple | None = None
        self._levelsKey: tuple | None = None
        self._corners = np.empty((0, 2), dtype=int)

    def show(self, labels: Sequence[PlacedText], levels: Sequence[tuple[str, np.ndarray, np.ndarray]],
             toView: np.ndarray,
             size: tuple[int, int], dpi: int, taken: Sequence[tuple], isLight: bool, isLightBehindLevels: bool) -> None:
        """Show these texts and no others.

        :param levels: names of levels, (3,) where each is, and where it is to be written if nothing is there, RAS mm
        :param toView: (4, 4) RAS mm to homogeneous coordinates from -1 to 1 of the view
        :param size: width and height of the view in pixels
        :param dpi: resolution of the view
        :param taken: rectangles that are not to be covered, x, y, width and height in pixels
        :param isLight: the background of the view is
        :param isLightBehindLevels: what levels are written on is
        """
        outlines = [_project(label.points, toView, size) for label in labels]
        seen = [(label, outline) for label, outline in zip(labels, outlines) if _isSeen(outline, size)]
        texts = self._texts(self._labels, _FONT_SIZE, len(seen))
        sizes = np.array([box.show(label.text, label.color, dpi) for box, (label, _) in zip(texts, seen)])
        bounds = np.array([(outline.min(axis=0), outline.max(axis=0)) for _, outline in seen]).reshape(-1, 2, 2)
        # While a region is dragged, the labels stay, and lines follow.
        key = (toView.tobytes(), size, dpi, tuple(taken), sizes.tobytes(), tuple(label.text.partition("\n")[0]
                                                                                for label, _ in seen))
        if key != self._placedKey:
            self._placedKey = key
            self._corners = placeInColumns(bounds, sizes.reshape(-1, 2), size, taken, dpi / _DPI)
        corners = self._corners
        for box, corner in zip(texts, corners):
            _paint(box, isLight, _GROUND)
            box.moveTo(*corner.tolist())
        leaders = [_leader(outline, corner, own) for (_, outline), corner, own in zip(seen, corners, sizes)]
        self._leaders.setScale(max(1.0, dpi / _DPI / 2))
        self._leaders.set(np.reshape(leaders, (-1, 2, 2)),
                          np.reshape([(*label.color, 1.0) for label, _ in seen], (-1, 4)))
        # Names of levels make way once something has moved by more than a little.
        levelsKey = (key, isLightBehindLevels, np.round(bounds / _LITTLE).tobytes(), tuple(name for name, *_ in levels),
                     np.array([place for _, *places in levels for place in places]).tobytes())
        if levelsKey != self._levelsKey:
            self._levelsKey = levelsKey
            self._showLevels(levels, toView, size, dpi, isLightBehindLevels,
                             np.vstack([np.reshape(taken, (-1, 4)), np.hstack([corners, sizes.reshape(-1, 2)]),
                                        np.hstack([bounds[:, 0], bounds[:, 1] - bounds[:, 0]])]))

    def _showLevels(self, levels, toView, size, dpi, isLight, taken) -> None:
        boxes = self._texts(self._levels, _LEVEL_FONT_SIZE, len(levels))
        if not levels:
            return
        places, besides = (_project(np.array(column), toView, size) for column in list(zip(*levels))[1:])
        others = np.reshape(taken, (-1, 4))
        for box, (name, *_), place, beside in zip(boxes, levels, places, besides):
            own = np.array(box.show(name, None, dpi))
            _paint(box, isLight, _LEVEL_GROUND)
            toSide = np.array([own[0] / 2 + _FROM_AXIS * dpi / _DPI, 0])
            corner = _firstFree([middle - own / 2 for middle in (beside, place - toSide, place + toSide)], own, size,
                                others)
            if corner is None:
                box.hide()
            else:
                box.moveTo(*corner.tolist())
                others = np.vstack([others, [*corner, *own]])

    def _texts(self, boxes: list[TextBox], fontSize: int, count: int) -> list[TextBox]:
        while len(boxes) < count:
            boxes.append(TextBox(fontSize))
            self._add([boxes[-1].actor])
        for box in boxes[count:]:
            box.hide()
        return boxes[:count]


def _paint(box: TextBox, isLight: bool, ground: float) -> None:
    """Give a text the colors that are read best."""
    text, (ink, paper) = box.actor.GetTextProperty(), (0.0, 1.0) if isLight else (1.0, 0.0)
    text.SetColor(ink, ink, ink)
    text.SetBackgroundColor(paper, paper, paper)
    text.SetBackgroundOpacity(ground)


def _firstFree(corners, own: np.ndarray, size, others: np.ndarray) -> np.ndarray | None:
    """Return the first of these lower left corners, in whole pixels, where a text is in the view and covers nothing."""
    for corner in corners:
        around = np.concatenate([corner - _LEVEL_GAP, own + 2 * _LEVEL_GAP])[np.newaxis]
        if (np.isfinite(corner).all() and (corner >= 0).all() and (corner + own <= size).all()
                and not overlaps(around, others)[0]):
            return np.round(corner).astype(int)
    return None


def _project(points: np.ndarray, toView: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Return (N, 2) where points are in a view, pixels; NaN behind the camera."""
    x, y, _, w = toView @ np.column_stack([points, np.ones(len(points))]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(w > 0, (np.array([x, y]) / w + 1) / 2 * np.reshape(size, (2, 1)), np.nan).T


def _isSeen(outline: np.ndarray, size: tuple[int, int]) -> bool:
    center = outline.mean(axis=0)
    return bool(np.isfinite(outline).all() and (center >= 0).all() and (center <= size).all())


def _leader(outline: np.ndarray, corner: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return (2, 2) the line from a label to the edge of what it names."""
    center = outline.mean(axis=0)
    isRight = corner[0] + size[0] / 2 > center[0]
    start = np.array([corner[0] if isRight else corner[0] + size[0], corner[1] + size[1] / 2])
    return np.array([start, outline[np.argmin(np.linalg.norm(outline - start, axis=1))]])
