"""Texts of the pure rooms in the language of the application."""

from __future__ import annotations

import re
from functools import cache

from slicer.i18n import translate


@cache
def translated(context: str, text: str) -> str:
    """Return a text in the language of the application, in English where there is no usable translation.

    Looked up once: that takes Slicer longer than showing it, and the language stays until Slicer is started again.
    """
    found = translate(context, text)
    return found if _fields(found) == _fields(text) else text


def _fields(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)[^{}]*}", text))
