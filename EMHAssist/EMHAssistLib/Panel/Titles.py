"""Texts that several parts of the panel show: titles of roles in the language of the application, and tool tips."""

from __future__ import annotations

from html import escape

from slicer.i18n import tr as _
from slicer.i18n import translate

from ..Roles import REGION_ROLES, SEQUENCE_ROLES, RegionRole, SequenceRole

# Contexts that Slicer's translation tools give to the texts of Roles.py and Guidance.py: folder and file.
_CONTEXT = "EMHAssistLib.Roles"
_GUIDANCE = "EMHAssistLib.Guidance"


def title(role: SequenceRole | RegionRole) -> str:
    """Return the title of a role for the user."""
    return translate(_CONTEXT, role.title)


def guidanceText(text: str) -> str:
    """Return a text of Guidance.py for the user."""
    return translate(_GUIDANCE, text) if text else ""


def toolTip(text: str) -> str:
    """Return a tool tip as rich text, so that it wraps and what looks like a tag in a name is shown as it is."""
    return "<qt>" + escape(text).replace("\n", "<br>") + "</qt>"


def sequenceChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all sequence roles."""
    return [(role.name, title(role)) for role in SEQUENCE_ROLES]


def regionChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all region roles."""
    return [(role.name, title(role)) for role in REGION_ROLES]


def shapeChoices() -> list[tuple[str, str]]:
    """Return (name, title) of the shapes that a ROI node can have."""
    return [("Ellipsoid", _("Ellipsoid")), ("Box", _("Box"))]
