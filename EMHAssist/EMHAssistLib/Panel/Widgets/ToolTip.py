"""Tool tips."""

from __future__ import annotations

from html import escape


def toolTip(text: str) -> str:
    """Return a tool tip as rich text, so that it wraps and what looks like a tag in a name is shown as it is."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"
