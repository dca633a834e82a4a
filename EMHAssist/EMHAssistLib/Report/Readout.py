"""The readout: the result of a case in a few lines, for the box in the views, the panel and the terminal.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import isnan

from ..Language import MODEL, Translate, english
from ..Language import mark as _
from ..Likelihood import Verdict
from ..Measurement import Comparison, Concordance, Position, Quantity, Relation
from ..Result import CONSENSUS, ComparisonRow, Danger, DangerKind, IndexRow, LesionGeometry, LesionGroup, Result
from ..Roles import regionRole
from .Columns import RowMemory
from .Statements import headlineNumbers
from .Words import wordText

RESEARCH_USE = _("Research use only. Not validated; never replaces biopsy, and a low value never excludes EMH or "
                 "infection.")
# References that say most beside marrow; fat and CSF are nulled on some sequences.
_ANCHORS = ("muscle", "cord", "disc")
_LONGEST_NAME = 24
# How a quantity is written, and its units; ratios and indices have three decimals.
_FORMS = {Quantity.DIFFERENCE: ("+.1f", " HU"), Quantity.ENHANCEMENT: ("+.0%", ""), Quantity.ABSOLUTE: (".0f", "")}
# Meaning never by color alone. ASCII, since the fonts of the views have neither arrows nor a sign for "about equal".
RELATION_SYMBOLS = {Relation.SIMILAR: "(=)", Relation.LOWER: "(-)", Relation.HIGHER: "(+)",
                    Relation.UNDETERMINED: "(?)"}
# After Okabe and Ito (Color Universal Design, 2008): the color-blind tell them apart. Each stands out by 3:1 or more on
# a light and on a dark ground (WCAG 2.1), so there is one set for both themes.
RELATION_COLORS = {Relation.SIMILAR: "#009e73", Relation.LOWER: "#2e86c8", Relation.HIGHER: "#d55e00",
                   Relation.UNDETERMINED: "#868686"}


def headline(result: Result, translate: Translate = english) -> str:
    """Return one line: the verdict, and where the evidence suffices what the images say, what was to be expected
    beforehand, and how likely EMH is by both."""
    title = verdictTitle(result, translate)
    if result.differential is None or result.differential.verdict == Verdict.INSUFFICIENT:
        # Without a number: it would be little more than the prior, and read as an answer.
        return title
    return f"{title}: {headlineNumbers(result.differential, translate)}"


def verdictTitle(result: Result, translate: Translate = english) -> str:
    """Return the verdict alone."""
    if result.geometry.isElsewhere:
        return translate("Report.Readout", "EMH: no lesion at the spine; ratios only")
    if result.differential is None:
        return translate("Report.Readout", "EMH: no result; see the warnings")
    if result.differential.verdict == Verdict.INSUFFICIENT:
        return translate("Report.Readout", "EMH: insufficient evidence")
    return translate("Report.Readout", "EMH {verdict}").format(
        verdict=wordText(result.differential.verdict, translate))


# What each danger is called; the reason follows.
_DANGERS = {
    DangerKind.COMPRESSION: _("Compression of cord or cauda is not excluded"),
    DangerKind.HEMATOMA: _("Hematoma is not excluded"),
    DangerKind.ABSCESS: _("Abscess is not excluded"),
}


def dangerText(danger: Danger, translate: Translate = english, withReason: bool = True) -> str:
    """Return what is urgent and not excluded, and why."""
    title = translate("Report.Readout", _DANGERS[danger.kind])
    return f"{title} ({danger.reason})" if withReason else title


def alertTexts(result: Result, translate: Translate = english) -> list[str]:
    """Return what is urgent: what the findings ask for at once, then what the measurements do not exclude."""
    alerts = result.differential.alerts if result.differential else ()
    return [*(translate(MODEL, alert) for alert in alerts),
            *(dangerText(danger, translate) for danger in result.dangers)]


def alertLines(result: Result, translate: Translate = english) -> list[str]:
    """Return a line for each urgent finding and danger, these without reasons, and one if findings contradict."""
    dangers = [f"! {dangerText(danger, translate, withReason=False)}" for danger in result.dangers]
    if result.differential is None:
        return dangers
    contradiction = ["! " + translate("Report.Readout", "Findings contradict each other; see the EMHAssist panel")]
    return [f"! {translate(MODEL, alert)}" for alert in result.differential.alerts] + dangers + (
        contradiction if result.differential.contradictions else [])


def secondReference(result: Result, reference: str) -> str:
    """Return the reference role to show beside another one: an anchor that iron does not darken if there is one, "" for
    none."""
    others = list(dict.fromkeys(row.reference for row in result.comparisons
                                if row.reference != reference and row.comparison.measurable))
    return next((role for role in _ANCHORS if role in others), next(iter(others), ""))


def tissueLine(result: Result, translate: Translate = english) -> list[str]:
    """Return one line, marrow against the first tissue that tells whether it is itself dark; or none."""
    rows = [row for row in result.tissues if row.reference == result.tissues[0].reference]
    values = "  ".join(f"{row.series.label} {_withSign(row.comparison)}" for row in rows)
    return [translate("Report.Readout", "Marrow / {reference}:  {values}").format(
        reference=wordText(rows[0].reference, translate), values=values)] if rows else []


class SummaryMemory:
    """What caseSummary() said of each lesion the last time, in one language."""

    def __init__(self) -> None:
        self.sizes, self.enhancements = RowMemory(), RowMemory()


def caseSummary(result: Result | None, translate: Translate = english, memory: SummaryMemory | None = None) -> str:
    """Return what goes beyond single ratios, in a few lines: similarity on all sequences, marrow, the lesions.

    :param memory: of what was said this way before
    """
    if result is None:
        return ""
    return "\n".join([*concordanceLine(result, translate), *tissueLine(result, translate),
                      *lesionLines(result, translate, memory)])


def lesionLines(result: Result, translate: Translate = english, memory: SummaryMemory | None = None) -> list[str]:
    """Return one line a lesion: how large it is, where, and how much it enhances; and one for several of a kind.

    :param memory: of what was said this way before
    """
    memory, lesions = memory or SummaryMemory(), result.geometry.lesions
    enhancements: dict[Hashable, list[IndexRow]] = {}
    for row in result.indices:
        if row.reference == CONSENSUS:
            enhancements.setdefault(row.lesion.key, []).append(row)
    # Away from the spine nothing lies along it, nor at a side of it.
    sizes = ([_plainSizeWords(entry, translate) for entry in lesions] if result.geometry.isElsewhere else
             memory.sizes.each(lambda entry: _sizeWords(entry, translate), lesions))
    enhanced = memory.enhancements.each(lambda row: _enhancement(row, translate),
                                        [_telling(enhancements.get(entry.lesion.key, ())) for entry in lesions])
    lines = [", ".join((*size, *enhancement)) for size, enhancement in zip(sizes, enhanced)]
    sampled = {entry.lesion.role for entry in lesions if not entry.isOutlined}
    return lines + [_groupLine(group, group.role not in sampled, translate)
                    for group in result.geometry.groups if group.count > 1 and not result.geometry.isElsewhere]


def _groupLine(group: LesionGroup, isOutlined: bool, translate: Translate) -> str:
    """Return one line of several lesions.

    :param isOutlined: all of them are outlined, so that their volumes are known
    """
    volume = f"{group.volume / 1000:.1f}"
    words = [translate("Report.Readout", "{count} regions").format(count=group.count),
             translate("Report.Readout", "{volume} ml in all").format(volume=volume) if isOutlined else
             translate("Report.Readout", "{volume} ml sampled in all").format(volume=volume)]
    if group.isBilateral and not isOutlined:
        words.append(translate("Report.Readout", "on both sides"))
    elif group.isBilateral:
        words.append(translate(
            "Report.Readout", "on both sides, volume ratio of the smaller to the larger side {symmetry}").format(
            symmetry=f"{group.symmetry:.2f}"))
    return f"{translate('EMHAssistLib.Roles', regionRole(group.role).title)}: {', '.join(words)}"


def _sizeWords(entry: LesionGeometry, translate: Translate) -> tuple[str, ...]:
    """Return name, place and size of a lesion."""
    place = translate("Report.Readout", "around the cord") if entry.position == Position.AROUND else (
        translate("Report.Readout", "{position} of the cord").format(position=wordText(entry.position, translate))
        if entry.position else "")
    milliliters, extent = entry.volume / 1000, f"{entry.size.extent:.0f}"
    first, *rest = (
        *filter(None, (entry.level.text(translate), wordText(entry.side, translate), place)),
        translate("Report.Readout", "{extent} mm along the spine").format(extent=extent) if entry.isOutlined
        else translate("Report.Readout", "sampling region {extent} mm along the spine").format(extent=extent),
        translate("Report.Readout", "{thickness} mm thick").format(thickness=f"{entry.size.thickness:.1f}"),
        f"{milliliters:{'.2g' if milliliters < 1 else '.1f'}} ml")
    return (f"{entry.lesion.name}: {first}", *rest)


def _plainSizeWords(entry: LesionGeometry, translate: Translate) -> tuple[str, ...]:
    """Return name and size of a lesion that does not lie at the spine."""
    volume = f"{entry.volume / 1000:.1f}"
    return (f"{entry.lesion.name}: " + (
        translate("Report.Readout", "{volume} ml") if entry.isOutlined else
        translate("Report.Readout", "{volume} ml sampled")).format(volume=volume),)


def _telling(rows: Sequence[IndexRow]) -> IndexRow | None:
    """Return the first row that could be measured, or else the first one."""
    return next((row for row in rows if row.comparison.measurable), next(iter(rows), None))


def _enhancement(row: IndexRow | None, translate: Translate) -> tuple[str, ...]:
    """Return the enhancement of a lesion with its interval against the references that agree, or why there is none; no
    text where there is no series after contrast."""
    if row is None:
        return ()
    if not row.comparison.measurable:
        return (translate("Report.Readout", "enhancement unknown: {problem}").format(problem=row.comparison.problem),)
    value, low, high = (f"{100 * number:.0f}" for number in (row.comparison.value, row.comparison.low,
                                                             row.comparison.high))
    return (translate("Report.Readout", "enhances by {percent} % ({low} to {high}) against {references}").format(
        percent=value, low=low, high=high, references=", ".join(wordText(role, translate) for role in row.agreeing)),)


def concordanceLine(result: Result, translate: Translate = english) -> list[str]:
    """Return one line, how many lesions look like marrow on every sequence, the sign of the seed cases, and of how many
    that stays open; or none.

    A lesion that could not be measured on all the sequences of the others does not count as alike.
    """
    found = result.relationsToMarrow
    if not found:
        return []
    sequences = max((one.sequences for one in found), key=len)
    alike = sum(one.relation == Relation.SIMILAR and one.sequences == sequences for one in found)
    unlike = sum(one.relation == Relation.DIFFERENT for one in found)
    words = [translate("Report.Readout", "Like marrow on {sequences}: {alike} of {count} lesion(s)").format(
        sequences=", ".join(sequences), alike=alike, count=len(found))]
    if len(found) > alike + unlike:
        words.append(translate("Report.Readout", "{count} undetermined").format(count=len(found) - alike - unlike))
    return [", ".join(words)]


def lesionValues(result: Result, reference: str) -> list[tuple[str, Sequence[ComparisonRow]]]:
    """Return the name and the rows of each lesion, see valuesText(); two lesions may bear one name."""
    lesions: dict[Hashable, list[ComparisonRow]] = {}
    for row in result.comparisons:
        if row.reference == reference:
            lesions.setdefault(row.lesion.key, []).append(row)
    return [(rows[-1].lesion.name, rows) for rows in lesions.values()]


def valuesText(rows: Sequence[ComparisonRow]) -> str:
    """Return the values of a lesion in a line."""
    return "  ".join(f"{row.series.label} {_withSign(row.comparison)}" for row in rows)


def shortName(name: str) -> str:
    """Return a name in one line that does not push the values out of a view."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME - 3] + "..."


