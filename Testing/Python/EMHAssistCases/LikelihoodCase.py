"""Small likelihood models whose answers can be reckoned by hand, and random findings; shared by several test files."""

import json

import numpy as np

from EMHAssistLib.Likelihood import Finding, defaultModelPath
from EMHAssistLib.Likelihood.ClinicalSetting import denies, settingId
from EMHAssistLib.Likelihood.Schema import readModel

NO_CAP = 1e9
ROUNDING = 6e-10
"""Probabilities and decibans are rounded to nine decimals; this much they may differ from the number by hand."""

# Seed case 1 (Radiopaedia): thalassemia major, posterior epidural lesions, paravertebral masses, like the marrow.
THALASSEMIA_CASE = {
    "hematologic_disorder": "hemolytic",
    "splenomegaly": "present",
    "paravertebral_mass": "bilateral",
    "epidural_position": "posterior",
    "bone_destruction": "absent",
    "enhancement": "mild",
    "marrow_like": Finding("marrow_like", "present", "measured", "ratios 0.95 to 1.06"),
}
ABSCESS_CASE = {"infection_signs": "present", "enhancement": "rim", "margins": "ill_defined"}


def shippedData():
    """Return the shipped model file as parsed JSON, a fresh copy."""
    with open(defaultModelPath(), encoding="utf-8") as stream:
        return json.load(stream)


def smallData():
    """Return the shipped model with a third of the features and few draws, so that many copies can be tried."""
    data = shippedData()
    keepFeatures(data, {"hematologic_disorder", "anemia", "transfusion", "cancer_history", "epidural",
                        "epidural_position", "paravertebral_mass", "number", "margins", "cord_compression",
                        "enhancement"})
    data["parameters"]["draws"]["value"] = 100
    return data


def keepFeatures(data, kept):
    """Take out all features but these, and what refers to them."""
    data["features"] = [feature for feature in data["features"] if feature["id"] in kept]
    for feature in data["features"]:
        if "follows" in feature:
            feature["follows"] = [rule for rule in feature["follows"] if rule["feature"] in kept]
    data["contradictions"] = [rule for rule in data["contradictions"] if set(rule["findings"]) <= kept]
    for condition in data["conditions"]:
        condition["states"] = {key: value for key, value in condition.get("states", {}).items() if key in kept}
        implied = [key for key in condition.pop("implies", ()) if key in kept]
        condition.update({"implies": implied} if implied else {})


def tinyModel(tables, prior, forms=None, blocks=None, cap=NO_CAP, pseudoPatients=2.0, draws=4000, follows=None,
              hosts=(), conditions=None, temper=1.0):
    """Return a model of classes a (the target), b, ... with the base prior "test".

    :param tables: {feature id: [patients per level l0, l1, ... of each form]}; None for a form that inherits
    :param prior: of each class
    :param forms: (id, class id, patients, id of the form it inherits from or "") of each; None for one a class, named
        like it
    :param blocks: {feature id: (block id, temper, dependence)}; None for one block that changes nothing
    :param pseudoPatients: divided over the levels, so that 2 adds one patient to each of two
    :param follows: {feature id: {id of the other feature: {level of it: share}}}
    :param hosts: ids of the features that are about the patient; the others are signal
    :param conditions: {id: (weight of each class, {feature id: level})}
    :param temper: of the model
    """
    data = shippedData()
    classIds = "abcdefgh"[:len(prior)]
    forms = forms or [(classId, classId, 1, "") for classId in classIds]
    blocks = blocks or dict.fromkeys(tables, ("only", 1.0, 0.0))
    assumed = {"provenance": "assumed", "reason": "test"}
    elicited = {"provenance": "elicited", "reason": "test"}
    data.pop("contradictions")
    data["classes"] = [{"id": classId, "title": classId.upper()} for classId in classIds]
    data["target"] = "a"
    data["forms"] = [{"id": formId, "title": formId, "class": classId, "patients": patients, **elicited,
                      **({"inherits": parent} if parent else {})}
                     for formId, classId, patients, parent in forms]
    data["blocks"] = [{"id": blockId, "title": blockId, "temper": temper, "dependence": dependence, **assumed}
                      for blockId, temper, dependence in dict.fromkeys(blocks.values())]
    data["base_priors"] = [{"id": "test", "title": "Test", "priors": dict(zip(classIds, prior)), **elicited}]
    data["conditions"] = [{"id": conditionId, "title": conditionId, "weights": dict(zip(classIds, weights)),
                           "states": states, **elicited}
                          for conditionId, (weights, states) in (conditions or {}).items()]
    data["examinations"] = [{"id": "test", "title": "Test"}]
    for key, value in (("likelihood_ratio_cap", cap), ("pseudo_patients", pseudoPatients), ("draws", draws),
                       ("temper", temper), ("seed", 20261120)):
        data["parameters"][key]["value"] = value
    data["features"] = [
        {
            "id": featureId,
            "title": featureId,
            "kind": "host" if featureId in hosts else "signal",
            "examination": "test",
            "block": blocks[featureId][0],
            "levels": [{"id": f"l{index}", "title": "level"} for index in range(max(len(row) for row in table if row))],
            "follows": [{"feature": other, "levels": shares, "reason": "test"}
                        for other, shares in (follows or {}).get(featureId, {}).items()],
            "evidence": {
                form[0]: [{"counts": {f"l{index}": count for index, count in enumerate(row)}, "n": sum(row),
                           "source": "judgment", "grade": "D", **elicited}]
                for form, row in zip(forms, table) if row
            },
        }
        for featureId, table in tables.items()
    ]
    return readModel(data)


def probabilities(differential):
    """Return {class id: (probability, low, high)}."""
    return {item.id: (item.probability, item.low, item.high) for item in differential.classes}


def normalized(joint):
    """Return {class id: weight} scaled to add up to 1."""
    total = sum(joint.values())
    return {classId: value / total for classId, value in joint.items()}


def randomFindings(model, generator, given=()):
    """Return findings on a random subset of the features that weigh something and are not given, some of them
    uncertain."""
    findings = {}
    for feature in model.features:
        if not feature.evidence or feature.id in given or generator.random() < 0.4:
            continue
        weights = generator.dirichlet(np.full(len(feature.answers), 0.5))
        level = feature.answerIds()[int(weights.argmax())]
        uncertain = dict(zip(feature.answerIds(), weights.tolist())) if generator.random() < 0.3 else None
        findings[feature.id] = Finding(feature.id, level, "measured", answerWeights=uncertain)
    return findings


def randomSetting(model, generator):
    """Return a setting: a base prior, with up to three conditions where it takes any, none of which deny each other."""
    base = model.basePriors[generator.integers(len(model.basePriors))]
    chosen: list = []
    if base.takesConditions:
        for condition in generator.permutation(np.array(model.conditions, dtype=object))[:generator.integers(4)]:
            if not any(denies(model, condition, other) for other in chosen):
                chosen.append(condition)
    return settingId(base.id, [condition.id for condition in chosen])


def randomCases(model, count, seed=1):
    """Yield (findings, setting)."""
    generator = np.random.default_rng(seed)
    for _ in range(count):
        setting = randomSetting(model, generator)
        yield randomFindings(model, generator), setting
