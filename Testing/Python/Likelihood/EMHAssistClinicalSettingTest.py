"""Base priors and conditions of the patient: which prior follows from them, and what is refused."""

import itertools
import unittest

import numpy as np

from EMHAssistCases.LikelihoodCase import ROUNDING, normalized, tinyModel
from EMHAssistLib.Likelihood import Assumptions, Finding, evaluate, loadModel
from EMHAssistLib.Likelihood.ClinicalSetting import clinicalSetting, denies, settingId, settingParts
from EMHAssistLib.Likelihood.Finding import CERTAIN, readFindings
from EMHAssistLib.Likelihood.WeighedFindings import NOTE_CONTRADICTION, NOTE_GIVEN

MODEL = loadModel()
BASE = MODEL.basePriors[0]


def byHand(*conditionIds, base=BASE):
    """Return the prior of each class: the product of the weights of independent conditions, scaled."""
    joint = dict(base.priors)
    for conditionId in conditionIds:
        for classId, weight in MODEL.condition(conditionId).weights.items():
            joint[classId] *= weight
    return normalized(joint)


class PriorTest(unittest.TestCase):

    def assertPriors(self, setting, expected):
        for classId, prior in expected.items():
            self.assertAlmostEqual(setting.priors[classId], prior, places=12)

    def testBaseAlone(self):
        for text in ("", BASE.id):
            setting = clinicalSetting(MODEL, text)
            self.assertEqual((setting.id, setting.priors, setting.given), (BASE.id, BASE.priors, {}))
            self.assertEqual([step.id for step in setting.steps], [BASE.id])

    def testConditionsMultiplyThePriorOdds(self):
        for ids in (("known_cancer",), ("known_hemolysis", "known_cancer"),
                    ("known_cancer", "fever_or_sepsis", "bleeding_risk", "neurofibromatosis")):
            setting = clinicalSetting(MODEL, settingId("", ids))
            self.assertPriors(setting, byHand(*ids))
            self.assertEqual(setting.id.split("+"), [BASE.id, *(condition.id for condition in MODEL.conditions
                                                                if condition.id in ids)])

    def testOrderDoesNotMatter(self):
        ids = ("neurofibromatosis", "known_hemolysis", "fever_or_sepsis", "known_myeloproliferative")
        reference = evaluate(MODEL, {"margins": "well_defined"}, settingId(BASE.id, ids))
        for order in itertools.permutations((BASE.id, *ids)):
            self.assertEqual(evaluate(MODEL, {"margins": "well_defined"}, "+".join(order)), reference)

    def testTwiceIsOnce(self):
        self.assertEqual(clinicalSetting(MODEL, "known_cancer+known_cancer"), clinicalSetting(MODEL, "known_cancer"))

    def testStepsTellHowThePriorComesAbout(self):
        ids = [condition.id for condition in MODEL.conditions
               if condition.id in ("known_hemolysis", "known_cancer", "bleeding_risk")]
        steps = clinicalSetting(MODEL, settingId("", ids)).steps
        for count, step in enumerate(steps):
            self.assertAlmostEqual(step.prior, byHand(*ids[:count])["emh"], places=12)
            self.assertTrue(step.counts and not step.isStated)

    def testThePriorOfTheUserTakesItsPlace(self):
        for setting in ("", "known_hemolysis+known_cancer"):
            got = evaluate(MODEL, {}, setting, Assumptions(prior=0.2)).setting
            self.assertTrue(got.isOverridden)
            self.assertAlmostEqual(got.priors["emh"], 0.2, places=12)
            own = clinicalSetting(MODEL, setting).priors
            self.assertAlmostEqual(got.priors["other"] / got.priors["fatty"], own["other"] / own["fatty"], places=9)

    def testManyWeakConditionsStayFinite(self):
        conditions = {f"c{index}": ((1e-9, 1), {}) for index in range(40)}
        own = tinyModel({"f": [[1, 1], [1, 1]]}, (0.5, 0.5), conditions=conditions)
        differential = evaluate(own, {"f": "l0"}, "+".join(conditions))
        self.assertTrue(np.isfinite(differential.totalDecibans))


