"""Titles of roles and statistics in the language of the application."""

from __future__ import annotations

from slicer.i18n import tr as _
from slicer.i18n import translate

from ..Roles import REGION_ROLES, SEQUENCE_ROLES, RegionRole, SequenceRole

# Context that Slicer's translation tools give to the texts of Roles.py: folder and file.
_CONTEXT = "EMHAssistLib.Roles"


def title(role: SequenceRole | RegionRole) -> str:
    """Return the title of a role for the user."""
    return translate(_CONTEXT, role.title)


def sequenceChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all sequence roles."""
    return [(role.name, title(role)) for role in SEQUENCE_ROLES]


def regionChoices() -> list[tuple[str, str]]:
    """Return (name, title) of all region roles."""
    return [(role.name, title(role)) for role in REGION_ROLES]


def shapeChoices() -> list[tuple[str, str]]:
    """Return (name, title) of the shapes that a ROI node can have."""
    return [("Ellipsoid", _("Ellipsoid")), ("Box", _("Box"))]
