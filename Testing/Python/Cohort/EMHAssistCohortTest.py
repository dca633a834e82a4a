"""Tests of updating a model with own cases: counts by hand, known truths, and no leak from training to test."""

import csv
import dataclasses
import json
import tempfile
import unittest
import warnings
from itertools import pairwise
from pathlib import Path

import numpy as np

from EMHAssistCases.CohortModels import case, drawCases, smallModel, truthOf, wideModel
from EMHAssistCases.CommandCase import CommandCase
from EMHAssistCases.Paths import VIGNETTES, needs
from EMHAssistLib.Cohort import AS_IT_IS, FOLDS, CaseTable, crossValidate, provenCases, updateModel
from EMHAssistLib.Cohort.Expectation import caseCounts, totalCounts
from EMHAssistLib.Cohort.Folds import dealOut
from EMHAssistLib.Likelihood import Finding, loadModel, modelText
from EMHAssistLib.Likelihood.LogLikelihoods import meanShares, meanTable

DATE = "2026-11-20"


def update(model, cases, discount=1.0, title="own.csv"):
    return updateModel(model, cases, discount, date=DATE, title=title)


def counts(model, feature, formId):
    """Return the counts of each entry of a table."""
    return [list(one.counts) for one in model.feature(feature).evidence[formId]]


