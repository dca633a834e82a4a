"""Where counted and computed entries of the shipped model stand in the evidence base (evidence.csv).

PUBLISHED_COUNTS maps (feature, form, id of the source) to {level: "diagnosis | feature | start of the level" of the
rows whose positives add up to the count, their n being that of the entry}. A level that is not named is what is left of
n. All other published entries were found later, or are no row as it stands; they say in their reason what was
printed.
"""

PUBLISHED_COUNTS = {
    ("transfusion", "emh_active", "koch2003"): {"present": ["EMH | transfusion_dependent | yes"]},
    ("splenomegaly", "emh_active", "ginzel2012"): {"present": ["EMH | splenomegaly | present"]},
    ("epidural", "myeloid_sarcoma", "granulocytic1997"): {
        "present": ["granulocytic sarcoma | epidural_location | epidural"]},
    ("epidural", "pyogenic", "infection50"): {"present": ["spinal infection (TB+pyogenic) | epidural_extension | yes"]},
    ("epidural_position", "pyogenic", "abscess27"): {
        "posterior": ["epidural abscess | epidural_axial_position | dorsal"],
        "anterior": ["epidural abscess | epidural_axial_position | ventral"]},
    ("epidural_position", "pyogenic", "abscess1992"): {
        "posterior": ["epidural abscess | epidural_axial_position | dorsal"],
        "anterior": ["epidural abscess | epidural_axial_position | ventral"],
        "circumferential": ["epidural abscess | epidural_axial_position | circumferential"]},
    ("epidural_position", "hematoma", "hematoma_wen"): {
        "posterior": ["epidural haematoma | epidural_axial_position | posterior or posterolateral"]},
    ("epidural_position", "hematoma", "hematoma_holtas"): {
        "posterior": ["epidural haematoma | epidural_axial_position | posterior"],
        "anterior": ["epidural haematoma | epidural_axial_position | anterior"],
        "circumferential": ["epidural haematoma | epidural_axial_position | both"]},
    ("level", "hematoma", "hematoma_wen"): {
        "thoracic": ["epidural haematoma | level_thoracic | thoracic, cervicothoracic"]},
    ("number", "emh_active", "ginzel2012"): {"multiple": ["EMH | multiplicity | multiple"]},
    ("foraminal_extension", "lymphoma", "lymphoma1995"): {"present": ["lymphoma | foraminal_extension | communicates"]},
    ("margins", "emh_active", "ntdt2016"): {"well_defined": ["EMH | margin | well-defined"]},
    ("margins", "emh_active", "littrell2017"): {"well_defined": ["EMH | margin | well-defined"]},
    ("margins", "pyogenic", "tb_korea"): {"well_defined": ["pyogenic spondylitis | margin | smooth"]},
    ("margins", "tuberculous", "tb_korea"): {"well_defined": ["TB spondylitis | margin | smooth"]},
    ("bone_destruction", "myeloid_sarcoma", "granulocytic1997"): {
        "present": ["granulocytic sarcoma | bone_destruction | bony change"]},
    ("disc_involvement", "pyogenic", "numaguchi1993"): {"present": ["epidural abscess | discitis | primary"]},
    ("cord_signal", "lymphoma", "lymphoma1995"): {"present": ["lymphoma | cord_T2_signal | yes"]},
    ("cord_signal", "pyogenic", "abscess1992"): {"present": ["epidural abscess | cord_T2_signal | yes"]},
    ("t1_soft_tissue", "emh_active", "littrell2017"): {"similar": ["EMH | T1_vs_muscle | isointense"]},
    ("t1_soft_tissue", "lymphoma", "lymphoma1995"): {
        "similar": ["lymphoma | T1_vs_cord | isointense"],
        "higher": ["lymphoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "myeloid_sarcoma", "granulocytic1997"): {
        "similar": ["granulocytic sarcoma | T1_vs_cord | isointense"],
        "higher": ["granulocytic sarcoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "pyogenic", "abscess27"): {
        "lower": ["epidural abscess | T1_vs_cord | hypointense"],
        "similar": ["epidural abscess | T1_vs_cord | isointense"],
        "higher": ["epidural abscess | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", "hematoma_korea"): {
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", "hematoma_liu"): {
        "lower": ["epidural haematoma | T1_vs_cord | hypointense"],
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t1_soft_tissue", "hematoma", "hematoma_wen"): {
        "similar": ["epidural haematoma | T1_vs_cord | isointense"],
        "higher": ["epidural haematoma | T1_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "myeloid_sarcoma", "granulocytic1997"): {
        "lower": ["granulocytic sarcoma | T2_vs_cord | hypointense"],
        "similar": ["granulocytic sarcoma | T2_vs_cord | isointense"],
        "higher": ["granulocytic sarcoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", "abscess27"): {
        "lower": ["epidural abscess | T2_vs_cord | hypointense"],
        "higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", "abscess1991"): {"higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "pyogenic", "abscess1992"): {"higher": ["epidural abscess | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "hematoma", "hematoma_korea"): {
        "lower": ["epidural haematoma | T2_vs_cord | hypointense"],
        "higher": ["epidural haematoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "hematoma", "hematoma_liu"): {
        "lower": ["epidural haematoma | T2_vs_cord | hypointense"],
        "higher": ["epidural haematoma | T2_vs_cord | hyperintense"]},
    ("t2_soft_tissue", "meningioma", "schwannoma2009"): {
        "similar": ["meningioma | T2_vs_cord | isointense"],
        "higher": ["meningioma | T2_vs_cord | hyperintense"]},
    ("enhancement", "pyogenic", "abscess27"): {
        "marked": ["epidural abscess | enhancement_pattern | homogeneous"],
        "rim": ["epidural abscess | enhancement_pattern | ring"]},
    ("enhancement", "pyogenic", "abscess1991"): {
        "none": ["epidural abscess | enhancement | none"],
        "marked": ["epidural abscess | enhancement_pattern | homogeneous"],
        "rim": ["epidural abscess | enhancement_pattern | ring"]},
    ("marrow_like", "emh_active", "ntdt2016"): {"present": ["EMH | signal_like_red_marrow | predominant"]},
}
