<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Display.RatioPlotNodes</name>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Ratio (log scale)</source>
        <translation>Quotient (logarithmische Skala)</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Quotient</translation>
    </message>
</context>
<context>
    <name>EMHAssist</name>
    <message>
        <source>EMHAssist</source>
        <translation>EMHAssist</translation>
    </message>
    <message>
        <source>
Compares the signal intensity of epidural and paravertebral lesions of the spine with marrow and other references, and
estimates how likely the lesions are extramedullary hematopoiesis (EMH) rather than metastasis, lymphoma, infection or
another mimic. Research use only: not validated on any patient. A high value never replaces biopsy; a low one never
excludes EMH, infection or cord compression. EMH and malignancy can coexist. What the numbers rest on and how far they
can be trusted: "Model card", under "Model" in the panel.
</source>
        <translation>
Signalquotienten epiduraler und paravertebraler Läsionen der Wirbelsäule gegen Knochenmark und andere Referenzen, und wie
wahrscheinlich es sich um eine extramedulläre Hämatopoese handelt statt um Metastase, Lymphom, Infektion oder Ähnliches.
Nur für die Forschung: an keinem Patienten validiert. Ein hoher Wert ersetzt nie die Biopsie; ein niedriger schließt
weder EMH noch Infektion oder Myelonkompression aus. EMH und ein Malignom können nebeneinander bestehen. Worauf die
Zahlen beruhen und was sie wert sind: "Model card" unter "Modell" im Panel (englisch).
</translation>
    </message>
    <message>
        <source>The question mark in the title of each section opens its chapter of the user guide, without a network.</source>
        <translation>Das Fragezeichen im Titel jedes Abschnitts öffnet dessen Kapitel der Anleitung (englisch), ohne Netzwerk.</translation>
    </message>
    <message>
        <source>
Built on the case reports of Hoe Han Guan (Radiopaedia) and of Tural, Ates and Kara
(Clin Case Rep Open Access 2025;8(1):330).
</source>
        <translation>
Aufgebaut auf den Fallberichten von Hoe Han Guan (Radiopaedia) sowie Tural, Ates und Kara
(Clin Case Rep Open Access 2025;8(1):330).
</translation>
    </message>
    <message>
        <source>Add a case</source>
        <translation>Neuer Fall</translation>
    </message>
    <message>
        <source>Add another, empty case to the scene, such as another patient or examination, beside the present one, which stays as it is. Series and regions that are added from then on go to the case shown.</source>
        <translation>Fügt der Szene einen weiteren, leeren Fall hinzu, etwa einen anderen Patienten oder eine andere Untersuchung; der gegenwärtige bleibt, wie er ist. Serien und Regionen, die danach hinzukommen, gehören zum gezeigten Fall.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Recompute whenever something changes; uncheck to pause</source>
        <translation>Bei jeder Änderung neu berechnen; Häkchen entfernen, um anzuhalten</translation>
    </message>
    <message>
        <source>❚❚ Paused: what is shown may be outdated.</source>
        <translation>❚❚ Angehalten: Anzeige womöglich veraltet.</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Recompute now; needed only while Live is off</source>
        <translation>Jetzt neu berechnen; nur nötig, solange Live aus ist</translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.Glossary</name>
    <message>
        <source>apparent diffusion coefficient: how freely water moves, computed from diffusion-weighted images; low where cells are dense</source>
        <translation>scheinbarer Diffusionskoeffizient: wie frei sich Wasser bewegt, berechnet aus diffusionsgewichteten Bildern; niedrig, wo Zellen dicht liegen</translation>
    </message>
    <message>
        <source>area under the ROC curve: how often a case with EMH scores above one without; 0.5 is chance, 1 perfect</source>
        <translation>Fläche unter der ROC-Kurve: wie oft ein Fall mit EMH höher liegt als einer ohne; 0,5 ist Zufall, 1 vollkommen</translation>
    </message>
    <message>
        <source>confidence interval: the range of values that fit the data</source>
        <translation>Konfidenzintervall: der Bereich der Werte, die zu den Daten passen</translation>
    </message>
    <message>
        <source>C-reactive protein, a blood test for inflammation</source>
        <translation>C-reaktives Protein, ein Entzündungswert im Blut</translation>
    </message>
    <message>
        <source>cerebrospinal fluid, around the cord in the thecal sac</source>
        <translation>Liquor, umgibt das Rückenmark im Duralsack</translation>
    </message>
    <message>
        <source>comma-separated values: a table as a text file, which spreadsheets open</source>
        <translation>Tabelle als Textdatei (durch Kommas getrennte Werte), die Tabellenprogramme öffnen</translation>
    </message>
    <message>
        <source>computed tomography</source>
        <translation>Computertomographie</translation>
    </message>
    <message>
        <source>computed tomography after contrast medium</source>
        <translation>Computertomographie nach Kontrastmittel</translation>
    </message>
    <message>
        <source>the standard of medical images, with a header that says how they were made</source>
        <translation>der Standard medizinischer Bilder, mit einem Kopf, der sagt, wie sie entstanden sind</translation>
    </message>
    <message>
        <source>diffusion-weighted imaging: bright where water moves little</source>
        <translation>diffusionsgewichtete Bildgebung: hell, wo sich Wasser wenig bewegt</translation>
    </message>
    <message>
        <source>extramedullary hematopoiesis: blood formed outside of the bone marrow, here beside or within the spine</source>
        <translation>extramedulläre Hämatopoese: Blutbildung außerhalb des Knochenmarks, hier neben der Wirbelsäule oder im Spinalkanal</translation>
    </message>
    <message>
        <source>epidural spinal cord compression scale: from 0, confined to bone, to 3, cord compressed without CSF to be seen</source>
        <translation>Skala der epiduralen Rückenmarkkompression: von 0, auf den Knochen beschränkt, bis 3, Mark komprimiert ohne sichtbaren Liquor</translation>
    </message>
    <message>
        <source>erythrocyte sedimentation rate, a blood test for inflammation</source>
        <translation>Blutsenkungsgeschwindigkeit, ein Entzündungswert</translation>
    </message>
    <message>
        <source>Hounsfield units: density on CT, 0 for water, -1000 for air</source>
        <translation>Hounsfield-Einheiten: Dichte im CT, 0 für Wasser, -1000 für Luft</translation>
    </message>
    <message>
        <source>a text file that programs read</source>
        <translation>eine Textdatei, die Programme lesen</translation>
    </message>
    <message>
        <source>likelihood ratio: how many times as often one diagnosis gives a finding as another one</source>
        <translation>Likelihood-Quotient: wievielmal so oft die eine Diagnose einen Befund ergibt wie die andere</translation>
    </message>
    <message>
        <source>myelodysplastic syndrome: marrow that forms too few blood cells</source>
        <translation>myelodysplastisches Syndrom: Knochenmark, das zu wenige Blutzellen bildet</translation>
    </message>
    <message>
        <source>magnetic resonance</source>
        <translation>Magnetresonanz</translation>
    </message>
    <message>
        <source>magnetic resonance imaging</source>
        <translation>Magnetresonanztomographie</translation>
    </message>
    <message>
        <source>neurofibromatosis 1: inherited, with tumors of nerve sheaths</source>
        <translation>Neurofibromatose Typ 1: erblich, mit Tumoren der Nervenscheiden</translation>
    </message>
    <message>
        <source>positron emission tomography</source>
        <translation>Positronenemissionstomographie</translation>
    </message>
    <message>
        <source>coordinates that grow to the right, to the front and upward, in mm</source>
        <translation>Koordinaten, die nach rechts, vorn und oben wachsen, in mm</translation>
    </message>
    <message>
        <source>receiver operating characteristic: sensitivity against false alarms, over all thresholds</source>
        <translation>Grenzwertoptimierungskurve: Sensitivität gegen Fehlalarme, über alle Schwellen</translation>
    </message>
    <message>
        <source>region of interest: where an image is measured</source>
        <translation>Messregion: wo ein Bild gemessen wird</translation>
    </message>
    <message>
        <source>standard deviation: how far values scatter about their mean</source>
        <translation>Standardabweichung: wie weit Werte um ihren Mittelwert streuen</translation>
    </message>
    <message>
        <source>single photon emission computed tomography: a scintigram in slices</source>
        <translation>Einzelphotonen-Emissionstomographie: eine Szintigraphie in Schichten</translation>
    </message>
    <message>
        <source>short tau inversion recovery: an MRI sequence in which fat is dark and fluid bright</source>
        <translation>MR-Sequenz (short tau inversion recovery), in der Fett dunkel und Flüssigkeit hell ist</translation>
    </message>
    <message>
        <source>MRI sequence in which fat is bright and fluid dark; as a level, the first thoracic vertebra</source>
        <translation>MR-Sequenz, in der Fett hell und Flüssigkeit dunkel ist; als Höhe der erste Brustwirbel</translation>
    </message>
    <message>
        <source>T1 with the signal of fat suppressed</source>
        <translation>T1 mit unterdrücktem Fettsignal</translation>
    </message>
    <message>
        <source>T1 as gradient echo: fast, and sensitive to iron</source>
        <translation>T1 als Gradientenecho: schnell und empfindlich für Eisen</translation>
    </message>
    <message>
        <source>T1 after contrast medium: bright where it enhances</source>
        <translation>T1 nach Kontrastmittel: hell, wo es angereichert wird</translation>
    </message>
    <message>
        <source>MRI sequence in which fluid is bright; fat is bright, too, unless it is suppressed; as a level, the second thoracic vertebra</source>
        <translation>MR-Sequenz, in der Flüssigkeit hell ist; Fett ebenfalls, wenn es nicht unterdrückt ist; als Höhe der zweite Brustwirbel</translation>
    </message>
    <message>
        <source>echo time of an MRI sequence, ms: the longer, the more it is weighted by T2</source>
        <translation>Echozeit einer MR-Sequenz, ms: je länger, desto stärker T2-gewichtet</translation>
    </message>
    <message>
        <source>inversion time of an MRI sequence, ms: it decides which tissue is dark</source>
        <translation>Inversionszeit einer MR-Sequenz, ms: sie entscheidet, welches Gewebe dunkel ist</translation>
    </message>
    <message>
        <source>repetition time of an MRI sequence, ms: the shorter, the more it is weighted by T1</source>
        <translation>Repetitionszeit einer MR-Sequenz, ms: je kürzer, desto stärker T1-gewichtet</translation>
    </message>
    <message>
        <source>turbo spin echo, also called fast spin echo: an MRI sequence</source>
        <translation>Turbo-Spinecho, auch Fast-Spinecho genannt: eine MR-Sequenz</translation>
    </message>
    <message>
        <source>decibans: ten times the logarithm of the odds; 10 dB multiply the odds by ten, 3 dB by two</source>
        <translation>Deziban: das Zehnfache des Logarithmus der Chancen; 10 dB verzehnfachen die Chancen, 3 dB verdoppeln sie</translation>
    </message>
    <message>
        <source>effective sample size: as many independent voxels as the mean of a region rests on; neighbors resemble each other, so it is smaller than their count</source>
        <translation>effektiver Stichprobenumfang: auf so vielen unabhängigen Voxeln beruht der Mittelwert einer Region; Nachbarn ähneln einander, daher ist er kleiner als ihre Anzahl</translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.Guidance</name>
    <message>
        <source>lies outside the image; move it</source>
        <translation>liegt außerhalb des Bildes; bitte verschieben</translation>
    </message>
    <message>
        <source>lies partly outside the image; move it</source>
        <translation>liegt teilweise außerhalb des Bildes; bitte verschieben</translation>
    </message>
    <message>
        <source>overlaps another region; move it or make it smaller</source>
        <translation>überlappt eine andere Region; bitte verschieben oder verkleinern</translation>
    </message>
    <message>
        <source>is too small for a reliable mean; make it larger or longer</source>
        <translation>ist zu klein, um die Genauigkeit ihres Mittelwerts zu beurteilen; bitte vergrößern oder verlängern</translation>
    </message>
    <message>
        <source>contains more than one tissue; move it or make it smaller</source>
        <translation>enthält mehrere Gewebe; bitte verschieben oder verkleinern</translation>
    </message>
    <message>
        <source>includes other tissue at its rim; make it smaller</source>
        <translation>hat am Rand anderes Gewebe; bitte verkleinern</translation>
    </message>
    <message>
        <source>Load a series and give it a sequence role.</source>
        <translation>Eine Serie laden und ihr eine Sequenz zuordnen.</translation>
    </message>
    <message>
        <source>Place a region on a lesion.</source>
        <translation>Eine Region auf eine Läsion setzen.</translation>
    </message>
    <message>
        <source>Place a region on a reference, vertebral marrow first.</source>
        <translation>Eine Region auf eine Referenz setzen, zuerst auf das Wirbelmark.</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>load one and assign its role</source>
        <translation>laden und Sequenz zuordnen</translation>
    </message>
    <message>
        <source>none is usable</source>
        <translation>keine verwendbar</translation>
    </message>
    <message>
        <source>see the warnings in the readout</source>
        <translation>siehe Warnungen der Auswertung</translation>
    </message>
    <message>
        <source>{labels}; not measured: {refused}</source>
        <translation>{labels}; nicht gemessen: {refused}</translation>
    </message>
    <message>
        <source>add a second native sequence, such as STIR</source>
        <translation>eine zweite native Sequenz ergänzen, etwa STIR</translation>
    </message>
    <message>
        <source>place a region on each</source>
        <translation>auf jede eine Region setzen</translation>
    </message>
    <message>
        <source>{count} ({levels})</source>
        <translation>{count} ({levels})</translation>
    </message>
    <message>
        <source>place another</source>
        <translation>weitere setzen</translation>
    </message>
    <message>
        <source>none of {needed} vertebrae</source>
        <translation>in keinem von {needed} Wirbeln</translation>
    </message>
    <message>
        <source>place {needed} in vertebrae next to the lesion</source>
        <translation>in {needed} Wirbeln nahe der Läsion setzen</translation>
    </message>
    <message>
        <source>{vertebrae} of {needed} vertebrae ({levels})</source>
        <translation>in {vertebrae} von {needed} Wirbeln ({levels})</translation>
    </message>
    <message>
        <source>place {more} more next to '{lesion}'</source>
        <translation>noch {more} nahe '{lesion}' setzen</translation>
    </message>
    <message>
        <source>place {more} more next to the lesion</source>
        <translation>noch {more} nahe der Läsion setzen</translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels}), none within {near} levels of '{lesion}'</source>
        <translation>in {vertebrae} Wirbeln ({levels}), in keinem bis {near} Höhen von '{lesion}'</translation>
    </message>
    <message>
        <source>place one next to it</source>
        <translation>dort eine setzen</translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels}); effective sample size at least {voxels}</source>
        <translation>in {vertebrae} Wirbeln ({levels}); effektive Stichprobengröße mindestens {voxels}</translation>
    </message>
    <message>
        <source>{vertebrae} vertebrae ({levels})</source>
        <translation>in {vertebrae} Wirbeln ({levels})</translation>
    </message>
    <message>
        <source>{count} ({levels}); effective sample size at least {voxels}</source>
        <translation>{count} ({levels}); effektive Stichprobengröße mindestens {voxels}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>place one to show on which side of the cord the lesions lie</source>
        <translation>eine setzen, um die Lage der Läsionen zum Myelon zu zeigen</translation>
    </message>
    <message>
        <source>place one on each side for the bias field correction</source>
        <translation>auf jeder Seite eine setzen, für die Biasfeldkorrektur</translation>
    </message>
    <message>
        <source>place one: cord or muscle serves as a second reference that iron does not darken</source>
        <translation>eine setzen: Myelon oder Muskel ist eine zweite Referenz, die Eisen nicht dunkler macht</translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.RegionShapes</name>
    <message>
        <source>Ellipsoid</source>
        <translation>Ellipsoid</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Quader</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>Kurve</translation>
    </message>
</context>
<context>
    <name>EMHAssistLib.Roles</name>
    <message>
        <source>Inside the tissue, away from its borders</source>
        <translation>Im Gewebe, abseits seiner Ränder</translation>
    </message>
    <message>
        <source>T1</source>
        <translation>T1</translation>
    </message>
    <message>
        <source>T2</source>
        <translation>T2</translation>
    </message>
    <message>
        <source>STIR / T2 fat-suppressed</source>
        <translation>STIR / T2 fettunterdrückt</translation>
    </message>
    <message>
        <source>T1 post-contrast</source>
        <translation>T1 nach KM</translation>
    </message>
    <message>
        <source>T1 fat-suppressed</source>
        <translation>T1 fettsupprimiert</translation>
    </message>
    <message>
        <source>T1 gradient echo</source>
        <translation>T1-Gradientenecho</translation>
    </message>
    <message>
        <source>Balanced gradient echo</source>
        <translation>Balanciertes Gradientenecho</translation>
    </message>
    <message>
        <source>In-phase</source>
        <translation>In-Phase</translation>
    </message>
    <message>
        <source>Opposed-phase</source>
        <translation>Opposed-Phase</translation>
    </message>
    <message>
        <source>ADC</source>
        <translation>ADC</translation>
    </message>
    <message>
        <source>CT</source>
        <translation>CT</translation>
    </message>
    <message>
        <source>CT post-contrast</source>
        <translation>CT nach Kontrastmittel</translation>
    </message>
    <message>
        <source>Epidural lesion</source>
        <translation>Epidurale Läsion</translation>
    </message>
    <message>
        <source>Epidural</source>
        <translation>Epidural</translation>
    </message>
    <message>
        <source>The solid part, inside its edge, as large as fits; avoid CSF, fat and epidural veins</source>
        <translation>Der solide Anteil, innerhalb seines Randes, so groß wie möglich; ohne Liquor, Fett und Venen des Spinalkanals</translation>
    </message>
    <message>
        <source>Paravertebral lesion</source>
        <translation>Paravertebrale Läsion</translation>
    </message>
    <message>
        <source>Paravert.</source>
        <translation>Paravert.</translation>
    </message>
    <message>
        <source>The solid part, 10 mm across or more, inside its edge; avoid vessels, ribs and lung</source>
        <translation>Der solide Anteil, mindestens 10 mm, innerhalb seines Randes; ohne Gefäße, Rippen und Lunge</translation>
    </message>
    <message>
        <source>Other lesion</source>
        <translation>Andere Läsion</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>The solid part, inside its edge, as large as fits; avoid cysts, necrosis and vessels</source>
        <translation>Der solide Anteil, innerhalb seines Randes, so groß wie möglich; ohne Zysten, Nekrosen und Gefäße</translation>
    </message>
    <message>
        <source>Marrow</source>
        <translation>Knochenmark</translation>
    </message>
    <message>
        <source>Center of a vertebral body, half its height (10 to 15 mm); avoid endplates, the basivertebral vein, hemangiomas, fractures and metastases</source>
        <translation>Mitte eines Wirbelkörpers, halb so hoch wie er (10 bis 15 mm); ohne Endplatten, Basivertebralvene, Hämangiome, Frakturen und Metastasen</translation>
    </message>
    <message>
        <source>Spinal cord</source>
        <translation>Myelon</translation>
    </message>
    <message>
        <source>Cord</source>
        <translation>Myelon</translation>
    </message>
    <message>
        <source>Center of the cord, 5 mm across, longer along it; avoid its rim (partial volume with CSF) and compressed or hyperintense cord</source>
        <translation>Mitte des Myelons, 5 mm im Querschnitt, entlang des Myelons länger; ohne seinen Rand (Partialvolumen mit Liquor) und ohne komprimiertes oder hyperintenses Myelon</translation>
    </message>
    <message>
        <source>Muscle</source>
        <translation>Muskel</translation>
    </message>
    <message>
        <source>Multifidus or erector spinae at the level of the lesion, 10 mm across; avoid fatty streaks</source>
        <translation>Multifidus oder Erector spinae auf Höhe der Läsion, 10 mm; ohne Fettstreifen</translation>
    </message>
    <message>
        <source>Disc</source>
        <translation>Bandscheibe</translation>
    </message>
    <message>
        <source>Center of a disc without degeneration, half its height; avoid endplates</source>
        <translation>Mitte einer nicht degenerierten Bandscheibe, halb so hoch wie sie; ohne Endplatten</translation>
    </message>
    <message>
        <source>CSF</source>
        <translation>Liquor</translation>
    </message>
    <message>
        <source>CSF where it is widest, 3 mm across; avoid cord, nerve roots and flow artifacts</source>
        <translation>Liquor an der weitesten Stelle, 3 mm; ohne Myelon, Nervenwurzeln und Flussartefakte</translation>
    </message>
    <message>
        <source>Fat</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Subcutaneous fat of the back, 10 mm across; avoid the layer next to the coil</source>
        <translation>Fett unter der Rückenhaut, 10 mm; ohne die Schicht direkt an der Spule</translation>
    </message>
