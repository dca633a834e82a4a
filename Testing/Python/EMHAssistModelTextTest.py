"""Models as text: the file that is written, and what the commands ``emhassist model`` show of one."""

import dataclasses
import json
import random
import unittest

from EMHAssistLib.Likelihood import defaultModelPath, loadModel, modelText
from EMHAssistLib.Likelihood.Schema import readModel


def shippedData():
    """Return the shipped model file as parsed JSON, a fresh copy."""
    with open(defaultModelPath(), encoding="utf-8") as stream:
        return json.load(stream)


class EMHAssistModelTextTest(unittest.TestCase):
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
            data["description"] = "Gr\u00f6\u00dfe \u2265 1 \"quoted\"\n\ttab \ud800"
            for form in data["forms"]:
                form["patients"] = choose.choice([0.1, 1 / 3, 7, 1e-9, 123456789.0])
                form["provenance"] = choose.choice(["elicited", "counted", "cohort"])
            for feature in data["features"]:
                feature["description"] = choose.choice(["", "x", " "])
                for level in feature["levels"]:
                    level["absence"] = choose.random() < 0.5
                    level["alert"] = choose.choice(["", "Look."])
                for formId in [form["id"] for form in data["forms"] if "inherits" in form]:
                    if choose.random() < 0.3:
                        feature["evidence"].pop(formId, None)
                for entries in feature["evidence"].values():
                    for entry in entries:
                        counts = {level: choose.choice([0, 1 / 3, 1e-7, 12, choose.random()]) for level in entry["counts"]}
                        entry.update(counts=counts, n=sum(counts.values()))
            for setting in data["settings"]:
                weights = {key: choose.random() + 0.01 for key in setting["priors"]}
                setting["priors"] = {key: weight / sum(weights.values()) for key, weight in weights.items()}
            for key in ("history", "contradictions"):
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


if __name__ == "__main__":
    unittest.main()
