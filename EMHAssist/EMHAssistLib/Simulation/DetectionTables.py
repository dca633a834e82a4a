"""What was noticed, as a file and as text."""

from __future__ import annotations

from collections.abc import Sequence

from .CsvText import csvText
from .Detection import FALSE_ALARMS, NOTICED, Detection


def detectionCsv(detections: Sequence[Detection]) -> str:
    """Return what was noticed as CSV, a line a condition."""
    names = ("condition", "title", "topics", "patients", "noticed", "fraction", "wanted", "good", "said")
    rows = [(one.condition.name, one.condition.title, " ".join(sorted(one.condition.topics)), one.patients, one.noticed,
             f"{one.fraction:.4f}", f">= {NOTICED:g}" if one.condition.isChanged else f"<= {FALSE_ALARMS:g}",
             "yes" if one.isGood else "no", _said(one)) for one in detections]
    return csvText(names, rows)


def detectionText(detections: Sequence[Detection]) -> str:
    """Return a summary in words and a Markdown table."""
    good = sum(one.isGood for one in detections)
    lines = [f"{good} of {len(detections)} conditions are as wanted: noticed in at least {NOTICED:.0%} of the "
             f"patients, false alarms in at most {FALSE_ALARMS:.0%}.", "",
             "| what happened | patients | noticed, false alarm | as wanted | what was said: topic, patients |",
             "|---|---|---|---|---|"]
    lines += [f"| {one.condition.title} | {one.patients} | {one.fraction:.1%} | {'yes' if one.isGood else 'no'} | "
              f"{_said(one) or '-'} |" for one in detections]
    return "\n".join(lines)


def _said(detection: Detection) -> str:
    return ", ".join(f"{topic} {count}" for topic, count in sorted(detection.topics.items()))
