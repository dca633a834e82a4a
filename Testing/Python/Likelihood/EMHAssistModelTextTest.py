"""Models as text: the file that is written, and what the commands ``emhassist model`` show of one."""

import csv
import dataclasses
import itertools
import json
import math
import random
import subprocess
import unittest
from itertools import chain
from pathlib import Path

import numpy as np

import EMHAssistLib
from EMHAssistCases.CommandCase import CommandCase
from EMHAssistCases.LikelihoodCase import shippedData
from EMHAssistCases.Paths import ROOT, pythonProgram
from EMHAssistLib.Likelihood import defaultModelPath, loadModel, modelText
from EMHAssistLib.Likelihood.BetaInterval import betaInterval
from EMHAssistLib.Likelihood.Schema import readModel
from EMHAssistLib.Likelihood.SchemaUpgrade import REMARK
from EMHAssistLib.Report.ModelListing import WIDTH, modelListing
from EMHAssistLib.Report.ModelTable import CELL_COLUMNS, cellTable


class ModelTextTest(unittest.TestCase):
    def assertSameModel(self, first, second):
        self.assertEqual(dataclasses.asdict(first), dataclasses.asdict(second))

    def testShippedFileIsWrittenByTheWriter(self):
        """Byte for byte, with the line ends of whichever system checked it out."""
        with open(defaultModelPath(), encoding="utf-8") as stream:
            self.assertEqual(stream.read(), modelText(loadModel()))

    def testTextHoldsWhatTheFileHolds(self):
        """The text against the file as a JSON parser reads it, but for whole numbers written with a point."""
        self.assertEqual(json.loads(modelText(loadModel())), shippedData())

    def testReadAgainIsEqual(self):
        """Models altered at random in every kind of field that a file may have or leave out."""
        for seed in range(25):
            choose = random.Random(seed)
            data = shippedData()
            data["description"] = "Gr\u00f6\u00dfe \u2265 1 \"quoted\"\n\ttab"
            for form in data["forms"]:
                form["patients"] = choose.choice([0.1, 1 / 3, 7, 123456789.0])
                form["provenance"] = choose.choice(["elicited", "counted", "cohort"])
            for feature in data["features"]:
                feature["description"] = choose.choice(["", "x", " "])
                feature["follows"] = [{"feature": choose.choice(["margins", "level"]), "levels": {}, "reason": "test"}
                                      for _ in range(choose.randrange(2)) if feature["id"] not in ("margins", "level")]
                if choose.random() < 0.1:
                    feature["evidence"] = {}
                for level in feature["levels"]:
                    level["absence"] = choose.random() < 0.5
                    level["alert"] = choose.choice(["", "Look."])
                for formId in [form["id"] for form in data["forms"] if "inherits" in form]:
                    if choose.random() < 0.3:
                        feature["evidence"].pop(formId, None)
                for entries in feature["evidence"].values():
                    for entry in entries:
                        counts = {level: choose.choice([0, 1 / 3, 1e-7, 12, choose.random()])
                                  for level in entry["counts"]}
                        entry.update(counts=counts, n=sum(counts.values()))
            for base in data["base_priors"]:
                weights = {key: choose.random() + 0.01 for key in base["priors"]}
                base["priors"] = {key: weight / sum(weights.values()) for key, weight in weights.items()}
                base["conditions"] = choose.random() < 0.5
            for condition in data["conditions"]:
                condition["weights"] = {key: choose.choice([1, 1e-6, 1 / 3, 150]) for key in condition["weights"]}
                condition["forms"] = choose.random() < 0.5
                for key in ("states", "implies"):
                    if choose.random() < 0.3:
                        condition.pop(key, None)
            for examination in data["examinations"]:
                examination.update(burden=choose.choice(["", "An hour."]), risk=choose.choice(["", "None."]),
                                   decisive=choose.random() < 0.5)
            for parameter in data["parameters"].values():
                parameter["provenance"] = choose.choice(["assumed", "cross_validated"])
            for key in ("history", "contradictions", "conditions"):
                if choose.random() < 0.5:
                    del data[key]
            with self.subTest(seed):
                model = readModel(data)
                self.assertSameModel(readModel(json.loads(modelText(model))), model)

    def testEachEntryHasALine(self):
        lines = modelText(loadModel()).splitlines()
        entries = [line for line in lines if '"counts"' in line]
        self.assertEqual(len(entries), sum(len(entries) for feature in shippedData()["features"]
                                           for entries in feature["evidence"].values()))
        for line in entries:
            self.assertLessEqual({"counts", "n", "source", "provenance", "grade"}, json.loads(line.strip(" ,")).keys())

    def testInheritedTablesAreNotWritten(self):
        data = json.loads(modelText(loadModel()))
        self.assertEqual({feature["id"]: list(feature["evidence"]) for feature in data["features"]},
                         {feature["id"]: list(feature["evidence"]) for feature in shippedData()["features"]})