class SameQuestionTest(unittest.TestCase):
    """Conditions that state different answers to the same question: one of them counts."""

    def testTheOneThatFavorsTheTargetMostCounts(self):
        both = clinicalSetting(MODEL, "known_hemolysis+known_myeloproliferative")
        alone = [clinicalSetting(MODEL, one).priors["emh"] for one in ("known_hemolysis", "known_myeloproliferative")]
        self.assertEqual(both.priors["emh"], max(alone))
        counts = {step.id: step.counts for step in both.steps}
        self.assertEqual(sum(counts.values()), 2)
        self.assertTrue(counts["known_hemolysis" if alone[0] > alone[1] else "known_myeloproliferative"])

    def testTheOthersAreStepsThatChangeNothing(self):
        steps = clinicalSetting(MODEL, "known_hemolysis+known_myeloproliferative+known_cancer").steps
        for before, step in itertools.pairwise(steps):
            self.assertEqual(step.counts, step.prior != before.prior)

    def testBothAreKnown(self):
        setting = clinicalSetting(MODEL, "known_hemolysis+known_myeloproliferative")
        self.assertEqual(set(setting.given["hematologic_disorder"]), {"hemolytic", "myeloproliferative"})
        for answer in ("hemolytic", "myeloproliferative"):
            got = evaluate(MODEL, {"hematologic_disorder": answer}, setting.id)
            self.assertEqual((got.contradictions, got.contributions[0].note), ((), NOTE_GIVEN))

    def testByHand(self):
        """Of three kinds the second favors a most: 6 against 1 and 2, once the others are weighed by their priors."""
        conditions = {"one": ((4, 1, 2), {"f": "l0"}), "two": ((6, 1, 2), {"f": "l1"}),
                      "three": ((5, 1, 2), {"f": "l2"}), "beside": ((2, 1, 1), {})}
        own = tinyModel({"f": [[1, 1, 1]] * 3}, (0.2, 0.5, 0.3), conditions=conditions)
        for order in itertools.permutations(conditions):
            setting = clinicalSetting(own, "+".join(order))
            for classId, prior in normalized({"a": 0.2 * 6 * 2, "b": 0.5, "c": 0.3 * 2}).items():
                self.assertAlmostEqual(setting.priors[classId], prior, places=12)


class FindingsTest(unittest.TestCase):

    def testAFindingThatStatesAConditionIsIt(self):
        """Entered or ticked, the prior and all that follows from it are the same."""
        others = {"margins": "well_defined", "number": "multiple", "level": "thoracic"}
        for condition in MODEL.conditions:
            entered = evaluate(MODEL, {**others, **condition.states}, "")
            ticked = evaluate(MODEL, others, condition.id)
            self.assertEqual(entered.classes, ticked.classes, condition.id)
            self.assertEqual(entered.setting.priors, ticked.setting.priors)
            self.assertEqual([step.isStated for step in entered.setting.steps], [False, True])
            self.assertEqual([step.isStated for step in ticked.setting.steps], [False, False])
            notes = {item.finding.feature: item.note for item in entered.contributions}
            self.assertEqual({notes[featureId] for featureId in condition.states}, {NOTE_GIVEN})

    def testTickedAndEnteredCountsOnce(self):
        for condition in MODEL.conditions:
            both = evaluate(MODEL, dict(condition.states), condition.id)
            self.assertEqual(both.setting, evaluate(MODEL, {}, condition.id).setting)

    def testOnlyWhatIsSure(self):
        for weight, steps in ((CERTAIN + 0.01, 2), (CERTAIN - 0.01, 1)):
            finding = Finding("infection_signs", "present", "measured",
                              answerWeights={"present": weight, "absent": 1 - weight})
            setting = clinicalSetting(MODEL, "", readFindings(MODEL, {"infection_signs": finding}))
            self.assertEqual(len(setting.steps), steps)

    def testUnderABaseThatTakesNoConditionsFindingsAreFindings(self):
        for condition in MODEL.conditions:
            differential = evaluate(MODEL, dict(condition.states), "uniform")
            self.assertEqual(len(differential.setting.steps), 1)
            self.assertEqual({item.note for item in differential.contributions}, {""})

    def testAFindingThatDeniesATickedConditionIsNamed(self):
        """Never an error: what is ticked counts, what is entered is left out, and both are said."""
        for ticked, findings in (("known_hemolysis", {"hematologic_disorder": "none"}),
                                 ("none_known", {"hematologic_disorder": "hemolytic"}),
                                 ("known_cancer", {"cancer_history": "absent"})):
            differential = evaluate(MODEL, findings, ticked)
            text, = differential.contradictions
            self.assertIn(MODEL.condition(ticked).title, text)
            self.assertEqual(differential.setting.priors, evaluate(MODEL, {}, ticked).setting.priors)
            self.assertEqual([item.note for item in differential.contributions], [NOTE_CONTRADICTION])
            self.assertEqual(differential.verdict, "insufficient")


