"""Is the marrow itself dark throughout?"""

from __future__ import annotations

from collections.abc import Sequence

from ...Likelihood import Finding
from ...Measurement import Margins, relationProbabilities
from ...Result import MeasurementRow, TissueRow
from .AnswerWeights import oneAgainstTwo, weighted

# "Throughout" takes more than one vertebra.
_FEWEST_REGIONS = 2
# What the comparison leaves open is not called present, however little speaks for absent.
_MORE_LIKELY_THAN_NOT = 0.5


def darkMarrowFinding(tissues: Sequence[TissueRow], measurements: Sequence[MeasurementRow],
                      margins: Margins) -> Finding | None:
    """Derive whether marrow is darker than disc, or else than muscle, on T1, from at least two regions of marrow.

    Muscle lies nearer to a surface coil, which brightens it by an unknown amount: that is the doubt of
    their comparison.
    """
    usable = [row for row in tissues if row.series.role == "T1" and row.tissue == "marrow"]
    for row in sorted(usable, key=lambda row: row.reference != "disc"):
        weights = relationProbabilities(row.comparison, margins)
        count = sum(each.series.key == row.series.key and each.region.role == "marrow" and not each.measurement.problem
                    for each in measurements)
        if weights and count >= _FEWEST_REGIONS:
            present = oneAgainstTwo(weights[0])
            if weights[0] < _MORE_LIKELY_THAN_NOT:
                present = min(present, 0.5)
            one = row.comparison
            detail = (f"{row.series.label}: marrow of {count} regions {one.words} against {row.reference}")
            return weighted("diffuse_low_marrow", {"present": present, "absent": 1 - present}, detail)
    return None
