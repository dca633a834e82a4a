"""Names and files of the nodes of a case, mended where a saved scene could not be loaded with them."""

from __future__ import annotations

from ..Comparability import Consequence, Objection
from ..PlainNames import CHANGED, fileSafe, savable
from .Cases import cases, newName
from .Nodes import markupsRegions, nodesByClass, segmentationNodes
from .RegionEdits import nameRegion
from .Regions import RegionSource
from .StoredObjections import objections, storeObjections

_TOPIC = "name"
# Of a region of whose name nothing is left, or that has none.
_UNNAMED = "region"
# Labels the points of a markups node without its name.
_NUMBER = "%d"


def mendNames(scene) -> None:
    """Take what cannot be loaded again out of the names of volumes, regions, segments and cases, and say so at each;
    give nodes with an ampersand in their names files without, and the points of markups with a percent sign labels
    without. Other names are those of the user."""
    # All volumes: one that is no series, such as a bias-corrected one, loses the scene as well.
    volumes, markups, segmentations = (nodesByClass(scene, "vtkMRMLVolumeNode"), markupsRegions(scene),
                                       segmentationNodes(scene))
    for node in volumes:
        if _mend(node):
            known = [one for one in objections(node) if one.topic != _TOPIC]
            storeObjections(node, [*known, Objection(_TOPIC, CHANGED, Consequence.FINE)])
    sources = [RegionSource(node) for node in markups]
    for node in segmentations:
        _mend(node)
        sources += [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
    for source in sources:
        name = source.rawName
        if not _isSavable(name):
            nameRegion(source, savable(name) or _UNNAMED)
            source.addNote(CHANGED)
    for node in markups:
        if not node.GetName():
            node.SetName(_UNNAMED)  # or, opened again, it has that of its class
        # Where Slicer labels points by name, as when it loads a scene, the name is a printf format, and it may crash.
        if "%" in (node.GetName() or "") and node.GetControlPointLabelFormat() != _NUMBER:
            node.SetControlPointLabelFormat(_NUMBER)
    saved, ours = (*volumes, *markups, *segmentations), cases(scene)
    for case in ours:
        _mend(case)
        if not case.GetName():
            case.SetName(newName(scene))  # or, opened again, it has that of its class
    for node in (*saved, *ours):
        _mendDescription(node)
    _separateFiles(saved)
    for node in saved:
        if "&" in (node.GetName() or ""):
            _nameFile(node)


def _isSavable(name) -> bool:
    return isinstance(name, str) and (name.isprintable() or savable(name) == name)


def _mend(node) -> bool:
    """Give a node a name that can be saved; tell whether it had none."""
    name = node.GetName()
    if name is None or _isSavable(name):
        return False
    node.SetName(savable(name) or "unnamed")
    return True


def _mendDescription(node) -> None:
    """Take what cannot be loaded again out of the description of a node, which Slicer saves beside its name."""
    description = node.GetDescription()
    if description and not _isSavable(description):
        node.SetDescription(savable(description))


def _separateFiles(nodes) -> None:
    """Give a node that shares its storage node with one before it, as one does that a script has copied, one of its
    own: the file holds but one of them, and opened again both would be that one."""
    taken = set()
    for node in nodes:
        storageId = node.GetStorageNodeID()
        if storageId and storageId in taken:
            node.SetAndObserveStorageNodeID(None)
            node.AddDefaultStorageNode()
        taken.add(node.GetStorageNodeID())


def _nameFile(node) -> None:
    """Name the file that a node is to be saved in, where nobody has."""
    if node.GetStorageNode() is None:
        node.AddDefaultStorageNode()
    storage = node.GetStorageNode()
    if storage is not None and not storage.GetFileName():
        storage.SetFileName(f"{fileSafe(node.GetName())}.{storage.GetDefaultWriteFileExtension()}")
