"""What stands in the views: the text of the box, the line of the views without it, and the labels of regions.

``translate`` makes it the language of the user; see Language.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from ..Case import Region
from ..Language import MODEL, Translate, english
from ..Language import mark as _
from ..Likelihood import Verdict
from ..Result import Result
from ..Roles import regionRole
from .DifferentialText import RESEARCH_MARK, intervalText, percent
from .Readout import (
    alertLines,
    concordanceLine,
    lesionValues,
    secondReference,
    shortName,
    shortValue,
    tissueLine,
    valuesText,
    verdictTitle,
)
from .Statements import raritySentence, rarityText, shortStatements, unusualText
from .Words import wordText

# What fits into a view beside the image.
_MOST_LESIONS, _MOST_LESIONS_IN_FULL = 3, 4
REFORMATTED = _("Reformatted across slices of {thickness:.1f} mm")
PAUSED = _("! Paused: values do not follow changes")


@dataclass(frozen=True)
class BoxText:
    """Text of the box in the views.

    :param lines: what is always shown
    :param further: what is left out, from the end, where a view has no room
    :param ofSeries: source of a series to what stands in place of ``further`` where a view that shows this series has
        no room for all of that
    :param room: how much of a view it may cover, as a multiple of what the short text may
    """

    lines: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    ofSeries: dict[str, tuple[str, ...]] = field(default_factory=dict)
    room: float = 1.0


def shortBoxText(result: Result | None, reference: str, translate: Translate = english) -> BoxText:
    """Return the result, what is urgent and the values of the first lesions; nothing without lesions.

    :param reference: the reference role that the ratios refer to
    """
    if result is None or not result.comparisons:
        return BoxText()
    lesions = lesionValues(result, reference)
    # Where a view has no room for all of them, the reader sees that there are more.
    count = " " + translate("Report.ViewText", "({count} in all)").format(
        count=len(lesions)) if len(lesions) > 1 else ""
    heading = _ratioHeading(reference, count, translate)
    further = [heading] + [f"{shortName(name)}  {valuesText(rows)}" for name, rows in lesions[:_MOST_LESIONS]]
    ofSeries: dict[str, tuple[str, ...]] = {}
    for name, rows in lesions[:_MOST_LESIONS]:
        for row in rows:
            line = f"{shortName(name)}  {valuesText([row])}"
            ofSeries[row.series.source] = (*ofSeries.get(row.series.source, (heading,)), line)
    return BoxText(tuple(_answerLines(result, translate)), tuple(further), ofSeries)


def lineText(result: Result | None, translate: Translate = english) -> BoxText:
    """Return the answer in one line, for views without the box; nothing without lesions."""
    if result is None or not result.comparisons:
        return BoxText()
    title, mark = verdictTitle(result, translate), translate("Report.DifferentialText", RESEARCH_MARK)
    if result.differential is not None and result.differential.verdict != Verdict.INSUFFICIENT:
        title = f"{title} {intervalText(result.differential.target, translate)}"
    return BoxText((f"{title} - {mark}",))


def urgentLineText(result: Result | None, translate: Translate = english) -> BoxText:
    """Return the same after what is urgent, for views where no other has the box."""
    line = lineText(result, translate)
    alerts = alertLines(result, translate) if result is not None and line.lines else []
    return BoxText((*alerts, *line.lines))


def fullBoxText(result: Result | None, reference: str, translate: Translate = english) -> BoxText:
    """Return all that the box can say; nothing without lesions.

    :param reference: the reference role that the ratios refer to
    """
    if result is None or not result.comparisons:
        return BoxText()
    lines = _answerLines(result, translate)
    if result.differential and rarityText(result.differential):
        lines += filter(None, [unusualText(result.differential, translate, most=1)])
    lesions = lesionValues(result, reference)
    lines.append(_ratioHeading(reference, "", translate))
    lines += [f"{shortName(lesion)}  {valuesText(rows)}" for lesion, rows in lesions[:_MOST_LESIONS_IN_FULL]]
    if len(lesions) > _MOST_LESIONS_IN_FULL:
        lines.append(translate("Report.ViewText", "and {count} more; see the EMHAssist panel").format(
            count=len(lesions) - _MOST_LESIONS_IN_FULL))
    # A ratio to one reference alone may speak of the reference rather than of the lesion.
    second = tissueLine(result, translate) or _firstLesion(result, secondReference(result, reference), translate)
    lines += [*second, *concordanceLine(result, translate)]
    if result.differential and result.differential.alternatives:
        names = ", ".join(f"{translate(MODEL, entry.title)} {percent(entry.probability)}"
                          for entry in result.differential.alternatives)
        lines.append(translate("Report.ViewText", "Not excluded: {names}").format(names=names))
    if result.warnings:
        lines.append(translate("Report.ViewText", "{count} warning(s); see the EMHAssist panel").format(
            count=len(result.warnings)))
    return BoxText(tuple(lines), room=4.0)


def _answerLines(result: Result, translate: Translate) -> list[str]:
    """Return what is urgent, the verdict, and what the verdict rests on: never a single number."""
    mark = translate("Report.DifferentialText", RESEARCH_MARK)
    lines = [*alertLines(result, translate), f"{verdictTitle(result, translate)} - {mark} (EMHAssist)"]
    if result.differential is None or result.differential.verdict == Verdict.INSUFFICIENT:
        return lines
    return [*lines, *shortStatements(result.differential, translate),
            *filter(None, [raritySentence(result.differential, translate)])]


def _ratioHeading(reference: str, count: str, translate: Translate) -> str:
    title = translate("Report.ViewText", "Lesion / {reference}").format(reference=wordText(reference, translate))
    return f"{title}{count}:"


def _firstLesion(result: Result, reference: str, translate: Translate) -> list[str]:
    """Return one line, the first lesion against a reference; none without one."""
    return [f"{shortName(name)} / {wordText(reference, translate)}:  {valuesText(rows)}"
            for name, rows in lesionValues(result, reference)[:1]]


@dataclass(frozen=True)
class RegionLabel:
    """What a region is labeled with.

    :param region: the region as it was measured
    :param name: its name, in one line
    :param isLesion: whether it is a lesion, or else a reference
    :param isShown: whether it has a label, or labels of others only keep clear of it
    :param values: source of a series to the value on it, with the name of the series; in the order of the case
    """

    region: Region
    name: str
    isLesion: bool
    isShown: bool = True
    values: dict[str, str] = field(default_factory=dict)

    def value(self, volumeIds) -> str:
        """Return the value on the first of these volumes that has one, or on the first series; "" without values."""
        shown = next((self.values[volume] for volume in volumeIds if volume in self.values), None)
        return next(iter(self.values.values()), "") if shown is None else shown


def regionLabels(result: Result | None, reference: str, withReferences: bool,
                 translate: Translate = english) -> tuple[RegionLabel, ...]:
    """Return the labels of all regions that have a shape: lesions with their values, references with their names.

    :param reference: the reference role that the ratios refer to
    :param withReferences: show those of references, too
    """
    if result is None:
        return ()
    doubtful = {(row.region.key, row.series.key) for row in result.measurements if row.flags}
    values: dict[Hashable, dict[str, str]] = {}
    for row in result.comparisons:
        if row.reference == reference:
            doubt = " !" if row.flags or (row.lesion.key, row.series.key) in doubtful else ""
            values.setdefault(row.lesion.key, {})[row.series.source] = (
                f"{row.series.label} {shortValue(row, translate)}{doubt}")
    labels = []
    for region in result.case.regions:
        if region.shape is not None:
            isLesion = regionRole(region.role).isLesion
            labels.append(RegionLabel(region, shortName(region.name), isLesion, isLesion or withReferences,
                                      values.get(region.key, {})))
    return tuple(labels)