</context>
<context>
    <name>EMHAssistModel</name>
    <message>
        <source>Extramedullary hematopoiesis</source>
        <translation>Extramedulläre Hämatopoese</translation>
    </message>
    <message>
        <source>Metastasis or myeloma</source>
        <translation>Metastase oder Myelom</translation>
    </message>
    <message>
        <source>Lymphoma or myeloid sarcoma</source>
        <translation>Lymphom oder myeloisches Sarkom</translation>
    </message>
    <message>
        <source>Infection (pyogenic or tuberculous)</source>
        <translation>Infektion (pyogen oder tuberkulös)</translation>
    </message>
    <message>
        <source>Epidural hematoma</source>
        <translation>Epidurales Hämatom</translation>
    </message>
    <message>
        <source>Nerve sheath tumor or meningioma</source>
        <translation>Nervenscheidentumor oder Meningeom</translation>
    </message>
    <message>
        <source>Lipomatosis, angiolipoma or myelolipoma</source>
        <translation>Lipomatose, Angiolipom oder Myelolipom</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Active, cellular</source>
        <translation>aktiv, zellreich</translation>
    </message>
    <message>
        <source>Inactive, fatty</source>
        <translation>inaktiv, verfettet</translation>
    </message>
    <message>
        <source>Inactive, laden with iron</source>
        <translation>inaktiv, eisenbeladen</translation>
    </message>
    <message>
        <source>Metastasis</source>
        <translation>Metastase</translation>
    </message>
    <message>
        <source>Myeloma or plasmacytoma</source>
        <translation>Myelom oder Plasmozytom</translation>
    </message>
    <message>
        <source>Lymphoma</source>
        <translation>Lymphom</translation>
    </message>
    <message>
        <source>Myeloid sarcoma</source>
        <translation>Myeloisches Sarkom</translation>
    </message>
    <message>
        <source>Pyogenic</source>
        <translation>pyogen</translation>
    </message>
    <message>
        <source>Tuberculous</source>
        <translation>tuberkulös</translation>
    </message>
    <message>
        <source>Nerve sheath tumor</source>
        <translation>Nervenscheidentumor</translation>
    </message>
    <message>
        <source>Neurofibroma of neurofibromatosis 1</source>
        <translation>Neurofibrom bei NF1</translation>
    </message>
    <message>
        <source>Meningioma</source>
        <translation>Meningeom</translation>
    </message>
    <message>
        <source>Lipomatosis</source>
        <translation>Lipomatose</translation>
    </message>
    <message>
        <source>Angiolipoma or lipoma</source>
        <translation>Angiolipom oder Lipom</translation>
    </message>
    <message>
        <source>Myelolipoma</source>
        <translation>Myelolipom</translation>
    </message>
    <message>
        <source>Hemangioma</source>
        <translation>Hämangiom</translation>
    </message>
    <message>
        <source>Neuroblastic tumor</source>
        <translation>neuroblastischer Tumor</translation>
    </message>
    <message>
        <source>Inflammatory or deposit disease</source>
        <translation>entzündliche Erkrankung oder Ablagerung</translation>
    </message>
    <message>
        <source>Disc, synovial cyst or ligament</source>
        <translation>Bandscheibe, Synovialzyste oder Ligament</translation>
    </message>
    <message>
        <source>Other lesion</source>
        <translation>andere Läsion</translation>
    </message>
    <message>
        <source>Other tumor</source>
        <translation>anderer Tumor</translation>
    </message>
    <message>
        <source>Blood</source>
        <translation>Blut</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>Morphologie</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Enhancement</source>
        <translation>Kontrastmittelaufnahme</translation>
    </message>
    <message>
        <source>Signal against marrow</source>
        <translation>Signal gegen Knochenmark</translation>
    </message>
    <message>
        <source>Marrow scan</source>
        <translation>Knochenmark-Szintigraphie</translation>
    </message>
    <message>
        <source>Minutes.</source>
        <translation>Wenige Minuten.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keines.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Anamnese</translation>
    </message>
    <message>
        <source>One blood sample, result within a day, hemoglobin analysis within days.</source>
        <translation>Eine Blutentnahme, Ergebnis binnen eines Tages, Hämoglobinanalyse nach einigen Tagen.</translation>
    </message>
    <message>
        <source>None beyond the puncture.</source>
        <translation>Keines außer dem der Blutentnahme.</translation>
    </message>
    <message>
        <source>Blood count and smear, hemoglobin analysis</source>
        <translation>Blutbild und Ausstrich, Hämoglobinanalyse</translation>
    </message>
    <message>
        <source>One blood sample and two to three culture sets before antibiotics; markers within hours, cultures in 1 to 5 days.</source>
        <translation>Eine Blutentnahme und zwei bis drei Blutkultursets vor Antibiotikagabe; Entzündungsmarker binnen Stunden, Kulturen nach 1 bis 5 Tagen.</translation>
    </message>
    <message>
        <source>Temperature, CRP, blood cultures</source>
        <translation>Temperatur, CRP, Blutkulturen</translation>
    </message>
    <message>
        <source>15 minutes, no radiation.</source>
        <translation>15 Minuten, keine Strahlenexposition.</translation>
    </message>
    <message>
        <source>Ultrasound, CT or MRI of the abdomen</source>
        <translation>Sonographie, CT oder MRT des Abdomens</translation>
    </message>
    <message>
        <source>30 to 45 minutes, no radiation, no contrast.</source>
        <translation>30 bis 45 Minuten, keine Strahlenexposition, kein Kontrastmittel.</translation>
    </message>
    <message>
        <source>None in those fit for MRI; cord compression makes it urgent.</source>
        <translation>Keines ohne MRT-Kontraindikation; bei Myelonkompression dringend.</translation>
    </message>
    <message>
        <source>MRI of the spine, sagittal and axial T1, T2 and STIR</source>
        <translation>MRT der Wirbelsäule, T1, T2 und STIR sagittal und axial</translation>
    </message>
    <message>
        <source>MRI of the whole spine</source>
        <translation>MRT der gesamten Wirbelsäule</translation>
    </message>
    <message>
        <source>2 to 5 minutes more, no radiation, no contrast.</source>
        <translation>2 bis 5 Minuten zusätzlich, keine Strahlenexposition, kein Kontrastmittel.</translation>
    </message>
    <message>
        <source>Opposed-phase or Dixon MRI, T1 with and without fat suppression</source>
        <translation>Opposed-Phase- oder Dixon-MRT, T1 mit und ohne Fettunterdrückung</translation>
    </message>
    <message>
        <source>3 to 5 minutes more, no radiation, no contrast.</source>
        <translation>3 bis 5 Minuten zusätzlich, keine Strahlenexposition, kein Kontrastmittel.</translation>
    </message>
    <message>
        <source>Diffusion-weighted MRI (ADC)</source>
        <translation>Diffusionsgewichtete MRT (ADC)</translation>
    </message>
    <message>
        <source>10 minutes more and an injection, no radiation.</source>
        <translation>10 Minuten zusätzlich und eine Injektion, keine Strahlenexposition.</translation>
    </message>
    <message>
        <source>Allergic reaction in 9 of 10,000, severe in 0.5 of 10,000. Avoid in pregnancy.</source>
        <translation>Allergische Reaktion bei 9 von 10.000, schwer bei 0,5 von 10.000. In der Schwangerschaft vermeiden.</translation>
    </message>
    <message>
        <source>T1 before and after contrast</source>
        <translation>T1 vor und nach Kontrastmittel</translation>
    </message>
    <message>
        <source>5 minutes; about 7 mSv, as natural background in two to three years.</source>
        <translation>5 Minuten; etwa 7 mSv, so viel wie die natürliche Strahlenexposition in zwei bis drei Jahren.</translation>
    </message>
    <message>
        <source>Radiation; contrast is not needed for bone and fat.</source>
        <translation>Strahlenexposition; für Knochen und Fett ist kein Kontrastmittel nötig.</translation>
    </message>
    <message>
        <source>CT of the spine and ribs</source>
        <translation>CT von Wirbelsäule und Rippen</translation>
    </message>
    <message>
        <source>2 to 3 hours with an injection; about 5.6 mSv for 400 MBq sulfur colloid, SPECT/CT a little more.</source>
        <translation>2 bis 3 Stunden mit einer Injektion; etwa 5,6 mSv bei 400 MBq Schwefelkolloid, mit SPECT/CT etwas mehr.</translation>
    </message>
    <message>
        <source>Radiation; allergic reactions are rare. Not in pregnancy.</source>
        <translation>Strahlenexposition; allergische Reaktionen sind selten. Nicht in der Schwangerschaft.</translation>
    </message>
    <message>
        <source>99mTc colloid or marrow scintigraphy</source>
        <translation>99mTc-Kolloid- oder Knochenmark-Szintigraphie</translation>
    </message>
    <message>
        <source>A second MRI after 2 to 12 weeks, no radiation of its own.</source>
        <translation>Eine zweite MRT nach 2 bis 12 Wochen, selbst ohne Strahlenexposition.</translation>
    </message>
    <message>
        <source>Time: not while the cord is compressed and no diagnosis is sure, not where infection or a tumor is possible.</source>
        <translation>Zeitverlust: nicht bei Myelonkompression ohne gesicherte Diagnose, nicht bei möglicher Infektion oder möglichem Tumor.</translation>
    </message>
    <message>
        <source>Follow-up MRI after transfusion or low-dose radiotherapy</source>
        <translation>Verlaufs-MRT nach Transfusion oder niedrig dosierter Bestrahlung</translation>
    </message>
    <message>
        <source>An hour and some hours in bed, local anesthesia; 6 to 7 mSv.</source>
        <translation>Eine Stunde und einige Stunden Bettruhe, Lokalanästhesie; 6 bis 7 mSv.</translation>
    </message>
    <message>
        <source>Complications in 1% (0.4 to 1.9%), mostly pain and small hematoma. EMH is vascular and reviews warn of bleeding; no rate is published. Check platelets and clotting first.</source>
        <translation>Komplikationen bei 1 % (0,4 bis 1,9 %), meist Schmerzen und kleine Hämatome. EMH ist gefäßreich, und Übersichtsarbeiten warnen vor Blutungen; eine Rate ist nicht veröffentlicht. Zuerst Thrombozyten und Gerinnung prüfen.</translation>
    </message>
    <message>
        <source>Biopsy of the mass that is easiest to reach</source>
        <translation>Biopsie der am besten zugänglichen Raumforderung</translation>
    </message>
    <message>
        <source>As known at the time of imaging. Carriers of thalassemia do not count; leukemia, lymphoma and myeloma belong to the cancer history. Leave not assessed when nobody has looked.</source>
        <translation>Wie zum Zeitpunkt der Bildgebung bekannt. Träger einer Thalassämie zählen nicht; Leukämie, Lymphom und Myelom gehören zur Tumoranamnese. Nicht beurteilt lassen, wenn niemand danach gesucht hat.</translation>
    </message>
    <message>
        <source>Hematologic disorder</source>
        <translation>Hämatologische Erkrankung</translation>
    </message>
    <message>
        <source>Hemolysis or ineffective erythropoiesis (thalassemia, sickle cell, spherocytosis, dyserythropoietic anemia)</source>
        <translation>Hämolyse oder ineffektive Erythropoese (Thalassämie, Sichelzellkrankheit, Sphärozytose, dyserythropoetische Anämie)</translation>
    </message>
    <message>
        <source>Myelofibrosis, other myeloproliferative or myelodysplastic disorder</source>
        <translation>Myelofibrose, andere myeloproliferative oder myelodysplastische Erkrankung</translation>
    </message>
    <message>
        <source>Looked for, none</source>
        <translation>Gesucht, keine</translation>
    </message>
    <message>
        <source>Anemia that was there before the lesion was found, of whatever cause.</source>
        <translation>Anämie, die vor der Entdeckung der Läsion bestand, gleich welcher Ursache.</translation>
    </message>
    <message>
        <source>Chronic anemia</source>
        <translation>Chronische Anämie</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Regular transfusions</source>
        <translation>Regelmäßige Transfusionen</translation>
    </message>
    <message>
        <source>A large liver with a large spleen counts, too.</source>
        <translation>Auch eine große Leber mit großer Milz zählt.</translation>
    </message>
    <message>
        <source>Splenomegaly or splenectomy</source>
        <translation>Splenomegalie oder Splenektomie</translation>
    </message>
    <message>
        <source>Marrow replaced by metastases or fibrosis, failing, or driven: chemotherapy, radiation, growth factors, aplasia. A cause of hematopoiesis elsewhere.</source>
        <translation>Knochenmark durch Metastasen oder Fibrose verdrängt, insuffizient oder stimuliert: Chemotherapie, Bestrahlung, Wachstumsfaktoren, Aplasie. Eine Ursache von Blutbildung an anderer Stelle.</translation>
    </message>
    <message>
        <source>Marrow replaced or failing</source>
        <translation>Knochenmark verdrängt oder insuffizient</translation>
    </message>
    <message>
        <source>Any malignant disease known before this examination. It does not exclude EMH.</source>
        <translation>Jede vor dieser Untersuchung bekannte maligne Erkrankung. Sie schließt EMH nicht aus.</translation>
    </message>
    <message>
        <source>Known cancer</source>
        <translation>Bekannte Tumorerkrankung</translation>
    </message>
    <message>
        <source>Solid cancer</source>
        <translation>Solider maligner Tumor</translation>
    </message>
    <message>
        <source>Leukemia, lymphoma or myeloma</source>
        <translation>Leukämie, Lymphom oder Myelom</translation>
    </message>
    <message>
        <source>Fever, sepsis, inflammatory markers raised without another reason, or an infection elsewhere that could have spread.</source>
        <translation>Fieber, Sepsis, anderweitig nicht erklärte Entzündungszeichen im Labor oder eine Infektion an anderer Stelle, die gestreut haben kann.</translation>
    </message>
    <message>
        <source>Fever or signs of infection</source>
        <translation>Fieber oder Infektzeichen</translation>
    </message>
    <message>
        <source>Signs of infection: a spinal infection has to be excluded first.</source>
        <translation>Infektzeichen: zuerst eine spinale Infektion ausschließen.</translation>
    </message>
    <message>
        <source>Also a recent spinal puncture or operation.</source>
        <translation>Auch eine kürzliche spinale Punktion oder Operation.</translation>
    </message>
    <message>
        <source>Anticoagulation or trauma</source>
        <translation>Antikoagulation oder Trauma</translation>
    </message>
    <message>
        <source>Known, or with its signs in the skin.</source>
        <translation>Bekannt oder mit den typischen Hautzeichen.</translation>
    </message>
    <message>
        <source>Neurofibromatosis 1</source>
        <translation>Neurofibromatose Typ 1</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Under 15 years</source>
        <translation>Unter 15 Jahre</translation>
    </message>
    <message>
        <source>15 to 44 years</source>
        <translation>15 bis 44 Jahre</translation>
    </message>
    <message>
        <source>45 to 64 years</source>
        <translation>45 bis 64 Jahre</translation>
    </message>
    <message>
        <source>65 years or older</source>
        <translation>65 Jahre oder älter</translation>
    </message>
    <message>
        <source>Lesion within the spinal canal</source>
        <translation>Läsion im Spinalkanal</translation>
    </message>
    <message>
        <source>No, paravertebral only</source>
        <translation>Nein, nur paravertebral</translation>
    </message>
    <message>
        <source>The main part of the epidural lesion. Leave not assessed when there is none.</source>
        <translation>Der Hauptteil der epiduralen Läsion. Nicht beurteilt lassen, wenn es keine gibt.</translation>
    </message>
    <message>
        <source>Position in the canal</source>
        <translation>Lage im Spinalkanal</translation>
    </message>
    <message>
        <source>Behind the cord</source>
        <translation>Dorsal des Myelons</translation>
    </message>
    <message>
        <source>In front of the cord</source>
        <translation>Ventral des Myelons</translation>
    </message>
    <message>
        <source>Beside the cord</source>
        <translation>Lateral des Myelons</translation>
    </message>
    <message>
        <source>Around the cord</source>
        <translation>Rund um das Myelon</translation>
    </message>
    <message>
        <source>Paravertebral mass</source>
        <translation>Paravertebrale Raumforderung</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>On one side</source>
        <translation>Einseitig</translation>
    </message>
    <message>
        <source>On both sides</source>
        <translation>Beidseitig</translation>
    </message>
    <message>
        <source>Thoracic as soon as a thoracic level is involved; sacral, presacral included, where none is.</source>
        <translation>Thorakal, sobald eine thorakale Höhe beteiligt ist; sonst sakral, auch präsakral.</translation>
    </message>
    <message>
        <source>Spinal level</source>
        <translation>Höhenlokalisation</translation>
    </message>
    <message>
        <source>Thoracic</source>
        <translation>Thorakal</translation>
    </message>
    <message>
        <source>Sacral or presacral</source>
        <translation>Sakral oder präsakral</translation>
    </message>
    <message>
        <source>Cervical or lumbar alone</source>
        <translation>Nur zervikal oder lumbal</translation>
    </message>
    <message>
        <source>From the first to the last vertebral level that the lesion reaches; of several lesions of a kind, those of all together.</source>
        <translation>Von der ersten bis zur letzten Wirbelhöhe, die die Läsion erreicht; bei mehreren Läsionen einer Art die von allen zusammen.</translation>
    </message>
    <message>
        <source>Extent along the spine</source>
        <translation>Kraniokaudale Ausdehnung</translation>
    </message>
    <message>
        <source>Up to 3 segments</source>
        <translation>Bis 3 Segmente</translation>
    </message>
    <message>
        <source>4 or 5 segments</source>
        <translation>4 oder 5 Segmente</translation>
    </message>
    <message>
        <source>6 segments or more</source>
        <translation>6 Segmente oder mehr</translation>
    </message>
    <message>
        <source>Epidural and paravertebral lesions together, separate from each other.</source>
        <translation>Epidurale und paravertebrale Läsionen zusammen, voneinander getrennt.</translation>
    </message>
    <message>
        <source>Number of lesions</source>
        <translation>Zahl der Läsionen</translation>
    </message>
    <message>
        <source>One</source>
        <translation>Eine</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>Extension into a foramen</source>
        <translation>Ausdehnung in ein Neuroforamen</translation>
    </message>
    <message>
        <source>Margins</source>
        <translation>Begrenzung</translation>
    </message>
    <message>
        <source>Well defined, also lobulated</source>
        <translation>Scharf, auch lobuliert</translation>
    </message>
    <message>
        <source>Ill defined</source>
        <translation>Unscharf</translation>
    </message>
    <message>
        <source>Macroscopic, on CT or on T1 with loss of signal under fat suppression.</source>
        <translation>Makroskopisch, in der CT oder in T1 mit Signalabfall unter Fettunterdrückung.</translation>
    </message>
    <message>
        <source>Fat within the lesion</source>
        <translation>Fett in der Läsion</translation>
    </message>
    <message>
        <source>Lytic, permeative or endplate destruction. Expansion of bone, coarse trabeculae and breach of the cortex by expanded marrow do not count: they occur in EMH itself.</source>
        <translation>Lytische, permeative oder Endplattendestruktion. Knochenauftreibung, grobe Trabekel und Kortikalisdurchbruch durch expandiertes Mark zählen nicht: sie kommen bei EMH selbst vor.</translation>
    </message>
    <message>
        <source>Aggressive bone destruction</source>
        <translation>Aggressive Knochendestruktion</translation>
    </message>
    <message>
        <source>Widened ribs or vertebrae, coarse trabeculae, or breach of the cortex by expanded marrow.</source>
        <translation>Verbreiterte Rippen oder Wirbel, grobe Trabekel oder Kortikalisdurchbruch durch expandiertes Mark.</translation>
    </message>
    <message>
        <source>Expanded bone or coarse trabeculae</source>
        <translation>Knochenauftreibung oder grobe Trabekel</translation>
    </message>
    <message>
        <source>Signal, enhancement or destruction of a disc beside the lesion.</source>
        <translation>Signaländerung, Kontrastmittelaufnahme oder Destruktion einer Bandscheibe neben der Läsion.</translation>
    </message>
    <message>
        <source>Disc involved</source>
        <translation>Bandscheibe beteiligt</translation>
    </message>
    <message>
        <source>Grade by the scale of Bilsky (2010; RadElement RDES288). It tells how urgent a case is, not what it is, and weighs nothing.</source>
        <translation>Grad nach der Skala von Bilsky (2010; RadElement RDES288). Er sagt, wie dringend ein Fall ist, nicht, worum es sich handelt, und hat kein Gewicht.</translation>
    </message>
    <message>
        <source>Epidural compression of the cord (ESCC)</source>
        <translation>Epidurale Myelonkompression (ESCC)</translation>
    </message>
    <message>
        <source>0: confined to bone</source>
        <translation>0: auf den Knochen begrenzt</translation>
    </message>
    <message>
        <source>1a: epidural, thecal sac not deformed</source>
        <translation>1a: epidural, Duralsack nicht imprimiert</translation>
    </message>
    <message>
        <source>1b: thecal sac deformed</source>
        <translation>1b: Duralsack imprimiert</translation>
    </message>
    <message>
        <source>1c: touches the cord, no compression</source>
        <translation>1c: Kontakt zum Myelon, keine Kompression</translation>
    </message>
    <message>
        <source>Compression of the cord or cauda: urgent, whatever the cause.</source>
        <translation>Kompression von Myelon oder Cauda: dringend, gleich welcher Ursache.</translation>
    </message>
    <message>
        <source>2: cord compressed, CSF still visible</source>
        <translation>2: Myelon komprimiert, Liquor noch sichtbar</translation>
    </message>
    <message>
        <source>3: cord compressed, no CSF visible</source>
        <translation>3: Myelon komprimiert, kein Liquor sichtbar</translation>
    </message>
    <message>
        <source>No compression, not graded</source>
        <translation>Keine Kompression, nicht graduiert</translation>
    </message>
    <message>
        <source>Compression, not graded</source>
        <translation>Kompression, nicht graduiert</translation>
    </message>
    <message>
        <source>Bright cord on T2</source>
        <translation>Myelon in T2 hyperintens</translation>
    </message>
    <message>
        <source>High signal of the cord on T2: the cord is in danger, whatever the cause.</source>
        <translation>Hohes Signal des Myelons in T2: das Myelon ist gefährdet, gleich welcher Ursache.</translation>
    </message>
    <message>
        <source>The main signal of the lesion.</source>
        <translation>Das Hauptsignal der Läsion.</translation>
    </message>
    <message>
        <source>T1 against cord or muscle</source>
        <translation>T1 gegen Myelon oder Muskel</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>Hypointens</translation>
    </message>
    <message>
        <source>About equal</source>
        <translation>Etwa isointens</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>Hyperintens</translation>
    </message>
    <message>
        <source>T2 against cord or muscle</source>
        <translation>T2 gegen Myelon oder Muskel</translation>
    </message>
    <message>
        <source>By eye against the cord. No ADC of EMH has been published, and thresholds depend on the b values.</source>
        <translation>Visuell gegen das Myelon. Ein ADC der EMH ist nicht veröffentlicht, und Schwellen hängen von den b-Werten ab.</translation>
    </message>
    <message>
        <source>Restricted diffusion</source>
        <translation>Diffusionsrestriktion</translation>
    </message>
    <message>
        <source>Grade and pattern. The textbook sign, none to minimal in EMH, is not borne out by the published cases.</source>
        <translation>Grad und Muster. Das Lehrbuchzeichen, keine bis minimale Aufnahme bei EMH, bestätigen die veröffentlichten Fälle nicht.</translation>
    </message>
    <message>
        <source>Enhancement after contrast</source>
        <translation>KM-Aufnahme</translation>
    </message>
    <message>
        <source>Minimal or mild</source>
        <translation>Minimal oder gering</translation>
    </message>
    <message>
        <source>Moderate or marked, solid</source>
        <translation>Mäßig oder deutlich, solide</translation>
    </message>
    <message>
        <source>At the rim</source>
        <translation>Randständig</translation>
    </message>
    <message>
        <source>Against marrow that is not itself diseased. No ratio of EMH has ever been published, and iron darkens the marrow of transfused patients: of low weight.</source>
        <translation>Gegen Knochenmark, das selbst nicht erkrankt ist. Ein Quotient der EMH wurde nie veröffentlicht, und Eisen macht das Mark transfundierter Patienten dunkler: geringes Gewicht.</translation>
    </message>
    <message>
        <source>T1 against vertebral marrow</source>
        <translation>T1 gegen Wirbelmark</translation>
    </message>
    <message>
        <source>See T1 against vertebral marrow; of low weight.</source>
        <translation>Siehe T1 gegen Wirbelmark; geringes Gewicht.</translation>
    </message>
    <message>
        <source>T2 or STIR against vertebral marrow</source>
        <translation>T2 oder STIR gegen Wirbelmark</translation>
    </message>
    <message>
        <source>The ratio of the lesion to the vertebral marrow is close to 1 on every native sequence. No ratio of EMH has ever been published, and iron darkens the marrow of transfused patients: of low weight.</source>
        <translation>Der Quotient der Läsion zum Wirbelmark liegt auf jeder nativen Sequenz nahe 1. Ein Quotient der EMH wurde nie veröffentlicht, und Eisen macht das Mark transfundierter Patienten dunkler: geringes Gewicht.</translation>
    </message>
    <message>
        <source>Signal like marrow on every sequence</source>
        <translation>Signal auf jeder Sequenz wie Knochenmark</translation>
    </message>
    <message>
        <source>Vertebral marrow darker than disc or muscle on T1 throughout, or clearly darker than the fatty marrow of an adult.</source>
        <translation>Wirbelmark in T1 durchgehend dunkler als Bandscheibe oder Muskel oder deutlich dunkler als das fettige Mark eines Erwachsenen.</translation>
    </message>
    <message>
        <source>Marrow dark throughout</source>
        <translation>Knochenmark durchgehend dunkel</translation>
    </message>
    <message>
        <source>99mTc sulfur colloid, nanocolloid or antigranulocyte scan: hematopoietic tissue takes it up.</source>
        <translation>Szintigraphie mit 99mTc-Schwefelkolloid, -Nanokolloid oder -Antigranulozyten-Antikörpern: blutbildendes Gewebe reichert an.</translation>
    </message>
    <message>
        <source>Uptake on colloid or marrow scan</source>
        <translation>Anreicherung in Kolloid- oder Knochenmark-Szintigraphie</translation>
    </message>
    <message>
        <source>Nothing else known</source>
        <translation>Sonst nichts bekannt</translation>
    </message>
    <message>
        <source>All diagnoses equally likely beforehand</source>
        <translation>Alle Diagnosen vorab gleich wahrscheinlich</translation>
    </message>
    <message>
        <source>Chronic hemolysis or ineffective erythropoiesis</source>
        <translation>Chronische Hämolyse oder ineffektive Erythropoese</translation>
    </message>
    <message>
        <source>Myelofibrosis or another myeloproliferative or myelodysplastic disorder</source>
        <translation>Myelofibrose oder andere myeloproliferative oder myelodysplastische Erkrankung</translation>
    </message>
    <message>
        <source>Known solid cancer</source>
        <translation>Bekannter solider maligner Tumor</translation>
    </message>
    <message>
        <source>Known leukemia, lymphoma or myeloma</source>
        <translation>Leukämie, Lymphom oder Myelom bekannt</translation>
    </message>
    <message>
        <source>Fever or sepsis</source>
        <translation>Fieber oder Sepsis</translation>
    </message>
    <message>
        <source>Blood disorder looked for, none</source>
        <translation>Hämatologische Erkrankung gesucht, keine</translation>
    </message>
