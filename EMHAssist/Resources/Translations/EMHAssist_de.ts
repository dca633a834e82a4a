<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Display.RatioPlotNodes</name>
    <message>
        <source>95 % interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio (log scale)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EMHAssist</name>
    <message>
        <source>EMHAssist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Signal-intensity ratios of epidural and paravertebral lesions of the spine against marrow and other references, and how
likely the lesions are extramedullary hematopoiesis rather than metastasis, lymphoma, infection or another mimic.
Research use only: not validated on any patient. A high value never replaces biopsy; a low one never excludes EMH,
infection or cord compression. EMH and a malignancy can be there together. What the numbers rest on and what they are
worth: "Model card", under "Model" in the panel.
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Built on the case reports of Hoe Han Guan (Radiopaedia) and of Tural, Ates and Kara
(Clin Case Rep Open Access 2025;8(1):330).
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another case to the scene, such as another patient or examination; series and regions go to the case that is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute again whenever something changes; take the check mark away to pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute again now; needed only while Live is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>❚❚ Paused: what is shown may be outdated.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.Guidance</name>
    <message>
        <source>lies outside the image; move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lies partly outside the image; move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overlaps another region; move it or make it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is too small to tell how certain its mean is; make it larger or longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds several tissues; move it or make it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has another tissue at its rim; make it smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a series and give it a sequence role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a region on a lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a region on a reference, vertebral marrow first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>load one and give it a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none can be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>see the warnings of the readout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a second native sequence, such as STIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place a region on each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ({levels})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none of {needed} vertebrae</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place {needed} in vertebrae next to the lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vertebrae} of {needed} vertebrae ({levels})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place {more} more next to '{lesion}'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place {more} more next to the lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels}), none within {near} levels of '{lesion}'</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place one next to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels}); effective sample size at least {voxels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} ({levels}); effective sample size at least {voxels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place one to tell on which side of the cord lesions lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place one on each side to correct the coil by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>place one: cord or muscle is a second reference, which iron does not darken</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.RegionShapes</name>
    <message>
        <source>Ellipsoid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curve</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.Roles</name>
    <message>
        <source>Inside the tissue, away from its borders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>STIR / T2 fat-suppressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 post-contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In-phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opposed-phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ADC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epidural lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epidural</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The solid part, inside its edge, as large as fits; off CSF, fat and veins of the canal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paravertebral lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paravert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The solid part, 10 mm across or more, inside its edge; off vessels, ribs and lung</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The solid part, inside its edge, as large as fits; off cysts, necrosis and vessels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle of a vertebral body, half its height (10 to 15 mm); off endplates, the vein at its back, hemangiomas, fractures and metastases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spinal cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle of the cord, 5 mm across, longer along it; off its rim, which shares voxels with CSF, and off compressed or bright cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Muscle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multifidus or erector spinae at the level of the lesion, 10 mm across; off streaks of fat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle of a disc that is not degenerated, half its height; off endplates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSF where it is widest, 3 mm across; off cord, roots and places of flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fat under the skin of the back, 10 mm across; off the layer next to the coil</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EMHAssistModel</name>
    <message>
        <source>Extramedullary hematopoiesis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metastasis or myeloma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lymphoma or myeloid sarcoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Infection (pyogenic or tuberculous)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epidural hematoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nerve sheath tumor or meningioma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lipomatosis, angiolipoma or myelolipoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active, cellular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive, fatty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inactive, laden with iron</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metastasis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Myeloma or plasmacytoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lymphoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Myeloid sarcoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pyogenic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuberculous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nerve sheath tumor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meningioma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lipomatosis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Angiolipoma, lipoma or myelolipoma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Degenerative, inflammatory or other lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other tumor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enhancement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal against marrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As known at the time of imaging. Carriers of thalassemia do not count; leukemia, lymphoma and myeloma belong to the cancer history. Leave not assessed when nobody has looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, blood count and smear; hemoglobin analysis where unclear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hematologic disorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chronic hemolytic anemia (thalassemia, sickle cell, spherocytosis)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Myelofibrosis, other myeloproliferative or myelodysplastic disorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked for, none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anemia that was there before the lesion was found, of whatever cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blood count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chronic anemia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular transfusions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A large liver with a large spleen counts, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ultrasound, CT or MR of the abdomen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splenomegaly or splenectomy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any malignant disease known before this examination, leukemia, lymphoma and myeloma included. It does not exclude EMH.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fever, sepsis, inflammatory markers raised without another reason, or an infection elsewhere that could have spread.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, temperature, CRP, blood cultures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fever or signs of infection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs of infection: a spinal infection has to be excluded first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also a recent spinal puncture or operation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History, coagulation tests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anticoagulation or trauma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under 15 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>15 to 44 years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>45 years or older</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion within the spinal canal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No, paravertebral only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The main part of the epidural lesion. Leave not assessed when there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine, axial series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position in the canal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Behind the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In front of the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Around the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CT or MRI of the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paravertebral mass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On one side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spinal level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thoracic, at least in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elsewhere only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epidural and paravertebral lesions together, separate from each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the whole spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extension into a foramen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Well defined, also lobulated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ill defined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Macroscopic, on CT or on T1 with loss of signal under fat suppression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 with and without fat suppression, opposed-phase MRI, or CT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fat within the lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lytic, permeative or endplate destruction. Expansion of bone, coarse trabeculae and breach of the cortex by expanded marrow do not count: they occur in EMH itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CT of the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aggressive bone destruction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Widened ribs or vertebrae, coarse trabeculae, or breach of the cortex by expanded marrow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CT of the spine and ribs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expanded bone or coarse trabeculae</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal, enhancement or destruction of a disc beside the lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine, T2 or STIR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disc involved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compression of the cord or cauda</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compression of the cord or cauda: urgent, whatever the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine, T2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bright cord on T2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High signal of the cord on T2: the cord is in danger, whatever the cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The main signal of the lesion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine, T1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 against cord or muscle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T2 against cord or muscle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By eye against the cord. No ADC of EMH has been published, and thresholds depend on the b values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diffusion-weighted MRI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted diffusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade and pattern. The textbook sign, none to minimal in EMH, is not borne out by the published cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 before and after contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enhancement after contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minimal or mild</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moderate or marked, solid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the rim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against marrow that is not itself diseased. No ratio of EMH has ever been published, and iron darkens the marrow of transfused patients: of low weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T1 against vertebral marrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See T1 against vertebral marrow; of low weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T2 or STIR against vertebral marrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ratio of the lesion to the vertebral marrow is close to 1 on every native sequence. No ratio of EMH has ever been published, and iron darkens the marrow of transfused patients: of low weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MRI of the spine, at least two native sequences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal like marrow on every sequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most vertebrae darker than disc or muscle on T1: hyperplastic red marrow, iron, fibrosis or infiltration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marrow dark throughout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Epidural or paravertebral mass, nothing else known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass with known chronic hemolytic anemia</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass with known myelofibrosis or another myeloproliferative disorder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass with known cancer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mass with fever or sepsis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All diagnoses equally likely beforehand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings.FindingLine</name>
    <message>
        <source>not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From: {examination}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to measured: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the entered answer back: {answer}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings.FindingsForm</name>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place and shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {count} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings.FindingsSection</name>
    <message>
        <source>The finding could not be entered.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Findings.UnknownFindings</name>
    <message>
        <source>Not in this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the finding {feature}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header.CaseBar</name>
    <message>
        <source>The case could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case could not be renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {name} with its findings, choices and tables? Its series and regions stay in the scene, in no case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The case could not be removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Header.ProbabilityBar</name>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH: no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH, insufficient evidence: {lack}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient evidence: {lack}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient: {lack}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH {verdict}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research use only. Not validated, never replaces biopsy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research use only, not validated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sign} {count} urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keyboard.KeyboardSection</name>
    <message>
        <source>{action}, in its table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Likelihood.Differential</name>
    <message>
        <source>Findings contradict each other; settle that first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few findings have been assessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The published evidence leaves the interval too wide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability is high, and so is the lower end of its interval. This does not replace a biopsy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even the upper end of the interval is low. This does not exclude the diagnosis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The probability is neither high nor low enough for a firmer verdict.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Likelihood.SchemaFeatures</name>
    <message>
        <source>counted or computed in a series of 20 or more patients with this disease at the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted or computed in a smaller series, or for a neighboring question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pooled case reports, other sites, or inferred from silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judgment, no count</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Likelihood.WeighedFindings</name>
    <message>
        <source>Custom prior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already part of the prior of this setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out, as it contradicts another finding or the setting.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Logic.CaseActions</name>
    <message>
        <source>'{name}' came with the added scene and is a case of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by a newer version of EMHAssist; what it adds is not understood and left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parameters: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>'{text}' cannot be the value of {name}; its default is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The series of this case are of different patients. Make a case for each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} nodes are left of a case that has been removed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Logic.SampleData</name>
    <message>
        <source>EMHAssist</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Measurement.Flags</name>
    <message>
        <source>too few independent patches of signal (resels) to tell how certain the mean is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the region lies outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only this fraction of the region lies inside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this fraction of the region is NaN or infinite and is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SD over mean: the region holds more than one tissue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean over SD is that of noise, which makes the mean too high</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this fraction of the voxels shares the highest value: the signal may be clipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean of the rim over mean of the core: the rim holds another tissue; see the mean without the rim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this fraction of the region lies in another region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SD over mean of the reference regions: they differ among themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mm between lesion and reference from front to back: a surface coil sees them differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias-corrected over uncorrected ratio: they differ by more than the interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>series of this many different frames of reference: regions may lie on other anatomy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours between this series and the first one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Model.LearningPanel</name>
    <message>
        <source>Learning from {name}...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceling...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table of proven cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables of cases (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the learned model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was learned: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled; nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{summary}
Written to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Model.ModelSection</name>
    <message>
        <source>{name}, of {date}: a model of your own, kept in the scene. The model card below is that of the built-in model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, of {date}: the built-in model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likelihood model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.ContributionChart</name>
    <message>
        <source>Before any finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prior: {setting}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>probability {probability}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.EvidenceView</name>
    <message>
        <source>Finding whose evidence is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence behind a finding...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evidence behind the finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grade {grade}: {meaning}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not count: {note}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weighs {decibans} dB for EMH. No likelihood ratio (LR) may exceed {cap}; its logarithm is multiplied by {factor}: {temper} is the temper of "{block}", {share} the share among its findings that count ({count}), as they repeat each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{share} have it ({interval})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{often}; LR of EMH against it {ratio} ({low} to {high}), counted as {counted}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{counts}; of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>computed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judged (elicited)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{provenance}, grade {grade}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.PriorChart</name>
    <message>
        <source>Prior {prior}: {probability} ({interval})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prior probability</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutSection</name>
    <message>
        <source>as in the setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} % (setting)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The results could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutText</name>
    <message>
        <source>To do:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contradiction: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not excluded: &lt;b&gt;{names}&lt;/b&gt;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{finding}: {bits} bits ({examination})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every finding of the model is assessed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutView</name>
    <message>
        <source>Drawn in gray, for the evidence is insufficient: this is little more than the prior.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differential</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer under other priors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer under other assumptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Differential, with 95 % intervals ({mark})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each finding weighs for EMH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In decibans (dB): 10 make the odds ten times, 3 twice what they were; the numbers add up. Click a finding, or press Enter on it, for the evidence behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to look at next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By how much the answer is expected to change the differential, in bits. Click a finding to go to its line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH under other priors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The dot is the prior that is used; the band holds the 95 % intervals. Click or drag to set the prior, or type it above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH under other assumptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of the probability with another cap or temper, which are assumed, or without a finding</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readout.SensitivityChart</name>
    <message>
        <source>Cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without {finding}: {probability}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} {low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.LevelBox</name>
    <message>
        <source>Vertebral level, such as T5 or T5-T7. Empty: as measured from named vertebrae, if there are any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{level} (measured)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not named</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.PlaceBar</name>
    <message>
        <source>Place {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a region: {role}. Click again to cancel.
{place}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the next region: {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}: click around it in one slice view, and end with the right mouse button. Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}: click its center in a slice view. Esc cancels.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionCommands</name>
    <message>
        <source>Jump</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn all slice views to the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to the other side of the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy to just below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give another name (F2 in the table)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the scene, a segment out of the case only; Restore brings it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next lesion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn all slice views to the lesion after the one they show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown in the views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mirrored across the {plane}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionDetails</name>
    <message>
        <source>not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean {mean}, SD {sd}, {count} voxels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Segment, eroded by {erosion} mm</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionGuide</name>
    <message>
        <source>Where regions go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could be better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}: {name}: {text}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionPictogram</name>
    <message>
        <source>Where regions go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} {role}: {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionTable</name>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown in the views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked: cannot be dragged in the views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} can be dragged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is locked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.RegionsSection</name>
    <message>
        <source>No segment could be used as reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} segments are references now, eroded at their surface.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} segments are references now. Small ones are eroded less, so that enough of them remains.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Regions.SceneRegionBar</name>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.DifferentialText</name>
    <message>
        <source>research use only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>findings contradict each other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} more findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interval too wide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(up to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If {diagnosis}: {shares}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>prior of the target {prior} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cap {cap}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>temper {temper}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by the user: {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>judgment only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} patients</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.FindingEvidence</name>
    <message>
        <source>Best source for EMH: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best source for the other diagnoses: {source}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names}; and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} (grade {grade}: {meaning}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.RatioPlot</name>
    <message>
        <source>similar ({low} to {high})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion / {reference}, 95 % intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No ratio to plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first {count} of {all} lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without {series} (HU, no ratio)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.Readout</name>
    <message>
        <source>Research use only. Not validated; never replaces biopsy, and a low value never excludes EMH or infection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH: no answer, see the warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH: insufficient evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>EMH {verdict}: {probability}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings contradict each other, see the EMHAssist panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marrow / {reference}:  {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{volume} ml in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on both sides, smaller over larger side {symmetry}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>around the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{position} of the cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{extent} mm along the spine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{thickness} mm thick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>enhances by {percent} % against {reference}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like marrow on {sequences}: {alike} of {count} lesion(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bias-corrected {series}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} raw {uncorrected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value}, bias-corrected; uncorrected {uncorrected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not measurable: {problem}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interval not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.ViewText</name>
    <message>
        <source>! Paused: values do not follow changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>({count} in all)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {count} more, see the EMHAssist panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not excluded: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} warning(s), see the EMHAssist panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lesion / {reference}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Report.Words</name>
    <message>
        <source>likely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>insufficient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>similar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undetermined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>midline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>posterior</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lateral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cord</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muscle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>disc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>csf</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Series.BiasCorrectionPanel</name>
    <message>
        <source>Corrected: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voxels have changed, correct again: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correcting {names}...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceling...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not corrected: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled; nothing has changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Series.SeriesSection</name>
    <message>
        <source>There is no series yet: load images, and choose their roles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The synthetic case could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Series.SeriesTable</name>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guessed from {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other frame of reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value:.0f} h after the first series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voxels of 1 mm from the origin: the file seems to hold no geometry, and sizes and places are not to be trusted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no geometry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{plane}, {angle:.0f} degrees oblique</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>voxels {size} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>matrix {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>field of view {size} mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>coronal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>axial</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Values.RatioChart</name>
    <message>
        <source>and {count} more, see the table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Values.RatioTable</name>
    <message>
        <source>{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined, ! doubtful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to sort by {sequence}: lowest first, highest first, as placed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Values.ValuesSection</name>
    <message>
        <source>Ratios with 95 % intervals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesion could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values could not be copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values are in the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File for the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comma-separated values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The values could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot could not be shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Views.ViewsSection</name>
    <message>
        <source>Short</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>caseBar</name>
    <message>
        <source>Case:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case that is shown and computed; type another name to rename it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the case that is shown, with its findings and tables; its series and regions stay in the scene, in no case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add them to this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the series and regions of removed cases to the case shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>findingsSection</name>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search in the findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only not assessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only what is not assessed now. What you answer then stays in sight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all entered findings back; what was measured counts again. They can be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter again what was cleared last, but for what has been entered since</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>keyboardSection</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts while this module is open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>modelSection</name>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own model...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a model file instead of the built-in model. It is checked, and kept in the scene.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the model that comes with the module</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from own cases...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a CSV table of proven cases and a folder. The counts of the cases are added to those of the model, and cross-validation tells whether that makes it better. The model in use stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the earlier counts:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each count of the model is multiplied by before those of the cases are added: 0.5 lets own cases weigh twice as much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of the earlier counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop learning; nothing is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome of learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the learned model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it for this case instead of the present model; it is kept in the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model card: what the readout is for, and what it is not</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qSlicerAbstractCoreModule</name>
    <message>
        <source>Quantification</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>readoutSection</name>
    <message>
        <source>Readout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Setting:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinical setting, which is the prior probability of each diagnosis before any finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinical setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prior:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How probable EMH is before any finding; the other diagnoses keep their proportions. No prior can be taken from one hospital to another: set the one of yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prior probability of EMH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↩</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the prior of the clinical setting again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prior as in the setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cap:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No finding changes the odds of two diagnoses by more than this factor. Assumed, without empirical basis: see what becomes of the answer with another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cap of the likelihood ratio of a finding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as in the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temper:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies the weight of all findings: below 1 they say less than the tables do. Assumed, without empirical basis.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temper of all findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write results...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write measurements, ratios and the other tables as CSV, and readout.json, to a folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>regionsSection</name>
    <message>
        <source>Regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ellipsoid and box: one click in a slice view is the center. Curve: click around the region in one slice, and end with the right mouse button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the next region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on placing after each click, until the button is released or Esc is pressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place several regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why that was not possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions on the selected regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of the selected region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the selected region lies on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape of the selected region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is measured: the box itself, or the ellipsoid in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertebral level of the selected region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vertebral level, where it is not known from a segmentation or other regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the selected region along its first axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size along the first axis of the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the selected region along its second axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size along the second axis of the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the selected region along its third axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size along the third axis of the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thickness:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thickness of the selected region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thickness of the region, half of it to each side of the slice it was drawn in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signal in the selected region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From scene:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROI nodes, closed curves and segments that have no role yet. They can also be dragged from the Data module onto the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region in the scene without a role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is added lies on; also for what is dragged onto the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Role of what is added from the scene</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the chosen region. Segments on reference tissue are measured with the erosion below; lesions are measured whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use segments as references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give segments that are named for marrow, cord, disc, CSF, muscle or fat their role, e.g. those of TotalSpineSeg, TotalSegmentator or SPINEPS. They are measured eroded at their surface; the segments themselves are not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erosion at the surface of each segment; twice as much for a whole vertebra</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erosion of segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erosion: </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>seriesSection</name>
    <message>
        <source>Series</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load synthetic case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute a synthetic thoracic spine with an epidural and two paravertebral lesions. No network, no patient.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Series and their roles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a series to see it in the slice views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every series in a slice view of its own, all in the same slice. Again: back to the layout as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct bias field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also measure with the bias field removed: the receive coil makes tissue near it brighter. Creates new volumes; needs regions on marrow and muscle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the bias field correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>valuesSection</name>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tissue that the lesions are compared with, here, beside the lesions and in the views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ratios of lesions to references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the ratios with their 95 % intervals in a plot view beside the images; press again for the former layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plot of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the values with intervals, relations and doubts, to paste them into a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save CSV...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the values with intervals, relations and doubts to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likeness on all sequences, and size of the lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Similar from:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A ratio is similar when its whole 95 % interval lies between these margins. Assumed: no distribution of ratios in EMH is published.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower margin of similar signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper margin of similar signal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest level only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare each lesion with the reference regions beside it along the spine, instead of all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iron is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marrow or lesions are known to hold iron: the chemical shift index is not shown then</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>viewsSection</name>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values at lesions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the names of lesions in the views, with their ratio on the series that the view shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names of references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the names of the references in the views, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box with the readout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the readout in a corner of the slice and 3D views</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the box:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Short: the answer, what cannot wait and the first lesions. Full: also a second reference, likeness to marrow, what is not excluded and warnings. 3D views always show the short text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corner of the box:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box keeps clear of what 3D Slicer itself shows in that corner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Corner of the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the box:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large the letters are and how much of a view the short text may cover: a sixteenth, an eighth or a quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep in other modules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave values, outlines and box in the views, and up to date, while you work in another module</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
