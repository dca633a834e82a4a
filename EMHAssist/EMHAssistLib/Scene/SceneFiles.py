"""A scene that is saved, or added to the present one, whose cases become further ones."""

from __future__ import annotations

from collections.abc import Callable

from slicer.util import VTKObservationMixin

from .CaseMembers import assignUnassigned, dropUnused
from .Cases import ACTIVE_ATTRIBUTE, activate, activeCase, cases, newName
from .SceneVersion import upgrade


class SceneFiles(VTKObservationMixin):
    """Keeps the cases of an added scene apart from those that are there, and makes its active case the active one.

    For that, all that is in a case refers to it before a scene is added, or saved.

    :param scene: the scene
    :param arrived: called with the name of the case that is active now, when another one has been there before
    """

    def __init__(self, scene, arrived: Callable[[str], None]):
        VTKObservationMixin.__init__(self)
        self._scene, self._arrived = scene, arrived
        self._before: list = []
        self.addObserver(scene, scene.StartImportEvent, self._onStart)
        self.addObserver(scene, scene.EndImportEvent, self._onEnd)
        self.addObserver(scene, scene.StartSaveEvent, self._onSave)

    def stop(self) -> None:
        """Watch nothing any more."""
        self.removeObservers()

    def _onSave(self, caller, event) -> None:
        if cases(self._scene):
            assignUnassigned(self._scene, activeCase(self._scene))

    def _onStart(self, caller, event) -> None:
        upgrade(self._scene)
        self._before = cases(self._scene)
        self._onSave(caller, event)

    def _onEnd(self, caller, event) -> None:
        dropUnused(self._scene)
        upgrade(self._scene)
        before, self._before = self._before, []
        arrived = [case for case in cases(self._scene) if case not in before]
        if not arrived:
            return
        for case in arrived:
            if case.GetName() in [other.GetName() for other in cases(self._scene) if other is not case]:
                case.SetName(newName(self._scene))
        # Each scene says which of its cases is active.
        marked = [case for case in arrived if case.GetAttribute(ACTIVE_ATTRIBUTE)]
        activate(self._scene, (marked or arrived)[0])
        if len(cases(self._scene)) > len(arrived):
            self._arrived(activeCase(self._scene).GetName())
