"""Typography of what the panel shows."""

from __future__ import annotations


def unbroken(text: str) -> str:
    """Return a text, plain or rich, in which a number stays with its percent sign at the end of a line."""
    return text.replace(" %", "\u00a0%")