def plainValue(row: ComparisonRow) -> str:
    """Return the value alone, or a dash where it is not measurable."""
    return _plain(row.comparison)


def shortValue(row: ComparisonRow, translate: Translate = english) -> str:
    """Return the value with the sign of its relation, or a dash; a bias-corrected value follows it."""
    text = _withSign(row.comparison)
    if row.corrected is None or not row.corrected.measurable:
        return text
    return translate("Report.Readout", "{value} corrected {corrected}").format(
        value=text, corrected=_plain(row.corrected))


def shortInterval(comparison: Comparison, translate: Translate = english) -> str:
    """Return the 95 % interval that the relation rests on as short as it can be read, "" where there is none."""
    low, high = comparison.claimed
    if isnan(low) or comparison.isBound:
        return ""
    if comparison.quantity == Quantity.DIFFERENCE:
        return _interval((low, high), "+.0f", translate)
    return f"{low:.2f}\u2013{high:.2f}"


def longValue(row: ComparisonRow, translate: Translate = english) -> str:
    """Return the value with its 95 % interval and relation, and the bias-corrected one, or why there is none."""
    text = comparisonText(row.comparison, translate, row.reference) if row.comparison.measurable else row.note
    if row.corrected is None or not row.corrected.measurable:
        return text
    return translate("Report.Readout", "{value}; bias-corrected {corrected}").format(
        value=text, corrected=comparisonText(row.corrected, translate, row.reference))


