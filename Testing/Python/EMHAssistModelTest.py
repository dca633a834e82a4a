"""The shipped likelihood model against the evidence base, and the refusal of model files that do not fit."""

import copy
import csv
import json
import os
import tempfile
import unittest

from EMHAssistLib.Likelihood import ModelError, defaultModelPath, loadModel
from EMHAssistLib.Likelihood.ModelFile import MAXIMUM_FILE_SIZE
from EMHAssistLib.Likelihood.Schema import readModel

PROJECT_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVIDENCE_FILE = os.path.join(os.path.dirname(PROJECT_FOLDER), "shared", "evidence", "evidence.csv")

CLASS_IDS = ("emh", "metastasis", "lymphoma", "infection", "hematoma", "nerve_sheath", "fatty", "other")

# Feature, class, index of the entry, level: (diagnosis, feature, start of the level) in evidence.csv.
PUBLISHED_COUNTS = {
    ("splenomegaly", "emh", 0, "present"): ("EMH", "splenomegaly", "present"),
    ("hemolytic_disorder", "emh", 0, "absent"): ("EMH", "underlying_disease", "none known"),
    ("internal_fat", "emh", 0, "present"): ("EMH", "internal_fat", "macroscopic fat"),
    ("margins", "emh", 0, "well_defined"): ("EMH", "margin", "well-defined"),
    ("marrow_like", "emh", 0, "present"): ("EMH", "signal_like_red_marrow", "predominant"),
    ("epidural_position", "emh", 0, "posterior"): ("EMH", "epidural_axial_position", "posterior/dorsal"),
    ("bone_destruction", "emh", 0, "present"): ("EMH", "bone_destruction", "aggressive"),
    ("enhancement", "emh", 0, "none_minimal"): ("EMH", "enhancement", "none, minimal or mild"),
    ("enhancement", "emh", 0, "rim"): ("EMH", "enhancement_pattern", "ring"),
    ("infection_signs", "infection", 0, "present"): ("epidural abscess", "fever", "present"),
    ("epidural_position", "infection", 0, "anterior"): ("epidural abscess", "epidural_axial_position", "ventral"),
    ("enhancement", "infection", 0, "rim"): ("epidural abscess", "enhancement_pattern", "ring"),
    ("enhancement", "infection", 0, "solid"): ("epidural abscess", "enhancement_pattern", "homogeneous"),
    ("enhancement", "infection", 1, "none_minimal"): ("epidural abscess", "enhancement", "none"),
    ("epidural_position", "hematoma", 1, "posterior"): (
        "epidural haematoma", "epidural_axial_position", "posterior or posterolateral"),
    ("epidural_position", "hematoma", 2, "anterior"): ("epidural haematoma", "epidural_axial_position", "anterior"),
    ("bone_destruction", "lymphoma", 0, "present"): ("lymphoma", "bone_destruction", "vertebral destruction"),
    ("bone_destruction", "lymphoma", 1, "present"): ("granulocytic sarcoma", "bone_destruction", "bony change"),
    ("enhancement", "nerve_sheath", 0, "rim"): ("schwannoma", "enhancement_pattern", "ring"),
}

# Found after the evidence base was compiled; the entry says so.
LATER_SOURCES = {"https://journals.viamedica.pl/neurologia_neurochirurgia_polska/article/view/74229"}


def shippedData():
    """Return the shipped model file as parsed JSON, a fresh copy."""
    with open(defaultModelPath(), encoding="utf-8") as stream:
        return json.load(stream)