class UpdateTest(unittest.TestCase):
    def setUp(self):
        self.model = smallModel()

    def testCountsByHand(self):
        cases = [case("a", "metastasis", fat="no", margins="blurred"), case("b", "metastasis", fat="yes"),
                 case("c", "metastasis", fat="no"), case("d", "emh_fatty", fat="yes")]
        model = update(self.model, cases)
        self.assertEqual(counts(model, "fat", "metastasis"), [[1, 9], [1, 2]])
        self.assertEqual(counts(model, "margins", "metastasis"), [[2, 8], [0, 1]])
        self.assertEqual(counts(model, "fat", "emh_fatty"), [[8, 2], [1, 0]])
        self.assertEqual(counts(model, "fat", "emh_active"), [[1, 3]])
        # Nothing is known of these margins: no entry rather than one of nobody.
        self.assertEqual(counts(model, "margins", "emh_active"), [[6, 4]])
        new = model.feature("fat").evidence["metastasis"][1]
        self.assertEqual((new.n, new.provenance, new.grade), (3, "cohort", "B"))
        self.assertEqual(new.source.citation, f"Own cohort 'own.csv', 4 proven cases, {DATE}")

    def testGradeFollowsTheSizeOfTheSeries(self):
        cases = [case(str(number), "metastasis", fat="no", **({"margins": "sharp"} if number else {}))
                 for number in range(20)]
        model = update(self.model, cases)
        self.assertEqual([model.feature(feature).evidence["metastasis"][1].grade for feature in ("fat", "margins")],
                         ["A", "B"])

    def testInheritedTableTakesTheCountsOfItsHeirs(self):
        model = update(self.model, [case("a", "emh_fatty", margins="sharp"),
                                    case("b", "emh_active", margins="blurred")])
        feature = model.feature("margins")
        self.assertEqual(feature.origins["emh_fatty"], "emh_active")
        self.assertEqual(counts(model, "margins", "emh_active"), [[6, 4], [1, 1]])
        self.assertIs(feature.evidence["emh_fatty"], feature.evidence["emh_active"])

    def testSharesByHand(self):
        model = update(self.model, [case("a", "emh_fatty", fat="yes"), case("b", "emh_fatty"), case("c", "other")])
        self.assertEqual([form.patients for form in model.forms], [6, 4, 5, 6])
        self.assertEqual([form.provenance for form in model.forms], ["elicited", "cohort", "elicited", "cohort"])
        np.testing.assert_allclose(meanShares(model), [0.6, 0.4, 1, 1])

    def testFormNotKnownIsSharedOut(self):
        """Shares 6 : 2; with one pseudo-patient fat is seen in 1.5 of 5 active and 8.5 of 11 fatty masses."""
        active, fatty = 0.75 * 1.5 / 5, 0.25 * 8.5 / 11
        share = active / (active + fatty)
        model = update(self.model, [case("a", classId="emh", fat="yes", margins="sharp")])
        np.testing.assert_allclose(counts(model, "fat", "emh_active")[1], [share, 0], atol=5e-4)
        np.testing.assert_allclose(counts(model, "fat", "emh_fatty")[1], [1 - share, 0], atol=5e-4)
        # Both forms share this table, so the whole patient counts there.
        self.assertEqual(counts(model, "margins", "emh_active"), [[6, 4], [1, 0]])
        np.testing.assert_allclose([form.patients for form in model.forms], [6 + share, 3 - share, 5, 5], atol=5e-4)

    def testUncertainFindingCountsAsExpected(self):
        """Weights 0.8 and 0.2 on what the table of metastasis holds, 1.5 to 9.5 of 11."""
        yes = 0.8 * 1.5 / (0.8 * 1.5 + 0.2 * 9.5)
        model = update(self.model, [case("a", "metastasis", fat={"yes": 0.8, "no": 0.2})])
        np.testing.assert_allclose(counts(model, "fat", "metastasis")[1], [yes, 1 - yes], atol=5e-4)

    def testFindingThatSaysNothingAddsNothing(self):
        model = update(self.model, [case("a", "metastasis", fat={"yes": 0.5, "no": 0.5})])
        self.assertEqual(counts(model, "fat", "metastasis"), [[1, 9]])

    def testContradictoryFindingsAddNothing(self):
        model = smallModel(contradictions=[{"findings": {"fat": ["yes"], "margins": ["blurred"]}, "reason": "test."}])
        updated = update(model, [case("a", "other", fat="yes", margins="blurred"), case("b", "other", fat="yes")])
        self.assertEqual(counts(updated, "fat", "other"), [[5, 5], [1, 0]])
        self.assertEqual(counts(updated, "margins", "other"), [[5, 5]])

    def testDiscountByHand(self):
        model = update(self.model, [case("a", "metastasis", fat="no")], 0.25)
        self.assertEqual(counts(model, "fat", "metastasis"), [[0.25, 2.25], [0, 1]])
        self.assertEqual(counts(model, "margins", "other"), [[1.25, 1.25]])
        self.assertEqual([form.patients for form in model.forms], [1.5, 0.5, 2.25, 1.25])
        earlier = model.feature("fat").evidence["metastasis"][0]
        self.assertEqual((earlier.n, earlier.provenance, earlier.source.id), (2.5, "elicited", "book"))
        self.assertEqual(earlier.reason, f"Assumed. Earlier counts times 0.25 on {DATE}.")
        # As little as one likes, and still a model.
        self.assertEqual([form.patients for form in update(self.model, [case("a", "other")], 1e-6).forms],
                         [0.1, 0.1, 0.1, 1.1])

    def testPosteriorOfTheBetaDistribution(self):
        """Means of tables are (a + x) / (a + b + n) with the pseudo-patients in a and b."""
        cases = [case(str(number), "metastasis", fat="yes" if number < 13 else "no") for number in range(40)]
        model = update(self.model, cases, 0.5)
        self.assertAlmostEqual(meanTable(model.feature("fat"), model.parameters)[2, 0],
                               (0.5 + 0.5 * 1 + 13) / (1 + 0.5 * 10 + 40), places=12)

    def testOneByOneIsAsAllAtOnce(self):
        """Bayes' theorem does not mind in how many portions the cases come, where their forms are known."""
        cases = drawCases(truthOf(3), 60, 4)
        start = wideModel()
        together = update(start, cases)
        portions = start
        for number, portion in enumerate((cases[:7], cases[7:40], cases[40:])):
            portions = update(portions, portion, title=f"{number}.csv")
        for feature in together.features:
            np.testing.assert_allclose(meanTable(feature, together.parameters),
                                       meanTable(portions.feature(feature.id), portions.parameters), rtol=1e-9)
        np.testing.assert_allclose(meanShares(together), meanShares(portions), rtol=1e-9)
        self.assertEqual((together.version, portions.version), ("1+cohort.1", "1+cohort.3"))
        self.assertEqual([source.id for source in portions.sources],
                         ["book", "own_cohort_1", "own_cohort_2", "own_cohort_3"])

    def testOrderDoesNotMatter(self):
        cases = drawCases(truthOf(5), 50, 6, knowsForm=False, missing=0.3)
        text = modelText(update(wideModel(truthOf(7)), cases))
        self.assertEqual(modelText(update(wideModel(truthOf(7)), cases[::-1])), text)
        self.assertEqual(modelText(update(wideModel(truthOf(7)), cases)), text)

    def testPartsOfPatientsAddUpInAnyOrder(self):
        """To the same bits, before they are rounded: floating point alone does not."""
        model = wideModel(truthOf(7))
        counts = [caseCounts(model, one) for one in drawCases(truthOf(5), 200, 6, knowsForm=False, missing=0.3)]
        one, other = totalCounts(model, counts), totalCounts(model, counts[::-1])
        self.assertEqual(one.forms.tobytes(), other.forms.tobytes())
        for featureId, levels in one.answers.items():
            self.assertEqual(levels.tobytes(), other.answers[featureId].tobytes())

    def testTablesApproachTheTruth(self):
        """The more cases, the closer, from tables that say nothing: with the square root of their number."""
        truth = truthOf(8)
        errors = []
        for number in (24, 240, 2400):
            model = update(wideModel(), drawCases(truth, number, 9))
            tables = np.array([meanTable(feature, model.parameters)[[0, 2, 3]] for feature in model.features])
            errors.append(np.sqrt(np.mean((tables - truth) ** 2)))
        # Of 800 patients of a table each share is known to within about sqrt(0.2 / 800).
        self.assertLess(errors[2], 0.02)
        for larger, smaller in pairwise(errors):
            self.assertAlmostEqual(np.log10(larger / smaller), 0.5, delta=0.25)
        np.testing.assert_allclose(meanShares(model)[:2], [0.75, 0.25], atol=0.03)

    def testRestIsAsBefore(self):
        shipped = loadModel()
        model = update(shipped, [case("a", classId="emh", margins="well_defined"),
                                 case("b", classId="other", margins="ill_defined")])
        for field in ("name", "statement", "target", "classes", "blocks", "contradictions", "examinations",
                      "basePriors", "conditions"):
            self.assertEqual(getattr(model, field), getattr(shipped, field), field)
        self.assertEqual(dataclasses.asdict(model.parameters), dataclasses.asdict(shipped.parameters))
        self.assertEqual((model.sources[:-1], model.history[:-1]), (shipped.sources, shipped.history))
        for feature in shipped.features:
            for formId, entries in feature.evidence.items():
                self.assertEqual(model.feature(feature.id).evidence[formId][:len(entries)], entries)

    def testFileLoadsWithItsHistory(self):
        cases = [case("a", "emh_fatty", fat="yes"), case("b", "other", proof="followup"), case("c", "other")]
        model = update(self.model, cases, 0.5, title="own.csv")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "model.json"
            path.write_text(modelText(model), encoding="utf-8")
            read = loadModel(path)
        self.assertEqual(dataclasses.asdict(read), dataclasses.asdict(model))
        self.assertEqual((read.version, read.date), ("1+cohort.1", DATE))
        self.assertEqual(dataclasses.asdict(read.history[-1]), {"date": DATE, "text": (
            "1+cohort.1: Own cohort 'own.csv' added, 3 proven cases: emh 1, other 2; by proof: followup 1, "
            "histology 2. Earlier counts times 0.5. Prior probabilities are as before.")})

    def testNoPatientInTheFile(self):
        cases = [dataclasses.replace(case("Mary Poppins", "other", fat="yes", proof="biopsy of Mary Poppins"),
                                     diagnosis="Poppins syndrome"),
                 case("b", "other", fat={"yes": 0.7, "no": 0.3})]
        cases[0].findings["fat"] = Finding("fat", "yes", detail="fat of Poppins")
        self.assertNotIn("Poppins", modelText(update(self.model, cases)))

    def testSameCohortTwice(self):
        model = update(self.model, [case("a", "other")])
        with self.assertRaisesRegex(ValueError, "already contains the cohort 'own.csv'"):
            update(model, [case("b", "other")])

    def testBadInput(self):
        good = [case("a", "other", fat="yes")]
        for discount in (0, -1, 1.01, float("nan")):
            with self.assertRaisesRegex(ValueError, "discount must be above 0"):
                update(self.model, good, discount)
        for date in ("", "20.11.2026", "20261120"):
            with self.assertRaisesRegex(ValueError, "date"):
                updateModel(self.model, good, date=date, title="x")
        for cases, title, message in (([], "x", "no case"), (good, " ", "title"), (good, "x" * 5000, "longer than"),
                                      ([case("a", classId="gout")], "x", "'a': the model has no class 'gout'"),
                                      ([case("a", "other", classId="emh")], "x", "no class 'emh' with a form 'other'"),
                                      ([case("a", "other", hair="red")], "x", "hair"),
                                      ([case("a", "other", fat="maybe")], "x", "maybe")):
            with self.subTest(message), self.assertRaisesRegex(ValueError, message):
                updateModel(self.model, cases, date=DATE, title=title)

    def testOnlyProvenCasesCount(self):
        cases = tuple(case(proof, "other", proof=proof) for proof in ("histology", "followup", "typical_imaging",
                                                                      "unknown", "guess"))
        table = provenCases(CaseTable(cases, ("before",)))
        self.assertEqual([one.proof for one in table.cases], ["histology", "followup"])
        self.assertEqual((table.remarks[0], table.remarks[1][:7]), ("before", "3 cases"))
        table = provenCases(CaseTable(cases[3:4], ()))
        self.assertEqual(len(table.cases), 1)
        self.assertIn("taken as proven", table.remarks[0])
        with self.assertRaisesRegex(ValueError, "[Nn]either histology nor follow-up"):
            provenCases(CaseTable(cases[2:], ()))


