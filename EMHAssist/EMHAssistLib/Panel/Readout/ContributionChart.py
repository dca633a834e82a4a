"""What each finding weighs: steps in decibans, from the prior over each finding to the total."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import qt
from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Likelihood import Differential
from ...Report.DifferentialText import behindText, decibansText, percent, ranked
from ..Titles import modelWord, settingTitle
from ..Widgets.PickChart import PickChart

_GAP = 5  # pixels
_LEAST_RANGE = 10.0  # decibans
_BAR, _TICK = 8, 2  # pixels
_WIDEST = "+00.0 dB"
# From so many lines' heights on, a step is drawn beside its title, which takes that part of the width.
_WIDE, _TEXT_SHARE = 26, 0.5
# Probabilities that the scale names, those first that matter most where there is not room for all.
_MARKS = 0.5, 0.9, 0.1, 0.99, 0.01, 0.999, 0.001


@dataclass(frozen=True)
class _Row:
    """A finding, without decibans where it is left out; or the prior or the sum, without answer and feature."""

    title: str
    answer: str
    note: str
    decibans: float | None
    feature: str = ""

    def text(self) -> str:
        return f"{self.title}: {self.answer}" if self.answer else self.title


@dataclass(frozen=True)
class _Step:
    """A row as it is drawn.

    :param title: lines
    :param note: lines
    :param bar: upper end of its bar, pixels
    """

    row: _Row
    title: tuple[str, ...]
    note: tuple[str, ...]
    top: float
    bar: float
    bottom: float


class ContributionChart(PickChart):
    """Draws steps from the prior to the result, over the whole width: to the right for what speaks for the target, to
    the left for what speaks against it. Its scale is that of logarithms of odds, named by the probabilities.

    The rows of the findings can be picked, by the ids of their features.
    """

    def showAnswer(self, differential: Differential) -> None:
        """Draw the prior, the findings, those that weigh most first, and the sum of both."""
        probability = percent(differential.target.probability)
        rows = (
            _Row(_("Before any finding"), "",
                 _("prior: {setting}").format(setting=settingTitle(differential.setting)),
                 differential.priorDecibans),
            *(_Row(modelWord(entry.title), modelWord(entry.answer), behindText(entry, translated),
                   None if entry.note else entry.decibans, entry.finding.feature)
              for entry in ranked(differential.contributions)),
            _Row(_("Sum"), "", _("probability {probability}").format(probability=probability),
                 differential.totalDecibans))
        self.setContent(rows, [f"{row.text()} ({row.note})"
                               + ("" if row.decibans is None else f": {decibansText(row.decibans)} dB")
                               for row in rows])

    def rows(self):
        return [(step.row.feature, step.top, step.bottom) for step in self._laidOut(self._content) if step.row.feature]

    def heightOf(self, content):
        return self._laidOut(content)[-1].bottom

    def _isWide(self):
        return self.width > _WIDE * self.lettering.lineHeight

    def _laidOut(self, content):
        """Return the rows with the lines of their texts and their places."""
        lettering, isWide, steps = self.lettering, self._isWide(), []
        line, number = lettering.lineHeight, lettering.widthOf(_WIDEST, isBold=True)
        room = _TEXT_SHARE * self.width if isWide else self.width - number
        bottom = line + _TICK
        for row in content:
            isLeftOut = row.decibans is None
            title = lettering.linesOf(row.text(), self.width if isLeftOut else room, not row.feature)
            note = lettering.linesOf(row.note, self.width)
            top, below = bottom, bottom + (len(title) + len(note)) * line
            isBelow = not isLeftOut and not isWide
            bottom = below + _GAP + isBelow * (_BAR + 2 * _TICK)
            steps.append(_Step(row, title, note, top, below + _TICK if isBelow else top + (line - _BAR) / 2, bottom))
        return steps

    def draw(self, canvas, content, width):
        number = canvas.widthOf(_WIDEST, isBold=True)
        left, right = (_TEXT_SHARE * width + _GAP, width - number) if self._isWide() else (0, width - 1)
        place = _scale(content, left, right)
        _drawMarks(canvas, place, left, right)
        reached = 0.0
        for step in self._laidOut(content):
            row, isBold = step.row, not step.row.feature
            isLeftOut = row.decibans is None
            room = width if isLeftOut else left - _GAP if self._isWide() else width - number
            below = canvas.writeLines(step.title, 0, step.top, room, isBold=isBold,
                                      color=canvas.quiet if isLeftOut else None)
            canvas.writeLines(step.note, 0, below, width, color=canvas.quiet)
            if isLeftOut:
                continue
            canvas.write(f"{decibansText(row.decibans)} dB", width - number, step.top, number, isBold=isBold,
                         align=qt.Qt.AlignRight)
            # The prior and the sum begin at even odds, each finding where the one before it has ended.
            start = 0.0 if isBold else reached
            reached, end = start + row.decibans, step.bar + _BAR
            canvas.line(left, end, right, end, canvas.quiet)
            canvas.bar(place(start), step.bar, place(reached), end,
                       canvas.favor if row.decibans > 0 else canvas.against)
            canvas.line(place(start), step.bar - _TICK, place(start), end + _TICK, canvas.text)
        self.drawFocus(canvas, width)


def _scale(content, left, right):
    """Return what gives the place of decibans, so that all steps fit between two places."""
    reached, ends = 0.0, [0.0]
    for row in content:
        reached = row.decibans if not row.feature else reached + (row.decibans or 0.0)
        ends.append(reached)
    low, high = min(ends), max(ends)
    missing = max(_LEAST_RANGE - (high - low), 0.0)
    low, high = low - missing / 2, high + missing / 2
    return lambda decibans: left + (decibans - low) / (high - low) * (right - left)


def _drawMarks(canvas, place, left, right) -> None:
    """Write probabilities at their places, as many as there is room for, and which way speaks for what."""
    against, favor = _("\u25c2 against"), _("for \u25b8")
    roomAgainst, roomFor = canvas.widthOf(against), canvas.widthOf(favor)
    ends = ((against, left, roomAgainst), (favor, right - roomFor, roomFor))
    places = [(f"{100 * one:g} %", place(10 * log10(one / (1 - one)))) for one in _MARKS]
    marks = [(text, min(max(x - canvas.widthOf(text) / 2, left), right - canvas.widthOf(text)), canvas.widthOf(text))
             for text, x in places if left <= x <= right]
    taken: list[tuple[float, float]] = []
    for text, start, room in (*marks[:1], *ends, *marks[1:]):
        if not any(start < other and first < start + room for first, other in taken):
            taken.append((start, start + room))
            canvas.write(text, start, 0, room, color=canvas.quiet, align=qt.Qt.AlignHCenter)
    for _text, x in places:
        if left <= x <= right:
            canvas.line(x, canvas.lineHeight - _TICK, x, canvas.lineHeight + _TICK, canvas.quiet)