</context>
<context>
    <name>Findings.FindingGroup</name>
    <message>
        <source>{title}: {count} of {all}</source>
        <translation>{title}: {count} von {all}</translation>
    </message>
</context>
<context>
    <name>Findings.FindingLine</name>
    <message>
        <source>not assessed</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>nicht gewertet</translation>
    </message>
    <message>
        <source>measured: {answer}</source>
        <translation>gemessen: {answer}</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>eingegeben</translation>
    </message>
    <message>
        <source>part of the setting: {answer}</source>
        <translation>Teil der Situation: {answer}</translation>
    </message>
    <message>
        <source>part of the setting</source>
        <translation>Teil der Situation</translation>
    </message>
    <message>
        <source>follows from another finding</source>
        <translation>folgt aus anderem Befund</translation>
    </message>
    <message>
        <source>contradiction</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>raises alarms, weighs nothing</source>
        <translation>Warnzeichen, ohne Gewicht</translation>
    </message>
    <message>
        <source>From: {examination}</source>
        <translation>Aus: {examination}</translation>
    </message>
    <message>
        <source>Revert to measured: {title}</source>
        <translation>Zurück zum Messwert: {title}</translation>
    </message>
    <message>
        <source>Withdraw the entered answer: {answer}</source>
        <translation>Eingegebene Antwort zurücknehmen: {answer}</translation>
    </message>
</context>
<context>
    <name>Findings.FindingsForm</name>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Morphology</source>
        <translation>Morphologie</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>EMH would be {outcomes}</source>
        <translation>EMH wäre {outcomes}</translation>
    </message>
    <message>
        <source>{probability} ({answer})</source>
        <translation>{probability} ({answer})</translation>
    </message>
</context>
<context>
    <name>Findings.FindingsSection</name>
    <message>
        <source>The finding could not be entered.</source>
        <translation>Der Befund konnte nicht eingegeben werden.</translation>
    </message>
</context>
<context>
    <name>Findings.FoldLine</name>
    <message>
        <source>A finding that is not assessed counts neither for nor against EMH: it is not the same as an absent one. Press to show or to fold them.</source>
        <translation>Ein nicht beurteilter Befund zählt weder für noch gegen EMH: Er ist nicht dasselbe wie ein fehlender. Drücken, um sie zu zeigen oder einzuklappen.</translation>
    </message>
    <message>
        <source>{count} not assessed</source>
        <translation>{count} nicht beurteilt</translation>
    </message>
</context>
<context>
    <name>Findings.NextFindings</name>
    <message>
        <source>Next, the most informative first:</source>
        <translation>Als Nächstes, der aussagekräftigste zuerst:</translation>
    </message>
    <message>
        <source>The findings not assessed yet that are expected to tell most, and what the two answers that change most would make of the probability of EMH</source>
        <translation>Die noch nicht beurteilten Befunde, von denen am meisten zu erwarten ist, und was die beiden Antworten, die am meisten ändern, aus der Wahrscheinlichkeit der EMH machen würden</translation>
    </message>
</context>
<context>
    <name>Findings.UnknownFindings</name>
    <message>
        <source>Not in this model</source>
        <translation>Nicht in diesem Modell</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the finding {feature}</source>
        <translation>Befund {feature} entfernen</translation>
    </message>
</context>
<context>
    <name>Header.CaseBar</name>
    <message>
        <source>The case could not be shown.</source>
        <translation>Der Fall konnte nicht angezeigt werden.</translation>
    </message>
    <message>
        <source>The case could not be renamed.</source>
        <translation>Der Fall konnte nicht umbenannt werden.</translation>
    </message>
    <message>
        <source>Remove {name} with its findings, settings and tables? Its series and regions stay in the scene but belong to no case.</source>
        <translation>{name} mit Befunden, Einstellungen und Tabellen entfernen? Serien und Regionen bleiben in der Szene, gehören aber zu keinem Fall.</translation>
    </message>
    <message>
        <source>The case could not be removed.</source>
        <translation>Der Fall konnte nicht entfernt werden.</translation>
    </message>
</context>
<context>
    <name>Header.HeaderView</name>
    <message>
        <source>left out</source>
        <translation>nicht gewertet</translation>
    </message>
    <message>
        <source>not entered</source>
        <translation>nicht eingegeben</translation>
    </message>
    <message>
        <source>{finding}: {answer}</source>
        <translation>{finding}: {answer}</translation>
    </message>
</context>
<context>
    <name>Header.HistoryButtons</name>
    <message>
        <source>Undo: {title} ({keys})</source>
        <translation>Rückgängig: {title} ({keys})</translation>
    </message>
    <message>
        <source>Nothing to undo</source>
        <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>Redo: {title} ({keys})</source>
        <translation>Wiederholen: {title} ({keys})</translation>
    </message>
    <message>
        <source>Nothing to redo</source>
        <translation>Nichts zu wiederholen</translation>
    </message>
</context>
<context>
    <name>Header.NextStep</name>
    <message>
        <source>Next: {step}</source>
        <translation>Nächstes: {step}</translation>
    </message>
    <message>
        <source>{answer}: {probability}</source>
        <translation>{answer}: {probability}</translation>
    </message>
    <message>
        <source>The finding that would tell most. EMH would be, with each answer:</source>
        <translation>Der Befund, der am meisten sagen würde. EMH wäre, je nach Antwort:</translation>
    </message>
    <message>
        <source>From: {examination}</source>
        <translation>Aus: {examination}</translation>
    </message>
</context>
<context>
    <name>Header.ProbabilityBar</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Made for the spine, and no lesion lies there: ratios only</source>
        <translation>Für die Wirbelsäule gemacht, dort liegt keine Läsion: nur Quotienten</translation>
    </message>
    <message>
        <source>No lesion at the spine: ratios only</source>
        <translation>Keine Läsion an der Wirbelsäule: nur Quotienten</translation>
    </message>
    <message>
        <source>Made for the spine: ratios only</source>
        <translation>Für Wirbelsäule gemacht: nur Quotienten</translation>
    </message>
    <message>
        <source>Ratios only</source>
        <translation>Nur Quotienten</translation>
    </message>
    <message>
        <source>EMH: no result</source>
        <translation>EMH: kein Ergebnis</translation>
    </message>
    <message>
        <source>EMH, insufficient evidence: {lack}</source>
        <translation>EMH, unzureichende Evidenz: {lack}</translation>
    </message>
    <message>
        <source>Insufficient evidence: {lack}</source>
        <translation>Unzureichende Evidenz: {lack}</translation>
    </message>
    <message>
        <source>Insufficient: {lack}</source>
        <translation>Unzureichend: {lack}</translation>
    </message>
    <message>
        <source>Insufficient evidence</source>
        <translation>Unzureichende Evidenz</translation>
    </message>
    <message>
        <source>EMH {verdict}</source>
        <translation>EMH {verdict}</translation>
    </message>
    <message>
        <source>If {premise}: {verdict}</source>
        <translation>Falls {premise}: {verdict}</translation>
    </message>
    <message>
        <source>If so: {verdict}</source>
        <translation>Falls ja: {verdict}</translation>
    </message>
    <message>
        <source>Before: {statement}</source>
        <translation>Vorher: {statement}</translation>
    </message>
    <message>
        <source>Research use only. Not validated; never replaces biopsy</source>
        <translation>Nur für die Forschung. Nicht validiert, ersetzt nie die Biopsie</translation>
    </message>
    <message>
        <source>Research use only, not validated</source>
        <translation>Nur für die Forschung, nicht validiert</translation>
    </message>
    <message>
        <source>Research use only</source>
        <translation>Nur für die Forschung</translation>
    </message>
    <message>
        <source>rare in this setting</source>
        <translation>in dieser Situation selten</translation>
    </message>
    <message>
        <source>{sign} {count} urgent</source>
        <translation>{sign} {count} dringend</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} Warnungen</translation>
    </message>
</context>
<context>
    <name>Header.UnsavedOffer</name>
    <message>
        <source>An unsaved case of {time}: {regions} regions, {findings} findings.</source>
        <translation>Nicht gespeicherter Fall ({time}): {regions} Regionen, {findings} Befunde.</translation>
    </message>
    <message>
        <source>The case could not be restored.</source>
        <translation>Der Fall konnte nicht wiederhergestellt werden.</translation>
    </message>
</context>
<context>
    <name>Help.HelpButtons</name>
    <message>
        <source>Help on {section}</source>
        <translation>Hilfe zu {section}</translation>
    </message>
    <message>
        <source>What this section is for, and what its numbers claim</source>
        <translation>Wofür dieser Abschnitt ist und was seine Zahlen besagen (englisch)</translation>
    </message>
</context>
<context>
    <name>Help.HelpWindow</name>
    <message>
        <source>EMHAssist help</source>
        <translation>EMHAssist-Hilfe</translation>
    </message>
    <message>
        <source>Search the documents</source>
        <translation>Dokumente durchsuchen</translation>
    </message>
    <message>
        <source>Headings</source>
        <translation>Überschriften</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Show what was shown before</source>
        <translation>Zeigen, was vorher gezeigt war</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>Keyboard.KeyboardSection</name>
    <message>
        <source>{action} (in the table)</source>
        <translation>{action} (in der Tabelle)</translation>
    </message>
</context>
<context>
    <name>Likelihood.ClinicalSetting</name>
    <message>
        <source>Custom prior</source>
        <translation>Eigene Vortestwahrscheinlichkeit</translation>
    </message>
