"""Scenes of other versions of the module: older ones are brought up to date, newer ones are left as they are.

Version 1 is the first that is numbered. Before it a scene had one case: a singleton parameter node without a version,
and nothing referred to it. With version 2 some answers mean less than before; see FormerAnswers.
"""

from __future__ import annotations

import slicer

from .CaseMembers import assignUnassigned, members
from .Cases import MODULE, assign, assignNewKey, caseOf, cases, key, newName
from .FormerAnswers import markFormerAnswers

VERSION = 2
VERSION_ATTRIBUTE = "EMHAssist.SceneVersion"


def version(case) -> int:
    """Return the version of the module that wrote a case, 0 for one before the first number."""
    try:
        return int(case.GetAttribute(VERSION_ATTRIBUTE) or 0)
    except ValueError:
        return VERSION + 1  # whatever it means, it is not from here


def upgrade(scene) -> None:
    """Bring the cases of older versions up to date, and tell apart those that came from one file.

    Of newer versions, nothing else is touched.
    """
    for case in cases(scene):
        if version(case) < VERSION:
            case.SetAttribute(VERSION_ATTRIBUTE, str(VERSION))
            markFormerAnswers(case)
            if case.GetSingletonTag():
                _replaceSingleton(scene, case)
    known: set[str] = set()
    for case in cases(scene):
        if not key(case) or key(case) in known:
            assignNewKey(case)
            for node in members(scene):
                if caseOf(node) is case:
                    assign(node, case)
        known.add(key(case))


def _replaceSingleton(scene, old) -> None:
    """Replace a singleton by a node that the next imported scene does not overwrite; its ID alone would suffice."""
    new = slicer.vtkMRMLScriptedModuleNode()
    new.Copy(old)
    new.SetSingletonTag(None)
    new.SetName(newName(scene) if old.GetName() == MODULE else old.GetName())
    assignNewKey(new)
    scene.AddNode(new)
    # What has a role without a case is from the same scene.
    assignUnassigned(scene, new)
    scene.RemoveNode(old)
