"""Reliability of P(EMH) on proven cases as a figure: a panel for each condition, above it what was observed, below it
how many cases there are. Colors of Okabe and Ito, which the color-blind can tell apart."""

from __future__ import annotations

from math import isnan

import numpy as np

from ..Cohort import ALL, Evaluation, Performance
from ..Report.EvaluationFigures import CONDITION_TITLES, numbers
from ..Report.Readout import RESEARCH_USE
from ..Report.Words import capitalized
from .Canvas import CENTER, RIGHT, Canvas, textWidth

_INK, _GRAY, _GRID, _LIGHT = (30, 34, 40), (110, 116, 124), (226, 229, 233), (245, 246, 248)
_TARGET, _OTHERS = (213, 94, 0), (0, 114, 178)
# In units of a point of print.
_SIDE, _GAP, _LEFT, _RIGHT, _TOP = 250.0, 34.0, 58.0, 20.0, 74.0
_BETWEEN, _COUNTS, _BELOW = 30.0, 78.0, 104.0
_TITLE, _LABEL, _SMALL = 13.0, 10.5, 8.5
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_BAR = 0.05
_DASH, _DOT = 5.0, 1.6


def reliabilityPng(evaluation: Evaluation) -> bytes:
    """Return the figure of all cases of an evaluation as the content of a PNG file."""
    performances = evaluation.performances["all"]
    width = _LEFT + len(performances) * (_SIDE + _GAP) - _GAP + _RIGHT
    canvas = Canvas(width, _TOP + _SIDE + _BETWEEN + _COUNTS + _BELOW, scale=3)
    model = evaluation.model
    canvas.text("Reliability of P(EMH)", (_LEFT, 24), _TITLE + 3, _INK, isBold=True)
    canvas.text(f"{performances[ALL].n} proven cases, {performances[ALL].nTarget} of them EMH; {model.name} "
                f"{model.version}, setting {evaluation.clinicalSetting}", (_LEFT, 41), _LABEL, _GRAY)
    counts = {condition: _counted(evaluation, condition) for condition in performances}
    highest = max(1, *(int(each.sum(axis=0).max()) for each in counts.values()))
    for index, (condition, performance) in enumerate(performances.items()):
        x = _LEFT + index * (_SIDE + _GAP)
        canvas.text(capitalized(CONDITION_TITLES[condition]), (x, _TOP - 8), _TITLE, _INK, isBold=True)
        _drawObserved(canvas, x, performance, _mixOffset(evaluation, condition), isFirst=not index)
        canvas.text(f"AUC {numbers(performance.measures['auc'])}", (x + _SIDE - 6, _TOP + _SIDE - 8), _LABEL, _INK,
                    RIGHT)
        _drawCounts(canvas, x, performance, counts[condition], highest, isFirst=not index)
    _drawLegend(canvas, evaluation)
    return canvas.png()


def _drawObserved(canvas: Canvas, left: float, performance: Performance, offset: float | None, isFirst: bool) -> None:
    """Draw what was observed against what was predicted.

    :param offset: by which the log odds of a calibrated model are too low for the mix of these cases, None if unknown
    """
    top, bottom = _TOP, _TOP + _SIDE

    def place(predicted, observed):
        return left + predicted * _SIDE, bottom - observed * _SIDE

    for tick in _TICKS:
        canvas.line([place(0, tick), place(1, tick)], _GRID, 0.6)
        canvas.line([place(tick, 0), place(tick, 1)], _GRID, 0.6)
        if isFirst:
            canvas.text(f"{tick:.1f}", (left - 6, place(0, tick)[1] + 3.4), _LABEL, _INK, RIGHT)
    canvas.line([(left, top), (left, bottom), (left + _SIDE, bottom)], _INK, 0.9)
    canvas.line([place(0, 0), place(1, 1)], _GRAY, 1.1, _DASH)
    if offset is not None:
        odds = np.linspace(-9, 9, 181)
        canvas.line([place(*point) for point in zip(_logistic(odds).tolist(), _logistic(odds + offset).tolist())],
                    _GRAY, 1.3, _DOT)
    for one in performance.reliability:
        if not isnan(one.observed):
            canvas.line([place(one.predicted, one.observedLow), place(one.predicted, one.observedHigh)], _INK, 1.4)
            for end in (one.observedLow, one.observedHigh):
                x, y = place(one.predicted, end)
                canvas.line([(x - 3, y), (x + 3, y)], _INK, 1.4)
    for one in performance.reliability:
        if not isnan(one.observed):
            canvas.disc(place(one.predicted, one.observed), 4.6, _INK, (255, 255, 255), 1.2)
    if isFirst:
        canvas.text("Observed share of EMH", (left - 34, (top + bottom) / 2), _LABEL + 0.5, _INK, CENTER,
                    isUpright=True)