</context>
<context>
    <name>Likelihood.Differential</name>
    <message>
        <source>Findings contradict each other; resolve this first.</source>
        <translation>Befunde widersprechen einander; bitte zuerst klären.</translation>
    </message>
    <message>
        <source>Too few findings have been assessed.</source>
        <translation>Es sind zu wenige Befunde erhoben.</translation>
    </message>
    <message>
        <source>The published evidence leaves the interval too wide.</source>
        <translation>Die veröffentlichte Evidenz lässt das Intervall zu breit.</translation>
    </message>
    <message>
        <source>No lesion lies at the spine, which this is made for: ratios only, no likelihood. If one does, give it the role of an epidural or paravertebral lesion or name its level, or place a region on a disc or the cord.</source>
        <translation>Keine Läsion liegt an der Wirbelsäule, für die dies gemacht ist: nur Quotienten, keine Wahrscheinlichkeit. Liegt doch eine dort, ihr das Gewebe einer epiduralen oder paravertebralen Läsion geben, ihre Höhe benennen oder eine Region auf eine Bandscheibe oder das Myelon setzen.</translation>
    </message>
    <message>
        <source>The probability is high, and so is the lower end of its interval. This does not replace a biopsy.</source>
        <translation>Die Wahrscheinlichkeit ist hoch, auch das untere Ende ihres Intervalls. Das ersetzt keine Biopsie.</translation>
    </message>
    <message>
        <source>The images speak against it, and even the upper end of the interval is low. This does not exclude the diagnosis.</source>
        <translation>Die Bildgebung spricht dagegen, und selbst das obere Ende des Intervalls ist niedrig. Das schließt die Diagnose nicht aus.</translation>
    </message>
    <message>
        <source>Rare in this setting; the picture fits EMH. The number is low because of the patient, not because of the images.</source>
        <translation>In dieser Situation selten; das Bild passt zu EMH. Der Wert ist wegen des Patienten niedrig, nicht wegen der Bildgebung.</translation>
    </message>
    <message>
        <source>Rare in this setting; the images do not speak against EMH. The number is low because of the patient, not because of the images.</source>
        <translation>In dieser Situation selten; die Bildgebung spricht nicht gegen EMH. Der Wert ist wegen des Patienten niedrig, nicht wegen der Bildgebung.</translation>
    </message>
    <message>
        <source>Rare in this setting; no finding in the images has been assessed.</source>
        <translation>Selten in dieser Situation; kein Bildbefund ist beurteilt.</translation>
    </message>
    <message>
        <source>The number is low because of the patient; no finding in the images speaks against EMH.</source>
        <translation>Die Zahl ist wegen der Angaben zum Patienten niedrig; kein Bildbefund spricht gegen EMH.</translation>
    </message>
    <message>
        <source>The probability is high because of the patient; the images speak against it.</source>
        <translation>Die Wahrscheinlichkeit ist wegen des Patienten hoch; die Bildgebung spricht dagegen.</translation>
    </message>
    <message>
        <source>The probability is neither high nor low enough for a firmer verdict.</source>
        <translation>Die Wahrscheinlichkeit ist für ein klareres Urteil weder hoch noch niedrig genug.</translation>
    </message>
</context>
<context>
    <name>Likelihood.SchemaFeatures</name>
    <message>
        <source>counted or computed in a series of 20 or more patients with this disease at the spine</source>
        <translation>gezählt oder berechnet in einer Serie von 20 oder mehr Patienten mit dieser Erkrankung an der Wirbelsäule</translation>
    </message>
    <message>
        <source>counted or computed in a smaller series, or for a related question</source>
        <translation>gezählt oder berechnet in einer kleineren Serie oder für eine verwandte Frage</translation>
    </message>
    <message>
        <source>pooled case reports, other sites, or inferred from silence</source>
        <translation>zusammengefasste Fallberichte, andere Lokalisationen oder aus Nichterwähnung geschlossen</translation>
    </message>
    <message>
        <source>judgment, no count</source>
        <translation>Einschätzung, keine Zählung</translation>
    </message>
</context>
<context>
    <name>Likelihood.SchemaUpgrade</name>
    <message>
        <source>Written for schema version 2 and upgraded: its settings became base priors and conditions, which can now be combined, and a finding that states a condition counts as that condition; nothing else was changed.</source>
        <translation>Für Schemaversion 2 geschrieben und umgestellt: Aus Situationen wurden Ausgangswahrscheinlichkeiten und Bedingungen, die sich nun kombinieren lassen, und ein Befund, der eine Bedingung feststellt, zählt als diese; sonst wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>Likelihood.WeighedFindings</name>
    <message>
        <source>Already part of the prior of this setting.</source>
        <translation>In der Vortestwahrscheinlichkeit bereits enthalten.</translation>
    </message>
    <message>
        <source>Left out because it contradicts another finding or the setting.</source>
        <translation>Nicht gewertet: widerspricht anderem Befund oder der Situation.</translation>
    </message>
    <message>
        <source>Raises the alarm, but says nothing about the diagnosis.</source>
        <translation>Ist ein Warnzeichen, sagt aber nichts über die Diagnose.</translation>
    </message>
    <message>
        <source>Follows from another finding and is not counted twice.</source>
        <translation>Folgt aus einem anderen Befund und zählt nicht doppelt.</translation>
    </message>
</context>
<context>
    <name>Logic.AlignmentActions</name>
    <message>
        <source>Check alignment</source>
        <translation>Ausrichtung prüfen</translation>
    </message>
    <message>
        <source>Align {name}</source>
        <translation>{name} ausrichten</translation>
    </message>
    <message>
        <source>Undo the alignment of {name}</source>
        <translation>Ausrichtung von {name} aufheben</translation>
    </message>
</context>
<context>
    <name>Logic.AutosaveActions</name>
    <message>
        <source>Restore an unsaved case</source>
        <translation>Nicht gespeicherten Fall wiederherstellen</translation>
    </message>
</context>
<context>
    <name>Logic.CaseActions</name>
    <message>
        <source>New case</source>
        <translation>Neuer Fall</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>{name} zeigen</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>{name} umbenennen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Move {name} to another case</source>
        <translation>{name} in einen anderen Fall verschieben</translation>
    </message>
    <message>
        <source>Add to this case</source>
        <translation>In diesen Fall aufnehmen</translation>
    </message>
    <message>
        <source>'{name}' came with the added scene and was kept as a separate case.</source>
        <translation>'{name}' kam mit der hinzugefügten Szene und ist ein eigener Fall.</translation>
    </message>
    <message>
        <source>Made by a newer version of EMHAssist; what that version added is ignored and left unchanged.</source>
        <translation>Von einer neueren Version von EMHAssist erstellt; was diese ergänzt, wird nicht verstanden und bleibt unverändert.</translation>
    </message>
    <message>
        <source>Parameters: {names}.</source>
        <translation>Parameter: {names}.</translation>
    </message>
    <message>
        <source>'{text}' is not a valid value of {name}; the default is used.</source>
        <translation>'{text}' ist kein möglicher Wert von {name}; verwendet wird die Vorgabe.</translation>
    </message>
    <message>
        <source>The series of this case are from different patients. Create a case for each.</source>
        <translation>Die Serien dieses Falls gehören zu verschiedenen Patienten. Bitte für jeden einen Fall anlegen.</translation>
    </message>
    <message>
        <source>{count} nodes are left of a case that has been removed.</source>
        <translation>{count} Knoten sind von einem entfernten Fall übrig.</translation>
    </message>
</context>
<context>
    <name>Logic.FindingActions</name>
    <message>
        <source>Answer: {name}</source>
        <translation>Antwort: {name}</translation>
    </message>
    <message>
        <source>Clear: {name}</source>
        <translation>Löschen: {name}</translation>
    </message>
    <message>
        <source>Clear all findings</source>
        <translation>Alle Befunde löschen</translation>
    </message>
    <message>
        <source>Enter cleared findings again</source>
        <translation>Gelöschte Befunde wieder eingeben</translation>
    </message>
</context>
<context>
    <name>Logic.ModelActions</name>
    <message>
        <source>Use another model</source>
        <translation>Anderes Modell verwenden</translation>
    </message>
    <message>
        <source>Use the built-in model</source>
        <translation>Eingebautes Modell verwenden</translation>
    </message>
</context>
<context>
    <name>Logic.PlacingActions</name>
    <message>
        <source>Place {name}</source>
        <translation>{name} setzen</translation>
    </message>
</context>
<context>
    <name>Logic.ReadoutActions</name>
    <message>
        <source>Setting</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>What is known of the patient</source>
        <translation>Zum Patienten bekannt</translation>
    </message>
    <message>
        <source>Prior</source>
        <translation>Vortestwahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Cap of a finding</source>
        <translation>Obergrenze eines Befunds</translation>
    </message>
    <message>
        <source>Weight of the findings</source>
        <translation>Gewicht der Befunde</translation>
    </message>
</context>
<context>
    <name>Logic.RegionActions</name>
    <message>
        <source>Add {name}</source>
        <translation>{name} hinzufügen</translation>
    </message>
    <message>
        <source>Role of {name}</source>
        <translation>Gewebe von {name}</translation>
    </message>
    <message>
        <source>Shape of {name}</source>
        <translation>Form von {name}</translation>
    </message>
    <message>
        <source>Size of {name}</source>
        <translation>Größe von {name}</translation>
    </message>
    <message>
        <source>Thickness of {name}</source>
        <translation>Dicke von {name}</translation>
    </message>
    <message>
        <source>Level of {name}</source>
        <translation>Höhe von {name}</translation>
    </message>
    <message>
        <source>Outline of {name}</source>
        <translation>Umriss von {name}</translation>
    </message>
    <message>
        <source>Rename {name}</source>
        <translation>{name} umbenennen</translation>
    </message>
    <message>
        <source>Lock or unlock {name}</source>
        <translation>{name} sperren oder entsperren</translation>
    </message>
    <message>
        <source>Show or hide {name}</source>
        <translation>{name} zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Duplicate {name}</source>
        <translation>{name} duplizieren</translation>
    </message>
    <message>
        <source>Copy {name} to the other side</source>
        <translation>{name} auf die Gegenseite kopieren</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>{name} löschen</translation>
    </message>
    <message>
        <source>Segments as references</source>
        <translation>Segmente als Referenzen</translation>
    </message>
    <message>
        <source>Regions from the scene</source>
        <translation>Regionen aus der Szene</translation>
    </message>
</context>
<context>
    <name>Logic.SampleData</name>
    <message>
        <source>EMHAssist</source>
        <translation>EMHAssist</translation>
    </message>
    <message>
        <source>Which is it? {number}</source>
        <translation>Was ist es? {number}</translation>
    </message>
</context>
<context>
    <name>Logic.SeriesActions</name>
    <message>
        <source>Role of {name}</source>
        <translation>Sequenz von {name}</translation>
    </message>
</context>
<context>
    <name>Logic.SuggestionActions</name>
    <message>
        <source>Suggest regions</source>
        <translation>Regionen vorschlagen</translation>
    </message>
    <message>
        <source>Accept a suggestion</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Accept all suggestions</source>
        <translation>Alle Vorschläge annehmen</translation>
    </message>
    <message>
        <source>Dismiss a suggestion</source>
        <translation>Vorschlag verwerfen</translation>
    </message>
    <message>
        <source>Dismiss all suggestions</source>
        <translation>Alle Vorschläge verwerfen</translation>
    </message>
</context>
<context>
    <name>Logic.UndoActions</name>
    <message>
        <source>Drag {name}</source>
        <translation>{name} verschieben</translation>
    </message>
    <message>
        <source>Values in the views</source>
        <translation>Werte in den Ansichten</translation>
    </message>
    <message>
        <source>Names of references in the views</source>
        <translation>Namen der Referenzen in den Ansichten</translation>
    </message>
    <message>
        <source>Box in the views</source>
        <translation>Kasten in den Ansichten</translation>
    </message>
    <message>
        <source>Place of the box</source>
        <translation>Ort des Kastens</translation>
    </message>
    <message>
        <source>Size of the box</source>
        <translation>Größe des Kastens</translation>
    </message>
    <message>
        <source>Text of the box</source>
        <translation>Text des Kastens</translation>
    </message>
    <message>
        <source>Leave in the views</source>
        <translation>In den Ansichten lassen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Nearest reference</source>
        <translation>Nächste Referenz</translation>
    </message>
    <message>
        <source>Iron known</source>
        <translation>Eisen bekannt</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>State of the marrow</source>
        <translation>Zustand des Knochenmarks</translation>
    </message>
    <message>
        <source>Order of the ratios</source>
        <translation>Reihenfolge der Quotienten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>Logic.ValueActions</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Margins of similar signal</source>
        <translation>Grenzen gleichen Signals</translation>
    </message>
    <message>
        <source>Nearest reference</source>
        <translation>Nächste Referenz</translation>
    </message>
    <message>
        <source>Iron known</source>
        <translation>Eisen bekannt</translation>
    </message>
    <message>
        <source>State of the marrow</source>
        <translation>Zustand des Knochenmarks</translation>
    </message>
    <message>
        <source>Order of the ratios</source>
        <translation>Reihenfolge der Quotienten</translation>
    </message>
</context>
<context>
    <name>Logic.ViewActions</name>
    <message>
        <source>Values in the views</source>
        <translation>Werte in den Ansichten</translation>
    </message>
    <message>
        <source>Names of references in the views</source>
        <translation>Namen der Referenzen in den Ansichten</translation>
    </message>
    <message>
        <source>Box in the views</source>
        <translation>Kasten in den Ansichten</translation>
    </message>
    <message>
        <source>Place of the box</source>
        <translation>Ort des Kastens</translation>
    </message>
    <message>
        <source>View of the box</source>
        <translation>Ansicht des Kastens</translation>
    </message>
    <message>
        <source>Size of the box</source>
        <translation>Größe des Kastens</translation>
    </message>
    <message>
        <source>Text of the box</source>
        <translation>Text des Kastens</translation>
    </message>
    <message>
        <source>3D scene</source>
        <translation>3D-Szene</translation>
    </message>
    <message>
        <source>Leave in the views</source>
        <translation>In den Ansichten lassen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
</context>
<context>
    <name>Measurement.Flags</name>
    <message>
        <source>too few independent patches of signal (resels) to tell how certain the mean is</source>
        <translation>zu wenige unabhängige Signalelemente (Resels), um die Genauigkeit des Mittelwerts zu beurteilen</translation>
    </message>
    <message>
        <source>the region lies outside the image</source>
        <translation>die Region liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>only this fraction of the region lies inside the image</source>
        <translation>nur dieser Anteil der Region liegt im Bild</translation>
    </message>
    <message>
        <source>this fraction of the region holds no value (NaN, infinite or padding) and is excluded</source>
        <translation>dieser Anteil der Region enthält keinen Wert (NaN, unendlich oder Füllwert) und bleibt unberücksichtigt</translation>
    </message>
    <message>
        <source>SD over mean: the region contains more than one tissue</source>
        <translation>SD durch Mittelwert: die Region enthält mehr als ein Gewebe</translation>
    </message>
    <message>
        <source>mean over SD is that of noise, which biases the mean upward</source>
        <translation>Mittelwert durch SD wie bei Rauschen, das den Mittelwert anhebt</translation>
    </message>
    <message>
        <source>this fraction of the voxels shares the highest value: the signal may be clipped</source>
        <translation>dieser Anteil der Voxel hat den höchsten Wert: das Signal ist womöglich abgeschnitten</translation>
    </message>
    <message>
        <source>mean of the rim over mean of the core: the rim contains other tissue; see the mean without the rim</source>
        <translation>Mittelwert des Randes durch den des Kerns: am Rand liegt anderes Gewebe; siehe Mittelwert ohne Rand</translation>
    </message>
    <message>
        <source>slices that the region reaches across: its voxels hold what lies beside it, too</source>
        <translation>Schichten, die die Region durchmisst: ihre Voxel enthalten auch, was daneben liegt</translation>
    </message>
    <message>
        <source>this fraction of the region lies in a region of another tissue</source>
        <translation>dieser Anteil der Region liegt in einer Region anderen Gewebes</translation>
    </message>
    <message>
        <source>this fraction of the region lies in another region of the same tissue</source>
        <translation>dieser Anteil der Region liegt in einer anderen Region desselben Gewebes</translation>
    </message>
    <message>
        <source>SD over mean of the reference regions: they disagree</source>
        <translation>SD durch Mittelwert der Referenzregionen: sie unterscheiden sich untereinander</translation>
    </message>
    <message>
        <source>mm between lesion and reference from front to back: a surface coil receives them differently</source>
        <translation>mm von vorn nach hinten zwischen Läsion und Referenz: eine Oberflächenspule sieht sie verschieden</translation>
    </message>
    <message>
        <source>bias-corrected over uncorrected ratio: they differ by more than the interval</source>
        <translation>Quotient mit durch Quotient ohne Biasfeldkorrektur: sie unterscheiden sich um mehr als das Intervall</translation>
    </message>
    <message>
        <source>number of different frames of reference among the series: regions may lie on different anatomy</source>
        <translation>Zahl verschiedener Bezugssysteme unter den Serien: Regionen liegen womöglich auf anderer Anatomie</translation>
    </message>
    <message>
        <source>logarithm of how much brighter the slices that the region lies in are than their neighbors</source>
        <translation>Logarithmus dessen, wie viel heller die Schichten der Region sind als ihre Nachbarn</translation>
    </message>
    <message>
        <source>hours between this series and most of the others</source>
        <translation>Stunden zwischen dieser Serie und den meisten anderen</translation>
    </message>
</context>
<context>
    <name>Model.LearningPanel</name>
    <message>
        <source>Learning from {title}...</source>
        <translation>Lerne aus {title} ...</translation>
    </message>
    <message>
        <source>Nothing was learned: {reason}</source>
        <translation>Nichts gelernt: {reason}</translation>
    </message>
    <message>
        <source>Canceled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Table of proven cases</source>
        <translation>Tabelle gesicherter Fälle</translation>
    </message>
    <message>
        <source>Tables of cases (*.csv)</source>
        <translation>Falltabellen (*.csv)</translation>
    </message>
    <message>
        <source>Folder for the learned model</source>
        <translation>Ordner für das gelernte Modell</translation>
    </message>
    <message>
        <source>{summary}
Written to {folder}.</source>
        <translation>{summary}
Geschrieben nach {folder}.</translation>
    </message>
</context>
<context>
    <name>Model.ModelSection</name>
    <message>
        <source>{name}, {date}: your own model, stored in the scene. The model card below is that of the built-in model.</source>
        <translation>{name}, {date}: eigenes Modell, in der Szene gespeichert. Die Model card unten ist die des eingebauten Modells.</translation>
    </message>
    <message>
        <source>{name}, {date}: the built-in model.</source>
        <translation>{name}, {date}: das eingebaute Modell.</translation>
    </message>
    <message>
        <source>Likelihood model</source>
        <translation>Likelihood-Modell</translation>
    </message>
    <message>
        <source>Models (*.json)</source>
        <translation>Modelle (*.json)</translation>
    </message>
    <message>
        <source>Not used: {reason}</source>
        <translation>Nicht verwendet: {reason}</translation>
    </message>
</context>
<context>
    <name>Naming.LevelSpan</name>
    <message>
        <source>above {level}</source>
        <translation>oberhalb {level}</translation>
    </message>
    <message>
        <source>below {level}</source>
        <translation>unterhalb {level}</translation>
    </message>
    <message>
        <source>{level} and above</source>
        <translation>{level} und höher</translation>
    </message>
    <message>
        <source>{level} and below</source>
        <translation>{level} und tiefer</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
</context>
<context>
    <name>Panel.Statements</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Gesamt</translation>
    </message>
</context>
<context>
    <name>Panel.Titles</name>
    <message>
        <source>Series</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Not suggested: {reason}</source>
        <translation>Nicht vorgeschlagen: {reason}</translation>
    </message>
    <message>
        <source>set by the user</source>
        <translation>vom Benutzer gesetzt</translation>
    </message>