class FormsTest(unittest.TestCase):
    """What is known of the patient chooses among the forms of a diagnosis; the diagnosis follows from the weights."""

    FORMS = [("common", "a", 3, ""), ("rare", "a", 1, ""), ("b", "b", 1, "")]
    TABLES = {"host": [[1, 7], [8, 0], [2, 6]], "image": [[6, 2], [0, 8], [4, 4]]}

    def model(self, **others):
        return tinyModel(self.TABLES, (0.4, 0.6), self.FORMS, hosts=("host",),
                         conditions={"known": ((2, 1), {"host": "l0"})}, **others)

    def testByHand(self):
        """Of 10 patients 2 and 9 have it: the forms share their diagnosis like 3 x 2 to 1 x 9."""
        target = evaluate(self.model(), {}, "known").target
        self.assertAlmostEqual(target.probability, 0.8 / 1.4, delta=ROUNDING)
        self.assertEqual({form.id: form.share for form in target.forms}, {"rare": 0.6, "common": 0.4})
        differential = evaluate(self.model(), {"image": "l1"}, "known")
        joint = {"a": 0.8 * (0.4 * 3 / 10 + 0.6 * 9 / 10), "b": 0.6 * 5 / 10}
        self.assertAlmostEqual(differential.target.probability, normalized(joint)["a"], delta=ROUNDING)

    def testTheClassStaysAsProbableInEveryDraw(self):
        target = evaluate(self.model(), {}, "known").target
        self.assertAlmostEqual(target.low, target.probability, delta=ROUNDING)
        self.assertAlmostEqual(target.high, target.probability, delta=ROUNDING)

    def testThePictureTakesThePlainShares(self):
        """What the images say by themselves does not hang on the patient."""
        pictures = {evaluate(self.model(), {"image": "l1"}, setting).picture for setting in ("", "known")}
        picture, = pictures
        expected = (3 / 4 * 3 / 10 + 1 / 4 * 9 / 10) / (5 / 10)
        self.assertAlmostEqual(picture.average.value, expected, delta=ROUNDING)

    def testTheIntervalAgainstASimulation(self):
        target = evaluate(self.model(draws=20000), {"image": "l1"}, "known").target
        generator = np.random.default_rng(5)
        draws = 400000
        share = generator.beta(3, 1, draws)
        host = generator.beta(2, 8, draws), generator.beta(9, 1, draws)
        common, rare = share * host[0], (1 - share) * host[1]
        image = [generator.beta(row[1] + 1, row[0] + 1, draws) for row in self.TABLES["image"]]
        a = 0.8 * (common * image[0] + rare * image[1]) / (common + rare)
        posterior = a / (a + 0.6 * image[2])
        for got, expected in zip((target.low, target.high), np.quantile(posterior, (0.025, 0.975))):
            self.assertAlmostEqual(got, expected, delta=0.006)

    def testSeveralAnswersAreEitherOfThem(self):
        own = tinyModel({"host": [[1, 2, 7], [8, 1, 1], [2, 6, 2]]}, (0.4, 0.6), self.FORMS, hosts=("host",),
                        conditions={"one": ((2, 1), {"host": "l0"}), "two": ((3, 1), {"host": "l1"})},
                        pseudoPatients=3.0)
        target = evaluate(own, {}, "one+two").target
        self.assertAlmostEqual(target.probability, 1.2 / 1.8, delta=ROUNDING)
        shares = normalized({"common": 3 * 5 / 13, "rare": 11 / 13})
        for form in target.forms:
            self.assertAlmostEqual(form.share, shares[form.id], delta=ROUNDING)

    def testNeurofibromatosisHasItsOwnForm(self):
        for findings, setting in (({}, "neurofibromatosis"), ({"neurofibromatosis": "present"}, "")):
            differential = evaluate(MODEL, findings, setting)
            self.assertEqual(differential.classes[0].id, "nerve_sheath")
            self.assertEqual(differential.classes[0].forms[0].id, "neurofibroma_nf1")

    def testNeurofibromatosisIsNotTakenForHematopoiesis(self):
        """Masses on both sides that grow through the foramina; with a blood disorder the question is open again."""
        findings = {"paravertebral_mass": "bilateral", "margins": "well_defined", "foraminal_extension": "present",
                    "number": "multiple", "level": "thoracic"}
        self.assertEqual(evaluate(MODEL, findings, "neurofibromatosis").classes[0].id, "nerve_sheath")
        blood = evaluate(MODEL, findings, "neurofibromatosis+known_hemolysis")
        self.assertIn("emh", [item.id for item in blood.classes[:2]])


class RefusalTest(unittest.TestCase):

    def assertRefused(self, setting, pattern):
        with self.assertRaisesRegex(ValueError, pattern):
            evaluate(MODEL, {}, setting)

    def testSettings(self):
        self.assertRefused("known_gout", "Unknown setting 'known_gout'; this model has: .*known_hemolysis")
        self.assertRefused("unselected_mass+uniform", "one base prior, not unselected_mass and uniform")
        self.assertRefused("uniform+known_cancer", "'uniform' takes no conditions: enter them as findings")

    def testConditionsThatDenyEachOther(self):
        for one in MODEL.conditions:
            for other in MODEL.conditions:
                if denies(MODEL, one, other):
                    self.assertRefused(f"{one.id}+{other.id}", "deny each other")
        self.assertTrue(denies(MODEL, MODEL.condition("none_known"), MODEL.condition("known_hemolysis")))
        self.assertFalse(denies(MODEL, MODEL.condition("known_myeloproliferative"), MODEL.condition("known_hemolysis")))

    def testParts(self):
        base, conditions = settingParts(MODEL, "known_cancer")
        self.assertEqual((base.id, [one.id for one in conditions]), (BASE.id, ["known_cancer"]))
        self.assertEqual(settingId("", ["a", "b"]), "a+b")


if __name__ == "__main__":
    unittest.main()
