"""A drawing of where good regions go: three vertebrae from the side, and one from below as on an axial image."""

from __future__ import annotations

from collections.abc import Sequence

import qt
from slicer.i18n import tr as _

from ...Roles import regionRole
from ..Titles import placeText, title
from ..Widgets.Chart import Canvas, Chart, faint

# Of the drawing, whatever its scale: two parts side by side, each 100 wide and high.
_PART, _GAP = 100.0, 8.0
_LARGEST, _MARGIN = 150, 4  # pixels
_AXIAL = _PART + _GAP

# Seen from the left, front on the left: bodies with the vein that enters from behind, discs between them, the canal
# with the cord, and spinous processes.
_TOPS = (4.0, 37.0, 70.0)
_BODIES = tuple(((16.0, top), (46.0, top), (44.5, top + 9), (40.0, top + 12), (44.5, top + 15), (46.0, top + 24),
                 (16.0, top + 24), (17.5, top + 12)) for top in _TOPS)
_DISCS = tuple(((17.0, top + 25), (45.0, top + 25), (46.5, top + 28.5), (45.0, top + 32), (17.0, top + 32),
                (15.5, top + 28.5)) for top in _TOPS[:2])
_CANAL = ((49.0, 1.0), (64.0, 1.0), (64.0, 99.0), (49.0, 99.0))
_CORD = ((53.0, 1.0), (59.0, 1.0), (59.0, 99.0), (53.0, 99.0))
_SPINOUS = tuple(((67.0, top + 8), (82.0, top + 18), (81.0, top + 23), (67.0, top + 17)) for top in _TOPS)
_SKIN = ((97.0, 1.0), (97.0, 99.0))
# From below, front at the top: body, muscles, canal and cord as left, top, width, height; and the arch.
_BODY = (_AXIAL + 30.0, 6.0, 40.0, 34.0)
_MUSCLES = ((_AXIAL + 8.0, 62.0, 36.0, 32.0), (_AXIAL + 56.0, 62.0, 36.0, 32.0))
_AXIAL_CANAL, _AXIAL_CORD = (_AXIAL + 38.0, 41.0, 24.0, 20.0), (_AXIAL + 43.5, 44.5, 13.0, 9.0)
_ARCH = ((_AXIAL + 36.0, 37.0), (_AXIAL + 28.0, 52.0), (_AXIAL + 44.0, 65.0), (_AXIAL + 47.5, 92.0),
         (_AXIAL + 52.5, 92.0), (_AXIAL + 56.0, 65.0), (_AXIAL + 72.0, 52.0), (_AXIAL + 64.0, 37.0))

# Role to good regions: center, half width and half height, and the place of its number, None for its middle. A role
# that is not here is not drawn.
_REGIONS = {
    "epidural_lesion": ((61.5, 31.0, 2.2, 6.5, (73.0, 33.0)), (_AXIAL + 50.0, 57.5, 5.0, 2.3, (_AXIAL + 24.0, 56.0))),
    "paravertebral_lesion": ((_AXIAL + 17.0, 34.0, 8.0, 10.0, None),),
    "marrow": (*((29.0, top + 12.0, 8.0, 6.5, None) for top in _TOPS), (_AXIAL + 50.0, 22.0, 10.0, 8.0, None)),
    "cord": ((56.0, 66.0, 1.9, 9.0, (73.0, 66.0)), (_AXIAL + 50.0, 49.0, 3.2, 2.4, (_AXIAL + 78.0, 49.0))),
    "muscle": ((_AXIAL + 26.0, 78.0, 9.0, 8.0, None), (_AXIAL + 74.0, 78.0, 9.0, 8.0, None)),
    "disc": ((31.0, 32.5, 7.0, 2.0, (7.0, 32.5)),),
    "csf": ((51.0, 88.0, 1.3, 5.0, (7.0, 97.0)),),
    "fat": ((90.0, 50.0, 4.5, 11.0, None),),
}


def numberedRoles() -> list[tuple[int, str]]:
    """Return the number in the drawing and the name of each role that is drawn."""
    return list(enumerate(_REGIONS, 1))


class RegionPictogram(Chart):
    """Draws good regions in the colors of their roles, with the numbers of numberedRoles()."""

    def __init__(self):
        super().__init__(_("Where to place regions"))

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

        def polygons(outlines, color):
            for points in outlines:
                canvas.band([at(*point) for point in points], color)
                canvas.outline([at(*point) for point in points], color)

        def ellipse(box, color, fill):
            x, y, boxWidth, boxHeight = box
            canvas.ellipse(*at(x, y), scale * boxWidth, scale * boxHeight, color, fill)

        quiet = canvas.quiet
        polygons((*_BODIES, *_SPINOUS, _CORD, _ARCH), quiet)
        for outline in (*_DISCS, _CANAL, _SKIN):
            canvas.outline([at(*point) for point in outline], quiet)
        for box in (_BODY, _AXIAL_CORD, *_MUSCLES):
            ellipse(box, quiet, faint(quiet))
        ellipse(_AXIAL_CANAL, quiet, canvas.ground)
        ellipse(_AXIAL_CORD, quiet, faint(quiet))
        for number, role in numberedRoles():
            color = qt.QColor.fromRgbF(*regionRole(role).color)
            for x, y, halfWidth, halfHeight, beside in _REGIONS[role]:
                if beside:
                    canvas.line(*at(x, y), *at(*beside), canvas.text)
                ellipse((x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight), canvas.text, color)
                _writeNumber(canvas, number, *at(*(beside or (x, y))), beside is not None)


def _writeNumber(canvas: Canvas, number: int, x: float, y: float, isBeside: bool) -> None:
    """Write a number in the middle of a region, or beside it where it is too small."""
    half, size = canvas.lineHeight / 2, canvas.widthOf(str(number))
    if isBeside:
        canvas.bar(x - size / 2, y - half, x + size / 2, y + half, canvas.ground)
    # The colors of the roles are bright in both themes.
    canvas.write(str(number), x - size, y - half, 2 * size, color=canvas.text if isBeside else qt.QColor("black"),
                 isBold=True, align=qt.Qt.AlignHCenter)


def legend() -> Sequence[str]:
    """Return a line a role that is drawn: its number, title, and where a good region lies."""
    return [_("{number} {role}: {place}").format(number=number, role=title(role), place=placeText(role))
            for number, role in ((number, regionRole(name)) for number, name in numberedRoles())]
