"""Answers in scenes of version 1 that have come to mean less: they are kept, and said until the user gives them again.
"""

from __future__ import annotations

from ..Likelihood.ClinicalSetting import SEPARATOR
from .Cases import FINDING_PREFIX

SETTING = "setting"
# Attribute of a case: names of the parameters whose answers are from an older version.
_ATTRIBUTE = "EMHAssist.FormerAnswers"
# By parameter and answer.
_TEXTS = {
    (f"{FINDING_PREFIX}age", "older"): "age 45 years or older, now 45 to 64 years",
    (f"{FINDING_PREFIX}cancer_history", "present"): "known cancer of any kind, now solid cancer",
    (f"{FINDING_PREFIX}level", "elsewhere"): "spinal level elsewhere, now cervical or lumbar alone, not sacral",
    (SETTING, "known_cancer"): "setting known cancer of any kind, now known solid cancer",
}


def markFormerAnswers(case) -> None:
    """Note which answers of a case of an older version have another meaning now."""
    names = sorted({name for name, answer in _TEXTS if answer in _answers(case, name)})
    case.SetAttribute(_ATTRIBUTE, " ".join(names) or None)


def formerAnswers(case) -> list[str]:
    """Return the answers of a case that meant something else when they were given, in plain English."""
    marked = _marked(case)
    return [text for (name, answer), text in _TEXTS.items() if name in marked and answer in _answers(case, name)]


def confirmAnswer(case, name: str) -> None:
    """Take an answer as it is understood now, since the user has just given it.

    :param name: of the parameter
    """
    marked = _marked(case)
    if name in marked:
        case.SetAttribute(_ATTRIBUTE, " ".join(one for one in marked if one != name) or None)


def _marked(case) -> list[str]:
    return (case.GetAttribute(_ATTRIBUTE) or "").split()


def _answers(case, name):
    return case.GetParameter(name).split(SEPARATOR)
