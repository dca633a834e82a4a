"""The active case: which parameter node it is, wrapped, and what changes in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import vtk
from slicer import vtkMRMLScriptedModuleNode

from ..Scene.CaseMembers import dropUnused, unassignOrphans
from ..Scene.Cases import ACTIVE_ATTRIBUTE, activeCase, addCase, cases, isAutomatic
from ..Scene.SceneVersion import VERSION, upgrade, version
from .ParameterCheck import checkParameters
from .ParameterNode import EMHAssistParameterNode

# What a script has written is put aside before anybody reads it.
_FIRST = 1.0  # priority of an observer


class ActiveCase:
    """Finds the active case of a scene, makes one if there is none, and watches its parameters.

    :param scene: the scene
    :param quietly: gives a context in which changes of the scene start nothing
    :param changed: called with the names of the parameters and node references that have changed, while watched
    """

    def __init__(self, scene, quietly: Callable[[], AbstractContextManager], changed: Callable[[set[str]], None]):
        self._scene, self._quietly, self._changed = scene, quietly, changed
        self._parameters: EMHAssistParameterNode | None = None
        self._settledAt: tuple | None = None  # state of the scene that the case was found in
        # Held, because whenever VTK lets go of a collection it looks through all nodes for garbage: 40 microseconds for
        # each question whether nodes have come or gone.
        self._heldNodes = scene.GetNodes()
        self._watched = None
        self._observer = 0
        self._texts: dict[str, str] = {}
        self.former: dict[str, str] = {}  # parameters and references before the last change

    def parameters(self) -> EMHAssistParameterNode:
        """Return the parameter node of the active case, wrapped; made if there is no case."""
        # Asked for dozens of times at each step of a drag: nothing is looked for unless nodes have come or gone.
        if self._parameters is not None and self._settledAt == self._stateWith(self._parameters.parameterNode):
            return self._parameters
        node = activeCase(self._scene)
        found = cases(self._scene)
        # One that nobody has asked for makes way: the scene that was loaded beside it may say which case is active.
        if node is None or version(node) < VERSION or (len(found) > 1 and any(map(isAutomatic, found))):
            # What this changes in the scene must not bring us here again.
            with self._quietly():
                node = self._settled()
        # Wrapping a node anew at every event of a drag would be slow. There is only one at a time: the widgets that
        # show one wrapped node must not write to another (Slicer issue 8009).
        if self._parameters is None or self._parameters.parameterNode is not node:
            checkParameters(node, EMHAssistParameterNode)
            self._parameters = EMHAssistParameterNode(node)
        # Without the mark, another case may become the active one and nothing of this one tells.
        isSettled = len(cases(self._scene)) == 1 or node.GetAttribute(ACTIVE_ATTRIBUTE)
        self._settledAt = self._stateWith(node) if isSettled else None
        return self._parameters

    def watch(self) -> None:
        """Watch the parameter node of the active case, and no other."""
        node = self.parameters().parameterNode
        if self._watched is not node:
            self._unwatch()
            self._watched = node
            self._observer = node.AddObserver(vtk.vtkCommand.ModifiedEvent, self._onModified, _FIRST)
            self._texts = _texts(node)

    def forget(self) -> None:
        """Watch nothing and let go of the parameter node."""
        self._unwatch()
        self._parameters = None

    def _unwatch(self) -> None:
        if self._watched is not None:
            self._watched.RemoveObserver(self._observer)
            self._watched = None

    def _onModified(self, caller, event) -> None:
        checkParameters(caller, EMHAssistParameterNode)
        # Of the case that is active now, which need no longer be the one that is watched.
        self.former, self._texts = self._texts, _texts(self.parameters().parameterNode)
        self._changed({name for name, _value in self.former.items() ^ self._texts.items()})

    def _stateWith(self, case) -> tuple:
        """Return what changes whenever nodes come or go, or a case is no longer the active one."""
        return self._scene.GetNodes().GetMTime(), case.GetAttribute(ACTIVE_ATTRIBUTE)

    def _settled(self) -> vtkMRMLScriptedModuleNode:
        """Return the active case, after those of other versions and those that nobody has asked for."""
        if activeCase(self._scene) is None:
            # Somebody has deleted it, or nothing has begun: what there is belongs together.
            unassignOrphans(self._scene)
            addCase(self._scene, isAutomatic=True)
        dropUnused(self._scene)
        upgrade(self._scene)
        return activeCase(self._scene)


def _texts(node) -> dict[str, str]:
    """Return all parameters of a node as text, and the ids of the nodes it refers to."""
    roles = [node.GetNthNodeReferenceRole(index) for index in range(node.GetNumberOfNodeReferenceRoles())]
    # A role that somebody has asked about stays, without a node.
    referred = {role: node.GetNodeReferenceID(role) for role in roles}
    return {name: node.GetParameter(name) for name in node.GetParameterNames()} | {
        role: nodeId for role, nodeId in referred.items() if nodeId}
