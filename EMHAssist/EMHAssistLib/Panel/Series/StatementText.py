"""What may not be compared with what, in a line of the narrow table of series."""

from __future__ import annotations

from collections.abc import Sequence

from slicer.i18n import tr as _

from ...Comparability import Consequence, Statement

# The rest is in the tool tip.
_MOST_LINES = 3


def shortLines(statements: Sequence[Statement], label: str) -> list[str]:
    """Return lines on what is refused or doubtful about a series: those about two of them stand with the later one.

    :param label: of the series
    """
    lines = [_shortText(statement, label) for statement in statements
             if statement.consequence != Consequence.FINE and statement.series[-1] == label]
    if len(lines) > _MOST_LINES:
        more = _("{count} more, see the tool tip").format(count=len(lines) - _MOST_LINES + 1)
        lines = [*lines[:_MOST_LINES - 1], more]
    return lines


def _shortText(statement: Statement, label: str) -> str:
    others = ", ".join(other for other in statement.series if other != label)
    isRefused = statement.consequence == Consequence.REFUSED
    if others:
        form = _("not compared with {series}: {topic}") if isRefused else _("doubtful with {series}: {topic}")
    else:
        form = _("not compared: {topic}") if isRefused else _("doubtful: {topic}")
    return form.format(series=others, topic=_topic(statement.topic))


def _topic(topic: str) -> str:
    """Return what a statement is about in a few words."""
    titles = {
        "acquired_apart": _("acquired at another time"),
        "coil": _("other receive coil"),
        "computed": _("computed image"),
        "content": _("shows something else"),
        "contrast_agent": _("contrast agent"),
        "displacement": _("displaced"),
        "fat_suppression": _("fat suppression"),
        "field_strength": _("other field strength"),
        "frame_of_reference": _("other frame of reference"),
        "modality": _("other modality"),
        "normalization": _("other normalization"),
        "odd_slice": _("slice that stands out"),
        "patient": _("other patient"),
        "plane": _("other slice plane"),
        "protocol": _("other TR, TE or flip angle"),
        "same_series": _("same series twice"),
        "scanner": _("other scanner"),
        "sequence_family": _("kind of sequence"),
        "several_images": _("several images in one volume"),
        "slice_order": _("order of slices"),
        "slices": _("slices that form no volume"),
        "slices_differ": _("slices acquired differently"),
        "slices_missing": _("slices may be missing"),
        "slices_of_several_images": _("slices of several images"),
        "two_slices": _("two slices"),
        "units": _("scale of the values"),
        "weighting": _("header speaks for another role"),
    }
    return titles.get(topic, topic.replace("_", " "))
