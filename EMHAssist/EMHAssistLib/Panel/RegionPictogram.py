"""A drawing of where good regions go: three vertebrae from the side, and one from below as on an axial image."""

from __future__ import annotations

from collections.abc import Sequence

import qt
from slicer.i18n import tr as _

from ..Guidance import PLACES
from ..Roles import regionRole
from .Chart import Canvas, Chart
from .Titles import guidanceText, title

# Of the drawing, whatever its scale: two parts side by side, each 100 wide and high.
_PART, _GAP = 100.0, 8.0
_LARGEST, _MARGIN = 170, 4  # pixels

# Bodies as left, top, width, height, seen from the left: front is on the left. Discs lie between them.
_BODIES = tuple((14.0, 6.0 + 32.0 * number, 30.0, 24.0) for number in range(3))
_CANAL = (48.0, 62.0)
_CORD = (52.0, 58.0)
_SPINOUS = tuple(((66.0, top + 10), (84.0, top + 19), (82.0, top + 25), (66.0, top + 17))
                 for _left, top, _width, _height in _BODIES)
_SKIN = 96.0
# Outlines on the axial part, in its own coordinates; front is at the top.
_BODY = (29.0, 12.0, 42.0, 34.0)
_AXIAL_CANAL = (40.0, 44.0, 20.0, 18.0)
_AXIAL_CORD = (45.0, 49.0, 10.0, 8.0)
_ARCH = (((38.0, 46.0), (33.0, 58.0), (46.0, 66.0), (48.0, 84.0), (52.0, 84.0), (54.0, 66.0), (67.0, 58.0),
          (62.0, 46.0)))
_MUSCLES = ((10.0, 60.0, 34.0, 30.0), (56.0, 60.0, 34.0, 30.0))

# Role to good regions as center, half width and half height; those on the axial part start at _PART + _GAP.
_AXIAL = _PART + _GAP
_REGIONS = {
    "epidural_lesion": ((60.0, 50.0, 2.4, 7.0), (_AXIAL + 50.0, 60.0, 4.5, 2.2)),
    "paravertebral_lesion": ((_AXIAL + 17.0, 34.0, 7.0, 9.0),),
    "marrow": (*((26.0, top + 12.0, 7.0, 6.0) for _left, top, _width, _height in _BODIES),
               (_AXIAL + 50.0, 26.0, 9.0, 7.0)),
    "cord": ((55.0, 20.0, 1.8, 9.0), (_AXIAL + 50.0, 53.0, 2.8, 2.2)),
    "muscle": ((_AXIAL + 25.0, 75.0, 8.0, 7.0), (_AXIAL + 75.0, 75.0, 8.0, 7.0)),
    "disc": ((29.0, 34.0, 6.0, 2.2),),
    "csf": ((50.0, 82.0, 1.4, 5.0),),
    "fat": ((90.0, 74.0, 3.2, 9.0),),
}
# Where a region is small, its number stands beside it.
_SMALL = 5.0


def numberedRoles() -> list[tuple[int, str]]:
    """Return the number in the drawing and the name of each role that is drawn."""
    return list(enumerate(_REGIONS, 1))


class RegionPictogram(Chart):
    """Draws good regions in the colors of their roles, with the numbers of numberedRoles()."""

    def __init__(self):
        super().__init__(_("Where regions go"))

    def describe(self) -> None:
        """Draw, with the same in words for screen readers and as tool tip."""
        self.setContent(tuple(_REGIONS), legend())

    def heightOf(self, content: tuple) -> float:
        """Return how high the drawing is, pixels."""
        return _LARGEST

    def draw(self, canvas: Canvas, content: tuple, width: int) -> None:
        """Draw anatomy, then regions."""
        scale = min((width - 2 * _MARGIN) / (2 * _PART + _GAP), (_LARGEST - 2 * _MARGIN) / _PART)
        left = (width - scale * (2 * _PART + _GAP)) / 2

        def at(x: float, y: float) -> tuple[float, float]:
            return left + scale * x, _MARGIN + scale * y

        def ellipse(box, dx, color, fill=None):
            x, y, boxWidth, boxHeight = box
            canvas.ellipse(*at(x + dx, y), scale * boxWidth, scale * boxHeight, color, fill)

        def polygon(points, dx=0.0):
            canvas.outline([at(x + dx, y) for x, y in points], canvas.quiet)

        for x, y, boxWidth, boxHeight in _BODIES:
            polygon(((x, y), (x + boxWidth, y), (x + boxWidth, y + boxHeight), (x, y + boxHeight)))
            # The basivertebral vein enters from behind.
            polygon(((x + boxWidth, y + 10), (x + boxWidth - 6, y + 12), (x + boxWidth, y + 14)))
        for points in _SPINOUS:
            polygon(points)
        for x in (*_CANAL, *_CORD, _SKIN):
            canvas.line(*at(x, 2.0), *at(x, 98.0), canvas.quiet)
        for box in (_BODY, _AXIAL_CANAL, _AXIAL_CORD, *_MUSCLES):
            ellipse(box, _AXIAL, canvas.quiet)
        polygon(_ARCH, _AXIAL)
        for number, role in numberedRoles():
            color = qt.QColor.fromRgbF(*regionRole(role).color)
            for x, y, halfWidth, halfHeight in _REGIONS[role]:
                ellipse((x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight), 0.0, canvas.text, color)
                _writeNumber(canvas, number, *at(x, y), scale * halfWidth if halfWidth < _SMALL else 0.0)


def _writeNumber(canvas: Canvas, number: int, x: float, y: float, beside: float) -> None:
    """Write a number in the middle of a region, or to its right where it is too small."""
    size = canvas.widthOf(str(number))
    if beside:
        canvas.write(str(number), x + beside + 2, y - canvas.lineHeight / 2, size)
    else:
        # On the color of a role, which is bright in both themes.
        canvas.write(str(number), x - size, y - canvas.lineHeight / 2, 2 * size, color=qt.QColor("black"), isBold=True,
                     align=qt.Qt.AlignHCenter)


def legend() -> Sequence[str]:
    """Return a line a role that is drawn: its number, title, and where a good region lies."""
    return [_("{number} {role}: {place}").format(number=number, role=title(regionRole(role)),
                                                 place=guidanceText(PLACES[role])) for number, role in numberedRoles()]