</context>
<context>
    <name>Phantom.SampleCases</name>
    <message>
        <source>Extramedullary hematopoiesis, active</source>
        <translation>Extramedulläre Hämatopoese, aktiv</translation>
    </message>
    <message>
        <source>30 years old, thalassemia major with regular transfusions; back pain</source>
        <translation>30 Jahre, Thalassaemia major mit regelmäßigen Transfusionen; Rückenschmerzen</translation>
    </message>
    <message>
        <source>58 years old, breast cancer ten years ago; back pain for two months</source>
        <translation>58 Jahre, Mammakarzinom vor zehn Jahren; seit zwei Monaten Rückenschmerzen</translation>
    </message>
    <message>
        <source>Metastasis</source>
        <translation>Metastase</translation>
    </message>
    <message>
        <source>34 years old, sickle cell disease, no recent transfusion; found by chance</source>
        <translation>34 Jahre, Sichelzellkrankheit, in letzter Zeit keine Transfusion; Zufallsbefund</translation>
    </message>
    <message>
        <source>Extramedullary hematopoiesis, inactive and fatty</source>
        <translation>Extramedulläre Hämatopoese, inaktiv und verfettet</translation>
    </message>
    <message>
        <source>71 years old, takes an anticoagulant; sudden back pain nine days ago</source>
        <translation>71 Jahre, unter Antikoagulation; vor neun Tagen plötzlich Rückenschmerzen</translation>
    </message>
    <message>
        <source>Hematoma of some days</source>
        <translation>Einige Tage altes Hämatom</translation>
    </message>
    <message>
        <source>63 years old, lung cancer under treatment, anemia; back pain</source>
        <translation>63 Jahre, Lungenkarzinom unter Therapie, Anämie; Rückenschmerzen</translation>
    </message>
    <message>
        <source>49 years old, diabetes, fever and rising pain for a week</source>
        <translation>49 Jahre, Diabetes, seit einer Woche Fieber und zunehmende Schmerzen</translation>
    </message>
    <message>
        <source>Abscess</source>
        <translation>Abszess</translation>
    </message>
    <message>
        <source>27 years old, thalassemia intermedia, transfused for years</source>
        <translation>27 Jahre, Thalassaemia intermedia, seit Jahren transfundiert</translation>
    </message>
    <message>
        <source>Extramedullary hematopoiesis with iron</source>
        <translation>Extramedulläre Hämatopoese mit Eisen</translation>
    </message>
    <message>
        <source>66 years old, weight loss and night sweats; blood count normal</source>
        <translation>66 Jahre, Gewichtsverlust und Nachtschweiß; Blutbild normal</translation>
    </message>
    <message>
        <source>Lymphoma</source>
        <translation>Lymphom</translation>
    </message>
    <message>
        <source>41 years old, pain that has slowly risen for two years; otherwise healthy</source>
        <translation>41 Jahre, seit zwei Jahren langsam zunehmende Schmerzen; sonst gesund</translation>
    </message>
    <message>
        <source>Nerve sheath tumor</source>
        <translation>Nervenscheidentumor</translation>
    </message>
    <message>
        <source>52 years old, glucocorticoids for eight years; legs slowly weaker</source>
        <translation>52 Jahre, seit acht Jahren Glukokortikoide; langsam zunehmende Schwäche der Beine</translation>
    </message>
    <message>
        <source>Epidural lipomatosis</source>
        <translation>Epidurale Lipomatose</translation>
    </message>
    <message>
        <source>38 years old, fell from a ladder yesterday; legs weak since the night</source>
        <translation>38 Jahre, gestern Sturz von einer Leiter; seit der Nacht Schwäche der Beine</translation>
    </message>
    <message>
        <source>Fresh hematoma</source>
        <translation>Frisches Hämatom</translation>
    </message>
</context>
<context>
    <name>Readout.ContributionChart</name>
    <message>
        <source>Before any finding</source>
        <translation>Vor allen Befunden</translation>
    </message>
    <message>
        <source>prior: {setting}</source>
        <translation>Vortest: {setting}</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>probability {probability}</source>
        <translation>Wahrscheinlichkeit {probability}</translation>
    </message>
    <message>
        <source>◂ against</source>
        <translation>◂ dagegen</translation>
    </message>
    <message>
        <source>for ▸</source>
        <translation>dafür ▸</translation>
    </message>
</context>
<context>
    <name>Readout.DeciderList</name>
    <message>
        <source>All findings of the model have been assessed.</source>
        <translation>Alle Befunde des Modells sind beurteilt.</translation>
    </message>
    <message>
        <source>Nothing is left to ask.</source>
        <translation>Es bleibt nichts zu erheben.</translation>
    </message>
    <message>
        <source>{examination} decides by itself</source>
        <translation>{examination} entscheidet allein</translation>
    </message>
    <message>
        <source>{examination}: {findings}</source>
        <translation>{examination}: {findings}</translation>
    </message>
    <message>
        <source>Risk: {risk}</source>
        <translation>Risiko: {risk}</translation>
    </message>
    <message>
        <source>Expected to tell EMH from the rest by {bits} bits.</source>
        <translation>Trennt EMH von den übrigen Diagnosen voraussichtlich um {bits} Bit.</translation>
    </message>
</context>
<context>
    <name>Readout.EvidenceView</name>
    <message>
        <source>Finding whose evidence is shown</source>
        <translation>Befund, dessen Evidenz gezeigt wird</translation>
    </message>
    <message>
        <source>Evidence behind a finding...</source>
        <translation>Evidenz zu einem Befund ...</translation>
    </message>
    <message>
        <source>Evidence behind the finding</source>
        <translation>Evidenz zum Befund</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>in the form</source>
        <translation>im Formular</translation>
    </message>
    <message>
        <source>No table: it says nothing about the diagnosis, and raises alarms alone.</source>
        <translation>Keine Tabelle: sagt nichts über die Diagnose und ist nur ein Warnzeichen.</translation>
    </message>
    <message>
        <source>Grade {grade}: {meaning}.</source>
        <translation>Grad {grade}: {meaning}.</translation>
    </message>
    <message>
        <source>Does not count: {note}.</source>
        <translation>Zählt nicht. {note}.</translation>
    </message>
    <message>
        <source>Contributes {decibans} dB toward EMH. Likelihood ratios (LR) are capped at {cap}; their logarithm is multiplied by {factor}: the temper of "{block}" ({temper}) times the share of this finding among those of the block that count ({share}, {count} findings), because they overlap; 1 at most.</source>
        <translation>Trägt {decibans} dB zur EMH bei. Likelihood-Quotienten (LR) sind auf {cap} begrenzt; ihr Logarithmus wird mit {factor} multipliziert: dem Gewichtsfaktor von "{block}" ({temper}) mal dem Anteil dieses Befunds unter den gewerteten des Blocks ({share}, {count} Befunde), da sie sich überschneiden; höchstens 1.</translation>
    </message>
    <message>
        <source>{share} have it ({interval})</source>
        <translation>bei {share} ({interval})</translation>
    </message>
    <message>
        <source>{often}; LR of EMH versus this diagnosis {ratio} ({low} to {high}), counted as {counted}</source>
        <translation>{often}; LR der EMH gegen diese Diagnose {ratio} ({low} bis {high}), gewertet als {counted}</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} von {all}</translation>
    </message>
    <message>
        <source>{counts}; of {all}</source>
        <translation>{counts}; von {all}</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>gezählt</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>berechnet</translation>
    </message>
    <message>
        <source>expert judgment (elicited)</source>
        <translation>Experteneinschätzung</translation>
    </message>
    <message>
        <source>own cases</source>
        <translation>eigene Fälle</translation>
    </message>
    <message>
        <source>{provenance}, grade {grade}</source>
        <translation>{provenance}, Grad {grade}</translation>
    </message>
</context>
<context>
    <name>Readout.PriorChart</name>
    <message>
        <source>Prior {prior}: {probability} ({interval})</source>
        <translation>Vortest {prior}: {probability} ({interval})</translation>
    </message>
    <message>
        <source>prior probability</source>
        <translation>Vortestwahrscheinlichkeit</translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutSection</name>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>The results could not be written.</source>
        <translation>Die Ergebnisse konnten nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutText</name>
    <message>
        <source>To do:</source>
        <translation>Zu tun:</translation>
    </message>
    <message>
        <source>EMH {verdict}</source>
        <translation>EMH {verdict}</translation>
    </message>
    <message>
        <source>Contradiction: {text}</source>
        <translation>Widerspruch: {text}</translation>
    </message>
    <message>
        <source>Not excluded: &lt;b&gt;{names}&lt;/b&gt;</source>
        <translation>Nicht ausgeschlossen: &lt;b&gt;{names}&lt;/b&gt;</translation>
    </message>
</context>
<context>
    <name>Readout.ReadoutView</name>
    <message>
        <source>Shown in gray because the evidence is insufficient: this is little more than the prior.</source>
        <translation>Grau gezeichnet, da die Evidenz unzureichend ist: das ist kaum mehr als die Vortestwahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Picture, setting and together</source>
        <translation>Bild, Situation und Gesamt</translation>
    </message>
    <message>
        <source>Differential</source>
        <translation>Differenzialdiagnosen</translation>
    </message>
    <message>
        <source>Weight of the findings</source>
        <translation>Gewicht der Befunde</translation>
    </message>
    <message>
        <source>Result under other priors</source>
        <translation>Das Ergebnis bei anderer Vortestwahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Result under other assumptions</source>
        <translation>Das Ergebnis unter anderen Annahmen</translation>
    </message>
    <message>
        <source>EMH: picture, setting and together ({mark})</source>
        <translation>EMH: Bild, Situation und Gesamt ({mark})</translation>
    </message>
    <message>
        <source>How many times the images alone favor EMH, the prior, and what follows from both, with 95 % intervals</source>
        <translation>Um welchen Faktor die Bildgebung allein für EMH spricht, die Vortestwahrscheinlichkeit und was aus beiden folgt, mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>Differential, with 95 % intervals ({mark})</source>
        <translation>Differenzialdiagnosen mit 95-%-Intervallen ({mark})</translation>
    </message>
    <message>
        <source>What would decide it</source>
        <translation>Weiterführende Diagnostik</translation>
    </message>
    <message>
        <source>The examinations that would tell most of EMH against all the rest, then what decides by itself. Click a finding to go to it; burden and risk in full are in the tool tips.</source>
        <translation>Die Untersuchungen, die EMH am besten von allem anderen trennen würden, dann, was allein entscheidet. Ein Klick auf einen Befund führt zu ihm; Aufwand und Risiko stehen vollständig im Tooltip.</translation>
    </message>
    <message>
        <source>Weight of each finding for EMH</source>
        <translation>Gewicht jedes Befunds für EMH</translation>
    </message>
    <message>
        <source>In decibans (dB): 10 dB multiply the odds by ten, 3 dB by two; the numbers add up, from the prior to the result, and the scale above names the probabilities on the way. Click a finding, or press Enter on it, to see the evidence behind it.</source>
        <translation>In Deziban (dB): 10 dB verzehnfachen die Chancen, 3 dB verdoppeln sie; die Zahlen summieren sich vom Prior bis zum Ergebnis, und die Skala darüber nennt die Wahrscheinlichkeiten unterwegs. Ein Klick auf einen Befund oder die Eingabetaste zeigt die Evidenz dahinter.</translation>
    </message>
    <message>
        <source>EMH under other priors</source>
        <translation>EMH bei anderer Vortestwahrscheinlichkeit</translation>
    </message>
    <message>
        <source>The dot marks the prior in use; the band shows the 95 % intervals. Click or drag to set the prior, or type it above.</source>
        <translation>Der Punkt ist die verwendete Vortestwahrscheinlichkeit; das Band zeigt die 95-%-Intervalle. Zum Ändern klicken, ziehen oder oben eingeben.</translation>
    </message>
    <message>
        <source>EMH under other assumptions</source>
        <translation>EMH unter anderen Annahmen</translation>
    </message>
    <message>
        <source>How the probability changes with another cap or temper, both assumed, or without one finding</source>
        <translation>Wie sich die Wahrscheinlichkeit mit anderer Obergrenze oder anderem Gewichtsfaktor (beide angenommen) oder ohne einen Befund ändert</translation>
    </message>
</context>
<context>
    <name>Readout.SensitivityChart</name>
    <message>
        <source>Cap</source>
        <translation>Obergrenze</translation>
    </message>
    <message>
        <source>Temper</source>
        <translation>Gewichtsfaktor</translation>
    </message>
    <message>
        <source>Without {finding}: {probability}</source>
        <translation>Ohne {finding}: {probability}</translation>
    </message>
    <message>
        <source>0 %</source>
        <translation>0 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>Without:</source>
        <translation>Ohne:</translation>
    </message>
    <message>
        <source>{name} {low} to {high}</source>
        <translation>{name} {low} bis {high}</translation>
    </message>
</context>
<context>
    <name>Readout.SettingView</name>
    <message>
        <source>does not count beside the other</source>
        <translation>zählt neben der anderen nicht</translation>
    </message>
    <message>
        <source>Stated by the finding {findings}.</source>
        <translation>Ergibt sich aus dem Befund {findings}.</translation>
    </message>
    <message>
        <source>by a finding</source>
        <translation>durch einen Befund</translation>
    </message>
    <message>
        <source>This start takes no conditions: enter what is known of the patient as findings.</source>
        <translation>Dieser Start lässt keine Bedingungen zu: bitte als Befunde eingeben, was zum Patienten bekannt ist.</translation>
    </message>
    <message>
        <source>The opposite is part of the setting: {condition}.</source>
        <translation>Das Gegenteil ist Teil der Situation: {condition}.</translation>
    </message>
    <message>
        <source>{prior} (setting)</source>
        <translation>{prior} (auto)</translation>
    </message>
    <message>
        <source>as in the setting</source>
        <translation>wie in der Situation</translation>
    </message>
    <message>
        <source>set by the user: {percent} %</source>
        <translation>vom Benutzer gesetzt: {percent} %</translation>
    </message>
    <message>
        <source>The setting could not be changed.</source>
        <translation>Die Situation konnte nicht geändert werden.</translation>
    </message>
</context>
<context>
    <name>Readout.StatementChart</name>
    <message>
        <source>Picture: over the average</source>
        <translation>Bild: gegen mittlere DD</translation>
    </message>
    <message>
        <source>Picture: over the strongest</source>
        <translation>Bild: gegen stärkste DD</translation>
    </message>
</context>
<context>
    <name>Regions.LevelBox</name>
    <message>
        <source>Vertebral level, such as T5 or T5-T7. Leave empty to measure it from named vertebrae, if there are any.</source>
        <translation>Höhe wie T5 oder T5-T7. Leer: aus benannten Wirbeln gemessen, falls vorhanden.</translation>
    </message>
    <message>
        <source>{level} (measured)</source>
        <translation>{level} (gemessen)</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>nicht benannt</translation>
    </message>
</context>
<context>
    <name>Regions.PlaceBar</name>
    <message>
        <source>Place {role}</source>
        <translation>{role} setzen</translation>
    </message>
    <message>
        <source>Place a region: {role}. Click again to cancel.
{place}.</source>
        <translation>Region setzen: {role}. Erneuter Klick bricht ab.
{place}.</translation>
    </message>
    <message>
        <source>Size of the next region: {role}</source>
        <translation>Größe der nächsten Region: {role}</translation>
    </message>
    <message>
        <source>{role}: click around it in one slice view; right-click to finish. Esc cancels.</source>
        <translation>{role}: in einer Schichtansicht umfahren (Klick für Klick); Rechtsklick beendet. Esc bricht ab.</translation>
    </message>
    <message>
        <source>{role}: click its center in a slice view. Shift and mouse wheel: size ({size} mm). Esc cancels.</source>
        <translation>{role}: Mittelpunkt in einer Schichtansicht anklicken. Umschalt und Mausrad: Größe ({size} mm). Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>Regions.PlacementDrawing</name>
    <message>
        <source>Good and bad places of regions</source>
        <translation>Gute und schlechte Lagen von Regionen</translation>
    </message>
    <message>
        <source>{role}. Good: {good}. Bad: {bad}.</source>
        <translation>{role}. Gut: {good}. Schlecht: {bad}.</translation>
    </message>
    <message>
        <source>{role}: not {bad}</source>
        <translation>{role}: nicht {bad}</translation>
    </message>
</context>
<context>
    <name>Regions.Placements</name>
    <message>
        <source>over the endplate into the disc, or over the basivertebral vein, which enters from behind</source>
        <translation>über die Endplatte in die Bandscheibe oder über die Basivertebralvene, die von dorsal eintritt</translation>
    </message>
    <message>
        <source>over its edge: CSF fills part of the voxels (partial volume)</source>
        <translation>über seinen Rand: Liquor füllt einen Teil der Voxel (Partialvolumen)</translation>
    </message>
    <message>
        <source>over the fat between muscles</source>
        <translation>über das Fett zwischen den Muskeln</translation>
    </message>
    <message>
        <source>over its edge, into lung, fat or bone</source>
        <translation>über ihren Rand, in Lunge, Fett oder Knochen</translation>
    </message>
</context>
<context>
    <name>Regions.RegionCommands</name>
    <message>
        <source>Jump</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Center all slice views on the region</source>
        <translation>Alle Schichtansichten auf die Region zentrieren</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>Gegenseite</translation>
    </message>
    <message>
        <source>Copy to the other side of the spine</source>
        <translation>Auf die andere Seite der Wirbelsäule kopieren</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Copy to just below</source>
        <translation>Knapp darunter kopieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename (F2 in the table)</source>
        <translation>Umbenennen (F2 in der Tabelle)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Remove from the scene, or a segment from the case only; Undo brings it back</source>
        <translation>Aus der Szene nehmen, ein Segment nur aus dem Fall; Rückgängig holt es zurück</translation>
    </message>
    <message>
        <source>Next lesion</source>
        <translation>Nächste Läsion</translation>
    </message>
    <message>
        <source>Center all slice views on the next lesion</source>
        <translation>Alle Schichtansichten auf die nächste Läsion zentrieren</translation>
    </message>
    <message>
        <source>Shown in the views</source>
        <translation>In den Ansichten gezeigt</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Mirrored across the {plane}.</source>
        <translation>An der Ebene gespiegelt: {plane}.</translation>
    </message>
</context>
<context>
    <name>Regions.RegionDetails</name>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>mean {mean}, SD {sd}, {count} voxels</source>
        <translation>Mittelwert {mean}, SD {sd}, {count} Voxel</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>Segment, eroded by {erosion} mm</source>
        <translation>Segment, um {erosion} mm erodiert</translation>
    </message>
</context>
<context>
    <name>Regions.RegionGuide</name>
    <message>
        <source>Where to place regions</source>
        <translation>Lage der Regionen</translation>
    </message>
    <message>
        <source>Tick: one tissue alone. Cross: a second tissue moves the mean.</source>
        <translation>Haken: nur ein Gewebe. Kreuz: ein zweites Gewebe verschiebt den Mittelwert.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Could be better</source>
        <translation>Verbesserbar</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>suggest</source>
        <translation>vorschlagen lassen</translation>
    </message>
    <message>
        <source>or {link}</source>
        <translation>oder {link}</translation>
    </message>
    <message>
        <source>{state}: {name}: {text}</source>
        <translation>{state}: {name}: {text}</translation>
    </message>
</context>
<context>
    <name>Regions.RegionPictogram</name>
    <message>
        <source>Where to place regions</source>
        <translation>Lage der Regionen</translation>
    </message>
    <message>
        <source>{number} {role}: {place}</source>
        <translation>{number} {role}: {place}</translation>
    </message>
</context>
<context>
    <name>Regions.RegionTable</name>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Gewebe</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Shown in the views</source>
        <translation>In den Ansichten gezeigt</translation>
    </message>
    <message>
        <source>Locked: cannot be dragged in the views</source>
        <translation>Gesperrt: in den Ansichten nicht verschiebbar</translation>
    </message>
    <message>
        <source>{name} is hidden</source>
        <translation>{name} ist verborgen</translation>
    </message>
    <message>
        <source>{name} is shown</source>
        <translation>{name} ist sichtbar</translation>
    </message>
    <message>
        <source>{name} can be dragged</source>
        <translation>{name} ist verschiebbar</translation>
    </message>
    <message>
        <source>{name} is locked</source>
        <translation>{name} ist gesperrt</translation>
    </message>
