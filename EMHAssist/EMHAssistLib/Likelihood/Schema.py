"""Check a parsed model file against the schema and turn it into a Model. Strict: nothing is guessed or ignored.

Schema version 2. The file is one object with exactly these keys; ``?`` marks what may be left out:

- ``schema_version``: 2
- ``name``, ``version``, ``date``, ``statement``, ``description``: texts
- ``history?``: ``[{date, text}]``, what was done to the file, the oldest first
- ``target``: id of the class the verdict is about
- ``parameters``: for each key of PARAMETERS ``{value, provenance: "assumed", reason}``
- ``sources``: ``[{id, citation, url?}]``
- ``classes``: ``[{id, title, dangerous?}]``
- ``forms``: ``[{id, title, class, patients, inherits?, provenance, reason}]``; every class has at least one. A form
  uses the tables of the form it ``inherits`` from wherever it has none of its own.
- ``blocks``: ``[{id, title, temper, dependence, provenance: "assumed", reason}]``
- ``features``: see SchemaFeatures
- ``contradictions?``: ``[{findings: {feature id: [level id]}, reason}]``, at least two features each
- ``settings``: ``[{id, title, priors: {class id: number}, given?: {feature id: level id or null},
  provenance: "elicited", reason}]``; the priors are at least SMALLEST_PRIOR and add up to 1.

Dates are written YYYY-MM-DD. How many classes, forms, features, levels and draws there may be is limited, so that no
file of the permitted size makes tables that fill the memory.
"""

from .Assumptions import SMALLEST_PRIOR
from .Model import (
    Block,
    Change,
    ClinicalSetting,
    Contradiction,
    DiagnosisClass,
    Form,
    Model,
    ModelError,
    Parameters,
    Source,
)
from .SchemaFeatures import EVIDENCE_PROVENANCES, MAXIMUM_COUNT, SUM_TOLERANCE, readFeature
from .SchemaNode import SchemaNode, readItems

SCHEMA_VERSION = 2
ROUNDING = 1e-12
"""What the sum of priors may be off without being scaled to 1."""
MAXIMUM_CLASSES = 32
MAXIMUM_FORMS = 64
MAXIMUM_FEATURES = 128
MAXIMUM_DRAWN = 40_000_000
"""Numbers drawn for all tables together, 320 MB; the shipped model with the most draws takes half of it."""
SMALLEST_PSEUDO_PATIENTS = 0.1
"""Of a table, and of a form. The draws of a Dirichlet distribution with much less than this run out of float64."""

# Key in the file: (field of Parameters, smallest, largest, whole number).
PARAMETERS = {
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


def readModel(data) -> Model:
    """Return the model held by ``data``, the parsed JSON of a model file.

    :raises ModelError: with the place, for example
        ``features[3] 'margins' form 'emh_active' evidence[0] level 'ill_defined': count -1 is negative``.
    """
    root = SchemaNode(data, "")
    _checkVersion(root)
    root.expect(("schema_version", "name", "version", "date", "statement", "description", "target", "parameters",
                 "sources", "classes", "forms", "blocks", "features", "settings"),
                optional=("history", "contradictions"))
    sources = {source.id: source for source in readItems(root, "sources", _readSource)}
    classes = readItems(root, "classes", _readClass, 2, MAXIMUM_CLASSES)
    classIds = tuple(diagnosis.id for diagnosis in classes)
    forms = _readForms(root, classIds)
    blocks = readItems(root, "blocks", _readBlock)
    blockById = {block.id: block for block in blocks}
    features = readItems(
        root, "features", lambda node: readFeature(node, forms, blockById, sources), largest=MAXIMUM_FEATURES)
    answerIds = {feature.id: feature.answerIds() for feature in features}
    parameters = _readParameters(root.child("parameters"))
    drawn = len(forms) * sum(map(len, answerIds.values())) * parameters.draws
    if drawn > MAXIMUM_DRAWN:
        raise ModelError(f"parameters.draws: forms x levels x draws is {drawn}, more than {MAXIMUM_DRAWN}")
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
        features=features,
        contradictions=tuple(
            _readContradiction(node, answerIds) for node in root.children("contradictions", 0, optional=True)),
        clinicalSettings=readItems(root, "settings", lambda node: _readSetting(node, classIds, answerIds)),
        history=tuple(_readChange(node) for node in root.children("history", 0, optional=True)),
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
    values, reasons = {}, {}
    for key, (field, smallest, largest, whole) in PARAMETERS.items():
        parameter = node.child(key).expect(("value", "provenance", "reason"))
        parameter.choice("provenance", ("assumed",))
        values[field] = parameter.number("value", smallest, largest, whole=whole)
        reasons[key] = parameter.text("reason")
    if values["unlikelyHigh"] >= values["likelyProbability"]:
        raise node.error("unlikely_high must be below likely_probability")
    return Parameters(reasons=reasons, **values)


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


def _readSetting(node, classIds, answerIds):
    node.expect(("id", "title", "priors", "provenance", "reason"), optional=("given",))
    node.choice("provenance", ("elicited",))
    place = f"{node.place} given"
    given = SchemaNode(node.member("given", {}), place, memberName="feature").expect((), optional=answerIds)
    return ClinicalSetting(
        id=node.identifier("id"),
        title=node.text("title"),
        priors=readPriors(node.child("priors", f"{node.place} priors", memberName="class"), classIds),
        given={
            featureId: None if given.member(featureId) is None else given.choice(featureId, answerIds[featureId])
            for featureId in given.keys()
        },
        reason=node.text("reason"),
    )
