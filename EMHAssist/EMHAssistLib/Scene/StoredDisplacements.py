"""The displacement of a series, kept on its volume and saved with the scene; it counts for as long as voxels and places
are those that it was found with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import lru_cache

import slicer

from ..Case import Displacement
from .CorrectedVolumes import checksum
from .Nodes import NodeError
from .Transforms import ijkToWorld

# On the volume that is displaced: what was found, and role of the node reference to the volume it is displaced from.
DISPLACEMENT_ATTRIBUTE = "EMHAssist.Displacement"
ONTO_REFERENCE = "EMHAssist.DisplacedFrom"
# By how much elements of a geometry may differ after a scene was saved, in mm.
_SAME = 1e-3
_KEY = "key"


def contentOf(volumeNode, ontoNode) -> list:
    """Return voxels and places of two volumes, as what tells in a file whether they are the same.

    :raises NodeError: one of them cannot be measured
    """
    for node in (volumeNode, ontoNode):
        if node.GetImageData() is None or node.GetImageData().GetPointData().GetScalars() is None:
            raise NodeError("the volume has no voxels", "load its image again")
    return [[checksum(node), *ijkToWorld(node).ravel().tolist()] for node in (volumeNode, ontoNode)]


def storeDisplacement(volumeNode, ontoNode, found: Displacement, content: list) -> None:
    """Keep what was found.

    :param content: what contentOf() said when the voxels were taken
    """
    with slicer.util.NodeModify(volumeNode):
        volumeNode.SetNodeReferenceID(ONTO_REFERENCE, ontoNode.GetID())
        volumeNode.SetAttribute(DISPLACEMENT_ATTRIBUTE, json.dumps({**asdict(found), _KEY: content}))


def displacement(volumeNode, labels: Mapping[str, str]) -> Displacement | None:
    """Return the displacement of a volume; None where nobody has looked, or something has changed since.

    :param labels: ID of the volume node to label of the series, of the whole case
    """
    ontoNode = volumeNode.GetNodeReference(ONTO_REFERENCE)
    found, content = _read(volumeNode.GetAttribute(DISPLACEMENT_ATTRIBUTE))
    if found is None or ontoNode is None or ontoNode.GetID() not in labels:
        return None
    try:
        now = contentOf(volumeNode, ontoNode)
    except NodeError:
        return None
    isSame = all(one[0] == other[0] and all(abs(a - b) < _SAME for a, b in zip(one[1:], other[1:]))
                 for one, other in zip(now, content))
    return replace(found, onto=labels[ontoNode.GetID()]) if isSame else None


def isDisplacementOutdated(volumeNode, labels: Mapping[str, str]) -> bool:
    """Tell whether somebody has looked for the displacement of a volume, and something has changed since."""
    return (volumeNode.GetAttribute(DISPLACEMENT_ATTRIBUTE) is not None
            and displacement(volumeNode, labels) is None)


@lru_cache(maxsize=64)
def _read(text: str | None) -> tuple[Displacement | None, list]:
    """Return what was found and with what, None and [] for what nobody or another version has written."""
    try:
        values = json.loads(text or "{}")
        content = values.pop(_KEY)
        found = Displacement(**{name: tuple(value) if isinstance(value, list) else value
                                for name, value in values.items()})
        isWhole = len(content) == 2 and all(len(one) == 17 for one in content)
        return (found, content) if isWhole else (None, [])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, []
