"""Write a model as the text of a model file: the one definition of its layout, which the shipped file has, too.

JSON of the present schema version (see Schema). Whatever a reader looks up or changes alone stands on a line of its
own, above all each entry of evidence. ASCII, so that any editor and any terminal shows it.
"""

import json

from .Model import Answer, BasePrior, Condition, Evidence, Examination, Feature, Model
from .Schema import PARAMETERS, SCHEMA_VERSION


def modelText(model: Model) -> str:
    """Return the content of the model file of a model; reading it gives a model that is equal in every field.

    Only what is a form's own is written, not what it inherits.
    """
    data = {
        "schema_version": SCHEMA_VERSION,
        "name": model.name,
        "version": model.version,
        "date": model.date,
        "statement": model.statement,
        "description": model.description,
        **_unlessEmpty(history=[_Line({"date": change.date, "text": change.text}) for change in model.history]),
        "target": model.target,
        "parameters": {key: _Line({"value": _number(getattr(model.parameters, field)),
                                   "provenance": model.parameters.provenances[key],
                                   "reason": model.parameters.reasons[key]})
                       for key, (field, *_limits) in PARAMETERS.items()},
        "sources": [_Line({"id": source.id, "citation": source.citation, **_unlessEmpty(url=source.url)})
                    for source in model.sources],
        "classes": [_Line({"id": item.id, "title": item.title, **_unlessEmpty(dangerous=item.dangerous)})
                    for item in model.classes],
        "forms": [_Line({"id": form.id, "title": form.title, "class": form.classId, "patients": _number(form.patients),
                         **_unlessEmpty(inherits=form.inherits), "provenance": form.provenance,
                         "reason": form.reason}) for form in model.forms],
        "blocks": [_Line({"id": block.id, "title": block.title, "temper": block.temper, "dependence": block.dependence,
                          "provenance": "assumed", "reason": block.reason}) for block in model.blocks],
        "examinations": [_Line(_examination(examination)) for examination in model.examinations],
        "features": [_feature(feature) for feature in model.features],
        **_unlessEmpty(contradictions=[_Line({"findings": {key: list(value) for key, value in rule.answers.items()},
                                              "reason": rule.reason}) for rule in model.contradictions]),
        "base_priors": [_basePrior(base) for base in model.basePriors],
        **_unlessEmpty(conditions=[_condition(condition) for condition in model.conditions]),
    }
    return _layout(data, "") + "\n"


class _Line:
    """A value that is written on one line."""

    def __init__(self, value):
        self.value = value


def _layout(value, indent):
    """Return objects and lists with one member a line, and what is a _Line, text or number on one line."""
    if isinstance(value, _Line):
        return json.dumps(value.value, allow_nan=False)
    inner = indent + " "
    if isinstance(value, dict):
        return _lines("{}", [f"{json.dumps(key)}: {_layout(item, inner)}" for key, item in value.items()], indent)
    if isinstance(value, list):
        return _lines("[]", [_layout(item, inner) for item in value], indent)
    return json.dumps(value, allow_nan=False)


def _lines(brackets, members, indent):
    separator = f",\n{indent} "
    return f"{brackets[0]}\n{indent} {separator.join(members)}\n{indent}{brackets[1]}"


def _feature(feature: Feature):
    return {
        "id": feature.id,
        "title": feature.title,
        **_unlessEmpty(description=feature.description),
        "kind": feature.kind,
        "examination": feature.examination.id,
        "block": feature.block.id,
        "levels": [_Line(_answer(answer)) for answer in feature.answers],
        **_unlessEmpty(follows=[_Line({"feature": each.feature, "levels": dict(each.shares), "reason": each.reason})
                                for each in feature.follows]),
        "evidence": {formId: [_Line(_evidence(entry, feature)) for entry in entries]
                     for formId, entries in feature.evidence.items() if feature.origins[formId] == formId},
    }


def _answer(answer: Answer):
    return {"id": answer.id, "title": answer.title, **_unlessEmpty(absence=answer.isAbsence, alert=answer.alert)}


def _evidence(entry: Evidence, feature: Feature):
    return {"counts": dict(zip(feature.answerIds(), map(_number, entry.counts))), "n": _number(entry.n),
            "source": entry.source.id, "provenance": entry.provenance, "grade": entry.grade,
            **_unlessEmpty(reason=entry.reason)}


def _examination(examination: Examination):
    return {"id": examination.id, "title": examination.title, **_unlessEmpty(
        burden=examination.burden, risk=examination.risk, decisive=examination.isDecisive, reason=examination.reason)}


def _basePrior(base: BasePrior):
    return {
        "id": base.id,
        "title": base.title,
        "priors": _Line(dict(base.priors)),
        **({} if base.takesConditions else {"conditions": False}),
        "provenance": "elicited",
        "reason": base.reason,
    }


def _condition(condition: Condition):
    return {
        "id": condition.id,
        "title": condition.title,
        "weights": _Line(dict(condition.weights)),
        **({"states": _Line(dict(condition.states))} if condition.states else {}),
        **({"implies": _Line(list(condition.implies))} if condition.implies else {}),
        **({} if condition.choosesForms else {"forms": False}),
        "provenance": "elicited",
        "reason": condition.reason,
    }


def _unlessEmpty(**members):
    """Return the members that say something; the others may be left out of the file."""
    return {key: value for key, value in members.items() if value}


def _number(value):
    """Return a number as one writes it: 7 rather than 7.0."""
    return int(value) if value == int(value) else value
