"""Texts that several parts of the panel show: titles of roles and flags, in the language of the
application."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from slicer.i18n import tr as _
from slicer.i18n import translate

from ..Likelihood import Verdict
from ..Measurement import FLAG_TEXTS, Flag, Position, Relation, Side
from ..RegionShapes import ROI_SHAPES, RegionShape
from ..Roles import REGION_ROLES, SEQUENCE_ROLES, RegionRole, SequenceRole
from ..Word import Word

# Contexts that Slicer's translation tools give to the texts of Roles.py, Guidance.py and RegionShapes.py: folder and
# file.
_CONTEXT = "EMHAssistLib.Roles"
_GUIDANCE = "EMHAssistLib.Guidance"
_SHAPES = "EMHAssistLib.RegionShapes"
# The same for those of Flags.py.
_FLAG_CONTEXT = "Measurement.Flags"


def title(role: SequenceRole | RegionRole) -> str:
    """Return the title of a role for the user."""
    return translate(_CONTEXT, role.title)


def shortTitle(role: RegionRole) -> str:
    """Return the title of a region role where room is scarce."""
    return translate(_CONTEXT, role.shortTitle or role.title)


def placeText(role: RegionRole) -> str:
    """Return where a region of a role goes."""
    return translate(_CONTEXT, role.place)


def guidanceText(text: str) -> str:
    """Return a text of Guidance.py for the user."""
    return translate(_GUIDANCE, text) if text else ""


def flagText(flag: Flag) -> str:
    """Return a reason to doubt a number, with what raised it."""
    return f"{_flagTitle(flag.name)} ({flag.value:.3g})"


@cache
def _flagTitle(name: str) -> str:
    # Translated once: looking up a text takes Slicer longer than showing it, and tables show many in a drag.
    return translate(_FLAG_CONTEXT, FLAG_TEXTS[name])


def sequenceChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all sequence roles."""
    return [(role.name, title(role)) for role in SEQUENCE_ROLES]


def regionChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all region roles."""
    return [(role.name, title(role)) for role in REGION_ROLES]


def shapeTitle(shape: RegionShape) -> str:
    """Return the title of a shape for the user."""
    return translate(_SHAPES, shape.title)


def shapeChoices(shapes: Sequence[RegionShape] = ROI_SHAPES) -> list[tuple[str, str]]:
    """Return (name, title) of shapes, by default of those that a ROI node can have."""
    return [(shape.name, shapeTitle(shape)) for shape in shapes]


def wordTitle(word: Word) -> str:
    """Return a verdict, relation, side or position for the user; files have the word itself.

    :raises KeyError: there is no title
    """
    return _wordTitles()[type(word), word]


@cache
def _wordTitles() -> dict[tuple[type, Word], str]:
    titles = {
        Verdict.LIKELY: _("likely"), Verdict.POSSIBLE: _("possible"), Verdict.UNLIKELY: _("unlikely"),
        Verdict.INSUFFICIENT: _("insufficient"),
        Relation.SIMILAR: _("similar"), Relation.LOWER: _("lower"), Relation.HIGHER: _("higher"),
        Relation.UNDETERMINED: _("undetermined"), Relation.DIFFERENT: _("different"), Relation.NONE: "",
    }
    # Side and position have a word in common: none for what is not known.
    sides = {Side.LEFT: _("left"), Side.RIGHT: _("right"), Side.MIDLINE: _("midline"), Side.BOTH: _("both"),
             Side.UNKNOWN: ""}
    positions = {Position.ANTERIOR: _("anterior"), Position.POSTERIOR: _("posterior"), Position.LATERAL: _("lateral"),
                 Position.AROUND: _("around"), Position.UNKNOWN: ""}
    return {(type(word), word): text for each in (titles, sides, positions) for word, text in each.items()}