class CrossValidationTest(unittest.TestCase):
    def testFoldsAreEven(self):
        random = np.random.default_rng(1)
        for _ in range(20):
            truth = random.integers(0, 4, random.integers(10, 60))
            folds = dealOut(truth, 2, random)
            for members in (truth == 0, truth == 1, truth == 2, truth == 3, truth != 2, truth >= 0):
                sizes = np.bincount(folds[members], minlength=FOLDS)
                self.assertLessEqual(sizes.max() - sizes.min(), 1)

    def testLearnsWhatTheModelDoesNotKnow(self):
        """A model that knows nothing learns from cases of a known truth, and is calibrated when judged on others."""
        cases = drawCases(truthOf(11, strength=2.0), 240, 12)
        found = crossValidate(wideModel(), cases, "uniform", (1.0,), conditions=("all",), repeats=2
                              ).comparisons["all"]
        self.assertAlmostEqual(found[AS_IT_IS].measures["auc"].value, 0.5, delta=1e-9)
        learned = found["discount_1"].measures
        self.assertGreater(learned["auc"].low, 0.8)
        self.assertLess(learned["calibration_slope"].low, 1)
        self.assertGreater(learned["calibration_slope"].high, 1)
        self.assertAlmostEqual(learned["calibration_slope"].value, 1, delta=0.2)
        self.assertAlmostEqual(found["discount_1"].differences["auc"].value, learned["auc"].value - 0.5, places=9)
        self.assertGreater(found["discount_1"].differences["auc"].low, 0.25)

    def testNothingLeaksFromTrainingToTest(self):
        """With diagnoses dealt out at random nothing can be learned; a model judged on its own training cases would
        seem to."""
        random = np.random.default_rng(13)
        aucs = []
        for seed in range(6):
            cases = drawCases(truthOf(14 + seed), 90, 15 + seed)
            diagnoses = random.permutation([(one.classId, one.formId) for one in cases])
            cases = [dataclasses.replace(one, classId=str(classId), formId=str(formId))
                     for one, (classId, formId) in zip(cases, diagnoses)]
            found = crossValidate(wideModel(n=0.3), cases, "uniform", (1.0,), conditions=("all",), repeats=2
                                  ).comparisons["all"]
            aucs.append(found["discount_1"].measures["auc"].value)
        self.assertAlmostEqual(np.mean(aucs), 0.5, delta=0.06)

    def testOrderDoesNotMatter(self):
        cases = drawCases(truthOf(20), 30, 21, knowsForm=False)
        model = wideModel(truthOf(22))
        self.assertEqual(crossValidate(model, cases, "uniform", repeats=2).comparisons,
                         crossValidate(model, cases[::-1], "uniform", repeats=2).comparisons)

    def testCasesThatSayNothing(self):
        """The log odds of all cases then differ in their last bits alone, which make neither an order nor a slope."""
        drawn = [dataclasses.replace(one, findings={}) for one in drawCases(truthOf(23), 80, 24)]
        cases = [one for classId in ("emh", "other") for one in [one for one in drawn if one.classId == classId][:7]]
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = crossValidate(wideModel(), cases, "uniform").comparisons["all"]
        for one in found.values():
            self.assertEqual(one.measures["auc"].value, 0.5)
            self.assertTrue(np.isnan(one.measures["calibration_slope"].value))

    def testTooFewCases(self):
        cases = drawCases(truthOf(23), 30, 24)
        few = [one for one in cases if one.classId != "emh"] + [one for one in cases if one.classId == "emh"][:4]
        with self.assertRaisesRegex(ValueError, "Only 4 cases of 'emh': cross-validation in 5 folds needs 5"):
            crossValidate(wideModel(), few, "uniform")
        few = [one for one in cases if one.classId == "emh"] + [one for one in cases if one.classId == "other"][:3]
        with self.assertRaisesRegex(ValueError, "Only 3 cases of all other diagnoses together"):
            crossValidate(wideModel(), few, "uniform")

    def testUnknownSetting(self):
        with self.assertRaisesRegex(ValueError, "Unknown setting 'monday'"):
            crossValidate(wideModel(), drawCases(truthOf(23), 30, 24), "monday")


