"""Tool tips. Abbreviations in them, or in what they belong to, are explained at their end."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from ...Display.Translation import translated
from ...Glossary import explanation, markedUp, termsIn

_BEGIN, _END = "<qt>", "</qt>"


def toolTip(text: str, shown: str = "") -> str:
    """Return a tool tip as rich text, so that it wraps and what looks like a tag in a name is shown as it is.

    :param text: what it says, "" for nothing but abbreviations
    :param shown: what is shown where the tool tip appears
    """
    terms = termsIn(f"{shown} {text}")
    if not text and not terms:
        return ""
    return _BEGIN + "<br>".join(filter(None, (escape(text).replace("\n", "<br>"), _glossary(terms)))) + _END


def withKeys(tip: str, keys: str) -> str:
    """Return a tool tip that names keys, too.

    :param tip: plain text, or what toolTip() has returned
    """
    if tip.startswith(_BEGIN):
        return f"{tip.removesuffix(_END)}<br>{escape(keys)}{_END}"
    return toolTip(f"{tip} ({keys})")


def explained(html: str) -> str:
    """Return HTML for a text browser, in which each abbreviation has a tool tip."""
    return markedUp(html, "<span title=\"{meaning}\">{term}</span>", translated)


@lru_cache(maxsize=512)
def _glossary(terms: tuple[str, ...]) -> str:
    return "<br>".join(f"<i>{term}: {escape(explanation(term, translated))}</i>" for term in terms)