class BetaIntervalTest(unittest.TestCase):
    def testAgainstSumsOfBinomialProbabilities(self):
        """For whole a and b, Beta(a, b) lies below x as often as a or more of a + b - 1 trials of chance x succeed."""
        for a, b, level in itertools.product((1, 2, 7, 40), (1, 3, 25), (0.5, 0.95)):
            ends = betaInterval([a], [b], level)[:, 0]
            below = [sum(math.comb(a + b - 1, count) * x ** count * (1 - x) ** (a + b - 1 - count)
                         for count in range(a, a + b)) for x in ends]
            np.testing.assert_allclose(below, [(1 - level) / 2, (1 + level) / 2], atol=1e-12)

    def testKnownByHand(self):
        """Beta(1, 1) is uniform; the distribution function of Beta(n, 1) is x to the n."""
        low, high = betaInterval([1, 20, 1], [1, 1, 20])
        np.testing.assert_allclose(low, [0.025, 0.025 ** (1 / 20), 1 - 0.975 ** (1 / 20)], atol=1e-12)
        np.testing.assert_allclose(high, [0.975, 0.975 ** (1 / 20), 1 - 0.025 ** (1 / 20)], atol=1e-12)

    def testExtremesStayInOrder(self):
        """Whatever a model file may hold: 0.001 pseudo-patients, a thousand million patients."""
        low, high = betaInterval([1e-4, 1e9, 1e9, 1e-4, 1e-4], [1e9, 1e-4, 1e9, 1e-4, 3])
        self.assertTrue(np.all((low >= 0) & (low <= high) & (high <= 1)), (low, high))
        np.testing.assert_allclose([low[2], high[2]], [0.5, 0.5], atol=1e-4)


class ModelListingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.model = loadModel()
        cls.text = modelListing(cls.model)

    def testFitsATerminal(self):
        self.assertTrue(self.text.isascii())
        for line in self.text.splitlines():
            self.assertTrue(len(line) <= WIDTH or len(line.split()) == 1, line)

    def testHoldsEveryTextOfTheFile(self):
        """Each reason, title, citation, address, date and statement, whatever the breaks of the lines."""
        shown = "".join(self.text.split())
        for text in self._texts(shippedData()):
            self.assertIn("".join(text.split()), shown)

    def testHoldsEveryCount(self):
        for feature in shippedData()["features"]:
            section = self.text.split(f"\n{feature['id']}: {feature['title']}\n")[1].split("\n\n")[0]
            rows = [line.split() for line in section.splitlines()]
            for entries in feature["evidence"].values():
                for level in entries[0]["counts"]:
                    wanted = [f"{entry['counts'][level]:g}/{entry['n']:g}" for entry in entries]
                    self.assertTrue(any(row[0] == level and row[-len(wanted):] == wanted for row in rows if row),
                                    (feature["id"], level, wanted))

    def testHoldsEveryRuleOfDependence(self):
        """What follows from what, and by how much."""
        shown = "".join(self.text.split())
        for feature in self.model.features:
            for rule in feature.follows:
                shares = ", ".join(f"{answerId} {share:.0%}" for answerId, share in rule.shares.items())
                self.assertIn("".join(f"Follows from {rule.feature}: {shares} {rule.reason}".split()), shown)

    def testHoldsEveryConditionWithItsWeights(self):
        shown = "".join(self.text.split())
        for condition in self.model.conditions:
            weights = ", ".join(f"{classId} x {weight:.6g}" for classId, weight in condition.weights.items())
            states = ", ".join(f"{featureId}: {answerId}" for featureId, answerId in condition.states.items())
            implies = f"Implies {', '.join(condition.implies)}" if condition.implies else ""
            self.assertIn("".join(f"{condition.id}: {condition.title} {weights} States {states} {implies} "
                                  f"{condition.reason}".split()), shown)
        self.assertIn("uniform: All diagnoses equally likely beforehand (takes no conditions)", self.text)

    def testFeatureThatWeighsNothing(self):
        self.assertIn("Weighs nothing: asked for its alerts alone.", modelListing(self.model, "cord_compression"))
        self.assertNotIn("Weighs nothing", modelListing(self.model, "margins"))
        self.assertEqual([row for row in cellTable(self.model).rows if row[0] == "cord_compression"], [])

    def testExaminationsWithBurdenAndRisk(self):
        biopsy = next(each for each in self.model.examinations if each.id == "biopsy")
        self.assertIn("".join(f"biopsy: {biopsy.title}, decides by itself Burden: {biopsy.burden} Risk: {biopsy.risk} "
                              f"{biopsy.reason}".split()), "".join(self.text.split()))

    def testSaysHowEachParameterWasChosen(self):
        for key, provenance in self.model.parameters.provenances.items():
            self.assertRegex(self.text, rf"\n  {key} [0-9.]+ \({provenance}\)\n")

    def testOneFeature(self):
        text = modelListing(self.model, "margins")
        self.assertIn("research use only", text.lower())
        self.assertIn(text.split("\n\n")[1], self.text)
        self.assertIn("24/27", text)
        self.assertNotIn("bone_expansion", text)
        with self.assertRaisesRegex(ValueError, "Unknown feature 'colour'"):
            modelListing(self.model, "colour")

    def testCells(self):
        """The counts of the file, and probabilities that are those of the pooled counts and pseudo-patients."""
        table = cellTable(self.model)
        self.assertEqual(table.columns, CELL_COLUMNS)
        rows = [dict(zip(table.columns, row)) for row in table.rows]
        counts = [count for feature in shippedData()["features"] for entries in feature["evidence"].values()
                  for entry in entries for count in entry["counts"].values()]
        self.assertEqual(sorted(row["count"] for row in rows), sorted(counts))
        row = next(row for row in rows if (row["feature"], row["form"], row["level"], row["entry"])
                   == ("margins", "emh_active", "well_defined", 1))
        self.assertEqual((row["count"], row["n"], row["also_for"]), (24, 27, "emh_fatty emh_iron"))
        self.assertAlmostEqual(row["probability"], 25 / 29, places=12)
        self.assertAlmostEqual(row["table_probability"], (24 + 9 + 1) / (27 + 11 + 2), places=12)

    def _texts(self, value):
        if isinstance(value, str):
            yield value
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from self._texts(item)