</context>
<context>
    <name>Regions.RegionsSection</name>
    <message>
        <source>Copied {count} references with level, size and signal on each series.</source>
        <translation>{count} Referenzen mit Höhe, Größe und Signal auf jeder Serie kopiert.</translation>
    </message>
    <message>
        <source>No segment could be used as reference.</source>
        <translation>Kein Segment war als Referenz verwendbar.</translation>
    </message>
    <message>
        <source>{count} segments are references now, eroded at their surface.</source>
        <translation>{count} Segmente sind jetzt Referenzen, an der Oberfläche erodiert.</translation>
    </message>
    <message>
        <source>{count} segments are references now. Small ones are eroded less, so that enough of them remains.</source>
        <translation>{count} Segmente sind jetzt Referenzen. Kleine werden weniger erodiert, damit genug von ihnen bleibt.</translation>
    </message>
</context>
<context>
    <name>Regions.SceneRegionBar</name>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Added: {names}.</source>
        <translation>Hinzugefügt: {names}.</translation>
    </message>
</context>
<context>
    <name>Regions.SuggestionBar</name>
    <message>
        <source>Suggested regions</source>
        <translation>Vorgeschlagene Regionen</translation>
    </message>
    <message>
        <source>Dashed in the slice views, and not measured before you accept them: click into one there, or drag it to where it should be.</source>
        <translation>In den Schichtansichten gestrichelt und erst nach dem Annehmen gemessen: dort in eine klicken oder sie dorthin ziehen, wo sie liegen soll.</translation>
    </message>
    <message>
        <source>Accept all</source>
        <translation>Alle annehmen</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Make regions of all that is suggested</source>
        <translation>Aus allem Vorgeschlagenen Regionen machen</translation>
    </message>
    <message>
        <source>Suggest nothing</source>
        <translation>Nichts vorschlagen</translation>
    </message>
    <message>
        <source>Suggested: {names}</source>
        <translation>Vorgeschlagen: {names}</translation>
    </message>
    <message>
        <source>Nothing more to suggest.</source>
        <translation>Nichts weiter vorzuschlagen.</translation>
    </message>
    <message>
        <source>{count} were left out: a lesion lies there now.</source>
        <translation>{count} ausgelassen: dort liegt jetzt eine Läsion.</translation>
    </message>
</context>
<context>
    <name>Report.Deciders</name>
    <message>
        <source>{examination} ({tells})</source>
        <translation>{examination} ({tells})</translation>
    </message>
    <message>
        <source>decides by itself</source>
        <translation>entscheidet allein</translation>
    </message>
    <message>
        <source>Risk: {risk}</source>
        <translation>Risiko: {risk}</translation>
    </message>
</context>
<context>
    <name>Report.DifferentialText</name>
    <message>
        <source>research use only</source>
        <translation>nur für die Forschung</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>{diagnosis}: {form} {share}</source>
        <translation>{diagnosis}: {form} {share}</translation>
    </message>
    <message>
        <source>{diagnosis} (mostly {form})</source>
        <translation>{diagnosis} (meist {form})</translation>
    </message>
    <message>
        <source>no lesion at the spine</source>
        <translation>keine Läsion an der Wirbelsäule</translation>
    </message>
    <message>
        <source>findings contradict each other</source>
        <translation>Befunde widersprechen einander</translation>
    </message>
    <message>
        <source>1 more finding needed</source>
        <translation>1 weiterer Befund nötig</translation>
    </message>
    <message>
        <source>{count} more findings needed</source>
        <translation>{count} weitere Befunde nötig</translation>
    </message>
    <message>
        <source>interval too wide</source>
        <translation>Intervall zu breit</translation>
    </message>
    <message>
        <source>(up to {high})</source>
        <translation>(bis {high})</translation>
    </message>
    <message>
        <source>If {diagnosis}: {shares}</source>
        <translation>Formen ({diagnosis}): {shares}</translation>
    </message>
    <message>
        <source>prior of the target {prior} %</source>
        <translation>Vortestwahrscheinlichkeit der EMH {prior} %</translation>
    </message>
    <message>
        <source>cap {cap}</source>
        <translation>Obergrenze {cap}</translation>
    </message>
    <message>
        <source>temper {temper}</source>
        <translation>Gewichtsfaktor {temper}</translation>
    </message>
    <message>
        <source>Set by the user: {parts}</source>
        <translation>Vom Benutzer gesetzt: {parts}</translation>
    </message>
    <message>
        <source>Part of the setting: {names}</source>
        <translation>Teil der Situation: {names}</translation>
    </message>
    <message>
        <source>Follows from {names} and is not counted twice</source>
        <translation>Folgt aus: {names} (zählt nicht doppelt)</translation>
    </message>
    <message>
        <source>follows in part from {names}</source>
        <translation>folgt teilweise aus: {names}</translation>
    </message>
    <message>
        <source>judgment only</source>
        <translation>nur Einschätzung</translation>
    </message>
    <message>
        <source>EMH {target}; others {others}</source>
        <translation>EMH {target}; andere {others}</translation>
    </message>
    <message>
        <source>1 source</source>
        <translation>1 Quelle</translation>
    </message>
    <message>
        <source>{count} sources</source>
        <translation>{count} Quellen</translation>
    </message>
    <message>
        <source>by judgment</source>
        <translation>nach Einschätzung</translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation>{count} von {all}</translation>
    </message>
</context>
<context>
    <name>Report.FindingEvidence</name>
    <message>
        <source>Best source for EMH: {source}</source>
        <translation>Beste Quelle zur EMH: {source}</translation>
    </message>
    <message>
        <source>Best source for the other diagnoses: {source}</source>
        <translation>Beste Quelle zu den anderen Diagnosen: {source}</translation>
    </message>
    <message>
        <source>{names}; and {count} more</source>
        <translation>{names}; und {count} weitere</translation>
    </message>
    <message>
        <source>{names} (grade {grade}: {meaning}).</source>
        <translation>{names} (Grad {grade}: {meaning}).</translation>
    </message>
</context>
<context>
    <name>Report.RatioPlot</name>
    <message>
        <source>similar ({low} to {high})</source>
        <translation>gleich ({low} bis {high})</translation>
    </message>
    <message>
        <source>Lesion / {reference}, 95 % intervals</source>
        <translation>Läsion / {reference}, 95-%-Intervalle</translation>
    </message>
    <message>
        <source>No ratio to plot</source>
        <translation>Kein Quotient darzustellen</translation>
    </message>
    <message>
        <source>first {count} of {all} lesions</source>
        <translation>die ersten {count} von {all} Läsionen</translation>
    </message>
    <message>
        <source>without {series} (HU, no ratio)</source>
        <translation>ohne {series} (HU, kein Quotient)</translation>
    </message>
</context>
<context>
    <name>Report.Readout</name>
    <message>
        <source>Research use only. Not validated; never replaces biopsy, and a low value never excludes EMH or infection.</source>
        <translation>Nur für die Forschung. Nicht validiert; ersetzt nie die Biopsie, und ein niedriger Wert schließt EMH oder Infektion nie aus.</translation>
    </message>
    <message>
        <source>EMH: no lesion at the spine; ratios only</source>
        <translation>EMH: keine Läsion an der Wirbelsäule; nur Quotienten</translation>
    </message>
    <message>
        <source>EMH: no result; see the warnings</source>
        <translation>EMH: kein Ergebnis, siehe Warnungen</translation>
    </message>
    <message>
        <source>EMH: insufficient evidence</source>
        <translation>EMH: unzureichende Evidenz</translation>
    </message>
    <message>
        <source>EMH {verdict}</source>
        <translation>EMH {verdict}</translation>
    </message>
    <message>
        <source>Compression of cord or cauda is not excluded</source>
        <translation>Kompression von Myelon oder Cauda ist nicht ausgeschlossen</translation>
    </message>
    <message>
        <source>Hematoma is not excluded</source>
        <translation>Hämatom ist nicht ausgeschlossen</translation>
    </message>
    <message>
        <source>Abscess is not excluded</source>
        <translation>Abszess ist nicht ausgeschlossen</translation>
    </message>
    <message>
        <source>Findings contradict each other; see the EMHAssist panel</source>
        <translation>Befunde widersprechen einander, siehe EMHAssist-Panel</translation>
    </message>
    <message>
        <source>Marrow / {reference}:  {values}</source>
        <translation>Knochenmark / {reference}:  {values}</translation>
    </message>
    <message>
        <source>{count} regions</source>
        <translation>{count} Regionen</translation>
    </message>
    <message>
        <source>{volume} ml in all</source>
        <translation>zusammen {volume} ml</translation>
    </message>
    <message>
        <source>{volume} ml sampled in all</source>
        <translation>insgesamt {volume} ml erfasst</translation>
    </message>
    <message>
        <source>on both sides</source>
        <translation>auf beiden Seiten</translation>
    </message>
    <message>
        <source>on both sides, volume ratio of the smaller to the larger side {symmetry}</source>
        <translation>beidseits, Volumenverhältnis der kleineren zur größeren Seite {symmetry}</translation>
    </message>
    <message>
        <source>around the cord</source>
        <translation>rund um das Myelon</translation>
    </message>
    <message>
        <source>{position} of the cord</source>
        <translation>{position} des Myelons</translation>
    </message>
    <message>
        <source>{extent} mm along the spine</source>
        <translation>{extent} mm entlang der Wirbelsäule</translation>
    </message>
    <message>
        <source>sampling region {extent} mm along the spine</source>
        <translation>Messregion {extent} mm entlang der Wirbelsäule</translation>
    </message>
    <message>
        <source>{thickness} mm thick</source>
        <translation>{thickness} mm dick</translation>
    </message>
    <message>
        <source>{volume} ml</source>
        <translation>{volume} ml</translation>
    </message>
    <message>
        <source>{volume} ml sampled</source>
        <translation>{volume} ml erfasst</translation>
    </message>
    <message>
        <source>enhancement unknown: {problem}</source>
        <translation>Kontrastmittelaufnahme unbekannt: {problem}</translation>
    </message>
    <message>
        <source>enhances by {percent} % ({low} to {high}) against {references}</source>
        <translation>Kontrastmittelaufnahme {percent} % ({low} bis {high}) gegen {references}</translation>
    </message>
    <message>
        <source>Like marrow on {sequences}: {alike} of {count} lesion(s)</source>
        <translation>Wie Knochenmark auf {sequences}: {alike} von {count} Läsion(en)</translation>
    </message>
    <message>
        <source>{count} undetermined</source>
        <translation>{count} unbestimmt</translation>
    </message>
    <message>
        <source>{value} corrected {corrected}</source>
        <translation>{value} korrigiert {corrected}</translation>
    </message>
    <message>
        <source>{value}; bias-corrected {corrected}</source>
        <translation>{value}; biasfeldkorrigiert {corrected}</translation>
    </message>
    <message>
        <source>not measurable: {problem}</source>
        <translation>nicht messbar: {problem}</translation>
    </message>
    <message>
        <source>{bound}, below the noise floor</source>
        <translation>{bound}, unter dem Rauschen</translation>
    </message>
    <message>
        <source>mean {tissue} {mean}; {tissue} here {here}</source>
        <translation>{tissue} im Mittel {mean}; {tissue} hier {here}</translation>
    </message>
    <message>
        <source>{intervals}; with the doubts {claimed}</source>
        <translation>{intervals}; mit den Zweifeln {claimed}</translation>
    </message>
    <message>
        <source>interval unknown</source>
        <translation>Intervall unbekannt</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
</context>
<context>
    <name>Report.SampleAnswer</name>
    <message>
        <source>Made of: {tissue}</source>
        <translation>Gebildet aus: {tissue}</translation>
    </message>
    <message>
        <source>EMH {probability}</source>
        <translation>EMH {probability}</translation>
    </message>
    <message>
        <source>The software is right: {diagnoses}</source>
        <translation>Die Software hat recht: {diagnoses}</translation>
    </message>
    <message>
        <source>The software is wrong: {diagnoses}</source>
        <translation>Die Software irrt: {diagnoses}</translation>
    </message>
    <message>
        <source>The software leaves it open: {diagnoses}</source>
        <translation>Die Software lässt es offen: {diagnoses}</translation>
    </message>
    <message>
        <source>Decided by: {findings}</source>
        <translation>Ausschlaggebend: {findings}</translation>
    </message>
</context>
<context>
    <name>Report.Statements</name>
    <message>
        <source>{times} times ({interval})</source>
        <translation>{times}-mal ({interval})</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} bis {high}</translation>
    </message>
    <message>
        <source>set by the user</source>
        <translation>vom Benutzer gesetzt</translation>
    </message>
    <message>
        <source>Picture: {picture}</source>
        <translation>Bild: {picture}</translation>
    </message>
    <message>
        <source>Setting: {prior} ({setting})</source>
        <translation>Situation: {prior} ({setting})</translation>
    </message>
    <message>
        <source>picture {picture}; setting {prior}; together {probability}</source>
        <translation>Bild {picture}; Situation {prior}; gesamt {probability}</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>nicht beurteilt</translation>
    </message>
    <message>
        <source>favors EMH {times}x</source>
        <translation>für EMH {times}x</translation>
    </message>
    <message>
        <source>against EMH {times}x</source>
        <translation>gegen EMH {times}x</translation>
    </message>
    <message>
        <source>open ({times}x)</source>
        <translation>offen ({times}x)</translation>
    </message>
    <message>
        <source>Picture: no finding in the images has been assessed</source>
        <translation>Bild: noch kein Bildbefund beurteilt</translation>
    </message>
    <message>
        <source>Picture: favors EMH {factor} over the average alternative</source>
        <translation>Bild: spricht für EMH, passt {factor} besser dazu als zur durchschnittlichen Differenzialdiagnose</translation>
    </message>
    <message>
        <source>Picture: speaks against EMH, the average alternative fits {factor} better</source>
        <translation>Bild: spricht gegen EMH, passt {factor} besser zur durchschnittlichen Differenzialdiagnose</translation>
    </message>
    <message>
        <source>Picture: open, EMH fits {factor} as well as the average alternative</source>
        <translation>Bild: offen, passt {factor} so gut zu EMH wie zur durchschnittlichen Differenzialdiagnose</translation>
    </message>
    <message>
        <source>{factor} over {rival}, the strongest</source>
        <translation>{factor} besser zu EMH als zur stärksten ({rival})</translation>
    </message>
    <message>
        <source>{rival}, the strongest, fits {factor} better</source>
        <translation>{factor} besser zur stärksten ({rival}) als zu EMH</translation>
    </message>
    <message>
        <source>Setting: {prior}, set by the user instead of {steps}</source>
        <translation>Situation: {prior}, vom Benutzer gesetzt statt {steps}</translation>
    </message>
    <message>
        <source>Setting: {prior} beforehand ({steps})</source>
        <translation>Situation: vorab {prior} ({steps})</translation>
    </message>
    <message>
        <source>{step} not counted beside the other</source>
        <translation>{step} neben der anderen nicht gewertet</translation>
    </message>
    <message>
        <source>{step} by a finding</source>
        <translation>{step} durch einen Befund</translation>
    </message>
    <message>
        <source>Together: insufficient evidence</source>
        <translation>Gesamt: unzureichende Evidenz</translation>
    </message>
    <message>
        <source>Together: {probability}</source>
        <translation>Gesamt: {probability}</translation>
    </message>
    <message>
        <source>rare in this setting; the picture fits EMH</source>
        <translation>in dieser Situation selten; das Bild passt zu EMH</translation>
    </message>
    <message>
        <source>rare in this setting; the picture leaves EMH open</source>
        <translation>in dieser Situation selten; das Bild lässt EMH offen</translation>
    </message>
    <message>
        <source>rare in this setting; no image finding assessed</source>
        <translation>selten in dieser Situation; kein Bildbefund beurteilt</translation>
    </message>
    <message>
        <source>{finding} ({here}, EMH {target})</source>
        <translation>{finding} ({here}, EMH {target})</translation>
    </message>
    <message>
        <source>Unusual for {diagnosis}: {findings}</source>
        <translation>Ungewöhnlich für {diagnosis}: {findings}</translation>
    </message>
</context>
<context>
    <name>Report.ViewText</name>
    <message>
        <source>Reformatted across slices of {thickness:.1f} mm</source>
        <translation>Reformatiert, quer zu Schichten von {thickness:.1f} mm</translation>
    </message>
    <message>
        <source>! Paused: values do not follow changes</source>
        <translation>! Angehalten: Werte folgen Änderungen nicht</translation>
    </message>
    <message>
        <source>({count} in all)</source>
        <translation>(insgesamt {count})</translation>
    </message>
    <message>
        <source>and {count} more; see the EMHAssist panel</source>
        <translation>und {count} weitere, siehe EMHAssist-Panel</translation>
    </message>
    <message>
        <source>Not excluded: {names}</source>
        <translation>Nicht ausgeschlossen: {names}</translation>
    </message>
    <message>
        <source>{count} warning(s); see the EMHAssist panel</source>
        <translation>{count} Warnung(en), siehe EMHAssist-Panel</translation>
    </message>
    <message>
        <source>Lesion / {reference}</source>
        <translation>Läsion / {reference}</translation>
    </message>
</context>
<context>
    <name>Report.Words</name>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>unlikely</source>
        <translation>unwahrscheinlich</translation>
    </message>
    <message>
        <source>insufficient</source>
        <translation>unzureichend</translation>
    </message>
    <message>
        <source>similar</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>niedriger</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>höher</translation>
    </message>
    <message>
        <source>undetermined</source>
        <translation>unbestimmt</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>midline</source>
        <translation>Mittellinie</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beidseits</translation>
    </message>
    <message>
        <source>anterior</source>
        <translation>ventral</translation>
    </message>
    <message>
        <source>posterior</source>
        <translation>dorsal</translation>
    </message>
    <message>
        <source>lateral</source>
        <translation>lateral</translation>
    </message>
    <message>
        <source>around</source>
        <translation>rundum</translation>
    </message>
    <message>
        <source>marrow</source>
        <translation>Knochenmark</translation>
    </message>
    <message>
        <source>cord</source>
        <translation>Myelon</translation>
    </message>
    <message>
        <source>muscle</source>
        <translation>Muskel</translation>
    </message>
    <message>
        <source>disc</source>
        <translation>Bandscheibe</translation>
    </message>
    <message>
        <source>csf</source>
        <translation>Liquor</translation>
    </message>
    <message>
        <source>fat</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>fatty</source>
        <translation>fettig</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>eingegeben</translation>
    </message>
</context>
<context>
    <name>Series.AlignmentPanel</name>
    <message>
        <source>Checking {title}...</source>
        <translation>{title} wird geprüft ...</translation>
    </message>
    <message>
        <source>Not checked: {reason}</source>
        <translation>Nicht geprüft: {reason}</translation>
    </message>
    <message>
        <source>Canceled; nothing has changed.</source>
        <translation>Abgebrochen; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Something has changed; check again: {names}.</source>
        <translation>Etwas hat sich geändert; neu prüfen: {names}.</translation>
    </message>
    <message>
        <source>Align {names}</source>
        <translation>{names} ausrichten</translation>
    </message>
    <message>
        <source>Undo alignment</source>
        <translation>Ausrichtung aufheben</translation>
    </message>
</context>
<context>
    <name>Series.BiasCorrectionPanel</name>
    <message>
        <source>Correcting {title}...</source>
        <translation>Korrigiere {title} ...</translation>
    </message>
    <message>
        <source>Not corrected: {reason}</source>
        <translation>Nicht korrigiert: {reason}</translation>
    </message>
    <message>
        <source>Canceled; nothing has changed.</source>
        <translation>Abgebrochen; nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Corrected: {names}.</source>
        <translation>Korrigiert: {names}.</translation>
    </message>
    <message>
        <source>Voxels have changed; correct again: {names}.</source>
        <translation>Voxel haben sich geändert, bitte erneut korrigieren: {names}.</translation>
    </message>