class EMHAssistShippedModelTest(unittest.TestCase):

    def setUp(self):
        self.model = loadModel()

    def test_Classes(self):
        self.assertEqual(self.model.classIds(), CLASS_IDS)
        self.assertEqual(self.model.target, "emh")
        self.assertEqual({item.id for item in self.model.classes if item.dangerous}, {"infection", "hematoma"})
        self.assertIn("research use only", self.model.statement.lower())

    def test_EveryPriorAddsUpToOne(self):
        for setting in self.model.settings:
            self.assertAlmostEqual(sum(setting.priors.values()), 1, places=12, msg=setting.id)

    def test_SettingsDoNotCountTheirOwnConditionTwice(self):
        given = {setting.id: dict(setting.given) for setting in self.model.settings}
        self.assertEqual(given["known_hemolysis"], {"hemolytic_disorder": "present", "splenomegaly": None})
        self.assertEqual(given["known_cancer"], {"cancer_history": "present"})
        self.assertEqual(given["fever_or_sepsis"], {"infection_signs": "present"})

    def test_ElicitedEntriesStayWeak(self):
        """Judgment alone is worth 20 patients at most; only a split of published patients may be worth more."""
        for feature in self.model.features:
            for classId, entries in feature.evidence.items():
                for entry in entries:
                    if entry.provenance == "elicited" and not entry.url:
                        self.assertLessEqual(entry.n, 20, f"{feature.id} {classId}")

    def test_TextIsAscii(self):
        with open(defaultModelPath(), "rb") as stream:
            stream.read().decode("ascii")

    @unittest.skipUnless(os.path.exists(EVIDENCE_FILE), "the evidence base is not beside the project")
    def test_PublishedCountsEqualTheEvidenceBase(self):
        with open(EVIDENCE_FILE, newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        for (featureId, classId, index, level), (diagnosis, name, start) in PUBLISHED_COUNTS.items():
            with self.subTest(feature=featureId, diagnosis=classId, level=level):
                feature = self.model.feature(featureId)
                entry = feature.evidence[classId][index]
                self.assertIn(entry.provenance, ("counted", "computed"))
                matching = [row for row in rows if row["diagnosis"] == diagnosis and row["feature"] == name
                            and row["level"].startswith(start) and row["doi_or_url"] == entry.url]
                self.assertEqual(len(matching), 1)
                self.assertEqual(entry.counts[feature.levelIds().index(level)], float(matching[0]["positives"]))
                self.assertEqual(entry.n, float(matching[0]["n"]))

    @unittest.skipUnless(os.path.exists(EVIDENCE_FILE), "the evidence base is not beside the project")
    def test_PublishedSourcesAreInTheEvidenceBase(self):
        with open(EVIDENCE_FILE, newline="", encoding="utf-8") as stream:
            known = {row["doi_or_url"] for row in csv.DictReader(stream)} | LATER_SOURCES
        for feature in self.model.features:
            for classId, entries in feature.evidence.items():
                for entry in entries:
                    if entry.url:
                        self.assertIn(entry.url, known, f"{feature.id} {classId}")


class EMHAssistModelFileTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "model.json")

    def assertFileRefused(self, content, pattern):
        with open(self.path, "wb") as stream:
            stream.write(content)
        with self.assertRaisesRegex(ModelError, pattern) as caught:
            loadModel(self.path)
        self.assertIn(self.path, str(caught.exception))

    def test_SavedModelLoads(self):
        with open(self.path, "w", encoding="utf-8") as stream:
            json.dump(shippedData(), stream)
        self.assertEqual(loadModel(self.path).settings, loadModel().settings)

    def test_MissingFile(self):
        with self.assertRaisesRegex(ModelError, "model.json.*cannot be read"):
            loadModel(self.path)

    def test_InvalidJsonNamesTheLine(self):
        self.assertFileRefused(b'{\n  "name": "x",\n  "version" 1\n}', "line 3")

    def test_Oversize(self):
        self.assertFileRefused(b" " * (MAXIMUM_FILE_SIZE + 1), "larger than")

    def test_NotText(self):
        self.assertFileRefused(b"\xff\xfe\x00", "not UTF-8")

    def test_NestedTooDeeply(self):
        self.assertFileRefused(b"[" * 200000, "not a model")

    def test_EndlessInteger(self):
        self.assertFileRefused(b'{"schema_version": ' + b"9" * 10000 + b"}", "not a model|schema_version")

    def test_NotANumberLiterals(self):
        for literal in (b"NaN", b"Infinity", b"-Infinity"):
            self.assertFileRefused(b'{"schema_version": ' + literal + b"}", "not a number a model can hold")

    def test_KeyTwice(self):
        self.assertFileRefused(b'{"schema_version": 1, "name": "a", "name": "b"}', "'name' stands twice")

    def test_OtherJson(self):
        self.assertFileRefused(b"[]", "must be an object, not a list")
        self.assertFileRefused(b"null", "must be an object, not null")


