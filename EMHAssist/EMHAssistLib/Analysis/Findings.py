"""Findings: what the measurements say in the words of the model, and what the user entered. One list of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..Likelihood import ENTERED, MEASURED, Finding, Model
from ..Result import Row
from ..Roles import sequenceRole

# The sign of the seed cases: lesions look like marrow on every native sequence. Post-contrast signal is left out, since
# enhancement is a finding of its own, and so are maps that do not show signal.
MARROW_LIKE = "marrow_like"
# One sequence alone does not make a pattern. Assumed.
_FEWEST_SEQUENCES = 2


def measuredFindings(rows: Sequence[Row], model: Model) -> dict[str, Finding]:
    """Derive findings from the comparisons of lesions with references.

    ``marrow_like`` is "present" when every lesion is similar to marrow on every sequence, at least two of them,
    "absent" as soon as one is lower or higher on one; anything else stays not assessed.

    :return: feature to finding; what cannot be told is not in it
    """
    if MARROW_LIKE not in {feature.id for feature in model.features}:
        return {}
    rows = [row for row in rows if row.reference == "marrow" and sequenceRole(row.series.role).native]
    different = [row for row in rows if row.best.relation in ("lower", "higher")]
    if different:
        detail = "; ".join(f"{row.lesion.name} {row.best.relation} than marrow on {row.series.label}"
                           for row in different)
        return {MARROW_LIKE: Finding(MARROW_LIKE, "absent", source=MEASURED, detail=detail)}
    sequences = {row.series.role for row in rows}
    if len(sequences) >= _FEWEST_SEQUENCES and all(row.best.relation == "similar" for row in rows):
        detail = f"similar to marrow on {', '.join(sorted(sequences))}"
        return {MARROW_LIKE: Finding(MARROW_LIKE, "present", source=MEASURED, detail=detail)}
    return {}


def enteredFindings(levels: Mapping[str, str], model: Model) -> tuple[dict[str, Finding], list[str]]:
    """Return the findings the user entered, and a warning for each that the model does not know.

    A scene may come from a time when the model had other features.

    :param levels: feature to level
    """
    known = {feature.id: feature.levelIds() for feature in model.features}
    findings, warnings = {}, []
    for feature, level in levels.items():
        if level in known.get(feature, ()):
            findings[feature] = Finding(feature, level, source=ENTERED)
        else:
            warnings.append(f"The finding {feature} = {level} is not in the model and is left out.")
    return findings, warnings
