"""Is the marrow itself dark throughout?

Red marrow lies between: by the equations of the phantom it is 1.34 times as bright as disc and 1.40 times as bright as
muscle, where the fatty marrow of adults is 1.65 and 1.72 times as bright. Readers who expect the latter call it dark,
as in the counts of the model (all of 11 with sickle cell anemia), which a ratio to disc does not tell. So it leaves the
question open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...Likelihood import Finding
from ...Measurement import Margins, relationProbabilities
from ...Result import MeasurementRow, TissueRow
from .AnswerWeights import weighted

# "Throughout" takes more than one vertebra.
_FEWEST_REGIONS = 2
# What is brighter than this, halfway between red and fatty, is not dark.
_FATTY = 1.5
# What the comparison leaves open is called neither.
_MORE_LIKELY_THAN_NOT = 0.5


def darkMarrowFinding(tissues: Sequence[TissueRow], measurements: Sequence[MeasurementRow],
                      margins: Margins) -> Finding | None:
    """Derive whether marrow is darker than disc, or else than muscle, on T1, or as bright as fatty marrow.

    From at least two regions of marrow. Muscle lies nearer to a surface coil, which brightens it by an unknown amount:
    that is the doubt of their comparison.
    """
    for row, (dark, red, fatty) in _brightness(tissues, margins):
        count = sum(each.series.key == row.series.key and each.region.role == "marrow" and not each.measurement.problem
                    for each in measurements)
        if count >= _FEWEST_REGIONS:
            present = dark + red / 2 if max(dark, fatty) >= _MORE_LIKELY_THAN_NOT else 0.5
            detail = f"{row.series.label}: marrow of {count} regions {row.comparison.words} against {row.reference}"
            return weighted("diffuse_low_marrow", {"present": present, "absent": 1 - present}, detail)
    return None


def asBrightAsFatty(tissues: Sequence[TissueRow], margins: Margins) -> str:
    """Return by what marrow is probably as bright on T1 as the fatty one of adults, "" where it is not."""
    for row, (_dark, _red, fatty) in _brightness(tissues, margins):
        return f"{row.series.label} {row.comparison.words} against {row.reference}" if (
            fatty >= _MORE_LIKELY_THAN_NOT) else ""
    return ""


def _brightness(tissues: Sequence[TissueRow],
                margins: Margins) -> Iterator[tuple[TissueRow, tuple[float, float, float]]]:
    """Yield comparisons of marrow on T1, those with disc first, and the probabilities of dark, red and fatty marrow."""
    usable = [row for row in tissues if row.series.role == "T1" and row.tissue == "marrow"]
    for row in sorted(usable, key=lambda row: row.reference != "disc"):
        if weights := relationProbabilities(row.comparison, Margins(margins.low, _FATTY)):
            yield row, weights
