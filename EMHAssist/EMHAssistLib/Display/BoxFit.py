"""How a text is fitted into a part of a view: smaller letters, broken lines, and less text."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from ..Report.DifferentialText import RESEARCH_MARK
from ..Report.ViewText import BoxText
from .Translation import translated

_SMALLEST_FONT = 10  # points
_WIDTH_OF_LETTER = 0.5  # of its height, on the average of a line of many wide ones
_FEWEST_COLUMNS = 20  # a view that is hidden has next to no width
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Fit:
    """A text as it is shown.

    :param text: its lines
    :param fontSize: points
    """

    text: str
    fontSize: int


def fitText(text: BoxText, viewSize: tuple[int, int], scale: float, fontSize: int, part: float) -> Fit:
    """Return a text with the largest letters with which it fits, or as much of it as fits with the smallest.

    :param viewSize: width and height of the view, pixels
    :param scale: pixels in a point
    :param fontSize: the largest letters, points
    :param part: which part of the view a short text may cover; what must be shown is, even where it covers more
    """
    width, height = (length / scale for length in viewSize)
    room = text.room * part * width * height
    for size in range(fontSize, _SMALLEST_FONT - 1, -1):
        shown = brokenLines("\n".join(text.lines + text.further), _columns(width, size))
        if _area(shown, size) <= room:
            return Fit(shown, size)
    smallest = min(fontSize, _SMALLEST_FONT)
    # A heading without a line of its own says nothing.
    for count in [*range(len(text.further) - 1, 1, -1), 0]:
        shown = brokenLines("\n".join(text.lines + text.further[:count]), _columns(width, smallest))
        if _area(shown, smallest) <= room:
            break
    return Fit(shown, smallest)


def _columns(width: float, size: int) -> int:
    return max(int(width / (_WIDTH_OF_LETTER * size)), _FEWEST_COLUMNS)


def _area(text: str, size: int) -> float:
    lines = text.splitlines()
    return len(lines) * max(map(len, lines), default=0) * _WIDTH_OF_LETTER * size ** 2


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
