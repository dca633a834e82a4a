"""Small models and cases of a known truth, for tests of what learns from cases or judges them."""

import numpy as np

from EMHAssistLib.Cohort import ProvenCase
from EMHAssistLib.Likelihood import Finding
from EMHAssistLib.Likelihood.Schema import readModel

# Form: class, share in patients, form it inherits from.
FORMS = {"emh_active": ("emh", 6, ""), "emh_fatty": ("emh", 2, "emh_active"), "metastasis": ("metastasis", 5, ""),
         "other": ("other", 5, "")}
# Features of a wide model, and the forms that have tables there.
FEATURES = 6
OWNERS = ("emh_active", "metastasis", "other")


def entry(counts, provenance="elicited"):
    return {"counts": counts, "n": sum(counts.values()), "source": "book", "provenance": provenance,
            "grade": "D" if provenance == "elicited" else "B", "reason": "Assumed."}


def modelOf(tables, pseudoPatients=1.0, contradictions=()):
    """Return a model without cap, temper and dependence, so that Bayes' theorem holds as it stands.

    :param tables: {feature id: {form id: {level id: count}}}
    """
    parameters = {"temper": 1, "pseudo_patients": pseudoPatients, "likelihood_ratio_cap": 1e9, "draws": 100, "seed": 1,
                  "minimum_findings": 1, "maximum_interval_width": 1, "likely_probability": 0.8, "likely_low": 0.5,
                  "unlikely_high": 0.1, "alternative_high": 0.05}
    return readModel({
        "schema_version": 3, "name": "Small model", "version": "1", "date": "2026-01-01",
        "statement": "Research use only.", "description": "Made up.", "target": "emh",
        "parameters": {key: {"value": value, "provenance": "assumed", "reason": "Test."}
                       for key, value in parameters.items()},
        "sources": [{"id": "book", "citation": "A book", "url": "10.1/1"}],
        "classes": [{"id": classId, "title": classId} for classId in ("emh", "metastasis", "other")],
        "forms": [{"id": formId, "title": formId, "class": classId, "patients": patients, "provenance": "elicited",
                   "reason": "Assumed.", **({"inherits": parent} if parent else {})}
                  for formId, (classId, patients, parent) in FORMS.items()],
        "blocks": [{"id": "all", "title": "All", "temper": 1, "dependence": 0, "provenance": "assumed",
                    "reason": "Test."}],
        "examinations": [{"id": "mri", "title": "MRI"}],
        "features": [{"id": feature, "title": feature, "kind": "morphology", "examination": "mri", "block": "all",
                      "levels": [{"id": level, "title": level} for level in next(iter(forms.values()))],
                      "evidence": {formId: [entry(counts)] for formId, counts in forms.items()}}
                     for feature, forms in tables.items()],
        "contradictions": list(contradictions),
        "base_priors": [{"id": "uniform", "title": "Uniform", "conditions": False, "provenance": "elicited",
                         "reason": "Test.", "priors": dict.fromkeys(("emh", "metastasis", "other"), 1 / 3)}],
    })


def smallModel(**others):
    """Return a model of two features; the fatty form has a table of its own for fat alone."""
    return modelOf({"fat": {"emh_active": {"yes": 1, "no": 3}, "emh_fatty": {"yes": 8, "no": 2},
                            "metastasis": {"yes": 1, "no": 9}, "other": {"yes": 5, "no": 5}},
                    "margins": {"emh_active": {"sharp": 6, "blurred": 4}, "metastasis": {"sharp": 2, "blurred": 8},
                                "other": {"sharp": 5, "blurred": 5}}}, **others)


def wideModel(truth=None, n=2.0):
    """Return a model of several features of three levels.

    :param truth: probabilities of shape (FEATURES, OWNERS, levels), which n patients show; None for even tables
    """
    truth = np.full((FEATURES, len(OWNERS), 3), 1 / 3) if truth is None else truth
    return modelOf({f"feature_{index}": {formId: dict(zip(("low", "middle", "high"), (n * row).tolist()))
                                         for formId, row in zip(OWNERS, table)} for index, table in enumerate(truth)})


def truthOf(seed, strength=1.0):
    """Return tables drawn at random, shape (FEATURES, OWNERS, levels); the larger the strength the more alike."""
    return np.random.default_rng(seed).dirichlet(np.full(3, strength), size=(FEATURES, len(OWNERS)))


def case(caseId, formId="", classId="", proof="histology", **findings):
    """Return a case of a form, or of a class with its form unknown; findings as level ids or as weights of levels."""
    found = {feature: Finding(feature, level) if isinstance(level, str) else
             Finding(feature, max(level, key=level.get), answerWeights=level) for feature, level in findings.items()}
    return ProvenCase(caseId, "as written", classId or FORMS[formId][0], formId, proof, found, False, 1)


def drawCases(truth, count, seed, knowsForm=True, missing=0.0):
    """Return cases of random classes whose levels follow the tables of the truth."""
    random = np.random.default_rng(seed)
    cases = []
    for number in range(count):
        classId = ("emh", "metastasis", "other")[number % 3]
        formId = {"emh": random.choice(["emh_active", "emh_fatty"], p=[0.75, 0.25])}.get(classId, classId)
        table = truth[:, OWNERS.index("emh_active" if classId == "emh" else classId)]
        findings = {f"feature_{index}": str(random.choice(["low", "middle", "high"], p=row))
                    for index, row in enumerate(table) if random.random() >= missing}
        cases.append(case(f"case {number}", str(formId) if knowsForm else "", classId, **findings))
    return cases
