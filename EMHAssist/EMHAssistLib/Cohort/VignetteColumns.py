"""How published case vignettes are coded, as a table: columns to findings, diagnoses to classes.

The columns and values are those of a collection of published cases; Resources/Docs/Evaluation.md explains them. Values
are in lower case with "_" for spaces and in US spelling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf

from ..Naming.SpinalLevels import spinalRegion

# Not in the text that was read: not assessed, never absent.
NOT_STATED = frozenset(("", "ns", "not_stated", "not_assessed", "not_applicable", "unknown", "na", "n/a", "nan"))
# Age in years below which each band ends; those of the feature "age" of the model.
AGE_BANDS = ((15, "child"), (45, "younger"), (inf, "older"))
OLDEST = 130

PRESENCE = {"yes": "present", "no": "absent", "true": "present", "false": "absent", "1": "present", "0": "absent"}
_RELATION = {
    "hypo": "lower", "hypointense": "lower", "low": "lower", "dark": "lower",
    "iso": "similar", "isointense": "similar", "intermediate": "similar",
    "hyper": "higher", "hyperintense": "higher", "high": "higher", "bright": "higher",
    # Heterogeneous, high and similar.
    "mixed": {"similar": 0.5, "higher": 0.5},
}
_HEMOLYTIC = ("thalassemia", "thalassemia_major", "thalassemia_intermedia", "thalassemia_unspecified",
              "beta_thalassemia", "alpha_thalassemia", "sickle_cell", "sickle_cell_disease", "sickle_thalassemia",
              "hereditary_spherocytosis", "hemolytic_anemia", "pyruvate_kinase_deficiency")
_MYELOPROLIFERATIVE = ("myelofibrosis", "primary_myelofibrosis", "polycythemia", "polycythemia_vera",
                       "essential_thrombocythemia", "mds")


def ageBand(text: str) -> str:
    """Return the answer of the feature "age" for an age in years (infants as decimals), "" if it is none."""
    try:
        years = float(text)
    except ValueError:
        return ""
    return next(band for end, band in AGE_BANDS if years < end) if 0 <= years <= OLDEST else ""


@dataclass(frozen=True)
class VignetteColumn:
    """A column of the vignettes.

    :param feature: id of the feature of the model
    :param values: each value to an answer id, or to {answer id: weight} where it leaves several open, or to None where
        it is a value that says nothing. An answer id of the feature is always a value, too.
    :param parse: returns the answer id of any other text, "" if there is none in it
    """

    feature: str
    values: Mapping[str, str | Mapping[str, float] | None] = field(default_factory=dict)
    parse: Callable[[str], str] = lambda text: ""


COLUMNS = {
    # "other" holds acute leukemia, myeloma and carriers as well, which do not predispose.
    "hematologic_disorder": VignetteColumn("hematologic_disorder", {
        **dict.fromkeys(_HEMOLYTIC, "hemolytic"), **dict.fromkeys(_MYELOPROLIFERATIVE, "myeloproliferative"),
        "no": "none", "other": None}),
    "chronic_anemia": VignetteColumn("anemia", PRESENCE),
    "splenomegaly_or_hepatomegaly": VignetteColumn("splenomegaly", PRESENCE),
    "cancer_history": VignetteColumn("cancer_history", PRESENCE),
    "fever_or_infection_signs": VignetteColumn("infection_signs", PRESENCE),
    "anticoagulation_or_trauma": VignetteColumn("bleeding_risk", PRESENCE),
    "age": VignetteColumn("age", parse=ageBand),
    "epidural": VignetteColumn("epidural", PRESENCE),
    "epidural_position": VignetteColumn("epidural_position", {
        "posterolateral": "posterior", "dorsal": "posterior", "anterolateral": "anterior", "ventral": "anterior",
        "foraminal": "lateral", "circumferential_or_both": "circumferential", "encircling": "circumferential"}),
    "paravertebral": VignetteColumn("paravertebral_mass", {
        "no": "none", "absent": "none", "present_ns": {"unilateral": 0.5, "bilateral": 0.5},
        "yes": {"unilateral": 0.5, "bilateral": 0.5}, "present": {"unilateral": 0.5, "bilateral": 0.5}}),
    "levels": VignetteColumn("level", parse=spinalRegion),
    "multiplicity": VignetteColumn("number", {"solitary": "single"}),
    "margins": VignetteColumn("margins", {"lobulated": "well_defined", "smooth": "well_defined",
                                  "infiltrative": "ill_defined", "irregular": "ill_defined"}),
    "t1_vs_cord_or_muscle": VignetteColumn("t1_soft_tissue", _RELATION),
    "t1_vs_marrow": VignetteColumn("t1_marrow", _RELATION),
    "t2_vs_cord_or_muscle": VignetteColumn("t2_soft_tissue", _RELATION),
    "t2_vs_marrow": VignetteColumn("t2_marrow", _RELATION),
    # Enhancement of which only so much is known that there is some excludes none and says no more.
    "enhancement": VignetteColumn("enhancement", {
        "minimal": "mild", "moderate": "marked", "avid": "marked", "strong": "marked", "ring": "rim",
        "peripheral": "rim", "present_ns": {"mild": 1 / 3, "marked": 1 / 3, "rim": 1 / 3},
        "homogeneous_ns": {"mild": 0.5, "marked": 0.5}, "heterogeneous_ns": {"mild": 0.5, "marked": 0.5}}),
    "fat_content": VignetteColumn("internal_fat", PRESENCE),
    "diffuse_low_marrow_signal": VignetteColumn("diffuse_low_marrow", PRESENCE),
    "bone_destruction": VignetteColumn("bone_destruction", PRESENCE),
    "bone_expansion_or_coarse_trabeculae": VignetteColumn("bone_expansion", PRESENCE),
    "foraminal_extension": VignetteColumn("foraminal_extension", PRESENCE),
    "disc_involvement": VignetteColumn("disc_involvement", PRESENCE),
    "cord_compression": VignetteColumn("cord_compression", PRESENCE),
    "cord_t2_signal": VignetteColumn("cord_signal", PRESENCE),
    "diffusion_restricted": VignetteColumn("diffusion", {"yes": "restricted", "no": "free"}),
}

# What says something about a case but is no finding.
CASE_ID, DIAGNOSIS, PROOF, UNIT = "case_id", "diagnosis", "proof", "unit"
DISORDER_KNOWN, HARD_CASE = "disorder_known_at_imaging", "hard_case"
OTHER_COLUMNS = frozenset((
    CASE_ID, DIAGNOSIS, PROOF, UNIT, DISORDER_KNOWN, HARD_CASE, "title", "source", "url_or_doi", "year", "sex",
    "provenance", "note", "hematologic_detail", "tier"))
# The disease implies anemia in the coding, so both are unknown where the disease was found later.
FROM_DISORDER = ("hematologic_disorder", "anemia")

HISTOLOGY = "histology"
FOLLOWUP = "followup"
PROOFS = {**dict.fromkeys((HISTOLOGY, "biopsy", "fna", "resection", "surgery", "autopsy", "culture"), HISTOLOGY),
          FOLLOWUP: FOLLOWUP, "typical_imaging": "typical_imaging"}
UNKNOWN_PROOF = "unknown"

# Diagnosis to class and form of the model; "" where the form is not known.
OTHER_CLASS = "other"
DIAGNOSES = {
    **dict.fromkeys(("emh", "extramedullary_hematopoiesis"), ("emh", "")),
    "metastasis": ("metastasis", "metastasis"),
    **dict.fromkeys(("myeloma", "multiple_myeloma", "plasmacytoma"), ("metastasis", "myeloma")),
    "lymphoma": ("lymphoma", "lymphoma"),
    **dict.fromkeys(("myeloid_sarcoma", "granulocytic_sarcoma", "chloroma"), ("lymphoma", "myeloid_sarcoma")),
    "leukemia": ("lymphoma", ""),
    **dict.fromkeys(("abscess", "epidural_abscess", "pyogenic_spondylitis"), ("infection", "pyogenic")),
    **dict.fromkeys(("tb_spondylitis", "tuberculosis", "tb"), ("infection", "tuberculous")),
    **dict.fromkeys(("infection", "spondylodiscitis", "spondylitis", "discitis", "osteomyelitis",
                     "brucella_spondylitis", "fungal_spondylitis"), ("infection", "")),
    **dict.fromkeys(("hematoma", "epidural_hematoma"), ("hematoma", "hematoma")),
    **dict.fromkeys(("nerve_sheath_tumor", "schwannoma", "neurofibroma", "neurinoma"),
                    ("nerve_sheath", "nerve_sheath")),
    "meningioma": ("nerve_sheath", "meningioma"),
    **dict.fromkeys(("lipomatosis", "epidural_lipomatosis"), ("fatty", "lipomatosis")),
    **dict.fromkeys(("angiolipoma", "lipoma", "myelolipoma"), ("fatty", "angiolipoma")),
    **dict.fromkeys(("ewing", "ewing_sarcoma", "hemangioma", "neuroblastic", "neuroblastoma", "ganglioneuroma",
                     "ganglioneuroblastoma", "paraganglioma", "chordoma", "chondrosarcoma", "osteosarcoma", "sarcoma",
                     "liposarcoma", "solitary_fibrous_tumor", "giant_cell_tumor", "aneurysmal_bone_cyst"),
                    (OTHER_CLASS, "other_tumor")),
    **dict.fromkeys(("disc", "disc_herniation", "synovial_cyst", "arachnoid_cyst", "gout", "sarcoidosis", "sarcoid",
                     "igg4_related_disease", "vascular_malformation", "amyloidoma"), (OTHER_CLASS, "other_lesion")),
    "other": (OTHER_CLASS, ""),
}
