"""Model files that do not fit are refused, and the error names the place."""

import copy
import json
import os
import tempfile
import unittest

from LikelihoodCase import shippedData

from EMHAssistLib.Likelihood import ModelError, loadModel
from EMHAssistLib.Likelihood.ModelFile import MAXIMUM_FILE_SIZE
from EMHAssistLib.Likelihood.Schema import readModel


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
        self.entry = self.feature["evidence"]["emh_active"][0]
        self.place = f"features[{self.margins}] 'margins'"

    def assertRefused(self, message):
        with self.assertRaises(ModelError) as caught:
            readModel(self.data)
        self.assertEqual(str(caught.exception), message)

    def test_NegativeCount(self):
        self.entry["counts"]["ill_defined"] = -1
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count -1 is negative")

    def test_CountNotFinite(self):
        self.entry["counts"]["ill_defined"] = float("inf")
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count inf is not finite")
        self.entry["counts"]["ill_defined"] = float("nan")
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count nan is not finite")

    def test_CountOfWrongType(self):
        for value, kind in (("3", "a text"), (True, "true or false"), (None, "null"), ([], "a list")):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(
                f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count must be a number, not {kind}")

    def test_CountTooLarge(self):
        self.entry["counts"]["ill_defined"] = 1e10
        self.assertRefused(
            f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count 1e+10 must be from 0 to 1e+09")
        for value in (10**400, -10**400):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(
                f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count inf is not finite")

    def test_WrongSum(self):
        self.entry["n"] = 28
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: the counts add up to 27, but n is 28")

    def test_UnknownLevel(self):
        self.entry["counts"]["blurred"] = 0
        self.assertRefused(
            f"{self.place} form 'emh_active' evidence[0]: level 'blurred' is unknown; "
            "allowed: well_defined, ill_defined")

    def test_MissingLevel(self):
        del self.entry["counts"]["ill_defined"]
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: level 'ill_defined' is missing")

    def test_FormWithoutTableOrParent(self):
        del self.feature["evidence"]["hematoma"]
        self.assertRefused(f"{self.place}: form 'hematoma' is missing, and there is none it could inherit from")

    def test_UnknownForm(self):
        self.feature["evidence"]["gout"] = []
        formIds = ", ".join(form.id for form in loadModel().forms)
        self.assertRefused(f"{self.place}: form 'gout' is unknown; allowed: {formIds}")

    def test_NoEvidence(self):
        self.feature["evidence"]["emh_active"] = []
        self.assertRefused(f"{self.place} form 'emh_active' evidence: needs at least 1, has 0")

    def test_PublishedWithoutSource(self):
        self.entry["source"] = "judgment"
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: a computed entry needs a source with a url "
                           "(or DOI), 'judgment' has none")

    def test_ElicitedWithoutReason(self):
        del self.feature["evidence"]["other_lesion"][0]["reason"]
        self.assertRefused(f"{self.place} form 'other_lesion' evidence[0]: an elicited entry needs a reason")

    def test_UnknownProvenance(self):
        self.entry["provenance"] = "guessed"
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0].provenance: 'guessed' is unknown; "
                           "allowed: counted, computed, elicited, cohort")

    def test_UnknownKey(self):
        self.feature["weight"] = 2
        self.assertRefused(
            f"{self.place}: key 'weight' is unknown; allowed: id, title, kind, examination, block, levels, evidence, "
            "description")

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
            f"{self.place}.block: 'smell' is unknown; "
            "allowed: blood, patient, location, morphology, signal, enhancement, marrow")

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
        self.assertRefused("settings[0] 'unselected_mass' priors class 'emh': prior must be at least 1e-09, "
                           "or no finding could change it")

    def test_PriorMissing(self):
        del self.data["settings"][0]["priors"]["emh"]
        self.assertRefused("settings[0] 'unselected_mass' priors: class 'emh' is missing")

    def test_GivenUnknown(self):
        self.data["settings"][1]["given"] = {"eye_color": None}
        with self.assertRaisesRegex(ModelError,
                                    r"settings\[1\] 'known_hemolysis' given: feature 'eye_color' is unknown"):
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
        self.assertRefused("blocks[0] 'blood'.temper: value 1.5 must be from 0 to 1")

    def test_Target(self):
        self.data["target"] = "gout"
        self.assertRefused(f"target: 'gout' is unknown; allowed: {', '.join(loadModel().classIds())}")

    def test_OneClass(self):
        del self.data["classes"][1:]
        self.assertRefused("classes: needs at least 2, has 1")

    def test_Version(self):
        self.data["schema_version"] = 1
        self.assertRefused("schema_version: 1 cannot be read, only version 2")

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
