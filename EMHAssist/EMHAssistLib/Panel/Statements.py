"""The three statements, drawn: what the images say by themselves (picture), the prior (setting), and both together.

Header and readout draw them alike, so that they are read alike: how many times the images favor EMH on a scale of
logarithms with 1 in its middle, probabilities on a scale from 0 to 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

from slicer.i18n import tr as _

from ..Display.Translation import translated
from ..Likelihood import Differential, Verdict
from ..Likelihood.Picture import Factor, Leaning
from ..Report.DifferentialText import intervalText, percent, priorText, timesText
from ..Report.Statements import averageOf, factorText, priorOf, shortPicture, spanText, statements
from .Widgets.Chart import Canvas
from .Widgets.Kept import ofLast

FARTHEST = 30.0
"""The scale of the picture ends where the images favor EMH so many times over something else, or disfavor it."""
_TICKS = (1 / 10, 10.0)
_CAP = 3  # pixels from the edge of a bar to the end of its whisker
_MARK = 4  # pixels, half the width of the mark of a former number


@dataclass(frozen=True)
class Statement:
    """A row of the drawing.

    :param name: what it is, such as "Picture"
    :param texts: its number, in wordings from long to short
    :param ends: value, low and high; none where there is nothing to read off
    :param isFactor: whether these are factors, else probabilities
    :param isResult: whether it is the result of the others
    """

    name: str
    texts: tuple[str, ...]
    ends: tuple[float, float, float] | tuple[()]
    isFactor: bool = False
    isResult: bool = False


@ofLast
def statementLines(differential: Differential) -> tuple[str, ...]:
    """Return the three statements of a differential in words, a line each."""
    return tuple(statements(differential, translated))


@ofLast
def statementsOf(differential: Differential) -> tuple[Statement, Statement, Statement]:
    """Return picture, setting and together of a differential. Without enough evidence the last one has no number: it
    would be little more than the prior, and read as an answer."""
    picture, prior, target = differential.picture, priorOf(differential), differential.target
    if picture.leaning == Leaning.UNKNOWN:
        unknown = shortPicture(picture, translated)
        first = Statement(_("Picture"), (unknown,) * 3, (), isFactor=True)
    else:
        first = Statement(_("Picture"), pictureTexts(differential), _ends(picture.average), isFactor=True)
    number = intervalText(target, translated)
    shortest = f"{percent(target.probability)} ({percent(target.low).removesuffix(' %')}\u2013{percent(target.high)})"
    isSufficient = differential.verdict != Verdict.INSUFFICIENT
    return (first, Statement(_("Setting"), (priorText(prior),) * 3, (prior, prior, prior)),
            Statement(_("Together"), (number, number, shortest) if isSufficient else ("?",) * 3,
                      (target.probability, target.low, target.high) if isSufficient else (), isResult=True))


def pictureTexts(differential: Differential) -> tuple[str, str, str]:
    """Return how many times the images favor the target over the average alternative, from long to short."""
    picture = differential.picture
    average = picture.average
    long = factor = factorText(average, translated)
    if picture.leaning != Leaning.OPEN:
        long = f"{shortPicture(picture, translated)} ({spanText(averageOf(picture), translated)})"
    return long, factor, shortFactor(average)


def shortFactor(factor: Factor) -> str:
    """Return how many times something is favored as short as it can be read: "3.9x (2.8-5.3)"."""
    return f"{timesText(factor.value)}x ({timesText(factor.low)}\u2013{timesText(factor.high)})"


def _ends(factor: Factor) -> tuple[float, float, float]:
    return factor.value, factor.low, factor.high


def drawStatement(canvas: Canvas, statement: Statement, left: float, top: float, right: float, bottom: float) -> None:
    """Draw the number of a statement as a bar with its interval as a whisker, on its scale."""
    if not statement.ends:
        canvas.hatch(left, top, right, bottom, canvas.quiet)
        canvas.frame(left, top, right, bottom, canvas.quiet)
        return
    place = factorPlace if statement.isFactor else _probabilityPlace
    value, low, high = (left + place(end) * (right - left) for end in statement.ends)
    zero = left + place(1.0 if statement.isFactor else 0.0) * (right - left)
    color = canvas.favor if statement.isResult else canvas.quiet
    if statement.isFactor:
        color = canvas.favor if value > zero else canvas.against
    canvas.bar(zero, top, value, bottom, color)
    for tick in _TICKS if statement.isFactor else (0.5,):
        x = left + place(tick) * (right - left)
        canvas.line(x, bottom - _CAP, x, bottom, canvas.quiet)
    if statement.isFactor:
        canvas.line(zero, top, zero, bottom, canvas.text)
    if low < high:
        middle = (top + bottom) / 2
        canvas.line(low, middle, high, middle, canvas.text)
        for end in (low, high):
            # What goes beyond the scale of factors has no end there.
            if left < end < right or not statement.isFactor:
                canvas.line(end, top + 2, end, bottom - 2, canvas.text)
    canvas.frame(left, top, right, bottom, canvas.quiet)


def markFormer(canvas: Canvas, former: Statement, left: float, top: float, right: float) -> None:
    """Mark the former number of a statement by a small triangle on top of its bar."""
    if former.ends:
        place = factorPlace if former.isFactor else _probabilityPlace
        x = left + place(former.ends[0]) * (right - left)
        canvas.outline([(x - _MARK, top - 1), (x + _MARK, top - 1), (x, top + _MARK)], canvas.text)


def factorPlace(times: float) -> float:
    """Return where a factor lies on its scale, 0 at the left end to 1 at the right one."""
    logarithm = log(min(max(times, 1 / FARTHEST), FARTHEST)) / log(FARTHEST)
    return (1 + logarithm) / 2


def _probabilityPlace(probability: float) -> float:
    return probability