def _withSign(comparison: Comparison) -> str:
    return f"{_plain(comparison)} {RELATION_SYMBOLS.get(comparison.relation, '')}".strip()


def _plain(comparison: Comparison) -> str:
    if not comparison.measurable:
        return "-"
    if comparison.isBound:
        return f"> {comparison.low:.2g}" if comparison.low > 0 else f"< {comparison.high:.2g}"
    return f"{comparison.value:+.0f} HU" if comparison.quantity == Quantity.DIFFERENCE else f"{comparison.value:.2f}"


def comparisonText(comparison: Comparison, translate: Translate = english, reference: str = "") -> str:
    """Return a number with its 95 % intervals, and its relation where it has one, or why there is none.

    :param reference: role of the tissue it is compared with, to name the intervals where there are two
    """
    if not comparison.measurable:
        return translate("Report.Readout", "not measurable: {problem}").format(problem=comparison.problem)
    form, units = _FORMS.get(comparison.quantity, (".3f", ""))
    if comparison.isBound:
        text = translate("Report.Readout", "{bound}, below the noise floor").format(bound=_plain(comparison))
    else:
        text = f"{comparison.value:{form}}{units} ({_intervals(comparison, form, reference, translate)})"
    return f"{text}, {wordText(comparison.relation, translate)}" if comparison.relation else text


