"""What the diagnoses of proven cases are called, to classes and forms of the model."""

from __future__ import annotations

import re

from .CellText import keyOf

# Diagnosis to class and form of the model; "" where the form is not known.
OTHER_CLASS = "other"
DIAGNOSES = {
    **dict.fromkeys(("emh", "extramedullary_hematopoiesis", "extramedullary_hemopoiesis"), ("emh", "")),
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
    **dict.fromkeys(("neurofibroma_in_nf1", "nf1_neurofibroma", "plexiform_neurofibroma", "neurofibromatosis",
                     "neurofibromatosis_1", "neurofibromatosis_type_1", "nf1"), ("nerve_sheath", "neurofibroma_nf1")),
    "meningioma": ("nerve_sheath", "meningioma"),
    **dict.fromkeys(("lipomatosis", "epidural_lipomatosis"), ("fatty", "lipomatosis")),
    **dict.fromkeys(("angiolipoma", "lipoma"), ("fatty", "angiolipoma")),
    "myelolipoma": ("fatty", "myelolipoma"),
    **dict.fromkeys(("hemangioma", "cavernous_hemangioma", "cavernous_malformation", "cavernoma",
                     "epidural_hemangioma", "vertebral_hemangioma"), (OTHER_CLASS, "hemangioma")),
    **dict.fromkeys(("neuroblastic", "neuroblastic_tumor", "neuroblastoma", "ganglioneuroma", "ganglioneuroblastoma"),
                    (OTHER_CLASS, "neuroblastic")),
    **dict.fromkeys(("igg4_related_disease", "igg4", "gout", "tophaceous_gout", "tophus", "pseudogout", "sarcoidosis",
                     "sarcoid", "amyloidoma", "amyloidosis", "amyloid", "castleman_disease", "castleman",
                     "inflammatory_pseudotumor"), (OTHER_CLASS, "inflammatory")),
    **dict.fromkeys(("disc", "disc_herniation", "sequestrated_disc", "sequestered_disc", "disk", "disk_herniation",
                     "synovial_cyst", "facet_cyst", "juxtafacet_cyst", "ligamentum_flavum_hypertrophy",
                     "ossification_of_the_ligamentum_flavum"), (OTHER_CLASS, "degenerative")),
    **dict.fromkeys(("ewing", "ewing_sarcoma", "paraganglioma", "chordoma", "chondrosarcoma", "osteosarcoma",
                     "sarcoma", "liposarcoma", "solitary_fibrous_tumor", "giant_cell_tumor", "aneurysmal_bone_cyst",
                     "mpnst", "malignant_peripheral_nerve_sheath_tumor"), (OTHER_CLASS, "other_tumor")),
    **dict.fromkeys(("arachnoid_cyst", "vascular_malformation", "arteriovenous_malformation", "meningocele"),
                    (OTHER_CLASS, "other_lesion")),
    "other": (OTHER_CLASS, ""),
}
_NEUROFIBROMA, _NEUROFIBROMA_NF1 = "neurofibroma", ("nerve_sheath", "neurofibroma_nf1")
# The coding files myelolipoma under "other" and says so where its note begins.
_MYELOLIPOMA = "myelolipoma"
_UNLIKE = re.compile(r"mimic|simulat|resembl|masquerad|suggest|versus|(?<![a-z])(?:vs|not|than|or)(?![a-z])")


def classAndForm(diagnosis: str, *, note: str = "", title: str = "", hasNeurofibromatosis: bool = False
                 ) -> tuple[str, str] | None:
    """Return class and form of a diagnosis, None if it is not known.

    Note and title are heeded for myelolipoma alone, which the coding calls "other"; nothing in them is a finding.

    :param hasNeurofibromatosis: the patient is known to have neurofibromatosis 1
    """
    key = keyOf(diagnosis)
    if key == OTHER_CLASS and (note.strip().lower().startswith(_MYELOLIPOMA)
                               or _MYELOLIPOMA in _UNLIKE.split(title.lower())[0]):
        key = _MYELOLIPOMA
    if key.split("_")[-1] == _NEUROFIBROMA and hasNeurofibromatosis:
        return _NEUROFIBROMA_NF1
    words = key.split("_")
    # What precedes a diagnosis says of which kind or where it is: "epidural non-Hodgkin lymphoma".
    return next((DIAGNOSES[name] for name in ("_".join(words[start:]) for start in range(len(words)))
                 if name in DIAGNOSES), None)

