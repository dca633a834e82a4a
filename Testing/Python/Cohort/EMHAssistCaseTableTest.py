"""Tables of proven cases: the coding of the vignettes against its rules, and what strangers' files can hold."""

import tempfile
import unittest
from pathlib import Path

import EMHAssistLib
from EMHAssistCases.Paths import VIGNETTES, needs
from EMHAssistLib.Cohort import ALL, CONDITIONS, HOST_UNKNOWN, IMAGING_ONLY, findingsUnder, readCases
from EMHAssistLib.Cohort.CsvFile import MAXIMUM_ROWS, MAXIMUM_TABLE_SIZE
from EMHAssistLib.Cohort.VignetteColumns import COLUMNS, OTHER_COLUMNS, ageBand, extentBand
from EMHAssistLib.Cohort.VignetteDiagnoses import DIAGNOSES
from EMHAssistLib.Likelihood import loadModel

MODEL = loadModel()


class CaseTableCase(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.path = Path(temporary.name) / "cases.csv"

    def read(self, text):
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return readCases(self.path, MODEL)

    def case(self, **columns):
        """Return the only case of a table of one row."""
        columns = {"diagnosis": "emh", **columns}
        table = self.read(",".join(columns) + "\n" + ",".join(f'"{text}"' for text in columns.values()) + "\n")
        self.remarks = table.remarks
        [case] = table.cases
        return case

    def assertRefused(self, text, *words):
        with self.assertRaises(ValueError) as caught:
            self.read(text)
        for word in (str(self.path), *words):
            self.assertIn(word, str(caught.exception))


class CodingTest(CaseTableCase):
    """Values of the vignettes as CODING.md explains them."""

    def level(self, column, value):
        """Return the level a value means, {level: weight} if it leaves several open, None if it says nothing."""
        findings = self.case(**{column: value}).findings
        told = [findings[one.feature] for one in COLUMNS[column] if one.feature in findings]
        self.assertEqual(len(told), len(findings))
        return (told[0].answerWeights or told[0].answer) if told else None

    def testValues(self):
        for column, value, level in (
                ("hematologic_disorder", "thalassemia_intermedia", "hemolytic"),
                ("hematologic_disorder", "thalassaemia major", "hemolytic"),
                ("hematologic_disorder", "sickle_cell", "hemolytic"),
                ("hematologic_disorder", "hereditary_spherocytosis", "hemolytic"),
                ("hematologic_disorder", "myelofibrosis", "myeloproliferative"),
                ("hematologic_disorder", "congenital dyserythropoietic anaemia", "hemolytic"),
                ("hematologic_disorder", "CDA-II", "hemolytic"),
                ("hematologic_disorder", "dyserythropoiesis", "hemolytic"),
                ("hematologic_disorder", "pyruvate_kinase_deficiency", "hemolytic"),
                ("hematologic_disorder", "HbE-thalassaemia", "hemolytic"),
                ("hematologic_disorder", "HbH disease", "hemolytic"),
                ("hematologic_disorder", "polycythemia", "myeloproliferative"),
                ("hematologic_disorder", "secondary_polycythemia", None),
                ("hematologic_disorder", "congenital_dyserythropoietic_anemia_type_II", "hemolytic"),
                ("hematologic_disorder", "HbE/beta-thalassaemia", "hemolytic"),
                ("hematologic_disorder", "post-polycythemia vera myelofibrosis", "myeloproliferative"),
                ("hematologic_disorder", "beta-thalassaemia heterozygote", None),
                ("hematologic_disorder", "thalassemia_minor", None),
                ("hematologic_disorder", "sickle cell trait", None),
                ("hematologic_disorder", "mds", "myeloproliferative"),
                ("hematologic_disorder", "none", "none"),
                ("hematologic_disorder", "other", None),
                ("hematologic_disorder", "not_stated", None),
                ("chronic_anemia", "yes", "present"), ("chronic_anemia", "no", "absent"),
                ("chronic_anemia", "ns", None),
                ("splenomegaly_or_hepatomegaly", "Yes", "present"),
                ("splenomegaly_or_hepatomegaly", "splenectomy", "present"),
                ("splenomegaly_or_hepatomegaly", "post-splenectomy", "present"),
                ("splenomegaly_or_hepatomegaly", "not palpable", None),
                ("splenomegaly_or_hepatomegaly", "splenectomy 8 years before", "present"),
                ("splenomegaly_or_hepatomegaly", "no splenectomy", None),
                ("splenomegaly_or_hepatomegaly", "Spleen non-palpable", None),
                ("splenomegaly_or_hepatomegaly", "no", "absent"), ("cancer_history", "no", "absent"),
                ("fever_or_infection_signs", "yes", "present"), ("anticoagulation_or_trauma", "no", "absent"),
                ("epidural", "yes", "present"), ("epidural", "no", "absent"),
                ("epidural_position", "posterolateral", "posterior"), ("epidural_position", "foraminal", "lateral"),
                ("epidural_position", "lateral", "lateral"),
                ("epidural_position", "circumferential", "circumferential"),
                ("paravertebral", "none", "none"), ("paravertebral", "bilateral", "bilateral"),
                ("paravertebral", "present_ns", {"unilateral": 0.5, "bilateral": 0.5}),
                ("levels", "mid thoracic", "thoracic"), ("levels", "not said", None), ("levels", "presacral", "sacral"),
                ("extent", "6 segments", "long"), ("extent", "4", "medium"), ("extent", "3", "short"),
                ("extent", "long", "long"), ("extent", "0", None),
                ("neurofibromatosis", "yes", "present"), ("nf1", "no", "absent"), ("marrow_failure", "yes", "present"),
                ("transfusion", "regular", "present"), ("transfusion", "occasional", None),
                ("transfusion", "never", "absent"),
                ("escc", "1b", "grade_1b"), ("cord_compression_grade", "3", "grade_3"), ("escc", "4", None),
                ("escc", "ESCC 2", "grade_2"), ("nf1", "NF2", None), ("neurofibromatosis", "type 1", "present"),
                ("extent", "T3-T10", "long"),
                ("colloid_scan", "positive", "uptake"), ("colloid_scan", "no", "no_uptake"),
                ("multiplicity", "multiple", "multiple"),
                ("margins", "lobulated", "well_defined"), ("margins", "infiltrative", "ill_defined"),
                ("t1_vs_cord_or_muscle", "hypo", "lower"), ("t1_vs_cord_or_muscle", "iso", "similar"),
                ("t1_vs_cord_or_muscle", "mixed", {"similar": 0.5, "higher": 0.5}),
                ("t2_vs_cord_or_muscle", "hyper", "higher"),
                *((column, text, {"similar": 0.5, "lower": 0.5})
                  for column in ("t1_vs_cord_or_muscle", "t2_vs_cord_or_muscle", "t1_vs_marrow", "t2_vs_marrow")
                  for text in ("iso or hypo", "iso to hypo", "iso_hypo", "hypo_or_iso", "iso/hypo", "Hypo-iso",
                               "slightly hypo to isointense")),
                ("t2_vs_cord_or_muscle", "iso_to_hyper", {"similar": 0.5, "higher": 0.5}),
                ("t1_vs_cord_or_muscle", "slightly_hypo", "lower"), ("t1_vs_marrow", "hypo or dark", "lower"),
                ("t1_vs_marrow", "iso or striped", None), ("t1_vs_marrow", "iso or", None),
                # All three levels alike say nothing to the model, and are no guess here.
                ("t1_vs_marrow", "hypo, iso or hyper", None),
                ("t1_vs_marrow", "similar", "similar"), ("t2_vs_marrow", "lower", "lower"),
                ("enhancement", "none", "none"), ("enhancement", "minimal", "mild"),
                ("enhancement", "moderate", "marked"), ("enhancement", "rim", "rim"),
                ("enhancement", "present_ns", {"mild": 1 / 3, "marked": 1 / 3, "rim": 1 / 3}),
                ("enhancement", "heterogeneous_ns", {"mild": 0.5, "marked": 0.5}),
                ("enhancement", "mild_to_marked", {"mild": 0.5, "marked": 0.5}),
                ("enhancement", "none or minimal", {"none": 0.5, "mild": 0.5}),
                ("epidural_position", "anterior and posterior", None),
                ("fat_content", "yes", "present"), ("diffuse_low_marrow_signal", "yes", "present"),
                ("bone_destruction", "no", "absent"), ("bone_expansion_or_coarse_trabeculae", "yes", "present"),
                ("foraminal_extension", "yes", "present"), ("disc_involvement", "no", "absent"),
                ("cord_compression", "yes", "present"), ("cord_t2_signal", "no", "absent"),
                ("diffusion_restricted", "yes", "restricted"), ("diffusion_restricted", "no", "free"),
                ("age", "0.13", "child"), ("age", "14.9", "child"), ("age", "15", "younger"),
                ("age", "44", "younger"), ("age", "45", "older"), ("age", "65", "elderly"),
                ("age", "not_stated", None)):
            with self.subTest(column=column, value=value):
                self.assertEqual(self.level(column, value), level)

    def testTheTablesFitTheModel(self):
        for name, columns in COLUMNS.items():
            for column in columns:
                answerIds = set(MODEL.feature(column.feature).answerIds())
                for value, meaning in column.values.items():
                    answers = {meaning} if isinstance(meaning, str) else set(meaning or ())
                    with self.subTest(column=name, value=value):
                        self.assertLessEqual(answers, answerIds)
                self.assertLessEqual({*column.coarser, *column.coarser.values()}, answerIds, name)
        forms = {form.id: form.classId for form in MODEL.forms}
        for diagnosis, (classId, formId) in DIAGNOSES.items():
            with self.subTest(diagnosis):
                self.assertIn(classId, MODEL.classIds())
                self.assertEqual(forms.get(formId or "emh_active", classId if formId else "emh"),
                                 classId if formId else "emh")

    def testDisorderOfTheDetail(self):
        for disorder, detail, level in (
                ("other", "pyruvate kinase deficiency", "hemolytic"), ("other", "dyserythropoiesis", "hemolytic"),
                ("other", "congenital dyserythropoietic anaemia type II", "hemolytic"), ("other", "CDA", "hemolytic"),
                ("other", "HbH disease", "hemolytic"), ("other", "HbE", "hemolytic"),
                ("other", "haemolytic anaemia (type not stated)", "hemolytic"),
                ("other", "compound heterozygote, HbS-thalassaemia", "hemolytic"),
                ("other", "thalassaemia, not transfused", "hemolytic"),
                ("other", "essential thrombocythemia", "myeloproliferative"),
                ("other", "MDS", "myeloproliferative"), ("other", "AML after MDS", None),
                ("other", "secondary polycythemia", None), ("polycythemia", "secondary polycythaemia", None),
                ("polycythemia", "secondary to hypoxia", None), ("polycythemia", "", "myeloproliferative"),
                ("polycythemia", "polycythemia vera, secondary myelofibrosis", "myeloproliferative"),
                ("other", "beta-thalassaemia heterozygote (trait)", None), ("other", "beta-thalassaemia minor", None),
                ("other", "sickle cell carrier", None), ("thalassemia_unspecified", "alpha-thalassaemia trait", None),
                ("thalassemia_unspecified", "HbH disease", "hemolytic"),
                ("other", "AML", None), ("other", "multiple myeloma", None), ("other", "no hemolysis", None),
                ("other", "mother has thalassemia", None), ("other", "", None), ("none", "thalassemia", "none"),
                ("sickle_cell", "alpha-thalassaemia trait", "hemolytic"), ("ns", "thalassemia", None)):
            with self.subTest(disorder=disorder, detail=detail):
                finding = self.case(hematologic_disorder=disorder, hematologic_detail=detail).findings.get(
                    "hematologic_disorder")
                self.assertEqual(finding and finding.answer, level)
                self.assertEqual(self.remarks, ())

    def testCancerOfTheBlood(self):
        half = {"present": 0.5, "blood": 0.5}
        for columns, expected in (
                ({"cancer_history": "yes"}, half), ({"cancer_history": "solid"}, "present"),
                ({"cancer_history": "lymphoma"}, "blood"), ({"cancer_history": "no"}, "absent"),
                ({"hematologic_disorder": "other", "hematologic_detail": "AML", "disorder_known_at_imaging": "yes"},
                 "blood"),
                ({"hematologic_disorder": "other", "hematologic_detail": "multiple myeloma", "cancer_history": "yes",
                  "disorder_known_at_imaging": "yes"}, "blood"),
                ({"hematologic_disorder": "other", "hematologic_detail": "AML", "disorder_known_at_imaging": "no"},
                 None),
                ({"hematologic_disorder": "other", "hematologic_detail": "AML"}, None),
                ({"hematologic_disorder": "other", "hematologic_detail": "no leukemia",
                  "disorder_known_at_imaging": "yes"}, None),
                ({"hematologic_disorder": "other", "hematologic_detail": "ALL, B-lineage",
                  "disorder_known_at_imaging": "yes"}, "blood"),
                ({"hematologic_disorder": "other", "hematologic_detail": "pancytopenia, all lineages",
                  "disorder_known_at_imaging": "yes"}, None),
                ({"hematologic_disorder": "other", "hematologic_detail": "thalassaemia, overall mild",
                  "disorder_known_at_imaging": "yes"}, None)):
            with self.subTest(columns):
                finding = self.case(**columns).findings.get("cancer_history")
                self.assertEqual(finding and (finding.answerWeights or finding.answer), expected)

    def testLevelsTellRegionAndExtent(self):
        for text, expected in (("T3-T10", ("thoracic", "long")), ("T5/6", ("thoracic", "short")),
                               ("C4-C7", ("elsewhere", "medium")), ("presacral", ("sacral", "")),
                               ("lower lumbar", ("elsewhere", ""))):
            with self.subTest(text):
                findings = self.case(levels=text).findings
                self.assertEqual(tuple(findings[name].answer if name in findings else ""
                                       for name in ("level", "extent")), expected)
                self.assertEqual(self.remarks, ())

    def testFinerColumnIsBelieved(self):
        self.assertEqual(self.case(levels="T3-T10", extent="2").findings["extent"].answer, "short")
        self.assertEqual(self.case(extent="ns", levels="T3-T10").findings["extent"].answer, "long")
        self.assertEqual(self.case(escc="2", cord_compression="yes").findings["cord_compression"].answer, "grade_2")
        self.assertEqual(self.case(cord_compression="yes", escc="ns").findings["cord_compression"].answer, "present")

    def testAnswersThatAnOlderModelLacks(self):
        [level, _extent], [escc] = COLUMNS["levels"], COLUMNS["escc"]
        self.assertEqual(level.weights("presacral", ("thoracic", "elsewhere")), {"elsewhere": 1})
        self.assertEqual(escc.weights("1c", ("present", "absent")), {"absent": 1})
        self.assertEqual(escc.weights("2", ("present", "absent")), {"present": 1})

    def testTitleAndNoteAreNoFindings(self):
        case = self.case(title="Posterior epidural EMH of T3-T8 in thalassemia with fever",
                         note="NF1; splenectomy; T1 iso to hypo; PRESACRAL; bilateral; MYELOLIPOMA")
        self.assertEqual((case.findings, case.isPresacral), ({}, False))

    def testMyelolipomaIsFatty(self):
        for columns in ({"note": "MYELOLIPOMA; no haematologic disorder"}, {"title": "Presacral myelolipoma"},
                        {"title": "Thoracic myelolipoma mimicking a schwannoma"}):
            with self.subTest(columns):
                case = self.case(diagnosis="other", **columns)
                self.assertEqual((case.classId, case.formId), ("fatty", "myelolipoma"))
        for columns in ({"title": "Castleman disease mimicking a myelolipoma"}, {"note": "not a MYELOLIPOMA"},
                        {"title": "Teratoma versus myelolipoma"}):
            with self.subTest(columns):
                case = self.case(diagnosis="other", **columns)
                self.assertEqual((case.classId, case.formId), ("other", ""))
        self.assertEqual(self.case(diagnosis="emh", note="MYELOLIPOMA").classId, "emh")

    def testNeurofibromaIsThatOfItsHost(self):
        for diagnosis, nf1, form in (("neurofibroma", "yes", "neurofibroma_nf1"),
                                     ("neurofibroma", "no", "nerve_sheath"),
                                     ("neurofibroma", "ns", "nerve_sheath"), ("schwannoma", "yes", "nerve_sheath")):
            with self.subTest(diagnosis=diagnosis, nf1=nf1):
                case = self.case(diagnosis=diagnosis, nf1=nf1)
                self.assertEqual((case.classId, case.formId), ("nerve_sheath", form))

    def testPresacralRows(self):
        for levels, note, expected in (("presacral", "", True), ("S1-S3", "", True), ("sacrum", "", True),
                                       ("T9; sacrum", "", False), ("L4; sacrum", "", False), ("L5-S1", "", False),
                                       ("lumbosacral", "", False), ("ns", "PRESACRAL; fat", True), ("ns", "", False),
                                       ("ns", "also presacral", False)):
            with self.subTest(levels=levels, note=note):
                self.assertIs(self.case(levels=levels, note=note).isPresacral, expected)

    def testTheDocumentationNamesEveryColumn(self):
        documents = Path(EMHAssistLib.__file__).parents[1] / "Resources" / "Docs"
        text = (documents / "Evaluation.md").read_text(encoding="utf-8")
        for name in COLUMNS:
            with self.subTest(name):
                self.assertIn(f"`{name}`", text)

    def testAgesThatAreNone(self):
        for text in ("-1", "131", "inf", "young adult", "3 months"):
            with self.subTest(text):
                self.assertEqual(ageBand(text), "")

    def testExtentsThatAreNone(self):
        for text in ("0", "31", "-3", "5.5", "T5", "6 cm", "long way"):
            with self.subTest(text):
                self.assertEqual(extentBand(text), "")

    def testDiagnoses(self):
        for diagnosis, expected in (
                ("emh", ("emh", "")), ("Extramedullary haematopoiesis", ("emh", "")), ("emh_iron", ("emh", "emh_iron")),
                ("myeloma", ("metastasis", "myeloma")), ("myeloid_sarcoma", ("lymphoma", "myeloid_sarcoma")),
                ("abscess", ("infection", "pyogenic")), ("tb_spondylitis", ("infection", "tuberculous")),
                ("infection", ("infection", "")), ("meningioma", ("nerve_sheath", "meningioma")),
                ("nerve sheath tumour", ("nerve_sheath", "nerve_sheath")), ("angiolipoma", ("fatty", "angiolipoma")),
                ("hemangioma", ("other", "hemangioma")), ("Cavernous haemangioma", ("other", "hemangioma")),
                ("ganglioneuroma", ("other", "neuroblastic")), ("IgG4-related disease", ("other", "inflammatory")),
                ("tophaceous gout", ("other", "inflammatory")), ("sarcoid", ("other", "inflammatory")),
                ("amyloidoma", ("other", "inflammatory")), ("synovial cyst", ("other", "degenerative")),
                ("disc", ("other", "degenerative")), ("neurofibroma_nf1", ("nerve_sheath", "neurofibroma_nf1")),
                ("plexiform neurofibroma", ("nerve_sheath", "neurofibroma_nf1")), ("ewing", ("other", "other_tumor")),
                ("myelolipoma", ("fatty", "myelolipoma")), ("non-Hodgkin lymphoma", ("lymphoma", "lymphoma")),
                ("extramedullary plasmacytoma", ("metastasis", "myeloma")),
                ("malignant peripheral nerve sheath tumour", ("other", "other_tumor")),
                ("cystic schwannoma", ("nerve_sheath", "nerve_sheath")), ("other", ("other", ""))):
            with self.subTest(diagnosis):
                case = self.case(diagnosis=diagnosis)
                self.assertEqual((case.classId, case.formId), expected)
                self.assertEqual(self.remarks, ())

    def testUnknownDiagnosisIsOtherAndSaysSo(self):
        case = self.case(diagnosis="Rosai-Dorfman")
        self.assertEqual((case.classId, case.formId, case.diagnosis), ("other", "", "Rosai-Dorfman"))
        self.assertEqual(len(self.remarks), 1)
        self.assertIn("line 2: unknown diagnosis", self.remarks[0])

    def testUnknownValueIsNotAssessedAndSaysSo(self):
        self.assertEqual(self.case(epidural="perhaps", age="fourscore").findings, {})
        self.assertEqual(len(self.remarks), 2)
        self.assertIn("line 2: column 'epidural': unknown value", self.remarks[0])

    def testDisorderFoundLater(self):
        stated = {"hematologic_disorder": "thalassemia_major", "chronic_anemia": "yes", "epidural": "yes"}
        self.assertEqual(set(self.case(**stated, disorder_known_at_imaging="yes").findings),
                         {"hematologic_disorder", "anemia", "epidural"})
        self.assertEqual(set(self.case(**stated, disorder_known_at_imaging="ns").findings),
                         {"hematologic_disorder", "anemia", "epidural"})
        for no in ("False", "0", "no"):
            self.assertEqual(set(self.case(**stated, disorder_known_at_imaging=no).findings), {"epidural"})
        self.assertEqual(len(self.remarks), 2)

    def testNoPositionInTheCanalOfWhatIsNotThere(self):
        self.assertEqual(set(self.case(epidural="no", epidural_position="lateral").findings), {"epidural"})
        self.assertEqual(set(self.case(epidural="ns", epidural_position="lateral").findings), {"epidural_position"})
        self.assertEqual(set(self.case(epidural="yes", epidural_position="lateral").findings),
                         {"epidural", "epidural_position"})

    def testProofAndHardness(self):
        for proof, expected in (("histology", "histology"), ("Biopsy", "histology"), ("followup", "followup"),
                                ("fna", "histology"), ("autopsy", "histology"), ("culture", "histology"),
                                ("ns", "unknown"), ("hearsay", "hearsay")):
            with self.subTest(proof):
                case = self.case(proof=proof, hard_case="yes")
                self.assertEqual((case.proof, case.isHistology, case.isHard), (expected, expected == "histology", True))
        self.assertEqual((self.case().proof, self.case().isHard), ("unknown", False))

    def testSeriesAndRowsWithoutDiagnosisAreLeftOut(self):
        table = self.read("case_id,diagnosis,unit\na,emh,case\nb,emh,series\nc,ns,case\n")
        self.assertEqual([case.caseId for case in table.cases], ["a"])
        self.assertIn("line 3:", table.remarks[0])
        self.assertIn("line 4:", table.remarks[1])

    def testOwnCohortWithIdsOfTheModel(self):
        case = self.case(level="elsewhere", anemia="absent", marrow_like="present", number="single", transfusion="yes")
        self.assertEqual({name: finding.answer for name, finding in case.findings.items()},
                         {"level": "elsewhere", "anemia": "absent", "marrow_like": "present", "number": "single",
                          "transfusion": "present"})

    def testEveryFeatureAndLevelOfTheModelCanBeWritten(self):
        for feature in MODEL.features:
            for level in feature.answerIds():
                with self.subTest(feature=feature.id, level=level):
                    finding = self.case(**{feature.id: level}).findings[feature.id]
                    self.assertEqual((finding.answer, finding.answerWeights), (level, None))

    def testConditions(self):
        case = self.case(hematologic_disorder="none", anemia="present", age="70", cancer_history="no", epidural="no")
        names = {condition: set(findingsUnder(condition, case, MODEL)) for condition in CONDITIONS}
        self.assertEqual(names, {ALL: {"hematologic_disorder", "anemia", "age", "cancer_history", "epidural"},
                                 IMAGING_ONLY: {"epidural"}, HOST_UNKNOWN: {"anemia", "age", "epidural"}})

    @needs(VIGNETTES)
    def testTheVignettes(self):
        table = readCases(VIGNETTES, MODEL)
        self.assertEqual(len(table.cases), 96)
        self.assertEqual(sum(case.classId == "emh" for case in table.cases), 40)
        self.assertFalse([remark for remark in table.remarks if "unknown" in remark], "no value is left unread")


class BadFileTest(CaseTableCase):
    def testRefused(self):
        for text, *words in (
                ("", "empty"), ("  \n", "empty"), ("a,b\n1,2\n", "line 1", "diagnosis"),
                (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "line 1", "UTF-8"), ("diagnosis,age\nemh,\x003\n", "line 2", "NUL"),
                ("diagnosis,note\nemh,\xe9\n".encode("latin-1"), "line 2", "UTF-8"),
                ("diagnosis,age\n".encode("utf-16"), "line 1", "UTF-8"),
                ("diagnosis,age\nemh,3\nemh,3,4\n", "line 3", "3 cells"), ("diagnosis,age\nemh\n", "line 2", "1 cells"),
                ("diagnosis,age,age\nemh,3,4\n", "line 1", "'age'"), ('diagnosis,age\nemh,"3\n', "line 2"),
                ('diagnosis,age\nemh,"3"4\n', "line 2"),
                ('case_id,diagnosis,note\na,emh,"two\nlines"\na,other,\n', "line 4", "'a'", "line 2"),
                ("diagnosis,anemia,chronic_anemia\nemh,present,no\n", "line 2", "'anemia'"),
                ("diagnosis,age\n", "no case"), ("diagnosis,unit\nemh,series\n", "no case"),
                ("diagnosis\n" + "emh\n" * (MAXIMUM_ROWS + 1), str(MAXIMUM_ROWS)),
                (b"diagnosis\n" + b" " * MAXIMUM_TABLE_SIZE, "MB"),
                ("diagnosis,note\nemh,x\nemh," + "x" * 200_000 + "\n", "line 3")):
            with self.subTest(text[:60]):
                self.assertRefused(text, *words)

    def testNoFile(self):
        with self.assertRaisesRegex(ValueError, "cannot be read"):
            readCases(self.path, MODEL)
        with self.assertRaisesRegex(ValueError, "cannot be read"):
            readCases(self.path.parent, MODEL)

    def testWhatSpreadsheetsWrite(self):
        for text in (b'\xef\xbb\xbfdiagnosis,note,age\r\nemh,"a ""b"", c\r\nd",30\r\n\r\n,,\r\n',
                     "diagnosis;note;age\nemh;\u00e9;30\n", "diagnosis\tnote\tage\nemh\t\t 30 "):
            with self.subTest(text):
                [case] = self.read(text).cases
                self.assertEqual((case.caseId, case.findings["age"].answer), ("line 2", "younger"))

    def testColumnsNotKnownAreTold(self):
        table = self.read("diagnosis,epidual,title\nemh,yes,x\n")
        self.assertEqual(table.cases[0].findings, {})
        self.assertEqual(len(table.remarks), 1)
        self.assertIn("epidual", table.remarks[0])
        self.assertNotIn("title", table.remarks[0])

    def testRemarksOfOneKindAreOne(self):
        table = self.read("diagnosis,epidural\n" + "emh,so so\n" * 50)
        self.assertEqual(table.remarks,
                         ("line 2, 3, 4 and 47 more: column 'epidural': unknown value, counts as not assessed",))

    def testRemarksRepeatNoCell(self):
        """They go into files, and a patient's name may stand anywhere."""
        columns = [name for name in (*COLUMNS, *OTHER_COLUMNS) if name != "unit"]
        row = ["Jane Roe" if name != "disorder_known_at_imaging" else "no" for name in columns]
        table = self.read(f"{','.join(columns)},further\n{','.join(row)},Jane Roe\n")
        self.assertGreater(len(table.remarks), 20)
        self.assertNotIn("Roe", " ".join(table.remarks))


if __name__ == "__main__":
    unittest.main()
