"""Check a parsed model file against the schema and turn it into a Model. Strict: nothing is guessed or ignored.

Schema version 1. The file is one object with exactly these keys; ``?`` marks what may be left out:

- ``schema_version``: 1
- ``name``, ``version``, ``date``, ``statement``, ``description``: texts
- ``target``: id of the class the verdict is about
- ``parameters``: for each key of PARAMETERS ``{value, provenance: "assumed", reason}``
- ``classes``: ``[{id, title, dangerous?}]``
- ``blocks``: ``[{id, title, temper, provenance: "assumed", reason}]``
- ``features``: ``[{id, title, description?, block, levels: [{id, title}], evidence}]``; ``evidence`` holds for
  each class id a list of ``{counts: {level id: number}, n, source, url?, provenance, reason?}``. The counts
  name every level and add up to n; an elicited entry needs a reason, any other a url (or DOI).
- ``settings``: ``[{id, title, priors: {class id: number}, given?: {feature id: level id or null},
  provenance: "elicited", reason}]``; the priors are positive and add up to 1.
"""

from .Model import Block, DiagnosisClass, Evidence, Feature, Level, Model, ModelError, Parameters, Setting
from .SchemaNode import SchemaNode

SCHEMA_VERSION = 1
EVIDENCE_PROVENANCES = ("counted", "computed", "elicited")
SUM_TOLERANCE = 1e-6
MAXIMUM_COUNT = 1e9

# Key in the file: (field of Parameters, smallest, largest, whole number).
PARAMETERS = {
    "pseudo_count": ("pseudoCount", 1e-3, 100, False),
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
        ``features[3] 'margins' class 'emh' evidence[0] level 'ill_defined': count -1 is negative``.
    """
    root = SchemaNode(data, "")
    _checkVersion(root)
    root.expect(("schema_version", "name", "version", "date", "statement", "description", "target",
                 "parameters", "classes", "blocks", "features", "settings"))
    classes = _readItems(root, "classes", _readClass, smallest=2)
    classIds = tuple(diagnosis.id for diagnosis in classes)
    blocks = _readItems(root, "blocks", _readBlock)
    features = _readItems(root, "features", lambda node: _readFeature(node, classIds, blocks))
    return Model(
        name=root.text("name"),
        version=root.text("version"),
        date=root.text("date"),
        statement=root.text("statement"),
        description=root.text("description"),
        target=root.choice("target", classIds),
        parameters=_readParameters(root.child("parameters")),
        classes=classes,
        blocks=blocks,
        settings=_readItems(root, "settings", lambda node: _readSetting(node, classIds, features)),
        features=features,
    )


def readPriors(node, classIds) -> dict:
    """Return the prior probabilities {class id: probability} of a SchemaNode, scaled to add up to 1 exactly.

    :raises ModelError: a class is missing or unknown, a prior is not a positive number, the sum is not 1.
    """
    node.expect(classIds)
    priors = {classId: node.number(classId, 0, 1, name="prior") for classId in classIds}
    for classId, prior in priors.items():
        if prior == 0:
            raise ModelError(f"{node.placeOf(classId)}: prior must be above 0, or no finding could ever change it")
    total = sum(priors.values())
    if abs(total - 1) > SUM_TOLERANCE:
        raise node.error(f"the priors add up to {total:.6g} instead of 1")
    return {classId: prior / total for classId, prior in priors.items()}


def _checkVersion(root):
    """Judge the version first: a newer file may well have other keys."""
    version = root.member("schema_version")
    if isinstance(version, bool) or version != SCHEMA_VERSION:
        raise ModelError(f"schema_version: {version!r} cannot be read, only version {SCHEMA_VERSION}")


def _readItems(parent, key, readItem, smallest=1):
    """Read a list of objects that each have an id of their own; the id becomes part of their place."""
    items = {}
    for node in parent.children(key, smallest):
        itemId = node.identifier("id")
        node.place = f"{node.place} {itemId!r}"
        if itemId in items:
            raise node.error("this id stands twice")
        items[itemId] = readItem(node)
    return tuple(items.values())


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


def _readClass(node):
    node.expect(("id", "title"), optional=("dangerous",))
    return DiagnosisClass(node.identifier("id"), node.text("title"), node.boolean("dangerous", False))


def _readBlock(node):
    node.expect(("id", "title", "temper", "provenance", "reason"))
    node.choice("provenance", ("assumed",))
    return Block(node.identifier("id"), node.text("title"), node.number("temper", 0, 1), node.text("reason"))


def _readLevel(node):
    node.expect(("id", "title"))
    return Level(node.identifier("id"), node.text("title"))


def _readFeature(node, classIds, blocks):
    node.expect(("id", "title", "block", "levels", "evidence"), optional=("description",))
    blockById = {block.id: block for block in blocks}
    levels = _readItems(node, "levels", _readLevel, smallest=2)
    levelIds = tuple(level.id for level in levels)
    table = node.child("evidence", node.place, memberName="class").expect(classIds)
    return Feature(
        id=node.identifier("id"),
        title=node.text("title"),
        description=node.text("description", default=""),
        block=blockById[node.choice("block", blockById)],
        levels=levels,
        # In the order of the classes, whatever the order in the file.
        evidence={
            classId: tuple(
                _readEvidence(entry, levelIds) for entry in table.children(classId, itemName=" evidence"))
            for classId in classIds
        },
    )


def _readEvidence(node, levelIds):
    node.expect(("counts", "n", "source", "provenance"), optional=("url", "reason"))
    table = node.child("counts", node.place, memberName="level").expect(levelIds)
    counts = tuple(table.number(levelId, 0, MAXIMUM_COUNT, name="count") for levelId in levelIds)
    n = node.number("n", 0, MAXIMUM_COUNT)
    if abs(sum(counts) - n) > SUM_TOLERANCE * max(1, n):
        raise node.error(f"the counts add up to {sum(counts):g}, but n is {n:g}")
    provenance = node.choice("provenance", EVIDENCE_PROVENANCES)
    url, reason = node.text("url", default=""), node.text("reason", default="")
    if provenance == "elicited" and not reason.strip():
        raise node.error("an elicited entry needs a reason")
    if provenance != "elicited" and not url.strip():
        raise node.error(f"a {provenance} entry needs a url (or DOI)")
    return Evidence(counts, n, node.text("source"), url, provenance, reason)


def _readSetting(node, classIds, features):
    node.expect(("id", "title", "priors", "provenance", "reason"), optional=("given",))
    node.choice("provenance", ("elicited",))
    levelIds = {feature.id: feature.levelIds() for feature in features}
    place = f"{node.place} given"
    given = SchemaNode(node.member("given", {}), place, memberName="feature").expect((), optional=levelIds)
    return Setting(
        id=node.identifier("id"),
        title=node.text("title"),
        priors=readPriors(node.child("priors", f"{node.place} priors", memberName="class"), classIds),
        given={
            featureId: None if given.member(featureId) is None else given.choice(featureId, levelIds[featureId])
            for featureId in given.keys()
        },
        reason=node.text("reason"),
    )
