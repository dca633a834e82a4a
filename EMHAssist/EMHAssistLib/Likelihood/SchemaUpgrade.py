"""Turn a model file of schema version 2 into one of version 3, so that own models and those in old scenes still load.

Version 2 had settings instead of base priors and conditions: a prior each, and with it the findings that it already
held. A setting that holds none becomes a base prior. One that holds some becomes a condition, whose weights turn the
first base prior into its prior, so that alone it gives the same prior as before. Examinations were texts. What does not
fit version 2 is left as it is, for the schema to name the place.
"""

import re
from collections.abc import Mapping

from ..Language import mark as _

FORMER_VERSION = 2
REMARK = _("Written for schema version 2 and upgraded: its settings became base priors and conditions, which can now "
           "be combined; nothing else was changed.")
_TEMPER = {"value": 1, "provenance": "assumed", "reason": "Version 2 had none."}


def upgraded(data) -> tuple[object, tuple[str, ...]]:
    """Return the parsed content of a model file in the present version, and in plain English what was done to it."""
    if not isinstance(data, Mapping) or isinstance(data.get("schema_version"), bool) \
            or data.get("schema_version") != FORMER_VERSION:
        return data, ()
    result = dict(data, schema_version=FORMER_VERSION + 1)
    if isinstance(result.get("parameters"), Mapping):
        result["parameters"] = {"temper": _TEMPER, **result["parameters"]}
    _upgradeExaminations(result)
    _upgradeSettings(result)
    return result, (REMARK,)


def _upgradeExaminations(data):
    features = data.get("features")
    if "examinations" in data or not isinstance(features, list):
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
    settings = data.pop("settings", None)
    if not isinstance(settings, list) or not all(isinstance(setting, Mapping) for setting in settings):
        data["base_priors"] = settings
        return
    bases = [setting for setting in settings if not setting.get("given")] or settings[:1]
    # Those that hold no finding and come later, such as all diagnoses equally likely, were about the findings alone.
    data["base_priors"] = [{key: value for key, value in base.items() if key != "given"}
                           | ({} if base is bases[0] else {"conditions": False}) for base in bases]
    data["conditions"] = [_condition(setting, bases[0]) for setting in settings
                          if not any(setting is base for base in bases)]


def _condition(setting, base):
    condition = {key: value for key, value in setting.items() if key not in ("priors", "given")}
    condition["weights"] = _weights(setting.get("priors"), base.get("priors"))
    given = setting["given"]
    if not isinstance(given, Mapping):
        return condition | {"states": given}
    condition["states"] = {feature: level for feature, level in given.items() if level is not None}
    implied = [feature for feature, level in given.items() if level is None]
    return condition | ({"implies": implied} if implied else {})


def _weights(priors, basePriors):
    try:
        return {classId: prior / basePriors[classId] for classId, prior in priors.items()}
    except (AttributeError, KeyError, TypeError, ZeroDivisionError):
        return priors
