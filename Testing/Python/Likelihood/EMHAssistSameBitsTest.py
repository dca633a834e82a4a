"""The same findings give the same bits: in another process, and where the processor can do less."""

import json
import os
import platform
import re
import subprocess
import unittest
from pathlib import Path

from EMHAssistCases.LikelihoodCase import randomCases, tinyModel
from EMHAssistCases.Paths import ROOT, pythonProgram
from EMHAssistLib.Likelihood import evaluate, loadModel, nextFindings, overPriors, sensitivity

PATHS = [str(Path(__file__).parent), str(ROOT / "Testing" / "Python"), str(ROOT / "EMHAssist")]


def answers():
    """Return every answer to some random cases as text, all digits."""
    model = loadModel()
    texts = []
    for findings, setting in randomCases(model, 6, seed=12):
        differential = evaluate(model, findings, setting)
        texts += [repr(differential), repr(overPriors(differential)), repr(nextFindings(model, findings, setting)),
                  repr(sensitivity(model, findings, setting))]
    return texts


def usedFeatures():
    """Return the extensions of this processor which numpy has code for and may leave unused."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]


class SameBitsTest(unittest.TestCase):

    def answersOfAnotherProcess(self, **environment):
        # Slicer's own Python executable has the packages but not the module folder.
        code = (f"import sys, json; sys.path[:0] = {PATHS!r}; import EMHAssistSameBitsTest as test; "
                "json.dump([test.usedFeatures(), test.answers()], sys.stdout)")
        try:
            ended = subprocess.run([pythonProgram(), "-c", code], capture_output=True, text=True, timeout=120,
                                   env={**os.environ, **environment})
        except OSError as error:
            self.skipTest(f"this process cannot start another one: {error}")
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return json.loads(ended.stdout)

    def testAnyMachine(self):
        """Whatever Python and numpy: what is drawn depends on neither."""
        model = tinyModel({"first": [[8, 0], [1, 7], [3, 5]], "second": [[6, 2], None, [4, 4]]}, (0.4, 0.6),
                          [("x", "a", 3, ""), ("y", "a", 1, "x"), ("b", "b", 1, "")])
        target = evaluate(model, {"first": "l1", "second": "l0"}, "test").target
        self.assertEqual((target.low, target.probability, target.high), (0.052365587, 0.299610895, 0.640823645))

    def testNoMinusZero(self):
        """Its sign is noise: findings that cancel, or say nothing, contribute 0."""
        self.assertNotIn("-0.0", re.sub(r"-0\.0\d", "", "".join(answers())))

    def testFreshProcess(self):
        _features, texts = self.answersOfAnotherProcess(PYTHONHASHSEED="7")
        self.assertEqual(texts, answers())

    def testLesserProcessor(self):
        """numpy without the vector code it may leave out, and matrix products for a processor of 2008."""
        try:
            features = usedFeatures()
        except ImportError:
            self.skipTest("this numpy does not say which vector code it uses")
        if not features:
            self.skipTest("numpy uses no vector code here that it may leave out")
        environment = {"NPY_DISABLE_CPU_FEATURES": " ".join(features)}
        if platform.machine().lower() in ("x86_64", "amd64"):
            environment["OPENBLAS_CORETYPE"] = "Nehalem"
        left, texts = self.answersOfAnotherProcess(**environment)
        self.assertEqual(left, [])
        self.assertEqual(texts, answers())


if __name__ == "__main__":
    unittest.main()
