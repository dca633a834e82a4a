"""Where each counted or computed entry of the shipped model stands in the evidence base (evidence.csv).

PUBLISHED_COUNTS maps (feature, form, index of the entry) to {level: "diagnosis | feature | start of the level" of the
rows whose positives add up to the count, their n being that of the entry}. A level that is not named is what is left of
n. DERIVED_COUNTS names the entries that no row holds as they stand, and why.
"""

PUBLISHED_COUNTS = {
    ("hematologic_disorder", "emh_active", 0): {
        "hemolytic": ["EMH | underlying_disease | any anemia"],
        "myeloproliferative": ["EMH | underlying_disease | myelofibrosis/MDS",
                               "EMH | underlying_disease | marrow proliferative disorder"],
        "none": ["EMH | underlying_disease | none known"]},
    ("transfusion", "emh_active", 0): {"present": ["EMH | transfusion_dependent | yes"]},
    ("splenomegaly", "emh_active", 0): {"present": ["EMH | splenomegaly | present"]},
    ("splenomegaly", "emh_active", 1): {"present": ["EMH | spleen_EMH | concurrent"]},
    ("infection_signs", "pyogenic", 0): {"present": ["epidural abscess | fever | present"]},
    ("epidural", "myeloid_sarcoma", 0): {"present": ["granulocytic sarcoma | epidural_location | epidural"]},
    ("epidural", "pyogenic", 0): {"present": ["spinal infection (TB+pyogenic) | epidural_extension | yes"]},
    ("epidural_position", "emh_active", 0): {"posterior": ["EMH | epidural_axial_position | posterior/dorsal"]},
    ("epidural_position", "pyogenic", 0): {
        "posterior": ["epidural abscess | epidural_axial_position | dorsal"],
        "anterior": ["epidural abscess | epidural_axial_position | ventral"]},
    ("epidural_position", "pyogenic", 1): {
        "posterior": ["epidural abscess | epidural_axial_position | dorsal"],
        "anterior": ["epidural abscess | epidural_axial_position | ventral"],
        "circumferential": ["epidural abscess | epidural_axial_position | circumferential"]},
    ("epidural_position", "hematoma", 1): {
        "posterior": ["epidural haematoma | epidural_axial_position | posterior or posterolateral"]},
    ("epidural_position", "hematoma", 2): {
        "posterior": ["epidural haematoma | epidural_axial_position | posterior"],
        "anterior": ["epidural haematoma | epidural_axial_position | anterior"],
        "circumferential": ["epidural haematoma | epidural_axial_position | both"]},
    ("level", "emh_active", 0): {"thoracic": ["EMH | level_thoracic | thoracic segment"]},
    ("level", "lymphoma", 0): {
        "thoracic": ["lymphoma | level | thoracolumbar"],
        "elsewhere": ["lymphoma | level | cervical", "lymphoma | level | sacral"]},
    ("level", "hematoma", 0): {"thoracic": ["epidural haematoma | level_thoracic | thoracic, cervicothoracic"]},
    ("level", "hematoma", 1): {"thoracic": ["epidural haematoma | level_thoracic | thoracic (segments)"]},
    ("level", "meningioma", 0): {"thoracic": ["meningioma | level_thoracic | thoracic"]},
    ("number", "emh_active", 0): {"multiple": ["EMH | multiplicity | multiple"]},
    ("number", "lymphoma", 0): {"multiple": ["lymphoma | multiplicity | multifocal"]},
    ("foraminal_extension", "emh_active", 0): {"present": ["EMH | foraminal_extension | yes"]},
    ("foraminal_extension", "lymphoma", 0): {"present": ["lymphoma | foraminal_extension | communicates"]},
    ("margins", "emh_active", 0): {"well_defined": ["EMH | margin | well-defined"]},
    ("margins", "emh_active", 1): {"well_defined": ["EMH | margin | well-defined"]},
    ("margins", "pyogenic", 0): {"well_defined": ["pyogenic spondylitis | margin | well-defined"]},
    ("margins", "pyogenic", 1): {"well_defined": ["pyogenic spondylitis | margin | smooth"]},
    ("margins", "tuberculous", 0): {"well_defined": ["TB spondylitis | margin | well-defined"]},
    ("margins", "tuberculous", 1): {"well_defined": ["TB spondylitis | margin | smooth"]},
    ("bone_destruction", "emh_active", 0): {"present": ["EMH | bone_destruction | aggressive"]},
    ("bone_destruction", "lymphoma", 0): {"present": ["lymphoma | bone_destruction | vertebral"]},
    ("bone_destruction", "myeloid_sarcoma", 0): {"present": ["granulocytic sarcoma | bone_destruction | bony change"]},
    ("disc_involvement", "pyogenic", 0): {"present": ["epidural abscess | discitis | primary"]},
    ("cord_compression", "lymphoma", 0): {"present": ["lymphoma | cord_compression | yes"]},
    ("cord_signal", "emh_active", 0): {"present": ["EMH | cord_T2_signal | high"]},
    ("cord_signal", "lymphoma", 0): {"present": ["lymphoma | cord_T2_signal | yes"]},
    ("cord_signal", "pyogenic", 0): {"present": ["epidural abscess | cord_T2_signal | yes"]},
    ("t1_soft_tissue", "emh_active", 1): {"similar": ["EMH | T1_vs_muscle | isointense"]},
    ("t1_soft_tissue", "lymphoma", 0): {
        "similar": ["lymphoma | T1_vs_cord | isointense"], "higher": ["lymphoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "myeloid_sarcoma", 0): {
        "similar": ["granulocytic sarcoma | T1_vs_cord | isointense"],
        "higher": ["granulocytic sarcoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "myeloid_sarcoma", 1): {
        "lower": ["granulocytic sarcoma | T1_vs_muscle_or_host | hypointense"],
        "similar": ["granulocytic sarcoma | T1_vs_muscle_or_host | isointense"]},
    ("t1_soft_tissue", "pyogenic", 0): {
        "lower": ["epidural abscess | T1_vs_cord | hypointense"],
        "similar": ["epidural abscess | T1_vs_cord | isointense"],
        "higher": ["epidural abscess | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", 0): {
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", 1): {
        "lower": ["epidural haematoma | T1_vs_cord | hypointense"],
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", 2): {
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "emh_active", 0): {
        "lower": ["EMH | T2_vs_cord | hypointense"], "similar": ["EMH | T2_vs_cord | isointense"],
        "higher": ["EMH | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "myeloid_sarcoma", 0): {
        "lower": ["granulocytic sarcoma | T2_vs_cord | hypointense"],
        "similar": ["granulocytic sarcoma | T2_vs_cord | isointense"],
        "higher": ["granulocytic sarcoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", 0): {
        "lower": ["epidural abscess | T2_vs_cord | hypointense"],
        "higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", 1): {"higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", 2): {"higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "hematoma", 0): {
        "lower": ["epidural haematoma | T2_vs_cord | hypointense"],
        "higher": ["epidural haematoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "hematoma", 1): {
        "lower": ["epidural haematoma | T2_vs_cord | hypointense"],
        "higher": ["epidural haematoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "meningioma", 0): {
        "similar": ["meningioma | T2_vs_cord | isointense"], "higher": ["meningioma | T2_vs_cord | hyperintense"]},
    ("enhancement", "pyogenic", 0): {
        "marked": ["epidural abscess | enhancement_pattern | homogeneous"],
        "rim": ["epidural abscess | enhancement_pattern | ring"]},
    ("enhancement", "pyogenic", 1): {
        "none": ["epidural abscess | enhancement | none"],
        "marked": ["epidural abscess | enhancement_pattern | homogeneous"],
        "rim": ["epidural abscess | enhancement_pattern | ring"]},
    ("t2_marrow", "metastasis", 0): {
        "lower": ["metastasis | T2_marrow_lesion | hypointense"],
        "similar": ["metastasis | T2_marrow_lesion | isointense"],
        "higher": ["metastasis | T2_marrow_lesion | hyperintense"]},
    ("t2_marrow", "myeloma", 0): {
        "lower": ["myeloma | T2_marrow_lesion | hypointense"],
        "similar": ["myeloma | T2_marrow_lesion | isointense"],
        "higher": ["myeloma | T2_marrow_lesion | hyperintense"]},
    ("marrow_like", "emh_active", 0): {"present": ["EMH | signal_like_red_marrow | predominant"]},
}

DERIVED_COUNTS = {
    ("bleeding_risk", "hematoma", 0): "found after the evidence base was compiled",
    ("age", "emh_active", 0): "ages of single reports, which the evidence base gives in its text",
    ("age", "metastasis", 0): "a normal distribution of the printed mean and SD, scaled to 20 patients",
    ("epidural", "emh_active", 0): "single reports counted one by one from the text of the evidence base",
    ("epidural", "myeloma", 0): "15 and 22 of 113 taken as 15 of 22",
    ("epidural_position", "hematoma", 0): "4 of 6 posterior, the other two divided over two levels",
    ("paravertebral_mass", "emh_active", 0): "8 of 10, of which 15 of 16 taken as bilateral",
    ("t1_soft_tissue", "emh_active", 0): "single reports counted one by one from the text of the evidence base",
    ("t1_soft_tissue", "pyogenic", 1): "\"equal or dark\" divided evenly",
    ("t1_soft_tissue", "hematoma", 3): "6 and 4 of 15, of whom 5 are not described",
    ("t2_soft_tissue", "lymphoma", 0): "\"equal or bright\" divided evenly",
    ("enhancement", "emh_active", 0): "those without a degree divided as the others that enhance",
    ("enhancement", "tuberculous", 0): "38 of 47 a wall, the others divided over two levels",
    ("enhancement", "nerve_sheath", 0): "54 of 92 a rim, the others divided over two levels",
    ("enhancement", "meningioma", 0): "33 of 36 diffuse, the others taken as solid, too",
}
