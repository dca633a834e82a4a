"""Tool tips. Abbreviations in them, or in what they belong to, are explained at their end."""

from __future__ import annotations

from html import escape

from ...Display.Translation import translated
from ...Glossary import explanation, markedUp, termsIn

_BEGIN, _END = "<qt>", "</qt>"


def toolTip(text: str, shown: str = "", keys: str = "") -> str:
    """Return a tool tip as rich text, so that it wraps and what looks like a tag in a name is shown as it is.

    :param text: what it says, "" for nothing but abbreviations; with keys also what toolTip() has returned
    :param shown: what is shown where the tool tip appears
    :param keys: keys that do the same, "" for none
    """
    if keys and isToolTip(text):
        return f"{text.removesuffix(_END)}<br>{escape(keys)}{_END}"
    text += f" ({keys})" if keys else ""
    terms = termsIn(f"{shown} {text}")
    if not text and not terms:
        return ""
    return _BEGIN + "<br>".join(filter(None, (escape(text).replace("\n", "<br>"), _glossary(terms)))) + _END


def isToolTip(text: str) -> bool:
    """Tell whether toolTip() has returned a text."""
    return text.startswith(_BEGIN)


def explained(html: str) -> str:
    """Return HTML for a text browser, in which each abbreviation has a tool tip."""
    return markedUp(html, "<span title=\"{meaning}\">{term}</span>", translated)


def _glossary(terms: tuple[str, ...]) -> str:
    return "<br>".join(f"<i>{term}: {escape(explanation(term, translated))}</i>" for term in terms)
