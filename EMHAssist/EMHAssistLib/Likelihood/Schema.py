"""Check a parsed model file against the schema and turn it into a Model. Strict: nothing is guessed or ignored.

Schema version 3; files of version 2 are upgraded first, see SchemaUpgrade. The file is one object with exactly these
keys; ``?`` marks what may be left out:

- ``schema_version``: 3
- ``name``, ``version``, ``date``, ``statement``, ``description``: texts
- ``history?``: ``[{date, text}]``, what was done to the file, the oldest first
- ``target``: id of the class the verdict is about
- ``parameters``: for each key of PARAMETERS ``{value, provenance, reason}``; provenance "assumed" or "cross_validated"
- ``sources``: ``[{id, citation, url?}]``
- ``classes``: ``[{id, title, dangerous?}]``
- ``forms``: ``[{id, title, class, patients, inherits?, provenance, reason}]``; every class has at least one. A form
  uses the tables of the form it ``inherits`` from wherever it has none of its own.
- ``blocks``: ``[{id, title, temper, dependence, provenance: "assumed", reason}]``
- ``examinations``: ``[{id, title, burden?, risk?, decisive?, reason?}]``
- ``features``: see SchemaFeatures
- ``contradictions?``: ``[{findings: {feature id: [level id]}, reason}]``, at least two features each
- ``base_priors``: ``[{id, title, priors: {class id: number}, conditions?: bool, provenance: "elicited", reason}]``; the
  priors are at least SMALLEST_PRIOR and add up to 1. ``conditions``: false where conditions of the patient do not
  change it.
- ``conditions?``: ``[{id, title, weights: {class id: factor}, states?: {feature id: level id}, implies?: [feature id],
  forms?: bool, provenance: "elicited", reason}]``; no id is also that of a base prior. ``forms``: false where what it
  states does not choose among the forms of a diagnosis.

Dates are written YYYY-MM-DD. How many classes, forms, features, levels and draws there may be is limited, so that no
file of the permitted size makes tables that fill the memory.
"""

from .Assumptions import SMALLEST_PRIOR
from .Model import (
    BasePrior,
    Block,
    Change,
    Condition,
    Contradiction,
    DiagnosisClass,
    Examination,
    Form,
    Model,
    ModelError,
    Parameters,
    Source,
)
from .SchemaFeatures import EVIDENCE_PROVENANCES, MAXIMUM_COUNT, SUM_TOLERANCE, checkFollows, readFeature
from .SchemaNode import SchemaNode, readItems

SCHEMA_VERSION = 3
ROUNDING = 1e-12
"""What the sum of priors may be off without being scaled to 1."""
MAXIMUM_CLASSES = 32
MAXIMUM_FORMS = 64
MAXIMUM_FEATURES = 128
MAXIMUM_DRAWN = 40_000_000
"""Numbers drawn for all tables together, 320 MB; the shipped model with the most draws takes half of it."""
SMALLEST_PSEUDO_PATIENTS = 0.1
"""Of a table, and of a form. The draws of a Dirichlet distribution with much less than this run out of float64."""

PARAMETER_PROVENANCES = ("assumed", "cross_validated")
MAXIMUM_WEIGHT = 1e9
"""Of a condition, either way: as far as priors may lie apart."""

# Key in the file: (field of Parameters, smallest, largest, whole number).
PARAMETERS = {
    "temper": ("temper", 0, 3, False),
    "pseudo_patients": ("pseudoPatients", SMALLEST_PSEUDO_PATIENTS, 100, False),
    "likelihood_ratio_cap": ("likelihoodRatioCap", 1, 1e9, False),
    "draws": ("draws", 100, 20000, True),
    "seed": ("seed", 0, 2**32 - 1, True),
    "minimum_findings": ("minimumFindings", 1, 100, True),
    "maximum_interval_width": ("maximumIntervalWidth", 0, 1, False),
    "likely_probability": ("likelyProbability", 0, 1, False),
    "likely_low": ("likelyLow", 0, 1, False),
    "unlikely_high": ("unlikelyHigh", 0, 1, False),
    "alternative_high": ("alternativeHigh", 0, 1, False),
}


