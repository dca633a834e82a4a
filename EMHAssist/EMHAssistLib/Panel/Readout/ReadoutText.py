"""The answer in words, as rich text."""

from __future__ import annotations

from html import escape

from slicer.i18n import tr as _

from ...Display.Translation import translated
from ...Guidance import missingSteps
from ...Likelihood import Verdict
from ...Likelihood.Differential import RARE_REASONS, REASON_ELSEWHERE
from ...Report.DifferentialText import RESEARCH_MARK, alternativesText, assumptionsText
from ...Report.Readout import RESEARCH_USE, alertTexts, headline
from ...Report.Statements import raritySentence, unusualText
from ...Result import Result
from ..Statements import statementLines
from ..Titles import guidanceText, wordTitle
from ..Widgets.Typography import unbroken

# Readable on a light and on a dark theme, as both colors are given.
_ALERT_GROUND, _ALERT_TEXT = "#ffd98a", "#000000"


def readoutHtml(result: Result) -> str:
    """Return the answer in words, the most important first."""
    differential = result.differential
    parts = []
    steps = missingSteps(result)
    if steps:
        parts += ["<p>" + _("To do:") + "</p><ul>", *(f"<li>{escape(guidanceText(step))}</li>" for step in steps),
                  "</ul>"]
    # The numbers follow, each beside the others.
    isAnswered = differential is not None and differential.verdict != Verdict.INSUFFICIENT
    title = _("EMH {verdict}").format(verdict=wordTitle(differential.verdict)) if isAnswered else (
        headline(result, translated))
    parts.append(f"<p><b style='font-size:large'>{escape(title)}</b> "
                 f"<span>({escape(translated('Report.DifferentialText', RESEARCH_MARK))})</span></p>")
    parts += [_alert(alert) for alert in alertTexts(result, translated)]
    if differential:
        parts += [*(_alert(_("Contradiction: {text}").format(text=text)) for text in differential.contradictions)]
        if differential.alternatives:
            parts.append("<p>" + _("Not excluded: <b>{names}</b>").format(
                names=escape(alternativesText(differential, translated))) + "</p>")
        parts += [f"<p style='margin:0'>{_statement(line)}</p>" for line in statementLines(differential)]
        reason = escape(translated("Likelihood.Differential", differential.reason))
        rarity = escape(raritySentence(differential, translated))
        # The reasons for rare ones begin with the same words.
        parts.append(f"<p>{reason}</p>" if not rarity or differential.reason in RARE_REASONS
                     else f"<p><b>{rarity}.</b> {reason}</p>")
        unusual = unusualText(differential, translated)
        if unusual:
            parts.append(f"<p>{escape(unusual)}.</p>")
    elif result.geometry.isElsewhere:
        parts.append(f"<p>{escape(translated('Likelihood.Differential', REASON_ELSEWHERE))}</p>")
    parts += [f"<p><b>&#9888; {escape(warning)}</b></p>" for warning in result.warnings]
    assumptions = assumptionsText(result.case.assumptions, translated)
    if assumptions:
        parts.append(f"<p>{escape(assumptions)}.</p>")
    parts.append(f"<p><i>{escape(translated('Report.Readout', RESEARCH_USE))}</i></p>")
    return unbroken("".join(parts))


def _statement(line: str) -> str:
    """Return one of the three statements with its name in bold."""
    name, mark, rest = line.partition(":")
    return f"<b>{escape(name)}{mark}</b>{escape(rest)}" if mark else escape(line)


def _alert(text: str) -> str:
    return (f"<table width='100%' cellpadding='4' bgcolor='{_ALERT_GROUND}'><tr><td>"
            f"<b style='color:{_ALERT_TEXT}'>&#9888; {escape(text)}</b></td></tr></table>")
