"""How the answer hangs on the prior: a curve with its interval as a band, and a dot for the prior that is used."""

from __future__ import annotations

from math import exp, log

import qt
from slicer.i18n import tr as _

from ..Likelihood import Differential, overPriors
from ..Report.Answer import percent, rangeText
from .Chart import Chart

_HEIGHT = 130  # pixels, of the plot
_MARGIN = 8  # pixels
_STEPS = 8  # of the curve from one prior to the next
_TICKS = ((0.001, "0.1 %"), (0.01, "1 %"), (0.1, "10 %"), (0.5, "50 %"), (0.9, "90 %"))
_LEVELS = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))


class PriorChart(Chart):
    """Draws the probability of the target over its prior, which is spaced by its log odds."""

    def showAnswer(self, differential: Differential) -> None:
        """Draw what the answer would be under other priors."""
        target = differential.target
        used = 1 / (1 + 10 ** (-differential.priorDecibans / 10))
        points = tuple((point.prior, point.probability, point.low, point.high) for point in overPriors(differential))
        self.setContent(((used, target.probability, target.low, target.high), *points),
                        [_("Prior {prior}: {probability} ({interval})").format(
                            prior=f"{100 * prior:g} %", probability=percent(probability),
                            interval=rangeText(low, high)) for prior, probability, low, high in points])

    def heightOf(self, content):
        return _HEIGHT + 2.5 * self.lineHeight() + _MARGIN

    def draw(self, canvas, content, width):
        used, *points = content
        curves = [_dense(points, index) for index in (1, 2, 3)]
        left, right, top = canvas.widthOf("100 %") + _MARGIN, width - 2 * _MARGIN, canvas.lineHeight / 2
        first, last = (_logit(points[index][0]) for index in (0, -1))

        def x(prior):
            share = (_logit(prior) - first) / (last - first)
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
        middle, low, high = ([(x(prior), y(probability)) for prior, probability in curve] for curve in curves)
        canvas.band(low + high[::-1], canvas.favor)
        canvas.curve(middle, canvas.favor)
        canvas.line(x(used[0]), y(used[2]), x(used[0]), y(used[3]), canvas.text)
        canvas.dot(x(used[0]), y(used[1]), canvas.text)


def _dense(points, index):
    """Return (prior, probability) along a curve with points between those that are given.

    Odds scale with the prior odds, so the log odds lie on straight lines and this is exact.
    """
    curve = [(points[0][0], points[0][index])]
    for (prior, *_others), first, last in zip(points[1:], points, points[1:]):
        ends = [(_logit(point[0]), point[index]) for point in (first, last)]
        if all(0 < probability < 1 for _prior, probability in ends):
            curve += [tuple(1 / (1 + exp(-(start + step / _STEPS * (end - start))))
                            for start, end in ((ends[0][0], ends[1][0]), (_logit(ends[0][1]), _logit(ends[1][1]))))
                      for step in range(1, _STEPS)]
        curve.append((prior, last[index]))
    return curve


def _logit(probability):
    return log(probability / (1 - probability))
