"""What a reader is taken to know of a case: everything, the images alone, or no host findings that say "absent"."""

from __future__ import annotations

from collections.abc import Mapping

from ..Likelihood import Finding, Model
from .CaseTable import ProvenCase

ALL = "all"
IMAGING_ONLY = "imaging_only"
HOST_UNKNOWN = "host_unknown"
CONDITIONS = (ALL, IMAGING_ONLY, HOST_UNKNOWN)


def findingsUnder(condition: str, case: ProvenCase, model: Model) -> Mapping[str, Finding]:
    """Return the findings of a case that a condition leaves.

    :param condition: "all"; "imaging_only", without host findings; or "host_unknown", without host findings that deny
        something. Reports tell the blood of nearly every patient with EMH and of few others, so that a mere "none"
        would tell the groups apart; what is left is stated of a patient whoever reports it.
    """
    return {featureId: finding for featureId, finding in case.findings.items()
            if _isLeft(condition, model.feature(featureId), finding)}


def _isLeft(condition, feature, finding):
    if condition == ALL or not feature.isHost:
        return True
    return condition == HOST_UNKNOWN and not feature.answer(finding.answer).isAbsence
