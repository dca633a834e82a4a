"""Which series and regions are in which case."""

from __future__ import annotations

import slicer

from ..Naming.SegmentNames import segmentLevels
from .Cases import FINDING_PREFIX, assign, caseOf, cases, isAutomatic, isGiven, key, unassign
from .Nodes import markupsRegions, segmentationNodes
from .OwnModel import ownModelName
from .Regions import REGION_ROLE_ATTRIBUTE, RegionSource
from .Volumes import SEQUENCE_ROLE_ATTRIBUTE, allVolumes


def members(scene) -> list:
    """Return all nodes that can be in a case: volumes, ROI nodes and closed curves, segmentations."""
    return allVolumes(scene) + markupsRegions(scene) + segmentationNodes(scene)


def assignUnassigned(scene, case) -> None:
    """Put all nodes that matter and have never been in a case into this one; clones into that of their original.
    """
    known = {key(one): one for one in cases(scene)}
    for node in members(scene):
        if not isGiven(node):
            if _matters(node):
                assign(node, case)
        elif caseOf(node) is None and key(node) in known:
            assign(node, known[key(node)])


def orphans(scene) -> list:
    """Return the nodes that were in a case which has been removed since."""
    known = [key(case) for case in cases(scene)]
    return [node for node in members(scene) if isGiven(node) and caseOf(node) is None and key(node) not in known]


def unassignOrphans(scene) -> None:
    """Treat what was in a case that has been removed as if it had never been in one."""
    for node in orphans(scene):
        unassign(node)


def dropUnused(scene) -> None:
    """Remove the cases that nobody has asked for, has entered a finding in or has put anything into; never all."""
    found = cases(scene)
    used = {caseOf(node) for node in members(scene)} if len(found) > 1 else ()
    for case in found:
        isUnused = case not in used and not ownModelName(case) and not any(
            name.startswith(FINDING_PREFIX) for name in case.GetParameterNames())
        if isUnused and isAutomatic(case) and len(cases(scene)) > 1:
            scene.RemoveNode(case)


def patientCount(scene, nodes) -> int:
    """Return how many patients the subject hierarchy tells of for some nodes; those of no known patient do not count.

    Who they are is neither kept nor shown.
    """
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    level = slicer.vtkMRMLSubjectHierarchyConstants.GetDICOMLevelPatient()
    patients = set()
    for node in nodes:
        item = hierarchy.GetItemByDataNode(node)
        patient = hierarchy.GetItemAncestorAtLevel(item, level) if item else 0
        if patient:
            # A patient who was loaded twice may have two items.
            patients.add(hierarchy.GetItemUID(patient, "DICOM") or patient)
    return len(patients)


def _matters(node) -> bool:
    """Tell whether a node has a role, or tells where vertebrae are."""
    if node.IsA("vtkMRMLSegmentationNode"):
        sources = [RegionSource(node, segmentId) for segmentId in node.GetSegmentation().GetSegmentIDs()]
        return any(source.role for source in sources) or any(
            segmentLevels([source.name for source in sources], [source.terminology for source in sources]))
    return bool(node.GetAttribute(REGION_ROLE_ATTRIBUTE) or node.GetAttribute(SEQUENCE_ROLE_ATTRIBUTE))
