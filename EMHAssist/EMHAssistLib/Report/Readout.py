"""The readout: the result of a case in a few lines, for the box in the views, the panel and the terminal."""

from __future__ import annotations

from ..Case import Result, Row
from ..Likelihood import VERDICT_INSUFFICIENT
from ..Roles import regionRole

RESEARCH_USE = ("Research use only. Not validated; never replaces biopsy, and a low value never excludes EMH or "
                "infection.")
_SHORT_RESEARCH_USE = "EMHAssist - research use only"
# Meaning never by color alone.
RELATION_SYMBOLS = {"similar": "=", "lower": "<", "higher": ">", "undetermined": "?"}


def headline(result: Result) -> str:
    """Return one line: how likely EMH is, with its interval, and the verdict."""
    target, verdict = result.differential.target, result.differential.verdict
    if verdict == VERDICT_INSUFFICIENT:
        verdict = "insufficient evidence"
    return f"EMH {verdict}: {percent(target.probability)} ({percent(target.low)} to {percent(target.high)})"


def missingSteps(result: Result) -> list[str]:
    """Return what is still to be done before there can be a ratio, in the order of doing it."""
    roles = [regionRole(region.role) for region in result.case.regions]
    steps = {
        "Load a series and give it a sequence role.": not result.case.series,
        "Place a region on a lesion.": not any(role.isLesion for role in roles),
        "Place a region on a reference, vertebral marrow first.": all(role.isLesion for role in roles),
    }
    return [step for step, isMissing in steps.items() if isMissing]


def boxText(result: Result | None, reference: str) -> str:
    """Return the text of the box in the views, "" without a result or without lesions.

    :param reference: the reference role that the ratios refer to
    """
    if result is None or not result.comparisons:
        return ""
    lines = [_SHORT_RESEARCH_USE, headline(result)]
    lines += [f"{lesion}/{reference}: {values}" for lesion, values in _byLesion(result, reference).items()]
    if result.differential.alternatives:
        lines.append("Not excluded: " + ", ".join(entry.title for entry in result.differential.alternatives))
    if result.warnings:
        lines.append(f"{len(result.warnings)} warning(s), see the EMHAssist panel")
    return "\n".join(lines)


def _byLesion(result: Result, reference: str) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for row in result.comparisons:
        if row.reference == reference:
            values.setdefault(row.lesion.name, []).append(f"{row.series.label} {shortValue(row)}")
    return {lesion: "  ".join(parts) for lesion, parts in values.items()}


def shortValue(row: Row) -> str:
    """Return the value of a comparison with the sign of its relation, or a dash where it is not measurable."""
    comparison = row.comparison
    if not comparison.measurable:
        return "-"
    if comparison.quantity == "difference":
        return f"{comparison.value:+.0f} HU"
    return f"{RELATION_SYMBOLS[comparison.relation]} {comparison.value:.2f}"


def longValue(row: Row) -> str:
    """Return the value of a comparison with its 95 % interval and relation, or why there is none."""
    comparison = row.comparison
    if not comparison.measurable:
        return row.note
    if comparison.quantity == "difference":
        return f"{comparison.value:+.1f} HU ({comparison.low:+.1f} to {comparison.high:+.1f})"
    return f"{comparison.value:.3f} ({comparison.low:.3f} to {comparison.high:.3f}), {comparison.relation}"


def percent(probability: float) -> str:
    """Return a probability as whole percent, with the ends of the scale left open: nothing here is certain."""
    if probability < 0.01:
        return "<1 %"
    if probability > 0.99:
        return ">99 %"
    return f"{100 * probability:.0f} %"