</context>
<context>
    <name>Series.SampleMenu</name>
    <message>
        <source>Show the answer</source>
        <translation>Lösung zeigen</translation>
    </message>
    <message>
        <source>The synthetic case could not be loaded.</source>
        <translation>Der synthetische Fall konnte nicht geladen werden.</translation>
    </message>
</context>
<context>
    <name>Series.SeriesSection</name>
    <message>
        <source>No series yet: load images and assign their roles.</source>
        <translation>Noch keine Serie: bitte Bilder laden und ihre Sequenz wählen.</translation>
    </message>
    <message>
        <source>No series was acquired in the plane of {views}: reformatted.</source>
        <translation>Keine Serie wurde in der Ebene von {views} aufgenommen: reformatiert.</translation>
    </message>
</context>
<context>
    <name>Series.SeriesTable</name>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>Role of {name}</source>
        <translation>Sequenz von {name}</translation>
    </message>
    <message>
        <source>guessed from {reason}</source>
        <translation>erkannt an {reason}</translation>
    </message>
    <message>
        <source>chosen by the user</source>
        <translation>vom Benutzer gewählt</translation>
    </message>
    <message>
        <source>voxels of 1 mm from the origin: the file seems to contain no geometry, so sizes and positions are unreliable</source>
        <translation>Voxel von 1 mm ab dem Ursprung: die Datei enthält wohl keine Geometrie, Größen und Orte sind nicht verlässlich</translation>
    </message>
    <message>
        <source>no geometry</source>
        <translation>keine Geometrie</translation>
    </message>
    <message>
        <source>{plane}, {angle:.0f} degrees oblique</source>
        <translation>{plane}, {angle:.0f} Grad schräg</translation>
    </message>
    <message>
        <source>voxels {size} mm</source>
        <translation>Voxel {size} mm</translation>
    </message>
    <message>
        <source>matrix {size}</source>
        <translation>Matrix {size}</translation>
    </message>
    <message>
        <source>field of view {size} mm</source>
        <translation>Field of View {size} mm</translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation>sagittal</translation>
    </message>
    <message>
        <source>coronal</source>
        <translation>koronar</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>axial</translation>
    </message>
</context>
<context>
    <name>Series.StatementText</name>
    <message>
        <source>{count} more, see the tool tip</source>
        <translation>{count} weitere, siehe Tooltip</translation>
    </message>
    <message>
        <source>not compared with {series}: {topic}</source>
        <translation>nicht mit {series} verglichen: {topic}</translation>
    </message>
    <message>
        <source>doubtful with {series}: {topic}</source>
        <translation>zweifelhaft mit {series}: {topic}</translation>
    </message>
    <message>
        <source>not compared: {topic}</source>
        <translation>nicht verglichen: {topic}</translation>
    </message>
    <message>
        <source>doubtful: {topic}</source>
        <translation>zweifelhaft: {topic}</translation>
    </message>
    <message>
        <source>acquired at another time</source>
        <translation>zu anderer Zeit aufgenommen</translation>
    </message>
    <message>
        <source>other receive coil</source>
        <translation>andere Empfangsspule</translation>
    </message>
    <message>
        <source>computed image</source>
        <translation>berechnetes Bild</translation>
    </message>
    <message>
        <source>shows something else</source>
        <translation>zeigt etwas anderes</translation>
    </message>
    <message>
        <source>contrast agent</source>
        <translation>Kontrastmittel</translation>
    </message>
    <message>
        <source>displaced</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>fat suppression</source>
        <translation>Fettsuppression</translation>
    </message>
    <message>
        <source>other field strength</source>
        <translation>andere Feldstärke</translation>
    </message>
    <message>
        <source>other frame of reference</source>
        <translation>anderes Bezugssystem</translation>
    </message>
    <message>
        <source>other modality</source>
        <translation>andere Modalität</translation>
    </message>
    <message>
        <source>other normalization</source>
        <translation>andere Normalisierung</translation>
    </message>
    <message>
        <source>slice that stands out</source>
        <translation>abweichende Schicht</translation>
    </message>
    <message>
        <source>other patient</source>
        <translation>anderer Patient</translation>
    </message>
    <message>
        <source>other slice plane</source>
        <translation>andere Schichtebene</translation>
    </message>
    <message>
        <source>other TR, TE or flip angle</source>
        <translation>andere TR, TE oder Flipwinkel</translation>
    </message>
    <message>
        <source>same series twice</source>
        <translation>dieselbe Serie doppelt</translation>
    </message>
    <message>
        <source>other scanner</source>
        <translation>anderes Gerät</translation>
    </message>
    <message>
        <source>kind of sequence</source>
        <translation>Art der Sequenz</translation>
    </message>
    <message>
        <source>several images in one volume</source>
        <translation>mehrere Bilder in einem Volumen</translation>
    </message>
    <message>
        <source>order of slices</source>
        <translation>Reihenfolge der Schichten</translation>
    </message>
    <message>
        <source>slices that form no volume</source>
        <translation>Schichten, die kein Volumen bilden</translation>
    </message>
    <message>
        <source>slices acquired differently</source>
        <translation>verschieden aufgenommene Schichten</translation>
    </message>
    <message>
        <source>slices may be missing</source>
        <translation>vielleicht fehlen Schichten</translation>
    </message>
    <message>
        <source>slices of several images</source>
        <translation>Schichten mehrerer Bilder</translation>
    </message>
    <message>
        <source>two slices</source>
        <translation>zwei Schichten</translation>
    </message>
    <message>
        <source>scale of the values</source>
        <translation>Skala der Werte</translation>
    </message>
    <message>
        <source>header speaks for another role</source>
        <translation>Header spricht für eine andere Rolle</translation>
    </message>
</context>
<context>
    <name>Suggestion.Proposal</name>
    <message>
        <source>looks less like the first one than neighbors do</source>
        <translation>ähnelt dem ersten weniger, als es Nachbarwirbel tun</translation>
    </message>
    <message>
        <source>its signal differs from that of the first one</source>
        <translation>sein Signal weicht von dem des ersten ab</translation>
    </message>
    <message>
        <source>its signal is uneven</source>
        <translation>sein Signal ist ungleichmäßig</translation>
    </message>
</context>
<context>
    <name>Suggestion.Suggest</name>
    <message>
        <source>no further vertebra is recognized above</source>
        <translation>oberhalb ist kein weiterer Wirbel erkennbar</translation>
    </message>
    <message>
        <source>no further vertebra is recognized below</source>
        <translation>unterhalb ist kein weiterer Wirbel erkennbar</translation>
    </message>
    <message>
        <source>{name}: not like its neighbors (metastasis, fracture?)</source>
        <translation>{name}: anders als die Nachbarwirbel (Metastase, Fraktur?)</translation>
    </message>
    <message>
        <source>below</source>
        <translation>unterhalb</translation>
    </message>
    <message>
        <source>above</source>
        <translation>oberhalb</translation>
    </message>
    <message>
        <source>{name}: a lesion lies there</source>
        <translation>{name}: dort liegt eine Läsion</translation>
    </message>
    <message>
        <source>{name}: its signal is another one (metastasis, fracture, hemangioma?)</source>
        <translation>{name}: hat ein anderes Signal (Metastase, Fraktur, Hämangiom?)</translation>
    </message>
    <message>
        <source>cord: not seen with CSF around it</source>
        <translation>Myelon: nicht von Liquor umgeben zu sehen</translation>
    </message>
    <message>
        <source>muscle: no even place is alike on both sides</source>
        <translation>Muskel: keine gleichmäßige Stelle gleicht sich auf beiden Seiten</translation>
    </message>
    <message>
        <source>muscle: the other side is not in the image</source>
        <translation>Muskel: die Gegenseite liegt nicht im Bild</translation>
    </message>
    <message>
        <source>muscle: the other side does not look like '{name}'</source>
        <translation>Muskel: die Gegenseite sieht nicht aus wie '{name}'</translation>
    </message>
</context>
<context>
    <name>Values.RatioChart</name>
    <message>
        <source>and {count} more, see the table</source>
        <translation>und {count} weitere, siehe Tabelle</translation>
    </message>
</context>
<context>
    <name>Values.RatioTable</name>
    <message>
        <source>{similar} similar, {higher} higher, {lower} lower, {undetermined} undetermined, ! doubtful</source>
        <translation>{similar} gleich, {higher} höher, {lower} niedriger, {undetermined} unbestimmt, ! zweifelhaft</translation>
    </message>
    <message>
        <source>Click to sort by {sequence}: lowest first, highest first, original order</source>
        <translation>Klick sortiert nach {sequence}: niedrigste zuerst, höchste zuerst, wie gesetzt</translation>
    </message>
</context>
<context>
    <name>Values.ValuesSection</name>
    <message>
        <source>Ratios with 95 % intervals</source>
        <translation>Quotienten mit 95-%-Intervallen</translation>
    </message>
    <message>
        <source>The lesion could not be shown.</source>
        <translation>Die Läsion konnte nicht gezeigt werden.</translation>
    </message>
    <message>
        <source>The values could not be copied.</source>
        <translation>Die Werte konnten nicht kopiert werden.</translation>
    </message>
    <message>
        <source>The values have been copied to the clipboard.</source>
        <translation>Die Werte wurden in die Zwischenablage kopiert.</translation>
    </message>
    <message>
        <source>File for the values</source>
        <translation>Datei für die Werte</translation>
    </message>
    <message>
        <source>Comma-separated values</source>
        <translation>Kommagetrennte Werte</translation>
    </message>
    <message>
        <source>The values could not be written.</source>
        <translation>Die Werte konnten nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The plot could not be shown.</source>
        <translation>Das Diagramm konnte nicht gezeigt werden.</translation>
    </message>
</context>
<context>
    <name>Views.ViewsSection</name>
    <message>
        <source>Short</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Ausführlich</translation>
    </message>
    <message>
        <source>Upper left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <source>Lower right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>3D view {name}</source>
        <translation>3D-Ansicht {name}</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>No view, lines only</source>
        <translation>Nur Zeilen</translation>
    </message>
    <message>
        <source>The 3D views could not be turned to the lesions.</source>
        <translation>Die 3D-Ansichten konnten nicht auf die Läsionen gedreht werden.</translation>
    </message>
    <message>
        <source>File for the picture</source>
        <translation>Datei für das Bild</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The picture could not be written.</source>
        <translation>Das Bild konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>Widgets.TaskPanel</name>
    <message>
        <source>Canceling...</source>
        <translation>Wird abgebrochen ...</translation>
    </message>
</context>
<context>
    <name>caseBar</name>
    <message>
        <source>Case:</source>
        <translation>Fall:</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>The case shown and computed; type a new name to rename it</source>
        <translation>Fall, der gezeigt und berechnet wird; zum Umbenennen anderen Namen eingeben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the case</source>
        <translation>Fall entfernen</translation>
    </message>
    <message>
        <source>Remove the case shown, with its findings and tables; its series and regions stay in the scene but belong to no case</source>
        <translation>Den gezeigten Fall mit Befunden und Tabellen entfernen; seine Serien und Regionen bleiben in der Szene, gehören aber zu keinem Fall</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Put the regions, findings and settings back, on the volumes that are loaded or whose files are still there</source>
        <translation>Regionen, Befunde und Einstellungen wiederherstellen, auf Volumen, die geladen sind oder deren Dateien noch da sind</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Delete the autosaved copy for good</source>
        <translation>Die automatisch gesicherte Kopie endgültig löschen</translation>
    </message>
    <message>
        <source>Add them to this case</source>
        <translation>In diesen Fall aufnehmen</translation>
    </message>
    <message>
        <source>Add the series and regions of removed cases to the case shown</source>
        <translation>Serien und Regionen entfernter Fälle in den gezeigten Fall aufnehmen</translation>
    </message>
</context>
<context>
    <name>findingsSection</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Search the findings</source>
        <translation>Befunde durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Unassessed only</source>
        <translation>Nur nicht beurteilte</translation>
    </message>
    <message>
        <source>Show only findings that are not assessed now. Those you answer then stay in view.</source>
        <translation>Nur zeigen, was jetzt nicht beurteilt ist. Was dann beantwortet wird, bleibt in Sicht.</translation>
    </message>
    <message>
        <source>Clear all entered</source>
        <translation>Eingaben löschen</translation>
    </message>
    <message>
        <source>Withdraw all entered findings; measured ones count again. They can be restored.</source>
        <translation>Alle eingegebenen Befunde zurücknehmen; Gemessenes zählt wieder. Sie lassen sich wiederherstellen.</translation>
    </message>
    <message>
        <source>Restore cleared</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Enter again what was cleared last, except what has been entered since</source>
        <translation>Zuletzt Gelöschtes wieder eingeben, außer wo seither etwas eingegeben wurde</translation>
    </message>
</context>
<context>
    <name>keyboardSection</name>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Keyboard shortcuts while this module is open</source>
        <translation>Tastenkürzel, solange dieses Modul offen ist</translation>
    </message>
</context>
<context>
    <name>modelSection</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Own model...</source>
        <translation>Eigenes ...</translation>
    </message>
    <message>
        <source>Use a model file instead of the built-in model. It is checked and stored in the scene.</source>
        <translation>Eine Modelldatei statt des eingebauten Modells verwenden. Sie wird geprüft und in der Szene gespeichert.</translation>
    </message>
    <message>
        <source>Built-in model</source>
        <translation>Eingebautes</translation>
    </message>
    <message>
        <source>Return to the model that comes with the module</source>
        <translation>Zurück zum mitgelieferten Modell</translation>
    </message>
    <message>
        <source>Learn from your cases...</source>
        <translation>Aus eigenen Fällen lernen ...</translation>
    </message>
    <message>
        <source>Choose a CSV table of proven cases and a folder. The counts of the cases are added to those of the model, and cross-validation shows whether that improves it. The model in use does not change.</source>
        <translation>Eine CSV-Tabelle gesicherter Fälle und einen Ordner wählen. Die Zahlen der Fälle werden zu denen des Modells addiert; eine Kreuzvalidierung zeigt, ob es dadurch besser wird. Das verwendete Modell bleibt gleich.</translation>
    </message>
    <message>
        <source>Weight of the earlier counts:</source>
        <translation>Gewicht der früheren Zahlen:</translation>
    </message>
    <message>
        <source>Factor applied to each count of the model before those of the cases are added: with 0.5, your cases weigh twice as much</source>
        <translation>Womit jede Zahl des Modells multipliziert wird, bevor die der Fälle addiert werden: bei 0,5 wiegen eigene Fälle doppelt</translation>
    </message>
    <message>
        <source>Weight of the earlier counts</source>
        <translation>Gewicht der früheren Zahlen</translation>
    </message>
    <message>
        <source>Progress of learning</source>
        <translation>Fortschritt des Lernens</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop learning; nothing is written</source>
        <translation>Lernen beenden; nichts wird geschrieben</translation>
    </message>
    <message>
        <source>Outcome of learning</source>
        <translation>Ergebnis des Lernens</translation>
    </message>
    <message>
        <source>Use the learned model</source>
        <translation>Gelerntes Modell verwenden</translation>
    </message>
    <message>
        <source>Use it for this case instead of the present model; it is stored in the scene</source>
        <translation>Für diesen Fall statt des jetzigen Modells verwenden; es wird in der Szene gespeichert</translation>
    </message>
    <message>
        <source>Model card: what the readout is for, and what it is not</source>
        <translation>Model card: wofür die Auswertung gedacht ist und wofür nicht (englisch)</translation>
    </message>
</context>
<context>
    <name>qSlicerAbstractCoreModule</name>
    <message>
        <source>Quantification</source>
        <translation>Quantifizierung</translation>
    </message>
</context>
<context>
    <name>readoutSection</name>
    <message>
        <source>Readout</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Start:</source>
        <translation>Start:</translation>
    </message>
    <message>
        <source>Where the probability of each diagnosis starts before any finding (prior); what is known of the patient changes it below</source>
        <translation>Womit die Wahrscheinlichkeit jeder Diagnose vor allen Befunden beginnt (Vortestwahrscheinlichkeit); was zum Patienten bekannt ist, ändert sie unten</translation>
    </message>
    <message>
        <source>Where the prior starts</source>
        <translation>Start der Vortestwahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Known of the patient</source>
        <translation>Zum Patienten bekannt</translation>
    </message>
    <message>
        <source>Prior probability of EMH: where it starts, and after each thing known of the patient. What a finding states counts once.</source>
        <translation>Vortestwahrscheinlichkeit der EMH: womit sie beginnt, und nach jeder bekannten Angabe zum Patienten. Was ein Befund besagt, zählt einmal.</translation>
    </message>
    <message>
        <source>Prior:</source>
        <translation>Vortest:</translation>
    </message>
    <message>
        <source>Probability of EMH before any finding (prior); the other diagnoses keep their proportions. Priors do not transfer between hospitals: set that of yours.</source>
        <translation>Wahrscheinlichkeit der EMH vor allen Befunden; die anderen Diagnosen behalten ihr Verhältnis. Vortestwahrscheinlichkeiten sind zwischen Krankenhäusern nicht übertragbar: bitte die eigene setzen.</translation>
    </message>
    <message>
        <source>Prior probability of EMH</source>
        <translation>Vortestwahrscheinlichkeit der EMH</translation>
    </message>
    <message>
        <source>as in the setting</source>
        <translation>wie in der Situation</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>↩</source>
        <translation>↩</translation>
    </message>
    <message>
        <source>Use the prior of the setting again</source>
        <translation>Wieder die Vortestwahrscheinlichkeit der Situation verwenden</translation>
    </message>
    <message>
        <source>Prior as in the setting</source>
        <translation>Vortestwahrscheinlichkeit wie in der Situation</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Cap:</source>
        <translation>Grenze:</translation>
    </message>
    <message>
        <source>No finding changes the odds between two diagnoses by more than this factor. Assumed, without empirical basis: see how the result changes with another one.</source>
        <translation>Kein Befund ändert die Odds zweier Diagnosen um mehr als diesen Faktor. Angenommen, ohne empirische Grundlage: bitte ansehen, was mit einer anderen aus dem Ergebnis wird.</translation>
    </message>
    <message>
        <source>Cap of the likelihood ratio of a finding</source>
        <translation>Obergrenze des Likelihood-Quotienten eines Befunds</translation>
    </message>
    <message>
        <source>as in the model</source>
        <translation>wie im Modell</translation>
    </message>
    <message>
        <source>Temper:</source>
        <translation>Gewicht:</translation>
    </message>
    <message>
        <source>Multiplies the weight of all findings: below 1 they count for less than the tables say. Assumed, without empirical basis.</source>
        <translation>Multipliziert das Gewicht aller Befunde: unter 1 sagen sie weniger, als die Tabellen angeben. Angenommen, ohne empirische Grundlage.</translation>
    </message>
    <message>
        <source>Temper of all findings</source>
        <translation>Gewichtsfaktor aller Befunde</translation>
    </message>
    <message>
        <source>Write results...</source>
        <translation>Ergebnisse schreiben ...</translation>
    </message>
    <message>
        <source>Write measurements, ratios and the other tables as CSV, and readout.json, to a folder</source>
        <translation>Messwerte, Quotienten und die anderen Tabellen als CSV sowie readout.json in einen Ordner schreiben (englisch)</translation>
    </message>
