"""What a model rests on, in a few lines: how much was counted and how much is judgment, and what to be warned of."""

from __future__ import annotations

from dataclasses import dataclass

from ..Likelihood import Model
from ..Likelihood.SchemaFeatures import EVIDENCE_PROVENANCES
from .ModelTable import formTables

ELICITED = "elicited"


@dataclass(frozen=True)
class EvidenceTotal:
    """All evidence of one provenance: its entries, their cells (one per answer) and the patients they are worth.

    Patients who answer several questions count once for each.
    """

    provenance: str
    entries: int
    cells: int
    patients: float


def evidenceTotals(model: Model) -> list[EvidenceTotal]:
    """Return the total of each provenance there is, in the order of EVIDENCE_PROVENANCES."""
    found = [(table.feature, entry) for table in formTables(model) for entry in table.entries]
    totals = []
    for provenance in EVIDENCE_PROVENANCES:
        of = [(feature, entry) for feature, entry in found if entry.provenance == provenance]
        if of:
            totals.append(EvidenceTotal(provenance, len(of), sum(len(feature.answers) for feature, _entry in of),
                                        sum(entry.n for _feature, entry in of)))
    return totals


def totalsText(model: Model) -> str:
    """Return one sentence: how many cells there are of each provenance, and how much of all is judgment."""
    totals = evidenceTotals(model)
    parts = [f"{total.cells} {total.provenance} ({total.entries} entries, "
             f"{'worth ' if total.provenance == ELICITED else ''}{total.patients:.6g} patients)" for total in totals]
    cells = sum(total.cells for total in totals)
    elicited = sum(total.cells for total in totals if total.provenance == ELICITED)
    return f"{cells} cells: {', '.join(parts)}. {elicited / max(cells, 1):.0%} of the cells are expert judgment."


def modelSummary(model: Model) -> str:
    """Return a paragraph on a model."""
    return (f"{model.name} {model.version} of {model.date}: {len(model.classes)} diagnoses in {len(model.forms)} "
            f"forms, {len(model.features)} features, {len(model.basePriors)} base priors, {len(model.conditions)} "
            f"conditions, {len(model.examinations)} examinations, {len(model.sources)} sources. {totalsText(model)}")


def modelWarnings(model: Model) -> list[str]:
    """Return what does not make a model wrong, but weak or odd."""
    tables = list(formTables(model))
    judged = [table for table in tables if all(entry.provenance == ELICITED for entry in table.entries)]
    own = {table.form.classId for table in tables}
    used = {entry.source.id for table in tables for entry in table.entries}
    bare = [feature.id for feature in model.features if feature.evidence and
            all(table in judged for table in tables if table.feature is feature)]
    without = [diagnosis.id for diagnosis in model.classes if diagnosis.id not in own]
    unused = [source.id for source in model.sources if source.id not in used]
    idle = [block.id for block in model.blocks if all(feature.block is not block for feature in model.features)]
    warnings = [
        (judged, f"{len(judged)} of {len(tables)} tables rest on judgment alone, without a published or own patient."),
        (bare, f"Features without a published or own patient in any form: {', '.join(bare)}."),
        (without, f"Diagnoses without a table of their own, which look like what they inherit from: "
                  f"{', '.join(without)}."),
        (unused, f"Sources that no evidence refers to: {', '.join(unused)}."),
        (idle, f"Blocks without a feature: {', '.join(idle)}."),
    ]
    return [text for items, text in warnings if items]
