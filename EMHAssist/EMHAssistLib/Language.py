"""The language of texts that are composed away from Slicer: English in files, that of the user where they are shown.

Functions that compose such texts take what translates their parts, with the signature of ``slicer.i18n.translate``;
without it they are English. A text stands in the context of its file, as Slicer's translation tools extract it.
"""

from __future__ import annotations

from collections.abc import Callable

# Called with context and text.
Translate = Callable[[str, str], str]
# Context of the titles of the built-in model, which are data; those of a user's own model stay as they are.
MODEL = "EMHAssistModel"


def english(context: str, text: str) -> str:
    """Leave a text as it is."""
    return text


def mark(text: str) -> str:
    """Mark a text of a file as one to translate, as ``_``; it is translated where it is shown."""
    return text
