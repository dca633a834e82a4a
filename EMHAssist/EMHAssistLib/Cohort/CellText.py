"""How the text of a cell is compared with the values of a coding."""

from __future__ import annotations


def keyOf(text: str) -> str:
    """Return a value as the coding writes it: lower case, US spelling, "_" for spaces and hyphens."""
    return "_".join(text.lower().replace("-", " ").replace("_", " ").split()).replace("ae", "e").replace(
        "tumour", "tumor")
