"""A recorded case put back into a scene, on the volumes that are there or whose files are; see CaseRecord."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import slicer

from ..RegionShapes import BOX
from ..Roles import REGION_ROLES
from .CaseFields import Field, writeField
from .CaseRecord import digest, files, volumeMarks
from .Cases import ACTIVE_ATTRIBUTE, KEY_ATTRIBUTE, MODULE, activate, assign, caseOf, cases, key
from .CurveNodes import newCurve
from .Nodes import markupsRegions, segmentationNodes
from .OwnModel import MODEL_REFERENCE
from .Regions import OUTLINE_REFERENCE, OUTLINE_SEGMENT_ATTRIBUTE, REGION_ROLE_ATTRIBUTE
from .RoiNodes import newRoi
from .Volumes import allVolumes


class _Restoring:
    """One record on its way into a scene.

    :param takeOut: takes a region out of the scene that the record replaces
    """

    def __init__(self, scene, record: dict[str, Any], takeOut: Callable[[Any], object]):
        self._scene, self._record, self._takeOut = scene, record, takeOut
        self.notes: list[str] = []
        self._cases: dict[str, Any] = {}
        self._transforms: dict[tuple, Any] = {}
        self._used: set[str] = set()  # IDs of nodes that were found

    def restore(self) -> None:
        for one in self._record["cases"]:
            self._cases[one["id"]] = self._case(one)
        for one in self._record["volumes"]:
            self._place(self._volume(one), one)
        for one in self._record["segmentations"]:
            self._place(self._segmentation(one), one)
        for one in self._record["regions"]:
            self._place(self._region(one), one)
        active = [self._cases[one["id"]] for one in self._record["cases"]
                  if _fields(one).get(("attribute", ACTIVE_ATTRIBUTE))]
        if self._cases:
            activate(self._scene, (active or list(self._cases.values()))[0])

    def _case(self, one: dict[str, Any]):
        fields = _fields(one)
        known = fields.get(("attribute", KEY_ATTRIBUTE), "")
        case = next((case for case in cases(self._scene) if key(case) == known), None)
        if case is None:
            case = slicer.vtkMRMLScriptedModuleNode()
            case.SetAttribute("ModuleName", MODULE)
            case.SetName("case")
            self._scene.AddNode(case)
        else:
            # It is what was saved before: its regions are among those of the record.
            for node in markupsRegions(self._scene):
                if caseOf(node) is case:
                    self._takeOut(node)
            for name in case.GetParameterNames():
                if ("parameter", name) not in fields:
                    case.UnsetParameter(name)
        _write(case, {name: value for name, value in fields.items() if name != ("attribute", ACTIVE_ATTRIBUTE)})
        if one["model"]:
            node = self._scene.AddNewNodeByClass("vtkMRMLTextNode", "EMHAssist model")
            node.SetText(one["model"])
            case.SetNodeReferenceID(MODEL_REFERENCE, node.GetID())
        return case

    def _volume(self, one: dict[str, Any]):
        node = self._matching(one, allVolumes(self._scene))
        if node is None:
            node = _loaded(one, slicer.util.loadVolume)
            if node is not None and volumeMarks(node)["content"] != one["content"]:
                self.notes.append(f"{one['role']}: the voxels in {one['files'][0]} have changed since.")
        if node is None:
            self.notes.append(f"{one['role']}: not found{_where(one)}. Load the series, and give it its role.")
            return None
        for name, value in one["attributes"].items():
            node.SetAttribute(name, value)
        return node

    def _matching(self, one: dict[str, Any], nodes):
        marks = [(node, volumeMarks(node)) for node in nodes if node.GetID() not in self._used]
        same = [(node, found) for node, found in marks if found["content"] and found["content"] == one["content"]]
        # Of several that are alike, the one of that name or file.
        same.sort(key=lambda entry: (entry[1]["name"] != one["name"], entry[1]["files"] != one["files"]))
        return same[0][0] if same else None

    def _segmentation(self, one: dict[str, Any]):
        wanted = set(one["segments"])
        nodes = [node for node in segmentationNodes(self._scene)
                 if wanted <= set(node.GetSegmentation().GetSegmentIDs())
                 and (digest(node.GetName()) == one["name"] or (one["files"] and files(node) == one["files"]))]
        node = nodes[0] if nodes else _loaded(one, slicer.util.loadSegmentation)
        if node is None:
            self.notes.append(f"Segmentation not found{_where(one)}. Load it, and use its segments again.")
            return None
        missing = wanted - set(node.GetSegmentation().GetSegmentIDs())
        if missing:
            self.notes.append(f"{len(missing)} segments are no longer in {node.GetName()}.")
        return node

    def _region(self, one: dict[str, Any]):
        fields = _fields(one)
        name, known = fields[("name",)] or "region", [role.name for role in REGION_ROLES]
        role = fields.get(("attribute", REGION_ROLE_ATTRIBUTE), "")
        # A role of another version is written as it is, below.
        first = role if role in known else known[0]
        return (newRoi(self._scene, name, first, BOX.name) if one["class"] == "vtkMRMLMarkupsROINode"
                else newCurve(self._scene, name, first))

    def _place(self, node, one: dict[str, Any]) -> None:
        if node is None:
            return
        self._used.add(node.GetID())
        case = self._cases.get(one["case"])
        toWorld = one["toWorld"]
        if isinstance(toWorld, str):
            self.notes.append(f"{node.GetName()}: {toWorld}; its transform is lost.")
        elif toWorld is not None and node.GetParentTransformNode() is None:
            node.SetAndObserveTransformNodeID(self._transform(tuple(toWorld)).GetID())
        _write(node, _fields(one))
        self._linkOutline(node)
        if case is not None:
            assign(node, case)

    def _linkOutline(self, node) -> None:
        """Have a region find the segment that outlines its lesion, which is loaded or not."""
        segmentId = node.GetAttribute(OUTLINE_SEGMENT_ATTRIBUTE)
        if not segmentId or node.IsA("vtkMRMLSegmentationNode"):
            return
        found = [one for one in segmentationNodes(self._scene) if one.GetSegmentation().GetSegment(segmentId)]
        if len(found) == 1:
            node.SetNodeReferenceID(OUTLINE_REFERENCE, found[0].GetID())
        else:
            node.RemoveAttribute(OUTLINE_SEGMENT_ATTRIBUTE)
            self.notes.append(f"{node.GetName()}: the outline of the lesion was not found. Load and choose it again; "
                              "until then its size is that of the region.")

    def _transform(self, elements: tuple):
        if elements not in self._transforms:
            node = self._scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "restored transform")
            node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(np.reshape(elements, (4, 4))))
            self._transforms[elements] = node
        return self._transforms[elements]


def restoreCase(scene, record: dict[str, Any], takeOut: Callable[[Any], object]) -> list[str]:
    """Put a recorded case back.

    :param takeOut: takes a region out of the scene that the record replaces, as the case was saved before
    :return: what could not be put back as it was, a sentence each
    """
    restoring = _Restoring(scene, record, takeOut)
    restoring.restore()
    return restoring.notes


def _fields(one: dict[str, Any]) -> dict[Field, Any]:
    return {tuple(name): _tuples(value) for name, value in one["fields"]}


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _write(node, fields: dict[Field, Any]) -> None:
    # The place last: some of the others have Slicer take it from the control point.
    for name in sorted(fields, key=lambda name: name[0] in ("geometry", "points")):
        writeField(node, name, fields[name], lambda identifier: None)


def _loaded(one: dict[str, Any], load: Callable[[str], Any]):
    """Return the node that is read from the file of a record, or from Slicer's DICOM database; None without."""
    for path in one["files"]:
        if os.path.exists(path):
            try:
                return load(path)
            except RuntimeError:
                return None
    database, instance = getattr(slicer, "dicomDatabase", None), one.get("instance")
    if database and instance and database.fileForInstance(instance):
        from DICOMLib import DICOMUtils

        loaded = DICOMUtils.loadSeriesByUID([database.seriesForFile(database.fileForInstance(instance))])
        return slicer.mrmlScene.GetNodeByID(loaded[0]) if loaded else None
    return None


def _where(one: dict[str, Any]) -> str:
    return f" ({one['files'][0]})" if one["files"] else " (it was in no file)"
