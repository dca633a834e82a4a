"""Files that are no model at all are refused, and the error names the file and the line."""

import json
import math
import os
import tempfile
import unittest

from EMHAssistCases.LikelihoodCase import shippedData
from EMHAssistLib.Likelihood import ModelError, loadModel
from EMHAssistLib.Likelihood.ModelFile import MAXIMUM_MODEL_SIZE


class ModelFileTest(unittest.TestCase):

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

    def testSavedModelLoads(self):
        with open(self.path, "w", encoding="utf-8") as stream:
            json.dump(shippedData(), stream)
        self.assertEqual(loadModel(self.path).basePriors, loadModel().basePriors)
        self.assertEqual(loadModel(self.path).conditions, loadModel().conditions)

    def testMissingFile(self):
        with self.assertRaisesRegex(ModelError, "model.json.*cannot be read"):
            loadModel(self.path)

    def testInvalidJsonNamesTheLine(self):
        self.assertFileRefused(b'{\n  "name": "x",\n  "version" 1\n}', "line 3")

    def testOversize(self):
        self.assertFileRefused(b" " * (MAXIMUM_MODEL_SIZE + 1), "larger than")

    def testNotText(self):
        self.assertFileRefused(b"\xff\xfe\x00", "not UTF-8")

    def testNestedTooDeeply(self):
        self.assertFileRefused(b"[" * 200000, "not a model")

    def testEndlessInteger(self):
        self.assertFileRefused(b'{"schema_version": ' + b"9" * 10000 + b"}", "not a model|schema_version")

    def testNotANumberLiterals(self):
        """Refused with the place, wherever they stand."""
        for literal, number in ((b"NaN", "nan"), (b"Infinity", "inf"), (b"-Infinity", "-inf"), (b"1e999", "inf")):
            self.assertFileRefused(b'{"schema_version": ' + literal + b"}", f"schema_version: {number} cannot be read")
            self.assertFileRefused(literal, "must be an object, not a number")
        data = shippedData()
        for holder, key, message in (
                (data["features"][0]["evidence"]["emh_active"][0], "n",
                 r"features\[0\] 'hematologic_disorder' form 'emh_active' evidence\[0\]\.n: value {} is not finite"),
                (data["forms"][0], "patients", r"forms\[0\] 'emh_active'\.patients: value {} is not finite"),
                (data["classes"][3], "dangerous", r"classes\[3\] 'infection'\.dangerous: must be true or false"),
                (data["history"][0], "text", r"history\[0\]\.text: must be a text, not a number")):
            before = holder[key]
            for number in (math.nan, math.inf, -math.inf):
                holder[key] = number
                self.assertFileRefused(json.dumps(data).encode(), message.format(number))
            holder[key] = before

    def testKeyTwice(self):
        self.assertFileRefused(b'{"schema_version": 1, "name": "a", "name": "b"}', "'name' appears twice")

    def testKeyTwiceAmongMany(self):
        members = b", ".join(b'"k%d": 0' % index for index in range(100000))
        self.assertFileRefused(b"{" + members + b', "k99999": 1}', "'k99999' appears twice")

    def testDeepObjects(self):
        self.assertFileRefused(b'{"a":' * 100000 + b"0" + b"}" * 100000, "not a model")
        self.assertFileRefused(b'{"schema_version": 2, "name": ' + b"[" * 900 + b"]" * 900 + b"}", "is missing|text")

    def testFolder(self):
        with self.assertRaisesRegex(ModelError, "cannot be read"):
            loadModel(os.path.dirname(self.path))

    def testManyItems(self):
        """A small file of very many small items is refused before anything is made of them."""
        for key, largest in (("classes", 32), ("forms", 64), ("features", 128), ("sources", 1000), ("blocks", 1000),
                             ("base_priors", 1000), ("conditions", 1000), ("examinations", 1000),
                             ("contradictions", 1000), ("history", 1000)):
            data = shippedData()
            data[key] = [{"id": f"x{index}"} for index in range(50000)]
            with self.subTest(key):
                if key in ("classes", "sources"):
                    data[key] = [{"id": f"x{index}", "title" if key == "classes" else "citation": "x"}
                                 for index in range(50000)]
                self.assertFileRefused(json.dumps(data, separators=(",", ":")).encode(),
                                       f"{key}: may have at most {largest}, has 50000")

    def testOtherJson(self):
        self.assertFileRefused(b"[]", "must be an object, not a list")
        self.assertFileRefused(b"null", "must be an object, not null")


if __name__ == "__main__":
    unittest.main()