class ModelCommandTest(CommandCase):
    COMMAND = ("model",)

    def setUp(self):
        super().setUp()
        self.data = shippedData()

    def validate(self):
        path = self.folder / "own.json"
        path.write_text(json.dumps(self.data), encoding="utf-8")
        return self.run_("validate", path)

    def testShow(self):
        self.assertEqual(self.run_("show"), (0, modelListing(loadModel()) + "\n", ""))

    def testShowOwnModelAndCsv(self):
        self.data["name"] = "Own"
        path = self.folder / "own.json"
        path.write_text(json.dumps(self.data), encoding="utf-8")
        status, output, _errors = self.run_("show", "--model", path, "--csv", self.folder / "new" / "cells.csv")
        self.assertEqual((status, output[:4]), (0, "Own "))
        with open(self.folder / "new" / "cells.csv", newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual(len(rows), len(cellTable(loadModel()).rows))
        self.assertTrue(all("Research use only" in row["research_use"] for row in rows))

    def testShowIntoAPipeThatCloses(self):
        folder = Path(EMHAssistLib.__file__).resolve().parents[1]
        code = "import sys; from EMHAssistLib.CommandLine import main; sys.exit(main(['model', 'show']))"
        with subprocess.Popen([pythonProgram(), "-c", f"import sys; sys.path.insert(0, {str(folder)!r}); {code}"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            errors = process.stderr.read()
        self.assertEqual((process.returncode, errors), (0, b""))

    def testValidateShipped(self):
        status, output, errors = self.run_("validate", defaultModelPath())
        self.assertEqual((status, errors), (0, ""))
        entries = [(len(entry["counts"]), entry) for feature in self.data["features"]
                   for entries in feature["evidence"].values() for entry in entries]
        for provenance in ("counted", "computed", "elicited"):
            of = [(cells, entry["n"]) for cells, entry in entries if entry["provenance"] == provenance]
            worth = "worth " if provenance == "elicited" else ""
            self.assertIn(f"{sum(cells for cells, _n in of)} {provenance} ({len(of)} entries, "
                          f"{worth}{sum(n for _cells, n in of):g} patients)", output)
        self.assertIn("research use only", output.lower())
        self.assertNotIn("Sources that", output)

    def testValidateWarns(self):
        self.data["sources"].append({"id": "unread2024", "citation": "Never used"})
        forms = [form["id"] for form in self.data["forms"] if form["class"] == "nerve_sheath"]
        for form in self.data["forms"]:
            if form["id"] in forms:
                form["inherits"] = "metastasis"
        for feature in self.data["features"]:
            for form in forms:
                feature["evidence"].pop(form, None)
            if feature["id"] == "margins":
                for entry in chain.from_iterable(feature["evidence"].values()):
                    entry.update(provenance="elicited", grade="D", reason="Made up.")
        status, output, _errors = self.validate()
        self.assertEqual(status, 0)
        self.assertRegex(output, "Warning: Sources that no evidence refers to: .*unread2024")
        self.assertRegex(output, "Warning: Features without a published or own patient in any form: .*margins")
        self.assertRegex(output, "Warning: Diagnoses without a table of their own.*: nerve_sheath")

    def testAnUpgradedFileSaysSo(self):
        path = ROOT / "Testing" / "Python" / "Data" / "EMHAssistModelSchema2.json"
        for arguments in (("validate", path), ("show", "--model", path)):
            status, output, errors = self.run_(*arguments)
            self.assertEqual((status, errors), (0, ""))
            self.assertIn(REMARK, " ".join(output.split()))
        self.assertIn("2 base priors, 4 conditions", self.run_("validate", path)[1])
        self.assertNotIn("upgraded", self.run_("validate", defaultModelPath())[1])

    def testAFaultInAnOlderFileIsNamedAsItStands(self):
        path = ROOT / "Testing" / "Python" / "Data" / "EMHAssistModelSchema2.json"
        self.data = json.loads(path.read_text(encoding="utf-8"))
        self.data["settings"][2]["priors"]["emh"] = 0.9
        status, output, errors = self.validate()
        self.assertEqual((status, output), (2, ""))
        self.assertIn("settings[2] 'known_myeloproliferative' priors: the priors add up to", errors)

    def testValidateNamesTheCell(self):
        [(index, feature)] = [(index, feature) for index, feature in enumerate(self.data["features"])
                              if feature["id"] == "margins"]
        feature["evidence"]["pyogenic"][1]["counts"]["ill_defined"] = -17
        status, output, errors = self.validate()
        self.assertEqual((status, output), (2, ""))
        self.assertIn(f"features[{index}] 'margins' form 'pyogenic' evidence[1] level 'ill_defined': count -17 is "
                      "negative", errors)

    def testBadInput(self):
        for arguments, message in ((("validate", self.folder / "none.json"), "cannot be read"),
                                   (("show", "--feature", "colour"), "Unknown feature 'colour'"),
                                   (("show", "--csv", self.folder), "cannot be written"),
                                   ((), "ACTION"), (("validate",), "FILE")):
            with self.subTest(arguments):
                status, output, errors = self.run_(*arguments)
                self.assertEqual((status, output), (2, ""))
                self.assertIn(message, errors)


if __name__ == "__main__":
    unittest.main()
