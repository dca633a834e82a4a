"""How a text is fitted into a part of a view: smaller letters, broken lines, and less text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..Report.DifferentialText import RESEARCH_MARK
from ..Report.ViewText import BoxText
from .Translation import translated

_SMALLEST_FONT = 9  # points
# Values of other series than the one shown are worth no letters smaller than these.
_SMALLEST_FURTHER = 11  # points
_WIDTH_OF_LETTER = 0.5  # of its height, on the average of a line of many wide ones
_HEIGHT_OF_LINE = 1.25  # likewise
_FEWEST_COLUMNS = 20  # a view that is hidden has next to no width
# A text of one long line and many short ones covers less with the long one broken.
_COLUMNS = (48, 40, 34)
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Fit:
    """A text as it is shown.

    :param text: its lines
    :param fontSize: points
    """

    text: str
    fontSize: int


def fitText(text: BoxText, viewSize: tuple[int, int], scale: float, fontSize: int, part: float,
            volumes: Iterable[str] = ()) -> Fit:
    """Return a text with the largest letters with which it fits, or as much of it as fits with the smallest.

    :param viewSize: width and height of the view, pixels
    :param scale: pixels in a point
    :param fontSize: the largest letters, points
    :param part: which part of the view a short text may cover; what must be shown is, even where it covers more
    :param volumes: ids of the series that the view shows, the one that is seen best first
    """
    width, height = (length / scale for length in viewSize)
    room = text.room * part * width * height
    own = next((text.ofSeries[volume] for volume in volumes if volume in text.ofSeries), None)
    # What may stand below that which must, and the smallest letters for it.
    choices = [(text.further, _SMALLEST_FURTHER if own else _SMALLEST_FONT)]
    if own:
        choices.append((own, _SMALLEST_FONT))
    for further, smallest in choices:
        for size in range(fontSize, min(fontSize, smallest) - 1, -1):
            shown = _broken((*text.lines, *further), width, size, room)
            if _area(shown, size) <= room:
                return Fit(shown, size)
    smallest, further = min(fontSize, _SMALLEST_FONT), choices[-1][0]
    # A heading without a line of its own says nothing.
    for count in [*range(len(further) - 1, 1, -1), 0]:
        shown = _broken((*text.lines, *further[:count]), width, smallest, room)
        if _area(shown, smallest) <= room:
            break
    return Fit(shown, smallest)


def _broken(lines: Sequence[str], width: float, size: int, room: float) -> str:
    """Return a text broken as little as it takes to fit; if it does not, as it covers least."""
    most = max(int(width / (_WIDTH_OF_LETTER * size)), _FEWEST_COLUMNS)
    tried = []
    for columns in (most, *(columns for columns in _COLUMNS if columns < most)):
        tried.append(brokenLines("\n".join(lines), columns))
        if _area(tried[-1], size) <= room:
            return tried[-1]
    return min(tried, key=lambda shown: _area(shown, size))


def _area(text: str, size: int) -> float:
    lines = text.splitlines()
    return len(lines) * _HEIGHT_OF_LINE * max(map(len, lines), default=0) * _WIDTH_OF_LETTER * size ** 2


def brokenLines(text: str, columns: int) -> str:
    """Return a text with its long lines broken, and the rest of each indented.

    Where values stand two spaces apart, each stays in one piece, and so does that this is for research only.

    :param columns: letters in a line
    """
    broken, mark = [], translated("Report.DifferentialText", RESEARCH_MARK)
    for line in text.splitlines():
        if len(line) > columns:
            whole = re.sub(r"(?<! ) (?! )", _NO_BREAK, line) if "  " in line else line
            whole = whole.replace(mark, mark.replace(" ", _NO_BREAK))
            broken += textwrap.wrap(whole, columns, subsequent_indent="  ", break_long_words=False,
                                    break_on_hyphens=False)
        else:
            broken.append(line)
    return "\n".join(broken).replace(_NO_BREAK, " ")
