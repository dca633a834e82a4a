"""Model files that break a rule of the schema are refused, and the error names the place. One test a rule."""

import copy
import unittest

from EMHAssistCases.LikelihoodCase import shippedData, smallData
from EMHAssistLib.Likelihood import ModelError
from EMHAssistLib.Likelihood.Schema import readModel

CLASS_IDS = tuple(diagnosis["id"] for diagnosis in shippedData()["classes"])


class ModelSchemaTest(unittest.TestCase):
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

    def testNegativeCount(self):
        self.entry["counts"]["ill_defined"] = -1
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count -1 is negative")

    def testCountNotFinite(self):
        self.entry["counts"]["ill_defined"] = float("inf")
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count inf is not finite")
        self.entry["counts"]["ill_defined"] = float("nan")
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count nan is not finite")

    def testCountOfWrongType(self):
        for value, kind in (("3", "a text"), (True, "true or false"), (None, "null"), ([], "a list")):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(
                f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count must be a number, not {kind}")

    def testCountTooLarge(self):
        self.entry["counts"]["ill_defined"] = 1e10
        self.assertRefused(
            f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count 1e+10 must be from 0 to 1e+09")
        for value in (10**400, -10**400):
            self.entry["counts"]["ill_defined"] = value
            self.assertRefused(
                f"{self.place} form 'emh_active' evidence[0] level 'ill_defined': count inf is not finite")

    def testWrongSum(self):
        self.entry["n"] = 28
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: the counts add up to 27, but n is 28")

    def testUnknownLevel(self):
        self.entry["counts"]["blurred"] = 0
        self.assertRefused(
            f"{self.place} form 'emh_active' evidence[0]: level 'blurred' is unknown; "
            "allowed: well_defined, ill_defined")

    def testMissingLevel(self):
        del self.entry["counts"]["ill_defined"]
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: level 'ill_defined' is missing")

    def testFormWithoutTableOrParent(self):
        del self.feature["evidence"]["hematoma"]
        self.assertRefused(f"{self.place}: form 'hematoma' is missing, and there is none it could inherit from")

    def testUnknownForm(self):
        self.feature["evidence"]["gout"] = []
        formIds = ", ".join(form["id"] for form in self.data["forms"])
        self.assertRefused(f"{self.place}: form 'gout' is unknown; allowed: {formIds}")

    def testNoEvidence(self):
        self.feature["evidence"]["emh_active"] = []
        self.assertRefused(f"{self.place} form 'emh_active' evidence: needs at least 1, has 0")

    def testPublishedWithoutSource(self):
        self.entry["source"] = "judgment"
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0]: a computed entry needs a source with a url "
                           "(or DOI), 'judgment' has none")

    def testElicitedWithoutReason(self):
        del self.feature["evidence"]["other_lesion"][0]["reason"]
        self.assertRefused(f"{self.place} form 'other_lesion' evidence[0]: an elicited entry needs a reason")

    def testUnknownProvenance(self):
        self.entry["provenance"] = "guessed"
        self.assertRefused(f"{self.place} form 'emh_active' evidence[0].provenance: 'guessed' is unknown; "
                           "allowed: counted, computed, elicited, cohort")

    def testUnknownKey(self):
        self.feature["weight"] = 2
        self.assertRefused(
            f"{self.place}: key 'weight' is unknown; allowed: id, title, kind, examination, block, levels, evidence, "
            "description, follows")

    def testFeatureTwice(self):
        self.data["features"].append(copy.deepcopy(self.feature))
        self.assertRefused(f"features[{len(self.data['features']) - 1}] 'margins': this id appears twice")

    def testLevelTwice(self):
        self.feature["levels"].append(self.feature["levels"][0])
        self.assertRefused(f"{self.place}.levels[2] 'well_defined': this id appears twice")

    def testOneLevel(self):
        del self.feature["levels"][1]
        self.assertRefused(f"{self.place}.levels: needs at least 2, has 1")

    def testUnknownBlock(self):
        self.feature["block"] = "smell"
        self.assertRefused(
            f"{self.place}.block: 'smell' is unknown; allowed: {', '.join(each['id'] for each in self.data['blocks'])}")

    def testBadIdentifier(self):
        self.feature["id"] = "Margins!"
        self.assertRefused(
            f"features[{self.margins}].id: 'Margins!' must be lower case letters, digits and underscores")

    def testEmptyTitle(self):
        self.feature["title"] = " "
        self.assertRefused(f"{self.place}.title: must not be empty")

    def testPriorsNotAddingUp(self):
        self.data["base_priors"][0]["priors"]["emh"] = 0.02
        self.assertRefused("base_priors[0] 'unselected_mass' priors: the priors add up to 1.01 instead of 1")

    def testPriorZero(self):
        self.data["base_priors"][0]["priors"]["emh"] = 0
        self.assertRefused("base_priors[0] 'unselected_mass' priors class 'emh': prior must be at least 1e-09, "
                           "or no finding could change it")

    def testPriorMissing(self):
        del self.data["base_priors"][0]["priors"]["emh"]
        self.assertRefused("base_priors[0] 'unselected_mass' priors: class 'emh' is missing")

    def testConditions(self):
        condition, place = self.data["conditions"][0], "conditions[0] 'known_hemolysis'"
        whole = copy.deepcopy(condition)

        def assertConditionRefused(change, message):
            condition.clear()
            condition.update(copy.deepcopy(whole))
            change()
            self.assertRefused(place + message)

        assertConditionRefused(lambda: condition["weights"].pop("emh"), " weights: class 'emh' is missing")
        assertConditionRefused(lambda: condition["weights"].update(gout=1),
                               f" weights: class 'gout' is unknown; allowed: {', '.join(CLASS_IDS)}")
        for weight, problem in ((0, "0 must be from 1e-09 to 1e+09"), (-1, "-1 is negative"),
                                (1e10, "1e+10 must be from 1e-09 to 1e+09"), (float("nan"), "nan is not finite")):
            assertConditionRefused(lambda: condition["weights"].update(emh=weight),
                                   f" weights class 'emh': weight {problem}")
        assertConditionRefused(lambda: condition.update(states={"splenomegaly": "huge"}),
                               " states feature 'splenomegaly': 'huge' is unknown; allowed: present, absent")
        assertConditionRefused(lambda: condition.update(states=[]), " states: must be an object, not a list")
        assertConditionRefused(lambda: condition.update(priors={}), ": key 'priors' is unknown; allowed: id, title, "
                               "weights, provenance, reason, states, implies, forms")
        assertConditionRefused(lambda: condition.update(provenance="counted"),
                               ".provenance: 'counted' is unknown; allowed: elicited")
        for key, value in (("states", {"eye_color": "blue"}), ("implies", ["eye_color"])):
            condition.clear()
            condition.update({**copy.deepcopy(whole), key: value})
            with self.assertRaisesRegex(ModelError, r"conditions\[0\] 'known_hemolysis'.*'eye_color' is unknown"):
                readModel(self.data)
        condition["id"] = "uniform"
        self.assertRefused("conditions[0] 'uniform': a base prior has this id")

    def testConditionsMayBeMissing(self):
        del self.data["conditions"]
        self.assertEqual(readModel(self.data).conditions, ())
        self.data["conditions"] = [{"id": "pregnancy", "title": "Pregnancy", "weights": dict.fromkeys(CLASS_IDS, 1),
                                    "provenance": "elicited", "reason": "test"}]
        condition, = readModel(self.data).conditions
        self.assertEqual((dict(condition.states), condition.implies), ({}, ()))

    def testBasePriorThatTakesNoConditions(self):
        self.data["base_priors"][0]["conditions"] = "no"
        self.assertRefused("base_priors[0] 'unselected_mass'.conditions: must be true or false, not a text")
        self.data["base_priors"][0]["conditions"] = False
        self.assertFalse(readModel(self.data).basePriors[0].takesConditions)

    def testExaminations(self):
        self.data["examinations"][0]["decisive"] = 1
        self.assertRefused("examinations[0] 'history'.decisive: must be true or false, not a number")
        self.data["examinations"][0].pop("decisive")
        self.data["examinations"][0]["cost"] = "none"
        self.assertRefused("examinations[0] 'history': key 'cost' is unknown; allowed: id, title, burden, risk, "
                           "decisive, reason")
        self.data["examinations"][0].pop("cost")
        self.feature["examination"] = "palmistry"
        known = ", ".join(each["id"] for each in self.data["examinations"])
        self.assertRefused(f"{self.place}.examination: 'palmistry' is unknown; allowed: {known}")

    def testFollows(self):
        def assertRuleRefused(rule, message):
            self.feature["follows"] = [{"feature": "epidural", "levels": {"present": 1}, "reason": "test", **rule}]
            self.assertRefused(message)

        place = "features 'margins' follows"
        assertRuleRefused({"feature": "smell"}, f"{place} 'smell': must be another feature of the model")
        assertRuleRefused({"feature": "margins"}, f"{place} 'margins': must be another feature of the model")
        assertRuleRefused({"levels": {"perhaps": 1}},
                          f"{place} 'epidural': level 'perhaps' is unknown; allowed: present, absent")
        assertRuleRefused({"levels": {"present": 1.5}},
                          f"{self.place}.follows[0].levels level 'present': share 1.5 must be from 0 to 1")
        assertRuleRefused({"levels": None}, f"{self.place}.follows[0].levels: must be an object, not null")
        assertRuleRefused({"share": 1}, f"{self.place}.follows[0]: key 'share' is unknown; allowed: feature, levels, "
                          "reason")
        self.feature["follows"] = {}
        self.assertRefused(f"{self.place}.follows: must be a list, not an object")
        self.feature["follows"] = [{"feature": "epidural", "levels": {"present": 0.25}, "reason": "test"}]
        rule, = readModel(self.data).feature("margins").follows
        self.assertEqual((rule.feature, dict(rule.shares)), ("epidural", {"present": 0.25}))

    def testFeatureThatWeighsNothing(self):
        self.feature["evidence"] = {}
        feature = readModel(self.data).feature("margins")
        self.assertEqual((feature.evidence, feature.counts().shape), ({}, (0, 2)))

    def testParameters(self):
        parameters = self.data["parameters"]
        parameters["draws"]["value"] = 4000.5
        self.assertRefused("parameters.draws.value: value 4000.5 must be a whole number")
        parameters["draws"]["value"] = 10**9
        self.assertRefused("parameters.draws.value: value 1e+09 must be from 100 to 20000")
        parameters["draws"] = 4000
        self.assertRefused("parameters.draws: must be an object, not a number")
        del parameters["draws"]
        self.assertRefused("parameters: key 'draws' is missing")

    def testParameterNeedsReason(self):
        self.data["parameters"]["likelihood_ratio_cap"]["provenance"] = "counted"
        self.assertRefused("parameters.likelihood_ratio_cap.provenance: 'counted' is unknown; allowed: assumed, "
                           "cross_validated")
        del self.data["parameters"]["likelihood_ratio_cap"]["provenance"]
        self.assertRefused("parameters.likelihood_ratio_cap: key 'provenance' is missing")

    def testVerdictsMayNotOverlap(self):
        self.data["parameters"]["unlikely_high"]["value"] = 0.9
        self.assertRefused("parameters: unlikely_high must be below likely_probability")

    def testTemper(self):
        self.data["blocks"][0]["temper"] = 1.5
        self.assertRefused("blocks[0] 'blood'.temper: value 1.5 must be from 0 to 1")

    def testDependence(self):
        self.data["blocks"][0]["dependence"] = 1.01
        self.assertRefused("blocks[0] 'blood'.dependence: value 1.01 must be from 0 to 1")
        self.data["blocks"][0]["dependence"] = -0.5
        self.assertRefused("blocks[0] 'blood'.dependence: value -0.5 is negative")

    def testTarget(self):
        self.data["target"] = "gout"
        self.assertRefused(f"target: 'gout' is unknown; allowed: {', '.join(CLASS_IDS)}")

    def testOneClass(self):
        del self.data["classes"][1:]
        self.assertRefused("classes: needs at least 2, has 1")

    def testVersion(self):
        for version in (1, 4, "3", True, None):
            self.data["schema_version"] = version
            self.assertRefused(f"schema_version: {version!r} cannot be read, only version 3")

    def testDate(self):
        self.data["date"] = "20 November 2026"
        self.assertRefused("date: '20 November 2026' must be a date like 2026-11-20")
        for date in ("2026-02-30", "2026-13-01", "20261120", "2026-W01-1", "\u0662026-11-20"):
            self.data["date"] = date
            self.assertRefused(f"date: {date!r} must be a date like 2026-11-20")

    def testHistory(self):
        self.data["history"] = [{"date": "2026-11-20", "text": "made"}]
        self.assertEqual(readModel(self.data).history[0].text, "made")
        self.data["history"].append({"date": "yesterday", "text": "changed"})
        self.assertRefused("history[1].date: 'yesterday' must be a date like 2026-11-20")
        self.data["history"][1] = {"date": "2026-11-21"}
        self.assertRefused("history[1]: key 'text' is missing")
        self.data["history"] = {}
        self.assertRefused("history: must be a list, not an object")
        del self.data["history"]
        self.assertEqual(readModel(self.data).history, ())

    def testInheritsFromItself(self):
        self.data["forms"][0]["inherits"] = "emh_active"
        self.assertRefused("forms[0] 'emh_active': inherits in a circle: emh_active -> emh_active")

    def testLongCircle(self):
        """emh_fatty and emh_iron inherit from emh_active."""
        self.data["forms"][0]["inherits"] = "emh_iron"
        self.data["forms"][2]["inherits"] = "emh_fatty"
        self.assertRefused("forms[0] 'emh_active': inherits in a circle: "
                           "emh_active -> emh_iron -> emh_fatty -> emh_active")

    def testLeadsIntoACircle(self):
        """metastasis itself is not part of it."""
        self.data["forms"][3]["inherits"] = "lymphoma"
        self.data["forms"][5]["inherits"] = "myeloid_sarcoma"
        self.assertRefused("forms[3] 'metastasis': inherits in a circle: "
                           "metastasis -> lymphoma -> myeloid_sarcoma -> lymphoma")

    def testInheritsFromUnknown(self):
        self.data["forms"][1]["inherits"] = "emh_activ"
        formIds = ", ".join(form["id"] for form in self.data["forms"])
        self.assertRefused(f"forms[1] 'emh_fatty'.inherits: 'emh_activ' is unknown; allowed: {formIds}")

    def testClassWithoutForm(self):
        self.data["forms"] = [form for form in self.data["forms"] if form["class"] != "hematoma"]
        self.assertRefused("forms: class 'hematoma' has no form")

    def testFormOfUnknownClass(self):
        self.data["forms"][0]["class"] = "gout"
        self.assertRefused(f"forms[0] 'emh_active'.class: 'gout' is unknown; allowed: {', '.join(CLASS_IDS)}")

    def testFormWithoutPatients(self):
        for value, problem in ((0, "value 0 must be from 0.1 to 1e+09"), (-1, "value -1 is negative"),
                               (float("nan"), "value nan is not finite")):
            self.data["forms"][0]["patients"] = value
            self.assertRefused(f"forms[0] 'emh_active'.patients: {problem}")

    def testIdsTwice(self):
        for key in ("sources", "classes", "forms", "blocks", "examinations", "features", "base_priors", "conditions"):
            data = copy.deepcopy(self.shipped)
            data[key].append(copy.deepcopy(data[key][0]))
            self.data, itemId = data, data[key][0]["id"]
            self.assertRefused(f"{key}[{len(data[key]) - 1}] '{itemId}': this id appears twice")

    def testProvenances(self):
        for key, itemId, allowed in (("blocks", "blood", "assumed"), ("base_priors", "unselected_mass", "elicited"),
                                     ("conditions", "known_hemolysis", "elicited"),
                                     ("forms", "emh_active", "counted, computed, elicited, cohort")):
            self.data = copy.deepcopy(self.shipped)
            self.data[key][0]["provenance"] = "guessed"
            self.assertRefused(f"{key}[0] '{itemId}'.provenance: 'guessed' is unknown; allowed: {allowed}")
            self.data[key][0].update(provenance=allowed.split(", ")[-1], reason=" ")
            self.assertRefused(f"{key}[0] '{itemId}'.reason: must not be empty")

    def testGrades(self):
        entry = f"{self.place} form 'emh_active' evidence[0]"
        self.entry["grade"] = "D"
        self.assertRefused(f"{entry}: grade D does not go with computed: D is for elicited entries, and only for them")
        self.entry.update(provenance="elicited", grade="A", reason="test")
        self.assertRefused(f"{entry}: grade A does not go with elicited: D is for elicited entries, and only for them")
        self.entry["grade"] = "E"
        self.assertRefused(f"{entry}.grade: 'E' is unknown; allowed: A, B, C, D")

    def testCohortNeedsNoUrl(self):
        self.entry.update(provenance="cohort", source="judgment", grade="B")
        entry = readModel(self.data).feature("margins").evidence["emh_active"][0]
        self.assertEqual((entry.provenance, entry.source.url), ("cohort", ""))

    def testUnknownSource(self):
        self.entry["source"] = "hearsay"
        with self.assertRaisesRegex(ModelError, "evidence\\[0\\].source: 'hearsay' is unknown; allowed: judgment"):
            readModel(self.data)

    def testUnknownKind(self):
        self.feature["kind"] = "smell"
        self.assertRefused(f"{self.place}.kind: 'smell' is unknown; allowed: host, morphology, signal")

    def testContradictions(self):
        levels = {"epidural": ["absent"], "margins": ["well_defined"]}

        def assertRuleRefused(findings, message):
            self.data["contradictions"] = [{"findings": findings, "reason": "test"}]
            self.assertRefused(f"contradictions[0].findings{message}")

        assertRuleRefused({"epidural": ["absent"]}, ": a contradiction needs at least two features")
        assertRuleRefused({**levels, "margins": ["blurred"]},
                          " feature 'margins': 'blurred' is unknown; allowed: well_defined, ill_defined")
        for wrong in ([], "well_defined", None):
            assertRuleRefused({**levels, "margins": wrong},
                              " feature 'margins': must be a list of at least one of well_defined, ill_defined")
        self.data["contradictions"] = [{"findings": {**levels, "smell": ["bad"]}, "reason": "test"}]
        with self.assertRaisesRegex(ModelError, "contradictions\\[0\\].findings: feature 'smell' is unknown"):
            readModel(self.data)
        self.data["contradictions"] = [{"findings": levels}]
        self.assertRefused("contradictions[0]: key 'reason' is missing")
        del self.data["contradictions"]
        self.assertEqual(readModel(self.data).contradictions, ())

    def testPriorTooSmall(self):
        self.data["base_priors"][0]["priors"]["emh"] = 1e-12
        self.assertRefused("base_priors[0] 'unselected_mass' priors class 'emh': prior must be at least 1e-09, "
                           "or no finding could change it")

    def testTooManyLevels(self):
        self.feature["levels"] = [{"id": f"l{index}", "title": "level"} for index in range(17)]
        self.assertRefused(f"{self.place}.levels: may have at most 16, has 17")

    def testTooMuchToDraw(self):
        """Each number within its limits, and yet gigabytes of tables."""
        self.data["features"] += [{**copy.deepcopy(self.feature), "id": f"x{index}"} for index in range(90)]
        self.data["parameters"]["draws"]["value"] = 20000
        levels = sum(len(feature["levels"]) for feature in self.data["features"])
        self.assertRefused(f"parameters.draws: forms x levels x draws is "
                           f"{len(self.data['forms']) * levels * 20000}, more than 40000000")

    def testShippedModelWithTheMostDraws(self):
        self.data["parameters"]["draws"]["value"] = 20000
        self.assertEqual(readModel(self.data).parameters.draws, 20000)

    def testCharactersThatNoTextHas(self):
        """Half a character cannot be written to a file; a control character may change what a terminal shows."""
        for character in ("\ud83d", "\x00", "\x1b", "\x7f", "\x9b"):
            self.feature["title"] = f"Margins {character}"
            self.assertRefused(f"{self.place}.title: holds {character!r}, a control character or half a character, "
                               "which no text has")
        self.feature["title"] = "Margins,\n\tas one sees them \u00e4"
        readModel(self.data)

    def testAnyMemberOfWrongType(self):
        """Whatever stands in place of any member, reading ends in a ModelError, never in another exception."""
        values = (None, True, -1, 1e300, -10**400, float("nan"), "", "x" * 5000, [], [None], {}, {"id": 3})
        data = smallData()
        for holder, key in list(self.members(data)):
            original = holder[key]
            for value in values:
                holder[key] = value
                try:
                    readModel(data)
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
