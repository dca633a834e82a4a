"""Cases: several in one scene, such as two patients or two examinations."""

from __future__ import annotations

from slicer.i18n import tr as _

from ..Scene import CaseMembers, Cases, Volumes
from ..Scene.FormerAnswers import formerAnswers
from ..Scene.OwnModel import ownModelName
from ..Scene.SceneVersion import VERSION, version
from .LiveCase import LiveCase
from .ParameterCheck import unknownParameters, unusableParameters
from .ParameterNode import FURTHER_PARAMETERS, EMHAssistParameterNode
from .Undoable import undoable


class CaseActions(LiveCase):
    """Cases: several in one scene. What is shown, computed and changed is the active one.

    A case is a parameter node. Its series, regions and segmentations refer to it; what is given a role goes to the
    active case.
    """

    def cases(self) -> list:
        """Return the cases of the scene as vtkMRMLScriptedModuleNodes, whose names are theirs."""
        return Cases.cases(self._scene)

    def activeCase(self):
        """Return the vtkMRMLScriptedModuleNode of the case that is shown and computed, made if there is none."""
        return self.getParameterNode().parameterNode

    @undoable(lambda: _("New case"))
    def newCase(self, name: str = ""):
        """Add an empty case and make it the active one.

        :param name: name of the case, "" for the next of "Case 1", "Case 2"...
        :return: its vtkMRMLScriptedModuleNode
        :raises ValueError: there is a case of that name, or it is blank
        """
        name = name and Cases.checkedName(self._scene, name)
        # Before there is another one, for which it might make way.
        Cases.makePermanent(self.activeCase())
        case = Cases.addCase(self._scene, name)
        self.activateCase(case)
        return case

    @undoable(lambda: _("Show {name}"))
    def activateCase(self, case) -> None:
        """Show and compute another case.

        :param case: one of cases()
        :raises ValueError: it is not a case of the scene
        """
        self._checkCase(case)
        self._arrived = ""
        CaseMembers.assignUnassigned(self._scene, self.activeCase())
        Cases.activate(self._scene, case)
        self.update()

    @undoable(lambda: _("Rename {name}"))
    def renameCase(self, case, name: str) -> None:
        """Rename a case.

        :raises ValueError: it is not a case of the scene, or the name is empty or that of another case
        """
        self._checkCase(case)
        Cases.renameCase(self._scene, case, name)
        Cases.makePermanent(case)
        self.update()

    @undoable(lambda: _("Remove {name}"))
    def removeCase(self, case) -> None:
        """Remove a case with its findings, choices and tables. Its series and regions stay in the scene, in no case.

        :raises ValueError: it is not a case of the scene, or the only one
        """
        self._checkCase(case)
        Cases.removeCase(self._scene, case, self.history.takeOut)
        self.update()

    @undoable(lambda: _("Move {name} to another case"))
    def moveToCase(self, node, case) -> None:
        """Put a volume, ROI node, closed curve or segmentation into a case, out of the one it is in.

        :param case: one of cases()
        :raises ValueError: it is not a case of the scene, or the node is of another class
        """
        self._checkCase(case)
        if node not in CaseMembers.members(self._scene):
            raise ValueError("Only volumes, ROI nodes, closed curves and segmentations of the scene can be in a case.")
        Cases.assign(node, case)
        self.update()

    @undoable(lambda: _("Add to this case"))
    def adoptOrphans(self) -> int:
        """Put what was in a removed case into the active one.

        :return: how many nodes there were
        """
        orphans = CaseMembers.orphans(self._scene)
        for node in orphans:
            Cases.assign(node, self.activeCase())
        self.update()
        return len(orphans)

    def hasOrphans(self) -> bool:
        """Tell whether there is anything in the scene that was in a case which has been removed."""
        return bool(CaseMembers.orphans(self._scene))

    def caseNotices(self) -> list[str]:
        """Return what the user has to know of the scene and its active case, a line each."""
        scene, case = self._scene, self.activeCase()
        notices = []
        if self._arrived:
            text = _("'{name}' came with the added scene and was kept as a separate case.")
            notices.append(text.format(name=self._arrived))
        if version(case) > VERSION:
            unknown = unknownParameters(case, EMHAssistParameterNode, FURTHER_PARAMETERS)
            notices.append(_("Made by a newer version of EMHAssist; what that version added is ignored and left "
                             "unchanged."))
            if unknown:
                notices[-1] += " " + _("Parameters: {names}.").format(names=", ".join(unknown))
        notices += [_("'{text}' is not a valid value of {name}; the default is used.").format(text=text, name=name)
                    for name, text in unusableParameters(self.getParameterNode()).items()]
        former = [] if ownModelName(case) else formerAnswers(case)
        if former:
            notices.append("Made by an older version of EMHAssist, and its answers are kept. Check what has another "
                           f"meaning now: {'; '.join(former)}.")
        used = [node for node in Volumes.candidateVolumes(scene) if Volumes.role(node)]
        if CaseMembers.patientCount(scene, used) > 1:
            notices.append(_("The series of this case are from different patients. Create a case for each."))
        orphans = len(CaseMembers.orphans(scene))
        if orphans:
            notices.append(_("{count} nodes are left of a case that has been removed.").format(count=orphans))
        return notices

    # Former names, for scripts that use them.
    takeStrays = adoptOrphans
    hasStrays = hasOrphans

    def _checkCase(self, case) -> None:
        if case not in self.cases():
            raise ValueError("There is no such case in the scene; see cases().")
