"""How the answer hangs on the prior: a curve with its interval as a band, and a dot for the prior that is used."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log

import numpy as np
import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential, overPriors
from ...Report.DifferentialText import percent, rangeText
from ..Widgets.Chart import Chart

_HEIGHT = 130  # pixels, of the plot
_MARGIN = 8  # pixels
_TICKS = ((0.001, "0.1 %"), (0.01, "1 %"), (0.1, "10 %"), (0.5, "50 %"), (0.9, "90 %"))
_LEVELS = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))


def _logit(probability):
    return log(probability / (1 - probability))


_FIRST, _LAST = _logit(_TICKS[0][0]), _logit(_TICKS[-1][0])
# Close enough for a smooth curve, even in log odds.
_CURVE = tuple(1 / (1 + exp(-logit)) for logit in np.linspace(_FIRST, _LAST, 73).tolist())


class PriorChart(Chart):
    """Draws the probability of the target over its prior, which is spaced by its log odds.

    :param name: what is drawn, for screen readers
    :param setPrior: called with the prior, 0 to 1, that the user clicks or drags to
    """

    def __init__(self, name: str, setPrior: Callable[[float], None]):
        Chart.__init__(self, name)
        self._setPrior = setPrior
        self.isDragged = False
        self.setCursor(qt.QCursor(qt.Qt.SizeHorCursor))

    def showAnswer(self, differential: Differential) -> None:
        """Draw what the answer would be under other priors."""
        target = differential.target
        used = 1 / (1 + 10 ** (-differential.priorDecibans / 10))
        curve = ((point.prior, point.probability, point.low, point.high) for point in overPriors(differential, _CURVE))
        self.setContent(((used, target.probability, target.low, target.high), *curve),
                        [_("Prior {prior}: {probability} ({interval})").format(
                            prior=f"{100 * point.prior:g} %", probability=percent(point.probability),
                            interval=rangeText(point.low, point.high, translated))
                            for point in overPriors(differential)])

    def heightOf(self, content):
        return _HEIGHT + 2.5 * self.lineHeight() + _MARGIN

    def axisEnds(self) -> tuple[float, float]:
        """Return where the axis begins and ends, pixels."""
        return self.lettering.widthOf("100 %") + _MARGIN, self.width - 2 * _MARGIN

    def mousePressEvent(self, event) -> None:
        """Use the prior under the mouse."""
        self.isDragged = True
        self._setPrior(self._priorAt(event.pos().x()))

    def mouseMoveEvent(self, event) -> None:
        """Use the prior under the mouse; Qt tells of it only while the button is down."""
        self._setPrior(self._priorAt(event.pos().x()))

    def mouseReleaseEvent(self, event) -> None:
        """The prior is chosen."""
        self.isDragged = False

    def _priorAt(self, x):
        left, right = self.axisEnds()
        share = min(max((x - left) / (right - left), 0.0), 1.0)
        return 1 / (1 + exp(-(_FIRST + share * (_LAST - _FIRST))))

    def draw(self, canvas, content, width):
        used, *points = content
        (left, right), top = self.axisEnds(), canvas.lineHeight / 2

        def x(prior):
            share = (_logit(prior) - _FIRST) / (_LAST - _FIRST)
            return left + min(max(share, 0.0), 1.0) * (right - left)

        def y(probability):
            return top + (1 - probability) * _HEIGHT

        for level, text in _LEVELS:
            canvas.line(left, y(level), right, y(level), canvas.quiet)
            canvas.write(text, 0, y(level) - canvas.lineHeight / 2, left - _MARGIN, color=canvas.quiet,
                         align=qt.Qt.AlignRight)
        half = canvas.widthOf("0.1 %")
        for prior, text in _TICKS:
            canvas.line(x(prior), y(0), x(prior), y(0) + 3, canvas.quiet)
            canvas.write(text, x(prior) - half, y(0) + 3, 2 * half, color=canvas.quiet, align=qt.Qt.AlignHCenter)
        canvas.write(_("prior probability"), left, y(0) + 3 + canvas.lineHeight, right - left, color=canvas.quiet,
                     align=qt.Qt.AlignHCenter)
        middle, low, high = ([(x(point[0]), y(point[index])) for point in points] for index in (1, 2, 3))
        canvas.band(low + high[::-1], canvas.favor)
        canvas.curve(middle, canvas.favor)
        canvas.line(x(used[0]), y(used[2]), x(used[0]), y(used[3]), canvas.text)
        canvas.dot(x(used[0]), y(used[1]), canvas.text)
