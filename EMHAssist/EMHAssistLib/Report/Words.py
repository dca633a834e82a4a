"""Words of verdicts, relations, places, tissues and sources, as sentences hold them."""

from __future__ import annotations

from ..Language import Translate, english
from ..Language import mark as _

# English is the word that files hold.
_WORDS = (
    _("likely"), _("possible"), _("unlikely"), _("insufficient"),
    _("similar"), _("lower"), _("higher"), _("undetermined"), _("different"),
    _("left"), _("right"), _("midline"), _("both"),
    _("anterior"), _("posterior"), _("lateral"), _("around"),
    _("marrow"), _("cord"), _("muscle"), _("disc"), _("csf"), _("fat"), _("consensus"),
    _("unknown"), _("red"), _("fatty"),
    _("measured"), _("entered"),
)


def capitalized(text: str) -> str:
    """Return a text as a sentence begins."""
    return text[:1].upper() + text[1:]


def wordText(word: str, translate: Translate = english) -> str:
    """Return a word of a result for the user, "" for none."""
    return translate("Report.Words", str(word)) if word else ""