class EMHAssistModelSchemaTest(unittest.TestCase):
    """Each fault is planted in a copy of the shipped model; the error has to name its place."""

    @classmethod
    def setUpClass(cls):
        cls.shipped = shippedData()
        cls.margins = next(
            index for index, feature in enumerate(cls.shipped["features"]) if feature["id"] == "margins")

    def setUp(self):
        self.data = copy.deepcopy(self.shipped)
        self.feature = self.data["features"][self.margins]
        self.entry = self.feature["evidence"]["emh"][0]
        self.place = f"features[{self.margins}] 'margins'"

    def assertRefused(self, message):
        with self.assertRaises(ModelError) as caught:
            readModel(self.data)
        self.assertEqual(str(caught.exception), message)

    def test_NegativeCount(self):
        self.entry["counts"]["ill_defined"] = -1
        self.assertRefused(f"{self.place} class 'emh' evidence[0] level 'ill_defined': count -1 is negative")

    def test_CountNotFinite(self):
        self.entry["counts"]["ill_defined"] = float("inf")
        self.assertRefused(f"{self.place} class 'emh' evidence[0] level 'ill_defined': count inf is not finite")
        self.entry["counts"]["ill_defined"] = float("nan")
        self.assertRefused(f"{self.place} class 'emh' evidence[0] level 'ill_defined': count nan is not finite")

    def test_CountOfWrongType(self):
        for value, kind in (("3", "a text"), (True, "true or false"), (None, "null"), ([], "a list")):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(
                f"{self.place} class 'emh' evidence[0] level 'ill_defined': count must be a number, not {kind}")

    def test_CountTooLarge(self):
        self.entry["counts"]["ill_defined"] = 1e10
        self.assertRefused(
            f"{self.place} class 'emh' evidence[0] level 'ill_defined': count 1e+10 must be from 0 to 1e+09")
        for value in (10**400, -10**400):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(f"{self.place} class 'emh' evidence[0] level 'ill_defined': count inf is not finite")

    def test_WrongSum(self):
        self.entry["n"] = 28
        self.assertRefused(f"{self.place} class 'emh' evidence[0]: the counts add up to 27, but n is 28")

    def test_UnknownLevel(self):
        self.entry["counts"]["blurred"] = 0
        self.assertRefused(
            f"{self.place} class 'emh' evidence[0]: level 'blurred' is unknown; allowed: well_defined, ill_defined")

    def test_MissingLevel(self):
        del self.entry["counts"]["ill_defined"]
        self.assertRefused(f"{self.place} class 'emh' evidence[0]: level 'ill_defined' is missing")

    def test_MissingClass(self):
        del self.feature["evidence"]["hematoma"]
        self.assertRefused(f"{self.place}: class 'hematoma' is missing")

    def test_UnknownClass(self):
        self.feature["evidence"]["gout"] = []
        self.assertRefused(f"{self.place}: class 'gout' is unknown; allowed: {', '.join(CLASS_IDS)}")

    def test_NoEvidence(self):
        self.feature["evidence"]["emh"] = []
        self.assertRefused(f"{self.place} class 'emh' evidence: needs at least 1, has 0")

    def test_PublishedWithoutSource(self):
        del self.entry["url"]
        self.assertRefused(f"{self.place} class 'emh' evidence[0]: a computed entry needs a url (or DOI)")

    def test_ElicitedWithoutReason(self):
        del self.feature["evidence"]["other"][0]["reason"]
        self.assertRefused(f"{self.place} class 'other' evidence[0]: an elicited entry needs a reason")

    def test_UnknownProvenance(self):
        self.entry["provenance"] = "guessed"
        self.assertRefused(f"{self.place} class 'emh' evidence[0].provenance: 'guessed' is unknown; "
                           "allowed: counted, computed, elicited")

    def test_UnknownKey(self):
        self.feature["weight"] = 2
        self.assertRefused(
            f"{self.place}: key 'weight' is unknown; allowed: id, title, block, levels, evidence, description")

    def test_FeatureTwice(self):
        self.data["features"].append(copy.deepcopy(self.feature))
        self.assertRefused(f"features[{len(self.data['features']) - 1}] 'margins': this id stands twice")

    def test_LevelTwice(self):
        self.feature["levels"].append(self.feature["levels"][0])
        self.assertRefused(f"{self.place}.levels[2] 'well_defined': this id stands twice")

    def test_OneLevel(self):
        del self.feature["levels"][1]
        self.assertRefused(f"{self.place}.levels: needs at least 2, has 1")

    def test_UnknownBlock(self):
        self.feature["block"] = "smell"
        self.assertRefused(
            f"{self.place}.block: 'smell' is unknown; allowed: host, location, morphology, enhancement, signal")

    def test_BadIdentifier(self):
        self.feature["id"] = "Margins!"
        self.assertRefused(
            f"features[{self.margins}].id: 'Margins!' must be lower case letters, digits and underscores")

    def test_EmptyTitle(self):
        self.feature["title"] = " "
        self.assertRefused(f"{self.place}.title: must not be empty")

    def test_PriorsNotAddingUp(self):
        self.data["settings"][0]["priors"]["emh"] = 0.02
        self.assertRefused("settings[0] 'unselected_mass' priors: the priors add up to 1.01 instead of 1")

    def test_PriorZero(self):
        self.data["settings"][0]["priors"]["emh"] = 0
        self.assertRefused("settings[0] 'unselected_mass' priors class 'emh': prior must be above 0, "
                           "or no finding could ever change it")

    def test_PriorMissing(self):
        del self.data["settings"][0]["priors"]["emh"]
        self.assertRefused("settings[0] 'unselected_mass' priors: class 'emh' is missing")

    def test_GivenUnknown(self):
        self.data["settings"][1]["given"] = {"anemia": None}
        with self.assertRaisesRegex(ModelError, r"settings\[1\] 'known_hemolysis' given: feature 'anemia' is unknown"):
            readModel(self.data)
        self.data["settings"][1]["given"] = {"splenomegaly": "huge"}
        self.assertRefused("settings[1] 'known_hemolysis' given feature 'splenomegaly': 'huge' is unknown; "
                           "allowed: present, absent")

    def test_Parameters(self):
        parameters = self.data["parameters"]
        parameters["draws"]["value"] = 4000.5
        self.assertRefused("parameters.draws.value: value 4000.5 must be a whole number")
        parameters["draws"]["value"] = 10**9
        self.assertRefused("parameters.draws.value: value 1e+09 must be from 100 to 20000")
        parameters["draws"] = 4000
        self.assertRefused("parameters.draws: must be an object, not a number")
        del parameters["draws"]
        self.assertRefused("parameters: key 'draws' is missing")

    def test_ParameterNeedsReason(self):
        self.data["parameters"]["likelihood_ratio_cap"]["provenance"] = "counted"
        self.assertRefused("parameters.likelihood_ratio_cap.provenance: 'counted' is unknown; allowed: assumed")
        del self.data["parameters"]["likelihood_ratio_cap"]["provenance"]
        self.assertRefused("parameters.likelihood_ratio_cap: key 'provenance' is missing")

    def test_VerdictsMayNotOverlap(self):
        self.data["parameters"]["unlikely_high"]["value"] = 0.9
        self.assertRefused("parameters: unlikely_high must be below likely_probability")

    def test_Temper(self):
        self.data["blocks"][0]["temper"] = 1.5
        self.assertRefused("blocks[0] 'host'.temper: value 1.5 must be from 0 to 1")

    def test_Target(self):
        self.data["target"] = "gout"
        self.assertRefused(f"target: 'gout' is unknown; allowed: {', '.join(CLASS_IDS)}")

    def test_OneClass(self):
        del self.data["classes"][1:]
        self.assertRefused("classes: needs at least 2, has 1")

    def test_Version(self):
        self.data["schema_version"] = 2
        self.assertRefused("schema_version: 2 cannot be read, only version 1")

    def test_AnyMemberOfWrongType(self):
        """Whatever stands in place of any member, reading ends in a ModelError, never in another exception."""
        values = (None, True, -1, 1e300, -10**400, float("nan"), "", "x" * 5000, [], [None], {}, {"id": 3})
        for holder, key in list(self.members(self.data)):
            original = holder[key]
            for value in values:
                holder[key] = value
                try:
                    readModel(self.data)
                except ModelError as error:
                    self.assertTrue(str(error))
            holder[key] = original

    def members(self, node):
        """Yield (container, key) for every member down to one feature's depth, few of each list."""
        pairs = list(node.items()) if isinstance(node, dict) else list(enumerate(node))[:1]
        for key, value in pairs:
            yield node, key
            if isinstance(value, (dict, list)):
                yield from self.members(value)


if __name__ == "__main__":
    unittest.main()
