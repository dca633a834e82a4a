"""What the vignettes say of a patient's blood and spleen, in their columns and in the free text beside them."""

from __future__ import annotations

import re

from .CellText import keyOf

HEMOLYTIC, MYELOPROLIFERATIVE, NONE = "hemolytic", "myeloproliferative", "none"

# Chronic hemolysis or ineffective erythropoiesis, which both drive the marrow.
_HEMOLYTIC = (
    "hemolytic", "hemolysis", "hemolytic_anemia", "ineffective_erythropoiesis",
    "thalassemia", "thalassemia_major", "thalassemia_intermedia", "thalassemia_unspecified", "beta_thalassemia",
    "alpha_thalassemia", "hbe_thalassemia", "hbe_disease", "hbh_disease", "hbe", "hbh", "hemoglobin_e_disease",
    "hemoglobin_h_disease", "hbc_disease", "sickle_cell", "sickle_cell_disease", "sickle_cell_anemia",
    "sickle_thalassemia", "hereditary_spherocytosis", "spherocytosis", "hereditary_elliptocytosis",
    "hereditary_stomatocytosis", "congenital_dyserythropoietic_anemia", "dyserythropoietic_anemia", "cda", "cda_i",
    "cda_ii", "cda_iii", "dyserythropoiesis", "pyruvate_kinase_deficiency", "pk_deficiency", "sideroblastic_anemia",
    "congenital_sideroblastic_anemia")
_MYELOPROLIFERATIVE = (
    "myeloproliferative", "myeloproliferative_neoplasm", "mpn", "myelofibrosis", "primary_myelofibrosis",
    "idiopathic_myelofibrosis", "agnogenic_myeloid_metaplasia", "polycythemia", "polycythemia_vera",
    "essential_thrombocythemia", "mds", "myelodysplastic_syndrome", "myelodysplasia")
# Neither: "other" holds leukemia and myeloma as well, carriers are healthy, and a secondary polycythemia answers a lack
# of oxygen or a hormone.
_NEITHER = (
    "other", "secondary_polycythemia", "carrier", "trait", "thalassemia_trait", "thalassemia_minor",
    "thalassemia_carrier", "beta_thalassemia_trait", "beta_thalassemia_minor", "alpha_thalassemia_trait",
    "sickle_cell_trait", "hbe_trait")
DISORDERS = {**dict.fromkeys(_HEMOLYTIC, HEMOLYTIC), **dict.fromkeys(_MYELOPROLIFERATIVE, MYELOPROLIFERATIVE),
             **dict.fromkeys(_NEITHER), "no": NONE}

# A spleen that was taken out was large or had to go for the disorder: "splenomegaly or splenectomy". One that cannot be
# felt may still be large on imaging.
SPLEENS = {
    **dict.fromkeys(("splenectomy", "splenectomized", "post_splenectomy", "prior_splenectomy", "previous_splenectomy",
                     "status_post_splenectomy", "asplenia", "autosplenectomy", "splenomegaly", "hepatosplenomegaly",
                     "hepatomegaly", "enlarged", "palpable"), "present"),
    **dict.fromkeys(("not_palpable", "non_palpable", "impalpable", "not_palpable_clinically"), None)}

_CARRIER = re.compile(r"(?<![a-z])(?:trait|minor|minima|carriers?|(?<!compound )hetero\w+)(?![a-z])")
_REACTIVE = re.compile(r"secondary (?:poly|erythro|to )|reactive|hypoxi")
_DENIAL = re.compile(r"(?<![a-z])(?:no|not|without|never|excluded|suspected|possible|family|father|mother|brother|"
                     r"sister)(?![a-z])")
_LEUKEMIA = re.compile(r"leuk[ae]*m|(?<![a-z])(?:aml|cml)(?![a-z])")
_KINDS = (
    (HEMOLYTIC, re.compile(r"hemoly|thal[ae]*ssemi|sickle|spherocyt|elliptocyt|stomatocyt|dyserythropoi|sideroblast|"
                           r"ineffective erythropoi|pyruvate kinase|(?<![a-z])(?:cda|hb ?[ehs]{1,2})(?![a-z])|"
                           r"hemoglobin [ehs](?![a-z])")),
    (MYELOPROLIFERATIVE, re.compile(r"myelofibro|polycythemia vera|essential thrombocyth|myeloprolif|myelodysplas|"
                                    r"(?<![a-z])(?:mds|mpn)(?![a-z])")))
_BLOOD_CANCER = re.compile(_LEUKEMIA.pattern + r"|lymphoma|myeloma|plasmacytoma|hodgkin")
# In capitals alone, or "all lineages" would be a leukemia.
_LYMPHOBLASTIC = re.compile(r"(?<![A-Za-z])ALL(?![A-Za-z])")
# Values of the column that leave it to the detail what they are.
_OPEN = ("other", "thalassemia_unspecified", "thalassemia", "polycythemia")


def isBloodCancer(value: str, detail: str) -> bool:
    """Return whether a value of ``hematologic_disorder`` and its free detail name leukemia, lymphoma or myeloma, for
    which the coding has no value.

    :param value: of the column
    """
    found = _BLOOD_CANCER.search(detail.lower()) or _LYMPHOBLASTIC.search(detail)
    return keyOf(value) == "other" and found is not None and not _DENIAL.search(detail.lower()[:found.start()])


def disorderMeaning(value: str, detail: str) -> str | None:
    """Return the answer that a value of ``hematologic_disorder`` and its free detail give together, None for neither.

    The detail decides where the value leaves it open: it names carriers and reactive polycythemia, which predispose to
    nothing, and disorders for which the coding has no value. What it denies, doubts or says of relatives does not
    count. A leukemia that came from a myelodysplastic disorder is a leukemia.

    :param value: one of DISORDERS
    """
    meaning = DISORDERS[keyOf(value)]
    return meaning if keyOf(value) not in _OPEN else disorderOfText(detail, meaning)


def disorderOfText(text: str, unknown):
    """Return the answer that a free text gives, None where it names a carrier or a reaction, ``unknown`` where it names
    nothing of the kind."""
    text = text.lower().replace("ae", "e").replace("-", " ").replace("_", " ")
    isCarrier = False
    for part in re.split(r"[,;.]|\band\b|\(.*?not stated.*?\)", text):
        found = [(kind, match.start()) for kind, pattern in _KINDS for match in pattern.finditer(part)]
        if _CARRIER.search(part):
            isCarrier = True
        elif found and not _DENIAL.search(part[:found[0][1]]) and not (
                found[0][0] == MYELOPROLIFERATIVE and _LEUKEMIA.search(text)):
            return found[0][0]
    return None if isCarrier or _REACTIVE.search(text) else unknown


def spleenOfText(text: str) -> str | None:
    """Return the answer of a free text on the spleen, None where it says nothing of its size, "" for any other text."""
    text = text.lower().replace("-", " ").replace("_", " ")
    if re.search(r"(?:not|non|im) ?palpable", text):
        return None
    return "present" if re.search(r"splenectom", text) and not _DENIAL.search(text) else ""
