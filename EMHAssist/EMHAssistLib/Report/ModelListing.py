"""A whole model as text for a terminal: every number beside what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ..Likelihood import Model
from ..Likelihood.LogLikelihoods import meanShares
from ..Likelihood.Model import Feature
from ..Likelihood.Schema import PARAMETERS
from .DifferentialText import percent, rangeText
from .ModelSummary import totalsText
from .ModelTable import FormTable, formTables
from .Terminal import alignedColumns

WIDTH = 100


def modelListing(model: Model, featureId: str | None = None) -> str:
    """Return a model as text in lines of WIDTH characters, but for addresses that are longer.

    :param featureId: only this feature, with the sources of its tables
    :raises ValueError: there is no such feature
    """
    features = model.features if featureId is None else (model.feature(featureId),)
    tables = [table for table in formTables(model) if table.feature in features]
    listings = [_featureText(feature, [table for table in tables if table.feature is feature]) for feature in features]
    head = "\n".join(map(_paragraph, (f"{model.name} {model.version} of {model.date}", *model.remarks,
                                       model.statement)))
    if featureId is not None:
        used = {entry.source.id for table in tables for entry in table.entries}
        return "\n\n".join([head, *listings, _sourcesText(model, tables, used)])
    return "\n\n".join([
        head,
        _paragraph(model.description),
        _section("Parameters", [
            _item(f"{key} {_parameter(model, key)} ({model.parameters.provenances[key]})", reason)
            for key, reason in model.parameters.reasons.items()]),
        _section("Diagnoses and their forms", _diagnoses(model)),
        _section("Blocks (all assumed)", [
            _item(f"{block.id}: {block.title}, temper {block.temper:g}, dependence {block.dependence:g}", block.reason)
            for block in model.blocks]),
        _section("Examinations", [_examination(examination) for examination in model.examinations]),
        *listings,
        _section("Contradictions", [
            _item(" and ".join(f"{feature}: {' or '.join(answers)}" for feature, answers in rule.answers.items()),
                  rule.reason) for rule in model.contradictions]),
        _section("Base priors (all elicited)", _basePriors(model)),
        _section("Conditions of the patient and their weights (all elicited)", _conditions(model)),
        _sourcesText(model, tables, {source.id for source in model.sources}),
        _section("History", [_paragraph(f"{change.date}: {change.text}", 2, 4) for change in model.history]),
        _section("Totals", [_paragraph(totalsText(model), 2)]),
    ])


def _featureText(feature: Feature, tables: Sequence[FormTable]) -> str:
    lines = [f"{feature.id}: {feature.title}", "-" * min(len(feature.id) + 2 + len(feature.title), WIDTH)]
    if feature.description:
        lines.append(_paragraph(feature.description))
    lines += [_paragraph(f"Kind: {feature.kind}. Block: {feature.block.id}. Answered by: {feature.examination.title}."),
              "Answers:"]
    for answer in feature.answers:
        absence = " (looked for and absent)" if answer.isAbsence else ""
        lines.append(_paragraph(f"{answer.id}: {answer.title}{absence}", 2, 4))
        if answer.alert:
            lines.append(_paragraph(f"Alert: {answer.alert}", 6))
    for rule in feature.follows:
        shares = ", ".join(f"{answerId} {share:.0%}" for answerId, share in rule.shares.items())
        lines.append(_item(f"Follows from {rule.feature}: {shares}", rule.reason))
    if not feature.evidence:
        lines.append("Weighs nothing: asked for its alerts alone.")
    return "\n".join([*lines, *map(_tableText, tables)])


def _tableText(table: FormTable) -> str:
    heirs = f", also for {', '.join(heir.id for heir in table.heirs)}" if table.heirs else ""
    probabilities = table.probabilities()
    rows = [("", "mean", "95 % interval", *(f"[{number}]" for number in range(1, len(table.entries) + 1)))]
    for index, answer in enumerate(table.feature.answers):
        mean, low, high = probabilities[:, index]
        rows.append((answer.id, percent(mean), rangeText(low, high),
                     *(f"{entry.counts[index]:.6g}/{entry.n:.6g}" for entry in table.entries)))
    notes = [_paragraph(f"[{number}] {entry.provenance}, grade {entry.grade}, {entry.source.id}"
                        f"{': ' if entry.reason else ''}{entry.reason}", 4, 4)
             for number, entry in enumerate(table.entries, 1)]
    return "\n".join([_paragraph(f"{table.form.id}{heirs}", 2, 4), textwrap.indent(alignedColumns(rows), " " * 4),
                      *notes])


def _diagnoses(model):
    lines = []
    shares = dict(zip((form.id for form in model.forms), meanShares(model)))
    for diagnosis in model.classes:
        notes = {"the target": diagnosis.id == model.target, "dangerous": diagnosis.dangerous}
        words = [f"{diagnosis.id}: {diagnosis.title}", *(note for note, applies in notes.items() if applies)]
        lines.append(_paragraph(", ".join(words), 2, 4))
        for form in model.forms:
            if form.classId == diagnosis.id:
                heritage = f", otherwise as {form.inherits}" if form.inherits else ""
                lines.append(_paragraph(f"{100 * shares[form.id]:.0f} % {form.id}: {form.title}{heritage}; "
                                        f"{form.patients:.6g} patients, {form.provenance}: {form.reason}", 4, 4))
    return lines


def _examination(examination):
    decisive = ", decides by itself" if examination.isDecisive else ""
    details = [f"Burden: {examination.burden}" if examination.burden else "",
               f"Risk: {examination.risk}" if examination.risk else "", examination.reason]
    return "\n".join([_paragraph(f"{examination.id}: {examination.title}{decisive}", 2, 4),
                      *(_paragraph(detail, 6) for detail in details if detail)])


def _basePriors(model):
    lines = []
    for base in model.basePriors:
        closed = "" if base.takesConditions else " (takes no conditions)"
        priors = ", ".join(f"{classId} {prior:.6g}" for classId, prior in base.priors.items())
        lines += [_item(f"{base.id}: {base.title}{closed}", priors), _paragraph(base.reason, 6)]
    return lines


def _conditions(model):
    lines = []
    for condition in model.conditions:
        weights = ", ".join(f"{classId} x {weight:.6g}" for classId, weight in condition.weights.items())
        states = ", ".join(f"{featureId}: {answerId}" for featureId, answerId in condition.states.items())
        lines += [_item(f"{condition.id}: {condition.title}", weights),
                  *([_paragraph(f"States {states}", 6)] if states else []),
                  *([_paragraph(f"Implies {', '.join(condition.implies)}", 6)] if condition.implies else []),
                  _paragraph(condition.reason, 6)]
    return lines


def _sourcesText(model, tables, wanted):
    """Return the wanted sources, with the number of entries of the tables that refer to each."""
    references = [entry.source.id for table in tables for entry in table.entries]
    return _section("Sources", [
        _paragraph(f"{source.id} ({references.count(source.id)} entries): {source.citation}. {source.url}", 2, 4)
        for source in model.sources if source.id in wanted])


def _parameter(model, key):
    field = PARAMETERS[key][0]
    return f"{getattr(model.parameters, field):.10g}"


def _section(title, items):
    return "\n".join([title, "-" * len(title), *(items or ["  none"])])


def _item(headline, reason):
    return f"{_paragraph(headline, 2, 4)}\n{_paragraph(reason, 6)}"


def _paragraph(text, indent=0, hanging=0):
    """Return a text in lines; those after the first are indented by ``hanging`` more."""
    return textwrap.fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + hanging),
                         break_long_words=False, break_on_hyphens=False)
