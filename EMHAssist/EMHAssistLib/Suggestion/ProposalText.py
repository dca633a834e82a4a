"""Proposals as text, to be kept in a scene."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..Roles import isRegionRole
from .Proposal import DOUBTS, Proposal


def textOf(proposals: tuple[Proposal, ...]) -> str:
    """Return proposals as JSON, "" for none."""
    return json.dumps([asdict(one) for one in proposals]) if proposals else ""


def proposalsOf(text: str) -> tuple[Proposal, ...]:
    """Return the proposals that a text holds; none where it is not such a text, as another version may have left it."""
    try:
        found = [Proposal(**{name: tuple(value) if isinstance(value, list) else value for name, value in one.items()})
                 for one in json.loads(text)] if text else []
        for one in found:
            _check(one)
    except (ValueError, TypeError, AttributeError):
        return ()
    return tuple(found)


def _check(one: Proposal) -> None:
    """Refuse what cannot be drawn.

    :raises ValueError: numbers are missing, or role or doubt are unknown
    """
    sizes = [len(values) for values in (one.center, one.radii, one.axes)]
    if sizes != [3, 3, 9] or not isRegionRole(one.role) or (one.doubt and one.doubt not in DOUBTS):
        raise ValueError("not a proposal")
    if not min(map(float, one.radii)) > 0:
        raise ValueError("not a size")