def readModel(data, remarks: tuple[str, ...] = ()) -> Model:
    """Return the model held by ``data``, the parsed JSON of a model file.

    :param remarks: what was done to the file to read it
    :raises ModelError: with the place, for example
        ``features[3] 'margins' form 'emh_active' evidence[0] level 'ill_defined': count -1 is negative``.
    """
    root = SchemaNode(data, "")
    _checkVersion(root)
    root.expect(("schema_version", "name", "version", "date", "statement", "description", "target", "parameters",
                 "sources", "classes", "forms", "blocks", "examinations", "features", "base_priors"),
                optional=("history", "contradictions", "conditions"))
    sources = {source.id: source for source in readItems(root, "sources", _readSource)}
    classes = readItems(root, "classes", _readClass, 2, MAXIMUM_CLASSES)
    classIds = tuple(diagnosis.id for diagnosis in classes)
    forms = _readForms(root, classIds)
    blocks = readItems(root, "blocks", _readBlock)
    blockById = {block.id: block for block in blocks}
    examinations = readItems(root, "examinations", _readExamination)
    examinationById = {examination.id: examination for examination in examinations}
    features = readItems(root, "features", lambda node: readFeature(node, forms, blockById, examinationById, sources),
                         largest=MAXIMUM_FEATURES)
    checkFollows(features)
    answerIds = {feature.id: feature.answerIds() for feature in features}
    parameters = _readParameters(root.child("parameters"))
    drawn = len(forms) * sum(map(len, answerIds.values())) * parameters.draws
    if drawn > MAXIMUM_DRAWN:
        raise ModelError(f"parameters.draws: forms x levels x draws is {drawn}, more than {MAXIMUM_DRAWN}")
    basePriors = readItems(root, "base_priors", lambda node: _readBasePrior(node, classIds))
    taken = {base.id for base in basePriors}
    conditions = readItems(root, "conditions", lambda node: _readCondition(node, classIds, answerIds, taken),
                           smallest=0) if "conditions" in root.keys() else ()
    return Model(
        name=root.text("name"),
        version=root.text("version"),
        date=root.date("date"),
        statement=root.text("statement"),
        description=root.text("description"),
        target=root.choice("target", classIds),
        parameters=parameters,
        sources=tuple(sources.values()),
        classes=classes,
        forms=forms,
        blocks=blocks,
        examinations=examinations,
        features=features,
        contradictions=tuple(
            _readContradiction(node, answerIds) for node in root.children("contradictions", 0, optional=True)),
        basePriors=basePriors,
        conditions=conditions,
        history=tuple(_readChange(node) for node in root.children("history", 0, optional=True)),
        remarks=remarks,
    )


def readPriors(node, classIds) -> dict:
    """Return the prior probabilities {class id: probability} of a SchemaNode, scaled to add up to 1.

    Those that do but for rounding are kept as they stand, so that a model that is written and read again is the same.

    :raises ModelError: a class is missing or unknown, a prior is no number or too small, the sum is not 1.
    """
    node.expect(classIds)
    priors = {classId: node.number(classId, 0, 1, name="prior") for classId in classIds}
    for classId, prior in priors.items():
        if prior < SMALLEST_PRIOR:
            raise ModelError(f"{node.placeOf(classId)}: prior must be at least {SMALLEST_PRIOR:g}, "
                             "or no finding could change it")
    total = sum(priors.values())
    if abs(total - 1) > SUM_TOLERANCE:
        raise node.error(f"the priors add up to {total:.6g} instead of 1")
    return priors if abs(total - 1) < ROUNDING else {classId: prior / total for classId, prior in priors.items()}


def _checkVersion(root):
    """Judge the version first: a newer file may well have other keys."""
    version = root.member("schema_version")
    if isinstance(version, bool) or version != SCHEMA_VERSION:
        raise ModelError(f"schema_version: {version!r} cannot be read, only version {SCHEMA_VERSION}")


def _readParameters(node):
    node.expect(PARAMETERS)
    values, reasons, provenances = {}, {}, {}
    for key, (field, smallest, largest, whole) in PARAMETERS.items():
        parameter = node.child(key).expect(("value", "provenance", "reason"))
        provenances[key] = parameter.choice("provenance", PARAMETER_PROVENANCES)
        values[field] = parameter.number("value", smallest, largest, whole=whole)
        reasons[key] = parameter.text("reason")
    if values["unlikelyHigh"] >= values["likelyProbability"]:
        raise node.error("unlikely_high must be below likely_probability")
    return Parameters(reasons=reasons, provenances=provenances, **values)


