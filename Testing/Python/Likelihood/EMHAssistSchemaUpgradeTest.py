"""Model files of schema version 2, as own models and old scenes hold them: upgraded, with the answers they gave before.

The file is the model that was shipped with schema version 2; the numbers are those that it gave then.
"""

import copy
import json
import unittest

from EMHAssistCases.LikelihoodCase import ROUNDING
from EMHAssistCases.Paths import ROOT
from EMHAssistLib.Likelihood import Finding, ModelError, evaluate, modelOfText, modelText
from EMHAssistLib.Likelihood.SchemaUpgrade import REMARK

TEXT = (ROOT / "Testing" / "Python" / "Data" / "EMHAssistModelSchema2.json").read_text(encoding="utf-8")
FINDINGS = {"margins": "well_defined", "number": "multiple", "level": "thoracic",
            "t1_marrow": Finding("t1_marrow", "similar", "measured",
                                 answerWeights={"lower": 0.1, "similar": 0.7, "higher": 0.2})}
CLASSES = ("emh", "metastasis", "lymphoma", "infection", "hematoma", "nerve_sheath", "fatty", "other")
# Under each setting of version 2: the probabilities, and the ends of the interval of EMH.
BEFORE = {
    "unselected_mass": ((0.03252719, 0.473091657, 0.116138189, 0.094089911, 0.019012113, 0.131528362, 0.027166511,
                         0.106446067), (0.0230, 0.0477)),
    "known_hemolysis": ((0.838376841, 0.040645902, 0.043654054, 0.024251343, 0.008167175, 0.018833873, 0.00778008,
                         0.018290732), (0.7877, 0.8796)),
    "known_myeloproliferative": ((0.676905451, 0.104605783, 0.113291623, 0.029370801, 0.013188354, 0.027371644,
                                  0.009422455, 0.02584389), (0.5980, 0.7530)),
    "known_cancer": ((0.01439366, 0.732719965, 0.128481249, 0.033308704, 0.011217442, 0.031041509, 0.008014331,
                      0.04082314), (0.0094, 0.0240)),
    "fever_or_sepsis": ((0.020601745, 0.179785225, 0.147116879, 0.516478931, 0.016055602, 0.033322445, 0.005735484,
                         0.080903689), (0.0138, 0.0312)),
    "uniform": ((0.337411098, 0.122686878, 0.150590606, 0.065067575, 0.065738828, 0.090958015, 0.093934565,
                 0.073612434), (0.2695, 0.4122)),
}
THALASSEMIA = {"hematologic_disorder": "hemolytic", "splenomegaly": "present", "paravertebral_mass": "bilateral",
               "epidural_position": "posterior", "bone_destruction": "absent", "enhancement": "mild",
               "marrow_like": "present"}


class AnswersTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.model = modelOfText(TEXT)

    def testUnderOneSettingAsBefore(self):
        for setting, (probabilities, ends) in BEFORE.items():
            differential = evaluate(self.model, FINDINGS, setting)
            for classId, before in zip(CLASSES, probabilities):
                self.assertAlmostEqual(differential.probabilities()[classId], before, delta=2 * ROUNDING, msg=setting)
            # Drawn in another way since then.
            for end, before in zip((differential.target.low, differential.target.high), ends):
                self.assertAlmostEqual(end, before, delta=0.004, msg=setting)

    def testFindingsThatTheSettingHolds(self):
        for setting, before in (("known_hemolysis", 0.951753682), ("uniform", 0.925449181)):
            self.assertAlmostEqual(evaluate(self.model, THALASSEMIA, setting).target.probability, before,
                                   delta=2 * ROUNDING)

    def testSettingsCombineNow(self):
        differential = evaluate(self.model, FINDINGS, "known_cancer+fever_or_sepsis")
        self.assertEqual([step.id for step in differential.setting.steps],
                         ["unselected_mass", "known_cancer", "fever_or_sepsis"])

    def testWhatBecameOfThem(self):
        self.assertEqual([(base.id, base.takesConditions) for base in self.model.basePriors],
                         [("unselected_mass", True), ("uniform", False)])
        condition = self.model.condition("known_hemolysis")
        self.assertEqual(dict(condition.states), {"hematologic_disorder": "hemolytic"})
        self.assertEqual(condition.implies, ("anemia", "transfusion", "splenomegaly"))
        self.assertFalse(condition.choosesForms)
        self.assertEqual(self.model.parameters.temper, 1)

    def testExaminationsKeepTheirTitles(self):
        titles = {feature["id"]: feature["examination"] for feature in json.loads(TEXT)["features"]}
        self.assertEqual({feature.id: feature.examination.title for feature in self.model.features}, titles)
        self.assertEqual(len(self.model.examinations), len(set(titles.values())))

    def testTheRemarkSaysSo(self):
        self.assertEqual(self.model.remarks, (REMARK,))
        self.assertIn("upgraded", REMARK)

    def testWrittenAgainItIsVersion3(self):
        again = modelOfText(modelText(self.model))
        self.assertEqual(again.remarks, ())
        self.assertEqual(evaluate(again, FINDINGS, "known_cancer"), evaluate(self.model, FINDINGS, "known_cancer"))

    def testWithoutASettingThatHoldsNothing(self):
        """Every setting becomes a condition, of a base prior that is made for them."""
        data = json.loads(TEXT)
        data["settings"] = [setting for setting in data["settings"] if setting.get("given")]
        model = modelOfText(json.dumps(data))
        self.assertEqual([base.id for base in model.basePriors], ["base"])
        for condition in model.conditions:
            for classId, before in zip(CLASSES, BEFORE[condition.id][0]):
                self.assertAlmostEqual(evaluate(model, FINDINGS, condition.id).probabilities()[classId], before,
                                       delta=2 * ROUNDING)

    def testPriorsFarApart(self):
        """As far as version 2 allowed."""
        data = json.loads(TEXT)
        for setting, rare in zip(data["settings"], ("emh", "other")):
            setting["priors"] = {classId: 1e-9 if classId == rare else (1 - 1e-9) / 7 for classId in CLASSES}
        model = modelOfText(json.dumps(data))
        setting = evaluate(model, {}, "known_hemolysis").setting
        self.assertAlmostEqual(setting.priors["emh"], (1 - 1e-9) / 7, delta=1e-6)


