"""Volumes that show one item of a sequence, such as a moment of a dynamic series."""

from __future__ import annotations

from ..Comparability import Consequence, Objection
from .Nodes import nodesByClass

# Slicer writes it on the nodes that show the items of a sequence.
_SHOWS_SEQUENCE = "Sequences.BaseName"


def sequenceObjections(volumeNode) -> tuple[Objection, ...]:
    """Return what is said of a volume that shows an item of a sequence: which one is measured."""
    scene = volumeNode.GetScene()
    if scene is None or volumeNode.GetAttribute(_SHOWS_SEQUENCE) is None:
        return ()
    for browser in nodesByClass(scene, "vtkMRMLSequenceBrowserNode"):
        sequence = browser.GetSequenceNode(volumeNode)
        if sequence is not None and browser.GetNumberOfItems() > 1:
            item, count = browser.GetSelectedItemNumber() + 1, browser.GetNumberOfItems()
            return (Objection("sequence_item", f"it shows item {item} of {count} of a sequence, and that item is "
                              "measured; choose the right one, and copy the volume to keep it", Consequence.FINE),)
    return ()