</context>
<context>
    <name>regionsSection</name>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Place a region</source>
        <translation>Region setzen</translation>
    </message>
    <message>
        <source>Shape of the next region</source>
        <translation>Form der nächsten Region</translation>
    </message>
    <message>
        <source>Ellipsoid and box: click the center in a slice view. Curve: click around the region in one slice; right-click to finish.</source>
        <translation>Ellipsoid und Quader: Mittelpunkt in einer Schichtansicht anklicken. Kurve: die Region in einer Schicht umfahren (Klick für Klick), Rechtsklick beendet.</translation>
    </message>
    <message>
        <source>Size of the next region</source>
        <translation>Größe der nächsten Region</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>Mehrere</translation>
    </message>
    <message>
        <source>Keep placing after each click, until the button is released or Esc is pressed</source>
        <translation>Nach jedem Klick weiter setzen, bis die Taste gelöst oder Esc gedrückt wird</translation>
    </message>
    <message>
        <source>Place several regions</source>
        <translation>Mehrere Regionen setzen</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>Vorschlagen</translation>
    </message>
    <message>
        <source>Suggest marrow above and below a marrow region, the cord and the muscles on both sides. They are drawn dashed and measured once you accept them.</source>
        <translation>Knochenmark ober- und unterhalb einer Knochenmarkregion, Myelon und Muskeln beider Seiten vorschlagen. Sie sind gestrichelt gezeichnet und werden nach dem Annehmen gemessen.</translation>
    </message>
    <message>
        <source>Suggest further regions</source>
        <translation>Weitere Regionen vorschlagen</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Was als Nächstes zu tun ist</translation>
    </message>
    <message>
        <source>Why that was not possible</source>
        <translation>Warum das nicht möglich war</translation>
    </message>
    <message>
        <source>Actions on the selected regions</source>
        <translation>Aktionen für die gewählten Regionen</translation>
    </message>
    <message>
        <source>Role:</source>
        <translation>Gewebe:</translation>
    </message>
    <message>
        <source>Role of the selected region</source>
        <translation>Gewebe der gewählten Region</translation>
    </message>
    <message>
        <source>The tissue or lesion on which the selected region lies</source>
        <translation>Worauf die gewählte Region liegt</translation>
    </message>
    <message>
        <source>Shape:</source>
        <translation>Form:</translation>
    </message>
    <message>
        <source>Shape of the selected region</source>
        <translation>Form der gewählten Region</translation>
    </message>
    <message>
        <source>What is measured: the box itself, or the ellipsoid in it</source>
        <translation>Was gemessen wird: der Quader selbst oder das Ellipsoid darin</translation>
    </message>
    <message>
        <source>Level:</source>
        <translation>Höhe:</translation>
    </message>
    <message>
        <source>Vertebral level of the selected region</source>
        <translation>Höhe der gewählten Region</translation>
    </message>
    <message>
        <source>Vertebral level, where it is not known from a segmentation or other regions</source>
        <translation>Wirbelhöhe, wo sie nicht aus einer Segmentierung oder anderen Regionen bekannt ist</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <source>Size of the selected region along its first axis</source>
        <translation>Größe der gewählten Region entlang ihrer ersten Achse</translation>
    </message>
    <message>
        <source>Size along the first axis of the region</source>
        <translation>Größe entlang der ersten Achse der Region</translation>
    </message>
    <message>
        <source>Size of the selected region along its second axis</source>
        <translation>Größe der gewählten Region entlang ihrer zweiten Achse</translation>
    </message>
    <message>
        <source>Size along the second axis of the region</source>
        <translation>Größe entlang der zweiten Achse der Region</translation>
    </message>
    <message>
        <source>Size of the selected region along its third axis</source>
        <translation>Größe der gewählten Region entlang ihrer dritten Achse</translation>
    </message>
    <message>
        <source>Size along the third axis of the region</source>
        <translation>Größe entlang der dritten Achse der Region</translation>
    </message>
    <message>
        <source>Thickness:</source>
        <translation>Dicke:</translation>
    </message>
    <message>
        <source>Thickness of the selected region</source>
        <translation>Dicke der gewählten Region</translation>
    </message>
    <message>
        <source>Thickness of the region, half of it on each side of the slice in which it was drawn</source>
        <translation>Dicke der Region, je zur Hälfte beiderseits der Schicht, in der sie gezeichnet wurde</translation>
    </message>
    <message>
        <source>Signal in the selected region</source>
        <translation>Signal in der gewählten Region</translation>
    </message>
    <message>
        <source>From scene:</source>
        <translation>Aus Szene:</translation>
    </message>
    <message>
        <source>ROI nodes, closed curves and segments that have no role yet. They can also be dragged from the Data module onto the table.</source>
        <translation>ROI-Knoten, geschlossene Kurven und Segmente ohne Gewebe. Sie lassen sich auch aus dem Modul Data auf die Tabelle ziehen.</translation>
    </message>
    <message>
        <source>Region in the scene without a role</source>
        <translation>Region in der Szene ohne Gewebe</translation>
    </message>
    <message>
        <source>Role of what is added, also of what is dragged onto the table</source>
        <translation>Gewebe dessen, was hinzugefügt oder auf die Tabelle gezogen wird</translation>
    </message>
    <message>
        <source>Role of what is added from the scene</source>
        <translation>Gewebe dessen, was aus der Szene hinzugefügt wird</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the chosen region. Segments on reference tissue are measured with the erosion below; lesions are measured whole.</source>
        <translation>Die gewählte Region verwenden. Segmente auf Referenzgewebe werden mit der Erosion unten gemessen, Läsionen ganz.</translation>
    </message>
    <message>
        <source>Use segments as references</source>
        <translation>Segmente als Referenzen</translation>
    </message>
    <message>
        <source>Assign their role to segments named for marrow, cord, disc, CSF, muscle or fat, such as those of TotalSpineSeg, TotalSegmentator or SPINEPS. They are measured eroded at their surface; the segments themselves are not changed.</source>
        <translation>Segmenten, die nach Knochenmark, Myelon, Bandscheibe, Liquor, Muskel oder Fett benannt sind, ihr Gewebe zuordnen, etwa denen von TotalSpineSeg, TotalSegmentator oder SPINEPS. Sie werden an der Oberfläche erodiert gemessen; die Segmente selbst bleiben unverändert.</translation>
    </message>
    <message>
        <source>Copy references</source>
        <translation>Referenzen kopieren</translation>
    </message>
    <message>
        <source>Copy a table of all references for a spreadsheet: level, name, role, milliliters and mean signal on each series</source>
        <translation>Eine Tabelle aller Referenzen für eine Tabellenkalkulation kopieren: Höhe, Name, Gewebe, Milliliter und mittleres Signal auf jeder Serie (englisch)</translation>
    </message>
    <message>
        <source>How far each segment is shrunk from its surface (eroded) before it is measured, because voxels at its edge hold other tissue, too; twice as much for a whole vertebra. The segment itself is not changed.</source>
        <translation>Um wie viel jedes Segment vor der Messung von seiner Oberfläche her verkleinert (erodiert) wird, weil Voxel an seinem Rand auch anderes Gewebe enthalten; bei einem ganzen Wirbel doppelt so viel. Das Segment selbst bleibt unverändert.</translation>
    </message>
    <message>
        <source>Erosion of segments</source>
        <translation>Erosion der Segmente</translation>
    </message>
    <message>
        <source>Shrink by: </source>
        <translation>Verkleinern um: </translation>
    </message>
</context>
<context>
    <name>seriesSection</name>
    <message>
        <source>Series</source>
        <translation>Serien</translation>
    </message>
    <message>
        <source>Load synthetic case</source>
        <translation>Synthetischen Fall laden</translation>
    </message>
    <message>
        <source>Compute a synthetic thoracic spine with one epidural and two paravertebral lesions; in the menu, cases to learn on, whose answer is hidden. No network access, no patient data.</source>
        <translation>Eine synthetische Brustwirbelsäule mit einer epiduralen und zwei paravertebralen Läsionen berechnen; im Menü Übungsfälle, deren Lösung verborgen ist. Ohne Netzwerk, ohne Patientendaten.</translation>
    </message>
    <message>
        <source>Series and their roles</source>
        <translation>Serien und ihre Sequenzen</translation>
    </message>
    <message>
        <source>Click a series to show it in the slice views</source>
        <translation>Ein Klick auf eine Serie zeigt sie in den Schichtansichten</translation>
    </message>
    <message>
        <source>Show all side by side</source>
        <translation>Alle nebeneinander zeigen</translation>
    </message>
    <message>
        <source>Show each series in a slice view of its own, all at the same slice. Click again to restore the previous layout.</source>
        <translation>Jede Serie in einer eigenen Schichtansicht zeigen, alle in derselben Schicht. Erneuter Klick: vorherige Anordnung.</translation>
    </message>
    <message>
        <source>Show each in its plane</source>
        <translation>Jede in ihrer Ebene zeigen</translation>
    </message>
    <message>
        <source>Show in each slice view a series that was acquired in its plane, through the epidural or the largest lesion; where there is none, the one with the thinnest slices</source>
        <translation>In jeder Schichtansicht eine in deren Ebene aufgenommene Serie zeigen, durch die epidurale oder die größte Läsion; wo es keine gibt, die mit den dünnsten Schichten</translation>
    </message>
    <message>
        <source>Check alignment</source>
        <translation>Ausrichtung prüfen</translation>
    </message>
    <message>
        <source>Measure how far the anatomy around the lesions on each series lies from where the series that the regions were drawn on shows it. Moves nothing.</source>
        <translation>Misst, wie weit die Anatomie um die Läsionen auf jeder Serie von dort entfernt liegt, wo die Serie sie zeigt, auf der die Regionen gezeichnet wurden. Verschiebt nichts.</translation>
    </message>
    <message>
        <source>Progress of the alignment check</source>
        <translation>Fortschritt der Ausrichtungsprüfung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Align</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Put a transform over each displaced series, so that its anatomy lies where the regions were drawn. Voxels stay as they are; click again to undo.</source>
        <translation>Legt über jede verschobene Serie eine Transformation, so dass ihre Anatomie dort liegt, wo die Regionen gezeichnet wurden. Die Voxel bleiben, wie sie sind; ein weiterer Klick hebt es auf.</translation>
    </message>
    <message>
        <source>Flicker</source>
        <translation>Wechselbild</translation>
    </message>
    <message>
        <source>Show the series and the one that the regions were drawn on in turn, in the same slices: what lies elsewhere jumps. Click again to stop.</source>
        <translation>Zeigt die Serie und die, auf der die Regionen gezeichnet wurden, abwechselnd in denselben Schichten: Was anderswo liegt, springt. Ein weiterer Klick beendet es.</translation>
    </message>
    <message>
        <source>Correct bias field</source>
        <translation>Biasfeld korrigieren</translation>
    </message>
    <message>
        <source>Also measure with the bias field removed: the receive coil makes tissue near it brighter. Creates new volumes, only where regions of one tissue show that it helps; needs two regions or more on each of two tissues.</source>
        <translation>Misst auch ohne das Biasfeld: Die Empfangsspule macht nahes Gewebe heller. Erzeugt neue Volumen, und nur dort, wo Regionen eines Gewebes zeigen, dass es hilft; braucht zwei oder mehr Regionen auf je zwei Geweben.</translation>
    </message>
    <message>
        <source>Progress of the bias field correction</source>
        <translation>Fortschritt der Biasfeldkorrektur</translation>
    </message>
</context>
<context>
    <name>valuesSection</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Reference:</source>
        <translation>Referenz:</translation>
    </message>
    <message>
        <source>The tissue with which the lesions are compared: here, beside the lesions and in the views</source>
        <translation>Das Gewebe, mit dem die Läsionen verglichen werden: hier, neben den Läsionen und in den Ansichten</translation>
    </message>
    <message>
        <source>Reference of the values</source>
        <translation>Referenz der Werte</translation>
    </message>
    <message>
        <source>Ratios of lesions to references</source>
        <translation>Quotienten der Läsionen zu den Referenzen</translation>
    </message>
    <message>
        <source>Plot</source>
        <translation>Plot</translation>
    </message>
    <message>
        <source>Show the ratios with their 95 % intervals in a plot view beside the images; click again to restore the previous layout</source>
        <translation>Die Quotienten mit ihren 95-%-Intervallen in einem Diagramm neben den Bildern zeigen; erneut drücken für die vorherige Anordnung</translation>
    </message>
    <message>
        <source>Plot of the values</source>
        <translation>Plot der Werte</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the values with intervals, relations and flags, to paste them into a spreadsheet</source>
        <translation>Die Werte mit Intervallen, Vergleich und Warnzeichen kopieren, zum Einfügen in eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Copy the values</source>
        <translation>Werte kopieren</translation>
    </message>
    <message>
        <source>Save CSV...</source>
        <translation>CSV ...</translation>
    </message>
    <message>
        <source>Write the values with intervals, relations and flags to a file</source>
        <translation>Die Werte mit Intervallen, Vergleich und Warnzeichen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Save the values</source>
        <translation>Werte sichern</translation>
    </message>
    <message>
        <source>Similarity on all sequences, and size of the lesions</source>
        <translation>Ähnlichkeit auf allen Sequenzen und Größe der Läsionen</translation>
    </message>
    <message>
        <source>Similar from:</source>
        <translation>Gleich von:</translation>
    </message>
    <message>
        <source>A ratio is similar when its whole 95 % interval lies between these margins. Assumed: no distribution of ratios in EMH has been published.</source>
        <translation>Ein Quotient gilt als gleich, wenn sein ganzes 95-%-Intervall zwischen diesen Grenzen liegt. Angenommen: eine Verteilung der Quotienten bei EMH ist nicht veröffentlicht.</translation>
    </message>
    <message>
        <source>Lower margin of similar signal</source>
        <translation>Untere Grenze gleichen Signals</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Upper margin of similar signal</source>
        <translation>Obere Grenze gleichen Signals</translation>
    </message>
    <message>
        <source>Nearest level only</source>
        <translation>Nur nächste Höhe</translation>
    </message>
    <message>
        <source>Compare each lesion only with the reference regions at its level of the spine, not with all of them</source>
        <translation>Jede Läsion mit den Referenzregionen auf ihrer Höhe vergleichen statt mit allen</translation>
    </message>
    <message>
        <source>Known iron</source>
        <translation>Eisen bekannt</translation>
    </message>
    <message>
        <source>Marrow or lesions are known to contain iron; the chemical shift index is then not shown</source>
        <translation>Knochenmark oder Läsionen enthalten bekanntermaßen Eisen: der Chemical-Shift-Index wird dann nicht gezeigt</translation>
    </message>
    <message>
        <source>Marrow:</source>
        <translation>Knochenmark:</translation>
    </message>
    <message>
        <source>Red as in children and wherever blood formation is driven, or fatty as in most adults. Hematopoiesis outside the marrow is of red marrow: against fatty marrow it is darker on T1 and brighter on T2 and STIR, which then does not count against it</source>
        <translation>Rot wie bei Kindern und überall, wo die Blutbildung angetrieben ist, oder fettig wie bei den meisten Erwachsenen. Blutbildung außerhalb des Marks besteht aus rotem Mark: Gegen fettiges Mark ist sie dunkler auf T1 und heller auf T2 und STIR, was dann nicht gegen sie zählt</translation>
    </message>
    <message>
        <source>Marrow that lesions are compared with</source>
        <translation>Mark, mit dem Läsionen verglichen werden</translation>
    </message>
</context>
<context>
    <name>viewsSection</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Values at lesions</source>
        <translation>Werte an Läsionen</translation>
    </message>
    <message>
        <source>Show the names of lesions in the views, with their ratio on the series that the view shows</source>
        <translation>Die Namen der Läsionen in den Ansichten zeigen, mit ihrem Quotienten auf der gezeigten Serie</translation>
    </message>
    <message>
        <source>Names of references</source>
        <translation>Namen der Referenzen</translation>
    </message>
    <message>
        <source>Show the names of the references in the views, too</source>
        <translation>Auch die Namen der Referenzen in den Ansichten zeigen</translation>
    </message>
    <message>
        <source>Readout box</source>
        <translation>Ergebniskasten</translation>
    </message>
    <message>
        <source>Show the readout in the slice and 3D views: a box in one of them, which the mouse moves, and a line in the others</source>
        <translation>Die Auswertung in den Schicht- und 3D-Ansichten zeigen: in einer als Kasten, der sich mit der Maus verschieben lässt, in den anderen als Zeile</translation>
    </message>
    <message>
        <source>Box in:</source>
        <translation>Kasten in:</translation>
    </message>
    <message>
        <source>View with the box; the others have the answer in a line. Automatic: the largest view, of several the one where the box covers least of the image</source>
        <translation>Ansicht mit dem Kasten; die anderen zeigen das Ergebnis in einer Zeile. Automatisch: die größte Ansicht, von mehreren die, in der der Kasten am wenigsten vom Bild verdeckt</translation>
    </message>
    <message>
        <source>View with the box</source>
        <translation>Ansicht mit dem Kasten</translation>
    </message>
    <message>
        <source>Box text:</source>
        <translation>Kastentext:</translation>
    </message>
    <message>
        <source>Short: the result, urgent findings and the first lesions. Full: also a second reference, similarity to marrow, diagnoses not excluded and warnings.</source>
        <translation>Kurz: das Ergebnis, Dringendes und die ersten Läsionen. Ausführlich: auch eine zweite Referenz, die Ähnlichkeit mit Knochenmark, nicht Ausgeschlossenes und Warnungen.</translation>
    </message>
    <message>
        <source>Text of the box</source>
        <translation>Text des Kastens</translation>
    </message>
    <message>
        <source>Box corner:</source>
        <translation>Kastenecke:</translation>
    </message>
    <message>
        <source>Corner of the box and of the lines, also after the box was dragged elsewhere; what 3D Slicer itself shows there is avoided</source>
        <translation>Ecke des Kastens und der Zeilen, auch nachdem der Kasten verschoben wurde; was 3D Slicer selbst dort zeigt, bleibt frei</translation>
    </message>
    <message>
        <source>Corner of the box</source>
        <translation>Ecke des Kastens</translation>
    </message>
    <message>
        <source>Box size:</source>
        <translation>Kastengröße:</translation>
    </message>
    <message>
        <source>Letter size, and how much of a view the short text may cover: a sixteenth, a seventh or a quarter</source>
        <translation>Wie groß die Buchstaben sind und wie viel einer Ansicht der kurze Text bedecken darf: ein Sechzehntel, ein Siebtel oder ein Viertel</translation>
    </message>
    <message>
        <source>Size of the box</source>
        <translation>Größe des Kastens</translation>
    </message>
    <message>
        <source>3D scene</source>
        <translation>3D-Szene</translation>
    </message>
    <message>
        <source>Show lesions and references as surfaces in the 3D views, with the sagittal slice, the axis of the spine and its levels; or give the 3D views back as they were</source>
        <translation>Läsionen und Referenzen in den 3D-Ansichten als Oberflächen zeigen, mit der sagittalen Schicht, der Achse der Wirbelsäule und ihren Höhen; oder die 3D-Ansichten wieder zeigen, wie sie waren</translation>
    </message>
    <message>
        <source>Center</source>
        <translation>Zentrieren</translation>
    </message>
    <message>
        <source>Turn the 3D views to the lesions</source>
        <translation>Die 3D-Ansichten auf die Läsionen drehen</translation>
    </message>
    <message>
        <source>Picture...</source>
        <translation>Bild...</translation>
    </message>
    <message>
        <source>Write the 3D scene as a PNG file for print, on a white ground, seen as in the first 3D view</source>
        <translation>Die 3D-Szene als PNG-Datei für den Druck schreiben, auf weißem Grund, aus Sicht der ersten 3D-Ansicht</translation>
    </message>
    <message>
        <source>Keep in other modules</source>
        <translation>Auch in anderen Modulen</translation>
    </message>
    <message>
        <source>Keep values, outlines and box in the views, and up to date, while you work in another module</source>
        <translation>Werte, Umrisse und Kasten in den Ansichten lassen und aktuell halten, während in einem anderen Modul gearbeitet wird</translation>
    </message>
</context>
</TS>
