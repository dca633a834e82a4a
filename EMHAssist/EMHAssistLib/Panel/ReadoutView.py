"""The readout: headline, verdict, differential as bars, what the findings weigh, and the doubt."""

from __future__ import annotations

from html import escape

import qt
from slicer.i18n import tr as _

from ..Likelihood import Differential
from ..Report.Readout import RESEARCH_USE, headline, missingSteps, percent
from ..Result import Result

# Width of a bar that stands for a probability of 1, in pixels: fits a panel of 320 pixels.
_BAR_WIDTH = 240
_EMH_COLOR, _OTHER_COLOR = "#c4561a", "#7a8793"


class ReadoutView:
    """Shows the readout as rich text.

    :param browser: QTextBrowser to fill
    """

    def __init__(self, browser: qt.QTextBrowser):
        self._browser = browser
        self._shown = None

    def show(self, result: Result | None, problem: str) -> None:
        """Show a result; leaves the text alone, and where the user has scrolled to, when it is the same.

        :param result: None when there is none
        :param problem: why there is no result, in plain English
        """
        text = _html(result) if result else f"<p>{escape(problem)}</p>"
        if text != self._shown:
            self._shown = text
            self._browser.setHtml(text)


def _html(result: Result) -> str:
    parts = [f"<p><i>{escape(RESEARCH_USE)}</i></p>"]
    steps = missingSteps(result)
    if steps:
        parts += ["<p>" + _("To do:") + "</p><ul>", *(f"<li>{escape(step)}</li>" for step in steps), "</ul>"]
    parts.append(f"<p><b style='font-size:large'>{escape(headline(result))}</b></p>")
    parts += [f"<p><b>&#9888; {escape(warning)}</b></p>" for warning in result.warnings]
    return "".join(parts + (_answer(result.differential) if result.differential else []))


def _answer(differential: Differential) -> list[str]:
    parts = [f"<p>{escape(differential.reason)}</p>"]
    if differential.alternatives:
        names = ", ".join(escape(entry.title) for entry in differential.alternatives)
        parts.append("<p>" + _("Not excluded: <b>{names}</b>").format(names=names) + "</p>")
    parts += ["<table cellspacing='0' cellpadding='1' width='100%'>",
              *(_bar(entry, differential.target.id) for entry in differential.classes), "</table>"]
    if differential.contributions:
        weights = "; ".join(f"{escape(entry.finding.feature.replace('_', ' '))} {_weight(entry)}"
                            for entry in differential.contributions)
        parts.append("<p>" + _("Weight of the findings for EMH, in decibans: {weights}").format(weights=weights)
                     + "</p>")
    return parts


def _weight(entry) -> str:
    return _("in the prior") if entry.note else f"{entry.decibans:+.1f}"


def _bar(entry, target: str) -> str:
    """Return two table rows: name and number with its interval, and below a bar as long as the probability."""
    width = max(1, round(_BAR_WIDTH * entry.probability))
    color = _EMH_COLOR if entry.id == target else _OTHER_COLOR
    name = f"<b>{escape(entry.title)}</b>" if entry.id == target else escape(entry.title)
    number = escape(f"{percent(entry.probability)} ({percent(entry.low)} - {percent(entry.high)})")
    number = number.replace(" ", "&nbsp;")
    return (f"<tr><td>{name}</td><td align='right'>&nbsp;{number}</td></tr>"
            f"<tr><td colspan='2'><table cellspacing='0' cellpadding='0'><tr><td bgcolor='{color}' width='{width}'>"
            f"<span style='font-size:3pt'>&nbsp;</span></td></tr></table></td></tr>")