def _readSource(node):
    node.expect(("id", "citation"), optional=("url",))
    return Source(node.identifier("id"), node.text("citation"), node.text("url", default=""))


def _readChange(node):
    node.expect(("date", "text"))
    return Change(node.date("date"), node.text("text"))


def _readClass(node):
    node.expect(("id", "title"), optional=("dangerous",))
    return DiagnosisClass(node.identifier("id"), node.text("title"), node.boolean("dangerous", False))


def _readForms(root, classIds):
    nodes = {}

    def readForm(node):
        node.expect(("id", "title", "class", "patients", "provenance", "reason"), optional=("inherits",))
        form = Form(node.identifier("id"), node.text("title"), node.choice("class", classIds),
                    node.number("patients", SMALLEST_PSEUDO_PATIENTS, MAXIMUM_COUNT),
                    node.text("inherits", default=""), node.choice("provenance", EVIDENCE_PROVENANCES),
                    node.text("reason"))
        nodes[form.id] = node
        return form

    forms = readItems(root, "forms", readForm, largest=MAXIMUM_FORMS)
    parents = {form.id: form.inherits for form in forms}
    for form in forms:
        if form.inherits:
            nodes[form.id].choice("inherits", parents)
        chain = [form.id]
        while parents.get(chain[-1]):
            if parents[chain[-1]] in chain:
                raise nodes[form.id].error(
                    f"inherits in a circle: {' -> '.join([*chain, parents[chain[-1]]])}")
            chain.append(parents[chain[-1]])
    for classId in classIds:
        if all(form.classId != classId for form in forms):
            raise ModelError(f"forms: class {classId!r} has no form")
    return forms


def _readBlock(node):
    node.expect(("id", "title", "temper", "dependence", "provenance", "reason"))
    node.choice("provenance", ("assumed",))
    return Block(node.identifier("id"), node.text("title"), node.number("temper", 0, 1),
                 node.number("dependence", 0, 1), node.text("reason"))


def _readContradiction(node, answerIds):
    node.expect(("findings", "reason"))
    findings = node.child("findings", memberName="feature").expect((), optional=answerIds)
    if len(findings.keys()) < 2:
        raise findings.error("a contradiction needs at least two features")
    return Contradiction({featureId: findings.choices(featureId, answerIds[featureId])
                          for featureId in findings.keys()}, node.text("reason"))


def _readExamination(node):
    node.expect(("id", "title"), optional=("burden", "risk", "decisive", "reason"))
    return Examination(node.identifier("id"), node.text("title"), node.text("burden", default=""),
                       node.text("risk", default=""), node.boolean("decisive", False), node.text("reason", default=""))


def _readBasePrior(node, classIds):
    node.expect(("id", "title", "priors", "provenance", "reason"), optional=("conditions",))
    node.choice("provenance", ("elicited",))
    return BasePrior(node.identifier("id"), node.text("title"),
                     readPriors(node.child("priors", f"{node.place} priors", memberName="class"), classIds),
                     node.boolean("conditions", True), node.text("reason"))


def _readCondition(node, classIds, answerIds, taken):
    node.expect(("id", "title", "weights", "provenance", "reason"), optional=("states", "implies", "forms"))
    node.choice("provenance", ("elicited",))
    conditionId = node.identifier("id")
    if conditionId in taken:
        raise node.error("a base prior has this id")
    weights = node.child("weights", f"{node.place} weights", memberName="class").expect(classIds)
    states = SchemaNode(node.member("states", {}), f"{node.place} states", memberName="feature").expect(
        (), optional=answerIds)
    return Condition(
        id=conditionId,
        title=node.text("title"),
        weights={classId: weights.number(classId, 1 / MAXIMUM_WEIGHT, MAXIMUM_WEIGHT, name="weight")
                 for classId in classIds},
        states={featureId: states.choice(featureId, answerIds[featureId]) for featureId in states.keys()},
        implies=node.choices("implies", tuple(answerIds)) if "implies" in node.keys() else (),
        reason=node.text("reason"),
        choosesForms=node.boolean("forms", True),
    )
