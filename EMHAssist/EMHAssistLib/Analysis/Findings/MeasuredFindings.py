"""All findings that the measurements give."""

from __future__ import annotations

from collections.abc import Sequence

from ...Case import Options
from ...Likelihood import Finding, Model
from ...Result import CaseGeometry, ComparisonRow, IndexRow, MeasurementRow, TissueRow
from ..LesionIndices import ironReason
from .DarkMarrow import darkMarrowFinding
from .Enhancement import enhancementFinding
from .Location import locationFindings
from .RelativeSignal import relativeSignalFindings


def measuredFindings(options: Options, model: Model, measurements: Sequence[MeasurementRow],
                     rows: Sequence[ComparisonRow], tissues: Sequence[TissueRow], indices: Sequence[IndexRow],
                     geometry: CaseGeometry) -> dict[str, Finding]:
    """Derive findings from what was measured, those that the model asks for.

    What the measurements leave open enters as weights over the answers (Finding.answerWeights), and what they do not
    tell is left out.

    :return: feature to finding
    """
    derived = [*locationFindings(geometry),
               *relativeSignalFindings(rows, options, bool(ironReason(options, tissues))),
               enhancementFinding(indices),
               darkMarrowFinding(tissues, measurements, options.margins)]
    known = {feature.id: set(feature.answerIds()) for feature in model.features}
    return {finding.feature: finding for finding in derived if finding is not None and _fits(finding, known)}


def _fits(finding: Finding, known: dict[str, set[str]]) -> bool:
    """Tell whether the model has the feature with these answers: a user's own model may ask otherwise."""
    answers = known.get(finding.feature, set())
    return finding.answer in answers and (finding.answerWeights is None or set(finding.answerWeights) == answers)
