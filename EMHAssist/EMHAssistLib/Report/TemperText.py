"""How strongly findings should count, as cross-validation on proven cases chose it, for a terminal."""

from __future__ import annotations

from ..Cohort import FOLDS, LOSSES, TemperChoice
from ..Cohort.Temper import DECISIVE, REPEATS, TemperCurve
from .Readout import RESEARCH_USE
from .Terminal import alignedColumns
from .Words import capitalized

# The curve is smooth: every other temper is enough to see it, and those that matter.
_STEP = 2


def temperText(choice: TemperChoice) -> str:
    """Return the curves of all losses, what they choose, and what choosing is worth."""
    parts = [f"{choice.cases} proven cases, all findings, setting {choice.setting}; each class counts as much as its "
             f"prior says. The temper of the model is {choice.present:g}.", alignedColumns(_rows(choice))]
    parts += [_conclusion(LOSSES[name], curve) for name, curve in choice.curves.items()]
    parts += [f"Choice: temper {choice.chosen:g}, by the {LOSSES[DECISIVE]}: of all that are at most one standard "
              "error above the smallest the one nearest to 1.", RESEARCH_USE]
    return "\n\n".join(parts)


def _rows(choice):
    rows = [("temper", *(text for title in LOSSES.values()
                         for text in (title, "above the smallest (standard error)")), "")]
    for index, points in enumerate(zip(*(curve.points for curve in choice.curves.values()))):
        temper = points[0].temper
        marks = [f"{word} by {LOSSES[name]}" for name, curve in choice.curves.items()
                 for word, value in (("smallest", curve.best), ("chosen", curve.chosen)) if value == temper]
        marks += ["of the model"] if temper == choice.present else []
        if marks or not index % _STEP:
            rows.append((f"{temper:.2f}", *(text for point in points for text in (
                f"{point.loss:.4f}", f"{point.excess:.4f} ({point.error:.4f})")), ", ".join(marks)))
    return rows


def _conclusion(title: str, curve: TemperCurve) -> str:
    lowest, highest = min(curve.choices), max(curve.choices)
    return (f"{capitalized(title)}: smallest with {curve.best:g}, chosen {curve.chosen:g}. Chosen without the "
            f"cases it is judged on ({REPEATS} times {FOLDS} folds, {lowest:g} to {highest:g}) the loss is "
            f"{curve.outOfFold:.4f}, with 1 it is {curve.unchanged:.4f}: a gain of {curve.gain:.4f} (standard error "
            f"{curve.gainError:.4f}).")
