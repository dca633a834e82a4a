"""Good and bad places of regions side by side, drawn on details of the synthetic images."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import qt
from slicer.i18n import tr as _

from ...Roles import regionRole
from ..Titles import placeText, shortTitle, title, translated
from ..Widgets.Chart import Canvas, Chart
from .Placements import PLACEMENTS, Placement, Spot

_CONTEXT = "Regions.Placements"
_NARROWEST, _LARGEST, _GAP = 120, 200, 8  # pixels: of a picture, and between two
_SIGN = 14  # pixels
# Light on the dark halo: seen on every gray, and told apart by shape, by color and by lightness.
_GOOD, _BAD, _HALO = "#7fe08a", "#ff8f8f", "#101010"


class PlacementDrawing(Chart):
    """A picture a tissue, in rows as the width allows: a tick at good places, a cross at bad ones."""

    def __init__(self):
        super().__init__(_("Good and bad places of regions"))
        self._pixmaps: dict[str, qt.QPixmap] = {}

    def describe(self) -> None:
        """Draw, with the same in words for screen readers and as tool tip."""
        self.setContent(PLACEMENTS, descriptions())

    def heightOf(self, content: tuple) -> float:
        """Return how high the drawing is, pixels."""
        columns, size = _grid(self.width, len(content))
        return ceil(len(content) / columns) * (size + self.lineHeight() + _GAP)

    def draw(self, canvas: Canvas, content: tuple, width: int) -> None:
        """Draw each picture with its places, and its tissue above."""
        columns, size = _grid(width, len(content))
        for number, placement in enumerate(content):
            left = number % columns * (size + _GAP)
            top = number // columns * (size + canvas.lineHeight + _GAP)
            role = regionRole(placement.role)
            canvas.write(canvas.fitting((title(role), shortTitle(role)), size, isBold=True), left, top, size,
                         isBold=True)
            top += canvas.lineHeight
            canvas.image(self._pixmap(placement), left, top, size)
            color = qt.QColor.fromRgbF(*role.color)
            for spots, sign in ((placement.good, _tick), (placement.bad, _cross)):
                for spot in spots:
                    _outline(canvas, placement, spot, left, top, size, color)
                    sign(canvas, *_signPlace(placement, spot, left, top, size))

    def _pixmap(self, placement: Placement) -> qt.QPixmap:
        if placement.role not in self._pixmaps:
            self._pixmaps[placement.role] = qt.QPixmap(str(placement.picture))
        return self._pixmaps[placement.role]


def descriptions() -> Sequence[str]:
    """Return a line a picture: tissue, where a good region lies, and what is wrong with the bad ones."""
    return [_("{role}. Good: {good}. Bad: {bad}.").format(
        role=title(regionRole(placement.role)), good=placeText(regionRole(placement.role)),
        bad=translated(_CONTEXT, placement.reason)) for placement in PLACEMENTS]


def cautions() -> Sequence[str]:
    """Return a line a picture: what is wrong with the bad places."""
    return [_("{role}: not {bad}").format(role=title(regionRole(placement.role)),
                                          bad=translated(_CONTEXT, placement.reason)) for placement in PLACEMENTS]


def _grid(width: int, count: int) -> tuple[int, int]:
    """Return columns and size of the pictures: as large as fits, two beside each other, or all."""
    columns = count if width >= count * (_NARROWEST + _GAP) else 2
    return columns, max(min((width + _GAP) // columns - _GAP, _LARGEST), 1)


def _outline(canvas: Canvas, placement: Placement, spot: Spot, left: float, top: float, size: float, color) -> None:
    x, y, width, height = (size * part for part in placement.box(spot))
    for thickness, tint in ((4, qt.QColor(_HALO)), (2, color)):
        canvas.ellipse(left + x, top + y, width, height, tint, thickness=thickness)


def _signPlace(placement: Placement, spot: Spot, left: float, top: float, size: float) -> tuple[float, float]:
    """Return the upper left corner of the sign of a place: right of it, or left of it at the edge of the picture."""
    x, y, width, height = (size * part for part in placement.box(spot))
    beside = x + width + 3
    if beside + _SIGN > size:
        beside = x - 3 - _SIGN
    return left + beside, top + y + (height - _SIGN) / 2


def _tick(canvas: Canvas, left: float, top: float) -> None:
    _strokes(canvas, [[(0.1, 0.55), (0.4, 0.85), (0.95, 0.15)]], left, top, _GOOD)


def _cross(canvas: Canvas, left: float, top: float) -> None:
    _strokes(canvas, [[(0.12, 0.12), (0.88, 0.88)], [(0.88, 0.12), (0.12, 0.88)]], left, top, _BAD)


def _strokes(canvas: Canvas, lines, left: float, top: float, color: str) -> None:
    for thickness, tint in ((6, _HALO), (3, color)):
        for points in lines:
            canvas.curve([(left + _SIGN * x, top + _SIGN * y) for x, y in points], qt.QColor(tint), thickness)