def _drawCounts(canvas: Canvas, left: float, performance: Performance, counts: np.ndarray, highest: int, isFirst: bool
                ) -> None:
    """Draw how many cases there are.

    :param counts: of the target and of all others by probability, shape (2, bars)
    """
    top = _TOP + _SIDE + _BETWEEN
    bottom = top + _COUNTS
    for index, one in enumerate(performance.reliability):
        if index % 2:
            canvas.box(left + one.low * _SIDE, top - 16, (one.high - one.low) * _SIDE, _COUNTS + 16, _LIGHT)
        if one.cases:
            canvas.text(f"{one.targets}/{one.cases}", (left + (one.low + one.high) / 2 * _SIDE, top - 5), _SMALL, _INK,
                        CENTER)
    unit = _COUNTS / highest
    for bar, (targets, others) in enumerate(counts.T.tolist()):
        x, width = left + bar * _BAR * _SIDE + 0.6, _BAR * _SIDE - 1.2
        canvas.box(x, bottom - others * unit, width, others * unit, _OTHERS)
        canvas.box(x, bottom - (others + targets) * unit, width, targets * unit, _TARGET)
    canvas.line([(left, bottom), (left + _SIDE, bottom)], _INK, 0.9)
    for tick in _TICKS:
        x = left + tick * _SIDE
        canvas.line([(x, bottom), (x, bottom + 3.5)], _INK, 0.9)
        canvas.text(f"{tick:.1f}", (x, bottom + 14), _LABEL, _INK, CENTER)
    canvas.text("P(EMH)", (left + _SIDE / 2, bottom + 30), _LABEL + 0.5, _INK, CENTER)
    if isFirst:
        for count in _roundCounts(highest):
            canvas.line([(left - 3.5, bottom - count * unit), (left, bottom - count * unit)], _INK, 0.9)
            canvas.text(str(count), (left - 6, bottom - count * unit + 3.4), _LABEL, _INK, RIGHT)
        canvas.line([(left, top), (left, bottom)], _INK, 0.9)
        canvas.text("Cases", (left - 34, (top + bottom) / 2), _LABEL + 0.5, _INK, CENTER, isUpright=True)


def _drawLegend(canvas: Canvas, evaluation: Evaluation) -> None:
    x, y = _LEFT, _TOP + _SIDE + _BETWEEN + _COUNTS + 56
    share = evaluation.performances["all"][ALL].nTarget / max(1, evaluation.performances["all"][ALL].n)

    def entry(text):
        nonlocal x
        canvas.text(text, (x + 26, y), _LABEL, _INK)
        x += 26 + textWidth(text, _LABEL) + 22

    canvas.line([(x + 10, y - 13), (x + 10, y + 6)], _INK, 1.4)
    canvas.disc((x + 10, y - 3.5), 4.6, _INK, (255, 255, 255), 1.2)
    entry("observed, with 95 % interval (Wilson)")
    canvas.line([(x, y - 3.5), (x + 20, y - 3.5)], _GRAY, 1.1, _DASH)
    entry("as predicted")
    if _mixOffset(evaluation, ALL) is not None:
        canvas.line([(x, y - 3.5), (x + 20, y - 3.5)], _GRAY, 1.3, _DOT)
        entry(f"as predicted, were the prior the {100 * share:.0f} % of these cases")
    for color, text in ((_TARGET, "EMH"), (_OTHERS, "mimics")):
        canvas.box(x + 8, y - 8.5, 11, 10, color)
        entry(text)
    canvas.text(f"Above the bars: EMH / cases of each bin. {RESEARCH_USE}", (_LEFT, y + 19), _SMALL, _GRAY)


def _counted(evaluation: Evaluation, condition: str) -> np.ndarray:
    """Return how many cases of the target and of all others there are by probability, shape (2, bars)."""
    p = np.array([answer.target.probability for answer in evaluation.answers[condition]])
    isTarget = np.array([case.classId == evaluation.model.target for case in evaluation.cases], dtype=bool)
    bars = round(1 / _BAR)
    place = np.minimum((p / _BAR + 1e-9).astype(int), bars - 1)
    return np.array([np.bincount(place[members], minlength=bars) for members in (isTarget, ~isTarget)])


def _mixOffset(evaluation: Evaluation, condition: str) -> float | None:
    """Return the log odds of the target among the cases less those of the prior, None if that differs between cases."""
    priors = {answer.setting.priors[evaluation.model.target] for answer in evaluation.answers[condition]}
    performance = evaluation.performances["all"][condition]
    if len(priors) != 1 or not 0 < performance.nTarget < performance.n:
        return None
    [prior] = priors
    return float(np.log(performance.nTarget / (performance.n - performance.nTarget)) - np.log(prior / (1 - prior)))


def _logistic(odds):
    return 1 / (1 + np.exp(-odds))


def _roundCounts(highest):
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if highest <= 4 * step)
    return range(0, highest + 1, step)
