"""What would decide a case: the findings and the examinations that would tell most, with burden and risk.

``translate`` makes it the language of the user, where it is shown; see Language.
"""

from __future__ import annotations

from ..Case import NOT_ASSESSED
from ..Language import MODEL, Translate, english
from ..Likelihood import NextExamination, NextFinding, nextExaminations
from ..Result import Result
from .DifferentialText import withinText

# So many are worth a reader's time.
_MOST_NEXT, _MOST_EXAMINATIONS = 3, 6


def mostInformative(result: Result) -> tuple[NextFinding, ...]:
    """Return what to look at next, the most informative first.

    What the user has left out is not asked for again.
    """
    return _notLeftOut(result)[:_MOST_NEXT]


def deciders(result: Result) -> tuple[NextExamination, ...]:
    """Return the examinations that would tell most of the target, the most informative first, then those that decide by
    themselves.

    What the user has left out is not asked for again.
    """
    if result.weighed is None:
        return ()
    asked = nextExaminations(result.weighed.model, _notLeftOut(result))
    informative = sorted((entry for entry in asked if not entry.examination.isDecisive),
                         key=lambda entry: -entry.targetBits)
    return (*informative[:_MOST_EXAMINATIONS], *(entry for entry in asked if entry.examination.isDecisive))


def telling(entry: NextExamination, most: int = _MOST_NEXT) -> list[NextFinding]:
    """Return the findings of an examination that would tell most of the target, the most informative first."""
    return sorted(entry.findings, key=lambda finding: -finding.targetBits)[:most]


def deciderText(entry: NextExamination, translate: Translate = english) -> str:
    """Return an examination with what it would tell, what it asks of the patient, and its risk."""
    examination = entry.examination
    tells = ", ".join(withinText(finding.title, translate) for finding in telling(entry))
    title = translate("Report.Deciders", "{examination} ({tells})").format(
        examination=translate(MODEL, examination.title),
        tells=translate("Report.Deciders", "decides by itself") if examination.isDecisive else tells)
    risk = translate("Report.Deciders", "Risk: {risk}").format(
        risk=translate(MODEL, examination.risk)) if examination.risk else ""
    burden = translate(MODEL, examination.burden) if examination.burden else ""
    details = " ".join(filter(None, (burden, risk)))
    return f"{title}: {details}" if details else title


def decidersText(result: Result, translate: Translate = english) -> list[str]:
    """Return what would decide the case, an examination each with its burden and its risk."""
    return [deciderText(entry, translate) for entry in deciders(result)]


def _notLeftOut(result: Result) -> tuple[NextFinding, ...]:
    left = {feature for feature, answer in result.case.findings.items() if answer == NOT_ASSESSED}
    return tuple(entry for entry in result.nextFindings if entry.feature not in left)
