"""What the reader of a series objects to, and which of its values are no tissue: kept on its volume, saved with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache

from ..Comparability import Consequence, Objection

# On the volume: objections as JSON; lowest and highest of the values that only fill the image where there is nothing.
OBJECTIONS_ATTRIBUTE = "EMHAssist.Objections"
PADDING_ATTRIBUTE = "EMHAssist.Padding"


def storeObjections(volumeNode, objections: Sequence[Objection]) -> None:
    """Keep objections on a volume, in place of those it has."""
    text = json.dumps([asdict(objection) for objection in objections]) if objections else None
    volumeNode.SetAttribute(OBJECTIONS_ATTRIBUTE, text)


def objections(volumeNode) -> tuple[Objection, ...]:
    """Return the objections to a volume; none where another version has written what this one does not know."""
    text = volumeNode.GetAttribute(OBJECTIONS_ATTRIBUTE)
    return _read(text) if text else ()


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[Objection, ...]:
    try:
        return tuple(Objection(one["topic"], one["reason"], Consequence(one["consequence"]), float(one["deviation"]))
                     for one in json.loads(text))
    except (KeyError, TypeError, ValueError):
        return ()


def storePadding(volumeNode, padding: tuple[float, float] | None) -> None:
    """Say which values, from the lowest to the highest, as they are in the voxels, are no tissue; None for none."""
    volumeNode.SetAttribute(PADDING_ATTRIBUTE, None if padding is None else "{!r} {!r}".format(*map(float, padding)))


def padding(volumeNode) -> tuple[float, float] | None:
    """Return the lowest and the highest of the values that are no tissue, None where none is known."""
    text = volumeNode.GetAttribute(PADDING_ATTRIBUTE)
    if text is None:
        return None
    try:
        low, high = map(float, text.split())
    except ValueError:
        return None
    return low, high
