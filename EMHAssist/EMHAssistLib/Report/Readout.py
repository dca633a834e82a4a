"""The readout: the result of a case in a few lines, for the box in the views, the panel and the terminal."""

from __future__ import annotations

from math import isnan

from ..Likelihood import Verdict
from ..Measurement import Comparison, Concordance, Position, Quantity, Relation
from ..Result import ComparisonRow, LesionGeometry, LesionGroup, Result
from ..Roles import regionRole
from .DifferentialText import intervalText

RESEARCH_USE = ("Research use only. Not validated; never replaces biopsy, and a low value never excludes EMH or "
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


def headline(result: Result) -> str:
    """Return one line: the verdict, and how likely EMH is with its interval where the evidence suffices."""
    if result.differential is None:
        return "EMH: no result; see the warnings"
    target, verdict = result.differential.target, result.differential.verdict
    if verdict == Verdict.INSUFFICIENT:
        # Without a number: it would be little more than the prior, and read as an answer.
        return "EMH: insufficient evidence"
    return f"EMH {verdict}: {intervalText(target)}"


def alertLines(result: Result) -> list[str]:
    """Return a line for each urgent finding, and one if findings contradict each other."""
    if result.differential is None:
        return []
    contradiction = ["! Findings contradict each other; see the EMHAssist panel"]
    return [f"! {alert}" for alert in result.differential.alerts] + (
        contradiction if result.differential.contradictions else [])


def secondReference(result: Result, reference: str) -> str:
    """Return the reference role to show beside another one: an anchor that iron does not darken if there is one, "" for
    none."""
    others = list(dict.fromkeys(row.reference for row in result.comparisons
                                if row.reference != reference and row.comparison.measurable))
    return next((role for role in _ANCHORS if role in others), next(iter(others), ""))


def tissueLine(result: Result) -> list[str]:
    """Return one line, marrow against the first tissue that tells whether it is itself dark; or none."""
    rows = [row for row in result.tissues if row.reference == result.tissues[0].reference]
    values = "  ".join(f"{row.series.label} {_withSign(row.comparison)}" for row in rows)
    return [f"Marrow / {rows[0].reference}:  {values}"] if rows else []


def caseSummary(result: Result | None) -> str:
    """Return what goes beyond single ratios, in a few lines: similarity on all sequences, marrow, the lesions."""
    if result is None:
        return ""
    return "\n".join([*concordanceLine(result), *tissueLine(result), *lesionLines(result)])


def lesionLines(result: Result) -> list[str]:
    """Return one line a lesion: how large it is, where, and how much it enhances; and one for several of a kind."""
    lines = [f"{entry.lesion.name}: {', '.join([*_sizeWords(entry), *_enhancement(result, entry)])}"
             for entry in result.geometry.lesions]
    return lines + [_groupLine(group) for group in result.geometry.groups if group.count > 1]


def _groupLine(group: LesionGroup) -> str:
    words = [f"{group.count} regions", f"{group.volume / 1000:.1f} ml in all"]
    if group.isBilateral:
        words.append(f"on both sides, volume ratio of the smaller to the larger side {group.symmetry:.2f}")
    return f"{regionRole(group.role).title}: {', '.join(words)}"


def _sizeWords(entry: LesionGeometry) -> list[str]:
    place = "around the cord" if entry.position == Position.AROUND else (
        f"{entry.position} of the cord" if entry.position else "")
    milliliters = entry.volume / 1000
    return [*filter(None, (entry.level, entry.side, place)), f"{entry.size.extent:.0f} mm along the spine",
            f"{entry.size.thickness:.1f} mm thick", f"{milliliters:{'.2g' if milliliters < 1 else '.1f'}} ml"]


def _enhancement(result: Result, entry: LesionGeometry) -> list[str]:
    """Return the enhancement against a reference that does not enhance itself, as far as is known."""
    rows = [row for row in result.indices if row.index == "enhancement" and row.lesion.key == entry.lesion.key
            and row.comparison.measurable]
    row = next((row for row in rows if not row.note), next(iter(rows), None))
    return [f"enhances by {100 * row.comparison.value:.0f} % against {row.reference}"] if row else []


def concordanceLine(result: Result) -> list[str]:
    """Return one line, how many lesions look like marrow on every sequence, the sign of the seed cases; or none.

    A lesion that could not be measured on all the sequences of the others does not count as alike.
    """
    found = [row.concordance for row in result.concordances if row.other == "marrow"]
    if not found:
        return []
    sequences = max((one.sequences for one in found), key=len)
    alike = sum(one.relation == Relation.SIMILAR and one.sequences == sequences for one in found)
    return [f"Like marrow on {', '.join(sequences)}: {alike} of {len(found)} lesion(s)"]


def lesionValues(result: Result, reference: str) -> list[tuple[str, str]]:
    """Return the name and the best values of each lesion; two lesions may bear one name."""
    rows = [row for row in result.comparisons if row.reference == reference]
    lesions = {row.lesion.key: row.lesion.name for row in rows}
    return [(name, "  ".join(f"{row.series.label} {_withSign(row.best)}" for row in rows if row.lesion.key == key))
            for key, name in lesions.items()]


def correctedSeries(result: Result) -> str:
    """Return which series are bias-corrected: a view has no room for both values."""
    labels = [series.label for series in result.case.series if series.corrected is not None]
    return f", bias-corrected {', '.join(labels)}" if labels else ""


def shortName(name: str) -> str:
    """Return a name in one line that does not push the values out of a view."""
    name = " ".join(name.split())
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME - 3] + "..."


