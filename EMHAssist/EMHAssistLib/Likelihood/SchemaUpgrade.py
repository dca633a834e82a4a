"""Turn a model file of schema version 2 into one of version 3, so that own models and those in old scenes still load.

Version 2 had settings instead of base priors and conditions: a prior each, and with it the findings that it already
held. A setting that holds none becomes a base prior. One that holds some becomes a condition, whose weights turn the
first base prior into its prior, so that alone it gives the same answers as before. Examinations were texts. Settings
that do not fit version 2 are refused here; what else does not fit is left as it is, for the schema to name the place.
"""

import re
from collections.abc import Mapping

from ..Language import mark as _
from .Model import ModelError
from .Schema import readPriors
from .SchemaNode import SchemaNode, readItems

FORMER_VERSION = 2
REMARK = _("Written for schema version 2 and upgraded: its settings became base priors and conditions, which can now "
           "be combined, and a finding that states a condition counts as that condition; nothing else was changed.")
_TEMPER = {"value": 1, "provenance": "assumed", "reason": "Version 2 had none."}


def upgraded(data) -> tuple[object, tuple[str, ...]]:
    """Return the parsed content of a model file in the present version, and in plain English what was done to it."""
    if not isinstance(data, Mapping) or isinstance(data.get("schema_version"), bool) \
            or data.get("schema_version") != FORMER_VERSION:
        return data, ()
    for key in ("examinations", "base_priors", "conditions"):
        if key in data:
            raise ModelError(f"key {key!r} is unknown to schema version {FORMER_VERSION}, which has settings")
    result = dict(data, schema_version=FORMER_VERSION + 1)
    if isinstance(result.get("parameters"), Mapping):
        result["parameters"] = {"temper": _TEMPER, **result["parameters"]}
    _upgradeExaminations(result)
    _upgradeSettings(result)
    return result, (REMARK,)


def _upgradeExaminations(data):
    features = data.get("features")
    if not isinstance(features, list):
        return
    ids: dict[str, str] = {}
    changed = []
    for feature in features:
        if isinstance(feature, Mapping) and isinstance(feature.get("examination"), str):
            title = feature["examination"]
            feature = dict(feature, examination=ids.setdefault(title, _identifier(title, ids.values())))
        changed.append(feature)
    data["features"] = changed
    data["examinations"] = [{"id": each, "title": title} for title, each in ids.items()]


def _identifier(title, taken):
    base = re.sub("[^a-z0-9]+", "_", title.lower()).strip("_")[:48] or "examination"
    number, identifier = 1, base
    while identifier in taken:
        number += 1
        identifier = f"{base}_{number}"
    return identifier


def _upgradeSettings(data):
    classIds, answerIds = _ids(data)
    settings = readItems(SchemaNode({"settings": data.pop("settings", None)}, ""), "settings",
                         lambda node: _readSetting(node, classIds, answerIds))
    bases = [setting for setting in settings if not setting["given"]] or [_commonBase(settings)]
    # Those that hold no finding and come later, such as all diagnoses equally likely, were about the findings alone.
    data["base_priors"] = [_without(base, "given") | ({} if base is bases[0] else {"conditions": False})
                           for base in bases]
    data["conditions"] = [_condition(setting, bases[0]) for setting in settings if setting["given"]]


def _ids(data):
    """Return the ids of the classes, and feature id to those of its levels; ModelError where the file is no model."""
    root = SchemaNode(data, "")
    classIds = tuple(node.identifier("id") for node in root.children("classes"))
    return classIds, {node.identifier("id"): tuple(level.identifier("id") for level in node.children("levels"))
                      for node in root.children("features")}


def _readSetting(node, classIds, answerIds):
    """Return a setting of version 2 as a dict of its own, checked as version 2 did."""
    node.expect(("id", "title", "priors", "provenance", "reason"), optional=("given",))
    given = SchemaNode(node.member("given", {}), f"{node.place} given", memberName="feature").expect(
        (), optional=answerIds)
    return {"id": node.identifier("id"), "title": node.text("title"),
            "priors": readPriors(node.child("priors", f"{node.place} priors", memberName="class"), classIds),
            "provenance": node.choice("provenance", ("elicited",)), "reason": node.text("reason"),
            "given": {featureId: None if given.member(featureId) is None else given.choice(
                featureId, answerIds[featureId]) for featureId in given.keys()}}


def _commonBase(settings):
    """Return a base prior for conditions where no setting can be one."""
    return {"id": _identifier("base", [setting["id"] for setting in settings]), "title": "Base prior",
            "priors": settings[0]["priors"], "provenance": "elicited",
            "reason": f"Every setting of version 2 held findings; this is the prior of \"{settings[0]['title']}\"."}


def _condition(setting, base):
    condition = _without(setting, "priors", "given")
    condition["weights"] = {classId: prior / base["priors"][classId] for classId, prior in setting["priors"].items()}
    condition["states"] = {feature: level for feature, level in setting["given"].items() if level is not None}
    implied = [feature for feature, level in setting["given"].items() if level is None]
    return condition | ({"implies": implied} if implied else {}) | {"forms": False}


def _without(members, *keys):
    return {key: value for key, value in members.items() if key not in keys}
