"""How published case vignettes are coded, as a table: columns to findings.

The columns and values are those of a collection of published cases; Resources/Docs/Evaluation.md explains them. Values
are in lower case with "_" for spaces and hyphens and in US spelling. Diagnoses are in VignetteDiagnoses, blood
disorders in VignetteHosts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from math import inf

from ..Naming.SpinalLevels import SACRAL, extentWord, spinalExtent, spinalRegion
from .CellText import keyOf
from .VignetteHosts import DISORDERS, SPLEENS, spleenOfText

# Not in the text that was read: not assessed, never absent.
NOT_STATED = frozenset(("", "ns", "not_stated", "not_assessed", "not_applicable", "unknown", "na", "n/a", "nan"))
# Age in years below which each band ends; those of the feature "age" of the model.
AGE_BANDS = ((15, "child"), (45, "younger"), (65, "older"), (inf, "elderly"))
OLDEST = 130
MOST_SEGMENTS = 30

# What a value means: an answer id, {answer id: weight} where it leaves several open, None where it says nothing.
Meaning = str | Mapping[str, float] | None

PRESENCE = {"yes": "present", "no": "absent", "true": "present", "false": "absent", "1": "present", "0": "absent"}
_RELATION = {
    "hypo": "lower", "hypointense": "lower", "low": "lower", "dark": "lower",
    "iso": "similar", "isointense": "similar", "intermediate": "similar",
    "hyper": "higher", "hyperintense": "higher", "high": "higher", "bright": "higher",
    # Heterogeneous, high and similar.
    "mixed": {"similar": 0.5, "higher": 0.5},
}
# What says how much or where of a signal keeps its direction.
_DEGREES = frozenset(("slightly", "mildly", "moderately", "markedly", "mainly", "mostly", "predominantly"))
# A cancer of which the kind is not told may be solid or of the blood.
_CANCERS = {"present": 0.5, "blood": 0.5}
_UNCERTAIN_SIDE = {"unilateral": 0.5, "bilateral": 0.5}
_GRADES = ("0", "1a", "1b", "1c", "2", "3")


def ageBand(text: str) -> str:
    """Return the answer of the feature "age" for an age in years (infants as decimals), "" if it is none."""
    try:
        years = float(text)
    except ValueError:
        return ""
    return next(band for end, band in AGE_BANDS if years < end) if 0 <= years <= OLDEST else ""


def extentBand(text: str) -> str:
    """Return the answer of the feature "extent" for a number of segments ("6", "6 segments"), "" if it is none."""
    number = re.fullmatch(r"(\d{1,2})(?: (?:segments?|levels?|vertebrae?))?", text.strip().lower())
    return extentWord(int(number[1])) if number and 1 <= int(number[1]) <= MOST_SEGMENTS else ""


@dataclass(frozen=True)
class VignetteColumn:
    """What a column of the vignettes says of one feature; several values in one cell ("iso or hypo") share its weight.

    :param feature: id of the feature of the model
    :param values: each value to what it means. An answer id of the feature is always a value, too.
    :param parse: returns the answer id of any other text, None if it says nothing, "" if it is not understood
    :param separator: pattern of what stands between several values of a cell
    :param ignored: words that change nothing of a value
    :param yields: another column that tells the same feature is believed instead
    :param coarser: answers that a model without this answer may have in its place
    """

    feature: str
    values: Mapping[str, Meaning] = field(default_factory=dict)
    parse: Callable[[str], str | None] = lambda text: ""
    separator: str = r"_(?:or|to)_|/"
    ignored: frozenset[str] = frozenset()
    yields: bool = False
    coarser: Mapping[str, str] = field(default_factory=dict)

    def weights(self, text: str, answerIds: Collection[str]) -> dict[str, float]:
        """Return {answer id: weight}, adding up to 1, of a cell; empty where its value says nothing.

        :param answerIds: those the feature has in the model
        :raises KeyError: the value is not known
        """
        key = keyOf(text)
        plain = "_".join(word for word in key.split("_") if word not in self.ignored)
        for known in (text.strip().lower(), key, plain):
            if known in answerIds or known in self.values:
                return self._ofOne(known, answerIds)
        parsed = self.parse(text)
        if parsed != "":
            return {} if parsed is None else self._ofOne(parsed, answerIds)
        parts = [self._ofOne(part, answerIds) for part in re.split(self.separator, plain)]
        return {} if not all(parts) else {answerId: sum(part.get(answerId, 0.0) for part in parts) / len(parts)
                                          for answerId in dict.fromkeys(each for part in parts for each in part)}

    def _ofOne(self, key, answerIds):
        if key in answerIds:
            return {key: 1.0}
        if key in self.coarser and self.coarser[key] in answerIds:
            return {self.coarser[key]: 1.0}
        meaning = self.values[key]
        if meaning is None:
            return {}
        if isinstance(meaning, str):
            return {meaning: 1.0} if meaning in answerIds else self._ofOne(self.coarser[meaning], answerIds)
        weights: dict[str, float] = {}
        for answerId, weight in meaning.items():
            known = answerId if answerId in answerIds else self.coarser[answerId]
            weights[known] = weights.get(known, 0.0) + weight
        if not set(weights) <= set(answerIds):
            raise KeyError(key)
        return weights


def _relation(feature: str) -> tuple[VignetteColumn, ...]:
    return (VignetteColumn(feature, _RELATION, separator=r"(?:_(?:or|to|and))?_|/", ignored=_DEGREES),)


def _presence(feature: str) -> tuple[VignetteColumn, ...]:
    return (VignetteColumn(feature, PRESENCE),)


# One column may tell several features.
COLUMNS: Mapping[str, tuple[VignetteColumn, ...]] = {
    "hematologic_disorder": (VignetteColumn("hematologic_disorder", DISORDERS),),
    "chronic_anemia": _presence("anemia"),
    "transfusion": (VignetteColumn("transfusion", {**PRESENCE, "regular": "present", "dependent": "present",
                                                   "occasional": None, "never": "absent"}),),
    "splenomegaly_or_hepatomegaly": (VignetteColumn("splenomegaly", {**PRESENCE, **SPLEENS}, spleenOfText),),
    "marrow_failure": _presence("marrow_failure"),
    "cancer_history": (VignetteColumn("cancer_history", {
        **{value: _CANCERS if answer == "present" else answer for value, answer in PRESENCE.items()},
        "solid": "present", **dict.fromkeys(("hematologic", "leukemia", "lymphoma", "myeloma"), "blood")},
        coarser={"blood": "present"}),),
    "fever_or_infection_signs": _presence("infection_signs"),
    "anticoagulation_or_trauma": _presence("bleeding_risk"),
    **dict.fromkeys(("neurofibromatosis", "nf1"), (VignetteColumn("neurofibromatosis", {
        **PRESENCE, "nf1": "present", "type_1": "present", "nf2": None, "type_2": None}),)),
    "age": (VignetteColumn("age", parse=ageBand, coarser={"elderly": "older"}),),
    "epidural": _presence("epidural"),
    "epidural_position": (VignetteColumn("epidural_position", {
        "posterolateral": "posterior", "dorsal": "posterior", "anterolateral": "anterior", "ventral": "anterior",
        "foraminal": "lateral", "circumferential_or_both": "circumferential", "encircling": "circumferential"}),),
    "paravertebral": (VignetteColumn("paravertebral_mass", {
        "no": "none", "absent": "none", "present_ns": _UNCERTAIN_SIDE, "yes": _UNCERTAIN_SIDE,
        "present": _UNCERTAIN_SIDE}),),
    "levels": (VignetteColumn("level", parse=spinalRegion, yields=True, coarser={SACRAL: "elsewhere"}),
               VignetteColumn("extent", parse=spinalExtent, yields=True)),
    "extent": (VignetteColumn("extent", parse=lambda text: extentBand(text) or spinalExtent(text)),),
    "multiplicity": (VignetteColumn("number", {"solitary": "single"}),),
    "margins": (VignetteColumn("margins", {"lobulated": "well_defined", "smooth": "well_defined",
                                           "infiltrative": "ill_defined", "irregular": "ill_defined"}),),
    "t1_vs_cord_or_muscle": _relation("t1_soft_tissue"),
    "t1_vs_marrow": _relation("t1_marrow"),
    "t2_vs_cord_or_muscle": _relation("t2_soft_tissue"),
    "t2_vs_marrow": _relation("t2_marrow"),
    # Enhancement of which only so much is known that there is some excludes none and says no more.
    "enhancement": (VignetteColumn("enhancement", {
        "minimal": "mild", "faint": "mild", "moderate": "marked", "avid": "marked", "strong": "marked", "ring": "rim",
        "peripheral": "rim", "no": "none", "present_ns": {"mild": 1 / 3, "marked": 1 / 3, "rim": 1 / 3},
        "homogeneous_ns": {"mild": 0.5, "marked": 0.5}, "heterogeneous_ns": {"mild": 0.5, "marked": 0.5}}),),
    "fat_content": _presence("internal_fat"),
    "diffuse_low_marrow_signal": _presence("diffuse_low_marrow"),
    "bone_destruction": _presence("bone_destruction"),
    "bone_expansion_or_coarse_trabeculae": _presence("bone_expansion"),
    "foraminal_extension": _presence("foraminal_extension"),
    "disc_involvement": _presence("disc_involvement"),
    "cord_compression": (VignetteColumn("cord_compression", PRESENCE, yields=True),),
    **dict.fromkeys(("escc", "cord_compression_grade"), (VignetteColumn(
        "cord_compression", {f"{word}{grade}": f"grade_{grade}" for grade in _GRADES for word in ("", "escc_")},
        coarser={f"grade_{grade}": "present" if grade in ("2", "3") else "absent" for grade in _GRADES}),)),
    "cord_t2_signal": _presence("cord_signal"),
    "diffusion_restricted": (VignetteColumn("diffusion", {"yes": "restricted", "no": "free"}),),
    "colloid_scan": (VignetteColumn("colloid_scan", {"yes": "uptake", "positive": "uptake", "no": "no_uptake",
                                                     "negative": "no_uptake"}),),
}

# What says something about a case but is no finding.
CASE_ID, DIAGNOSIS, PROOF, UNIT = "case_id", "diagnosis", "proof", "unit"
DISORDER, LEVELS = "hematologic_disorder", "levels"
DISORDER_KNOWN, HARD_CASE = "disorder_known_at_imaging", "hard_case"
DETAIL, TITLE, NOTE = "hematologic_detail", "title", "note"
OTHER_COLUMNS = frozenset((
    CASE_ID, DIAGNOSIS, PROOF, UNIT, DISORDER_KNOWN, HARD_CASE, DETAIL, TITLE, NOTE, "source", "url_or_doi", "year",
    "sex", "provenance", "tier"))
# The disease implies anemia in the coding, so both are unknown where the disease was found later.
FROM_DISORDER = ("hematologic_disorder", "anemia")

HISTOLOGY = "histology"
FOLLOWUP = "followup"
PROOFS = {**dict.fromkeys((HISTOLOGY, "biopsy", "fna", "resection", "surgery", "autopsy", "culture"), HISTOLOGY),
          FOLLOWUP: FOLLOWUP, "typical_imaging": "typical_imaging"}
UNKNOWN_PROOF = "unknown"