def plainValue(row: ComparisonRow) -> str:
    """Return the value alone, bias-corrected where it can be, or a dash where it is not measurable."""
    return _plain(row.best)


def shortValue(row: ComparisonRow) -> str:
    """Return the value with the sign of its relation, or a dash; the uncorrected value follows a corrected one."""
    text = _withSign(row.best)
    return text if row.best is row.comparison else f"{text} raw {_plain(row.comparison)}"


def shortInterval(comparison: Comparison) -> str:
    """Return the 95 % interval as short as it can be read, "" where there is none."""
    if isnan(comparison.low):
        return ""
    if comparison.quantity == Quantity.DIFFERENCE:
        return f"{comparison.low:+.0f} to {comparison.high:+.0f}"
    return f"{comparison.low:.2f}\u2013{comparison.high:.2f}"


def longValue(row: ComparisonRow) -> str:
    """Return the value with its 95 % interval and relation, corrected and uncorrected, or why there is none."""
    uncorrected = comparisonText(row.comparison) if row.comparison.measurable else row.note
    if row.best is row.comparison:
        return uncorrected
    return f"{comparisonText(row.best)}, bias-corrected; uncorrected {uncorrected}"


def _withSign(comparison: Comparison) -> str:
    return f"{_plain(comparison)} {RELATION_SYMBOLS.get(comparison.relation, '')}".strip()


def _plain(comparison: Comparison) -> str:
    if not comparison.measurable:
        return "-"
    return f"{comparison.value:+.0f} HU" if comparison.quantity == Quantity.DIFFERENCE else f"{comparison.value:.2f}"


def comparisonText(comparison: Comparison) -> str:
    """Return a number with its 95 % interval, and its relation where it has one, or why there is none."""
    if not comparison.measurable:
        return f"not measurable: {comparison.problem}"
    form, units = _FORMS.get(comparison.quantity, (".3f", ""))
    text = f"{comparison.value:{form}}{units} ({_interval(comparison, form)})"
    return f"{text}, {comparison.relation}" if comparison.relation else text


def rmsText(concordance: Concordance) -> str:
    """Return how far two tissues are apart over all sequences."""
    if isnan(concordance.low):
        return f"{concordance.rms:.3f} (interval unknown)"
    return f"{concordance.rms:.3f} ({concordance.low:.3f} to {concordance.high:.3f})"


def _interval(comparison: Comparison, form: str) -> str:
    if isnan(comparison.low):
        return "interval unknown"
    return f"{comparison.low:{form}} to {comparison.high:{form}}"