class CohortCommandTest(CommandCase):
    COMMAND = ("cohort",)

    def writeCases(self, number):
        """Write a table of as many cases of EMH and of metastasis, and a few that nothing proves."""
        path = self.folder / "own.csv"
        with open(path, "w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(("case_id", "diagnosis", "proof", "margins", "bone_destruction"))
            for index in range(number):
                writer.writerow((f"Poppins {index}", "emh", "histology", "well_defined", "no"))
                writer.writerow((f"Banks {index}", "metastasis", "histology", "ill_defined",
                                 "yes" if index % 3 else "no"))
            writer.writerows((f"guess {index}", "emh", "typical_imaging", "well_defined", "no") for index in range(3))
        return path

    def testWritesModelAndComparison(self):
        path = self.writeCases(6)
        status, output, errors = self.run_(path, "--out", self.out, "--date", DATE, "--discount", 0.8)
        self.assertEqual((status, errors), (0, ""))
        self.assertEqual({file.name for file in self.out.iterdir()}, {"model.json", "crossvalidation.json"})
        model = loadModel(self.out / "model.json")
        self.assertIn("12 proven cases: emh 6, metastasis 6; by proof: histology 12. Earlier counts times 0.8",
                      model.history[-1].text)
        data = json.loads((self.out / "crossvalidation.json").read_text(encoding="utf-8"))
        self.assertEqual(data["discounts"], {"discount_0.8": 0.8, "discount_0.5": 0.5})
        for name in ("as_it_is", "discount_0.8", "discount_0.5"):
            auc = data["imaging_only"][name]["measures"]["auc"]
            self.assertTrue(0 <= auc["low"] <= auc["value"] <= auc["high"] <= 1)
        for text in (output, data["research_use"]):
            self.assertIn("Research use only", text)
        self.assertIn("Warning: There are only 6 cases of EMH and 6 of other diagnoses", output)
        self.assertIn("3 cases are left out", output)
        written = [(self.out / name).read_bytes() for name in ("model.json", "crossvalidation.json")]
        for name in (b"Poppins", b"Banks", str(self.folder).encode()):
            self.assertFalse(any(name in content for content in written))
        self.run_(path, "--out", self.out, "--date", DATE, "--discount", 0.8)
        self.assertEqual([(self.out / name).read_bytes() for name in ("model.json", "crossvalidation.json")], written)

    def testBadInput(self):
        path = self.writeCases(4)
        for arguments, message in (((path,), "Only 4 cases of 'emh'"), ((self.folder / "no.csv",), "cannot be read"),
                                   ((path, "--discount", 0), "discount"), ((path, "--date", "today"), "must be a date"),
                                   ((path, "--model", path), "not valid JSON")):
            with self.subTest(message):
                status, output, errors = self.run_(*arguments, "--out", self.out)
                self.assertEqual((status, output), (2, ""))
                self.assertIn(message, errors)
                self.assertFalse(self.out.exists())

    @needs(VIGNETTES)
    def testPublishedCases(self):
        status, _output, errors = self.run_(VIGNETTES, "--out", self.out, "--date", DATE)
        self.assertEqual((status, errors), (0, ""))
        model = loadModel(self.out / "model.json")
        with open(VIGNETTES, newline="", encoding="utf-8") as stream:
            rows = [row for row in csv.DictReader(stream) if row["unit"] == "case"
                    and row["proof"] in ("histology", "followup")]
        self.assertIn(f"{len(rows)} proven cases", model.history[-1].text)
        # Cases of EMH that tell the margins, all in one table.
        told = sum(row["diagnosis"] == "emh" and row["margins"] != "ns" for row in rows)
        self.assertAlmostEqual(model.feature("margins").evidence["emh_active"][-1].n, told, places=3)


if __name__ == "__main__":
    unittest.main()
