"""Random damage to a model file: either it is refused, or every answer it gives is a number."""

import copy
import dataclasses
import json
import math
import os
import random
import tempfile
import unittest

from EMHAssistCases.LikelihoodCase import smallData
from EMHAssistCases.Paths import ROOT
from EMHAssistLib.Likelihood import (
    Model,
    ModelError,
    evaluate,
    loadModel,
    nextExaminations,
    nextFindings,
    overPriors,
    sensitivity,
)
from EMHAssistLib.Likelihood.ClinicalSetting import settingId

RUNS = 400
ODD_VALUES = (None, True, False, 0, -0.0, 1, -1, 0.5, 1e-320, 1e-9, 1e9, 1e300, -1e300, 10**400, math.nan, math.inf, "",
              " ", "x" * 5000, "\ud800", "\0", "NaN", [], {}, [[]], [{}], {"id": "x"}, "emh", "emh_active", "judgment",
              "present", "elicited", "blood", "anemia", "transfusion", "known_hemolysis", "cross_validated",
              {"present": 1.0}, [{"feature": "anemia", "levels": {"present": 1.0}, "reason": "x"}], ["anemia"])


def containers(node):
    """Yield every non-empty list and object of a JSON tree."""
    if isinstance(node, (list, dict)) and node:
        yield node
        for child in node.values() if isinstance(node, dict) else node:
            yield from containers(child)


def damage(data, generator):
    """Change one place of a JSON tree."""
    places = list(containers(data))
    node = generator.choice(places)
    key = generator.choice(list(node) if isinstance(node, dict) else range(len(node)))
    kind = generator.randrange(7)
    if kind == 0:
        del node[key]
    elif kind == 1:
        node[key] = generator.choice(ODD_VALUES)
    elif kind == 2:
        node[key] = copy.deepcopy(generator.choice(places))
    elif kind == 3:
        other = generator.choice(list(node) if isinstance(node, dict) else range(len(node)))
        node[key], node[other] = node[other], node[key]
    elif kind == 4 and isinstance(node, list):
        node.insert(key, copy.deepcopy(node[key]))
    elif kind == 5 and isinstance(node, dict):
        node[generator.choice(["id", "x", "inherits", "n", "follows", "states", "implies", "weights", "conditions",
                               "\udfff"])] = node.pop(key)
    else:
        scaleNumbers(node, generator.choice([0.0, 1e-3, 1.5, 1e6, -1.0]))


def scaleNumbers(node, factor):
    """Multiply the numbers that stand in a container or below it, so that sums still fit."""
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, (list, dict)):
            scaleNumbers(value, factor)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            node[key] = value * factor


def numbersIn(value):
    """Yield every number of a nest of dataclasses, mappings and sequences."""
    if dataclasses.is_dataclass(value):
        value = dataclasses.asdict(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from numbersIn(each)
    elif isinstance(value, (int, float)):
        yield value


class ModelFuzzTest(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "model.json")

    def load(self, data):
        """Return the model written to a file and read back, or None if it is refused."""
        with open(self.path, "w", encoding="utf-8") as stream:
            json.dump(data, stream)
        try:
            return loadModel(self.path)
        except ModelError as error:
            message = str(error)
            self.assertIn(self.path, message)
            message.encode("utf-8")
            self.assertLess(len(message), 20000)
            return None

    def setting(self, model: Model, generator) -> str:
        """Return a base prior, and where it takes any a condition."""
        base = generator.choice(model.basePriors)
        condition = generator.choice([None, *model.conditions]) if base.takesConditions else None
        return settingId(base.id, [condition.id] if condition else [])

    def assertAnswers(self, model: Model, generator):
        setting = self.setting(model, generator)
        findings = {feature.id: generator.choice(feature.answerIds()) for feature in model.features
                    if generator.random() < 0.7}
        differential = evaluate(model, findings, setting)
        asked = nextFindings(model, findings, setting)
        answers = (differential, overPriors(differential), asked, nextExaminations(model, asked),
                   sensitivity(model, findings, setting))
        for number in numbersIn(answers):
            self.assertTrue(math.isfinite(number))
        for item in differential.classes:
            self.assertTrue(0 <= item.low <= item.probability <= item.high <= 1)
        repr(answers).encode("utf-8")

    def testDamagedModels(self):
        self.damageAll(smallData(), RUNS)

    def testDamagedModelsOfSchemaVersion2(self):
        """They are upgraded, or refused in their own words."""
        data = json.loads((ROOT / "Testing" / "Python" / "Data" / "EMHAssistModelSchema2.json").read_text())
        data["features"] = data["features"][:6]
        kept = {feature["id"] for feature in data["features"]}
        data["contradictions"] = [rule for rule in data["contradictions"] if set(rule["findings"]) <= kept]
        for setting in data["settings"]:
            setting["given"] = {key: value for key, value in setting.get("given", {}).items() if key in kept}
        data["parameters"]["draws"]["value"] = 100
        self.damageAll(data, RUNS // 2)

    def damageAll(self, whole, runs):
        generator = random.Random(20261120)
        self.assertIsNotNone(self.load(whole))
        accepted = 0
        for run in range(runs):
            data = copy.deepcopy(whole)
            for _ in range(generator.choice([1, 1, 1, 2, 3])):
                damage(data, generator)
            with self.subTest(run=run):
                model = self.load(data)
                if model is not None:
                    accepted += 1
                    self.assertAnswers(model, generator)
        self.assertGreater(accepted, runs / 50)
        self.assertLess(accepted, runs)

    def testDamagedBytes(self):
        """Bytes flipped, cut out and doubled in the text itself."""
        generator = random.Random(1)
        whole = json.dumps(smallData()).encode("utf-8")
        for run in range(100):
            content = bytearray(whole)
            for _ in range(generator.randrange(1, 4)):
                start = generator.randrange(len(content))
                piece = content[start:start + generator.randrange(1, 40)]
                content[start:start + len(piece)] = generator.choice(
                    [b"", piece * 2, bytes([generator.randrange(256)]), b"[" * 3000, b"1" * 5000])
            with open(self.path, "wb") as stream:
                stream.write(content)
            with self.subTest(run=run):
                try:
                    self.assertAnswers(loadModel(self.path), generator)
                except ModelError as error:
                    self.assertIn(self.path, str(error))


if __name__ == "__main__":
    unittest.main()