def rmsText(concordance: Concordance) -> str:
    """Return how far two tissues are apart over all sequences."""
    if isnan(concordance.low):
        return f"{concordance.rms:.3f} (interval unknown)"
    return f"{concordance.rms:.3f} ({concordance.low:.3f} to {concordance.high:.3f})"


def _intervals(comparison: Comparison, form: str, reference: str, translate: Translate) -> str:
    """Return the intervals that there are, each with what it is the interval for."""
    text = _interval((comparison.low, comparison.high), form, translate)
    if not isnan(comparison.hereLow) and reference:
        text = translate("Report.Readout", "mean {tissue} {mean}; {tissue} here {here}").format(
            tissue=wordText(reference, translate), mean=text,
            here=_interval((comparison.hereLow, comparison.hereHigh), form, translate))
    if comparison.doubt:
        text = translate("Report.Readout", "{intervals}; with the doubts {claimed}").format(
            intervals=text, claimed=_interval(comparison.claimed, form, translate))
    return text


def _interval(ends: tuple[float, float], form: str, translate: Translate) -> str:
    if isnan(ends[0]):
        return translate("Report.Readout", "interval unknown")
    return translate("Report.Readout", "{low} to {high}").format(low=f"{ends[0]:{form}}", high=f"{ends[1]:{form}}")