class RefusalTest(unittest.TestCase):
    """What was wrong in version 2 still is, and is named as it stands in the file."""

    def setUp(self):
        self.data = copy.deepcopy(json.loads(TEXT))

    def assertRefused(self, message):
        with self.assertRaises(ModelError) as caught:
            modelOfText(json.dumps(self.data))
        self.assertEqual(str(caught.exception), message)

    def testSettings(self):
        setting, place = self.data["settings"][1], "settings[1] 'known_hemolysis'"
        whole = copy.deepcopy(setting)
        for change, message in (
                ({"priors": {**whole["priors"], "emh": 0.9}}, f"{place} priors: the priors add up to 1.3 instead of 1"),
                ({"priors": {**whole["priors"], "emh": 0}},
                 f"{place} priors class 'emh': prior must be at least 1e-09, or no finding could change it"),
                ({"priors": []}, f"{place} priors: must be an object, not a list"),
                ({"given": {"splenomegaly": "huge"}},
                 f"{place} given feature 'splenomegaly': 'huge' is unknown; allowed: present, absent"),
                ({"given": "all"}, f"{place} given: must be an object, not a text"),
                ({"provenance": "counted"}, f"{place}.provenance: 'counted' is unknown; allowed: elicited"),
                ({"weights": {}}, f"{place}: key 'weights' is unknown; allowed: id, title, priors, provenance, reason, "
                                  "given"),
                ({"id": "unselected_mass"}, "settings[1] 'unselected_mass': this id appears twice"),
                ({"title": ""}, f"{place}.title: must not be empty")):
            setting.clear()
            setting.update({**copy.deepcopy(whole), **change})
            self.assertRefused(message)

    def testNoSettings(self):
        self.data["settings"] = []
        self.assertRefused("settings: needs at least 1, has 0")
        self.data["settings"] = {}
        self.assertRefused("settings: must be a list, not an object")
        del self.data["settings"]
        self.assertRefused("settings: must be a list, not null")

    def testWhatHasStayedTheSame(self):
        feature = self.data["features"][0]
        feature["evidence"]["emh_active"][0]["n"] = -1
        self.assertRefused("features[0] 'hematologic_disorder' form 'emh_active' evidence[0].n: value -1 is negative")
        feature["evidence"]["emh_active"][0]["n"] = 11
        feature["examination"] = 3
        self.assertRefused("features[0] 'hematologic_disorder'.examination: must be a text, not a number")
        del feature["levels"][0]["id"]
        self.assertRefused("features[0].levels[0]: key 'id' is missing")
        self.data["classes"] = None
        self.assertRefused("classes: must be a list, not null")

    def testKeysOfVersion3(self):
        self.data["base_priors"] = []
        self.assertRefused("key 'base_priors' is unknown to schema version 2, which has settings")


if __name__ == "__main__":
    unittest.main()
