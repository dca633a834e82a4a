"""The cases of a scene: each is a parameter node of the module, which its series and regions refer to.

A parameter node is no singleton: importing a scene would overwrite one that is, and with it the findings of the case
that is there. The links are node references: they survive saving, import under other IDs, and copies of a node.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import slicer

from ..PlainNames import plainName
from .Nodes import nodesByClass

MODULE = "EMHAssist"
# Role of the node reference from a volume, markups or segmentation node to its case.
CASE_REFERENCE = "EMHAssist.Case"
# On a case: what tells it from all others. On a node: that of the case it was given to. Slicer's clones have attributes
# but no references; and when its case is removed, a node is in none and waits for the user.
KEY_ATTRIBUTE = "EMHAssist.CaseKey"
ACTIVE_ATTRIBUTE = "EMHAssist.ActiveCase"
# On a case that nobody has asked for: the panel needs one as soon as a scene is closed, before another is loaded.
_AUTOMATIC_ATTRIBUTE = "EMHAssist.AutomaticCase"
# Parameters of the entered findings: this and the id of the feature.
FINDING_PREFIX = "Finding."
# What a case refers to and takes with it, for it holds nothing but results.
_RESULT_CLASSES = ("vtkMRMLTableNode", "vtkMRMLPlotSeriesNode", "vtkMRMLPlotChartNode")
_NAME = "Case"


def cases(scene) -> list:
    """Return the parameter nodes of all cases, in scene order."""
    return [node for node in nodesByClass(scene, "vtkMRMLScriptedModuleNode")
            if node.GetAttribute("ModuleName") == MODULE]


def activeCase(scene):
    """Return the parameter node of the case that the user works at, None when there is no case."""
    found = cases(scene)
    return next((case for case in found if case.GetAttribute(ACTIVE_ATTRIBUTE)), found[0] if found else None)


def activate(scene, case) -> None:
    """Make a case the one that the user works at."""
    for other in cases(scene):
        other.SetAttribute(ACTIVE_ATTRIBUTE, "true" if other is case else None)


def addCase(scene, name: str = "", isAutomatic: bool = False):
    """Add a case. The first one of a scene is the active one; any other has to be activated.

    :param name: name of the case, "" for the next of "Case 1", "Case 2"...
    :param isAutomatic: nobody has asked for it; see isAutomatic
    :return: its parameter node, a vtkMRMLScriptedModuleNode
    :raises ValueError: there is a case of that name; nothing is added then
    """
    case = slicer.vtkMRMLScriptedModuleNode()
    case.SetAttribute("ModuleName", MODULE)
    case.SetName(checkedName(scene, name) if name else newName(scene))
    assignNewKey(case)
    if isAutomatic:
        case.SetAttribute(_AUTOMATIC_ATTRIBUTE, "true")
    return scene.AddNode(case)


def isAutomatic(case) -> bool:
    """Tell whether nobody has asked for a case; as long as nothing is in it, it makes way for another."""
    return case.GetAttribute(_AUTOMATIC_ATTRIBUTE) is not None


def makePermanent(case) -> None:
    """Keep a case even if nothing is in it."""
    case.SetAttribute(_AUTOMATIC_ATTRIBUTE, None)


def renameCase(scene, case, name: str) -> None:
    """Rename a case.

    :raises ValueError: the name is empty, or that of another case
    """
    name = plainName(name).strip()
    if name != case.GetName():
        case.SetName(checkedName(scene, name))


def removeCase(scene, case, takeOut: Callable) -> None:
    """Remove a case with its findings, choices and tables. Its series and regions stay in the scene, in no case.

    :param takeOut: takes a node out of the scene, called with the case and resultsOf() it
    :raises ValueError: it is the only one
    """
    others = [other for other in cases(scene) if other is not case]
    if not others:
        raise ValueError("The only case of a scene cannot be removed. Close the scene instead.")
    wasActive = activeCase(scene) is case
    takeOut(case, resultsOf(case))
    if wasActive:
        activate(scene, others[0])


def newName(scene) -> str:
    """Return a name that no case has."""
    names = [case.GetName() for case in cases(scene)]
    return next(name for name in (f"{_NAME} {number}" for number in range(1, len(names) + 2)) if name not in names)


def caseOf(node):
    """Return the case of a volume, markups or segmentation node, None when it is in none."""
    return node.GetNodeReference(CASE_REFERENCE)


def isGiven(node) -> bool:
    """Tell whether a node is, or was, in a case. One that was, and is in none now, waits for the user to say where."""
    return node.GetAttribute(KEY_ATTRIBUTE) is not None


def key(node) -> str:
    """Return what tells a case from all others, or of a node that of the case it was given to; "" for none."""
    return node.GetAttribute(KEY_ATTRIBUTE) or ""


def assignNewKey(case) -> None:
    """Give a case another key than any case has; its nodes have to be assigned anew."""
    case.SetAttribute(KEY_ATTRIBUTE, uuid4().hex)


def assign(node, case) -> None:
    """Put a volume, markups or segmentation node into a case, out of the one it is in."""
    with slicer.util.NodeModify(node):
        node.SetAttribute(KEY_ATTRIBUTE, key(case))
        node.SetNodeReferenceID(CASE_REFERENCE, case.GetID())


def unassign(node) -> None:
    """Treat a node as if it had never been in a case."""
    with slicer.util.NodeModify(node):
        node.SetAttribute(KEY_ATTRIBUTE, None)
        node.SetNodeReferenceID(CASE_REFERENCE, None)


def inActiveCase(scene, nodes) -> list:
    """Return those nodes that are in the active case, and those that have never been in one; all if there is no case.
    """
    active = activeCase(scene)
    if active is None:
        return list(nodes)
    return [node for node in nodes if not isGiven(node) or _isIn(node, active)]


def _isIn(node, case) -> bool:
    """Tell whether a node, or the one it is a clone of, is in a case."""
    given = caseOf(node)
    return given is case if given is not None else key(node) == key(case)


def checkedName(scene, name: str) -> str:
    """Return a name for a case, without spaces around it.

    :raises ValueError: it is empty, or that of a case
    """
    name = plainName(name).strip()
    if not name:
        raise ValueError("A case needs a name.")
    if name in [case.GetName() for case in cases(scene)]:
        raise ValueError(f"There is a case named '{name}'. Use another name.")
    return name


def resultsOf(case) -> tuple:
    """Return the nodes that a case refers to and that hold nothing but results, each after the role of its reference.
    """
    roles = [case.GetNthNodeReferenceRole(index) for index in range(case.GetNumberOfNodeReferenceRoles())]
    nodes = [(role, case.GetNthNodeReference(role, index)) for role in roles
             for index in range(case.GetNumberOfNodeReferences(role))]
    return tuple((role, node) for role, node in nodes
                 if node is not None and node.GetClassName() in _RESULT_CLASSES)
